//! # Requirement
//!
//! What is marked as decoration is not exposed to assistive technology.
//!
//! # Why it matters
//!
//! Somebody meant it to be left out, and it is spoken of all the same: one of both intentions is wrong, and
//! screen readers differ in which one they follow.
//!
//! # How it is judged
//!
//! - Each element that is not hidden and has an explicit role of `none` or `presentation`, or is an `img`
//!   with an empty `alt` and no explicit role.
//! - It fails if it is exposed with the role it has by itself, because it can take the focus or has a
//!   global ARIA attribute other than `aria-hidden`.
//! - An image with an empty `alt` that a `title` exposes can't be told: the specifications leave it open.
//! - Whether that breaks WCAG depends on whether it is decoration, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - Whether it is decoration.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 9.3](https://www.w3.org/TR/wai-aria-1.2/#conflict_resolution_presentation_none)
//! - [ACT rule 46ca7f](https://www.w3.org/WAI/standards-guidelines/act/rules/46ca7f/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::State,
    judgement::{Finding, Judgement, Outcome},
    standards::aria12::{self, Attribute},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct DecorativeExposed;

impl StateCheck for DecorativeExposed {
    const META: &'static Meta = &Meta {
        id: "decorative-exposed",
        title: "What is marked as decoration is not exposed",
        requires: &[aria12::PRESENTATIONAL_CONFLICT],
        act: &["46ca7f"],
        severity: Severity::Minor,
        class: Class::Accessibility,
        source: include_str!("decorative_exposed.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_marked_as_decorative())
            .filter(|element| !element.is_programmatically_hidden() && !element.is(State::Inert))
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

fn outcome(element: Element<'_>) -> Outcome {
    // In a button, say, nothing is exposed that cannot take the focus.
    if element.role().name() == "none" || !element.is_exposed() {
        return Outcome::Passed;
    }
    let attributes: Vec<_> = element
        .attributes()
        .map(|(name, _)| name)
        .filter(|name| *name != "aria-hidden")
        .filter(|name| aria12::attribute(name).is_some_and(Attribute::is_global))
        .collect();
    let finding = |why: &str| {
        Finding::new(
            format!("It is marked as decoration and exposed, because {why}."),
            "If it is decoration, take that away; if it is not, do not mark it so.",
        )
    };
    if element.is(State::Focusable) || element.is_summary() {
        Outcome::Failed(finding("it can take the focus"))
    } else if let Some(name) = attributes.first() {
        Outcome::Failed(finding(&format!("it has `{name}`")))
    } else if element.attr("title").is_some() {
        Outcome::CantTell(finding("it has a `title`"))
    } else {
        Outcome::Passed
    }
}

#[cfg(test)]
mod tests {
    use super::DecorativeExposed;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<img id=a alt=''>", ""),
            ("<img id=a alt=x role=presentation>", ""),
            ("<img id=a alt='' aria-labelledby=b><b id=b hidden>x</b>", "a"),
            ("<img id=a alt='' tabindex=-1>", "a"),
            ("<img id=a alt='' aria-hidden=false>", ""),
            ("<nav id=a role=presentation></nav>", ""),
            ("<nav id=a role=presentation aria-label=x></nav>", "a"),
            ("<nav id=a role=none aria-expanded=true></nav>", ""),
            ("<button id=a role=none></button>", "a"),
            ("<button><b id=a role=none aria-label=x></b></button>", ""),
            ("<a href=#><b id=a role=none aria-label=x></b></a>", "a"),
            ("<button id=a role=none disabled></button>", ""),
        ] {
            assert_eq!(failed::<DecorativeExposed>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn a_title_on_decoration_is_in_doubt() {
        assert_eq!(outcomes_of::<DecorativeExposed>(&step("<img alt='' title=x>")), ["can't tell"]);
    }

    #[test]
    fn only_what_is_marked_and_not_hidden_is_judged() {
        for html in [
            "<img alt='' tabindex=0 hidden>",
            "<img alt='' tabindex=0 aria-hidden=true>",
            "<img alt='' role=img aria-label=x>",
            "<img aria-label=x>",
            "<button></button>",
        ] {
            assert!(outcomes::<DecorativeExposed>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step =
            step("<img id=a alt='' tabindex=0><img id=b alt='' aria-label=''><img id=c alt=''>");
        insta::assert_snapshot!(outcomes::<DecorativeExposed>(&step).join("\n"), @r"
        a: failed: It is marked as decoration and exposed, because it can take the focus.
        b: failed: It is marked as decoration and exposed, because it has `aria-label`.
        c: passed
        ");
    }
}
