//! The command line: talks to a person, decides nothing.
//!
//! ```text
//! start                     parse, run the command, print the failure
//!    demo run audit capture judge report lint explain doctor serve
//!                           one file a command
//!       plan  walk  conclude  what to record; recorded; from evidence to reports and an exit code
//!          scenarios bundled install   files; the demo's files; the browser
//!             args options  what was typed
//! ```
//!
//! Results go to stdout, everything else to stderr.

mod args;
mod audit;
mod bundled;
mod capture;
mod conclude;
mod demo;
mod docket;
mod doctor;
mod explain;
mod install;
mod judge;
mod lint;
mod options;
mod plan;
mod progress;
mod report;
mod run;
mod scenarios;
mod serve;
mod shelf;
mod start;
mod system;
mod terminal;
mod walk;

pub use start::start;
