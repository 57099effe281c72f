//! # Requirement
//!
//! What a page shows follows the device when it is turned: no style sheet turns it back.
//!
//! # Why it matters
//!
//! A patient whose tablet is fixed to the wheelchair reads a page that lies on its side, or does not read it.
//!
//! # How it is judged
//!
//! - Judged is whatever is seen in one of the two orientations that a style sheet turns under `@media (orientation: portrait)` or `landscape`: by
//!   `rotate`, or by a `transform` with `rotate()`, `rotate3d()`, `rotateZ()`, `matrix()` or `matrix3d()`.
//! - The page is looked at in windows that are upright and that lie. It fails when an element's turn, with all
//!   around it, differs between the two by 90 degrees, within two.
//! - When nothing in it is to be read, neither text nor a picture that has a name or is larger than an icon, it is for a person to judge.
//! - Where a style sheet cannot be read, whatever turns between two windows that differ in nothing but
//!   their orientation is judged as well.
//!
//! # What it does not see
//!
//! - A reason why one orientation is essential, or a control that turns the page. Waive the finding then.
//! - Scripts that turn or lock the page, and content that one of the orientations leaves out.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.4](https://www.w3.org/TR/WCAG22/#orientation)
//! - [ACT rule b33eff](https://www.w3.org/WAI/standards-guidelines/act/rules/b33eff/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TextNode},
    evidence::{NodeId, Property, State, Turn},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};
use std::collections::BTreeSet;

/// How far from 90 degrees is still a quarter turn.
const TOLERANCE: f64 = 2.0;
/// The side of a picture that may be an icon.
const ICON: f64 = 64.0;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct Orientation;

impl StateCheck for Orientation {
    const META: &'static Meta = &Meta {
        id: "orientation",
        title: "No style sheet turns the page back when the device is turned",
        requires: &[wcag22::ORIENTATION],
        act: &["b33eff"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("orientation.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let Some(orientation) = &page.recorded.orientation else { return Vec::new() };
        if orientation.lost {
            let what = "The page could not be looked at both upright and lying.";
            let fix =
                "Turn a phone or a tablet with the page on it, and see whether the page follows.";
            return vec![Subject::Document.is(Outcome::CantTell(Finding::new(what, fix)))];
        }
        let turns: BTreeSet<_> = orientation.turns.iter().map(|turn| turn.node).collect();
        let legible = legible(page, &turns);
        orientation
            .turns
            .iter()
            .filter(|turn| turn.asked || is_quarter(turn))
            .filter_map(|turn| {
                let element = page.element(turn.node).filter(|element| is_shown(*element))?;
                let legible = legible.contains(&turn.node);
                element.is_html().then(|| element.subject().is(outcome(turn, legible)))
            })
            .collect()
    }
}

fn outcome(turn: &Turn, legible: bool) -> Outcome {
    if !is_quarter(turn) {
        return Outcome::Passed;
    }
    let what = format!(
        "The element is turned by {:.0} degrees in portrait and by {:.0} in landscape",
        turn.portrait, turn.landscape
    );
    let fix = "Leave turning to the device, and lay the content out for both orientations.";
    if legible {
        let said = format!("{what}, so what it shows does not follow the device.");
        Outcome::Failed(Finding::new(said, fix))
    } else {
        let said = format!("{what}; nothing was found in it that has to be read upright.");
        Outcome::CantTell(Finding::new(said, fix))
    }
}

fn is_quarter(turn: &Turn) -> bool {
    turn.from_quarter() <= TOLERANCE
}

/// The turned elements with something to read that no turned element inside of them holds.
fn legible(page: Page<'_>, turns: &BTreeSet<NodeId>) -> BTreeSet<NodeId> {
    let turned = |element: Element<'_>| {
        element.lineage().map(|element| element.id).find(|id| turns.contains(id))
    };
    let texts = page.texts().filter(|text| !text.lines().is_empty());
    let texts = texts.filter_map(TextNode::parent).filter(|parent| is_shown(*parent));
    let pictures = page.elements().filter(|element| {
        is_shown(*element)
            && (element.is_svg()
                || element
                    .is_any(&["canvas", "embed", "iframe", "img", "input", "object", "video"]))
            && (!element.name().is_empty()
                || element.bounds().is_some_and(|own| own.width.max(own.height) > ICON))
    });
    texts.chain(pictures).filter_map(turned).collect()
}

