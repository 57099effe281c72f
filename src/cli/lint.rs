//! `lint`: whether scenarios are well-formed, without walking them.

use super::{args, scenarios, terminal::say};
use crate::{
    failure::{Exit, Failure},
    scenario::Severity,
};
use std::fmt::Write;

/// Reads every scenario and shows each mistake where it stands.
pub(super) fn lint(args: &args::Lint) -> Result<Exit, Failure> {
    let (mut errors, mut warnings) = (0_usize, 0_usize);
    let files = scenarios::files(&args.paths)?;
    let mut text = String::new();
    for file in &files {
        match scenarios::load(file) {
            Ok((_, mistakes)) => {
                for mistake in mistakes {
                    match mistake.severity {
                        Severity::Error => errors += 1,
                        Severity::Warning => warnings += 1,
                    }
                    // Writing to a string cannot fail.
                    let _ = writeln!(text, "{mistake}\n");
                }
            }
            Err(failure) => {
                errors += 1;
                text += &failure.text(false);
                text.push('\n');
            }
        }
    }
    let _ = writeln!(
        text,
        "{}: {}, {}",
        counted(files.len(), "scenario"),
        counted(errors, "error"),
        counted(warnings, "warning")
    );
    say(&text)?;
    Ok(if errors == 0 { Exit::Clean } else { Exit::Wrong })
}

fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
