//! # Requirement
//!
//! The portal writes no protected health information to the browser's console.
//!
//! # Why it matters
//!
//! The console is a log that the portal does not own: extensions, error reporters and support staff with a shared
//! screen read it.
//!
//! # How it is judged
//!
//! - Each entry since the step before is judged by the canaries that were in it, whatever its level.
//! - One strong canary, or two different ones, is health data. A weak one alone is not.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - Entries of workers, and what is inside objects that the console only holds by reference.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 16.2.5](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x25-V16-Security-Logging-and-Error-Handling.md)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Amount, Canaries, list},
    evidence::{ConsoleEntry, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiInConsole;

impl FlowCheck for PhiInConsole {
    const META: &'static Meta = &Meta {
        id: "phi-in-console",
        title: "The browser's console holds no health information",
        requires: &[asvs5::LOGGED_BY_PROTECTION_LEVEL, wstg::PAGE_CONTENT],
        act: &[],
        severity: Severity::Minor,
        class: Class::Exposure,
        source: include_str!("phi_in_console.rs"),
    };

    const CONTROL: Option<&str> = Some("A canary was seen somewhere in the flow.");

    const NEEDS: &'static [Piece] = &[Piece::Console];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let all = Canaries::of(walk.flow);
        let entries: Vec<_> = walk
            .flow
            .steps
            .iter()
            .enumerate()
            .filter_map(|(place, step)| Some((place, step.console.as_ref()?)))
            .flat_map(|(place, console)| {
                (1..).zip(&console.entries).map(move |(n, e)| (place, n, e))
            })
            .collect();
        match all.unproven() {
            Some(unproven) if !entries.is_empty() => unproven,
            _ => entries
                .into_iter()
                .map(|(place, number, entry)| {
                    let subject = Subject::Thing(format!("console entry {number}"));
                    subject.is(outcome(entry, &all)).at(place)
                })
                .collect(),
        }
    }
}

fn outcome(entry: &ConsoleEntry, all: &Canaries<'_>) -> Outcome {
    let names: Vec<_> = entry.canaries.iter().map(String::as_str).collect();
    let level = &entry.level;
    let finding = |what: String| {
        Finding::new(what, "Log what happened, not to whom, and strip logging from released code.")
    };
    match all.amount(&names) {
        Amount::Nothing => Outcome::Passed,
        Amount::Unsure => Outcome::CantTell(finding(format!(
            "The entry ({level}) holds {}, and nothing tells whether that is enough to know the patient by.",
            list(&names)
        ))),
        Amount::Phi => {
            Outcome::Failed(finding(format!("The entry ({level}) holds {}.", list(&names))))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PhiInConsole;
    use crate::{
        evidence::{Console, ConsoleEntry, Phase, Step},
        testing::{Wire, flow, flow_outcomes},
    };

    fn said(entries: &[&[&str]], seen: &[&str]) -> Vec<String> {
        let entries = entries
            .iter()
            .map(|canaries| ConsoleEntry {
                level: "info".to_owned(),
                text: String::new(),
                canaries: canaries.iter().map(|name| (*name).to_owned()).collect(),
            })
            .collect();
        let wire = Wire::new().response("https://portal.example/", &[], seen);
        flow_outcomes::<PhiInConsole>(&flow(vec![Step {
            console: Some(Console { entries }),
            phase: Phase::During,
            ..wire.step()
        }]))
    }

    #[test]
    fn clauses() {
        for (canaries, expected) in [
            (&["mrn"] as &[&str], "failed"),
            (&["zip", "birth_date"], "failed"),
            (&["zip"], "passed"),
            (&["diagnosis"], "can't tell"),
            (&[], "passed"),
        ] {
            let said = said(&[canaries], &["mrn", "weak:zip"]);
            assert_eq!(said[0].split(": ").nth(1), Some(expected), "{canaries:?}");
        }
    }

    #[test]
    fn each_entry_is_judged_once_a_canary_was_seen() {
        assert_eq!(said(&[], &[]), Vec::<String>::new());
        assert!(said(&[&[], &[]], &[])[0].starts_with("0 document: can't tell"));
        assert_eq!(
            said(&[&[], &[]], &["mrn"]),
            ["0 console entry 1: passed", "0 console entry 2: passed"]
        );
    }

    #[test]
    fn wording() {
        insta::assert_snapshot!(said(&[&["mrn", "name"], &["diagnosis"]], &["mrn"]).join("\n"), @r"
        0 console entry 1: failed: The entry (info) holds mrn and name.
        0 console entry 2: can't tell: The entry (info) holds diagnosis, and nothing tells whether that is enough to know the patient by.
        ");
    }
}
