//! The recorded cases of the checks, tried again in a live browser, and recorded.
//!
//! `WARDROUND_RECORD=1` writes what the browser says next to each page of `checks/cases`; without it, the
//! browser's words are judged as the recording is. `checks/tests/cases.rs` tries the recordings.

use crate::{serve::serve, stage::installed};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use wardround::{
    capture::{Collector, backdrops, orientation},
    driver::{Browser, BrowserOptions, Tab},
};
use wardround_checks::{evidence::Page, registry::CHECKS};

#[path = "../../checks/tests/cases/expected.rs"]
pub(crate) mod expected;

pub(crate) const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/checks/cases");
/// The host of every recording, so that one recording is like the next.
const HOST: &str = "https://portal.example";
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn a_live_browser_says_of_every_page_what_was_recorded() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let wrong = runtime.block_on(async {
        let origin = serve(CASES.into(), "").await;
        let browser =
            Browser::start(installed(), BrowserOptions::default()).await.expect("a browser");
        Collector::watch(&browser.bidi).await.expect("the hooks");
        let tab = browser.first_tab().await.expect("a tab");
        let mut wrong = Vec::new();
        for check in CHECKS {
            for file in pages(&Path::new(CASES).join(check.meta.id)) {
                let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let page = see(&tab, &origin, &format!("/{}/{name}.html", check.meta.id)).await;
                if is_recording() {
                    let json = serde_json::to_string(&page).expect("a page is JSON");
                    fs::write(file.with_extension("json"), json + "\n").expect("a recording");
                }
                wrong.extend(expected::wrong(check, &name, &expected::alone(page)));
            }
        }
        browser.close().await;
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether recordings are to be written.
pub(crate) fn is_recording() -> bool {
    std::env::var_os("WARDROUND_RECORD").is_some()
}

/// A page as the collector sees it, at an address that is always the same.
async fn see(tab: &Tab, origin: &str, path: &str) -> Page {
    tab.navigate(&format!("{origin}{path}"), LIMIT).await.expect("an open page");
    Collector::rest(tab, LIMIT).await.expect("a page at rest");
    let mut page = Collector::page(tab).await.expect("a recorded page");
    Collector::listeners(tab, &mut page).await;
    backdrops(tab, &mut page).await.expect("the pixels behind texts");
    page.orientation = orientation(tab).await;
    let strings = page.strings.iter_mut();
    let scopes = page.scopes.iter_mut().filter_map(|scope| scope.url.as_mut());
    for text in strings.chain(scopes).chain([&mut page.document.url]) {
        *text = text.replace(origin, HOST);
    }
    page
}

/// The pages of a folder, in order; none if there is no such folder.
fn pages(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut pages: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    pages
}
