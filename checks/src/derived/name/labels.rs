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
    // The innermost label that each node stands in.
    let mut inside: Vec<Option<NodeId>> = vec![None; page.recorded.nodes.len()];
    let mut taken: BTreeMap<NodeId, NodeId> = BTreeMap::new();
    for element in page.elements() {
        let outer = element.parent();
        let label = outer.and_then(|outer| {
            if outer.is_any(&["label"]) { Some(outer.id) } else { inside[outer.id.index()] }
        });
        inside[element.id.index()] = label;
        if element.is_any(&["label"]) {
            if let Some(control) = element.attr("for").and_then(|id| control(element, id)) {
                taken.insert(element.id, control.id);
            }
        } else if let Some(label) = label.filter(|_| is_labelable(element)) {
            let named = page.element(label).is_some_and(|label| label.attr("for").is_some());
            if !named {
                taken.entry(label).or_insert(element.id);
            }
        }
    }
    for (label, control) in taken {
        labels.entry(control).or_default().push(label);
    }
    labels
}

fn control<'e>(label: Element<'e>, id: &str) -> Option<Element<'e>> {
    label.page.by_id(label.recorded.scope, id).filter(|control| is_labelable(*control))
}

fn is_labelable(element: Element<'_>) -> bool {
    element.is_any(LABELABLE) && element.input_type() != "hidden"
}
