//! The result of an audit: one JSON document, of which every report is a projection.
//!
//! Fields may be added, none is ever renamed: `schema` is 1.

mod exhibit;
mod finding;
mod law;
mod run;
mod state;
mod whole;

pub use crate::audit::Date;
pub use exhibit::{Exhibit, IdleChart, IdleKit, IdleWarning};
pub use finding::{Bounds, Finding, Mark, Outcome, Question, Root, Subject, Waived};
pub use law::{Check, Criterion, Requirement, Status};
pub use run::{Engine, Evidence, Policy, Run, Tool};
pub use state::{Expected, Flow, FocusPath, FocusStop, Rest, Screenshot, State};
pub use wardround_checks::check::{Class, Severity};
pub use whole::{Exit, Tally, Verdict};
