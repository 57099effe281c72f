//! What was done to the page, and how it answered.

use super::{NodeId, Rect};
use serde::{Deserialize, Serialize};

/// One action of a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// What was done.
    pub verb: Verb,
    /// What it was done to; absent for `open` and for a key press.
    pub target: Option<Target>,
    /// What is known of the field, if it was one.
    pub field: Option<Field>,
    /// How the same action went with the keyboard alone, if that was tried.
    pub keyboard: Option<Operation>,
    /// Whether text can be pasted into the field, if that was tried.
    pub paste: Option<Paste>,
    /// Milliseconds from the start of the flow.
    pub at: u64,
}

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verb {
    /// An address was opened.
    Open(String),
    /// Text was typed.
    Fill,
    /// An option was picked.
    Choose,
    /// A control was pressed.
    Click,
    /// A key or chord was pressed.
    Press(String),
    /// A file was attached.
    Attach,
}

/// The element that something was done to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The role it was sought by: `button`, `field`.
    pub role: String,
    /// The name it was sought by, scrubbed.
    pub name: String,
    /// Its place in the page recorded at the end of the step before, if it was there already.
    pub node: Option<NodeId>,
    /// A CSS selector that a person can find it by.
    pub selector: String,
    /// Its start tag, scrubbed.
    pub html: String,
    /// Where it was.
    pub bounds: Option<Rect>,
}

/// What is known of a field at the moment it was filled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The persona's key of the value: `email`; absent when the value was not the patient's.
    pub purpose: Option<String>,
    /// Whether the value was a password or a one-time code: `password`, `one-time-code`.
    pub secret: Option<String>,
    /// The element's local name: `input`.
    pub tag: String,
    /// Its `type`, as the browser computes it.
    pub kind: String,
    /// Its `autocomplete` attribute, as written.
    pub autocomplete: Option<String>,
    /// The `autocomplete` attribute of its form, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// Whether it was required.
    pub required: bool,
    /// Whether it was empty before it was filled.
    pub empty: bool,
    /// Whether the patient's value was there to pick or to read: prefilled, an option, or visible as text on the page.
    pub offered: bool,
}

/// How an action went with the keyboard alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Whether the target took the focus.
    pub reached: bool,
    /// How many presses of Tab, Shift+Tab and arrow keys that took, or were tried.
    pub presses: u32,
    /// The keys that were then pressed to operate it: `Enter`, `Space`.
    pub keys: Vec<String>,
    /// Whether the step's expectations then held; absent when it was not operated or when a later action of the step decides.
    pub worked: Option<bool>,
    /// What else is worth knowing: `focus stayed in 2 controls`.
    pub note: Option<String>,
}

/// Whether text can be pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paste {
    /// How many characters were on the clipboard.
    pub offered: u32,
    /// How many arrived in the field.
    pub arrived: u32,
    /// Whether typing the same text worked: the control of the experiment.
    pub typed: u32,
}
