//! # Requirement
//!
//! Whatever takes the keyboard focus is not hidden entirely behind other content of the page.
//!
//! # Why it matters
//!
//! A cookie banner over the foot of the page swallows the focus: the patient tabs on, and for five presses
//! nothing that has the focus is on the screen.
//!
//! # How it is judged
//!
//! - At each stop of the walk with Tab, 25 points of the element's box were looked at. If it can be seen at one,
//!   it is not hidden entirely.
//! - It fails when it is in the window, seen at no point, and what lies over it is fixed, sticky or absolutely
//!   positioned and lets nothing show through. That scrolling would bring it out does not help: it must be
//!   visible when it takes the focus.
//! - Under something translucent, under something that is not positioned, under a dialog or popover (which the
//!   person may have opened), or outside of the window, it is for a person to judge.
//! - Both directions are judged: what Tab shows, Shift+Tab may hide.
//!
//! # What it does not see
//!
//! - Covers that let the pointer through, where the browser does not name them.
//! - What a person has moved over the element.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.11](https://www.w3.org/TR/WCAG22/#focus-not-obscured-minimum)
//! - [Understanding 2.4.11](https://www.w3.org/WAI/WCAG22/Understanding/focus-not-obscured-minimum.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, gravest, stops},
    evidence::{Cover, FocusWalk, State, Stop},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

const FIX: &str = "Keep room for the covering part, with scroll-padding or by placing it in the flow of the page.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct FocusNotObscuredMinimum;

impl StateCheck for FocusNotObscuredMinimum {
    const META: &'static Meta = &Meta {
        id: "focus-not-obscured-minimum",
        title: "What has the keyboard focus is not entirely covered",
        requires: &[wcag22::FOCUS_NOT_OBSCURED_MINIMUM],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("focus_not_obscured_minimum.rs"),
    };

    type Reads<'e> = (Page<'e>, &'e FocusWalk);

    fn judge((page, walk): (Page<'_>, &FocusWalk)) -> Vec<Judgement> {
        stops(walk)
            .into_iter()
            .filter_map(|(subject, visits)| {
                let outcomes = visits.into_iter().filter_map(|stop| outcome(page, stop));
                Some(subject.is(gravest(outcomes)?))
            })
            .collect()
    }
}

/// What one visit shows; none when the element has no box that could be seen.
fn outcome(page: Page<'_>, stop: &Stop) -> Option<Outcome> {
    if stop.seen > 0 {
        return Some(Outcome::Passed);
    }
    stop.bounds.filter(|bounds| !bounds.is_empty())?;
    if stop.inside == 0 {
        return Some(doubt("The element is outside of the window when it takes the focus."));
    }
    let Some(cover) = &stop.cover else {
        return Some(doubt("The element cannot be seen when it takes the focus."));
    };
    let positioned = ["fixed", "sticky", "absolute"].contains(&&*cover.position);
    Some(if cover.translucent {
        doubt("Something translucent covers the element when it takes the focus.")
    } else if !positioned || is_popup(page, cover) {
        doubt("Something covers the element when it takes the focus, perhaps opened by the person.")
    } else {
        Outcome::Failed(Finding {
            what: format!(
                "When the element takes the focus, {} ({}) covers all of it.",
                cover.selector, cover.position
            ),
            fix: FIX.to_owned(),
            related: cover.node.map(Subject::Node).into_iter().collect(),
        })
    })
}

fn doubt(what: &str) -> Outcome {
    Outcome::CantTell(Finding::new(what, FIX))
}

fn is_popup(page: Page<'_>, cover: &Cover) -> bool {
    cover.node.and_then(|node| page.element(node)).is_some_and(|cover| {
        cover.lineage().any(|outer| outer.is(State::Popover) || outer.is_dialog())
    })
}

#[cfg(test)]
mod tests {
    use super::FocusNotObscuredMinimum;
    use crate::{
        evidence::{Cover, Rect, Stop},
        testing::{by_id, outcomes, outcomes_of, page, stop, walked},
    };

    const HTML: &str = "<a id=a href=/>Home</a><div id=bar></div><dialog id=d open></dialog>";

    fn under(seen: u32, cover: Option<(&str, &str, bool)>) -> Stop {
        let page = page(HTML);
        let cover = cover.map(|(id, position, translucent)| Cover {
            node: Some(by_id(&page, id)),
            selector: format!("#{id}"),
            position: position.to_owned(),
            translucent,
        });
        Stop { seen, cover, ..stop(&page, "a") }
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, stop, expected) in [
            ("all of it seen", under(25, None), "passed"),
            ("one point seen", under(1, Some(("bar", "fixed", false))), "passed"),
            ("under a fixed bar", under(0, Some(("bar", "fixed", false))), "failed"),
            ("under a sticky bar", under(0, Some(("bar", "sticky", false))), "failed"),
            ("under an absolute box", under(0, Some(("bar", "absolute", false))), "failed"),
            ("under the flow", under(0, Some(("bar", "static", false))), "can't tell"),
            ("under a veil", under(0, Some(("bar", "fixed", true))), "can't tell"),
            ("under a dialog", under(0, Some(("d", "fixed", false))), "can't tell"),
            ("under who knows", under(0, None), "can't tell"),
            ("outside", Stop { inside: 0, ..under(0, None) }, "can't tell"),
        ] {
            let step = walked(HTML, vec![stop]);
            assert_eq!(outcomes_of::<FocusNotObscuredMinimum>(&step), [expected], "{clause}");
        }
    }

    #[test]
    fn what_has_no_box_is_not_judged() {
        for bounds in [None, Some(Rect::default())] {
            let step = walked(HTML, vec![Stop { bounds, ..under(0, None) }]);
            assert!(outcomes_of::<FocusNotObscuredMinimum>(&step).is_empty());
        }
    }

    #[test]
    fn one_direction_is_enough_to_fail() {
        let mut step = walked(HTML, vec![under(25, None)]);
        step.focus.as_mut().unwrap().backward = vec![under(0, Some(("bar", "fixed", false)))];
        assert_eq!(
            outcomes::<FocusNotObscuredMinimum>(&step),
            ["a: failed: When the element takes the focus, #bar (fixed) covers all of it."]
        );
    }
}
