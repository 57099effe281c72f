//! `JUnit` XML: a suite is a state, a case is a check.
//!
//! Nothing but a pass is a success: what a person has to look at, what is waived, what concerns nothing in
//! the state and what no step asked for are skipped, each with its reason. Missing evidence and a flow that
//! stopped are errors.

use super::{
    ReportError,
    words::{count, plain},
};
use crate::audit::{
    Verdict,
    verdict::{Check, Finding, Flow, Mark, Outcome, Severity, State},
};
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};
use std::collections::BTreeMap;

/// The verdict as `JUnit` XML. With `strict`, what a person has to look at fails.
pub fn junit(verdict: &Verdict, strict: bool) -> Result<String, ReportError> {
    let Verdict { checks, flows, states, outcomes, findings, tool, .. } = verdict;
    let checks: BTreeMap<_, _> = checks.iter().map(|check| (check.id.as_str(), check)).collect();
    let findings = by_state(findings, |finding| &finding.state);
    let outcomes = by_state(outcomes, |outcome| &outcome.state);
    let mut report = Report::new(&tool.name);
    for flow in flows {
        for state in states.iter().filter(|state| state.flow == flow.id) {
            let of_state = findings.get(state.id.as_str()).map_or(&[][..], Vec::as_slice);
            let mut suite = TestSuite::new(plain(&suite_name(state)));
            for outcome in outcomes.get(state.id.as_str()).into_iter().flatten() {
                let of_check: Vec<_> = of_state
                    .iter()
                    .filter(|finding| finding.check == outcome.check)
                    .copied()
                    .collect();
                let check = checks.get(outcome.check.as_str()).copied();
                suite.add_test_case(case(state, outcome, check, &of_check, strict));
            }
            report.add_test_suite(suite);
        }
        if let Some(stopped) = &flow.stopped {
            report.add_test_suite(broken(flow, stopped));
        }
    }
    Ok(report.to_string()?)
}

fn by_state<T>(all: &[T], state: impl Fn(&T) -> &String) -> BTreeMap<&str, Vec<&T>> {
    let mut map = BTreeMap::<_, Vec<_>>::new();
    for one in all {
        map.entry(state(one).as_str()).or_default().push(one);
    }
    map
}

fn suite_name(state: &State) -> String {
    format!("{} {} ({})", state.scenario, state.step, state.engine)
}

fn case(
    state: &State,
    outcome: &Outcome,
    check: Option<&Check>,
    findings: &[&Finding],
    strict: bool,
) -> TestCase {
    let of = |mark: Mark, waived: bool| -> Vec<&Finding> {
        let fits = |one: &&&Finding| one.outcome == mark && one.waived.is_some() == waived;
        findings.iter().filter(fits).copied().collect()
    };
    let (failed, unclear) = (of(Mark::Failed, false), of(Mark::CantTell, false));
    let waived: Vec<_> = findings.iter().filter(|one| one.waived.is_some()).copied().collect();
    let title = check.map_or("", |check| check.title.as_str());
    let severity = check.map_or(Severity::Minor, |check| check.severity);
    let status = if outcome.outcome == Mark::NotSeen {
        let missing = outcome.missing.as_deref().unwrap_or("evidence");
        if outcome.gap {
            let message = format!("not seen: the evidence “{missing}” was not recorded");
            with(TestCaseStatus::non_success(NonSuccessKind::Error), &message, "not-seen")
        } else {
            let message =
                format!("not run: no step of the flow asked for the evidence “{missing}”");
            with(TestCaseStatus::skipped(), &message, "not-asked")
        }
    } else if !failed.is_empty() || (strict && !unclear.is_empty()) {
        let mut bad = failed;
        if strict {
            bad.extend(unclear);
        }
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_description(told(&bad));
        with(status, title, severity.name())
    } else if let Some(first) = unclear.first() {
        let message = format!("{} to be looked at by a person: {}", unclear.len(), first.what);
        with(TestCaseStatus::skipped(), &message, "cant-tell")
    } else if let Some(waiver) = waived.first().and_then(|first| first.waived.as_ref()) {
        let message = format!("{} waived until {}: {}", waived.len(), waiver.until, waiver.reason);
        with(TestCaseStatus::skipped(), &message, "waived")
    } else if outcome.questions > 0 {
        let questions = count(outcome.questions, "question", "questions");
        let message = format!("{questions} that only a person can answer, in the report");
        with(TestCaseStatus::skipped(), &message, "question")
    } else if check.is_some_and(|check| check.beyond) {
        // Its findings are told when it is named; without them it must not look like a pass.
        let (failed, unclear) = (outcome.failed, outcome.cant_tell);
        let message = format!("level AAA: {failed} failed, {unclear} for a person");
        with(TestCaseStatus::skipped(), &message, "beyond")
    } else if outcome.outcome == Mark::Inapplicable {
        with(TestCaseStatus::skipped(), "inapplicable: nothing here concerns it", "inapplicable")
    } else {
        TestCaseStatus::success()
    };
    let mut case = TestCase::new(plain(&outcome.check), status);
    case.set_classname(plain(&format!("{}.{}.{}", state.engine, state.scenario, state.step)));
    case
}

fn with(mut status: TestCaseStatus, message: &str, kind: &str) -> TestCaseStatus {
    status.set_message(plain(message)).set_type(kind);
    status
}

fn told(findings: &[&Finding]) -> String {
    findings
        .iter()
        .map(|finding| {
            let subject = &finding.subject;
            let place = if subject.selector.is_empty() { &subject.name } else { &subject.selector };
            let lines = [
                place,
                &finding.what,
                &finding.fix,
                &format!("fingerprint {}", finding.fingerprint),
            ];
            lines.map(|line| plain(line)).join("\n  ")
        })
        .collect::<Vec<_>>()
        .join("\n")
}

fn broken(flow: &Flow, stopped: &str) -> TestSuite {
    let status = with(TestCaseStatus::non_success(NonSuccessKind::Error), stopped, "stopped");
    let mut case = TestCase::new("every step can be finished", status);
    case.set_classname(plain(&format!("{}.{}", flow.engine, flow.scenario)));
    let mut suite = TestSuite::new(plain(&format!("{} ({})", flow.scenario, flow.engine)));
    suite.add_test_case(case);
    suite
}
