//! # Requirement
//!
//! The server answers a request for protected health information only when it comes with the patient's session.
//!
//! # Why it matters
//!
//! The address of a letter that is served to anybody is the letter: it stands in histories, logs and forwarded mails.
//!
//! # How it is judged
//!
//! - Requests that gave health data to the signed-in patient are sent again, on a connection of our own, with no
//!   session. One strong canary in the answer, or two weak ones, fails.
//! - An answer without health data passes only if two controls held: the flow itself got health data from that address,
//!   and our own client got some when it did send the session. Otherwise it may have asked wrongly.
//! - Signed addresses of files are left out: their signature opens them by design, and `object-store-public` judges them.
//! - No answer, one that was not read to its end, or one that says nothing about the right to ask (429, a fault of the
//!   server), can't be told.
//! - Where nothing was sent again the reason is given, and the outcome is can't tell.
//!
//! # What it does not see
//!
//! - Requests that write, which are never sent again, and addresses that the flow did not visit.
//! - Whether another patient's session gets the data.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 8.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x17-V8-Authorization.md)
//! - [OWASP WSTG, testing for bypassing the authorization schema](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/05-Authorization_Testing/02-Testing_for_Bypassing_Authorization_Schema)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{canaries, exchanges},
    evidence::{After, Flow, Hit, Liveness, Piece, Replay},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct UnauthReplayPhi;

impl FlowCheck for UnauthReplayPhi {
    const META: &'static Meta = &Meta {
        id: "unauth-replay-phi",
        title: "Health information is served to the patient's session only",
        requires: &[
            asvs5::TRUSTED_AUTHORIZATION,
            wstg::AUTHORIZATION_BYPASS,
            hipaa::ACCESS_CONTROL,
        ],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("unauth_replay_phi.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "The flow got health data from the address, and our own client got some with the session.",
    );

    const NEEDS: &'static [Piece] = &[Piece::After];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let steps = walk.flow.steps.iter().enumerate();
        steps
            .filter_map(|(place, step)| Some((place, step.after.as_ref()?)))
            .flat_map(|(place, after)| {
                judge(after, walk.flow).into_iter().map(move |said| said.at(place))
            })
            .collect()
    }
}

fn judge(after: &After, flow: &Flow) -> Vec<Judgement> {
    let tried = after.replays.iter().filter(|replay| replay.kind == "unauthenticated");
    let judged: Vec<_> = tried
        .map(|replay| Subject::Address(replay.url.clone()).is(outcome(replay, after, flow)))
        .collect();
    if judged.is_empty() {
        let why = after.why_not();
        let what = format!("No request was sent again without a session ({why}).");
        return vec![Subject::Thing("replays".to_owned()).is(Outcome::CantTell(finding(what)))];
    }
    judged
}

fn outcome(replay: &Replay, after: &After, flow: &Flow) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    if Hit::amount_to_phi(&replay.hits) {
        let what =
            format!("Without any session, the server answers with {}.", canaries(&replay.hits));
        return Outcome::Failed(finding(what));
    }
    if replay.session == Liveness::Alive {
        let what = "Without any session, the server answers as it does with one.".to_owned();
        return Outcome::Failed(finding(what));
    }
    let Some(status) = replay.status else {
        let why = replay.error.as_deref().unwrap_or("no answer");
        return doubt(format!("Sent again without a session, the request got no answer ({why})."));
    };
    if matches!(status, 408 | 425 | 429 | 500..) {
        return doubt(format!("Sent again without a session, the request got status {status}."));
    }
    if let Some(why) = &replay.error {
        return doubt(format!(
            "Sent again without a session, its answer was not read to its end ({why})."
        ));
    }
    let bore_phi = |url: &str| {
        exchanges(flow).any(|(_, exchange)| {
            exchange.url.split('#').next() == Some(url) && exchange.bears_phi()
        })
    };
    let control = |other: &Replay| other.kind == "control" && other.session == Liveness::Alive;
    if !after.replays.iter().any(control) {
        return doubt("Our own client got no health data with the session either.".to_owned());
    }
    if !bore_phi(&replay.url) && !after.replays.iter().any(|o| control(o) && o.url == replay.url) {
        return doubt("The flow itself got no health data from this address.".to_owned());
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Ask for the session and the patient's right at every address, files and images included.",
    )
}

#[cfg(test)]
mod tests {
    use super::UnauthReplayPhi;
    use crate::{
        evidence::{After, Liveness, Replay, Step},
        testing::{Change, Wire, flow, flow_outcomes, hit, replay},
    };

    const LETTER: &str = "https://portal.example/letter.pdf";

    fn step(replays: Vec<Replay>, canaries: &[&str]) -> Step {
        let wire = Wire::new().response(LETTER, &[], canaries);
        Step { after: Some(After { replays, ..After::default() }), ..wire.step() }
    }

