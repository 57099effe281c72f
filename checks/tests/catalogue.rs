//! The catalogue of checks in the crate's README, compared with the registry.
//!
//! `UPDATE=1 cargo test -p wardround-checks --test catalogue` writes it anew.

use std::fmt::Write;
use wardround_checks::{check::Entry, registry::CHECKS, standards::Standard};

const README: &str = include_str!("../README.md");
const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
const HEAD: &str =
    "| Check | Title | Needs | Control | Requirements | ACT rules | Severity | Class |";

#[test]
fn the_catalogue_is_the_registry() {
    let (words, _) = README.split_once(HEAD).expect("the head of the catalogue");
    let whole = format!("{words}{}", catalogue());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(PATH, whole).expect("the README can be written");
    } else {
        assert!(
            README == whole,
            "the catalogue is old; run this test with UPDATE=1\n\n{}",
            catalogue()
        );
    }
}

#[test]
fn every_check_has_one_row() {
    let catalogue = catalogue();
    assert_eq!(catalogue.lines().count(), CHECKS.len() + 2);
    for check in CHECKS {
        assert!(catalogue.contains(&format!("| `{}` | ", check.meta.id)), "{}", check.meta.id);
    }
}

fn catalogue() -> String {
    let mut text = format!("{HEAD}\n|---|---|---|---|---|---|---|---|\n");
    for check in CHECKS {
        // A string takes everything.
        let _ = row(&mut text, check);
    }
    text
}

fn row(text: &mut String, check: &Entry) -> std::fmt::Result {
    let meta = check.meta;
    let needs: Vec<_> = check.needs.iter().map(|piece| piece.name()).collect();
    let requires: Vec<_> = meta
        .requires
        .iter()
        .map(|requirement| {
            let standard = match requirement.standard {
                Standard::Wcag22 => "WCAG",
                Standard::Asvs5 => "ASVS",
                // Its numbers begin with its name.
                Standard::Wstg => "",
                other => other.name(),
            };
            let name = format!("{standard} {}", requirement.number);
            format!("[{}]({})", name.trim(), requirement.url)
        })
        .collect();
    writeln!(
        text,
        "| `{}` | {} | {} | {} | {} | {} | {} | {} |",
        meta.id,
        meta.title.replace('|', "\\|"),
        needs.join(", "),
        check.control.unwrap_or_default(),
        requires.join(", "),
        meta.act.join(", "),
        meta.severity.name(),
        meta.class.name(),
    )
}
