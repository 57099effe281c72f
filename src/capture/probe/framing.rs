//! Documents of the portal in frames of another site's page, to see whether the browser shows them.
//!
//! The page is ours, on loopback. Cookies with `SameSite` do not get into its frames, so the requests of the frames are
//! given the session's: what is asked here is whether a document may be framed, and not who may be signed in there.
//! Scripts are off in the frames, as in a page of an attacker that lets none lead the way out: what they do is not asked.
//!
//! What was measured in Chromium 156: the tree of browsing contexts has the address of a document that was refused, or
//! `about:blank`; only the document itself says that it is an error page. A refusal and a lost connection look the same
//! there, but only what was refused has a status. Cookies of a frame are kept back even with `SameSite=None`.

use super::{Client, Kit, Request};
use crate::{
    capture::{Door, Recorder, observe},
    driver::{Bidi, Browser, DriverError, Events, Tab},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, io, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::broadcast::error::RecvError,
    task::JoinHandle,
};
use url::Url;
use wardround_checks::{
    derived::Framing,
    evidence::{Exchange, Framed, FramingTrial, InFrame, Network, Party},
};

/// As many documents are tried as this: each policy first, then what has health data.
const MOST: usize = 4;
const OPENING: Duration = Duration::from_secs(10);
/// How long a frame may take to say what is in it: one that spins does not.
const LOOKING: Duration = Duration::from_secs(3);
/// The address of the browser's own page in place of one that it does not show.
const ERROR_PAGE: &str = "chrome-error://chromewebdata/";

/// The documents of a flow that could be put into a frame.
#[derive(Debug, Default)]
pub struct Framable {
    documents: Vec<Document>,
}

/// One of them.
#[derive(Debug)]
struct Document {
    /// Its address, as it was.
    url: String,
    policy: Vec<(String, String)>,
    bears_phi: bool,
    signed_in: bool,
}

impl Framable {
    /// Collects them: the portal's own pages, opened by GET.
    pub fn add(&mut self, network: &Network, signed_in: bool, recorder: &Recorder) {
        let known = recorder.addresses();
        for exchange in network.exchanges.iter().filter(|exchange| is_document(exchange)) {
            let Some(url) = known.get(&exchange.id) else { continue };
            if self.documents.iter().all(|other| other.url != *url) {
                self.documents.push(Document {
                    url: url.clone(),
                    policy: Framing::fields(exchange),
                    bears_phi: exchange.bears_phi(),
                    signed_in,
                });
            }
        }
    }

    fn chosen(&self) -> Vec<&Document> {
        let mut all: Vec<_> = self.documents.iter().collect();
        all.sort_by_key(|document| !document.bears_phi);
        let mut known = BTreeSet::new();
        let (mut first, others): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|document| known.insert(&document.policy));
        first.extend(others);
        first.truncate(MOST);
        first
    }

    /// Tries them in a context that has nothing, and leaves nothing; `None` where it could not be tried.
    pub async fn try_in(
        &self,
        browser: &Browser,
        recorder: &Recorder,
        client: &Client,
        kit: &Kit,
        door: &Door,
    ) -> Option<FramingTrial> {
        let mut chosen = Vec::new();
        for document in self.chosen() {
            let with = if document.signed_in { kit.with() } else { "nothing" };
            let request = Request::get(&document.url, &[], with, "frame of another site");
            chosen.extend(client.begin(&request, door).await.map(|place| (place, document)));
        }
        let (_, first) = chosen.first()?;
        let urls: Vec<_> = chosen.iter().map(|(_, document)| document.url.clone()).collect();
        let server = Server::start(&urls, foreign_host(&first.url)).await.ok()?;
        // What the framed pages write and say is none of the flow's.
        let shown = server.visit(browser, &chosen, kit).await;
        server.serving.abort();
        recorder.quiet(Duration::from_millis(50), Duration::from_secs(3)).await;
        let answers = recorder.take().exchanges;
        drop((recorder.take_console(), recorder.take_writes()));
        let shown = shown.ok()?;
        let ours = |path: &str| {
            let frame = shown.iter().find(|frame| frame.asked.ends_with(path))?;
            Some(frame.url.clone())
        };
        let mut trial = FramingTrial {
            origin: server.origin.clone(),
            shows_ours: ours(SHOWN).is_some_and(|url| url.ends_with(SHOWN)),
            refuses_ours: ours(DENIED).is_some_and(|url| url == ERROR_PAGE),
            documents: Vec::new(),
        };
        for (place, document) in chosen {
            let frame = shown.iter().find(|frame| frame.asked == document.url);
            let framed = framed(document, frame, &answers, door);
            if let Some(status) = framed.status {
                client.answered(place, status);
            }
            trial.documents.push(framed);
        }
        Some(trial)
    }
}

