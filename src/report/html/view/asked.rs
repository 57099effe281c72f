//! What only a person can say, check by check: one table each, folded.

use super::links::{Link, Links};
use crate::{audit::verdict::Question, report::words::count};
use serde::Serialize;
use std::collections::BTreeMap;

/// Rows that a table shows; the JSON has all of them.
const ROWS: usize = 200;
/// States that a row links to.
const STATES: usize = 3;

/// The questions of one check.
#[derive(Debug, Serialize)]
pub(super) struct Asked {
    check: String,
    title: String,
    size: String,
    rows: Vec<Row>,
    more: String,
}

/// One question.
#[derive(Debug, Serialize)]
struct Row {
    what: String,
    ask: String,
    thing: String,
    states: Vec<Link>,
    more: String,
}

/// The questions, in the order of the checks.
pub(super) fn asked(links: &Links<'_>) -> Vec<Asked> {
    let mut by_check = BTreeMap::<&str, Vec<&Question>>::new();
    for question in &links.verdict.questions {
        by_check.entry(&question.check).or_default().push(question);
    }
    by_check
        .into_iter()
        .map(|(check, questions)| Asked {
            check: check.to_owned(),
            title: links.checks.get(check).map_or_else(String::new, |check| check.title.clone()),
            size: count(questions.len(), "question", "questions"),
            rows: questions.iter().take(ROWS).map(|question| row(links, question)).collect(),
            more: more(questions.len().saturating_sub(ROWS), "more question", "more questions"),
        })
        .collect()
}

fn more(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => String::new(),
        more => format!("and {} in verdict.json", count(more, one, many)),
    }
}

fn row(links: &Links<'_>, question: &Question) -> Row {
    let Question { what, ask, subject, states, .. } = question;
    Row {
        what: what.clone(),
        ask: ask.clone(),
        thing: if subject.selector.is_empty() { &subject.name } else { &subject.selector }.clone(),
        states: states.iter().take(STATES).map(|state| links.state(state)).collect(),
        more: more(states.len().saturating_sub(STATES), "more state", "more states"),
    }
}
