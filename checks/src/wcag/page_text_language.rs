//! # Requirement
//!
//! The text of a page is in the language that the page says it is in.
//!
//! # Why it matters
//!
//! A Spanish portal that was copied from the English one still says `lang="en"`: every word is read with an English voice,
//! and the patient cannot make out the dose.
//!
//! # How it is judged
//!
//! - Judged is the root `html` of a page of `text/html` whose `lang` begins with a registered language.
//! - Its text is the title, and what is seen, exposed or a name, without what a nearer `lang` claims. A page without a
//!   word is not judged.
//! - It fails when the text is in letters that the language is not written with, or when the small words that make
//!   sentences (`the`, `with`; `los`, `para`) are those of another language: three different ones at the least, a third of
//!   a short text, and hardly any of the language claimed.
//! - A long text whose letters look like another language, or a few such words, cannot be told.
//! - It passes when the small words and the look of the letters both speak for the language claimed and for no other.
//! - For every other text a person has to say. Related languages (Dutch and Afrikaans) are never told apart.
//!
//! # What it does not see
//!
//! - A long passage in another language on a page that is mostly in its own.
//! - Languages without a list or a profile of their own; the text of pictures.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.1.1](https://www.w3.org/TR/WCAG22/#language-of-page)
//! - [ACT rule ucwvc8](https://www.w3.org/WAI/standards-guidelines/act/rules/ucwvc8/)
//! - [IANA language subtag registry](https://www.iana.org/assignments/language-subtag-registry)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{LanguageTag, Page, Speech, TongueReading, read_tongue, tongue_name},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Put the language that most of the text is in on the html element, and other languages on their parts.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PageTextLanguage;

impl StateCheck for PageTextLanguage {
    const META: &'static Meta = &Meta {
        id: "page-text-language",
        title: "The text of the page is in the language that the page says",
        requires: &[wcag22::LANGUAGE_OF_PAGE],
        act: &["ucwvc8"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("page_text_language.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        judge(page).into_iter().collect()
    }
}

fn judge(page: Page<'_>) -> Option<Judgement> {
    let root = page.root().filter(|root| root.is_any(&["html"]))?;
    let lang = root.language().filter(|lang| LanguageTag::of(lang) == LanguageTag::Known)?;
    if !page.document().content_type.eq_ignore_ascii_case("text/html") {
        return None;
    }
    let speech = Speech::of(page);
    let mut said = vec![page.document().title.as_str()];
    said.extend(speech.by(root));
    let outcome = match read_tongue(&said, lang) {
        TongueReading::Silent => return None,
        TongueReading::Agrees => Outcome::Passed,
        TongueReading::Contradicts(found) => Outcome::Failed(finding(lang, "is", found)),
        TongueReading::Doubtful(found) => Outcome::CantTell(finding(lang, "seems to be", found)),
        TongueReading::Open => Outcome::Question(Finding::new(
            format!(
                "The page's language is \"{lang}\", and its text does not show which one it is in."
            ),
            "See whether most of the text is in that language.",
        )),
    };
    Some(root.subject().is(outcome))
}

fn finding(lang: &str, is: &str, found: &str) -> Finding {
    let found = tongue_name(found);
    Finding::new(format!("The page's language is \"{lang}\", and its text {is} in {found}."), FIX)
}

#[cfg(test)]
mod tests {
    use super::PageTextLanguage;
    use crate::testing::{outcomes, outcomes_of, step};

    const ENGLISH: &str = "Your results are ready. Please read them before your next visit.";

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("its own", format!("<html lang=en><p>{ENGLISH}"), "passed"),
            ("another", format!("<html lang=es><p>{ENGLISH}"), "failed"),
            ("by region", format!("<html lang=en-US><p>{ENGLISH}"), "passed"),
            ("other letters", "<html lang=en><p>Мои результаты".to_owned(), "failed"),
            ("the title counts", format!("<html lang=es><title>{ENGLISH}</title>"), "failed"),
            ("an alt counts", format!("<html lang=es><img alt='{ENGLISH}'>"), "failed"),
            (
                "marked parts do not",
                format!("<html lang=es><p>Hola<p lang=en>{ENGLISH}"),
                "question",
            ),
            (
                "hidden text does not",
                format!("<html lang=es><p>Hola<p hidden>{ENGLISH}"),
                "question",
            ),
            ("a single word", "<html lang=es><p>Radio".to_owned(), "question"),
            ("a language without a list", format!("<html lang=so><p>{ENGLISH}"), "can't tell"),
        ] {
            assert_eq!(outcomes_of::<PageTextLanguage>(&step(&html)), [expected], "{clause}");
        }
    }

    #[test]
    fn only_a_page_with_a_known_language_and_words_is_judged() {
        for html in [
            "<html><p>Hello",
            "<html lang=eng><p>Hello",
            "<html lang=und><p>Hello",
            "<html lang=en><p>26",
            "<html lang=en><p lang=es>Hola",
        ] {
            assert!(outcomes::<PageTextLanguage>(&step(html)).is_empty(), "{html}");
        }
        let mut step = step("<html lang=es><p>Hola");
        step.page.as_mut().unwrap().document.content_type = "application/xhtml+xml".to_owned();
        assert!(outcomes::<PageTextLanguage>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let said = |html: &str| outcomes::<PageTextLanguage>(&step(html)).join("\n");
        insta::assert_snapshot!(said(&format!("<html lang=es><p>{ENGLISH}")), @r#"html: failed: The page's language is "es", and its text is in English."#);
        insta::assert_snapshot!(said("<html lang=es><p>Radio"), @r#"html: question: The page's language is "es", and its text does not show which one it is in."#);
    }
}
