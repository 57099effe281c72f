//! A recorded request that changes something, sent as another site's page would.

use serde::{Deserialize, Serialize};

/// A request that changes something, sent again while the session lives: as another site's page would send it, and then
/// as the portal's own page did.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Forgery {
    /// The step that asked for it.
    pub step: String,
    /// The request's method.
    pub method: String,
    /// Its address, scrubbed.
    pub url: String,
    /// The names of what another site cannot know or send, and was left out: form fields, header fields.
    pub left_out: Vec<String>,
    /// As another site's page sends it.
    pub forged: Attempt,
    /// As the portal's own page sent it; absent when the first was accepted.
    pub control: Option<Attempt>,
}

/// One of the two.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attempt {
    /// The response's status; absent when none came.
    pub status: Option<u16>,
    /// Whether it was answered as the recorded request was; absent when that cannot be said.
    pub accepted: Option<bool>,
    /// Why there is no answer.
    pub error: Option<String>,
}
