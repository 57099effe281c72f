//! # Requirement
//!
//! A session gets a new identifier when it may do more than before, and the old one is worth nothing then: after a step-up,
//! a second sign-in, a change of the password, or a switch to another patient's record.
//!
//! # Why it matters
//!
//! An identifier that leaked while it opened little opens, from that moment on, what the password was asked for again.
//!
//! # How it is judged
//!
//! - The scenario marks the step with `session: raised`. The session's cookies from before and after it are compared.
//! - The same values before and after fail.
//! - With new ones, what the browser held before asks for the record once more. If it still opens it, that fails.
//! - Control: what the browser holds after the step opens the record; otherwise it can't be told.
//!
//! # What it does not see
//!
//! - Sessions that a token makes, without a cookie: they can't be told.
//! - Whether the step asks for enough: what it takes to raise a session is the portal's policy.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.2.4](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing for session fixation](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/03-Testing_for_Session_Fixation)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    evidence::{Liveness, StepUp},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SessionRotationStepUp;

impl StateCheck for SessionRotationStepUp {
    const META: &'static Meta = &Meta {
        id: "session-rotation-step-up",
        title: "A session gets a new identifier when it may do more",
        requires: &[asvs5::NEW_TOKEN, wstg::SESSION_FIXATION, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("session_rotation_step_up.rs"),
    };

    const CONTROL: Option<&str> = Some("What the browser holds after the step opens the record.");

    type Reads<'e> = &'e StepUp;

    fn judge(step_up: &StepUp) -> Vec<Judgement> {
        vec![Subject::Thing("session".to_owned()).is(outcome(step_up))]
    }
}

fn outcome(step_up: &StepUp) -> Outcome {
    let untold = |what: String| Outcome::CantTell(finding(what));
    let failed = |what: &str| Outcome::Failed(finding(what.to_owned()));
    let held = step_up.cookies.iter().any(|cookie| cookie.before.is_some());
    if step_up.after != Liveness::Alive || !held {
        let why = if step_up.notes.is_empty() {
            "what the browser held afterwards did not open the record".to_owned()
        } else {
            step_up.notes.join(", ")
        };
        return untold(format!("Whether the session got a new identifier was not told ({why})."));
    }
    if step_up.cookies.iter().all(|cookie| cookie.before == cookie.after) {
        return failed("The session has the same identifier before and after the step.");
    }
    match step_up.before {
        Liveness::Alive => failed(
            "The session got a new identifier, and the one from before the step still opens the record.",
        ),
        Liveness::Dead => Outcome::Passed,
        Liveness::Unknown => untold(
            "The session got a new identifier, and what the one from before still opens was not told."
                .to_owned(),
        ),
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Give the session a new identifier whenever it may do more, and end the old one.",
    )
}

#[cfg(test)]
mod tests {
    use super::SessionRotationStepUp;
    use crate::{
        evidence::{Liveness, Renewal, Step, StepUp},
        testing::{Change, outcomes, outcomes_of},
    };

    fn step(change: Change<StepUp>) -> Step {
        let cookie = |name: &str, after: &str| Renewal {
            cookie: name.to_owned(),
            before: Some("1".to_owned()),
            after: Some(after.to_owned()),
        };
        let mut step_up = StepUp {
            cookies: vec![cookie("patient", "1"), cookie("session", "2")],
            before: Liveness::Dead,
            after: Liveness::Alive,
            notes: Vec::new(),
        };
        change(&mut step_up);
        Step { step_up: Some(step_up), ..Step::default() }
    }

    fn kept(step_up: &mut StepUp) {
        step_up.cookies[1].after = Some("1".to_owned());
        step_up.before = Liveness::Unknown;
    }

    fn lives_on(step_up: &mut StepUp) {
        step_up.before = Liveness::Alive;
    }

    fn by_token(step_up: &mut StepUp) {
        *step_up = StepUp {
            notes: vec!["a token makes the session, and no cookie alone".to_owned()],
            ..StepUp::default()
        };
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<StepUp>, &str); 8] = [
            ("one of two is new, the old set is dead", |_| {}, "passed"),
            ("both are the same", kept, "failed"),
            ("the old set lives on", lives_on, "failed"),
            ("of the old set nothing is known", |s| s.before = Liveness::Unknown, "can't tell"),
            ("the new set opens nothing", |s| s.after = Liveness::Dead, "can't tell"),
            ("of the new set nothing is known", |s| s.after = Liveness::Unknown, "can't tell"),
            (
                "no cookie before",
                |s| s.cookies.iter_mut().for_each(|c| c.before = None),
                "can't tell",
            ),
            ("by token", by_token, "can't tell"),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(outcomes_of::<SessionRotationStepUp>(&step(change)), [expected], "{clause}");
        }
    }

    #[test]
    fn wording() {
        let changes: [Change<StepUp>; 5] = [
            kept,
            lives_on,
            |s| s.before = Liveness::Unknown,
            |s| s.after = Liveness::Dead,
            by_token,
        ];
        let said: Vec<_> = changes
            .into_iter()
            .flat_map(|change| outcomes::<SessionRotationStepUp>(&step(change)))
            .collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        session: failed: The session has the same identifier before and after the step.
        session: failed: The session got a new identifier, and the one from before the step still opens the record.
        session: can't tell: The session got a new identifier, and what the one from before still opens was not told.
        session: can't tell: Whether the session got a new identifier was not told (what the browser held afterwards did not open the record).
        session: can't tell: Whether the session got a new identifier was not told (a token makes the session, and no cookie alone).
        ");
    }
}
