//! Evidence in, verdict out; twice, and equal.

use crate::{
    flows::{appointment, day, flows, of_check, run, verdict_of},
    sample::{CHECKS, Drawing},
};
use std::collections::{BTreeMap, BTreeSet};
use wardround::{
    audit::{
        Picture, Terms, Verdict, Waiver, judge, judge_by,
        verdict::{Mark, Outcome, Severity, Status},
    },
    report::{json, read_json},
};
use wardround_checks::evidence::{Flow, Step};

fn waived_by(waivers: &[Waiver]) -> Verdict {
    let terms = Terms { waivers, ..Terms::new(day("2026-05-14")) };
    judge_by(CHECKS, &flows(), run(), &terms)
}

fn line<'v>(verdict: &'v Verdict, check: &str, step: &str) -> Option<&'v Outcome> {
    let fits = |one: &&Outcome| one.check == check && one.state.ends_with(step);
    verdict.outcomes.iter().find(fits)
}

fn status(verdict: &Verdict, number: &str) -> Status {
    verdict.criteria.iter().find(|criterion| criterion.num == number).unwrap().status
}

#[test]
fn the_same_evidence_gives_the_same_verdict_byte_for_byte() {
    let (mut one, mut other) = (flows(), flows());
    assert_eq!(json(&verdict_of(&one)).unwrap(), json(&verdict_of(&other)).unwrap());
    // Workers end in any order.
    one.reverse();
    assert_eq!(json(&verdict_of(&one)).unwrap(), json(&verdict_of(&other)).unwrap());
    other[0].steps[0].name = "later".to_owned();
    assert_ne!(json(&verdict_of(&one)).unwrap(), json(&verdict_of(&other)).unwrap());
}

#[test]
fn a_verdict_survives_its_json() {
    let verdict = verdict_of(&flows());
    let text = json(&verdict).unwrap();
    assert_eq!(read_json(&text).unwrap(), verdict);
    let later = text.replacen("\"schema\": 1", "\"schema\": 2", 1);
    let error = read_json(&later).unwrap_err().to_string();
    assert_eq!(error, "cannot read a verdict of schema 2; this program knows schema 1");
}

#[test]
fn the_json_has_every_field_of_the_contract() {
    let text = json(&verdict_of(&flows())).unwrap();
    let verdict: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(verdict["schema"], 1);
    for (list, fields) in [
        ("checks", &["id", "title", "criteria", "act", "severity", "deadline"][..]),
        ("states", &["id", "scenario", "step", "url", "engine", "title"]),
        ("outcomes", &["check", "state", "outcome", "passed", "failed", "cantTell"]),
        (
            "findings",
            &[
                "fingerprint",
                "check",
                "state",
                "outcome",
                "severity",
                "what",
                "fix",
                "subject",
                "root",
                "first_seen",
                "due",
            ],
        ),
        ("criteria", &["num", "status", "why"]),
        ("roots", &["id", "check", "component", "findings"]),
    ] {
        for field in fields {
            assert!(verdict[list][0].get(field).is_some(), "{list}.{field}");
        }
    }
    for field in ["kind", "selector", "role", "name", "html", "box"] {
        assert!(verdict["findings"][0]["subject"].get(field).is_some(), "subject.{field}");
    }
    for field in ["started", "ended", "engines", "policy"] {
        assert!(verdict["run"].get(field).is_some(), "run.{field}");
    }
}

#[test]
fn what_was_found_is_what_was_tested_and_what_was_excepted() {
    let verdict = verdict_of(&[appointment()]);
    let targets = line(&verdict, "target-size-minimum", "pick-a-time").unwrap();
    assert_eq!((targets.passed, targets.failed, targets.cant_tell), (1, 2, 0));
    assert_eq!(targets.excepted, BTreeMap::from([("inline".to_owned(), 1)]));
    assert_eq!(targets.outcome, Mark::Failed);
    let names = line(&verdict, "button-name", "sign-in").unwrap();
    assert_eq!((names.outcome, names.passed), (Mark::Passed, 1));
    let order = line(&verdict, "focus-order", "pick-a-time").unwrap();
    assert_eq!((order.outcome, order.cant_tell), (Mark::CantTell, 1));
    let storable = line(&verdict, "cache-storable-phi", "sign-in").unwrap();
    assert_eq!(storable.outcome, Mark::Inapplicable);
}

