//! Evidence on disk: readable without us, written step by step, sealed at the end.
//!
//! ```text
//! OUT/evidence/appointment/
//!   run.json          who recorded what, when, with which versions; the steps in order
//!   scenario.yaml     exactly what was replayed
//!   requests.jsonl    every request of our own with its moment in UTC, for the portal's own audit trail
//!   01-sign-in/       one folder a step
//!     step.json       what was done, what held, how the page came to rest, which pieces are here
//!     page.json  network.jsonl  storage.json  console.json  focus.json  call.json  idle.json  after.json
//!     screenshot.png  and further pictures, by name
//!   SEAL              a digest for every file above, as `sha256sum -c SEAL` reads it
//! ```
//!
//! A file appears whole or not at all (written beside its place, then renamed), so a crash leaves a folder
//! without a seal, which nobody mistakes for evidence. HAR, WARC and a database lost: the first keeps bodies
//! and cookies by design, the others need a program to be read in ten years.

mod error;
mod place;
mod read;
mod record;
mod seal;
mod utc;
mod write;

pub use error::StoreError;
pub use read::{digest, folders, picture_size, pictures, read, read_back, scenario};
pub use record::{About, RunRecord, StepPlace, Tool, Viewport};
pub use utc::{utc, utc_millis};
pub use write::{Folder, Sealed, clear};
