//! # Requirement
//!
//! The server ends a session that was left idle, no later than the policy's limit (15 minutes unless it says otherwise).
//!
//! # Why it matters
//!
//! A patient called away from a shared computer does not sign out. A script that shows the sign-in page helps nobody if
//! the server still answers to the cookie.
//!
//! # How it is judged
//!
//! - Several sessions are left alone, each for a time of its own, and each is asked once: a question would keep it alive.
//!   The limit lies between the longest time after which one was alive and the shortest after which one was dead.
//! - Alive 30 seconds past the limit, or later, fails. Dead by then passes; 30 seconds are the grace of measuring, and the
//!   delay of the question itself (a second, and a tenth of a second of the wall clock) is added to it.
//! - Controls, all needed: a session kept active is alive at the end, so that it was idleness that ended the others; a
//!   signed-out one is dead, so that the question tells them apart; at least one of those left alone was alive, so that
//!   sessions of this kind live at all; the experiment notes nothing that makes it incomplete. To fail, the signed-out
//!   one must be dead, and no session may be dead before another is alive.
//! - A portal that ends every session after a fixed time, used or not, can't be told.
//! - A clock that was made to run faster for the test is counted as the patient counts; the wall clock is named beside it.
//!
//! # What it does not see
//!
//! - An open tab that keeps its session alive by itself, with a poll or a refresh.
//! - The longest life of a session that is used, and sessions of other devices.
//! - The number 15: HIPAA asks for a predetermined time and gives none. It is the policy's.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [45 CFR 164.312(a)(2)(iii)](https://www.ecfr.gov/current/title-45/section-164.312)
//! - [OWASP WSTG, testing session timeout](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/07-Testing_Session_Timeout)
//! - [NIST SP 800-63B-4](https://pages.nist.gov/800-63-4/sp800-63b.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{IdleBoundary, list, span},
    evidence::{Idle, KitKind, Liveness},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// The grace of measuring, in seconds as the patient counts.
const GRACE_S: f64 = 30.0;

/// How much earlier than planned a question may be recorded, by rounding.
const ROUNDING_S: f64 = 1.0;

/// How late a question may come, in seconds of the wall clock.
const LATE_S: f64 = 0.1;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct IdleTimeoutServer;

impl StateCheck for IdleTimeoutServer {
    const META: &'static Meta = &Meta {
        id: "idle-timeout-server",
        title: "The server ends idle sessions within the policy's limit",
        requires: &[asvs5::INACTIVITY_TIMEOUT, wstg::SESSION_TIMEOUT, hipaa::AUTOMATIC_LOGOFF],
        act: &[],
        severity: Severity::Critical,
        class: Class::Identity,
        source: include_str!("idle_timeout_server.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "A session kept active lived to the end, a signed-out one was dead, and one left alone was alive before the limit.",
    );

    type Reads<'e> = &'e Idle;

    fn judge(idle: &Idle) -> Vec<Judgement> {
        vec![Subject::Thing("idle session".to_owned()).is(outcome(idle))]
    }
}

fn outcome(idle: &Idle) -> Outcome {
    let boundary = IdleBoundary::of(idle);
    let line = idle.limit_s + GRACE_S;
    let late = ROUNDING_S + LATE_S * f64::from(idle.time_scale.max(1));
    let lived_past = boundary.last_alive.filter(|alive| *alive >= line - ROUNDING_S);
    if let Some(alive) = lived_past {
        let what = format!(
            "A session is alive after {} without use{}, and the policy ends it after {}. {}",
            span(alive),
            wall(idle, alive),
            span(idle.limit_s),
            interval(&boundary, idle)
        );
        // A session that was kept busy says nothing against one that was not.
        let doubts = boundary.doubts_of_failing();
        return if doubts.is_empty() {
            Outcome::Failed(finding(&what))
        } else {
            Outcome::CantTell(finding(&format!("{what} But {}.", list(&doubts))))
        };
    }
    let mut doubts = boundary.doubts.clone();
    if !idle.kits.iter().any(|kit| kit.kind == KitKind::Probed) {
        doubts.insert(0, "no session was left alone".to_owned());
    } else if boundary.last_alive.is_none() {
        doubts.push("none of the sessions left alone was alive when it was asked".to_owned());
    }
    let undecided = idle
        .kits
        .iter()
        .filter(|kit| kit.kind == KitKind::Probed && kit.session == Liveness::Unknown)
        .count();
    let ended = boundary.first_dead.filter(|dead| *dead <= line + late);
    if ended.is_none() && undecided > 0 {
        doubts.push(format!("the answers to {undecided} of them tell nothing"));
    } else if ended.is_none() {
        doubts.push(format!(
            "no session was asked between {} and {}",
            span(idle.limit_s),
            span(line)
        ));
    }
    doubts.extend(idle.notes.iter().cloned());
    if doubts.is_empty() {
        return Outcome::Passed;
    }
    let fixed = match (boundary.fixed_lifetime, boundary.first_dead) {
        (true, Some(dead)) => format!(
            " It looks as if every session ended after a fixed time, {} at most, however much it is used.",
            span(dead)
        ),
        _ => String::new(),
    };
    Outcome::CantTell(finding(&format!(
        "Whether an idle session ends within {} is not shown: {}.{fixed} {}",
        span(idle.limit_s),
        list(&doubts),
        interval(&boundary, idle)
    )))
}

