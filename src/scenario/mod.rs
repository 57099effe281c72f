//! The scenario language: what a flow does, and what it expects.
//!
//! Few verbs, no loops, no conditions: a flow with an `if` is two flows. YAML read by serde-saphyr rather than a grammar of
//! our own, because editors know it and it keeps line and column; rather than Rust or JavaScript, because the owner of a
//! portal can review it and a linter can read it. Elements are found by role and accessible name.
//! This room knows no browser, no file, no environment and no clock.

mod action;
mod chord;
mod date;
mod diagnosis;
mod duration;
mod error;
mod expectation;
mod lint;
mod mistake;
mod model;
mod parse;
mod persona;
mod place;
mod policy;
mod secret;
mod source;
mod suggestion;
mod target;
mod text;

pub use action::{Action, Attach, Choose, Css, Field, Fill, Locator};
pub use chord::{Chord, Key, Modifier};
pub use date::Date;
pub use duration::Duration;
pub use error::ScenarioError;
pub use expectation::{Call, Effect, Expectation, Planted, Probe, SessionState};
pub use lint::lint;
pub use mistake::{Mistake, Severity};
pub use model::{Account, Scenario, Step, Waiver};
pub use parse::parse;
pub use persona::{Canary, Strength};
pub use place::{Located, Place};
pub use policy::{Deadlines, Policy, WcagProfile};
pub use secret::Secret;
pub use source::Source;
pub use target::{Environment, Target};
pub use text::Text;
