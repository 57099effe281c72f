//! # Requirement
//!
//! An element with a role that has its place in another stands there: a list item in a list, a tab in a
//! list of tabs.
//!
//! # Why it matters
//!
//! A lone tab is announced without "2 of 5", or not as a tab at all, and the keys that move between tabs
//! are not offered.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element that assistive technology gets, with an explicit role that its language does
//!   not give it anyway, and for whose role WAI-ARIA names the roles it must be owned by.
//! - Its owner is its parent in the accessibility tree: what has a role of `none`, or is a plain element of
//!   which nothing is said, is passed through; `aria-owns` comes before the place in the page.
//! - A custom element as its parent can't be told: only its script knows its role. On a page without scripts it has none.
//!
//! # What it does not see
//!
//! - Whether the role is the right one for the element.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [WAI-ARIA 1.2, required context role](https://www.w3.org/TR/wai-aria-1.2/#scope)
//! - [ACT rule ff89c9](https://www.w3.org/WAI/standards-guidelines/act/rules/ff89c9/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{aria12, wcag22},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaRequiredContext;

impl StateCheck for AriaRequiredContext {
    const META: &'static Meta = &Meta {
        id: "aria-required-context",
        title: "Roles that have their place in another stand there",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &["ff89c9"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("aria_required_context.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter(|element| element.explicit_role() != element.implicit_role())
            .filter(|element| !aria12::owned_by(element.explicit_role().name()).is_empty())
            .filter(|element| element.is_exposed())
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

fn outcome(element: Element<'_>) -> Outcome {
    let role = element.explicit_role().name();
    let owners = aria12::owned_by(role);
    let parent = element.accessible_parent();
    if parent.is_some_and(|parent| parent.role().is_any(owners)) {
        return Outcome::Passed;
    }
    let custom = parent.is_some_and(Element::is_custom)
        || element.ancestors().take_while(|outer| outer.is_see_through()).any(Element::is_custom);
    let place = parent.map_or("", |parent| parent.role().name());
    let finding = Finding {
        what: if place.is_empty() || place == "document" || place == "generic" {
            format!("The {role} stands in none of the roles it belongs into.")
        } else {
            format!("The {role} stands in a {place}.")
        },
        fix: format!("Put it into an element with the role {}.", owners.join(" or ")),
        related: parent.map(|parent| Subject::Node(parent.id)).into_iter().collect(),
    };
    if custom { Outcome::CantTell(finding) } else { Outcome::Failed(finding) }
}

#[cfg(test)]
mod tests {
    use super::AriaRequiredContext;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<div role=list><b id=a role=listitem></b></div>", ""),
            ("<b id=a role=listitem></b>", "a"),
            ("<div role=list><div role=none><b id=a role=listitem></b></div></div>", ""),
            ("<div role=list><div><b id=a role=listitem></b></div></div>", ""),
            ("<div role=list><div aria-live=polite><b id=a role=listitem></b></div></div>", "a"),
            ("<div role=list><div role=group><b id=a role=listitem></b></div></div>", "a"),
            ("<div role=feed><b id=a role=listitem></b></div>", "a"),
            ("<ul><b id=a role=listitem></b></ul>", ""),
            ("<div role=list aria-owns=a></div><b id=a role=listitem></b>", ""),
            (
                "<div role=list aria-owns=a><div role=heading><b id=a role=listitem></b></div></div>",
                "",
            ),
            (
                "<div role=list aria-owns=a></div>\
                 <p><template shadowrootmode=open><b id=a role=listitem></b></template></p>",
                "a",
            ),
            ("<div role=listbox><b id=a role=option></b></div>", ""),
            ("<div role=listbox><div role=group><b id=a role=option></b></div></div>", ""),
            ("<div role=toolbar><b id=a role=tab></b></div>", "a"),
            ("<div role=tablist><b id=a role=tab></b></div>", ""),
            ("<div role=grid><b role=row><b id=a role=gridcell></b></b></div>", ""),
            ("<div role=grid><b id=a role=gridcell></b></div>", "a"),
            ("<table><tr><td><b id=a role=menuitem></b></table>", "a"),
        ] {
            assert_eq!(failed::<AriaRequiredContext>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn custom_elements_are_in_doubt() {
        for html in [
            "<my-list><b role=listitem></b></my-list>",
            "<my-list tabindex=0><b role=listitem></b></my-list>",
        ] {
            assert_eq!(outcomes_of::<AriaRequiredContext>(&step(html)), ["failed"], "{html}");
            let html = &format!("{html}<script></script>");
            assert_eq!(outcomes_of::<AriaRequiredContext>(&step(html)), ["can't tell"], "{html}");
        }
    }

    #[test]
    fn only_given_roles_with_a_place_are_judged() {
        for html in [
            "<b role=heading aria-level=1></b>",
            "<ul><li role=listitem></ul>",
            "<b role=listitem style='display: none'></b>",
            "<li></li>",
        ] {
            assert!(outcomes::<AriaRequiredContext>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<b role=tab id=a></b><div role=menu><b role=tab id=b></b></div>\
             <div role=tablist><b role=tab id=c></b></div>",
        );
        insta::assert_snapshot!(outcomes::<AriaRequiredContext>(&step).join("\n"), @r"
        a: failed: The tab stands in none of the roles it belongs into.
        b: failed: The tab stands in a menu.
        c: passed
        ");
    }
}
