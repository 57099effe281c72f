//! Every check of the registry over one page, each with its time.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};
use wardround_checks::{
    check::{Scope, Walk},
    evidence::{Flow, Step},
    reads::State,
    registry::CHECKS,
};

/// How long judging took.
pub(crate) struct Judged {
    /// From the recorded page to the last judgement.
    pub(crate) whole: Duration,
    /// Its parts, the longest first.
    pub(crate) parts: Vec<(&'static str, Duration)>,
}

/// Judges a step as the only one of a flow.
pub(crate) fn judge(step: Step) -> Judged {
    let flow = Flow { steps: vec![step], ..Flow::default() };
    let started = Instant::now();
    let states: Vec<_> = flow.steps.iter().map(State::new).collect();
    let mut parts = Vec::new();
    let mut time = |name: &'static str, work: &dyn Fn()| {
        let started = Instant::now();
        work();
        parts.push((name, started.elapsed()));
    };
    // Worked out once, and shared by the checks.
    time("tree, roles and names", &|| {
        black_box(states[0].page());
    });
    for check in CHECKS {
        match check.scope {
            Scope::State(judge) => time(check.meta.id, &|| drop(black_box(judge(&states[0])))),
            Scope::Flow(judge) => {
                let walk = Walk { flow: &flow, states: &states };
                time(check.meta.id, &|| drop(black_box(judge(&walk))));
            }
        }
    }
    let whole = started.elapsed();
    parts.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    Judged { whole, parts }
}
