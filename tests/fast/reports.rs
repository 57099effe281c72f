//! One verdict in every format; hostile text in every field.

use crate::{
    flows::{appointment, flows, run, verdict_of},
    sample::{CHECKS, Drawing},
};
use serde_json::Value;
use std::{collections::BTreeSet, fs};
use wardround::{
    audit::{Picture, Terms, Verdict, Waiver, judge_by},
    report::{File, Format, Settings, earl, files, json, junit, read_json, terminal, write},
};
use wardround_checks::evidence::Flow;

const HOSTILE: &str = "</style></title></svg><script>alert(1)</script><img src=x onerror=alert(1)>\
    \" onload='x' {{html}} ]]> &amp; \u{0}\u{1b}[31m\u{85}\u{202e}\u{2066}`${x}`\r\n--><!--";
/// A harmless text with as much Markdown in it.
const PLAIN: &str = " `code` zzz";
/// Fields that hold a word of a list or a day.
const CLOSED: &[&str] =
    &["severity", "class", "outcome", "status", "first_seen", "due", "until", "judged"];

fn verdict() -> Verdict {
    let picture = |flow: &Flow, place: usize| {
        Some(Picture { path: format!("{}/{place:02}/screenshot.png", flow.scenario), whole: false })
    };
    let waiver = |check: &str, until: &str| Waiver {
        check: check.to_owned(),
        scenario: None,
        step: None,
        thing: None,
        reason: "A list view stands beside it.".to_owned(),
        until: until.parse().unwrap(),
    };
    let waivers =
        [waiver("target-size-minimum", "2026-12-31"), waiver("page-titled", "2026-12-31")];
    let terms =
        Terms { picture: &picture, waivers: &waivers, ..Terms::new("2026-05-14".parse().unwrap()) };
    judge_by(CHECKS, &flows(), run(), &terms)
}

/// The same verdict with this behind every text that is not empty.
fn with(behind: &str) -> Verdict {
    fn spoil(value: &mut Value, behind: &str) {
        match value {
            Value::String(text) if !text.is_empty() => text.push_str(behind),
            Value::Array(list) => list.iter_mut().for_each(|one| spoil(one, behind)),
            Value::Object(fields) => {
                let open = |name: &str| !CLOSED.contains(&name);
                fields
                    .iter_mut()
                    .filter(|(name, _)| open(name))
                    .for_each(|(_, one)| spoil(one, behind));
            }
            _ => {}
        }
    }
    let mut value: Value = serde_json::from_str(&json(&verdict()).unwrap()).unwrap();
    spoil(&mut value, behind);
    read_json(&value.to_string()).unwrap()
}

fn page(verdict: &Verdict) -> String {
    let mut files = files(verdict, &[Format::Html], &Settings::default()).unwrap();
    files.swap_remove(0).text
}

/// The start tags of a page, each with the names and values of its attributes.
fn tags(html: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        let name_end = rest.find([' ', '>', '/', '\n']).unwrap();
        let (name, mut inside) = rest.split_at(name_end);
        let mut attributes = Vec::new();
        loop {
            inside = inside.trim_start_matches([' ', '\n', '/']);
            if let Some(after) = inside.strip_prefix('>') {
                rest = after;
                break;
            }
            let end = inside.find(['=', ' ', '>']).unwrap();
            let (attribute, after) = inside.split_at(end);
            let Some(quoted) = after.strip_prefix("=\"") else {
                attributes.push((attribute.to_owned(), String::new()));
                inside = after;
                continue;
            };
            let (value, after) = quoted.split_once('"').unwrap();
            attributes.push((attribute.to_owned(), value.to_owned()));
            inside = after;
        }
        if !name.is_empty() && !name.starts_with('!') {
            tags.push((name.to_owned(), attributes));
        }
    }
    tags
}

#[test]
fn the_summary_says_the_problem_first() {
    insta::assert_snapshot!(terminal(&verdict(), false));
}

