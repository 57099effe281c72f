//! # Requirement
//!
//! A session gets an identifier of its own when it begins; none from before it, and none that somebody else chose.
//!
//! # Why it matters
//!
//! Whoever can put a cookie into the patient's browser, from a neighbouring host or a shared computer, waits for the patient
//! to sign in, and then holds the key to the session.
//!
//! # How it is judged
//!
//! - The patient signs in, in a browser that knows nothing. A session cookie that has the value it had before the first step
//!   fails.
//! - What the browser held before the session began is tried when it has: if it opens health data, it fails.
//! - The patient signs in once more, in a browser where session cookies with made-up values lie already. One that still has
//!   that value when the session has begun fails.
//! - Passing takes a sign-in that worked, in each case. Otherwise it cannot be told.
//! - A session without cookies is not judged.
//!
//! # What it does not see
//!
//! - Identifiers in addresses, which `session-id-in-url` judges, and other ways to plant one.
//! - Whether a cookie with the prefix `__Host-` keeps neighbours from planting it: the portal must not rely on it.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.2.4](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing for session fixation](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/03-Testing_for_Session_Fixation)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    evidence::{Liveness, SignIn, SignInKind, SignInStage, SignIns},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SessionFixation;

impl StateCheck for SessionFixation {
    const META: &'static Meta = &Meta {
        id: "session-fixation",
        title: "A session gets an identifier of its own when it begins",
        requires: &[asvs5::NEW_TOKEN, wstg::SESSION_FIXATION, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Critical,
        class: Class::Identity,
        source: include_str!("session_fixation.rs"),
    };

    const CONTROL: Option<&str> =
        Some("The patient signed in once more, and what the browser then held opened the record.");

    type Reads<'e> = &'e SignIns;

    fn judge(sign_ins: &SignIns) -> Vec<Judgement> {
        let name = |name: &String| Subject::Cookie(name.clone());
        sign_ins.cookies.iter().map(|cookie| name(cookie).is(outcome(cookie, sign_ins))).collect()
    }
}

fn outcome(cookie: &str, sign_ins: &SignIns) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    let failed = |what: &str| Outcome::Failed(finding(what.to_owned()));
    let id = |stage: Option<&SignInStage>| stage.and_then(|stage| stage.ids.get(cookie).cloned());
    for entry in sign_ins.of_kind(SignInKind::Plain).filter(|entry| entry.begun) {
        let (before, after) = (id(entry.stages.first()), id(entry.stages.last()));
        if before.is_some() && before == after && entry.stages.len() > 1 {
            return failed("The cookie has the value that it had before sign-in.");
        }
        if entry.stale.iter().any(|(_, opens)| *opens == Liveness::Alive) {
            return failed(
                "What the browser held before the session began opens the record, now that it has.",
            );
        }
    }
    let planted = || sign_ins.of_kind(SignInKind::Planted);
    let kept = |entry: &SignIn| {
        entry.begun
            && entry.stages.last().is_some_and(|stage| stage.planted.iter().any(|n| n == cookie))
    };
    if planted().any(kept) {
        return failed(
            "A value that somebody else chose becomes the session's: it was there before sign-in, and opens the record after.",
        );
    }
    if !sign_ins.worked() {
        let why = sign_ins.of_kind(SignInKind::Plain).next();
        let why = why.map_or("it was not tried".to_owned(), SignIn::why_not);
        return doubt(format!("The patient could not sign in once more ({why})."));
    }
    let plain = || sign_ins.of_kind(SignInKind::Plain).filter(|entry| entry.begun);
    if plain().flat_map(|entry| &entry.stale).any(|(_, opens)| *opens == Liveness::Unknown) {
        return doubt("What the browser held before the session began was tried, and no answer says whether it opens anything.".to_owned());
    }
    match planted().next() {
        None => doubt("No sign-in with a cookie that was there before was tried.".to_owned()),
        Some(entry) if !entry.worked() => doubt(format!(
            "The patient could not sign in with a cookie that was there before ({}).",
            entry.why_not()
        )),
        Some(_) => Outcome::Passed,
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Give the session a new identifier whenever somebody signs in, and end the old one; take none that you did not give.",
    )
}

