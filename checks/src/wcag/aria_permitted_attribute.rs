//! # Requirement
//!
//! An ARIA state or property stands on an element that takes it: it is global or belongs to the element's role.
//!
//! # Why it matters
//!
//! `aria-expanded` on a paragraph is left out by all screen readers: nobody learns that more can be shown.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element that assistive technology gets, with a state or property of WAI-ARIA.
//! - Global ones stand anywhere, those that WAI-ARIA 1.2 still calls global but advises against included.
//!   Others stand where the role takes them, by itself or as a kind of another role.
//! - A separator has a value only if it can take the focus.
//! - Where an HTML element has no role, ARIA in HTML may allow those of another role: a password field
//!   takes what a text field does.
//! - A custom element may have a role that only its script knows: what it should not have can't be told, unless the page
//!   has no script.
//! - `aria-expanded` on a role of the modules for graphics and publishing, which go back to WAI-ARIA 1.1, can't be told.
//! - Browsers ignore such attributes, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - Attributes that are allowed and wrong, and those that a role prohibits: see `aria-prohibited-attribute`.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 8.6](https://www.w3.org/TR/wai-aria-1.2/#state_property_processing)
//! - [ARIA in HTML](https://www.w3.org/TR/html-aria/#docconformance)
//! - [ACT rule 5c01ea](https://www.w3.org/WAI/standards-guidelines/act/rules/5c01ea/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::State,
    judgement::{Finding, Judgement, Outcome},
    standards::{
        aria12::{self, Attribute},
        html_aria,
    },
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaPermittedAttribute;