/// Where the limit lies, as far as was measured.
fn interval(boundary: &IdleBoundary, idle: &Idle) -> String {
    match (boundary.last_alive, boundary.first_dead) {
        (Some(alive), Some(dead)) if alive < dead => {
            format!("Idle sessions end in ({}, {}]{}.", span(alive), span(dead), wall(idle, dead))
        }
        (Some(_), None) => "None of the sessions had ended when the experiment did.".to_owned(),
        (None, Some(dead)) => format!("All sessions had ended, the first within {}.", span(dead)),
        _ => "The experiment shows no limit.".to_owned(),
    }
}

/// The wall clock beside the patient's, where they differ.
fn wall(idle: &Idle, seconds: f64) -> String {
    if idle.time_scale <= 1 {
        return String::new();
    }
    let scale = f64::from(idle.time_scale);
    format!(" ({} on the wall clock, {} times as fast)", span(seconds / scale), idle.time_scale)
}

fn finding(what: &str) -> Finding {
    Finding::new(
        what.trim_end(),
        "End idle sessions at the server within the policy's limit, and let no request but the patient's own prolong \
         them.",
    )
}

#[cfg(test)]
mod tests {
    use super::IdleTimeoutServer;
    use crate::{
        evidence::{Idle, Step},
        testing::{idle, outcomes, outcomes_of},
    };

    fn step(kits: &str, change: fn(&mut Idle)) -> Step {
        let mut idle = idle(kits);
        change(&mut idle);
        Step { idle: Some(idle), ..Step::default() }
    }

    fn word(kits: &str) -> String {
        outcomes_of::<IdleTimeoutServer>(&step(kits, |_| {})).remove(0)
    }

    #[test]
    fn clauses_of_the_limit() {
        for (clause, kits, expected) in [
            ("ends in time", "P60 alive; P840 alive; P930 dead", "passed"),
            ("ends early", "P60 alive; P300 dead; P930 dead", "passed"),
            ("lives on", "P60 alive; P840 alive; P930 alive", "failed"),
            ("lives on, and ends later", "P60 alive; P930 alive; P1230 dead", "failed"),
            ("a rounding before the line", "P60 alive; P929.1 alive", "failed"),
            ("well before the line", "P60 alive; P928.9 alive", "can't tell"),
            ("asked a little late", "P60 alive; P931.1 dead", "passed"),
            ("asked too late", "P60 alive; P931.2 dead", "can't tell"),
            ("asked long after", "P60 alive; P840 alive; P1230 dead", "can't tell"),
            ("not asked at the line", "P60 alive; P840 alive", "can't tell"),
            ("unknown at the line", "P60 alive; P840 alive; P930 unknown", "can't tell"),
            ("unknown elsewhere", "P60 alive; P840 unknown; P930 dead", "passed"),
        ] {
            assert_eq!(word(&format!("{kits}; A alive; Z dead")), expected, "{clause}");
        }
    }

