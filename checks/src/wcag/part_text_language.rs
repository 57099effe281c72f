//! # Requirement
//!
//! The text of a part that is marked as being in a language is in that language.
//!
//! # Why it matters
//!
//! A form with `lang="es"` whose English text was never translated is read to a Spanish speaker as Spanish: neither
//! language can be made out.
//!
//! # How it is judged
//!
//! - An element is judged when its `lang` begins with a registered language, it is `body` or inside it, and some text takes
//!   its language from it: text that is seen or exposed, or a name or description (`alt`). Text below a nearer `lang`
//!   does not count.
//! - It fails, passes or is in doubt as the text of a whole page is: see `page-text-language`.
//! - For most short texts, and for names, a person has to say.
//!
//! # What it does not see
//!
//! - Text in another language that is not marked at all.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.1.2](https://www.w3.org/TR/WCAG22/#language-of-parts)
//! - [ACT rule off6ek](https://www.w3.org/WAI/standards-guidelines/act/rules/off6ek/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, LanguageTag, Page, Speech, TongueReading, read_tongue, tongue_name},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Mark each part with the language that its text is in, or translate the text.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PartTextLanguage;

impl StateCheck for PartTextLanguage {
    const META: &'static Meta = &Meta {
        id: "part-text-language",
        title: "The text of a part is in the language that the part is marked with",
        requires: &[wcag22::LANGUAGE_OF_PARTS],
        act: &["off6ek"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("part_text_language.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        if !page.document().content_type.eq_ignore_ascii_case("text/html") {
            return Vec::new();
        }
        let speech = Speech::of(page);
        page.elements()
            .filter(|element| element.is_html() && !speech.by(*element).is_empty())
            .filter(|element| element.is_in_body())
            .filter_map(|element| Some(element.subject().is(outcome(element, &speech)?)))
            .collect()
    }
}

fn outcome(part: Element<'_>, speech: &Speech<'_>) -> Option<Outcome> {
    let lang = part.language().filter(|lang| LanguageTag::of(lang) == LanguageTag::Known)?;
    let finding = |is: &str, found: &str| {
        let found = tongue_name(found);
        Finding::new(
            format!("The part is marked as \"{lang}\", and its text {is} in {found}."),
            FIX,
        )
    };
    Some(match read_tongue(speech.by(part), lang) {
        TongueReading::Agrees => Outcome::Passed,
        TongueReading::Contradicts(found) => Outcome::Failed(finding("is", found)),
        TongueReading::Doubtful(found) => Outcome::CantTell(finding("seems to be", found)),
        TongueReading::Open | TongueReading::Silent => Outcome::Question(Finding::new(
            format!(
                "The part is marked as \"{lang}\", and its text does not show which one it is in."
            ),
            "See whether most of the text is in that language.",
        )),
    })
}

#[cfg(test)]
mod tests {
    use super::PartTextLanguage;
    use crate::testing::{outcomes, outcomes_of, step};

    const ENGLISH: &str = "Your results are ready. Please read them before your next visit.";

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("its own", format!("<p lang=en>{ENGLISH}"), "passed"),
            ("another", format!("<p lang=es>{ENGLISH}"), "failed"),
            ("the body", format!("<body lang=es>{ENGLISH}"), "failed"),
            ("a name", format!("<div lang=es><img alt='{ENGLISH}'></div>"), "failed"),
            (
                "a nearer language",
                format!("<div lang=es>Hola<p lang=en>{ENGLISH}</div>"),
                "question passed",
            ),
            ("a nearer empty one", format!("<div lang=es><p lang>{ENGLISH}</div>"), "failed"),
            ("other letters", "<p lang=en>診察".to_owned(), "failed"),
            ("one word", "<p lang=es>Radio".to_owned(), "question"),
            ("digits", "<p lang=es>26".to_owned(), "question"),
            ("no list", format!("<p lang=so>{ENGLISH}"), "can't tell"),
        ] {
            assert_eq!(
                outcomes_of::<PartTextLanguage>(&step(&html)).join(" "),
                expected,
                "{clause}"
            );
        }
    }

    #[test]
    fn only_marked_parts_with_text_are_judged() {
        for html in [
            "<html lang=es>Hello",
            "<p lang=spanish>Hello",
            "<p lang=es> </p>",
            "<p lang=es hidden>Hello",
            "<p lang>Hello",
        ] {
            assert!(outcomes::<PartTextLanguage>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = format!("<p lang=es id=a>{ENGLISH}<p lang=es id=b>Radio<p lang=en id=c>診察");
        insta::assert_snapshot!(outcomes::<PartTextLanguage>(&step(&html)).join("\n"), @r#"
        a: failed: The part is marked as "es", and its text is in English.
        b: question: The part is marked as "es", and its text does not show which one it is in.
        c: failed: The part is marked as "en", and its text is in Chinese characters.
        "#);
    }
}
