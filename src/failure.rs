//! What a person sees when it goes wrong: what, why, what to do, and an exit code.

use crate::{replay::ReplayError, scenario::ScenarioError, store::StoreError};
use std::{
    error::Error,
    fmt::{self, Write},
    process::ExitCode,
};

/// How the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing failed.
    Clean,
    /// Something failed at or above the threshold.
    Failed,
    /// The command, the configuration or a scenario is wrong.
    Wrong,
    /// A flow could not be finished, or evidence is missing.
    Unfinished,
    /// A bug of ours.
    Bug,
    /// Interrupted; what was seen so far is reported.
    Interrupted,
}

/// Something that a person has to know: an error, what lies behind it, and what helps.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    error: String,
    because: Vec<String>,
    help: Option<String>,
}

impl Exit {
    /// The number that the system gets.
    pub const fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Failed => 1,
            Self::Wrong => 2,
            Self::Unfinished => 3,
            Self::Bug => 70,
            Self::Interrupted => 130,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

impl Failure {
    /// A failure in words of its own.
    pub fn new(exit: Exit, error: impl Into<String>) -> Self {
        Self { exit, error: error.into(), because: Vec::new(), help: None }
    }

    /// A failure from an error and its sources.
    pub fn of(exit: Exit, error: &dyn Error) -> Self {
        let sources = std::iter::successors(error.source(), |error| (*error).source());
        let because = sources.map(ToString::to_string).collect();
        Self { exit, error: error.to_string(), because, help: None }
    }

    /// Adds a reason beneath the others.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.because.push(reason.into());
        self
    }

    /// Says what helps.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// How the program has to end.
    pub const fn exit(&self) -> Exit {
        self.exit
    }

    /// What and why, in one line.
    pub fn in_a_line(&self) -> String {
        std::iter::once(&self.error).chain(&self.because).fold(String::new(), |line, part| {
            if line.is_empty() { part.clone() } else { line + ": " + part }
        })
    }

    /// The text, with or without colours.
    pub fn text(&self, coloured: bool) -> String {
        let paint = |code: &str, word: &str| {
            if coloured { format!("\u{1b}[{code}m{word}\u{1b}[0m") } else { word.to_owned() }
        };
        let mut text = format!("{}: {}\n", paint("1;31", "error"), indented(&self.error));
        for reason in &self.because {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {} {}", paint("2", "because"), indented(reason));
        }
        if let Some(help) = &self.help {
            let _ = writeln!(text, "  {}: {}", paint("1;36", "help"), indented(help));
        }
        text
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(self.text(false).trim_end())
    }
}

impl From<ScenarioError> for Failure {
    fn from(error: ScenarioError) -> Self {
        Self::new(Exit::Wrong, error.mistake().to_string())
    }
}

impl From<ReplayError> for Failure {
    fn from(error: ReplayError) -> Self {
        let failure = Self::of(Exit::Unfinished, &error);
        match error.help() {
            Some(help) => failure.help(help),
            None => failure,
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = match error {
            StoreError::Write { .. }
            | StoreError::Read { .. }
            | StoreError::Stranger { .. }
            | StoreError::Nothing { .. } => Exit::Wrong,
            StoreError::Shape { .. }
            | StoreError::Unsealed { .. }
            | StoreError::BadSeal { .. }
            | StoreError::Altered { .. }
            | StoreError::Missing { .. }
            | StoreError::Extra { .. }
            | StoreError::Schema { .. } => Exit::Unfinished,
        };
        let help = match error {
            StoreError::Write { .. } => Some("`--out` names another folder"),
            StoreError::Stranger { .. } => {
                Some("move it away, or write to another folder with `--out`")
            }
            StoreError::Nothing { .. } => {
                Some("name the folder that `wardround capture` or `run` wrote")
            }
            StoreError::Unsealed { .. } => {
                Some("its recording did not end; record the flow once more")
            }
            StoreError::Schema { .. } => Some("judge it with the version that recorded it"),
            StoreError::BadSeal { .. }
            | StoreError::Altered { .. }
            | StoreError::Missing { .. }
            | StoreError::Extra { .. } => Some(
                "`sha256sum -c SEAL` in that folder compares every file; record the flow once more",
            ),
            StoreError::Read { .. } | StoreError::Shape { .. } => None,
        };
        let failure = Self::of(exit, &error);
        match help {
            Some(help) => failure.help(help),
            None => failure,
        }
    }
}

/// A text of several lines, the later ones set in.
fn indented(text: &str) -> String {
    text.trim_end().replace('\n', "\n  ")
}

#[cfg(test)]
mod tests {
    use super::{Exit, Failure};

    #[derive(Debug, thiserror::Error)]
    #[error("cannot finish step `confirm`")]
    struct Step(#[source] Absent);

    #[derive(Debug, thiserror::Error)]
    #[error("cannot find button \"Confirm\" on /appointments")]
    struct Absent;

    #[test]
    fn a_failure_says_what_why_and_what_helps() {
        let failure = Failure::of(Exit::Unfinished, &Step(Absent))
            .help("the page has these buttons: \"Confirm appointment\", \"Back\"");
        assert_eq!(
            failure.to_string(),
            "error: cannot finish step `confirm`\n  \
             because cannot find button \"Confirm\" on /appointments\n  \
             help: the page has these buttons: \"Confirm appointment\", \"Back\""
        );
        assert_eq!(failure.exit().code(), 3);
        assert_eq!(
            failure.in_a_line(),
            "cannot finish step `confirm`: cannot find button \"Confirm\" on /appointments"
        );
    }

    #[test]
    fn colours_are_only_added() {
        let failure = Failure::new(Exit::Wrong, "cannot\nread").because("two\nlines");
        let coloured = failure.text(true);
        assert!(coloured.starts_with("\u{1b}[1;31merror\u{1b}[0m: cannot\n  read"), "{coloured}");
        assert_eq!(failure.text(false), "error: cannot\n  read\n  because two\n  lines\n");
    }
}
