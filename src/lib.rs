//! A patient-portal accessibility and session-safety crawler.

pub mod audit;
pub mod report;
