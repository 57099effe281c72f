//! # Requirement
//!
//! After the patient has signed out and closed the browser, neither its history nor what restores its tabs holds protected
//! health information.
//!
//! # Why it matters
//!
//! `no-store` keeps a page out of the cache, but its title and address stay in the history, and are offered to the next
//! person who types the first letters of the portal's name.
//!
//! # How it is judged
//!
//! - When the flow has signed out, the browser is ended and its profile is read: the history and what is made of it, and
//!   the files that restore tabs, which hold titles, addresses and `history.state`.
//! - One strong canary in one of them, or two different weak ones, fails. In the files that restore tabs, what was typed in
//!   the flow is left to `residue-form-data`.
//! - It passes if none is there, the portal's own address stands in both (the control), and all of it could be read.
//!
//! # What it does not see
//!
//! - Health data that is no canary: `Results of your biopsy` as a title.
//! - A value that a page of the history's database cuts in two.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.2.1 and 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [45 CFR 164.310(c)](https://www.ecfr.gov/current/title-45/section-164.310)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Left, judge_residue, unproven_absence},
    evidence::{Flow, Piece, Residue, Store, Trace},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ResidueHistory;

impl FlowCheck for ResidueHistory {
    const META: &'static Meta = &Meta {
        id: "residue-history",
        title: "The browser's history holds no health information after sign-out",
        requires: &[
            asvs5::CLEARED_AFTER_SESSION,
            asvs5::NOT_IN_URL,
            wstg::BROWSER_CACHE,
            hipaa::WORKSTATION_SECURITY,
        ],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Exposure,
        source: include_str!("residue_history.rs"),
    };

    const CONTROL: Option<&str> =
        Some("The portal's own address stands in the history and among what restores tabs.");

    const NEEDS: &'static [Piece] = &[Piece::Residue];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let all = Canaries::of(walk.flow);
        if let Some(unproven) = all.unproven() {
            return unproven;
        }
        let typed = typed(walk.flow);
        let counts = |trace: &Trace| match trace.store {
            Store::History => true,
            Store::SessionRestore => !typed.contains(trace.hit.canary.as_str()),
            Store::ClientStorage | Store::HttpCache | Store::FormData => false,
        };
        let failed = |left: &Left<'_>| {
            let what = format!(
                "After sign-out and the browser's end its {} holds {}, in {}.",
                left.place, left.canaries, left.files
            );
            Subject::Thing(left.place.to_owned()).is(Outcome::Failed(finding(what)))
        };
        judge_residue(walk.flow, counts, failed, nothing)
    }
}

/// The patient's values that were typed in the flow.
fn typed(flow: &Flow) -> BTreeSet<&str> {
    let acts = flow.steps.iter().flat_map(|step| &step.acts);
    acts.filter_map(|act| act.field.as_ref()?.purpose.as_deref()).collect()
}

/// What it means that nothing was found.
fn nothing(residue: &Residue) -> Judgement {
    let controls = [
        (
            residue.remembered,
            "The portal's own address is not in the history, so that this browser may keep none at all.",
        ),
        (
            residue.restorable == Some(true),
            "The portal's own address was not seen among what restores tabs, so that this browser may keep none of it.",
        ),
    ];
    let outcome = match unproven_absence(residue, &controls) {
        Some(doubt) => Outcome::CantTell(finding(doubt)),
        None => Outcome::Passed,
    };
    Subject::Thing("history".to_owned()).is(outcome)
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Keep health data out of titles, addresses and `history.state`; a number that means nothing elsewhere will do.",
    )
}

#[cfg(test)]
mod tests {
    use super::ResidueHistory;
    use crate::{
        evidence::{Flow, Residue, Store},
        testing::{Change, Wire, field, fill, flow, flow_outcomes, trace},
    };

    fn left(change: impl FnOnce(&mut Residue)) -> Flow {
        let mut step = Wire::new().response("https://portal.example/home", &[], &["mrn"]).step();
        let mut residue =
            Residue { remembered: true, restorable: Some(true), ..Residue::default() };
        change(&mut residue);
        step.residue = Some(residue);
        flow(vec![step])
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<Residue>, &[&str]); 9] = [
            ("nothing", |_| {}, &["passed"]),
            ("no history at all", |r| r.remembered = false, &["can't tell"]),
            ("no tab to restore", |r| r.restorable = Some(false), &["can't tell"]),
            ("no look at what restores tabs", |r| r.restorable = None, &["can't tell"]),
            ("a file that was not read", |r| r.unread.push("History".to_owned()), &["can't tell"]),
            (
                "in the history",
                |r| r.traces.push(trace(Store::History, "mrn", "file")),
                &["failed"],
            ),
            (
                "in what restores tabs",
                |r| r.traces.push(trace(Store::SessionRestore, "mrn", "file")),
                &["failed"],
            ),
            (
                "in both",
                |r| {
                    r.traces.push(trace(Store::History, "mrn", "file"));
                    r.traces.push(trace(Store::SessionRestore, "mrn", "file"));
                },
                &["failed", "failed"],
            ),
            ("elsewhere", |r| r.traces.push(trace(Store::HttpCache, "mrn", "body")), &["passed"]),
        ];
        for (clause, change, expected) in cases {
            let found = flow_outcomes::<ResidueHistory>(&left(change));
            let found: Vec<_> =
                found.iter().map(|line| line.split(": ").nth(1).unwrap_or_default()).collect();
            assert_eq!(found, expected, "{clause}");
        }
    }

    #[test]
    fn what_was_typed_is_no_history() {
        let mut flow = left(|r| r.traces.push(trace(Store::SessionRestore, "mrn", "file")));
        flow.steps[0].acts.push(fill(field("mrn")));
        assert!(flow_outcomes::<ResidueHistory>(&flow).join(" ").contains("passed"));
        flow.steps[0].residue.as_mut().unwrap().traces.push(trace(Store::History, "mrn", "file"));
        assert!(flow_outcomes::<ResidueHistory>(&flow).join(" ").contains("failed"));
    }

    #[test]
    fn wording() {
        let found = left(|r| r.traces.push(trace(Store::History, "mrn", "file")));
        let empty = left(|r| r.remembered = false);
        let lost = left(|r| r.restorable = None);
        let said =
            [found, empty, lost].map(|flow| flow_outcomes::<ResidueHistory>(&flow).join("\n"));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 history: failed: After sign-out and the browser's end its history holds mrn, in History/1.
        0 history: can't tell: The portal's own address is not in the history, so that this browser may keep none at all.
        0 history: can't tell: The portal's own address was not seen among what restores tabs, so that this browser may keep none of it.
        ");
    }
}
