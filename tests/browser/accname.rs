//! Names beside those that the accessible-name tests of web-platform-tests expect.
//!
//! The pages are in `../shared/accname`, beside the checkout; without them the test says so and passes. Five of
//! the 383 expectations stand in comments of the pages, so that there is no element to name.

use crate::{
    serve::{serve, shared},
    stage::installed,
};
use std::{fs, path::Path, time::Duration};
use wardround::{
    capture::Collector,
    driver::{Browser, BrowserOptions},
};
use wardround_checks::{evidence::Step, reads::State};

const LIMIT: Duration = Duration::from_secs(20);
/// How many elements the pages expect a name of.
const EXPECTED: usize = 378;

/// The tests, by name, that expect what no engine says, and why.
const CONTRADICTED: &[(&str, &str)] = &[(
    "heading with link referencing image using aria-labelledby, that in turn references text element via \
     aria-labelledby",
    "the link names `nested_image_label3`, and the image is `nested_image_label_3`: the reference is void, so \
     that the link's own text comes first",
)];

#[test]
fn names_are_those_that_web_platform_tests_expect() {
    let Some(folder) = shared("accname") else { return };
    let mut pages: Vec<_> = ["", "shadowdom"]
        .iter()
        .flat_map(|sub| fs::read_dir(folder.join(sub)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"))
        .collect();
    pages.sort();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let (tested, wrong) = runtime.block_on(async {
        let origin = serve(folder.clone(), "").await;
        let browser =
            Browser::start(installed(), BrowserOptions::default()).await.expect("a browser");
        let tab = browser.first_tab().await.expect("a tab");
        let (mut tested, mut wrong) = (0, Vec::new());
        for page in pages {
            let path = page.strip_prefix(&folder).unwrap_or(Path::new("")).to_string_lossy();
            tab.navigate(&format!("{origin}/{path}"), LIMIT).await.expect("an open page");
            let recorded = Collector::page(&tab).await.expect("a recorded page");
            let (count, found) = differences(&path, recorded);
            tested += count;
            wrong.extend(found);
        }
        browser.close().await;
        (tested, wrong)
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(tested, EXPECTED);
}

/// How many elements of a page were compared, and those whose name is another.
fn differences(path: &str, page: wardround_checks::evidence::Page) -> (usize, Vec<String>) {
    let step = Step { page: Some(page), ..Step::default() };
    let state = State::new(&step);
    let page = state.page().expect("a page");
    let (mut tested, mut wrong) = (0, Vec::new());
    for element in page.elements() {
        let Some(expected) = element.attr("data-expectedlabel") else { continue };
        tested += 1;
        let test = element.attr("data-testname").unwrap_or_default();
        let name = &element.name().text;
        let contradicted = CONTRADICTED.iter().any(|(known, _)| *known == test);
        if (name == expected) == contradicted {
            let met = if contradicted { "is met, and listed as contradicted" } else { "is wrong" };
            wrong.push(format!("{path}: \"{test}\" {met}: expected {expected:?}, got {name:?}"));
        }
    }
    (tested, wrong)
}
