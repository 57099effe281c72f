//! # Requirement
//!
//! Labels describe the purpose of the field they are for.
//!
//! # Why it matters
//!
//! A field labelled "intake.email.label" or "undefined" is filled in by guessing; a wrong phone number is a missed call
//! from the clinic.
//!
//! # How it is judged
//!
//! - Judged is each element that is seen and is a label of a field that is seen: a `label` bound to it, or an element that
//!   its `aria-labelledby` refers to. A field is what has the role of a text field, list, choice, slider or the like, and
//!   an `input` for a colour, date, file, password or time.
//! - Its text is what is seen of it, without its field. A picture in it leaves the judgement to a person.
//! - It fails when it is certain that nobody wrote it for a reader: a missing value, a template that was not filled, the
//!   key of a text that was not found, filler, a row of signs.
//! - One to three signs ("$"), words that can be filler or meant ("Label"), names with dots, and a label that is a button or link cannot be told.
//! - Of any other label a person has to say whether it tells what to enter.
//!
//! # What it does not see
//!
//! - Labels that are not bound to their field; labels of two fields that are the same: see `label-duplicate`.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.6](https://www.w3.org/TR/WCAG22/#headings-and-labels)
//! - [ACT rule cc0f0a](https://www.w3.org/WAI/standards-guidelines/act/rules/cc0f0a/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, Unreadable},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeMap;

const FIX: &str = "Say in the label what to enter.";

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

const TYPES: &[&str] =
    &["color", "date", "datetime-local", "file", "month", "password", "time", "week"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LabelPurpose;

impl StateCheck for LabelPurpose {
    const META: &'static Meta = &Meta {
        id: "label-purpose",
        title: "Labels describe what to enter",
        requires: &[wcag22::HEADINGS_AND_LABELS],
        act: &["cc0f0a"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("label_purpose.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let mut labels = BTreeMap::new();
        for field in page.elements().filter(|element| is_field(*element) && element.is_visible()) {
            for label in field.labels().chain(field.references("aria-labelledby")) {
                if label.is_visible() && !label.is_any(&["svg"]) {
                    labels.insert(label.id, label);
                }
            }
        }
        labels.into_values().filter_map(|label| Some(label.subject().is(outcome(label)?))).collect()
    }
}

fn is_field(element: Element<'_>) -> bool {
    element.role().is_any(ROLES)
        || element.role().name().is_empty() && TYPES.contains(&element.input_type())
}

fn outcome(label: Element<'_>) -> Option<Outcome> {
    let in_field =
        |holder: Element<'_>| holder.lineage().any(|outer| outer.is_any(&["select", "textarea"]));
    let seen = label.visible_text(|holder| !in_field(holder));
    let seen = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_pictured =
        label.descendants().any(|inner| ["canvas", "img", "svg"].contains(&inner.tag()));
    let ask = |what: String| {
        Some(Outcome::Question(Finding::new(what, "See whether it tells what to enter.")))
    };
    if is_pictured {
        return ask("The label has a picture in it.".to_owned());
    }
    if seen.is_empty() {
        return None;
    }
    let finding = |what: &str| Finding::new(format!("The label is \"{seen}\", {what}."), FIX);
    let filler = ["field", "heading", "label"].contains(&&*seen.to_lowercase());
    match Unreadable::of(&seen) {
        Some(Unreadable::Certain(what)) => Some(Outcome::Failed(finding(what))),
        Some(Unreadable::Doubtful(what)) => Some(Outcome::CantTell(finding(what))),
        None if filler => Some(Outcome::CantTell(finding("which may be filler"))),
        None if label.role().is_any(&["button", "link"]) => {
            Some(Outcome::CantTell(finding("which is what something else is called")))
        }
        None => ask(format!("The label is \"{seen}\".")),
    }
}

#[cfg(test)]
mod tests {
    use super::LabelPurpose;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (text, expected) in [
            ("First name", "question"),
            ("26", "question"),
            ("****", "failed"),
            ("#", "can't tell"),
            ("$", "can't tell"),
            ("undefined", "failed"),
            ("{{ label }}", "failed"),
            ("form.label.first_name", "failed"),
            ("login.label", "can't tell"),
            ("Field", "can't tell"),
            ("null", "can't tell"),
            ("<img alt='First name'>", "question"),
        ] {
            let html = format!("<label for=i>{text}</label><input id=i>");
            assert_eq!(outcomes_of::<LabelPurpose>(&step(&html)), [expected], "{text}");
        }
    }

    #[test]
    fn what_is_a_label() {
        for (clause, html, expected) in [
            ("around its field", "<label>**** <input></label>", "failed"),
            ("by reference", "<p id=l>****</p><input aria-labelledby=l>", "failed"),
            ("a button", "<button id=l>Go</button><input aria-labelledby=l>", "can't tell"),
            ("for a date", "<label>**** <input type=date></label>", "failed"),
            ("for a choice", "<label>**** <input type=radio></label>", "failed"),
            ("for a list", "<label>**** <select><option>One</select></label>", "failed"),
            ("not the field's text", "<label><select><option>****</select></label>", ""),
            ("for a button", "<label>**** <input type=submit></label>", ""),
            ("for nothing", "<label>****</label>", ""),
            ("for an empty id", "<label for=''>****</label><input id=''>", ""),
            ("hidden", "<label hidden>****<input></label>", ""),
            ("its field hidden", "<label for=i>****</label><input id=i hidden>", ""),
            ("out of sight", "<label for=i box='-9999,0 9x9'>****</label><input id=i>", ""),
        ] {
            assert_eq!(outcomes_of::<LabelPurpose>(&step(html)).join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_labels_of_fields_are_judged() {
        for html in [
            "<h2>****</h2>",
            "<input aria-label='****'>",
            "<fieldset><legend>****</legend></fieldset>",
        ] {
            assert!(outcomes::<LabelPurpose>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<label id=a>{{name}} <input></label><label id=b>null <input></label><label id=c>Phone <input></label>\
                    <button id=d>Go</button><input aria-labelledby=d>";
        insta::assert_snapshot!(outcomes::<LabelPurpose>(&step(html)).join("\n"), @r#"
        a: failed: The label is "{{name}}", a template that was not filled in.
        b: can't tell: The label is "null", which may be filler.
        c: question: The label is "Phone".
        d: can't tell: The label is "Go", which is what something else is called.
        "#);
    }
}
