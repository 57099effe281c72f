//! # Requirement
//!
//! A menu item has an accessible name.
//!
//! # Why it matters
//!
//! In a menu a screen reader says one item at a time. A patient who arrives on a nameless one can choose
//! it blindly or pass over it.
//!
//! # How it is judged
//!
//! - A menu item is an HTML element with the role `menuitem` that assistive technology gets.
//! - Items that can be checked are form fields: see `form-field-name`.
//!
//! # What it does not see
//!
//! - Whether the name says what the item does.
//! - Menus that are closed while the page is recorded.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule m6b1q3](https://www.w3.org/WAI/standards-guidelines/act/rules/m6b1q3/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
    judgement::{Finding, Judgement},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct MenuitemName;

impl StateCheck for MenuitemName {
    const META: &'static Meta = &Meta {
        id: "menuitem-name",
        title: "Menu items have an accessible name",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["m6b1q3"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("menuitem_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() && element.role().name() == "menuitem")
            .filter(|element| element.is_exposed())
            .map(|element| {
                element.subject().passes_unless(element.unnamed().map(|why| {
                    Finding::new(
                        format!("The menu item has no accessible name{why}."),
                        "Give it text that says what it does.",
                    )
                }))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::MenuitemName;
    use crate::testing::{failed, outcomes, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<button role=menuitem id=a>Print</button>", ""),
            ("<button role=menuitem id=a></button>", "a"),
            ("<button role=menuitem id=a><img alt=''></button>", "a"),
            ("<button role=menuitem id=a><img alt=Print></button>", ""),
            ("<div role=menuitem id=a aria-label=Print></div>", ""),
            ("<div role=menuitem id=a aria-labelledby=b><b id=b hidden>Print</b></div>", ""),
            ("<div role=menuitem id=a box='-999,-999 9x9'></div>", "a"),
        ] {
            assert_eq!(failed::<MenuitemName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_exposed_menu_items_are_judged() {
        for html in [
            "<div hidden><div role=menuitem></div></div>",
            "<menu><li><a href=#></a></li></menu>",
            "<div role=menuitemradio></div>",
        ] {
            assert!(outcomes::<MenuitemName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<div role=menuitem id=a></div><div role=menuitem id=b>Print</div>");
        insta::assert_snapshot!(outcomes::<MenuitemName>(&step).join("\n"), @r"
        a: failed: The menu item has no accessible name.
        b: passed
        ");
    }
}
