//! # Requirement
//!
//! Software can tell what a field asks about its user: name, date of birth, telephone number and so on.
//!
//! # Why it matters
//!
//! A patient with a motor impairment lets the browser fill in the intake form. A patient with aphasia sees a cake beside
//! "date of birth". Both depend on `autocomplete`.
//!
//! # How it is judged
//!
//! - An `autocomplete` that is more than `on` or `off` follows HTML's grammar: an optional section, `shipping` or
//!   `billing`, `home`, `work` and so on before a contact, the field, `webauthn`. Not judged are fields that are
//!   disabled, hidden from everybody, or buttons, boxes and files; nor fields that Tab does not reach and whose
//!   role is no widget.
//! - Words that HTML does not know fail, those that are meant to turn filling off (`nope`) and those of search fields,
//!   too: the rule excepts neither.
//! - A field into which the scenario typed a value of the patient's that is among WCAG's input purposes has an
//!   `autocomplete` naming that purpose. None, `off`, or another purpose fails. Passwords count; one-time codes
//!   are no input purpose.
//!
//! # What it does not see
//!
//! - Fields that the scenario does not fill.
//! - Whether the patient's value was typed for somebody else.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.5](https://www.w3.org/TR/WCAG22/#identify-input-purpose)
//! - [ACT rule 73f2c2](https://www.w3.org/WAI/standards-guidelines/act/rules/73f2c2/)
//! - [HTML, autofill](https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{BadTokens, Element, Page, autofill_field, fields_for},
    evidence::{Act, Field, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// Types of `input` that hold no text to fill in.
const FIXED: &[&str] =
    &["button", "checkbox", "file", "hidden", "image", "radio", "reset", "submit"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct IdentifyInputPurpose;

impl StateCheck for IdentifyInputPurpose {
    const META: &'static Meta = &Meta {
        id: "identify-input-purpose",
        title: "Fields about the user say what they are for",
        requires: &[wcag22::IDENTIFY_INPUT_PURPOSE],
        act: &["73f2c2"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("identify_input_purpose.rs"),
    };

    type Reads<'e> = (Page<'e>, &'e Step);

    fn judge((page, step): (Page<'_>, &Step)) -> Vec<Judgement> {
        let written = page
            .elements()
            .filter(|element| applies(*element))
            .filter_map(|element| Some(element.subject().is(of_tokens(said(element)?))));
        let filled = step.acts.iter().enumerate().filter_map(|(place, act)| {
            Some(Subject::Act(place).is(of_purpose(act, act.field.as_ref()?)?))
        });
        written.chain(filled).collect()
    }
}

/// The value of `autocomplete`, if it says more than `on` or `off`.
fn said(element: Element<'_>) -> Option<&str> {
    let value = element.attr("autocomplete")?.trim_ascii();
    let toggles = value.eq_ignore_ascii_case("on") || value.eq_ignore_ascii_case("off");
    (!value.is_empty() && !toggles).then_some(value)
}

fn applies(element: Element<'_>) -> bool {
    let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
    let is_field = element.is_any(&["select", "textarea"])
        || element.is_any(&["input"]) && !FIXED.contains(&&*kind);
    is_field
        && !element.is_disabled()
        && (element.is_visible() || element.is_exposed())
        && (element.is_tabbable() || element.is_widget())
}

fn of_tokens(value: &str) -> Outcome {
    let what = match autofill_field(value) {
        Ok(_) => return Outcome::Passed,
        Err(BadTokens::NoField) => {
            format!("The autocomplete \"{value}\" does not name a field.")
        }
        Err(BadTokens::Unexpected(token)) => {
            format!("The autocomplete \"{value}\" has \"{token}\" where HTML knows no such token.")
        }
    };
    Outcome::Failed(Finding::new(
        what,
        "Use HTML's autofill tokens, such as autocomplete=\"given-name\".",
    ))
}

/// How a field stands that took the patient's data; none when its purpose is not one of WCAG's.
fn of_purpose(act: &Act, field: &Field) -> Option<Outcome> {
    let is_field = field.tag == "select"
        || field.tag == "textarea"
        || field.tag == "input" && !FIXED.contains(&&*field.kind);
    let (called, wanted): (&str, &[&str]) = match (&field.secret, &field.purpose) {
        (Some(secret), _) if secret == "password" => {
            ("password", &["current-password", "new-password"])
        }
        (None, Some(key)) => (key, fields_for(key)?),
        _ => return None,
    };
    let named = field.autocomplete.as_deref().map(autofill_field);
    if !is_field || matches!(&named, Some(Ok(named)) if wanted.contains(&&**named)) {
        return is_field.then_some(Outcome::Passed);
    }
    let name = act.target.as_ref().map_or("The field", |target| target.name.as_str());
    let has = match field.autocomplete.as_deref().map(str::trim).filter(|value| !value.is_empty()) {
        Some(value) => format!("autocomplete=\"{value}\""),
        None => "no autocomplete".to_owned(),
    };
    Some(Outcome::Failed(Finding::new(
        format!("\"{name}\" takes the patient's {}, and has {has}.", called.replace('_', " ")),
        format!("Give the field autocomplete=\"{}\".", wanted[0]),
    )))
}

#[cfg(test)]
mod tests {
    use super::IdentifyInputPurpose;
    use crate::{
        evidence::{Field, Step},
        testing::{failed, field, fill, outcomes, outcomes_of, step},
    };

    /// Each clause of the grammar, on both sides of its line.
    #[test]
    fn grammar() {
        for (value, expected) in [
            ("email", ""),
            ("EMAIL", ""),
            (" email ", ""),
            ("section-two shipping work email webauthn", ""),
            ("billing postal-code", ""),
            ("postal-code billing", "a"),
            ("work postal-code", "a"),
            ("work", "a"),
            ("shipping", "a"),
            ("section-two", "a"),
            ("mail", "a"),
            ("work,email", "a"),
            ("email email", "a"),
            ("email on", "a"),
            ("webauthn", "a"),
            ("off", ""),
            ("On", ""),
            ("", ""),
            ("nope", "a"),
            ("none", "a"),
            ("false", "a"),
        ] {
            let html = format!("<input id=a autocomplete='{value}'>");
            assert_eq!(failed::<IdentifyInputPurpose>(&step(&html)).join(" "), expected, "{value}");
        }
    }

    #[test]
    fn only_fields_that_can_be_filled_are_judged() {
        for html in [
            "<input autocomplete=bad disabled>",
            "<input autocomplete=bad aria-disabled=true>",
            "<input autocomplete=bad style='display: none'>",
            "<input autocomplete=bad type=submit>",
            "<input autocomplete=bad type=hidden>",
            "<input autocomplete=bad type=radio>",
            "<form autocomplete=bad></form>",
            "<input autocomplete=off>",
        ] {
            assert!(outcomes::<IdentifyInputPurpose>(&step(html)).is_empty(), "{html}");
        }
        for html in [
            "<input autocomplete=bad type=search>",
            // The blank makes it a word that HTML does not know, and so a text field.
            "<input autocomplete=bad type=' submit'>",
        ] {
            assert_eq!(outcomes_of::<IdentifyInputPurpose>(&step(html)), ["failed"], "{html}");
        }
    }

    fn filled(purpose: &str, autocomplete: Option<&str>) -> Step {
        let mut step = step("");
        let autocomplete = autocomplete.map(str::to_owned);
        step.acts = vec![fill(Field { autocomplete, ..field(purpose) })];
        step
    }

    /// Each clause about filled fields, on both sides of its line.
    #[test]
    fn purposes() {
        for (purpose, autocomplete, expected) in [
            ("given_name", Some("given-name"), Some("passed")),
            ("given_name", Some("section-a given-name"), Some("passed")),
            ("given_name", None, Some("failed")),
            ("given_name", Some("off"), Some("failed")),
            ("given_name", Some("name"), Some("failed")),
            ("date_of_birth", Some("bday-year"), Some("passed")),
            ("email", Some("username"), Some("passed")),
            ("email", Some("tel"), Some("failed")),
            ("mrn", None, None),
            ("diagnosis", None, None),
        ] {
            let said = outcomes_of::<IdentifyInputPurpose>(&filled(purpose, autocomplete));
            assert_eq!(said.first().map(String::as_str), expected, "{purpose} {autocomplete:?}");
        }
    }

    #[test]
    fn passwords_are_a_purpose_and_codes_are_not() {
        let secret = |secret: &str| {
            let mut step = filled("", None);
            let field = step.acts[0].field.as_mut().unwrap();
            (field.purpose, field.secret) = (None, Some(secret.to_owned()));
            outcomes_of::<IdentifyInputPurpose>(&step)
        };
        assert_eq!(secret("password"), ["failed"]);
        assert!(secret("one-time-code").is_empty());
    }

    #[test]
    fn wording() {
        let mut step = step("<input id=a autocomplete='work banner'>");
        step.acts = filled("date_of_birth", Some("off")).acts;
        insta::assert_snapshot!(outcomes::<IdentifyInputPurpose>(&step).join("\n"), @r#"
        a: failed: The autocomplete "work banner" has "banner" where HTML knows no such token.
        act 0: failed: "Continue" takes the patient's date of birth, and has autocomplete="off".
        "#);
    }
}
