//! A frame drawn in a page.

use super::{by_id, step};
use crate::evidence::{Frame, Node, NodeId, Scope, ScopeKind, Step};

/// A state whose page is this HTML, where what is inside the element with this id is the document of a frame. HTML has
/// no second `html` and `body`: `x-html` and `x-body` become them.
pub(crate) fn framed(html: &str, id: &str) -> Step {
    let mut step = step(html);
    let page = step.page.as_mut().expect("a page");
    let frame = by_id(page, id);
    let scope = u32::try_from(page.scopes.len()).expect("a small page");
    page.scopes.push(Scope { kind: ScopeKind::Document, host: Some(frame), url: None });
    for name in &mut page.strings {
        if let Some(rest) = name.strip_prefix("x-") {
            *name = rest.to_owned();
        }
    }
    let mut inside = vec![false; page.nodes.len()];
    for place in 0..page.nodes.len() {
        let is_inside = |parent: NodeId| parent == frame || inside[parent.index()];
        let framed = match &mut page.nodes[place] {
            Node::Element(element) => {
                if place == frame.index() {
                    element.frame = Some(Frame::Inside);
                }
                let framed = element.parent.is_some_and(is_inside);
                if framed {
                    element.scope = scope;
                }
                framed
            }
            Node::Text(text) => {
                let framed = is_inside(text.parent);
                if framed {
                    text.scope = scope;
                }
                framed
            }
        };
        inside[place] = framed;
    }
    step
}
