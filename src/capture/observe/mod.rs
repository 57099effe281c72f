//! Observers: they read and change nothing.

mod channels;
mod console;
mod family;
mod ledger;
mod network;
mod picture;
mod recording;
mod redact;
mod storage;
mod true_fields;
mod written;

pub use network::{Recorder, Scope};
pub use picture::masked;
pub use redact::url;
pub use storage::storage;
pub use written::Writes;
