//! # Requirement
//!
//! What looks like a heading is one.
//!
//! # Why it matters
//!
//! Two of three people with a screen reader move from heading to heading. To them a page of results under big bold lines
//! is one unbroken text.
//!
//! # How it is judged
//!
//! - Judged is a block of text that looks like a heading: on its own line, at most 120 characters, all of it heavier (600
//!   or more) and at least 1.2 times as large as the block that follows it, which is longer and not itself as heavy.
//! - It passes when it is exposed as a heading. Legends, captions, terms, cells, buttons, links, labels, and what names
//!   something else by `aria-labelledby`, have a role of their own and are not judged.
//! - It fails when it is no heading and its letters are those of a heading on the same page, in size, weight, font and
//!   colour: the page itself says what such letters mean. Otherwise it is for a person to judge.
//!
//! # What it does not see
//!
//! - Headings that stand out by nothing but colour, space or weight.
//! - Whether the levels of the headings follow from one another.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [F2: changes in presentation that convey what has no markup](https://www.w3.org/WAI/WCAG22/Techniques/failures/F2)
//! - [H42: h1 to h6](https://www.w3.org/WAI/WCAG22/Techniques/html/H42)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Block, Element, Page},
    evidence::{NodeId, Property},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeSet;

/// How many characters a heading has at most.
const LONGEST: usize = 120;
/// How much larger its letters are than those of the text that follows.
const LARGER: f64 = 1.2;
/// How heavy its letters are at least.
const HEAVY: f64 = 600.0;
/// What a heading's letters look like, beside their size and weight.
const LOOK: [Property; 5] = [
    Property::FontSize,
    Property::FontWeight,
    Property::FontFamily,
    Property::FontStyle,
    Property::Color,
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct InfoAndRelationshipsHeading;

impl StateCheck for InfoAndRelationshipsHeading {
    const META: &'static Meta = &Meta {
        id: "info-and-relationships-heading",
        title: "What looks like a heading is one",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("info_and_relationships_heading.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let blocks: Vec<_> = Block::all(page).into_values().collect();
        let naming = naming(page);
        let looks: BTreeSet<_> = blocks
            .iter()
            .filter(|block| heading_of(block.element).is_some())
            .filter_map(look)
            .collect();
        blocks
            .windows(2)
            .filter(|pair| looks_like_heading(&pair[0], &pair[1]))
            .filter_map(|pair| {
                let block = &pair[0];
                if let Some(heading) = heading_of(block.element) {
                    return Some(heading.subject().is(Outcome::Passed));
                }
                let judged = !has_role_of_its_own(block.element, &naming);
                let alike = look(block).is_some_and(|look| looks.contains(&look));
                judged.then(|| block.element.subject().is(outcome(block, &pair[1], alike)))
            })
            .collect()
    }
}

fn outcome(block: &Block<'_>, after: &Block<'_>, alike: bool) -> Outcome {
    let size = |block: &Block<'_>| block.font_size().unwrap_or_default();
    let mut what = format!(
        "The text looks like a heading, bold and {:.1} times as large as what follows, and is none",
        size(block) / size(after).max(1.0)
    );
    if alike {
        what.push_str("; headings of this page have the same letters");
    }
    let finding = Finding {
        related: vec![after.element.subject()],
        ..Finding::new(what + ".", "Make it an h1 to h6 of the level that fits.")
    };
    if alike { Outcome::Failed(finding) } else { Outcome::CantTell(finding) }
}

fn looks_like_heading(block: &Block<'_>, after: &Block<'_>) -> bool {
    let (Some(size), Some(weight)) = (block.font_size(), block.font_weight()) else { return false };
    // A text of mixed letters is not a heading, and none that follows is larger than it should be.
    let next = after.texts.iter().filter_map(|text| text.parent());
    let (largest, lightest) =
        next.fold((0.0, f64::MAX), |(largest, lightest): (f64, f64), letters| {
            let number = |property| {
                letters.style(property).trim_end_matches("px").parse::<f64>().unwrap_or_default()
            };
            (largest.max(number(Property::FontSize)), lightest.min(number(Property::FontWeight)))
        });
    let length = block.text.chars().count();
    let letters = block.text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3
        && length <= LONGEST
        && !block.text.ends_with(['.', ',', ';'])
        && weight >= HEAVY
        && lightest < HEAVY
        && size >= LARGER * largest
        && after.text.chars().count() > length
        && after.bounds.y >= block.bounds.bottom() - 1.0
        && !block.element.is_svg()
        && is_alone(block)
}

/// Whether nothing else stands in the block's lines, nor blocks inside of it.
fn is_alone(block: &Block<'_>) -> bool {
    let element = block.element;
    let display = element.style(Property::Display);
    let in_line = display.starts_with("inline") || display.starts_with("table");
    let other = element.descendants().any(|inner| {
        inner.is_visible() && (inner.is_widget() || inner.is_any(&["img", "br"]) || inner.is_svg())
    });
    let mixed = element.texts().filter(|text| text.is_visible()).count() != block.texts.len();
    !in_line && !other && !mixed
}

/// What the letters of a block look like, if all look alike.
fn look<'e>(block: &Block<'e>) -> Option<[&'e str; 5]> {
    let mut look = [""; 5];
    for (style, property) in look.iter_mut().zip(LOOK) {
        *style = block.style(property)?;
    }
    Some(look)
}

