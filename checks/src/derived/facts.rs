//! What follows from a page, as plain lists beside its nodes.

use super::{
    Name, Page,
    exposure::{self, Hidden},
    name, ownership,
    role::{self, Roles},
    visibility::{self, Sight},
};
use crate::evidence::{self, Node, NodeId};
use std::collections::{BTreeMap, BTreeSet};

/// What follows from a page: a list beside its nodes for each fact. Made once for a page.
#[derive(Debug, Default)]
pub struct Facts {
    /// The children of each node in the flat tree.
    pub(super) children: Vec<Vec<NodeId>>,
    /// The elements with an id, by scope and id.
    pub(super) ids: BTreeMap<(u32, String), NodeId>,
    /// Whether the page has a script.
    pub(super) scripted: bool,
    /// What can be seen of each node.
    pub(super) sight: Sight,
    /// Whether the node is in the accessibility tree, itself or as text.
    pub(super) exposed: Vec<bool>,
    /// The `summary` elements that open and close their `details`.
    pub(super) summaries: BTreeSet<NodeId>,
    /// Why each node is hidden from assistive technology.
    pub(super) hidden: Vec<Hidden>,
    /// The owner of each element that an `aria-owns` names.
    pub(super) owners: BTreeMap<NodeId, NodeId>,
    /// The roles of each element.
    pub(super) roles: Roles,
    /// The labels of each form control.
    pub(super) labels: BTreeMap<NodeId, Vec<NodeId>>,
    /// The accessible name of each element.
    pub(super) names: Vec<Name>,
    /// The accessible descriptions of the elements that have one.
    pub(super) descriptions: BTreeMap<NodeId, Name>,
}

impl Facts {
    /// Works them out.
    pub fn of(recorded: &evidence::Page) -> Self {
        let mut facts = Self::of_tree(recorded);
        facts.summaries = exposure::summaries(Page::new(recorded, &facts));
        facts.hidden = exposure::hidden(Page::new(recorded, &facts), &facts.summaries);
        facts.sight = visibility::sight(Page::new(recorded, &facts), &facts.hidden);
        facts.roles = role::roles(Page::new(recorded, &facts), &facts.summaries);
        let semantic = &facts.roles.semantic;
        facts.exposed = exposure::exposed(Page::new(recorded, &facts), &facts.hidden, semantic);
        facts.owners = ownership::owners(Page::new(recorded, &facts));
        facts.labels = name::labels(Page::new(recorded, &facts));
        facts.names = name::names(Page::new(recorded, &facts));
        facts.descriptions = name::descriptions(Page::new(recorded, &facts));
        facts
    }

    fn of_tree(recorded: &evidence::Page) -> Self {
        let mut facts =
            Self { children: vec![Vec::new(); recorded.nodes.len()], ..Self::default() };
        for (id, node) in (0u32..).map(NodeId).zip(&recorded.nodes) {
            let parent = match node {
                Node::Element(element) => element.parent,
                Node::Text(text) => Some(text.parent),
            };
            // A parent stands before its children; whatever does not is a broken record and gets no parent.
            if let Some(parent) = parent.filter(|parent| parent < &id) {
                facts.children[parent.index()].push(id);
            }
            let Node::Element(element) = node else { continue };
            let string = |place: u32| recorded.strings.get(place as usize);
            facts.scripted |= string(element.tag).is_some_and(|tag| tag == "script");
            for pair in element.attributes.chunks_exact(2) {
                if let (Some("id"), Some(value)) =
                    (string(pair[0]).map(String::as_str), string(pair[1]))
                    && !value.is_empty()
                {
                    facts.ids.entry((element.scope, value.clone())).or_insert(id);
                }
            }
        }
        facts
    }
}
