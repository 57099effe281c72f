//! # Requirement
//!
//! The question that radio buttons answer is bound to them: they are a group with a name.
//!
//! # Why it matters
//!
//! "Yes, radio button, one of two." Five times on the intake form, and never what the question was.
//!
//! # How it is judged
//!
//! - Judged are two or more native radio buttons of one form with the same `name`, or the radio buttons of one
//!   `radiogroup`, as far as they are seen and exposed.
//! - They pass when a group around all of them (`fieldset`, or the role `group` or `radiogroup`) has a name, or
//!   when each of their own names holds more than the answer: something that labels all of them.
//! - They fail when no such group is there and every answer is one of those that mean nothing without the question:
//!   yes, no, never, a number. Otherwise it is for a person to judge whether the answers speak for themselves.
//!
//! # What it does not see
//!
//! - Whether the group's name is the question.
//! - Groups of check boxes, and languages other than English, French, German and Spanish.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [H71: fieldset and legend](https://www.w3.org/WAI/WCAG22/Techniques/html/H71)
//! - [ARIA17: grouping roles](https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA17)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, Source, list},
    evidence::NodeId,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::{BTreeMap, BTreeSet};

/// Answers that mean nothing without the question.
const BARE: &[&str] = &[
    "always",
    "don't know",
    "ja",
    "maybe",
    "n",
    "n/a",
    "nein",
    "never",
    "no",
    "non",
    "none",
    "not sure",
    "often",
    "other",
    "oui",
    "rarely",
    "si",
    "sometimes",
    "sí",
    "unsure",
    "y",
    "yes",
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct InfoAndRelationshipsRadioGroup;

impl StateCheck for InfoAndRelationshipsRadioGroup {
    const META: &'static Meta = &Meta {
        id: "info-and-relationships-radio-group",
        title: "Radio buttons are in a group that is named after their question",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("info_and_relationships_radio_group.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let mut sets: BTreeMap<Set<'_>, Vec<Element<'_>>> = BTreeMap::new();
        for radio in page.elements().filter(|element| is_radio(*element)) {
            if let Some(set) = set_of(radio) {
                sets.entry(set).or_default().push(radio);
            }
        }
        let mut sets: Vec<_> = sets.into_values().filter(|radios| radios.len() > 1).collect();
        sets.sort_by_key(|radios| radios[0].id);
        sets.iter().map(|radios| radios[0].subject().is(outcome(radios))).collect()
    }
}

/// What makes radio buttons one set: a scope, a form and a name, or a group.
type Set<'e> = (u32, Option<NodeId>, &'e str);

fn is_radio(element: Element<'_>) -> bool {
    element.role().is_any(&["radio"])
        && element.is_exposed()
        && (element.is_visible() || element.labels().any(Element::is_visible))
}

