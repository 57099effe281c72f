//! Observers: they read and change nothing.

mod channels;
mod console;
mod disclosures;
mod error_marks;
mod family;
mod given;
mod ledger;
mod network;
mod picture;
mod posted;
mod recording;
mod redact;
mod secrets;
mod storage;
mod true_fields;
mod written;

pub(super) use disclosures::disclosures;
pub use network::{Recorder, Scope};
pub use picture::masked;
pub use posted::Posted;
pub use redact::url;
pub use storage::storage;
pub use written::Writes;
