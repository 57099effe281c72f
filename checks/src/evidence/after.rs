//! What the signed-out person at the same computer, and anybody with an old cookie, still gets.

use super::{Disclosure, Forgery, FramingTrial, Hit, Offline, Storage};
use serde::{Deserialize, Serialize};

/// What was tried after the session was over.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The browser's back button.
    pub back: Option<Back>,
    /// Requests sent again, without the browser.
    pub replays: Vec<Replay>,
    /// The endpoint that tells a live session from a dead one; absent when the flow has none.
    pub probe: Option<String>,
    /// A second tab of the same session, which was open when it was ended in the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_tab: Option<OtherTab>,
    /// The sockets and streams of events that were open just before sign-out. Absent where nobody listened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<Vec<Channel>>,
    /// What service workers still gave without a network. Absent where that was not tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline: Option<Offline>,
    /// Why something could not be tried, in words for a person.
    pub notes: Vec<String>,
    /// What the browser kept before sign-in, for comparison.
    pub before_sign_in: Option<Storage>,
    /// What the browser kept just before sign-out.
    pub before_sign_out: Option<Storage>,
    /// What sign-in led to without anything typed; absent when it was not tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reentry: Option<Reentry>,
    /// Requests that change something, sent as another site's page would.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forgeries: Vec<Forgery>,
    /// Errors that were caused before sign-out, to see what they tell.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provoked: Vec<Provoked>,
    /// Documents of the portal in frames of another site, tried before sign-out; absent when it was not tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub framing: Option<FramingTrial>,
}

/// Sign-in after sign-out, with nothing typed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reentry {
    /// Where it led, scrubbed.
    pub url: String,
    /// How many controls were clicked.
    pub clicks: u32,
    /// Canaries that it shows, by name; strong and weak as in a body.
    pub shows: Vec<Hit>,
}

/// A request that was made to fail, and the answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provoked {
    /// What was asked for, in words: `an address that does not exist`.
    pub asked: String,
    /// Its address, scrubbed.
    pub url: String,
    /// The response's status; absent when none came.
    pub status: Option<u16>,
    /// What its body gives away beside health data.
    pub disclosures: Vec<Disclosure>,
    /// Canaries in its body.
    pub hits: Vec<Hit>,
    /// Why there is no answer.
    pub error: Option<String>,
}

/// The browser's back button, pressed after sign-out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Back {
    /// The page it led to, scrubbed.
    pub url: String,
    /// Whether that page held canaries before sign-out; if not, nothing could have shown.
    pub had_canaries: bool,
    /// Canaries that it shows, by name; strong and weak as in a body.
    pub shows: Vec<Hit>,
    /// Why the page that came could not be read; then what it shows, and whether it was restored, is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<String>,
    /// `pageshow.persisted`: restored whole from the back/forward cache.
    pub persisted: bool,
    /// Whether its document came from the HTTP cache.
    pub from_cache: bool,
    /// Whether its document came from a service worker, and not over the network.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_worker: bool,
    /// How many requests reached the network for it.
    pub requests: u32,
    /// `notRestoredReasons`, where the engine gives them.
    pub not_restored: Vec<String>,
    /// Whether the session was dead at that moment, by replay.
    pub session: Liveness,
    /// Milliseconds between sign-out and going back.
    pub after_ms: u64,
    /// The control of the back/forward cache: whether a page of our own that may be kept was
    /// restored from it in this browser.
    pub bfcache_control: Option<bool>,
    /// The control of the HTTP cache: whether a storable resource of our own was served from it in this
    /// browser, and nothing says that it keeps nothing of the portal.
    pub http_cache_control: Option<bool>,
    /// Canaries shown when the address was opened anew in a fresh tab; absent when it did not open or could not be read.
    pub reopened: Option<Vec<Hit>>,
    /// Whether that came from the HTTP cache.
    pub reopened_from_cache: bool,
    /// Whether that came from a service worker, and not over the network.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reopened_from_worker: bool,
    /// What allowed it, as far as it can be told.
    pub cause: Option<Cause>,
}

/// A second tab of the session, untouched while the first one signed out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OtherTab {
    /// The page that it had open, scrubbed.
    pub url: String,
    /// Canaries that it showed before sign-out: the control.
    pub before: Vec<Hit>,
    /// Milliseconds between sign-out and the look.
    pub after_ms: u64,
    /// Canaries that it shows after sign-out, once it has come to the front and a key was pressed that does nothing.
    pub shows: Vec<Hit>,
    /// Canaries in what the network answered when its page was loaded anew; absent when that could not be tried.
    pub loads: Option<Vec<Hit>>,
}

/// A channel that was open just before sign-out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// Its address, scrubbed.
    pub url: String,
    /// What it is: `websocket`, `event-stream`.
    pub kind: String,
    /// Whether it was seen to close.
    pub closed: bool,
    /// How many messages came by it before sign-out.
    pub before: u32,
    /// How many came after sign-out and the grace of two seconds.
    pub received: u32,
    /// Canaries in those.
    pub hits: Vec<Hit>,
    /// For how many milliseconds after that grace it was listened to.
    pub listened_ms: u64,
}

/// What allowed a page to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The page did not forbid storing.
    NoNoStore,
    /// It did, but no cookie of the page changed at sign-out.
    NoCookieChange,
    /// `Clear-Site-Data` was sent too late to evict the page being left.
    ClearSiteDataTooLate,
}

/// Whether a session is alive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Liveness {
    /// 200, and a canary of the patient.
    Alive,
    /// 401, 403, a redirect to sign-in, or what a signed-out person gets.
    Dead,
    /// Neither.
    #[default]
    Unknown,
}

/// A recorded request, sent again by us on a connection of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replay {
    /// What it shows: `unauthenticated`, `signed-out`, `control` (before sign-out, with the session), `foreign-origin`,
    /// `null-origin` (with the session, and an `Origin` that is not the portal's), `static-path` (with the session, at an
    /// address that looks like a style sheet's), `static-path-unauthenticated` (the same once more, without the session),
    /// `token-control`, `token-signed-out` (with the bearer token alone, before and after sign-out), `unsigned` (a file in
    /// a store, without its signature), `listing` (the list of a store).
    pub kind: String,
    /// The request's method.
    pub method: String,
    /// The request's address, scrubbed.
    pub url: String,
    /// With what it was sent: `nothing`, `session cookie`, `bearer`.
    pub with: String,
    /// Milliseconds since sign-out; negative before it.
    pub after_ms: i64,
    /// The response's status; absent when none came.
    pub status: Option<u16>,
    /// Canaries in the response's body.
    pub hits: Vec<Hit>,
    /// Whether the body is the list of what is in a store.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lists: bool,
    /// What follows for the session.
    pub session: Liveness,
    /// Why there is no answer.
    pub error: Option<String>,
    /// The response's fields that speak to caches and to foreign origins, names in small letters, scrubbed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<(String, String)>,
    /// Seconds that the bearer token itself still claims to be good for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in_s: Option<i64>,
}
