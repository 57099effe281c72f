//! A patient-portal accessibility and session-safety crawler.

pub mod capture;
pub mod driver;
pub mod scenario;
