//! # Requirement
//!
//! Signing in needs no memory and no transcription that a password manager or the clipboard cannot take over.
//!
//! # Why it matters
//!
//! A patient with a brain injury copies the code from the message, pastes it, and only the first digit arrives.
//!
//! # How it is judged
//!
//! - Judged is each field for a password or one-time code into which the scenario typed, when a paste was tried.
//! - It fails when fewer characters arrive by pasting than were on the clipboard, while typing the same text works.
//! - When typing does not work either, the experiment says nothing: for a person to judge.
//! - A field for a new password is no sign-in, and excepted.
//!
//! # What it does not see
//!
//! - Another way of signing in on the same page, such as a passkey, which would make up for it.
//! - Picture puzzles. Whether a password manager fills the field by itself.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.3.8](https://www.w3.org/TR/WCAG22/#accessible-authentication-minimum)
//! - [Failure F109](https://www.w3.org/WAI/WCAG22/Techniques/failures/F109)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    evidence::{Field, Paste, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};
use std::cmp::Ordering;

const FIX: &str =
    "Let the field take the whole text from the clipboard, and do not stop the paste event.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AccessibleAuthenticationMinimum;

impl StateCheck for AccessibleAuthenticationMinimum {
    const META: &'static Meta = &Meta {
        id: "accessible-authentication-minimum",
        title: "Passwords and codes can be pasted",
        requires: &[wcag22::ACCESSIBLE_AUTHENTICATION_MINIMUM],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("accessible_authentication_minimum.rs"),
    };

    type Reads<'e> = &'e Step;

    fn judge(step: &Step) -> Vec<Judgement> {
        step.acts
            .iter()
            .enumerate()
            .filter_map(|(place, act)| {
                let field = act.field.as_ref().filter(|field| field.secret.is_some())?;
                Some(Subject::Act(place).is(outcome(field, act.paste.as_ref()?)))
            })
            .collect()
    }
}

fn outcome(field: &Field, paste: &Paste) -> Outcome {
    let is_new = field.autocomplete.as_deref().is_some_and(|tokens| {
        tokens.split_ascii_whitespace().any(|token| token.eq_ignore_ascii_case("new-password"))
    });
    if is_new {
        return Outcome::Excepted("a new password");
    }
    let Paste { offered, arrived, typed } = *paste;
    match (arrived.cmp(&offered), typed == offered) {
        (Ordering::Equal | Ordering::Greater, _) => Outcome::Passed,
        (Ordering::Less, true) => Outcome::Failed(Finding::new(
            format!("Of {offered} characters pasted {arrived} arrive, while all can be typed."),
            FIX,
        )),
        (Ordering::Less, false) => Outcome::CantTell(Finding::new(
            format!("Of {offered} characters {arrived} arrive by pasting and {typed} by typing."),
            FIX,
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::AccessibleAuthenticationMinimum;
    use crate::{
        evidence::{Field, Paste, Step},
        testing::{field, fill, outcomes, outcomes_of},
    };

    fn pasted(offered: u32, arrived: u32, typed: u32) -> Step {
        let secret = Field { purpose: None, secret: Some("one-time-code".to_owned()), ..field("") };
        let mut act = fill(secret);
        act.paste = Some(Paste { offered, arrived, typed });
        Step { acts: vec![act], ..Step::default() }
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, step, expected) in [
            ("all arrives", pasted(6, 6, 6), "passed"),
            ("all arrives and is laid out", pasted(6, 7, 7), "passed"),
            ("nothing arrives", pasted(6, 0, 6), "failed"),
            ("one is missing", pasted(6, 5, 6), "failed"),
            ("typing fails too", pasted(6, 1, 1), "can't tell"),
        ] {
            assert_eq!(
                outcomes_of::<AccessibleAuthenticationMinimum>(&step),
                [expected],
                "{clause}"
            );
        }
    }

    #[test]
    fn only_sign_in_secrets_that_were_pasted_are_judged() {
        let mut new = pasted(6, 0, 6);
        new.acts[0].field.as_mut().unwrap().autocomplete = Some("new-password".to_owned());
        assert_eq!(outcomes_of::<AccessibleAuthenticationMinimum>(&new), ["excepted"]);
        let changes: [fn(&mut Step); 3] = [
            |step| step.acts[0].paste = None,
            |step| step.acts[0].field = None,
            |step| step.acts[0].field.as_mut().unwrap().secret = None,
        ];
        for change in changes {
            let mut step = pasted(6, 0, 6);
            change(&mut step);
            assert!(outcomes_of::<AccessibleAuthenticationMinimum>(&step).is_empty());
        }
    }

    #[test]
    fn wording() {
        assert_eq!(
            outcomes::<AccessibleAuthenticationMinimum>(&pasted(6, 1, 6)),
            ["act 0: failed: Of 6 characters pasted 1 arrive, while all can be typed."]
        );
    }
}