fn is_document(exchange: &Exchange) -> bool {
    let kind = exchange.field("content-type").unwrap_or_default().to_ascii_lowercase();
    let saved = exchange.field("content-disposition").unwrap_or_default().to_ascii_lowercase();
    exchange.destination == "document"
        && exchange.party == Party::First
        && matches!(exchange.status, Some(200..=299))
        && kind.contains("html")
        && !saved.trim_start().starts_with("attachment")
}

/// What became of a document.
fn framed(document: &Document, frame: Option<&Frame>, answers: &[Exchange], door: &Door) -> Framed {
    let url = observe::url(door, &document.url);
    let answer = answers.iter().find(|answer| answer.destination == "iframe" && answer.url == url);
    let status = answer.and_then(|answer| answer.status);
    let bare = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    let outcome = match frame.filter(|_| matches!(status, Some(200..=299))) {
        Some(frame) if bare(&frame.url) == bare(&document.url) => InFrame::Shown,
        Some(frame) if frame.url == ERROR_PAGE => InFrame::Refused,
        _ => InFrame::Untold,
    };
    let text = frame.filter(|_| outcome == InFrame::Shown).map_or("", |frame| &frame.text);
    Framed {
        status,
        fields: answer.map(Framing::fields).unwrap_or_default(),
        outcome,
        shows: door.search(text.as_bytes(), "frame"),
        url,
    }
}

/// A name of loopback that is another site than the portal's.
fn foreign_host(portal: &str) -> &'static str {
    let host = Url::parse(portal).ok().and_then(|url| url.host_str().map(str::to_owned));
    if host.as_deref() == Some("127.0.0.1") { "localhost" } else { "127.0.0.1" }
}

const SHOWN: &str = "/ours/shown";
const DENIED: &str = "/ours/denied";

/// A frame: what it was to show, the address that its document says it has, and its text, never to be written.
struct Frame {
    asked: String,
    url: String,
    text: String,
}

/// The page: a frame for each address, each in a frame of our own that tells which it is.
struct Server {
    origin: String,
    frames: Arc<Vec<String>>,
    serving: JoinHandle<()>,
}

impl Server {
    async fn start(urls: &[String], host: &str) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let origin = format!("http://{host}:{}", listener.local_addr()?.port());
        let ours = [SHOWN, DENIED].map(|path| format!("{origin}{path}"));
        let frames: Arc<Vec<_>> = Arc::new(ours.into_iter().chain(urls.iter().cloned()).collect());
        let served = Arc::clone(&frames);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let served = Arc::clone(&served);
                tokio::spawn(async move { serve(stream, &served).await });
            }
        });
        Ok(Self { origin, frames, serving })
    }

    async fn visit(
        &self,
        browser: &Browser,
        documents: &[(usize, &Document)],
        kit: &Kit,
    ) -> Result<Vec<Frame>, DriverError> {
        let context = browser.new_context().await?;
        let shown = async {
            let tab = context.new_tab().await?;
            let giving = give_session(&tab, documents, kit).await?;
            // What does not come in time is not seen; the frames that came are.
            let _ = tab.navigate(&format!("{}/", self.origin), OPENING).await;
            giving.abort();
            self.look(&tab).await
        }
        .await;
        context.remove().await?;
        shown
    }

    async fn look(&self, tab: &Tab) -> Result<Vec<Frame>, DriverError> {
        const LOOK: &str = "() => [document.URL, document.body?.innerText ?? '']";
        let tree = tab.bidi.call("browsingContext.getTree", json!({ "root": tab.id })).await?;
        let mut frames = Vec::new();
        for around in tree["contexts"][0]["children"].as_array().into_iter().flatten() {
            let number =
                around["url"].as_str().and_then(|url| url.rsplit('/').next()?.parse().ok());
            let asked = number.and_then(|number: usize| self.frames.get(number));
            let (Some(asked), Some(id)) = (asked, around["children"][0]["context"].as_str()) else {
                continue;
            };
            let frame = Tab { bidi: tab.bidi.clone(), id: id.to_owned() };
            let seen = frame.call("a look into a frame", LOOK, &json!([]), LOOKING).await;
            let Ok(seen) = seen else { continue };
            let text = |place: usize| seen[place].as_str().unwrap_or_default().to_owned();
            frames.push(Frame { asked: asked.clone(), url: text(0), text: text(1) });
        }
        Ok(frames)
    }
}

