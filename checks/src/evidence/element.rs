//! The nodes of a page: elements and texts.

use super::{Media, NodeId, Rect};
use serde::{Deserialize, Serialize};

/// A node of the flat tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Node {
    /// An element.
    #[serde(rename = "e")]
    Element(Box<Element>),
    /// A text.
    #[serde(rename = "t")]
    Text(Text),
}

/// An element. Strings are places in [`Page::strings`](super::Page::strings); what is absent or empty is left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Its parent in the flat tree; absent for the root of the page.
    #[serde(rename = "p", default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<NodeId>,
    /// The document or shadow root it belongs to, a place in [`Page::scopes`](super::Page::scopes).
    #[serde(rename = "c", default, skip_serializing_if = "is_zero")]
    pub scope: u32,
    /// Its local name, in lower case for HTML.
    #[serde(rename = "n")]
    pub tag: u32,
    /// Its namespace: 0 HTML, 1 SVG, 2 MathML, 3 another.
    #[serde(rename = "ns", default, skip_serializing_if = "is_zero")]
    pub namespace: u32,
    /// Its attributes in source order, names and values in turn.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<u32>,
    /// Its computed style, a place in [`Page::styles`](super::Page::styles); absent for a node that has none (not slotted).
    #[serde(rename = "y", default, skip_serializing_if = "Option::is_none")]
    pub style: Option<u32>,
    /// Its bounding box; absent when it generates none.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Rect>,
    /// Its boxes, one for each line it is broken over, when there is more than one.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<Rect>,
    /// Its states, as bits: see [`State`].
    #[serde(rename = "f", default, skip_serializing_if = "is_zero")]
    pub states: u32,
    /// The value of a form control, as the person sees it; of a password field only how many characters, as bullets.
    #[serde(rename = "v", default, skip_serializing_if = "Option::is_none")]
    pub value: Option<u32>,
    /// `tabIndex` as the browser computes it, for an element that can take the focus.
    #[serde(rename = "i", default, skip_serializing_if = "Option::is_none")]
    pub tab_index: Option<i32>,
    /// `::before`, if it generates content.
    #[serde(rename = "pb", default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Pseudo>,
    /// `::after`, if it generates content.
    #[serde(rename = "pa", default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Pseudo>,
    /// `::placeholder` of a field that shows it.
    #[serde(rename = "pp", default, skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<Pseudo>,
    /// Its scroll size, when it scrolls or clips: client width, client height, scroll width, scroll height.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub scroll: Option<[f64; 4]>,
    /// Its padding, when it scrolls by its own `overflow`: top, right, bottom, left.
    #[serde(rename = "sp", default, skip_serializing_if = "Option::is_none")]
    pub padding: Option<[f64; 4]>,
    /// What an image, video or object became of its resource.
    #[serde(rename = "m", default, skip_serializing_if = "Option::is_none")]
    pub natural: Option<Natural>,
    /// What an audio or video element plays.
    #[serde(rename = "av", default, skip_serializing_if = "Option::is_none")]
    pub media: Option<Box<Media>>,
    /// What is known of a frame's content.
    #[serde(rename = "d", default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<Frame>,
    /// The kinds of events it listens to, if listeners were watched: `click`, `keydown`.
    #[serde(rename = "l", default, skip_serializing_if = "Vec::is_empty")]
    pub listeners: Vec<u32>,
    /// The pixels behind the value or placeholder that it shows, where they were measured.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub backdrop: Option<Backdrop>,
}

/// A text, as the tree holds it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Its parent in the flat tree.
    #[serde(rename = "p")]
    pub parent: NodeId,
    /// The document or shadow root it belongs to.
    #[serde(rename = "c", default, skip_serializing_if = "is_zero")]
    pub scope: u32,
    /// The characters, a place in [`Page::strings`](super::Page::strings).
    #[serde(rename = "x")]
    pub text: u32,
    /// A box for each line that shows some of it; none when it is not rendered.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<Rect>,
    /// The pixels behind it, where they were measured.
    #[serde(rename = "k", default, skip_serializing_if = "Option::is_none")]
    pub backdrop: Option<Backdrop>,
}

/// The pixels around the letters of a text, as the screen showed them; measured only where no style tells them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backdrop {
    /// How strongly ink came out where a letter covers most of a pixel, from 0 to 1: less than 1 when something lies
    /// over the text or it is translucent as a whole.
    #[serde(rename = "s")]
    pub strength: f64,
    /// The darkest and the lightest colour inside of the box of a letter's ink, then the same with one pixel more on
    /// each side, as `0xRRGGBB`; each such four once.
    #[serde(rename = "p")]
    pub letters: Vec<[u32; 4]>,
}

/// Content that a pseudo-element generates.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pseudo {
    /// The computed `content` (or the placeholder's text), a place in [`Page::strings`](super::Page::strings).
    #[serde(rename = "x")]
    pub content: u32,
    /// Its computed style, a place in [`Page::styles`](super::Page::styles).
    #[serde(rename = "y")]
    pub style: u32,
}

/// What an image, video or object became of its resource.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Natural {
    /// Its own width in pixels; nothing when it did not load.
    pub width: f64,
    /// Its own height in pixels.
    pub height: f64,
}

/// What is known of a frame's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Frame {
    /// Its document's nodes follow in the list, under the frame.
    Inside,
    /// Its document could not be read: another origin.
    Foreign,
}

/// A state of an element, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum State {
    /// `:disabled`, by its own attribute or a field set's.
    Disabled = 1,
    /// `checked`.
    Checked = 1 << 1,
    /// `indeterminate`.
    Indeterminate = 1 << 2,
    /// `selected`, of an option.
    Selected = 1 << 3,
    /// `required`.
    Required = 1 << 4,
    /// `readOnly`.
    ReadOnly = 1 << 5,
    /// `open`, of details, dialog or a popover.
    Open = 1 << 6,
    /// Inert, by itself or by an ancestor or a modal dialog.
    Inert = 1 << 7,
    /// `:modal`.
    Modal = 1 << 8,
    /// `:invalid`.
    Invalid = 1 << 9,
    /// `isContentEditable`, and the editing host itself.
    Editable = 1 << 10,
    /// It can take the focus, by keyboard or script.
    Focusable = 1 << 11,
    /// A light child of a shadow host that no slot shows.
    Unslotted = 1 << 12,
    /// An image that has finished loading (well or not).
    Complete = 1 << 13,
    /// `checkVisibility()` without options: it generates a box and nothing hides its contents.
    Rendered = 1 << 14,
    /// `:popover-open`.
    Popover = 1 << 15,
    /// Inside a shadow root that was recorded as its flat tree's replacement.
    Slotted = 1 << 16,
    /// Its `::first-line` or `::first-letter` has colours of its own.
    FirstStyled = 1 << 17,
}

impl Element {
    /// Whether a state holds.
    pub fn is(&self, state: State) -> bool {
        self.states & state as u32 != 0
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u32) -> bool {
    *number == 0
}
