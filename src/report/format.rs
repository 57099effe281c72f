//! The formats by name.

use super::{ReportError, earl::earl, html, json::json, junit::junit};
use crate::audit::Verdict;
use std::str::FromStr;

/// A format that goes into files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// The verdict itself: `verdict.json`.
    Json,
    /// A page to read: `index.html` and `style.css`.
    Html,
    /// For CI servers: `junit.xml`.
    Junit,
    /// W3C's report form for implementations of ACT rules: `earl.json`.
    Earl,
}

/// What the formats are told beside the verdict.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Whether what a person has to look at fails too.
    pub strict: bool,
    /// Where the evidence lies as seen from the report's folder: `evidence`.
    pub evidence: String,
}

/// A file of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name in the report's folder.
    pub name: &'static str,
    /// What is in it.
    pub text: String,
}

/// A word that names no format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot write the format {0:?}; there are {known}", known = names())]
pub struct UnknownFormat(String);

/// The files of these formats.
pub fn files(
    verdict: &Verdict,
    formats: &[Format],
    settings: &Settings,
) -> Result<Vec<File>, ReportError> {
    let mut files = Vec::new();
    for format in formats {
        match format {
            Format::Json => files.push(File { name: "verdict.json", text: json(verdict)? }),
            Format::Html => files.extend(html::folder(verdict, settings)?),
            Format::Junit => {
                files.push(File { name: "junit.xml", text: junit(verdict, settings.strict)? });
            }
            Format::Earl => files.push(File { name: "earl.json", text: earl(verdict)? }),
        }
    }
    Ok(files)
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Html, Self::Json, Self::Junit, Self::Earl];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Html => "html",
            Self::Junit => "junit",
            Self::Earl => "earl",
        }
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, UnknownFormat> {
        let known = Self::ALL.into_iter().find(|format| format.name() == name);
        known.ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self { strict: false, evidence: "evidence".to_owned() }
    }
}

fn names() -> String {
    Format::ALL.map(Format::name).join(", ")
}
