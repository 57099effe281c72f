//! Methods and limits: what was not seen, what each check does not see, what is waived.

use super::{
    cause::{Place, place_of},
    links::{Link, Links, PLACES},
    prose::{Block, blocks},
};
use crate::audit::verdict::{Check, Mark};
use serde::Serialize;
use std::collections::BTreeMap;

/// Checks that were not run for want of a piece of evidence.
#[derive(Debug, Serialize)]
pub(super) struct NotSeen {
    /// Check and its title.
    check: String,
    title: String,
    missing: String,
    why: &'static str,
    places: Vec<Link>,
    more: String,
}

/// What a check does not see.
#[derive(Debug, Serialize)]
pub(super) struct Blind {
    check: String,
    title: String,
    limits: Vec<Block>,
    control: Option<String>,
}

/// A finding that is waived.
#[derive(Debug, Serialize)]
pub(super) struct Waived {
    title: String,
    what: String,
    fix: String,
    place: Place,
}

/// States that are named of one kind of gap.
const NAMED: usize = 6;

/// What was not seen, by check and piece of evidence.
pub(super) fn not_seen(links: &Links<'_>) -> Vec<NotSeen> {
    let mut groups = BTreeMap::<_, Vec<_>>::new();
    for outcome in links.verdict.outcomes.iter().filter(|line| line.outcome == Mark::NotSeen) {
        let missing = outcome.missing.as_deref().unwrap_or("evidence");
        // Gaps first: they are what the run should have seen.
        let key = (!outcome.gap, outcome.check.as_str(), missing);
        groups.entry(key).or_default().push(links.state(&outcome.state));
    }
    groups
        .into_iter()
        .map(|((asked, check, missing), mut places)| {
            let more = places.len().saturating_sub(NAMED);
            places.truncate(NAMED);
            NotSeen {
                check: check.to_owned(),
                title: links.title(check).to_owned(),
                missing: missing.to_owned(),
                why: if asked {
                    "No step of the flow asked for it."
                } else {
                    "It should have been recorded in every state."
                },
                places,
                more: if more == 0 { String::new() } else { format!("and {more} more states") },
            }
        })
        .collect()
}

/// What each check does not see.
pub(super) fn blind(checks: &[Check]) -> Vec<Blind> {
    checks
        .iter()
        .filter(|check| !check.blind.is_empty())
        .map(|check| Blind {
            check: check.id.clone(),
            title: check.title.clone(),
            limits: blocks(&check.blind),
            control: check.control.clone(),
        })
        .collect()
}

/// The waived findings of causes that are waived whole; the others stand with their cause.
pub(super) fn waived(links: &Links<'_>) -> Vec<Waived> {
    links
        .verdict
        .roots
        .iter()
        .filter(|root| root.open == 0)
        .flat_map(|root| links.by_root.get(root.id.as_str()).into_iter().flatten().take(PLACES))
        .map(|(place, finding)| Waived {
            title: links.title(&finding.check).to_owned(),
            what: finding.what.clone(),
            fix: finding.fix.clone(),
            place: place_of(links, (*place, finding), &finding.what, &finding.fix, false),
        })
        .collect()
}
