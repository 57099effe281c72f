//! What became of a session when it was allowed more than before.

use super::Liveness;
use serde::{Deserialize, Serialize};

/// A session before and after a step that raised it: step-up, a second sign-in, a new password, another patient.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepUp {
    /// The cookies that make the session.
    pub cookies: Vec<Renewal>,
    /// What the cookies from before opened afterwards.
    pub before: Liveness,
    /// Control: what the cookies from after opened.
    pub after: Liveness,
    /// Why something was not tried, in words for a person.
    pub notes: Vec<String>,
}

/// A cookie before and after.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renewal {
    /// Its name.
    pub cookie: String,
    /// A keyed hash of its value before; absent when there was none.
    pub before: Option<String>,
    /// A keyed hash of its value after; absent when there is none.
    pub after: Option<String>,
}