#[test]
fn colour_changes_nothing_but_colour() {
    let (plain, painted) = (terminal(&verdict(), false), terminal(&verdict(), true));
    assert!(!plain.contains('\u{1b}'));
    assert!(painted.contains("\u{1b}[1;31m"));
    let mut stripped = painted;
    while let Some(start) = stripped.find('\u{1b}') {
        let end = start + stripped[start..].find('m').unwrap();
        stripped.replace_range(start..=end, "");
    }
    assert_eq!(stripped, plain);
}

#[test]
fn a_suite_is_a_state_and_a_case_is_a_check() {
    insta::assert_snapshot!(junit(&verdict(), false).unwrap());
}

#[test]
fn strict_makes_a_failure_of_what_a_person_has_to_look_at() {
    let failures = |strict| {
        let text = junit(&verdict(), strict).unwrap();
        text.matches("<failure").count()
    };
    assert_eq!(failures(true), failures(false) + 1);
}

#[test]
fn hostile_text_stays_text_in_the_page() {
    let names = |html: &str| -> Vec<_> { tags(html).into_iter().map(|(name, _)| name).collect() };
    let (plain, hostile) = (page(&with(PLAIN)), page(&with(HOSTILE)));
    assert!(names(&plain) == names(&hostile), "a text became an element");
    assert!(!hostile.contains("<script"));
    for character in ['\u{0}', '\u{1b}', '\u{85}', '\u{202e}', '\u{2066}'] {
        assert!(!hostile.contains(character), "{character:?}");
    }
    for (name, attributes) in tags(&hostile) {
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on"), "{name} {attribute}={value}");
        }
    }
}

#[test]
fn hostile_text_stays_text_in_the_terminal_and_in_xml() {
    let verdict = with(HOSTILE);
    let summary = terminal(&verdict, false);
    let is_control = |c: char| c.is_control() && c != '\n';
    assert!(!summary.contains(is_control) && !summary.contains('\u{202e}'));
    let xml = junit(&verdict, false).unwrap();
    assert!(!xml.contains("<script") && !xml.contains(is_control));
    let report = quick_junit::Report::deserialize_from_str(&xml).unwrap();
    let plain = junit(&with(PLAIN), false).unwrap();
    let plain = quick_junit::Report::deserialize_from_str(&plain).unwrap();
    assert_eq!(report.test_suites.len(), plain.test_suites.len());
    assert_eq!(report.tests, plain.tests);
    assert_eq!(read_json(&json(&verdict).unwrap()).unwrap(), verdict);
}

#[test]
fn nothing_in_the_page_is_inline_and_nothing_is_fetched_from_elsewhere() {
    for html in [page(&verdict()), page(&with(HOSTILE))] {
        for (name, attributes) in tags(&html) {
            assert!(!["script", "style", "iframe", "object", "form"].contains(&&*name), "{name}");
            for (attribute, value) in attributes {
                assert_ne!(attribute, "style", "{name}");
                assert!(!value.trim_start().starts_with("data:"), "{name} {attribute}");
                assert!(!value.trim_start().starts_with("javascript:"), "{name} {attribute}");
                let fetched = ["link", "image", "img"].contains(&&*name);
                if fetched && ["href", "src"].contains(&&*attribute) {
                    assert!(value == "style.css" || value.starts_with("evidence/"), "{value}");
                }
            }
        }
    }
    let css = &files(&verdict(), &[Format::Html], &Settings::default()).unwrap()[1];
    assert_eq!(css.name, "style.css");
    assert!(!css.text.contains("url(") && !css.text.contains("@import"));
}

#[test]
fn every_link_within_the_page_leads_somewhere_and_every_id_is_used_once() {
    let mut crowd = Drawing::new("Crowd");
    for _ in 0..150 {
        crowd.element(Drawing::BODY, "button", &[], [0.0, 0.0, 10.0, 10.0]);
    }
    let mut flow = appointment();
    flow.steps[0].page = Some(crowd.page());
    let crowded = page(&verdict_of(&[flow]));
    assert!(crowded.contains("more places are in verdict.json"));
    holds_together(&page(&verdict()));
    holds_together(&crowded);
}

