//! The role of an element: explicit or implicit, conflicts resolved.

use super::Page;
use crate::evidence::{Node, NodeId};

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
}

/// The role of each node; none for texts.
pub(super) fn roles(page: Page<'_>) -> Vec<Role> {
    (0u32..)
        .zip(&page.recorded.nodes)
        .map(|(id, node)| match node {
            Node::Element(_) => page.element(NodeId(id)).map_or(Role(""), |element| {
                Role(match element.tag() {
                    "button" => "button",
                    "a" if element.attr("href").is_some() => "link",
                    "img" => "img",
                    _ => "",
                })
            }),
            Node::Text(_) => Role(""),
        })
        .collect()
}
