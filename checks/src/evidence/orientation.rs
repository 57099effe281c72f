//! How elements stand when the window is upright and when it lies.

use super::NodeId;
use serde::{Deserialize, Serialize};

/// How elements stand in portrait and in landscape: what was turned, or might have been.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Orientation {
    /// Each of them, at the pair of windows that it differs most like a quarter turn in.
    pub turns: Vec<Turn>,
    /// How many style sheets could not be read.
    pub unread: u32,
    /// Whether the two looks failed, so that nothing is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lost: bool,
}

/// How an element stands in portrait and in landscape.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Turn {
    /// The element.
    pub node: NodeId,
    /// Whether a style sheet that could be read turns it in one of the two orientations only.
    pub asked: bool,
    /// How far it is turned to the right in portrait, with all around it, in degrees.
    pub portrait: f64,
    /// The same in landscape.
    pub landscape: f64,
}

impl Turn {
    /// How far it is turned from one orientation to the other, in degrees from 0 to 180.
    pub fn between(&self) -> f64 {
        let apart = (self.portrait - self.landscape).rem_euclid(360.0);
        apart.min(360.0 - apart)
    }

    /// How far that is from a quarter turn.
    pub fn from_quarter(&self) -> f64 {
        (self.between() - 90.0).abs()
    }
}
