//! What several commands can be told, and how it is read.

use crate::{report, scenario::Probe};
use clap::{Args, ValueEnum};
use std::{collections::BTreeSet, path::PathBuf, str::FromStr};
use wardround_checks::{check::Severity, registry::CHECKS};
use wardround_test_site::Fault;

const PROBES: [Probe; 8] = [
    Probe::Keyboard,
    Probe::Paste,
    Probe::Back,
    Probe::Replay,
    Probe::Idle,
    Probe::SignIn,
    Probe::Refusals,
    Probe::Links,
];

/// How pages are looked at.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Browser")]
pub(super) struct Browsing {
    /// The engine. This version drives chromium.
    #[arg(long, value_name = "ENGINE", default_value = "chromium", value_parser = engine)]
    pub(super) engine: String,
    /// How much is looked at side by side, two for each processor unless said: flows each in a browser of its own,
    /// pages each in a window of one browser.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(super) workers: Option<u16>,
    /// Show the browser's window.
    #[arg(long)]
    pub(super) headed: bool,
    /// Trust this public key, whatever its certificate says: the base64 of its SHA-256 digest (RFC 7469).
    /// For a staging portal with a certificate of its own; accepting the error instead would keep the
    /// browser from caching, and hide what it leaves behind. May be given more than once
    #[arg(long = "trust-key", value_name = "BASE64")]
    pub(super) trust_keys: Vec<String>,
}

/// Where evidence goes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct Recording {
    /// The folder for evidence and report. Evidence of an earlier run in it is replaced.
    #[arg(long, value_name = "DIR", default_value = "wardround-report")]
    pub(super) out: PathBuf,
}

/// What is judged, how it is reported and when it fails.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Verdict")]
pub(super) struct Judging {
    /// The formats of the report, with commas between.
    #[arg(
        long,
        value_name = "LIST",
        value_enum,
        value_delimiter = ',',
        default_value = "html,json,junit,terminal"
    )]
    pub(super) format: Vec<Format>,
    /// The least severity of a failure that makes the exit code 1.
    #[arg(long, value_name = "SEVERITY", value_enum, default_value_t = FailOn::Minor)]
    pub(super) fail_on: FailOn,
    /// What cannot be told fails too.
    #[arg(long)]
    pub(super) strict: bool,
    /// Run these checks only, with commas between; `wardround explain` lists them.
    #[arg(long, value_name = "CHECKS", value_delimiter = ',', value_parser = check)]
    pub(super) only: Vec<String>,
}

/// A format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(super) enum Format {
    /// Pages for a person.
    Html,
    /// `verdict.json`, of which every other format is a projection.
    Json,
    /// `junit.xml`, for continuous integration.
    Junit,
    /// `earl.json`, the form in which W3C takes reports of ACT implementations.
    Earl,
    /// A summary on stdout.
    Terminal,
}

/// The least severity of a failure that makes the exit code 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    /// Anything that fails.
    Minor,
    /// What slows patients down, and worse.
    Moderate,
    /// What stops some patients, and worse.
    Serious,
    /// Only what keeps patients out or lets others in.
    Critical,
    /// Nothing.
    Never,
}

/// What is tried on top of looking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Probes {
    /// What needs no long wait, and what a scenario asks for.
    Usual,
    /// Nothing.
    None,
    /// Everything, where it makes sense.
    All,
    /// These only.
    Only(BTreeSet<Probe>),
}

/// The faults of the demo portal that are on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Faults(pub(super) Vec<Fault>);

impl Format {
    /// The report room's name for it, if it goes into files.
    pub(super) const fn in_files(self) -> Option<report::Format> {
        match self {
            Self::Html => Some(report::Format::Html),
            Self::Json => Some(report::Format::Json),
            Self::Junit => Some(report::Format::Junit),
            Self::Earl => Some(report::Format::Earl),
            Self::Terminal => None,
        }
    }
}

impl FailOn {
    /// The severity from which on a failure counts, if any does.
    pub(super) const fn least(self) -> Option<Severity> {
        match self {
            Self::Minor => Some(Severity::Minor),
            Self::Moderate => Some(Severity::Moderate),
            Self::Serious => Some(Severity::Serious),
            Self::Critical => Some(Severity::Critical),
            Self::Never => None,
        }
    }
}

