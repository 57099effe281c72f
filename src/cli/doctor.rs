//! `doctor`: which browser and driver are found, and whether they match.

use super::{args, install::install_what_is_missing, system::System, terminal::say};
use crate::{
    driver::{self, Installed},
    failure::{Exit, Failure},
};
use std::fmt::Write;

/// Shows what is there; with `--install`, installs what is missing first.
pub(super) fn doctor(args: &args::Doctor) -> Result<Exit, Failure> {
    if args.install {
        install_what_is_missing()?;
    }
    let system = System::this();
    let installed = driver::locate().map_err(|error| {
        Failure::of(Exit::Unfinished, &error)
            .help(format!("`wardround doctor --install`, or type: {}", system.install_command()))
    })?;
    let root = nix::unistd::geteuid().is_root();
    say(&table(&args.engine, &installed, &system, root))?;
    Ok(Exit::Clean)
}

fn table(engine: &str, installed: &Installed, system: &System, root: bool) -> String {
    let Installed { browser, browser_version, driver, driver_version } = installed;
    let user = if root { "root: the browser runs without its sandbox" } else { "not root" };
    let mut text = String::new();
    for (what, value) in [
        ("engine", engine),
        ("browser", &format!("{browser_version}  {}", browser.display())),
        ("driver", &format!("{driver_version}  {}", driver.display())),
        ("match", "yes"),
        ("user", user),
        ("system", &system.name),
    ] {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{what:8}  {value}");
    }
    text
}
