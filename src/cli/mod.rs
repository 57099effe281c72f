//! The command line: talks to a person, decides nothing.
//!
//! ```text
//! start                     parse, run the command, print the failure
//!    demo run audit capture judge report lint explain doctor serve
//!                           one file a command
//!       plan  conclude      what to record; from evidence to reports and an exit code
//!          engine           where browser and driver are
//!             args options  what was typed
//! ```
//!
//! Results go to stdout, everything else to stderr.

mod args;
mod audit;
mod capture;
mod conclude;
mod demo;
mod doctor;
mod engine;
mod explain;
mod install;
mod judge;
mod lint;
mod options;
mod plan;
mod progress;
mod report;
mod run;
mod serve;
mod start;
mod system;
mod terminal;
mod walk;

pub use start::start;
