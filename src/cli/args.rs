//! The commands, and what each can be told.

use super::options::{Browsing, Faults, Format, Judging, Probes, Recording, check, engine};
use clap::{ArgGroup, Args, Parser, Subcommand};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  wardround demo --install                 install what is missing, then prove that it works
  wardround run scenarios/                 walk every flow, judge it, write a report
  wardround run appointment.yaml --fail-on serious --format junit,terminal
  wardround audit --urls pages.txt         pages without a scenario
  wardround explain contrast-minimum       what a check asks, and what it does not see

Exit codes:
  0 nothing failed       1 something failed at or above --fail-on
  2 command, configuration or scenario wrong
  3 a flow could not be finished, or evidence is missing
  70 a bug of ours       130 interrupted; what was seen so far is reported";

/// A patient-portal accessibility and session-safety crawler: replays flows in a real browser, records
/// evidence, judges it against WCAG 2.2 A and AA and a session-safety policy, and writes a report.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Audit the built-in demo portal with its faults, and say where the report is.
    Demo(Demo),
    /// Walk scenarios, record evidence, judge it and write a report.
    Run(Run),
    /// Audit pages without a scenario.
    Audit(Audit),
    /// Walk scenarios and record evidence only.
    Capture(Capture),
    /// Judge recorded evidence and write a report; needs no browser.
    Judge(Judge),
    /// Write a verdict in other formats.
    Report(Report),
    /// Check scenarios without walking them.
    Lint(Lint),
    /// Show every check, or one check's page.
    Explain(Explain),
    /// Show which browser and driver are found, and whether they match.
    Doctor(Doctor),
    /// Serve the demo portal alone, until interrupted.
    Serve(Serve),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wardround demo
  wardround demo --install --out demo-report
  wardround demo --faults none             a portal without a fault has no finding")]
pub(super) struct Demo {
    /// Install the browser and its driver first, if they are missing.
    #[arg(long)]
    pub(super) install: bool,
    /// Faults of the portal that are switched on: all, none, or names with commas between.
    #[arg(long, value_name = "LIST", default_value = "all")]
    pub(super) faults: Faults,
    /// How many times faster than real time the portal's sessions age.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub(super) time_scale: u32,
    #[command(flatten)]
    pub(super) browsing: Browsing,
    #[command(flatten)]
    pub(super) recording: Recording,
    #[command(flatten)]
    pub(super) judging: Judging,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wardround run
  wardround run scenarios/appointment.yaml --headed
  wardround run scenarios/ --base-url https://staging.portal.test --out nightly --strict")]
pub(super) struct Run {
    #[command(flatten)]
    pub(super) flows: Flows,
    #[command(flatten)]
    pub(super) browsing: Browsing,
    #[command(flatten)]
    pub(super) recording: Recording,
    #[command(flatten)]
    pub(super) judging: Judging,
}

/// Which scenarios are walked, and where.
#[derive(Debug, Args)]
pub(super) struct Flows {
    /// Scenario files, or folders of them.
    #[arg(value_name = "FILE|DIR", default_value = "scenarios")]
    pub(super) paths: Vec<PathBuf>,
    /// Where the portal is, instead of the scenario's own target.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
    /// How many times faster than real time the portal's sessions age; it has to know.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub(super) time_scale: u32,
    /// What to try on top of looking: usual (what needs no long wait, and what scenarios ask for), none,
    /// all, or names with commas between: keyboard, paste, back, replay, idle.
    #[arg(long, value_name = "LIST", default_value = "usual")]
    pub(super) probes: Probes,
}

#[derive(Debug, Args)]
#[command(group(ArgGroup::new("what").required(true)))]
#[command(after_help = "Examples:
  wardround audit https://portal.test/ https://portal.test/login
  wardround audit --urls pages.txt --workers 4 --format json")]
pub(super) struct Audit {
    /// Addresses of pages.
    #[arg(value_name = "URL", group = "what")]
    pub(super) pages: Vec<String>,
    /// A file with an address a line.
    #[arg(long, value_name = "FILE", group = "what")]
    pub(super) urls: Option<PathBuf>,
    /// What to try on top of looking: usual, none, all, or names with commas between.
    #[arg(long, value_name = "LIST", default_value = "usual")]
    pub(super) probes: Probes,
    #[command(flatten)]
    pub(super) browsing: Browsing,
    #[command(flatten)]
    pub(super) recording: Recording,
    #[command(flatten)]
    pub(super) judging: Judging,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  wardround capture scenarios/ --out nightly && wardround judge nightly")]
pub(super) struct Capture {
    #[command(flatten)]
    pub(super) flows: Flows,
    #[command(flatten)]
    pub(super) browsing: Browsing,
    #[command(flatten)]
    pub(super) recording: Recording,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wardround judge wardround-report
  wardround judge wardround-report --only contrast-minimum,label-in-name --format terminal
  wardround judge wardround-report/evidence/appointment --out one-flow")]
pub(super) struct Judge {
    /// A folder that `run`, `audit` or `capture` wrote, or the evidence of one flow.
    #[arg(value_name = "DIR", default_value = "wardround-report")]
    pub(super) folder: PathBuf,
    /// Where the report is written; the folder itself, unless said.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[command(flatten)]
    pub(super) judging: Judging,
}

#[derive(Debug, Args)]
#[command(after_help = "A report judges nothing: the exit code is 0 when it was written.

Example:
  wardround report wardround-report --format junit")]
pub(super) struct Report {
    /// A folder with a `verdict.json`.
    #[arg(value_name = "DIR", default_value = "wardround-report")]
    pub(super) folder: PathBuf,
    /// The formats, with commas between.
    #[arg(
        long,
        value_name = "LIST",
        value_enum,
        value_delimiter = ',',
        default_value = "html,terminal"
    )]
    pub(super) format: Vec<Format>,
    /// Where the report is written; the folder itself, unless said.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Report what cannot be told as a failure.
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Debug, Args)]
#[command(after_help = "Example:
  wardround lint scenarios/appointment.yaml")]
pub(super) struct Lint {
    /// Scenario files, or folders of them.
    #[arg(value_name = "FILE|DIR", default_value = "scenarios")]
    pub(super) paths: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wardround explain
  wardround explain target-size-minimum")]
pub(super) struct Explain {
    /// The check; without it, all of them are listed.
    #[arg(value_name = "CHECK", value_parser = check)]
    pub(super) check: Option<String>,
}

#[derive(Debug, Args)]
#[command(after_help = "CHROME and CHROMEDRIVER name a browser and a driver that are not on PATH.

Example:
  wardround doctor --install")]
pub(super) struct Doctor {
    /// Install what is missing with the system's package manager.
    #[arg(long)]
    pub(super) install: bool,
    /// The engine.
    #[arg(long, value_name = "ENGINE", default_value = "chromium", value_parser = engine)]
    pub(super) engine: String,
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  wardround serve
  wardround serve --faults contrast-minimum --port 8443")]
pub(super) struct Serve {
    /// Faults that are switched on: all, none, or names with commas between.
    #[arg(long, value_name = "LIST", default_value = "none")]
    pub(super) faults: Faults,
    /// How many times faster than real time sessions age: 60 makes a minute a second.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=3600))]
    pub(super) time_scale: u32,
    /// The port; 0 for a free one.
    #[arg(long, value_name = "PORT", default_value_t = 8443)]
    pub(super) port: u16,
}
