//! Findings by common cause: one check, one component, one kind of wording, wherever they were seen.

use super::{
    digest::digest,
    docket::Draft,
    verdict::{Date, Mark, Root, Severity},
};
use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

struct Cause<'a> {
    first: &'a Draft,
    fingerprints: Vec<String>,
    known: BTreeSet<&'a str>,
    open: BTreeSet<&'a str>,
    states: BTreeSet<&'a str>,
    scenarios: BTreeSet<&'a str>,
    first_seen: Date,
    due: Date,
}

/// Gives each finding its cause, and the causes: the worst and widest first.
pub(super) fn roots(drafts: &mut [Draft]) -> Vec<Root> {
    for draft in drafts.iter_mut() {
        let finding = &draft.finding;
        draft.finding.root = digest(
            [
                &finding.check,
                finding.outcome.name(),
                &finding.subject.kind,
                &draft.component,
                &draft.wording,
            ]
            .map(|part: &str| part),
        );
    }
    let mut causes = BTreeMap::<&str, Cause<'_>>::new();
    for draft in &*drafts {
        let finding = &draft.finding;
        let cause = causes.entry(&finding.root).or_insert_with(|| Cause {
            first: draft,
            fingerprints: Vec::new(),
            known: BTreeSet::new(),
            open: BTreeSet::new(),
            states: BTreeSet::new(),
            scenarios: BTreeSet::new(),
            first_seen: finding.first_seen,
            due: finding.due,
        });
        if cause.known.insert(&finding.fingerprint) {
            cause.fingerprints.push(finding.fingerprint.clone());
        }
        if finding.waived.is_none() {
            cause.open.insert(&finding.fingerprint);
        }
        cause.states.insert(&finding.state);
        cause.scenarios.insert(&draft.scenario);
        cause.first_seen = cause.first_seen.min(finding.first_seen);
        cause.due = cause.due.min(finding.due);
    }
    let mut roots: Vec<_> = causes.into_iter().map(|(id, cause)| root(id, cause)).collect();
    roots.sort_by(|a, b| order(a).cmp(&order(b)));
    roots
}

fn root(id: &str, cause: Cause<'_>) -> Root {
    Root {
        id: id.to_owned(),
        check: cause.first.finding.check.clone(),
        component: cause.first.component.clone(),
        findings: cause.fingerprints,
        outcome: cause.first.finding.outcome,
        severity: cause.first.finding.severity,
        open: cause.open.len(),
        states: cause.states.len(),
        scenarios: cause.scenarios.len(),
        first_seen: cause.first_seen,
        due: cause.due,
    }
}

type Order<'a> = (Mark, Reverse<Severity>, Date, Reverse<usize>, Reverse<usize>, &'a str, &'a str);

fn order(root: &Root) -> Order<'_> {
    (
        root.outcome,
        Reverse(root.severity),
        root.due,
        Reverse(root.findings.len()),
        Reverse(root.states),
        &root.check,
        &root.id,
    )
}
