//! # Requirement
//!
//! An image button has an accessible name of its own.
//!
//! # Why it matters
//!
//! Without one the browser calls it "Submit Query", or a screen reader reads the name of the image's file.
//! Neither tells a patient what pressing it does.
//!
//! # How it is judged
//!
//! - An image button is an `input` element of the type `image` that assistive technology gets.
//! - An empty `alt` does not make it decoration, because it can be pressed.
//! - The browser's default name, "Submit Query", is no name of its own, even where somebody wrote it.
//!
//! # What it does not see
//!
//! - Whether the name says what the button does.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.1.1](https://www.w3.org/TR/WCAG22/#non-text-content)
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule 59796f](https://www.w3.org/WAI/standards-guidelines/act/rules/59796f/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Name, Page, Source},
    judgement::{Finding, Judgement},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ImageButtonName;

impl StateCheck for ImageButtonName {
    const META: &'static Meta = &Meta {
        id: "image-button-name",
        title: "Image buttons have an accessible name",
        requires: &[wcag22::NON_TEXT_CONTENT, wcag22::NAME_ROLE_VALUE],
        act: &["59796f"],
        severity: Severity::Critical,
        class: Class::Accessibility,
        source: include_str!("image_button_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.input_type() == "image" && element.is_exposed())
            .map(|element| element.subject().passes_unless(finding(element)))
            .collect()
    }
}

fn finding(button: Element<'_>) -> Option<Finding> {
    let name = button.name();
    (name.is_empty() || is_default(name)).then(|| {
        Finding::new(
            "The image button has no accessible name of its own.",
            "Say in its `alt` what pressing it does.",
        )
    })
}

/// Whether it is what browsers call such a button, whoever wrote it: that never says what the button does.
fn is_default(name: &Name) -> bool {
    name.is_from(Source::Default) || name.text.trim().eq_ignore_ascii_case("submit query")
}

#[cfg(test)]
mod tests {
    use super::ImageButtonName;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<input type=image id=a>", "a"),
            ("<input type=image id=a alt=''>", "a"),
            ("<input type=image id=a value=Find>", "a"),
            ("<input type=image id=a aria-labelledby=no>", "a"),
            ("<input type=image id=a alt='submit query'>", "a"),
            ("<input type=image id=a aria-label='Submit Query'>", "a"),
            ("<input type=image id=a placeholder=Find>", "a"),
            ("<input type=image id=a alt='Submit your query'>", ""),
            ("<input type=image id=a alt=Find>", ""),
            ("<input type=image id=a title=Find>", ""),
            ("<input type=image id=a aria-label=Find>", ""),
            ("<label for=a>Find</label><input type=image id=a>", ""),
            ("<input type=image id=a aria-labelledby=b><b id=b>Find</b>", ""),
        ] {
            assert_eq!(failed::<ImageButtonName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_exposed_image_buttons_are_judged() {
        for html in ["<input type=image hidden>", "<input type=submit>", "<button><img></button>"] {
            assert!(outcomes::<ImageButtonName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<input type=image id=a><input type=image id=b alt=Find>");
        insta::assert_snapshot!(outcomes::<ImageButtonName>(&step).join("\n"), @r"
        a: failed: The image button has no accessible name of its own.
        b: passed
        ");
    }
}
