//! The house rules that a compiler does not know.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};
use wardround_checks::registry::CHECKS;

/// What a person sees at the top, and what tools want there.
const TOP: [&str; 8] =
    ["Cargo.lock", "Cargo.toml", "README.md", "checks", "scenarios", "src", "test-site", "tests"];
const DOTTED: [&str; 9] = [
    ".cargo",
    ".ci",
    ".clippy.toml",
    ".config",
    ".git",
    ".github",
    ".gitignore",
    ".rustfmt.toml",
    ".vscode",
];
/// What git ignores: made by cargo and by the program itself.
const MADE: [&str; 3] = ["target", "wardround-report", "evidence"];

const LINES: usize = 400;
/// Longer files, each with its reason. They hold data only.
const LONG: &[(&str, &str)] =
    &[("checks/src/standards/wcag22.rs", "the 55 criteria, one after the other")];

/// Names that say nothing, behind which files grow.
const EMPTY_NAMES: [&str; 12] = [
    "base", "common", "core", "helper", "helpers", "imp", "manager", "misc", "runner", "types",
    "util", "utils",
];

/// Who may use whom: a folder, and the modules of its own crate that it may name. The first that fits counts.
const LAYERS: &[(&str, &[&str])] = &[
    ("checks/src/standards", &[]),
    ("checks/src/evidence", &["derived"]), // in a doc link
    ("checks/src/judgement.rs", &["evidence"]),
    ("checks/src/derived", &["evidence", "judgement", "standards", "testing"]),
    ("checks/src/reads.rs", &["derived", "evidence", "judgement", "standards", "testing"]),
    ("checks/src/check.rs", &["evidence", "judgement", "reads", "standards"]),
    ("checks/src/wcag", CHECK),
    ("checks/src/session", CHECK),
    ("checks/src/registry.rs", &["check", "session", "wcag"]),
    ("src/scenario", &[]),
    ("src/driver", &[]),
    ("src/store", &[]),
    ("src/capture", &["driver"]),
    ("src/replay", &["capture", "driver", "scenario", "store"]),
    ("src/audit", &[]),
    ("src/report", &["audit"]),
    ("src/failure.rs", &["driver", "replay", "report", "scenario", "store"]),
];
const CHECK: &[&str] =
    &["check", "derived", "evidence", "judgement", "reads", "standards", "testing"];

/// Where a crate or a part of the standard library may be named, and nowhere else.
const KEPT_IN: &[(&str, &[&str])] = &[
    ("axum::", &["test-site"]),
    ("clap::", &["src/cli"]),
    ("fantoccini::", &["src/driver"]),
    ("handlebars::", &["src/report/html", "src/report/error.rs"]),
    ("image::", &["src/capture", "tests"]),
    ("quick_junit::", &["src/report", "tests"]),
    ("scraper::", &["checks/src/testing", "src/capture/probe"]),
    ("serde_saphyr::", &["src/scenario", "tests"]),
    ("std::process::exit", &[]),
    (
        "std::fs",
        &[
            "src/capture/residue",
            "src/cli",
            "src/driver",
            "src/report/write.rs",
            "src/store",
            "tests",
            "checks/tests",
            "test-site",
        ],
    ),
    ("tokio::", &["src/capture", "src/cli", "src/driver", "src/replay", "test-site", "tests"]),
    (
        "wardround_checks::evidence",
        &[
            "src/audit",
            "src/capture",
            "src/cli",
            "src/replay",
            "src/store",
            "tests",
            "checks/tests",
        ],
    ),
    ("wardround_checks::registry", &["checks/tests", "src/audit", "src/cli", "tests"]),
    ("wardround_checks::session", &["tests"]),
    ("wardround_checks::wcag", &["tests"]),
    ("wardround_test_site::", &["src/cli", "test-site", "tests"]),
];

#[test]
fn the_top_level_is_what_was_agreed() -> io::Result<()> {
    let mut strangers = Vec::new();
    for entry in fs::read_dir(root())? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let known = TOP.iter().chain(&DOTTED).chain(&MADE).any(|known| *known == name);
        if !known {
            strangers.push(name);
        }
    }
    assert!(strangers.is_empty(), "{strangers:?} at the top level");
    Ok(())
}

