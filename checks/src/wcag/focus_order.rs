//! # Requirement
//!
//! The order in which things take the focus keeps meaning and operability.
//!
//! # Why it matters
//!
//! "Your session is about to end" opens, and the focus stays in the form behind it. A patient who cannot see the
//! dialog goes on typing until the session is gone.
//!
//! # How it is judged
//!
//! - While a modal dialog is open, the focus is in it, or Tab brings it there. It fails when the focus was outside
//!   before the walk and the walk stopped at things outside of every open modal dialog; when only one of the two
//!   holds, it is for a person to judge. Modal is what the browser holds as modal, and a dialog with `aria-modal`.
//! - A stop has a box. It fails when the element has none to be seen in, nor anything inside that has, when no
//!   label stands for it, and when nothing on the screen changes with the focus.
//! - A `tabindex` above zero breaks the order of the page; whether the order still makes sense is for a person.
//!
//! # What it does not see
//!
//! - Whether the order fits the reading order otherwise.
//! - Where the focus goes when a dialog closes.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.3](https://www.w3.org/TR/WCAG22/#focus-order)
//! - [Failure F85](https://www.w3.org/WAI/WCAG22/Techniques/failures/F85)
//! - [Failure F44](https://www.w3.org/WAI/WCAG22/Techniques/failures/F44)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TextNode, gravest, stops},
    evidence::{FocusWalk, Rect, Stop},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct FocusOrder;

impl StateCheck for FocusOrder {
    const META: &'static Meta = &Meta {
        id: "focus-order",
        title: "Things take the focus in an order that keeps their meaning",
        requires: &[wcag22::FOCUS_ORDER],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("focus_order.rs"),
    };

    type Reads<'e> = (Page<'e>, &'e FocusWalk);

    fn judge((page, walk): (Page<'_>, &FocusWalk)) -> Vec<Judgement> {
        let stops = stops(walk).into_iter().filter_map(|(subject, visits)| {
            let outcomes = visits.into_iter().map(|stop| of_stop(page, stop));
            Some(subject.is(gravest(outcomes)?))
        });
        of_modals(page, walk).into_iter().chain(stops).collect()
    }
}

fn of_modals(page: Page<'_>, walk: &FocusWalk) -> Option<Judgement> {
    let modals: Vec<_> = page.open_modals().collect();
    let top = *modals.last()?;
    let inside = |element: Element<'_>| {
        element.lineage().any(|outer| modals.iter().any(|modal| modal.id == outer.id))
    };
    let focus = walk.initial.or(page.recorded.active).and_then(|id| page.element(id));
    let focus_outside = !focus.is_some_and(inside);
    let outside: Vec<_> = walk
        .forward
        .iter()
        .filter(|stop| {
            stop.node.and_then(|id| page.element(id)).is_some_and(|element| !inside(element))
        })
        .map(Stop::subject)
        .collect();
    let fix = "Move the focus into the dialog when it opens, and keep it there until it closes.";
    let what = match (focus_outside, outside.is_empty()) {
        (false, true) => return Some(top.subject().is(Outcome::Passed)),
        (true, false) => {
            "The modal dialog is open, the focus is outside of it, and Tab goes through what is behind it."
        }
        (true, true) => {
            "The modal dialog is open, and the focus is outside of it until Tab is pressed."
        }
        (false, false) => "The modal dialog is open, and Tab goes through what is behind it.",
    };
    let certain = focus_outside && !outside.is_empty();
    let finding = Finding { what: what.to_owned(), fix: fix.to_owned(), related: outside };
    Some(top.subject().is(if certain {
        Outcome::Failed(finding)
    } else {
        Outcome::CantTell(finding)
    }))
}

fn of_stop(page: Page<'_>, stop: &Stop) -> Outcome {
    let Some(element) = stop.node.and_then(|id| page.element(id)) else { return Outcome::Passed };
    if is_nowhere(element, stop) {
        return Outcome::Failed(Finding::new(
            "The element takes the focus, but there is nothing of it to be seen.",
            "Take it out of the order with tabindex=\"-1\", or show it while it has the focus.",
        ));
    }
    if element.recorded.tab_index.is_some_and(|index| index > 0) {
        return Outcome::CantTell(Finding::new(
            "The element's tabindex is above zero, which puts it before everything else.",
            "Use tabindex=\"0\" and put the element where it belongs in the page.",
        ));
    }
    Outcome::Passed
}

