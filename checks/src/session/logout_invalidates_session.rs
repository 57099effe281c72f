//! # Requirement
//!
//! Signing out ends the session at the server: what carried it opens nothing any more.
//!
//! # Why it matters
//!
//! A browser that forgets its cookie protects nobody if somebody else has a copy: the next user of a synchronised
//! profile, a proxy, a script that once ran in the page.
//!
//! # How it is judged
//!
//! - A request that tells a live session from a dead one (the probe) is sent again after sign-out, on a connection of our
//!   own, with what carried the session: its cookie, its bearer token.
//! - Alive is a 200 with the patient's canary; one such answer at any time after sign-out fails.
//! - Dead passes only if the same request, with the same thing, was alive before sign-out: the control.
//! - Neither dead nor alive, no control, or no probe can't be told.
//!
//! # What it does not see
//!
//! - Refresh tokens, other sessions of the same patient, and other tabs.
//! - Whether every server of a cluster forgets at once, beyond the times that were tried.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.4.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing for logout functionality](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/06-Testing_for_Logout_Functionality)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{list, span},
    evidence::{After, Hit, Liveness, Replay},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeMap;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LogoutInvalidatesSession;

impl StateCheck for LogoutInvalidatesSession {
    const META: &'static Meta = &Meta {
        id: "logout-invalidates-session",
        title: "Signing out ends the session at the server",
        requires: &[
            asvs5::SESSION_TERMINATION,
            wstg::LOGOUT,
            hipaa::ACCESS_CONTROL,
            hipaa::AUTHENTICATION,
        ],
        act: &[],
        severity: Severity::Critical,
        class: Class::Identity,
        source: include_str!("logout_invalidates_session.rs"),
    };

    const CONTROL: Option<&str> =
        Some("The same request, with the same thing, was alive before sign-out.");

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let mut carriers: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for replay in after.replays.iter().filter(|replay| replay.kind == "signed-out") {
            carriers.entry(replay.with.as_str()).or_default().push(replay);
        }
        if carriers.is_empty() {
            let mut why = after.notes.clone();
            if after.probe.is_none() {
                why.insert(
                    0,
                    "no request of the flow tells a live session from a dead one".to_owned(),
                );
            } else if why.is_empty() {
                why.push("no reason was recorded".to_owned());
            }
            let what =
                format!("Whether the session outlived sign-out was not tried ({}).", list(&why));
            return vec![Subject::Thing("session".to_owned()).is(Outcome::CantTell(finding(what)))];
        }
        carriers
            .into_iter()
            .map(|(with, replays)| {
                Subject::Thing(with.to_owned()).is(outcome(with, &replays, &after.replays))
            })
            .collect()
    }
}

fn outcome(with: &str, replays: &[&Replay], all: &[Replay]) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    if let Some(alive) = replays.iter().find(|replay| is_alive(replay)) {
        return Outcome::Failed(finding(format!(
            "{} after sign-out, {} still answers to the {with} with the patient's data.",
            span(seconds(alive.after_ms)),
            alive.url
        )));
    }
    if let Some(unknown) = replays.iter().find(|replay| replay.session == Liveness::Unknown) {
        let answer = match (unknown.status, &unknown.error) {
            (Some(status), _) => format!("status {status}"),
            (None, Some(error)) => error.clone(),
            (None, None) => "no answer".to_owned(),
        };
        return doubt(format!(
            "{} after sign-out, the answer to the {with} tells neither that the session is dead nor that it lives ({answer}).",
            span(seconds(unknown.after_ms)),
        ));
    }
    let controlled = |replay: &&Replay| {
        all.iter().any(|other| {
            other.kind == "control"
                && other.after_ms <= 0
                && other.session == Liveness::Alive
                && (other.url == replay.url && other.with == replay.with)
        })
    };
    if replays.iter().all(controlled) {
        return Outcome::Passed;
    }
    doubt(format!(
        "Nothing answers to the {with} after sign-out, but it was not shown that anything did before."
    ))
}

/// Health data in the answer speaks for itself, whatever else the answer looked like.
fn is_alive(replay: &Replay) -> bool {
    replay.session == Liveness::Alive || Hit::amount_to_phi(&replay.hits)
}

fn seconds(milliseconds: i64) -> f64 {
    f64::from(i32::try_from(milliseconds).unwrap_or(i32::MAX)) / 1000.0
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Delete the session at the server when the patient signs out, and revoke its tokens.",
    )
}

