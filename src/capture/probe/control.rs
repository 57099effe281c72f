//! Positive controls: proof that this browser, as we started it, keeps pages and responses at all.
//!
//! A back/forward cache that is off, or an HTTP cache that stores nothing, would make every page look safe.
//! A tiny server of our own on loopback serves a page that may be kept; the browser must keep it.

use crate::driver::{Context, DriverError};
use serde_json::json;
use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
    time::sleep,
};

const PATIENCE: Duration = Duration::from_secs(10);

/// What the controls showed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Controls {
    /// Whether a page that may be kept came back from the back/forward cache.
    pub bfcache: Option<bool>,
    /// Whether a response that may be stored was served from the HTTP cache.
    pub http_cache: Option<bool>,
}

impl Controls {
    /// Tries both in a tab of its own.
    pub async fn try_in(context: &Context) -> Self {
        let Ok(server) = Server::start().await else { return Self::default() };
        let controls = server.visit(context).await.unwrap_or_default();
        server.serving.abort();
        controls
    }
}

struct Server {
    origin: String,
    assets: Arc<AtomicUsize>,
    serving: JoinHandle<()>,
}

impl Server {
    async fn start() -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let assets = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&assets);
        let serving = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let counted = Arc::clone(&counted);
                tokio::spawn(async move { serve(stream, &counted).await });
            }
        });
        Ok(Self { origin, assets, serving })
    }

    async fn visit(&self, context: &Context) -> Result<Controls, DriverError> {
        let tab = context.new_tab().await?;
        let controls = async {
            tab.navigate(&format!("{}/first", self.origin), PATIENCE).await?;
            // A mark that only the very same document can still have.
            let mark = "() => { globalThis.mark = 1; return true; }";
            tab.call_in_page("the control's mark", mark, &json!([]), PATIENCE).await?;
            let fetch = "async (url) => { for (const _ of [1, 2]) await (await fetch(url)).text(); return true; }";
            let asset = json!([format!("{}/asset", self.origin)]);
            tab.call_in_page("the control's fetch", fetch, &asset, PATIENCE).await?;
            let http_cache = Some(self.assets.load(Ordering::SeqCst) == 1);
            tab.navigate(&format!("{}/second", self.origin), PATIENCE).await?;
            tab.traverse(-1).await?;
            sleep(Duration::from_millis(300)).await;
            let read = "() => globalThis.mark === 1";
            let kept = tab.call_in_page("the control's mark", read, &json!([]), PATIENCE).await?;
            Ok(Controls { bfcache: kept.as_bool(), http_cache })
        }
        .await;
        let _ = tab.close().await;
        controls
    }
}

async fn serve(stream: TcpStream, assets: &AtomicUsize) {
    let mut stream = BufReader::new(stream);
    let mut request = String::new();
    if stream.read_line(&mut request).await.is_err() {
        return;
    }
    let mut line = String::new();
    while stream.read_line(&mut line).await.is_ok_and(|length| length > 2) {
        line.clear();
    }
    let (kind, body) = if request.contains(" /asset") {
        assets.fetch_add(1, Ordering::SeqCst);
        ("text/plain", "kept")
    } else {
        (
            "text/html",
            "<!doctype html><html lang=en><title>Control</title><p>This page may be kept.",
        )
    };
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}\r\ncache-control: max-age=600\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
        body.len()
    );
    let _ = stream.get_mut().write_all(answer.as_bytes()).await;
    let _ = stream.get_mut().shutdown().await;
}
