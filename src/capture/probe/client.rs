//! Requests of our own, outside the browser: a recorded address once more, with what we choose to send.
//!
//! Nothing goes to a host that is out of scope; two requests a second go to a host; each is written down.

use super::{Kit, Pace};
use crate::capture::{CaptureError, Door, Scope, observe, residue::decoded};
use reqwest::{Method, redirect::Policy};
use std::{
    sync::{Arc, Mutex, Once, PoisonError},
    time::{Duration, SystemTime},
};
use tokio::time::Instant;
use url::Url;
use wardround_checks::evidence::{Hit, Liveness, Party, Sent};

const LONGEST_BODY: usize = 16 << 20;
const LONGEST_PAGE: usize = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(15);

/// Sends requests, each on a connection of its own, following no redirect, past every cache.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    scope: Scope,
    pace: Pace,
    sent: Arc<Mutex<Vec<(SystemTime, Sent)>>>,
}

/// A request of our own.
#[derive(Debug, Clone, Copy)]
pub struct Request<'r> {
    /// Its method.
    pub method: &'r str,
    /// Its address.
    pub url: &'r str,
    /// Its header fields.
    pub fields: &'r [(&'r str, &'r str)],
    /// Its body.
    pub body: Option<&'r [u8]>,
    /// What opens the door, in words: `nothing`, `session cookies`, `bearer`.
    pub with: &'r str,
    /// What it is sent for, in words.
    pub purpose: &'r str,
}

impl<'r> Request<'r> {
    /// A GET.
    pub fn get(
        url: &'r str,
        fields: &'r [(&'r str, &'r str)],
        with: &'r str,
        purpose: &'r str,
    ) -> Self {
        Self { method: "GET", url, fields, body: None, with, purpose }
    }
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

/// What came back. Fields and location are as they came: never to be written.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// The status; absent when nothing came.
    pub status: Option<u16>,
    /// The header fields, names in small letters.
    pub fields: Vec<(String, String)>,
    /// The body, as far as it was read.
    pub body: Vec<u8>,
    /// Canaries in the body.
    pub hits: Vec<Hit>,
    /// Why nothing came, or why not all of it.
    pub error: Option<String>,
}

impl Client {
    /// A client that trusts what the browser trusts: `pinned` says that keys were pinned in the browser, as
    /// a staging portal with its own certificate needs.
    pub fn new(pinned: bool, scope: Scope, pace: Pace) -> Result<Self, CaptureError> {
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
        Ok(Self { http, scope, pace, sent: Arc::default() })
    }

    /// The same client with a log of its own.
    #[must_use]
    pub fn apart(&self) -> Self {
        Self { sent: Arc::default(), ..self.clone() }
    }

    /// The same client and log, for questions whose moment is the point.
    #[must_use]
    pub fn at_once(&self) -> Self {
        Self { pace: Pace::at_once(), ..self.clone() }
    }

    /// Takes the log of what was sent; `utc` writes a moment as RFC 3339 has it.
    pub fn take_sent(&self, utc: impl Fn(SystemTime) -> String) -> Vec<Sent> {
        let sent = std::mem::take(&mut *self.sent.lock().unwrap_or_else(PoisonError::into_inner));
        sent.into_iter().map(|(moment, sent)| Sent { at: utc(moment), ..sent }).collect()
    }

    /// Waits for its turn and writes it down; `None` when it must not be sent at all. What is given back is its place in
    /// the log, for [`answered`](Self::answered).
    pub(in crate::capture) async fn begin(
        &self,
        request: &Request<'_>,
        door: &Door,
    ) -> Option<usize> {
        let url = Url::parse(request.url).ok()?;
        let host = url.host_str().filter(|_| self.scope.party(request.url) == Party::First)?;
        self.pace.wait(host).await;
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        let written = Sent {
            at: String::new(),
            method: request.method.to_owned(),
            url: observe::url(door, request.url),
            with: request.with.to_owned(),
            purpose: request.purpose.to_owned(),
            status: None,
        };
        sent.push((SystemTime::now(), written));
        Some(sent.len() - 1)
    }

    /// Writes down what came back.
    pub(in crate::capture) fn answered(&self, place: usize, status: u16) {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sent)) = sent.get_mut(place) {
            sent.status = Some(status);
        }
    }

    /// Asks for an address without a session.
    pub(super) async fn fetch(&self, url: &Url, door: &Door) -> Option<Fetched> {
        let request = Request::get(url.as_str(), &[], "nothing", "what a link leads to");
        let place = self.begin(&request, door).await?;
        let mut response = self.http.get(url.clone()).send().await.ok()?;
        self.answered(place, response.status().as_u16());
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

    /// Asks for an address with a session, or with nothing.
    pub async fn get(&self, url: &str, kit: Option<&Kit>, purpose: &str, door: &Door) -> Answer {
        let fields = kit.map(Kit::fields).unwrap_or_default();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let with = kit.map_or("nothing", Kit::with);
        self.send(&Request::get(url, &fields, with, purpose), door).await
    }

    /// Sends a request, and reads and searches what comes back.
    pub async fn send(&self, request: &Request<'_>, door: &Door) -> Answer {
        let mut answer = Answer::default();
        let refused = |why: &str| Answer { error: Some(why.to_owned()), ..Answer::default() };
        let Ok(method) = Method::from_bytes(request.method.as_bytes()) else {
            return refused("the method is none");
        };
        let Some(place) = self.begin(request, door).await else {
            return refused("it was not sent: the address is out of scope");
        };
        let mut building =
            self.http.request(method, request.url).header("cache-control", "no-cache");
        for (name, value) in request.fields {
            building = building.header(*name, *value);
        }
        if let Some(body) = request.body {
            building = building.body(body.to_owned());
        }
        let mut response = match building.send().await {
            Ok(response) => response,
            Err(error) => return refused(&door.scrub(&error.without_url().to_string())),
        };
        let status = response.status().as_u16();
        self.answered(place, status);
        answer.status = Some(status);
        answer.fields = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let encoding = response.headers().get("content-encoding").cloned();
        let start = Instant::now();
        loop {
            match response.chunk().await {
                Ok(Some(chunk))
                    if answer.body.len() <= LONGEST_BODY && start.elapsed() <= PATIENCE =>
                {
                    answer.body.extend_from_slice(&chunk);
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
        let (layers, left) = decoded(&answer.body, encoding.as_deref());
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
    /// A header field, by its name in small letters.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

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
