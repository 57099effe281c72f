//! The fault matrix: a clean portal yields nothing, each fault exactly its checks, at its step.
//!
//! Faults of one scenario that share no check and do not touch the same session are switched on together:
//! the charges must then be exactly the union, each first at its own step, so nothing is proved less. (A page
//! that is still there at the next step is charged there too.)
//! `WARDROUND_FAULTS=each` switches them on one by one; a name or several switch on those alone.

use crate::stage::{Play, first_charges, in_words, judge, play};
use std::collections::{BTreeMap, BTreeSet};
use wardround_test_site::Fault;

const SCENARIOS: [&str; 4] = ["appointment", "records", "sign-out", "telehealth"];

#[test]
fn the_clean_portal_is_silent() {
    let quiet: Vec<_> = run(SCENARIOS.iter().map(|scenario| (*scenario, Vec::new())).collect());
    assert!(quiet.is_empty(), "{}", quiet.join("\n"));
}

#[test]
fn each_fault_is_found_by_exactly_its_checks_at_its_step() {
    let wish = std::env::var("WARDROUND_FAULTS").unwrap_or_default();
    let named: BTreeSet<_> = wish.split(',').filter(|name| !name.is_empty()).collect();
    let each = named.contains("each");
    let wanted = |fault: Fault| named.is_empty() || each || named.contains(fault.name());
    let groups = if each { one_by_one() } else { groups(wanted) };
    let wrong = run(groups);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Plays each group, and says what came of it that should not have, or did not that should.
fn run(groups: Vec<(&'static str, Vec<Fault>)>) -> Vec<String> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let mut playing = tokio::task::JoinSet::new();
        for (scenario, faults) in groups {
            playing
                .spawn(async move { (scenario, faults.clone(), wrong(scenario, &faults).await) });
        }
        let mut said = Vec::new();
        while let Some(played) = playing.join_next().await {
            let (scenario, faults, wrong) = played.expect("a play");
            let names: Vec<_> = faults.iter().map(Fault::name).collect();
            let word = if wrong.is_some() { "wrong" } else { "right" };
            let said_at_once = wrong.clone().unwrap_or_default();
            progress(&format!("{word}: {scenario} with {names:?}\n{said_at_once}"));
            if let Some(wrong) = wrong {
                said.push(format!("{scenario} with {names:?}:\n{wrong}"));
            }
        }
        said
    })
}

/// A long test says how far it is; the harness keeps what is printed to itself until the end.
fn progress(line: &str) {
    use std::io::Write;
    let _ = std::io::stderr().write_all(line.as_bytes());
}

async fn wrong(scenario: &'static str, faults: &[Fault]) -> Option<String> {
    let walked = play(scenario, faults, probes(faults)).await;
    if let Some(stopped) = &walked.flow.stopped {
        return Some(format!("  it stopped: {stopped}\n"));
    }
    let verdict = judge(std::slice::from_ref(&walked.flow));
    let found = first_charges(&verdict);
    let mut said = Vec::new();
    for fault in faults {
        for (place, check) in fault.checks().iter().enumerate() {
            match found.get(*check) {
                None => said.push(format!("  {} is not found by {check}\n", fault.name())),
                // The first of its checks says where it is; another may see it as soon as it is there.
                Some(step) if place == 0 && step != fault.step() => said.push(format!(
                    "  {} is found by {check} at {step}, and not at {}\n",
                    fault.name(),
                    fault.step()
                )),
                Some(_) => {}
            }
        }
    }
    let expected: BTreeSet<_> = faults.iter().flat_map(Fault::checks).copied().collect();
    for (check, step) in found.iter().filter(|(check, _)| !expected.contains(check.as_str())) {
        said.push(format!("  too much: {check} at {step}\n"));
    }
    (!said.is_empty()).then(|| said.concat() + &in_words(&verdict))
}

/// Checks that read the sign-in experiment, or what was tried after it.
const SIGN_INS: [&str; 9] = [
    "concurrent-sessions",
    "cross-patient-replay",
    "deprovisioned-login",
    "login-enumeration",
    "logout-sso-relogin",
    "mfa-at-login",
    "session-fixation",
    "session-id-entropy",
    "session-rotation-privilege",
];

/// The probes that these faults need to be seen; the clean portal is seen by all.
pub(crate) fn probes(faults: &[Fault]) -> Play {
    let clean = faults.is_empty();
    let needs = |check: &str| faults.iter().any(|fault| fault.checks().contains(&check));
    let focus = [
        "keyboard",
        "no-keyboard-trap",
        "focus-visible",
        "focus-order",
        "focus-not-obscured-minimum",
    ];
    let idle =
        ["dom-after-lock", "idle-timeout-server", "screen-left-after-timeout", "timeout-warning"];
    Play {
        sign_ins: clean || SIGN_INS.iter().any(|check| needs(check)),
        keyboard: clean || focus.iter().any(|check| needs(check)),
        idle: clean || idle.iter().any(|check| needs(check)),
    }
}

