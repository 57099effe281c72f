//! What was done to a page and how the focus walked over it, part by part.

use crate::evidence::{
    Act, Field, FocusWalk, Indicator, Node, NodeId, Operation, Page, Rect, Step, Stop, Target,
    Verb, WalkEnd,
};

/// An action on a field with nothing known of it but its kind.
pub(crate) fn fill(field: Field) -> Act {
    Act { verb: Verb::Fill, field: Some(field), ..click() }
}

/// A press of a button.
pub(crate) fn click() -> Act {
    Act {
        verb: Verb::Click,
        target: Some(Target {
            role: "button".to_owned(),
            name: "Continue".to_owned(),
            node: None,
            selector: "button".to_owned(),
            html: "<button>".to_owned(),
            bounds: None,
        }),
        field: None,
        keyboard: None,
        paste: None,
        at: 0,
    }
}

/// A text field that was empty and took the patient's value of this key.
pub(crate) fn field(purpose: &str) -> Field {
    Field {
        purpose: Some(purpose.to_owned()),
        secret: None,
        tag: "input".to_owned(),
        kind: "text".to_owned(),
        autocomplete: None,
        form: None,
        required: true,
        empty: true,
        offered: false,
    }
}

/// An attempt with the keyboard.
pub(crate) fn operation(reached: bool, worked: Option<bool>) -> Operation {
    Operation { reached, presses: 5, keys: vec!["Enter".to_owned()], worked, note: None }
}

/// A state whose page is this HTML, walked over with these stops and a clean end.
pub(crate) fn walked(html: &str, stops: Vec<Stop>) -> Step {
    let mut step = super::step(html);
    step.focus = Some(walk(stops));
    step
}

/// A walk that came to these stops and left the page.
fn walk(stops: Vec<Stop>) -> FocusWalk {
    FocusWalk {
        settle_ms: 250,
        backward: stops.iter().rev().cloned().collect(),
        forward: stops,
        forward_end: WalkEnd::LeftPage,
        backward_end: WalkEnd::LeftPage,
        escape: None,
        initial: None,
        restored: true,
    }
}

/// A stop at the element with this id, all of it seen.
pub(crate) fn stop(page: &Page, id: &str) -> Stop {
    Stop {
        node: Some(by_id(page, id)),
        selector: format!("#{id}"),
        bounds: Some(Rect { x: 0.0, y: 0.0, width: 100.0, height: 20.0 }),
        seen: 25,
        inside: 25,
        cover: None,
        indicator: None,
        caret: false,
    }
}

/// What changed with the focus.
pub(crate) fn indicator(changed: u32, contrast: f64, repeats: u32) -> Indicator {
    Indicator { changed, contrast, bounds: None, repeats }
}

/// The place of the element with this id.
pub(crate) fn by_id(page: &Page, id: &str) -> NodeId {
    let string = |place: u32| page.strings[place as usize].as_str();
    let found = page.nodes.iter().position(|node| match node {
        Node::Element(element) => element
            .attributes
            .chunks_exact(2)
            .any(|pair| string(pair[0]) == "id" && string(pair[1]) == id),
        Node::Text(_) => false,
    });
    NodeId(found.and_then(|at| u32::try_from(at).ok()).unwrap_or_else(|| panic!("no #{id}")))
}
