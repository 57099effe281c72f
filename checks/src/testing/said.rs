//! What a check says, thing by thing, in words.

use crate::{
    check::{FlowCheck, StateCheck, Walk},
    evidence::{Flow, Node, NodeId, Page, Step},
    judgement::{Judgement, Outcome, Subject},
    reads::{Reads, State},
};

/// The names of the things that fail a check: ids of elements, addresses, names of cookies.
pub(crate) fn failed<C: StateCheck>(step: &Step) -> Vec<String> {
    outcomes::<C>(step)
        .iter()
        .filter_map(|outcome| outcome.split_once(": failed").map(|(name, _)| name.to_owned()))
        .collect()
}

/// What a check says: `cancel: failed: The target is …`; an element is called by its id, or else its tag.
pub(crate) fn outcomes<C: StateCheck>(step: &Step) -> Vec<String> {
    let state = State::new(step);
    let evidence =
        C::Reads::read(&state).unwrap_or_else(|missing| panic!("{} lacks {missing:?}", C::META.id));
    let judgements = C::judge(evidence);
    judgements.iter().map(|judgement| said(judgement, step)).collect()
}

/// What a check of a whole flow says: `2 cancel: failed: …`, the number being the place of the step.
pub(crate) fn flow_outcomes<C: FlowCheck>(flow: &Flow) -> Vec<String> {
    let states: Vec<_> = flow.steps.iter().map(State::new).collect();
    C::judge(&Walk { flow, states: &states })
        .iter()
        .map(|judgement| {
            let step = judgement.step.expect("a check of a flow places its judgements");
            format!("{step} {}", said(judgement, &flow.steps[step]))
        })
        .collect()
}

/// The outcomes only, in a word each: `passed`, `failed`, `can't tell`, `question`, `excepted`.
pub(crate) fn outcomes_of<C: StateCheck>(step: &Step) -> Vec<String> {
    outcomes::<C>(step)
        .iter()
        .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
        .collect()
}

fn said(judgement: &Judgement, step: &Step) -> String {
    let thing = match &judgement.subject {
        Subject::Document => "document".to_owned(),
        Subject::Node(id) => called(step.page.as_ref().expect("a page"), *id),
        Subject::Exchange(id) => step
            .network
            .as_ref()
            .and_then(|network| network.exchanges.iter().find(|exchange| exchange.id == *id))
            .map_or_else(|| format!("{id:?}"), |exchange| exchange.url.clone()),
        Subject::Cookie(name)
        | Subject::Stored(name)
        | Subject::Stop(name)
        | Subject::Address(name)
        | Subject::Thing(name) => name.clone(),
        Subject::Act(act) => format!("act {act}"),
    };
    match &judgement.outcome {
        Outcome::Passed => format!("{thing}: passed"),
        Outcome::Excepted(reason) => format!("{thing}: excepted: {reason}"),
        Outcome::Failed(finding) => format!("{thing}: failed: {}", finding.what),
        Outcome::CantTell(finding) => format!("{thing}: can't tell: {}", finding.what),
        Outcome::Question(finding) => format!("{thing}: question: {}", finding.what),
    }
}

fn called(page: &Page, id: NodeId) -> String {
    let string = |place: u32| page.strings[place as usize].as_str();
    match &page.nodes[id.index()] {
        Node::Element(element) => element
            .attributes
            .chunks_exact(2)
            .find(|pair| string(pair[0]) == "id")
            .map_or_else(|| string(element.tag).to_owned(), |pair| string(pair[1]).to_owned()),
        Node::Text(text) => format!("{:?}", string(text.text).trim()),
    }
}
