//! # Requirement
//!
//! An element with a given role has the states and properties that the role requires.
//!
//! # Why it matters
//!
//! A switch without `aria-checked` sounds the same on and off: a patient cannot hear whether reminders are on.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element with an explicit role that its language does not give it anyway, that
//!   assistive technology gets, and whose role requires something for which there is no default.
//! - What is required must be there and not be empty. A separator requires a value if it can take the focus.
//! - What the element has natively counts: a checkbox of HTML is checked or not under any role.
//! - A `combobox` needs `aria-expanded`; `aria-controls` is required by WAI-ARIA 1.2 and no more by 1.3.
//! - WAI-ARIA requires this; browsers fill in a value of their own, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - Whether the value is a valid one: see `aria-valid-attribute-value`.
//! - Whether it is true, and changes when the state does.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 5.2.2](https://www.w3.org/TR/wai-aria-1.2/#requiredState)
//! - [ACT rule 4e8ab6](https://www.w3.org/WAI/standards-guidelines/act/rules/4e8ab6/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::State,
    judgement::{Finding, Judgement},
    standards::aria12,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaRequiredAttribute;

impl StateCheck for AriaRequiredAttribute {
    const META: &'static Meta = &Meta {
        id: "aria-required-attribute",
        title: "Given roles have the states and properties they require",
        requires: &[aria12::REQUIRED_STATES],
        act: &["4e8ab6"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("aria_required_attribute.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter(|element| element.explicit_role() != element.implicit_role())
            .filter(|element| !required(*element).is_empty())
            .filter(|element| element.is_exposed())
            .map(|element| element.subject().passes_unless(finding(element)))
            .collect()
    }
}

/// What the explicit role of an element requires: of a separator only if it can take the focus, and so be moved.
fn required(element: Element<'_>) -> &'static [&'static str] {
    match element.explicit_role().name() {
        "separator" if element.is(State::Focusable) => &["aria-valuenow"],
        role => aria12::required(role),
    }
}

fn finding(element: Element<'_>) -> Option<Finding> {
    let role = element.explicit_role().name();
    let missing: Vec<_> = required(element)
        .iter()
        .copied()
        .filter(|name| element.attr(name).is_none_or(|value| value.trim().is_empty()))
        .filter(|name| !is_native(element, name))
        .collect();
    (!missing.is_empty()).then(|| {
        let missing = missing.join(" and ");
        Finding::new(
            format!("The role `{role}` requires {missing}, which is not set."),
            format!("Set {missing}, and keep it true."),
        )
    })
}

/// Whether the element tells a state by itself, whatever its role.
fn is_native(element: Element<'_>, attribute: &str) -> bool {
    match attribute {
        "aria-checked" => ["checkbox", "radio"].contains(&element.input_type()),
        "aria-valuenow" => {
            ["number", "range"].contains(&element.input_type())
                || element.is_any(&["meter", "progress"])
        }
        "aria-level" => element.is_any(&["h1", "h2", "h3", "h4", "h5", "h6"]),
        "aria-expanded" => element.is_any(&["select"]) || element.is_summary(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::AriaRequiredAttribute;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<b id=a role=checkbox>", "a"),
            ("<b id=a role=checkbox aria-checked=false>", ""),
            ("<b id=a role=checkbox aria-checked=''>", "a"),
            ("<b id=a role=checkbox aria-checked=no>", ""),
            ("<b id=a role=switch>", "a"),
            ("<b id=a role=radio>", "a"),
            ("<b id=a role=menuitemradio>", "a"),
            ("<b id=a role=heading>", "a"),
            ("<b id=a role=heading aria-level=2>", ""),
            ("<b id=a role=combobox>", "a"),
            ("<b id=a role=combobox aria-expanded=false>", ""),
            ("<b id=a role=slider>", "a"),
            ("<b id=a role=slider aria-valuenow=3>", ""),
            ("<b id=a role=scrollbar aria-valuenow=3>", "a"),
            ("<b id=a role=scrollbar aria-valuenow=3 aria-controls=x>", ""),
            ("<b id=a role=meter>", "a"),
            ("<b id=a role=separator tabindex=0>", "a"),
            ("<b id=a role=separator tabindex=0 aria-valuenow=5>", ""),
            ("<b id=a role=separator>", ""),
            ("<input type=checkbox id=a role=switch>", ""),
            ("<input type=text id=a role=switch>", "a"),
            ("<svg><g id=a role=checkbox /></svg>", "a"),
        ] {
            assert_eq!(failed::<AriaRequiredAttribute>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_given_roles_that_require_something_are_judged() {
        for html in [
            "<b>",
            "<b role=button>",
            "<b role=option>",
            "<b role=tab>",
            "<b role=progressbar>",
            "<input type=checkbox>",
            "<input type=checkbox role=checkbox>",
            "<h2 role=heading>",
            "<b role=checkbox hidden>",
        ] {
            assert!(outcomes::<AriaRequiredAttribute>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<b id=a role=scrollbar></b><b id=b role=switch aria-checked=true></b>");
        insta::assert_snapshot!(outcomes::<AriaRequiredAttribute>(&step).join("\n"), @r"
        a: failed: The role `scrollbar` requires aria-controls and aria-valuenow, which is not set.
        b: passed
        ");
    }
}
