//! # Requirement
//!
//! An inline frame has an accessible name.
//!
//! # Why it matters
//!
//! A screen reader announces the frame before its content. "Frame" alone does not tell the payment form
//! from the video visit, nor from an advertisement that can be skipped.
//!
//! # How it is judged
//!
//! - A frame is an `iframe` element that assistive technology gets, that is not marked as decoration and
//!   has no negative `tabindex`.
//! - Its name comes from ARIA or from `title`; its `name` attribute is for scripts.
//! - A nameless frame without any size can't be told: some screen readers leave it out. Any other that nobody sees, being
//!   transparent, clipped or out of the window, is met by a screen reader all the same.
//!
//! # What it does not see
//!
//! - Whether the name says what the frame holds.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule cae760](https://www.w3.org/WAI/standards-guidelines/act/rules/cae760/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, integer},
    evidence::Property,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct FrameName;

impl StateCheck for FrameName {
    const META: &'static Meta = &Meta {
        id: "frame-name",
        title: "Inline frames have an accessible name",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["cae760"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("frame_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_any(&["iframe"]) && element.is_exposed())
            .filter(|element| !element.is_marked_as_decorative() && !is_left_out(*element))
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

/// Whether somebody tried to keep the frame out of the Tab key's way.
fn is_left_out(frame: Element<'_>) -> bool {
    frame.attr("tabindex").and_then(integer).is_some_and(|index| index < 0)
}

fn outcome(frame: Element<'_>) -> Outcome {
    let Some(why) = frame.unnamed() else { return Outcome::Passed };
    let finding = Finding::new(
        format!("The frame has no accessible name{why}."),
        "Say in its `title` what it holds, or hide it with `aria-hidden` and `tabindex=\"-1\"`.",
    );
    // What a scale of nothing shrinks has a size of its own.
    let is_empty = frame.style(Property::Transform) == "none"
        && frame.bounds().is_some_and(|bounds| bounds.width.min(bounds.height) <= 0.0);
    if is_empty { Outcome::CantTell(finding) } else { Outcome::Failed(finding) }
}

#[cfg(test)]
mod tests {
    use super::FrameName;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<iframe id=a></iframe>", "a"),
            ("<iframe id=a title=' '></iframe>", "a"),
            ("<iframe id=a name=Payment></iframe>", "a"),
            ("<iframe id=a>Payment</iframe>", "a"),
            ("<iframe id=a title=Payment></iframe>", ""),
            ("<iframe id=a aria-label=Payment></iframe>", ""),
            ("<iframe id=a aria-labelledby=b></iframe><b id=b>Payment</b>", ""),
            ("<iframe id=a tabindex=0></iframe>", "a"),
            ("<iframe id=a box='-9999,0 9x9'></iframe>", "a"),
            ("<iframe id=a style='opacity: 0'></iframe>", "a"),
            (
                "<iframe id=a box='0,0 0x0' style='transform: matrix(0, 0, 0, 0, 0, 0)'></iframe>",
                "a",
            ),
            ("<iframe id=a box='-9999,0 9x9' title=Payment></iframe>", ""),
        ] {
            assert_eq!(failed::<FrameName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn a_frame_without_size_is_in_doubt() {
        let step = step("<iframe box='0,0 0x0'></iframe>");
        assert_eq!(outcomes_of::<FrameName>(&step), ["can't tell"]);
    }

    #[test]
    fn only_frames_that_people_meet_are_judged() {
        for html in [
            "<iframe style='display: none'></iframe>",
            "<iframe aria-hidden=true></iframe>",
            "<iframe tabindex=-1></iframe>",
            "<iframe tabindex=-1px></iframe>",
            "<iframe role=none></iframe>",
            "<object></object>",
        ] {
            assert!(outcomes::<FrameName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<iframe id=a></iframe><iframe id=b title=Payment></iframe>");
        insta::assert_snapshot!(outcomes::<FrameName>(&step).join("\n"), @r"
        a: failed: The frame has no accessible name.
        b: passed
        ");
    }
}