    #[test]
    fn clauses_of_the_controls() {
        for (clause, kits, expected) in [
            ("all hold", "P60 alive; P930 dead; A alive; Z dead", "passed"),
            ("the active one died", "P60 alive; P930 dead; A dead; Z dead", "can't tell"),
            ("no active one", "P60 alive; P930 dead; Z dead", "can't tell"),
            ("the signed-out one lives", "P60 alive; P930 dead; A alive; Z alive", "can't tell"),
            ("no signed-out one", "P60 alive; P930 dead; A alive", "can't tell"),
            ("none was ever alive", "P60 dead; P930 dead; A alive; Z dead", "can't tell"),
            ("dead before alive", "P60 dead; P300 alive; P930 dead; A alive; Z dead", "can't tell"),
            ("none was left alone", "A alive; Z dead", "can't tell"),
            ("lives on, the active one died", "P60 alive; P930 alive; A dead; Z dead", "failed"),
            ("lives on, no active one", "P930 alive; Z dead", "failed"),
            ("lives on, signed-out too", "P60 alive; P930 alive; A alive; Z alive", "can't tell"),
            ("lives on, no signed-out one", "P60 alive; P930 alive; A alive", "can't tell"),
            ("lives on after a dead one", "P60 dead; P930 alive; A alive; Z dead", "can't tell"),
            ("only an open tab", "T dead; A alive; Z dead", "can't tell"),
        ] {
            assert_eq!(word(kits), expected, "{clause}");
        }
    }

    #[test]
    fn the_limit_is_the_policys_and_the_experiment_must_be_whole() {
        const KITS: &str = "P60 alive; P930 dead; A alive; Z dead";
        let with = |kits, change| outcomes_of::<IdleTimeoutServer>(&step(kits, change)).remove(0);
        assert_eq!(with(KITS, |idle| idle.limit_s = 300.0), "can't tell");
        assert_eq!(with(KITS, |idle| idle.limit_s = 3600.0), "passed");
        assert_eq!(
            with("P60 alive; P930 alive; A alive; Z dead", |idle| idle.limit_s = 300.0),
            "failed"
        );
        assert_eq!(with(KITS, |idle| idle.notes.push("one account only".to_owned())), "can't tell");
        let fast: fn(&mut Idle) = |idle| idle.time_scale = 60;
        assert_eq!(with("P60 alive; P937 dead; A alive; Z dead", fast), "passed");
        assert_eq!(with("P60 alive; P938 dead; A alive; Z dead", fast), "can't tell");
    }

    #[test]
    fn wording() {
        let fast: fn(&mut Idle) = |idle| idle.time_scale = 100;
        let mut said =
            outcomes::<IdleTimeoutServer>(&step("P60 alive; P930 alive; A alive; Z dead", |_| {}));
        said.extend(outcomes::<IdleTimeoutServer>(&step(
            "P930 alive; P1230 dead; A alive; Z dead",
            fast,
        )));
        said.extend(outcomes::<IdleTimeoutServer>(&step(
            "P60 alive; P840 dead; A dead; Z dead",
            |_| {},
        )));
        said.extend(outcomes::<IdleTimeoutServer>(&step(
            "P60 alive; P840 alive; P930 unknown; Z dead",
            |_| {},
        )));
        said.extend(outcomes::<IdleTimeoutServer>(&step(
            "P60 dead; P930 alive; A alive; Z dead",
            |_| {},
        )));
        said.extend(outcomes::<IdleTimeoutServer>(&step("", |idle| {
            idle.notes.push("the sign-in failed".to_owned());
        })));
        insta::assert_snapshot!(said.join("\n"), @r"
        idle session: failed: A session is alive after 15 min 30 s without use, and the policy ends it after 15 min. None of the sessions had ended when the experiment did.
        idle session: failed: A session is alive after 15 min 30 s without use (9.3 s on the wall clock, 100 times as fast), and the policy ends it after 15 min. Idle sessions end in (15 min 30 s, 20 min 30 s] (12.3 s on the wall clock, 100 times as fast).
        idle session: can't tell: Whether an idle session ends within 15 min is not shown: the session that was kept active died as well, so that it is not idleness that ends a session. It looks as if every session ended after a fixed time, 14 min at most, however much it is used. Idle sessions end in (1 min, 14 min].
        idle session: can't tell: Whether an idle session ends within 15 min is not shown: no session is known to have lived because it was kept active and the answers to 1 of them tell nothing. None of the sessions had ended when the experiment did.
        idle session: can't tell: A session is alive after 15 min 30 s without use, and the policy ends it after 15 min. The experiment shows no limit. But a session was dead after a shorter time than another was alive.
        idle session: can't tell: Whether an idle session ends within 15 min is not shown: no session was left alone, no session is known to have lived because it was kept active, no signed-out session was known as dead, no session was asked between 15 min and 15 min 30 s and the sign-in failed. The experiment shows no limit.
        ");
    }
}
