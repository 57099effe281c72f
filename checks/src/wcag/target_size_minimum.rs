//! # Requirement
//!
//! A pointer target is at least 24 by 24 CSS pixels, or so far from its neighbours that it might be.
//!
//! # Why it matters
//!
//! A patient with a tremor who aims at "Confirm" and hits "Cancel" loses the appointment.
//!
//! # How it is judged
//!
//! - A target is a link or native control, or an element with an operable role that takes the focus or listens
//!   for presses, when it is seen, not disabled and not behind a modal dialog. Its labels are part of it.
//! - It passes when what is shown of one of its boxes is 24 by 24 CSS pixels. Boxes may be recorded half a tenth off,
//!   in the page's favour. When round corners or a clip path leave less room than a square of that size, and
//!   something is near, it is for a person to judge.
//! - Spacing: a circle of 24 pixels around the middle of its bounding box stays clear of every other target and
//!   of the circle of every other undersized one. Touching is not intersecting. A target inside of another is not its
//!   neighbour, nor is a link to the same place.
//! - Inline: it stands in a line with text that is no target. Browser's own: a check box or radio button, or a
//!   button, field or list, of the size and look that the browser gives.
//! - Equivalent: another link to the same place is large enough.
//! - When it is short of room by less than a pixel, or a larger control has the same name and role (which may
//!   do the same or not), it is for a person to judge. So it is with areas of an image and shapes of a drawing, whose
//!   place may be what they say: pins on a map. Where anything else is essential, waive the finding.
//!
//! # What it does not see
//!
//! - Parts of a target that something lies over.
//! - Things that react to presses without a role.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.5.8](https://www.w3.org/TR/WCAG22/#target-size-minimum)
//! - [Understanding 2.5.8](https://www.w3.org/WAI/WCAG22/Understanding/target-size-minimum.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, PointerTargets, Target},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeSet;

const DIAMETER: f64 = 24.0;
const ROUNDING: f64 = 0.05;
/// How much room may be missing before it is certain that it is.
const DOUBT: f64 = 1.0;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TargetSizeMinimum;

impl StateCheck for TargetSizeMinimum {
    const META: &'static Meta = &Meta {
        id: "target-size-minimum",
        title: "Pointer targets are 24 by 24 CSS pixels or spaced as if they were",
        requires: &[wcag22::TARGET_SIZE_MINIMUM],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("target_size_minimum.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let targets = PointerTargets::of(page);
        let large = Large::among(&targets);
        targets
            .iter()
            .map(|target| target.subject().is(outcome(target, &targets, &large)))
            .collect()
    }
}

/// What the targets that are large enough do.
struct Large<'t> {
    hrefs: BTreeSet<&'t str>,
    names: BTreeSet<(&'static str, &'t str)>,
}

impl<'t> Large<'t> {
    fn among(targets: &'t PointerTargets<'_>) -> Self {
        let large = || targets.iter().filter(|target| !undersized(target));
        let named = large().filter_map(|target| {
            let name = target.element.name();
            (!name.is_empty()).then(|| (target.element.role().name(), name.text.as_str()))
        });
        Self { hrefs: large().filter_map(Target::href).collect(), names: named.collect() }
    }
}

