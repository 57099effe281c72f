//! # Requirement
//!
//! A field for a password, a date, a time, a file or a colour has an accessible name.
//!
//! # Why it matters
//!
//! A patient who hears "month, blank" does not know whether the date of birth or the end of the insurance is asked for,
//! and sends the wrong one.
//!
//! # How it is judged
//!
//! - Judged is an HTML `input` of type `password`, `date`, `datetime-local`, `month`, `week`, `time`, `file` or `color`
//!   that assistive technology gets and that no `role` makes something else. None of these types has a role in ARIA.
//! - A nameless one for a file or a colour can't be told: browsers name the button in it differently.
//! - A `title` is a name, if a poor one. Of a name that only a hidden `label` gives, browsers differ: it can't be told.
//!
//! # What it does not see
//!
//! - Fields that have a role: see `form-field-name`.
//! - Whether the name is visible, and says what to enter: see `label-in-name` and `label-purpose`.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [HTML-AAM, which gives these types no role](https://www.w3.org/TR/html-aam-1.0/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, field_name},
    judgement::{Judgement, Outcome},
    standards::wcag22,
};

const TYPES: &[&str] = &["date", "datetime-local", "month", "password", "time", "week"];
const NAMED_BY_BROWSERS: &[&str] = &["color", "file"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct RolelessFieldName;

impl StateCheck for RolelessFieldName {
    const META: &'static Meta = &Meta {
        id: "roleless-field-name",
        title: "Fields for passwords, dates, times and files have an accessible name",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &[],
        severity: Severity::Critical,
        class: Class::Accessibility,
        source: include_str!("roleless_field_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.role().name().is_empty() && element.is_exposed())
            .filter_map(|element| Some(element.subject().is(outcome(element)?)))
            .collect()
    }
}

fn outcome(field: Element<'_>) -> Option<Outcome> {
    if TYPES.contains(&field.input_type()) {
        return Some(field_name::outcome(field));
    }
    NAMED_BY_BROWSERS.contains(&field.input_type()).then(|| match field_name::outcome(field) {
        Outcome::Failed(finding) => Outcome::CantTell(finding),
        outcome => outcome,
    })
}

#[cfg(test)]
mod tests {
    use super::RolelessFieldName;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<input type=password id=a>", "a"),
            ("<p>Born</p><input type=date id=a>", "a"),
            ("<label>Born<input type=date id=a></label>", ""),
            ("<label for=a>Born</label><input type=date id=a>", ""),
            ("<input type=time id=a aria-label=From>", ""),
            ("<input type=week id=a title=Week>", ""),
            ("<input type=month id=a disabled>", "a"),
            ("<input type=DateTime-Local id=a>", "a"),
        ] {
            assert_eq!(failed::<RolelessFieldName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn what_browsers_name_is_in_doubt() {
        for (html, expected) in [
            ("<input type=file>", "can't tell"),
            ("<input type=color>", "can't tell"),
            ("<label>Scan<input type=file></label>", "passed"),
            ("<label for=a hidden>Born</label><input type=date id=a>", "can't tell"),
        ] {
            assert_eq!(outcomes_of::<RolelessFieldName>(&step(html)), [expected], "{html}");
        }
    }

    #[test]
    fn only_exposed_fields_without_a_role_are_judged() {
        for html in [
            "<input>",
            "<input type=number>",
            "<input type=password role=button>",
            "<input type=date hidden>",
            "<input type=date aria-hidden=true>",
            "<input type=hidden>",
            "<div>Born</div>",
        ] {
            assert!(outcomes::<RolelessFieldName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<input type=date id=a><input type=file id=b>");
        insta::assert_snapshot!(outcomes::<RolelessFieldName>(&step).join("\n"), @r"
        a: failed: The field has no accessible name.
        b: can't tell: The field has no accessible name.
        ");
    }
}
