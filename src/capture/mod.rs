//! From page to evidence: observers read, probes act and restore; nothing here judges.

mod collector;
mod credentials;
mod error;
mod forms;
mod listeners;
mod observe;
mod page;
mod probe;
mod residue;
mod scrub;
mod token;

pub use error::CaptureError;
pub use observe::{Recorder, Scope, Writes, masked, storage, url};
pub use page::{Choice, Collector, Focus, Focused, PageShow, SavedFocus, Spot};
pub use probe::{
    Answer, BackCase, Client, Compared, Controls, Kit, Repeats, Shown, after, back, backdrops,
    destinations, orientation, paste, replay, screen, session_cookies, walk,
};
pub use residue::{downloads, residue};
pub use scrub::Door;
