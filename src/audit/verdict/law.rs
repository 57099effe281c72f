//! What is required: checks, requirements, criteria.

use super::{Class, Severity};
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A check that was run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its id.
    pub id: String,
    /// The requirement as one sentence.
    pub title: String,
    /// The numbers of the WCAG criteria that a failure is a failure of.
    pub criteria: Vec<String>,
    /// The W3C ACT rules that it implements.
    pub act: Vec<String>,
    /// How bad one failure is.
    #[serde(deserialize_with = "severity")]
    pub severity: Severity,
    /// How many days a failure of it may stay open, as policy.
    pub deadline: u32,
    /// What kind of harm a failure does.
    #[serde(deserialize_with = "class")]
    pub class: Class,
    /// Where the requirement is written down.
    pub requirements: Vec<Requirement>,
    /// Why it matters, in Markdown, from the check's page.
    pub why: String,
    /// What it does not see, in Markdown, from the check's page.
    pub blind: String,
    /// The pieces of evidence that it reads.
    pub needs: Vec<String>,
    /// What must have been seen in the same evidence for a pass to count; absent where nothing must.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control: Option<String>,
    /// Whether all its criteria are of level AAA: its outcomes are told, and its findings only when it was named.
    #[serde(default)]
    pub beyond: bool,
}

/// A sentence in a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// The standard and its version.
    pub standard: String,
    /// The number in it.
    pub number: String,
    /// Its own short name.
    pub title: String,
    /// Its level; empty when the standard has none.
    pub level: String,
    /// Where to read it.
    pub url: String,
    /// Whether it is law: a finding is then evidence relevant to it, and never more.
    pub is_law: bool,
}

/// A WCAG criterion, and how the portal stands with it as far as was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Its number: `2.5.8`.
    pub num: String,
    /// Its name.
    pub title: String,
    /// `A` or `AA`.
    pub level: String,
    /// Where to read it.
    pub url: String,
    /// How the portal stands with it.
    pub status: Status,
    /// Why, in one sentence with the numbers.
    pub why: String,
    /// The checks that spoke of it.
    pub checks: Vec<String>,
}

/// How the portal stands with a criterion. None of these is a claim that it conforms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// A check found a failure.
    Failed,
    /// A person has to decide.
    Review,
    /// Things were tested and nothing was found automatically; a person may still find something.
    Passed,
    /// Nothing that the checks of the criterion speak of is in the states that were seen.
    Inapplicable,
    /// No check of the criterion was run to its end.
    Untested,
}

/// Reads a severity by its name.
pub(super) fn severity<'de, D: Deserializer<'de>>(from: D) -> Result<Severity, D::Error> {
    let name = String::deserialize(from)?;
    [Severity::Minor, Severity::Moderate, Severity::Serious, Severity::Critical]
        .into_iter()
        .find(|severity| severity.name() == name)
        .ok_or_else(|| D::Error::custom(format!("cannot read the severity {name:?}")))
}

fn class<'de, D: Deserializer<'de>>(from: D) -> Result<Class, D::Error> {
    let name = String::deserialize(from)?;
    [Class::Exposure, Class::Identity, Class::Accessibility, Class::Hardening]
        .into_iter()
        .find(|class| class.name() == name)
        .ok_or_else(|| D::Error::custom(format!("cannot read the class {name:?}")))
}
