//! # Requirement
//!
//! A web page has a title.
//!
//! # Why it matters
//!
//! The title is the first thing a screen reader says, and all that tells one browser tab from another. A
//! patient with five portal pages open cannot find the lab result among five tabs without a name.
//!
//! # How it is judged
//!
//! - The page is its own document; pages in frames need no title. Only a page whose root is `html` is judged.
//! - It has a `title` element, and the first one holds more than white space.
//!
//! # What it does not see
//!
//! - Whether the title describes the page: see `page-title-purpose`.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.2](https://www.w3.org/TR/WCAG22/#page-titled)
//! - [ACT rule 2779a5](https://www.w3.org/WAI/standards-guidelines/act/rules/2779a5/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

const FIX: &str =
    "Give the page a title element that says what it is for, such as \"Lab results – Portal\".";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PageTitled;

impl StateCheck for PageTitled {
    const META: &'static Meta = &Meta {
        id: "page-titled",
        title: "The page has a title",
        requires: &[wcag22::PAGE_TITLED],
        act: &["2779a5"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("page_titled.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        if page.root().is_some_and(|root| root.is_any(&["html"])) {
            vec![Subject::Document.is(outcome(page))]
        } else {
            Vec::new()
        }
    }
}

fn outcome(page: Page<'_>) -> Outcome {
    let document = page.document();
    let title = document.title.trim();
    let failed = |what: &str| Outcome::Failed(Finding::new(what, FIX));
    if !document.has_title {
        return failed("The page has no title element.");
    }
    if title.is_empty() {
        return failed("The page's title is empty.");
    }
    Outcome::Passed
}

#[cfg(test)]
mod tests {
    use super::PageTitled;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("words", "<title>Lab results</title>", "passed"),
            ("no title", "<p>Lab results</p>", "failed"),
            ("empty", "<title></title>", "failed"),
            ("white space, with no-break space", "<title> \n&nbsp; </title>", "failed"),
            ("in the body", "<body><p></p><title>Lab results</title>", "passed"),
        ] {
            assert_eq!(outcomes_of::<PageTitled>(&step(html)), [expected], "{clause}");
        }
    }

    #[test]
    fn only_a_page_of_html_is_judged() {
        let mut step = step("");
        let page = step.page.as_mut().unwrap();
        page.strings = page.strings.iter().map(|s| s.replace("html", "svg")).collect();
        assert!(outcomes_of::<PageTitled>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let said = |html| outcomes::<PageTitled>(&step(html)).join("\n");
        assert_eq!(said(""), "document: failed: The page has no title element.");
    }
}
