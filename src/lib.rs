//! A patient-portal accessibility and session-safety crawler.
//!
//! ```text
//! scenario.yaml -> replay -> browser -> capture -> evidence (on disk) -> judge -> verdict -> report
//!   scenario/      replay/   driver/    capture/   store/                checks/   audit/     report/
//! ```
//!
//! The way through the folders is the way of the data. `capture` records facts and never judges; the
//! checks, a crate of their own, are pure functions over what was recorded; `audit` makes one verdict of
//! them, and each report is a projection of it. `cli` talks to people and decides nothing.

pub mod audit;
pub mod capture;
pub mod cli;
pub mod driver;
pub mod failure;
pub mod replay;
pub mod report;
pub mod scenario;
pub mod store;
