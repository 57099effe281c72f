//! The recorder of traffic: every response of the flow, its true fields, its body searched and forgotten.

pub use super::ledger::Scope;
use super::{
    console,
    family::Family,
    ledger::{LONGEST_BODY, Ledger, Wanted},
    posted::Posted,
    written::{self, Writes},
};
use crate::{
    capture::Door,
    driver::{Bidi, DriverError, Event, Events, Tab},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::{broadcast::error::RecvError, mpsc},
    task::JoinHandle,
    time::{Instant, sleep},
};
use wardround_checks::evidence::{Channel, ConsoleEntry, Exchange, ExchangeId, Network};

const EVENTS: [&str; 14] = [
    "browsingContext.contextCreated",
    "log.entryAdded",
    "network.beforeRequestSent",
    "network.responseCompleted",
    "network.fetchError",
    "script.message",
    "goog:cdp.Network.requestWillBeSent",
    "goog:cdp.Network.responseReceived",
    "goog:cdp.Network.responseReceivedExtraInfo",
    "goog:cdp.Network.webSocketCreated",
    "goog:cdp.Network.webSocketClosed",
    "goog:cdp.Network.webSocketFrameReceived",
    "goog:cdp.Network.webSocketFrameSent",
    "goog:cdp.Network.eventSourceMessageReceived",
];

/// Records traffic from the moment it is started.
#[derive(Debug)]
pub struct Recorder {
    ledger: Arc<Mutex<Ledger>>,
    listening: JoinHandle<()>,
    reading: JoinHandle<()>,
    /// Whether others record other tabs of the same browser.
    shares: bool,
}

impl Recorder {
    /// Starts to record all traffic of the browser.
    pub async fn start(bidi: &Bidi, door: Door, scope: Scope) -> Result<Self, DriverError> {
        Self::begin(bidi, None, door, scope).await
    }

    /// Starts to record what a tab does, its frames and the windows that it opens. What belongs to no tab is
    /// recorded with the one that takes the strays.
    pub async fn of_tab(
        tab: &Tab,
        takes_strays: bool,
        door: Door,
        scope: Scope,
    ) -> Result<Self, DriverError> {
        let family = Family::of(&tab.id, takes_strays);
        Self::begin(&tab.bidi, Some((tab, family)), door, scope).await
    }