fn set_of(radio: Element<'_>) -> Option<Set<'_>> {
    let scope = radio.recorded.scope;
    if radio.input_type() == "radio" {
        let name = radio.attr("name").filter(|name| !name.is_empty())?;
        let named = radio.attr("form").and_then(|id| radio.page.by_id(scope, id));
        let form = named.or_else(|| radio.ancestors().find(|outer| outer.is_any(&["form"])));
        return Some((scope, form.map(|form| form.id), name));
    }
    let group = radio.ancestors().find(|outer| outer.role().is_any(&["radiogroup"]))?;
    Some((scope, Some(group.id), ""))
}

fn outcome(radios: &[Element<'_>]) -> Outcome {
    let first = radios[0];
    let holds_all = |outer: &Element<'_>| radios.iter().all(|radio| radio.is_within(*outer));
    let grouped = first.ancestors().any(|outer| {
        outer.role().is_any(&["group", "radiogroup"])
            && outer.is_exposed()
            && !outer.name().is_empty()
            && holds_all(&outer)
    });
    if grouped || share_a_label(radios) {
        return Outcome::Passed;
    }
    let names: Vec<_> =
        radios.iter().map(|radio| format!("\u{201c}{}\u{201d}", radio.name().text)).collect();
    let finding = Finding {
        what: format!(
            "The {} radio buttons {} are in no group with a name.",
            radios.len(),
            list(&names)
        ),
        fix: "Put them into a fieldset whose legend is the question.".to_owned(),
        related: radios[1..].iter().map(|radio| radio.subject()).collect(),
    };
    let described = radios.iter().any(|radio| !radio.description().is_empty());
    let bare = radios.iter().all(|radio| is_bare(&radio.name().text));
    if bare && !described { Outcome::Failed(finding) } else { Outcome::CantTell(finding) }
}

fn is_bare(answer: &str) -> bool {
    let answer = answer.trim().trim_end_matches(['.', '!']).to_lowercase();
    BARE.contains(&answer.as_str())
        || !answer.is_empty() && answer.chars().all(|c| c.is_ascii_digit())
}

/// Whether each is labelled by something that labels all of them, and by something of its own.
fn share_a_label(radios: &[Element<'_>]) -> bool {
    let labels = |radio: &Element<'_>| -> BTreeSet<NodeId> {
        let parts = radio.name().parts.iter();
        parts.filter(|part| part.source == Source::LabelledBy).map(|part| part.node).collect()
    };
    let mut shared = labels(&radios[0]);
    for radio in radios {
        let own = labels(radio);
        shared.retain(|node| own.contains(node));
    }
    !shared.is_empty()
}

#[cfg(test)]
mod tests {
    use super::InfoAndRelationshipsRadioGroup;
    use crate::testing::{outcomes, outcomes_of, step};

    fn two(one: &str, other: &str) -> String {
        format!(
            "<label><input type=radio name=a>{one}</label><label><input type=radio name=a>{other}</label>"
        )
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let yes = two("Yes", "No.");
        for (clause, html, expected) in [
            ("bare", format!("<p>Do you smoke?</p>{yes}"), "failed"),
            ("numbers", format!("<p>How many?</p>{}", two("1", "2")), "failed"),
            ("speaking", format!("<p>Visit</p>{}", two("Video visit", "In the clinic")), "can't tell"),
            ("one of them speaking", format!("<p>Visit</p>{}", two("Yes", "In the clinic")), "can't tell"),
            ("a field set", format!("<fieldset><legend>Do you smoke?</legend>{yes}</fieldset>"), "passed"),
            ("a field set without a name", format!("<fieldset>{yes}</fieldset>"), "failed"),
            ("a group", format!("<div role=group aria-label='Do you smoke?'>{yes}</div>"), "passed"),
            ("a radio group", format!("<div role=radiogroup aria-label='Do you smoke?'>{yes}</div>"), "passed"),
            ("another role", format!("<div role=region aria-label='Do you smoke?'>{yes}</div>"), "failed"),
            (
                "around one of them",
                format!("<div>{}</div>", yes.replacen("<label>", "<fieldset><legend>Do you smoke?</legend><label>", 1).replacen("</label>", "</label></fieldset>", 1)),
                "failed",
            ),
            (
                "labelled by the question",
                "<p id=q>Do you smoke?</p><input type=radio name=a aria-labelledby='q y'><b id=y>Yes</b><input type=radio name=a aria-labelledby='q n'><b id=n>No</b>".to_owned(),
                "passed",
            ),
            (
                "described by the question",
                "<p id=q>Do you smoke?</p><label><input type=radio name=a aria-describedby=q>Yes</label><label><input type=radio name=a>No</label>".to_owned(),
                "can't tell",
            ),
            (
                "by role",
                "<div role=radiogroup><i role=radio>Yes</i><i role=radio>No</i></div>".to_owned(),
                "failed",
            ),
        ] {
            let said = outcomes_of::<InfoAndRelationshipsRadioGroup>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_sets_of_radio_buttons_are_judged() {
        for html in [
            "<label><input type=radio name=a>Yes</label>".to_owned(),
            "<label><input type=radio name=a>Yes</label><label><input type=radio name=b>No</label>"
                .to_owned(),
            two("Yes", "No").replace("radio", "checkbox"),
            format!("<div hidden>{}</div>", two("Yes", "No")),
            "<form><input type=radio name=a>Yes</form><form><input type=radio name=a>No</form>"
                .to_owned(),
        ] {
            assert!(outcomes::<InfoAndRelationshipsRadioGroup>(&step(&html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = two("Yes", "No").replacen("<input", "<input id=a", 1);
        insta::assert_snapshot!(outcomes::<InfoAndRelationshipsRadioGroup>(&step(&html)).join("\n"), @"a: failed: The 2 radio buttons “Yes” and “No” are in no group with a name.");
    }
}
