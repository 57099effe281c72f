//! # Requirement
//!
//! What a person has entered once in a process is filled in, or there to pick, when it is asked again.
//!
//! # Why it matters
//!
//! The check-in asks for the insurance number that the booking asked for a minute ago. A patient with a memory
//! impairment gets up to find the card again, and the session ends.
//!
//! # How it is judged
//!
//! - A process is what happens in one part of the session: before sign-in, signed in, after sign-out. Signing in is
//!   a process of its own.
//! - When the same value of the patient's is typed a second time in a process, into another field of a later step,
//!   it fails if that field was required and empty, and the value was neither to pick nor to read on the page.
//! - Optional fields, and fields that offered the value, pass. Passwords and codes are not judged: they are asked
//!   again for security.
//! - A second field in the same step may be a confirmation, and the same field again may be a correction: for a
//!   person to judge.
//!
//! # What it does not see
//!
//! - Whether asking again is essential, or the earlier value has become invalid.
//! - The same question in other words, answered with another value.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.3.7](https://www.w3.org/TR/WCAG22/#redundant-entry)
//! - [Understanding 3.3.7](https://www.w3.org/WAI/WCAG22/Understanding/redundant-entry.html)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    evidence::{Act, Field, Phase, Piece, Verb},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};
use std::collections::BTreeMap;

const FIX: &str = "Fill the field in with what was entered before, or offer it to be picked.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct RedundantEntry;

impl FlowCheck for RedundantEntry {
    const META: &'static Meta = &Meta {
        id: "redundant-entry",
        title: "Nothing has to be entered twice in one process",
        requires: &[wcag22::REDUNDANT_ENTRY],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("redundant_entry.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Acts];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let mut judgements = Vec::new();
        let mut entered: BTreeMap<&str, (usize, &Act)> = BTreeMap::new();
        // The phase is that at the end of a step; its actions belong to the phase before.
        let mut phase = Phase::Before;
        for (at, step) in walk.flow.steps.iter().enumerate() {
            for (place, act) in step.acts.iter().enumerate() {
                let Some((key, field)) = entry(act) else { continue };
                if let Some((earlier, first)) = entered.get(key) {
                    let name = &walk.flow.steps[*earlier].name;
                    let outcome =
                        outcome(field, &same_place(first, act, *earlier == at), key, name);
                    judgements.push(Subject::Act(place).is(outcome).at(at));
                } else {
                    entered.insert(key, (at, act));
                }
            }
            if step.phase != phase {
                phase = step.phase;
                entered.clear();
            }
        }
        judgements
    }
}

/// The key and field of an action that entered the patient's own data.
fn entry(act: &Act) -> Option<(&str, &Field)> {
    let field = act.field.as_ref().filter(|field| field.secret.is_none())?;
    let entered = matches!(act.verb, Verb::Fill | Verb::Choose);
    Some((field.purpose.as_deref().filter(|_| entered)?, field))
}

/// Where a second entry stands, compared with the first.
enum Place {
    SameStep,
    SameField,
    Elsewhere,
}

fn same_place(first: &Act, second: &Act, same_step: bool) -> Place {
    let selector = |act: &Act| act.target.as_ref().map(|target| target.selector.clone());
    let name = |act: &Act| act.target.as_ref().map(|target| target.name.clone());
    if same_step {
        Place::SameStep
    } else if selector(first) == selector(second) && name(first) == name(second) {
        Place::SameField
    } else {
        Place::Elsewhere
    }
}

