//! The part of a recorded flow that a check needs to say what it says.
//!
//! Pieces that it does not read go first, then static files, steps, requests and parts of pages, until the
//! rest is small enough to be read. After each cut the check must say the same as before it.

use crate::cases::expected::judge;
use crate::prune;
use std::collections::BTreeSet;
use wardround_checks::{
    check::Entry,
    evidence::{Body, Exchange, Flow, Page, Step},
    judgement::Outcome,
    reads::State,
};

/// As much as a person reads, in bytes.
const ENOUGH: usize = 36_000;

/// What a check says, each thing once.
type Said = BTreeSet<String>;

/// The least of a flow that is judged as the whole is.
pub(crate) fn excerpt(check: &Entry, flow: &Flow) -> Flow {
    let whole = said(check, flow);
    let mut kept = flow.clone();
    let cut = |kept: &mut Flow, cut: &dyn Fn(&mut Flow)| {
        let mut less = kept.clone();
        cut(&mut less);
        let same = said(check, &less) == whole;
        if same {
            *kept = less;
        }
        same
    };
    for piece in PIECES {
        cut(&mut kept, &|flow| flow.steps.iter_mut().for_each(piece));
    }
    cut(&mut kept, &|flow| {
        for step in &mut flow.steps {
            if let Some(network) = &mut step.network {
                network.exchanges.retain(|exchange| !is_static(exchange));
            }
        }
    });
    for place in (0..kept.steps.len()).rev() {
        if is_small(&kept) {
            return kept;
        }
        cut(&mut kept, &|flow| drop(flow.steps.remove(place)));
    }
    for place in (0..kept.steps.len()).rev() {
        for piece in PIECES {
            if is_small(&kept) {
                return kept;
            }
            cut(&mut kept, &|flow| piece(&mut flow.steps[place]));
        }
        for exchange in (0..exchanges(&kept.steps[place])).rev() {
            if is_small(&kept) {
                return kept;
            }
            cut(&mut kept, &|flow| {
                if let Some(network) = &mut flow.steps[place].network {
                    network.exchanges.remove(exchange);
                }
            });
        }
    }
    for place in 0..kept.steps.len() {
        for branch in prune::branches(&kept, place) {
            if is_small(&kept) {
                return kept;
            }
            // A branch of one that was cut already is not there any more.
            if let Some(node) = prune::find(&kept, place, &branch) {
                cut(&mut kept, &|flow| prune::cut(flow, place, node));
            }
        }
    }
    kept
}

/// What can be left out of a step.
const PIECES: [fn(&mut Step); 12] = [
    |step| step.sign_ins = None,
    |step| step.page = None,
    |step| {
        if let Some(page) = &mut step.page {
            *page = Page { document: page.document.clone(), view: page.view, ..Page::default() };
        }
    },
    |step| step.network = None,
    |step| step.storage = None,
    |step| step.console = None,
    |step| step.focus = None,
    |step| step.call = None,
    |step| step.residue = None,
    |step| step.step_up = None,
    |step| step.transport = None,
    |step| {
        step.after = None;
        step.idle = None;
    },
];

fn said(check: &Entry, flow: &Flow) -> Said {
    let states: Vec<_> = flow.steps.iter().map(State::new).collect();
    let Ok(said) = judge(check, flow, &states) else { return Said::new() };
    said.iter()
        .map(|said| match &said.outcome {
            Outcome::Passed => "passed".to_owned(),
            Outcome::Excepted(why) => format!("excepted: {why}"),
            Outcome::Failed(finding) => format!("failed: {}", finding.what),
            Outcome::CantTell(finding) => format!("can't tell: {}", finding.what),
            Outcome::Question(finding) => format!("question: {}", finding.what),
        })
        .collect()
}

fn is_small(flow: &Flow) -> bool {
    serde_json::to_string(flow).is_ok_and(|json| json.len() <= ENOUGH)
}

fn exchanges(step: &Step) -> usize {
    step.network.as_ref().map_or(0, |network| network.exchanges.len())
}

/// Whether it is a file of the portal's look, which holds nothing of anybody.
fn is_static(exchange: &Exchange) -> bool {
    let look = ["script", "style", "font", "image"].contains(&exchange.destination.as_str());
    let empty = !matches!(&exchange.body, Body::Searched(hits) if !hits.is_empty());
    look && empty && exchange.sent.is_empty()
}
