//! The comfortable view of a recorded page: elements with parents, children, attributes, role and name.

use super::{Element, Facts, TextNode};
use crate::evidence::{self, Document, Node, NodeId, View};

/// A recorded page and what follows from it. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Page<'e> {
    /// What was recorded.
    pub recorded: &'e evidence::Page,
    pub(super) facts: &'e Facts,
}

impl<'e> Page<'e> {
    pub(crate) fn new(recorded: &'e evidence::Page, facts: &'e Facts) -> Self {
        Self { recorded, facts }
    }

    /// What is known of the document as a whole.
    pub fn document(self) -> &'e Document {
        &self.recorded.document
    }

    /// The window.
    pub fn view(self) -> View {
        self.recorded.view
    }

    /// Every element of the flat tree, parents before children, in document order.
    pub fn elements(self) -> impl Iterator<Item = Element<'e>> {
        (0u32..).zip(&self.recorded.nodes).filter_map(move |(id, node)| match node {
            Node::Element(_) => self.element(NodeId(id)),
            Node::Text(_) => None,
        })
    }

    /// Every text of the flat tree, in document order.
    pub fn texts(self) -> impl Iterator<Item = TextNode<'e>> {
        (0u32..).zip(&self.recorded.nodes).filter_map(move |(id, node)| match node {
            Node::Text(text) => Some(TextNode { page: self, id: NodeId(id), recorded: text }),
            Node::Element(_) => None,
        })
    }

    /// One element; `None` for a text or a place that does not exist.
    pub fn element(self, id: NodeId) -> Option<Element<'e>> {
        match self.recorded.nodes.get(id.index())? {
            Node::Element(element) => Some(Element { page: self, id, recorded: element }),
            Node::Text(_) => None,
        }
    }

    /// One text; `None` for an element or a place that does not exist.
    pub fn text(self, id: NodeId) -> Option<TextNode<'e>> {
        match self.recorded.nodes.get(id.index())? {
            Node::Text(recorded) => Some(TextNode { page: self, id, recorded }),
            Node::Element(_) => None,
        }
    }

    /// The root element of the page's own document: `html` in an HTML page.
    pub fn root(self) -> Option<Element<'e>> {
        self.elements().find(|element| element.recorded.parent.is_none())
    }

    /// The element with an id in a scope (a document or a shadow root): the first in tree order.
    pub fn by_id(self, scope: u32, id: &str) -> Option<Element<'e>> {
        self.element(*self.facts.ids.get(&(scope, id.to_owned()))?)
    }

    /// A string of the table; empty when the place does not exist.
    pub fn string(self, place: u32) -> &'e str {
        self.recorded.strings.get(place as usize).map_or("", String::as_str)
    }
}
