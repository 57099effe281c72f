//! How flows are walked.

use super::Codes;
use crate::{
    capture::Pace,
    driver::BrowserOptions,
    scenario::{Probe, Step},
};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::watch;

/// How flows are walked.
#[derive(Debug, Clone)]
pub struct WalkOptions {
    /// How the browser is started.
    pub browser: BrowserOptions,
    /// How many of the first steps are left out of the trials with the keyboard, because another flow of the same run
    /// has them word for word: every scenario signs in, and once is enough.
    pub keyed_elsewhere: usize,
    /// Which probes run.
    pub probes: Probes,
    /// How much faster than real time the portal's clock runs; 1 for a real portal.
    pub time_scale: u32,
    /// How fast requests of our own follow each other.
    pub pace: Pace,
    /// Which one-time codes were typed already.
    pub codes: Codes,
    /// The key of this run's hashes.
    pub key: Vec<u8>,
}

/// Which probes run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Probes {
    /// Those that need no long wait, and those that the scenario asks for.
    #[default]
    Usual,
    /// None at all.
    None,
    /// All, at each step where they make sense.
    All,
    /// Those that need no long wait, and these.
    With(BTreeSet<String>),
    /// These only.
    Only(BTreeSet<String>),
}

impl Probes {
    /// Whether a probe runs at a step.
    pub(super) fn run(&self, probe: Probe, step: &Step) -> bool {
        let asked = step.probes(probe);
        let usual =
            !matches!(probe, Probe::Idle | Probe::SignIn | Probe::Refusals | Probe::Forgery);
        let name = probe.to_string();
        match self {
            Self::None => false,
            Self::Usual => asked || usual,
            // The long wait is worth one place in a flow, not every step.
            Self::All => asked || usual || step.session().is_some(),
            Self::With(names) => {
                asked || usual || names.contains(&name) && step.session().is_some()
            }
            Self::Only(names) => {
                names.contains(&name) && (asked || usual || step.session().is_some())
            }
        }
    }

    /// Whether a probe can run at all.
    pub fn may(&self, probe: Probe) -> bool {
        match self {
            Self::None => false,
            Self::Only(names) => names.contains(&probe.to_string()),
            Self::Usual | Self::All | Self::With(_) => true,
        }
    }
}

/// A way to stop all walks: they end at once, close their browsers and keep what they saw.
#[derive(Debug, Clone)]
pub struct Stop {
    sender: Arc<watch::Sender<bool>>,
}

impl Default for Stop {
    fn default() -> Self {
        Self { sender: Arc::new(watch::Sender::new(false)) }
    }
}

impl Stop {
    /// Stops.
    pub fn now(&self) {
        self.sender.send_replace(true);
    }

    /// Whether it was called for.
    pub fn is_called(&self) -> bool {
        *self.sender.borrow()
    }

    /// Waits until it is called for.
    pub async fn called(&self) {
        let mut receiver = self.sender.subscribe();
        // The sender lives as long as this, so waiting ends only when it is called for.
        let _ = receiver.wait_for(|called| *called).await;
    }
}