#[test]
fn no_file_is_too_long_to_hold_in_the_head() -> io::Result<()> {
    let mut broken = Vec::new();
    for (path, text) in sources(&["rs", "js", "css", "hbs", "yaml"])? {
        let lines = text.lines().count();
        let agreed = LONG.iter().any(|(long, _)| path == *long);
        if !agreed && lines > LINES {
            broken.push(format!("{path} has {lines} lines, {LINES} are the most; split it"));
        }
    }
    none(&broken);
    for (path, reason) in LONG {
        assert!(root().join(path).is_file(), "{path} ({reason}) is not there any more");
    }
    Ok(())
}

#[test]
fn modules_use_only_what_is_below_them() -> io::Result<()> {
    let mut broken = Vec::new();
    for (path, text) in sources(&["rs"])? {
        let found = LAYERS.iter().find(|(layer, _)| lies_in(&path, layer));
        let Some((layer, allowed)) = found.filter(|_| !path.ends_with("/tests.rs")) else {
            continue;
        };
        // What a test needs says nothing of what the code needs.
        let (code, _) = text.split_once("#[cfg(test)]\nmod tests {").unwrap_or((&text, ""));
        for used in uses(code) {
            let itself = lies_in(layer, &format!("src/{used}"))
                || layer.ends_with(&format!("src/{used}"))
                || layer.ends_with(&format!("src/{used}.rs"));
            if !itself && !allowed.contains(&used.as_str()) {
                broken.push(format!("{path} may not use crate::{used}"));
            }
        }
    }
    none(&broken);
    Ok(())
}

#[test]
fn each_tool_is_used_in_its_own_room() -> io::Result<()> {
    let mut broken = Vec::new();
    for (path, text) in sources(&["rs"])? {
        for (tool, rooms) in KEPT_IN {
            let there = rooms.iter().any(|room| lies_in(&path, room)) || path.ends_with("house.rs");
            if !there && names(&text, tool) {
                broken.push(format!("{path} uses {tool}"));
            }
        }
    }
    none(&broken);
    Ok(())
}

#[test]
fn a_file_is_named_for_what_it_is_about() -> io::Result<()> {
    let paths = sources(&["rs", "js", "css", "hbs"])?.into_iter().map(|(path, _)| path);
    let empty = paths.filter(|path| {
        let parts = path.split('/').map(|part| part.split('.').next().unwrap_or(part));
        parts.into_iter().any(|part| EMPTY_NAMES.contains(&part))
    });
    none(&empty.collect::<Vec<_>>());
    Ok(())
}

#[test]
fn a_file_opens_with_what_it_is() -> io::Result<()> {
    let mut broken = Vec::new();
    for (path, text) in sources(&["rs"])? {
        let first = text.lines().next().unwrap_or_default();
        let sentence = first.strip_prefix("//! ").unwrap_or_default();
        // A check opens with its page, whose first heading is the same in all of them.
        let page = sentence == "# Requirement";
        let starts = sentence.starts_with(|c: char| c.is_uppercase() || c == '`');
        // The sentence may go on in the next line; its paragraph ends in a full stop.
        let paragraph = text.lines().map_while(|line| line.strip_prefix("//! ")).last();
        let ends = paragraph.is_some_and(|line| line.trim_end().ends_with(['.', ':', '?']));
        if !(page || starts && ends) {
            broken.push(format!("{path} opens with {first:?}"));
        }
    }
    none(&broken);
    Ok(())
}

#[test]
fn a_mod_file_only_says_what_is_inside() -> io::Result<()> {
    let words = ["fn ", "struct ", "enum ", "impl ", "trait "];
    let is_code = |line: &str| {
        let line = line.trim_start();
        let named = |word: &str| line.starts_with(word) || line.contains(&format!(" {word}"));
        !line.starts_with("//") && words.into_iter().any(named)
    };
    let rooms = sources(&["rs"])?.into_iter().filter(|(path, _)| path.ends_with("/mod.rs"));
    let broken = rooms.filter(|(_, text)| text.lines().any(is_code)).map(|(path, _)| path);
    none(&broken.collect::<Vec<_>>());
    Ok(())
}

