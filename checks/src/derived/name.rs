//! The accessible name and description of an element, with where each part came from.
//!
//! Follows Accessible Name and Description Computation 1.2, HTML-AAM and SVG-AAM.

mod control;
mod generated;
mod labels;
mod native;
mod reason;
mod walk;

use super::Page;
use crate::evidence::{Node, NodeId};
use std::collections::BTreeMap;
use walk::Visited;

pub(super) use labels::labels;

/// An accessible name or description.
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
    /// `aria-labelledby`, or `aria-describedby` of a description.
    LabelledBy,
    /// `aria-label`, or `aria-description` of a description.
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
    /// What the browser calls it for want of anything else: "Submit".
    Default,
}

impl Name {
    /// No name.
    pub const NONE: Self = Self { text: String::new(), parts: Vec::new() };

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether all of it are private-use characters: the glyphs of an icon font, which say nothing.
    pub fn is_private_use(&self) -> bool {
        let private = |c: char| matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
        !self.is_empty() && self.text.chars().all(|c| private(c) || c.is_whitespace())
    }

    /// Whether any of it came from this source.
    pub fn is_from(&self, source: Source) -> bool {
        self.parts.iter().any(|part| part.source == source)
    }
}

/// The name of each node; none for texts.
pub(super) fn names(page: Page<'_>) -> Vec<Name> {
    let mut visited = Visited::of(page.recorded.nodes.len());
    (0u32..)
        .zip(&page.recorded.nodes)
        .map(|(id, node)| match node {
            Node::Element(_) => page
                .element(NodeId(id))
                .map_or(Name::NONE, |element| walk::name(element, &mut visited)),
            Node::Text(_) => Name::NONE,
        })
        .collect()
}

/// The descriptions of the elements that have one.
pub(super) fn descriptions(page: Page<'_>) -> BTreeMap<NodeId, Name> {
    let mut visited = Visited::of(page.recorded.nodes.len());
    page.elements()
        .map(|element| (element.id, walk::description(element, &mut visited)))
        .filter(|(_, description)| !description.is_empty())
        .collect()
}

#[cfg(test)]
mod tests;
