//! The role of an element: explicit or implicit, conflicts resolved.

mod html;
mod svg;

use super::{Element, Page};
use crate::{
    evidence::{NodeId, State},
    standards::aria12::{self, Naming},
};
use html::Surroundings;
pub(super) use html::input_type;
use std::collections::BTreeSet;

/// A role of WAI-ARIA 1.2 (`button`), or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Hash)]
pub struct Role(pub &'static str);

impl Role {
    /// Its name; empty for none.
    pub const fn name(self) -> &'static str {
        self.0
    }

    /// Whether it is one of these.
    pub fn is_any(self, names: &[&str]) -> bool {
        names.contains(&self.0)
    }

    /// Whether it is this role or a kind of it; abstract ones (`widget`) can be asked for.
    pub fn is_a(self, name: &str) -> bool {
        aria12::inherits(self.0, name)
    }
}

/// The roles of a page's nodes.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// What assistive technology is told.
    pub(super) semantic: Vec<Role>,
    /// What the `role` attribute says.
    pub(super) explicit: Vec<Role>,
    /// What the host language says.
    pub(super) implicit: Vec<Role>,
}

/// The roles of each node; none for texts.
pub(super) fn roles(page: Page<'_>, summaries: &BTreeSet<NodeId>) -> Roles {
    let mut roles = Roles::default();
    let mut surroundings: Vec<Surroundings> = Vec::with_capacity(page.recorded.nodes.len());
    for (id, _) in (0u32..).map(NodeId).zip(&page.recorded.nodes) {
        let Some(element) = page.element(id) else {
            roles.push(Role(""), Role(""), Role(""));
            surroundings.push(Surroundings::default());
            continue;
        };
        let parent = element.parent().map(|parent| parent.id.index());
        let around = parent.map_or(Surroundings::default(), |parent| surroundings[parent]);
        let parent_role = parent.map_or(Role(""), |parent| roles.semantic[parent]);
        let implicit = Role(match element.recorded.namespace {
            0 => html::implicit(element, around, parent_role),
            1 => svg::implicit(element),
            _ if element.tag() == "math" => "math",
            _ => "",
        });
        let explicit = explicit(element);
        let summary = summaries.contains(&id);
        let semantic = match explicit.name() {
            "" => implicit,
            "none" if conflicts(element, summary) => implicit,
            _ => explicit,
        };
        roles.push(semantic, explicit, implicit);
        surroundings.push(around.inside(element, semantic));
    }
    roles
}

impl Roles {
    fn push(&mut self, semantic: Role, explicit: Role, implicit: Role) {
        self.semantic.push(semantic);
        self.explicit.push(explicit);
        self.implicit.push(implicit);
    }
}

/// The first word of the `role` attribute that is a role that elements may have.
fn explicit(element: Element<'_>) -> Role {
    element
        .tokens("role")
        .find_map(|word| {
            let info = aria12::role(&word.to_ascii_lowercase())?;
            (info.naming != Naming::Abstract).then_some(match info.name {
                "presentation" => "none",
                "image" => "img",
                name => name,
            })
        })
        .map_or(Role(""), Role)
}

/// Whether something that is marked as decorative has to be exposed all the same.
fn conflicts(element: Element<'_>, summary: bool) -> bool {
    element.is(State::Focusable) || summary || has_global_attribute(element)
}

/// Whether it has a global ARIA attribute; `aria-hidden` says nothing that has to be told.
fn has_global_attribute(element: Element<'_>) -> bool {
    element.attributes().any(|(name, _)| {
        name != "aria-hidden" && aria12::attribute(name).is_some_and(aria12::Attribute::is_global)
    })
}

/// Whether the author names an element; what counts for roles that only named elements have.
fn is_named(element: Element<'_>) -> bool {
    let says = |name| element.attr(name).is_some_and(|value| !value.trim().is_empty());
    says("aria-label") || says("title") || element.references("aria-labelledby").next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::{evidence::Node, reads::State, testing::step};

    fn role(html: &str) -> String {
        let step = step(html);
        let state = State::new(&step);
        let page = state.page().expect("a page");
        assert!(page.recorded.nodes.iter().any(|node| matches!(node, Node::Element(_))));
        let element = page.elements().find(|element| element.attr("id") == Some("x"));
        element.expect("an element called x").role().name().to_owned()
    }

    #[test]
    fn explicit_roles() {
        for (html, expected) in [
            ("<div role=button id=x>", "button"),
            ("<div role='lnik button' id=x>", "button"),
            ("<div role=widget id=x>", "generic"),
            ("<div role='' id=x>", "generic"),
            ("<div role=BUTTON id=x>", "button"),
            ("<h1 role=presentation id=x>", "none"),
            ("<h1 role=none aria-label='' id=x>", "heading"),
            ("<h1 role=none aria-hidden=false id=x>", "none"),
            ("<h1 role=none aria-level=2 id=x>", "none"),
            ("<button role=none id=x>", "button"),
            ("<button role=none disabled id=x>", "none"),
            ("<details><summary role=none id=x>", ""),
            ("<img role=image id=x>", "img"),
            ("<a href=# role=doc-noteref id=x>", "doc-noteref"),
        ] {
            assert_eq!(role(html), expected, "{html}");
        }
    }
}
