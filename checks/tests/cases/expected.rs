//! What a case expects, by the names in it, and whether its check says so.
//!
//! A name begins with an outcome: `fail-` (the check fails it), `pass-` (it passes it, or says that the
//! requirement does not bind it), `unsure-` (it can't tell), `ask-` (it asks a person), `none-` (it says nothing of it). In a `page`
//! the names are the ids of elements; any other page, and a flow, is named as a whole by its file.

use std::collections::{BTreeMap, BTreeSet};
use wardround_checks::{
    check::{Entry, Scope, Walk},
    derived::Page,
    evidence::{self, Flow, Node, NodeId, Step},
    judgement::{Answer, Judgement, Outcome, Subject},
    reads::State,
};

const OUTCOMES: [&str; 5] = ["ask", "fail", "none", "pass", "unsure"];

/// Checks that never fail anything by themselves: what decides can only be seen, heard or tried by a person.
pub(crate) const NEVER_FAIL: [&str; 4] = [
    "audio-description-or-media-alternative-prerecorded",
    "audio-description-prerecorded",
    "captions-prerecorded",
    "motion-actuation",
];

/// A page as the only step of a flow.
pub(crate) fn alone(page: evidence::Page) -> Flow {
    let step = Step { name: "page".to_owned(), page: Some(page), ..Step::default() };
    Flow { steps: vec![step], ..Flow::default() }
}

/// What the check says of this case that the names in it do not, or the other way round.
pub(crate) fn wrong(check: &Entry, name: &str, flow: &Flow) -> Vec<String> {
    let states: Vec<_> = flow.steps.iter().map(State::new).collect();
    let wrong = match judge(check, flow, &states) {
        Err(missing) => vec![missing],
        Ok(said) if name == "page" => {
            by_id(check.meta.id, &said, states.first().and_then(State::page))
        }
        Ok(said) => whole(outcome_of(name), &said),
    };
    wrong.into_iter().map(|wrong| format!("{}/{name}: {wrong}", check.meta.id)).collect()
}

/// What a check says of a flow.
pub(crate) fn judge<'e>(
    check: &Entry,
    flow: &'e Flow,
    states: &'e [State<'e>],
) -> Result<Vec<Judgement>, String> {
    let judge = match check.scope {
        Scope::Flow(judge) => return Ok(judge(&Walk { flow, states })),
        Scope::State(judge) => judge,
    };
    let mut said = Vec::new();
    let mut missing = None;
    let mut seen = false;
    for state in states {
        match judge(state) {
            Answer::Judged(judged) => {
                seen = true;
                said.extend(judged);
            }
            Answer::NotSeen(piece) => missing = Some(piece),
        }
    }
    match missing {
        Some(piece) if !seen => Err(format!("it holds no {}", piece.name())),
        _ => Ok(said),
    }
}

/// The outcome that a name begins with.
fn outcome_of(name: &str) -> Option<&'static str> {
    let (word, _) = name.split_once('-')?;
    OUTCOMES.into_iter().find(|outcome| *outcome == word)
}

fn word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Passed | Outcome::Excepted(_) => "pass",
        Outcome::Failed(_) => "fail",
        Outcome::CantTell(_) => "unsure",
        Outcome::Question(_) => "ask",
    }
}

fn in_words(judgement: &Judgement) -> String {
    match &judgement.outcome {
        Outcome::Failed(finding) | Outcome::CantTell(finding) | Outcome::Question(finding) => {
            format!("{:?}: {}", judgement.subject, finding.what)
        }
        _ => format!("{:?}", judgement.subject),
    }
}

/// A whole page or flow: the check says what its name says, and nothing worse.
fn whole(expected: Option<&str>, said: &[Judgement]) -> Vec<String> {
    let allowed: &[&str] = match expected {
        Some("fail") => &["pass", "ask", "unsure", "fail"],
        Some("unsure") => &["pass", "ask", "unsure"],
        Some("ask") => &["pass", "ask"],
        Some("pass") => &["pass"],
        Some(_) => &[],
        None => return vec!["its name says no outcome".to_owned()],
    };
    let mut wrong: Vec<_> = said
        .iter()
        .filter(|said| !allowed.contains(&word(&said.outcome)))
        .map(|said| format!("{}, unexpected: {}", word(&said.outcome), in_words(said)))
        .collect();
    let met = |said: &Judgement| match expected {
        Some("pass") => said.outcome == Outcome::Passed,
        _ => Some(word(&said.outcome)) == expected,
    };
    if !allowed.is_empty() && !said.iter().any(met) {
        wrong.push(format!("nothing in it is {expected:?}"));
    }
    wrong
}

/// A page whose elements' ids say the outcomes: each exactly its own, and nothing else fails.
fn by_id(check: &str, said: &[Judgement], page: Option<Page<'_>>) -> Vec<String> {
    let Some(page) = page else { return vec!["it holds no page".to_owned()] };
    let mut wrong = Vec::new();
    let mut found: BTreeMap<NodeId, BTreeSet<&str>> = BTreeMap::new();
    for judgement in said {
        let outcome = word(&judgement.outcome);
        let node = match &judgement.subject {
            Subject::Node(node) => Some(element_of(page, *node)),
            _ => None,
        };
        let named = node.and_then(|node| page.element(node)?.attr("id"));
        if let Some(node) = node.filter(|_| named.and_then(outcome_of).is_some()) {
            found.entry(node).or_default().insert(outcome);
        } else if !["pass", "ask"].contains(&outcome) {
            wrong.push(format!("{outcome}, and no id says so: {named:?} {}", in_words(judgement)));
        }
    }
    let mut listed = BTreeSet::new();
    for element in page.elements() {
        let Some(id) = element.attr("id") else { continue };
        let Some(expected) = outcome_of(id) else { continue };
        listed.insert(expected);
        let outcomes = found.remove(&element.id).unwrap_or_default();
        let met = match expected {
            "none" => outcomes.is_empty(),
            _ => outcomes == BTreeSet::from([expected]),
        };
        if !met {
            wrong.push(format!("#{id} is {outcomes:?}"));
        }
    }
    // What only a person can say passes nothing; then what is asked stands on the other side.
    let fails: &[&str] = if NEVER_FAIL.contains(&check) { &["unsure", "ask"] } else { &["fail"] };
    let sides = [fails, &["pass", "ask"], &["none"]];
    for side in sides.iter().filter(|side| !side.iter().any(|word| listed.contains(word))) {
        wrong.push(format!("no id begins with {}-", side.join("- or ")));
    }
    wrong
}

/// The element that a node is, or that a text is in.
fn element_of(page: Page<'_>, node: NodeId) -> NodeId {
    match page.recorded.nodes.get(node.index()) {
        Some(Node::Text(text)) => text.parent,
        _ => node,
    }
}
