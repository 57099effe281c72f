//! # Requirement
//!
//! An image has an accessible name, or is marked as decoration.
//!
//! # Why it matters
//!
//! A patient who cannot see a chart of blood sugar gets nothing of it, or hears the name of its file.
//!
//! # How it is judged
//!
//! - An image is an HTML `img` element or an HTML element with the role `img` that is not hidden.
//! - It passes with a role of `none`: by `alt=""` or by its `role` attribute, unless it can take
//!   the focus or has a global ARIA attribute, which makes it exposed all the same.
//!
//! # What it does not see
//!
//! - Whether the name says what the image says: see `image-purpose`. Whether what is marked as decoration is
//!   decoration: see `image-decoration`.
//! - SVG drawings: see `svg-name`. Background images and canvases.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.1.1](https://www.w3.org/TR/WCAG22/#non-text-content)
//! - [ACT rule 23a2a8](https://www.w3.org/WAI/standards-guidelines/act/rules/23a2a8/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::State,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ImageName;

impl StateCheck for ImageName {
    const META: &'static Meta = &Meta {
        id: "image-name",
        title: "Images have an accessible name or are marked as decoration",
        requires: &[wcag22::NON_TEXT_CONTENT],
        act: &["23a2a8"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("image_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| is_image(*element))
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

fn is_image(element: Element<'_>) -> bool {
    (element.is_any(&["img"]) || element.is_html() && element.role().name() == "img")
        && !element.is_programmatically_hidden()
        && !element.is(State::Inert)
}

fn outcome(image: Element<'_>) -> Outcome {
    const FIX: &str = "Say in its `alt` what it shows, or write `alt=\"\"` if it is decoration.";
    if image.role().name() == "none" {
        return Outcome::Passed;
    }
    let name = image.name().text.as_str();
    if name.is_empty() {
        let what = if image.is_marked_as_decorative() {
            "The image is marked as decoration and exposed all the same, without a name."
        } else {
            "The image has no accessible name and is not marked as decoration."
        };
        return Outcome::Failed(Finding::new(what, FIX));
    }
    Outcome::Passed
}

#[cfg(test)]
mod tests {
    use super::ImageName;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<img id=a>", "a"),
            ("<img id=a alt=Chart>", ""),
            ("<img id=a alt=''>", ""),
            ("<img id=a alt=' '>", "a"),
            ("<img id=a role=none>", ""),
            ("<img id=a role=presentation>", ""),
            ("<img id=a role=none tabindex=0>", "a"),
            ("<img id=a alt='' aria-label=''>", "a"),
            ("<img id=a alt='' aria-label=Chart>", ""),
            ("<img id=a title=Chart>", ""),
            ("<img id=a role=button>", "a"),
            ("<button>Send <img id=a></button>", "a"),
            ("<div role=img id=a></div>", "a"),
            ("<div role=img id=a>Chart</div>", "a"),
            ("<div role=img id=a aria-label=Chart></div>", ""),
            ("<div style='opacity: 0'><img id=a></div>", "a"),
        ] {
            assert_eq!(failed::<ImageName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_images_that_are_not_hidden_are_judged() {
        for html in [
            "<img hidden>",
            "<div aria-hidden=true><img></div>",
            "<img style='visibility: hidden'>",
            "<svg role=img></svg>",
            "<input type=image>",
        ] {
            assert!(outcomes::<ImageName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step =
            step("<img id=a><img id=b alt='' tabindex=0><img id=c alt=Chart><img id=d alt=''>");
        insta::assert_snapshot!(outcomes::<ImageName>(&step).join("\n"), @r#"
        a: failed: The image has no accessible name and is not marked as decoration.
        b: failed: The image is marked as decoration and exposed all the same, without a name.
        c: passed
        d: passed
        "#);
    }
}
