//! Where nothing could have been found, nothing passes: a browser that keeps nothing, a profile that was emptied, a
//! portal that does not answer, a body that was not read.
//!
//! Every case was a pass once, of some tool if not of this one. The portal here is clean, or goes down; so each of these
//! checks would find nothing, and must say that it could not have.

use crate::{
    small_portal,
    stage::{self, bundled, in_words, judge, secrets},
};
use std::{collections::BTreeMap, fs};
use wardround::{
    audit::Verdict,
    capture::{Door, residue},
    driver::BrowserOptions,
    replay::{Codes, Pace, Probes, WalkOptions},
    scenario::{self, Located, Scenario},
};
use wardround_checks::evidence::Flow;
use wardround_test_site::{Options, Site};

#[test]
fn behind_a_certificate_error_no_cache_passes() {
    // Merely accepted, as many tools do: Chromium then keeps nothing, and our own client gets no answer.
    let flow = on_the_demo_portal(|_| BrowserOptions {
        switches: vec!["--ignore-certificate-errors".to_owned()],
        ..BrowserOptions::default()
    });
    let verdict = judged(&flow);
    for check in
        ["back-http-cache", "logout-invalidates-session", "residue-http-cache", "unauth-replay-phi"]
    {
        is_no_pass(&verdict, check);
    }
}

#[test]
fn a_browser_that_restores_nothing_and_an_emptied_profile_pass_nothing() {
    let mut flow = on_the_demo_portal(|site| BrowserOptions {
        pinned_keys: vec![site.spki_sha256_base64.clone()],
        switches: vec!["--disable-back-forward-cache".to_owned()],
        ..BrowserOptions::default()
    });
    is_no_pass(&judged(&flow), "back-bfcache");
    let emptied = tempfile::tempdir().expect("a folder");
    fs::create_dir(emptied.path().join("Default")).expect("a folder");
    let portal = "https://localhost/".parse().expect("an address");
    let last = flow.steps.last_mut().expect("a step");
    assert!(last.residue.is_some(), "the profile was read");
    last.residue = Some(residue(emptied.path(), &portal, &Door::new(b"key")));
    for check in ["residue-history", "residue-http-cache"] {
        is_no_pass(&judged(&flow), check);
    }
}

#[test]
fn a_portal_that_goes_down_and_a_body_that_is_not_read_pass_nothing() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let flow = runtime.block_on(async {
        let _place = stage::place().await;
        let mut scenario = scenario::parse("small.yaml", small_portal::SCENARIO)
            .unwrap_or_else(|error| panic!("{}", error.mistake()));
        scenario.target.base = Located::new(small_portal::serve().await);
        walk(&scenario, BrowserOptions::default()).await
    });
    let verdict = judged(&flow);
    for check in ["logout-invalidates-session", "unauth-replay-phi"] {
        is_no_pass(&verdict, check);
    }
    // The page itself was read, and forbids storing; what it fetched is in doubt.
    for check in ["cache-shared-phi", "cache-storable-phi"] {
        is_in_doubt(&verdict, check);
    }
}

fn on_the_demo_portal(browser: impl FnOnce(&Site) -> BrowserOptions) -> Flow {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let _place = stage::place().await;
        let site = Site::start(Options::default()).await.expect("the demo portal");
        let mut scenario = bundled("sign-out");
        scenario.target.base = Located::new(site.origin.clone());
        let flow = walk(&scenario, browser(&site)).await;
        site.stop().await;
        flow
    })
}

async fn walk(scenario: &Scenario, browser: BrowserOptions) -> Flow {
    let options = WalkOptions {
        browser,
        keyed_elsewhere: 0,
        pace: Pace::at_once(),
        codes: Codes::default(),
        probes: Probes::Only(["back", "replay"].map(str::to_owned).into()),
        time_scale: 1,
        key: b"the tests' own key".to_vec(),
    };
    let walked = stage::walk(scenario, &options, &secrets()).await;
    assert!(walked.stopped.is_none(), "{:?}", walked.stopped);
    walked.flow
}

fn judged(flow: &Flow) -> Verdict {
    judge(std::slice::from_ref(flow))
}

/// Nothing passes, and what is in doubt is said.
fn is_no_pass(verdict: &Verdict, check: &str) {
    let passed: BTreeMap<_, _> = verdict
        .outcomes
        .iter()
        .filter(|outcome| outcome.check == check && outcome.passed > 0)
        .map(|outcome| (outcome.state.as_str(), outcome.passed))
        .collect();
    assert!(passed.is_empty(), "{check} passes: {passed:?}\n{}", in_words(verdict));
    is_in_doubt(verdict, check);
}

fn is_in_doubt(verdict: &Verdict, check: &str) {
    let mut outcomes = verdict.outcomes.iter().filter(|outcome| outcome.check == check);
    assert!(
        outcomes.any(|outcome| outcome.cant_tell > 0),
        "{check} is in no doubt\n{}",
        in_words(verdict)
    );
}