    fn open(change: impl FnOnce(&mut Replay)) -> Replay {
        let mut open = replay("unauthenticated", LETTER, "nothing", Liveness::Dead);
        change(&mut open);
        open
    }

    fn control(session: Liveness) -> Replay {
        replay("control", "https://portal.example/api/me", "session cookie", session)
    }

    fn word(replays: Vec<Replay>, canaries: &[&str]) -> String {
        let said = flow_outcomes::<UnauthReplayPhi>(&flow(vec![step(replays, canaries)]));
        said[0].split(": ").nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<Replay>, &str); 14] = [
            ("refused", |_| {}, "passed"),
            ("to sign-in", |r| r.status = Some(302), "passed"),
            ("not found", |r| r.status = Some(404), "passed"),
            (
                "200 without canary",
                |r| {
                    r.status = Some(200);
                    r.session = Liveness::Unknown;
                },
                "passed",
            ),
            ("a strong canary", |r| r.hits = vec![hit("mrn", "body")], "failed"),
            (
                "two weak ones",
                |r| r.hits = vec![hit("weak:zip", "body"), hit("weak:birth_date", "body")],
                "failed",
            ),
            ("a weak one", |r| r.hits = vec![hit("weak:zip", "body")], "passed"),
            ("alive all the same", |r| r.session = Liveness::Alive, "failed"),
            ("no answer", |r| r.status = None, "can't tell"),
            (
                "half an answer",
                |r| {
                    r.status = Some(200);
                    r.error = Some("too slow".to_owned());
                },
                "can't tell",
            ),
            (
                "half an answer, with a canary",
                |r| {
                    r.error = Some("too slow".to_owned());
                    r.hits = vec![hit("mrn", "body")];
                },
                "failed",
            ),
            ("too many", |r| r.status = Some(429), "can't tell"),
            ("broken", |r| r.status = Some(503), "can't tell"),
            (
                "broken, with a canary",
                |r| {
                    r.status = Some(500);
                    r.hits = vec![hit("mrn", "body")];
                },
                "failed",
            ),
        ];
        for (clause, change, expected) in cases {
            let replays = vec![open(change), control(Liveness::Alive)];
            assert_eq!(word(replays, &["mrn"]), expected, "{clause}");
        }
    }

    #[test]
    fn both_controls_must_hold() {
        assert_eq!(word(vec![open(|_| {})], &["mrn"]), "can't tell");
        assert_eq!(word(vec![open(|_| {}), control(Liveness::Dead)], &["mrn"]), "can't tell");
        assert_eq!(word(vec![open(|_| {}), control(Liveness::Alive)], &[]), "can't tell");
        let own = replay("control", LETTER, "session cookie", Liveness::Alive);
        assert_eq!(word(vec![open(|_| {}), own], &[]), "passed");
        assert_eq!(word(vec![open(|r| r.hits = vec![hit("mrn", "body")])], &[]), "failed");
    }

    #[test]
    fn other_replays_are_not_judged_and_none_at_all_is_no_evidence() {
        assert_eq!(word(vec![control(Liveness::Alive)], &["mrn"]), "can't tell");
        let signed_out = replay("signed-out", LETTER, "session cookie", Liveness::Alive);
        let replays = vec![signed_out, open(|_| {}), control(Liveness::Alive)];
        let said = flow_outcomes::<UnauthReplayPhi>(&flow(vec![step(replays, &["mrn"])]));
        assert_eq!(said, ["0 https://portal.example/letter.pdf: passed"]);
        assert_eq!(
            flow_outcomes::<UnauthReplayPhi>(&flow(vec![Step::default()])),
            Vec::<String>::new()
        );
    }

    #[test]
    fn wording() {
        let mut silent = step(vec![], &[]);
        silent
            .after
            .as_mut()
            .expect("an end")
            .notes
            .push("the target is not a test environment".to_owned());
        let replays = vec![
            open(|r| r.hits = vec![hit("mrn", "body"), hit("name", "body")]),
            open(|r| r.session = Liveness::Alive),
            open(|r| {
                r.status = None;
                r.error = Some("connection reset".to_owned());
            }),
            open(|r| r.status = Some(429)),
            open(|_| {}),
        ];
        let said = flow_outcomes::<UnauthReplayPhi>(&flow(vec![step(replays, &["mrn"]), silent]));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 https://portal.example/letter.pdf: failed: Without any session, the server answers with mrn and name.
        0 https://portal.example/letter.pdf: failed: Without any session, the server answers as it does with one.
        0 https://portal.example/letter.pdf: can't tell: Sent again without a session, the request got no answer (connection reset).
        0 https://portal.example/letter.pdf: can't tell: Sent again without a session, the request got status 429.
        0 https://portal.example/letter.pdf: can't tell: Our own client got no health data with the session either.
        1 replays: can't tell: No request was sent again without a session (the target is not a test environment).
        ");
    }
}
