//! The accessible name of an element, with where each part of it came from.

use super::Page;
use crate::evidence::{Node, NodeId};

/// An accessible name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// The name as a screen reader gets it, white space collapsed.
    pub text: String,
    /// Its parts in order, each with its source.
    pub parts: Vec<Part>,
}

/// A part of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The characters.
    pub text: String,
    /// What they came from.
    pub source: Source,
    /// The node they came from.
    pub node: NodeId,
}

/// What a part of a name came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `aria-labelledby`.
    LabelledBy,
    /// `aria-label`.
    Label,
    /// What the host language names it by: `label`, `alt`, `caption`, `legend`, SVG's `title`.
    HostLanguage,
    /// An embedded control's value.
    EmbeddedControl,
    /// The content.
    Content,
    /// `::before`, `::after`.
    Pseudo,
    /// `title`.
    Tooltip,
    /// `placeholder`.
    Placeholder,
}

impl Name {
    /// No name.
    pub const NONE: Self = Self { text: String::new(), parts: Vec::new() };

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// The name of each node; none for texts.
pub(super) fn names(page: Page<'_>) -> Vec<Name> {
    (0u32..)
        .zip(&page.recorded.nodes)
        .map(|(id, node)| match node {
            Node::Element(_) => page.element(NodeId(id)).map_or(Name::NONE, |element| Name {
                text: element
                    .attr("aria-label")
                    .map_or_else(|| element.text(), ToOwned::to_owned)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                parts: Vec::new(),
            }),
            Node::Text(_) => Name::NONE,
        })
        .collect()
}
