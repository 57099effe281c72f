//! A patient-portal accessibility and session-safety crawler.

pub mod scenario;
pub mod store;
