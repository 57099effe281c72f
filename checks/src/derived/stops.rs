//! The stops of a focus walk, gathered by the thing that was stopped at.

use crate::{
    evidence::{FocusWalk, Stop},
    judgement::{Outcome, Subject},
};
use std::collections::BTreeMap;

/// Each thing that took the focus, in the order of the walk, with its visits in both directions.
pub fn stops(walk: &FocusWalk) -> Vec<(Subject, Vec<&Stop>)> {
    let mut places: BTreeMap<Subject, usize> = BTreeMap::new();
    let mut gathered: Vec<(Subject, Vec<&Stop>)> = Vec::new();
    for stop in walk.forward.iter().chain(&walk.backward) {
        let subject = stop.subject();
        let place = *places.entry(subject.clone()).or_insert(gathered.len());
        match gathered.get_mut(place) {
            Some((_, visits)) => visits.push(stop),
            None => gathered.push((subject, vec![stop])),
        }
    }
    gathered
}

/// The gravest of several outcomes for one thing.
pub fn gravest(outcomes: impl Iterator<Item = Outcome>) -> Option<Outcome> {
    outcomes.max_by_key(|outcome| match outcome {
        Outcome::Excepted(_) => 0,
        Outcome::Passed => 1,
        Outcome::Question(_) => 2,
        Outcome::CantTell(_) => 3,
        Outcome::Failed(_) => 4,
    })
}

impl Stop {
    /// The thing that took the focus, as a thing to judge.
    pub fn subject(&self) -> Subject {
        self.node.map_or_else(|| Subject::Stop(self.selector.clone()), Subject::Node)
    }
}