/// Gives the session's cookies to what a tab asks the portal for.
async fn give_session(
    tab: &Tab,
    documents: &[(usize, &Document)],
    kit: &Kit,
) -> Result<JoinHandle<()>, DriverError> {
    let patterns: Vec<_> = documents
        .iter()
        .filter_map(|(_, document)| Url::parse(&document.url).ok())
        .filter_map(|url| Some((url.scheme().to_owned(), url.host_str()?.to_owned())))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .map(|(scheme, host)| json!({ "type": "pattern", "protocol": scheme, "hostname": host }))
        .collect();
    let without = documents.iter().filter(|(_, document)| !document.signed_in);
    let without: BTreeSet<_> = without.map(|(_, document)| document.url.clone()).collect();
    let events = tab.bidi.events();
    let wish = json!({
        "phases": ["beforeRequestSent"],
        "contexts": [tab.id],
        "urlPatterns": patterns,
    });
    let answer = tab.bidi.call("network.addIntercept", wish).await?;
    let intercept = answer["intercept"].clone();
    Ok(tokio::spawn(give(tab.bidi.clone(), events, intercept, kit.cookie(), without)))
}

async fn give(
    bidi: Bidi,
    mut events: Events,
    intercept: Value,
    cookie: Option<String>,
    without: BTreeSet<String>,
) {
    loop {
        let event = match events.recv().await {
            Ok(event) => event,
            // A request that nobody lets go on is not answered, and its frame tells nothing.
            Err(RecvError::Lagged(_)) => continue,
            Err(RecvError::Closed) => return,
        };
        let held = event.params["intercepts"].as_array();
        if event.method != "network.beforeRequestSent"
            || !held.is_some_and(|held| held.contains(&intercept))
        {
            continue;
        }
        let request = &event.params["request"];
        let mut params = json!({ "request": request["request"] });
        let url = request["url"].as_str().unwrap_or_default();
        if let Some(cookie) = cookie.as_ref().filter(|_| !without.contains(url)) {
            let fields = request["headers"].as_array().into_iter().flatten();
            let is_cookie = |field: &&Value| {
                field["name"].as_str().is_some_and(|name| name.eq_ignore_ascii_case("cookie"))
            };
            let mut fields: Vec<_> = fields.filter(|field| !is_cookie(field)).cloned().collect();
            let value = json!({ "type": "string", "value": cookie });
            fields.push(json!({ "name": "Cookie", "value": value }));
            params["headers"] = Value::Array(fields);
        }
        let bidi = bidi.clone();
        tokio::spawn(async move { bidi.call("network.continueRequest", params).await });
    }
}

async fn serve(stream: TcpStream, frames: &[String]) {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    if stream.read_line(&mut request).await.is_err() {
        return;
    }
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|length| length > 2) {
        line.clear();
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let number = path.strip_prefix('/').and_then(|number| number.parse::<usize>().ok());
    let body = match (path, number.and_then(|number| frames.get(number))) {
        ("/", _) => {
            (0..frames.len()).map(|number| format!("<iframe src=/{number}></iframe>")).collect()
        }
        (_, Some(url)) => {
            let url = url.replace('&', "&amp;").replace('"', "&quot;");
            format!("<iframe sandbox src=\"{url}\"></iframe>")
        }
        _ => "<p>Ours</p>".to_owned(),
    };
    let denied = if path == DENIED { "x-frame-options: DENY\r\n" } else { "" };
    let body = format!("<!doctype html><html lang=en><title>Frames</title>{body}");
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncache-control: no-store\r\n{denied}content-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.get_mut().write_all(answer.as_bytes()).await;
    let _ = stream.get_mut().shutdown().await;
}
