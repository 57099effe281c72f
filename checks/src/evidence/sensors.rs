//! The listeners that a page registered for the motion of the device.

use serde::{Deserialize, Serialize};

/// What a page's windows listen to, as far as it is about the motion of the device.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sensors {
    /// The types of the events, each once, sorted: `devicemotion`, `deviceorientation`.
    pub listeners: Vec<String>,
}
