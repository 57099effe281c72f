//! A patient-portal accessibility and session-safety crawler.
//!
//! ```text
//! scenario -> replay -> driver -> capture -> store -> audit -> report
//!                                               \-> checks, a crate of its own
//! ```
//!
//! Capture records facts and never judges; checks are pure functions over what was recorded; reports are
//! projections of one verdict. `cli` talks to a person, and `failure` is what that person sees when it
//! goes wrong.

pub mod audit;
pub mod capture;
pub mod cli;
pub mod driver;
pub mod failure;
pub mod report;
pub mod scenario;
pub mod store;
