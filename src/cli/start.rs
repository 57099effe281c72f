//! From what was typed to an exit code.

use super::{
    args::{Cli, Command},
    audit, capture, demo, doctor, explain, judge, lint, report, run, serve, terminal,
};
use crate::failure::{Exit, Failure};
use clap::Parser;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Parses the command line, obeys it, and says what went wrong.
pub fn start() -> Exit {
    let command = match Cli::try_parse() {
        Ok(cli) => cli.command,
        Err(answer) => {
            // Help and version are answers too. Nothing can be done about a closed terminal.
            let _ = answer.print();
            return if answer.use_stderr() { Exit::Wrong } else { Exit::Clean };
        }
    };
    // A panic has said where it was by the time it arrives here.
    let outcome = catch_unwind(AssertUnwindSafe(|| obey(&command))).unwrap_or_else(|_| {
        Err(Failure::new(Exit::Bug, "cannot go on: this is a bug in wardround")
            .help("report the lines above, and what you did"))
    });
    outcome.unwrap_or_else(|failure| {
        terminal::tell(&failure.text(terminal::is_coloured()));
        failure.exit()
    })
}

fn obey(command: &Command) -> Result<Exit, Failure> {
    match command {
        Command::Demo(args) => demo::demo(args),
        Command::Run(args) => run::run(args),
        Command::Audit(args) => audit::audit(args),
        Command::Capture(args) => capture::capture(args),
        Command::Judge(args) => judge::judge(args),
        Command::Report(args) => report::report(args),
        Command::Lint(args) => lint::lint(args),
        Command::Explain(args) => explain::explain(args),
        Command::Doctor(args) => doctor::doctor(args),
        Command::Serve(args) => serve::serve(args),
    }
}
