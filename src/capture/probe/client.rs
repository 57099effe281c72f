//! Requests of our own, outside the browser: a recorded address once more, with what we choose to send.

use crate::capture::{CaptureError, Door, residue::decoded};
use reqwest::redirect::Policy;
use std::{
    sync::{Arc, Once},
    time::Duration,
};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};
use url::Url;
use wardround_checks::evidence::{Hit, Liveness};

const LONGEST_BODY: usize = 16 << 20;
const LONGEST_PAGE: usize = 1 << 20;
/// Two requests a second: what a portal's owner need not ask about.
pub(super) const PACE: Duration = Duration::from_millis(500);
const PATIENCE: Duration = Duration::from_secs(15);

/// Sends requests, each on a connection of its own, following no redirect, past every cache.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    /// When the next page may be asked for.
    next: Arc<Mutex<Instant>>,
}

/// A page as it came.
#[derive(Debug, Clone)]
pub(super) struct Fetched {
    /// The status.
    pub status: u16,
    /// Where it redirects to, if it does.
    pub location: Option<String>,
    /// Its `Content-Type`; empty when it says none.
    pub media_type: String,
    /// The whole body; absent when it is too long or too slow.
    pub body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status; absent when nothing came.
    pub status: Option<u16>,
    /// Where it redirects to, if it does.
    pub location: Option<String>,
    /// Canaries in the body.
    pub hits: Vec<Hit>,
    /// Why nothing came.
    pub error: Option<String>,
}

impl Client {
    /// A client that trusts what the browser trusts: `pinned` says that keys were pinned in the browser, as
    /// a staging portal with its own certificate needs.
    pub fn new(pinned: bool) -> Result<Self, CaptureError> {
        static PROVIDER: Once = Once::new();
        PROVIDER.call_once(|| {
            // An error means that there is one already, which serves as well.
            let _ = rustls::crypto::ring::default_provider().install_default();
        });
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .pool_max_idle_per_host(0)
            .timeout(PATIENCE)
            .user_agent("wardround (session-safety probe)")
            .tls_danger_accept_invalid_certs(pinned)
            .build()
            .map_err(|error| CaptureError::Request { said: error.to_string() })?;
        Ok(Self { http, next: Arc::new(Mutex::new(Instant::now())) })
    }

    /// Asks for an address without a session, so that no more than two requests a second go to all hosts together.
    pub(super) async fn fetch(&self, url: &Url) -> Option<Fetched> {
        let mut next = self.next.lock().await;
        sleep_until(*next).await;
        *next = Instant::now() + PACE;
        drop(next);
        let mut response = self.http.get(url.clone()).send().await.ok()?;
        let field = |name: &str| {
            response
                .headers()
                .get(name)
                .and_then(|value| value.to_str().ok())
                .map(ToOwned::to_owned)
        };
        let (location, media_type) = (field("location"), field("content-type").unwrap_or_default());
        let (status, mut body, start) =
            (response.status().as_u16(), Some(Vec::new()), Instant::now());
        while let Some(read) = &mut body {
            match response.chunk().await {
                Ok(Some(chunk)) if read.len() < LONGEST_PAGE && start.elapsed() < PATIENCE => {
                    read.extend_from_slice(&chunk);
                }
                Ok(None) => break,
                // Half a page tells nothing.
                Ok(Some(_)) | Err(_) => body = None,
            }
        }
        Some(Fetched { status, location, media_type, body })
    }

    /// Asks for an address with a `Cookie` field, or with nothing.
    pub async fn get(&self, url: &str, cookie: Option<&str>, door: &Door) -> Answer {
        let mut request = self.http.get(url).header("cache-control", "no-cache");
        if let Some(cookie) = cookie {
            request = request.header("cookie", cookie);
        }
        let mut answer = Answer { status: None, location: None, hits: Vec::new(), error: None };
        let mut response = match request.send().await {
            Ok(response) => response,
            Err(error) => {
                answer.error = Some(door.scrub(&error.without_url().to_string()));
                return answer;
            }
        };
        answer.status = Some(response.status().as_u16());
        answer.location = response
            .headers()
            .get("location")
            .and_then(|value| value.to_str().ok())
            .map(ToOwned::to_owned);
        let encoding = response.headers().get("content-encoding").cloned();
        let (mut body, start) = (Vec::new(), Instant::now());
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) if body.len() <= LONGEST_BODY && start.elapsed() <= PATIENCE => {
                    body.extend_from_slice(&chunk);
                }
                Ok(None) => break,
                // Half an answer without health data tells nothing of the other half.
                Ok(Some(_)) | Err(_) => {
                    answer.error =
                        Some("the body is too long or too slow to be read to its end".to_owned());
                    break;
                }
            }
        }
        // Some servers encode what nobody asked them to.
        let encoding = encoding.as_ref().and_then(|value| value.to_str().ok());
        let encoding = encoding.map(str::to_ascii_lowercase);
        let (layers, left) = decoded(&body, encoding.as_deref());
        for (place, layer) in layers {
            for hit in door.search(&layer, &place) {
                if answer.hits.iter().all(|known| known.canary != hit.canary) {
                    answer.hits.push(hit);
                }
            }
        }
        if let Some(name) = left {
            answer.error = Some(format!("its encoding {name} was not undone to the end"));
        }
        answer
    }
}

impl Answer {
    /// What follows for the session, when `alive` is what a live one answers: 200 with a canary.
    pub fn session(&self) -> Liveness {
        match self.status {
            Some(200) if Hit::amount_to_phi(&self.hits) => Liveness::Alive,
            // Redirects away and refusals; a 200 without health data is what a signed-out person gets.
            Some(200 | 301..=303 | 307 | 308 | 401 | 403 | 404 | 410 | 419 | 440)
                if self.error.is_none() =>
            {
                Liveness::Dead
            }
            _ => Liveness::Unknown,
        }
    }
}
