//! Replaying a flow: the only room that knows scenario and browser both.
//!
//! ```text
//! rehearsal   the flow by keyboard alone
//! flow        act, expect, rest, look, probe, store: the order, and nothing else
//! after       what is tried when the session is over
//! offline     what service workers give without a network
//! reentry     whether sign-in lets in again without asking
//! later       the experiments, when the walk is done
//! idle        what is tried while sessions idle
//! codes       one-time codes that portals take once
//! servers     how the portal's servers speak TLS
//! sign_ins    how sessions begin, side by side
//! refusals    how sign-in refuses
//! visit       pages without a scenario
//! errand      the list of these while several windows work it off
//! ```
//!
//! A portal that fails is a result: the steps before it are kept, and the flow says where it stopped. Only
//! a missing browser is an error.

mod act;
mod after;
mod codes;
mod elsewhere;
mod errand;
mod error;
mod event;
mod expect;
mod flow;
mod idle;
mod keeper;
mod later;
mod look;
mod offline;
mod options;
mod reentry;
mod refusals;
mod rehearsal;
mod servers;
mod sign_ins;
mod sought;
mod stage;
mod step_up;
mod totp;
mod visit;
mod watch;

pub use crate::capture::Pace;
pub use codes::Codes;
pub use error::ReplayError;
pub use event::{Event, Listener};
pub use flow::{Walked, Walker};
pub use keeper::Keeper;
pub use options::{Probes, Stop, WalkOptions};
pub use visit::{Desk, Visitor};

use rehearsal::Rehearsal;
