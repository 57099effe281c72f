//! What is told while a flow is walked. The walk prints nothing; whoever listens does.

use std::{fmt, sync::Arc};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Event {
    /// A flow begins.
    Flow {
        /// The scenario's file stem.
        scenario: String,
        /// How many steps it has.
        steps: usize,
    },
    /// The flow is being walked with the keyboard alone, ahead of the walk that is recorded.
    KeyboardPass {
        /// The scenario's file stem.
        scenario: String,
    },
    /// A step begins.
    Step {
        /// The scenario's file stem.
        scenario: String,
        /// The step's name.
        step: String,
    },
    /// A probe begins.
    Probe {
        /// The scenario's file stem.
        scenario: String,
        /// What it is: `idle: waiting 18 s with 8 sessions`.
        what: String,
    },
    /// A step could not be finished.
    Broken {
        /// The scenario's file stem.
        scenario: String,
        /// The step's name.
        step: String,
        /// Why.
        why: String,
    },
    /// Something that a person should know: a probe that was left out.
    Note {
        /// The scenario's file stem.
        scenario: String,
        /// What.
        what: String,
    },
    /// A flow ended.
    Done {
        /// The scenario's file stem.
        scenario: String,
        /// How long it took, in milliseconds.
        ms: u64,
    },
}

/// Who is told. Cheap to clone.
#[derive(Clone)]
pub struct Listener(Arc<dyn Fn(Event) + Send + Sync>);

impl Listener {
    /// Tells this function.
    pub fn new(tell: impl Fn(Event) + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// Nobody.
    pub fn none() -> Self {
        Self::new(drop)
    }

    pub(super) fn tell(&self, event: Event) {
        (self.0)(event);
    }
}

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listener")
    }
}
