//! # Requirement
//!
//! A patient's session opens that patient's data and nobody else's.
//!
//! # Why it matters
//!
//! A number in an address is soon changed by one. Whoever has an account then reads the records of all.
//!
//! # How it is judged
//!
//! - A second synthetic patient signs in. Addresses that gave the first patient's health data are asked for with the second
//!   patient's session.
//! - Health data of the first patient in an answer fails.
//! - None passes, if the second patient's session opened some data of the second patient: the control.
//! - No answer, or one that says nothing about the right to ask, cannot be told; nor can a scenario without a
//!   `second_patient`.
//!
//! # What it does not see
//!
//! - Addresses that the first patient's flow did not visit, and requests that write.
//! - Patients who may see each other's data, as parents do: a scenario's two must be strangers.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 8.2.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x17-V8-Authorization.md)
//! - [OWASP WSTG, testing for insecure direct object references](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/05-Authorization_Testing/04-Testing_for_Insecure_Direct_Object_References)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::canaries,
    evidence::{Replay, SignInKind, SignIns},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CrossPatientReplay;

impl StateCheck for CrossPatientReplay {
    const META: &'static Meta = &Meta {
        id: "cross-patient-replay",
        title: "A patient's session opens nobody else's record",
        requires: &[
            asvs5::DATA_ACCESS,
            wstg::DIRECT_REFERENCES,
            hipaa::ACCESS_CONTROL,
            hipaa::DISCLOSURE,
        ],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("cross_patient_replay.rs"),
    };

    const CONTROL: Option<&str> =
        Some("The second patient's session opened data of the second patient.");

    type Reads<'e> = &'e SignIns;

    fn judge(sign_ins: &SignIns) -> Vec<Judgement> {
        let tried: Vec<_> =
            sign_ins.foreign.iter().filter(|replay| replay.kind == "cross-patient").collect();
        if tried.is_empty() {
            let second = sign_ins.of_kind(SignInKind::SecondPatient).next();
            let what = second.map_or(
                "The scenario has no `second_patient` to try it with.".to_owned(),
                |entry| {
                    format!("The second patient's session was not tried ({}).", entry.why_not())
                },
            );
            return vec![
                Subject::Thing("second patient".to_owned()).is(Outcome::CantTell(finding(what))),
            ];
        }
        let control =
            |replay: &&Replay| replay.kind == "cross-patient-control" && replay.bears_phi();
        let controlled = sign_ins.foreign.iter().any(|replay| control(&replay));
        tried
            .into_iter()
            .map(|replay| Subject::Address(replay.url.clone()).is(outcome(replay, controlled)))
            .collect()
    }
}

fn outcome(replay: &Replay, controlled: bool) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    if replay.bears_phi() {
        let what = format!(
            "With another patient's session, the server answers with {} of the first.",
            canaries(&replay.hits)
        );
        return Outcome::Failed(finding(what));
    }
    if let Some(why) = replay.says_nothing() {
        return doubt(format!(
            "With another patient's session, there was no answer to judge ({why})."
        ));
    }
    if !controlled {
        return doubt(
            "The other patient's session opened none of that patient's own data.".to_owned(),
        );
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Ask at every address whether this patient may see this record; take the patient from the session, not from the address.",
    )
}

#[cfg(test)]
mod tests {
    use super::CrossPatientReplay;
    use crate::{
        evidence::{Liveness, Replay, SignInKind, Step},
        testing::{Change, hit, outcomes, outcomes_of, replay, sign_in, signed_in_twice},
    };

    const URL: &str = "https://portal.example/records/1001";

    fn step(change: Change<Replay>, control: Liveness) -> Step {
        let mut tried = replay("cross-patient", URL, "session cookies", Liveness::Dead);
        change(&mut tried);
        let control = replay("cross-patient-control", URL, "session cookies", control);
        let mut step = signed_in_twice(vec![sign_in(SignInKind::SecondPatient)]);
        step.sign_ins.as_mut().expect("sign-ins").foreign = vec![tried, control];
        step
    }

    const CASES: [(&str, Change<Replay>, Liveness, &str); 6] = [
        ("refused", |_| {}, Liveness::Alive, "passed"),
        ("one's own", |r| r.status = Some(200), Liveness::Alive, "passed"),
        ("the first patient's", |r| r.hits = vec![hit("mrn", "body")], Liveness::Alive, "failed"),
        (
            "a weak one alone",
            |r| r.hits = vec![hit("weak:city", "body")],
            Liveness::Alive,
            "passed",
        ),
        ("never let in", |_| {}, Liveness::Dead, "can't tell"),
        ("broken", |r| r.status = Some(500), Liveness::Alive, "can't tell"),
    ];

    #[test]
    fn clauses() {
        for (clause, change, control, expected) in CASES {
            let said = step(change, control);
            assert_eq!(outcomes_of::<CrossPatientReplay>(&said), [expected], "{clause}");
        }
    }

    #[test]
    fn wording() {
        let mut said: Vec<_> = CASES
            .into_iter()
            .flat_map(|(_, change, control, _)| {
                outcomes::<CrossPatientReplay>(&step(change, control))
            })
            .filter(|said| !said.ends_with("passed"))
            .collect();
        said.extend(outcomes::<CrossPatientReplay>(&signed_in_twice(vec![])));
        let mut stopped = sign_in(SignInKind::SecondPatient);
        (stopped.begun, stopped.stopped) = (false, Some("sign-in: refused".to_owned()));
        said.extend(outcomes::<CrossPatientReplay>(&signed_in_twice(vec![stopped])));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example/records/1001: failed: With another patient's session, the server answers with mrn of the first.
        https://portal.example/records/1001: can't tell: The other patient's session opened none of that patient's own data.
        https://portal.example/records/1001: can't tell: With another patient's session, there was no answer to judge (status 500).
        second patient: can't tell: The scenario has no `second_patient` to try it with.
        second patient: can't tell: The second patient's session was not tried (sign-in: refused).
        ");
    }
}
