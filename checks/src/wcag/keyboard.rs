//! # Requirement
//!
//! Everything that a pointer does can be done with a keyboard.
//!
//! # Why it matters
//!
//! The appointment slots are `div`s that listen for clicks. A patient without a mouse reaches the calendar and
//! cannot pick a day; the appointment is never made.
//!
//! # How it is judged
//!
//! - Each action of the step that was tried with the keyboard alone: it fails when the control never took the
//!   focus, by Tab, Shift+Tab or the arrow keys, or when it did and its keys did not do what the pointer does.
//!   An action whose effect shows only after a later one is not judged by itself.
//! - A frame that is not inert and holds something to be seen and tabbed to has no negative `tabindex`, which would
//!   keep Tab out of it. A frame of less than 2 by 2 pixels, or with a document of another origin, is for a person.
//!
//! # What it does not see
//!
//! - Functions that the scenario does not use.
//! - Scrolling areas without a stop, which some browsers make into one.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.1.1](https://www.w3.org/TR/WCAG22/#keyboard)
//! - [ACT rule akn7bn](https://www.w3.org/WAI/standards-guidelines/act/rules/akn7bn/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, integer},
    evidence::{Frame, Operation, Property, ScopeKind, State, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// The side of a frame below which nothing of what is in it can be made out, even if that can be scrolled to.
const SPECK: f64 = 2.0;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct Keyboard;

impl StateCheck for Keyboard {
    const META: &'static Meta = &Meta {
        id: "keyboard",
        title: "Everything can be operated with the keyboard",
        requires: &[wcag22::KEYBOARD],
        act: &["akn7bn"],
        severity: Severity::Critical,
        class: Class::Accessibility,
        source: include_str!("keyboard.rs"),
    };

    type Reads<'e> = (Page<'e>, &'e Step);

    fn judge((page, step): (Page<'_>, &Step)) -> Vec<Judgement> {
        let acts = step.acts.iter().enumerate().filter_map(|(place, act)| {
            Some(Subject::Act(place).is(of_operation(act.keyboard.as_ref()?)?))
        });
        let frames = page
            .elements()
            .filter(|element| element.is_any(&["iframe"]) && !element.is(State::Inert))
            .filter_map(|frame| Some(frame.subject().is(of_frame(frame)?)));
        acts.chain(frames).collect()
    }
}

fn of_operation(operation: &Operation) -> Option<Outcome> {
    if !operation.reached {
        return Some(Outcome::Failed(Finding::new(
            format!("The control never takes the focus, in {} presses of keys.", operation.presses),
            "Use a native button, link or field, or give the control tabindex=\"0\" and key handlers.",
        )));
    }
    match operation.worked {
        None => None,
        Some(true) => Some(Outcome::Passed),
        Some(false) => Some(Outcome::Failed(Finding::new(
            match operation.keys.join(" and ") {
                keys if keys.is_empty() => {
                    "The control takes the focus, but no key does what the pointer does.".to_owned()
                }
                keys => format!(
                    "The control takes the focus, but {keys} does not do what the pointer does."
                ),
            },
            "Use a native button, link or field, or handle the keys of its role.",
        ))),
    }
}

fn of_frame(frame: Element<'_>) -> Option<Outcome> {
    let negative = frame.attr("tabindex").and_then(integer).is_some_and(|index| index < 0);
    let doubt = |what: &str| {
        Some(Outcome::CantTell(Finding::new(what, "Remove the negative tabindex from the frame.")))
    };
    if frame.recorded.frame == Some(Frame::Foreign) {
        return if negative && frame.is_visible() {
            doubt("The frame has a negative tabindex, and what is in it could not be read.")
        } else {
            None
        };
    }
    let control = frame.descendants().find(|element| {
        element.is_visible() && element.is_tabbable() && is_contained(*element, frame)
    })?;
    if !negative {
        return Some(Outcome::Passed);
    }
    if window(frame).is_none_or(|(width, height)| width.min(height) < SPECK) {
        return doubt("The frame has a negative tabindex and is too small to show what is in it.");
    }
    Some(Outcome::Failed(Finding {
        what: "The frame has a negative tabindex, so Tab never reaches what is in it.".to_owned(),
        fix: "Remove the negative tabindex from the frame.".to_owned(),
        related: vec![control.subject()],
    }))
}

/// The size of what a frame shows: of its box without its border.
fn window(frame: Element<'_>) -> Option<(f64, f64)> {
    let border = |property| frame.style(property).trim_end_matches("px").parse().unwrap_or(0.0);
    let across: f64 = border(Property::BorderLeftWidth) + border(Property::BorderRightWidth);
    let down: f64 = border(Property::BorderTopWidth) + border(Property::BorderBottomWidth);
    frame.bounds().map(|bounds| (bounds.width - across, bounds.height - down))
}

/// Whether an element is in the frame's own document, not in that of a frame inside of it.
fn is_contained(element: Element<'_>, frame: Element<'_>) -> bool {
    let scopes = &element.page.recorded.scopes;
    let mut scope = scopes.get(element.recorded.scope as usize);
    // Out of the shadow roots, whose hosts stand before them.
    while let Some(shadow) = scope.filter(|scope| scope.kind != ScopeKind::Document) {
        let host = shadow.host.and_then(|host| element.page.element(host));
        scope = host
            .filter(|host| host.id < element.id)
            .and_then(|host| scopes.get(host.recorded.scope as usize));
    }
    scope.is_some_and(|document| document.host == Some(frame.id))
}

#[cfg(test)]
mod tests {
    use super::Keyboard;
    use crate::{
        evidence::{Frame, Node, Operation, Scope, ScopeKind, Step},
        testing::{by_id, click, operation, outcomes, outcomes_of, step},
    };

    fn tried(operation: Operation) -> Step {
        let mut step = step("");
        step.acts = vec![click()];
        step.acts[0].keyboard = Some(operation);
        step
    }

    /// Each clause about actions, on both sides of its line.
    #[test]
    fn actions() {
        for (clause, operation, expected) in [
            ("it works", operation(true, Some(true)), Some("passed")),
            ("out of reach", operation(false, None), Some("failed")),
            ("it does not work", operation(true, Some(false)), Some("failed")),
            ("a later action decides", operation(true, None), None),
        ] {
            let said = outcomes_of::<Keyboard>(&tried(operation));
            assert_eq!(said.first().map(String::as_str), expected, "{clause}");
        }
        let mut untried = tried(operation(true, None));
        untried.acts[0].keyboard = None;
        assert!(outcomes_of::<Keyboard>(&untried).is_empty());
    }

    /// The page with the body's contents moved into its frame.
    fn framed(html: &str, inside: Frame) -> Step {
        let mut step = step(html);
        let page = step.page.as_mut().unwrap();
        let frame = by_id(page, "f");
        let scope = u32::try_from(page.scopes.len()).unwrap();
        page.scopes.push(Scope { kind: ScopeKind::Document, host: Some(frame), url: None });
        let (before, after) = page.nodes.split_at_mut(frame.index() + 1);
        for node in after {
            if let Node::Element(element) = node {
                (element.scope, element.parent) = (scope, Some(frame));
            }
        }
        if let Node::Element(element) = &mut before[frame.index()] {
            element.frame = Some(inside);
        }
        step
    }

    /// Each clause about frames, on both sides of its line.
    #[test]
    fn frames() {
        let link = "<a id=a href=/>Home</a>";
        for (clause, frame, after, expected) in [
            ("negative", "tabindex=-1", link, Some("failed")),
            ("zero", "tabindex=0", link, Some("passed")),
            ("none", "", link, Some("passed")),
            ("no integer", "tabindex=x", link, Some("passed")),
            ("nothing to tab to", "tabindex=-1", "<a id=a href=/ tabindex=-1>Home</a>", None),
            ("nothing to see", "tabindex=-1", "<a id=a href=/ box='0,0 0x0'>Home</a>", None),
            ("inert", "tabindex=-1 inert", link, None),
            ("a speck", "tabindex=-1 box='0,0 1x1'", link, Some("can't tell")),
            (
                "a speck in a border",
                "tabindex=-1 box='0,0 5x5' style='border-left-width: 2px; border-right-width: 2px'",
                link,
                Some("can't tell"),
            ),
            ("a low one", "tabindex=-1 box='0,0 200x5'", link, Some("failed")),
        ] {
            let html = format!("<body><iframe id=f {frame}></iframe>{after}");
            let said = outcomes_of::<Keyboard>(&framed(&html, Frame::Inside));
            assert_eq!(said.first().map(String::as_str), expected, "{clause}");
        }
        let foreign = framed("<iframe id=f tabindex=-1></iframe>", Frame::Foreign);
        assert_eq!(outcomes_of::<Keyboard>(&foreign), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let said = |operation| outcomes::<Keyboard>(&tried(operation)).join("");
        assert_eq!(
            said(operation(false, None)),
            "act 0: failed: The control never takes the focus, in 5 presses of keys."
        );
        assert_eq!(
            said(operation(true, Some(false))),
            "act 0: failed: The control takes the focus, but Enter does not do what the pointer does."
        );
    }
}
