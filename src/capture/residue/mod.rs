//! The browser's profile after it has quit: what the next person at the same computer could find in it.
//!
//! Measured (Chromium 156, headless, ended by the driver): the HTTP cache is a file an entry, with the bodies as they came
//! over the wire, so compressed ones hide from a search; titles and addresses are in `History`, also of pages that forbid
//! storing; `Sessions` has titles, `history.state` and the contents of fields, sent or not, save of those with
//! `autocomplete="off"`; `Web Data` has what was typed into fields of forms that were sent, unless the automation's usual
//! preference turns it off. A context other than the default one writes nothing of this. Files are read as bytes;
//! values that are too long for a page of their database are put together first.

mod decode;
mod downloads;
mod entry;
mod profile;
mod sqlite;

pub(super) use decode::decoded;
pub use downloads::downloads;
pub use profile::{cached, residue};
