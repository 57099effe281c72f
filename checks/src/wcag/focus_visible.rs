//! # Requirement
//!
//! Whatever has the keyboard focus can be seen to have it.
//!
//! # Why it matters
//!
//! A patient who works with a keyboard or a switch has no pointer. Without a visible focus the next press of
//! Enter may confirm the appointment or cancel it.
//!
//! # How it is judged
//!
//! - At each stop of the walk with Tab, the window was pictured with the focus and without it, animations paused.
//!   The stop fails when not one pixel differs, in two comparisons at least.
//! - A change whose greatest contrast between the two pictures is below 1.5 to 1 is for a person to judge; WCAG
//!   names no least amount here.
//! - Where a blinking caret could be between two blinks, the stop lay outside of the window, or only one comparison
//!   was made, no change is no proof: for a person to judge.
//! - A stop that lies wholly under something else and shows no change, or a faint one, is left to
//!   `focus-not-obscured-minimum`.
//! - A stop is judged in both directions; it passes when each shows a change.
//!
//! # What it does not see
//!
//! - Stops that were not compared.
//! - Whether a change is understood as focus, or goes away after a while.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.7](https://www.w3.org/TR/WCAG22/#focus-visible)
//! - [ACT rule oj04fd](https://www.w3.org/WAI/standards-guidelines/act/rules/oj04fd/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{gravest, stops},
    evidence::{FocusWalk, Stop},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// The contrast between focused and not below which a change is hard to see.
const FAINT: f64 = 1.5;

const FIX: &str =
    "Give the element a clearly visible style for :focus-visible, such as a thick outline.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct FocusVisible;

impl StateCheck for FocusVisible {
    const META: &'static Meta = &Meta {
        id: "focus-visible",
        title: "The keyboard focus can be seen",
        requires: &[wcag22::FOCUS_VISIBLE],
        act: &["oj04fd"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("focus_visible.rs"),
    };

    type Reads<'e> = &'e FocusWalk;

    fn judge(walk: &FocusWalk) -> Vec<Judgement> {
        stops(walk)
            .into_iter()
            .filter_map(|(subject, visits)| {
                let outcomes = visits.into_iter().filter_map(outcome);
                Some(subject.is(gravest(outcomes)?))
            })
            .collect()
    }
}

/// What one visit shows; none when it was not compared.
fn outcome(stop: &Stop) -> Option<Outcome> {
    let indicator = stop.indicator?;
    if indicator.changed > 0 {
        return Some(if indicator.contrast >= FAINT {
            Outcome::Passed
        } else if stop.seen == 0 {
            // A shade at the edge of what covers it; what nobody can see is focus-not-obscured-minimum's matter.
            Outcome::Excepted("covered")
        } else {
            Outcome::CantTell(Finding::new(
                format!(
                    "With the focus {} pixels change, by a contrast of at most {:.2} to 1.",
                    indicator.changed, indicator.contrast
                ),
                FIX,
            ))
        });
    }
    let doubt = if stop.inside == 0 {
        "the element is outside of the window"
    } else if stop.seen == 0 {
        return Some(Outcome::Excepted("covered"));
    } else if stop.caret {
        "a blinking caret may have been missed"
    } else if indicator.repeats < 2 {
        "it was compared only once"
    } else {
        return Some(Outcome::Failed(Finding::new(
            format!("With the focus not one pixel changes, in {} comparisons.", indicator.repeats),
            FIX,
        )));
    };
    Some(Outcome::CantTell(Finding::new(
        format!("With the focus not one pixel changes, but {doubt}."),
        FIX,
    )))
}

#[cfg(test)]
mod tests {
    use super::FocusVisible;
    use crate::{
        evidence::{Indicator, Stop},
        testing::{indicator, outcomes, outcomes_of, page, stop, walked},
    };

    const HTML: &str = "<button id=a>Book</button>";

    fn at(change: impl FnOnce(&mut Stop)) -> Stop {
        let mut stop = stop(&page(HTML), "a");
        change(&mut stop);
        stop
    }

    fn compared(result: Indicator) -> Stop {
        at(|stop| stop.indicator = Some(result))
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let (nothing, faint) = (Some(indicator(0, 1.0, 2)), Some(indicator(16, 1.01, 2)));
        let plain = Some(indicator(90, 4.0, 2));
        for (clause, stop, expected) in [
            ("one pixel", compared(indicator(1, 21.0, 2)), "passed"),
            ("no pixel, twice", compared(indicator(0, 1.0, 2)), "failed"),
            ("no pixel, once", compared(indicator(0, 1.0, 1)), "can't tell"),
            ("a faint change", compared(indicator(900, 1.49, 2)), "can't tell"),
            ("just enough", compared(indicator(900, 1.5, 2)), "passed"),
            ("a caret", at(|s| (s.indicator, s.caret) = (nothing, true)), "can't tell"),
            ("outside", at(|s| (s.indicator, s.inside) = (nothing, 0)), "can't tell"),
            ("covered", at(|s| (s.indicator, s.seen) = (nothing, 0)), "excepted"),
            ("covered, a shade", at(|s| (s.indicator, s.seen) = (faint, 0)), "excepted"),
            ("covered, and yet seen", at(|s| (s.indicator, s.seen) = (plain, 0)), "passed"),
        ] {
            assert_eq!(
                outcomes_of::<FocusVisible>(&walked(HTML, vec![stop])),
                [expected],
                "{clause}"
            );
        }
    }

    #[test]
    fn only_compared_stops_are_judged() {
        let step = walked(HTML, vec![at(|_| ())]);
        assert!(outcomes_of::<FocusVisible>(&step).is_empty());
    }

    #[test]
    fn one_direction_is_enough_to_fail() {
        let mut step = walked(HTML, vec![compared(indicator(9, 21.0, 2))]);
        step.focus.as_mut().unwrap().backward = vec![compared(indicator(0, 1.0, 2))];
        assert_eq!(outcomes_of::<FocusVisible>(&step), ["failed"]);
    }

    #[test]
    fn wording() {
        let said =
            |result| outcomes::<FocusVisible>(&walked(HTML, vec![compared(result)])).join("");
        assert_eq!(
            said(indicator(0, 1.0, 3)),
            "a: failed: With the focus not one pixel changes, in 3 comparisons."
        );
        assert_eq!(
            said(indicator(40, 1.2, 2)),
            "a: can't tell: With the focus 40 pixels change, by a contrast of at most 1.20 to 1."
        );
    }
}
