//! Mistakes that types cannot say.

mod canaries;
mod names;
mod places;
mod references;
mod report;
mod rules;
mod session;
mod values;

pub use rules::lint;
