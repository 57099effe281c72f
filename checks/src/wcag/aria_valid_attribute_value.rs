//! # Requirement
//!
//! The value of an ARIA state or property is one that it may have.
//!
//! # Why it matters
//!
//! `aria-expanded="open"` is ignored or taken for something else. The patient is told that the list of
//! appointments is closed while it is open.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element with a state or property of WAI-ARIA that is not empty, hidden or not; a list
//!   may be blank.
//! - The value has the type that WAI-ARIA gives it: a word of its list, a whole number, a number, an id.
//!   Upper and lower case are the same.
//! - Several ids where WAI-ARIA 1.2 takes one, and the draft of 1.3 takes more, can't be told.
//! - An id need not name an element here: see `aria-reference`.
//! - A wrong value of something that does not matter harms nobody, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - Whether the value is true, and changes when the state does.
//! - Numbers out of range: a level of 0, a value above the maximum.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 6.2.4](https://www.w3.org/TR/wai-aria-1.2/#propcharacteristic_value)
//! - [ACT rule 6a7281](https://www.w3.org/WAI/standards-guidelines/act/rules/6a7281/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::aria12::{self, Attribute, Value},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaValidAttributeValue;

impl StateCheck for AriaValidAttributeValue {
    const META: &'static Meta = &Meta {
        id: "aria-valid-attribute-value",
        title: "ARIA states and properties have valid values",
        requires: &[aria12::VALUES],
        act: &["6a7281"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("aria_valid_attribute_value.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter_map(|element| {
                let values: Vec<_> = values(element).collect();
                let judged = !values.is_empty();
                judged.then(|| element.subject().is(outcome(&values)))
            })
            .collect()
    }
}

/// The states and properties of an element that are not blank, with their values.
fn values(element: Element<'_>) -> impl Iterator<Item = (&'static Attribute, &str)> {
    element.attributes().filter_map(|(name, value)| {
        let attribute = aria12::attribute(name)?;
        // A list of nothing but white space is a list of nothing.
        let nothing = value.is_empty()
            || value.trim().is_empty()
                && matches!(attribute.value, Value::Ids | Value::Tokens(_) | Value::Text);
        (!nothing).then_some((attribute, value))
    })
}

fn outcome(values: &[(&Attribute, &str)]) -> Outcome {
    let list = |some: &[&(&Attribute, &str)]| {
        let listed: Vec<_> = some
            .iter()
            .map(|(attribute, value)| format!("`{}=\"{value}\"`", attribute.name))
            .collect();
        listed.join(", ")
    };
    let wrong: Vec<_> =
        values.iter().filter(|(attribute, value)| !attribute.value.allows(value)).collect();
    if let Some((attribute, _)) = wrong.first() {
        return Outcome::Failed(Finding::new(
            format!("{} is not a value it may have.", list(&wrong)),
            format!("Write {}.", allowed(attribute.value)),
        ));
    }
    let later: Vec<_> =
        values.iter().filter(|(attribute, value)| attribute.allows_later(value)).collect();
    if later.is_empty() {
        return Outcome::Passed;
    }
    Outcome::CantTell(Finding::new(
        format!("{} has more than the one id that WAI-ARIA 1.2 allows.", list(&later)),
        "Write the id of one element.",
    ))
}

/// What may be written, in words.
fn allowed(value: Value) -> String {
    match value {
        Value::TrueFalse => "true or false".to_owned(),
        Value::Tristate => "true, false or mixed, or nothing".to_owned(),
        Value::TrueFalseUndefined => "true or false, or nothing".to_owned(),
        Value::Id => "the id of one element".to_owned(),
        Value::Ids => "ids of elements".to_owned(),
        Value::Integer => "a whole number".to_owned(),
        Value::Number => "a number".to_owned(),
        Value::Text => "any text".to_owned(),
        Value::Token(words) => format!("one of {}", words.replace(' ', ", ")),
        Value::Tokens(words) => format!("some of {}", words.replace(' ', ", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::AriaValidAttributeValue;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<b id=a aria-pressed=mixed>", ""),
            ("<b id=a aria-pressed=horizontal>", "a"),
            ("<b id=a aria-pressed=undefined aria-checked=undefined>", ""),
            ("<b id=a aria-expanded=undefined>", ""),
            ("<b id=a aria-expanded=open>", "a"),
            ("<b id=a aria-expanded=''>", ""),
            ("<b id=a aria-expanded=' '>", "a"),
            ("<b id=a aria-controls=' '>", ""),
            ("<b id=a aria-required=undefined>", "a"),
            ("<b id=a aria-hidden=True>", ""),
            ("<b id=a aria-rowindex=2>", ""),
            ("<b id=a aria-rowindex=2.5>", "a"),
            ("<b id=a aria-valuenow=1.5>", ""),
            ("<b id=a aria-valuenow=two>", "a"),
            ("<b id=a aria-relevant='text removals'>", ""),
            ("<b id=a aria-relevant='text removal'>", "a"),
            ("<b id=a aria-controls=nothing>", ""),
            ("<b id=a aria-activedescendant='b c'>", "a"),
            ("<b id=a aria-label=x aria-live=loud hidden>", "a"),
            ("<svg><g id=a aria-busy=yes /></svg>", "a"),
        ] {
            let failed = failed::<AriaValidAttributeValue>(&step(html));
            assert_eq!(failed.join(" "), expected, "{html}");
        }
    }

    #[test]
    fn several_ids_for_one_are_in_doubt() {
        for (html, expected) in [
            ("<b aria-errormessage='b c'>", "can't tell"),
            ("<b aria-details='b c'>", "can't tell"),
            ("<b aria-details='b c' aria-busy=yes>", "failed"),
            ("<b aria-details=' b '>", "passed"),
            ("<b aria-controls='b c'>", "passed"),
        ] {
            assert_eq!(outcomes_of::<AriaValidAttributeValue>(&step(html)), [expected], "{html}");
        }
    }

    #[test]
    fn only_known_attributes_with_a_value_are_judged() {
        for html in
            ["<b>", "<b aria-live>", "<b aria-owns=' '>", "<b aria-lvie=x>", "<math aria-busy=x>"]
        {
            assert!(outcomes::<AriaValidAttributeValue>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<b id=a aria-busy=yes aria-level=two></b><b id=b aria-current=now></b><b id=c aria-label=x></b>",
        );
        insta::assert_snapshot!(outcomes::<AriaValidAttributeValue>(&step).join("\n"), @r#"
        a: failed: `aria-busy="yes"`, `aria-level="two"` is not a value it may have.
        b: failed: `aria-current="now"` is not a value it may have.
        c: passed
        "#);
    }
}
