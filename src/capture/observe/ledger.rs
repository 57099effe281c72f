//! The list of requests while it grows: what is open, what is answered, what must still be read.

use super::{
    channels::Channels, disclosures, posted::Posted, recording::is_recording, redact,
    true_fields::TrueFields, written::Writes,
};
use crate::capture::{Door, token};
use serde_json::Value;
use std::collections::BTreeMap;
use tokio::time::Instant;
use url::Url;
use wardround_checks::evidence::{Body, CacheUse, ConsoleEntry, Exchange, ExchangeId, Hit, Party};

/// Bodies longer than this are not read: the browser would have to keep them for us. Chromium 156 keeps them whatever its
/// collector was told.
pub(super) const LONGEST_BODY: u32 = 16 << 20;

/// The hosts that a flow knows.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Hosts in scope: the portal's own.
    pub hosts: Vec<String>,
    /// Hosts that the policy allows.
    pub allowed: Vec<String>,
}

impl Scope {
    /// Whose server an address is on. Subdomains belong to their domain; addresses without a host are ours.
    pub fn party(&self, address: &str) -> Party {
        let parsed = Url::parse(address).ok();
        let Some(host) = parsed.as_ref().and_then(Url::host_str) else { return Party::First };
        let belongs = |known: &String| {
            host == known
                || host.strip_suffix(known.as_str()).is_some_and(|rest| rest.ends_with('.'))
        };
        if self.hosts.iter().any(belongs) {
            Party::First
        } else if self.allowed.iter().any(belongs) {
            Party::Allowed
        } else {
            Party::Third
        }
    }
}

/// What must be fetched for an exchange.
#[derive(Debug)]
pub(super) struct Wanted {
    pub(super) request: String,
    pub(super) place: usize,
    pub(super) kind: &'static str,
}

/// A request that waits for its answer.
#[derive(Debug, Clone, Copy)]
struct Open {
    /// Where the answer belongs.
    place: usize,
    /// Whether its answer may never end: a player that has enough leaves the rest of a film unread (Chromium 156),
    /// and a stream of events is open as long as its page.
    endless: bool,
}

#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) door: Door,
    pub(super) scope: Scope,
    started: Option<Instant>,
    pub(super) exchanges: Vec<Exchange>,
    /// Exchanges that were taken already; numbers go on from here.
    pub(super) taken: usize,
    /// The requests that wait for an answer, by id and place in their chain of redirects.
    open: BTreeMap<(String, u64), Open>,
    /// The request of each exchange whose true fields are still to come.
    pub(super) requests: Vec<String>,
    documents: BTreeMap<String, String>,
    posted: BTreeMap<String, String>,
    pub(super) fields: TrueFields,
    /// Where the answers that service workers gave came from, by request.
    pub(super) given: BTreeMap<String, CacheUse>,
    pub(super) console: Vec<ConsoleEntry>,
    pub(super) writes: Writes,
    pub(super) channels: Channels,
    /// The addresses of the portal's own GET requests, as they were: for replays, in memory only.
    pub(super) addresses: BTreeMap<ExchangeId, String>,
    /// The portal's own requests that change something, as they were: for replays, in memory only.
    pub(super) changes: BTreeMap<ExchangeId, Posted>,
    /// The `Authorization` fields that they went with: likewise.
    pub(super) authorizations: BTreeMap<ExchangeId, String>,
    /// Bodies under way.
    pub(super) reading: usize,
    pub(super) last: Option<Instant>,
    /// Events that came faster than they were heard.
    pub(super) lost: u64,
}

impl Ledger {
    pub(super) fn new(door: Door, scope: Scope) -> Self {
        Self { door, scope, started: Some(Instant::now()), ..Self::default() }
    }

