//! # Requirement
//!
//! An ARIA state or property does not stand on an element whose role prohibits it.
//!
//! # Why it matters
//!
//! A name on a plain `div` is said by one screen reader and left out by the next: whether a patient hears "two new
//! results" is a matter of luck.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element that assistive technology gets, with a global state or property of WAI-ARIA.
//! - Roles that must not be named prohibit `aria-label` and `aria-labelledby`, `generic` also
//!   `aria-roledescription`. One that is empty says nothing, and is left alone.
//! - What is presentational only because of its list or table was never given that role, and prohibits nothing.
//! - A custom element may have a role that only its script knows, if the page has a script, and a header or footer
//!   within a section has another role in WAI-ARIA 1.3, if it was given none: what they should not have can't be told.
//! - Browsers ignore such attributes, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - Attributes that belong to other roles: see `aria-permitted-attribute`.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 5.2.5](https://www.w3.org/TR/wai-aria-1.2/#prohibitedattributes)
//! - [ACT rule kb1m8s](https://www.w3.org/WAI/standards-guidelines/act/rules/kb1m8s/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::aria12::{self, Attribute, Naming},
};

const NAMES: &[&str] = &["aria-braillelabel", "aria-label", "aria-labelledby"];
const ROLE_NAMES: &[&str] = &["aria-brailleroledescription", "aria-roledescription"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaProhibitedAttribute;

impl StateCheck for AriaProhibitedAttribute {
    const META: &'static Meta = &Meta {
        id: "aria-prohibited-attribute",
        title: "ARIA states and properties stand where no role prohibits them",
        requires: &[aria12::PROHIBITED_STATES],
        act: &["kb1m8s"],
        severity: Severity::Minor,
        class: Class::Accessibility,
        source: include_str!("aria_prohibited_attribute.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter(|element| element.is_exposed())
            .filter(|element| globals(*element).next().is_some())
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

/// The global states and properties of an element, with their values.
fn globals(element: Element<'_>) -> impl Iterator<Item = (&'static Attribute, &str)> {
    element.attributes().filter_map(|(name, value)| {
        let attribute = aria12::attribute(name).filter(|attribute| attribute.is_global())?;
        Some((attribute, value))
    })
}

fn outcome(element: Element<'_>) -> Outcome {
    let refused: Vec<_> = globals(element)
        .filter(|(attribute, value)| {
            !value.trim().is_empty() && is_prohibited(element, attribute.name)
        })
        .map(|(attribute, _)| format!("`{}`", attribute.name))
        .collect();
    if refused.is_empty() {
        return Outcome::Passed;
    }
    let role = match element.role().name() {
        "" => "An element without a role".to_owned(),
        role => format!("The role `{role}`"),
    };
    let finding = Finding::new(
        format!("{role} must have no {}.", refused.join(" and no ")),
        "Take it away, or give the element the role that it is meant for.",
    );
    let sectioned = element.is_any(&["footer", "header"])
        && element.role().name() == "generic"
        && element.explicit_role().name().is_empty();
    if element.is_custom() || sectioned {
        Outcome::CantTell(finding)
    } else {
        Outcome::Failed(finding)
    }
}

fn is_prohibited(element: Element<'_>, name: &str) -> bool {
    let role = element.role().name();
    // What is presentational because of its list or table was never given that role.
    let inherited = role == "none" && element.explicit_role().name().is_empty();
    let nameless = aria12::role(role).is_some_and(|role| role.naming == Naming::Prohibited);
    !inherited
        && (NAMES.contains(&name) && nameless || role == "generic" && ROLE_NAMES.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::AriaProhibitedAttribute;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<div id=a aria-label=x></div>", "a"),
            ("<div id=a aria-label=''></div>", ""),
            ("<div id=a aria-live=polite></div>", ""),
            ("<p id=a aria-labelledby=nothing></p>", "a"),
            ("<div id=a aria-roledescription=x></div>", "a"),
            ("<p id=a aria-roledescription=x></p>", ""),
            ("<em id=a aria-label=x></em>", "a"),
            ("<a id=a aria-label=x></a>", "a"),
            ("<a href=# id=a aria-label=x></a>", ""),
            ("<button id=a aria-label=x></button>", ""),
            ("<section id=a aria-label=x></section>", ""),
            ("<div id=a role=group aria-label=x></div>", ""),
            ("<div id=a role=code aria-label=x></div>", "a"),
            ("<ul role=none><li id=a aria-label=x></ul>", ""),
            ("<canvas id=a aria-label=x></canvas>", ""),
            ("<header role=generic id=a aria-label=x></header>", "a"),
            ("<header role=group id=a aria-label=x></header>", ""),
            ("<my-field id=a aria-label=x></my-field>", "a"),
            ("<h1 role=none id=a aria-label=x>", ""),
            ("<svg><path id=a aria-label=x /></svg>", ""),
        ] {
            let failed = failed::<AriaProhibitedAttribute>(&step(html));
            assert_eq!(failed.join(" "), expected, "{html}");
        }
    }

    #[test]
    fn in_doubt() {
        let html = "<my-field aria-label=x></my-field><article><header aria-label=x></header>\
                    </article><my-field aria-live=off></my-field><script></script>";
        let outcomes = outcomes_of::<AriaProhibitedAttribute>(&step(html));
        assert_eq!(outcomes, ["can't tell", "can't tell", "passed"]);
    }

    #[test]
    fn only_exposed_elements_with_global_attributes_are_judged() {
        for html in ["<b>", "<b aria-checked=true>", "<div aria-label=x hidden>"] {
            assert!(outcomes::<AriaProhibitedAttribute>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<div id=a aria-label=x aria-roledescription=y></div><p id=b aria-live=off></p>";
        insta::assert_snapshot!(outcomes::<AriaProhibitedAttribute>(&step(html)).join("\n"), @r"
        a: failed: The role `generic` must have no `aria-label` and no `aria-roledescription`.
        b: passed
        ");
    }
}
