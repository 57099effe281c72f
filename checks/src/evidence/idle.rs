//! The idle experiment: several sessions, one wait.
//!
//! A request keeps a sliding session alive, so each session is asked once, at its own idle time. One wait
//! then finds the boundary. An active session proves that it is idleness that ends a session, and a
//! signed-out one proves that the question can tell the dead from the living.

use super::Hit;
use serde::{Deserialize, Serialize};

/// The idle experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Idle {
    /// The policy's limit in seconds, as a patient counts.
    pub limit_s: f64,
    /// How much faster than real time the portal's clock ran: 1 is real time.
    pub time_scale: u32,
    /// The address that was asked, scrubbed.
    pub probe: String,
    /// The sessions.
    pub kits: Vec<Kit>,
    /// What an untouched tab showed.
    pub warning: Option<Warning>,
    /// What the untouched tab had of the patient, in the order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub screens: Vec<Screen>,
    /// Why the experiment is not whole.
    pub notes: Vec<String>,
}

/// A session of the experiment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kit {
    /// Its name: `P3`, `A`, `Z`.
    pub name: String,
    /// Its part in the experiment.
    pub kind: KitKind,
    /// Seconds it was left alone before it was asked, as a patient counts (wall clock times the scale).
    pub idle_s: f64,
    /// The same in seconds of the wall clock.
    pub wall_s: f64,
    /// What the answer means.
    pub session: super::Liveness,
    /// The status of the answer.
    pub status: Option<u16>,
    /// UTC of the sign-in's last request.
    pub last_request: String,
    /// UTC of the question.
    pub asked: String,
}

/// The part of a session in the experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KitKind {
    /// Asked once, after its own idle time.
    Probed,
    /// Asked again and again: must stay alive.
    Active,
    /// Signed out at the start: must be dead.
    SignedOut,
    /// The tab left open, asked at the end.
    OpenTab,
}

/// What an untouched tab showed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Warning {
    /// Seconds from the last input to the first sight of a warning, as a patient counts; absent when none came.
    pub seen_s: Option<f64>,
    /// Seconds from the last input until the tab showed that the session was over; absent when it never did.
    pub over_s: Option<f64>,
    /// The role of the element that holds it, computed: `alertdialog`.
    pub role: Option<String>,
    /// Its accessible name, scrubbed.
    pub name: Option<String>,
    /// Its text, scrubbed.
    pub text: Option<String>,
    /// Whether it is announced: an alert or status region, or it took the focus.
    pub announced: bool,
    /// The control that extends the session, by name, if one is in it.
    pub control: Option<String>,
    /// Whether pressing that control by key kept the session alive on the server.
    pub extended: Option<bool>,
    /// How closely the tab was watched, in seconds as a patient counts.
    pub every_s: f64,
}

/// What an untouched tab had of the patient at one moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screen {
    /// When that was.
    pub moment: Moment,
    /// Seconds from the last input, as a patient counts.
    pub idle_s: f64,
    /// Canaries whose letters were painted, measured in pixels.
    pub painted: Vec<Hit>,
    /// Canaries that are in the document and not painted: hidden, covered, in an attribute or a script.
    pub hidden: Vec<Hit>,
    /// What could not be looked at, or not told, in words for a person.
    pub unread: Vec<String>,
}

/// A moment of the experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// The start: nobody has been idle yet.
    Begun,
    /// The tab has just shown that the session is over.
    Over,
    /// The experiment's end, after its session was asked for.
    End,
    /// A minute after its session was found dead, as a patient counts; looked at where the end still showed something.
    Later,
}