    async fn begin(
        bidi: &Bidi,
        whose: Option<(&Tab, Family)>,
        door: Door,
        scope: Scope,
    ) -> Result<Self, DriverError> {
        let events = bidi.events();
        let mut wish = json!({
            "dataTypes": ["request", "response"],
            "maxEncodedDataSize": LONGEST_BODY,
        });
        if let Some((tab, _)) = &whose {
            wish["contexts"] = json!([tab.id]);
        }
        let collector = bidi.call("network.addDataCollector", wish).await?["collector"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        bidi.subscribe(&EVENTS).await?;
        let ledger = Arc::new(Mutex::new(Ledger::new(door, scope)));
        let (wanted, queue) = mpsc::unbounded_channel();
        let shares = whose.is_some();
        let family = whose.map(|(_, family)| family);
        let listening = tokio::spawn(listen(events, family, Arc::clone(&ledger), wanted));
        let reading = tokio::spawn(read(bidi.clone(), collector, Arc::clone(&ledger), queue));
        Ok(Self { ledger, listening, reading, shares })
    }

    /// Milliseconds since the recorder was started.
    pub fn now(&self) -> u64 {
        lock(&self.ledger).now()
    }

    /// Lets the door know one more value.
    pub fn with_door<T>(&self, work: impl FnOnce(&mut Door) -> T) -> T {
        work(&mut lock(&self.ledger).door)
    }

    /// Waits until nothing has been under way for `pause`, `limit` at most; says whether that came true.
    pub async fn quiet(&self, pause: Duration, limit: Duration) -> bool {
        let start = Instant::now();
        loop {
            {
                let ledger = lock(&self.ledger);
                let since = ledger.last.map_or(pause, |last| last.elapsed());
                if ledger.unanswered() == 0 && ledger.reading == 0 && since >= pause {
                    return true;
                }
            }
            if start.elapsed() >= limit {
                return false;
            }
            sleep(Duration::from_millis(20)).await;
        }
    }

    /// Whether a request for this address, as it is written, has an answer or has failed since the last time.
    pub fn has_ended(&self, url: &str) -> bool {
        let ended = |exchange: &Exchange| exchange.status.is_some() || exchange.error.is_some();
        lock(&self.ledger).exchanges.iter().any(|exchange| exchange.url == url && ended(exchange))
    }

    /// Takes what was said to the console since the last time.
    pub fn take_console(&self) -> Vec<ConsoleEntry> {
        std::mem::take(&mut lock(&self.ledger).console)
    }

    /// Requests of the portal's own with a body, as they were; never to be written.
    pub fn changes(&self) -> BTreeMap<ExchangeId, Posted> {
        lock(&self.ledger).changes.clone()
    }

    /// The `Authorization` fields, as they were, of requests of the portal's own; never to be written.
    pub fn authorizations(&self) -> BTreeMap<ExchangeId, String> {
        lock(&self.ledger).authorizations.clone()
    }

    /// Takes what pages wrote to their storage since the last time.
    pub fn take_writes(&self) -> Writes {
        std::mem::take(&mut lock(&self.ledger).writes)
    }

    /// The requests of the sockets and streams of events that are open.
    pub fn open_channels(&self) -> Vec<String> {
        lock(&self.ledger).channels.opened()
    }

    /// What became of channels that were open, `over` being the session's end and `grace` when nothing more may come.
    pub fn channels_after(&self, opened: &[String], over: Instant, grace: Instant) -> Vec<Channel> {
        lock(&self.ledger).channels_after(opened, over, grace)
    }

    /// The addresses, as they were, of requests that can be sent again; never to be written.
    pub fn addresses(&self) -> BTreeMap<ExchangeId, String> {
        lock(&self.ledger).addresses.clone()
    }

    /// How many events were lost since the last time: what was recorded has holes then, and nobody knows where.
    pub fn lost(&self) -> u64 {
        std::mem::take(&mut lock(&self.ledger).lost)
    }

    /// Takes what was recorded since the last time.
    pub fn take(&self) -> Network {
        let mut ledger = lock(&self.ledger);
        let exchanges = ledger.take();
        if self.shares {
            ledger.forget_others();
        }
        Network { exchanges }
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.listening.abort();
        self.reading.abort();
    }
}

async fn listen(
    mut events: Events,
    mut family: Option<Family>,
    ledger: Arc<Mutex<Ledger>>,
    wanted: mpsc::UnboundedSender<Wanted>,
) {
    loop {
        let event = match events.recv().await {
            Ok(event) => event,
            Err(RecvError::Lagged(missed)) => {
                lock(&ledger).lost += missed;
                continue;
            }
            Err(RecvError::Closed) => return,
        };
        if let Some(family) = &mut family
            && !is_of(family, &event)
        {
            continue;
        }
        let mut ledger = lock(&ledger);
        let session = event.params["session"].as_str().unwrap_or_default();
        let want = match event.method.as_str() {
            "network.beforeRequestSent" => ledger.sent(&event.params),
            "network.responseCompleted" => ledger.completed(&event.params),
            "network.fetchError" => {
                ledger.failed(&event.params);
                None
            }
            "goog:cdp.Network.requestWillBeSent" => {
                ledger.led_on(&event.params["params"]);
                ledger.announced(&event.params["params"], session);
                continue;
            }
            "goog:cdp.Network.responseReceived" => {
                ledger.given(&event.params["params"]);
                continue;
            }
            "goog:cdp.Network.responseReceivedExtraInfo" => {
                ledger.true_fields(&event.params["params"]);
                continue;
            }
            "goog:cdp.Network.webSocketCreated" => {
                ledger.socket(&event.params["params"], session);
                None
            }
            "goog:cdp.Network.webSocketClosed" => {
                let id = event.params["params"]["requestId"].as_str().unwrap_or_default();
                ledger.channels.close(id);
                continue;
            }
            // Nobody waits for channels to fall silent.
            "goog:cdp.Network.webSocketFrameSent" => {
                ledger.message(&event.params["params"], true);
                continue;
            }
            "goog:cdp.Network.webSocketFrameReceived"
            | "goog:cdp.Network.eventSourceMessageReceived" => {
                ledger.message(&event.params["params"], false);
                continue;
            }
            "script.message" => {
                written::keep(&event.params, &mut ledger);
                continue;
            }
            "log.entryAdded" => {
                let entry = console::entry(&event.params, &ledger.door);
                console::keep(&mut ledger.console, entry);
                continue;
            }
            _ => continue,
        };
        ledger.last = Some(Instant::now());
        if let Some(want) = want {
            ledger.reading += 1;
            if wanted.send(want).is_err() {
                return;
            }
        }
    }
}

/// Whether an event is a family's. Those of Chromium's own protocol name no browsing context; they are of use
/// only to whoever records their request.
fn is_of(family: &mut Family, event: &Event) -> bool {
    match event.method.as_str() {
        "browsingContext.contextCreated" => {
            family.born(&event.params);
            false
        }
        // It names no context either, and nobody else tells of it.
        "goog:cdp.Network.webSocketCreated" => family.holds(&Value::Null),
        "log.entryAdded" | "script.message" => family.holds(&event.params["source"]["context"]),
        method if method.starts_with("network.") => family.holds(&event.params["context"]),
        _ => true,
    }
}

/// Reads bodies as soon as they are there: Chromium forgets a request's body when its page goes.
async fn read(
    bidi: Bidi,
    collector: String,
    ledger: Arc<Mutex<Ledger>>,
    mut queue: mpsc::UnboundedReceiver<Wanted>,
) {
    while let Some(want) = queue.recv().await {
        let (bidi, collector, ledger) = (bidi.clone(), collector.clone(), Arc::clone(&ledger));
        tokio::spawn(async move {
            // Whoever disowns a request's data before its response is there makes the driver forget the request: the
            // response is then never told (Chromium 156: up to two of 330 responses of a run were missing, all of POSTs).
            let params = json!({
                "dataType": want.kind,
                "collector": collector,
                "request": want.request,
                "disown": want.kind == "response",
            });
            let answer = bidi.call_within(Duration::from_secs(10), "network.getData", params).await;
            let body = match answer {
                Ok(answer) => {
                    let text = answer["bytes"]["value"].as_str().unwrap_or_default();
                    if answer["bytes"]["type"] == "base64" {
                        STANDARD.decode(text).map_err(|error| error.to_string())
                    } else {
                        Ok(text.as_bytes().to_vec())
                    }
                }
                Err(DriverError::Refused { code, said, .. }) => {
                    Err(format!("the browser did not keep it: {code}: {said}"))
                }
                Err(error) => Err(error.to_string()),
            };
            let mut ledger = lock(&ledger);
            ledger.read(&want, body);
            ledger.reading = ledger.reading.saturating_sub(1);
            ledger.last = Some(Instant::now());
        });
    }
}

/// The ledger is whole after every call into it, so one that panicked left nothing half-done.
fn lock(ledger: &Mutex<Ledger>) -> MutexGuard<'_, Ledger> {
    ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Ledger, Scope, listen, lock};
    use crate::{capture::Door, driver::Event};
    use serde_json::Value;
    use std::sync::{Arc, Mutex};
    use tokio::sync::{broadcast, mpsc};

    #[tokio::test]
    async fn events_that_are_lost_are_counted() {
        let event = || Arc::new(Event { method: "log.entryAdded".to_owned(), params: Value::Null });
        for (sent, lost) in [(2, 0), (5, 3)] {
            let (sender, events) = broadcast::channel(2);
            for _ in 0..sent {
                sender.send(event()).expect("a listener");
            }
            drop(sender);
            let ledger = Arc::new(Mutex::new(Ledger::new(Door::new(b"key"), Scope::default())));
            let (wanted, _queue) = mpsc::unbounded_channel();
            listen(events, None, Arc::clone(&ledger), wanted).await;
            assert_eq!(lock(&ledger).lost, lost, "{sent}");
        }
    }
}
