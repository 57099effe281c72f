//! # Requirement
//!
//! Health information is shown only after a second factor.
//!
//! # Why it matters
//!
//! Passwords leak, and patients use one for many sites. The second factor is what stands when it has.
//!
//! # How it is judged
//!
//! - A session that begins in the step in which the password was typed, and in which no one-time code was, fails: the
//!   password alone opens the record.
//! - What the browser holds after each step of a sign-in is tried (`probe: [sign-in]`): health data before the session has
//!   begun fails, for the second factor is asked for and not enforced.
//! - A one-time code before the session begins passes, if that was tried and nothing opened.
//! - Further steps after the password without a code cannot be told: something else may have been the factor, such as a
//!   passkey or a question on the phone.
//! - A flow without a password is not judged.
//!
//! # What it does not see
//!
//! - Whether a browser that is remembered is asked at all, and factors that the browser itself checks.
//! - Administrative accounts, unless a scenario signs in as one.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 6.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x15-V6-Authentication.md)
//! - [OWASP WSTG, testing multi-factor authentication](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/11-Testing_Multi-Factor_Authentication)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    evidence::{Liveness, Phase, Piece, SignInKind, SignIns, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct MfaAtLogin;

impl FlowCheck for MfaAtLogin {
    const META: &'static Meta = &Meta {
        id: "mfa-at-login",
        title: "Health information is shown only after a second factor",
        requires: &[asvs5::MULTI_FACTOR, wstg::MULTI_FACTOR, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("mfa_at_login.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "The patient signed in once more, and what the browser held at the end opened the record.",
    );

    const NEEDS: &'static [Piece] = &[Piece::Acts];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let steps = &walk.flow.steps;
        let Some(begun) = steps.iter().position(|step| step.phase == Phase::During) else {
            return Vec::new();
        };
        let Some(password) = steps[..=begun].iter().position(|step| typed(step, "password")) else {
            return Vec::new();
        };
        let subject = || Subject::Thing("second factor".to_owned());
        let tried = steps
            .iter()
            .enumerate()
            .find_map(|(place, step)| Some((place, step.sign_ins.as_ref()?)));
        if let Some((place, sign_ins)) = tried
            && let Some(open) = opens_early(sign_ins)
        {
            let what = format!(
                "After the step {open}, before the session begins, what the browser holds opens the record already."
            );
            return vec![subject().is(Outcome::Failed(finding(what))).at(place)];
        }
        if steps[..=begun].iter().any(|step| typed(step, "one-time-code")) {
            // Whether it is enforced is known only where it was tried.
            let judged = |(place, sign_ins): (usize, &SignIns)| {
                let outcome = if is_shut_early(sign_ins) {
                    Outcome::Passed
                } else {
                    let what = "A one-time code is asked for; whether anything opens before it was tried, and no answer says so.";
                    Outcome::CantTell(finding(what.to_owned()))
                };
                sign_ins.worked().then(|| subject().is(outcome).at(place))
            };
            return tried.and_then(judged).into_iter().collect();
        }
        let outcome = if password == begun {
            let what = "The password alone begins the session.".to_owned();
            Outcome::Failed(finding(what))
        } else {
            let what = "Something came between the password and the session, and no one-time code: whether it was a second factor is not known.";
            Outcome::CantTell(finding(what.to_owned()))
        };
        vec![subject().is(outcome).at(begun)]
    }
}

/// Whether a step types a secret of this kind.
fn typed(step: &Step, kind: &str) -> bool {
    step.acts.iter().filter_map(|act| act.field.as_ref()).any(|field| {
        field.secret.as_deref() == Some(kind)
            || kind == "one-time-code" && field.autocomplete.as_deref() == Some(kind)
    })
}

/// The step after which a session that has not begun opens health data.
fn opens_early(sign_ins: &SignIns) -> Option<&str> {
    sign_ins.of_kind(SignInKind::Plain).filter(|entry| entry.begun).find_map(|entry| {
        let (_, before) = entry.stages.split_last()?;
        let open = before.iter().find(|stage| stage.session == Liveness::Alive)?;
        Some(open.step.as_str())
    })
}

