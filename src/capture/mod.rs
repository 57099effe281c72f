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
mod transport;

pub use error::CaptureError;
pub use observe::{Posted, Recorder, Scope, Writes, masked, storage, url};
pub use page::{Choice, Collector, Focus, Focused, PageShow, SavedFocus, Spot};
pub use probe::{
    Answer, BackCase, Bearer, Change, Client, Compared, Controls, Framable, Kit, OfflineCase, Pace,
    Repeats, Request, Shown, after, back, backdrops, destinations, foreign_origins, forge,
    identifiers, offline, orientation, paste, provoke, replay, screen, session_cookies,
    static_paths, unsigned, walk,
};
pub use residue::{cached, downloads, residue};
pub use scrub::Door;
pub use transport::Servers;
