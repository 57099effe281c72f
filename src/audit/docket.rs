//! The list on which outcomes and findings are entered, check by check and state by state.

use super::{
    describe::{Described, Scene},
    digest::digest,
    terms::Terms,
    verdict::{self, Finding, Mark, Outcome, Question},
};
use std::collections::BTreeMap;
use wardround_checks::{
    check::{Class, Meta},
    evidence::Piece,
    judgement::{self, Judgement},
};

/// A finding, and what else is known of it while the list is being made.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) finding: Finding,
    pub(super) scenario: String,
    pub(super) component: String,
    pub(super) wording: String,
}

/// The list for one flow.
pub(super) struct Docket<'a> {
    terms: &'a Terms<'a>,
    states: &'a [verdict::State],
    /// How often something was said of a thing, by fingerprint.
    said: BTreeMap<String, u32>,
    /// Place of the state and of the check, for the order.
    pub(super) outcomes: Vec<(usize, Outcome)>,
    pub(super) drafts: Vec<(usize, Draft)>,
    /// Place of the state, for the order.
    pub(super) questions: Vec<(usize, Question)>,
}

impl<'a> Docket<'a> {
    /// An empty list for the states of one flow.
    pub(super) fn new(terms: &'a Terms<'a>, states: &'a [verdict::State]) -> Self {
        Self {
            terms,
            states,
            said: BTreeMap::new(),
            outcomes: Vec::new(),
            drafts: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// Enters what a check said of a state.
    pub(super) fn enter(
        &mut self,
        meta: &Meta,
        place: usize,
        scene: &Scene<'_>,
        said: &[&Judgement],
    ) {
        let mut outcome = self.line(meta, place);
        // What lies beyond the profile is told when it was asked for by name.
        let told = !meta.is_beyond() || self.terms.only.is_some_and(|only| only.contains(meta.id));
        for judgement in said {
            match &judgement.outcome {
                judgement::Outcome::Passed => outcome.passed += 1,
                judgement::Outcome::Excepted(reason) => {
                    *outcome.excepted.entry((*reason).to_owned()).or_default() += 1;
                }
                judgement::Outcome::Failed(found) => {
                    outcome.failed += 1;
                    if told {
                        self.find(meta, place, scene, judgement, Mark::Failed, found);
                    }
                }
                judgement::Outcome::CantTell(found) => {
                    outcome.cant_tell += 1;
                    if told {
                        self.find(meta, place, scene, judgement, Mark::CantTell, found);
                    }
                }
                judgement::Outcome::Question(found) => {
                    outcome.cant_tell += 1;
                    outcome.questions += 1;
                    if told {
                        self.ask(meta, place, scene, judgement, found);
                    }
                }
            }
        }
        outcome.outcome = if outcome.failed > 0 {
            Mark::Failed
        } else if outcome.cant_tell > 0 {
            Mark::CantTell
        } else if outcome.passed > 0 || !outcome.excepted.is_empty() {
            Mark::Passed
        } else {
            Mark::Inapplicable
        };
        self.outcomes.push((place, outcome));
    }

    /// Enters that a check could not be run over a state.
    pub(super) fn miss(&mut self, meta: &Meta, place: usize, piece: Piece, whole_flow: bool) {
        let outcome = Outcome {
            outcome: Mark::NotSeen,
            missing: Some(piece.name().to_owned()),
            whole_flow,
            gap: !is_probed(piece),
            ..self.line(meta, place)
        };
        self.outcomes.push((place, outcome));
    }

    /// Enters that nothing in the whole flow concerns a check.
    pub(super) fn nothing(&mut self, meta: &Meta, place: usize) {
        let outcome = Outcome { whole_flow: true, ..self.line(meta, place) };
        self.outcomes.push((place, outcome));
    }

    fn line(&self, meta: &Meta, place: usize) -> Outcome {
        Outcome {
            check: meta.id.to_owned(),
            state: self.states[place].id.clone(),
            outcome: Mark::Inapplicable,
            passed: 0,
            failed: 0,
            cant_tell: 0,
            questions: 0,
            excepted: BTreeMap::new(),
            missing: None,
            whole_flow: false,
            gap: false,
        }
    }

    fn find(
        &mut self,
        meta: &Meta,
        place: usize,
        scene: &Scene<'_>,
        judgement: &Judgement,
        outcome: Mark,
        found: &judgement::Finding,
    ) {
        let state = &self.states[place];
        let Described { subject, position, component } = scene.describe(&judgement.subject);
        let fingerprint = self.fingerprint(meta, state, &subject, &position);
        let first_seen =
            self.terms.first_seen.get(&fingerprint).copied().unwrap_or(self.terms.today);
        let finding = Finding {
            check: meta.id.to_owned(),
            state: state.id.clone(),
            outcome,
            severity: meta.severity,
            what: found.what.clone(),
            fix: found.fix.clone(),
            related: found.related.iter().map(|other| scene.describe(other).subject).collect(),
            root: String::new(),
            first_seen,
            due: first_seen.plus_days(deadline(meta.class)),
            steps_to_reproduce: self.way_to(place),
            waived: None,
            fingerprint,
            subject,
        };
        let scenario = state.scenario.clone();
        let wording = super::component::wording(&finding.what);
        self.drafts.push((place, Draft { finding, scenario, component, wording }));
    }

    fn ask(
        &mut self,
        meta: &Meta,
        place: usize,
        scene: &Scene<'_>,
        judgement: &Judgement,
        found: &judgement::Finding,
    ) {
        let question = Question {
            check: meta.id.to_owned(),
            what: found.what.clone(),
            ask: found.fix.clone(),
            subject: scene.describe(&judgement.subject).subject,
            states: vec![self.states[place].id.clone()],
        };
        self.questions.push((place, question));
    }

    /// The same for the same thing in another engine; one thing can have several, one for each thing said of it.
    fn fingerprint(
        &mut self,
        meta: &Meta,
        state: &verdict::State,
        subject: &verdict::Subject,
        position: &str,
    ) -> String {
        // What is named by an address or a title is told apart by its position alone.
        let name = match subject.kind.as_str() {
            "document" | "request" | "address" => "",
            _ => subject.name.as_str(),
        };
        let digest_of_it = digest([
            meta.id,
            &state.scenario,
            &state.step,
            &subject.kind,
            &subject.role,
            name,
            position,
        ]);
        let said = self.said.entry(digest_of_it.clone()).or_insert(0);
        *said += 1;
        if *said == 1 { digest_of_it } else { digest([&*digest_of_it, &said.to_string()]) }
    }

    fn way_to(&self, place: usize) -> Vec<String> {
        self.states[..=place]
            .iter()
            .map(|state| {
                if state.acts.is_empty() {
                    format!("{}: look at the page", state.step)
                } else {
                    format!("{}: {}", state.step, state.acts.join("; "))
                }
            })
            .collect()
    }
}

/// The days that a failure may stay open, as policy.
pub(super) const fn deadline(class: Class) -> u32 {
    match class {
        Class::Exposure => 7,
        Class::Identity => 14,
        Class::Accessibility | Class::Hardening => 30,
    }
}

/// Whether a piece is only there where a step asked for it, or where an engine can be watched.
pub(super) const fn is_probed(piece: Piece) -> bool {
    match piece {
        Piece::Sensors
        | Piece::Focus
        | Piece::Call
        | Piece::Idle
        | Piece::After
        | Piece::Residue
        | Piece::SignIns
        | Piece::StepUp
        | Piece::Transport => true,
        Piece::Acts | Piece::Page | Piece::Network | Piece::Storage | Piece::Console => false,
    }
}
