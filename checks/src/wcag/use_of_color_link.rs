//! # Requirement
//!
//! A link within a text differs from the words around it by more than its colour, or by colours far enough apart.
//!
//! # Why it matters
//!
//! One man in twelve sees red and green alike. "Call us, or cancel here" has no "here" to press for him when only a
//! shade of colour marks it.
//!
//! # How it is judged
//!
//! - Judged is a link that is seen in the lines of a block with at least two other words. Menus and lists of links
//!   are none.
//! - It passes with a line under it or around it, another background, clearly heavier, slanted, larger or otherwise
//!   set letters, or a picture.
//! - Otherwise it fails when the colours of its letters and of those around differ by less than 3 to 1.
//! - When they differ by more, when they are the same, when something small besides them differs, and when the
//!   colours cannot be told, it is for a person to judge: a colour far enough apart still needs a sign at focus and at hover.
//!
//! # What it does not see
//!
//! - Signs that appear only when the pointer is over the link.
//! - Lines in a colour that nobody sees.
//! - Colour as the only sign elsewhere: in charts, results, calendars and errors.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.1](https://www.w3.org/TR/WCAG22/#use-of-color)
//! - [F73: links that are not visually evident without colour vision](https://www.w3.org/WAI/WCAG22/Techniques/failures/F73)
//! - [G183: a contrast of 3 to 1 with the text around](https://www.w3.org/WAI/WCAG22/Techniques/general/G183)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Block, Colour, Colouring, Element, Lettering, Page, Painting, TextNode},
    evidence::{Property, Pseudo},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// The contrast from which on two colours can be told apart by their lightness.
const APART: f64 = 3.0;
/// How many words make a text around a link.
const WORDS: usize = 2;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct UseOfColorLink;

impl StateCheck for UseOfColorLink {
    const META: &'static Meta = &Meta {
        id: "use-of-color-link",
        title: "Links in a text differ from it by more than their colour",
        requires: &[wcag22::USE_OF_COLOR],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("use_of_color_link.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let mut painting = None;
        let mut judgements = Vec::new();
        for block in Block::all(page).values() {
            let (inside, around): (Vec<&TextNode<'_>>, Vec<&TextNode<'_>>) = block
                .texts
                .iter()
                .filter(|text| text.text().chars().any(char::is_alphanumeric))
                .partition(|text| link_of(**text).is_some());
            let words: usize = around.iter().map(|text| words(text.text())).sum();
            if words < WORDS {
                continue;
            }
            let mut last = None;
            for text in inside {
                let Some(link) = link_of(*text).filter(|link| last != Some(link.id)) else {
                    continue;
                };
                last = Some(link.id);
                let Some(beside) = nearest(*text, &around) else { continue };
                let outcome = match Cue::of(link, *text, beside, block.element) {
                    Cue::Clear => Outcome::Passed,
                    cue => {
                        let painting = painting.get_or_insert_with(|| Painting::of(page));
                        coloured(painting, *text, beside, cue)
                    }
                };
                judgements.push(link.subject().is(outcome));
            }
        }
        judgements
    }
}

