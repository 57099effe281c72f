//! # Requirement
//!
//! A web page has a title that describes its topic or purpose.
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
//! - A title that a generator or framework put there and nobody changed describes nothing: `React App`,
//!   `Untitled Document`. Nor does the page's own address or the name of its file.
//! - A title that can be such a leftover but also be meant (`Document`) is for a person to judge.
//!
//! # What it does not see
//!
//! - Whether a title that is somebody's own words fits the page.
//! - A title that stays the same from one view of an application to the next.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.2](https://www.w3.org/TR/WCAG22/#page-titled)
//! - [ACT rule 2779a5](https://www.w3.org/WAI/standards-guidelines/act/rules/2779a5/)
//! - [Failure F25](https://www.w3.org/WAI/WCAG22/Techniques/failures/F25)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
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

const FIX: &str =
    "Give the page a title element that says what it is for, such as \"Lab results – Portal\".";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PageTitled;

impl StateCheck for PageTitled {
    const META: &'static Meta = &Meta {
        id: "page-titled",
        title: "The page has a title that describes it",
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
    let failed = |what: String| Outcome::Failed(Finding::new(what, FIX));
    if !document.has_title {
        return failed("The page has no title element.".to_owned());
    }
    if title.is_empty() {
        return failed("The page's title is empty.".to_owned());
    }
    let lower = title.to_lowercase();
    if LEFTOVERS.contains(&&*lower) {
        return failed(format!("The page's title is \"{title}\", which a template left there."));
    }
    if is_address(title, &document.url) {
        return failed(format!("The page's title is \"{title}\", which is its address."));
    }
    if DOUBTFUL.contains(&&*lower) {
        return Outcome::CantTell(Finding::new(
            format!("The page's title is \"{title}\", which does not seem to be about this page."),
            FIX,
        ));
    }
    Outcome::Passed
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
            ("a framework's", "<title>React App</title>", "failed"),
            ("a framework's among words", "<title>The React app shop</title>", "passed"),
            ("perhaps a leftover", "<title>Document</title>", "can't tell"),
            ("in the body", "<body><p></p><title>Lab results</title>", "passed"),
        ] {
            assert_eq!(outcomes_of::<PageTitled>(&step(html)), [expected], "{clause}");
        }
    }

    #[test]
    fn an_address_is_no_title() {
        for (address, title, expected) in [
            ("https://portal.test/results.html", "results.html", "failed"),
            ("https://portal.test/results.html", "https://portal.test/results.html", "failed"),
            ("https://portal.test/results.html", "Results", "passed"),
            ("https://portal.test/results", "results", "passed"),
        ] {
            let mut step = step(&format!("<title>{title}</title>"));
            step.page.as_mut().unwrap().document.url = address.to_owned();
            assert_eq!(outcomes_of::<PageTitled>(&step), [expected], "{title} at {address}");
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
        assert_eq!(
            said("<title>Vite App</title>"),
            "document: failed: The page's title is \"Vite App\", which a template left there."
        );
    }
}
