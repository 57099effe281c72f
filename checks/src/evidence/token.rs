//! A JSON Web Token that was seen somewhere: what its parts say of it, and never the token.

use super::Hit;
use serde::{Deserialize, Serialize};

/// A JSON Web Token (RFC 7519) that was seen somewhere.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// A keyed hash of it: equal tokens have equal hashes in one run.
    pub hash: String,
    /// Where it stood: `value`, `url`, or the name of a request field.
    pub place: String,
    /// The algorithm that its header names (`alg`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub algorithm: Option<String>,
    /// What it is for, in its own words: its `token_use`, or else the `typ` of payload or header, in lower case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
    /// When it was issued (`iat`), in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<i64>,
    /// When it ends (`exp`), in seconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<i64>,
    /// Whether its payload could be read.
    pub readable: bool,
    /// Whether its payload is encrypted: five parts, and not three.
    pub encrypted: bool,
    /// Canaries in its payload, decoded.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hits: Vec<Hit>,
}
