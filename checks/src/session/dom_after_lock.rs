//! # Requirement
//!
//! When a page locks itself or says that the session is over, nothing of the patient is left in its document.
//!
//! # Why it matters
//!
//! A panel in front of a page keeps nobody out: one key opens the developer tools, some screen readers read what is
//! behind, and whoever removes the panel has the page.
//!
//! # How it is judged
//!
//! - A tab that nobody touches is looked at when it first shows that the session is over, and again at the experiment's end
//!   if its session was dead then.
//! - One strong canary in the document, or two weak ones, fails while no letter of it is painted: in hidden or covered
//!   elements, attributes, scripts, comments, open shadow roots and frames of the same origin.
//! - Whether letters are painted is measured in pixels. A page that still shows them is not locked: that is
//!   `screen-left-after-timeout`.
//! - Letters that shine through what lies over them can't be told, and no more can a frame of another site.
//! - Control: at the start the same look at the same tab found canaries.
//! - A tab that never shows an end, and whose session was alive, has no lock to be judged.
//!
//! # What it does not see
//!
//! - What scripts keep in memory, and what they would fetch again.
//! - Pictures with the patient's data in them.
//! - Locks that a person puts up by a button.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [45 CFR 164.310(b)](https://www.ecfr.gov/current/title-45/section-164.310)
//! - [OWASP WSTG, testing session timeout](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/07-Testing_Session_Timeout)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Screens, canaries, list},
    evidence::{Hit, Idle, Moment, Screen},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct DomAfterLock;

impl StateCheck for DomAfterLock {
    const META: &'static Meta = &Meta {
        id: "dom-after-lock",
        title: "A locked page holds nothing of the patient",
        requires: &[
            asvs5::CLEARED_AFTER_SESSION,
            wstg::SESSION_TIMEOUT,
            hipaa::AUTOMATIC_LOGOFF,
            hipaa::WORKSTATION_USE,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("dom_after_lock.rs"),
    };

    const CONTROL: Option<&str> =
        Some("At the start the same look at the same tab found canaries.");

    type Reads<'e> = &'e Idle;

    fn judge(idle: &Idle) -> Vec<Judgement> {
        let subject = Subject::Thing("page behind the lock".to_owned());
        outcome(idle).into_iter().map(|outcome| subject.clone().is(outcome)).collect()
    }
}

fn outcome(idle: &Idle) -> Option<Outcome> {
    let screens = Screens::of(idle);
    let looked: Vec<_> = screens.at(Moment::Over).into_iter().chain(screens.last_dead()).collect();
    if looked.is_empty() && screens.lives() {
        return None;
    }
    let holds = |screen: &&Screen| Hit::amount_to_phi(&screen.hidden);
    let shows = |screen: &Screen| Hit::amount_to_phi(&screen.painted);
    let locked: Vec<_> = looked.iter().copied().filter(|screen| !shows(screen)).collect();
    if let Some(screen) = locked.iter().copied().find(holds) {
        let what = format!(
            "{}, its document still holds {}, out of sight.",
            when(screen),
            canaries(&screen.hidden)
        );
        return Some(Outcome::Failed(finding(what)));
    }
    if !looked.is_empty() && locked.is_empty() {
        return None;
    }
    let mut doubts = screens.doubts();
    doubts.extend(locked.iter().flat_map(|screen| screen.unread.iter().cloned()));
    if doubts.is_empty() {
        return Some(Outcome::Passed);
    }
    doubts.dedup();
    let what = format!("Whether a locked page is empty is not shown: {}.", list(&doubts));
    Some(Outcome::CantTell(finding(what)))
}

fn when(screen: &Screen) -> &'static str {
    match screen.moment {
        Moment::Over => "When the page shows that the session is over",
        _ => "After the session ended",
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Empty the document, or leave for another page, when the session ends; do not put something over it.",
    )
}

#[cfg(test)]
mod tests {
    use super::DomAfterLock;
    use crate::{
        evidence::{Idle, Moment, Screen, Step},
        testing::{idle, outcomes, outcomes_of, screen},
    };
    use Moment::{Begun, End, Later, Over};

    fn step(kits: &str, screens: Vec<Screen>) -> Step {
        Step { idle: Some(Idle { screens, ..idle(kits) }), ..Step::default() }
    }

    fn word(kits: &str, screens: Vec<Screen>) -> String {
        outcomes_of::<DomAfterLock>(&step(kits, screens)).join(" ")
    }

    #[test]
    fn clauses() {
        let dead = "Z dead; T dead";
        let begun = || screen(Begun, &["mrn"], &[]);
        let with = |more: Vec<Screen>| [vec![begun()], more].concat();
        let unread =
            |moment| Screen { unread: vec!["a frame".to_owned()], ..screen(moment, &[], &[]) };
        for (clause, kits, screens, expected) in [
            ("left", dead, with(vec![screen(Over, &[], &[]), screen(End, &[], &[])]), "passed"),
            ("covered", dead, with(vec![screen(Over, &[], &["mrn"])]), "failed"),
            ("covered by the end", dead, with(vec![screen(End, &[], &["mrn"])]), "failed"),
            ("a weak one", dead, with(vec![screen(End, &[], &["weak:zip"])]), "passed"),
            (
                "two weak ones",
                dead,
                with(vec![screen(End, &[], &["weak:zip", "weak:birth_date"])]),
                "failed",
            ),
            ("still shown", dead, with(vec![screen(End, &["mrn"], &["name"])]), ""),
            (
                "shown, then covered",
                dead,
                with(vec![screen(End, &["mrn"], &[]), screen(Later, &[], &["mrn"])]),
                "failed",
            ),
            ("no end, and alive", "Z dead; T alive", with(vec![screen(End, &["mrn"], &[])]), ""),
            (
                "locked, and alive at the server",
                "Z dead; T alive",
                with(vec![screen(Over, &[], &["mrn"])]),
                "failed",
            ),
            ("no control", dead, vec![screen(End, &[], &[])], "can't tell"),
            (
                "a control without canaries",
                dead,
                vec![screen(Begun, &[], &[]), screen(End, &[], &[])],
                "can't tell",
            ),
            ("not looked at", dead, with(vec![]), "can't tell"),
            ("nothing known of the session", "Z dead; T huh", with(vec![]), "can't tell"),
            (
                "the dead not told",
                "Z alive; T dead",
                with(vec![screen(End, &[], &[])]),
                "can't tell",
            ),
            ("a frame", dead, with(vec![unread(End)]), "can't tell"),
        ] {
            assert_eq!(word(kits, screens), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let dead = "Z dead; T dead";
        let begun = || screen(Begun, &["mrn"], &[]);
        let unread = Screen { unread: vec!["a frame".to_owned()], ..screen(End, &[], &[]) };
        let said = [
            step(dead, vec![begun(), screen(Over, &[], &["mrn", "name"])]),
            step(dead, vec![begun(), screen(End, &[], &["mrn"])]),
            step(dead, vec![screen(Begun, &[], &[]), unread]),
            step("T huh", vec![]),
        ];
        let said: Vec<_> = said.iter().flat_map(outcomes::<DomAfterLock>).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        page behind the lock: failed: When the page shows that the session is over, its document still holds mrn and name, out of sight.
        page behind the lock: failed: After the session ended, its document still holds mrn, out of sight.
        page behind the lock: can't tell: Whether a locked page is empty is not shown: the same look at the start found no health data on the screen and a frame.
        page behind the lock: can't tell: Whether a locked page is empty is not shown: the same look at the start found no health data on the screen, nobody knows whether the tab's session was dead, no signed-out session was known as dead and the tab was not looked at after the end.
        ");
    }
}
