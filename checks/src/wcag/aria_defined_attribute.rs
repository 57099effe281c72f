//! # Requirement
//!
//! An attribute whose name begins with `aria-` is one that WAI-ARIA defines.
//!
//! # Why it matters
//!
//! `aria-lable` is ignored without a word, and with it the only name that the button had.
//!
//! # How it is judged
//!
//! - Each element with such an attribute, hidden or not.
//! - The states and properties are those of WAI-ARIA 1.2 and the few global ones that WAI-ARIA 1.3 adds. What else is
//!   only in the draft of 1.3 can't be told.
//! - WCAG may be met without the attribute, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - What the author wanted to say.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 6.6](https://www.w3.org/TR/wai-aria-1.2/#state_prop_def)
//! - [ACT rule 5f99a7](https://www.w3.org/WAI/standards-guidelines/act/rules/5f99a7/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
    judgement::{Finding, Judgement, Outcome},
    standards::aria12::{self, Attribute},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaDefinedAttribute;

impl StateCheck for AriaDefinedAttribute {
    const META: &'static Meta = &Meta {
        id: "aria-defined-attribute",
        title: "ARIA attributes are ones that WAI-ARIA defines",
        requires: &[aria12::DEFINITIONS],
        act: &["5f99a7"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("aria_defined_attribute.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter_map(|element| {
                let written: Vec<_> = element
                    .attributes()
                    .map(|(name, _)| name)
                    .filter(|name| name.starts_with("aria-"))
                    .collect();
                (!written.is_empty()).then(|| element.subject().is(outcome(&written)))
            })
            .collect()
    }
}

fn outcome(written: &[&str]) -> Outcome {
    let those = |is: fn(&str) -> bool| -> Vec<_> {
        written.iter().filter(|name| is(name)).map(|name| format!("`{name}`")).collect()
    };
    let finding = |version: &str, names: &[String]| {
        Finding::new(
            format!("WAI-ARIA {version}defines no {}.", names.join(" and no ")),
            "Write the attribute as the specification does, or take it away.",
        )
    };
    let unknown = those(|name| aria12::attribute(name).is_none());
    let later = those(|name| aria12::attribute(name).is_some_and(Attribute::is_later));
    if !unknown.is_empty() {
        Outcome::Failed(finding("", &unknown))
    } else if !later.is_empty() {
        Outcome::CantTell(finding("1.2 ", &later))
    } else {
        Outcome::Passed
    }
}

#[cfg(test)]
mod tests {
    use super::AriaDefinedAttribute;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<b id=a aria-label=x>", ""),
            ("<b id=a aria-lable=x>", "a"),
            ("<b id=a aria-labelled=x aria-required=true>", "a"),
            ("<b id=a aria-not-checked=true hidden>", "a"),
            ("<b id=a aria-description=x>", ""),
            ("<b id=a ARIA-LABEL=x>", ""),
            ("<svg><g id=a aria-roledescripton=x /></svg>", "a"),
        ] {
            assert_eq!(failed::<AriaDefinedAttribute>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn what_only_a_draft_has_is_in_doubt() {
        let step = step("<b aria-colindextext=x></b><b aria-rowindextext=x aria-lable=x></b>");
        assert_eq!(outcomes_of::<AriaDefinedAttribute>(&step), ["can't tell", "failed"]);
    }

    #[test]
    fn only_aria_attributes_are_judged() {
        let step = step("<b title=x data-aria-x=1 arialabel=x></b>");
        assert!(outcomes::<AriaDefinedAttribute>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let step = step("<b id=a aria-lable=x aria-lvie=x></b><b id=b aria-live=off></b>");
        insta::assert_snapshot!(outcomes::<AriaDefinedAttribute>(&step).join("\n"), @r"
        a: failed: WAI-ARIA defines no `aria-lable` and no `aria-lvie`.
        b: passed
        ");
    }
}