fn outcome(field: &Field, place: &Place, key: &str, step: &str) -> Outcome {
    if field.offered || !field.empty {
        return Outcome::Passed;
    }
    if !field.required {
        return Outcome::Excepted("optional");
    }
    let key = key.replace('_', " ");
    match place {
        Place::Elsewhere => Outcome::Failed(Finding::new(
            format!("The patient's {key} is asked again, after it was entered at \"{step}\"."),
            FIX,
        )),
        Place::SameField => Outcome::CantTell(Finding::new(
            format!(
                "What seems the same field as at \"{step}\" asks for the patient's {key} again."
            ),
            FIX,
        )),
        Place::SameStep => Outcome::CantTell(Finding::new(
            format!("Two fields of one step ask for the patient's {key}."),
            FIX,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::RedundantEntry;
    use crate::{
        evidence::{Field, Flow, Phase, Step},
        testing::{field, fill, flow_outcomes},
    };

    /// A flow whose steps each fill one field with these keys.
    fn flow(steps: &[(Phase, Field)]) -> Flow {
        let steps = steps.iter().enumerate().map(|(at, (phase, field))| {
            let mut act = fill(field.clone());
            act.target.as_mut().unwrap().selector = format!("#field-{at}");
            Step { name: format!("step-{at}"), phase: *phase, acts: vec![act], ..Step::default() }
        });
        Flow { steps: steps.collect(), ..Flow::default() }
    }

    fn said(steps: &[(Phase, Field)]) -> String {
        let outcomes = flow_outcomes::<RedundantEntry>(&flow(steps));
        let words =
            outcomes.iter().map(|said| said.splitn(3, ": ").take(2).collect::<Vec<_>>().join(": "));
        words.collect::<Vec<_>>().join(" ")
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        use Phase::{Before, During, Over};
        let email = || field("email");
        for (clause, steps, expected) in [
            ("once", vec![(Before, email())], ""),
            ("two values", vec![(Before, email()), (Before, field("phone"))], ""),
            ("twice", vec![(Before, email()), (Before, email())], "1 act 0: failed"),
            (
                "three times",
                vec![(Before, email()), (Before, email()), (Before, email())],
                "1 act 0: failed 2 act 0: failed",
            ),
            (
                "offered",
                vec![(Before, email()), (Before, Field { offered: true, ..email() })],
                "1 act 0: passed",
            ),
            (
                "filled in",
                vec![(Before, email()), (Before, Field { empty: false, ..email() })],
                "1 act 0: passed",
            ),
            (
                "optional",
                vec![(Before, email()), (Before, Field { required: false, ..email() })],
                "1 act 0: excepted",
            ),
            ("signing in, then again", vec![(During, email()), (During, email())], ""),
            (
                "again while signed in",
                vec![(During, field("")), (During, email()), (During, email())],
                "2 act 0: failed",
            ),
            ("signed out between", vec![(Before, email()), (Over, field("")), (Over, email())], ""),
            (
                "a secret",
                vec![
                    (Before, email()),
                    (Before, Field { secret: Some("password".to_owned()), ..email() }),
                ],
                "",
            ),
        ] {
            assert_eq!(said(&steps), expected, "{clause}");
        }
    }

    #[test]
    fn confirmations_and_corrections_are_for_a_person() {
        let mut twice = flow(&[(Phase::Before, field("email"))]);
        let act = twice.steps[0].acts[0].clone();
        twice.steps[0].acts.push(act);
        assert_eq!(
            flow_outcomes::<RedundantEntry>(&twice),
            ["0 act 1: can't tell: Two fields of one step ask for the patient's email."]
        );
        let mut again = flow(&[(Phase::Before, field("email")), (Phase::Before, field("email"))]);
        again.steps[1].acts = again.steps[0].acts.clone();
        assert!(flow_outcomes::<RedundantEntry>(&again)[0].starts_with("1 act 0: can't tell"));
    }

    #[test]
    fn wording() {
        let flow =
            flow(&[(Phase::Before, field("postal_code")), (Phase::Before, field("postal_code"))]);
        assert_eq!(
            flow_outcomes::<RedundantEntry>(&flow),
            [
                "1 act 0: failed: The patient's postal code is asked again, after it was entered at \"step-0\"."
            ]
        );
    }
}
