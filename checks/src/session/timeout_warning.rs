//! # Requirement
//!
//! Before a session ends for want of use, the patient is warned at least 20 seconds ahead, in a way that assistive
//! technology announces, and can prolong the session with one simple action.
//!
//! # Why it matters
//!
//! Who types with one switch, reads with magnification or thinks about a diagnosis is idle for a machine. Without a warning
//! the session is gone, and what was typed with it.
//!
//! # How it is judged
//!
//! - An untouched tab is watched. From its first sight of a warning to its end there must be 20 seconds, which is WCAG's
//!   number; the policy asks for a minute, and less than that is advised against and not failed.
//! - The tab is looked at every few seconds, so both moments are known to that precision; so near the line that it
//!   decides, it can't be told.
//! - The warning must be announced (an alert or status region, or it takes the focus) and hold a control that prolongs
//!   the session. Pressed by key, the control must have kept the session alive at the server: a clock that only the page
//!   turns back is no extension. Where it was not pressed, it can't be told.
//! - No warning before the end fails, if the tab was looked at often enough to see one.
//! - The session ends when the tab shows so, or, if it never does, when the server lets it die. A tab that keeps its own
//!   session alive has no limit, and nothing is judged; nor is it where nothing had ended when the experiment did.
//!
//! # What it does not see
//!
//! - Settings that turn the limit off or make it ten times as long, which WCAG accepts as well: waive it then.
//! - Whether the session can be prolonged ten times, and whether typed text survives.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.2.1](https://www.w3.org/TR/WCAG22/#timing-adjustable)
//! - [Understanding 2.2.1](https://www.w3.org/WAI/WCAG22/Understanding/timing-adjustable.html)
//! - [Understanding 4.1.3](https://www.w3.org/WAI/WCAG22/Understanding/status-messages.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{IdleBoundary, list, span},
    evidence::{Idle, KitKind, Liveness, Warning},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// WCAG's number.
const LEAST_S: f64 = 20.0;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TimeoutWarning;

impl StateCheck for TimeoutWarning {
    const META: &'static Meta = &Meta {
        id: "timeout-warning",
        title: "Patients are warned before their session ends and can prolong it",
        requires: &[wcag22::TIMING_ADJUSTABLE],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("timeout_warning.rs"),
    };

    type Reads<'e> = &'e Idle;

    fn judge(idle: &Idle) -> Vec<Judgement> {
        let subject = Subject::Thing("warning before the session ends".to_owned());
        outcome(idle).into_iter().map(|outcome| subject.clone().is(outcome)).collect()
    }
}

/// When the tab's session ended, between these idle times.
#[derive(Debug, Clone, Copy)]
struct End {
    after: f64,
    by: f64,
}

fn outcome(idle: &Idle) -> Option<Outcome> {
    let doubt = |what: String| Some(Outcome::CantTell(finding(what)));
    let Some(warning) = &idle.warning else {
        let why = match idle.notes.as_slice() {
            [] => "no reason was recorded".to_owned(),
            notes => list(notes),
        };
        return doubt(format!("No untouched tab was watched ({why})."));
    };
    let end = match end(idle, warning) {
        Ok(end) => end?,
        Err(why) => return doubt(why),
    };
    let Some(seen) = warning.seen_s else {
        let what = format!(
            "The session ends after {} without use, and no warning comes before.",
            span(end.by)
        );
        return if warning.every_s < LEAST_S {
            Some(Outcome::Failed(finding(what)))
        } else {
            doubt(format!(
                "{what} The tab was looked at every {} only, and a warning may have come and gone.",
                span(warning.every_s)
            ))
        };
    };
    // The warning came somewhere between the look before and the one that saw it.
    let (least, most) = (end.after - seen, end.by - (seen - warning.every_s));
    if most < LEAST_S {
        return Some(Outcome::Failed(finding(format!(
            "The warning comes {} before the session ends, {} at most.",
            span(least.max(0.0)),
            span(most.max(0.0))
        ))));
    }
    let faults = faults(warning);
    if !faults.is_empty() {
        return Some(Outcome::Failed(finding(format!("The warning {}.", list(&faults)))));
    }
    if least < LEAST_S {
        return doubt(format!(
            "The warning comes between {} and {} before the session ends; the tab was looked at every {}.",
            span(least.max(0.0)),
            span(most),
            span(warning.every_s)
        ));
    }
    if warning.extended.is_none() {
        return doubt(
            "Whether its control prolongs the session at the server was not tried.".to_owned(),
        );
    }
    Some(Outcome::Passed)
}

/// When the tab's session ended; nothing if it did not, and why not known otherwise.
fn end(idle: &Idle, warning: &Warning) -> Result<Option<End>, String> {
    if let Some(over) = warning.over_s {
        return Ok(Some(End { after: over - warning.every_s, by: over }));
    }
    let mut tabs = idle.kits.iter().filter(|kit| kit.kind == KitKind::OpenTab).peekable();
    if tabs.peek().is_some() && tabs.all(|kit| kit.session == Liveness::Alive) {
        return Ok(None);
    }
    let boundary = IdleBoundary::of(idle);
    match (boundary.last_alive, boundary.first_dead) {
        (_, Some(_)) if !boundary.doubts.is_empty() => Err(format!(
            "The tab never showed that the session was over, and whether it was is not shown: {}.",
            list(&boundary.doubts)
        )),
        (alive, Some(dead)) => Ok(Some(End { after: alive.unwrap_or(0.0), by: dead })),
        (Some(_), None) => Ok(None),
        (None, None) => {
            Err("The tab never showed that the session was over, and no session was asked."
                .to_owned())
        }
    }
}

