//! # Requirement
//!
//! People can set wider spacing for lines, words and letters without losing anything.
//!
//! # Why it matters
//!
//! A patient with dyslexia has a style sheet of their own that spaces text out. A `style` attribute with
//! `!important` wins over it.
//!
//! # How it is judged
//!
//! - Judged is each element with text to be seen whose `style` attribute sets `letter-spacing`, `word-spacing` or
//!   `line-height` as important. Values that are inherited (`inherit`, `unset`) are not its own.
//! - Letters are spaced by at least 0.12 times the size of the font, words by 0.16, lines by 1.5; then nobody needs
//!   to change it. Lines only where the text is broken over lines by the layout; `normal` is measured from them.
//! - For a script that does not space its letters it is for a person to judge.
//!
//! # What it does not see
//!
//! - Important declarations in style sheets, which a later style sheet can override.
//! - A control on the page that changes the spacing.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.12](https://www.w3.org/TR/WCAG22/#text-spacing)
//! - [ACT rule 24afc2](https://www.w3.org/WAI/standards-guidelines/act/rules/24afc2/)
//! - [ACT rule 78fd32](https://www.w3.org/WAI/standards-guidelines/act/rules/78fd32/)
//! - [ACT rule 9e45ec](https://www.w3.org/WAI/standards-guidelines/act/rules/9e45ec/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TextNode},
    evidence::Property,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// Half of the last digit that browsers show of a computed length.
const ROUNDING: f64 = 0.001;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TextSpacingImportant;

impl StateCheck for TextSpacingImportant {
    const META: &'static Meta = &Meta {
        id: "text-spacing-important",
        title: "No style attribute forbids wider text spacing",
        requires: &[wcag22::TEXT_SPACING],
        act: &["24afc2", "78fd32", "9e45ec"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("text_spacing_important.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html())
            .flat_map(|element| {
                let style = element.attr("style").unwrap_or_default();
                SPACINGS.iter().filter(|spacing| is_important(style, spacing.name)).filter_map(
                    move |spacing| Some(element.subject().is(spacing.outcome(element)?)),
                )
            })
            .collect()
    }
}

/// A kind of spacing, and how wide it must be.
struct Spacing {
    name: &'static str,
    property: Property,
    /// In sizes of the font.
    wanted: f64,
}

const SPACINGS: &[Spacing] = &[
    Spacing { name: "letter-spacing", property: Property::LetterSpacing, wanted: 0.12 },
    Spacing { name: "word-spacing", property: Property::WordSpacing, wanted: 0.16 },
    Spacing { name: "line-height", property: Property::LineHeight, wanted: 1.5 },
];

impl Spacing {
    /// How an element stands; none when it has no text that the spacing is for.
    fn outcome(&self, element: Element<'_>) -> Option<Outcome> {
        let texts: Vec<_> = own_texts(element).filter(|text| text.is_visible()).collect();
        let size = pixels(element.style(Property::FontSize))?;
        let wide = match self.property {
            Property::LineHeight => {
                // A line that the text itself ends is no break of the layout.
                let kept = element.style(Property::WhiteSpace).starts_with("pre");
                let broken: Vec<_> = texts.iter().filter(|text| rows(**text).len() > 1).collect();
                if broken.is_empty() || kept {
                    return None;
                }
                pixels(element.style(self.property))
                    .or_else(|| broken.iter().filter_map(|text| apart(**text)).reduce(f64::min))?
            }
            _ if texts.is_empty() => return None,
            // `normal` adds nothing.
            _ => pixels(element.style(self.property)).unwrap_or(0.0),
        };
        if wide >= self.wanted * size - ROUNDING {
            return Some(Outcome::Passed);
        }
        let finding = Finding::new(
            format!(
                "The style attribute holds {} at {:.2} times the size of the font, less than {}.",
                self.name,
                wide / size,
                self.wanted
            ),
            format!("Take !important off {}, or make it wider.", self.name),
        );
        let spaced = |c: char| c.is_alphabetic() && c < '\u{590}';
        let in_words = texts.iter().any(|text| text.text().contains(spaced));
        Some(if in_words { Outcome::Failed(finding) } else { Outcome::CantTell(finding) })
    }
}

fn own_texts(element: Element<'_>) -> impl Iterator<Item = TextNode<'_>> {
    element.child_ids().iter().filter_map(move |id| {
        match element.page.recorded.nodes.get(id.index())? {
            crate::evidence::Node::Text(recorded) => {
                Some(TextNode { page: element.page, id: *id, recorded })
            }
            crate::evidence::Node::Element(_) => None,
        }
    })
}

/// The heights at which the lines of a text begin.
fn rows(text: TextNode<'_>) -> Vec<f64> {
    let mut rows: Vec<_> = text.lines().iter().map(|line| line.y).collect();
    rows.sort_by(f64::total_cmp);
    rows.dedup_by(|one, other| (*one - *other).abs() < 1.0);
    rows
}

/// How far apart its lines are.
fn apart(text: TextNode<'_>) -> Option<f64> {
    rows(text).windows(2).map(|pair| pair[1] - pair[0]).reduce(f64::min)
}

fn pixels(length: &str) -> Option<f64> {
    length.strip_suffix("px")?.parse().ok()
}

/// Whether the last important declaration of a property sets a value of the element's own.
fn is_important(style: &str, property: &str) -> bool {
    let value = declarations(style).into_iter().rev().find_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        let lower = value.trim().to_ascii_lowercase();
        let (value, flag) = lower.rsplit_once('!')?;
        let name = name.trim();
        // The shorthand sets the height of the lines, too.
        let sets = name.eq_ignore_ascii_case(property)
            || property == "line-height" && name.eq_ignore_ascii_case("font");
        (sets && flag.trim() == "important").then(|| value.trim().to_owned())
    });
    value
        .is_some_and(|value| !["", "inherit", "revert", "revert-layer", "unset"].contains(&&*value))
}

