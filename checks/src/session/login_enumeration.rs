//! # Requirement
//!
//! Sign-in refuses a name that has an account and one that has none in the same way.
//!
//! # Why it matters
//!
//! Who is a patient is health information itself: of a clinic for addictions, a portal that says which names it knows tells
//! who goes there.
//!
//! # How it is judged
//!
//! - Asked for by `probe: [refusals]`, for it fails to sign in three times: with the patient's name and a wrong password,
//!   twice, and with a name that nobody has.
//! - Another page, or other words on it, for the name that nobody has fails. The name that was typed does not count.
//! - The same page with the same words passes.
//! - Two refusals of the same name that differ cannot be told; nor can one that let somebody in, or that did not come to
//!   its end: the browser's own error page is no refusal.
//!
//! # What it does not see
//!
//! - How long the server takes, and what the forms for a forgotten password and for a new account say.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 6.3.8](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x15-V6-Authentication.md)
//! - [OWASP WSTG, testing for account enumeration](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/03-Identity_Management_Testing/04-Testing_for_Account_Enumeration_and_Guessable_User_Account)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    evidence::{Refusals, SignIns},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LoginEnumeration;

impl StateCheck for LoginEnumeration {
    const META: &'static Meta = &Meta {
        id: "login-enumeration",
        title: "Sign-in does not tell who has an account",
        requires: &[asvs5::NO_ENUMERATION, wstg::ACCOUNT_ENUMERATION, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Minor,
        class: Class::Identity,
        source: include_str!("login_enumeration.rs"),
    };

    const CONTROL: Option<&str> = Some("Two refusals of the same name were the same.");

    type Reads<'e> = &'e SignIns;

    fn judge(sign_ins: &SignIns) -> Vec<Judgement> {
        let outcome = match &sign_ins.refusals {
            Some(refusals) => Some(outcome(refusals)),
            None => broken(sign_ins),
        };
        let judged = |outcome| Subject::Thing("refusals".to_owned()).is(outcome);
        outcome.map(judged).into_iter().collect()
    }
}

/// That refusals were asked for and did not come; nothing where they were not asked for.
fn broken(sign_ins: &SignIns) -> Option<Outcome> {
    let why = sign_ins.notes.iter().find_map(|note| note.strip_prefix("refusals: "))?;
    Some(Outcome::CantTell(finding(format!("Sign-in was not refused to the end ({why})."))))
}

fn outcome(refusals: &Refusals) -> Outcome {
    let Refusals { known, again, unknown } = refusals;
    let doubt = |what: &str| Outcome::CantTell(finding(what.to_owned()));
    if [known, again, unknown].iter().any(|refusal| refusal.let_in) {
        return doubt(
            "A wrong password led to a page with health data, so that nothing was refused.",
        );
    }
    if (&known.path, &known.text) != (&again.path, &again.text) {
        return doubt("Two refusals of the same name differ, so that a third proves nothing.");
    }
    if known.path != unknown.path {
        return Outcome::Failed(finding(format!(
            "A known name with a wrong password leads to {}, and a name that nobody has to {}.",
            known.path, unknown.path
        )));
    }
    if known.text != unknown.text {
        let (known, unknown) = difference(&known.text, &unknown.text);
        return Outcome::Failed(finding(format!(
            "A known name with a wrong password is told “{known}”, and a name that nobody has “{unknown}”."
        )));
    }
    Outcome::Passed
}

/// The words in which two texts differ, with two words before them.
fn difference(one: &str, other: &str) -> (String, String) {
    let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (one, other) = (words(one), words(other));
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let rest = |words: &[String]| {
        let from = same.saturating_sub(2).min(words.len());
        words[from..].iter().take(12).cloned().collect::<Vec<_>>().join(" ")
    };
    (rest(&one), rest(&other))
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Answer both with the same page, the same words and in the same time.")
}

#[cfg(test)]
mod tests {
    use super::LoginEnumeration;
    use crate::{
        evidence::{Refusal, Refusals, Step},
        testing::{Change, outcomes, outcomes_of, signed_in_twice},
    };

    fn step(change: Change<Refusals>) -> Step {
        let text = "Sign in The username or the password is not right.".to_owned();
        let same = Refusal { path: "/sign-in".to_owned(), text, let_in: false };
        let mut refusals = Refusals { known: same.clone(), again: same.clone(), unknown: same };
        change(&mut refusals);
        let mut step = signed_in_twice(vec![]);
        step.sign_ins.as_mut().expect("sign-ins").refusals = Some(refusals);
        step
    }

    fn stopped() -> Step {
        let mut step = signed_in_twice(vec![]);
        let notes = &mut step.sign_ins.as_mut().expect("sign-ins").notes;
        notes.push("refusals: cannot see the page".to_owned());
        step
    }

    const CASES: [(&str, Change<Refusals>, &str); 5] = [
        ("the same", |_| {}, "passed"),
        ("other words", |r| r.unknown.text = "Sign in The username is not known.".into(), "failed"),
        ("another page", |r| r.unknown.path = "/register".into(), "failed"),
        ("unsteady", |r| r.again.text = "Sign in Try later.".into(), "can't tell"),
        ("let in", |r| r.known.let_in = true, "can't tell"),
    ];

    #[test]
    fn clauses() {
        for (clause, change, expected) in CASES {
            assert_eq!(outcomes_of::<LoginEnumeration>(&step(change)), [expected], "{clause}");
        }
        assert!(outcomes_of::<LoginEnumeration>(&signed_in_twice(vec![])).is_empty());
        assert_eq!(outcomes_of::<LoginEnumeration>(&stopped()), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let mut said: Vec<_> = CASES
            .into_iter()
            .flat_map(|(_, change, _)| outcomes::<LoginEnumeration>(&step(change)))
            .filter(|said| !said.ends_with("passed"))
            .collect();
        said.extend(outcomes::<LoginEnumeration>(&stopped()));
        insta::assert_snapshot!(said.join("\n"), @r"
        refusals: failed: A known name with a wrong password is told “The username or the password is not right.”, and a name that nobody has “The username is not known.”.
        refusals: failed: A known name with a wrong password leads to /sign-in, and a name that nobody has to /register.
        refusals: can't tell: Two refusals of the same name differ, so that a third proves nothing.
        refusals: can't tell: A wrong password led to a page with health data, so that nothing was refused.
        refusals: can't tell: Sign-in was not refused to the end (cannot see the page).
        ");
    }
}
