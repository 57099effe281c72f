//! # Requirement
//!
//! The words that a person reads on a control are in its name, in the same order.
//!
//! # Why it matters
//!
//! A patient who steers by voice says "click Send message". The button shows these words, but its name is "Submit
//! form", and nothing happens.
//!
//! # How it is judged
//!
//! - Judged are controls that are named by what is in them (buttons, links, tabs and so on), hold text that can be
//!   seen, have `aria-label` or `aria-labelledby`, and are not hidden from assistive technology.
//! - The visible words must stand in a row in the name. Case, punctuation and what is in round brackets do not
//!   count; a letter in another form is that letter. Text in an icon font is no text.
//! - It fails when the difference is certain. It is for a person to judge when one wording may be an
//!   abbreviation, a spelling, a hyphenation or the initials of the other, when the writing has no spaces between words,
//!   when the label is an "X" (that may mean close) or the first letter of a word in the name, or has an "x" too many. A
//!   word that only begins a longer one, as "Home" does "Homepage", is another word.
//!
//! # What it does not see
//!
//! - Labels that stand beside a control, and text in images.
//! - Text that CSS puts in another order.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.5.3](https://www.w3.org/TR/WCAG22/#label-in-name)
//! - [ACT rule 2ee8b8](https://www.w3.org/WAI/standards-guidelines/act/rules/2ee8b8/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Difference, Element, Page, difference, is_contained, words},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// The roles of widgets that are named by their content.
const NAMED_BY_CONTENT: &[&str] = &[
    "button",
    "checkbox",
    "gridcell",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "searchbox",
    "switch",
    "tab",
    "treeitem",
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LabelInName;

impl StateCheck for LabelInName {
    const META: &'static Meta = &Meta {
        id: "label-in-name",
        title: "The visible label of a control is part of its name",
        requires: &[wcag22::LABEL_IN_NAME],
        act: &["2ee8b8"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("label_in_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| {
                (element.attr("aria-label").is_some() || element.attr("aria-labelledby").is_some())
                    && element.role().is_any(NAMED_BY_CONTENT)
                    && element.is_exposed()
                    && element.is_visible()
                    && element
                        .texts()
                        .any(|text| text.is_visible() && !text.text().trim().is_empty())
            })
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

fn outcome(element: Element<'_>) -> Outcome {
    let shown = element.visible_text(|holder| !holder.is_in_icon_font());
    let label = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = &element.name().text;
    let (label_words, name_words) = (words(&label), words(name));
    if is_contained(&label_words, &name_words) {
        return Outcome::Passed;
    }
    let doubt = match difference(&label, name) {
        _ if is_symbol(&label_words, &name_words) => Some("the label may be a symbol"),
        Difference::Possible(reason) => Some(reason),
        Difference::Certain => None,
    };
    let what = format!("The visible label is \"{label}\", but the name is \"{name}\"");
    let fix =
        "Let the name begin with the visible label, or leave out aria-label and aria-labelledby.";
    match doubt {
        Some(reason) => Outcome::CantTell(Finding::new(format!("{what}; {reason}."), fix)),
        None => Outcome::Failed(Finding::new(format!("{what}."), fix)),
    }
}

/// Whether a label is one letter that may be drawn for its shape, as an "X" that closes, or be short for a word of the
/// name, as a "B" for bold.
fn is_symbol(words: &[String], name: &[String]) -> bool {
    let mut letters = words.iter().flat_map(|word| word.chars());
    let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
    letter == 'x' || !letter.is_numeric() && name.iter().any(|word| word.starts_with(letter))
}

#[cfg(test)]
mod tests {
    use super::LabelInName;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("the same", "<button aria-label='Send message'>Send message</button>", "passed"),
            (
                "more in the name",
                "<button aria-label='Send message now'>Send message</button>",
                "passed",
            ),
            (
                "case and punctuation",
                "<button aria-label='send, MESSAGE'>Send message…</button>",
                "passed",
            ),
            ("brackets", "<button aria-label='Send'>Send (Ctrl+S)</button>", "passed"),
            ("other words", "<button aria-label='Submit form'>Send message</button>", "failed"),
            ("less in the name", "<button aria-label='Send'>Send message</button>", "failed"),
            (
                "words between",
                "<button aria-label='Send the message'>Send message</button>",
                "failed",
            ),
            ("another order", "<button aria-label='Message send'>Send message</button>", "failed"),
            (
                "an abbreviation",
                "<button aria-label='Book appointment'>Book appt.</button>",
                "can't tell",
            ),
            ("a symbol", "<button aria-label='Close'>X</button>", "can't tell"),
            ("a first letter", "<button aria-label='Bold'>B</button>", "can't tell"),
            ("another letter", "<button aria-label='Next'>B</button>", "failed"),
            ("the beginning of a word", "<button aria-label='Homepage'>Home</button>", "failed"),
            ("one letter more", "<button aria-label='Contract'>Contact</button>", "failed"),
            (
                "a long label",
                "<button aria-label=Buy>Buy a b c d e f g h i j k l m n o p q r s t u v w</button>",
                "failed",
            ),
            ("a number", "<button aria-label='Fifth of March'>5</button>", "failed"),
            ("brackets inside", "<button aria-label='Dose'>Dose(s)</button>", "passed"),
            ("square brackets", "<button aria-label=Save>Save [draft]</button>", "failed"),
            ("words for signs", "<button aria-label='5 times 3'>5 × 3</button>", "failed"),
            (
                "one letter form",
                "<button aria-label='file 1'>\u{fb01}le \u{2460}</button>",
                "passed",
            ),
            (
                "transparent words",
                "<button aria-label='Send'>Send <i style='color: rgba(0, 0, 0, 0)'>all</i></button>",
                "passed",
            ),
            (
                "itself and what follows",
                "<p id=p><b role=checkbox aria-labelledby=p>I agree to the</b> <i>terms</i></p>",
                "passed",
            ),
            ("signs only", "<button aria-label='Close'>×</button>", "passed"),
            (
                "an icon font",
                "<button style='font-family: \"Material Icons\"' aria-label='Find'>search</button>",
                "passed",
            ),
            (
                "another font",
                "<button style='font-family: Arial' aria-label='Find'>search</button>",
                "failed",
            ),
            (
                "hidden words",
                "<button aria-label='Send'>Send <i style='display: none'>all</i></button>",
                "passed",
            ),
            (
                "a nested part",
                "<a href=/ aria-label='Lab results'><b>Lab</b><br><i>results</i></a>",
                "passed",
            ),
            ("glued parts", "<a href=/ aria-label='Labs 3'><b>Labs</b><b>3</b></a>", "failed"),
        ] {
            assert_eq!(outcomes_of::<LabelInName>(&step(html)), [expected], "{clause}");
        }
    }

    #[test]
    fn only_named_controls_with_visible_text_are_judged() {
        for html in [
            "<button>Send</button>",
            "<p aria-label=Note>Send</p>",
            "<button aria-label=Send></button>",
            "<button aria-label=Send><i style='display: none'>No</i></button>",
            "<button aria-label=Send><img alt=No></button>",
            "<button aria-hidden=true aria-label=Send>No</button>",
        ] {
            assert!(outcomes::<LabelInName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<button id=a aria-label='Submit form'>Send\nmessage</button>
            <button id=b aria-label=Close>X</button>",
        );
        insta::assert_snapshot!(outcomes::<LabelInName>(&step).join("\n"), @r#"
        a: failed: The visible label is "Send message", but the name is "Submit form".
        b: can't tell: The visible label is "X", but the name is "Close"; the label may be a symbol.
        "#);
    }
}
