//! # Requirement
//!
//! A drawing in the page that says it is an image has an accessible name.
//!
//! # Why it matters
//!
//! A patient who cannot see the curve of blood sugar is told "image", and no more.
//!
//! # How it is judged
//!
//! - Judged are SVG elements with an explicit role of `img`, `graphics-document` or `graphics-symbol` that assistive
//!   technology gets: `svg` itself, or a part of it.
//! - A `title` that is a child of the element names it.
//!
//! # What it does not see
//!
//! - Whether the name says what the drawing says: see `image-purpose`.
//! - SVG drawings without an explicit role: browsers make different things of them. See `image-decoration`.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.1.1](https://www.w3.org/TR/WCAG22/#non-text-content)
//! - [ACT rule 7d6734](https://www.w3.org/WAI/standards-guidelines/act/rules/7d6734/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SvgName;

impl StateCheck for SvgName {
    const META: &'static Meta = &Meta {
        id: "svg-name",
        title: "Drawings that say they are images have an accessible name",
        requires: &[wcag22::NON_TEXT_CONTENT],
        act: &["7d6734"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("svg_name.rs"),
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
    element.is_svg()
        && element.explicit_role().is_any(&["img", "graphics-document", "graphics-symbol"])
        && element.is_exposed()
}

fn outcome(drawing: Element<'_>) -> Outcome {
    match drawing.unnamed() {
        Some(why) => Outcome::Failed(Finding::new(
            format!("The drawing has no accessible name{why}."),
            "Give it a `title` element or `aria-label`, or hide it with `aria-hidden` if it is decoration.",
        )),
        None => Outcome::Passed,
    }
}

#[cfg(test)]
mod tests {
    use super::SvgName;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<svg role=img id=a></svg>", "a"),
            ("<svg role=img id=a><text>1</text></svg>", "a"),
            ("<svg role=img id=a><title>One</title></svg>", ""),
            ("<svg role=img id=a><title> </title></svg>", "a"),
            ("<svg role=img id=a><g><title>One</title></g></svg>", "a"),
            ("<svg role=img id=a aria-label=One></svg>", ""),
            ("<svg role=graphics-document id=a></svg>", "a"),
            ("<svg><circle role=graphics-symbol id=a /></svg>", "a"),
            ("<svg><circle role=graphics-symbol id=a aria-label=One /></svg>", ""),
        ] {
            assert_eq!(failed::<SvgName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_exposed_drawings_with_a_role_are_judged() {
        for html in [
            "<svg></svg>",
            "<svg><image /></svg>",
            "<svg role=none></svg>",
            "<svg role=img aria-hidden=true></svg>",
            "<button>Send <svg role=img></svg></button>",
            "<img><div role=img></div>",
        ] {
            assert!(outcomes::<SvgName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<svg role=img id=a></svg><svg role=img id=b aria-labelledby=no></svg><svg role=img id=c aria-label=One></svg>",
        );
        insta::assert_snapshot!(outcomes::<SvgName>(&step).join("\n"), @r"
        a: failed: The drawing has no accessible name.
        b: failed: The drawing has no accessible name: its aria-labelledby names no element.
        c: passed
        ");
    }
}
