//! What the browser keeps for the portal.

use super::{Hit, Token};
use serde::{Deserialize, Serialize};

/// What the browser keeps for the portal, at the end of a step. Values are searched for canaries and then
/// reduced to a keyed hash.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Storage {
    /// Cookies of the user context.
    pub cookies: Vec<Cookie>,
    /// Entries of every other kind of storage.
    pub entries: Vec<Stored>,
    /// What pages wrote to databases, the Cache API and files since the step before, where it held canaries or a
    /// credential: it may be gone again.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub written: Vec<Stored>,
    /// The kinds of storage that could not be read, each with the reason.
    pub unread: Vec<String>,
}

/// A cookie in the jar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cookie {
    /// Its name, scrubbed.
    pub name: String,
    /// Its domain, with a leading dot when subdomains get it too.
    pub domain: String,
    /// Its path.
    pub path: String,
    /// The `Secure` attribute.
    pub secure: bool,
    /// The `HttpOnly` attribute.
    pub http_only: bool,
    /// `SameSite` as the browser reports it; the default differs between engines, so judge `Set-Cookie`.
    pub same_site: SameSite,
    /// Seconds until it expires; absent for one that ends with the browser's session.
    pub expires_in: Option<i64>,
    /// A keyed hash of its value: equal values have equal hashes in one run.
    pub value: String,
    /// How long the value is, in bytes.
    pub length: usize,
    /// Canaries in its name or value.
    pub hits: Vec<Hit>,
    /// The JSON Web Tokens in its value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Token>,
    /// Whether the signed-in session depends on it: found by leaving it out. Absent when that was not tried.
    pub session: Option<bool>,
}

/// `SameSite`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SameSite {
    /// `Strict`.
    Strict,
    /// `Lax`.
    Lax,
    /// `None`.
    None,
    /// Not said.
    Unset,
}

/// An entry of a storage other than cookies.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stored {
    /// The kind of storage.
    pub area: Area,
    /// The origin it belongs to.
    pub origin: String,
    /// Its key path, scrubbed: `drafts/7/text`.
    pub key: String,
    /// A keyed hash of its value.
    pub value: String,
    /// How long the value is, in bytes.
    pub length: usize,
    /// Canaries in its key or value.
    pub hits: Vec<Hit>,
    /// Whether the value is that of a live credential: a session cookie's or a bearer token's.
    pub credential: bool,
    /// Keyed hashes of the cookies' values and bearer tokens that stand in its value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<String>,
    /// The JSON Web Tokens in its value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Token>,
    /// Whether it has bytes that tell nothing: encrypted, packed, or of another site and not to be read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub opaque: bool,
}

/// A kind of storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    /// `localStorage`.
    Local,
    /// `sessionStorage`.
    Session,
    /// An `IndexedDB` record.
    IndexedDb,
    /// An entry of the Cache API.
    CacheApi,
    /// A file of the origin private file system.
    FileSystem,
    /// A service worker registration.
    ServiceWorker,
    /// `window.name`.
    WindowName,
    /// `history.state`.
    HistoryState,
}