fn is_nowhere(element: Element<'_>, stop: &Stop) -> bool {
    let boxless = stop.bounds.is_some_and(Rect::is_empty) && stop.seen == 0;
    let changes = stop.indicator.is_some_and(|indicator| indicator.changed > 0);
    // A field of no size may stand behind its own styled label, and a frame of no size is a document of its own.
    let stands_for_more = element.is_any(&["input", "select", "textarea", "iframe", "area"]);
    let shows_inside = element.descendants().any(Element::is_visible)
        || element.texts().any(TextNode::is_visible)
        || element.lineage().any(|outer| outer.is_any(&["label"]));
    boxless && !changes && !stands_for_more && !shows_inside
}

#[cfg(test)]
mod tests {
    use super::FocusOrder;
    use crate::{
        evidence::{Rect, Step},
        testing::{by_id, failed, indicator, outcomes, outcomes_of, page, stop, walked},
    };

    const OPEN: &str = "<a id=behind href=/>Home</a>
        <div id=d role=dialog aria-modal=true><button id=ok>Stay</button></div>";

    fn walk(html: &str, focus: &str, ids: &[&str]) -> Step {
        let page = page(html);
        let mut step = walked(html, ids.iter().map(|id| stop(&page, id)).collect());
        step.page.as_mut().unwrap().active = (!focus.is_empty()).then(|| by_id(&page, focus));
        step
    }

    /// Each clause about dialogs, on both sides of its line.
    #[test]
    fn modal_dialogs() {
        for (clause, html, focus, stops, expected) in [
            ("focus and stops inside", OPEN, "ok", &["ok"][..], "passed"),
            ("focus and stops outside", OPEN, "behind", &["behind"], "failed"),
            ("no focus, stops outside", OPEN, "", &["behind", "ok"], "failed"),
            ("focus outside, stops inside", OPEN, "behind", &["ok"], "can't tell"),
            ("focus inside, stops outside", OPEN, "ok", &["ok", "behind"], "can't tell"),
            (
                "a dialog that is not modal",
                &OPEN.replace("true", "false"),
                "behind",
                &["behind"],
                "passed",
            ),
            (
                "a dialog that is hidden",
                &OPEN.replace("id=d", "hidden"),
                "behind",
                &["behind"],
                "passed",
            ),
        ] {
            let said = outcomes_of::<FocusOrder>(&walk(html, focus, stops));
            assert_eq!(said[0], expected, "{clause}");
        }
    }

    /// Each clause about stops, on both sides of its line.
    #[test]
    fn stops_that_cannot_be_seen() {
        let at = |html: &str, change: fn(&mut crate::evidence::Stop)| {
            let mut stop = stop(&page(html), "a");
            (stop.bounds, stop.seen) = (Some(Rect::default()), 0);
            change(&mut stop);
            failed::<FocusOrder>(&walked(html, vec![stop])).join(" ")
        };
        let nothing = "<a id=a href=/ box='0,0 0x0'></a>";
        assert_eq!(at(nothing, |_| ()), "a");
        assert_eq!(at(nothing, |stop| stop.bounds = None), "", "no box was recorded");
        assert_eq!(at(nothing, |stop| stop.indicator = Some(indicator(5, 3.0, 2))), "", "it shows");
        assert_eq!(at(nothing, |stop| stop.seen = 1), "", "it is seen");
        assert_eq!(at("<a id=a href=/ box='0,0 0x0'><i>Home</i></a>", |_| ()), "", "it holds more");
        assert_eq!(at("<label>Yes<input id=a type=radio box='0,0 0x0'></label>", |_| ()), "");
    }

    #[test]
    fn a_tabindex_above_zero_is_for_a_person() {
        let html = "<a id=a href=/ tabindex=1>A</a><a id=b href=/ tabindex=0>B</a>";
        assert_eq!(
            outcomes_of::<FocusOrder>(&walk(html, "", &["a", "b"])),
            ["can't tell", "passed"]
        );
    }

    #[test]
    fn wording() {
        let step = walk(OPEN, "behind", &["behind", "ok"]);
        insta::assert_snapshot!(outcomes::<FocusOrder>(&step).join("\n"), @r"
        d: failed: The modal dialog is open, the focus is outside of it, and Tab goes through what is behind it.
        behind: passed
        ok: passed
        ");
    }
}
