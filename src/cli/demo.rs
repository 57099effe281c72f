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
use crate::failure::{Exit, Failure};
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
    let faults = args.faults.0.clone();
    progress.line(&format!("demo portal with {} faults", faults.len()));
    let options = Options { faults, time_scale: args.time_scale, port: 0 };
    let site = runtime
        .block_on(Site::start(options))
        .map_err(|error| Failure::of(Exit::Unfinished, &error))?;
    let scripts = scripts(&[folder], Some(&site.origin), &bundled::variable)?;
    let errand = Errand::Scenarios(scripts);
    let mut plan =
        Plan::new(errand, args.time_scale, &Probes::Usual, &args.browsing, &args.recording);
    plan.pinned_keys.push(site.spki_sha256_base64.clone());
    let walked = walk(&plan, progress);
    runtime.block_on(site.stop());
    conclude(&plan.out, &plan.out, &args.judging, walked?)
}
