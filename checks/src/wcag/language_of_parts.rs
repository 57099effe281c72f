//! # Requirement
//!
//! Where a part of a page is marked as being in a language, that language exists.
//!
//! # Why it matters
//!
//! "Si necesita un intérprete" marked as `lang="spanish"` is read with English sounds, to just those
//! patients who need the interpreter.
//!
//! # How it is judged
//!
//! - An element is judged when it has a `lang` that is not empty, is `body` or inside it, and some text takes
//!   its language from it: text that is seen or exposed, or a name that is not the element's own text (`alt`).
//!   Text below a nearer `lang` does not count, nor does text that is hidden from everybody.
//! - The primary subtag is in the IANA registry as a language.
//! - On `code` and its kin, too: a `lang` that is meant for a programming language fails as well.
//!
//! # What it does not see
//!
//! - Text in another language that is not marked, or marked wrongly.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.1.2](https://www.w3.org/TR/WCAG22/#language-of-parts)
//! - [ACT rule de46e4](https://www.w3.org/WAI/standards-guidelines/act/rules/de46e4/)
//! - [IANA language subtag registry](https://www.iana.org/assignments/language-subtag-registry)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{LanguageTag, Page, Speech},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Use the language's registered subtag, such as lang=\"es\".";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LanguageOfParts;

impl StateCheck for LanguageOfParts {
    const META: &'static Meta = &Meta {
        id: "language-of-parts",
        title: "Parts in another language are marked with a language that exists",
        requires: &[wcag22::LANGUAGE_OF_PARTS],
        act: &["de46e4"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("language_of_parts.rs"),
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
            .filter_map(|element| Some(element.subject().is(outcome(element.language()?))))
            .collect()
    }
}

fn outcome(lang: &str) -> Outcome {
    let finding = |what: &str| Finding::new(format!("The language is \"{lang}\", {what}."), FIX);
    match LanguageTag::of(lang) {
        LanguageTag::Known | LanguageTag::Unspecific => Outcome::Passed,
        LanguageTag::Unknown => Outcome::Failed(finding("which is no registered language")),
        LanguageTag::Padded => {
            Outcome::CantTell(finding("with white space that software may not remove"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::LanguageOfParts;
    use crate::testing::{failed, framed, outcomes, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a language", "<p id=a lang=es>Hola", ""),
            ("no language", "<p id=a lang=spanish>Hola", "a"),
            ("an old tag", "<p id=a lang=i-lux>Moien", "a"),
            ("empty", "<p id=a lang>Hola", ""),
            ("no text", "<p id=a lang=spanish> </p>", ""),
            ("hidden text", "<p id=a lang=spanish><i style='display:none'>Hola</i>", ""),
            ("only seen text", "<div id=a lang=spanish><p aria-hidden=true>Hola</p></div>", "a"),
            ("a nearer language", "<div id=a lang=spanish><p lang=es>Hola</p></div>", ""),
            ("a nearer empty one", "<div id=a lang=spanish><p lang>Hola</p></div>", "a"),
            ("both wrong", "<div id=a lang=xxxx>So<p id=b lang=yyyy>Hola</p></div>", "a b"),
            ("the body", "<body id=a lang=spanish>Hola", "a"),
            ("the root", "<html id=a lang=spanish>Hola", ""),
            ("code", "<code id=a lang=javascript>let a</code>", "a"),
            ("code in a language", "<code id=a lang=en>let a</code>", ""),
            ("not played", "<video id=a lang=spanish>Hola</video>", ""),
            ("instead of an object", "<object id=a lang=spanish>Hola</object>", "a"),
            ("of an object that is shown", "<object id=a lang=spanish box=''>Hola</object>", ""),
        ] {
            assert_eq!(failed::<LanguageOfParts>(&step(html)).join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn the_root_of_a_frame_is_in_no_body() {
        let said = |part: &str| {
            let html = format!("<div id=f lang=en><x-html><{part} id=a lang=spanish>Hola");
            failed::<LanguageOfParts>(&framed(&html, "f")).join(" ")
        };
        assert_eq!([said("p"), said("x-body")], ["", "a"]);
    }

    #[test]
    fn only_marked_parts_with_text_are_judged() {
        let step = step("<p>Hello</p><p id=a lang=es>Hola</p><p id=b lang=fr></p>");
        assert_eq!(outcomes::<LanguageOfParts>(&step), ["a: passed"]);
    }

    #[test]
    fn wording() {
        let step = step("<p id=a lang=spanish>Hola</p><code id=b lang=js>a</code>");
        insta::assert_snapshot!(outcomes::<LanguageOfParts>(&step).join("\n"), @r#"
        a: failed: The language is "spanish", which is no registered language.
        b: failed: The language is "js", which is no registered language.
        "#);
    }
}
