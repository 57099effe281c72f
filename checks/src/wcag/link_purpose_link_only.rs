//! # Requirement
//!
//! What a link says tells by itself where it leads.
//!
//! # Why it matters
//!
//! Screen readers list the links of a page. Taken out of its sentence, "View" leads anywhere.
//!
//! # How it is judged
//!
//! - Judged is each link that is exposed and has a name.
//! - It fails when the name is a phrase that fits any link ("More", "Click here", "Leer más"), punctuation, the glyph of an
//!   icon font, or the format of the file it leads to ("PDF").
//! - "Go" beside two and more links of one word each may be a name, and cannot be told.
//! - Of any other link a person has to say whether its words tell where it leads.
//!
//! # What it does not see
//!
//! - Links that nobody could tell the purpose of, which the criterion excepts.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.9](https://www.w3.org/TR/WCAG22/#link-purpose-link-only)
//! - [ACT rule aizyf1](https://www.w3.org/WAI/standards-guidelines/act/rules/aizyf1/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Link, Page, fold, links, words},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Say in the link itself where it leads; what repeats can be hidden from sight.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LinkPurposeLinkOnly;

impl StateCheck for LinkPurposeLinkOnly {
    const META: &'static Meta = &Meta {
        id: "link-purpose-link-only",
        title: "Links say by themselves where they lead",
        requires: &[wcag22::LINK_PURPOSE_LINK_ONLY],
        act: &["aizyf1"],
        severity: Severity::Minor,
        class: Class::Accessibility,
        source: include_str!("link_purpose_link_only.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let links = links(page);
        links.iter().map(|link| link.element.subject().is(outcome(link, &links))).collect()
    }
}

/// Words that would fit any link, and are also what something is called.
const NAMES: &[&str] = &["go"];

/// Whether the link stands in a row of links of one word each: among "Rust" and "Python", "Go" is a name.
fn is_among_names(link: &Link<'_>, links: &[Link<'_>]) -> bool {
    let outer = |link: &Link<'_>| link.element.parent().map(|outer| outer.id);
    NAMES.contains(&&*fold(link.name()))
        && links
            .iter()
            .filter(|other| other.element.id != link.element.id && outer(other) == outer(link))
            .filter(|other| other.says_nothing().is_none() && words(other.name()).len() == 1)
            .nth(1)
            .is_some()
}

fn outcome(link: &Link<'_>, links: &[Link<'_>]) -> Outcome {
    let name = link.name();
    match link.says_nothing() {
        Some(why) if is_among_names(link, links) => Outcome::CantTell(Finding::new(
            format!("The link is called \"{name}\", {why}, but it may be one name of several."),
            FIX,
        )),
        Some(why) => {
            Outcome::Failed(Finding::new(format!("The link is called \"{name}\", {why}."), FIX))
        }
        None => Outcome::Question(Finding::new(
            format!("The link is called \"{name}\"."),
            "See whether it tells by itself where the link leads.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::LinkPurposeLinkOnly;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a phrase", "<p>Lipid panel: <a id=a href=#>more</a></p>", "a"),
            ("a phrase and more", "<a id=a href=#>More about the lipid panel</a>", ""),
            ("hidden from sight", "<a id=a href=#>More <span box='0,0 1x1'>results</span></a>", ""),
            ("a picture's words", "<a id=a href=#><img alt=More></a>", "a"),
            ("a format", "<p>Lipid panel: <a id=a href=/a.pdf>PDF</a></p>", "a"),
            ("punctuation", "<a id=a href=#>&gt;&gt;</a>", "a"),
        ] {
            assert_eq!(failed::<LinkPurposeLinkOnly>(&step(html)).join(" "), expected, "{clause}");
        }
        assert_eq!(
            outcomes_of::<LinkPurposeLinkOnly>(&step("<a href=#>Results</a>")),
            ["question"]
        );
        for (html, expected) in [
            ("<a href=/g>Go</a><a href=/r>Rust</a><a href=/p>Python</a>", "can't tell"),
            ("<a href=/g>Go</a><a href=/r>Rust</a>", "failed"),
            ("<a href=/g>More</a><a href=/r>Rust</a><a href=/p>Python</a>", "failed"),
        ] {
            let outcomes = outcomes_of::<LinkPurposeLinkOnly>(&step(html));
            assert_eq!(outcomes[0], expected, "{html}");
        }
    }

    #[test]
    fn only_exposed_links_with_a_name_are_judged() {
        for html in
            ["<a>More</a>", "<a href=#></a>", "<a href=# hidden>More</a>", "<button>More</button>"]
        {
            assert!(outcomes::<LinkPurposeLinkOnly>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<a id=a href=#>More</a><a id=b href=/a.pdf>PDF</a><a id=c href=#>Bills</a>";
        insta::assert_snapshot!(outcomes::<LinkPurposeLinkOnly>(&step(html)).join("\n"), @r#"
        a: failed: The link is called "More", which would fit any link.
        b: failed: The link is called "PDF", which says only what kind of file it leads to.
        c: question: The link is called "Bills".
        "#);
    }
}
