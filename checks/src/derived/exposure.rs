//! What is hidden from assistive technology, and why.

use super::{Element, Page, Role};
use crate::{
    evidence::{self, Node, NodeId, Property, State},
    standards::aria12,
};
use std::collections::BTreeSet;

/// Elements whose content is shown only where they themselves cannot be.
const REPLACED: &[&str] = &["audio", "iframe", "meter", "object", "progress", "video"];

/// Why a node is hidden; several may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Hidden(u8);

impl Hidden {
    /// It or an ancestor is not rendered.
    const UNRENDERED: u8 = 1;
    /// It or an ancestor has `aria-hidden`.
    const ARIA: u8 = 1 << 1;
    /// Its own `visibility` is not `visible`.
    const INVISIBLE: u8 = 1 << 2;
    /// It is inert.
    const INERT: u8 = 1 << 3;
    /// It stands in a canvas, whose content is exposed and not rendered.
    const CANVAS: u8 = 1 << 4;
    const INHERITED: u8 = Self::UNRENDERED | Self::ARIA | Self::INERT | Self::CANVAS;

    /// Whether ACT calls it programmatically hidden.
    pub(super) fn programmatically(self) -> bool {
        self.0 & (Self::UNRENDERED | Self::ARIA | Self::INVISIBLE) != 0
    }

    /// Whether whatever stands inside it is hidden too; otherwise a descendant may show itself again.
    pub(super) fn with_content(self) -> bool {
        self.0 & (Self::UNRENDERED | Self::ARIA) != 0
    }

    /// Whether it or an ancestor is not rendered.
    pub(super) fn unrendered(self) -> bool {
        self.0 & Self::UNRENDERED != 0
    }

    fn at_all(self) -> bool {
        self.programmatically() || self.0 & Self::INERT != 0
    }
}

/// The `summary` of each `details`: its first one.
pub(super) fn summaries(page: Page<'_>) -> BTreeSet<NodeId> {
    let mut owners = BTreeSet::new();
    page.elements()
        .filter(|element| element.is_any(&["summary"]))
        .filter(|element| {
            element
                .parent()
                .is_some_and(|outer| outer.is_any(&["details"]) && owners.insert(outer.id))
        })
        .map(|element| element.id)
        .collect()
}

/// Why each node is hidden.
pub(super) fn hidden(page: Page<'_>, summaries: &BTreeSet<NodeId>) -> Vec<Hidden> {
    let mut all: Vec<Hidden> = Vec::with_capacity(page.recorded.nodes.len());
    for (id, node) in (0u32..).map(NodeId).zip(&page.recorded.nodes) {
        let parent = match node {
            Node::Element(element) => element.parent,
            Node::Text(text) => Some(text.parent),
        };
        let parent = parent.filter(|parent| *parent < id).and_then(|parent| page.element(parent));
        let above = parent.map_or(0, |parent| all[parent.id.index()].0);
        let mut why = above & Hidden::INHERITED;
        if parent.is_some_and(|parent| hides(parent, above, summaries.contains(&id))) {
            why |= Hidden::UNRENDERED;
        }
        // Elements say whether they are rendered; a text that stands in for what is shown has no box.
        let replaced = parent.is_some_and(|parent| parent.is_any(REPLACED));
        if replaced && matches!(node, Node::Text(text) if text.lines.is_empty()) {
            why |= Hidden::UNRENDERED;
        }
        match node {
            Node::Element(element) => {
                // A modal dialog makes everything around it inert, and escapes that itself.
                if element.is(State::Modal) && !element.is(State::Inert) {
                    why &= !Hidden::INERT;
                }
                why |= page.element(id).map_or(0, |element| own(element, why));
            }
            Node::Text(_) => why |= above & Hidden::INVISIBLE,
        }
        all.push(Hidden(why));
    }
    all
}

/// Whether each node is included in the accessibility tree.
pub(super) fn exposed(page: Page<'_>, hidden: &[Hidden], roles: &[Role]) -> Vec<bool> {
    // Whether a node stands inside an element whose children are presentational.
    let mut absorbed: Vec<bool> = Vec::with_capacity(hidden.len());
    let mut exposed = Vec::with_capacity(hidden.len());
    for (id, node) in (0u32..).map(NodeId).zip(&page.recorded.nodes) {
        let element = page.element(id);
        let inside = element.and_then(Element::parent).is_some_and(|parent| {
            absorbed[parent.id.index()]
                || aria12::presentational_children(roles[parent.id.index()].name())
        });
        absorbed.push(inside);
        let pruned = inside && element.is_some_and(|element| !element.is(State::Focusable));
        let shown = matches!(node, Node::Element(_) | Node::Text(_)) && !pruned;
        exposed.push(shown && !hidden[id.index()].at_all());
    }
    exposed
}