#[test]
fn a_probe_that_no_step_asked_for_is_said_once_and_is_no_gap() {
    let verdict = verdict_of(&[appointment()]);
    let idle: Vec<_> =
        verdict.outcomes.iter().filter(|line| line.check == "idle-timeout-server").collect();
    assert_eq!(idle.len(), 1);
    assert!(idle[0].whole_flow && !idle[0].gap);
    assert_eq!(idle[0].outcome, Mark::NotSeen);
    assert_eq!(idle[0].missing.as_deref(), Some("idle experiment"));
    // The walk was asked for at one step: nothing is said of the other.
    assert!(line(&verdict, "focus-order", "sign-in").is_none());
    assert_eq!(verdict.exit.not_seen, 0);
}

#[test]
fn evidence_that_every_state_should_have_is_a_gap_where_it_is_missing() {
    let mut flow = appointment();
    flow.steps[0].page = None;
    let verdict = verdict_of(&[flow]);
    let missing = line(&verdict, "page-titled", "sign-in").unwrap();
    assert!(missing.gap && !missing.whole_flow);
    assert_eq!(missing.missing.as_deref(), Some("page"));
    assert_eq!(verdict.exit.not_seen, 4);
    assert!(verdict.is_incomplete());
}

#[test]
fn the_exit_code_follows_from_failures_then_from_gaps() {
    use Severity::{Critical, Minor, Serious};
    let clean = verdict_of(&[Flow { steps: appointment().steps[..1].to_vec(), ..appointment() }]);
    assert_eq!(clean.exit_code(Some(Minor), false), 0);
    let mut stopped = clean.clone();
    stopped.exit.stopped = 1;
    assert_eq!(stopped.exit_code(Some(Minor), false), 3);
    let mut unclear = clean.clone();
    unclear.exit.cant_tell = 1;
    assert_eq!(unclear.exit_code(Some(Minor), false), 0);
    assert_eq!(unclear.exit_code(Some(Minor), true), 1);
    let mut serious = clean;
    serious.exit.failed.add(Serious);
    for (fail_on, code) in [(Some(Minor), 1), (Some(Serious), 1), (Some(Critical), 0), (None, 0)] {
        assert_eq!(serious.exit_code(fail_on, false), code, "{fail_on:?}");
    }
    // What failed has failed, whatever else is missing.
    serious.exit.not_seen = 1;
    assert_eq!(serious.exit_code(Some(Serious), false), 1);
    assert_eq!(serious.exit_code(Some(Critical), false), 3);
}

#[test]
fn a_flow_without_a_step_is_a_flow_that_stopped() {
    let stopped = Some("step sign-in: cannot open /login".to_owned());
    let verdict = verdict_of(&[Flow { steps: Vec::new(), stopped, ..appointment() }]);
    assert_eq!((verdict.exit.stopped, verdict.outcomes.len()), (1, 0));
    assert_eq!(verdict.exit_code(None, false), 3);
}

#[test]
fn a_waived_finding_stays_and_does_not_count() {
    let waiver = Waiver {
        check: "target-size-minimum".to_owned(),
        scenario: Some("appointment".to_owned()),
        step: Some("pick-a-time".to_owned()),
        thing: None,
        reason: "A list view stands beside it.".to_owned(),
        until: day("2026-05-14"),
    };
    let without = waived_by(&[]);
    let verdict = waived_by(std::slice::from_ref(&waiver));
    assert_eq!(without.exit.failed.serious, 2);
    assert_eq!((verdict.exit.failed.serious, verdict.exit.waived), (0, 2));
    let targets = of_check(&verdict, "target-size-minimum");
    assert_eq!(targets.len(), 2);
    assert!(targets.iter().all(|finding| finding.waived.is_some()));
    assert_eq!(verdict.notes, [""; 0]);
    // The truth of the criterion does not change with what is accepted.
    assert_eq!(status(&verdict, "2.5.8"), Status::Failed);
    let root = verdict.roots.iter().find(|root| root.check == "target-size-minimum").unwrap();
    assert_eq!((root.open, root.findings.len()), (0, 2));

    let past = Waiver { until: day("2026-05-13"), ..waiver };
    let verdict = waived_by(&[past]);
    assert_eq!((verdict.exit.failed.serious, verdict.exit.waived), (2, 0));
    assert_eq!(
        verdict.notes,
        [
            "The waiver of target-size-minimum at step pick-a-time of appointment ended on 2026-05-13; \
          it covers nothing any more, and 2 findings count again that it would have covered."
        ]
    );
}

