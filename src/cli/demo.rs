//! `demo`: the demo portal with its faults, audited from sign-in to sign-out.

use super::{
    args, bundled,
    conclude::conclude,
    install::install_what_is_missing,
    options::Probes,
    plan::{Errand, Plan, scripts},
    progress::Progress,
    walk::walk,
};
use crate::{
    failure::{Exit, Failure},
    replay::Pace,
    scenario::{Located, Probe},
};
use wardround_test_site::{Options, Site};

/// Starts the portal, walks every bundled scenario, judges what was recorded, and writes a report.
pub(super) fn demo(args: &args::Demo) -> Result<Exit, Failure> {
    if args.install {
        install_what_is_missing()?;
    }
    let progress = Progress::start();
    let folder = bundled::unpack(&args.recording.out)?;
    let runtime = tokio::runtime::Runtime::new().map_err(|error| {
        Failure::new(Exit::Bug, "cannot start the runtime").because(error.to_string())
    })?;
    progress.line(&format!("demo portal with {} faults", args.faults.0.len()));
    let start = |time_scale| {
        let options = Options { faults: args.faults.0.clone(), time_scale, port: 0 };
        runtime
            .block_on(Site::start(options))
            .map_err(|error| Failure::of(Exit::Unfinished, &error))
    };
    // Sessions idle on a portal whose clock runs fast. The other flows meet one that ages as people do, so
    // that nobody is signed out in the middle because the machine is slow.
    let (hasty, patient) = (start(args.time_scale)?, start(1)?);
    let mut scripts = scripts(&[folder], Some(&patient.origin), &bundled::variable)?;
    for script in &mut scripts {
        if script.scenario.steps.iter().any(|step| step.probes(Probe::Idle)) {
            script.scenario.target.base = Located::new(hasty.origin.clone());
            script.time_scale = Some(args.time_scale);
        }
    }
    let errand = Errand::Scenarios(scripts);
    let mut plan = Plan::new(errand, 1, &Probes::Usual, &args.browsing, &args.recording);
    // The portal is our own, and nobody else is waiting for it.
    plan.pace = Pace::at_once();
    plan.pinned_keys.extend([&hasty, &patient].map(|site| site.spki_sha256_base64.clone()));
    let walked = walk(&plan, progress);
    runtime.block_on(async { tokio::join!(hasty.stop(), patient.stop()) });
    conclude(&plan.out, &plan.out, &args.judging, walked?)
}
