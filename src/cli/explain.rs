//! `explain CHECK`: the check's page; `explain` alone: the catalogue.

use super::{args, terminal::say};
use crate::failure::{Exit, Failure};
use std::fmt::Write;
use wardround_checks::{
    check::Entry,
    registry::{self, CHECKS},
};

/// Shows every check, or one check's page.
pub(super) fn explain(args: &args::Explain) -> Result<Exit, Failure> {
    let text = match args.check.as_deref().and_then(registry::find) {
        Some(check) => page(check),
        None => catalogue(CHECKS),
    };
    say(&text)?;
    Ok(Exit::Clean)
}

/// A line a check: its id, its severity, the criteria it is about, and what it asks.
fn catalogue(checks: &[Entry]) -> String {
    let width = checks.iter().map(|check| check.meta.id.len()).max().unwrap_or_default();
    checks.iter().fold(String::new(), |mut text, check| {
        let meta = check.meta;
        let criteria: Vec<_> = meta.criteria().map(|criterion| criterion.number).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:width$}  {:8}  {:12}  {}",
            meta.id,
            meta.severity.name(),
            criteria.join(" "),
            meta.title
        );
        text
    })
}

fn page(check: &Entry) -> String {
    let meta = check.meta;
    let mut text = format!("{}\n{}\n\n", meta.id, meta.title);
    let needs: Vec<_> = check.needs.iter().map(|piece| piece.name()).collect();
    for (name, value) in [
        ("severity", meta.severity.name().to_owned()),
        ("class", meta.class.name().to_owned()),
        ("reads", needs.join(", ")),
        ("control", check.control.unwrap_or_default().to_owned()),
        ("ACT rules", meta.act.join(", ")),
    ] {
        if !value.is_empty() {
            let _ = writeln!(text, "{name:9}  {value}");
        }
    }
    for requirement in meta.requires {
        let words = [
            requirement.standard.name(),
            requirement.number,
            requirement.title,
            requirement.level,
            requirement.url,
        ];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        let _ = writeln!(text, "requires   {}", words.join(" "));
    }
    text + "\n" + &meta.page()
}

#[cfg(test)]
mod tests {
    use super::{catalogue, page};
    use wardround_checks::{
        check::{Class, Entry, Meta, Scope, Severity},
        evidence::Piece,
        standards::wcag22,
    };

    static META: Meta = Meta {
        id: "sample-check",
        title: "A sample is a sample",
        requires: &[wcag22::PAGE_TITLED],
        act: &["2779a5"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: "//! Samples.\n//!\n//! # Requirement\n//! A sample.\n\nuse x;\n//! Not this.\n",
    };
    const ENTRY: Entry = Entry {
        meta: &META,
        needs: &[Piece::Page],
        control: Some("A sample was seen."),
        scope: Scope::Flow(|_| Vec::new()),
    };

    #[test]
    fn the_catalogue_is_a_line_a_check() {
        assert_eq!(
            catalogue(&[ENTRY]),
            "sample-check  serious   2.4.2         A sample is a sample\n"
        );
        assert_eq!(catalogue(&[]), "");
    }

    #[test]
    fn a_page_says_what_the_check_is_before_its_own_words() {
        let page = page(&ENTRY);
        let (head, body) = page.split_once("\n\nSamples.\n").expect("the page's first line");
        assert!(
            head.contains("severity   serious\nclass      accessibility\nreads      page\ncontrol    A sample was seen."),
            "{head}"
        );
        assert!(
            head.contains("ACT rules  2779a5\nrequires   WCAG 2.2 2.4.2 Page Titled A https"),
            "{head}"
        );
        assert_eq!(body, "\n# Requirement\nA sample.\n");
    }
}
