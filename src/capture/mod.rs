//! From page to evidence: observers read, probes act and restore; nothing here judges.

mod forms;
mod scrub;

pub use scrub::Door;
