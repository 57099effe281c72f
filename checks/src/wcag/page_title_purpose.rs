//! # Requirement
//!
//! The title of a page describes its topic or purpose.
//!
//! # Why it matters
//!
//! A patient with five tabs called "React App" cannot find the lab result among them.
//!
//! # How it is judged
//!
//! - Judged is the first title of a page whose root is `html`, if it has one that is not empty.
//! - It fails when a generator or framework put it there and nobody changed it (`React App`, `Untitled Document`), when it is
//!   the page's own address or the name of its file, or when nobody wrote it for a reader: a missing value, a template
//!   that was not filled, the key of a text that was not found.
//! - A title that can be such a leftover but also be meant (`Document`) cannot be told.
//! - Of any other title a person has to say whether it describes the page.
//!
//! # What it does not see
//!
//! - A title that stays the same from one view of an application to the next.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.2](https://www.w3.org/TR/WCAG22/#page-titled)
//! - [ACT rule c4a8a4](https://www.w3.org/WAI/standards-guidelines/act/rules/c4a8a4/)
//! - [Failure F25](https://www.w3.org/WAI/WCAG22/Techniques/failures/F25)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Unreadable},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};
use url::Url;

/// Titles of templates; nobody would choose them for a page of a portal.
const LEFTOVERS: &[&str] = &[
    "create next app",
    "ionic app",
    "new page",
    "nuxt app",
    "react app",
    "svelte app",
    "untitled",
    "untitled document",
    "untitled page",
    "vite + preact",
    "vite + react",
    "vite + react + ts",
    "vite + svelte",
    "vite + svelte + ts",
    "vite + vue",
    "vite + vue + ts",
    "vite app",
    "vue app",
    "webpack app",
    "your page title here",
];

/// Titles that editors insert, and that a page may yet have on purpose.
const DOUBTFUL: &[&str] = &["document", "home page", "index", "page title", "title", "welcome"];

const FIX: &str = "Say in the title what the page is for, such as \"Lab results – Portal\".";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PageTitlePurpose;

impl StateCheck for PageTitlePurpose {
    const META: &'static Meta = &Meta {
        id: "page-title-purpose",
        title: "The page's title describes it",
        requires: &[wcag22::PAGE_TITLED],
        act: &["c4a8a4"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("page_title_purpose.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let document = page.document();
        let title = document.title.trim();
        let is_html = page.root().is_some_and(|root| root.is_any(&["html"]));
        if is_html && document.has_title && !title.is_empty() {
            vec![Subject::Document.is(outcome(title, &document.url))]
        } else {
            Vec::new()
        }
    }
}

fn outcome(title: &str, address: &str) -> Outcome {
    let finding =
        |what: &str| Finding::new(format!("The page's title is \"{title}\", {what}."), FIX);
    let lower = title.to_lowercase();
    if LEFTOVERS.contains(&&*lower) {
        return Outcome::Failed(finding("which a template left there"));
    }
    if is_address(title, address) {
        return Outcome::Failed(finding("which is its address"));
    }
    if DOUBTFUL.contains(&&*lower) {
        return Outcome::CantTell(finding("which does not seem to be about this page"));
    }
    match Unreadable::of(title) {
        Some(Unreadable::Certain(what)) => Outcome::Failed(finding(what)),
        Some(Unreadable::Doubtful(what)) => Outcome::CantTell(finding(what)),
        None => Outcome::Question(Finding::new(
            format!("The page's title is \"{title}\"."),
            "See whether it tells what the page is about.",
        )),
    }
}

/// Whether the title is the page's whole address or the name of its file.
fn is_address(title: &str, address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return false };
    let file =
        url.path_segments().and_then(|mut segments| segments.next_back()).unwrap_or_default();
    let is_file = [".html", ".htm", ".php", ".aspx", ".jsp", ".do"]
        .iter()
        .any(|ending| file.to_ascii_lowercase().ends_with(ending));
    title == address || is_file && title.eq_ignore_ascii_case(file)
}

#[cfg(test)]
mod tests {
    use super::PageTitlePurpose;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, title, expected) in [
            ("words", "Lab results", "question"),
            ("a framework's", "React App", "failed"),
            ("a framework's among words", "The React app shop", "question"),
            ("perhaps a leftover", "Document", "can't tell"),
            ("a missing value", "undefined", "failed"),
            ("a template", "{{ page.title }}", "failed"),
            ("a key", "portal.home.title", "failed"),
        ] {
            let html = format!("<title>{title}</title>");
            assert_eq!(outcomes_of::<PageTitlePurpose>(&step(&html)), [expected], "{clause}");
        }
    }

    #[test]
    fn an_address_is_no_title() {
        for (address, title, expected) in [
            ("https://portal.test/results.html", "results.html", "failed"),
            ("https://portal.test/results.html", "https://portal.test/results.html", "failed"),
            ("https://portal.test/results.html", "Results", "question"),
            ("https://portal.test/results", "results", "question"),
        ] {
            let mut step = step(&format!("<title>{title}</title>"));
            step.page.as_mut().unwrap().document.url = address.to_owned();
            assert_eq!(outcomes_of::<PageTitlePurpose>(&step), [expected], "{title} at {address}");
        }
    }

    #[test]
    fn only_a_page_of_html_with_a_title_is_judged() {
        for html in ["<p>Results", "<title></title>", "<title> &nbsp; </title>"] {
            assert!(outcomes::<PageTitlePurpose>(&step(html)).is_empty(), "{html}");
        }
        let mut step = step("<title>Results</title>");
        let page = step.page.as_mut().unwrap();
        page.strings = page.strings.iter().map(|s| s.replace("html", "svg")).collect();
        assert!(outcomes_of::<PageTitlePurpose>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let said = ["Vite App", "Document", "Lab results"].map(|title| {
            outcomes::<PageTitlePurpose>(&step(&format!("<title>{title}</title>"))).join("")
        });
        insta::assert_snapshot!(said.join("\n"), @r#"
        document: failed: The page's title is "Vite App", which a template left there.
        document: can't tell: The page's title is "Document", which does not seem to be about this page.
        document: question: The page's title is "Lab results".
        "#);
    }
}
