//! Where the Tab key goes, as far as one snapshot tells.

use super::{Element, Page};
use crate::evidence::{Frame, NodeId};

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

    /// The first stop that stands inside an element, the element itself left out.
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
    element.is_tabbable() && !frame
}
