//! The state that all requests share: the faults that are on, the sessions, the neighbours' addresses.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rustls::crypto::SecureRandom;

use crate::faults::{Fault, session as fault};
use crate::session::Sessions;
use crate::site::{Options, SiteError};

const IDLE_MINUTES: u32 = 10;
const IDLE_MINUTES_OF_FAULT: u32 = 20;
const WARNING_SECONDS: u32 = 120;
const SHORT_WARNING_SECONDS: u32 = 10;
const ABSOLUTE_HOURS: u32 = 12;

/// The portal behind its routes.
pub(crate) struct Portal {
    pub(crate) sessions: Sessions,
    pub(crate) plain_origin: String,
    pub(crate) third_party: String,
    /// The token that the fault never revokes: patient one's.
    pub(crate) bearer: String,
    /// How many ids the fault that counts has given out.
    given: AtomicU64,
    faults: Vec<Fault>,
    time_scale: u32,
    random: &'static dyn SecureRandom,
}

impl Portal {
    pub(crate) fn new(
        options: &Options,
        plain_origin: &str,
        third_party: &str,
    ) -> Result<Self, SiteError> {
        let random = rustls::crypto::ring::default_provider().secure_random;
        Ok(Self {
            bearer: draw(random)?,
            given: AtomicU64::default(),
            sessions: Sessions::default(),
            plain_origin: plain_origin.to_owned(),
            third_party: third_party.to_owned(),
            faults: options.faults.clone(),
            time_scale: options.time_scale.max(1),
            random,
        })
    }

    /// Whether a fault is on.
    pub(crate) fn has(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }

    /// How long an idle session lasts, as the page is told.
    pub(crate) fn idle_told(&self) -> Duration {
        self.scaled(IDLE_MINUTES * 60)
    }

    /// How long an idle session lasts; `None` when it never ends.
    pub(crate) fn idle_enforced(&self) -> Option<Duration> {
        if self.has(fault::IDLE_NONE) {
            None
        } else if self.has(fault::IDLE_TWENTY) {
            Some(self.scaled(IDLE_MINUTES_OF_FAULT * 60))
        } else {
            Some(self.idle_told())
        }
    }

    /// How long before the end the page warns; `None` when it does not.
    pub(crate) fn warning(&self) -> Option<Duration> {
        if self.has(crate::faults::wcag::TIMEOUT_WARNING_NONE) {
            None
        } else if self.has(crate::faults::wcag::TIMEOUT_WARNING_SHORT) {
            Some(self.scaled(SHORT_WARNING_SECONDS))
        } else {
            Some(self.scaled(WARNING_SECONDS))
        }
    }

    /// How long a session lasts however busy it is.
    pub(crate) fn absolute(&self) -> Duration {
        self.scaled(ABSOLUTE_HOURS * 3600)
    }

    /// A session id: 256 random bits, or what a fault makes of it.
    pub(crate) fn session_id(&self) -> Result<String, SiteError> {
        if self.has(fault::SESSION_ID_COUNTER) {
            let next = self.given.fetch_add(1, Ordering::Relaxed);
            return Ok(format!("{:032}", 4_711_000 + next));
        }
        if self.has(fault::SESSION_ID_SHORT) {
            let mut bytes = [0_u8; 4];
            self.random.fill(&mut bytes).map_err(|_| SiteError::Random)?;
            return Ok(format!("{:08x}", u32::from_be_bytes(bytes)));
        }
        self.token()
    }

    /// 256 random bits, base64url.
    pub(crate) fn token(&self) -> Result<String, SiteError> {
        draw(self.random)
    }

    fn scaled(&self, seconds: u32) -> Duration {
        Duration::from_secs(u64::from(seconds)) / self.time_scale
    }
}

fn draw(random: &dyn SecureRandom) -> Result<String, SiteError> {
    let mut bytes = [0_u8; 32];
    random.fill(&mut bytes).map_err(|_| SiteError::Random)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
