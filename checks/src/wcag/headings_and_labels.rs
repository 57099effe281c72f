//! # Requirement
//!
//! Headings and labels describe topic or purpose.
//!
//! # Why it matters
//!
//! A patient who lists the headings of the page to find the next appointment hears "26", "undefined",
//! "appointments.card.title".
//!
//! # How it is judged
//!
//! - Judged is the text of each heading, and of each label of a field, that is seen and exposed and says something.
//! - It fails when it is certain that nobody wrote it for a reader: what a program prints for no value
//!   (`undefined`, `[object Object]`), a template that was not filled (`{{title}}`), the key of a text that was not found
//!   (`form.label.first_name`), filler ("Lorem ipsum"), punctuation alone; and a heading of one to three digits alone.
//! - Longer numbers (a year) and error codes, names with dots that may be addresses or keys, and words that can be
//!   filler or meant ("Heading", "Label", "null"), are for a person to judge.
//!
//! # What it does not see
//!
//! - Whether words that somebody chose describe what follows.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.6](https://www.w3.org/TR/WCAG22/#headings-and-labels)
//! - [Understanding 2.4.6](https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct HeadingsAndLabels;

impl StateCheck for HeadingsAndLabels {
    const META: &'static Meta = &Meta {
        id: "headings-and-labels",
        title: "Headings and labels are words meant for a reader",
        requires: &[wcag22::HEADINGS_AND_LABELS],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("headings_and_labels.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter_map(|element| {
                let kind = kind(element)?;
                if !element.is_visible() || !element.is_exposed() {
                    return None;
                }
                let text = text(element, kind);
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                (!text.is_empty()).then(|| element.subject().is(outcome(kind, &text)))
            })
            .collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Heading,
    Label,
}

fn kind(element: Element<'_>) -> Option<Kind> {
    let labels = element.is_any(&["label"])
        && (element.attr("for").is_some()
            || element.descendants().any(|inner| inner.is_any(&["input", "select", "textarea"])));
    if element.role().is_any(&["heading"]) {
        Some(Kind::Heading)
    } else {
        labels.then_some(Kind::Label)
    }
}

/// A heading may speak through a picture; a label's own words do not include those of its field.
fn text(element: Element<'_>, kind: Kind) -> String {
    match kind {
        Kind::Heading => element.name().text.clone(),
        Kind::Label => {
            let is_pictured = element.descendants().any(|inner| inner.is_any(&["img", "svg"]));
            let in_field = |holder: Element<'_>| {
                holder.lineage().any(|outer| outer.is_any(&["select", "textarea", "button"]))
            };
            if is_pictured {
                String::new()
            } else {
                element.visible_text(|holder| !in_field(holder))
            }
        }
    }
}

