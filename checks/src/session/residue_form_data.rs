//! # Requirement
//!
//! After the patient has signed out and closed the browser, it keeps none of the health information that was typed into
//! the portal's fields.
//!
//! # Why it matters
//!
//! The reason for a visit is offered to the next person who clicks into that field, and a message comes back with its
//! tab, sent or not.
//!
//! # How it is judged
//!
//! - When the flow has signed out, the browser is ended and its profile is read: what it remembers of forms, and the
//!   contents of fields in the files that restore tabs.
//! - One strong canary that the flow typed, or two different weak ones, fails.
//! - What was typed only into fields whose `autocomplete` says what they are for (`email`) is excepted: WCAG 1.3.5 asks for
//!   that, and it tells the browser to remember. So is what stands in a title or an address as well, in the files that
//!   restore tabs: see `residue-history`.
//! - It passes if none is there, the browser remembers typing and tabs (the controls: a user name, say, and the portal's
//!   address), and all of it could be read. A flow that types no value of the patient's is not judged.
//!
//! # What it does not see
//!
//! - What was typed and is no canary.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [45 CFR 164.310(c)](https://www.ecfr.gov/current/title-45/section-164.310)
//! - [HTML, autofill](https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill)

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
pub struct ResidueFormData;

impl FlowCheck for ResidueFormData {
    const META: &'static Meta = &Meta {
        id: "residue-form-data",
        title: "The browser keeps no health information that was typed",
        requires: &[asvs5::CLEARED_AFTER_SESSION, wstg::BROWSER_CACHE, hipaa::WORKSTATION_SECURITY],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Exposure,
        source: include_str!("residue_form_data.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "Something that was typed, such as the user name, stands among what the browser remembers, and the portal's own address among what restores tabs.",
    );

    const NEEDS: &'static [Piece] = &[Piece::Residue];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let (typed, titled) = (typed(walk.flow), titled(walk.flow));
        if typed.is_empty() {
            return Vec::new();
        }
        let counts = |trace: &Trace| {
            let canary = trace.hit.canary.as_str();
            let kept = match trace.store {
                Store::FormData => true,
                Store::SessionRestore => !titled.contains(canary),
                Store::ClientStorage | Store::HttpCache | Store::History => false,
            };
            kept && typed.contains(canary)
        };
        let failed = |left: &Left<'_>| {
            let what = format!(
                "After sign-out and the browser's end its {} holds {} as it was typed, in {}.",
                left.place, left.canaries, left.files
            );
            Subject::Thing(left.place.to_owned()).is(Outcome::Failed(finding(what)))
        };
        judge_residue(walk.flow, counts, failed, nothing)
    }
}

/// The patient's values that were typed into a field of which the browser was not told what it is for.
fn typed(flow: &Flow) -> BTreeSet<&str> {
    let fields =
        || flow.steps.iter().flat_map(|step| &step.acts).filter_map(|act| act.field.as_ref());
    fields()
        .filter(|field| !is_named(field.autocomplete.as_deref()))
        .filter_map(|field| field.purpose.as_deref())
        .filter(|purpose| *purpose != "username")
        .collect()
}

/// The patient's values in titles and addresses, which stand in the files that restore tabs for that.
fn titled(flow: &Flow) -> BTreeSet<&str> {
    let all = Canaries::of(flow);
    let pages = flow.steps.iter().filter_map(|step| step.page.as_ref());
    pages
        .flat_map(|page| [&page.document.title, &page.document.url])
        .flat_map(|text| all.tokens(text))
        .collect()
}

/// Whether an `autocomplete` attribute names a purpose.
fn is_named(autocomplete: Option<&str>) -> bool {
    let words = autocomplete.unwrap_or_default().trim();
    !words.is_empty() && !["on", "off"].iter().any(|word| words.eq_ignore_ascii_case(word))
}

