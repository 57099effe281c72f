//! Planted values: fit to be searched for, and called by their name.

use super::super::persona::{KEYS, too_common};
use super::super::suggestion::nearest;
use super::super::{Expectation, Located, Strength, Text};
use super::report::Report;

/// Values of the persona are long and rare, and their keys are known or at least well formed.
pub(super) fn persona(report: &mut Report<'_>) {
    let scenario = report.scenario;
    for (key, value) in &scenario.patient {
        let named = well_named(report, key, value);
        let unknown = named && !KEYS.contains(&key.as_str());
        if let Some(near) = nearest(key, KEYS).filter(|_| unknown) {
            report
                .warning(value.place(), format!("checks know no purpose `{key}`"))
                .label(format!("the value of `{key}`"))
                .help(format!("did you mean `{near}`?"));
        }
        if let Some(why) = too_common(value) {
            report
                .warning(value.place(), format!("`patient.{key}` cannot be told from other words"))
                .label(why)
                .help("invent a value that stands nowhere else; this one is counted only beside another of the patient's");
        }
    }
    for (key, value) in &scenario.canaries {
        well_named(report, key, value);
        if let Some(why) = too_common(value) {
            report
                .error(value.place(), format!("`canaries.{key}` cannot be told from other words"))
                .label(why)
                .help("invent a value that stands nowhere else");
        }
        if scenario.patient.contains_key(key) {
            report
                .error(value.place(), format!("`{key}` is planted twice"))
                .label("there is one under `patient` too")
                .help(
                    "evidence holds the key instead of the value, so one key stands for one value",
                );
        }
    }
}

fn well_named(report: &mut Report<'_>, key: &str, value: &Located<String>) -> bool {
    let snake = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !snake {
        let help = match nearest(key, KEYS) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "lower-case letters, digits and underscores, such as `given_name`".to_owned(),
        };
        report
            .error(value.place(), format!("`{key}` cannot be a key"))
            .label(format!("the value of `{key}`"))
            .help(help);
    }
    snake
}

/// What is typed, picked or expected is called by its name, so that its purpose is known and its value stays out of evidence.
pub(super) fn spelled_out(report: &mut Report<'_>) {
    let scenario = report.scenario;
    for step in &scenario.steps {
        for text in step.act.iter().filter_map(|action| action.text()) {
            let Text::Plain(plain) = &**text else { continue };
            if let Some(name) = whole(report, plain) {
                report
                    .error(text.place(), "a planted value is spelled out")
                    .help(format!("write `{name}`"));
            }
        }
        for expected in &step.expect {
            let (Expectation::Heading(said) | Expectation::Status(said) | Expectation::Text(said)) =
                &**expected
            else {
                continue;
            };
            let planted = scenario.planted().find(|canary| {
                canary.strength == Strength::Strong
                    && said.to_lowercase().contains(&canary.value.to_lowercase())
            });
            if let Some(canary) = planted {
                let name = full_name(report, canary.name);
                report.warning(said.place(), "a planted value is spelled out").help(format!(
                    "write `shows: {name}`, and here what the portal says by itself"
                ));
            }
        }
    }
}

fn whole(report: &Report<'_>, plain: &str) -> Option<String> {
    let found = report
        .scenario
        .canaries()
        .find(|(_, value)| !value.is_empty() && value.eq_ignore_ascii_case(plain));
    found.map(|(key, _)| full_name(report, key))
}

fn full_name(report: &Report<'_>, key: &str) -> String {
    let kind = if report.scenario.patient.contains_key(key) { "patient" } else { "canaries" };
    format!("{kind}.{key}")
}
