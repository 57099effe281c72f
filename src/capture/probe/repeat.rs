//! Recorded requests, sent again: with a session that should be over, and with none at all.

use super::{Answer, Client, Kit};
use crate::capture::{Door, Recorder, observe};
use std::collections::BTreeSet;
use tokio::time::Instant;
use url::Url;
use wardround_checks::derived::{from_store, signed_for};
use wardround_checks::evidence::{Exchange, Liveness, Network, Party, Replay};

/// As many addresses as are tried without a session.
const MOST: usize = 24;

/// The addresses of a flow that answered with health data, as they were.
#[derive(Debug, Default)]
pub struct Repeats {
    addresses: Vec<Address>,
}

/// One of them.
#[derive(Debug, Clone)]
pub(super) struct Address {
    /// The address.
    pub(super) url: String,
    /// Whether a page opened it, and not a script.
    pub(super) is_document: bool,
    /// The `Authorization` field that it was asked for with.
    pub(super) authorization: Option<String>,
    /// Whether it leads to a file in a store, or is signed.
    pub(super) is_stored: bool,
}

impl Repeats {
    /// Collects them: the portal's own, read by GET, answered from the network with 200.
    pub fn add(&mut self, network: &Network, recorder: &Recorder) {
        let (known, authorizations) = (recorder.addresses(), recorder.authorizations());
        for exchange in network.exchanges.iter().filter(|exchange| repeatable(exchange)) {
            let Some(url) = known.get(&exchange.id) else { continue };
            let is_document = exchange.destination == "document";
            if let Some(known) = self.addresses.iter_mut().find(|other| other.url == *url) {
                // A service worker that passes a page's request on asks as a script does.
                known.is_document |= is_document;
            } else {
                self.addresses.push(Address {
                    url: url.clone(),
                    is_document,
                    authorization: authorizations.get(&exchange.id).cloned(),
                    is_stored: from_store(exchange) || signed_for(exchange).is_some(),
                });
            }
        }
    }

    /// They, what scripts ask for first: that is what interfaces serve to other sites.
    pub(super) fn interfaces_first(&self) -> Vec<&Address> {
        let mut all: Vec<_> = self.addresses.iter().collect();
        all.sort_by_key(|address| address.is_document);
        all
    }

    /// An address that tells a live session from a dead one: alive with the kit, dead without. Where cookies alone open
    /// nothing, the kit is given the bearer token that the address was asked for with.
    pub async fn probe(&self, client: &Client, kit: &mut Kit, door: &Door) -> Option<String> {
        for Address { url, authorization, .. } in self.addresses.iter().take(5) {
            let tokens = authorization.iter().map(|token| Some(token.clone()));
            for token in [None].into_iter().chain(tokens) {
                kit.authorization = token;
                let with = client.get(url, Some(kit), "choice of a probe", door).await;
                if with.session() != Liveness::Alive {
                    continue;
                }
                let without = client.get(url, None, "choice of a probe", door).await;
                if without.session() == Liveness::Dead {
                    return Some(url.clone());
                }
            }
        }
        kit.authorization = None;
        None
    }

    /// The newest `Authorization` field that health data was asked for with.
    pub fn authorization(&self) -> Option<&str> {
        self.addresses.iter().rev().find_map(|address| address.authorization.as_deref())
    }

    /// Asks for each without a session.
    pub async fn unauthenticated(
        &self,
        client: &Client,
        door: &Door,
        over: Instant,
    ) -> Vec<Replay> {
        let mut replays = Vec::new();
        // A signature opens a file without any session: whether it should is asked elsewhere.
        let signed = |address: &&Address| address.is_stored && address.url.contains('?');
        let others = self.addresses.iter().filter(|address| !signed(address));
        for Address { url: address, .. } in others.take(MOST) {
            let answer = client.get(address, None, "without a session", door).await;
            replays.push(replay("unauthenticated", address, "nothing", &answer, after(over), door));
        }
        replays
    }

    /// They, as they are: never to be written.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.addresses.iter().map(|address| address.url.as_str())
    }

    /// The pages among them.
    pub(super) fn pages(&self) -> impl Iterator<Item = &str> {
        let pages = self.addresses.iter().filter(|address| address.is_document);
        pages.map(|address| address.url.as_str())
    }

    /// What scripts ask for.
    pub(super) fn interfaces(&self) -> impl Iterator<Item = &str> {
        let others = self.addresses.iter().filter(|address| !address.is_document);
        others.map(|address| address.url.as_str())
    }

    /// The addresses of files in a store.
    pub(super) fn stored(&self) -> impl Iterator<Item = &str> {
        let stored = self.addresses.iter().filter(|address| address.is_stored);
        stored.map(|address| address.url.as_str())
    }

    /// The address that looks most like that of one record among others: the one with the longest path.
    pub fn record(&self) -> Option<&str> {
        let depth =
            |address: &str| Url::parse(address).map_or(0, |url| url.path().split('/').count());
        let urls = self.addresses.iter().map(|address| address.url.as_str());
        // Of those with the longest path `max_by_key` takes the last: the first, when they are turned round.
        urls.rev().max_by_key(|url| depth(url))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.addresses.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty()
    }
}

/// The names of the cookies without which the session is dead.
pub async fn session_cookies(
    client: &Client,
    probe: &str,
    kit: &Kit,
    door: &Door,
) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for name in kit.names() {
        let less = kit.without(name);
        let without = client.get(probe, Some(&less), "which cookies make the session", door);
        if without.await.session() == Liveness::Dead {
            names.insert(name.to_owned());
        }
    }
    names
}

/// A request that was sent again, fit to be written.
pub fn replay(
    kind: &str,
    address: &str,
    with: &str,
    answer: &Answer,
    after_ms: i64,
    door: &Door,
) -> Replay {
    Replay {
        kind: kind.to_owned(),
        method: "GET".to_owned(),
        url: observe::url(door, address),
        with: with.to_owned(),
        after_ms,
        status: answer.status,
        hits: answer.hits.clone(),
        lists: false,
        session: answer.session(),
        error: answer.error.clone(),
        fields: answer
            .fields
            .iter()
            .filter_map(|(name, value)| telling(door, name, value))
            .collect(),
        expires_in_s: None,
    }
}

/// A response's field if it speaks to caches or to foreign origins.
fn telling(door: &Door, name: &str, value: &str) -> Option<(String, String)> {
    const NAMES: [&str; 7] =
        ["age", "cache-control", "content-type", "expires", "surrogate-control", "vary", "x-cache"];
    let tells = NAMES.contains(&name)
        || name.starts_with("access-control-allow-")
        || name.ends_with("cdn-cache-control")
        || name.ends_with("cache-status");
    tells.then(|| (name.to_owned(), door.scrub(value)))
}

/// Milliseconds since a moment.
pub fn after(moment: Instant) -> i64 {
    i64::try_from(moment.elapsed().as_millis()).unwrap_or(i64::MAX)
}

fn repeatable(exchange: &Exchange) -> bool {
    exchange.party == Party::First
        && exchange.method == "GET"
        && exchange.status == Some(200)
        && exchange.bears_phi()
}
