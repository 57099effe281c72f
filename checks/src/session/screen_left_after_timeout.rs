//! # Requirement
//!
//! A minute after the server ended an idle session, the screen shows nothing of the patient any more.
//!
//! # Why it matters
//!
//! The server's end protects the account and not the screen. On a tablet at the bedside or in a library the diagnosis is
//! read by whoever walks past, for as long as the page stays.
//!
//! # How it is judged
//!
//! - A tab that nobody touches is looked at when its session was found dead, and, if it shows canaries then, again a minute
//!   later, as a patient counts.
//! - One strong canary or two weak ones whose letters are painted after that minute fail. That is measured in pixels,
//!   so that what lies under a panel does not count; what lies below the window's edge does.
//! - Letters that shine through what lies over them can't be told, and no more can a frame of another site.
//! - Controls: at the start the same look found canaries, and a signed-out session was dead to the same question.
//! - Where the session was alive at the end, nothing is judged: whether it should have been is `idle-timeout-server`.
//!
//! # What it does not see
//!
//! - What is in the document and not painted: see `dom-after-lock`.
//! - Pictures with the patient's data in them, and other windows of the same session.
//! - Tabs in the background, where browsers slow clocks down.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [45 CFR 164.312(a)(2)(iii)](https://www.ecfr.gov/current/title-45/section-164.312)
//! - [OWASP WSTG, testing session timeout](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/07-Testing_Session_Timeout)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Screens, canaries, list, span},
    evidence::{Hit, Idle, Moment},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ScreenLeftAfterTimeout;

impl StateCheck for ScreenLeftAfterTimeout {
    const META: &'static Meta = &Meta {
        id: "screen-left-after-timeout",
        title: "The screen is cleared when an idle session ends",
        requires: &[asvs5::CLEARED_AFTER_SESSION, wstg::SESSION_TIMEOUT, hipaa::AUTOMATIC_LOGOFF],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("screen_left_after_timeout.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "At the start the same look found canaries, and a signed-out session was dead to the same question.",
    );

    type Reads<'e> = &'e Idle;

    fn judge(idle: &Idle) -> Vec<Judgement> {
        let subject = Subject::Thing("screen after the session's end".to_owned());
        outcome(idle).into_iter().map(|outcome| subject.clone().is(outcome)).collect()
    }
}

fn outcome(idle: &Idle) -> Option<Outcome> {
    let screens = Screens::of(idle);
    if screens.lives() {
        return None;
    }
    let mut doubts = screens.doubts();
    if let Some(last) = screens.last_dead() {
        if Hit::amount_to_phi(&last.painted) {
            let seen = canaries(&last.painted);
            if last.moment != Moment::Later {
                doubts.push(format!("the screen showed {seen} and was not looked at again"));
            } else if screens.is_told_apart() {
                let what = format!(
                    "The screen still shows {seen} {} after the last input, when the session had been dead for a minute.",
                    span(last.idle_s)
                );
                return Some(Outcome::Failed(finding(what)));
            }
        }
        doubts.extend(last.unread.iter().cloned());
    }
    if doubts.is_empty() {
        return Some(Outcome::Passed);
    }
    let what = format!("Whether the screen is cleared is not shown: {}.", list(&doubts));
    Some(Outcome::CantTell(finding(what)))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Let the page follow the server's clock, and leave for a page without the patient's data when the session ends.",
    )
}

#[cfg(test)]
mod tests {
    use super::ScreenLeftAfterTimeout;
    use crate::{
        evidence::{Idle, Moment, Screen, Step},
        testing::{idle, outcomes, outcomes_of, screen},
    };
    use Moment::{Begun, End, Later, Over};

    fn step(kits: &str, screens: Vec<Screen>) -> Step {
        Step { idle: Some(Idle { screens, ..idle(kits) }), ..Step::default() }
    }

    fn word(kits: &str, screens: Vec<Screen>) -> String {
        outcomes_of::<ScreenLeftAfterTimeout>(&step(kits, screens)).join(" ")
    }

    #[test]
    fn clauses() {
        let dead = "Z dead; T dead";
        let with = |more: Vec<Screen>| [vec![screen(Begun, &["mrn"], &[])], more].concat();
        let shown = |seen: &[&str]| with(vec![screen(End, seen, &[]), screen(Later, seen, &[])]);
        let unread = Screen { unread: vec!["a frame".to_owned()], ..screen(End, &[], &[]) };
        for (clause, kits, screens, expected) in [
            ("still shown", dead, shown(&["mrn"]), "failed"),
            ("a weak one shown", dead, shown(&["weak:zip"]), "passed"),
            ("two weak ones shown", dead, shown(&["weak:zip", "weak:birth_date"]), "failed"),
            ("cleared", dead, with(vec![screen(Over, &[], &[]), screen(End, &[], &[])]), "passed"),
            (
                "cleared within the minute",
                dead,
                with(vec![screen(End, &["mrn"], &[]), screen(Later, &[], &[])]),
                "passed",
            ),
            ("covered", dead, with(vec![screen(End, &[], &["mrn"])]), "passed"),
            ("not looked at again", dead, with(vec![screen(End, &["mrn"], &[])]), "can't tell"),
            ("alive", "Z dead; T alive", shown(&["mrn"]), ""),
            ("nothing known of the session", "Z dead; T huh", shown(&["mrn"]), "can't tell"),
            ("the dead not told", "Z alive; T dead", shown(&["mrn"]), "can't tell"),
            ("no signed-out session", "T dead", shown(&["mrn"]), "can't tell"),
            ("no control", dead, vec![screen(End, &[], &[])], "can't tell"),
            ("not looked at", dead, with(vec![]), "can't tell"),
            ("a frame", dead, with(vec![unread]), "can't tell"),
        ] {
            assert_eq!(word(kits, screens), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let begun = || screen(Begun, &["mrn"], &[]);
        let end = || screen(End, &["mrn", "name"], &[]);
        let said = [
            step("Z dead; T dead", vec![begun(), end(), screen(Later, &["mrn"], &[])]),
            step("Z dead; T dead", vec![begun(), end()]),
            step("T huh", vec![]),
        ];
        let said: Vec<_> = said.iter().flat_map(outcomes::<ScreenLeftAfterTimeout>).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        screen after the session's end: failed: The screen still shows mrn 16 min 31 s after the last input, when the session had been dead for a minute.
        screen after the session's end: can't tell: Whether the screen is cleared is not shown: the screen showed mrn and name and was not looked at again.
        screen after the session's end: can't tell: Whether the screen is cleared is not shown: the same look at the start found no health data on the screen, nobody knows whether the tab's session was dead, no signed-out session was known as dead and the tab was not looked at after the end.
        ");
    }
}
