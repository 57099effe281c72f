//! What the browser's profile holds on disk after it has quit.

use super::Hit;
use serde::{Deserialize, Serialize};

/// What the profile held after the browser had quit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Residue {
    /// The canaries that were found.
    pub traces: Vec<Trace>,
    /// Control of the HTTP cache: how many responses of the portal lie in it.
    pub cached: u32,
    /// Control of the history: whether the portal's own address stands in it.
    pub remembered: bool,
    /// Control of session restore: whether the portal's own address stands in it; absent where that was not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restorable: Option<bool>,
    /// Control of form data: whether anything that was typed stands in it, a user name included.
    pub typed: bool,
    /// What could not be read, in words for a person.
    pub unread: Vec<String>,
    /// The files that pages downloaded. Absent where they did not go into a folder of ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub downloads: Option<Vec<Saved>>,
    /// How far what scripts stored could be read. Absent where that was not looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kept: Option<Kept>,
}

/// What the profile keeps for scripts: web storage, databases, the Cache API, files. Canaries in it are traces.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// Control: whether the portal's own address stands in it.
    pub named: bool,
    /// What of it could not be read, in words for a person.
    pub unread: Vec<String>,
}

/// A file that a page downloaded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// Its name, scrubbed.
    pub name: String,
    /// How long it is, in bytes.
    pub length: usize,
    /// Canaries in its name and in it. Their place tells the part of the file and how that was decoded: `body, PDF`.
    pub hits: Vec<Hit>,
    /// Why it could not be read.
    pub unread: Option<String>,
}

/// A canary in the profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trace {
    /// Which part of the profile it lies in.
    pub store: Store,
    /// The file, from the profile's folder on.
    pub file: String,
    /// The address of the response, scrubbed; for the HTTP cache only.
    pub url: Option<String>,
    /// The canary. Its place tells the part of the file and how that was decoded: `body, gzip`.
    pub hit: Hit,
}

/// A part of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Store {
    /// Responses, kept for the next time.
    HttpCache,
    /// Addresses and titles of pages, and what is made of them: top sites, shortcuts.
    History,
    /// What brings tabs back after a restart: addresses, titles, `history.state`, the contents of fields.
    SessionRestore,
    /// What was typed into fields, kept to be offered again.
    FormData,
    /// What scripts stored: `localStorage`, `sessionStorage`, `IndexedDB`, the Cache API, files of the origin.
    ClientStorage,
}

impl Store {
    /// What it is called in a report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::HttpCache => "HTTP cache",
            Self::History => "history",
            Self::SessionRestore => "session restore",
            Self::FormData => "form data",
            Self::ClientStorage => "client storage",
        }
    }
}
