//! # Requirement
//!
//! Links with the same name lead to the same, wherever they stand on the page.
//!
//! # Why it matters
//!
//! In a screen reader's list of links every "View" sounds alike, and each leads to another result.
//!
//! # How it is judged
//!
//! - Judged is each set of two and more links on the page with the same name, white space and case not counting, frames
//!   included. The first stands for the set.
//! - It passes when all lead to the same: to one address, to where one redirects to, or to the same content.
//! - It fails when the addresses differ, in more than a query or fragment, and so do the words to see: each has one that
//!   the other lacks, and only the name, given by `aria-label` say, is the same.
//! - It fails when what two of them lead to is known and has not a word in common.
//! - Otherwise different addresses may serve the same purpose: that cannot be told.
//! - When only a script knows where they lead, a person has to say.
//!
//! # What it does not see
//!
//! - What is behind the addresses, unless an audit of pages asked for it; there, what a script or a picture makes of it.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.9](https://www.w3.org/TR/WCAG22/#link-purpose-link-only)
//! - [ACT rule b20e66](https://www.w3.org/WAI/standards-guidelines/act/rules/b20e66/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Destinations, Page, link_sets, links},
    judgement::Judgement,
    standards::wcag22,
};

const RULE: link_sets::Rule = link_sets::Rule {
    belong: |_, _| true,
    fails_unlike: true,
    fix: "Say in each link what tells it from the others; what repeats can be hidden from sight.",
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LinkIdentical;

impl StateCheck for LinkIdentical {
    const META: &'static Meta = &Meta {
        id: "link-identical",
        title: "Links with the same name lead to the same",
        requires: &[wcag22::LINK_PURPOSE_LINK_ONLY],
        act: &["b20e66"],
        severity: Severity::Minor,
        class: Class::Accessibility,
        source: include_str!("link_identical.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let links = links(page);
        let seen = Destinations::of(page);
        link_sets::by_name(&links).iter().map(|set| link_sets::judge(set, &seen, RULE)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::LinkIdentical;
    use crate::testing::{behind_links, outcomes, outcomes_of, step};

    #[test]
    fn what_is_behind_the_addresses() {
        let html = "<p><a href=/a>Call</a><p><a href=/b>Call</a>";
        for (clause, behind, expected) in [
            ("one redirects to the other", [("/b", 0), ("/b", 0)], "passed"),
            ("the same content", [("/a", 1), ("/b", 1)], "passed"),
            ("other content", [("/a", 1), ("/b", 2)], "can't tell"),
            ("nothing in common", [("/a", -1), ("/b", -1)], "failed"),
        ] {
            let step = behind_links(html, &behind);
            assert_eq!(outcomes_of::<LinkIdentical>(&step), [expected], "{clause}");
        }
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("one address", "<p><a href=/a>View</a><p><a href=/a>View</a>", "passed"),
            (
                "two addresses",
                "<p>Lipids <a href=/a>View</a><p>Iron <a href=/b>View</a>",
                "can't tell",
            ),
            (
                "told apart, with another query",
                "<a href=/a aria-label=View>Iron</a> <a href='/a?b' aria-label=View>Lipids</a>",
                "can't tell",
            ),
            (
                "told apart by what is seen",
                "<p><a href=/a aria-label=View>Iron</a> <a href=/b aria-label=View>Lipids</a></p>",
                "failed",
            ),
            (
                "more words in one",
                "<p><a href=/a aria-label=View>Iron</a> <a href=/b aria-label=View>Iron now</a></p>",
                "can't tell",
            ),
            ("a query", "<a href=/a?n=1>View</a><a href=/a?n=2>View</a>", "can't tell"),
            ("two names", "<a href=/a>View lipids</a><a href=/b>View iron</a>", ""),
            ("case", "<a href=/a>VIEW</a><a href=/b>View</a>", "can't tell"),
            ("a script", "<b role=link>View</b><b role=link>View</b>", "question"),
            ("three", "<a href=/a>View</a><a href=/b>View</a><a href=/c>View</a>", "can't tell"),
        ] {
            assert_eq!(outcomes_of::<LinkIdentical>(&step(html)).join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_exposed_links_with_a_name_are_judged() {
        for html in [
            "<a>A</a><a>A</a>",
            "<a href=/a></a><a href=/b></a>",
            "<a href=/a>A</a><a href=/b hidden>A</a>",
        ] {
            assert!(outcomes::<LinkIdentical>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<a id=a href=/a>A</a><a href=/b>A</a><a href=/c>A</a><a href=/d>A</a><b id=b role=link>B</b><b role=link>B</b>";
        insta::assert_snapshot!(outcomes::<LinkIdentical>(&step(html)).join("\n"), @r#"
        a: can't tell: 4 links called "A" lead to different addresses: https://portal.test/a, https://portal.test/b, https://portal.test/c and 1 more.
        b: question: 2 links are called "B", and only a script knows where some lead.
        "#);
    }
}
