//! The W3C's cases of its ACT rules, audited by the program as anybody's pages are, and scored from the verdict alone.
//!
//! The cases are in `../shared/act`, beside the checkout; without them the test says so and passes.

use crate::{
    program::{World, said},
    serve::{say, serve, shared},
    stage,
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
    time::Instant,
};
use wardround_checks::registry::CHECKS;

/// Where the W3C serves the cases: some of them name each other by it.
const BELOW: &str = "/WAI/content-assets/wcag-act-rules/";
/// From the gravest: what a rule says of a page is the gravest that one of its checks says.
const OUTCOMES: [&str; 5] = ["failed", "cantTell", "passed", "inapplicable", "notSeen"];

/// The rules that one snapshot decides.
const STATIC: &str = "09o5cg 0ssw9k 23a2a8 24afc2 2779a5 2ee8b8 2t702h 307n5z 46ca7f 4e8ab6 59796f 5c01ea 5f99a7 \
                      674b10 6a7281 6cfa84 73f2c2 78fd32 7d6734 8fc3b6 97a4e1 9e45ec a25f45 afw4f7 akn7bn b33eff \
                      b4f0c3 b5c3f8 bc4a75 bc659a bf051a bisz58 c487ae cae760 d0f69e de46e4 e086e5 ff89c9 ffd0e9 \
                      kb1m8s m6b1q3";

/// One case: the outcome that the W3C expects of its page.
struct Case {
    rule: String,
    path: String,
    expected: String,
}

#[test]
fn every_rule_of_the_w3c_is_judged_as_its_cases_expect() {
    let Some(folder) = shared("act") else { return };
    stage::installed();
    let cases = cases(&folder);
    let start = Instant::now();
    let verdict = audit(&folder, &cases);
    let took = start.elapsed();
    let implemented = implemented(&verdict);
    let said = outcomes(&verdict, &implemented);
    let mut wrong = Vec::new();
    let mut rules: BTreeMap<&str, BTreeMap<(&str, &str), usize>> = BTreeMap::new();
    for case in &cases {
        let found = said.get(&(case.rule.as_str(), case.path.as_str()));
        let found = found.map_or("untested", |outcome| *outcome);
        *rules.entry(&case.rule).or_default().entry((&case.expected, found)).or_default() += 1;
        let alarm = case.expected != "failed" && found == "failed";
        let decided = STATIC.contains(&case.rule);
        if alarm || decided && case.expected == "failed" && found != "failed" {
            wrong.push(format!("{}: expected {}, {found}", case.path, case.expected));
        }
    }
    say(&table(&rules));
    say(&format!("{} cases in {:.0} s", cases.len(), took.as_secs_f64()));
    let missing: Vec<_> =
        STATIC.split_ascii_whitespace().filter(|rule| !implemented.contains_key(rule)).collect();
    assert!(missing.is_empty(), "no check implements {missing:?}");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn cases(folder: &Path) -> Vec<Case> {
    let text = fs::read_to_string(folder.join("cases.json")).expect("the cases");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("JSON");
    let word = |case: &Value, name: &str| case[name].as_str().expect("a word").to_owned();
    cases
        .iter()
        .map(|case| Case {
            rule: word(case, "ruleId"),
            path: word(case, "path"),
            expected: word(case, "expected"),
        })
        .collect()
}

/// The verdict of the program over the page of each case whose rule a check implements.
fn audit(folder: &Path, cases: &[Case]) -> Value {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _places = stage::alone(&runtime);
    let origin = runtime.block_on(serve(folder.to_owned(), BELOW));
    let world = World::new();
    let judged: BTreeSet<_> = CHECKS.iter().flat_map(|check| check.meta.act).copied().collect();
    let urls: BTreeSet<_> = cases
        .iter()
        .filter(|case| judged.contains(case.rule.as_str()))
        .map(|case| format!("{origin}{BELOW}{}", case.path))
        .collect();
    let list = world.folder.path().join("urls.txt");
    fs::write(&list, urls.into_iter().collect::<Vec<_>>().join("\n")).expect("a list");
    let out = world.out();
    let run = world.run(&[
        "audit",
        "--urls",
        &list.to_string_lossy(),
        "--probes",
        "none",
        "--format",
        "json",
        "--out",
        &out.to_string_lossy(),
    ]);
    let verdict = fs::read_to_string(out.join("verdict.json"));
    serde_json::from_str(&verdict.unwrap_or_else(|_| panic!("{}", said(&run)))).expect("JSON")
}

/// The checks that implement each rule.
fn implemented(verdict: &Value) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut implemented: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for check in verdict["checks"].as_array().expect("checks") {
        for rule in check["act"].as_array().expect("rules") {
            let checks = implemented.entry(rule.as_str().expect("an id")).or_default();
            checks.insert(check["id"].as_str().expect("an id"));
        }
    }
    implemented
}

/// What is said of each rule and page.
fn outcomes<'v>(
    verdict: &'v Value,
    implemented: &BTreeMap<&'v str, BTreeSet<&'v str>>,
) -> BTreeMap<(&'v str, &'v str), &'v str> {
    let mut pages = BTreeMap::new();
    for state in verdict["states"].as_array().expect("states") {
        // A page may lead elsewhere: what it was asked for by is the name of the step.
        let address = state["step"].as_str().expect("an address");
        if let Some((_, path)) = address.split_once(BELOW) {
            pages.insert(state["id"].as_str().expect("an id"), path);
        }
    }
    let rank = |outcome: &str| OUTCOMES.iter().position(|known| *known == outcome);
    let mut said: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    for one in verdict["outcomes"].as_array().expect("outcomes") {
        let word = |name: &str| one[name].as_str().expect("a word");
        let Some(page) = pages.get(word("state")) else { continue };
        let rules = implemented.iter().filter(|(_, checks)| checks.contains(word("check")));
        for (rule, _) in rules {
            let gravest = said.entry((rule, page)).or_insert(word("outcome"));
            if rank(word("outcome")) < rank(gravest) {
                *gravest = word("outcome");
            }
        }
    }
    said
}

/// A line for each rule: how many failed cases were failed, and how many others.
fn table(rules: &BTreeMap<&str, BTreeMap<(&str, &str), usize>>) -> String {
    let mut table = String::from("rule     static  failed   alarms  untold  other outcomes\n");
    for (rule, counts) in rules {
        let sum = |is: &dyn Fn(&str, &str) -> bool| -> usize {
            counts.iter().filter(|((want, got), _)| is(want, got)).map(|(_, count)| count).sum()
        };
        let others: Vec<_> = counts
            .iter()
            .filter(|((want, got), _)| want != got)
            .map(|((want, got), count)| format!("{count} {want} as {got}"))
            .collect();
        let decided = if STATIC.contains(rule) { "yes" } else { "" };
        let failed =
            format!("{}/{}", sum(&|w, g| w == "failed" && g == w), sum(&|w, _| w == "failed"));
        let alarms = sum(&|want, got| want != "failed" && got == "failed");
        let untold = sum(&|_, got| got == "cantTell");
        writeln!(
            table,
            "{rule}   {decided:6}  {failed:7}  {alarms:6}  {untold:6}  {}",
            others.join(", ")
        )
        .expect("a text takes what is written");
    }
    table
}