#[test]
fn a_waiver_that_matches_nothing_is_reported_if_it_could_have_matched() {
    let waiver = |check: &str, scenario: Option<&str>, thing: Option<&str>| Waiver {
        check: check.to_owned(),
        scenario: scenario.map(ToOwned::to_owned),
        step: None,
        thing: thing.map(ToOwned::to_owned),
        reason: "Because.".to_owned(),
        until: day("2027-01-01"),
    };
    for (waiver, notes) in [
        (waiver("button-name", None, Some("Tuesday")), 1),
        (waiver("button-name", Some("records"), None), 0),
        (waiver("no-such-check", None, None), 1),
        (
            waiver(
                "button-name",
                None,
                Some("html > body > main > table > tr:nth-of-type(1) > td:nth-of-type(2) > button"),
            ),
            0,
        ),
    ] {
        assert_eq!(waived_by(std::slice::from_ref(&waiver)).notes.len(), notes, "{waiver:?}");
    }
}

#[test]
fn criteria_say_what_was_found_and_never_that_the_portal_conforms() {
    let verdict = verdict_of(&[appointment()]);
    assert_eq!(verdict.criteria.len(), 55);
    for (number, expected) in [
        ("4.1.2", Status::Failed),
        ("2.4.3", Status::Review),
        ("2.4.2", Status::Passed),
        ("1.4.3", Status::Untested),
    ] {
        assert_eq!(status(&verdict, number), expected, "{number}");
    }
    let mut bare = appointment();
    bare.steps.truncate(1);
    bare.steps[0].page = Some(Drawing::new("Nothing here").page());
    let verdict = verdict_of(&[bare]);
    // Looked for in the state, and not there.
    assert_eq!(status(&verdict, "2.5.8"), Status::Inapplicable);
    // The walk was never made.
    assert_eq!(status(&verdict, "2.4.3"), Status::Untested);
    for criterion in &verdict.criteria {
        assert!(!criterion.why.to_lowercase().contains("conform"), "{}", criterion.why);
    }
}

#[test]
fn only_the_checks_that_are_asked_for_are_run() {
    let only = BTreeSet::from(["page-titled".to_owned()]);
    let terms = Terms { only: Some(&only), ..Terms::new(day("2026-05-14")) };
    let verdict = judge_by(CHECKS, &[appointment()], run(), &terms);
    assert_eq!(verdict.checks.len(), 1);
    assert_eq!(verdict.outcomes.len(), 2);
    assert!(verdict.findings.is_empty());
}

#[test]
fn a_screenshot_shows_what_the_window_showed() {
    let picture = |flow: &Flow, place: usize| {
        (place == 1)
            .then(|| Picture { path: format!("{}/02/screenshot.png", flow.scenario), whole: false })
    };
    let mut flow = appointment();
    flow.steps[1].page.as_mut().unwrap().view.scroll_y = 120.0;
    let terms = Terms { picture: &picture, ..Terms::new(day("2026-05-14")) };
    let verdict = judge_by(CHECKS, &[flow], run(), &terms);
    assert!(verdict.states[0].screenshot.is_none());
    let shot = verdict.states[1].screenshot.as_ref().unwrap();
    assert_eq!(shot.path, "appointment/02/screenshot.png");
    assert_eq!((shot.shows.y, shot.shows.height), (120.0, 720.0));
}

#[test]
fn the_registry_is_what_is_judged_by() {
    let verdict = judge(&[appointment()], run(), &Terms::new(day("2026-05-14")));
    let ids: Vec<_> = verdict.checks.iter().map(|check| check.id.as_str()).collect();
    let registered: Vec<_> =
        wardround_checks::registry::CHECKS.iter().map(|check| check.meta.id).collect();
    assert_eq!(ids, registered);
}

#[test]
fn a_question_is_asked_once_and_is_neither_a_pass_nor_a_finding() {
    let mut flow = appointment();
    flow.steps.push(Step { name: "the-same-again".to_owned(), ..flow.steps[1].clone() });
    let verdict = verdict_of(&[flow]);
    let asked: Vec<_> =
        verdict.questions.iter().filter(|one| one.check == "headings-and-labels").collect();
    let lines: Vec<_> =
        verdict.outcomes.iter().filter(|line| line.check == "headings-and-labels").collect();
    let states: usize = asked.iter().map(|question| question.states.len()).sum();
    assert_eq!((asked.len(), states), (2, 3), "two titles in three states");
    for line in lines.iter().filter(|line| line.outcome != Mark::NotSeen) {
        assert_eq!((line.outcome, line.cant_tell, line.questions), (Mark::CantTell, 1, 1));
    }
    assert_eq!(lines.iter().filter(|line| line.questions == 1).count(), states);
    assert!(of_check(&verdict, "headings-and-labels").is_empty());
    assert_eq!(status(&verdict, "2.4.6"), Status::Review);
    assert_eq!(
        verdict.exit.cant_tell,
        verdict
            .findings
            .iter()
            .filter(|finding| { finding.outcome == Mark::CantTell && finding.waived.is_none() })
            .count()
    );
}
