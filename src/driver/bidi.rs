//! A `WebDriver` BiDi connection: commands by number, events to whoever listens.

use super::DriverError;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{broadcast, mpsc, oneshot},
    time::timeout,
};
use tokio_tungstenite::{
    connect_async_with_config,
    tungstenite::{Message, protocol::WebSocketConfig},
};

/// A screenshot of a long page is tens of megabytes in base64.
const LARGEST_MESSAGE: usize = 256 << 20;
const EVENTS_KEPT: usize = 16_384;
const PATIENCE: Duration = Duration::from_secs(30);

type Answer = Result<Value, (String, String)>;
type Waiting = Arc<Mutex<BTreeMap<u64, oneshot::Sender<Answer>>>>;

/// An event: its method and its parameters.
#[derive(Debug)]
pub struct Event {
    /// `network.responseCompleted`.
    pub method: String,
    /// Its parameters.
    pub params: Value,
}

/// A listener's end.
pub type Events = broadcast::Receiver<Arc<Event>>;

/// A BiDi connection. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Bidi {
    outgoing: mpsc::UnboundedSender<String>,
    waiting: Waiting,
    next: Arc<AtomicU64>,
    events: broadcast::Sender<Arc<Event>>,
}

impl Bidi {
    /// Opens the socket.
    pub(super) async fn connect(url: &str) -> Result<Self, DriverError> {
        let config = WebSocketConfig::default()
            .max_message_size(Some(LARGEST_MESSAGE))
            .max_frame_size(Some(LARGEST_MESSAGE));
        let (socket, _) = connect_async_with_config(url, Some(config), true)
            .await
            .map_err(|error| DriverError::Socket { said: error.to_string() })?;
        let (mut sink, mut stream) = socket.split();
        let (outgoing, mut queue) = mpsc::unbounded_channel::<String>();
        let waiting = Waiting::default();
        let (events, _) = broadcast::channel(EVENTS_KEPT);
        tokio::spawn(async move {
            while let Some(message) = queue.recv().await {
                if sink.send(Message::text(message)).await.is_err() {
                    break;
                }
            }
        });
        let bidi = Self {
            outgoing,
            waiting: Arc::clone(&waiting),
            next: Arc::new(AtomicU64::new(1)),
            events: events.clone(),
        };
        tokio::spawn(async move {
            while let Some(Ok(message)) = stream.next().await {
                let Ok(text) = message.into_text() else { continue };
                if let Ok(message) = serde_json::from_str::<Value>(&text) {
                    deliver(message, &waiting, &events);
                }
            }
            // Dropping the senders tells everyone who waits that the browser is gone.
            lock(&waiting).clear();
        });
        Ok(bidi)
    }

    /// Sends a command and waits for its answer, half a minute at most.
    pub async fn call(&self, method: &str, params: Value) -> Result<Value, DriverError> {
        self.call_within(PATIENCE, method, params).await
    }

    /// Sends a command and waits for its answer.
    pub async fn call_within(
        &self,
        limit: Duration,
        method: &str,
        params: Value,
    ) -> Result<Value, DriverError> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        lock(&self.waiting).insert(id, sender);
        let gone = || DriverError::Gone { during: method.to_owned() };
        let command = json!({ "id": id, "method": method, "params": params }).to_string();
        self.outgoing.send(command).map_err(|_| gone())?;
        match timeout(limit, receiver).await {
            Ok(Ok(Ok(result))) => Ok(result),
            Ok(Ok(Err((code, said)))) => {
                Err(DriverError::Refused { during: method.to_owned(), code, said })
            }
            Ok(Err(_)) => Err(gone()),
            Err(_) => {
                lock(&self.waiting).remove(&id);
                Err(DriverError::Timeout { during: method.to_owned(), limit })
            }
        }
    }

    /// Listens to every event from now on.
    pub fn events(&self) -> Events {
        self.events.subscribe()
    }

    /// Asks for events.
    pub async fn subscribe(&self, events: &[&str]) -> Result<(), DriverError> {
        self.call("session.subscribe", json!({ "events": events })).await.map(drop)
    }
}

fn deliver(mut message: Value, waiting: &Waiting, events: &broadcast::Sender<Arc<Event>>) {
    let id = message["id"].as_u64();
    match (message["type"].as_str(), id) {
        (Some("event"), _) => {
            let method = message["method"].as_str().unwrap_or_default().to_owned();
            let params = message["params"].take();
            let _ = events.send(Arc::new(Event { method, params }));
        }
        (Some("error"), Some(id)) => {
            let text = |name: &str| message[name].as_str().unwrap_or_default().to_owned();
            if let Some(sender) = lock(waiting).remove(&id) {
                let _ = sender.send(Err((text("error"), text("message"))));
            }
        }
        (_, Some(id)) => {
            if let Some(sender) = lock(waiting).remove(&id) {
                let _ = sender.send(Ok(message["result"].take()));
            }
        }
        _ => {}
    }
}

/// The map is whole at every moment: a panic elsewhere cannot have left it half-changed.
fn lock(waiting: &Waiting) -> std::sync::MutexGuard<'_, BTreeMap<u64, oneshot::Sender<Answer>>> {
    waiting.lock().unwrap_or_else(PoisonError::into_inner)
}
