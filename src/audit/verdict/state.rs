//! The way through the portal: flows and their states.

use super::Bounds;
use serde::{Deserialize, Serialize};

/// A scenario as it went in one engine.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flow {
    /// Engine and scenario: `chromium/appointment`.
    pub id: String,
    /// The scenario.
    pub scenario: String,
    /// What the patient gets done.
    pub title: String,
    /// The engine.
    pub engine: String,
    /// How many steps were walked.
    pub steps: usize,
    /// The step that could not be finished, and why.
    pub stopped: Option<String>,
    /// How many requests of our own were sent, beside those of the browser.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub requests: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// What was there at the end of a step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Flow, number and step: `chromium/appointment/03-pick-a-time`.
    pub id: String,
    /// The flow.
    pub flow: String,
    /// The scenario.
    pub scenario: String,
    /// The step.
    pub step: String,
    /// The address, scrubbed; empty when no page was recorded.
    pub url: String,
    /// The engine.
    pub engine: String,
    /// The page's title.
    pub title: String,
    /// Where it stands in the session: `before`, `during`, `over`.
    pub phase: String,
    /// What was done, one sentence for each action.
    pub acts: Vec<String>,
    /// What was expected, and whether it held.
    pub expected: Vec<Expected>,
    /// How the page came to rest.
    pub rest: Rest,
    /// Whether a new document was loaded.
    pub navigated: bool,
    /// What the step does that is hard to undo.
    pub effect: Option<String>,
    /// The picture of it, by its path in the evidence.
    pub screenshot: Option<Screenshot>,
    /// The window's width and height in CSS pixels.
    pub view: Option<[f64; 2]>,
    /// The walk with Tab.
    pub focus: Option<FocusPath>,
    /// Headings and landmarks in the order a screen reader meets them.
    pub heard: Vec<String>,
    /// Why the page was not recorded to its end.
    pub truncated: Option<String>,
}

/// An expectation, and whether it held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expected {
    /// What was expected, in words.
    pub what: String,
    /// Whether it held in time.
    pub held: bool,
}

/// How a page came to rest.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// Why the waiting ended.
    pub reason: String,
    /// How long it took, in milliseconds.
    pub ms: u64,
}

/// A picture of a state.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Screenshot {
    /// Its path, relative to the folder of the evidence, with `/`.
    pub path: String,
    /// What it shows, in the coordinates of the document.
    pub shows: Bounds,
}

/// The walk with Tab.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FocusPath {
    /// The stops, in order.
    pub stops: Vec<FocusStop>,
    /// How it ended, in words.
    pub end: String,
}

/// A stop of the walk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FocusStop {
    /// A CSS selector.
    pub selector: String,
    /// Its role; empty when it is not in the recorded page.
    pub role: String,
    /// Its accessible name.
    pub name: String,
    /// Where it was.
    #[serde(rename = "box")]
    pub bounds: Option<Bounds>,
    /// How much of it could be seen, in per cent; absent when it was outside the window.
    pub seen: Option<u32>,
    /// Whether the screen showed where the focus is; absent when that was not compared.
    pub indicated: Option<bool>,
}
