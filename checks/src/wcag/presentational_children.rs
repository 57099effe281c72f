//! # Requirement
//!
//! An element whose content is presentational (a button, a checkbox, an image, a tab and so on) holds
//! nothing that the Tab key stops at.
//!
//! # Why it matters
//!
//! Assistive technology is told of the button and not of the link inside it. The patient's focus stands on
//! something that has no name and no role.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element with such a role that holds other elements, shadow roots and slots included.
//! - It fails if the Tab key stops at anything inside it: at what can take the focus and has no negative
//!   `tabindex`, or a `details` to which the browser adds a summary.
//!
//! # What it does not see
//!
//! - Elements that script moves the focus away from again at once.
//! - Those without any element inside: they cannot break the rule and are not listed.
//! - Inside a frame of another origin.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [WAI-ARIA 1.2, presentational children](https://www.w3.org/TR/wai-aria-1.2/#childrenArePresentational)
//! - [ACT rule 307n5z](https://www.w3.org/WAI/standards-guidelines/act/rules/307n5z/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, TabStops},
    judgement::{Finding, Judgement, Subject},
    standards::{aria12, wcag22},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PresentationalChildren;

impl StateCheck for PresentationalChildren {
    const META: &'static Meta = &Meta {
        id: "presentational-children",
        title: "Elements with presentational content hold nothing that the Tab key stops at",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["307n5z"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("presentational_children.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let stops = TabStops::of(page);
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter(|element| aria12::presentational_children(element.role().name()))
            .filter(|element| element.children().next().is_some())
            .map(|element| {
                element.subject().passes_unless(stops.inside(element).map(|stop| Finding {
                    what: format!(
                        "The {} holds an element `{}` that the Tab key stops at.",
                        element.role().name(),
                        stop.tag(),
                    ),
                    fix: "Put them side by side, not one into the other.".to_owned(),
                    related: vec![Subject::Node(stop.id)],
                }))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::PresentationalChildren;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<button id=a>Save <b>all</b></button>", ""),
            ("<button id=a>Save <b tabindex=0>all</b></button>", "a"),
            ("<button id=a>Save <b tabindex=-1>all</b></button>", ""),
            ("<button id=a><a>no link</a></button>", ""),
            ("<div role=button id=a><i><i><a href=#>link</a></i></i></div>", "a"),
            ("<div role=button id=a><a href=# hidden>link</a></div>", ""),
            ("<div role=button id=a><input disabled></div>", ""),
            ("<p role=checkbox id=a>I agree to <a href=#>this</a></p>", "a"),
            ("<li role=menuitemcheckbox id=a><input type=checkbox></li>", "a"),
            ("<div role=img id=a><a href=#>part</a></div>", "a"),
            ("<div role=tab id=a><button>x</button></div>", "a"),
            ("<div role=option id=a><button>x</button></div>", "a"),
            ("<div role=meter id=a><a href=# inert>x</a></div>", ""),
            ("<div role=img id=a><details>x</details></div>", "a"),
            ("<div role=img id=a><details hidden>x</details></div>", ""),
            (
                "<div role=switch id=a><template shadowrootmode=open><input id=b></template></div>",
                "a",
            ),
            ("<svg role=img id=a><a href=# tabindex=0 /></svg>", "a"),
        ] {
            assert_eq!(failed::<PresentationalChildren>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_such_roles_with_content_are_judged() {
        for html in [
            "<button>Save</button>",
            "<a href=#><b tabindex=0></b></a>",
            "<div role=menuitem><a href=#></a></div>",
            "<label><input></label>",
        ] {
            assert!(outcomes::<PresentationalChildren>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<div role=tab id=a><a href=#></a></div><div role=tab id=b><b></b></div>");
        insta::assert_snapshot!(outcomes::<PresentationalChildren>(&step).join("\n"), @r"
        a: failed: The tab holds an element `a` that the Tab key stops at.
        b: passed
        ");
    }
}
