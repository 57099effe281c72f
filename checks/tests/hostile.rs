//! Evidence as no browser would write it: whatever can be read is judged, without a panic and in bounded time.
//!
//! Recorded pages are taken and a few of their numbers and words replaced: places that lead nowhere or in a circle, sizes
//! that are no sizes, words that mean something at another place.

use proptest::prelude::*;
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::LazyLock,
    time::{Duration, Instant},
};
use wardround_checks::{
    check::{Scope, Walk},
    evidence::{Flow, Page, Step},
    reads::State,
    registry::CHECKS,
};

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");
/// Far more than any of these pages takes.
const LIMIT: Duration = Duration::from_secs(20);

const WORDS: &[&str] = &[
    "",
    " ",
    "\0",
    "\u{202e}drawkcab\u{202c}",
    "\u{fffd}",
    "-1",
    "99999999999999999999",
    "NaNpx",
    "1e999px",
    "a a a",
    "alert",
    "aria-controls",
    "aria-describedby",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "aria-owns",
    "calc(1px",
    "color(srgb 1e999 nan -1 / 2)",
    "button",
    "for",
    "grid",
    "headers",
    "href",
    "html",
    "id",
    "img",
    "inline",
    "input",
    "label",
    "lang",
    "linear-gradient(red, , 1e9%)",
    "list",
    "matrix(1, 0",
    "none",
    "oklch(0.5 0.1 none)",
    "presentation",
    "rgb(999, -1, 0)",
    "role",
    "select",
    "slot",
    "style",
    "svg",
    "table",
    "tabindex",
    "td",
    "th",
    "title",
    "true",
    "url(",
    "x-DEFAULT",
];

static PAGES: LazyLock<Vec<(PathBuf, Value)>> = LazyLock::new(pages);

/// The recordings of single pages.
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a check is pure; its cases lie on disk")]
fn pages() -> Vec<(PathBuf, Value)> {
    let folders = fs::read_dir(CASES).expect("the cases");
    let mut files: Vec<_> = folders
        .flat_map(|folder| list(&folder.expect("a folder").path()))
        .filter(|file| file.extension().is_some_and(|ending| ending == "html"))
        .map(|file| file.with_extension("json"))
        .filter(|file| file.exists())
        .collect();
    files.sort();
    files
        .into_iter()
        .map(|file| {
            let text = fs::read_to_string(&file).expect("a recording");
            let page = serde_json::from_str(&text).expect("JSON");
            (file, page)
        })
        .collect()
}

#[cfg(test)]
fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

/// A change to one leaf of a recording, whichever the number falls on.
#[derive(Debug, Clone)]
struct Change {
    place: usize,
    number: i64,
    word: usize,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let number =
        prop_oneof![-2_i64..40, Just(i64::from(u32::MAX)), Just(1 << 40), Just(-1_000_000),];
    let change = (any::<usize>(), number, 0..WORDS.len());
    let change = change.prop_map(|(place, number, word)| Change { place, number, word });
    prop::collection::vec(change, 1..20)
}

/// The numbers and words of a recording, in its own order.
fn leaves(value: &mut Value) -> Vec<&mut Value> {
    match value {
        Value::Array(list) => list.iter_mut().flat_map(leaves).collect(),
        Value::Object(members) => members.values_mut().flat_map(leaves).collect(),
        Value::Number(_) | Value::String(_) => vec![value],
        _ => Vec::new(),
    }
}

fn changed(page: &Value, changes: &[Change]) -> Value {
    let mut page = page.clone();
    let mut leaves = leaves(&mut page);
    for change in changes {
        let place = change.place % leaves.len().max(1);
        if let Some(leaf) = leaves.get_mut(place) {
            **leaf = match leaf {
                Value::String(_) => json!(WORDS[change.word]),
                _ => json!(change.number),
            };
        }
    }
    page
}

/// Judges a page by every check.
fn judge(page: Page) {
    let step = Step { name: "page".to_owned(), page: Some(page), ..Step::default() };
    let flow = Flow { steps: vec![step], ..Flow::default() };
    let states: Vec<_> = flow.steps.iter().map(State::new).collect();
    for check in CHECKS {
        match check.scope {
            Scope::Flow(judge) => drop(judge(&Walk { flow: &flow, states: &states })),
            Scope::State(judge) => states.iter().for_each(|state| drop(judge(state))),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a check is pure; how long it takes is asked here")]
    fn a_broken_recording_is_refused_or_judged(which in any::<usize>(), changes in changes()) {
        let (file, page) = &PAGES[which % PAGES.len()];
        let start = Instant::now();
        if let Ok(page) = serde_json::from_value::<Page>(changed(page, &changes)) {
            judge(page);
        }
        prop_assert!(start.elapsed() < LIMIT, "{} took {:?}", file.display(), start.elapsed());
    }
}