/// The declarations of a style attribute: parted by semicolons that stand in no bracket or quote.
fn declarations(style: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut quote = None;
    let is_end = |c: char| {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            _ => (),
        }
        c == ';' && depth == 0 && quote.is_none()
    };
    style.split(is_end).collect()
}

#[cfg(test)]
mod tests {
    use super::TextSpacingImportant;
    use crate::{
        evidence::{Node, Rect, Step},
        testing::{outcomes, outcomes_of, step},
    };

    /// The page, its texts broken over two lines this far apart.
    fn broken(html: &str, apart: f64) -> Step {
        let mut step = step(html);
        for node in &mut step.page.as_mut().unwrap().nodes {
            if let Node::Text(text) = node
                && let Some(line) = text.lines.first().copied()
            {
                text.lines.push(Rect { y: line.y + apart, ..line });
            }
        }
        step
    }

    /// Each clause, on both sides of its line; the font's size is 16 pixels.
    #[test]
    fn clauses() {
        for (style, expected) in [
            ("letter-spacing: 1px !important", "failed"),
            ("letter-spacing: 1.92px !important", "passed"),
            ("letter-spacing: 1px", ""),
            ("letter-spacing: 1px ! IMPORTANT", "failed"),
            ("letter-spacing: normal !important", "failed"),
            ("letter-spacing: unset !important", ""),
            ("word-spacing: 2.5px !important", "failed"),
            ("word-spacing: 2.56px !important", "passed"),
            ("line-height: 23px !important", "failed"),
            ("line-height: 24px !important", "passed"),
            ("line-height: normal !important", "failed"),
            ("font: 16px serif !important; line-height: 1", "failed"),
            ("font: 16px serif; line-height: 1", ""),
            ("line-height: 23px !important; white-space: pre", ""),
            ("letter-spacing: 1px !important; word-spacing: 1px !important", "failed failed"),
            ("background: url('a;letter-spacing: 1px !important')", ""),
        ] {
            let html = format!("<p style=\"{style}\">Take with food.</p>");
            assert_eq!(
                outcomes_of::<TextSpacingImportant>(&broken(&html, 18.0)).join(" "),
                expected,
                "{style}"
            );
        }
    }

    #[test]
    fn only_elements_with_their_own_text_are_judged() {
        for html in [
            "<div style='letter-spacing: 1px !important'></div>",
            "<div style='letter-spacing: 1px !important'><p>Text</p></div>",
            "<p style='letter-spacing: 1px !important; display: none'>Text</p>",
            "<p style='line-height: 1px !important'>One line</p>",
        ] {
            assert!(outcomes::<TextSpacingImportant>(&step(html)).is_empty(), "{html}");
        }
        let arabic = step("<p style='letter-spacing: 0px !important'>مرحبا</p>");
        assert_eq!(outcomes_of::<TextSpacingImportant>(&arabic), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let step = step("<p id=a style='letter-spacing: 1px !important'>Text</p>");
        assert_eq!(
            outcomes::<TextSpacingImportant>(&step),
            [
                "a: failed: The style attribute holds letter-spacing at 0.06 times the size of the font, less than 0.12."
            ]
        );
    }
}
