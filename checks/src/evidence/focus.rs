//! A walk with the Tab key, forward and back.

use super::{NodeId, Rect};
use serde::{Deserialize, Serialize};

/// A walk with Tab from the top of the page, and with Shift+Tab from its end.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FocusWalk {
    /// How long the focus was left to settle after each press, in milliseconds.
    pub settle_ms: u32,
    /// The stops of Tab.
    pub forward: Vec<Stop>,
    /// How that ended.
    pub forward_end: WalkEnd,
    /// The stops of Shift+Tab.
    pub backward: Vec<Stop>,
    /// How that ended.
    pub backward_end: WalkEnd,
    /// What Escape and a slower repetition did, when the focus did not come out of a few controls.
    pub escape: Option<Escape>,
    /// The element that had the focus before the walk.
    pub initial: Option<NodeId>,
    /// Whether focus, scroll position and field values were restored after it.
    pub restored: bool,
}

/// How a walk ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WalkEnd {
    /// The focus left the page, to the browser or the body.
    LeftPage,
    /// It came round to the first stop.
    Cycled,
    /// It kept going round a part of the stops: from this place in the list on.
    Looped(u32),
    /// The limit of presses, or of time, was reached.
    Limit,
    /// The page navigated, opened a dialog of the browser or went away.
    Interrupted,
    /// Nothing took the focus.
    Nothing,
}

/// An element that took the focus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    /// Its place in the recorded page; absent when it came later or is in a frame of another origin.
    pub node: Option<NodeId>,
    /// A CSS selector that a person can find it by.
    pub selector: String,
    /// Where it was, in the coordinates of the document.
    pub bounds: Option<Rect>,
    /// How much of it the window showed: of 25 points of its box, those where it is what a person sees.
    pub seen: u32,
    /// Of 25 points, those inside the window.
    pub inside: u32,
    /// What lay over it, if something did.
    pub cover: Option<Cover>,
    /// What changed on the screen with the focus; absent when that was not compared.
    pub indicator: Option<Indicator>,
    /// Whether it is a field with a blinking caret.
    pub caret: bool,
}

/// What lay over an element that had the focus.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// Its place in the recorded page.
    pub node: Option<NodeId>,
    /// A CSS selector.
    pub selector: String,
    /// Its computed `position`, or that of the ancestor that is positioned.
    pub position: String,
    /// Whether it lets something show through: its opacity or its background's alpha is below 0.99.
    pub translucent: bool,
}

/// The difference between the screen with the focus on an element and without it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Device pixels that changed.
    pub changed: u32,
    /// The greatest contrast ratio between the two states of one pixel.
    pub contrast: f64,
    /// The smallest rectangle around the change, in the coordinates of the document.
    pub bounds: Option<Rect>,
    /// How often the comparison was repeated with the same result.
    pub repeats: u32,
}

/// What was tried when the focus did not come out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escape {
    /// The pause between two presses in the slow repetition, in milliseconds.
    pub settle_ms: u32,
    /// The stops between which the focus kept moving, in the slow repetition.
    pub stops: Vec<NodeId>,
    /// Whether Tab came out in the slow repetition.
    pub tab: bool,
    /// Whether Shift+Tab came out in the slow repetition.
    pub shift_tab: bool,
    /// Whether Escape moved the focus out, or closed what held it.
    pub escape: bool,
}
