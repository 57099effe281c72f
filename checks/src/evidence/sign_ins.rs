//! How sessions begin: several sign-ins, side by side, each in a context of its own.

use super::{Liveness, Replay};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The sign-in experiment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIns {
    /// The address that was asked whether a session lives, scrubbed.
    pub probe: String,
    /// The names of the cookies that make the session; empty when none does.
    pub cookies: Vec<String>,
    /// The sign-ins, in order.
    pub entries: Vec<SignIn>,
    /// The values of the session's cookies, taken together.
    pub identifiers: Vec<Identifiers>,
    /// The first patient's addresses, asked for with the second patient's session: `cross-patient`, and
    /// `cross-patient-control` (whether that session opens the second patient's own data).
    pub foreign: Vec<Replay>,
    /// How sign-in refuses a name that is known and one that is not; absent when it was not asked for.
    pub refusals: Option<Refusals>,
    /// Why something was not tried, in words for a person.
    pub notes: Vec<String>,
}

/// One sign-in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// What it is for.
    pub kind: SignInKind,
    /// What the browser held before the first step, and after each.
    pub stages: Vec<SignInStage>,
    /// Whether the session was begun as the scenario expects.
    pub begun: bool,
    /// What its session opened when all others of the same patient had signed in.
    pub at_end: Liveness,
    /// What the cookies of earlier stages opened when the session had begun, by step.
    pub stale: Vec<(String, Liveness)>,
    /// The step that could not be finished, and why.
    pub stopped: Option<String>,
}

/// What a sign-in is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SignInKind {
    /// The patient's own.
    Plain,
    /// The patient's own, with session cookies that were put there before.
    Planted,
    /// Another patient's.
    SecondPatient,
    /// An account that is disabled.
    DisabledAccount,
}

/// What the browser held at one moment of a sign-in.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInStage {
    /// The step after which; empty before the first.
    pub step: String,
    /// Keyed hashes of the session's cookies, by name.
    pub ids: BTreeMap<String, String>,
    /// Which of them still have the value that was put there.
    pub planted: Vec<String>,
    /// What they opened at that moment.
    pub session: Liveness,
}

/// What the values of one cookie have in common; no value is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identifiers {
    /// The cookie's name.
    pub cookie: String,
    /// How many values there were.
    pub samples: u32,
    /// Characters of the shortest.
    pub length: u32,
    /// Places that differ between any two of them.
    pub varying: u32,
    /// Letters that the places can have: 16 for hexadecimal digits.
    pub alphabet: u32,
    /// At most so many bits: places that vary, each with the whole alphabet.
    pub bits: f64,
    /// Whether two sessions had the same value.
    pub repeated: bool,
    /// Whether the values count: each larger than the one before, by little.
    pub counting: bool,
}

/// How sign-in refuses.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusals {
    /// The patient's own name with a wrong password.
    pub known: Refusal,
    /// The same once more: what differs here differs by itself.
    pub again: Refusal,
    /// A name that nobody has.
    pub unknown: Refusal,
}

/// One refusal, as a person sees it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Where it leads, without the query.
    pub path: String,
    /// The page's words, without the name that was typed, scrubbed.
    pub text: String,
    /// Whether the session was begun all the same.
    pub let_in: bool,
}
