//! Values that are of the right kind and still wrong.

use super::super::policy::LEAST_WARNING;
use super::super::source::names_a_variable;
use super::super::{Action, Css, Duration, Expectation, Field, Located, Place, Text};
use super::report::Report;

/// Secrets are names of environment variables, and are used where passwords are typed.
pub(super) fn secrets(report: &mut Report<'_>) {
    let scenario = report.scenario;
    for (name, variable) in scenario.variables() {
        if !names_a_variable(variable) {
            report.error(variable.place(), format!("`{name}` looks like a value")).masked().help(
                "write the name of the environment variable that holds it, such as PORTAL_PASSWORD",
            );
        }
    }
    for action in scenario.steps.iter().flat_map(|step| &step.act) {
        let (Some(Field::Named(field)), Some(text)) = (action.field(), action.text()) else {
            continue;
        };
        let hidden = ["password", "passcode", "passphrase"]
            .iter()
            .any(|word| field.to_lowercase().contains(word));
        if hidden && matches!(&**text, Text::Plain(plain) if !plain.is_empty()) {
            report
                .warning(text.place(), format!("something secret is spelled out for `{field}`"))
                .masked()
                .help("name it under `secrets` and write `secret:NAME`");
        }
    }
}

/// The limits fit each other.
pub(super) fn policy(report: &mut Report<'_>) {
    let policy = &report.scenario.policy;
    if policy.idle.as_secs() == 0 {
        report.error(policy.idle.place(), "no session can end before it begins");
    }
    if *policy.absolute < *policy.idle {
        report
            .error(
                written(&policy.absolute, &policy.idle),
                format!("a session of {} cannot be idle for {}", policy.absolute, policy.idle),
            )
            .help("`absolute` is at least as long as `idle`");
    }
    if *policy.warning < LEAST_WARNING {
        report
            .error(policy.warning.place(), format!("a warning of {} is too short", policy.warning))
            .help(format!("success criterion 2.2.1 wants {LEAST_WARNING} at the least"));
    } else if *policy.warning >= *policy.idle {
        report
            .error(
                written(&policy.warning, &policy.idle),
                format!("a warning of {} is longer than a session may be idle", policy.warning),
            )
            .help(format!("`warning` is shorter than `idle`, which is {}", policy.idle));
    }
}

/// Where the first of two limits stands, or the second if the first is a default.
fn written(first: &Located<Duration>, second: &Located<Duration>) -> Place {
    if first.place().line > 0 { first.place() } else { second.place() }
}

/// Controls and expectations have names, selectors have reasons, files stay in their folder.
pub(super) fn controls(report: &mut Report<'_>) {
    let scenario = report.scenario;
    for step in &scenario.steps {
        for action in &step.act {
            if let Some(css) = action.css() {
                selector(report, css);
            }
            if let Some(Field::Named(name)) = action.field() {
                report.needs_text(name.place(), name, "the field's name");
            }
            match &**action {
                Action::Click(locator) => {
                    if let Some(name) = locator.name() {
                        report.needs_text(name.place(), name, "the control's name");
                    }
                }
                Action::Attach(attach) => {
                    let file = attach.file.as_str();
                    let strays = file.starts_with(['/', '\\', '~'])
                        || file.contains(':')
                        || file.split(['/', '\\']).any(|part| part == "..");
                    report.needs_text(attach.file.place(), file, "the file's name");
                    if strays {
                        report
                            .error(
                                attach.file.place(),
                                format!("`{file}` is not in the scenario's folder"),
                            )
                            .help("put the file beside the scenario and write its name");
                    }
                }
                Action::Open(_) | Action::Fill(_) | Action::Choose(_) | Action::Press(_) => {}
            }
        }
        for expected in &step.expect {
            if let Expectation::Heading(said)
            | Expectation::Status(said)
            | Expectation::Text(said) = &**expected
            {
                report.needs_text(said.place(), said, "what is expected");
            }
        }
    }
}

fn selector(report: &mut Report<'_>, css: &Css) {
    report.needs_text(css.select.place(), &css.select, "the selector");
    let help = "say why role and name do not do; a control that cannot be named is a finding";
    match &css.reason {
        None => {
            report.error(css.select.place(), "a selector without a reason").help(help);
        }
        Some(reason) if reason.trim().is_empty() => {
            report.error(reason.place(), "the reason is empty").help(help);
        }
        Some(_) => {}
    }
}
