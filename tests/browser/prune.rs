//! Cutting branches off a recorded page, with everything that points at its nodes kept true.

use std::collections::{BTreeMap, BTreeSet};
use wardround_checks::evidence::{Element, Flow, Node, NodeId, Page, Step};

/// A node as it is known after others were cut off: its box and its tag, which do not change.
pub(crate) type Branch = String;

/// The elements of a step's page that may be cut off with all that is in them, largest first.
pub(crate) fn branches(flow: &Flow, place: usize) -> Vec<Branch> {
    let Some(page) = &flow.steps[place].page else { return Vec::new() };
    let mut sizes: BTreeMap<usize, usize> = BTreeMap::new();
    for (node, _) in page.nodes.iter().enumerate() {
        for above in above(page, node) {
            *sizes.entry(above).or_default() += 1;
        }
    }
    let mut branches: Vec<_> =
        sizes.into_iter().filter(|(node, _)| is_in_body(page, *node)).collect();
    branches.sort_by_key(|(node, size)| (std::cmp::Reverse(*size), *node));
    branches.into_iter().map(|(node, _)| called(page, node)).collect()
}

/// Where a branch is now, if it is still there and nothing points into it.
pub(crate) fn find(flow: &Flow, place: usize, branch: &Branch) -> Option<NodeId> {
    let page = flow.steps[place].page.as_ref()?;
    let node = (0..page.nodes.len()).find(|node| called(page, *node) == *branch)?;
    let pinned = pinned(flow, place);
    let inside = pinned.iter().any(|pin| *pin == node || above(page, *pin).any(|up| up == node));
    (!inside).then(|| id(node))
}

/// Cuts a branch off a step's page.
pub(crate) fn cut(flow: &mut Flow, place: usize, branch: NodeId) {
    let Some(page) = &mut flow.steps[place].page else { return };
    let gone =
        |node: usize| node == branch.index() || above(page, node).any(|up| up == branch.index());
    let kept: Vec<_> = (0..page.nodes.len()).filter(|node| !gone(*node)).collect();
    let places: BTreeMap<NodeId, NodeId> =
        kept.iter().enumerate().map(|(new, old)| (id(*old), id(new))).collect();
    let moved = |node: &mut NodeId| {
        if let Some(new) = places.get(node) {
            *node = *new;
        }
    };
    page.nodes = kept.iter().map(|node| page.nodes[*node].clone()).collect();
    for node in &mut page.nodes {
        match node {
            Node::Element(element) => element.parent.iter_mut().for_each(moved),
            Node::Text(text) => moved(&mut text.parent),
        }
    }
    page.scopes.iter_mut().filter_map(|scope| scope.host.as_mut()).for_each(moved);
    page.active.iter_mut().for_each(moved);
    compact(page);
    let (before, after) = flow.steps.split_at_mut(place + 1);
    before[place].held.iter_mut().filter_map(|held| held.node.as_mut()).for_each(moved);
    of_walk(&mut before[place]).into_iter().for_each(moved);
    if let Some(next) = after.first_mut() {
        of_acts(next).into_iter().for_each(moved);
    }
}

/// The nodes of a step's page that something outside of the tree points at.
fn pinned(flow: &Flow, place: usize) -> BTreeSet<usize> {
    let mut step = flow.steps[place].clone();
    let mut next = flow.steps.get(place + 1).cloned().unwrap_or_default();
    let mut pins: BTreeSet<usize> =
        of_walk(&mut step).into_iter().map(|node| node.index()).collect();
    pins.extend(of_acts(&mut next).into_iter().map(|node| node.index()));
    pins.extend(step.held.iter().filter_map(|held| held.node).map(NodeId::index));
    if let Some(page) = &step.page {
        pins.extend(page.active.iter().map(|node| node.index()));
        pins.extend(page.scopes.iter().filter_map(|scope| scope.host).map(NodeId::index));
    }
    pins
}

fn of_walk(step: &mut Step) -> Vec<&mut NodeId> {
    let Some(walk) = &mut step.focus else { return Vec::new() };
    let mut nodes: Vec<_> = walk.initial.iter_mut().collect();
    for stop in walk.forward.iter_mut().chain(&mut walk.backward) {
        nodes.extend(&mut stop.node);
        nodes.extend(stop.cover.iter_mut().filter_map(|cover| cover.node.as_mut()));
    }
    nodes.extend(walk.escape.iter_mut().flat_map(|escape| &mut escape.stops));
    nodes
}

fn of_acts(step: &mut Step) -> Vec<&mut NodeId> {
    step.acts.iter_mut().filter_map(|act| act.target.as_mut()?.node.as_mut()).collect()
}

fn above(page: &Page, node: usize) -> impl Iterator<Item = usize> {
    let parent = |node: usize| match page.nodes.get(node)? {
        Node::Element(element) => element.parent.map(NodeId::index),
        Node::Text(text) => Some(text.parent.index()),
    };
    std::iter::successors(parent(node), move |node| parent(*node))
}

fn is_in_body(page: &Page, node: usize) -> bool {
    let is_body = |node: usize| {
        matches!(&page.nodes[node], Node::Element(element)
        if page.strings[element.tag as usize] == "body")
    };
    above(page, node).any(is_body)
}

fn called(page: &Page, node: usize) -> Branch {
    match &page.nodes[node] {
        Node::Element(element) => {
            let tag = &page.strings[element.tag as usize];
            let words: Vec<_> = element
                .attributes
                .iter()
                .map(|text| page.strings[*text as usize].as_str())
                .collect();
            format!("{tag} {words:?} {:?}", element.bounds)
        }
        Node::Text(text) => format!("{:?} {:?}", page.strings[text.text as usize], text.lines),
    }
}

/// Leaves out the strings and styles that nothing uses any more.
fn compact(page: &mut Page) {
    let mut styles = Vec::new();
    for node in &mut page.nodes {
        let Node::Element(element) = node else { continue };
        for style in styles_of(element) {
            *style = keep(&mut styles, page.styles[*style as usize].clone());
        }
    }
    page.styles = styles;
    let mut strings = Vec::new();
    let old = std::mem::take(&mut page.strings);
    let mut kept = |place: &mut u32| *place = keep(&mut strings, old[*place as usize].clone());
    page.styles.iter_mut().flatten().for_each(&mut kept);
    for node in &mut page.nodes {
        match node {
            Node::Text(text) => kept(&mut text.text),
            Node::Element(element) => {
                kept(&mut element.tag);
                element.attributes.iter_mut().for_each(&mut kept);
                element.value.iter_mut().for_each(&mut kept);
                element.listeners.iter_mut().for_each(&mut kept);
                let pseudos = [&mut element.before, &mut element.after, &mut element.placeholder];
                for pseudo in pseudos.into_iter().flatten() {
                    kept(&mut pseudo.content);
                }
            }
        }
    }
    page.strings = strings;
}

fn styles_of(element: &mut Element) -> impl Iterator<Item = &mut u32> {
    let pseudos = [&mut element.before, &mut element.after, &mut element.placeholder];
    let pseudos = pseudos.into_iter().flatten().map(|pseudo| &mut pseudo.style);
    element.style.iter_mut().chain(pseudos)
}

fn keep<T: PartialEq>(all: &mut Vec<T>, one: T) -> u32 {
    let place = all.iter().position(|known| *known == one).unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    });
    u32::try_from(place).expect("a page is small")
}

fn id(node: usize) -> NodeId {
    NodeId(u32::try_from(node).expect("a page is small"))
}
