//! Finding elements as a screen reader's user does: by role and accessible name.

use wardround_checks::{
    derived::{Element, Page},
    evidence::{NodeId, State},
};

/// What a scenario seeks by name: a role, or `field` for anything that takes input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sought<'a> {
    pub(super) role: &'a str,
    pub(super) name: &'a str,
}

/// What came of seeking.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// One element.
    One(NodeId),
    /// None of that name; the names of the others of that role.
    None(Vec<String>),
    /// Several.
    Several(usize),
}

const FIELD_ROLES: [&str; 6] =
    ["textbox", "searchbox", "combobox", "listbox", "spinbutton", "slider"];
const NO_FIELDS: [&str; 8] =
    ["button", "checkbox", "hidden", "image", "radio", "reset", "submit", "button"];

impl Sought<'_> {
    /// Seeks among the elements that a person can use. The exact name wins; then one that differs in case.
    pub(super) fn on(self, page: Page<'_>) -> Found {
        let candidates: Vec<_> =
            page.elements().filter(|element| self.fits(*element) && usable(*element)).collect();
        let wanted = squeezed(self.name);
        let named = |same: &dyn Fn(&str) -> bool| -> Vec<NodeId> {
            candidates
                .iter()
                .filter(|element| same(&squeezed(&element.name().text)))
                .map(|element| element.id)
                .collect()
        };
        let mut matching = named(&|name| name == wanted);
        if matching.is_empty() {
            matching = named(&|name| name.to_lowercase() == wanted.to_lowercase());
        }
        match matching[..] {
            [one] => Found::One(one),
            [] => {
                let mut names: Vec<_> = candidates
                    .iter()
                    .map(|element| squeezed(&element.name().text))
                    .filter(|name| !name.is_empty())
                    .collect();
                names.dedup();
                Found::None(names)
            }
            _ => Found::Several(matching.len()),
        }
    }

    fn fits(self, element: Element<'_>) -> bool {
        let role = element.role().name();
        match self.role {
            "field" => {
                FIELD_ROLES.contains(&role)
                    || element.is_any(&["textarea", "select"])
                    || element.is_any(&["input"])
                        && !element.attr("type").is_some_and(|kind| {
                            NO_FIELDS.iter().any(|other| kind.eq_ignore_ascii_case(other))
                        })
            }
            "menuitem" => role.starts_with("menuitem"),
            wanted => role == wanted,
        }
    }
}

/// Whether a person can use it: it is exposed, and shown or at least focusable (visually hidden file inputs
/// and radio buttons are operated through their labels).
fn usable(element: Element<'_>) -> bool {
    !element.is(State::Inert)
        && element.is_exposed()
        && (element.is_visible() || element.is(State::Focusable))
}

pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
