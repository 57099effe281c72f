//! The limits that a flow is measured by.

use super::{Duration, Located};
use serde::{Deserialize, Serialize};

/// Limits of a session and of an audit; each has a default.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The longest a session may live without activity: 15 min.
    pub idle: Located<Duration>,
    /// The longest a session may live at all: 12 h.
    pub absolute: Located<Duration>,
    /// How long before its end a patient is warned: 60 s, and never less than 20 s.
    pub warning: Located<Duration>,
    /// How many sessions one account may have at once; nothing unless it is decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sessions: Option<Located<u32>>,
    /// Hosts outside the portal that may be talked to.
    pub third_parties: Vec<Located<String>>,
    /// What accessibility is measured by.
    pub wcag: WcagProfile,
    /// How soon findings must be put right.
    pub deadlines: Deadlines,
}

/// A version and level of WCAG.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
pub enum WcagProfile {
    /// The current recommendation.
    #[default]
    #[serde(rename = "2.2-AA")]
    Wcag22Aa,
    /// What the Section 504 rule of HHS names.
    #[serde(rename = "2.1-AA")]
    Wcag21Aa,
}

impl WcagProfile {
    /// As a scenario writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Wcag22Aa => "2.2-AA",
            Self::Wcag21Aa => "2.1-AA",
        }
    }
}

/// How soon findings must be put right, by what they put at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Deadlines {
    /// Health data that others can read: 7 days.
    pub exposure: Duration,
    /// Sessions and accounts that others can use: 14 days.
    pub identity: Duration,
    /// What patients cannot use: 30 days.
    pub accessibility: Duration,
}

/// The least time in which success criterion 2.2.1 lets a patient ask for more.
pub(super) const LEAST_WARNING: Duration = Duration::from_secs(20);

impl Default for Policy {
    fn default() -> Self {
        Self {
            idle: Located::new(Duration::from_mins(15)),
            absolute: Located::new(Duration::from_hours(12)),
            warning: Located::new(Duration::from_secs(60)),
            sessions: None,
            third_parties: Vec::new(),
            wcag: WcagProfile::default(),
            deadlines: Deadlines::default(),
        }
    }
}

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            exposure: Duration::from_days(7),
            identity: Duration::from_days(14),
            accessibility: Duration::from_days(30),
        }
    }
}
