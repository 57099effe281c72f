//! What a person can see, and what is in the accessibility tree.

use super::Page;
use crate::evidence::{Node, NodeId, Property, State};

/// Whether a person can see any of each node.
pub(super) fn visible(page: Page<'_>) -> Vec<bool> {
    each(page, |id| {
        let element = page.element(id);
        match &page.recorded.nodes[id.index()] {
            Node::Element(_) => element.is_some_and(|element| {
                element.is(State::Rendered)
                    && element.bounds().is_some_and(|bounds| !bounds.is_empty())
                    && element.style(Property::Visibility) == "visible"
            }),
            Node::Text(text) => {
                !text.lines.is_empty()
                    && page
                        .element(text.parent)
                        .is_some_and(|parent| parent.style(Property::Visibility) == "visible")
            }
        }
    })
}

/// Whether each node is included in the accessibility tree.
pub(super) fn exposed(page: Page<'_>) -> Vec<bool> {
    each(page, |id| {
        let element = match &page.recorded.nodes[id.index()] {
            Node::Element(_) => page.element(id),
            Node::Text(text) => page.element(text.parent),
        };
        element.is_some_and(|element| {
            element.is(State::Rendered)
                && element.style(Property::Visibility) == "visible"
                && !element.lineage().any(|outer| outer.attr("aria-hidden") == Some("true"))
        })
    })
}

fn each(page: Page<'_>, fact: impl Fn(NodeId) -> bool) -> Vec<bool> {
    (0u32..).zip(&page.recorded.nodes).map(|(id, _)| fact(NodeId(id))).collect()
}
