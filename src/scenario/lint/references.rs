//! Names of secrets and planted values: those used exist, those that exist are used.

use super::super::suggestion::meant;
use super::super::{Expectation, Located, Planted, Text};
use super::report::Report;
use std::collections::{BTreeMap, BTreeSet};

/// What is used exists.
pub(super) fn used(report: &mut Report<'_>) {
    let scenario = report.scenario;
    for step in &scenario.steps {
        for text in step.act.iter().filter_map(|action| action.text()) {
            text_names_something(report, text);
        }
        for expected in &step.expect {
            if let Expectation::Shows(planted) = &**expected {
                let (kind, known) = match &**planted {
                    Planted::Patient(_) => ("patient", &scenario.patient),
                    Planted::Canary(_) => ("canaries", &scenario.canaries),
                };
                known_key(report, planted, kind, planted.key(), known);
            }
        }
    }
}

/// Secrets that nobody uses are probably misspelt somewhere.
pub(super) fn unused(report: &mut Report<'_>) {
    let scenario = report.scenario;
    let mut used = BTreeSet::new();
    for text in scenario.steps.iter().flat_map(|step| &step.act).filter_map(|action| action.text())
    {
        if let Text::Secret(name) | Text::Totp(name) = &**text {
            used.insert(name.as_str());
        }
    }
    for (name, variable) in
        scenario.secrets.iter().filter(|(name, _)| !used.contains(name.as_str()))
    {
        report.warning(variable.place(), format!("no step uses the secret `{name}`"));
    }
}

fn text_names_something(report: &mut Report<'_>, text: &Located<Text>) {
    let scenario = report.scenario;
    match &**text {
        Text::Patient(key) => known_key(report, text, "patient", key, &scenario.patient),
        Text::Canary(key) => known_key(report, text, "canaries", key, &scenario.canaries),
        Text::Secret(name) | Text::Totp(name) => {
            if !scenario.secrets.contains_key(name) {
                let names = scenario.secrets.keys().map(String::as_str);
                report.error(text.place(), format!("there is no secret `{name}`")).help(meant(
                    name,
                    names,
                    "name it under `secrets`, with the environment variable that holds it",
                ));
            }
        }
        Text::Plain(plain) => looks_like_a_name(report, text, plain),
    }
}

fn known_key<T>(
    report: &mut Report<'_>,
    at: &Located<T>,
    kind: &str,
    key: &str,
    known: &BTreeMap<String, Located<String>>,
) {
    if known.contains_key(key) {
        return;
    }
    let other = if kind == "patient" {
        ("canaries", &report.scenario.canaries)
    } else {
        ("patient", &report.scenario.patient)
    };
    let help = if other.1.contains_key(key) {
        format!("did you mean `{}.{key}`?", other.0)
    } else {
        meant(key, known.keys().map(String::as_str), &format!("nothing is planted under `{kind}`"))
    };
    report.error(at.place(), format!("there is no `{key}` under `{kind}`")).help(help);
}

/// A name that is nearly right would be typed letter by letter.
fn looks_like_a_name(report: &mut Report<'_>, at: &Located<Text>, plain: &str) {
    let Some((kind, rest)) = plain.split_once(['.', ':']) else { return };
    if rest.is_empty() || rest.contains(|c: char| c.is_whitespace() || c == '@') {
        return;
    }
    let kind = kind.to_lowercase();
    let right = match kind.trim_end_matches('s') {
        "patient" | "persona" => format!("patient.{rest}"),
        "canary" | "canarie" => format!("canaries.{rest}"),
        "secret" => format!("secret:{rest}"),
        "totp" | "otp" => format!("totp:{rest}"),
        _ => return,
    };
    report
        .warning(at.place(), format!("`{plain}` would be typed as it stands"))
        .label("not the name of anything")
        .help(format!("did you mean `{right}`?"));
}