    /// Milliseconds since the start.
    pub(super) fn now(&self) -> u64 {
        self.started
            .map_or(0, |started| u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    /// How many requests have no answer yet, of those that can be waited for.
    pub(super) fn unanswered(&self) -> usize {
        self.open.values().filter(|open| !open.endless).count()
    }

    pub(super) fn true_fields(&mut self, params: &Value) {
        self.fields.add(params);
    }

    /// `Network.requestWillBeSent`: the document that asks, and a form's data.
    pub(super) fn announced(&mut self, params: &Value, session: &str) {
        let Some(request) = params["requestId"].as_str() else { return };
        if let Some(document) = params["documentURL"].as_str() {
            self.documents.insert(request.to_owned(), document.to_owned());
        }
        match params["type"].as_str() {
            Some("EventSource") => self.channels.announced(request, session),
            Some("Document") => {
                self.channels.left(session, params["frameId"].as_str().unwrap_or_default());
            }
            _ => {}
        }
        if let Some(data) = params["request"]["postData"].as_str() {
            self.posted.insert(request.to_owned(), data.to_owned());
        }
    }

    /// `network.beforeRequestSent`.
    pub(super) fn sent(&mut self, params: &Value) -> Option<Wanted> {
        let request = &params["request"];
        let id = request["request"].as_str()?;
        let url = request["url"].as_str().unwrap_or_default();
        let place = self.exchanges.len();
        let number = u32::try_from(self.taken + place).unwrap_or(u32::MAX);
        self.learn(&header_fields(&request["headers"]));
        let mut hits = self.in_address(url);
        let mut request_fields = Vec::new();
        let mut tokens = token::read(&self.door, url, "url");
        for (name, value) in header_fields(&request["headers"]) {
            if name == "authorization" {
                tokens.extend(token::read(&self.door, &value, &name));
                self.authorizations.insert(ExchangeId(number), value.clone());
            }
            if name != "cookie" && name != "host" {
                hits.extend(self.door.search(value.as_bytes(), &name));
            }
            let value = redact::field(&self.door, &name, &value);
            request_fields.push((name, value));
        }
        let body = self.posted.remove(id);
        let size = request["bodySize"].as_u64().unwrap_or(0);
        if let Some(body) = &body {
            hits.extend(self.door.search(body.as_bytes(), "body"));
        }
        // A field is told twice: as the page set it, and as it left.
        tokens.dedup();
        let party = self.scope.party(url);
        if party == Party::First && request["method"] == "GET" && url.starts_with("http") {
            self.addresses.insert(ExchangeId(number), url.to_owned());
        }
        if party == Party::First && (body.is_some() || size > 0) {
            let fields = header_fields(&request["headers"]);
            let posted = Posted::of(url, fields, body.as_deref().unwrap_or_default());
            self.changes.extend(posted.map(|posted| (ExchangeId(number), posted)));
        }
        self.exchanges.push(Exchange {
            id: ExchangeId(number),
            at: self.now(),
            method: request["method"].as_str().unwrap_or_default().to_owned(),
            url: redact::url(&self.door, url),
            destination: destination(request),
            party,
            initiator: self.documents.get(id).map(|document| redact::url(&self.door, document)),
            sent: hits,
            request_fields,
            recording: body.as_ref().is_some_and(|body| is_recording(body.as_bytes())),
            request_body: None,
            tokens,
            status: None,
            fields: Vec::new(),
            cache: CacheUse::Network,
            body: Body::None,
            disclosures: None,
            messages: None,
            error: None,
            ended: None,
            true_fields: false,
        });
        self.requests.push(id.to_owned());
        if request["goog:resourceType"] == "EventSource" {
            self.channels.open(id, url, "event-stream");
        }
        let hop = params["redirectCount"].as_u64().unwrap_or(0);
        let endless =
            matches!(request["goog:resourceType"].as_str(), Some("EventSource" | "Media"));
        self.open.insert((id.to_owned(), hop), Open { place, endless });
        (body.is_none() && size > 0).then(|| Wanted {
            request: id.to_owned(),
            place: self.taken + place,
            kind: "request",
        })
    }

    /// The canaries in an address.
    pub(super) fn in_address(&self, url: &str) -> Vec<Hit> {
        let (address, fragment) = url.split_once('#').unwrap_or((url, ""));
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let parts = [(path, "url"), (query, "query"), (fragment, "fragment")];
        parts.iter().flat_map(|(part, name)| self.door.search(part.as_bytes(), name)).collect()
    }

    /// Learns what opens the session from the fields that carry it.
    fn learn(&mut self, fields: &[(String, String)]) {
        for value in fields.iter().flat_map(|(name, value)| redact::credentials(name, value)) {
            self.door.add_credential(&value);
        }
    }

    /// `network.responseCompleted`.
    pub(super) fn completed(&mut self, params: &Value) -> Option<Wanted> {
        let request = &params["request"];
        let id = request["request"].as_str()?;
        self.channels.close(id);
        let hop = params["redirectCount"].as_u64().unwrap_or(0);
        let Open { place, .. } = self.open.remove(&(id.to_owned(), hop))?;
        let now = self.now();
        let response = &params["response"];
        let status = response["status"].as_u64().and_then(|n| u16::try_from(n).ok());
        let fields = header_fields(&response["headers"]);
        self.learn(&fields);
        let number = u32::try_from(self.taken + place).unwrap_or(u32::MAX);
        if let Some(posted) = self.changes.get_mut(&ExchangeId(number)) {
            posted.answered(&fields);
        }
        let told = fields.iter().find(|(name, _)| name == "content-length");
        let told = told.and_then(|(_, length)| length.trim().parse().ok());
        // A body that was compressed is handed on as what it was made from: 1 MB may be 1 GB.
        let came =
            [&response["bodySize"], &response["bytesReceived"], &response["content"]["size"]]
                .map(Value::as_u64);
        let long = came.into_iter().chain([told]).flatten().any(|size| size > LONGEST_BODY.into());
        let fields = fields
            .into_iter()
            .map(|(name, value)| {
                let value = redact::field(&self.door, &name, &value);
                (name, value)
            })
            .collect();
        let exchange = self.exchanges.get_mut(place)?;
        exchange.ended = Some(now);
        exchange.status = status;
        exchange.fields = fields;
        if let Some(from) = self.given.remove(id) {
            exchange.cache = from;
        } else if response["fromCache"].as_bool() == Some(true) {
            exchange.cache = CacheUse::Cache;
            exchange.true_fields = hop == 0;
        }
        let bodyless = matches!(status, Some(100..=199 | 204 | 205 | 300..=399) | None);
        if bodyless || exchange.url.starts_with("data:") || exchange.destination == "websocket" {
            return None;
        }
        if long {
            exchange.body = Body::Unread(format!("it is longer than {} MB", LONGEST_BODY >> 20));
            return None;
        }
        exchange.body = Body::Unread("it was not read in time".to_owned());
        Some(Wanted { request: id.to_owned(), place: self.taken + place, kind: "response" })
    }

    /// `network.fetchError`.
    pub(super) fn failed(&mut self, params: &Value) {
        let Some(id) = params["request"]["request"].as_str() else { return };
        self.channels.close(id);
        let hop = params["redirectCount"].as_u64().unwrap_or(0);
        let Some(Open { place, .. }) = self.open.remove(&(id.to_owned(), hop)) else { return };
        let now = self.now();
        let said = self.door.scrub(params["errorText"].as_str().unwrap_or("unknown"));
        if let Some(exchange) = self.exchanges.get_mut(place) {
            exchange.error = Some(said);
            exchange.ended = Some(now);
        }
    }

    /// What became of a body that was asked for.
    pub(super) fn read(&mut self, wanted: &Wanted, body: Result<Vec<u8>, String>) {
        let Some(place) = wanted.place.checked_sub(self.taken) else { return };
        let Some(exchange) = self.exchanges.get_mut(place) else { return };
        match (wanted.kind, body) {
            ("response", Ok(bytes)) => {
                exchange.body = Body::Searched(self.door.search(&bytes, "body"));
                exchange.disclosures = disclosures::of_exchange(exchange, &bytes, &self.door);
            }
            ("response", Err(why)) => exchange.body = Body::Unread(why),
            (_, Ok(bytes)) => {
                if !self.changes.get_mut(&exchange.id).is_none_or(|posted| posted.learn(&bytes)) {
                    self.changes.remove(&exchange.id);
                }
                exchange.sent.extend(self.door.search(&bytes, "body"));
                exchange.recording |= is_recording(&bytes);
            }
            (_, Err(why)) => exchange.request_body = Some(why),
        }
    }

    /// Takes what was recorded so far. What has no answer stays open, and is recorded as it is.
    pub(super) fn take(&mut self) -> Vec<Exchange> {
        let mut exchanges = std::mem::take(&mut self.exchanges);
        for (exchange, request) in exchanges.iter_mut().zip(std::mem::take(&mut self.requests)) {
            self.documents.remove(&request);
            let Some(status) = exchange.status else { continue };
            if let Some(fields) = self.fields.take(&request, status) {
                for value in
                    fields.iter().flat_map(|(name, value)| redact::credentials(name, value))
                {
                    self.door.add_credential(&value);
                }
                exchange.true_fields = true;
                exchange.fields = fields
                    .into_iter()
                    .map(|(name, value)| {
                        let value = redact::field(&self.door, &name, &value);
                        (name, value)
                    })
                    .collect();
            }
        }
        // A request may have left before its cookie was known.
        for exchange in &mut exchanges {
            exchange.url = self.door.mask(&exchange.url);
            exchange.initiator = exchange.initiator.as_deref().map(|url| self.door.mask(url));
            for (_, value) in &mut exchange.request_fields {
                *value = self.door.mask(value);
            }
        }
        self.taken += exchanges.len();
        self.open.clear();
        exchanges
    }

    /// Forgets what was told of requests that are not in the list: another tab's.
    pub(super) fn forget_others(&mut self) {
        self.documents.clear();
        self.posted.clear();
        self.fields = TrueFields::default();
    }
}

fn destination(request: &Value) -> String {
    let kind = request["goog:resourceType"].as_str().unwrap_or_default();
    match (request["destination"].as_str().unwrap_or_default(), kind) {
        (_, "Ping") => "beacon",
        (_, "WebSocket") => "websocket",
        ("audio" | "video" | "track", _) | (_, "Media") => "media",
        ("" | "empty", "XHR" | "Fetch" | "EventSource") => "fetch",
        ("" | "empty", _) => "other",
        (known, _) => known,
    }
    .to_owned()
}

fn header_fields(headers: &Value) -> Vec<(String, String)> {
    headers
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|header| {
            let name = header["name"].as_str().unwrap_or_default().to_ascii_lowercase();
            let value = header["value"]["value"].as_str().unwrap_or_default();
            // BiDi joins field lines of one name with line breaks.
            value.split('\n').map(move |line| (name.clone(), line.to_owned())).collect::<Vec<_>>()
        })
        .collect()
}
