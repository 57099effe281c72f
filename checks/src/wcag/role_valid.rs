//! # Requirement
//!
//! A `role` attribute holds at least one role that exists.
//!
//! # Why it matters
//!
//! A misspelt role is ignored: what looks like a link or a tab is then plain text to a screen reader, and
//! nobody is told that it can be pressed.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element with a `role` attribute that is not blank and that is not hidden.
//! - Roles are those of WAI-ARIA 1.2, of its modules for graphics and publishing, upper
//!   and lower case being the same. Abstract roles (`widget`, `landmark`) are none. The few that only the draft of
//!   WAI-ARIA 1.3 has can't be told.
//! - One valid word is enough: words before it are for newer browsers, words after it for older ones.
//! - WCAG can be met without the role, by what the element is already, so that a failure is none of WCAG.
//!
//! # What it does not see
//!
//! - Whether the role is the right one for the element and what it does.
//!
//! # Sources
//!
//! - [WAI-ARIA 1.2, 8.1](https://www.w3.org/TR/wai-aria-1.2/#host_general_role)
//! - [ACT rule 674b10](https://www.w3.org/WAI/standards-guidelines/act/rules/674b10/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome},
    standards::aria12::{self, Naming},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct RoleValid;

impl StateCheck for RoleValid {
    const META: &'static Meta = &Meta {
        id: "role-valid",
        title: "Role attributes hold a role that exists",
        requires: &[aria12::ROLE_ATTRIBUTE],
        act: &["674b10"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("role_valid.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter(|element| element.tokens("role").next().is_some())
            .filter(|element| !element.is_programmatically_hidden())
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

fn outcome(element: Element<'_>) -> Outcome {
    let written: Vec<_> = element.tokens("role").collect();
    let finding = |what: &str| {
        Finding::new(
            format!("`role=\"{}\"` holds no role of {what}.", written.join(" ")),
            "Write the role as the specification does, or take the attribute away.",
        )
    };
    if element.explicit_role().name().is_empty() {
        return Outcome::Failed(finding("WAI-ARIA"));
    }
    let is_settled = |word: &&str| {
        let word = word.to_ascii_lowercase();
        aria12::role(&word).is_some_and(|role| role.naming != Naming::Abstract)
            && !aria12::is_later(&word)
    };
    if !written.iter().any(is_settled) {
        return Outcome::CantTell(finding("WAI-ARIA 1.2; there is one in the draft of 1.3"));
    }
    Outcome::Passed
}

#[cfg(test)]
mod tests {
    use super::RoleValid;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<b id=a role=lnik>", "a"),
            ("<b id=a role='bibliographic-reference lnik'>", "a"),
            ("<b id=a role='doc-biblioref link'>", ""),
            ("<b id=a role='lnik link'>", ""),
            ("<b id=a role='link lnik'>", ""),
            ("<b id=a role=Link>", ""),
            ("<b id=a role=widget>", "a"),
            ("<b id=a role=none>", ""),
            ("<b id=a role=comment>", ""),
            ("<svg><g id=a role=graphics-object /></svg>", ""),
            ("<svg><g id=a role=grafics-object /></svg>", "a"),
        ] {
            assert_eq!(failed::<RoleValid>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn what_only_a_draft_has_is_in_doubt() {
        for (html, expected) in [
            ("<b role=suggestion>", "can't tell"),
            ("<b role='widget Mark'>", "can't tell"),
            ("<b role='comment article'>", "passed"),
            ("<b role=presentation>", "passed"),
        ] {
            assert_eq!(outcomes_of::<RoleValid>(&step(html)), [expected], "{html}");
        }
    }

    #[test]
    fn only_what_is_written_and_not_hidden_is_judged() {
        for html in [
            "<b>",
            "<b role>",
            "<b role=' '>",
            "<b role=lnik hidden>",
            "<b role=lnik aria-hidden=true>",
            "<math role=lnik></math>",
        ] {
            assert!(outcomes::<RoleValid>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<b id=a role=' lnik  tabb '></b><b id=b role=link></b>");
        insta::assert_snapshot!(outcomes::<RoleValid>(&step).join("\n"), @r#"
        a: failed: `role="lnik tabb"` holds no role of WAI-ARIA.
        b: passed
        "#);
    }
}
