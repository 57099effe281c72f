//! The computation of a name: the steps of the specification, in its order and by its names.
//!
//! A walk goes at most 100 elements deep and visits at most 4,000 nodes, so that one name costs a bounded
//! time on any page; a name that is longer ends there.

use super::{Name, Part, Source, control, generated, native};
use crate::{
    derived::{Element, name::native::Native},
    evidence::{Node, NodeId, Property, Pseudo, State},
    standards::aria12::{self, Naming},
};

const DEPTH: usize = 100;
const NODES: usize = 4_000;
/// What is never a part of a name, even where hidden things are.
const SILENT: &[&str] =
    &["audio", "datalist", "head", "iframe", "noscript", "script", "style", "template", "video"];
const SILENT_SVG: &[&str] = &["desc", "metadata", "script", "style", "title"];

/// The accessible name of an element.
pub(super) fn name(element: Element<'_>, visited: &mut Visited) -> Name {
    let mut walk = Walk::of(element, visited);
    if !element.is_programmatically_hidden() {
        walk.element(element, Step::ROOT);
    }
    walk.finish()
}

/// The accessible description of an element; what is its name already is not repeated.
pub(super) fn description(element: Element<'_>, visited: &mut Visited) -> Name {
    let mut walk = Walk::of(element, visited);
    if element.is_programmatically_hidden() {
        return Name::NONE;
    }
    if walk.references(element, "aria-describedby", Step::ROOT) {
        return walk.finish();
    }
    let attribute = |name| element.attr(name).filter(|text| !text.trim().is_empty());
    if let Some(text) = attribute("aria-description") {
        walk.push(text, Source::Label, element.id);
    } else if let Some(native) = native::description(element) {
        // A caption or drawing's text is part of the page; only what it says counts.
        match native {
            Native::Text(text) | Native::Default(text) => {
                walk.push(text, Source::HostLanguage, element.id);
            }
            Native::Element(said) => {
                walk.through(said, Step { way: Way::Root, ..Step::ROOT });
            }
        }
    } else if let Some(text) = attribute("title")
        && !element.name().is_from(Source::Tooltip)
    {
        walk.push(text, Source::Tooltip, element.id);
    }
    walk.finish()
}

/// How the walk came to a node.
#[derive(Debug, Clone, Copy)]
struct Step {
    depth: usize,
    /// Whether the node is the one to be named, directly referenced, or stands in such a one.
    way: Way,
    /// Whether a reference led here, so that no further references are followed.
    referenced: bool,
    /// Whether the walk is inside something hidden that was referenced, so that all of it counts.
    hidden: bool,
    /// The source of everything from here on, if a reference or a label led here.
    source: Option<Source>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Root,
    Reference,
    Content,
}

impl Step {
    const ROOT: Self =
        Self { depth: 0, way: Way::Root, referenced: false, hidden: false, source: None };
}

/// Which nodes a walk has been to: for each the number of the last walk that was there.
#[derive(Debug)]
pub(super) struct Visited {
    last: Vec<u32>,
    walk: u32,
    nodes: usize,
}

impl Visited {
    /// For the walks over a page of so many nodes.
    pub(super) fn of(nodes: usize) -> Self {
        Self { last: vec![0; nodes], walk: 0, nodes: 0 }
    }

    fn begin(&mut self) {
        self.walk += 1;
        self.nodes = 0;
    }

    /// Goes to a node; whether it is for the first time.
    fn insert(&mut self, id: NodeId) -> bool {
        let walk = self.walk;
        let last = self.last.get_mut(id.index());
        let first = last.is_some_and(|last| std::mem::replace(last, walk) != walk);
        self.nodes += usize::from(first);
        first
    }
}

/// A name as it grows.
struct Walk<'v> {
    raw: String,
    parts: Vec<Part>,
    visited: &'v mut Visited,
    /// The element to be named.
    root: NodeId,
}

impl<'v> Walk<'v> {
    fn of(element: Element<'_>, visited: &'v mut Visited) -> Self {
        visited.begin();
        Self { raw: String::new(), parts: Vec::new(), visited, root: element.id }
    }

    fn push(&mut self, text: &str, source: Source, node: NodeId) {
        self.raw.push_str(text);
        let text = collapse(text);
        if !text.is_empty() {
            self.parts.push(Part { text, source, node });
        }
    }

    fn space(&mut self) {
        self.raw.push(' ');
    }