#[cfg(test)]
mod tests {
    use super::SessionFixation;
    use crate::{
        evidence::{Liveness, SignIn, SignInKind, Step},
        testing::{Change, outcomes, outcomes_of, sign_in, signed_in_twice},
    };

    fn step(plain: Change<SignIn>, planted: Option<Change<SignIn>>) -> Step {
        let others = planted.map(|change| {
            let mut entry = sign_in(SignInKind::Planted);
            change(&mut entry);
            entry
        });
        let mut step = signed_in_twice(others.into_iter().collect());
        plain(&mut step.sign_ins.as_mut().expect("sign-ins").entries[0]);
        step
    }

    fn keep(entry: &mut SignIn) {
        entry.stages[2].ids = entry.stages[0].ids.clone();
    }

    fn adopt(entry: &mut SignIn) {
        entry.stages[2].planted = vec!["session".to_owned()];
    }

    fn open(entry: &mut SignIn) {
        entry.stale[1].1 = Liveness::Alive;
    }

    fn none_before(entry: &mut SignIn) {
        entry.stages[0].ids.clear();
    }

    fn stopped(entry: &mut SignIn) {
        (entry.begun, entry.stopped) = (false, Some("sign-in: refused".to_owned()));
    }

    fn no_key(entry: &mut SignIn) {
        entry.stages[2].session = Liveness::Dead;
    }

    /// A clause, what changes the plain and the planted sign-in, and what is said.
    type Case = (&'static str, Change<SignIn>, Option<Change<SignIn>>, &'static str);

    const CASES: [Case; 12] = [
        ("new each time", |_| {}, Some(|_| {}), "passed"),
        ("none before", none_before, Some(|_| {}), "passed"),
        ("kept", keep, Some(|_| {}), "failed"),
        ("the old one opens", open, Some(|_| {}), "failed"),
        (
            "the old one, no answer",
            |e| e.stale[0].1 = Liveness::Unknown,
            Some(|_| {}),
            "can't tell",
        ),
        ("adopted", |_| {}, Some(adopt), "failed"),
        (
            "adopted half way only",
            |_| {},
            Some(|e| e.stages[1].planted = vec!["session".into()]),
            "passed",
        ),
        (
            "another cookie adopted",
            |_| {},
            Some(|e| e.stages[2].planted = vec!["theme".into()]),
            "passed",
        ),
        ("did not begin", stopped, Some(|_| {}), "can't tell"),
        ("began, and opens nothing", no_key, Some(|_| {}), "can't tell"),
        ("planted, did not begin", |_| {}, Some(stopped), "can't tell"),
        ("not planted", |_| {}, None, "can't tell"),
    ];

    #[test]
    fn clauses() {
        for (clause, plain, planted, expected) in CASES {
            assert_eq!(
                outcomes_of::<SessionFixation>(&step(plain, planted)),
                [expected],
                "{clause}"
            );
        }
        let mut without = signed_in_twice(vec![]);
        without.sign_ins.as_mut().expect("sign-ins").cookies.clear();
        assert!(outcomes_of::<SessionFixation>(&without).is_empty());
    }

    #[test]
    fn wording() {
        let said: Vec<_> = CASES
            .into_iter()
            .flat_map(|(_, plain, planted, _)| outcomes::<SessionFixation>(&step(plain, planted)))
            .filter(|said| !said.ends_with("passed"))
            .collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        session: failed: The cookie has the value that it had before sign-in.
        session: failed: What the browser held before the session began opens the record, now that it has.
        session: can't tell: What the browser held before the session began was tried, and no answer says whether it opens anything.
        session: failed: A value that somebody else chose becomes the session's: it was there before sign-in, and opens the record after.
        session: can't tell: The patient could not sign in once more (sign-in: refused).
        session: can't tell: The patient could not sign in once more (what the browser then held opened nothing).
        session: can't tell: The patient could not sign in with a cookie that was there before (sign-in: refused).
        session: can't tell: No sign-in with a cookie that was there before was tried.
        ");
    }
}
