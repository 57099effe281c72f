//! What an audio or video element plays.

use serde::{Deserialize, Serialize};

/// What an audio or video element plays, and how. Its picture's size is its [`Natural`](super::Natural).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Media {
    /// The address that the engine chose, a place in [`Page::strings`](super::Page::strings); of a `data:` address
    /// the media type only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<u32>,
    /// Whether it plays a `MediaStream`: a camera, a call.
    #[serde(default, skip_serializing_if = "is_false")]
    pub stream: bool,
    /// How long it is; nothing while that is unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration: Option<Duration>,
    /// How many seconds of it were played so far.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub played: f64,
    /// `paused`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub paused: bool,
    /// `ended`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ended: bool,
    /// `muted`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub muted: bool,
    /// `volume`, from 0 to 1.
    pub volume: f64,
    /// `autoplay`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub autoplay: bool,
    /// `controls`: the engine's own.
    #[serde(default, skip_serializing_if = "is_false")]
    pub controls: bool,
    /// `loop`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub looped: bool,
    /// `readyState`: 0 nothing is known, 1 duration and size are, up to 4 it can be played to its end.
    pub ready: u8,
    /// The code of its error: 2 network, 3 decoding, 4 no source that can be played.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<u8>,
    /// Whether it has a track of sound, where the engine tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audio: Option<bool>,
    /// Whether it has a track of pictures, where the engine tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub video: Option<bool>,
    /// How many seconds of the whole resource are not silence; absent when it could not be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audible: Option<f64>,
    /// Its text tracks, of elements and of scripts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
}

/// How long a resource is.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duration {
    /// So many seconds.
    Seconds(f64),
    /// It has no end: a live stream.
    Endless,
}

/// A text track. Strings are places in [`Page::strings`](super::Page::strings).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Track {
    /// `captions`, `subtitles`, `descriptions`, `chapters`, `metadata`.
    pub kind: u32,
    /// What a person reads in the menu of tracks.
    pub label: u32,
    /// Its language tag.
    pub language: u32,
    /// Whether its element is marked as the one to show.
    #[serde(default, skip_serializing_if = "is_false")]
    pub default: bool,
    /// `readyState` of its element: 0 not loaded, 1 loading, 2 loaded, 3 could not be loaded; absent for one of a script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<u8>,
    /// `disabled`, `hidden`, `showing`.
    pub mode: u32,
    /// How many cues it has; absent when it was not loaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cues: Option<u32>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(truth: &bool) -> bool {
    !truth
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &f64) -> bool {
    *number == 0.0
}
