//! What is painted over what.
//!
//! Not all of CSS 2.1's Appendix E, but the part of it that can be told for certain from positions and levels;
//! for the rest the answer is that it is unknown.

use super::{Element, Page};
use crate::evidence::{Node, Property, State};

/// Where one thing is painted, compared with a text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Painted<'e> {
    /// Beneath everything around the text that is this element or inside of it.
    Beneath(Element<'e>),
    /// On top of the text.
    Over,
    /// On top of the text as the page is scrolled now, but the text can be scrolled out from under it.
    Passing,
    /// It cannot be told.
    Unclear,
}

/// The layer that an element's branch is painted in, from the back to the front.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    /// A z-index below zero.
    Behind(i64),
    /// In the flow of its stacking context.
    Flow,
    /// Positioned, with a z-index of zero or above.
    Positioned(i64),
    /// The top layer: modal dialogs and popovers.
    Top,
}

/// A branch of the tree below a common ancestor.
struct Branch<'e> {
    /// The child of the common ancestor.
    child: Element<'e>,
    /// The outermost element that leaves the flow, with its layer.
    leaves: Option<(Element<'e>, Layer)>,
    /// Whether something inside of it may be painted apart from it.
    tangled: bool,
    /// Whether it stays where it is while the page scrolls.
    pinned: bool,
}

/// How `other` is painted, compared with the text of `element`; neither is inside of the other.
pub(super) fn compare<'e>(other: Element<'e>, element: Element<'e>) -> Painted<'e> {
    let branches = common(other, element)
        .and_then(|common| Some((common, branch(other, common)?, branch(element, common)?)));
    let Some((common, theirs, ours)) = branches.filter(|(_, a, b)| !a.tangled && !b.tangled) else {
        return Painted::Unclear;
    };
    let layer_of = |branch: &Branch<'_>| branch.leaves.map_or(Layer::Flow, |(_, layer)| layer);
    let (other_layer, text_layer) = (layer_of(&theirs), layer_of(&ours));
    let later = theirs.child.id > ours.child.id;
    if other_layer > text_layer || other_layer == text_layer && other_layer != Layer::Flow && later
    {
        return if theirs.pinned && !ours.pinned { Painted::Passing } else { Painted::Over };
    }
    match ours.leaves {
        Some((first, _)) => Painted::Beneath(first),
        // Both in the flow: backgrounds of blocks come first, in the order of the tree, then the texts.
        None if other_layer == Layer::Flow && (later || is_afloat(other, common)) => {
            Painted::Unclear
        }
        None => Painted::Beneath(ours.child),
    }
}

fn common<'e>(one: Element<'e>, other: Element<'e>) -> Option<Element<'e>> {
    let (mut one, mut other) = (one, other);
    // Parents stand before their children, so the later of two different nodes is never the common ancestor.
    while one.id != other.id {
        if one.id > other.id {
            one = one.parent()?;
        } else {
            other = other.parent()?;
        }
    }
    Some(one)
}

fn branch<'e>(element: Element<'e>, common: Element<'e>) -> Option<Branch<'e>> {
    let mut found: Option<Branch<'e>> = None;
    let mut levelled = false;
    for outer in element.lineage().take_while(|outer| outer.id != common.id) {
        let inner = found.take();
        let position = outer.style(Property::Position);
        let pinned = ["fixed", "sticky"].contains(&position);
        let mut branch = Branch {
            child: outer,
            leaves: inner.as_ref().and_then(|inner| inner.leaves),
            tangled: inner.as_ref().is_some_and(|inner| inner.tangled),
            pinned: pinned || inner.is_some_and(|inner| inner.pinned),
        };
        if let Some(layer) = layer(outer) {
            // Without a z-index of its own, it does not hold together what has one inside of it.
            branch.tangled = levelled && !holds(outer);
            branch.leaves = Some((outer, layer));
            levelled |= outer.style(Property::ZIndex).parse::<i64>().is_ok();
        }
        found = Some(branch);
    }
    found
}

fn layer(element: Element<'_>) -> Option<Layer> {
    if element.is(State::Modal) || element.is(State::Popover) {
        return Some(Layer::Top);
    }
    let positioned = !["", "static"].contains(&element.style(Property::Position));
    let level = element.style(Property::ZIndex).parse::<i64>().ok();
    match level.filter(|_| positioned || is_item(element)) {
        Some(level) if level < 0 => Some(Layer::Behind(level)),
        Some(level) => Some(Layer::Positioned(level)),
        None => (positioned || holds(element)).then_some(Layer::Positioned(0)),
    }
}

/// Whether it is a stacking context: everything inside of it is painted together.
fn holds(element: Element<'_>) -> bool {
    let positioned = !["", "static"].contains(&element.style(Property::Position));
    let levelled = element.style(Property::ZIndex).parse::<i64>().is_ok();
    levelled && (positioned || is_item(element))
        || ["fixed", "sticky"].contains(&element.style(Property::Position))
        || element.style(Property::Opacity).parse::<f64>().is_ok_and(|opacity| opacity < 1.0)
        || [Property::Transform, Property::Filter]
            .iter()
            .any(|effect| !["", "none"].contains(&element.style(*effect)))
        || element.style(Property::Isolation) == "isolate"
        || element.is(State::Modal)
        || element.is(State::Popover)
}

fn is_item(element: Element<'_>) -> bool {
    element.parent().is_some_and(|parent| {
        let display = parent.style(Property::Display);
        display.contains("flex") || display.contains("grid")
    })
}

/// Whether the element's branch is painted after the blocks of the flow: floats and what stands in lines.
fn is_afloat(element: Element<'_>, common: Element<'_>) -> bool {
    element.lineage().take_while(|outer| outer.id != common.id).any(|outer| {
        outer.style(Property::Display).starts_with("inline")
            || !["", "none"].contains(&outer.style(Property::Float))
    })
}

/// The last node inside of each node.
pub(super) fn ends(page: Page<'_>) -> Vec<u32> {
    let mut ends: Vec<u32> = (0u32..).take(page.recorded.nodes.len()).collect();
    for at in (0..ends.len()).rev() {
        let parent = match &page.recorded.nodes[at] {
            Node::Element(element) => element.parent,
            Node::Text(text) => Some(text.parent),
        };
        if let Some(parent) = parent.filter(|parent| parent.index() < at) {
            ends[parent.index()] = ends[parent.index()].max(ends[at]);
        }
    }
    ends
}
