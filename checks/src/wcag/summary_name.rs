//! # Requirement
//!
//! The `summary` that opens and closes a `details` element has an accessible name.
//!
//! # Why it matters
//!
//! A patient who hears only "collapsed" does not know that the instructions for the medicine are inside.
//!
//! # How it is judged
//!
//! - It is the first `summary` child of its `details`; further ones, and those elsewhere, do nothing.
//! - It is judged if assistive technology gets it and no other role was given to it; a `role` of `none` is
//!   ignored by browsers, because it can take the focus.
//! - The triangle in front of it is no name.
//!
//! # What it does not see
//!
//! - Whether the name says what is inside.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule 2t702h](https://www.w3.org/WAI/standards-guidelines/act/rules/2t702h/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
    judgement::{Finding, Judgement},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SummaryName;

impl StateCheck for SummaryName {
    const META: &'static Meta = &Meta {
        id: "summary-name",
        title: "Summaries of details have an accessible name",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["2t702h"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("summary_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_summary() && element.is_exposed())
            .filter(|element| element.role() == element.implicit_role())
            .map(|element| {
                element.subject().passes_unless(element.unnamed().map(|why| {
                    Finding::new(
                        format!("The summary has no accessible name{why}."),
                        "Give it text that says what opens.",
                    )
                }))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::SummaryName;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<details><summary id=a>Hours</summary></details>", ""),
            ("<details><summary id=a></summary></details>", "a"),
            ("<details><p>x</p><summary id=a></summary></details>", "a"),
            ("<details><summary id=a>Hours</summary><summary id=b></summary></details>", ""),
            ("<details><summary id=a></summary><summary id=b>Hours</summary></details>", "a"),
            ("<details><summary id=a role=none></summary></details>", "a"),
            ("<details><summary id=a aria-label=Hours></summary></details>", ""),
            ("<details open><summary id=a><img></summary></details>", "a"),
        ] {
            assert_eq!(failed::<SummaryName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_summaries_that_work_are_judged() {
        for html in [
            "<summary></summary>",
            "<details hidden><summary></summary></details>",
            "<details><summary role=button></summary></details>",
            "<details><div><summary></summary></div></details>",
        ] {
            assert!(outcomes::<SummaryName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<details><summary id=a></summary></details><details><summary id=b>More</summary></details>",
        );
        insta::assert_snapshot!(outcomes::<SummaryName>(&step).join("\n"), @r"
        a: failed: The summary has no accessible name.
        b: passed
        ");
    }
}