fn holds_together(html: &str) {
    let tags = tags(html);
    let values = |wanted: &str| -> Vec<String> {
        let all = tags.iter().flat_map(|(_, attributes)| attributes);
        all.filter(|(name, _)| name == wanted).map(|(_, value)| value.clone()).collect()
    };
    let ids = values("id");
    let set: BTreeSet<_> = ids.iter().cloned().collect();
    assert_eq!(set.len(), ids.len());
    for href in values("href").iter().filter_map(|href| href.strip_prefix('#')) {
        assert!(set.contains(href), "#{href}");
    }
    let named = values("aria-labelledby");
    for id in named.iter().flat_map(|ids| ids.split_whitespace()) {
        assert!(set.contains(id), "{id}");
    }
}

#[test]
fn the_page_has_one_first_heading_and_skips_no_level() {
    let html = page(&verdict());
    let levels: Vec<u32> =
        tags(&html).iter().filter_map(|(name, _)| name.strip_prefix('h')?.parse().ok()).collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(levels[0], 1);
    for two in levels.windows(2) {
        assert!(two[1] <= two[0] + 1, "h{} after h{}", two[1], two[0]);
    }
    for (name, attributes) in tags(&html) {
        let has = |wanted: &str| attributes.iter().any(|(name, _)| name == wanted);
        assert!(name != "th" || has("scope"));
        assert!(name != "html" || has("lang"));
    }
    assert_eq!(html.matches("<table").count(), html.matches("<caption").count());
}

#[test]
fn the_page_never_says_that_a_portal_conforms() {
    let mut clean = verdict();
    clean.findings.clear();
    clean.roots.clear();
    for html in [page(&verdict()), page(&clean)] {
        let text = html.to_lowercase();
        for claim in ["compliant", "conforms to", "is accessible"] {
            for (at, _) in text.match_indices(claim) {
                let before = &text[at.saturating_sub(60)..at];
                assert!(before.contains("not say"), "…{before}{claim}");
            }
        }
        assert!(text.contains("not law"));
    }
}

#[test]
fn an_earl_report_asserts_what_the_verdict_says() {
    let verdict = verdict();
    let report: Value = serde_json::from_str(&earl(&verdict).unwrap()).unwrap();
    let subjects = report["@graph"].as_array().unwrap();
    assert_eq!(subjects.len(), verdict.states.len());
    let mut asserted = 0;
    for subject in subjects {
        let state = verdict.states.iter().find(|state| subject["title"] == *state.id).unwrap();
        assert_eq!(subject["source"], *state.url);
        for assertion in subject["assertions"].as_array().unwrap() {
            let check = assertion["test"]["title"].as_str().unwrap();
            let outcome = assertion["result"]["outcome"].as_str().unwrap();
            let said = verdict.outcomes.iter().any(|line| {
                let word = line.outcome.name().replace("notSeen", "untested");
                line.state == state.id && line.check == check && outcome == format!("earl:{word}")
            });
            assert!(said, "{check} is {outcome} in {}", state.id);
            asserted += 1;
        }
    }
    assert_eq!(asserted, verdict.outcomes.len());
    let parts = subjects[0]["assertions"].as_array().unwrap().iter();
    let parts: BTreeSet<_> = parts.filter_map(|one| one["test"]["isPartOf"][0].as_str()).collect();
    assert!(parts.contains("WCAG2:name-role-value"), "{parts:?}");
}

#[test]
fn files_are_written_into_a_folder_that_need_not_be_there() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("report").join("today");
    let files = files(&verdict(), &Format::ALL, &Settings::default()).unwrap();
    write(&folder, &files).unwrap();
    for File { name, text } in &files {
        assert_eq!(fs::read_to_string(folder.join(name)).unwrap(), *text);
    }
    let names: Vec<_> = files.iter().map(|file| file.name).collect();
    assert_eq!(names, ["index.html", "style.css", "verdict.json", "junit.xml", "earl.json"]);
    let taken = folder.join("index.html");
    let error = write(&taken, &files).unwrap_err().to_string();
    assert_eq!(error, format!("cannot write {}", taken.display()));
}

#[test]
fn formats_are_known_by_name() {
    assert_eq!("junit".parse(), Ok(Format::Junit));
    let error = "pdf".parse::<Format>().unwrap_err().to_string();
    assert_eq!(error, "cannot write the format \"pdf\"; there are html, json, junit, earl");
}
