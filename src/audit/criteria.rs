//! How the portal stands with each of the 55 criteria, as far as was seen. No status claims that it conforms.

use super::verdict::{Check, Criterion, Mark, Outcome, Status};
use std::collections::BTreeSet;
use wardround_checks::standards::{Requirement, wcag22::CRITERIA};

#[derive(Default)]
struct Sum {
    failed: usize,
    cant_tell: usize,
    tested: usize,
    not_seen: usize,
    /// The states in which its checks were run, and those with something wrong or in doubt.
    states: BTreeSet<String>,
    open: BTreeSet<String>,
}

/// One entry for each criterion, in the order of the standard.
pub(super) fn criteria(checks: &[Check], outcomes: &[Outcome]) -> Vec<Criterion> {
    CRITERIA.iter().map(|criterion| judged(criterion, checks, outcomes)).collect()
}

fn judged(criterion: &Requirement, checks: &[Check], outcomes: &[Outcome]) -> Criterion {
    let speaking: Vec<_> = checks
        .iter()
        .filter(|check| check.criteria.iter().any(|number| number == criterion.number))
        .map(|check| check.id.clone())
        .collect();
    let mut sum = Sum::default();
    let mut ran = false;
    for outcome in outcomes.iter().filter(|outcome| speaking.contains(&outcome.check)) {
        if outcome.outcome == Mark::NotSeen {
            sum.not_seen += 1;
            continue;
        }
        ran = true;
        sum.failed += outcome.failed;
        sum.cant_tell += outcome.cant_tell;
        sum.tested += outcome.passed + outcome.excepted.values().sum::<usize>();
        sum.states.insert(outcome.state.clone());
        if outcome.failed + outcome.cant_tell > 0 {
            sum.open.insert(outcome.state.clone());
        }
    }
    let whole = TAKES_INVENTORY.contains(&criterion.number);
    let (status, why) = status(&speaking, &sum, ran, whole);
    Criterion {
        num: criterion.number.to_owned(),
        title: criterion.title.to_owned(),
        level: criterion.level.to_owned(),
        url: criterion.url.to_owned(),
        status,
        why,
        checks: speaking,
    }
}

/// The criteria whose checks take stock of everything that the criterion speaks of: only there does an empty
/// list prove that nothing in the flow is concerned. Other checks look for a part of a criterion, and that the
/// part is missing says nothing of the rest.
const TAKES_INVENTORY: [&str; 2] = ["2.5.8", "3.3.7"];

fn status(speaking: &[String], sum: &Sum, ran: bool, whole: bool) -> (Status, String) {
    let states = count(sum.states.len(), "state", "states");
    let open = format!("{} of {states}", sum.open.len());
    let checks = count(speaking.len(), "check", "checks");
    let gap = if sum.not_seen == 0 {
        String::new()
    } else {
        let results = count(sum.not_seen, "check result is", "check results are");
        format!(" {results} missing for want of evidence.")
    };
    if speaking.is_empty() {
        let why = "No check of this run judges it.".to_owned();
        (Status::Untested, why)
    } else if sum.failed > 0 {
        let failed = count(sum.failed, "failure", "failures");
        (Status::Failed, format!("{failed} in {open}.{gap}"))
    } else if sum.cant_tell > 0 {
        let things = count(sum.cant_tell, "thing has", "things have");
        (Status::Review, format!("{things} to be looked at by a person, in {open}.{gap}"))
    } else if sum.tested > 0 {
        let tested = count(sum.tested, "thing", "things");
        let why = format!("{checks} looked at {tested} in {states} and found nothing wrong.{gap}");
        (Status::Passed, why)
    } else if ran && sum.not_seen == 0 && !whole {
        let why = format!("The part of it that {checks} of this run judges is not in {states}.");
        let why = if speaking.len() == 1 { why } else { why.replace("judges", "judge") };
        (Status::Untested, why)
    } else if ran && sum.not_seen == 0 {
        let why = format!("Nothing that {checks} of it speaks of is in {states}.");
        let why = if speaking.len() == 1 { why } else { why.replace("speaks of", "speak of") };
        (Status::Inapplicable, why)
    } else {
        (Status::Untested, format!("Not run to its end.{gap}"))
    }
}

/// A number with its unit.
fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