/// What it means that nothing was found.
fn nothing(residue: &Residue) -> Judgement {
    let controls = [
        (
            residue.typed,
            "Nothing that was typed is in the profile, so that this browser may remember no forms at all.",
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
    Subject::Thing("form data".to_owned()).is(outcome)
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Write `autocomplete=\"off\"` on fields for health data that WCAG 1.3.5 has no purpose for.",
    )
}

#[cfg(test)]
mod tests {
    use super::ResidueFormData;
    use crate::{
        evidence::{Flow, Residue, Step, Store},
        testing::{Change, field, fill, flow, flow_outcomes, step, trace},
    };

    /// A clause, what was typed where, what was found, and what follows.
    type Case =
        (&'static str, &'static str, &'static str, Change<Residue>, &'static [&'static str]);

    fn left(purpose: &str, autocomplete: &str, change: impl FnOnce(&mut Residue)) -> Flow {
        let mut residue = Residue { typed: true, restorable: Some(true), ..Residue::default() };
        change(&mut residue);
        let mut filled = field(purpose);
        filled.autocomplete = (!autocomplete.is_empty()).then(|| autocomplete.to_owned());
        flow(vec![Step { acts: vec![fill(filled)], residue: Some(residue), ..Step::default() }])
    }

    #[test]
    fn clauses() {
        let kept: Change<Residue> = |r| r.traces.push(trace(Store::FormData, "diagnosis", "file"));
        let restored: Change<Residue> =
            |r| r.traces.push(trace(Store::SessionRestore, "diagnosis", "file"));
        let cases: [Case; 12] = [
            ("nothing", "diagnosis", "", |_| {}, &["passed"]),
            ("nothing is remembered", "diagnosis", "", |r| r.typed = false, &["can't tell"]),
            ("no tab to restore", "diagnosis", "", |r| r.restorable = None, &["can't tell"]),
            ("unread", "diagnosis", "", |r| r.unread.push("Web Data".to_owned()), &["can't tell"]),
            ("remembered", "diagnosis", "", kept, &["failed"]),
            ("remembered all the same", "diagnosis", "off", kept, &["failed"]),
            ("on", "diagnosis", "on", kept, &["failed"]),
            ("restored", "diagnosis", "", restored, &["failed"]),
            ("a named purpose", "diagnosis", "organization-title", kept, &[]),
            ("not typed", "mrn", "", restored, &["passed"]),
            ("nothing typed", "username", "", kept, &[]),
            (
                "elsewhere",
                "diagnosis",
                "",
                |r| r.traces.push(trace(Store::History, "diagnosis", "file")),
                &["passed"],
            ),
        ];
        for (clause, purpose, autocomplete, change, expected) in cases {
            let found = flow_outcomes::<ResidueFormData>(&left(purpose, autocomplete, change));
            let found: Vec<_> =
                found.iter().map(|line| line.split(": ").nth(1).unwrap_or_default()).collect();
            assert_eq!(found, expected, "{clause}");
        }
    }

    #[test]
    fn a_title_is_restored_with_its_tab_too() {
        let mut flow = left("diagnosis", "", |r| {
            r.traces.push(trace(Store::SessionRestore, "diagnosis", "file"));
        });
        flow.steps[0].page = step("<p>Results").page;
        assert!(flow_outcomes::<ResidueFormData>(&flow).join(" ").contains("failed"));
        flow.steps[0].page.as_mut().unwrap().document.title = "⟦diagnosis⟧".to_owned();
        assert!(flow_outcomes::<ResidueFormData>(&flow).join(" ").contains("passed"));
    }

    #[test]
    fn wording() {
        let found = left("diagnosis", "", |r| {
            r.traces.push(trace(Store::FormData, "diagnosis", "file"));
        });
        let empty = left("diagnosis", "", |r| r.typed = false);
        let said = [found, empty].map(|flow| flow_outcomes::<ResidueFormData>(&flow).join("\n"));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 form data: failed: After sign-out and the browser's end its form data holds diagnosis as it was typed, in FormData/1.
        0 form data: can't tell: Nothing that was typed is in the profile, so that this browser may remember no forms at all.
        ");
    }
}
