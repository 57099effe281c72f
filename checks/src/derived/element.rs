//! One element or text of a page, with what follows from it.

use super::{Name, Page, Role};
use crate::{
    evidence::{self, Node, NodeId, PROPERTIES, Property, Rect, State},
    judgement::Subject,
};
use std::iter;

/// An element of a page. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Element<'e> {
    /// The page it is on.
    pub page: Page<'e>,
    /// Its place in the page.
    pub id: NodeId,
    /// What was recorded of it.
    pub recorded: &'e evidence::Element,
}

/// A text of a page. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct TextNode<'e> {
    /// The page it is on.
    pub page: Page<'e>,
    /// Its place in the page.
    pub id: NodeId,
    /// What was recorded of it.
    pub recorded: &'e evidence::Text,
}

impl<'e> Element<'e> {
    /// Its local name, in lower case for HTML.
    pub fn tag(self) -> &'e str {
        self.page.string(self.recorded.tag)
    }

    /// Whether it is an HTML element.
    pub fn is_html(self) -> bool {
        self.recorded.namespace == 0
    }

    /// Whether it is an SVG element.
    pub fn is_svg(self) -> bool {
        self.recorded.namespace == 1
    }

    /// Whether it is an HTML element of one of these names.
    pub fn is_any(self, tags: &[&str]) -> bool {
        self.is_html() && tags.contains(&self.tag())
    }

    /// An attribute's value, as written.
    pub fn attr(self, name: &str) -> Option<&'e str> {
        self.attributes().find_map(|(attribute, value)| (attribute == name).then_some(value))
    }

    /// Its attributes in source order.
    pub fn attributes(self) -> impl Iterator<Item = (&'e str, &'e str)> {
        self.recorded
            .attributes
            .chunks_exact(2)
            .map(move |pair| (self.page.string(pair[0]), self.page.string(pair[1])))
    }

    /// The words of a space-separated attribute; none when it is absent.
    pub fn tokens(self, name: &str) -> impl Iterator<Item = &'e str> {
        self.attr(name).unwrap_or_default().split_ascii_whitespace()
    }

    /// The elements that an attribute names by id, in its own scope; ids that name nothing are left out.
    pub fn references(self, name: &str) -> impl Iterator<Item = Element<'e>> {
        self.tokens(name).filter_map(move |id| self.page.by_id(self.recorded.scope, id))
    }

    /// A computed style property; empty when it has no style.
    pub fn style(self, property: Property) -> &'e str {
        self.recorded.style.map_or("", |style| style_of(self.page, style, property))
    }

    /// A computed style property of one of its pseudo-elements.
    pub fn pseudo_style(self, pseudo: &evidence::Pseudo, property: Property) -> &'e str {
        style_of(self.page, pseudo.style, property)
    }

    /// Whether a state holds.
    pub fn is(self, state: State) -> bool {
        self.recorded.is(state)
    }

    /// Its bounding box, if it generates one.
    pub fn bounds(self) -> Option<Rect> {
        self.recorded.bounds
    }

    /// Its boxes, one for each line it is broken over; none if it generates none.
    pub fn boxes(self) -> impl Iterator<Item = Rect> {
        let single = self.recorded.bounds.filter(|_| self.recorded.boxes.is_empty());
        self.recorded.boxes.iter().copied().chain(single)
    }

    /// What is shown of its boxes, as far as what it is in cuts them.
    pub fn shown_boxes(self) -> impl Iterator<Item = Rect> {
        let window = self.page.facts.sight.cut.get(&self.id).copied();
        self.boxes().map(move |place| window.map_or(place, |window| place.intersection(window)))
    }

    /// The value of a form control, as the person sees it.
    pub fn value(self) -> Option<&'e str> {
        self.recorded.value.map(|value| self.page.string(value))
    }

    /// Its parent in the flat tree.
    pub fn parent(self) -> Option<Element<'e>> {
        self.recorded.parent.filter(|parent| *parent < self.id).and_then(|id| self.page.element(id))
    }

    /// Its parent, the parent's parent, and so on.
    pub fn ancestors(self) -> impl Iterator<Item = Element<'e>> {
        iter::successors(self.parent(), |element| element.parent())
    }

    /// Itself, then its ancestors.
    pub fn lineage(self) -> impl Iterator<Item = Element<'e>> {
        iter::successors(Some(self), |element| element.parent())
    }

    /// Its children in the flat tree that are elements.
    pub fn children(self) -> impl Iterator<Item = Element<'e>> {
        self.child_ids().iter().filter_map(move |id| self.page.element(*id))
    }

    /// The places of its children in the flat tree, elements and texts.
    pub fn child_ids(self) -> &'e [NodeId] {
        self.page.facts.children.get(self.id.index()).map_or(&[], Vec::as_slice)
    }

    /// Every element inside it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Element<'e>> {
        let mut open: Vec<_> = self.child_ids().iter().rev().copied().collect();
        iter::from_fn(move || {
            loop {
                let id = open.pop()?;
                if let Some(element) = self.page.element(id) {
                    open.extend(element.child_ids().iter().rev());
                    return Some(element);
                }
            }
        })
    }

    /// Every text inside it, in document order.
    pub fn texts(self) -> impl Iterator<Item = TextNode<'e>> {
        let mut open: Vec<_> = self.child_ids().iter().rev().copied().collect();
        iter::from_fn(move || {
            loop {
                let id = open.pop()?;
                match self.page.recorded.nodes.get(id.index())? {
                    Node::Element(_) => {
                        open.extend(self.page.facts.children[id.index()].iter().rev());
                    }
                    Node::Text(recorded) => {
                        return Some(TextNode { page: self.page, id, recorded });
                    }
                }
            }
        })
    }

    /// The characters inside it, as the tree holds them.
    pub fn text(self) -> String {
        self.texts().map(TextNode::text).collect()
    }

    /// Whether it is somewhere inside another element, or is that element.
    pub fn is_within(self, other: Element<'_>) -> bool {
        self.lineage().any(|element| element.id == other.id)
    }

    /// Whether it stands in a document, and in no shadow tree.
    pub fn is_in_document_tree(self) -> bool {
        let scope = self.page.recorded.scopes.get(self.recorded.scope as usize);
        scope.is_none_or(|scope| scope.kind == evidence::ScopeKind::Document)
    }

    /// Whether it is `body` or inside it, in its own document.
    pub fn is_in_body(self) -> bool {
        let inside = |outer: &Element<'_>| {
            outer.id == self.id || outer.recorded.frame != Some(evidence::Frame::Inside)
        };
        self.lineage().take_while(inside).any(|outer| outer.is_any(&["body"]))
    }

    /// Whether a person can see any of it.
    pub fn is_visible(self) -> bool {
        self.page.facts.sight.visible.get(self.id.index()).copied().unwrap_or_default()
    }

    /// Whether it is included in the accessibility tree.
    pub fn is_exposed(self) -> bool {
        self.page.facts.exposed.get(self.id.index()).copied().unwrap_or_default()
    }

    /// Whether it is reached with the Tab key, as far as one snapshot tells.
    pub fn is_tabbable(self) -> bool {
        self.is(State::Focusable)
            && !self.is(State::Inert)
            && self.recorded.tab_index.is_some_and(|index| index >= 0)
    }

    /// Its role: explicit or implicit, conflicts resolved.
    pub fn role(self) -> Role {
        self.page.facts.roles.semantic.get(self.id.index()).copied().unwrap_or_default()
    }

    /// Its accessible name, with where each part of it came from.
    pub fn name(self) -> &'e Name {
        static NONE: Name = Name::NONE;
        self.page.facts.names.get(self.id.index()).unwrap_or(&NONE)
    }

    /// It, as a thing to judge.
    pub fn subject(self) -> Subject {
        Subject::Node(self.id)
    }
}

impl<'e> TextNode<'e> {
    /// Its characters, as the tree holds them.
    pub fn text(self) -> &'e str {
        self.page.string(self.recorded.text)
    }

    /// The element it stands in.
    pub fn parent(self) -> Option<Element<'e>> {
        self.page.element(self.recorded.parent).filter(|parent| parent.id < self.id)
    }

    /// A box for each line that shows some of it.
    pub fn lines(self) -> &'e [Rect] {
        &self.recorded.lines
    }

    /// Whether a person can see any of it.
    pub fn is_visible(self) -> bool {
        self.page.facts.sight.visible.get(self.id.index()).copied().unwrap_or_default()
    }

    /// Whether it is included in the accessibility tree.
    pub fn is_exposed(self) -> bool {
        self.page.facts.exposed.get(self.id.index()).copied().unwrap_or_default()
    }

    /// It, as a thing to judge.
    pub fn subject(self) -> Subject {
        Subject::Node(self.id)
    }
}

fn style_of(page: Page<'_>, style: u32, property: Property) -> &str {
    debug_assert!((property as usize) < PROPERTIES.len());
    page.recorded
        .styles
        .get(style as usize)
        .and_then(|style| style.get(property as usize))
        .map_or("", |place| page.string(*place))
}
