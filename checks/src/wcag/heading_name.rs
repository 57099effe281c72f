//! # Requirement
//!
//! A heading has an accessible name.
//!
//! # Why it matters
//!
//! Patients with a screen reader go through a page by its headings. An empty one is a stop where nothing is.
//!
//! # How it is judged
//!
//! - A heading is an HTML element with the role `heading` that assistive technology gets, empty ones
//!   included, wherever on or off the screen it is.
//! - WAI-ARIA requires the name; no success criterion of WCAG does, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - Whether the name describes what follows: see `heading-purpose`.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 5.2.8](https://www.w3.org/TR/wai-aria-1.2/#namecalculation)
//! - [ACT rule ffd0e9](https://www.w3.org/WAI/standards-guidelines/act/rules/ffd0e9/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
    judgement::{Finding, Judgement},
    standards::aria12,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct HeadingName;

impl StateCheck for HeadingName {
    const META: &'static Meta = &Meta {
        id: "heading-name",
        title: "Headings have an accessible name",
        requires: &[aria12::NAME_CALCULATION],
        act: &["ffd0e9"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("heading_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() && element.role().name() == "heading")
            .filter(|element| element.is_exposed())
            .map(|element| {
                element.subject().passes_unless(element.unnamed().map(|why| {
                    Finding::new(
                        format!("The heading has no accessible name{why}."),
                        "Give it text, or take the heading away.",
                    )
                }))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::HeadingName;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<h1 id=a>Results</h1>", ""),
            ("<h1 id=a></h1>", "a"),
            ("<h1 id=a><img alt=''></h1>", "a"),
            ("<h1 id=a><img alt=Results></h1>", ""),
            ("<h1 id=a><img alt=Results role=presentation></h1>", "a"),
            ("<h1 id=a aria-label=''><b aria-hidden=true>Results</b></h1>", "a"),
            ("<h1 id=a role=none aria-label=''></h1>", "a"),
            ("<div role=heading aria-level=1 id=a>Results</div>", ""),
            ("<div role=heading aria-level=1 id=a></div>", "a"),
            ("<h1 id=a box='0,-9999 9x9'>Results</h1>", ""),
        ] {
            assert_eq!(failed::<HeadingName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_exposed_headings_are_judged() {
        for html in [
            "<h1 aria-hidden=true></h1>",
            "<h1 hidden></h1>",
            "<h1 role=none></h1>",
            "<h1 role=button></h1>",
            "<button><h2></h2>Open</button>",
        ] {
            let judged = outcomes::<HeadingName>(&step(html));
            assert!(judged.is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<h1 id=a><b hidden>x</b></h1><h2 id=b>Results</h2>");
        insta::assert_snapshot!(outcomes::<HeadingName>(&step).join("\n"), @r"
        a: failed: The heading has no accessible name: its text is hidden from assistive technology, or does not name this role.
        b: passed
        ");
    }
}