#[test]
fn nothing_is_left_for_later_and_no_machine_is_named() -> io::Result<()> {
    // Put together here, so that this file does not find itself.
    let banned = [["TO", "DO"], ["FIX", "ME"], ["/work", "/"], ["/tmp", "/"]].map(|w| w.concat());
    let mut broken = Vec::new();
    for (path, text) in sources(&["rs", "js", "css", "hbs", "yaml", "md", "toml"])? {
        broken.extend(
            banned.iter().filter(|word| text.contains(*word)).map(|w| format!("{path}: {w}")),
        );
    }
    none(&broken);
    Ok(())
}

#[test]
fn every_check_that_is_written_is_run() -> io::Result<()> {
    let written: BTreeSet<_> = sources(&["rs"])?
        .into_iter()
        .filter_map(|(path, _)| {
            let file = ["checks/src/wcag/", "checks/src/session/"]
                .iter()
                .find_map(|room| path.strip_prefix(room))?;
            let stem = file
                .strip_suffix(".rs")
                .filter(|stem| *stem != "mod" && !stem.ends_with("/mod"))?;
            Some(stem.rsplit('/').next().unwrap_or(stem).replace('_', "-"))
        })
        .collect();
    let run: BTreeSet<_> = CHECKS.iter().map(|check| check.meta.id.to_owned()).collect();
    assert_eq!(written, run, "files on the left, `registry.rs` on the right");
    Ok(())
}

#[test]
fn the_rules_see_what_they_forbid() {
    let text =
        "use crate::{\n    audit::{Date, verdict},\n    store,\n};\nfn f(_: crate::cli::X) {}";
    let found: Vec<_> = uses(text).into_iter().collect();
    assert_eq!(found, ["audit", "cli", "store"]);
    assert!(names("use std::{fs, io};", "std::fs"));
    assert!(names("use std::{\n    collections::BTreeMap,\n    fs::{self, File},\n};", "std::fs"));
    assert!(names("let x = std::fs::read(p);", "std::fs"));
    assert!(!names("use std::{fmt, io};\nlet fs = 1;", "std::fs"));
    assert!(lies_in("src/cli/run.rs", "src/cli") && lies_in("src/failure.rs", "src/failure.rs"));
    assert!(!lies_in("src/client/run.rs", "src/cli") && !lies_in("test-site/src/cli.rs", "src"));
}

/// Shows every breach at once.
fn none(broken: &[String]) {
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Whether a path is a room or lies inside it.
fn lies_in(path: &str, room: &str) -> bool {
    path.strip_prefix(room).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a text names a path of another crate, written out or in a `use std::{…}` block.
fn names(text: &str, tool: &str) -> bool {
    if text.contains(tool) {
        return true;
    }
    let Some((crate_name, module)) = tool.split_once("::").filter(|(_, rest)| !rest.is_empty())
    else {
        return false;
    };
    firsts(text, &format!("use {crate_name}::{{")).contains(module)
}

/// The first segment of each `crate::` path, and of each part of a `use crate::{…}` block.
fn uses(text: &str) -> BTreeSet<String> {
    let mut found: BTreeSet<_> = text.split("crate::").skip(1).map(word).collect();
    found.append(&mut firsts(text, "use crate::{"));
    found.remove("");
    found
}

/// The first segment of each part of the blocks that open so.
fn firsts(text: &str, opening: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (block, _) in text.split(opening).skip(1).filter_map(|rest| rest.split_once("};")) {
        let mut depth = 0;
        for part in block.split_inclusive(['{', '}', ',']) {
            if depth == 0 {
                found.insert(word(part.trim()));
            }
            depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every source file of the house with its path from the root, `/` between the parts.
fn sources(kinds: &[&str]) -> io::Result<Vec<(String, String)>> {
    let mut todo: Vec<PathBuf> =
        TOP.iter().map(|name| root().join(name)).filter(|path| path.is_dir()).collect();
    let mut found = Vec::new();
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                todo.push(path);
            } else if path.extension().is_some_and(|kind| kinds.iter().any(|k| kind == *k)) {
                let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy();
                found.push((name.replace('\\', "/"), fs::read_to_string(&path)?));
            }
        }
    }
    assert!(!found.is_empty(), "no file was looked at");
    found.sort();
    Ok(found)
}
