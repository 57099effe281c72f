//! The page as a whole.

use super::{
    asked::{Asked, asked},
    cause::{Cause, Short, cause, short},
    chart::{Chart, chart},
    law::{Principle, Standing, principles, standings},
    links::Links,
    methods::{Blind, NotSeen, Waived, blind, not_seen, waived},
    step::{FlowView, flow},
};
use crate::{
    audit::{
        Verdict,
        verdict::{Class, Exhibit, Mark},
    },
    report::{
        Settings,
        headline::{Word, is_overdue, keeps_out, open, sentence, word},
        words::{count, harm, span},
    },
};
use serde::Serialize;

/// Causes in a list of the first screen.
const SHOWN: usize = 5;

/// What the page shows.
#[derive(Debug, Serialize)]
pub(in crate::report::html) struct Page {
    title: String,
    portal: String,
    word: &'static str,
    sentence: String,
    stopped: Vec<Line>,
    gaps: String,
    stops: Reasons,
    lets: Reasons,
    overdue: Reasons,
    facts: Vec<Fact>,
    standings: Vec<Standing>,
    principles: Vec<Principle>,
    causes: Vec<Cause>,
    causes_size: String,
    questions: Vec<Cause>,
    questions_size: String,
    asked: Vec<Asked>,
    flows: Vec<FlowView>,
    idle: Vec<Chart>,
    exhibits: Vec<Table>,
    not_seen: Vec<NotSeen>,
    waived: Vec<Waived>,
    notes: Vec<String>,
    blind: Vec<Blind>,
    policy: Vec<Fact>,
    tool: String,
}

/// Why the run failed, in one respect.
#[derive(Debug, Serialize)]
struct Reasons {
    causes: Vec<Short>,
    more: String,
}

/// A flow that stopped.
#[derive(Debug, Serialize)]
struct Line {
    href: String,
    name: String,
    text: String,
}

/// A fact of the run.
#[derive(Debug, Serialize)]
struct Fact {
    name: &'static str,
    values: Vec<String>,
}

/// An exhibit: the first cell of a row names it.
#[derive(Debug, Serialize)]
struct Table {
    id: String,
    flow: String,
    caption: String,
    columns: Vec<String>,
    rows: Vec<TableRow>,
}

/// A row of an exhibit.
#[derive(Debug, Serialize)]
struct TableRow {
    name: String,
    cells: Vec<String>,
}

impl Page {
    /// What the page shows of a verdict.
    pub(in crate::report::html) fn of(verdict: &Verdict, settings: &Settings) -> Self {
        let links = Links::of(verdict, &settings.evidence);
        let failed: Vec<_> =
            open(verdict).filter(|(root, _)| root.outcome == Mark::Failed).collect();
        let causes: Vec<_> =
            failed.iter().map(|(root, check)| cause(&links, root, check)).collect();
        let questions: Vec<_> = open(verdict)
            .filter(|(root, _)| root.outcome == Mark::CantTell)
            .map(|(root, check)| cause(&links, root, check))
            .collect();
        let reasons = |fits: &dyn Fn(usize) -> bool| {
            let all: Vec<_> = (0..failed.len()).filter(|place| fits(*place)).collect();
            let more = all.len().saturating_sub(SHOWN);
            Reasons {
                causes: all
                    .iter()
                    .take(SHOWN)
                    .map(|place| short(&links, failed[*place].0, failed[*place].1))
                    .collect(),
                more: if more == 0 {
                    String::new()
                } else {
                    count(more, "more cause", "more causes")
                },
            }
        };
        let portal = match verdict.run.target.as_str() {
            "" => "the portal".to_owned(),
            target => target.to_owned(),
        };
        Self {
            title: format!("{portal}: accessibility and session safety"),
            word: match word(verdict) {
                Word::Failed => "failed",
                Word::Incomplete => "incomplete",
                Word::NothingFailed => "nothing-failed",
            },
            sentence: sentence(verdict),
            stopped: stopped(verdict),
            gaps: gaps(verdict),
            stops: reasons(&|place| keeps_out(failed[place].1.class)),
            lets: reasons(&|place| !keeps_out(failed[place].1.class)),
            overdue: reasons(&|place| is_overdue(failed[place].0, verdict.judged)),
            facts: facts(verdict),
            standings: standings(&links),
            principles: principles(&links),
            causes_size: count(causes.len(), "cause", "causes"),
            causes,
            questions_size: count(questions.len(), "doubt", "doubts"),
            questions,
            asked: asked(&links),
            flows: verdict.flows.iter().enumerate().map(|(n, one)| flow(&links, n, one)).collect(),
            idle: verdict.idle.iter().enumerate().map(|(n, one)| chart(&links, n, one)).collect(),
            exhibits: (1..).zip(&verdict.exhibits).map(|(n, one)| table(n, one)).collect(),
            not_seen: not_seen(&links),
            waived: waived(&links),
            notes: verdict.notes.clone(),
            blind: blind(&verdict.checks),
            policy: policy(verdict),
            tool: format!("{} {}", verdict.tool.name, verdict.tool.version),
            portal,
        }
    }
}

