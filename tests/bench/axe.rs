//! The package `axe-core` from the npm registry, run in the page that was measured.

use super::Broken;
use serde_json::json;
use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};
use wardround::driver::Tab;

const PACKAGE: &str = "axe-core@4.14.1";
const LIMIT: Duration = Duration::from_secs(900);

/// Its source.
pub(crate) fn source() -> Result<String, Broken> {
    let folder = tempfile::tempdir()?;
    let done = Command::new("npm")
        .args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE])
        .current_dir(folder.path())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("npm, which brings {PACKAGE}: {error}"))?;
    if !done.success() {
        return Err(format!("npm could not install {PACKAGE}").into());
    }
    Ok(fs::read_to_string(folder.path().join("node_modules/axe-core/axe.min.js"))?)
}

/// How long all of its rules take; that it is brought into the page does not count.
pub(crate) async fn run(tab: &Tab, source: &str) -> Result<Duration, Broken> {
    let install = "(source) => { (0, eval)(source); return typeof axe.run; }";
    tab.call_in_page("axe-core", install, &json!([source]), LIMIT).await?;
    let run = "async () => { const { passes } = await axe.run(); return passes.length; }";
    let started = Instant::now();
    let passes = tab.call_in_page("axe-core", run, &json!([]), LIMIT).await?;
    let time = started.elapsed();
    if passes.as_u64().unwrap_or(0) == 0 {
        return Err("axe-core looked at nothing".into());
    }
    Ok(time)
}
