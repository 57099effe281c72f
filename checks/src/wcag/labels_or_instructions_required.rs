//! # Requirement
//!
//! A person sees which fields of a form must be filled in, where not all must.
//!
//! # Why it matters
//!
//! Whoever needs a minute for each field fills in nine of them for nothing, or sends the form and is sent back.
//!
//! # How it is judged
//!
//! - Judged is a form in which some fields for text or lists must be filled in, by `required` or `aria-required`, and
//!   others need not. All of them are seen and exposed.
//! - It passes when it marks the one or the other: with an asterisk, typed or generated, or with words like "required"
//!   or "optional" that are seen in it.
//! - It fails when no such mark or word is seen anywhere on the page, nor one like "needed" or "leave out". When there
//!   is one elsewhere, and on a page in a language whose words are not known, it is for a person to judge.
//!
//! # What it does not see
//!
//! - Whether every field is marked that has to be, and what is required without saying so in the markup.
//! - Marks in words of other languages than English, German, French and Spanish.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.3.2](https://www.w3.org/TR/WCAG22/#labels-or-instructions)
//! - [H90: marking required fields](https://www.w3.org/WAI/WCAG22/Techniques/html/H90)

use super::labels_or_instructions::is_field;
use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::{NodeId, State},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeMap;

const MARKS: &[&str] = &[
    "*",
    "required",
    "mandatory",
    "must be",
    "optional",
    "pflichtfeld",
    "erforderlich",
    "freiwillig",
    "obligatoire",
    "facultatif",
    "obligatorio",
    "opcional",
];

/// Words elsewhere on the page that may say it.
const HINTS: &[&str] = &[
    "all fields",
    "blank",
    "empty",
    "have to",
    "leave",
    "must",
    "need",
    "skip",
    "muss",
    "müssen",
    "leer",
    "brauch",
    "doit",
    "doivent",
    "vide",
    "laisser",
    "debe",
    "vacío",
    "dejar",
];
/// The languages of these words.
const LANGUAGES: &[&str] = &["de", "en", "es", "fr"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LabelsOrInstructionsRequired;

impl StateCheck for LabelsOrInstructionsRequired {
    const META: &'static Meta = &Meta {
        id: "labels-or-instructions-required",
        title: "Forms show which of their fields must be filled in",
        requires: &[wcag22::LABELS_OR_INSTRUCTIONS],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("labels_or_instructions_required.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let mut forms: BTreeMap<NodeId, Vec<Element<'_>>> = BTreeMap::new();
        for field in page.elements().filter(|element| is_field(*element)) {
            if let Some(form) = field.ancestors().find(|outer| outer.is_any(&["form"])) {
                forms.entry(form.id).or_default().push(field);
            }
        }
        forms
            .into_iter()
            .filter_map(|(form, fields)| {
                let form = page.element(form)?;
                Some(form.subject().is(outcome(form, &fields)?))
            })
            .collect()
    }
}

fn outcome(form: Element<'_>, fields: &[Element<'_>]) -> Option<Outcome> {
    let needed: Vec<_> = fields.iter().filter(|field| is_needed(**field)).collect();
    if needed.is_empty() || needed.len() == fields.len() {
        return None;
    }
    let text = form.visible_text(|_| true).to_lowercase();
    if MARKS.iter().any(|mark| text.contains(mark)) || is_marked(form) {
        return Some(Outcome::Passed);
    }
    let finding = Finding {
        what: format!(
            "{} of {} fields must be filled in, and nothing that is seen says which.",
            needed.len(),
            fields.len()
        ),
        fix: "Mark the fields that must be filled in, or those that need not.".to_owned(),
        related: needed.iter().map(|field| field.subject()).collect(),
    };
    let certain = is_known_language(form) && !is_hinted(form.page);
    Some(if certain { Outcome::Failed(finding) } else { Outcome::CantTell(finding) })
}

fn is_known_language(form: Element<'_>) -> bool {
    let language = form.lineage().find_map(|outer| outer.attr("lang")).unwrap_or_default();
    let primary = language.trim().split('-').next().unwrap_or_default().to_lowercase();
    LANGUAGES.contains(&primary.as_str())
}

/// Whether words somewhere on a page may say which fields must be filled in.
fn is_hinted(page: Page<'_>) -> bool {
    page.root().is_some_and(|root| {
        let text = root.visible_text(|_| true).to_lowercase();
        MARKS.iter().chain(HINTS).any(|hint| text.contains(hint))
    })
}

fn is_needed(field: Element<'_>) -> bool {
    let says = field.attr("aria-required");
    field.is(State::Required) || says.is_some_and(|says| says.eq_ignore_ascii_case("true"))
}

/// Whether a mark is generated in a form.
fn is_marked(form: Element<'_>) -> bool {
    form.descendants().any(|inner| {
        [inner.recorded.before, inner.recorded.after].into_iter().flatten().any(|pseudo| {
            let content = form.page.string(pseudo.content).to_lowercase();
            MARKS.iter().any(|mark| content.contains(mark))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::LabelsOrInstructionsRequired;
    use crate::testing::{outcomes, outcomes_of, step};

    fn form(mark: &str, one: &str, other: &str) -> String {
        format!(
            "<html lang=en><form id=f><label for=a>Name {mark}</label><input id=a {one}>\
             <label for=b>Phone</label><input id=b {other}></form>"
        )
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("no mark", form("", "required", ""), "failed"),
            ("an asterisk", form("*", "required", ""), "passed"),
            ("a word", form("(required)", "aria-required=true", ""), "passed"),
            ("a word for the other", form("(optional)", "", "required"), "passed"),
            ("a word unseen", form("<b hidden>required</b>", "required", ""), "failed"),
            ("generated", form("<b after='\"*\"'></b>", "required", ""), "passed"),
            ("generated, something else", form("<b after='\":\"'></b>", "required", ""), "failed"),
            ("by role", form("", "aria-required=true", ""), "failed"),
            (
                "a word elsewhere",
                form("", "required", "") + "<p>You can skip the phone.</p>",
                "can't tell",
            ),
            (
                "another language",
                form("", "required", "").replace("lang=en", "lang=fi"),
                "can't tell",
            ),
            ("no language", form("", "required", "").replace("lang=en", ""), "can't tell"),
            ("not required", form("", "aria-required=false", ""), ""),
            ("all of them", form("", "required", "required"), ""),
            ("none of them", form("", "", ""), ""),
        ] {
            let said = outcomes_of::<LabelsOrInstructionsRequired>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_forms_are_judged() {
        let html = form("", "required", "").replace("form", "div");
        assert!(outcomes::<LabelsOrInstructionsRequired>(&step(&html)).is_empty());
    }

    #[test]
    fn wording() {
        let step = step(&form("", "required", ""));
        insta::assert_snapshot!(outcomes::<LabelsOrInstructionsRequired>(&step).join("\n"), @"f: failed: 1 of 2 fields must be filled in, and nothing that is seen says which.");
    }
}
