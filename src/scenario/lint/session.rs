//! The session: it begins, it is over, and health data is only between the two.

use super::super::{Action, Expectation, Probe, SessionState, Text};
use super::report::Report;
use std::collections::BTreeSet;

/// Keys by which a patient signs in, so they are typed before a session begins.
const SIGN_IN: [&str; 3] = ["email", "phone", "username"];

/// The session begins before it is over, and what is planted is shown in between.
pub(super) fn order(report: &mut Report<'_>) {
    let scenario = report.scenario;
    let mut state = None;
    let marked = scenario.steps.iter().any(|step| step.session() == Some(SessionState::Begun));
    for step in &scenario.steps {
        for action in &step.act {
            typed(report, action, state);
        }
        // What a step expects holds together: its order says nothing about time.
        let after = step.session().filter(|now| *now != SessionState::Raised).or(state);
        for expected in &step.expect {
            match &**expected {
                Expectation::Session(now) => {
                    match (state, **now) {
                        (None, SessionState::Over) => {
                            report
                                .error(now.place(), "the session is over before it begins")
                                .help("mark the step that signs in with `session: begun`");
                        }
                        (Some(SessionState::Begun), SessionState::Begun) => {
                            report.warning(now.place(), "the session has begun already");
                        }
                        (None | Some(SessionState::Over), SessionState::Raised) => {
                            report.error(now.place(), "no session is there to be raised").help(
                                "`session: raised` marks a step between `session: begun` and `session: over` after which the patient may do more",
                            );
                        }
                        (Some(SessionState::Over), SessionState::Over) => {
                            report.warning(now.place(), "the session is over already");
                        }
                        _ => {}
                    }
                    if **now != SessionState::Raised {
                        state = Some(**now);
                    }
                }
                Expectation::Shows(planted) if after == Some(SessionState::Over) => {
                    report
                        .error(planted.place(), format!("`{}` is shown after the session is over", **planted))
                        .help("nothing may be left then; mark the step that signs in again with `session: begun`");
                }
                Expectation::Shows(planted) if after.is_none() => {
                    let help = if marked {
                        "rules about health data start at `session: begun`; move the mark to the step that signs in"
                    } else {
                        "rules about health data start at `session: begun`, and no step says it"
                    };
                    report
                        .warning(
                            planted.place(),
                            format!("`{}` is shown before the session begins", **planted),
                        )
                        .help(help);
                }
                _ => {}
            }
        }
    }
}

fn typed(report: &mut Report<'_>, action: &Action, state: Option<SessionState>) {
    let Some(text) = action.text().filter(|_| state == Some(SessionState::Over)) else { return };
    let health = match &**text {
        Text::Patient(key) => !SIGN_IN.contains(&key.as_str()),
        Text::Canary(_) => true,
        Text::Plain(_) | Text::Secret(_) | Text::Totp(_) => false,
    };
    if health {
        report
            .warning(text.place(), format!("`{}` is typed after the session is over", **text))
            .help("nothing of the patient may be left then; mark the step that signs in again with `session: begun`");
    }
}

/// Probes are asked for once, where they may run and where they find something.
pub(super) fn probes(report: &mut Report<'_>) {
    let scenario = report.scenario;
    let mut begun = false;
    let mut over = false;
    for step in &scenario.steps {
        if let Some(state) = step.session() {
            begun |= state == SessionState::Begun;
            over = match state {
                SessionState::Begun => false,
                SessionState::Raised => over,
                SessionState::Over => true,
            };
        }
        let mut asked = BTreeSet::new();
        for probe in &step.probe {
            if !asked.insert(**probe) {
                report.warning(probe.place(), format!("`{probe}` is asked for twice"));
            }
            if probe.needs_test_environment() && !scenario.target.is_test() {
                report
                    .warning(probe.place(), format!("`{probe}` will be skipped"))
                    .label("submits, sends again or waits")
                    .help("it needs `environment: test` under `target`");
            }
            let lives = begun && !over;
            if matches!(**probe, Probe::Idle | Probe::SignIn) && !lives {
                report.warning(probe.place(), "there is no session here").help(format!(
                    "ask for `{probe}` in a step between `session: begun` and `session: over`"
                ));
            }
        }
    }
}
