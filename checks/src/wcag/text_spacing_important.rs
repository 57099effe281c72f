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
//!   `line-height` as important. Values that browsers drop do not count, nor do those that are inherited (`inherit`,
//!   `unset`).
//! - Letters are spaced by at least 0.12 times the size of the font, words by 0.16, lines by 1.5; then nobody needs
//!   to change it. Lines only where the text is broken over lines by the layout; `normal` is measured from them.
//! - For a person to judge: letters and words of a script that does not space them, lines broken only in a block inside
//!   the element, variables that may not be set, functions of CSS and percentages that are not known here.
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
    derived::{Breaks, Element, Fit, Grammar, Lines, Page, TextNode, declarations},
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
                SPACINGS.iter().filter_map(move |spacing| {
                    Some(element.subject().is(spacing.outcome(element)?))
                })
            })
            .collect()
    }
}

/// A kind of spacing, and how wide it must be.
struct Spacing {
    name: &'static str,
    property: Property,
    grammar: Grammar,
    /// In sizes of the font.
    wanted: f64,
}

const SPACINGS: &[Spacing] = &[
    Spacing {
        name: "letter-spacing",
        property: Property::LetterSpacing,
        grammar: Grammar::Space,
        wanted: 0.12,
    },
    Spacing {
        name: "word-spacing",
        property: Property::WordSpacing,
        grammar: Grammar::Space,
        wanted: 0.16,
    },
    Spacing {
        name: "line-height",
        property: Property::LineHeight,
        grammar: Grammar::Line,
        wanted: 1.5,
    },
];

impl Spacing {
    /// How an element stands; none when it has no text that the spacing is for.
    fn outcome(&self, element: Element<'_>) -> Option<Outcome> {
        let fit = self.declared(element)?;
        let texts: Vec<_> = own_texts(element).filter(|text| text.is_visible()).collect();
        let size = pixels(element.style(Property::FontSize))?;
        if texts.is_empty() {
            return None;
        }
        let lines = (self.property == Property::LineHeight).then(|| Lines::of(element));
        let breaks = lines.as_ref().map_or(Breaks::Soft, Lines::breaks);
        if breaks == Breaks::None {
            return None;
        }
        let wide = self.wide(element, size).or_else(|| lines.as_ref()?.apart());
        let is_enough = |wide: f64| wide >= self.wanted * size - ROUNDING;
        if breaks == Breaks::Soft && wide.is_some_and(is_enough) {
            return Some(Outcome::Passed);
        }
        let fix = format!("Take !important off {}, or make it wider.", self.name);
        let Some(wide) = wide else {
            let what = format!("The style attribute holds {}, how wide is not known.", self.name);
            return Some(Outcome::CantTell(Finding::new(what, fix)));
        };
        if is_enough(wide) {
            return None;
        }
        let finding = Finding::new(
            format!(
                "The style attribute holds {} at {:.2} times the size of the font, less than {}.",
                self.name,
                wide / size,
                self.wanted
            ),
            fix,
        );
        // Lines stand apart in every script.
        let spaced = |c: char| lines.is_some() || c.is_alphabetic() && c < '\u{590}';
        let in_words = texts.iter().any(|text| text.text().contains(spaced));
        let is_certain = fit == Fit::Kept && breaks == Breaks::Soft && in_words;
        Some(if is_certain { Outcome::Failed(finding) } else { Outcome::CantTell(finding) })
    }

    /// What becomes of the last important declaration that a browser keeps; none if it sets no value of the
    /// element's own.
    fn declared(&self, element: Element<'_>) -> Option<Fit> {
        let declared = declarations(element.attr("style")?);
        let fit = declared.iter().rev().filter(|one| one.important).find_map(|one| {
            let grammar = match &*one.name {
                name if name == self.name => self.grammar,
                "font" if self.property == Property::LineHeight => Grammar::Font,
                "all" => Grammar::All,
                _ => return None,
            };
            Some(grammar.fit(&one.value)).filter(|fit| *fit != Fit::Dropped)
        })?;
        let inherited = element.parent().map(|parent| parent.style(self.property));
        match fit {
            Fit::Inherited | Fit::Dropped => None,
            // A variable that is not set leaves what is inherited.
            Fit::Varies if inherited == Some(element.style(self.property)) => Some(Fit::Unclear),
            Fit::Varies => Some(Fit::Kept),
            Fit::Kept | Fit::Unclear => Some(fit),
        }
    }

    /// How wide the computed style makes it, in pixels.
    fn wide(&self, element: Element<'_>, size: f64) -> Option<f64> {
        let computed = element.style(self.property);
        match self.property {
            Property::LineHeight => pixels(computed),
            // `normal` adds nothing.
            _ if computed == "normal" => Some(0.0),
            // Only of the letters' is it settled what a percentage is of.
            Property::LetterSpacing => pixels(computed)
                .or_else(|| Some(computed.strip_suffix('%')?.parse::<f64>().ok()? / 100.0 * size)),
            _ => pixels(computed),
        }
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

fn pixels(length: &str) -> Option<f64> {
    length.strip_suffix("px")?.parse().ok()
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
            ("all: initial !important", "failed failed failed"),
            ("all: unset !important", ""),
            ("letter-spacing: 10 !important", ""),
            ("letter-spacing: 1px !important; all: tall !important", "failed"),
            ("/* a */letter-spacing/* a */: 1px !/* a */important", "failed"),
            ("/* letter-spacing: 1px !important */", ""),
            ("letter-spacing: 10% !important", "failed"),
            ("letter-spacing: 12% !important", "passed"),
            ("word-spacing: 90% !important", "can't tell"),
            ("letter-spacing: calc(sin(1) * 1px) !important", "can't tell"),
            ("letter-spacing: var(--a) !important", "can't tell"),
            ("line-height: tall !important", ""),
            ("line-height: 23px !important; white-space: pre", ""),
            ("line-height: 23px !important; white-space: pre-wrap", "failed"),
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
        for (property, expected) in [
            ("letter-spacing", "can't tell"),
            ("word-spacing", "can't tell"),
            ("line-height", "failed"),
        ] {
            let arabic = format!("<p style='{property}: 0px !important'>مرحبا</p>");
            let said = outcomes_of::<TextSpacingImportant>(&broken(&arabic, 18.0));
            assert_eq!(said, [expected], "{property}");
        }
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
