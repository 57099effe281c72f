//! # Requirement
//!
//! The language of a page can be told by software: the root element has a `lang` with a language that exists.
//!
//! # Why it matters
//!
//! A screen reader chooses its voice by it. Spanish discharge instructions read by an English voice are noise.
//!
//! # How it is judged
//!
//! - The page is its own document, `text/html`, with the root `html`; documents in frames are not judged here.
//! - `lang` is there and holds more than white space; `xml:lang`, header fields and `meta` do not count.
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
//! - [ACT rule b5c3f8](https://www.w3.org/WAI/standards-guidelines/act/rules/b5c3f8/)
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
pub struct LanguageOfPage;

impl StateCheck for LanguageOfPage {
    const META: &'static Meta = &Meta {
        id: "language-of-page",
        title: "The page says which language it is in",
        requires: &[wcag22::LANGUAGE_OF_PAGE],
        act: &["b5c3f8", "bf051a"],
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
    let Some(lang) = lang.filter(|lang| !lang.trim_ascii().is_empty()) else {
        let what = match lang {
            None => "The html element has no lang attribute.",
            Some(_) => "The html element's lang attribute is empty.",
        };
        return Outcome::Failed(Finding::new(what, FIX));
    };
    match LanguageTag::of(lang) {
        LanguageTag::Known => Outcome::Passed,
        LanguageTag::Unknown => Outcome::Failed(Finding::new(
            format!("The page's language is \"{lang}\", which is no registered language."),
            FIX,
        )),
        LanguageTag::Unspecific => Outcome::CantTell(Finding::new(
            format!(
                "The page's language is \"{lang}\", which stands for no language in particular."
            ),
            FIX,
        )),
        LanguageTag::Padded => Outcome::CantTell(Finding::new(
            format!(
                "The page's language is \"{lang}\", with white space that software may not remove."
            ),
            FIX,
        )),
    }
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
            ("three letters where two exist", "<html lang=spa>", "failed"),
            ("an underscore", "<html lang=en_US>", "failed"),
            ("no language in particular", "<html lang=und>", "can't tell"),
            ("padded", "<html lang=' es'>", "can't tell"),
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
            said("<html lang=english>"),
            "html: failed: The page's language is \"english\", which is no registered language."
        );
    }
}