fn words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// The link that a text stands in the lines of.
fn link_of(text: TextNode<'_>) -> Option<Element<'_>> {
    text.parent()?
        .lineage()
        .take_while(|element| element.style(Property::Display) == "inline")
        .find(|element| element.is_any(&["a"]) && element.role().is_a("link"))
}

/// The text around a link that stands next to it in the order of the page.
fn nearest<'e>(link: TextNode<'e>, around: &[&TextNode<'e>]) -> Option<TextNode<'e>> {
    around.iter().min_by_key(|text| text.id.0.abs_diff(link.id.0)).map(|text| **text)
}

/// What tells a link from the text beside it, but for its colour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cue {
    Clear,
    Faint,
    None,
}

impl Cue {
    fn of(link: Element<'_>, text: TextNode<'_>, beside: TextNode<'_>, block: Element<'_>) -> Self {
        let (Some(own), Some(other)) = (text.parent(), beside.parent()) else { return Self::Faint };
        let marked = own
            .lineage()
            .take_while(|element| element.id != block.id)
            .any(|element| is_marked(element, other));
        let pictured = link.descendants().any(|inner| {
            inner.is_visible() && (inner.is_svg() || inner.is_any(&["img", "canvas", "object"]))
        });
        let differs = |property| own.style(property) != other.style(property);
        let number = |element: Element<'_>, property| {
            element.style(property).trim_end_matches("px").parse::<f64>().unwrap_or_default()
        };
        let heavier = number(own, Property::FontWeight) - number(other, Property::FontWeight);
        let larger = number(own, Property::FontSize) / number(other, Property::FontSize).max(1.0);
        if marked
            || pictured
            || differs(Property::FontStyle)
            || differs(Property::TextTransform)
            || heavier.abs() >= 200.0
            || !(0.84..=1.19).contains(&larger)
        {
            return Self::Clear;
        }
        let faint = [
            Property::FontFamily,
            Property::FontWeight,
            Property::FontSize,
            Property::LetterSpacing,
            Property::TextShadow,
        ];
        if faint.into_iter().any(differs) { Self::Faint } else { Self::None }
    }
}

/// Whether an element around a link's letters draws a line or lays a ground of its own.
fn is_marked(element: Element<'_>, other: Element<'_>) -> bool {
    let lined = |property| {
        let line = element.style(property);
        !["none", ""].contains(&line) && line != other.style(property)
    };
    let border = [
        (Property::BorderTopWidth, Property::BorderTopStyle, Property::BorderTopColor),
        (Property::BorderRightWidth, Property::BorderRightStyle, Property::BorderRightColor),
        (Property::BorderBottomWidth, Property::BorderBottomStyle, Property::BorderBottomColor),
        (Property::BorderLeftWidth, Property::BorderLeftStyle, Property::BorderLeftColor),
        (Property::OutlineWidth, Property::OutlineStyle, Property::OutlineColor),
    ];
    let drawn = border.into_iter().any(|(width, style, colour)| {
        let wide = element.style(width).trim_end_matches("px").parse::<f64>().unwrap_or_default();
        wide > 0.0
            && !["none", "hidden", ""].contains(&element.style(style))
            && shows(element.style(colour))
    });
    let pseudo = |pseudo: Option<&Pseudo>| {
        pseudo.is_some_and(|pseudo| {
            !["", "\"\"", "none", "normal"].contains(&element.page.string(pseudo.content).trim())
        })
    };
    lined(Property::TextDecorationLine)
        || lined(Property::BackgroundImage)
        || lined(Property::BoxShadow)
        || drawn
        || shows(element.style(Property::BackgroundColor))
        || pseudo(element.recorded.before.as_ref())
        || pseudo(element.recorded.after.as_ref())
}

fn shows(colour: &str) -> bool {
    Colour::read(colour).is_some_and(|colour| colour.alpha > 0.0)
}

fn coloured(
    painting: &Painting<'_>,
    text: TextNode<'_>,
    beside: TextNode<'_>,
    cue: Cue,
) -> Outcome {
    let finding = |what: String| {
        let fix = "Underline the link, or mark it in another way that is no colour.";
        Finding { related: vec![beside.subject()], ..Finding::new(what, fix) }
    };
    let doubt = |what: String| Outcome::CantTell(finding(what));
    let (Some(own), Some(other)) = (letters(painting, text), letters(painting, beside)) else {
        return doubt("Only its colour marks the link, and the colours cannot be told.".to_owned());
    };
    let (least, greatest) = own.contrast(other);
    if own == other {
        return doubt("The link looks like the text around it.".to_owned());
    }
    let apart = format!("the two colours differ by {least:.2} to 1");
    if cue == Cue::Faint {
        return doubt(format!("Beside its colour, only small things mark the link, and {apart}."));
    }
    if greatest < APART {
        return Outcome::Failed(finding(format!(
            "Only its colour marks the link in the text, and {apart}."
        )));
    }
    doubt(format!(
        "Only its colour marks the link, and {apart}; it needs another sign when it is pointed at and when it has the focus."
    ))
}