    /// No-break spaces at the ends are taken off what was put together, and kept where one attribute says it all.
    fn finish(self) -> Name {
        let text = collapse(&self.raw);
        let said = matches!(&*self.parts, [part] if part.source == Source::Label);
        Name { text: if said { text } else { text.trim().to_owned() }, parts: self.parts }
    }

    /// Adds what an element contributes; whether that is anything.
    fn element(&mut self, element: Element<'_>, step: Step) -> bool {
        if step.way == Way::Content && element.tag() == "slot" {
            return self.content(element, step);
        }
        self.referenced(element, step)
            || self.embedded(element, step)
            || self.label(element, step)
            || self.native(element, step)
            || self.own_content(element, step)
            || self.tooltip(element, step)
            || self.default(element, step)
    }

    /// `aria-labelledby`: once only, and never out of a reference.
    fn referenced(&mut self, element: Element<'_>, step: Step) -> bool {
        !step.referenced && self.references(element, "aria-labelledby", step)
    }

    fn references(&mut self, element: Element<'_>, attribute: &str, step: Step) -> bool {
        let mut found = false;
        for target in element.references(attribute) {
            let itself = target.id == element.id && step.way != Way::Reference;
            if !self.visited.insert(target.id) && !itself {
                continue;
            }
            self.space();
            found |= self.element(
                target,
                Step {
                    depth: step.depth + 1,
                    way: Way::Reference,
                    referenced: true,
                    hidden: step.hidden || target.is_programmatically_hidden(),
                    source: Some(step.source.unwrap_or(Source::LabelledBy)),
                },
            );
            self.space();
        }
        found
    }

    /// Embedded control: what its value is, not what it is called.
    fn embedded(&mut self, element: Element<'_>, step: Step) -> bool {
        // A control that stands in its own label is named by what it says, not by its value.
        if step.way != Way::Content || element.id == self.root {
            return false;
        }
        match control::value(element) {
            Some(control::Value::Text(text)) if !text.trim().is_empty() => {
                self.push(&text, step.source.unwrap_or(Source::EmbeddedControl), element.id);
                true
            }
            Some(control::Value::Content) => {
                let source = step.source.unwrap_or(Source::EmbeddedControl);
                self.content(element, Step { source: Some(source), ..step })
            }
            _ => false,
        }
    }

    fn label(&mut self, element: Element<'_>, step: Step) -> bool {
        self.attribute(element, "aria-label", Source::Label, step)
    }

    /// Host language label.
    fn native(&mut self, element: Element<'_>, step: Step) -> bool {
        self.visited.insert(element.id);
        if step.way != Way::Content && self.labels(element, step) {
            return true;
        }
        match native::native(element) {
            Some(Native::Text(text)) => {
                self.push(text, step.source.unwrap_or(Source::HostLanguage), element.id);
                true
            }
            Some(Native::Default(text)) => {
                self.push(text, step.source.unwrap_or(Source::Default), element.id);
                true
            }
            Some(Native::Element(title)) => self.through(title, step),
            None => false,
        }
    }

    fn labels(&mut self, element: Element<'_>, step: Step) -> bool {
        let mut found = false;
        for label in element.labels() {
            self.space();
            found |= self.through(label, step);
            self.space();
        }
        found
    }

    /// Adds the text of a label, caption, legend or title: all of it if it is hidden.
    fn through(&mut self, element: Element<'_>, step: Step) -> bool {
        if !self.visited.insert(element.id) {
            return false;
        }
        let hidden = step.hidden
            || element.is_programmatically_hidden()
                && (element.is_svg() || step.way != Way::Content);
        if !hidden && element.is_programmatically_hidden() {
            return false;
        }
        let step = Step {
            depth: step.depth + 1,
            hidden,
            source: Some(step.source.unwrap_or(Source::HostLanguage)),
            ..step
        };
        self.label(element, step) || self.content(element, step)
    }

    fn own_content(&mut self, element: Element<'_>, step: Step) -> bool {
        let allowed = step.way != Way::Root
            || element.is_summary()
            || aria12::role(element.role().name())
                .is_some_and(|role| role.naming == Naming::Contents);
        // A form control has no content to be named by; a text field's is its value.
        allowed && !element.is_any(&["input", "textarea", "select"]) && self.content(element, step)
    }

