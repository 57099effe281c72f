//! # Requirement
//!
//! Links with the same name in the same context lead to the same.
//!
//! # Why it matters
//!
//! "Call us" twice in one sentence, one to the clinic and one to the billing office: who only hears the links picks one
//! by chance.
//!
//! # How it is judged
//!
//! - Judged is each set of two and more links with the same name, white space and case not counting, that stand in the same
//!   context: the same list items, block, cell and description. The first stands for the set.
//! - Links in different elements with the same words are put together too: no one can tell these apart either. Different
//!   addresses cannot be told there, for "the same context" means the same elements.
//! - It passes when all lead to the same: to one address, to where one redirects to, or to the same content.
//! - It fails when the addresses differ, in more than a query or fragment, and so do the words to see: each has one that
//!   the other lacks, and only the name, given by `aria-label` say, is the same.
//! - Otherwise different addresses may serve the same purpose, and may be shown to nobody: that cannot be told.
//! - When only a script knows where they lead, a person has to say.
//!
//! # What it does not see
//!
//! - What is behind the addresses, unless an audit of pages asked for it; there, what a script or a picture makes of it.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.4](https://www.w3.org/TR/WCAG22/#link-purpose-in-context)
//! - [ACT rule fd3a94](https://www.w3.org/WAI/standards-guidelines/act/rules/fd3a94/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Destinations, Page, link_sets, links},
    judgement::Judgement,
    standards::wcag22,
};

const RULE: link_sets::Rule = link_sets::Rule {
    belong: link_sets::share_context,
    fails_unlike: false,
    fix: "Say in each link, or in its own sentence, item or cell, what tells it from the others.",
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LinkIdenticalInContext;

impl StateCheck for LinkIdenticalInContext {
    const META: &'static Meta = &Meta {
        id: "link-identical-in-context",
        title: "Links with the same name and context lead to the same",
        requires: &[wcag22::LINK_PURPOSE_IN_CONTEXT],
        act: &["fd3a94"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("link_identical_in_context.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let links = links(page);
        let (sets, seen) = (link_sets::by_name_and_context(&links), Destinations::of(page));
        sets.iter().map(|set| link_sets::judge(set, &seen, RULE)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::LinkIdenticalInContext;
    use crate::testing::{behind_links, outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("one address", "<p><a href=/a>Call</a> <a href=/a>Call</a></p>", "passed"),
            ("two ways to write it", "<p><a href=/a>Call</a> <a href=./a>Call</a></p>", "passed"),
            ("two addresses", "<p><a href=/a>Call</a> <a href=/b>Call</a></p>", "can't tell"),
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
            (
                "case and space",
                "<p><a href=/a>Call us</a> <a href=/b>call  US</a></p>",
                "can't tell",
            ),
            (
                "told apart, but in other paragraphs",
                "<p><a href=/a aria-label=View>Iron</a><p><a href=/b aria-label=View>Lipids</a>",
                "can't tell",
            ),
            (
                "told apart, with another query",
                "<p><a href=/a aria-label=View>Iron</a> <a href='/a?b' aria-label=View>Lipids</a></p>",
                "can't tell",
            ),
            ("two names", "<p><a href=/a>Call</a> <a href=/b>Write</a></p>", ""),
            ("two sentences", "<p>Us: <a href=/a>Call</a><p>Them: <a href=/b>Call</a>", ""),
            (
                "two like sentences",
                "<p>Us: <a href=/a>Call</a><p>Us: <a href=/b>Call</a>",
                "can't tell",
            ),
            (
                "nothing else in either",
                "<p><a href=/a>Call</a><p><a href=/b>Call</a>",
                "can't tell",
            ),
            ("two items", "<ul><li>Us <a href=/a>Call</a><li>Them <a href=/b>Call</a></ul>", ""),
            (
                "two rows with headers",
                "<table><tr><th>Us<td><a href=/a>Call</a><tr><th>Them<td><a href=/b>Call</a></table>",
                "",
            ),
            ("scripts", "<p><b role=link>Call</b> <b role=link>Call</b></p>", "question"),
            (
                "a script and an address",
                "<p><b role=link>Call</b> <a href=/a>Call</a></p>",
                "question",
            ),
        ] {
            let found = outcomes_of::<LinkIdenticalInContext>(&step(html)).join(" ");
            assert_eq!(found, expected, "{clause}");
        }
    }

    /// Resources settle what addresses leave open, and never that somebody sees a difference.
    #[test]
    fn what_is_behind_the_addresses() {
        let plain = "<p><a href=/a>Call</a> <a href=/b>Call</a></p>";
        let told =
            "<p><a href=/a aria-label=View>Iron</a> <a href=/b aria-label=View>Lipids</a></p>";
        let places = "<p><a href=/a#x>Call</a> <a href=/b#y>Call</a></p>";
        for (clause, html, behind, expected) in [
            ("one redirects to the other", plain, [("/b", 0), ("/b", 0)], "passed"),
            ("the same content", plain, [("/a", 1), ("/b", 1)], "passed"),
            ("other content", plain, [("/a", 1), ("/b", 2)], "can't tell"),
            ("nothing known", plain, [("/a", 0), ("/b", 0)], "can't tell"),
            ("nothing in common", plain, [("/a", -1), ("/b", -1)], "can't tell"),
            ("told apart for nothing", told, [("/a", 1), ("/b", 1)], "passed"),
            ("told apart", told, [("/a", -1), ("/b", -1)], "failed"),
            ("two places of it", places, [("/a", 1), ("/b", 1)], "can't tell"),
        ] {
            let step = behind_links(html, &behind);
            assert_eq!(outcomes_of::<LinkIdenticalInContext>(&step), [expected], "{clause}");
        }
    }

    #[test]
    fn only_exposed_links_with_a_name_are_judged() {
        for html in [
            "<p><a>Call</a><a>Call</a></p>",
            "<p><a href=/a></a><a href=/b></a></p>",
            "<p><a href=/a hidden>Call</a><a href=/b>Call</a></p>",
            "<p><a href=/a role=button>Call</a><a href=/b>Call</a></p>",
        ] {
            assert!(outcomes::<LinkIdenticalInContext>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<p><a id=a href=/a>Call</a> <a href=/b>Call</a><p><b id=b role=link>Go</b> <b role=link>Go</b>";
        insta::assert_snapshot!(outcomes::<LinkIdenticalInContext>(&step(html)).join("\n"), @r#"
        a: can't tell: 2 links called "Call" lead to different addresses: https://portal.test/a, https://portal.test/b.
        b: question: 2 links are called "Go", and only a script knows where some lead.
        "#);
    }
}
