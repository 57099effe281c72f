//! # Requirement
//!
//! An error in what was entered is described in text that everybody gets, and says which field it is in.
//!
//! # Why it matters
//!
//! "Invalid value" in red beside the date of birth, hidden from assistive technology: a blind patient presses Continue
//! again and again, and nothing happens.
//!
//! # How it is judged
//!
//! - Judged is each page with fields: what has the role of a text field, list, choice, slider or the like.
//! - An error is an element that calls itself one (its id or classes have a word such as `error` or `invalid`, or its role is
//!   `alert`) and whose text speaks of one ("invalid", "required", "must be", "no es válido").
//! - It fails when such a text is seen, is hidden from assistive technology, and nothing exposed says the same or is an
//!   error, in the page or in the name or description of a field. It cannot be told when what it says may be a hint as
//!   well ("required", "complete") and no field says that it is invalid.
//! - A field that says it is invalid, without a description and without any error text on the page that is exposed, cannot
//!   be told. Nor can an error that names none of several fields and that none refers to, if no
//!   other error does.
//! - Whether other errors are shown, and described, is asked once for the page: a red border says it too.
//!
//! # What it does not see
//!
//! - Errors of other steps; whether a message tells the cause.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.3.1](https://www.w3.org/TR/WCAG22/#error-identification)
//! - [ACT rule 36b590](https://www.w3.org/WAI/standards-guidelines/act/rules/36b590/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TextNode, fold, is_contained, words},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeSet;

const FIX: &str = "Describe the error in text beside the field, expose it, and refer to it with `aria-describedby`.";

const ROLES: &[&str] = &[
    "checkbox",
    "combobox",
    "listbox",
    "menuitemcheckbox",
    "menuitemradio",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "textbox",
];

/// Words in ids and classes of messages.
const CALLED: &[&str] =
    &["alert", "danger", "error", "errors", "errormessage", "feedback", "invalid", "validation"];

/// What messages say.
const SAID: &[&str] = &[
    "cannot be",
    "can't be",
    "incorrect",
    "invalid",
    "is missing",
    "is required",
    "must be",
    "must have",
    "must not",
    "not valid",
    "please enter",
    "please fill",
    "too long",
    "too short",
    "es obligatoria",
    "es obligatorio",
    "incorrecta",
    "incorrecto",
    "inválida",
    "inválido",
    "no es válida",
    "no es válido",
];

