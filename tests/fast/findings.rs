//! Findings: what makes them the same next week, where they are, and what they have in common.

use crate::{
    flows::{appointment, calendar, day, flows, of_check, run, verdict_of},
    sample::{CHECKS, Drawing},
};
use std::collections::{BTreeMap, BTreeSet};
use wardround::audit::{Terms, judge_by};
use wardround_checks::evidence::{Flow, Node, Scope, ScopeKind};

#[test]
fn a_fingerprint_outlives_what_changes_around_the_thing() {
    let prints = |flow: Flow| -> BTreeSet<_> {
        let verdict = verdict_of(&[flow]);
        let found = verdict.findings.iter().filter(|one| one.subject.kind == "element");
        found.map(|finding| finding.fingerprint.clone()).collect()
    };
    let mut moved = appointment();
    moved.steps[1].page = Some(calendar(true));
    // The walk names nodes by their place in the page, which has moved.
    moved.steps[1].focus = None;
    let mut same = appointment();
    same.steps[1].focus = None;
    assert_eq!(prints(same.clone()).len(), 5);
    assert_eq!(prints(same.clone()), prints(moved));
    let firefox = Flow { engine: "firefox".to_owned(), ..same.clone() };
    assert_eq!(prints(same.clone()), prints(firefox));
    let other = Flow { scenario: "records".to_owned(), ..same.clone() };
    assert!(prints(same).is_disjoint(&prints(other)));
}

#[test]
fn a_request_is_the_same_for_another_patient_at_another_port() {
    let print = |url: &str| {
        let mut flow = appointment();
        flow.steps[1].network.as_mut().unwrap().exchanges[0].url = url.to_owned();
        of_check(&verdict_of(&[flow]), "cache-storable-phi")[0].fingerprint.clone()
    };
    let first = print("https://127.0.0.1:41234/api/results/4711");
    assert_eq!(first, print("https://127.0.0.1:50001/api/results/815"));
    assert_ne!(first, print("https://127.0.0.1:41234/api/messages/4711"));
}

#[test]
fn every_finding_of_a_flow_has_a_fingerprint_of_its_own() {
    let verdict = verdict_of(&flows());
    let prints: BTreeSet<_> = verdict.findings.iter().map(|one| &one.fingerprint).collect();
    assert_eq!(prints.len(), verdict.findings.len());
    assert!(prints.iter().all(|print| print.len() == 16));
}

#[test]
fn one_component_with_one_mistake_is_one_cause() {
    let verdict = verdict_of(&[appointment()]);
    let roots: Vec<_> = verdict
        .roots
        .iter()
        .map(|root| (root.check.as_str(), root.component.as_str(), root.findings.len()))
        .collect();
    assert_eq!(
        roots,
        [
            ("cache-storable-phi", "GET /api/results/*", 1),
            ("button-name", "button.slot", 3),
            ("target-size-minimum", "button.slot", 2),
            ("focus-order", "button.slot", 1),
        ]
    );
    for finding in &verdict.findings {
        let root = verdict.roots.iter().find(|root| root.id == finding.root).unwrap();
        assert!(root.findings.contains(&finding.fingerprint));
    }
}

#[test]
fn a_finding_keeps_its_first_day_and_is_due_from_then() {
    let before = verdict_of(&[appointment()]);
    let storable = of_check(&before, "cache-storable-phi")[0];
    assert_eq!((storable.first_seen, storable.due), (day("2026-05-14"), day("2026-05-21")));
    let known = BTreeMap::from([(storable.fingerprint.clone(), day("2026-05-01"))]);
    let terms = Terms { first_seen: &known, ..Terms::new(day("2026-05-14")) };
    let after = judge_by(CHECKS, &[appointment()], run(), &terms);
    let storable = of_check(&after, "cache-storable-phi")[0];
    assert_eq!((storable.first_seen, storable.due), (day("2026-05-01"), day("2026-05-08")));
    let named = of_check(&after, "button-name")[0];
    assert_eq!(named.due, day("2026-06-13"));
}

#[test]
fn the_way_to_a_finding_leads_through_every_step_before_it() {
    let verdict = verdict_of(&[appointment()]);
    let finding = of_check(&verdict, "button-name")[0];
    assert_eq!(
        finding.steps_to_reproduce,
        [
            "sign-in: open /login; type the email into field “Email”; press button “Sign in”",
            "pick-a-time: press link “Book an appointment”",
        ]
    );
}

#[test]
fn a_selector_goes_into_shadow_roots_and_starts_at_an_id() {
    let mut drawing = Drawing::new("Shadow");
    let host =
        drawing.element(Drawing::BODY, "my-picker", &[("id", "picker")], [0.0, 0.0, 100.0, 40.0]);
    drawing.element(Some(host), "button", &[], [0.0, 0.0, 50.0, 40.0]);
    drawing.element(Some(host), "button", &[("id", ":r7:")], [50.0, 0.0, 50.0, 40.0]);
    let mut page = drawing.page();
    page.scopes.push(Scope { kind: ScopeKind::Open, host: Some(host), url: None });
    for node in page.nodes.iter_mut().skip(host.index() + 1) {
        if let Node::Element(element) = node {
            element.scope = 1;
        }
    }
    let mut flow = appointment();
    flow.steps.truncate(1);
    flow.steps[0].page = Some(page);
    let verdict = verdict_of(&[flow]);
    let selectors: Vec<_> = of_check(&verdict, "button-name")
        .iter()
        .map(|finding| finding.subject.selector.as_str())
        .collect();
    assert_eq!(
        selectors,
        ["#picker >>> button:nth-of-type(1)", "#picker >>> button:nth-of-type(2)"]
    );
}

#[test]
fn a_start_tag_is_shown_as_it_was_recorded_and_not_without_end() {
    let mut drawing = Drawing::new("Long");
    let long = "x".repeat(1_000);
    drawing.element(Drawing::BODY, "button", &[("data-a", "\"&"), ("data-x", &long)], [0.0; 4]);
    let mut flow = appointment();
    flow.steps.truncate(1);
    flow.steps[0].page = Some(drawing.page());
    let verdict = verdict_of(&[flow]);
    let html = &of_check(&verdict, "button-name")[0].subject.html;
    assert!(html.starts_with("<button data-a=\"&quot;&amp;\" data-x=\"xxx"), "{html}");
    assert_eq!(html.chars().count(), 300);
}
