//! Exhibits: facts about sessions, caches and calls that a report shows as they are.

use serde::{Deserialize, Serialize};

/// A table of facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exhibit {
    /// What it is about: `cache`, `cookies`, `storage`, `after`, `call`.
    pub kind: String,
    /// The flow.
    pub flow: String,
    /// What the table shows, as one sentence.
    pub caption: String,
    /// The names of the columns; the first column names the row.
    pub columns: Vec<String>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
}

/// An idle experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdleChart {
    /// The state at which it was made.
    pub state: String,
    /// The policy's limit in seconds, as a patient counts.
    pub limit_s: f64,
    /// How much faster than real time the portal's clock ran.
    pub time_scale: u32,
    /// The address that was asked.
    pub probe: String,
    /// The sessions.
    pub kits: Vec<IdleKit>,
    /// What an untouched tab showed.
    pub warning: Option<IdleWarning>,
    /// Why the experiment is not whole.
    pub notes: Vec<String>,
}

/// A session of the experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdleKit {
    /// Its name.
    pub name: String,
    /// Its part in the experiment: `probed`, `active`, `signed out`, `open tab`.
    pub kind: String,
    /// Seconds it was left alone before it was asked, as a patient counts.
    pub idle_s: f64,
    /// `alive`, `dead` or `unknown`.
    pub session: String,
    /// The status of the answer.
    pub status: Option<u16>,
}

/// What an untouched tab showed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct IdleWarning {
    /// Seconds until a warning came; absent when none did.
    pub seen_s: Option<f64>,
    /// Seconds until the tab showed that the session was over; absent when it never did.
    pub over_s: Option<f64>,
    /// What it is called: role and name.
    pub called: String,
    /// Whether it is announced.
    pub announced: bool,
    /// The control that extends the session.
    pub control: Option<String>,
    /// Whether that kept the session alive on the server.
    pub extended: Option<bool>,
}
