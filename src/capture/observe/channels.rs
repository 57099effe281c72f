//! Channels that stay open: sockets and streams of events. The browser tells their messages without the page's noticing.

use super::{ledger::Ledger, redact};
use crate::capture::token;
use serde_json::Value;
use std::collections::BTreeMap;
use tokio::time::Instant;
use wardround_checks::evidence::{
    Body, CacheUse, Channel, Exchange, ExchangeId, Hit, Messages, Party,
};

/// Control frames, which a browser answers by itself, have numbers from here on.
const FIRST_CONTROL: u64 = 8;

/// The channels of a flow, by the number of their request.
#[derive(Debug, Default)]
pub(super) struct Channels {
    live: BTreeMap<String, Live>,
    /// The session in which each was announced: that of the page that opened it.
    sessions: BTreeMap<String, String>,
    /// The outermost frame of each target, by the session in which the browser tells of it.
    outermost: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Live {
    url: String,
    kind: &'static str,
    closed: bool,
    received: Vec<(Instant, Vec<Hit>)>,
}

impl Channels {
    /// A page opens one.
    pub(super) fn open(&mut self, id: &str, url: &str, kind: &'static str) {
        let (url, received) = (url.to_owned(), Vec::new());
        self.live.insert(id.to_owned(), Live { url, kind, closed: false, received });
    }

    /// One is announced in a session, which may be another tab's.
    pub(super) fn announced(&mut self, id: &str, session: &str) {
        self.sessions.insert(id.to_owned(), session.to_owned());
    }

    /// A document is asked for. Chromium 156 does not tell that sockets close with the page that is left, so it is taken
    /// from this; one that goes on all the same is open again.
    pub(super) fn left(&mut self, session: &str, frame: &str) {
        let outermost = self.outermost.entry(session.to_owned()).or_insert(frame.to_owned());
        if outermost == frame {
            for (id, live) in &mut self.live {
                live.closed |= self.sessions.get(id).is_some_and(|known| known == session);
            }
        }
    }

    /// It is closed, if it was one.
    pub(super) fn close(&mut self, id: &str) {
        if let Some(live) = self.live.get_mut(id) {
            live.closed = true;
        }
    }

    /// The requests of those that are open.
    pub(super) fn opened(&self) -> Vec<String> {
        let open = self.live.iter().filter(|(_, live)| !live.closed);
        open.map(|(id, _)| id.clone()).collect()
    }
}

impl Ledger {
    /// `Network.webSocketCreated`: a page opens a socket, of which the BiDi events of Chromium 156 say nothing.
    pub(super) fn socket(&mut self, params: &Value, session: &str) {
        let (Some(id), Some(url)) = (params["requestId"].as_str(), params["url"].as_str()) else {
            return;
        };
        self.channels.open(id, url, "websocket");
        self.channels.announced(id, session);
        let mut socket = self.channel(url, "websocket");
        socket.sent = self.in_address(url);
        socket.tokens = token::read(&self.door, url, "url");
        self.exchanges.push(socket);
        self.requests.push(id.to_owned());
    }

    /// A message of a channel: `Network.webSocketFrameSent`, `Network.webSocketFrameReceived`,
    /// `Network.eventSourceMessageReceived`.
    pub(super) fn message(&mut self, params: &Value, left: bool) {
        let Some(id) = params["requestId"].as_str() else { return };
        let frame = &params["response"];
        if frame["opcode"].as_u64().is_some_and(|code| code >= FIRST_CONTROL) {
            return;
        }
        let data = frame["payloadData"].as_str().or(params["data"].as_str()).unwrap_or_default();
        // A binary frame comes as base64, which is one of the forms that are looked for.
        let hits = self.door.search(data.as_bytes(), "message");
        let Some(live) = self.channels.live.get_mut(id) else { return };
        live.closed = false;
        if !left {
            live.received.push((Instant::now(), hits.clone()));
        }
        let (url, kind) = (live.url.clone(), live.kind);
        let known = self.requests.iter().position(|request| request == id);
        let place = known.unwrap_or_else(|| {
            // It was opened in a step before; what goes over it now belongs to this one.
            let channel = self.channel(&url, kind);
            self.exchanges.push(channel);
            self.requests.push(id.to_owned());
            self.exchanges.len() - 1
        });
        let Some(exchange) = self.exchanges.get_mut(place) else { return };
        let messages = exchange.messages.get_or_insert_default();
        let known = if left {
            messages.sent += 1;
            &mut exchange.sent
        } else {
            messages.received += 1;
            &mut messages.hits
        };
        known.extend(hits);
        known.sort();
        known.dedup();
    }

