//! # Requirement
//!
//! What a link says, together with the sentence, list item or table cell it stands in, tells where it leads.
//!
//! # Why it matters
//!
//! A patient who moves from link to link hears "More", "More", "More", and cannot tell the lab result from the invoice.
//!
//! # How it is judged
//!
//! - Judged is each link that is exposed and has a name.
//! - Its context is the list items around it, the block whose line it stands in, its table cell with the headers of
//!   row and column, and what `aria-describedby` refers to. Of the page itself, and of `main`, only what stands in the
//!   same line counts, and a heading right above it.
//! - It fails when neither holds a word that says anything: the name is a phrase that fits any link ("More", "Click here",
//!   "Leer más"), punctuation, the glyph of an icon font, or the format of the file it leads to ("PDF"), and the
//!   context has nothing else but more of these.
//! - Of any other link a person has to say whether the words tell where it leads.
//!
//! # What it does not see
//!
//! - Headings before the link's block, which are no part of the context.
//! - Phrases in languages that are not in the list.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.4](https://www.w3.org/TR/WCAG22/#link-purpose-in-context)
//! - [ACT rule 5effbb](https://www.w3.org/WAI/standards-guidelines/act/rules/5effbb/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Link, Page, links},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Say in the link, or in the same sentence, list item or cell, where it leads.";
const LOOK: &str = "See whether it tells, with what stands around it, where the link leads.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LinkPurposeInContext;

impl StateCheck for LinkPurposeInContext {
    const META: &'static Meta = &Meta {
        id: "link-purpose-in-context",
        title: "Links say with their context where they lead",
        requires: &[wcag22::LINK_PURPOSE_IN_CONTEXT],
        act: &["5effbb"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("link_purpose_in_context.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        links(page).iter().map(|link| link.element.subject().is(outcome(link))).collect()
    }
}

fn outcome(link: &Link<'_>) -> Outcome {
    let name = link.name();
    match link.says_nothing() {
        Some(why) if !link.has_words_around() => Outcome::Failed(Finding::new(
            format!("The link is called \"{name}\", {why}, and nothing around it says more."),
            FIX,
        )),
        Some(why) => Outcome::Question(Finding::new(
            format!("The link is called \"{name}\", {why}, and other words stand around it."),
            LOOK,
        )),
        None => Outcome::Question(Finding::new(format!("The link is called \"{name}\"."), LOOK)),
    }
}

#[cfg(test)]
mod tests {
    use super::LinkPurposeInContext;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a phrase alone", "<p><a id=a href=#>More</a></p>", "a"),
            ("with words of its own", "<p><a id=a href=#>More results</a></p>", ""),
            ("in Spanish", "<p><a id=a href=#>Leer más</a></p>", "a"),
            ("in a sentence", "<p>Lipid panel: <a id=a href=#>more</a></p>", ""),
            (
                "beside another phrase",
                "<p><a id=a href=#>More</a> | <a id=b href=#>Here</a></p>",
                "a b",
            ),
            ("a name by ARIA", "<p><a id=a href=# aria-label='More results'>More</a></p>", ""),
            ("a description", "<p><a id=a href=# aria-describedby=d>More</a><p id=d>Lipids", ""),
            ("a list item", "<ul><li>Lipids <a id=a href=#>More</a></ul>", ""),
            ("an outer list item", "<ul><li>Lipids<ul><li><a id=a href=#>More</a></ul></ul>", ""),
            ("another list item", "<ul><li>Lipids<li><a id=a href=#>More</a></ul>", "a"),
            ("a row header", "<table><tr><th>Lipids<td><a id=a href=#>View</a></table>", ""),
            ("a cell beside it", "<table><tr><td>Lipids<td><a id=a href=#>View</a></table>", "a"),
            ("a heading before it", "<h2>Lipids</h2><p><a id=a href=#>More</a></p>", "a"),
            ("a heading in its block", "<h2>Lipids</h2><a id=a href=#>More</a>", ""),
            ("a heading further up", "<h2>Lipids</h2><p>High</p><a id=a href=#>More</a>", "a"),
            ("a format", "<p><a id=a href=/a.pdf>PDF</a></p>", "a"),
            ("a format that is a topic", "<p><a id=a href=/pdf>PDF</a></p>", ""),
            ("punctuation", "<p><a id=a href=#>&gt;&gt;</a></p>", "a"),
            ("a glyph", "<p><a id=a href=#>\u{e001}</a></p>", "a"),
            ("a number", "<p><a id=a href=#>2</a></p>", ""),
            ("a role", "<p><span id=a role=link>Go</span></p>", "a"),
        ] {
            assert_eq!(failed::<LinkPurposeInContext>(&step(html)).join(" "), expected, "{clause}");
        }
        assert_eq!(
            outcomes_of::<LinkPurposeInContext>(&step("<a href=#>Results</a>")),
            ["question"]
        );
    }

    #[test]
    fn only_exposed_links_with_a_name_are_judged() {
        for html in [
            "<a>More</a>",
            "<a href=#></a>",
            "<a href=# hidden>More</a>",
            "<a href=# aria-hidden=true>More</a>",
            "<a href=# role=button>More</a>",
        ] {
            assert!(outcomes::<LinkPurposeInContext>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<p><a id=a href=#>More</a><p>Lipids <a id=b href=#>More</a><p><a id=c href=#>Bills</a>";
        insta::assert_snapshot!(outcomes::<LinkPurposeInContext>(&step(html)).join("\n"), @r#"
        a: failed: The link is called "More", which would fit any link, and nothing around it says more.
        b: question: The link is called "More", which would fit any link, and other words stand around it.
        c: question: The link is called "Bills".
        "#);
    }
}
