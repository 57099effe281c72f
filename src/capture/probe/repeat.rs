//! Recorded requests, sent again: with a session that should be over, and with none at all.

use super::{Answer, Client};
use crate::capture::{Door, observe};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use tokio::time::Instant;
use url::Url;
use wardround_checks::derived::{from_store, signed_for};
use wardround_checks::evidence::{Exchange, ExchangeId, Liveness, Network, Party, Replay};

/// As many addresses as are tried without a session.
const MOST: usize = 24;

/// What makes a session: its cookies, by name and value. Values are never written.
#[derive(Debug, Clone, Default)]
pub struct Kit {
    cookies: BTreeMap<String, String>,
}

impl Kit {
    /// The cookies of a context that are sent to a host.
    pub fn of(cookies: &[Value], host: &str) -> Self {
        let belongs = |cookie: &&Value| {
            let domain = cookie["domain"].as_str().unwrap_or_default().trim_start_matches('.');
            host == domain || host.ends_with(&format!(".{domain}"))
        };
        let pair = |cookie: &Value| {
            let name = cookie["name"].as_str()?;
            Some((name.to_owned(), cookie["value"]["value"].as_str()?.to_owned()))
        };
        Self { cookies: cookies.iter().filter(belongs).filter_map(pair).collect() }
    }

    /// The `Cookie` field.
    pub fn field(&self) -> Option<String> {
        self.without("")
    }

    fn without(&self, left_out: &str) -> Option<String> {
        let pairs: Vec<_> = self
            .cookies
            .iter()
            .filter(|(name, _)| *name != left_out)
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// The values, so that the door can be told of them.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cookies.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The addresses of a flow that answered with health data, as they were.
#[derive(Debug, Default)]
pub struct Repeats {
    addresses: Vec<(ExchangeId, String)>,
    /// Those of files in a store, or with a signature.
    stored: BTreeSet<ExchangeId>,
}

impl Repeats {
    /// Collects them: the portal's own, read by GET, answered from the network with 200.
    pub fn add(&mut self, network: &Network, known: &BTreeMap<ExchangeId, String>) {
        for exchange in network.exchanges.iter().filter(|exchange| repeatable(exchange)) {
            let Some(address) = known.get(&exchange.id) else { continue };
            if self.addresses.iter().all(|(_, other)| other != address) {
                self.addresses.push((exchange.id, address.clone()));
                if from_store(exchange) || signed_for(exchange).is_some() {
                    self.stored.insert(exchange.id);
                }
            }
        }
    }

    /// An address that tells a live session from a dead one: alive with the kit, dead without.
    pub async fn probe(&self, client: &Client, kit: &Kit, door: &Door) -> Option<String> {
        for (_, address) in self.addresses.iter().take(5) {
            let with = client
                .get(address, kit.field().as_deref(), "choice of a probe", door)
                .await
                .session();
            if with != Liveness::Alive {
                continue;
            }
            let without = client.get(address, None, "choice of a probe", door).await;
            if without.session() == Liveness::Dead {
                return Some(address.clone());
            }
        }
        None
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
        let signed = |id: &ExchangeId| self.stored.contains(id);
        let others =
            self.addresses.iter().filter(|(id, address)| !signed(id) || !address.contains('?'));
        for (_, address) in others.take(MOST) {
            let answer = client.get(address, None, "without a session", door).await;
            replays.push(replay("unauthenticated", address, "nothing", &answer, after(over), door));
        }
        replays
    }

    /// Asks for each file in a store without session and signature, and each store for its list.
    pub async fn unsigned(&self, client: &Client, door: &Door, over: Instant) -> Vec<Replay> {
        let (mut replays, mut known) = (Vec::new(), BTreeSet::new());
        let stored = self.addresses.iter().filter(|(id, _)| self.stored.contains(id));
        for mut url in stored.filter_map(|(_, address)| Url::parse(address).ok()).take(MOST) {
            url.set_query(None);
            url.set_fragment(None);
            if !known.insert(url.to_string()) {
                continue;
            }
            let answer = client.get(url.as_str(), None, "a file without its signature", door).await;
            replays.push(replay("unsigned", url.as_str(), "nothing", &answer, after(over), door));
            let Some(list) = list_of(&url).filter(|list| known.insert(list.to_string())) else {
                continue;
            };
            let answer = client.get(list.as_str(), None, "the list of a store", door).await;
            let body = String::from_utf8_lossy(&answer.body);
            let lists =
                ["<ListBucketResult", "<EnumerationResults"].iter().any(|tag| body.contains(tag));
            let said = replay("listing", list.as_str(), "nothing", &answer, after(over), door);
            replays.push(Replay { lists, ..said });
        }
        replays
    }

    /// The address that looks most like that of one record among others: the one with the longest path.
    pub fn record(&self) -> Option<&str> {
        let depth =
            |address: &str| Url::parse(address).map_or(0, |url| url.path().split('/').count());
        // The last of the longest would be found by `max_by_key`; the first is as good and the same in every run.
        let deepest = self.addresses.iter().rev().max_by_key(|(_, address)| depth(address));
        deepest.map(|(_, address)| address.as_str())
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
    for name in kit.cookies.keys() {
        let field = kit.without(name);
        let without = client.get(probe, field.as_deref(), "which cookies make the session", door);
        if without.await.session() == Liveness::Dead {
            names.insert(name.clone());
        }
    }
    names
}

/// Where a store would list what is in it: the container of an Azure address, the root of any other.
fn list_of(file: &Url) -> Option<Url> {
    let mut list = file.clone();
    if file.host_str()?.ends_with(".blob.core.windows.net") {
        let container = file.path_segments()?.next()?.to_owned();
        list.set_path(&container);
        list.set_query(Some("restype=container&comp=list"));
    } else if file.host_str()?.ends_with(".amazonaws.com") && file.host_str()?.starts_with("s3") {
        let bucket = file.path_segments()?.next()?.to_owned();
        list.set_path(&bucket);
        list.set_query(Some("list-type=2"));
    } else {
        list.set_path("/");
        list.set_query(Some("list-type=2"));
    }
    Some(list)
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
    }
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