fn faults(warning: &Warning) -> Vec<&'static str> {
    let mut faults = Vec::new();
    if !warning.announced {
        faults.push("is not announced to assistive technology");
    }
    if warning.control.is_none() {
        faults.push("has no control that prolongs the session");
    } else if warning.extended == Some(false) {
        faults.push("has a control that does not prolong the session at the server");
    }
    faults
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Show an alertdialog a minute before the end, move the focus to its button, and let the button ask the server \
         to prolong the session.",
    )
}

#[cfg(test)]
mod tests {
    use super::TimeoutWarning;
    use crate::{
        evidence::{Idle, Step, Warning},
        testing::{Change, idle, outcomes, outcomes_of},
    };

    const KITS: &str = "P60 alive; P840 alive; P930 dead; A alive; Z dead";

    fn good() -> Warning {
        Warning {
            seen_s: Some(840.0),
            over_s: Some(900.0),
            role: Some("alertdialog".to_owned()),
            announced: true,
            control: Some("Stay signed in".to_owned()),
            extended: Some(true),
            every_s: 5.0,
            ..Warning::default()
        }
    }

    fn step(kits: &str, warning: Option<Warning>) -> Step {
        let idle = Idle { warning, ..idle(kits) };
        Step { idle: Some(idle), ..Step::default() }
    }

    fn word(kits: &str, change: impl FnOnce(&mut Warning)) -> String {
        let mut warning = good();
        change(&mut warning);
        outcomes_of::<TimeoutWarning>(&step(kits, Some(warning))).pop().unwrap_or_default()
    }

    #[test]
    fn clauses_of_the_warning() {
        let cases: [(&str, Change<Warning>, &str); 12] = [
            ("a minute ahead", |_| {}, "passed"),
            ("20 s ahead, to the look", |w| w.seen_s = Some(875.0), "passed"),
            ("a look too near", |w| w.seen_s = Some(876.0), "can't tell"),
            ("15 s at most, to the look", |w| w.seen_s = Some(885.0), "can't tell"),
            ("less than 20 s for sure", |w| w.seen_s = Some(886.0), "failed"),
            ("after the end", |w| w.seen_s = Some(905.0), "failed"),
            ("none", |w| w.seen_s = None, "failed"),
            (
                "none, seldom looked",
                |w| {
                    w.seen_s = None;
                    w.every_s = 20.0;
                },
                "can't tell",
            ),
            ("not announced", |w| w.announced = false, "failed"),
            (
                "no control",
                |w| {
                    w.control = None;
                    w.extended = None;
                },
                "failed",
            ),
            ("the page only", |w| w.extended = Some(false), "failed"),
            ("not pressed", |w| w.extended = None, "can't tell"),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(word(KITS, change), expected, "{clause}");
        }
    }

    /// When the tab says nothing, the server decides when the session ended.
    #[test]
    fn clauses_of_the_end() {
        for (clause, kits, seen, expected) in [
            ("the server ends it, unwarned", KITS, None, "failed"),
            ("the server ends it, warned", KITS, Some(600.0), "passed"),
            ("warned between the looks", KITS, Some(840.0), "can't tell"),
            ("warned too late", KITS, Some(920.0), "failed"),
            ("nothing ends", "P60 alive; P930 alive; A alive; Z dead", None, ""),
            (
                "the tab keeps itself alive",
                "P60 alive; P930 dead; T alive; A alive; Z dead",
                None,
                "",
            ),
            ("the tab dies too", "P60 alive; P930 dead; T dead; A alive; Z dead", None, "failed"),
            (
                "the tab is unknown",
                "P60 alive; P930 dead; T unknown; A alive; Z dead",
                None,
                "failed",
            ),
            ("no control", "P60 alive; P930 dead; A alive", None, "can't tell"),
            ("nothing asked", "", None, "can't tell"),
        ] {
            let over = |warning: &mut Warning| {
                warning.over_s = None;
                warning.seen_s = seen;
            };
            assert_eq!(word(kits, over), expected, "{clause}");
        }
        assert_eq!(word("P930 alive; T alive; A alive; Z dead", |w| w.seen_s = None), "failed");
        assert_eq!(outcomes_of::<TimeoutWarning>(&step(KITS, None)), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let said = |change: fn(&mut Warning)| {
            let mut warning = good();
            change(&mut warning);
            outcomes::<TimeoutWarning>(&step(KITS, Some(warning))).remove(0)
        };
        let said = [
            said(|w| w.seen_s = None),
            said(|w| w.seen_s = Some(890.0)),
            said(|w| w.seen_s = Some(880.0)),
            said(|w| {
                w.announced = false;
                w.extended = Some(false);
            }),
            said(|w| w.extended = None),
            outcomes::<TimeoutWarning>(&step("", None)).remove(0),
        ];
        insta::assert_snapshot!(said.join("\n"), @r"
        warning before the session ends: failed: The session ends after 15 min without use, and no warning comes before.
        warning before the session ends: failed: The warning comes 5 s before the session ends, 15 s at most.
        warning before the session ends: can't tell: The warning comes between 15 s and 25 s before the session ends; the tab was looked at every 5 s.
        warning before the session ends: failed: The warning is not announced to assistive technology and has a control that does not prolong the session at the server.
        warning before the session ends: can't tell: Whether its control prolongs the session at the server was not tried.
        warning before the session ends: can't tell: No untouched tab was watched (no reason was recorded).
        ");
    }
}
