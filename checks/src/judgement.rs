//! What a check says.

use crate::evidence::{ExchangeId, NodeId, Piece};
use serde::Serialize;

/// What came of running one check over one state.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// The check ran; an empty list means that nothing in the state concerns it.
    Judged(Vec<Judgement>),
    /// The check did not run, because this piece of evidence was not recorded.
    NotSeen(Piece),
}

/// One thing in a state, and how it stands with the requirement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judgement {
    /// The step, as a place in the flow, for a check of a whole flow; absent for a check of one state.
    pub step: Option<usize>,
    /// The thing judged.
    pub subject: Subject,
    /// How it stands.
    pub outcome: Outcome,
}

/// A thing that can be judged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// The document as a whole.
    Document,
    /// An element or text of the page.
    Node(NodeId),
    /// A request and its response.
    Exchange(ExchangeId),
    /// A cookie, by name.
    Cookie(String),
    /// An entry of a storage, by area and key: `localStorage drafts`.
    Stored(String),
    /// An action, as a place in the step's list.
    Act(usize),
    /// A stop of the focus walk that is not in the recorded page, by selector.
    Stop(String),
    /// An address, scrubbed.
    Address(String),
    /// Something else, in words: `session P3`, `peer connection 1`.
    Thing(String),
}

/// How one thing stands with the requirement.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The requirement is met.
    Passed,
    /// The requirement does not bind this thing, for this reason: `inactive`, `inline`. A part of the receipt.
    Excepted(&'static str),
    /// The requirement is broken.
    Failed(Finding),
    /// The evidence does not settle it; a person has to look.
    CantTell(Finding),
    /// Nothing looks wrong, but only a person can say whether the requirement is met: whether the words of a link say
    /// where it leads. It never reads as a pass, and is no finding: the report asks it once for all states.
    Question(Finding),
}

/// What is wrong, or in doubt, and what to do about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// What was seen, in the present tense, with the numbers: "The target is 16 by 20 CSS pixels."
    pub what: String,
    /// What to do, as an order: "Make it at least 24 by 24 CSS pixels."
    pub fix: String,
    /// The other things that matter to it.
    pub related: Vec<Subject>,
}

impl Finding {
    /// A finding with nothing else to point at.
    pub fn new(what: impl Into<String>, fix: impl Into<String>) -> Self {
        Self { what: what.into(), fix: fix.into(), related: Vec::new() }
    }
}

impl Subject {
    /// Judges this thing.
    pub fn is(self, outcome: Outcome) -> Judgement {
        Judgement { step: None, subject: self, outcome }
    }

    /// Judges this thing, met with requirement or not.
    pub fn passes_unless(self, finding: Option<Finding>) -> Judgement {
        self.is(finding.map_or(Outcome::Passed, Outcome::Failed))
    }
}

impl Judgement {
    /// Places the judgement at a step of the flow.
    #[must_use]
    pub fn at(self, step: usize) -> Self {
        Self { step: Some(step), ..self }
    }
}
