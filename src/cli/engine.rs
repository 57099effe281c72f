//! Where browser and driver are, and whether they belong together.
//!
//! Looked for in this order: `CHROME` and `CHROMEDRIVER`, the folder that build machines name in
//! `CHROMEWEBDRIVER`, the folders of `PATH`, known places. Nothing is ever downloaded.

use std::{
    ffi::{OsStr, OsString},
    fmt,
    io::Read,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::{Duration, Instant},
};

const PATIENCE: Duration = Duration::from_secs(20);

/// A browser and its driver, as far as they are there.
#[derive(Debug)]
pub(super) struct Engine {
    /// The browser.
    pub(super) browser: Result<Part, Absent>,
    /// The driver.
    pub(super) driver: Result<Part, Absent>,
}

/// A program that was found.
#[derive(Debug)]
pub(super) struct Part {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its version, or why it did not say.
    pub(super) version: Result<Version, String>,
}

/// A version: `156.0.7778.1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version(String);

/// Why a program was not found.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Absent {
    /// A variable names a file that is not there.
    Named {
        /// The variable.
        variable: &'static str,
        /// What it says.
        path: PathBuf,
    },
    /// It is in none of the places that were looked in.
    Nowhere {
        /// The names that were looked for.
        names: &'static [&'static str],
    },
}

struct Search {
    variable: &'static str,
    folder_variable: Option<&'static str>,
    names: &'static [&'static str],
    known: &'static [&'static str],
}

const BROWSER: Search = Search {
    variable: "CHROME",
    folder_variable: None,
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"],
    known: &[
        "/snap/bin/chromium",
        "/opt/google/chrome/chrome",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
};

const DRIVER: Search = Search {
    variable: "CHROMEDRIVER",
    folder_variable: Some("CHROMEWEBDRIVER"),
    names: &["chromedriver", "chromium.chromedriver"],
    known: &[
        "/snap/bin/chromium.chromedriver",
        "/usr/lib/chromium/chromedriver",
        "/usr/lib/chromium-browser/chromedriver",
        "/opt/homebrew/bin/chromedriver",
    ],
};

impl Engine {
    /// Looks for both, and asks each for its version.
    pub(super) fn find() -> Self {
        let part = |search: &Search| {
            locate(search, &|name| std::env::var_os(name), &|path| path.is_file())
                .map(|path| Part { version: version(&path), path })
        };
        Self { browser: part(&BROWSER), driver: part(&DRIVER) }
    }

    /// Why no flow can be recorded with them; nothing when one can.
    pub(super) fn trouble(&self) -> Option<String> {
        let (browser, driver) = match (&self.browser, &self.driver) {
            (Ok(browser), Ok(driver)) => (browser, driver),
            (Err(browser), Err(driver)) => {
                return Some(format!("cannot find a browser: {browser}\ncannot find its driver: {driver}"));
            }
            (Err(absent), _) => return Some(format!("cannot find a browser: {absent}")),
            (_, Err(absent)) => return Some(format!("cannot find the browser's driver: {absent}")),
        };
        match (&browser.version, &driver.version) {
            (Ok(of_browser), Ok(of_driver)) if of_browser.major() == of_driver.major() => None,
            (Ok(of_browser), Ok(of_driver)) => Some(format!(
                "cannot drive {} {of_browser} with {} {of_driver}: both must have the same first number",
                browser.path.display(),
                driver.path.display(),
            )),
            (Err(why), _) => Some(format!("cannot ask {} for its version: {why}", browser.path.display())),
            (_, Err(why)) => Some(format!("cannot ask {} for its version: {why}", driver.path.display())),
        }
    }
}

impl Version {
    /// The first version in a text: a word of digits and at least one dot.
    fn read(text: &str) -> Option<Self> {
        let is_version = |word: &&str| {
            word.contains('.')
                && word.split('.').all(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        };
        text.split_whitespace().find(is_version).map(|word| Self(word.to_owned()))
    }

    /// The first number, by which browser and driver match.
    pub(super) fn major(&self) -> &str {
        self.0.split('.').next().unwrap_or_default()
    }
}

impl fmt::Display for Version {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl fmt::Display for Absent {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named { variable, path } => {
                write!(to, "{variable} is {}, and there is no such file", path.display())
            }
            Self::Nowhere { names } => write!(to, "none of {} is on PATH", names.join(", ")),
        }
    }
}

fn locate(
    search: &Search,
    variable: &dyn Fn(&str) -> Option<OsString>,
    is_file: &dyn Fn(&Path) -> bool,
) -> Result<PathBuf, Absent> {
    let told = |name: &str| variable(name).filter(|value| !value.is_empty());
    if let Some(named) = told(search.variable) {
        // A variable that names nothing is a mistake that a person wants to hear of.
        let path = PathBuf::from(named);
        let found = is_file(&path);
        return if found { Ok(path) } else { Err(Absent::Named { variable: search.variable, path }) };
    }
    let folder = search.folder_variable.and_then(told).map(PathBuf::from);
    let path = told("PATH").unwrap_or_default();
    let folders: Vec<_> = folder.into_iter().chain(std::env::split_paths(&path)).collect();
    let named = |name: &&str| {
        let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
        folders.iter().map(|folder| folder.join(&file)).find(|path| is_file(path))
    };
    let known = || search.known.iter().map(PathBuf::from).find(|path| is_file(path));
    let found = search.names.iter().find_map(|name| named(&name)).or_else(known);
    found.ok_or(Absent::Nowhere { names: search.names })
}

fn version(program: &Path) -> Result<Version, String> {
    let said = ask(program, OsStr::new("--version"))?;
    Version::read(&said).ok_or_else(|| format!("it said {:?}", said.trim()))
}

/// What a program says on stdout, unless it takes for ever.
fn ask(program: &Path, argument: &OsStr) -> Result<String, String> {
    let mut child = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| error.to_string())?;
    let started = Instant::now();
    loop {
        match child.try_wait().map_err(|error| error.to_string())? {
            Some(_) => break,
            None if started.elapsed() > PATIENCE => {
                // It may have ended in this moment; either way it is gone.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("it did not answer within {} s", PATIENCE.as_secs()));
            }
            None => thread::sleep(Duration::from_millis(20)),
        }
    }
    let mut said = String::new();
    if let Some(mut out) = child.stdout.take() {
        out.read_to_string(&mut said).map_err(|error| error.to_string())?;
    }
    Ok(said)
}

