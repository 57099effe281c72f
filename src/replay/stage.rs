//! Where a flow is played: a tab, its context, who records, and the values that the scenario names.

use super::{Codes, Event, Listener, ReplayError, totp};
use crate::{
    capture::{Collector, Door, Recorder},
    driver::{Context, Tab},
    scenario::{Scenario, Secret, Text},
};
use std::{
    collections::BTreeMap,
    time::{Duration, SystemTime, UNIX_EPOCH},
};
use tokio::time::{Instant, sleep, timeout};
use url::Url;
use wardround_checks::evidence::{self, Rest};

/// How long a thing that is sought or expected may take to appear.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// How long a page may take to come to rest.
const REST: Duration = Duration::from_secs(12);
/// How long an address may take to open.
const OPENING: Duration = Duration::from_secs(30);

/// Where a flow is played.
#[derive(Debug)]
pub(super) struct Stage<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) secrets: &'a BTreeMap<String, Secret>,
    pub(super) tab: Tab,
    pub(super) context: Context,
    /// Absent on a rehearsal, which records nothing.
    pub(super) recorder: Option<&'a Recorder>,
    pub(super) listener: Listener,
    pub(super) patience: Duration,
    pub(super) codes: Codes,
}

impl Stage<'_> {
    /// The text that a scenario means: the patient's value, a secret's, a code that is valid now.
    pub(super) async fn text(&self, text: &Text) -> Result<String, ReplayError> {
        let unknown = |name: &str, why: &str| ReplayError::Secret {
            name: name.to_owned(),
            why: why.to_owned(),
        };
        match text {
            Text::Secret(name) => {
                let secret =
                    self.secrets.get(name).ok_or_else(|| unknown(name, "it has no value"))?;
                Ok(secret.expose().to_owned())
            }
            Text::Totp(name) => {
                let secret =
                    self.secrets.get(name).ok_or_else(|| unknown(name, "it has no value"))?;
                let now = || SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                sleep(self.codes.turn(secret.expose(), now())).await;
                let code = totp::code(secret.expose(), now().as_secs())
                    .ok_or_else(|| unknown(name, "a one-time code needs a base32 seed"))?;
                if let Some(recorder) = self.recorder {
                    recorder.with_door(|door| door.add_secret(&format!("totp:{name}"), &code));
                }
                Ok(code)
            }
            known => self
                .scenario
                .resolve(known)
                .map(ToOwned::to_owned)
                .ok_or_else(|| unknown(&known.to_string(), "the scenario does not define it")),
        }
    }

    /// Opens a path of the portal, or an address in scope.
    pub(super) async fn open(&self, address: &str) -> Result<(), ReplayError> {
        let failed = |source| ReplayError::Address { address: address.to_owned(), source };
        let url = if address.contains("://") {
            Url::parse(address)
        } else {
            self.scenario.target.url(address)
        }
        .map_err(failed)?;
        if !url.host_str().is_some_and(|host| self.scenario.target.in_scope(host)) {
            return Err(ReplayError::OutOfScope { url: self.scrub(url.as_str()) });
        }
        self.tab.navigate(url.as_str(), OPENING).await?;
        Ok(())
    }

    /// Waits until the page rests: nothing loads, nothing changes, nothing moves.
    pub(super) async fn rest(&self) -> Result<Rest, ReplayError> {
        let start = Instant::now();
        let limited = |reason: &str, start: Instant| Rest {
            reason: reason.to_owned(),
            ms: u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        };
        loop {
            let left = REST.saturating_sub(start.elapsed());
            if left.is_zero() {
                return Ok(limited("limit", start));
            }
            if let Some(recorder) = self.recorder {
                recorder.quiet(Duration::from_millis(100), left).await;
            }
            match timeout(left + Duration::from_secs(1), Collector::rest(&self.tab, left)).await {
                Ok(Ok(reason)) => {
                    // A page that went on loading while it was watched is watched again.
                    let quiet = match self.recorder {
                        Some(recorder) => {
                            recorder
                                .quiet(Duration::from_millis(50), Duration::from_millis(60))
                                .await
                        }
                        None => true,
                    };
                    if quiet || reason == "limit" {
                        return Ok(limited(&reason, start));
                    }
                }
                // The document went away under the script: a navigation. The new one is watched.
                Ok(Err(error)) if error.leaves_browser() => sleep(Duration::from_millis(50)).await,
                Ok(Err(error)) => return Err(error.into()),
                Err(_) => return Ok(limited("limit", start)),
            }
        }
    }

    /// The page as it is now, with canaries in it: never to be written.
    pub(super) async fn page(&self) -> Result<evidence::Page, ReplayError> {
        // A document that is just being replaced has no world to look from; the next one has.
        let start = Instant::now();
        loop {
            match Collector::page(&self.tab).await {
                Ok(page) => return Ok(page),
                Err(error)
                    if error.leaves_browser() && start.elapsed() < Duration::from_secs(3) =>
                {
                    sleep(Duration::from_millis(100)).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The path of the page, scrubbed.
    pub(super) async fn path(&self) -> String {
        let url = self.tab.url().await.unwrap_or_default();
        let path = Url::parse(&url).map_or(url, |url| url.path().to_owned());
        self.scrub(&path)
    }

    /// A text that may be shown to people and written down.
    pub(super) fn scrub(&self, text: &str) -> String {
        match self.recorder {
            Some(recorder) => recorder.with_door(|door| door.scrub(text)),
            None => door(self.scenario, self.secrets, b"").scrub(text),
        }
    }

    pub(super) fn note(&self, what: impl Into<String>) {
        let scenario = self.scenario.id().to_owned();
        self.listener.tell(Event::Note { scenario, what: what.into() });
    }
}

/// The door of a scenario: its canaries and secrets.
pub(super) fn door(scenario: &Scenario, secrets: &BTreeMap<String, Secret>, key: &[u8]) -> Door {
    let mut door = Door::new(key);
    for (name, value) in scenario.canaries() {
        door.add_canary(name, value);
    }
    for (account, other) in scenario.accounts() {
        for (name, value) in &other.patient {
            door.add_canary(&format!("{account}.{name}"), value);
        }
    }
    for (name, secret) in secrets {
        door.add_secret(&format!("secret:{name}"), secret.expose());
    }
    door
}