impl Judging {
    /// The checks to run; absent for all of them.
    pub(super) fn only(&self) -> Option<BTreeSet<String>> {
        (!self.only.is_empty()).then(|| self.only.iter().cloned().collect())
    }
}

impl FromStr for Probes {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = |name: &str| {
            PROBES.into_iter().find(|probe| probe.to_string() == name).ok_or_else(|| {
                let words = ["usual", "none", "all"].map(str::to_owned).into_iter();
                let words: Vec<_> = words.chain(PROBES.map(|probe| probe.to_string())).collect();
                let meant = meant(name, words.iter().map(String::as_str));
                format!("cannot find probe `{name}`{meant}")
            })
        };
        match text.trim() {
            "usual" => Ok(Self::Usual),
            "none" => Ok(Self::None),
            "all" => Ok(Self::All),
            names => names
                .split(',')
                .map(|name| read(name.trim()))
                .collect::<Result<_, _>>()
                .map(Self::Only),
        }
    }
}

impl FromStr for Faults {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = |name: &str| Fault::parse(name.trim()).map_err(|error| error.to_string());
        match text.trim() {
            "all" => Ok(Self(Fault::ALL.to_vec())),
            "none" => Ok(Self(Vec::new())),
            names => names.split(',').map(read).collect::<Result<_, _>>().map(Self),
        }
    }
}

/// An engine that this version drives.
pub(super) fn engine(name: &str) -> Result<String, String> {
    match name {
        "chromium" => Ok(name.to_owned()),
        "firefox" | "webkit" => {
            Err(format!("cannot drive {name} yet; this version drives chromium only"))
        }
        _ => Err(format!("cannot drive `{name}`; this version drives chromium only")),
    }
}

/// The id of a check that there is.
pub(super) fn check(id: &str) -> Result<String, String> {
    let ids = || CHECKS.iter().map(|check| check.meta.id);
    if ids().any(|known| known == id) {
        return Ok(id.to_owned());
    }
    Err(format!("cannot find check `{id}`{}", meant(id, ids())))
}

/// `; did you mean …?`, when a name is near enough to be a slip of the hand.
fn meant<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    known
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .min()
        .filter(|(distance, known)| distance * 3 <= known.len().max(3))
        .map_or_else(String::new, |(_, known)| format!("; did you mean `{known}`?"))
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults, Probe, Probes, check, engine, meant};

    #[test]
    fn a_list_is_all_none_or_names() {
        let two = [Probe::Keyboard, Probe::Back].into();
        assert_eq!("keyboard, back".parse(), Ok(Probes::Only(two)));
        for (word, expected) in
            [("usual", Probes::Usual), ("none", Probes::None), ("all", Probes::All)]
        {
            assert_eq!(word.parse(), Ok(expected));
        }
        assert_eq!("none".parse(), Ok(Faults(Vec::new())));
        assert_eq!("all".parse::<Faults>().map(|all| all.0.len()), Ok(Fault::ALL.len()));
        let error = "keybord".parse::<Probes>().expect_err("a slip");
        assert_eq!(error, "cannot find probe `keybord`; did you mean `keyboard`?");
        assert!("no-such-fault-at-all".parse::<Faults>().is_err());
        assert!("".parse::<Probes>().is_err(), "an empty list says `none`");
    }

    #[test]
    fn a_name_is_suggested_only_when_it_is_near() {
        let known = || ["contrast-minimum", "hsts"].into_iter();
        assert_eq!(meant("contrast-minimun", known()), "; did you mean `contrast-minimum`?");
        assert_eq!(meant("htss", known()), "; did you mean `hsts`?");
        assert_eq!(meant("reflow", known()), "");
        assert!(check("no-such-check").is_err());
    }

    #[test]
    fn an_engine_that_is_not_driven_yet_is_told_so() {
        assert_eq!(engine("chromium").as_deref(), Ok("chromium"));
        for (name, word) in [("firefox", "yet"), ("webkit", "yet"), ("lynx", "only")] {
            assert!(engine(name).expect_err(name).contains(word));
        }
    }
}
