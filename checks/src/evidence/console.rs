//! What the page said to the console.

use serde::{Deserialize, Serialize};

/// What the page said to the console since the step before.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Console {
    /// The entries, in order.
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `error`, `warn`, `info`, `debug`.
    pub level: String,
    /// Its text, scrubbed, at most a few hundred characters.
    pub text: String,
    /// The canaries that were in it, by name.
    pub canaries: Vec<String>,
}
