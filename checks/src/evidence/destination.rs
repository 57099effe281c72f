//! What links lead to, where several have the same name and different addresses.

use serde::{Deserialize, Serialize};

/// What the address of a link answered when it was asked for without a session.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// The address, without its fragment.
    pub address: String,
    /// Where its redirects end, without a fragment; absent when nothing was answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// A number that those with the same content share; absent where scripts, pictures or a refusal leave it open what is
    /// shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<u32>,
    /// The places, in the page's list, of those that have not a word in common with this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlike: Vec<u32>,
}
