//! Where the Tab key goes, as far as one snapshot tells.

use super::{Element, Page};
use crate::evidence::{Frame, NodeId, Property, State};

/// For each element, a stop of the Tab key that stands inside it.
#[derive(Debug)]
pub struct TabStops<'e> {
    page: Page<'e>,
    inside: Vec<Option<NodeId>>,
}

impl<'e> TabStops<'e> {
    /// Finds the stops of a page.
    pub fn of(page: Page<'e>) -> Self {
        let mut inside = vec![None; page.recorded.nodes.len()];
        let stops: Vec<_> = page.elements().collect();
        for element in stops.into_iter().rev() {
            if has_default_summary(element) {
                inside[element.id.index()] = Some(element.id);
            }
            let first =
                if stops_at(element) { Some(element.id) } else { inside[element.id.index()] };
            if let (Some(first), Some(parent)) = (first, element.parent()) {
                inside[parent.id.index()] = Some(first);
            }
        }
        Self { page, inside }
    }

    /// Whether the Tab key stops at an element.
    pub fn is_stop(&self, element: Element<'e>) -> bool {
        stops_at(element)
    }

    /// The first stop that stands inside an element, the element itself left out unless the browser puts one into it.
    pub fn inside(&self, element: Element<'e>) -> Option<Element<'e>> {
        self.inside.get(element.id.index()).copied().flatten().and_then(|id| self.page.element(id))
    }

    /// The element itself if it is a stop, or else the first one inside it.
    pub fn at_or_inside(&self, element: Element<'e>) -> Option<Element<'e>> {
        if self.is_stop(element) { Some(element) } else { self.inside(element) }
    }
}

/// A frame is no stop by itself: what stands in it may be.
fn stops_at(element: Element<'_>) -> bool {
    let frame = element.is_any(&["iframe", "frame", "object"])
        || matches!(element.recorded.frame, Some(Frame::Inside | Frame::Foreign));
    element.is_tabbable() && !frame || has_default_summary(element)
}

/// Whether the browser puts a summary into a `details` that has none, which Tab stops at. The page sees the `details`.
fn has_default_summary(element: Element<'_>) -> bool {
    let page = element.page;
    element.is_any(&["details"])
        && !element.is(State::Inert)
        && !page.facts.hidden[element.id.index()].unrendered()
        && element.style(Property::Visibility) != "hidden"
        && !element.children().any(|child| page.facts.summaries.contains(&child.id))
}