/// Whether an element hides a child, itself being shown.
fn hides(parent: Element<'_>, above: u8, summary: bool) -> bool {
    let closed = parent.is_any(&["details"]) && !parent.is(State::Open) && !summary;
    let skipped = parent.style(Property::ContentVisibility) == "hidden"
        && !["inline", "contents"].contains(&parent.style(Property::Display));
    let frame = parent.recorded.frame == Some(evidence::Frame::Inside);
    closed || skipped || frame && above & Hidden::INVISIBLE != 0
}

fn own(element: Element<'_>, above: u8) -> u8 {
    let mut why = 0;
    let area = element.is_any(&["area"]);
    if element.recorded.style.is_none()
        || element.is(State::Unslotted)
        || element.style(Property::Display) == "none" && !area
        || !element.is(State::Rendered) && !boxless(element, above)
    {
        why |= Hidden::UNRENDERED;
    }
    if element.attr("aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true")) {
        why |= Hidden::ARIA;
    }
    if !["visible", ""].contains(&element.style(Property::Visibility)) {
        why |= Hidden::INVISIBLE;
    }
    if element.is(State::Inert) {
        why |= Hidden::INERT;
    }
    if element.is_any(&["canvas"]) {
        why |= Hidden::CANVAS;
    }
    why
}

/// Whether an element is exposed although it generates no box.
fn boxless(element: Element<'_>, above: u8) -> bool {
    above & Hidden::CANVAS != 0
        || element.style(Property::Display) == "contents"
        || element.is_any(&["area", "optgroup", "option"])
}

#[cfg(test)]
mod tests {
    use crate::{reads::State, testing::step};

    /// The ids of the elements that are exposed, and of those that are programmatically hidden.
    fn ids(html: &str) -> [String; 2] {
        let step = step(html);
        let state = State::new(&step);
        let page = state.page().expect("a page");
        let (mut exposed, mut hidden) = (Vec::new(), Vec::new());
        for element in page.elements() {
            let Some(id) = element.attr("id") else { continue };
            if element.is_exposed() {
                exposed.push(id);
            }
            if element.is_programmatically_hidden() {
                hidden.push(id);
            }
        }
        [exposed.join(" "), hidden.join(" ")]
    }

    #[test]
    fn hidden_or_not() {
        for (why, html, expected) in [
            ("shown", "<p id=a></p>", "a"),
            ("not displayed", "<div style='display: none'><p id=a></p></div>", ""),
            ("the attribute", "<div hidden><p id=a></p></div>", ""),
            ("hidden from assistive technology", "<div aria-hidden=true><p id=a></p></div>", ""),
            ("shown again in vain", "<p aria-hidden=true><b id=a aria-hidden=false></b></p>", ""),
            ("nearly hidden", "<p id=a aria-hidden></p>", "a"),
            ("invisible", "<p id=a style='visibility: hidden'></p>", ""),
            (
                "visible in what is invisible",
                "<p id=a style='visibility: hidden'><b id=b style='visibility: visible'></b></p>",
                "b",
            ),
            ("collapsed", "<p id=a style='visibility: collapse'></p>", ""),
            ("transparent", "<p id=a style='opacity: 0'></p>", "a"),
            ("off screen", "<p id=a box='-9999,0 10x10'></p>", "a"),
            ("skipped", "<div style='content-visibility: hidden'><p id=a></p></div>", ""),
            ("inert", "<p id=a inert></p>", ""),
            ("without a box", "<p id=a style='display: contents'></p>", "a"),
            (
                "details that are closed",
                "<details id=a><p id=b></p><summary id=c></summary><summary id=d></summary></details>",
                "a c",
            ),
            ("details that are open", "<details id=a open><p id=b></p></details>", "a b"),
            ("in a button", "<button id=a><h2 id=b></h2><a href=# id=c></a></button>", "a c"),
            ("in a link", "<a href=# id=a><h2 id=b></h2></a>", "a b"),
            ("an area", "<map id=a><area href=# id=b style='display: none'></map>", "a b"),
        ] {
            assert_eq!(ids(html)[0], expected, "{why}");
        }
    }

    #[test]
    fn what_a_button_absorbs_is_not_hidden() {
        let html = "<button id=a><i id=b></i></button><i id=c inert></i><i id=d hidden></i>";
        assert_eq!(ids(html), ["a", "d"]);
    }
}
