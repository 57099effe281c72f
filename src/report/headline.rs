//! What a person reads first: the problem, whom it hits, and what is overdue.

use super::words::{SEVERITIES, count, listed};
use crate::audit::{
    Date, Verdict,
    verdict::{Check, Class, Mark, Root, Severity, Status, Tally},
};

/// How the run went, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Something failed.
    Failed,
    /// Nothing failed, and not everything was seen.
    Incomplete,
    /// Nothing failed in what was seen.
    NothingFailed,
}

/// How the run went, in one word.
pub(super) fn word(verdict: &Verdict) -> Word {
    if verdict.exit.failed.total() > 0 {
        Word::Failed
    } else if verdict.is_incomplete() {
        Word::Incomplete
    } else {
        Word::NothingFailed
    }
}

/// How the run went, in one or two sentences.
pub(super) fn sentence(verdict: &Verdict) -> String {
    let exit = &verdict.exit;
    let causes = open(verdict).filter(|(root, _)| root.outcome == Mark::Failed).count();
    let failed = format!("{} from {}.", failures(&exit.failed), count(causes, "cause", "causes"));
    let mut gaps = Vec::new();
    if exit.stopped > 0 {
        let flows = count(verdict.flows.len(), "flow", "flows");
        gaps.push(format!("{} of {flows} could not be finished", exit.stopped));
    }
    if exit.not_seen > 0 {
        let checks = count(exit.not_seen, "check result is", "check results are");
        gaps.push(format!("{checks} missing for want of evidence"));
    }
    let gaps = if gaps.is_empty() { String::new() } else { format!("{}.", listed(&gaps)) };
    match word(verdict) {
        Word::Failed => format!("Failed: {failed} {gaps}").trim().to_owned(),
        Word::Incomplete => format!("Incomplete: nothing failed in what was seen, but {gaps}"),
        Word::NothingFailed if verdict.states.is_empty() => "Nothing was audited.".to_owned(),
        Word::NothingFailed => format!(
            "Nothing failed automatically. Of the 55 criteria, {} a person and {} not tested.",
            verb(status(verdict, Status::Review), "needs", "need"),
            verb(status(verdict, Status::Untested), "was", "were"),
        ),
    }
}

/// `1 critical and 2 minor failures`.
fn failures(tally: &Tally) -> String {
    let parts: Vec<_> = SEVERITIES
        .into_iter()
        .map(|severity| (of(tally, severity), severity.name()))
        .filter(|(number, _)| *number > 0)
        .map(|(number, name)| format!("{number} {name}"))
        .collect();
    format!("{} {}", listed(&parts), if tally.total() == 1 { "failure" } else { "failures" })
}

/// How many of a severity.
pub(super) const fn of(tally: &Tally, severity: Severity) -> usize {
    match severity {
        Severity::Minor => tally.minor,
        Severity::Moderate => tally.moderate,
        Severity::Serious => tally.serious,
        Severity::Critical => tally.critical,
    }
}

/// How many criteria stand so.
pub(super) fn status(verdict: &Verdict, status: Status) -> usize {
    verdict.criteria.iter().filter(|criterion| criterion.status == status).count()
}

/// The name of a status for people. None claims that the portal conforms.
pub(super) const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Failed => "failed",
        Status::Review => "needs a person",
        Status::Passed => "nothing found automatically",
        Status::Inapplicable => "inapplicable",
        Status::Untested => "not tested",
    }
}

/// The causes that no waiver covers whole, each with its check, the worst first.
pub(super) fn open(verdict: &Verdict) -> impl Iterator<Item = (&Root, &Check)> {
    verdict.roots.iter().filter(|root| root.open > 0).filter_map(|root| {
        let place = verdict.checks.binary_search_by(|check| check.id.cmp(&root.check)).ok();
        let found = place.and_then(|place| verdict.checks.get(place));
        // A list in another order is read as well.
        let check = found.or_else(|| verdict.checks.iter().find(|check| check.id == root.check))?;
        Some((root, check))
    })
}

/// Whether a class is about who can use the portal, rather than who can get in.
pub(super) const fn keeps_out(class: Class) -> bool {
    matches!(class, Class::Accessibility)
}

/// `3 places · 2 states · 1 scenario`.
pub(super) fn reach(root: &Root) -> String {
    [
        count(root.findings.len(), "place", "places"),
        count(root.states, "state", "states"),
        count(root.scenarios, "scenario", "scenarios"),
    ]
    .join(" · ")
}

/// Whether a cause is past its last day.
pub(super) fn is_overdue(root: &Root, today: Date) -> bool {
    root.outcome == Mark::Failed && root.due < today
}

fn verb(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
