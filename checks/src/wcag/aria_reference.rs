//! # Requirement
//!
//! An ARIA attribute that names elements by id names elements that exist.
//!
//! # Why it matters
//!
//! The label, the hint about the dose or the error message that it was to bring is then silently not there.
//!
//! # How it is judged
//!
//! - Each element that assistive technology gets, with an ARIA attribute of ids that is not blank. An id is
//!   looked up in the document or shadow root that the element belongs to, as browsers do.
//! - It fails if all ids of `aria-labelledby`, `aria-describedby` or `aria-errormessage` name nothing.
//! - `aria-errormessage` matters only while `aria-invalid` says that there is an error.
//! - It can't be told if only some of the ids name nothing, or if the ids are for other ends: browsers do
//!   little with `aria-controls`, and what it names may come when it is needed.
//! - `aria-controls` and `aria-owns` of something that is collapsed, or not selected, are excepted: what
//!   they name need not exist yet.
//!
//! # What it does not see
//!
//! - Whether the named element is the right one.
//! - References that scripts set as properties and not as attributes.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 6.2.4](https://www.w3.org/TR/wai-aria-1.2/#propcharacteristic_value)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::aria12,
};

const CERTAIN: &[&str] = &["aria-describedby", "aria-errormessage", "aria-labelledby"];
const OTHERS: &[&str] =
    &["aria-activedescendant", "aria-controls", "aria-details", "aria-flowto", "aria-owns"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaReference;

impl StateCheck for AriaReference {
    const META: &'static Meta = &Meta {
        id: "aria-reference",
        title: "ARIA attributes name elements that exist",
        requires: &[aria12::VALUES],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("aria_reference.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_exposed())
            .filter_map(|element| Some(element.subject().is(outcome(element)?)))
            .collect()
    }
}

fn outcome(element: Element<'_>) -> Option<Outcome> {
    let mut worst = None;
    for name in CERTAIN.iter().chain(OTHERS) {
        let ids: Vec<_> = element.tokens(name).collect();
        if ids.is_empty() {
            continue;
        }
        let found = element.references(name).count();
        let outcome = if found == ids.len() {
            Outcome::Passed
        } else if *name == "aria-errormessage" && !is_invalid(element) {
            Outcome::Excepted("no error")
        } else if ["aria-controls", "aria-owns"].contains(name) && is_collapsed(element) {
            Outcome::Excepted("collapsed")
        } else if found == 0 && CERTAIN.contains(name) {
            Outcome::Failed(finding(name, &ids, element))
        } else {
            Outcome::CantTell(finding(name, &ids, element))
        };
        if worst.as_ref().is_none_or(|worst| rank(&outcome) > rank(worst)) {
            worst = Some(outcome);
        }
    }
    worst
}

fn rank(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Passed => 0,
        Outcome::Excepted(_) => 1,
        Outcome::Question(_) => 2,
        Outcome::CantTell(_) => 3,
        Outcome::Failed(_) => 4,
    }
}

fn is_invalid(element: Element<'_>) -> bool {
    !["", "false"].contains(&element.attr("aria-invalid").unwrap_or_default().trim())
}

fn is_collapsed(element: Element<'_>) -> bool {
    let open = |name| element.attr(name) == Some("true");
    let says = |name| element.attr(name).is_some();
    says("aria-expanded") && !open("aria-expanded")
        || says("aria-selected") && !open("aria-selected")
        || says("aria-haspopup") && !open("aria-expanded")
}

fn finding(name: &str, ids: &[&str], element: Element<'_>) -> Finding {
    let scope = element.recorded.scope;
    let missing: Vec<_> = ids
        .iter()
        .filter(|id| element.page.by_id(scope, id).is_none())
        .map(|id| format!("\"{id}\""))
        .collect();
    Finding::new(
        format!("`{name}` names {}, which is the id of no element.", missing.join(" and ")),
        "Give the element that is meant this id, or take the reference away.",
    )
}

#[cfg(test)]
mod tests {
    use super::AriaReference;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<input aria-labelledby=b><b id=b>", "passed"),
            ("<input aria-labelledby=no><b id=b>", "failed"),
            ("<input aria-labelledby='b no'><b id=b>", "can't tell"),
            ("<input aria-labelledby='no nor'>", "failed"),
            ("<input aria-describedby=no>", "failed"),
            ("<input aria-describedby=b><b id=b hidden>", "passed"),
            ("<input aria-errormessage=no>", "excepted"),
            ("<input aria-errormessage=no aria-invalid=false>", "excepted"),
            ("<input aria-errormessage=no aria-invalid=true>", "failed"),
            ("<button aria-controls=no>", "can't tell"),
            ("<button aria-controls=no aria-expanded=true>", "can't tell"),
            ("<button aria-controls=no aria-expanded=false>", "excepted"),
            ("<button aria-controls=no aria-haspopup=menu>", "excepted"),
            ("<div role=tab aria-controls=no aria-selected=false>", "excepted"),
            ("<div role=tab aria-controls=no aria-selected=true>", "can't tell"),
            ("<input role=combobox aria-owns=no aria-expanded=false>", "excepted"),
            ("<div role=list aria-owns=no>", "can't tell"),
            ("<div role=listbox aria-activedescendant=no>", "can't tell"),
            // The worst of several.
            ("<button aria-controls=no aria-describedby=nor aria-labelledby=b><b id=b>", "failed"),
            // Another shadow root has ids of its own.
            (
                "<p><template shadowrootmode=open><b id=b></b></template></p><input aria-labelledby=b>",
                "failed",
            ),
        ] {
            assert_eq!(outcomes_of::<AriaReference>(&step(html)), [expected], "{html}");
        }
    }

    #[test]
    fn only_exposed_elements_with_references_are_judged() {
        for html in ["<input>", "<input aria-labelledby=' '>", "<input aria-labelledby=no hidden>"]
        {
            assert!(outcomes::<AriaReference>(&step(html)).is_empty(), "{html}");
        }
        assert!(failed::<AriaReference>(&step("<label for=no></label>")).is_empty());
    }

    #[test]
    fn wording() {
        let step =
            step("<input id=a aria-labelledby='no nor'><input id=b aria-describedby='a no'>");
        insta::assert_snapshot!(outcomes::<AriaReference>(&step).join("\n"), @r#"
        a: failed: `aria-labelledby` names "no" and "nor", which is the id of no element.
        b: can't tell: `aria-describedby` names "no", which is the id of no element.
        "#);
    }
}
