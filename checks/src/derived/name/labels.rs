//! Which `label` elements belong to which form control.

use crate::{
    derived::{Element, Page},
    evidence::NodeId,
};
use std::collections::BTreeMap;

const LABELABLE: &[&str] =
    &["button", "input", "meter", "output", "progress", "select", "textarea"];

/// The labels of each form control that has any, in document order.
pub(in crate::derived) fn labels(page: Page<'_>) -> BTreeMap<NodeId, Vec<NodeId>> {
    let mut labels: BTreeMap<NodeId, Vec<NodeId>> = BTreeMap::new();
    let mut taken: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for element in page.elements() {
        if element.is_any(&["label"]) {
            if let Some(control) = element.attr("for").and_then(|id| control(element, id)) {
                taken.insert(element.id, control.id);
            }
        } else if is_labelable(element)
            && let Some(label) = outer_label(element)
            && label.attr("for").is_none()
        {
            taken.entry(label.id).or_insert(element.id);
        }
    }
    for (label, control) in taken {
        labels.entry(control).or_default().push(label);
    }
    labels
}

/// The innermost label around an element. One in another tree, around the slot it comes to stand in, labels it not.
fn outer_label(element: Element<'_>) -> Option<Element<'_>> {
    element
        .ancestors()
        .find(|outer| outer.is_any(&["label"]) && outer.recorded.scope == element.recorded.scope)
}

fn control<'e>(label: Element<'e>, id: &str) -> Option<Element<'e>> {
    label.page.by_id(label.recorded.scope, id).filter(|control| is_labelable(*control))
}

fn is_labelable(element: Element<'_>) -> bool {
    element.is_any(LABELABLE) && element.input_type() != "hidden"
}
