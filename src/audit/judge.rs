//! Every check over every state of every flow.

use super::{
    criteria::criteria,
    describe::Scene,
    docket::{Docket, Draft, deadline, is_probed},
    exhibit, root,
    terms::Terms,
    timeline,
    verdict::{self, Check, Exit, Mark, Outcome, Question, Run, Tool, Verdict},
    waive::waive,
};
use std::collections::{BTreeMap, BTreeSet};
use wardround_checks::{
    check::{Entry, Meta, Scope, Walk},
    evidence::{Flow, Piece, Step},
    judgement::Answer,
    reads::State,
    registry::CHECKS,
    standards::Standard,
};

/// Judges flows by every check there is. The same flows, run and terms give the same verdict, byte for byte.
pub fn judge(flows: &[Flow], run: Run, terms: &Terms<'_>) -> Verdict {
    judge_by(CHECKS, flows, run, terms)
}

/// Judges flows by these checks.
pub fn judge_by(checks: &[Entry], flows: &[Flow], run: Run, terms: &Terms<'_>) -> Verdict {
    let checks: Vec<_> = checks
        .iter()
        .filter(|check| terms.only.is_none_or(|only| only.contains(check.meta.id)))
        .collect();
    let mut flows: Vec<_> = flows.iter().collect();
    // Workers end in any order.
    flows.sort_by_key(|flow| (&flow.scenario, &flow.engine));
    let ids = ids(&flows);
    let mut bench = Bench::default();
    for (flow, id) in flows.iter().zip(&ids) {
        bench.hear(&checks, flow, id, terms);
    }
    let Bench { states, outcomes, mut drafts, questions, idle, exhibits } = bench;
    let names: BTreeSet<_> = checks.iter().map(|check| check.meta.id).collect();
    let notes = waive(&mut drafts, &states, &names, terms);
    let roots = root::roots(&mut drafts);
    let findings: Vec<_> = drafts.into_iter().map(|draft| draft.finding).collect();
    let checks: Vec<_> = checks.into_iter().map(described).collect();
    let flows: Vec<_> = flows.into_iter().zip(ids).map(|(flow, id)| summed(flow, id)).collect();
    Verdict {
        schema: 1,
        tool: Tool {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
        },
        run,
        judged: terms.today,
        exit: exit(&flows, &outcomes, &findings),
        criteria: criteria(&checks, &outcomes),
        checks,
        flows,
        states,
        outcomes,
        findings,
        questions: once(questions),
        roots,
        idle,
        exhibits,
        notes,
    }
}

#[derive(Default)]
struct Bench {
    states: Vec<verdict::State>,
    outcomes: Vec<Outcome>,
    drafts: Vec<Draft>,
    questions: Vec<Question>,
    idle: Vec<verdict::IdleChart>,
    exhibits: Vec<verdict::Exhibit>,
}

impl Bench {
    fn hear(&mut self, checks: &[&Entry], flow: &Flow, id: &str, terms: &Terms<'_>) {
        let states: Vec<_> = flow.steps.iter().map(State::new).collect();
        let shown: Vec<_> = states
            .iter()
            .enumerate()
            .map(|(place, state)| timeline::state(flow, id, place, state, terms))
            .collect();
        let scenes: Vec<_> = states.iter().map(|state| Scene::new(flow, state)).collect();
        let walk = Walk { flow, states: &states };
        let mut docket = Docket::new(terms, &shown);
        // Without a state there is nothing to judge and nowhere to say so; the flow says why it stopped.
        if !states.is_empty() {
            for check in checks {
                match check.scope {
                    Scope::State(judge) => {
                        over_states(&mut docket, check.meta, judge, &states, &scenes);
                    }
                    Scope::Flow(judge) => {
                        let absent = check
                            .needs
                            .iter()
                            .find(|piece| !flow.steps.iter().any(|step| has(step, **piece)));
                        match absent {
                            Some(piece) => docket.miss(check.meta, states.len() - 1, *piece, true),
                            None => over_flow(&mut docket, check.meta, &judge(&walk), &scenes),
                        }
                    }
                }
            }
        }
        let Docket { mut outcomes, mut drafts, mut questions, .. } = docket;
        self.exhibits.extend(exhibit::tables(flow, id, &drafts));
        // The sorts are stable: within a state the checks keep their order.
        outcomes.sort_by_key(|(place, _)| *place);
        drafts.sort_by_key(|(place, _)| *place);
        questions.sort_by_key(|(place, _)| *place);
        self.outcomes.extend(outcomes.into_iter().map(|(_, outcome)| outcome));
        self.drafts.extend(drafts.into_iter().map(|(_, draft)| draft));
        self.questions.extend(questions.into_iter().map(|(_, question)| question));
        self.idle.extend(exhibit::idle(flow, &shown));
        self.states.extend(shown);
    }
}

fn over_states<'e>(
    docket: &mut Docket<'_>,
    meta: &Meta,
    judge: for<'s> fn(&'s State<'s>) -> Answer,
    states: &'e [State<'e>],
    scenes: &[Scene<'e>],
) {
    let mut unasked = BTreeSet::new();
    for (place, state) in states.iter().enumerate() {
        match judge(state) {
            Answer::Judged(said) => {
                docket.enter(meta, place, &scenes[place], &said.iter().collect::<Vec<_>>());
            }
            Answer::NotSeen(piece) if is_probed(piece) => {
                unasked.insert(piece);
            }
            Answer::NotSeen(piece) => docket.miss(meta, place, piece, false),
        }
    }
    // A probe runs where a step asks for it. That no step did is said once.
    let nowhere = |piece: &&Piece| !states.iter().any(|state| has(state.step, **piece));
    if let Some(piece) = unasked.iter().find(nowhere) {
        docket.miss(meta, states.len() - 1, *piece, true);
    }
}