fn stopped(verdict: &Verdict) -> Vec<Line> {
    (1..)
        .zip(&verdict.flows)
        .filter_map(|(number, flow)| {
            Some(Line {
                href: format!("#flow-{number}"),
                name: format!("{} ({})", flow.scenario, flow.engine),
                text: flow.stopped.clone()?,
            })
        })
        .collect()
}

fn gaps(verdict: &Verdict) -> String {
    match verdict.exit.not_seen {
        0 => String::new(),
        number => {
            let results = count(number, "check result is", "check results are");
            format!(
                "{results} missing, because evidence was not recorded that every state should have."
            )
        }
    }
}

fn facts(verdict: &Verdict) -> Vec<Fact> {
    let Verdict { tool, run, checks, flows, states, judged, .. } = verdict;
    let fact = |name, values: Vec<String>| Fact { name, values };
    let engines = run.engines.iter().map(|engine| {
        let driver = match engine.driver.as_str() {
            "" => String::new(),
            driver => format!(", driven by {driver}"),
        };
        format!("{} {}{driver}", engine.name, engine.version)
    });
    let evidence =
        run.evidence.iter().map(|evidence| format!("{} (seal {})", evidence.folder, evidence.seal));
    let all = [
        fact("Portal", vec![run.target.clone()]),
        fact("Environment", vec![run.environment.clone()]),
        fact("Hosts in scope", vec![run.hosts.join(", ")]),
        fact("Recorded", vec![range(&run.started, &run.ended)]),
        fact("Judged", vec![judged.to_string()]),
        fact("Browsers", engines.collect()),
        fact(
            "Seen",
            vec![format!(
                "{} of {}",
                count(states.len(), "state", "states"),
                count(flows.len(), "flow", "flows")
            )],
        ),
        fact("Judged by", vec![count(checks.len(), "check", "checks")]),
        fact("Requests of our own", vec![requests(verdict)]),
        fact("Evidence", evidence.collect()),
        fact("Made by", vec![format!("{} {}", tool.name, tool.version)]),
    ];
    all.into_iter().filter(|fact| fact.values.iter().any(|value| !value.is_empty())).collect()
}

/// What this program sent itself, and where it is written down: the portal's owner looks for it in the audit trail.
fn requests(verdict: &Verdict) -> String {
    match verdict.flows.iter().map(|flow| flow.requests).sum() {
        0 => String::new(),
        sent => format!(
            "{}, each with its moment in UTC in requests.jsonl beside the evidence of its flow",
            count(sent, "request", "requests")
        ),
    }
}

fn range(started: &str, ended: &str) -> String {
    match (started, ended) {
        (started, "") => started.to_owned(),
        (started, ended) => format!("{started} to {ended} (UTC)"),
    }
}

fn policy(verdict: &Verdict) -> Vec<Fact> {
    let policy = &verdict.run.policy;
    let fact = |name, value: String| Fact { name, values: vec![value] };
    let mut facts = vec![
        fact("Longest idle time", span(policy.idle_s)),
        fact("Longest session", span(policy.absolute_s)),
        fact("Least time between warning and end", span(policy.warning_s)),
        fact("Criteria", policy.profile.clone()),
    ];
    for class in [Class::Exposure, Class::Identity, Class::Accessibility, Class::Hardening] {
        let check = verdict.checks.iter().find(|check| check.class == class);
        facts.extend(check.map(|check| {
            let days = count(usize::try_from(check.deadline).unwrap_or(0), "day", "days");
            fact("Time to mend", format!("{days}, when {}", harm(class)))
        }));
    }
    facts
}

fn table(number: usize, exhibit: &Exhibit) -> Table {
    let row = |row: &Vec<String>| {
        let (name, cells) = row.split_first()?;
        Some(TableRow { name: name.clone(), cells: cells.to_vec() })
    };
    Table {
        id: format!("exhibit-{number}"),
        flow: exhibit.flow.clone(),
        caption: exhibit.caption.clone(),
        columns: exhibit.columns.clone(),
        rows: exhibit.rows.iter().filter_map(row).collect(),
    }
}