impl StateCheck for AriaPermittedAttribute {
    const META: &'static Meta = &Meta {
        id: "aria-permitted-attribute",
        title: "ARIA states and properties stand where their role takes them",
        requires: &[aria12::STATE_PROCESSING],
        act: &["5c01ea"],
        severity: Severity::Minor,
        class: Class::Accessibility,
        source: include_str!("aria_permitted_attribute.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter(|element| element.is_exposed())
            .filter(|element| attributes(*element).next().is_some())
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

/// The states and properties of an element, with their values.
fn attributes(element: Element<'_>) -> impl Iterator<Item = (&'static Attribute, &str)> {
    element.attributes().filter_map(|(name, value)| Some((aria12::attribute(name)?, value)))
}

fn outcome(element: Element<'_>) -> Outcome {
    let refused: Vec<_> = attributes(element)
        .map(|(attribute, _)| attribute)
        .filter(|attribute| !is_taken(element, attribute))
        .collect();
    if refused.is_empty() {
        return Outcome::Passed;
    }
    // The modules were written for WAI-ARIA 1.1, in which these roles still took it.
    let of_module =
        ["doc-", "graphics-"].iter().any(|kind| element.role().name().starts_with(kind));
    let is_older = of_module && refused.iter().all(|attribute| attribute.name == "aria-expanded");
    let refused: Vec<_> = refused.iter().map(|attribute| format!("`{}`", attribute.name)).collect();
    let refused = refused.join(" and no ");
    let role = match element.role().name() {
        "" => "An element without a role".to_owned(),
        role => format!("The role `{role}`"),
    };
    let finding = Finding::new(
        format!("{role} takes no {refused}."),
        "Take it away, or give the element the role that it is meant for.",
    );
    if element.is_custom() || is_older {
        Outcome::CantTell(finding)
    } else {
        Outcome::Failed(finding)
    }
}

fn is_taken(element: Element<'_>, attribute: &Attribute) -> bool {
    let role = element.role().name();
    // Only a line that can be moved is a widget, and has a value.
    let still = role == "separator"
        && attribute.name.starts_with("aria-value")
        && !element.is(State::Focusable);
    attribute.is_global()
        || aria12::supports(role, attribute) && !still
        || role.is_empty()
            && element.is_html()
            && html_aria::as_if(element.tag(), element.input_type())
                .is_some_and(|role| aria12::supports(role, attribute))
}

#[cfg(test)]
mod tests {
    use super::AriaPermittedAttribute;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<button id=a aria-pressed=false></button>", ""),
            ("<button id=a aria-sort=''></button>", "a"),
            ("<button id=a aria-label=x></button>", ""),
            ("<button id=a role=none aria-pressed=false></button>", ""),
            ("<b id=a aria-expanded=false>", "a"),
            ("<b id=a role=button aria-expanded=false>", ""),
            ("<b id=a role=switch aria-checked=true aria-required=true>", ""),
            ("<b id=a role=checkbox aria-selected=true>", "a"),
            ("<b id=a role=treeitem aria-level=2 aria-selected=true>", ""),
            ("<b id=a role=menuitem aria-posinset=1>", ""),
            ("<b id=a role=combobox aria-controls=x aria-expanded=true>", ""),
            ("<b id=a role=searchbox aria-multiline=true>", ""),
            ("<b id=a role=doc-noteref aria-expanded=true>", ""),
            ("<b id=a aria-haspopup=true aria-live=polite>", ""),
            ("<b id=a role=progressbar aria-valuenow=1>", ""),
            ("<b id=a role=radiogroup aria-required=true>", ""),
            ("<b id=a role=toolbar aria-orientation=vertical>", ""),
            ("<b id=a role=slider aria-valuenow=1 aria-required=true>", "a"),
            ("<input type=range id=a aria-required=true>", "a"),
            ("<b id=a role=spinbutton aria-required=true>", ""),
            ("<hr id=a aria-valuenow=2>", "a"),
            ("<b id=a role=separator aria-valuetext=2>", "a"),
            ("<b id=a role=separator tabindex=0 aria-valuenow=2 aria-valuemax=3>", ""),
            ("<b id=a role=combobox aria-expanded=false aria-placeholder=x>", "a"),
            ("<b id=a role=searchbox aria-placeholder=x>", ""),
            ("<my-field id=a aria-checked=true></my-field>", "a"),
            ("<input type=password id=a aria-required=true>", ""),
            ("<input type=password id=a aria-checked=true>", "a"),
            ("<input type=color id=a aria-required=true>", "a"),
            ("<audio id=a aria-orientation=horizontal></audio>", "a"),
            ("<audio id=a aria-activedescendant=x></audio>", ""),
            ("<label id=a aria-required=true></label>", "a"),
            ("<svg role=graphics-object id=a aria-label=x></svg>", ""),
            ("<svg id=a aria-checked=true></svg>", "a"),
            // Global ones stand anywhere, those that are prohibited are another matter.
            ("<div id=a aria-label=x></div>", ""),
            ("<iframe id=a aria-expanded=true></iframe>", ""),
            ("<iframe id=a aria-checked=true></iframe>", "a"),
        ] {
            let failed = failed::<AriaPermittedAttribute>(&step(html));
            assert_eq!(failed.join(" "), expected, "{html}");
        }
    }

    #[test]
    fn in_doubt() {
        let html = "<my-field aria-checked=true></my-field><my-field aria-live=off></my-field>\
                    <script></script>";
        let outcomes = outcomes_of::<AriaPermittedAttribute>(&step(html));
        assert_eq!(outcomes, ["can't tell", "passed"]);
        let html = "<b role=doc-chapter aria-expanded=true></b><b role=region aria-expanded=true></b>\
                    <b role=doc-chapter aria-checked=true></b>";
        let outcomes = outcomes_of::<AriaPermittedAttribute>(&step(html));
        assert_eq!(outcomes, ["can't tell", "failed", "failed"]);
    }

    #[test]
    fn only_exposed_elements_with_aria_are_judged() {
        for html in ["<b>", "<b role=group>", "<div aria-label=x hidden>", "<div aria-lable=x>"] {
            assert!(outcomes::<AriaPermittedAttribute>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<div id=a aria-checked=true aria-level=1></div><label id=b aria-level=1></label>\
             <div id=c aria-live=off></div>",
        );
        insta::assert_snapshot!(outcomes::<AriaPermittedAttribute>(&step).join("\n"), @r"
        a: failed: The role `generic` takes no `aria-checked` and no `aria-level`.
        b: failed: An element without a role takes no `aria-level`.
        c: passed
        ");
    }
}