#[cfg(test)]
mod tests {
    use super::LogoutInvalidatesSession;
    use crate::{
        evidence::{After, Liveness, Replay, Step},
        testing::{hit, outcomes, outcomes_of, replay},
    };

    const PROBE: &str = "https://portal.example/api/me";
    const COOKIE: &str = "session cookies";

    fn after(replays: Vec<Replay>) -> Step {
        let after = After { replays, probe: Some(PROBE.to_owned()), ..After::default() };
        Step { after: Some(after), ..Step::default() }
    }

    fn tried(session: Liveness) -> Replay {
        Replay { after_ms: 2000, ..replay("signed-out", PROBE, COOKIE, session) }
    }

    fn control(session: Liveness) -> Replay {
        Replay { after_ms: -500, ..replay("control", PROBE, COOKIE, session) }
    }

    #[test]
    fn clauses() {
        use Liveness::{Alive, Dead, Unknown};
        let with = |change: fn(&mut Replay)| {
            let mut control = control(Alive);
            change(&mut control);
            control
        };
        let phi = Replay { hits: vec![hit("mrn", "body")], ..tried(Unknown) };
        for (clause, replays, expected) in [
            ("dead", vec![control(Alive), tried(Dead)], "passed"),
            ("dead twice", vec![control(Alive), tried(Dead), tried(Dead)], "passed"),
            ("alive", vec![control(Alive), tried(Alive)], "failed"),
            ("dead at last", vec![control(Alive), tried(Alive), tried(Dead)], "failed"),
            ("alive at last", vec![control(Alive), tried(Dead), tried(Alive)], "failed"),
            ("alive, no control", vec![tried(Alive)], "failed"),
            ("health data", vec![control(Alive), phi], "failed"),
            ("unknown", vec![control(Alive), tried(Dead), tried(Unknown)], "can't tell"),
            ("no control", vec![tried(Dead)], "can't tell"),
            ("dead control", vec![control(Dead), tried(Dead)], "can't tell"),
            ("unknown control", vec![control(Unknown), tried(Dead)], "can't tell"),
            ("control after", vec![with(|c| c.after_ms = 1), tried(Dead)], "can't tell"),
            ("another address", vec![with(|c| c.url.push('2')), tried(Dead)], "can't tell"),
            (
                "another carrier",
                vec![with(|c| "bearer".clone_into(&mut c.with)), tried(Dead)],
                "can't tell",
            ),
            ("not tried", vec![control(Alive)], "can't tell"),
        ] {
            assert_eq!(
                outcomes_of::<LogoutInvalidatesSession>(&after(replays)),
                [expected],
                "{clause}"
            );
        }
    }

    #[test]
    fn each_carrier_is_judged_by_itself_and_other_replays_are_not() {
        let bearer = Replay { with: "bearer".to_owned(), ..tried(Liveness::Alive) };
        let open = replay("unauthenticated", PROBE, "nothing", Liveness::Alive);
        let step = after(vec![open, control(Liveness::Alive), tried(Liveness::Dead), bearer]);
        assert_eq!(outcomes_of::<LogoutInvalidatesSession>(&step), ["failed", "passed"]);
    }

    #[test]
    fn wording() {
        let mut said = outcomes::<LogoutInvalidatesSession>(&after(vec![tried(Liveness::Alive)]));
        said.extend(outcomes::<LogoutInvalidatesSession>(&after(vec![tried(Liveness::Unknown)])));
        said.extend(outcomes::<LogoutInvalidatesSession>(&after(vec![tried(Liveness::Dead)])));
        said.extend(outcomes::<LogoutInvalidatesSession>(&after(vec![])));
        let mut silent = after(vec![]);
        silent.after.as_mut().expect("an end").probe = None;
        said.extend(outcomes::<LogoutInvalidatesSession>(&silent));
        insta::assert_snapshot!(said.join("\n"), @r"
        session cookies: failed: 2 s after sign-out, https://portal.example/api/me still answers to the session cookies with the patient's data.
        session cookies: can't tell: 2 s after sign-out, the answer to the session cookies tells neither that the session is dead nor that it lives (status 401).
        session cookies: can't tell: Nothing answers to the session cookies after sign-out, but it was not shown that anything did before.
        session: can't tell: Whether the session outlived sign-out was not tried (no reason was recorded).
        session: can't tell: Whether the session outlived sign-out was not tried (no request of the flow tells a live session from a dead one).
        ");
    }
}
