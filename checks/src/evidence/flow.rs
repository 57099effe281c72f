//! A flow, step by step.

use super::{
    Act, After, Call, Console, FocusWalk, Idle, Network, Page, Residue, Sent, SignIns, StepUp,
    Storage, TransportSecurity,
};
use serde::{Deserialize, Serialize};

/// All that was recorded of one flow in one engine.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flow {
    /// The scenario's file stem, or `audit`.
    pub scenario: String,
    /// What the patient gets done.
    pub title: String,
    /// The engine: `chromium`.
    pub engine: String,
    /// The policy in force.
    pub policy: Policy,
    /// The names of the canaries.
    pub canaries: Vec<String>,
    /// The hosts in scope.
    pub hosts: Vec<String>,
    /// The steps that were walked, in order.
    pub steps: Vec<Step>,
    /// The step that could not be finished, and why.
    pub stopped: Option<String>,
    /// The requests of our own, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sent: Vec<Sent>,
}

/// The limits that session checks measure against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The longest idle time, in seconds.
    pub idle_s: f64,
    /// The longest session, in seconds.
    pub absolute_s: f64,
    /// The least time between warning and end, in seconds.
    pub warning_s: f64,
    /// How many sessions one account may have at once; absent when the policy does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sessions: Option<u32>,
}

impl Default for Policy {
    fn default() -> Self {
        Self { idle_s: 900.0, absolute_s: 43_200.0, warning_s: 60.0, sessions: None }
    }
}

/// All that was recorded at one step of a flow.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The step's name in the scenario.
    pub name: String,
    /// Where it stands in the session.
    pub phase: Phase,
    /// What was done.
    pub acts: Vec<Act>,
    /// What was expected, and whether it held.
    pub held: Vec<Held>,
    /// Whether a new document was loaded during the step, rather than the old one changed.
    pub navigated: bool,
    /// How the page came to rest.
    pub rest: Rest,
    /// What the step does that is hard to undo: `legal`, `financial`, `data`.
    pub effect: Option<String>,
    /// The page at the end.
    pub page: Option<Page>,
    /// What went over the wire.
    pub network: Option<Network>,
    /// What the browser keeps.
    pub storage: Option<Storage>,
    /// What was said to the console.
    pub console: Option<Console>,
    /// The walk with Tab.
    pub focus: Option<FocusWalk>,
    /// The call.
    pub call: Option<Call>,
    /// The idle experiment.
    pub idle: Option<Idle>,
    /// What was tried after the session.
    pub after: Option<After>,
    /// The names of the files that were downloaded, scrubbed; what is in them is known when the browser has quit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub downloads: Vec<String>,
    /// What the browser's profile held after it had quit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub residue: Option<Residue>,
    /// The sign-in experiment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_ins: Option<SignIns>,
    /// What became of the session when the step raised it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step_up: Option<StepUp>,
    /// How the portal's servers speak TLS, and what they say without; of the first step of a walk only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transport: Option<TransportSecurity>,
}

/// Where a step stands in the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Before `session: begun`, or in a flow without a session.
    #[default]
    Before,
    /// Signed in at the end of the step.
    During,
    /// Signed out at the end of the step.
    Over,
}

/// An expectation, and whether it held.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The kind of expectation: `path`, `heading`, `status`, `text`, `shows`, `session`, `call`.
    pub kind: String,
    /// What was expected, scrubbed.
    pub what: String,
    /// Whether it held in time.
    pub held: bool,
    /// The innermost element of the recorded page that holds a text that was expected.
    pub node: Option<super::NodeId>,
}

/// How a page came to rest.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rest {
    /// Why the waiting ended: `quiet`, `limit`, `dialog`, `gone`.
    pub reason: String,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// A piece of evidence that a step may or may not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Piece {
    /// What was done and expected. Always there.
    Acts,
    /// The page.
    Page,
    /// The listeners to the motion of the device.
    Sensors,
    /// The traffic.
    Network,
    /// What the browser keeps.
    Storage,
    /// What was said to the console.
    Console,
    /// The walk with Tab.
    Focus,
    /// The call.
    Call,
    /// The idle experiment.
    Idle,
    /// What was tried after the session.
    After,
    /// What the browser's profile held after it had quit.
    Residue,
    /// The sign-in experiment.
    SignIns,
    /// What became of a session that was raised.
    StepUp,
    /// How the portal's servers speak TLS, and what they say without.
    Transport,
}

impl Piece {
    /// What it is called in a report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Acts => "actions",
            Self::Page => "page",
            Self::Sensors => "sensor listeners",
            Self::Network => "network",
            Self::Storage => "storage",
            Self::Console => "console",
            Self::Focus => "focus walk",
            Self::Call => "call statistics",
            Self::Idle => "idle experiment",
            Self::After => "after sign-out",
            Self::Residue => "profile on disk",
            Self::SignIns => "sign-in experiment",
            Self::StepUp => "step-up",
            Self::Transport => "transport security",
        }
    }
}
