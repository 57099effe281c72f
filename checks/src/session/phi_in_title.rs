//! # Requirement
//!
//! The title of a page holds no protected health information.
//!
//! # Why it matters
//!
//! Titles stay in the browser's history and in its list of recently closed tabs, even of pages that forbid storing, and
//! they stand in the task bar for everybody who looks over the patient's shoulder.
//!
//! # How it is judged
//!
//! - The document's title at the end of each step is searched for the scenario's canaries.
//! - One strong canary, or two different ones, is health data. A weak one alone is not.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - Titles that come and go within a step, and those of notifications.
//! - Health data that is no canary: `Results of your biopsy` names nobody, but may be too much on a shared screen.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [45 CFR 164.310(c)](https://www.ecfr.gov/current/title-45/section-164.310)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Amount, Canaries, list},
    evidence::Piece,
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiInTitle;

impl FlowCheck for PhiInTitle {
    const META: &'static Meta = &Meta {
        id: "phi-in-title",
        title: "Titles of pages hold no health information",
        requires: &[asvs5::CLEARED_AFTER_SESSION, wstg::BROWSER_CACHE, hipaa::WORKSTATION_SECURITY],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Exposure,
        source: include_str!("phi_in_title.rs"),
    };

    const CONTROL: Option<&str> = Some("A canary was seen somewhere in the flow.");

    const NEEDS: &'static [Piece] = &[Piece::Page];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let all = Canaries::of(walk.flow);
        if let Some(unproven) = all.unproven() {
            return unproven;
        }
        let steps = walk.flow.steps.iter().enumerate();
        steps
            .filter_map(|(place, step)| {
                let title = &step.page.as_ref()?.document.title;
                Some(Subject::Document.is(outcome(title, &all)).at(place))
            })
            .collect()
    }
}

fn outcome(title: &str, all: &Canaries<'_>) -> Outcome {
    let names = all.tokens(title);
    let finding = |what: String| {
        Finding::new(
            what,
            "Give the page a title that says what it is for, not whose it is: \"Results\".",
        )
    };
    match all.amount(&names) {
        Amount::Nothing => Outcome::Passed,
        Amount::Unsure => Outcome::CantTell(finding(format!(
            "The title holds {}, and nothing tells whether that is enough to know the patient by.",
            list(&names)
        ))),
        Amount::Phi => Outcome::Failed(finding(format!("The title holds {}.", list(&names)))),
    }
}

#[cfg(test)]
mod tests {
    use super::PhiInTitle;
    use crate::{
        evidence::{Document, Page, Phase, Step},
        testing::{Wire, flow, flow_outcomes},
    };

    fn titled(title: &str) -> Step {
        let document = Document { title: title.to_owned(), ..Document::default() };
        let page = Page { document, ..Page::default() };
        let wire = Wire::new().response("https://portal.example/", &[], &["mrn", "weak:zip"]);
        Step { page: Some(page), phase: Phase::During, ..wire.step() }
    }

    #[test]
    fn clauses() {
        for (title, expected) in [
            ("Records of ⟦mrn⟧", "failed"),
            ("⟦zip⟧, ⟦birth_date⟧", "failed"),
            ("Clinics near ⟦zip⟧", "passed"),
            ("⟦diagnosis⟧", "can't tell"),
            ("Records", "passed"),
            ("", "passed"),
        ] {
            let said = flow_outcomes::<PhiInTitle>(&flow(vec![titled(title)]));
            assert_eq!(said[0].split(": ").nth(1), Some(expected), "{title}");
        }
    }

    #[test]
    fn steps_with_a_page_are_judged_once_a_canary_was_seen() {
        let bare = Step { network: None, ..titled("Records") };
        let said = flow_outcomes::<PhiInTitle>(&flow(vec![bare.clone()]));
        assert!(said.len() == 1 && said[0].starts_with("0 document: can't tell"), "{said:?}");
        let said =
            flow_outcomes::<PhiInTitle>(&flow(vec![Step::default(), bare, titled("Records")]));
        assert_eq!(said, ["1 document: passed", "2 document: passed"]);
    }

    #[test]
    fn wording() {
        let steps = vec![titled("⟦name⟧, ⟦mrn⟧"), titled("⟦diagnosis⟧")];
        insta::assert_snapshot!(flow_outcomes::<PhiInTitle>(&flow(steps)).join("\n"), @r"
        0 document: failed: The title holds mrn and name.
        1 document: can't tell: The title holds diagnosis, and nothing tells whether that is enough to know the patient by.
        ");
    }
}
