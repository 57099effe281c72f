//! Whether the browser shows documents of the portal in frames of another site.

use super::Hit;
use serde::{Deserialize, Serialize};

/// A page of our own, of another origin than the portal's, with documents of the portal in its frames.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FramingTrial {
    /// The page's origin.
    pub origin: String,
    /// Whether a document of our own that anybody may frame was shown: the control that frames are seen at all.
    pub shows_ours: bool,
    /// Whether one of our own that nobody may frame was refused: the control that refusals are seen.
    pub refuses_ours: bool,
    /// What became of the portal's documents.
    pub documents: Vec<Framed>,
}

/// A document of the portal in a frame.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framed {
    /// Its address, scrubbed.
    pub url: String,
    /// The status that the frame was answered with; absent when no answer was seen.
    pub status: Option<u16>,
    /// The fields of that answer that say who may frame it: `frame-ancestors` of its policies, and `X-Frame-Options`.
    pub fields: Vec<(String, String)>,
    /// What the browser made of it.
    pub outcome: InFrame,
    /// Canaries in what the frame showed.
    pub shows: Vec<Hit>,
}

/// What a browser makes of a document in a frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InFrame {
    /// It shows it.
    Shown,
    /// It got the document, and shows a page of its own that says that it refused.
    Refused,
    /// Neither: no answer came, or another document did.
    #[default]
    Untold,
}