/// Whether it is seen in one of the orientations: in the one at hand, or if its turn did not move it off the page.
fn is_shown(element: Element<'_>) -> bool {
    element.is_visible()
        || element.is(State::Rendered)
            && element.style(Property::Visibility) == "visible"
            && element.boxes().any(|own| !own.is_empty())
            && !element.lineage().any(|outer| outer.style(Property::Opacity) == "0")
}

#[cfg(test)]
mod tests {
    use super::Orientation;
    use crate::{
        evidence::{self, Turn},
        testing::{by_id, outcomes, outcomes_of, step},
    };

    fn turned(html: &str, turns: &[(&str, bool, f64, f64)]) -> evidence::Step {
        let mut step = step(html);
        let turns = turns
            .iter()
            .map(|(id, asked, portrait, landscape)| Turn {
                node: by_id(step.page.as_ref().expect("a page"), id),
                asked: *asked,
                portrait: *portrait,
                landscape: *landscape,
            })
            .collect();
        let orientation = evidence::Orientation { turns, ..evidence::Orientation::default() };
        step.page.as_mut().expect("a page").orientation = Some(orientation);
        step
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let text = "<main id=a>Your results</main>";
        for (clause, html, portrait, landscape, expected) in [
            ("turned in portrait", text, 90.0, 0.0, "failed"),
            ("turned in landscape", text, 0.0, 90.0, "failed"),
            ("turned to the left", text, -90.0, 0.0, "failed"),
            ("three quarters", text, 270.0, 0.0, "failed"),
            ("nearly", text, 88.0, 0.0, "failed"),
            ("less", text, 87.9, 0.0, "passed"),
            ("more", text, 92.1, 0.0, "passed"),
            ("askew in both", text, 92.5, 2.5, "failed"),
            ("over the half turn", text, 170.0, -100.0, "failed"),
            ("not at all", text, 0.0, 0.0, "passed"),
            ("upside down", text, 180.0, 0.0, "passed"),
            ("both ways", text, 90.0, -90.0, "passed"),
            ("in both", text, 90.0, 90.0, "passed"),
            ("an icon", "<p id=a><img box='0,0 64x64'></p>", 90.0, 0.0, "can't tell"),
            ("a picture", "<p id=a><img box='0,0 65x40'></p>", 90.0, 0.0, "failed"),
            (
                "off the page",
                "<main id=a box='0,-90 100x20'>Your results</main>",
                90.0,
                0.0,
                "failed",
            ),
            ("unseen", "<p id=a style='visibility: hidden'>Your results</p>", 90.0, 0.0, ""),
        ] {
            let step = turned(html, &[("a", true, portrait, landscape)]);
            assert_eq!(outcomes_of::<Orientation>(&step).join(" "), expected, "{clause}");
        }
    }

    /// Without a rule that could be read, only what turns is judged.
    #[test]
    fn what_nobody_asked_for() {
        let text = "<main id=a>Your results</main>";
        let said = |turn| outcomes_of::<Orientation>(&turned(text, &[turn])).join(" ");
        assert_eq!(said(("a", false, 45.0, 45.0)), "");
        assert_eq!(said(("a", false, 90.0, 0.0)), "failed");
        assert!(outcomes::<Orientation>(&step(text)).is_empty());
    }

    #[test]
    fn looks_that_failed_are_no_pass() {
        let mut step = step("<main>Your results</main>");
        let lost = evidence::Orientation { lost: true, ..evidence::Orientation::default() };
        step.page.as_mut().expect("a page").orientation = Some(lost);
        assert_eq!(outcomes_of::<Orientation>(&step), ["can't tell"]);
    }

    /// What is turned back inside of what is turned stands upright.
    #[test]
    fn one_turn_in_another() {
        let html = "<div id=a><main id=b>Your results</main></div>";
        let step = turned(html, &[("a", true, 90.0, 0.0), ("b", true, 0.0, 0.0)]);
        assert_eq!(outcomes_of::<Orientation>(&step), ["can't tell", "passed"]);
    }

    #[test]
    fn wording() {
        let step = turned("<main id=a>Your results</main>", &[("a", true, 90.0, 0.0)]);
        insta::assert_snapshot!(outcomes::<Orientation>(&step).join("\n"), @"a: failed: The element is turned by 90 degrees in portrait and by 0 in landscape, so what it shows does not follow the device.");
    }
}
