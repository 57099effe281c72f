//! `serve`: the demo portal alone.

use super::{args, terminal};
use crate::failure::{Exit, Failure};
use std::fmt::Write;
use wardround_test_site::{Fault, Options, Site};

/// Serves the demo portal until it is interrupted.
pub(super) fn serve(args: &args::Serve) -> Result<Exit, Failure> {
    let options =
        Options { faults: args.faults.0.clone(), time_scale: args.time_scale, port: args.port };
    let runtime = tokio::runtime::Runtime::new().map_err(|error| {
        Failure::new(Exit::Bug, "cannot start the runtime").because(error.to_string())
    })?;
    runtime.block_on(async {
        let site = Site::start(options).await.map_err(|error| {
            Failure::of(Exit::Wrong, &error).help("`--port 0` takes a free port")
        })?;
        terminal::say(&announced(&site, args))?;
        terminal::tell("Press Control+C to end it.\n");
        let interrupted = tokio::signal::ctrl_c().await;
        site.stop().await;
        interrupted.map_err(|error| {
            Failure::new(Exit::Bug, "cannot wait for an interrupt").because(error.to_string())
        })?;
        Ok(Exit::Clean)
    })
}

fn announced(site: &Site, args: &args::Serve) -> String {
    let mut text = format!("{}\n", site.origin);
    // Writing to a string cannot fail.
    let _ = writeln!(text, "certificate pin: {}", site.spki_sha256_base64);
    let faults: Vec<_> = args.faults.0.iter().map(Fault::name).collect();
    let faults = if faults.is_empty() { "none".to_owned() } else { faults.join(", ") };
    let _ = writeln!(text, "faults: {faults}");
    text
}
