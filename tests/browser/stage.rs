//! The demo portal and a browser, started and stopped for one flow.

use std::{collections::BTreeMap, fs, path::PathBuf, sync::LazyLock};
use tokio::sync::{Semaphore, SemaphorePermit};
use wardround::{
    audit::{self, Date, Terms, Verdict, verdict::Run},
    driver::{BrowserOptions, Installed, locate},
    replay::{
        Codes, Keeper, Listener, Pace, Probes, ReplayError, Stop, WalkOptions, Walked, Walker,
    },
    scenario::{self, Located, Scenario, Secret},
};
use wardround_checks::evidence::{Flow, Step};
use wardround_test_site::{Fault, Options, Site, persona};

/// Two browsers at a time: what two cores can carry without being late.
static PLACES: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(2));

/// Both places: for a run of the program that starts several browsers by itself.
pub(crate) fn alone(runtime: &tokio::runtime::Runtime) -> SemaphorePermit<'static> {
    runtime.block_on(PLACES.acquire_many(2)).expect("never closed")
}

/// A minute of the portal's in two seconds.
pub(crate) const TIME_SCALE: u32 = 30;

/// Keeps nothing: the flow that comes back is enough.
struct Memory;

impl Keeper for Memory {
    fn keep(&mut self, _: usize, _: &Step, _: &[(String, Vec<u8>)]) -> Result<(), ReplayError> {
        Ok(())
    }
}

/// The browser that is installed.
pub(crate) fn installed() -> Installed {
    locate().unwrap_or_else(|error| panic!("{error}; tests/run installs it"))
}

/// A bundled scenario, by file stem.
pub(crate) fn bundled(name: &str) -> Scenario {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("scenarios/{name}.yaml"));
    let text = fs::read_to_string(&file).expect("a bundled scenario");
    scenario::parse(&file.to_string_lossy(), &text)
        .unwrap_or_else(|error| panic!("{}", error.mistake()))
}

/// Which probes a play runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Play {
    /// The flow with the keyboard alone, and the walk with Tab.
    pub(crate) keyboard: bool,
    /// The idle experiment.
    pub(crate) idle: bool,
    /// The sign-in experiment, and how sign-in refuses.
    pub(crate) sign_ins: bool,
}

/// Walks a bundled scenario on a portal with these faults.
pub(crate) async fn play(name: &str, faults: &[Fault], how: Play) -> Walked {
    let _place = place().await;
    let idle = how.idle && name == "sign-out";
    // Only the idle experiment needs a clock that runs fast; a slow machine must not sign anybody out.
    let time_scale = if idle { TIME_SCALE } else { 1 };
    let options = Options { faults: faults.to_vec(), time_scale, port: 0 };
    let site = Site::start(options).await.expect("the demo portal");
    let mut scenario = bundled(name);
    scenario.target.base = Located::new(site.origin.clone());
    let mut probes = vec!["back", "replay", "paste", "forgery"];
    if how.keyboard {
        probes.push("keyboard");
    }
    if how.sign_ins && name == "sign-out" {
        probes.extend(["sign-in", "refusals"]);
    }
    let options = WalkOptions {
        browser: BrowserOptions {
            pinned_keys: vec![site.spki_sha256_base64.clone()],
            ..BrowserOptions::default()
        },
        // The long wait is at the step that asks for it.
        probes: if idle {
            Probes::Usual
        } else {
            Probes::Only(probes.into_iter().map(ToOwned::to_owned).collect())
        },
        time_scale,
        keyed_elsewhere: 0,
        pace: Pace::at_once(),
        codes: Codes::default(),
        key: b"the tests' own key".to_vec(),
    };
    let walked = walk(&scenario, &options, &secrets()).await;
    site.stop().await;
    walked
}

/// Walks a scenario as it stands; nothing is kept but the flow.
pub(crate) async fn walk(
    scenario: &Scenario,
    options: &WalkOptions,
    secrets: &BTreeMap<String, Secret>,
) -> Walked {
    let walker = Walker {
        scenario,
        secrets,
        installed: &installed(),
        options,
        listener: Listener::none(),
        stop: Stop::default(),
    };
    walker.walk(&mut Memory).await.expect("a browser")
}

/// A place for one browser, for whoever walks by himself.
pub(crate) async fn place() -> SemaphorePermit<'static> {
    PLACES.acquire().await.expect("never closed")
}

/// The secrets of the demo portal's first patient.
pub(crate) fn secrets() -> BTreeMap<String, Secret> {
    [
        ("password", persona::PASSWORD_ONE),
        ("authenticator", persona::TOTP_ONE),
        ("second_patient.password", persona::PASSWORD_TWO),
        ("second_patient.authenticator", persona::TOTP_TWO),
        ("disabled_account.password", persona::PASSWORD_FORMER),
        ("disabled_account.authenticator", persona::TOTP_FORMER),
    ]
    .map(|(name, value)| (name.to_owned(), Secret::new(value.to_owned())))
    .into()
}

/// Judges flows as of a fixed day.
pub(crate) fn judge(flows: &[Flow]) -> Verdict {
    let today: Date = "2027-01-04".parse().expect("a day");
    audit::judge(flows, Run::default(), &Terms::new(today))
}

/// What a verdict holds against the portal, failed or can't tell: each check with the first step, in the
/// order of the flow, that it charges.
pub(crate) fn first_charges(verdict: &Verdict) -> BTreeMap<String, String> {
    let mut first = BTreeMap::new();
    for state in &verdict.states {
        for finding in verdict.findings.iter().filter(|finding| finding.state == state.id) {
            first.entry(finding.check.clone()).or_insert_with(|| state.step.clone());
        }
    }
    first
}

/// The findings in words, for the message of a test that fails.
pub(crate) fn in_words(verdict: &Verdict) -> String {
    verdict
        .findings
        .iter()
        .map(|finding| {
            format!(
                "  {} at {} ({:?}): {} {}\n",
                finding.check,
                finding.state,
                finding.outcome,
                finding.subject.selector,
                finding.what
            )
        })
        .collect()
}
