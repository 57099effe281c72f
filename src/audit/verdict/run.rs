//! When, where and with what a verdict was made.

use serde::{Deserialize, Serialize};

/// What made the verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// When, where and with what the evidence was recorded. Whoever records it fills this in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// UTC of the start: `2026-05-14T09:30:00Z`.
    pub started: String,
    /// UTC of the end.
    pub ended: String,
    /// The browsers.
    pub engines: Vec<Engine>,
    /// The limits that were measured against.
    pub policy: Policy,
    /// The portal's address.
    pub target: String,
    /// The hosts in scope.
    pub hosts: Vec<String>,
    /// What the portal says it is: `test`; empty when the scenarios do not say.
    pub environment: String,
    /// Where the evidence lies.
    pub evidence: Vec<Evidence>,
}

/// A browser.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Engine {
    /// `chromium`, `firefox`, `webkit`.
    pub name: String,
    /// Its version, as it says itself.
    pub version: String,
    /// The driver and its version.
    pub driver: String,
}

/// The limits that were measured against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Policy {
    /// The longest idle time, in seconds.
    pub idle_s: f64,
    /// The longest session, in seconds.
    pub absolute_s: f64,
    /// The least time between warning and end, in seconds.
    pub warning_s: f64,
    /// The criteria that count: `2.2-AA`.
    pub profile: String,
}

/// A folder of evidence.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The folder's name.
    pub folder: String,
    /// The digest of its seal, in hexadecimal.
    pub seal: String,
}

impl Default for Policy {
    fn default() -> Self {
        Self { idle_s: 900.0, absolute_s: 43_200.0, warning_s: 60.0, profile: "2.2-AA".to_owned() }
    }
}
