//! The command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    wardround::cli::start().into()
}
