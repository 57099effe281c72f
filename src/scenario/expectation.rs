//! What must hold after a step, what the step means, and what to try on top of it.

use super::Located;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// Something that must hold before evidence is taken.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expectation {
    /// The path is this.
    Path(Located<String>),
    /// A heading has this name.
    Heading(Located<String>),
    /// A live region says this.
    Status(Located<String>),
    /// The page says this.
    Text(Located<String>),
    /// The page shows this planted value.
    Shows(Located<Planted>),
    /// The session has begun or is over; rules about health data follow it.
    Session(Located<SessionState>),
    /// The video call stands.
    Call(Located<Call>),
}

/// The name of a planted value: `patient.KEY` or `canaries.KEY`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Planted {
    /// A value of the persona.
    Patient(String),
    /// A value that is nobody's field.
    Canary(String),
}

/// Where the session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SessionState {
    /// Signed in from here on: what holds a canary is health data.
    Begun,
    /// The session may do more from here on: step-up, a second sign-in, a new password, another patient's record.
    Raised,
    /// Signed out from here on: nothing may be left.
    Over,
}

/// Where a video call stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Call {
    /// Picture and sound flow.
    Connected,
}

/// What a step brings about, as success criterion 3.3.4 sorts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// A legal commitment, such as a consent.
    Legal,
    /// A payment.
    Financial,
    /// A change or a deletion of the patient's data.
    Data,
}

/// Something to try after looking; it may change the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Probe {
    /// Walk the focus with Tab and back.
    Keyboard,
    /// Press the browser's back button, and come forward again.
    Back,
    /// Wait without touching anything until the session should have ended.
    Idle,
    /// Send recorded requests again, without the session or after it.
    Replay,
    /// Sign in again and again, each time in a browser that knows nothing, to see how sessions begin.
    SignIn,
    /// Sign in wrongly, once with the patient's name and once with nobody's, to see whether the refusals differ.
    Refusals,
    /// Send the step's last request that changes something once more before sign-out, as another site's page would: the
    /// step must be one that may happen twice.
    Forgery,
    /// Paste into the fields, as a password manager does.
    Paste,
    /// Ask for what links lead to that share a name. Not for a flow: without its session a portal's pages are all one.
    #[serde(skip_deserializing)]
    Links,
}

impl Probe {
    /// Whether it submits, sends again or waits, and so needs `environment: test`.
    pub fn needs_test_environment(self) -> bool {
        matches!(
            self,
            Self::Idle | Self::Replay | Self::Paste | Self::SignIn | Self::Refusals | Self::Forgery
        )
    }
}

impl fmt::Display for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Keyboard => "keyboard",
            Self::Back => "back",
            Self::Idle => "idle",
            Self::Replay => "replay",
            Self::SignIn => "sign-in",
            Self::Refusals => "refusals",
            Self::Forgery => "forgery",
            Self::Paste => "paste",
            Self::Links => "links",
        })
    }
}

impl Planted {
    /// The key alone.
    pub fn key(&self) -> &str {
        match self {
            Self::Patient(key) | Self::Canary(key) => key,
        }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let (kind, key) = text.split_once('.')?;
        let keyed = !key.is_empty()
            && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
        match kind {
            "patient" if keyed => Some(Self::Patient(key.to_owned())),
            "canaries" if keyed => Some(Self::Canary(key.to_owned())),
            _ => None,
        }
    }
}

impl fmt::Display for Planted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Patient(key) => write!(f, "patient.{key}"),
            Self::Canary(key) => write!(f, "canaries.{key}"),
        }
    }
}

impl Serialize for Planted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Planted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| {
            D::Error::custom(format!(
                "`{text}` is not the name of a planted value\nwrite `patient.KEY` or `canaries.KEY`; for other words there is `text`"
            ))
        })
    }
}