fn letters<'e>(painting: &Painting<'e>, text: TextNode<'e>) -> Option<crate::derived::Tone> {
    let lettering = Lettering {
        element: text.parent()?,
        pseudo: None,
        lines: &text.recorded.lines,
        backdrop: None,
    };
    match painting.colours(&lettering) {
        Colouring::Known { text, .. } => Some(text),
        Colouring::Unknown(_) | Colouring::Covered => None,
    }
}

#[cfg(test)]
mod tests {
    use super::UseOfColorLink;
    use crate::testing::{outcomes, outcomes_of, step};

    fn sentence(style: &str, inside: &str) -> String {
        format!(
            "<body style='background-color: rgb(255, 255, 255)'><p>Call us or <a id=a href=# style='text-decoration-line: none; {style}'>{inside}</a> the visit.</p>"
        )
    }

    /// Each clause, on both sides of its line; the text is black on white.
    #[test]
    fn clauses() {
        let near = "color: rgb(0, 0, 160)";
        for (clause, style, inside, expected) in [
            ("blue", near.to_owned(), "cancel", "failed"),
            ("2.99 to 1", "color: rgb(88, 88, 88)".to_owned(), "cancel", "failed"),
            ("3.03 to 1", "color: rgb(90, 90, 90)".to_owned(), "cancel", "can't tell"),
            ("the same", String::new(), "cancel", "can't tell"),
            ("underlined", format!("{near}; text-decoration-line: underline"), "cancel", "passed"),
            (
                "underlined inside",
                near.to_owned(),
                "<u style='text-decoration-line: underline'>cancel</u>",
                "passed",
            ),
            (
                "a border",
                format!(
                    "{near}; border-bottom-width: 1px; border-bottom-style: solid; border-bottom-color: rgb(0, 0, 0)"
                ),
                "cancel",
                "passed",
            ),
            (
                "a border unseen",
                format!(
                    "{near}; border-bottom-width: 1px; border-bottom-style: solid; border-bottom-color: rgba(0, 0, 0, 0)"
                ),
                "cancel",
                "failed",
            ),
            (
                "no border",
                format!(
                    "{near}; border-bottom-width: 1px; border-bottom-style: none; border-bottom-color: rgb(0, 0, 0)"
                ),
                "cancel",
                "failed",
            ),
            (
                "a ground",
                format!("{near}; background-color: rgb(240, 240, 255)"),
                "cancel",
                "passed",
            ),
            ("bold", format!("{near}; font-weight: 600"), "cancel", "passed"),
            ("a little heavier", format!("{near}; font-weight: 500"), "cancel", "can't tell"),
            ("slanted", format!("{near}; font-style: italic"), "cancel", "passed"),
            ("larger", format!("{near}; font-size: 20px"), "cancel", "passed"),
            ("a little larger", format!("{near}; font-size: 17px"), "cancel", "can't tell"),
            ("another font", format!("{near}; font-family: serif"), "cancel", "can't tell"),
            ("a picture", near.to_owned(), "cancel <img box='5,5 9x9'>", "passed"),
            ("a box of its own", format!("{near}; display: inline-block"), "cancel", ""),
        ] {
            let said = outcomes_of::<UseOfColorLink>(&step(&sentence(&style, inside)));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_links_in_a_text_are_judged() {
        for html in [
            "<p><a href=#>Home</a> | <a href=#>Visits</a></p>",
            "<p>Phone: <a href=#>555 0100</a></p>",
            "<p>Call us or <a>cancel</a> the visit.</p>",
            "<p>Call us or <a href=# role=button>cancel</a> the visit.</p>",
            "<p>Call us or cancel.</p><p><a href=#>cancel</a></p>",
        ] {
            assert!(outcomes::<UseOfColorLink>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(&sentence("color: rgb(0, 0, 160)", "cancel"));
        insta::assert_snapshot!(outcomes::<UseOfColorLink>(&step).join("\n"), @"a: failed: Only its colour marks the link in the text, and the two colours differ by 1.51 to 1.");
    }
}