fn outcome(target: &Target<'_>, all: &PointerTargets<'_>, large: &Large<'_>) -> Outcome {
    let cut = !undersized(target);
    if cut && !target.may_be_cut(DIAMETER - ROUNDING) {
        return Outcome::Passed;
    }
    let neighbours = all.around(target.bounds.centre(), DIAMETER);
    let crowding: Vec<_> = neighbours
        .into_iter()
        .filter(|other| !is_part_of(other, target))
        .filter_map(|other| Some((missing(other, target)?, other)))
        .collect();
    if crowding.is_empty() {
        return if cut { Outcome::Passed } else { Outcome::Excepted("spacing") };
    }
    if all.in_line_of_text(target) {
        return Outcome::Excepted("inline");
    }
    if target.is_sized_by_browser() {
        return Outcome::Excepted("user agent control");
    }
    if target.href().is_some_and(|href| large.hrefs.contains(href)) {
        return Outcome::Excepted("equivalent");
    }
    let finding = Finding {
        what: format!(
            "The target is {:.1} by {:.1} CSS pixels{}, and {} within its 24-pixel circle.",
            target.bounds.width,
            target.bounds.height,
            if cut { ", less where it is cut or round" } else { "" },
            match crowding.len() {
                1 => "another target is".to_owned(),
                n => format!("{n} other targets are"),
            },
        ),
        fix: "Make it at least 24 by 24 CSS pixels, or move its neighbours away.".to_owned(),
        related: crowding.iter().map(|(_, other)| other.subject()).collect(),
    };
    let certain = crowding.iter().any(|(missing, _)| *missing >= DOUBT - ROUNDING);
    let role_and_name = (target.element.role().name(), target.element.name().text.as_str());
    let doubtful = cut || !certain || target.may_be_placed_by_meaning();
    if doubtful || large.names.contains(&role_and_name) {
        Outcome::CantTell(finding)
    } else {
        Outcome::Failed(finding)
    }
}

fn undersized(target: &Target<'_>) -> bool {
    !target.holds_square(DIAMETER - ROUNDING)
}

/// Whether the two are one target for a person: the same, one in the other, or links to the same place.
fn is_part_of(other: &Target<'_>, target: &Target<'_>) -> bool {
    other.element.id == target.element.id
        || other.is_nested_with(target)
        || other.href().is_some() && other.href() == target.href()
}

/// How much room `other`, or its circle if it is undersized too, takes from the circle of `target`.
fn missing(other: &Target<'_>, target: &Target<'_>) -> Option<f64> {
    let centre = target.bounds.centre();
    let from_box = DIAMETER / 2.0 - other.distance(centre);
    let (x, y) = other.bounds.centre();
    let from_circle = DIAMETER - (x - centre.0).hypot(y - centre.1);
    let missing = if undersized(other) { from_box.max(from_circle) } else { from_box };
    (missing > ROUNDING).then_some(missing)
}

