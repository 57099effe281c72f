//! The verdict as a whole, and the exit code that follows from it.

use super::{
    Check, Criterion, Date, Exhibit, Finding, Flow, IdleChart, Outcome, Question, Root, Run,
    Severity, State, Tool,
};
use serde::{Deserialize, Serialize};

/// All that an audit found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// The version of this format: 1.
    pub schema: u32,
    /// What made it.
    pub tool: Tool,
    /// When, where and with what it was made.
    pub run: Run,
    /// The day of the audit, against which waivers and due dates stand.
    pub judged: Date,
    /// What the exit code follows from.
    pub exit: Exit,
    /// The checks that were run, sorted by id.
    pub checks: Vec<Check>,
    /// The flows, sorted by scenario and engine.
    pub flows: Vec<Flow>,
    /// The states, flow by flow, in the order they were seen.
    pub states: Vec<State>,
    /// What came of each check in each state.
    pub outcomes: Vec<Outcome>,
    /// What is wrong or in doubt, one entry for each thing.
    pub findings: Vec<Finding>,
    /// What only a person can say, though nothing looks wrong.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// The 55 criteria of WCAG 2.2 A and AA.
    pub criteria: Vec<Criterion>,
    /// The findings by common cause.
    pub roots: Vec<Root>,
    /// The idle experiments.
    pub idle: Vec<IdleChart>,
    /// Facts about sessions, caches and calls, as tables.
    pub exhibits: Vec<Exhibit>,
    /// What else the reader must know: waivers that match nothing or have ended.
    pub notes: Vec<String>,
}

/// What the exit code follows from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exit {
    /// Flows that could not be finished.
    pub stopped: usize,
    /// Checks that could not be run over a state because evidence is missing that every state should have.
    pub not_seen: usize,
    /// Failures that no waiver covers.
    pub failed: Tally,
    /// Things that a person has to look at, and that no waiver covers.
    pub cant_tell: usize,
    /// Findings that a waiver covers.
    pub waived: usize,
}

/// How many of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Nuisances.
    pub minor: usize,
    /// What makes the task slower or more error-prone.
    pub moderate: usize,
    /// What keeps some patients from finishing the task.
    pub serious: usize,
    /// What keeps patients out, or lets somebody else in.
    pub critical: usize,
}

impl Verdict {
    /// The exit code: 1 when something failed at or above the threshold (nothing, when that is `None`), or
    /// is in doubt and `strict` holds; 3 when a flow stopped or evidence is missing; 0 otherwise.
    ///
    /// A failure that was seen stays a failure whatever else is missing, so 1 comes before 3.
    pub fn exit_code(&self, fail_on: Option<Severity>, strict: bool) -> u8 {
        let failed = fail_on.is_some_and(|least| {
            self.exit.failed.at_least(least) > 0 || (strict && self.exit.cant_tell > 0)
        });
        if failed {
            1
        } else if self.is_incomplete() {
            3
        } else {
            0
        }
    }

    /// Whether a flow stopped, or evidence is missing that every state should have.
    pub fn is_incomplete(&self) -> bool {
        self.exit.stopped > 0 || self.exit.not_seen > 0
    }
}

impl Tally {
    /// Counts one.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Minor => self.minor += 1,
            Severity::Moderate => self.moderate += 1,
            Severity::Serious => self.serious += 1,
            Severity::Critical => self.critical += 1,
        }
    }

    /// How many are at least as bad as this.
    pub const fn at_least(&self, least: Severity) -> usize {
        match least {
            Severity::Minor => self.minor + self.moderate + self.serious + self.critical,
            Severity::Moderate => self.moderate + self.serious + self.critical,
            Severity::Serious => self.serious + self.critical,
            Severity::Critical => self.critical,
        }
    }

    /// How many there are.
    pub const fn total(&self) -> usize {
        self.at_least(Severity::Minor)
    }
}
