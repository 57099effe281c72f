//! What went over the wire.
//!
//! Bodies are not kept. While a body passes by, it is searched for the scenario's canaries, and only
//! the names of those found are written down: evidence never holds a patient's data. Addresses and header
//! fields carry tokens where a canary stood; the values of cookies and credentials are keyed hashes.

use super::{Disclosure, Token};
use serde::{Deserialize, Serialize};

/// Every request since the step before, in the order the requests were sent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Network {
    /// The requests, each with its response.
    pub exchanges: Vec<Exchange>,
}

/// The number of an exchange, unique in the flow.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ExchangeId(pub u32);

/// A request and its response.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Its number.
    pub id: ExchangeId,
    /// Milliseconds from the start of the flow to the request.
    pub at: u64,
    /// The request's method.
    pub method: String,
    /// The request's address, scrubbed.
    pub url: String,
    /// What asked for it: `document`, `iframe`, `script`, `style`, `image`, `font`, `fetch`, `beacon`, `websocket`, `media`, `other`.
    pub destination: String,
    /// Whose server it is.
    pub party: Party,
    /// The address of the page that asked.
    pub initiator: Option<String>,
    /// Canaries found in the request's address, header fields and body.
    pub sent: Vec<Hit>,
    /// The request's fields, names in lower case; secrets are keyed hashes.
    pub request_fields: Vec<(String, String)>,
    /// Whether the request's body holds what session recorders send: the tree of a page, or its changes.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub recording: bool,
    /// Whether the request's body was searched to its end; a note why not, otherwise.
    pub request_body: Option<String>,
    /// The JSON Web Tokens in the request's address and its `Authorization` field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tokens: Vec<Token>,
    /// The response's status; absent when none came, and of a socket, of which only its opening is told.
    pub status: Option<u16>,
    /// The response's fields, names in lower case, one entry for each field line, in the order received.
    pub fields: Vec<(String, String)>,
    /// Where the response came from.
    pub cache: CacheUse,
    /// What is known of the response's body.
    pub body: Body,
    /// What its body gives away beside health data; absent when it was not searched for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disclosures: Option<Vec<Disclosure>>,
    /// The messages that went over a socket, or came by a stream of events, in this step. Absent of everything else, and
    /// where nobody listened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub messages: Option<Messages>,
    /// Why it failed, in the browser's words.
    pub error: Option<String>,
    /// Milliseconds from the start of the flow to the end of the response.
    pub ended: Option<u64>,
    /// Whether the response's fields are those that came over the wire; if not, they may be another
    /// response's (a redirect's), and nothing may pass on their strength.
    pub true_fields: bool,
}

/// Whose server a request went to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    /// A host in scope.
    #[default]
    First,
    /// A host that the policy allows.
    Allowed,
    /// Anybody else.
    Third,
}

/// Where a response came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CacheUse {
    /// The network.
    #[default]
    Network,
    /// The browser's HTTP cache.
    Cache,
    /// A service worker.
    ServiceWorker,
}

/// What is known of a response's body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Body {
    /// It was searched to its end; these canaries are in it.
    Searched(Vec<Hit>),
    /// It could not be read to its end, for this reason.
    Unread(String),
    /// There is none: a redirect, a 204, a 304, or no response at all.
    #[default]
    None,
}

/// The messages of a channel that stays open: a socket, a stream of events. Canaries that left with them are among the
/// exchange's own `sent`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messages {
    /// How many left.
    pub sent: u32,
    /// How many came.
    pub received: u32,
    /// Canaries in those that came.
    pub hits: Vec<Hit>,
}

/// A canary found in something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hit {
    /// The canary's name in the scenario, never its value.
    pub canary: String,
    /// Whether it is enough alone (40 bits or more); a date of birth, for one, only counts in company.
    pub strong: bool,
    /// The form it was found in: `raw`, `url`, `html`, `json`, `base64`, `hex`, `utf-16`, `sha-256`.
    pub form: String,
    /// Where: `body`, `url`, `query`, `fragment`, a field's name.
    pub place: String,
}

impl Exchange {
    /// All values of a response field, joined as RFC 9110 section 5.2 joins them.
    pub fn field(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self.field_lines(name).collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The values of a response field, line by line, as `Set-Cookie` needs them.
    pub fn field_lines<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e str> {
        self.fields.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The request's `Referer`; empty when it has none.
    pub fn referer(&self) -> &str {
        self.request_field("referer")
    }

    /// The value of a request field; empty when it has none. The last line is the one that came over the wire.
    pub fn request_field(&self, name: &str) -> &str {
        let line = self.request_fields.iter().rev().find(|(field, _)| field == name);
        line.map_or("", |(_, value)| value.as_str())
    }

    /// Whether its body holds health data: one strong canary, or two weak ones.
    pub fn bears_phi(&self) -> bool {
        matches!(&self.body, Body::Searched(hits) if Hit::amount_to_phi(hits))
    }
}

impl Hit {
    /// Whether hits together are health data: one strong canary, or two different weak ones.
    pub fn amount_to_phi(hits: &[Self]) -> bool {
        let mut weak: Vec<_> = hits.iter().map(|hit| &hit.canary).collect();
        weak.sort_unstable();
        weak.dedup();
        hits.iter().any(|hit| hit.strong) || weak.len() >= 2
    }
}
