//! # Requirement
//!
//! The language that a page says it is in is one that exists.
//!
//! # Why it matters
//!
//! A screen reader that knows no `english` reads on in the voice of the person's own language, or in none.
//!
//! # How it is judged
//!
//! - The page is its own document, `text/html`, with the root `html` and a `lang` that is not blank; without one,
//!   see `language-of-page`.
//! - Its primary subtag is in the IANA registry as a language. `eng` and `en_US` are not.
//! - Padded with white space, or registered for no language in particular (`und`), it is for a person to judge.
//!
//! # What it does not see
//!
//! - Whether the text is in that language.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.1.1](https://www.w3.org/TR/WCAG22/#language-of-page)
//! - [ACT rule bf051a](https://www.w3.org/WAI/standards-guidelines/act/rules/bf051a/)
//! - [IANA language subtag registry](https://www.iana.org/assignments/language-subtag-registry)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{LanguageTag, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Put the language of the page on the html element, such as lang=\"en\".";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LanguageOfPageKnown;

impl StateCheck for LanguageOfPageKnown {
    const META: &'static Meta = &Meta {
        id: "language-of-page-known",
        title: "The language that the page says it is in exists",
        requires: &[wcag22::LANGUAGE_OF_PAGE],
        act: &["bf051a"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("language_of_page_known.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let root = page.root().filter(|root| root.is_any(&["html"]));
        let is_html = page.document().content_type.eq_ignore_ascii_case("text/html");
        root.filter(|_| is_html)
            .and_then(|root| Some((root, root.attr("lang")?)))
            .filter(|(_, lang)| !lang.trim_ascii().is_empty())
            .map(|(root, lang)| root.subject().is(outcome(lang)))
            .into_iter()
            .collect()
    }
}

fn outcome(lang: &str) -> Outcome {
    let finding =
        |what: &str| Finding::new(format!("The page's language is \"{lang}\", {what}."), FIX);
    match LanguageTag::of(lang) {
        LanguageTag::Known => Outcome::Passed,
        LanguageTag::Unknown => Outcome::Failed(finding("which is no registered language")),
        LanguageTag::Unspecific => {
            Outcome::CantTell(finding("which stands for no language in particular"))
        }
        LanguageTag::Padded => {
            Outcome::CantTell(finding("with white space that software may not remove"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageOfPageKnown;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a language", "<html lang=es>", "passed"),
            ("with a region", "<html lang=ES-us>", "passed"),
            ("with what is no region", "<html lang=en-hello>", "passed"),
            ("a language without two letters", "<html lang=haw>", "passed"),
            ("three letters where two exist", "<html lang=spa>", "failed"),
            ("an underscore", "<html lang=en_US>", "failed"),
            ("a grandfathered tag", "<html lang=i-lux>", "failed"),
            ("only a region", "<html lang=-US>", "failed"),
            ("no language in particular", "<html lang=und>", "can't tell"),
            ("padded", "<html lang=' es'>", "can't tell"),
        ] {
            assert_eq!(outcomes_of::<LanguageOfPageKnown>(&step(html)), [expected], "{clause}");
        }
    }

    #[test]
    fn only_a_page_of_html_that_says_its_language_is_judged() {
        for html in ["<html>", "<html lang>", "<html lang=' \t'>", "<html xml:lang=english>"] {
            assert!(outcomes_of::<LanguageOfPageKnown>(&step(html)).is_empty(), "{html}");
        }
        let mut step = step("<html lang=english>");
        step.page.as_mut().unwrap().document.content_type = "application/xhtml+xml".to_owned();
        assert!(outcomes_of::<LanguageOfPageKnown>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let said = |html| outcomes::<LanguageOfPageKnown>(&step(html)).join("\n");
        insta::assert_snapshot!(said("<html lang=english>"), @r#"html: failed: The page's language is "english", which is no registered language."#);
        insta::assert_snapshot!(said("<html lang=mul>"), @r#"html: can't tell: The page's language is "mul", which stands for no language in particular."#);
    }
}
