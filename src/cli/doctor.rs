//! `doctor`: which browser and driver are found, and whether they match.

use super::{
    args,
    engine::{Absent, Engine, Part},
    install::install_what_is_missing,
    system::System,
    terminal::say,
};
use crate::failure::{Exit, Failure};
use std::fmt::Write;

/// Shows what is there; with `--install`, installs what is missing first.
pub(super) fn doctor(args: &args::Doctor) -> Result<Exit, Failure> {
    if args.install {
        install_what_is_missing()?;
    }
    let (engine, system) = (Engine::find(), System::this());
    say(&table(&args.engine, &engine, &system, nix::unistd::geteuid().is_root()))?;
    match engine.trouble() {
        None => Ok(Exit::Clean),
        Some(trouble) => Err(Failure::new(Exit::Unfinished, trouble)
            .help(format!("`wardround doctor --install`, or type: {}", system.install_command()))),
    }
}

fn table(name: &str, engine: &Engine, system: &System, root: bool) -> String {
    let mut text = String::new();
    let part = |part: &Result<Part, Absent>| match part {
        Ok(Part { path, version: Ok(version) }) => format!("{version}  {}", path.display()),
        Ok(Part { path, version: Err(_) }) => format!("unknown version  {}", path.display()),
        Err(_) => "not found".to_owned(),
    };
    let matched = if engine.trouble().is_none() { "yes" } else { "no" };
    let user = if root { "root: the browser runs without its sandbox" } else { "not root" };
    for (what, value) in [
        ("engine", name),
        ("browser", &part(&engine.browser)),
        ("driver", &part(&engine.driver)),
        ("match", matched),
        ("user", user),
        ("system", &system.name),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{what:8}  {value}");
    }
    text
}
