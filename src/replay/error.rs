//! Why a step could not be carried out.

use crate::{capture::CaptureError, driver::DriverError};
use std::time::Duration;

/// Why a step could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// What was sought is not on the page.
    #[error("cannot find {role} \"{name}\" on {path}")]
    NotFound {
        /// The role that was sought.
        role: String,
        /// The name that was sought.
        name: String,
        /// Where.
        path: String,
        /// The names of the things of that role that are there.
        candidates: Vec<String>,
    },
    /// More than one thing answers.
    #[error("cannot tell which of {count} {role}s named \"{name}\" on {path} is meant")]
    Ambiguous {
        /// The role that was sought.
        role: String,
        /// The name that was sought.
        name: String,
        /// Where.
        path: String,
        /// How many there are.
        count: usize,
    },
    /// Something lies over it.
    #[error("cannot click {role} \"{name}\": {cover} lies over it")]
    Covered {
        /// The role.
        role: String,
        /// The name.
        name: String,
        /// What lies over it.
        cover: String,
    },
    /// The option is not there.
    #[error("cannot choose \"{option}\" in field \"{field}\"")]
    NoOption {
        /// The field.
        field: String,
        /// The option.
        option: String,
        /// The options that are there.
        candidates: Vec<String>,
    },
    /// The browser shows a page of its own in the place of the one that was asked for.
    #[error("cannot see the page: it leads at once to an address that cannot be opened")]
    LedAway,
    /// An expectation did not come true.
    #[error("cannot see {kind} \"{what}\" on {path} after {}", seconds(.limit))]
    Unmet {
        /// The kind of expectation.
        kind: &'static str,
        /// What was expected.
        what: String,
        /// Where.
        path: String,
        /// What is there instead.
        instead: Vec<String>,
        /// How long it was waited for.
        limit: Duration,
    },
    /// A secret is not known.
    #[error("cannot use secret `{name}`: {why}")]
    Secret {
        /// Its name in the scenario.
        name: String,
        /// Why.
        why: String,
    },
    /// The address leads out of scope.
    #[error("cannot open {url}: its host is not in `target.hosts`")]
    OutOfScope {
        /// The address.
        url: String,
    },
    /// An address could not be read.
    #[error("cannot read the address {address}")]
    Address {
        /// The text.
        address: String,
        /// Why.
        source: url::ParseError,
    },
    /// The step took too long.
    #[error("cannot go on after {}: the step did not end", seconds(.limit))]
    StepLimit {
        /// The limit.
        limit: Duration,
    },
    /// The run was interrupted.
    #[error("cannot go on: interrupted")]
    Interrupted,
    /// The evidence could not be written.
    #[error("cannot keep the evidence: {said}")]
    Keep {
        /// Why.
        said: String,
    },
    /// The page could not be recorded.
    #[error("cannot record the page")]
    Capture(#[from] CaptureError),
    /// The browser failed.
    #[error("cannot go on with the browser")]
    Driver(#[from] DriverError),
}

impl ReplayError {
    /// What to do about it, if that can be said.
    pub fn help(&self) -> Option<String> {
        let list = |names: &[String]| {
            names.iter().take(12).map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::NotFound { role, candidates, .. } if candidates.is_empty() => {
                Some(format!("the page has no {role} with a name"))
            }
            Self::NotFound { role, candidates, .. } => {
                Some(format!("the page has these {role}s: {}", list(candidates)))
            }
            Self::Ambiguous { .. } => Some(
                "give each its own name on the page, or use `css: { select: …, reason: … }`"
                    .to_owned(),
            ),
            Self::NoOption { candidates, .. } => {
                Some(format!("the field has these options: {}", list(candidates)))
            }
            Self::Unmet { instead, .. } if !instead.is_empty() => {
                Some(format!("the page has: {}", list(instead)))
            }
            Self::OutOfScope { .. } => {
                Some("add the host to `target.hosts` if it is the portal's".to_owned())
            }
            Self::Driver(error) => error.help(),
            _ => None,
        }
    }
}

fn seconds(limit: &Duration) -> String {
    format!("{} s", limit.as_secs())
}
