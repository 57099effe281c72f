//! # Requirement
//!
//! The language of a page can be told by software: the root element has a `lang`.
//!
//! # Why it matters
//!
//! A screen reader chooses its voice by it. Spanish discharge instructions read by an English voice are noise.
//!
//! # How it is judged
//!
//! - The page is its own document, `text/html`, with the root `html`; documents in frames are not judged here.
//! - `lang` is there and holds more than white space; `xml:lang`, header fields and `meta` do not count.
//!
//! # What it does not see
//!
//! - Whether that is a language: see `language-of-page-known`. Whether the text is in it.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.1.1](https://www.w3.org/TR/WCAG22/#language-of-page)
//! - [ACT rule b5c3f8](https://www.w3.org/WAI/standards-guidelines/act/rules/b5c3f8/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Put the language of the page on the html element, such as lang=\"en\".";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LanguageOfPage;

impl StateCheck for LanguageOfPage {
    const META: &'static Meta = &Meta {
        id: "language-of-page",
        title: "The page says which language it is in",
        requires: &[wcag22::LANGUAGE_OF_PAGE],
        act: &["b5c3f8"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("language_of_page.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let root = page.root().filter(|root| root.is_any(&["html"]));
        let is_html = page.document().content_type.eq_ignore_ascii_case("text/html");
        root.filter(|_| is_html)
            .map(|root| root.subject().is(outcome(root.attr("lang"))))
            .into_iter()
            .collect()
    }
}

fn outcome(lang: Option<&str>) -> Outcome {
    let what = match lang {
        None => "The html element has no lang attribute.",
        Some(lang) if lang.trim_ascii().is_empty() => "The html element's lang attribute is empty.",
        Some(_) => return Outcome::Passed,
    };
    Outcome::Failed(Finding::new(what, FIX))
}

#[cfg(test)]
mod tests {
    use super::LanguageOfPage;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a language", "<html lang=es>", "passed"),
            ("with a region", "<html lang=ES-us>", "passed"),
            ("none", "<html>", "failed"),
            ("empty", "<html lang>", "failed"),
            ("white space", "<html lang=' \t'>", "failed"),
            ("only the XML one", "<html xml:lang=en>", "failed"),
            ("whatever it is", "<html lang=english>", "passed"),
        ] {
            assert_eq!(outcomes_of::<LanguageOfPage>(&step(html)), [expected], "{clause}");
        }
    }

    #[test]
    fn only_a_page_of_html_is_judged() {
        let mut step = step("<html>");
        step.page.as_mut().unwrap().document.content_type = "application/xhtml+xml".to_owned();
        assert!(outcomes_of::<LanguageOfPage>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let said = |html| outcomes::<LanguageOfPage>(&step(html)).join("\n");
        assert_eq!(said("<html>"), "html: failed: The html element has no lang attribute.");
        assert_eq!(
            said("<html lang>"),
            "html: failed: The html element's lang attribute is empty."
        );
    }
}
