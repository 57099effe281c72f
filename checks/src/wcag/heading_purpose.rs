//! # Requirement
//!
//! Headings describe the topic or purpose of what follows them.
//!
//! # Why it matters
//!
//! A patient who lists the headings of the page to find the next appointment hears "undefined",
//! "appointments.card.title".
//!
//! # How it is judged
//!
//! - Judged is the name of each heading that is exposed and has one, seen or not.
//! - It fails when it is certain that nobody wrote it for a reader: what a program prints for no value
//!   (`undefined`, `[object Object]`), a template that was not filled (`{{title}}`), the key of a text that was not found
//!   (`form.label.first_name`), filler ("Lorem ipsum"), a row of signs. If other text on the page has the same words and
//!   more, it may be what the page is about, and cannot be told.
//! - Numbers, one to three signs, names with dots that may be addresses or keys, and words that can be filler or meant
//!   ("Heading", "null") cannot be told: a single character may be enough.
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
    derived::{Element, Page, Unreadable, fold},
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
            .map(|heading| heading.subject().is(outcome(heading)))
            .collect()
    }
}

fn outcome(heading: Element<'_>) -> Outcome {
    let name = heading.name().text.as_str();
    let finding = |what: &str| Finding::new(format!("The heading is \"{name}\", {what}."), FIX);
    match Unreadable::of(name).or_else(|| number(name)).or_else(|| filler(name)) {
        Some(Unreadable::Certain(what)) if is_spoken_of(heading) => {
            Outcome::CantTell(finding(&format!("{what}, but other text on the page speaks of it")))
        }
        Some(Unreadable::Certain(what)) => Outcome::Failed(finding(what)),
        Some(Unreadable::Doubtful(what)) => Outcome::CantTell(finding(what)),
        None => Outcome::Question(Finding::new(
            format!("The heading is \"{name}\"."),
            "See whether it describes what follows it.",
        )),
    }
}

/// Whether a text that is no heading has the heading's words and more: a page on the value `undefined`.
fn is_spoken_of(heading: Element<'_>) -> bool {
    let name = fold(&heading.name().text);
    heading.page.texts().filter(|text| text.is_exposed()).any(|text| {
        let said = fold(text.text());
        said != name
            && said.contains(&name)
            && !text.parent().is_some_and(|parent| {
                parent.lineage().any(|outer| outer.role().is_any(&["heading"]))
            })
    })
}

/// A number alone may say it all: the line of a bus, a step, a year.
fn number(name: &str) -> Option<Unreadable> {
    let is_number = name.chars().all(|c| c.is_ascii_digit() || c.is_ascii_punctuation());
    is_number.then_some(Unreadable::Doubtful("which is a number alone"))
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
            ("26", "can't tell"),
            ("26.", "can't tell"),
            ("?", "can't tell"),
            ("2025", "can't tell"),
            ("404", "can't tell"),
            ("3/12", "can't tell"),
            ("26 March", "question"),
            ("****", "failed"),
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
    fn what_the_page_speaks_of_may_be_meant() {
        for (html, expected) in [
            ("<h1>undefined</h1><p>The value undefined is what is not set.</p>", "can't tell"),
            ("<h1>undefined</h1><p>undefined</p>", "failed"),
            ("<h1>undefined</h1><h2>Value undefined</h2>", "failed question"),
            ("<h1>undefined</h1><p hidden>The value undefined</p>", "failed"),
        ] {
            assert_eq!(outcomes_of::<HeadingPurpose>(&step(html)).join(" "), expected, "{html}");
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
            assert_eq!(outcomes_of::<HeadingPurpose>(&step(html)), ["can't tell"], "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<h2 id=a>26</h2><h2 id=b>null</h2><h2 id=c>Bills</h2>");
        insta::assert_snapshot!(outcomes::<HeadingPurpose>(&step).join("\n"), @r#"
        a: can't tell: The heading is "26", which is a number alone.
        b: can't tell: The heading is "null", which may be filler.
        c: question: The heading is "Bills".
        "#);
    }
}