#[cfg(test)]
mod tests {
    use super::{Absent, BROWSER, DRIVER, Engine, Part, Search, Version, locate};
    use std::path::{Path, PathBuf};

    #[test]
    fn a_version_is_found_among_other_words() {
        let table = [
            ("Chromium 156.0.7778.1 built on Debian GNU/Linux 13 (trixie)", Some("156.0.7778.1")),
            ("ChromeDriver 156.0.7778.1 (0ab1c2-refs/branch-heads/7778@{#1})", Some("156.0.7778.1")),
            ("Google Chrome 99.0.1 ", Some("99.0.1")),
            ("Chromium", None),
            ("version 12", None),
            ("1..2", None),
            ("", None),
        ];
        for (text, expected) in table {
            let read = Version::read(text).map(|version| version.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    fn look(search: &Search, variables: &[(&str, &str)], files: &[&str]) -> Result<PathBuf, Absent> {
        let variable = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into())
        };
        locate(search, &variable, &|path| files.iter().any(|file| Path::new(file) == path))
    }

    #[test]
    fn the_place_that_somebody_names_comes_first() {
        let files = ["/a/chromium", "/b/google-chrome", "/mine", "/snap/bin/chromium"];
        let path = ("PATH", "/b:/a");
        let table: [(&[(&str, &str)], &str); 5] = [
            (&[path, ("CHROME", "/mine")], "/mine"),
            (&[path, ("CHROME", "")], "/a/chromium"),
            (&[path], "/a/chromium"),
            (&[("PATH", "/b")], "/b/google-chrome"),
            (&[], "/snap/bin/chromium"),
        ];
        for (variables, expected) in table {
            assert_eq!(look(&BROWSER, variables, &files), Ok(expected.into()), "{variables:?}");
        }
        let driver = ["/hosted/chromedriver", "/a/chromedriver"];
        let hosted = [("PATH", "/a"), ("CHROMEWEBDRIVER", "/hosted")];
        assert_eq!(look(&DRIVER, &hosted, &driver), Ok("/hosted/chromedriver".into()));
    }

    #[test]
    fn a_name_that_leads_nowhere_is_told_rather_than_passed_over() {
        let absent = look(&BROWSER, &[("CHROME", "/gone"), ("PATH", "/a")], &["/a/chromium"]);
        let absent = absent.expect_err("no such file").to_string();
        assert_eq!(absent, "CHROME is /gone, and there is no such file");
        let absent = look(&DRIVER, &[], &[]).expect_err("nothing").to_string();
        assert_eq!(absent, "none of chromedriver, chromium.chromedriver is on PATH");
    }

    #[test]
    fn browser_and_driver_must_have_the_same_first_number() {
        let part = |path: &str, version: Option<&str>| {
            let version = version.map(|version| Version(version.to_owned()));
            Part { path: path.into(), version: version.ok_or_else(|| "it said \"\"".to_owned()) }
        };
        let engine = |browser, driver| Engine {
            browser: Ok(part("/c", browser)),
            driver: Ok(part("/d", driver)),
        };
        assert_eq!(engine(Some("156.0.1"), Some("156.9.2")).trouble(), None);
        for (browser, driver, word) in [
            (Some("156.0"), Some("155.0"), "cannot drive /c 156.0 with /d 155.0"),
            (Some("15.0"), Some("156.0"), "same first number"),
            (None, Some("156.0"), "cannot ask /c"),
            (Some("156.0"), None, "cannot ask /d"),
        ] {
            let trouble = engine(browser, driver).trouble().expect(word);
            assert!(trouble.contains(word), "{trouble}");
        }
        let nowhere = || Absent::Nowhere { names: &["x"] };
        let neither = Engine { browser: Err(nowhere()), driver: Err(nowhere()) };
        let trouble = neither.trouble().expect("nothing is there");
        assert!(trouble.contains("a browser") && trouble.contains("its driver"), "{trouble}");
    }
}
