//! What the two small files of an evidence folder say: `run.json` and `step.json`.

use serde::{Deserialize, Serialize};
use wardround_checks::evidence::{Act, Held, Phase, Piece, Policy, Rest};

/// The layouts that can be read, the newest last.
pub(super) const KNOWN: &[u64] = &[1];
/// The layout that is written.
pub(super) const SCHEMA: u64 = 1;

/// Who recorded what, when, with which versions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunRecord {
    /// The layout of the folder.
    pub schema: u64,
    /// The program that wrote it.
    pub tool: Tool,
    /// The scenario's file stem, or `audit`.
    pub scenario: String,
    /// What the patient gets done.
    pub title: String,
    /// SHA-256 of `scenario.yaml`, in hexadecimal; absent for a flow without one.
    pub scenario_sha256: Option<String>,
    /// The engine: `chromium`.
    pub engine: String,
    /// What is known of the recording beyond the flow.
    pub about: About,
    /// The policy in force.
    pub policy: Policy,
    /// The names of the canaries.
    pub canaries: Vec<String>,
    /// The hosts in scope.
    pub hosts: Vec<String>,
    /// The step that could not be finished, and why.
    pub stopped: Option<String>,
    /// How many requests of our own there were; they lie in `requests.jsonl`.
    #[serde(default)]
    pub requests: usize,
    /// The steps in the order they were walked.
    pub steps: Vec<StepPlace>,
}

/// The program that wrote a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tool {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// What is known of a recording beyond the flow itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The browser and its version: `Chromium 156.0.7778.1`.
    pub browser: String,
    /// The driver and its version: `ChromeDriver 156.0.7778.1`.
    pub driver: String,
    /// The window.
    pub viewport: Viewport,
    /// The portal's address.
    pub target: String,
    /// What the portal says it is: `test`; empty when nothing says.
    pub environment: String,
    /// UTC at the start: `2026-05-14T09:30:00Z`.
    pub started: String,
    /// UTC at the end.
    pub ended: String,
}

/// The window, in CSS pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Viewport {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Device pixels to a CSS pixel.
    pub pixel_ratio: f64,
}

/// Where a step lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepPlace {
    /// The folder, from the flow's folder.
    pub folder: String,
    /// The files of its pictures, from that folder, the plain screenshot first.
    pub pictures: Vec<String>,
}

/// What was done in a step, and which pieces of evidence lie beside.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StepRecord {
    pub(super) name: String,
    pub(super) phase: Phase,
    pub(super) acts: Vec<Act>,
    pub(super) held: Vec<Held>,
    pub(super) navigated: bool,
    pub(super) rest: Rest,
    pub(super) effect: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) downloads: Vec<String>,
    pub(super) pieces: Vec<Piece>,
}

impl Tool {
    /// This program.
    pub(super) fn this() -> Self {
        Self {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        }
    }
}
