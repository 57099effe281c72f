//! # Requirement
//!
//! A button has an accessible name.
//!
//! # Why it matters
//!
//! A screen reader says "button" and nothing else. A patient who cannot see the icon does not know whether
//! it sends the message or deletes it.
//!
//! # How it is judged
//!
//! - A button is an element with the role `button`, its own or given, that assistive technology gets.
//! - Its name is computed as the specification says: `aria-labelledby`, `aria-label`, a `label`, its
//!   content, `title`. What the browser calls a submit or reset button by default is a name.
//! - A name that is only glyphs of an icon font can't be told: a screen reader may say nothing, or nonsense.
//! - Image buttons (`input type=image`) are the business of `image-button-name`.
//!
//! # What it does not see
//!
//! - Whether the name says what the button does.
//! - Buttons that are buttons only by their looks and a click listener.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule 97a4e1](https://www.w3.org/WAI/standards-guidelines/act/rules/97a4e1/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ButtonName;

impl StateCheck for ButtonName {
    const META: &'static Meta = &Meta {
        id: "button-name",
        title: "Buttons have an accessible name",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["97a4e1"],
        severity: Severity::Critical,
        class: Class::Accessibility,
        source: include_str!("button_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.role().name() == "button" && element.is_exposed())
            .filter(|element| element.input_type() != "image")
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

fn outcome(button: Element<'_>) -> Outcome {
    const FIX: &str =
        "Give it text that says what it does, or an `aria-label` if it shows an icon.";
    match button.unnamed() {
        Some(why) => {
            Outcome::Failed(Finding::new(format!("The button has no accessible name{why}."), FIX))
        }
        None if button.name().is_private_use() => Outcome::CantTell(Finding::new(
            "The button's name is made of the glyphs of an icon font only.",
            FIX,
        )),
        None => Outcome::Passed,
    }
}

#[cfg(test)]
mod tests {
    use super::ButtonName;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<button id=a>Send</button>", ""),
            ("<button id=a></button>", "a"),
            ("<button id=a> <b></b></button>", "a"),
            ("<button id=a value=Send></button>", "a"),
            ("<button id=a disabled></button>", "a"),
            ("<button id=a aria-label=Send></button>", ""),
            ("<button id=a title=Send></button>", ""),
            ("<button id=a><img alt=Send></button>", ""),
            ("<button id=a><img alt=''></button>", "a"),
            ("<button id=a><b aria-hidden=true>Send</b></button>", "a"),
            ("<input type=submit id=a>", ""),
            ("<input type=submit id=a value=''>", "a"),
            ("<input type=button id=a>", "a"),
            ("<input type=button id=a value=Send>", ""),
            ("<div role=button id=a></div>", "a"),
            ("<div role=button id=a>Send</div>", ""),
            ("<button role=none id=a></button>", "a"),
        ] {
            assert_eq!(failed::<ButtonName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn glyphs_are_for_a_person_to_hear() {
        let step =
            step("<button>\u{f00d}</button><button>\u{f00d} Close</button><button>×</button>");
        assert_eq!(outcomes_of::<ButtonName>(&step), ["can't tell", "passed", "passed"]);
    }

    #[test]
    fn only_exposed_buttons_are_judged() {
        for html in [
            "<button hidden></button>",
            "<button aria-hidden=true></button>",
            "<button role=link></button>",
            "<input type=image>",
            "<a href=#></a>",
            "<details><summary></summary></details>",
        ] {
            assert!(outcomes::<ButtonName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<button id=a></button><button id=b aria-labelledby=no></button>\
             <button id=c aria-labelledby=a></button><button id=d><img></button>\
             <button id=e><i aria-hidden=true>x</i></button><button id=f>Send</button>",
        );
        insta::assert_snapshot!(outcomes::<ButtonName>(&step).join("\n"), @r"
        a: failed: The button has no accessible name.
        b: failed: The button has no accessible name: its aria-labelledby names no element.
        c: failed: The button has no accessible name: what its aria-labelledby names has no text.
        d: failed: The button has no accessible name: its image has no text alternative.
        e: failed: The button has no accessible name: its text is hidden from assistive technology, or does not name this role.
        f: passed
        ");
    }
}