/// Whether each answer before the session began says that nothing opens.
fn is_shut_early(sign_ins: &SignIns) -> bool {
    let begun = sign_ins.of_kind(SignInKind::Plain).filter(|entry| entry.begun);
    begun
        .filter_map(|entry| entry.stages.split_last())
        .all(|(_, before)| before.iter().all(|stage| stage.session == Liveness::Dead))
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Ask for a second factor at sign-in, and open nothing before it was given.")
}

#[cfg(test)]
mod tests {
    use super::MfaAtLogin;
    use crate::{
        evidence::{Act, Liveness, Phase, SignIns, Step},
        testing::{field, fill, flow, flow_outcomes, signed_in_twice},
    };

    fn secret(kind: &str) -> Act {
        let mut act = fill(field("input"));
        if let Some(field) = &mut act.field {
            field.secret = Some(kind.to_owned());
        }
        act
    }

    fn step(secrets: &[&str], phase: Phase, sign_ins: Option<SignIns>) -> Step {
        let acts = secrets.iter().map(|kind| secret(kind)).collect();
        Step { phase, acts, sign_ins, ..Step::default() }
    }

    fn sign_ins(early: bool) -> Option<SignIns> {
        let mut sign_ins = signed_in_twice(vec![]).sign_ins;
        if let Some(sign_ins) = sign_ins.as_mut().filter(|_| early) {
            sign_ins.entries[0].stages[1].session = Liveness::Alive;
        }
        sign_ins
    }

    fn silent() -> Option<SignIns> {
        let mut sign_ins = sign_ins(false)?;
        sign_ins.entries[0].stages[1].session = Liveness::Unknown;
        Some(sign_ins)
    }

    fn word(steps: Vec<Step>) -> String {
        let said = flow_outcomes::<MfaAtLogin>(&flow(steps));
        said.first().map_or(String::new(), |said| said.split(": ").nth(1).unwrap_or("").to_owned())
    }

    #[test]
    fn clauses() {
        use Phase::{Before, During};
        let code = |tried| {
            vec![step(&["password"], Before, None), step(&["one-time-code"], During, tried)]
        };
        for (clause, steps, expected) in [
            ("password alone", vec![step(&["password"], During, None)], "failed"),
            ("a code, tried", code(sign_ins(false)), "passed"),
            ("a code, not tried", code(None), ""),
            ("a code, and no answer before it", code(silent()), "can't tell"),
            ("a code, not enforced", code(sign_ins(true)), "failed"),
            (
                "both in one step",
                vec![step(&["password", "one-time-code"], During, sign_ins(false))],
                "passed",
            ),
            (
                "something else",
                vec![step(&["password"], Before, None), step(&[], During, None)],
                "can't tell",
            ),
            (
                "a code of a later step",
                vec![step(&["password"], During, None), step(&["one-time-code"], During, None)],
                "failed",
            ),
            ("no password", vec![step(&[], During, None)], ""),
            ("no session", vec![step(&["password"], Before, None)], ""),
        ] {
            assert_eq!(word(steps), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        use Phase::{Before, During};
        let said: Vec<_> = [
            vec![step(&["password"], During, None)],
            vec![
                step(&["password"], Before, None),
                step(&["one-time-code"], During, sign_ins(true)),
            ],
            vec![step(&["password"], Before, None), step(&[], During, None)],
        ]
        .into_iter()
        .flat_map(|steps| flow_outcomes::<MfaAtLogin>(&flow(steps)))
        .collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        0 second factor: failed: The password alone begins the session.
        1 second factor: failed: After the step sign-in, before the session begins, what the browser holds opens the record already.
        1 second factor: can't tell: Something came between the password and the session, and no one-time code: whether it was a second factor is not known.
        ");
    }
}
