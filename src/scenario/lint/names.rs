//! Names of steps, and what waivers name.

use super::super::suggestion::meant;
use super::report::Report;

/// Steps there are, each with a name of its own that can be a folder's.
pub(super) fn steps(report: &mut Report<'_>) {
    let steps = &report.scenario.steps;
    if steps.is_empty() {
        report
            .error(steps.place(), "there are no steps")
            .help("a step has a name, and says what to do and what must then hold");
    }
    for (index, step) in steps.iter().enumerate() {
        let (place, name) = (step.name.place(), step.name.as_str());
        let earlier = steps.iter().take(index).find(|other| other.name == step.name);
        if !is_kebab(name) {
            let better = kebab(name);
            let help = if better.is_empty() {
                "such as `sign-in`".to_owned()
            } else {
                format!("write `{better}`")
            };
            report
                .error(place, format!("`{name}` cannot name a step"))
                .label("lower-case letters, digits and single hyphens")
                .help(help);
        } else if let Some(earlier) = earlier {
            let line = earlier.line();
            report
                .error(place, format!("step `{name}` is there twice"))
                .label(format!("the first is in line {line}"));
        }
        if step.act.is_empty() && step.expect.is_empty() {
            report.warning(place, format!("step `{name}` does nothing and expects nothing"));
        } else if step.expect.is_empty() {
            report
                .warning(place, format!("step `{name}` expects nothing"))
                .help("say what must hold, so that evidence of the wrong page cannot pass for that of the right one");
        }
    }
}

/// Waivers name a check that there is, a step that there is, and a reason.
pub(super) fn waivers(report: &mut Report<'_>, checks: &[&str]) {
    let scenario = report.scenario;
    for (index, waiver) in scenario.waivers.iter().enumerate() {
        if !checks.contains(&waiver.check.as_str()) {
            report
                .error(waiver.check.place(), format!("there is no check `{}`", waiver.check))
                .help(check_help(&waiver.check, checks));
        }
        if scenario.step(&waiver.step).is_none() {
            let names = scenario.steps.iter().map(|step| step.name.as_str());
            report
                .error(waiver.step.place(), format!("there is no step `{}`", waiver.step))
                .help(meant(&waiver.step, names, "there are no steps"));
        }
        report.needs_text(waiver.thing.place(), &waiver.thing, "the thing");
        report.needs_text(waiver.reason.place(), &waiver.reason, "the reason");
        let same = |other: &super::super::Waiver| {
            (&other.check, &other.step, &other.thing)
                == (&waiver.check, &waiver.step, &waiver.thing)
        };
        if scenario.waivers.iter().take(index).any(same) {
            report.warning(waiver.check.place(), "this is waived twice");
        }
    }
}

/// There are too many checks to list.
fn check_help(wanted: &str, checks: &[&str]) -> String {
    match super::super::suggestion::nearest(wanted, checks.iter().copied()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => "`wardround explain` lists the checks".to_owned(),
    }
}

fn is_kebab(name: &str) -> bool {
    !name.is_empty()
        && name.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

fn kebab(name: &str) -> String {
    let words: Vec<String> = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    words.join("-")
}