/// What a text is, that is not words for a reader.
enum Reading {
    Certain(&'static str),
    Doubtful(&'static str),
}

fn outcome(kind: Kind, text: &str) -> Outcome {
    let called = match kind {
        Kind::Heading => "heading",
        Kind::Label => "label",
    };
    let finding = |what: &str| {
        let fix = match kind {
            Kind::Heading => "Say in the heading what follows it.",
            Kind::Label => "Say in the label what to enter.",
        };
        Finding::new(format!("The {called} is \"{text}\", {what}."), fix)
    };
    match unreadable(kind, text) {
        Some(Reading::Certain(what)) => Outcome::Failed(finding(what)),
        Some(Reading::Doubtful(what)) => Outcome::CantTell(finding(what)),
        None => Outcome::Passed,
    }
}

fn unreadable(kind: Kind, text: &str) -> Option<Reading> {
    const PRINTED: &[&str] = &["[object object]", "nan", "undefined"];
    let lower = text.to_lowercase();
    if PRINTED.contains(&&*lower) {
        return Some(Reading::Certain("which a program prints for a missing value"));
    }
    if is_template(text) {
        return Some(Reading::Certain("a template that was not filled in"));
    }
    if lower.starts_with("lorem ipsum") {
        return Some(Reading::Certain("which is filler"));
    }
    if let Some(reading) = key(text) {
        return Some(reading);
    }
    if text.chars().all(|c| c.is_ascii_punctuation()) {
        return Some(Reading::Certain("which is punctuation alone"));
    }
    if kind == Kind::Heading && text.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation())
    {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let is_error = digits.len() == 3 && digits.starts_with(['4', '5']);
        // A date or an amount is more than one number.
        let is_plain = text.trim_end_matches(['.', ':', ')']).len() == digits.len();
        return Some(if digits.len() <= 3 && is_plain && !is_error {
            Reading::Certain("which is a number alone")
        } else {
            Reading::Doubtful("which is a number alone")
        });
    }
    let doubtful = match kind {
        Kind::Heading => ["heading", "label", "null", "title", "todo", "n/a"],
        Kind::Label => ["heading", "label", "null", "field", "todo", "n/a"],
    };
    doubtful.contains(&&*lower).then_some(Reading::Doubtful("which may be filler"))
}

/// Whether the whole text is a placeholder of a template language.
fn is_template(text: &str) -> bool {
    [("{{", "}}"), ("${", "}"), ("<%", "%>"), ("{%", "%}"), ("[[", "]]")]
        .iter()
        .any(|(open, close)| text.starts_with(open) && text.ends_with(close))
}

/// Whether the text is the key of a text: words joined by dots.
fn key(text: &str) -> Option<Reading> {
    const LAST: &[&str] = &[
        "description",
        "header",
        "heading",
        "hint",
        "label",
        "message",
        "name",
        "placeholder",
        "subtitle",
        "text",
        "title",
        "tooltip",
    ];
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-')
    };
    let parts: Vec<_> = text.split('.').collect();
    if parts.len() < 2 || !parts.iter().copied().all(is_part) || parts[0] == "www" {
        return None;
    }
    let last = parts.last().copied().unwrap_or_default();
    let marked = text.contains('_')
        || LAST.contains(&last)
        || last.chars().skip(1).any(|c| c.is_ascii_uppercase())
            && last.starts_with(|c: char| c.is_ascii_lowercase());
    Some(if parts.len() >= 3 && marked {
        Reading::Certain("the key of a text that was not found")
    } else {
        Reading::Doubtful("which may be the key of a text that was not found")
    })
}

#[cfg(test)]
mod tests {
    use super::HeadingsAndLabels;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (text, heading, label) in [
            ("Lab results", "passed", "passed"),
            ("26", "failed", "passed"),
            ("26.", "failed", "passed"),
            ("2025", "can't tell", "passed"),
            ("404", "can't tell", "passed"),
            ("3/12", "can't tell", "passed"),
            ("26 March", "passed", "passed"),
            ("***", "failed", "failed"),
            ("undefined", "failed", "failed"),
            ("Undefined symptoms", "passed", "passed"),
            ("[object Object]", "failed", "failed"),
            ("{{ title }}", "failed", "failed"),
            ("${title}", "failed", "failed"),
            ("Lorem ipsum dolor", "failed", "failed"),
            ("form.label.first_name", "failed", "failed"),
            ("appointments.card.title", "failed", "failed"),
            ("login.title", "can't tell", "can't tell"),
            ("www.portal.test", "passed", "passed"),
            ("visits.portal.test", "can't tell", "can't tell"),
            ("Dr. Lee", "passed", "passed"),
            ("e.g. this", "passed", "passed"),
            ("Heading", "can't tell", "can't tell"),
            ("診察", "passed", "passed"),
        ] {
            let html = format!("<h2>{text}</h2><label for=i>{text}</label><input id=i>");
            assert_eq!(outcomes_of::<HeadingsAndLabels>(&step(&html)), [heading, label], "{text}");
        }
    }

    #[test]
    fn only_headings_and_labels_that_say_something_are_judged() {
        for html in [
            "<p>26</p>",
            "<h2></h2>",
            "<h2 style='display: none'>26</h2>",
            "<h2 aria-hidden=true>26</h2>",
            "<label>***</label>",
            "<label><img alt=Name><input></label>",
            "<label><select><option>26</select></label>",
        ] {
            assert!(outcomes::<HeadingsAndLabels>(&step(html)).is_empty(), "{html}");
        }
        assert_eq!(
            outcomes_of::<HeadingsAndLabels>(&step("<h2><img alt=Results></h2>")),
            ["passed"]
        );
    }

    #[test]
    fn wording() {
        let step = step("<h2 id=a>26</h2><label id=b for=i>null</label><input id=i>");
        insta::assert_snapshot!(outcomes::<HeadingsAndLabels>(&step).join("\n"), @r#"
        a: failed: The heading is "26", which is a number alone.
        b: can't tell: The label is "null", which may be filler.
        "#);
    }
}
