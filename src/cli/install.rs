//! Installs browser and driver with the system's package manager.

use super::{system::System, terminal::tell};
use crate::{
    driver,
    failure::{Exit, Failure},
};
use std::{
    io,
    process::{Command, Stdio},
};

/// Installs what is missing, and says what is being done; does nothing when a flow can be recorded already.
pub(super) fn install_what_is_missing() -> Result<(), Failure> {
    let Err(trouble) = driver::locate() else { return Ok(()) };
    let system = System::this();
    let by_hand = || {
        Failure::new(Exit::Unfinished, format!("cannot install a browser on {}", system.name))
            .because(trouble.to_string())
            .help(format!("type: {}", system.install_command()))
    };
    let packages = system.apt_packages().ok_or_else(by_hand)?;
    let prefix =
        prefix().ok_or_else(|| by_hand().because("this is not root, and there is no sudo"))?;
    apt(prefix, &["update"]).map_err(|why| by_hand().because(why))?;
    let install: Vec<_> = ["install", "-y", "--no-install-recommends"]
        .into_iter()
        .chain(packages.iter().copied())
        .collect();
    apt(prefix, &install).map_err(|why| by_hand().because(why))?;
    driver::locate().map(drop).map_err(|trouble| {
        Failure::of(Exit::Unfinished, &trouble)
            .because(format!("{} were installed all the same", packages.join(", ")))
    })
}

/// What goes before a command that only root may give; nothing for root.
fn prefix() -> Option<&'static [&'static str]> {
    if nix::unistd::geteuid().is_root() {
        return Some(&[]);
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let sudo = std::env::split_paths(&path).any(|folder| folder.join("sudo").is_file());
    sudo.then_some(&["sudo"])
}

/// Runs `apt-get`; what it says goes to stderr as it says it.
fn apt(prefix: &[&str], arguments: &[&str]) -> Result<(), String> {
    // `env` carries the variable through sudo, which would drop it.
    let words: Vec<_> = prefix
        .iter()
        .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"])
        .chain(arguments)
        .copied()
        .collect();
    tell(&format!("$ {}\n", words.join(" ")));
    let ended = Command::new(words[0])
        .args(&words[1..])
        .stdin(Stdio::null())
        .stdout(io::stderr())
        .status()
        .map_err(|error| format!("cannot start {}: {error}", words[0]))?;
    if ended.success() {
        Ok(())
    } else {
        Err(format!("apt-get {} ended with {ended}", arguments.join(" ")))
    }
}
