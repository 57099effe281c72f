//! The browser's profile after it has quit: what the next person at the same computer could find in it.
//!
//! Measured (Chromium 156, headless, ended by the driver): the HTTP cache is a file an entry, with the bodies as they came
//! over the wire, so compressed ones hide from a search; titles and addresses are in `History`, also of pages that forbid
//! storing; `Sessions` has titles, `history.state` and the contents of fields, sent or not, save of those with
//! `autocomplete="off"`; `Web Data` has what was typed into fields of forms that were sent, unless the automation's usual
//! preference turns it off. A context other than the default one writes nothing of this. Files are read as bytes;
//! values that are too long for a page of their database are put together first.
//!
//! What scripts store is in files of `LevelDB`. `localStorage` and `sessionStorage` (this in UTF-16) are in logs, to which a
//! deletion only adds: after `clear()`, sign-out and the browser's end the values still stood there, three times of three,
//! and once of once with `Clear-Site-Data: "storage"` besides. `IndexedDB` is in a log of its origin until that is rewritten
//! as a table, packed with Snappy; records that were deleted go along, and those of a database that was (three of three), but
//! not its blobs. Longer values are packed once more, each by itself. `Clear-Site-Data` takes the origin's folder away, and
//! so it does with the Cache API, whose entries go when they are deleted. A plain search finds most of this, for Snappy
//! leaves short texts in one piece; it misses what repeats earlier bytes, and values that go on in the next block.

mod decode;
mod downloads;
mod entry;
mod leveldb;
mod profile;
mod sqlite;
#[cfg(test)]
mod tests;

pub(super) use decode::decoded;
pub use downloads::downloads;
pub use profile::{cached, residue};
