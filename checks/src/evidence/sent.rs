//! The requests that this program made itself, beside those of the browser.

use serde::{Deserialize, Serialize};

/// A request of our own: when it was sent, what for, and what came back.
///
/// The portal's owner finds it in the portal's own audit trail by its moment and address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// The moment it was sent: UTC, RFC 3339, with milliseconds.
    pub at: String,
    /// Its method; `TLS` for a handshake alone.
    pub method: String,
    /// Its address, scrubbed.
    pub url: String,
    /// What opened the door: `nothing`, `session cookies`, `bearer`.
    pub with: String,
    /// What it was sent for.
    pub purpose: String,
    /// The response's status; absent when none came.
    pub status: Option<u16>,
}
