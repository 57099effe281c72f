//! What a browser could not do.

use std::{io, path::PathBuf, time::Duration};

/// What a browser could not do.
#[derive(Debug, thiserror::Error)]
pub enum DriverError {
    /// There is no browser.
    #[error("cannot find Chromium: looked for {looked}")]
    NoBrowser {
        /// Where it was looked for.
        looked: String,
    },
    /// There is no driver.
    #[error("cannot find chromedriver: looked for {looked}")]
    NoDriver {
        /// Where it was looked for.
        looked: String,
    },
    /// Browser and driver are of different major versions.
    #[error(
        "cannot drive {browser} ({browser_version}) with {driver} ({driver_version}): their major versions differ"
    )]
    VersionsDiffer {
        /// The browser.
        browser: PathBuf,
        /// Its version.
        browser_version: String,
        /// The driver.
        driver: PathBuf,
        /// Its version.
        driver_version: String,
    },
    /// A program could not be started.
    #[error("cannot start {}", program.display())]
    Start {
        /// The program.
        program: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The driver ended before it listened.
    #[error("cannot reach chromedriver: it said {said:?}")]
    Silent {
        /// Its last words.
        said: String,
    },
    /// The driver refused a session.
    #[error("cannot open a browser session: {said}")]
    Session {
        /// The driver's words.
        said: String,
    },
    /// The BiDi socket could not be opened.
    #[error("cannot open the BiDi socket of the session: {said}")]
    Socket {
        /// Why.
        said: String,
    },
    /// The browser or its driver went away.
    #[error("cannot reach the browser any more: it went away during {during}")]
    Gone {
        /// The command that was under way.
        during: String,
    },
    /// A command did not answer in time.
    #[error("cannot wait longer than {limit:?} for {during}")]
    Timeout {
        /// The command.
        during: String,
        /// The limit.
        limit: Duration,
    },
    /// The browser refused a command.
    #[error("cannot do {during}: {code}: {said}")]
    Refused {
        /// The command.
        during: String,
        /// The error code of the protocol.
        code: String,
        /// The browser's words.
        said: String,
    },
    /// A script of ours threw.
    #[error("cannot run {what} in the page: {said}")]
    Script {
        /// The script.
        what: String,
        /// What it threw.
        said: String,
    },
    /// An answer had another form than the protocol says.
    #[error("cannot understand the answer to {during}")]
    Answer {
        /// The command.
        during: String,
    },
    /// A folder or file of ours could not be used.
    #[error("cannot use {}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl DriverError {
    /// Whether the browser is still there after it.
    pub fn leaves_browser(&self) -> bool {
        matches!(
            self,
            Self::Timeout { .. } | Self::Refused { .. } | Self::Script { .. } | Self::Answer { .. }
        )
    }

    /// What to do about it, if that can be said.
    pub fn help(&self) -> Option<String> {
        match self {
            Self::NoBrowser { .. } | Self::NoDriver { .. } => Some(
                "run `wardround doctor --install`, or set CHROME and CHROMEDRIVER to their paths"
                    .to_owned(),
            ),
            Self::VersionsDiffer { .. } => Some(
                "install both from one source: `wardround doctor --install`, or `apt-get install --only-upgrade chromium chromium-driver`"
                    .to_owned(),
            ),
            Self::Session { said } if said.contains("exited") || said.contains("crashed") => Some(
                "the browser ended at once: a missing display (--headed) or a sandbox that this account may not use are the usual causes"
                    .to_owned(),
            ),
            _ => None,
        }
    }
}
