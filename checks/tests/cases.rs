//! The recorded cases: what was once seen in a browser is still judged as the names in it say.
//!
//! `cases/<check>/` holds pages and flows, each with what a browser recorded of it. `tests/browser` of the
//! program records them, and tries them again in a live browser; this test needs none.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use wardround_checks::{
    evidence::{Flow, Page},
    registry::{CHECKS, find},
};

#[path = "cases/expected.rs"]
mod expected;

/// Checks of what every page has: there is none of which they say nothing.
const EVERYWHERE: [&str; 2] = ["language-of-page", "page-titled"];

const CASES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/cases");

#[test]
#[expect(clippy::disallowed_methods, reason = "a check is pure; its cases lie on disk")]
fn every_recorded_case_is_judged_as_its_names_say() {
    let mut wrong = Vec::new();
    for check in CHECKS {
        for file in files(&Path::new(CASES).join(check.meta.id), "json") {
            let text = fs::read_to_string(&file).expect("a recording");
            let flow = if file.with_extension("html").exists() {
                serde_json::from_str::<Page>(&text).map(expected::alone)
            } else {
                serde_json::from_str::<Flow>(&text)
            };
            match flow {
                Ok(flow) => wrong.extend(expected::wrong(check, &stem(&file), &flow)),
                Err(error) => wrong.push(format!("{}: {error}", file.display())),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_has_a_case_that_passes_and_one_that_fails() {
    let mut bare = Vec::new();
    for check in CHECKS {
        let names: Vec<_> =
            files(&Path::new(CASES).join(check.meta.id), "json").iter().map(|f| stem(f)).collect();
        let fails: &[&str] = if expected::NEVER_FAIL.contains(&check.meta.id) {
            &["unsure-", "ask-"]
        } else {
            &["fail-"]
        };
        for sides in [&["pass-", "ask-"], fails] {
            let fits = |name: &String| sides.iter().any(|side| name.starts_with(side));
            if !names.iter().any(|name| name == "page" || fits(name)) {
                bare.push(format!("{} has no {} case", check.meta.id, sides.join(" or ")));
            }
        }
    }
    assert!(bare.is_empty(), "{}", bare.join("\n"));
}

/// What one page decides is known from pages: three that fail, three that pass, two of which nothing is said.
#[test]
fn every_check_of_pages_has_cases_enough_on_each_side() {
    let mut bare = Vec::new();
    for folder in folders() {
        let check = stem(&folder);
        let names: Vec<_> = files(&folder, "html").iter().flat_map(|file| names(file)).collect();
        if names.is_empty() {
            continue;
        }
        let fails: &[&str] =
            if expected::NEVER_FAIL.contains(&&*check) { &["unsure", "ask"] } else { &["fail"] };
        let silent = if EVERYWHERE.contains(&&*check) { 0 } else { 2 };
        for (wanted, sides) in [(3, fails), (3, &["pass", "ask"]), (silent, &["none"])] {
            let found = names.iter().filter(|name| sides.contains(&&***name)).count();
            if found < wanted {
                bare.push(format!("{check}: {found} {} of {wanted}", sides.join(" or ")));
            }
        }
    }
    assert!(bare.is_empty(), "{}", bare.join("\n"));
}

/// The outcome that each name in a page begins with; of a page that is named as a whole, that one.
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a check is pure; its cases lie on disk")]
fn names(file: &Path) -> Vec<String> {
    let outcome = |name: &str| name.split_once('-').map_or(name, |(word, _)| word).to_owned();
    if stem(file) != "page" {
        return vec![outcome(&stem(file))];
    }
    let text = fs::read_to_string(file).expect("a page");
    let ids = text.split(" id=").skip(1).map(|rest| rest.trim_start_matches('"'));
    ids.map(outcome).collect()
}

#[test]
fn every_page_is_recorded() {
    for folder in folders() {
        for file in files(&folder, "html") {
            let recording = file.with_extension("json");
            assert!(recording.is_file(), "{} is missing", recording.display());
        }
    }
}

#[test]
fn every_case_belongs_to_a_check() {
    let known: BTreeSet<_> = ["html", "json"].into();
    for folder in folders() {
        assert!(find(&stem(&folder)).is_some(), "{} is no check", folder.display());
        for entry in fs::read_dir(&folder).expect("a folder") {
            let file = entry.expect("an entry").path();
            let ending = file.extension().and_then(|ending| ending.to_str());
            assert!(
                ending.is_some_and(|ending| known.contains(ending)),
                "{} is no case",
                file.display()
            );
        }
    }
}

#[cfg(test)]
fn folders() -> Vec<PathBuf> {
    fs::read_dir(CASES).expect("the cases").map(|entry| entry.expect("an entry").path()).collect()
}

/// The files of a folder with this ending, in order; none if there is no such folder.
#[cfg(test)]
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|file| file.extension().is_some_and(|known| known == ending))
        .collect();
    files.sort();
    files
}

#[cfg(test)]
fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
