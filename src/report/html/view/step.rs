//! A flow as a timeline: what was done, what held, what was found, where the focus went.

use super::{
    cause::called,
    links::{Link, Links, Numbered, PLACES, state_anchor},
    picture::{Picture, outlined, walked},
};
use crate::{
    audit::verdict::{Flow, FocusStop, Mark, State},
    report::words::count,
};
use serde::Serialize;

/// A flow.
#[derive(Debug, Serialize)]
pub(super) struct FlowView {
    anchor: String,
    title: String,
    scenario: String,
    engine: String,
    size: String,
    stopped: Option<String>,
    steps: Vec<Step>,
}

/// A step.
#[derive(Debug, Serialize)]
struct Step {
    anchor: String,
    number: usize,
    name: String,
    title: String,
    url: String,
    phase: &'static str,
    acts: Vec<String>,
    expected: Vec<Held>,
    rest: String,
    effect: Option<String>,
    truncated: Option<String>,
    picture: Option<Picture>,
    findings: Vec<Found>,
    /// Said when not all of it is shown.
    more: String,
    /// Said when nothing was found.
    none: String,
    focus: Option<Focus>,
    heard: Vec<String>,
}

/// An expectation, and what came of it.
#[derive(Debug, Serialize)]
struct Held {
    what: String,
    answer: &'static str,
    mark: &'static str,
}

/// A finding of the step.
#[derive(Debug, Serialize)]
struct Found {
    number: usize,
    link: Link,
    kind: String,
    what: String,
}

/// The walk with Tab.
#[derive(Debug, Serialize)]
struct Focus {
    label: String,
    picture: Option<Picture>,
    caption: String,
    end: String,
    rows: Vec<Stop>,
}

/// A stop of the walk.
#[derive(Debug, Serialize)]
struct Stop {
    number: usize,
    said: String,
    selector: String,
    seen: String,
    indicated: &'static str,
}

/// The flow at this place in the verdict.
pub(super) fn flow(links: &Links<'_>, place: usize, flow: &Flow) -> FlowView {
    let states = links.verdict.states.iter().enumerate();
    let of_it = states.filter(|(_, state)| state.flow == flow.id);
    FlowView {
        anchor: format!("flow-{}", place + 1),
        title: if flow.title.is_empty() { flow.scenario.clone() } else { flow.title.clone() },
        scenario: flow.scenario.clone(),
        engine: flow.engine.clone(),
        size: count(flow.steps, "step", "steps"),
        stopped: flow.stopped.clone(),
        steps: (1..)
            .zip(of_it)
            .map(|(number, (place, state))| step(links, number, place, state))
            .collect(),
    }
}

fn step(links: &Links<'_>, number: usize, place: usize, state: &State) -> Step {
    let anchor = state_anchor(place);
    let findings = links.by_state.get(state.id.as_str()).map_or(&[][..], Vec::as_slice);
    let numbered: Vec<_> = (1..)
        .zip(findings)
        .filter_map(|(number, (_, finding))| Some((number, finding.subject.bounds?)))
        .collect();
    let title = match numbered.len() {
        0 => format!("Screenshot at the end of step {}.", state.step),
        _ => format!(
            "Screenshot at the end of step {}; what was found is outlined and numbered as in the list.",
            state.step
        ),
    };
    let picture = state
        .screenshot
        .as_ref()
        .map(|shot| outlined(links, shot, &numbered, format!("{anchor}-picture"), title));
    Step {
        number,
        name: state.step.clone(),
        title: state.title.clone(),
        url: state.url.clone(),
        phase: match state.phase.as_str() {
            "during" => "signed in",
            "over" => "signed out",
            _ => "before sign-in",
        },
        acts: state.acts.iter().map(|act| capitalised(act)).collect(),
        expected: state
            .expected
            .iter()
            .map(|expected| Held {
                what: capital(&expected.what),
                answer: if expected.held { "held" } else { "did not hold" },
                mark: if expected.held { "held" } else { "failed" },
            })
            .collect(),
        rest: rest(state),
        effect: state.effect.clone(),
        truncated: state.truncated.clone(),
        picture,
        more: more(findings.len()),
        findings: (1..)
            .zip(findings)
            .take(PLACES)
            .map(|(number, found)| listed(links, number, *found))
            .collect(),
        none: none(links, state),
        focus: focus(links, state, &anchor),
        heard: state.heard.clone(),
        anchor,
    }
}

fn listed(links: &Links<'_>, number: usize, found: Numbered<'_>) -> Found {
    let (_, finding) = found;
    Found {
        number,
        link: Link { href: links.finding(found), text: links.title(&finding.check).to_owned() },
        kind: match (&finding.waived, finding.outcome) {
            (Some(_), _) => "Waived".to_owned(),
            (None, Mark::Failed) => capital(finding.severity.name()),
            (None, _) => "Needs a person".to_owned(),
        },
        what: finding.what.clone(),
    }
}

/// That more was found than the page shows; empty when it shows all.
pub(super) fn more(number: usize) -> String {
    match number.saturating_sub(PLACES) {
        0 => String::new(),
        more => format!("{} in verdict.json.", count(more, "more place is", "more places are")),
    }
}

fn none(links: &Links<'_>, state: &State) -> String {
    let ran = links
        .verdict
        .outcomes
        .iter()
        .filter(|outcome| outcome.state == state.id && outcome.outcome != Mark::NotSeen)
        .count();
    format!("{} found nothing here.", count(ran, "check", "checks"))
}

fn rest(state: &State) -> String {
    let how = match state.rest.reason.as_str() {
        "quiet" => "The page came to rest",
        "limit" => "The page did not come to rest; the waiting was ended",
        "dialog" => "A dialog of the browser opened",
        "gone" => "The page went away",
        _ => return String::new(),
    };
    let load = if state.navigated { " A new document was loaded." } else { "" };
    format!("{how} after {} ms.{load}", state.rest.ms)
}

fn focus(links: &Links<'_>, state: &State, anchor: &str) -> Option<Focus> {
    let walk = state.focus.as_ref()?;
    let stops = count(walk.stops.len(), "stop", "stops");
    let title = format!("The path of the keyboard focus at step {}: {stops}.", state.step);
    let shot = state.screenshot.as_ref().filter(|_| !walk.stops.is_empty());
    let picture =
        shot.map(|shot| walked(links, shot, walk, format!("{anchor}-focus"), title.clone()));
    Some(Focus {
        label: format!("Keyboard: {stops} of the Tab key"),
        picture,
        caption: title,
        end: walk.end.clone(),
        rows: (1..).zip(&walk.stops).map(|(number, stop)| row(number, stop)).collect(),
    })
}

fn row(number: usize, stop: &FocusStop) -> Stop {
    let said = called(&stop.role, &stop.name);
    Stop {
        number,
        said: if said.is_empty() { "not in the recorded page".to_owned() } else { said },
        selector: stop.selector.clone(),
        seen: stop.seen.map_or_else(|| "outside the window".to_owned(), |seen| format!("{seen} %")),
        indicated: match stop.indicated {
            Some(true) => "yes",
            Some(false) => "no",
            None => "not compared",
        },
    }
}

/// As a sentence.
fn capitalised(text: &str) -> String {
    capital(text) + "."
}

/// With a capital letter.
fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next();
    first.map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
