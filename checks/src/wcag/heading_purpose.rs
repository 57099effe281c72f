//! # Requirement
//!
//! Headings describe the topic or purpose of what follows them.
//!
//! # Why it matters
//!
//! A patient who lists the headings of the page to find the next appointment hears "26", "undefined",
//! "appointments.card.title".
//!
//! # How it is judged
//!
//! - Judged is the name of each heading that is exposed and has one, seen or not.
//! - It fails when it is certain that nobody wrote it for a reader: what a program prints for no value
//!   (`undefined`, `[object Object]`), a template that was not filled (`{{title}}`), the key of a text that was not found
//!   (`form.label.first_name`), filler ("Lorem ipsum"), punctuation alone; or a number of one to three digits alone.
//! - Longer numbers (a year) and error codes, names with dots that may be addresses or keys, and words that can be
//!   filler or meant ("Heading", "null") cannot be told.
//! - Of any other heading a person has to say whether it describes what follows.
//!
//! # What it does not see
//!
//! - Headings that are hidden from assistive technology.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.6](https://www.w3.org/TR/WCAG22/#headings-and-labels)
//! - [ACT rule b49b2e](https://www.w3.org/WAI/standards-guidelines/act/rules/b49b2e/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Unreadable},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Say in the heading what follows it.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct HeadingPurpose;

impl StateCheck for HeadingPurpose {
    const META: &'static Meta = &Meta {
        id: "heading-purpose",
        title: "Headings describe what follows them",
        requires: &[wcag22::HEADINGS_AND_LABELS],
        act: &["b49b2e"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("heading_purpose.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.role().is_any(&["heading"]) && element.is_exposed())
            .filter(|heading| !heading.name().is_empty())
            .map(|heading| heading.subject().is(outcome(&heading.name().text)))
            .collect()
    }
}

fn outcome(name: &str) -> Outcome {
    let finding = |what: &str| Finding::new(format!("The heading is \"{name}\", {what}."), FIX);
    match Unreadable::of(name).or_else(|| number(name)).or_else(|| filler(name)) {
        Some(Unreadable::Certain(what)) => Outcome::Failed(finding(what)),
        Some(Unreadable::Doubtful(what)) => Outcome::CantTell(finding(what)),
        None => Outcome::Question(Finding::new(
            format!("The heading is \"{name}\"."),
            "See whether it describes what follows it.",
        )),
    }
}

fn number(name: &str) -> Option<Unreadable> {
    const WHAT: &str = "which is a number alone";
    if !name.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation()) {
        return None;
    }
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    let is_error = digits.len() == 3 && digits.starts_with(['4', '5']);
    // A date or an amount is more than one number.
    let is_plain = name.trim_end_matches(['.', ':', ')']).len() == digits.len();
    Some(if digits.len() <= 3 && is_plain && !is_error {
        Unreadable::Certain(WHAT)
    } else {
        Unreadable::Doubtful(WHAT)
    })
}

fn filler(name: &str) -> Option<Unreadable> {
    ["heading", "label", "title"]
        .contains(&&*name.to_lowercase())
        .then_some(Unreadable::Doubtful("which may be filler"))
}

#[cfg(test)]
mod tests {
    use super::HeadingPurpose;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (text, expected) in [
            ("Lab results", "question"),
            ("26", "failed"),
            ("26.", "failed"),
            ("2025", "can't tell"),
            ("404", "can't tell"),
            ("3/12", "can't tell"),
            ("26 March", "question"),
            ("***", "failed"),
            ("undefined", "failed"),
            ("{{ title }}", "failed"),
            ("appointments.card.title", "failed"),
            ("login.title", "can't tell"),
            ("Heading", "can't tell"),
            ("A", "question"),
        ] {
            let html = format!("<h2>{text}</h2>");
            assert_eq!(outcomes_of::<HeadingPurpose>(&step(&html)), [expected], "{text}");
        }
    }

    #[test]
    fn only_exposed_headings_with_a_name_are_judged() {
        for html in [
            "<p>26</p>",
            "<h2></h2>",
            "<h2 style='display: none'>26</h2>",
            "<h2 aria-hidden=true>26</h2>",
            "<h2 role=none>26</h2>",
        ] {
            assert!(outcomes::<HeadingPurpose>(&step(html)).is_empty(), "{html}");
        }
        for html in
            ["<h2><img alt=26></h2>", "<p role=heading>26</p>", "<h2 box='-9999,0 9x9'>26</h2>"]
        {
            assert_eq!(outcomes_of::<HeadingPurpose>(&step(html)), ["failed"], "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<h2 id=a>26</h2><h2 id=b>null</h2><h2 id=c>Bills</h2>");
        insta::assert_snapshot!(outcomes::<HeadingPurpose>(&step).join("\n"), @r#"
        a: failed: The heading is "26", which is a number alone.
        b: can't tell: The heading is "null", which may be filler.
        c: question: The heading is "Bills".
        "#);
    }
}