/// Each fault alone.
fn one_by_one() -> Vec<(&'static str, Vec<Fault>)> {
    Fault::ALL.iter().map(|fault| (fault.scenario(), vec![*fault])).collect()
}

/// So many faults are on at a time: what is wrong on a page should not change what else the page is.
const MOST: usize = 12;

/// The wanted faults, in groups that can be told apart.
pub(crate) fn groups(wanted: impl Fn(Fault) -> bool) -> Vec<(&'static str, Vec<Fault>)> {
    let mut faults: BTreeMap<&'static str, Vec<Fault>> = BTreeMap::new();
    for fault in Fault::ALL.iter().copied().filter(|fault| wanted(*fault)) {
        faults.entry(fault.scenario()).or_default().push(fault);
    }
    let mut groups = Vec::new();
    for (scenario, faults) in faults {
        let mut shared: Vec<Vec<Fault>> = vec![Vec::new(); faults.len().div_ceil(MOST)];
        for fault in faults {
            let joins = |group: &&mut Vec<Fault>| {
                group.len() < MOST && group.iter().all(|other| apart(fault, *other))
            };
            // Rather where nothing else is wrong at the same step, and where few things are.
            let crowd = |group: &&mut Vec<Fault>| {
                let beside = group.iter().filter(|other| other.step() == fault.step()).count();
                (beside, group.len())
            };
            match shared.iter_mut().filter(joins).min_by_key(crowd) {
                Some(group) => group.push(fault),
                None => shared.push(vec![fault]),
            }
        }
        let shared = shared.into_iter().filter(|group| !group.is_empty());
        groups.extend(shared.map(|group| (scenario, group)));
    }
    groups
}

/// How a fault touches the end of a session. It touches every other check of it, so that such faults go together with none
/// but one of the other kind: the idle experiment has sessions of its own, and signs nobody out.
fn ending(fault: Fault) -> Option<&'static str> {
    const ENDINGS: [(&str, &str); 10] = [
        ("back-bfcache", "sign-out"),
        ("back-http-cache", "sign-out"),
        ("dom-after-lock", "idle"),
        ("idle-timeout-server", "idle"),
        ("logout-clears-client", "sign-out"),
        ("logout-closes-channels", "sign-out"),
        ("logout-cross-tab", "sign-out"),
        ("logout-invalidates-session", "sign-out"),
        ("screen-left-after-timeout", "idle"),
        ("timeout-warning", "idle"),
    ];
    let of = |check: &&str| ENDINGS.iter().find(|(ending, _)| ending == check);
    fault.checks().iter().find_map(of).map(|(_, kind)| *kind)
}

/// Whether two faults cannot be taken for each other: no check in common, and none that hides the other.
fn apart(one: Fault, other: Fault) -> bool {
    // An id that is kept throughout is kept at the code as well, where no second cookie is given; a page has one token, and
    // what is asked for with one is nothing for shared caches; a page that locks itself is no more what Back restores.
    const HIDDEN: [[&str; 2]; 12] = [
        ["session-kept", "single-sign-on-kept"],
        ["session-kept-at-code", "single-sign-on-kept"],
        ["session-kept", "session-kept-at-code"],
        ["token-kept", "token-month"],
        ["token-kept", "token-phi"],
        ["token-kept", "token-stored"],
        ["cache-cdn", "token-kept"],
        ["cache-cdn", "token-month"],
        ["cache-cdn", "token-phi"],
        ["cache-cdn", "token-stored"],
        ["back-forward-cache", "lock-overlay"],
        ["back-http-cache", "lock-overlay"],
    ];
    let tried = |fault: Fault| fault.checks().iter().any(|check| SIGN_INS.contains(check));
    // A cookie of another name is another session to the experiment.
    let renames = |fault: Fault| fault.name().starts_with("cookie-");
    let mixed = tried(one) && renames(other) || tried(other) && renames(one);
    let pair = [one.name(), other.name()];
    let hidden = HIDDEN.iter().any(|two| two.iter().all(|name| pair.contains(name)));
    let ends = match (ending(one), ending(other)) {
        (None, None) => true,
        (Some(one), Some(other)) => one != other,
        _ => false,
    };
    ends && !mixed && !hidden && one.checks().iter().all(|check| !other.checks().contains(check))
}
