//! One page at one moment: every node of its flat tree, with style, boxes and state.
//!
//! The collector writes it as one JSON text. Strings stand once in a table, and so do the vectors of
//! computed style (a real page has a few hundred), so that 100,000 elements stay a few megabytes and are
//! read in a fraction of a second. [`derived::Page`](crate::derived::Page) is the comfortable view of it.

use super::{Destination, Node, Orientation, Rect, Sensors};
use serde::{Deserialize, Serialize};

/// One page at one moment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// What is known of the document as a whole.
    pub document: Document,
    /// The window.
    pub view: View,
    /// The element that has the keyboard focus: `document.activeElement`, followed into shadow roots.
    pub active: Option<NodeId>,
    /// DOM functions that the page replaced with its own, where the collector had to share its world.
    pub tampered: Vec<String>,
    /// The events of focus and keys that anything on the page listens to: `focusin`. Asked for only where something
    /// that is hidden from assistive technology takes the focus; absent where the engine does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listens: Option<Vec<String>>,
    /// What it listens to of the motion of the device; absent where that was not watched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensors: Option<Sensors>,
    /// Why the collector stopped before the end of the page; absent when it saw all of it.
    pub truncated: Option<String>,
    /// How elements stand in portrait and in landscape; absent when no style sheet asks which it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub orientation: Option<Orientation>,
    /// What is behind links that share a name and no address, where that was asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub destinations: Vec<Destination>,
    /// Every string, once.
    pub strings: Vec<String>,
    /// Every distinct computed style: places in `strings`, in the order of [`PROPERTIES`](super::PROPERTIES).
    pub styles: Vec<Vec<u32>>,
    /// The documents and shadow roots that nodes belong to; the first is the page's own document.
    pub scopes: Vec<Scope>,
    /// The nodes in flat-tree order: parents before children, slotted nodes under their slot.
    pub nodes: Vec<Node>,
}

/// The place of a node in [`Page::nodes`].
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct NodeId(pub u32);

impl NodeId {
    /// As a place in a list.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of the document as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Its address.
    pub url: String,
    /// `document.title`.
    pub title: String,
    /// Whether the page has a `title` element in its own document (an SVG's `title` is none).
    pub has_title: bool,
    /// The `contentType`: `text/html`.
    pub content_type: String,
    /// Whether it is laid out in quirks mode.
    pub quirks: bool,
    /// The name of its doctype, if it has one.
    pub doctype: Option<String>,
}

/// The window, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The viewport's width.
    pub width: f64,
    /// The viewport's height.
    pub height: f64,
    /// How far it is scrolled to the right.
    pub scroll_x: f64,
    /// How far it is scrolled down.
    pub scroll_y: f64,
    /// The width of the whole document.
    pub page_width: f64,
    /// The height of the whole document.
    pub page_height: f64,
    /// Device pixels to a CSS pixel.
    pub pixel_ratio: f64,
}

impl View {
    /// What the window shows, in the coordinates of the document.
    pub fn visible(&self) -> Rect {
        Rect { x: self.scroll_x, y: self.scroll_y, width: self.width, height: self.height }
    }
}

/// A document or shadow root that nodes belong to: ids are unique within one, and references stay inside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// What it is.
    pub kind: ScopeKind,
    /// The element that holds it: a frame or a shadow host; absent for the page's own document.
    pub host: Option<NodeId>,
    /// The address of a document.
    pub url: Option<String>,
}

/// What a scope is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScopeKind {
    /// The page's own document, or a frame's.
    Document,
    /// An open shadow root.
    Open,
    /// A closed shadow root, seen because it was watched from the start.
    Closed,
}
