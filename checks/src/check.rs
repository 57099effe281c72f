//! What a check is: its words, what it may read, and one pure function.

use crate::{
    evidence::{Flow, Piece},
    judgement::{Answer, Judgement},
    reads::{Missing, Reads, State},
    standards::{Requirement, Standard},
};
use serde::Serialize;

/// The words of a check, as the reports and `explain` show them.
#[derive(Debug)]
pub struct Meta {
    /// Stable name in kebab-case, never reused; the file has the same name in `snake_case`.
    pub id: &'static str,
    /// The requirement as one sentence, true of a page that passes.
    pub title: &'static str,
    /// Where the requirement is written down.
    pub requires: &'static [Requirement],
    /// The W3C ACT rules that the check implements.
    pub act: &'static [&'static str],
    /// How bad one failure is for a patient.
    pub severity: Severity,
    /// What kind of harm it is, which decides how soon it must be mended.
    pub class: Class,
    /// The check's own source: its leading `//!` block is its page in the report.
    pub source: &'static str,
}

/// How bad one failure is for a patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A nuisance.
    Minor,
    /// Makes the task slower or more error-prone.
    Moderate,
    /// Keeps some patients from finishing the task.
    Serious,
    /// Keeps patients out, or lets somebody else in.
    Critical,
}

/// What kind of harm a failure does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// Health data is exposed: due in 7 days.
    Exposure,
    /// Somebody can be taken for somebody else: due in 14 days.
    Identity,
    /// Somebody cannot use the portal: due in 30 days.
    Accessibility,
    /// A defence is missing that no attack needs yet: due in 30 days.
    Hardening,
}

/// A check of one state.
pub trait StateCheck {
    /// The check's words.
    const META: &'static Meta;

    /// What must have been seen in the same evidence for a pass to count: proof that a failure could have been seen.
    const CONTROL: Option<&str> = None;

    /// All that the check may see of a state.
    type Reads<'e>: Reads<'e>;

    /// Judges each thing that the requirement speaks of; none means that it does not apply.
    fn judge(evidence: Self::Reads<'_>) -> Vec<Judgement>;
}

/// A check of a whole flow: what one step did matters for another.
pub trait FlowCheck {
    /// The check's words.
    const META: &'static Meta;

    /// What must have been seen in the same evidence for a pass to count: proof that a failure could have been seen.
    const CONTROL: Option<&str> = None;

    /// The pieces that at least one step must have for the check to be run.
    const NEEDS: &'static [Piece];

    /// Judges each thing that the requirement speaks of, each placed at its step.
    fn judge(flow: &Walk<'_>) -> Vec<Judgement>;
}

/// A flow as its checks see it: each step with what follows from its page.
#[derive(Debug)]
pub struct Walk<'e> {
    /// What was recorded.
    pub flow: &'e Flow,
    /// The state at the end of each step.
    pub states: &'e [State<'e>],
}

/// A check as the registry holds it.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The check's words.
    pub meta: &'static Meta,
    /// The pieces of evidence without which the check is not run.
    pub needs: &'static [Piece],
    /// Its positive control, in one sentence; absent where there is none.
    pub control: Option<&'static str>,
    /// How it is run.
    pub scope: Scope,
}

/// How a check is run.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// Over each state.
    State(for<'e> fn(&'e State<'e>) -> Answer),
    /// Over the whole flow.
    Flow(fn(&Walk<'_>) -> Vec<Judgement>),
}

impl Entry {
    /// Registers a check of one state.
    pub const fn state<C: StateCheck>() -> Self {
        Self {
            meta: C::META,
            needs: <C::Reads<'static> as Reads<'static>>::NEEDS,
            control: C::CONTROL,
            scope: Scope::State(answer::<C>),
        }
    }

    /// Registers a check of a whole flow.
    pub const fn flow<C: FlowCheck>() -> Self {
        Self { meta: C::META, needs: C::NEEDS, control: C::CONTROL, scope: Scope::Flow(C::judge) }
    }
}

impl Meta {
    /// The check's page: the `//!` block at the top of its own file, as Markdown.
    pub fn page(&self) -> String {
        self.source
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .fold(String::new(), |page, line| page + line + "\n")
    }

    /// Whether it is required by nothing but criteria of level AAA, which lie beyond every profile.
    pub fn is_beyond(&self) -> bool {
        let mut levels = self.requires.iter().map(|requirement| requirement.level).peekable();
        levels.peek().is_some() && levels.all(|level| level == "AAA")
    }

    /// The WCAG criteria that a failure of the check is a failure of.
    pub fn criteria(&self) -> impl Iterator<Item = &'static Requirement> {
        self.requires.iter().filter(|requirement| requirement.standard == Standard::Wcag22)
    }
}

impl Severity {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Minor => "minor",
            Self::Moderate => "moderate",
            Self::Serious => "serious",
            Self::Critical => "critical",
        }
    }
}

impl Class {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exposure => "exposure",
            Self::Identity => "identity",
            Self::Accessibility => "accessibility",
            Self::Hardening => "hardening",
        }
    }
}

fn answer<'e, C: StateCheck>(state: &'e State<'e>) -> Answer {
    match C::Reads::read(state) {
        Ok(evidence) => Answer::Judged(C::judge(evidence)),
        Err(Missing(piece)) => Answer::NotSeen(piece),
    }
}
