//! # Requirement
//!
//! A form field has an accessible name.
//!
//! # Why it matters
//!
//! A patient who hears "edit, blank" does not know whether the date of birth or the insurance number is
//! asked for, and sends the wrong one.
//!
//! # How it is judged
//!
//! - A field is an element that assistive technology gets with a role of `checkbox`, `combobox`, `listbox`,
//!   `menuitemcheckbox`, `menuitemradio`, `radio`, `searchbox`, `slider`, `spinbutton`, `switch` or
//!   `textbox`; disabled ones count.
//! - A `label` around or pointing to an element that is no form control in HTML does not name it.
//! - A `title` or a placeholder is a name, if a poor one. Of a name that only a hidden `label` gives, browsers
//!   differ: it can't be told.
//!
//! # What it does not see
//!
//! - Fields for passwords, dates, times, files and colours, which have no role: see `roleless-field-name`.
//! - Whether the name is visible, and says what to enter: see `label-in-name` and `label-purpose`.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule e086e5](https://www.w3.org/WAI/standards-guidelines/act/rules/e086e5/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, field_name},
    judgement::Judgement,
    standards::wcag22,
};

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

/// See the page at the top of the file.
#[derive(Debug)]
pub struct FormFieldName;

impl StateCheck for FormFieldName {
    const META: &'static Meta = &Meta {
        id: "form-field-name",
        title: "Form fields have an accessible name",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["e086e5"],
        severity: Severity::Critical,
        class: Class::Accessibility,
        source: include_str!("form_field_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.role().is_any(ROLES) && element.is_exposed())
            .map(|field| field.subject().is(field_name::outcome(field)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::FormFieldName;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<p>Name</p><input id=a>", "a"),
            ("<label for=a>Name</label><input id=a>", ""),
            ("<label>Name <input id=a></label>", ""),
            ("<label for=b>Name</label><input id=a>", "a"),
            ("<input id=a aria-label=Name disabled>", ""),
            ("<input id=a disabled>", "a"),
            ("<input id=a title=Name>", ""),
            ("<input id=a placeholder=Name>", ""),
            ("<textarea id=a>Name</textarea>", "a"),
            ("<select id=a><option>Name</select>", "a"),
            ("<label>Name<select id=a></select></label>", ""),
            ("<input type=checkbox id=a>Agree", "a"),
            ("<label><input type=radio id=a>Yes</label>", ""),
            ("<label for=a>Name</label><div role=textbox id=a></div>", "a"),
            ("<label>Name<div role=textbox id=a></div></label>", "a"),
            ("<div role=textbox id=a>Name</div>", "a"),
            ("<div role=textbox id=a aria-label=Name></div>", ""),
            ("<div role=checkbox id=a>Agree</div>", ""),
            ("<div role=checkbox id=a></div>", "a"),
            ("<div role=switch id=a></div>", "a"),
            ("<div role=listbox id=a>Name</div>", "a"),
            ("<div role=combobox id=a>Name</div>", "a"),
            ("<div role=menuitemradio id=a></div>", "a"),
            ("<div role=slider id=a></div>", "a"),
        ] {
            assert_eq!(failed::<FormFieldName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_exposed_fields_are_judged() {
        for html in [
            "<input hidden>",
            "<input type=hidden>",
            "<input aria-hidden=true>",
            "<select role=none disabled><option>Name</select>",
            "<input type=submit value=''>",
            "<div role=option></div>",
            "<div role=menuitem></div>",
            "<input type=password>",
            "<input type=date>",
            "<input type=file>",
        ] {
            assert!(outcomes::<FormFieldName>(&step(html)).is_empty(), "{html}");
        }
    }

    /// `AccName` counts a hidden label, and Chromium does not.
    #[test]
    fn hidden_labels() {
        for (html, expected) in [
            ("<label for=a hidden>Name</label><input id=a>", "can't tell"),
            ("<label for=a hidden>Name</label><label for=a>Full</label><input id=a>", "passed"),
            ("<b id=b hidden>Name</b><input id=a aria-labelledby=b>", "passed"),
            ("<label for=a hidden></label><input id=a title=Name>", "passed"),
        ] {
            assert_eq!(outcomes_of::<FormFieldName>(&step(html)), [expected], "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<input id=a><input id=b aria-labelledby=no><input id=c title=Name>");
        insta::assert_snapshot!(outcomes::<FormFieldName>(&step).join("\n"), @r"
        a: failed: The field has no accessible name.
        b: failed: The field has no accessible name: its aria-labelledby names no element.
        c: passed
        ");
    }
}