    /// What came by channels that were open before sign-out, and what after it and a grace.
    pub(super) fn channels_after(
        &self,
        opened: &[String],
        over: Instant,
        grace: Instant,
    ) -> Vec<Channel> {
        let live = opened.iter().filter_map(|id| self.channels.live.get(id));
        // Another site's server knows nothing of the portal's session.
        let own = live.filter(|live| self.scope.party(&live.url) == Party::First);
        own.map(|live| {
            let after = live.received.iter().filter(|(at, _)| *at >= grace);
            let mut hits: Vec<_> = after.clone().flat_map(|(_, hits)| hits.clone()).collect();
            hits.sort();
            hits.dedup();
            let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            Channel {
                url: redact::url(&self.door, &live.url),
                kind: live.kind.to_owned(),
                closed: live.closed,
                before: number(live.received.iter().filter(|(at, _)| *at < over).count()),
                received: number(after.count()),
                hits,
                listened_ms: u64::try_from(grace.elapsed().as_millis()).unwrap_or(u64::MAX),
            }
        })
        .collect()
    }

    /// A channel as an exchange: nothing is told of its opening but its address.
    fn channel(&self, url: &str, kind: &str) -> Exchange {
        let number = u32::try_from(self.taken + self.exchanges.len()).unwrap_or(u32::MAX);
        let destination = if kind == "websocket" { kind } else { "fetch" };
        Exchange {
            id: ExchangeId(number),
            at: self.now(),
            method: "GET".to_owned(),
            url: redact::url(&self.door, url),
            destination: destination.to_owned(),
            party: self.scope.party(url),
            // The event names the script that opened it, not the page.
            initiator: None,
            sent: Vec::new(),
            request_fields: Vec::new(),
            recording: false,
            request_body: None,
            tokens: Vec::new(),
            status: None,
            fields: Vec::new(),
            cache: CacheUse::Network,
            body: Body::None,
            messages: Some(Messages::default()),
            disclosures: None,
            error: None,
            ended: None,
            true_fields: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ledger;
    use crate::capture::{Door, Scope};
    use serde_json::json;
    use tokio::time::Instant;
    use wardround_checks::evidence::{ExchangeId, Party};

    fn ledger() -> Ledger {
        let mut door = Door::new(b"key");
        door.add_canary("mrn", "MRN-7F3K-0042-QX");
        let hosts = vec!["portal.example".to_owned()];
        Ledger::new(door, Scope { hosts, allowed: Vec::new() })
    }

    #[test]
    fn a_socket_is_a_request_of_its_own_that_nobody_waits_for() {
        let mut ledger = ledger();
        ledger.socket(
            &json!({ "requestId": "7", "url": "ws://portal.example/chat?token=abcdef" }),
            "S",
        );
        ledger.socket(&json!({ "requestId": "8", "url": "wss://chat.example/" }), "S");
        ledger.socket(&json!({ "requestId": "9" }), "S");
        assert_eq!(ledger.unanswered(), 0);
        let sockets = ledger.take();
        assert!(sockets.iter().all(|socket| socket.destination == "websocket"));
        assert_eq!((sockets[0].party, sockets[1].party), (Party::First, Party::Third));
        assert_eq!((sockets[0].id, sockets[1].id), (ExchangeId(0), ExchangeId(1)));
        assert!(!sockets[0].url.contains("abcdef"), "{}", sockets[0].url);
        assert_eq!(sockets.len(), 2);
    }

    #[test]
    fn sockets_close_with_their_page() {
        let mut ledger = ledger();
        ledger.channels.left("S", "frame");
        ledger.socket(&json!({ "requestId": "7", "url": "wss://portal.example/" }), "S");
        ledger.channels.left("S", "a frame inside");
        ledger.channels.left("T", "another tab");
        assert_eq!(ledger.channels.opened(), ["7"]);
        ledger.channels.left("S", "frame");
        assert!(ledger.channels.opened().is_empty());
        ledger.message(&json!({ "requestId": "7", "response": { "payloadData": "x" } }), false);
        assert_eq!(ledger.channels.opened(), ["7"]);
    }

    #[test]
    fn messages_are_searched_and_belong_to_the_step_in_which_they_pass() {
        let mut ledger = ledger();
        ledger.socket(&json!({ "requestId": "8", "url": "wss://portal.example/" }), "S");
        let frame = |text: &str, opcode: u32| json!({ "requestId": "8", "response": { "opcode": opcode, "payloadData": text } });
        ledger.message(&frame("mrn=MRN-7F3K-0042-QX", 1), true);
        ledger.message(&frame("", 9), false);
        let first = ledger.take();
        let messages = first[0].messages.clone().expect("messages");
        assert_eq!((messages.sent, messages.received, first[0].sent.len()), (1, 0, 1));
        let (opened, over) = (ledger.channels.opened(), Instant::now());
        ledger.message(&frame("MRN-7F3K-0042-QX", 1), false);
        ledger.message(&json!({ "requestId": "unknown", "data": "x" }), false);
        let later = ledger.take();
        assert_eq!((later.len(), later[0].url.as_str()), (1, "wss://portal.example/"));
        assert_eq!((later[0].id, later[0].party), (ExchangeId(1), Party::First));
        let after = ledger.channels_after(&opened, over, over);
        assert_eq!((after.len(), after[0].before, after[0].received), (1, 0, 1));
        assert_eq!((after[0].hits.len(), after[0].closed), (1, false));
        ledger.channels.close("8");
        assert!(ledger.channels.opened().is_empty());
        assert!(ledger.channels_after(&opened, over, over)[0].closed);
    }
}
