//! A patient-portal accessibility and session-safety crawler.

pub mod audit;
pub mod report;
pub mod scenario;
pub mod store;
