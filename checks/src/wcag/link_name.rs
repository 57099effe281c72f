//! # Requirement
//!
//! A link has an accessible name.
//!
//! # Why it matters
//!
//! A screen reader reads the address instead, letter by letter, or says "link" and nothing else. In the
//! list of links that many patients work with, the link to the test results is one blank line of many.
//!
//! # How it is judged
//!
//! - A link is an HTML element with the role `link` or a kind of it (`doc-noteref`), its own or given, that
//!   assistive technology gets, wherever on or off the screen it is.
//! - A name that is only glyphs of an icon font can't be told, and neither can a nameless link inside an
//!   SVG drawing, where browsers differ.
//!
//! # What it does not see
//!
//! - Whether the name says where the link leads.
//! - Links that are links only by their looks and a click listener.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [WCAG 2.2, 2.4.4](https://www.w3.org/TR/WCAG22/#link-purpose-in-context)
//! - [ACT rule c487ae](https://www.w3.org/WAI/standards-guidelines/act/rules/c487ae/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LinkName;

impl StateCheck for LinkName {
    const META: &'static Meta = &Meta {
        id: "link-name",
        title: "Links have an accessible name",
        requires: &[wcag22::LINK_PURPOSE_IN_CONTEXT, wcag22::NAME_ROLE_VALUE],
        act: &["c487ae"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("link_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.role().is_a("link") && element.is_exposed())
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

fn outcome(link: Element<'_>) -> Outcome {
    let finding = |what: String| {
        Finding::new(
            what,
            "Give it text, or its image a text alternative, that says where it leads.",
        )
    };
    match link.unnamed() {
        Some(why) if link.is_html() => {
            Outcome::Failed(finding(format!("The link has no accessible name{why}.")))
        }
        Some(_) => {
            Outcome::CantTell(finding("The link in the drawing has no accessible name.".to_owned()))
        }
        None if link.name().is_private_use() => Outcome::CantTell(finding(
            "The link's name is made of the glyphs of an icon font only.".to_owned(),
        )),
        None => Outcome::Passed,
    }
}

#[cfg(test)]
mod tests {
    use super::LinkName;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<a href=# id=a>Results</a>", ""),
            ("<a href=# id=a></a>", "a"),
            ("<a href=# id=a role=none> </a>", "a"),
            ("<a href=# id=a><img alt=Results></a>", ""),
            ("<a href=# id=a><img></a>", "a"),
            ("<a href=# id=a><img alt=''></a>", "a"),
            ("<a href=# id=a><img alt=''>Results</a>", ""),
            ("<a href=# id=a><img role=presentation></a>", "a"),
            ("<a href=# id=a><img alt=x role=presentation></a>", "a"),
            ("<a href=# id=a><img aria-labelledby=b></a><b id=b></b>", "a"),
            ("<a href=# id=a><img aria-labelledby=b></a><b id=b>Results</b>", ""),
            ("<a href=# id=a><svg><title>Results</title></svg></a>", ""),
            ("<a href=# id=a title=Results></a>", ""),
            ("<a href=# id=a box='-9999,0 9x9'><img></a>", "a"),
            ("<map><area href=# id=a></map>", "a"),
            ("<map><area href=# id=a alt=North></map>", ""),
            ("<div role=link id=a></div>", "a"),
            ("<a href=# role=doc-noteref id=a></a>", "a"),
        ] {
            assert_eq!(failed::<LinkName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn in_doubt() {
        let step = step("<a href=#>\u{e001}</a><svg><a href=#><path /></a></svg>");
        assert_eq!(outcomes_of::<LinkName>(&step), ["can't tell", "can't tell"]);
    }

    #[test]
    fn only_exposed_links_are_judged() {
        for html in [
            "<a></a>",
            "<a href=# role=button></a>",
            "<a href=# hidden></a>",
            "<a href=# style='visibility: hidden'></a>",
            "<a href=# aria-hidden=true></a>",
            "<map><area></map>",
        ] {
            assert!(outcomes::<LinkName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step =
            step("<a href=# id=a><img></a><a href=# id=b>Home</a><svg><a id=c href=#></a></svg>");
        insta::assert_snapshot!(outcomes::<LinkName>(&step).join("\n"), @r"
        a: failed: The link has no accessible name: its image has no text alternative.
        b: passed
        c: can't tell: The link in the drawing has no accessible name.
        ");
    }
}
