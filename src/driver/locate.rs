//! Where the browser and its driver are, and which versions they have.

use super::DriverError;
use std::{
    env,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A browser engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Engine {
    /// Chromium, or Google Chrome.
    Chromium,
}

impl Engine {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
        }
    }
}

/// A browser and its driver, as installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Installed {
    /// The browser's program.
    pub browser: PathBuf,
    /// The browser's version: `156.0.8078.79`.
    pub browser_version: String,
    /// The driver's program.
    pub driver: PathBuf,
    /// The driver's version.
    pub driver_version: String,
}

impl Installed {
    /// Whether the major versions agree, as the driver demands.
    pub fn matches(&self) -> bool {
        major(&self.browser_version) == major(&self.driver_version)
    }
}

const BROWSERS: [&str; 4] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const DRIVERS: [&str; 1] = ["chromedriver"];

/// Finds the browser (`CHROME`, then `PATH`) and its driver (`CHROMEDRIVER`, then `PATH`), asks both for
/// their versions, and refuses a pair that cannot work together.
pub fn locate() -> Result<Installed, DriverError> {
    let browser = program("CHROME", &BROWSERS)
        .ok_or_else(|| DriverError::NoBrowser { looked: looked("CHROME", &BROWSERS) })?;
    let driver = program("CHROMEDRIVER", &DRIVERS)
        .ok_or_else(|| DriverError::NoDriver { looked: looked("CHROMEDRIVER", &DRIVERS) })?;
    let installed = Installed {
        browser_version: version(&browser)?,
        driver_version: version(&driver)?,
        browser,
        driver,
    };
    if installed.matches() {
        Ok(installed)
    } else {
        Err(DriverError::VersionsDiffer {
            browser: installed.browser,
            browser_version: installed.browser_version,
            driver: installed.driver,
            driver_version: installed.driver_version,
        })
    }
}

fn program(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = env::var_os(variable).map(PathBuf::from) {
        return path.is_file().then_some(path);
    }
    let folders = env::var_os("PATH")?;
    names
        .iter()
        .flat_map(|name| env::split_paths(&folders).map(move |folder| folder.join(name)))
        .find(|path| path.is_file())
}

fn looked(variable: &str, names: &[&str]) -> String {
    match env::var_os(variable) {
        Some(path) => format!("{} ({variable})", Path::new(&path).display()),
        None => format!("{} on PATH", names.join(", ")),
    }
}

fn version(program: &Path) -> Result<String, DriverError> {
    let output = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|source| DriverError::Start { program: program.to_owned(), source })?;
    Ok(read_version(&String::from_utf8_lossy(&output.stdout)))
}

/// The first word that looks like a version: `Chromium 156.0.8078.79 built on …` has `156.0.8078.79`.
fn read_version(said: &str) -> String {
    said.split_whitespace()
        .find(|word| word.contains('.') && word.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or("unknown")
        .to_owned()
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Installed, read_version};

    #[test]
    fn versions_are_read_from_what_programs_say() {
        for (said, version) in [
            ("Chromium 156.0.8078.79 built on Debian GNU/Linux 12 (bookworm)\n", "156.0.8078.79"),
            ("ChromeDriver 155.0.1 (a21ce95c-refs/branch-heads/8078@{#1704})", "155.0.1"),
            ("Google Chrome 156.1", "156.1"),
            ("", "unknown"),
        ] {
            assert_eq!(read_version(said), version);
        }
    }

    #[test]
    fn only_the_major_version_must_agree() {
        let pair = |browser: &str, driver: &str| Installed {
            browser: "b".into(),
            browser_version: browser.to_owned(),
            driver: "d".into(),
            driver_version: driver.to_owned(),
        };
        assert!(pair("156.0.1", "156.9.2").matches());
        assert!(!pair("156.0.1", "155.0.1").matches());
    }
}
