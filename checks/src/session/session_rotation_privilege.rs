//! # Requirement
//!
//! A session gets a new identifier whenever it may do more than before: after each factor of a sign-in.
//!
//! # Why it matters
//!
//! An identifier that was seen while it opened little, on a page before the second factor, opens everything later.
//!
//! # How it is judged
//!
//! - The patient signs in, in a browser that knows nothing. A session cookie that has the value after the last step that it
//!   had after the one before fails, unless it has had it from the beginning: `session-fixation` says that already.
//! - A sign-in of one step has nothing between, and is not judged; nor is a session without cookies.
//! - A sign-in that did not work cannot be told.
//!
//! # What it does not see
//!
//! - Step-up later in a session, a change of the password, and a switch to another patient: `session-rotation-step-up`
//!   judges them where the scenario marks them.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.2.4](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing for session fixation](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/03-Testing_for_Session_Fixation)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    evidence::{SignInKind, SignInStage, SignIns},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SessionRotationPrivilege;

impl StateCheck for SessionRotationPrivilege {
    const META: &'static Meta = &Meta {
        id: "session-rotation-privilege",
        title: "A session gets a new identifier after each factor",
        requires: &[asvs5::NEW_TOKEN, wstg::SESSION_FIXATION, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("session_rotation_privilege.rs"),
    };

    const CONTROL: Option<&str> =
        Some("The patient signed in once more, and what the browser then held opened the record.");

    type Reads<'e> = &'e SignIns;

    fn judge(sign_ins: &SignIns) -> Vec<Judgement> {
        let Some(entry) = sign_ins.of_kind(SignInKind::Plain).next() else { return Vec::new() };
        // The first stage is before the first step.
        let [first, .., before, last] = entry.stages.as_slice() else { return Vec::new() };
        if std::ptr::eq(first, before) {
            return Vec::new();
        }
        let judged = |cookie: &String| {
            let id = |stage: &SignInStage| stage.ids.get(cookie).cloned();
            let (first, before, last) = (id(first), id(before), id(last));
            let outcome = if !entry.worked() {
                let what =
                    format!("The patient could not sign in once more ({}).", entry.why_not());
                Outcome::CantTell(finding(what))
            } else if before.is_some() && before == last && first != last {
                let step = entry.stages.last().map_or("", |stage| stage.step.as_str());
                Outcome::Failed(finding(format!(
                    "The cookie has the same value before and after the step {step}, after which it opens the record."
                )))
            } else {
                Outcome::Passed
            };
            Subject::Cookie(cookie.clone()).is(outcome)
        };
        sign_ins.cookies.iter().map(judged).collect()
    }
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Give the session a new identifier after each factor, and end the old one.")
}

#[cfg(test)]
mod tests {
    use super::SessionRotationPrivilege;
    use crate::{
        evidence::{SignIn, Step},
        testing::{Change, outcomes, outcomes_of, signed_in_twice},
    };

    fn step(change: Change<SignIn>) -> Step {
        let mut step = signed_in_twice(vec![]);
        change(&mut step.sign_ins.as_mut().expect("sign-ins").entries[0]);
        step
    }

    fn kept(entry: &mut SignIn) {
        entry.stages[2].ids = entry.stages[1].ids.clone();
    }

    fn kept_throughout(entry: &mut SignIn) {
        kept(entry);
        entry.stages[0].ids = entry.stages[1].ids.clone();
    }

    fn stopped(entry: &mut SignIn) {
        (entry.begun, entry.stopped) = (false, Some("second-factor: refused".to_owned()));
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<SignIn>, &[&str]); 6] = [
            ("new after each factor", |_| {}, &["passed"]),
            ("kept at the second", kept, &["failed"]),
            ("kept throughout", kept_throughout, &["passed"]),
            ("none before the second", |e| e.stages[1].ids.clear(), &["passed"]),
            ("stopped", stopped, &["can't tell"]),
            ("one step", |e| drop(e.stages.remove(1)), &[]),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(
                outcomes_of::<SessionRotationPrivilege>(&step(change)),
                expected,
                "{clause}"
            );
        }
    }

    #[test]
    fn wording() {
        let mut said = outcomes::<SessionRotationPrivilege>(&step(kept));
        said.extend(outcomes::<SessionRotationPrivilege>(&step(stopped)));
        insta::assert_snapshot!(said.join("\n"), @r"
        session: failed: The cookie has the same value before and after the step second-factor, after which it opens the record.
        session: can't tell: The patient could not sign in once more (second-factor: refused).
        ");
    }
}