#[cfg(test)]
mod tests {
    use super::TargetSizeMinimum;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    /// Each clause of the criterion, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            (
                "small with room",
                "<button id=a box='0,0 16x16'></button><button id=b box='24,0 16x16'></button>",
                "",
            ),
            (
                "a pixel too near",
                "<button id=a box='0,0 16x16'></button><button id=b box='23,0 16x16'></button>",
                "a b",
            ),
            (
                "half a pixel too near",
                "<button id=a box='0,0 16x16'></button><button id=b box='23.5,0 16x16'></button>",
                "",
            ),
            (
                "small beside a large one",
                "<button id=a box='0,0 16x16'></button><button id=b box='18,0 200x40'></button>",
                "a",
            ),
            (
                "wide but low",
                "<button id=a box='0,0 90x16'></button><button id=b box='0,16 90x16'></button>",
                "a b",
            ),
            (
                "tall but narrow",
                "<button id=a box='0,0 16x90'></button><button id=b box='16,0 16x90'></button>",
                "a b",
            ),
            (
                "small by a rounding",
                "<button id=a box='0,0 23.96x24'></button><button id=b box='23.96,0 24x24'></button>",
                "",
            ),
            (
                "small by more",
                "<button id=a box='0,0 22x24'></button><button id=b box='22,0 24x24'></button>",
                "a",
            ),
            (
                "one inside the other",
                "<a id=a href=/ box='0,0 20x20'><button id=b box='4,4 12x12'></button></a>",
                "",
            ),
            (
                "in a wrapped link's gap",
                "<a id=a href=/ box='100,0 60x30+0,30 60x30'></a><button id=b box='72,2 16x16'></button>",
                "",
            ),
            (
                "links to one place",
                "<a id=a href=/1 box='0,0 20x20'></a><a id=b href=/1 box='20,0 20x20'></a>",
                "",
            ),
            (
                "links to two places",
                "<a id=a href=/1 box='0,0 20x20'></a><a id=b href=/2 box='20,0 20x20'></a>",
                "a b",
            ),
            (
                "a disabled neighbour",
                "<button id=a box='0,0 16x16'></button><button disabled box='18,0 16x16'></button>",
                "",
            ),
            (
                "no pointer",
                "<button id=a box='0,0 16x16'></button><button style='pointer-events: none' box='18,0 16x16'></button>",
                "",
            ),
        ] {
            assert_eq!(failed::<TargetSizeMinimum>(&step(html)).join(" "), expected, "{clause}");
        }
    }

    /// Each exception, on both sides of its line; each target has a neighbour that crowds it.
    #[test]
    fn exceptions() {
        let crowd = "<button style='pointer-events: auto' box='0,14 90x40'></button>";
        for (clause, html, expected) in [
            (
                "in a line of text",
                "<p box='0,0 300x14'>Read <a href=/ box='40,0 80x14'>this</a> first</p>",
                "excepted",
            ),
            (
                "alone in a line",
                "<p box='0,0 300x14'><a href=/ box='40,0 80x14'>this</a></p>",
                "failed",
            ),
            (
                "a block",
                "<p box='0,0 300x14'>Read <a href=/ style='display: block' box='40,0 80x14'>this</a></p>",
                "failed",
            ),
            (
                "text in another line",
                "<p box='0,90 300x14'>Read <a href=/ box='40,0 80x14'>this</a></p>",
                "failed",
            ),
            (
                "the browser's own",
                "<input type=radio style='appearance: auto' box='0,0 13x13'>",
                "excepted",
            ),
            (
                "round",
                "<button style='border-top-left-radius: 50%' box='0,0 26x26'></button>",
                "can't tell",
            ),
            (
                "round and large",
                "<button style='border-top-left-radius: 50%' box='0,0 34x34'></button>",
                "passed",
            ),
            (
                "round at the corners",
                "<button style='border-top-left-radius: 4px' box='0,0 26x26'></button>",
                "passed",
            ),
            (
                "clipped",
                "<button style='clip-path: polygon(0% 0%, 100% 0%, 50% 100%)' box='0,0 26x26'></button>",
                "can't tell",
            ),
            (
                "cut by what it is in",
                "<p style='overflow-x: hidden; overflow-y: hidden' box='0,0 40x13'><button box='0,0 40x30'></button></p>",
                "failed",
            ),
            (
                "in what scrolls",
                "<p style='overflow-x: auto; overflow-y: auto' box='0,0 40x13'><button box='0,0 40x30'></button></p>",
                "passed",
            ),
            ("a pin", "<svg><a href=/ role=link box='0,0 9x13'></a></svg>", "can't tell"),
            ("styled", "<input type=radio style='appearance: none' box='0,0 13x13'>", "failed"),
            ("enlarged", "<input type=radio style='appearance: auto' box='0,0 16x13'>", "failed"),
            (
                "an equivalent",
                "<a href=/1 box='0,0 80x13'></a><a href=/1 box='500,500 90x40'></a>",
                "excepted",
            ),
            (
                "perhaps an equivalent",
                "<button box='0,0 9x13'>Edit</button><button box='500,500 90x40'>Edit</button>",
                "can't tell",
            ),
            (
                "a large label",
                "<label box='0,0 200x30'>Yes<input type=checkbox style='appearance: none' box='0,0 13x13'></label>",
                "passed",
            ),
        ] {
            let said = outcomes_of::<TargetSizeMinimum>(&step(&format!("{html}{crowd}")));
            assert_eq!(said[0], expected, "{clause}");
        }
    }

    #[test]
    fn only_what_can_be_operated_is_judged() {
        let step = step(
            "<h1 box='0,0 16x16'>Home</h1><a box='0,16 9x9'>no link</a><button disabled></button>
             <button inert></button><button id=b box='16,0 40x40'></button>",
        );
        assert_eq!(outcomes::<TargetSizeMinimum>(&step), ["b: passed"]);
    }

    #[test]
    fn wording() {
        let step =
            step("<button id=a box='0,0 16x20'></button><button id=b box='16,0 40x40'></button>");
        insta::assert_snapshot!(outcomes::<TargetSizeMinimum>(&step).join("\n"), @r"
        a: failed: The target is 16.0 by 20.0 CSS pixels, and another target is within its 24-pixel circle.
        b: passed
        ");
    }
}