fn over_flow(
    docket: &mut Docket<'_>,
    meta: &Meta,
    said: &[wardround_checks::judgement::Judgement],
    scenes: &[Scene<'_>],
) {
    let last = scenes.len() - 1;
    for (place, scene) in scenes.iter().enumerate() {
        let here: Vec<_> = said
            .iter()
            .filter(|judgement| judgement.step.map_or(last, |step| step.min(last)) == place)
            .collect();
        if !here.is_empty() {
            docket.enter(meta, place, scene, &here);
        }
    }
    if said.is_empty() {
        docket.nothing(meta, last);
    }
}

fn has(step: &Step, piece: Piece) -> bool {
    match piece {
        Piece::Acts => true,
        Piece::Page => step.page.is_some(),
        Piece::Sensors => step.page.as_ref().is_some_and(|page| page.sensors.is_some()),
        Piece::Network => step.network.is_some(),
        Piece::Storage => step.storage.is_some(),
        Piece::Console => step.console.is_some(),
        Piece::Focus => step.focus.is_some(),
        Piece::Call => step.call.is_some(),
        Piece::Idle => step.idle.is_some(),
        Piece::After => step.after.is_some(),
        Piece::Residue => step.residue.is_some(),
        Piece::SignIns => step.sign_ins.is_some(),
        Piece::StepUp => step.step_up.is_some(),
        Piece::Transport => step.transport.is_some(),
    }
}

/// Each question once, in the order of the checks, with every state that it was asked in.
fn once(questions: Vec<Question>) -> Vec<Question> {
    let mut known = BTreeMap::<_, (usize, Question)>::new();
    for (place, question) in questions.into_iter().enumerate() {
        let subject = &question.subject;
        // The position of a thing is not what makes it another: the same link stands on every page.
        let thing = [&question.what, &question.ask, &subject.kind, &subject.role, &subject.name];
        let key = (question.check.clone(), thing.map(ToOwned::to_owned));
        match known.get_mut(&key) {
            Some((_, asked)) => {
                let new = question.states.into_iter().filter(|state| !asked.states.contains(state));
                asked.states.extend(new.collect::<Vec<_>>());
            }
            None => drop(known.insert(key, (place, question))),
        }
    }
    let mut once: Vec<_> = known.into_iter().collect();
    once.sort_by(|(a, (first, _)), (b, (second, _))| (&a.0, first).cmp(&(&b.0, second)));
    once.into_iter().map(|(_, (_, question))| question).collect()
}

/// A name for each flow that no other has.
fn ids(flows: &[&Flow]) -> Vec<String> {
    let mut used = BTreeSet::new();
    flows
        .iter()
        .map(|flow| {
            let name = format!("{}/{}", flow.engine, flow.scenario);
            let again = (2u32..).map(|number| format!("{name}-{number}"));
            let id = std::iter::once(name.clone()).chain(again).find(|id| used.insert(id.clone()));
            id.unwrap_or(name)
        })
        .collect()
}

fn summed(flow: &Flow, id: String) -> verdict::Flow {
    verdict::Flow {
        id,
        scenario: flow.scenario.clone(),
        title: flow.title.clone(),
        engine: flow.engine.clone(),
        steps: flow.steps.len(),
        stopped: flow.stopped.clone(),
        requests: flow.sent.len(),
    }
}

fn described(check: &Entry) -> Check {
    let meta = check.meta;
    let page = meta.page();
    Check {
        id: meta.id.to_owned(),
        title: meta.title.to_owned(),
        criteria: meta.criteria().map(|criterion| criterion.number.to_owned()).collect(),
        act: meta.act.iter().map(|rule| (*rule).to_owned()).collect(),
        severity: meta.severity,
        deadline: deadline(meta.class),
        class: meta.class,
        requirements: meta
            .requires
            .iter()
            .map(|requirement| verdict::Requirement {
                standard: requirement.standard.name().to_owned(),
                number: requirement.number.to_owned(),
                title: requirement.title.to_owned(),
                level: requirement.level.to_owned(),
                url: requirement.url.to_owned(),
                is_law: requirement.standard == Standard::Hipaa,
            })
            .collect(),
        why: section(&page, "# Why it matters"),
        blind: section(&page, "# What it does not see"),
        needs: check.needs.iter().map(|piece| piece.name().to_owned()).collect(),
        control: check.control.map(ToOwned::to_owned),
        beyond: meta.is_beyond(),
    }
}

/// The part of a Markdown page under a heading.
fn section(page: &str, heading: &str) -> String {
    let lines = page.lines().skip_while(|line| *line != heading).skip(1);
    let body: Vec<_> = lines.take_while(|line| !line.starts_with("# ")).collect();
    body.join("\n").trim().to_owned()
}

fn exit(flows: &[verdict::Flow], outcomes: &[Outcome], findings: &[verdict::Finding]) -> Exit {
    let mut exit = Exit {
        stopped: flows.iter().filter(|flow| flow.stopped.is_some()).count(),
        not_seen: outcomes.iter().filter(|outcome| outcome.gap).count(),
        ..Exit::default()
    };
    for finding in findings {
        match (&finding.waived, finding.outcome) {
            (Some(_), _) => exit.waived += 1,
            (None, Mark::Failed) => exit.failed.add(finding.severity),
            (None, _) => exit.cant_tell += 1,
        }
    }
    exit
}
