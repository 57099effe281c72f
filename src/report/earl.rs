//! EARL in the form that W3C takes reports of ACT implementations in: a JSON-LD graph of test subjects, each with
//! an assertion for each check.
//!
//! The form is that of <https://www.w3.org/WAI/standards-guidelines/act/report/earl>; the outcomes are those of
//! EARL 1.0. A check that was not run is `untested`; a question for a person is `cantTell`, like a doubt.

use super::ReportError;
use crate::audit::{
    Verdict,
    verdict::{Check, Mark, Outcome, State},
};
use serde::Serialize;
use std::collections::BTreeMap;

const CONTEXT: &str = "https://www.w3.org/WAI/content-assets/wcag-act-rules/earl-context.json";
/// What a criterion's address begins with where the context calls it `WCAG2:`.
const CRITERION: &str = "https://www.w3.org/TR/WCAG22/#";

#[derive(Serialize)]
struct Report<'v> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<TestSubject<'v>>,
}

#[derive(Serialize)]
struct TestSubject<'v> {
    #[serde(rename = "@type")]
    kind: [&'static str; 2],
    source: &'v str,
    title: &'v str,
    assertions: Vec<Assertion<'v>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Assertion<'v> {
    #[serde(rename = "@type")]
    kind: &'static str,
    mode: &'static str,
    asserted_by: Assertor<'v>,
    test: TestCase<'v>,
    result: TestResult,
}

#[derive(Serialize, Clone, Copy)]
struct Assertor<'v> {
    #[serde(rename = "@type")]
    kind: [&'static str; 2],
    name: &'v str,
    release: Release<'v>,
}

#[derive(Serialize, Clone, Copy)]
struct Release<'v> {
    #[serde(rename = "@type")]
    kind: &'static str,
    revision: &'v str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TestCase<'v> {
    #[serde(rename = "@type")]
    kind: &'static str,
    title: &'v str,
    /// The ACT rules that the check implements, for a reader who need not guess.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    see_also: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    is_part_of: Vec<String>,
}

#[derive(Serialize)]
struct TestResult {
    #[serde(rename = "@type")]
    kind: &'static str,
    outcome: &'static str,
}

/// The verdict as an EARL report, with a line feed at its end.
pub fn earl(verdict: &Verdict) -> Result<String, ReportError> {
    let checks: BTreeMap<_, _> =
        verdict.checks.iter().map(|check| (check.id.as_str(), check)).collect();
    let mut lines = BTreeMap::<_, Vec<_>>::new();
    for outcome in &verdict.outcomes {
        lines.entry(outcome.state.as_str()).or_default().push(outcome);
    }
    let assertor = Assertor {
        kind: ["Assertor", "Software"],
        name: &verdict.tool.name,
        release: Release { kind: "Version", revision: &verdict.tool.version },
    };
    let graph = verdict
        .states
        .iter()
        .map(|state| TestSubject {
            kind: ["TestSubject", "WebPage"],
            source: source(state),
            title: &state.id,
            assertions: lines
                .get(state.id.as_str())
                .into_iter()
                .flatten()
                .filter_map(|line| {
                    Some(assertion(assertor, checks.get(line.check.as_str())?, line))
                })
                .collect(),
        })
        .collect();
    Ok(serde_json::to_string_pretty(&Report { context: CONTEXT, graph })? + "\n")
}

/// The address that was asked for: a page that led elsewhere is still the one that was tested.
fn source(state: &State) -> &str {
    if state.scenario == "audit" { &state.step } else { &state.url }
}

fn assertion<'v>(assertor: Assertor<'v>, check: &'v Check, line: &Outcome) -> Assertion<'v> {
    let criteria = check.requirements.iter().filter_map(|requirement| {
        requirement.url.strip_prefix(CRITERION).map(|name| format!("WCAG2:{name}"))
    });
    Assertion {
        kind: "Assertion",
        mode: "earl:automatic",
        asserted_by: assertor,
        test: TestCase {
            kind: "TestCase",
            title: &check.id,
            see_also: check
                .act
                .iter()
                .map(|rule| {
                    format!("https://www.w3.org/WAI/standards-guidelines/act/rules/{rule}/")
                })
                .collect(),
            is_part_of: criteria.collect(),
        },
        result: TestResult {
            kind: "TestResult",
            outcome: match line.outcome {
                Mark::Failed => "earl:failed",
                Mark::CantTell => "earl:cantTell",
                Mark::Passed => "earl:passed",
                Mark::Inapplicable => "earl:inapplicable",
                Mark::NotSeen => "earl:untested",
            },
        },
    }
}