/// What messages say, and hints that are there before anything is entered.
const SAID_OF_BOTH: &[&str] = &[
    "complete",
    "correct",
    "correctly",
    "enter a",
    "error",
    "required",
    "debe",
    "falta",
    "obligatorio",
    "requerido",
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ErrorMessage;

impl StateCheck for ErrorMessage {
    const META: &'static Meta = &Meta {
        id: "error-message",
        title: "Errors of input are described in text that everybody gets",
        requires: &[wcag22::ERROR_IDENTIFICATION],
        act: &["36b590"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("error_message.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let fields: Vec<_> = page
            .elements()
            .filter(|element| element.is_html() && element.role().is_any(ROLES))
            .filter(|field| field.is_visible() || field.is_exposed())
            .collect();
        let Some(first) = fields.first() else { return Vec::new() };
        let mut messages: Vec<_> = page.elements().filter(|element| is_message(*element)).collect();
        let outer: BTreeSet<_> =
            messages.iter().flat_map(|message| message.ancestors()).map(|outer| outer.id).collect();
        messages.retain(|message| !outer.contains(&message.id));
        let exposed =
            messages.iter().any(|message| message.is_exposed() && !said(*message).is_empty());
        let specific = messages.iter().any(|message| is_specific(*message, &fields));
        let mut judgements: Vec<_> = messages
            .iter()
            .filter(|message| message.is_visible())
            .filter_map(|message| {
                Some(message.subject().is(of_message(*message, &fields, exposed, specific)?))
            })
            .collect();
        if !exposed {
            judgements.extend(fields.iter().filter(|field| is_bare(**field)).map(|field| {
                let what = "The field says that it is invalid, and no text says why.";
                field.subject().is(Outcome::CantTell(Finding::new(what, FIX)))
            }));
        }
        if judgements.is_empty() {
            judgements.push(first.subject().is(Outcome::Question(Finding {
                what: "The page has fields.".to_owned(),
                fix: "See whether it shows errors of input, by a colour or a border too, that no text near the field \
                      describes."
                    .to_owned(),
                related: fields.iter().skip(1).map(|field| field.subject()).collect(),
            })));
        }
        judgements
    }
}

/// An invalid field without a description.
fn is_bare(field: Element<'_>) -> bool {
    is_invalid(field) && field.is_visible() && field.description().is_empty()
}

fn is_invalid(field: Element<'_>) -> bool {
    field.attr("aria-invalid").is_some_and(|value| !["", "false"].contains(&value.trim()))
}

/// Whether an element is a message of an error: the innermost that calls itself one.
fn is_message(element: Element<'_>) -> bool {
    let called = element
        .tokens("class")
        .chain(element.attr("id"))
        .flat_map(words)
        .any(|word| CALLED.contains(&word.as_str()));
    let is_field = element.role().is_any(ROLES)
        || element.is_any(&["form", "body", "fieldset", "main", "label"]);
    let holds_field = || element.descendants().any(|inner| inner.role().is_any(ROLES));
    (called || element.role().is_any(&["alert"]))
        && !is_field
        && speaks(&element.text())
        && !holds_field()
}

fn speaks(text: &str) -> bool {
    says(text, SAID) || says(text, SAID_OF_BOTH)
}

fn says(text: &str, phrases: &[&str]) -> bool {
    let spoken = words(text);
    phrases.iter().any(|phrase| is_contained(&words(phrase), &spoken))
}

fn said(message: Element<'_>) -> String {
    fold(&message.texts().filter(|text| text.is_exposed()).map(TextNode::text).collect::<String>())
}

fn of_message(
    message: Element<'_>,
    fields: &[Element<'_>],
    exposed: bool,
    specific: bool,
) -> Option<Outcome> {
    const LENGTH: usize = 120;
    let seen = message.visible_text(|_| true).split_whitespace().collect::<Vec<_>>().join(" ");
    let shown: String = seen.chars().take(LENGTH).collect();
    if seen.is_empty() {
        return None;
    }
    if said(message).is_empty() {
        // A copy for screen readers may stand anywhere, and a field may be described by what is hidden.
        let told = exposed
            || fields
                .iter()
                .any(|field| !field.description().is_empty() || speaks(&field.name().text))
            || message.page.texts().any(|text| text.is_exposed() && speaks(text.text()));
        let finding = Finding::new(
            format!("The error \"{shown}\" is seen, and hidden from assistive technology."),
            FIX,
        );
        let is_error = says(&seen, SAID) || fields.iter().any(|field| is_invalid(*field));
        return Some(if is_error && !told {
            Outcome::Failed(finding)
        } else {
            Outcome::CantTell(finding)
        });
    }
    // A summary may name no field when the messages beside the fields do.
    let messages_tell = specific || is_specific(message, fields);
    (fields.len() >= 2 && !messages_tell).then(|| {
        Outcome::CantTell(Finding::new(
            format!(
                "The error \"{shown}\" names none of {} fields, and none refers to it.",
                fields.len()
            ),
            "Name the field in the message, or refer to the message from the field.",
        ))
    })
}

/// Whether a message names a field, or a field refers to it.
fn is_specific(message: Element<'_>, fields: &[Element<'_>]) -> bool {
    let spoken = words(&message.text());
    fields.iter().any(|field| {
        let named =
            words(&field.name().text).iter().any(|word| word.len() > 2 && spoken.contains(word));
        named
            || ["aria-describedby", "aria-errormessage", "aria-labelledby"].iter().any(|name| {
                field
                    .references(name)
                    .any(|other| message.is_within(other) || other.is_within(message))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::ErrorMessage;
    use crate::testing::{outcomes, outcomes_of, step};

    const AGE: &str = "<label for=i>Age</label><input id=i>";
    const NAME: &str = "<label for=j>Name</label><input id=j>";

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let hidden = "<p class=error aria-hidden=true>Age must be a number</p>";
        for (clause, html, expected) in [
            ("no error", AGE.to_owned(), "question"),
            ("hidden from some", format!("{AGE}{hidden}"), "failed"),
            (
                "perhaps a hint",
                format!("{AGE}<p class=error aria-hidden=true>Required fields have a star"),
                "can't tell",
            ),
            (
                "no hint",
                format!("{AGE}<p class=error aria-hidden=true>The age is required"),
                "failed",
            ),
            (
                "required, and a field is invalid",
                "<input aria-label=Age aria-invalid=true><p class=error aria-hidden=true>Required"
                    .to_owned(),
                "failed can't tell",
            ),
            (
                "and told to them",
                format!("{AGE}{hidden}<p box='-9,0 1x1'>Age must be a number"),
                "can't tell",
            ),
            (
                "and described",
                format!("<input aria-label=Age aria-describedby=d>{hidden}<p id=d hidden>A number"),
                "can't tell",
            ),
            (
                "not called an error",
                format!("{AGE}<p aria-hidden=true>Age must be a number"),
                "question",
            ),
            (
                "no words of an error",
                format!("{AGE}<p class=error aria-hidden=true>Age"),
                "question",
            ),
            (
                "hidden from all",
                format!("{AGE}<p class=error hidden>Age must be a number"),
                "question",
            ),
            ("for everybody", format!("{AGE}<p class=error>Age must be a number"), "question"),
            (
                "which of two",
                format!("{AGE}{NAME}<p class=error>Please fill the field correctly"),
                "can't tell",
            ),
            ("of one", format!("{AGE}<p class=error>Please fill the field correctly"), "question"),
            (
                "a summary beside one that is referred to",
                format!(
                    "<p role=alert>Something is missing or not valid</p>{NAME}\
                     <input aria-label=Age aria-describedby=d><p id=d class=error>This is required"
                ),
                "question",
            ),
            ("named", format!("{AGE}{NAME}<p role=alert>The age is required"), "question"),
            (
                "referred to",
                format!(
                    "{NAME}<input aria-label=Age aria-describedby=d><p id=d class=error>This is required"
                ),
                "question",
            ),
            (
                "invalid, and nothing said",
                "<input aria-label=Age aria-invalid=true>".to_owned(),
                "can't tell",
            ),
            ("not invalid", "<input aria-label=Age aria-invalid=false>".to_owned(), "question"),
        ] {
            assert_eq!(outcomes_of::<ErrorMessage>(&step(&html)).join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_pages_with_fields_are_judged() {
        for html in [
            "<p class=error aria-hidden=true>Age must be a number</p>",
            "<button>Send</button>",
            "<input hidden>",
        ] {
            assert!(outcomes::<ErrorMessage>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let said = |html: String| outcomes::<ErrorMessage>(&step(&html)).join("\n");
        let found = [
            said(format!("{AGE}<p id=a class=error aria-hidden=true>Age must be a number")),
            said(format!("{AGE}{NAME}<p id=b class=error>Please fill the field correctly")),
            said("<input id=c aria-label=Age aria-invalid=true>".to_owned()),
            said(AGE.to_owned()),
        ];
        insta::assert_snapshot!(found.join("\n"), @r#"
        a: failed: The error "Age must be a number" is seen, and hidden from assistive technology.
        b: can't tell: The error "Please fill the field correctly" names none of 2 fields, and none refers to it.
        c: can't tell: The field says that it is invalid, and no text says why.
        i: question: The page has fields.
        "#);
    }
}
