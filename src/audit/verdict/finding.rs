//! What came of the checks: outcomes, findings, causes.

use super::{Date, Severity, law::severity};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What came of one check in one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The check.
    pub check: String,
    /// The state; the last one of the flow when `whole_flow` holds.
    pub state: String,
    /// The result.
    pub outcome: Mark,
    /// Things that meet the requirement.
    pub passed: usize,
    /// Things that do not, waived or not.
    pub failed: usize,
    /// Things that a person has to look at, waived or not.
    #[serde(rename = "cantTell")]
    pub cant_tell: usize,
    /// How many of these are questions: nothing looks wrong, but only a person can say.
    #[serde(default)]
    pub questions: usize,
    /// Things that the requirement does not bind, by reason. Found = passed + failed + can't tell + excepted.
    pub excepted: BTreeMap<String, usize>,
    /// The piece of evidence that was not recorded.
    pub missing: Option<String>,
    /// Whether the line is about the flow as a whole rather than this state.
    pub whole_flow: bool,
    /// Whether evidence is missing that every state should have; a probe that no step asked for is no such thing.
    pub gap: bool,
}

/// The result of a check in a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mark {
    /// At least one thing does not meet the requirement.
    Failed,
    /// A person has to look, and nothing failed.
    CantTell,
    /// There is something that the requirement speaks of, and all of it meets it or is excepted.
    Passed,
    /// Nothing in the state concerns the requirement.
    Inapplicable,
    /// The check was not run, because evidence is missing.
    NotSeen,
}

/// One thing that is wrong or in doubt.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What makes it the same finding next week: a digest of check, scenario, step and the thing.
    pub fingerprint: String,
    /// The check.
    pub check: String,
    /// The state.
    pub state: String,
    /// Failed or can't tell.
    pub outcome: Mark,
    /// How bad it is.
    #[serde(deserialize_with = "severity")]
    pub severity: Severity,
    /// What was seen.
    pub what: String,
    /// What to do; for can't tell, what to look at.
    pub fix: String,
    /// The thing.
    pub subject: Subject,
    /// Other things that matter to it.
    pub related: Vec<Subject>,
    /// The cause it belongs to.
    pub root: String,
    /// The first day it was seen.
    pub first_seen: Date,
    /// The last day it may stay open, as policy.
    pub due: Date,
    /// The way there, one line for each step.
    pub steps_to_reproduce: Vec<String>,
    /// The waiver that covers it.
    pub waived: Option<Waived>,
}

/// What only a person can say, asked once for all states that show the same thing. It is no finding: nothing
/// about it looks wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The check.
    pub check: String,
    /// What was seen.
    pub what: String,
    /// What to look at.
    pub ask: String,
    /// The thing, as it was seen first.
    pub subject: Subject,
    /// The states that show it, in the order they were seen.
    pub states: Vec<String>,
}

/// A thing that was judged, as a person can find it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Subject {
    /// `document`, `element`, `text`, `request`, `cookie`, `storage entry`, `action`, `focus stop`, `address`, `thing`.
    pub kind: String,
    /// A CSS selector (` >>> ` goes into a shadow root or a frame); empty for what is not on the page.
    pub selector: String,
    /// Its role; empty for none.
    pub role: String,
    /// Its accessible name, or what else it is called.
    pub name: String,
    /// Its start tag, or the first characters of a text.
    pub html: String,
    /// Where it is, in CSS pixels from the top left of the document.
    #[serde(rename = "box")]
    pub bounds: Option<Bounds>,
}

/// A rectangle in CSS pixels from the top left of the document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The left edge.
    pub x: f64,
    /// The top edge.
    pub y: f64,
    /// The width.
    pub width: f64,
    /// The height.
    pub height: f64,
}

/// The waiver that covers a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waived {
    /// Why it is acceptable.
    pub reason: String,
    /// The last day it is.
    pub until: Date,
}

/// Findings with a common cause: one check, one component, one kind of wording, wherever they were seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Root {
    /// A digest of what makes it one cause.
    pub id: String,
    /// The check.
    pub check: String,
    /// The component, by tag, classes and role: `td > button.icon`.
    pub component: String,
    /// Its findings, by fingerprint, each once.
    pub findings: Vec<String>,
    /// Failed or can't tell.
    pub outcome: Mark,
    /// How bad one of them is.
    #[serde(deserialize_with = "severity")]
    pub severity: Severity,
    /// How many of the findings no waiver covers.
    pub open: usize,
    /// In how many states it was seen.
    pub states: usize,
    /// In how many scenarios it was seen.
    pub scenarios: usize,
    /// The first day one of them was seen.
    pub first_seen: Date,
    /// The last day it may stay open, as policy.
    pub due: Date,
}

impl Mark {
    /// What it is called in the JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::CantTell => "cantTell",
            Self::Passed => "passed",
            Self::Inapplicable => "inapplicable",
            Self::NotSeen => "notSeen",
        }
    }
}
