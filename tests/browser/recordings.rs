//! Recorded flows of the demo portal: for each check that needs more than a page, one that passes and one
//! with a fault.
//!
//! `WARDROUND_RECORD=1` walks the portal and writes them. Without it the browser has nothing to do here, for
//! `faults` tries every fault live: then the names of the recordings are compared with the faults.

use crate::{
    cases::{CASES, expected, is_recording},
    excerpt::excerpt,
    faults::{groups, probes},
    stage::play,
};
use std::{collections::BTreeSet, fs, path::Path};
use wardround_checks::{
    check::{Entry, Scope},
    evidence::{Flow, Piece},
    registry::CHECKS,
};
use wardround_test_site::Fault;

const SCENARIOS: [&str; 4] = ["appointment", "records", "sign-out", "telehealth"];

#[test]
fn cases_of_flows_are_those_of_the_faults() {
    if is_recording() {
        record();
    }
    let mut wrong = Vec::new();
    for check in CHECKS.iter().filter(|check| needs_flow(check)) {
        let names = names(check);
        let fault = fault_of(check).map(Fault::name);
        // Where the portal cannot be made to do it, the recording is edited, and its name says so.
        let passes = |name: &String| name == "pass-portal" || name.starts_with("pass-edited-");
        let fails = |name: &String| match &fault {
            Some(fault) => outcome_of(name, fault).is_some(),
            None => name.starts_with("fail-edited-"),
        };
        if !names.iter().any(passes) {
            wrong.push(format!("{} has no recording of the clean portal", check.meta.id));
        }
        if !names.iter().any(fails) {
            wrong.push(format!("{} has no recording of {fault:?}", check.meta.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The outcome that a recording of this fault is named by.
fn outcome_of<'n>(name: &'n str, fault: &str) -> Option<&'n str> {
    let outcome = name.strip_suffix(fault)?.strip_suffix('-')?;
    Some(outcome).filter(|outcome| ["fail", "unsure"].contains(outcome))
}

/// The names of a check's cases.
fn names(check: &Entry) -> Vec<String> {
    let entries = fs::read_dir(Path::new(CASES).join(check.meta.id)).expect("its cases");
    let files = entries.map(|entry| entry.expect("an entry").path());
    files
        .filter(|file| file.extension().is_some_and(|ending| ending == "json"))
        .map(|file| file.file_stem().unwrap_or_default().to_string_lossy().into_owned())
        .collect()
}

/// Whether a page alone does not show all that the check judges: no session, no text that was waited for.
fn needs_flow(check: &Entry) -> bool {
    let page = matches!(check.scope, Scope::State(_)) && check.needs == [Piece::Page];
    // What these need besides the page, their pages show as well.
    !page && !["hidden-focusable", "motion-actuation"].contains(&check.meta.id)
}

/// The fault that a check is recorded with: the first that it must notice.
fn fault_of(check: &Entry) -> Option<&'static Fault> {
    Fault::ALL.iter().find(|fault| fault.checks().contains(&check.meta.id))
}

/// Walks all that is wanted, and writes what each check needs of it. `WARDROUND_RECORD` may name faults, to
/// be walked alone, and scenarios, to be walked on the clean portal.
fn record() {
    let wish = std::env::var("WARDROUND_RECORD").unwrap_or_default();
    let named: BTreeSet<_> = wish.split(',').collect();
    let mut walks: Vec<(&'static str, Vec<Fault>)> = Vec::new();
    if wish == "1" {
        let recorded = |fault: Fault| {
            CHECKS.iter().any(|check| needs_flow(check) && fault_of(check) == Some(&fault))
        };
        walks.extend(SCENARIOS.map(|scenario| (scenario, Vec::new())));
        walks.extend(groups(recorded));
    } else {
        let clean = SCENARIOS.iter().filter(|scenario| named.contains(**scenario));
        walks.extend(clean.map(|scenario| (*scenario, Vec::new())));
        let faults = Fault::ALL.iter().filter(|fault| named.contains(fault.name()));
        walks.extend(faults.map(|fault| (fault.scenario(), vec![*fault])));
    }
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let mut playing = tokio::task::JoinSet::new();
        for (scenario, faults) in walks {
            playing.spawn(walk(scenario, faults));
        }
        let mut passed = BTreeSet::new();
        while let Some(walked) = playing.join_next().await {
            let (scenario, faults, flow) = walked.expect("a walk");
            for check in CHECKS.iter().filter(|check| needs_flow(check)) {
                let fault = fault_of(check);
                if let Some(fault) = fault.filter(|fault| faults.contains(fault)) {
                    // What a person has to look at is found, too.
                    let name = |outcome| format!("{outcome}-{}", fault.name());
                    let fails = expected::wrong(check, &name("fail"), &flow).is_empty();
                    write(check, &name(if fails { "fail" } else { "unsure" }), &flow);
                }
                // The scenario in which the fault shows is the best to see the portal without it in.
                let own = fault.is_some_and(|fault| fault.scenario() == scenario);
                if faults.is_empty()
                    && (own || (wish == "1" && !passed.contains(check.meta.id)))
                    && expected::wrong(check, "pass-portal", &flow).is_empty()
                {
                    passed.insert(check.meta.id);
                    write(check, "pass-portal", &flow);
                }
            }
        }
    });
}

async fn walk(scenario: &'static str, faults: Vec<Fault>) -> (&'static str, Vec<Fault>, Flow) {
    let walked = play(scenario, &faults, probes(&faults)).await;
    assert_eq!(walked.flow.stopped, None, "{scenario} with {faults:?}");
    (scenario, faults, walked.flow)
}

fn write(check: &Entry, name: &str, flow: &Flow) {
    let folder = Path::new(CASES).join(check.meta.id);
    fs::create_dir_all(&folder).expect("a folder");
    let json = serde_json::to_string(&excerpt(check, flow)).expect("a flow is JSON");
    fs::write(folder.join(format!("{name}.json")), json + "\n").expect("a recording");
}