    fn tooltip(&mut self, element: Element<'_>, step: Step) -> bool {
        self.attribute(element, "title", Source::Tooltip, step)
            || step.way != Way::Content
                && (self.attribute(element, "placeholder", Source::Placeholder, step)
                    || self.attribute(element, "aria-placeholder", Source::Placeholder, step))
    }

    /// An image button without any text is called something by the browser.
    fn default(&mut self, element: Element<'_>, step: Step) -> bool {
        let image = element.input_type() == "image";
        if image {
            self.push("Submit Query", step.source.unwrap_or(Source::Default), element.id);
        }
        image
    }

    fn attribute(&mut self, element: Element<'_>, name: &str, from: Source, step: Step) -> bool {
        if !native::takes(element, name) {
            return false;
        }
        let text = element.attr(name).filter(|text| !text.trim_ascii().is_empty());
        if let Some(text) = text {
            self.push(text, step.source.unwrap_or(from), element.id);
        }
        text.is_some()
    }

    /// Name from content: the children in the flat tree, then those that `aria-owns` adds.
    fn content(&mut self, element: Element<'_>, step: Step) -> bool {
        if step.depth >= DEPTH || self.visited.nodes >= NODES {
            return false;
        }
        let below = Step { depth: step.depth + 1, way: Way::Content, ..step };
        let mut found = self.generated(element, element.recorded.before, below);
        for child in element.child_ids() {
            found |= self.node(element, *child, below);
        }
        for owned in element.references("aria-owns") {
            self.space();
            found |= self.node(element, owned.id, below);
            self.space();
        }
        self.generated(element, element.recorded.after, below) || found
    }

    fn node(&mut self, outer: Element<'_>, id: NodeId, step: Step) -> bool {
        if self.visited.nodes >= NODES {
            return false;
        }
        if !self.visited.insert(id) {
            // A reference brought it in before its turn: what it refers to itself is still to come.
            return outer.page.element(id).is_some_and(|again| {
                !again.is_programmatically_hidden()
                    && self.referenced(again, Step { way: Way::Reference, ..step })
            });
        }
        match outer.page.recorded.nodes.get(id.index()) {
            Some(Node::Element(_)) => {
                outer.page.element(id).is_some_and(|child| self.child(child, step))
            }
            Some(Node::Text(text)) => {
                let hidden = outer.page.facts.hidden[id.index()].programmatically();
                let text = outer.page.string(text.text);
                if hidden && !step.hidden {
                    return false;
                }
                self.push(text, step.source.unwrap_or(Source::Content), id);
                !text.trim().is_empty()
            }
            None => false,
        }
    }

    fn child(&mut self, child: Element<'_>, step: Step) -> bool {
        let silent = if child.is_svg() { SILENT_SVG } else { SILENT };
        let iframe = child.is_any(&["iframe"]);
        if silent.contains(&child.tag()) && !iframe || child.is(State::Unslotted) {
            return false;
        }
        let hidden = child.page.facts.hidden[child.id.index()];
        if !step.hidden && hidden.with_content() {
            return false;
        }
        let apart = child.is_any(&["br"])
            || !["inline", "contents", "none", ""].contains(&child.style(Property::Display));
        if apart {
            self.space();
        }
        let found = if iframe {
            self.label(child, step) || self.tooltip(child, step)
        } else if hidden.programmatically() && !step.hidden {
            // Invisible itself; what stands in it may be visible again.
            self.content(child, step)
        } else {
            self.element(child, step)
        };
        if apart {
            self.space();
        }
        found
    }

    fn generated(&mut self, element: Element<'_>, pseudo: Option<Pseudo>, step: Step) -> bool {
        let Some(pseudo) = pseudo else { return false };
        let display = element.pseudo_style(&pseudo, Property::Display);
        let visible = element.pseudo_style(&pseudo, Property::Visibility) != "hidden";
        if display == "none" || !visible && !step.hidden {
            return false;
        }
        let text = generated::text(element.page.string(pseudo.content), element);
        let apart = !["inline", ""].contains(&display);
        if apart {
            self.space();
        }
        self.push(&text, step.source.unwrap_or(Source::Pseudo), element.id);
        if apart {
            self.space();
        }
        !text.trim().is_empty()
    }
}

/// White space of the source as single spaces, none at the ends. No-break spaces stay, unless there is nothing
/// else: such a name says nothing.
fn collapse(text: &str) -> String {
    let says = !text.trim().is_empty();
    text.split_ascii_whitespace().filter(|_| says).collect::<Vec<_>>().join(" ")
}