/// The heading that a block stands in.
fn heading_of(element: Element<'_>) -> Option<Element<'_>> {
    element.lineage().find(|outer| outer.role().is_any(&["heading"]) && outer.is_exposed())
}

/// The elements that name or describe others.
fn naming(page: Page<'_>) -> BTreeSet<NodeId> {
    page.elements()
        .flat_map(|element| {
            element.references("aria-labelledby").chain(element.references("aria-describedby"))
        })
        .map(|label| label.id)
        .collect()
}

/// Whether something around the text says already what it is.
fn has_role_of_its_own(element: Element<'_>, naming: &BTreeSet<NodeId>) -> bool {
    !element.is_exposed()
        || element.lineage().any(|outer| {
            naming.contains(&outer.id)
                || outer.is_widget()
                || outer.is_any(&[
                    "caption",
                    "dt",
                    "figcaption",
                    "label",
                    "legend",
                    "pre",
                    "summary",
                ])
                || outer.role().is_any(&[
                    "banner",
                    "blockquote",
                    "caption",
                    "cell",
                    "columnheader",
                    "contentinfo",
                    "figure",
                    "gridcell",
                    "img",
                    "log",
                    "math",
                    "navigation",
                    "rowheader",
                    "status",
                    "term",
                    "time",
                    "tooltip",
                ])
        })
}

#[cfg(test)]
mod tests {
    use super::InfoAndRelationshipsHeading;
    use crate::testing::{outcomes, outcomes_of, step};

    const TEXT: &str = "<p>All values of this year are within the normal range.</p>";

    fn bold(rest: &str) -> String {
        format!("style='font-size: 20px; font-weight: 700; {rest}'")
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let big = bold("");
        for (clause, html, expected) in [
            ("a heading", format!("<h2 {big}>Your results</h2>{TEXT}"), "passed"),
            (
                "by role",
                format!("<p role=heading aria-level=2 {big}>Your results</p>{TEXT}"),
                "passed",
            ),
            ("no heading", format!("<p {big}>Your results</p>{TEXT}"), "can't tell"),
            (
                "like one",
                format!("<h2 {big}>Visits</h2>{TEXT}<p {big}>Your results</p>{TEXT}"),
                "passed failed",
            ),
            (
                "in another colour",
                format!(
                    "<h2 {big}>Visits</h2>{TEXT}<p {}>Your results</p>{TEXT}",
                    bold("color: rgb(0, 0, 160)")
                ),
                "passed can't tell",
            ),
            (
                "not bold",
                format!("<p style='font-size: 30px; font-weight: 500'>Your results</p>{TEXT}"),
                "",
            ),
            (
                "not large",
                format!("<p style='font-size: 19px; font-weight: 700'>Your results</p>{TEXT}"),
                "",
            ),
            (
                "just large enough",
                format!("<p style='font-size: 19.2px; font-weight: 600'>Your results</p>{TEXT}"),
                "can't tell",
            ),
            (
                "bold text below",
                format!(
                    "<p {big}>Your results</p><p style='font-weight: 700'>All values of this year are good.</p>"
                ),
                "",
            ),
            ("short text below", format!("<p {big}>Your results</p><p>All good.</p>"), ""),
            ("nothing below", format!("<p {big}>Your results</p>"), ""),
            ("a sentence", format!("<p {big}>See your doctor.</p>{TEXT}"), ""),
            ("a number", format!("<p {big}>131</p>{TEXT}"), ""),
            (
                "text beside",
                format!(
                    "<p {big} box='0,0 100x20'>Your results</p><p box='200,0 100x20'>All values of this year are good.</p>"
                ),
                "",
            ),
            ("a term", format!("<dl><dt {big}>Your results</dt></dl>{TEXT}"), ""),
            (
                "a label",
                format!(
                    "<label><b style='display: block; font-size: 20px'>Your results</b></label>{TEXT}"
                ),
                "",
            ),
            (
                "a link",
                format!(
                    "<a href=#><b style='display: block; font-size: 20px'>Your results</b></a>{TEXT}"
                ),
                "",
            ),
            (
                "the name of a region",
                format!(
                    "<section aria-labelledby=n><p id=n {big}>Your results</p>{TEXT}</section>"
                ),
                "",
            ),
            ("hidden", format!("<p aria-hidden=true {big}>Your results</p>{TEXT}"), ""),
        ] {
            let said = outcomes_of::<InfoAndRelationshipsHeading>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_short_texts_are_judged() {
        let long = "Your results of this year ".repeat(5);
        let step = step(&format!("<p {}>{long}</p><p>{long}{long}</p>", bold("")));
        assert!(outcomes::<InfoAndRelationshipsHeading>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let big = bold("");
        let html = format!("<h2 id=a {big}>Visits</h2>{TEXT}<p id=b {big}>Your results</p>{TEXT}");
        insta::assert_snapshot!(outcomes::<InfoAndRelationshipsHeading>(&step(&html)).join("\n"), @r"
        a: passed
        b: failed: The text looks like a heading, bold and 1.2 times as large as what follows, and is none; headings of this page have the same letters.
        ");
    }
}
