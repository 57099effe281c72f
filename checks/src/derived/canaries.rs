//! The canaries of a flow: which are enough alone, and whether any was seen at all.
//!
//! That no canary stands in an address proves nothing if none stands anywhere: perhaps the search is broken, or
//! the scenario's canaries are not the patient's. One seen canary is the positive control of all such checks.

use crate::evidence::{After, Body, Exchange, Flow, Hit, Phase, Step, Storage};
use crate::judgement::{Finding, Judgement, Outcome, Subject};
use std::collections::BTreeMap;

/// The canaries of a flow.
#[derive(Debug)]
pub struct Canaries<'e> {
    flow: &'e Flow,
    strong: BTreeMap<&'e str, bool>,
}

/// What names of canaries amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// None, or one that says nothing alone.
    Nothing,
    /// One, and nothing in the flow tells whether it is enough alone.
    Unsure,
    /// Health data.
    Phi,
}

impl<'e> Canaries<'e> {
    /// Those of a flow.
    pub fn of(flow: &'e Flow) -> Self {
        let strong = flow.steps.iter().flat_map(hits).map(|hit| (hit.canary.as_str(), hit.strong));
        Self { flow, strong: strong.collect() }
    }

    /// The names of the canaries whose tokens (`⟦mrn⟧`) stand in a scrubbed text, each once.
    pub fn tokens(&self, text: &str) -> Vec<&'e str> {
        self.flow.canaries.iter().map(String::as_str).filter(|name| holds(text, name)).collect()
    }

    /// What names amount to: one strong canary, or two different ones.
    pub fn amount(&self, names: &[&str]) -> Amount {
        let strong = names.iter().any(|name| self.strong.get(name) == Some(&true));
        match names {
            [] => Amount::Nothing,
            _ if strong || names.iter().any(|name| *name != names[0]) => Amount::Phi,
            [name, ..] if self.strong.contains_key(name) => Amount::Nothing,
            _ => Amount::Unsure,
        }
    }

    /// What to say instead of judging, where no canary was seen in the whole flow: that a signed-in flow can't be
    /// told, and nothing at all of one without a session.
    pub fn unproven(&self) -> Option<Vec<Judgement>> {
        let missing = || self.missing("No canary was seen anywhere in the flow");
        (!self.any_seen()).then(|| missing().into_iter().collect())
    }

    /// What to say besides, where no response of a signed-in flow held canaries.
    pub fn unproven_in_bodies(&self) -> Option<Judgement> {
        let bears = |step: &Step| exchanges_of(step).any(Exchange::bears_phi);
        (!self.flow.steps.iter().any(bears))
            .then(|| self.missing("No response of the flow held the patient's canaries"))
            .flatten()
    }

    fn missing(&self, what: &str) -> Option<Judgement> {
        let step = self.flow.steps.iter().position(|step| step.phase == Phase::During)?;
        let finding = Finding::new(
            format!("{what}, so that finding none here shows nothing."),
            "Give the scenario canaries that its signed-in pages show, and run it again.",
        );
        Some(Subject::Document.is(Outcome::CantTell(finding)).at(step))
    }

    fn any_seen(&self) -> bool {
        !self.strong.is_empty()
            || self.flow.steps.iter().any(|step| {
                let console = step.console.iter().flat_map(|console| &console.entries);
                console.into_iter().any(|entry| !entry.canaries.is_empty())
                    || step.page.as_ref().is_some_and(|page| {
                        let rest = [&page.document.title, &page.document.url];
                        page.strings.iter().chain(rest).any(|text| !self.tokens(text).is_empty())
                    })
            })
    }
}

/// Every hit that was recorded in a step.
fn hits(step: &Step) -> impl Iterator<Item = &Hit> {
    let wire = exchanges_of(step).flat_map(|exchange| match &exchange.body {
        Body::Searched(hits) => exchange.sent.iter().chain(hits.as_slice()),
        Body::Unread(_) | Body::None => exchange.sent.iter().chain([].as_slice()),
    });
    wire.chain(step.storage.iter().flat_map(kept)).chain(step.after.iter().flat_map(found_after))
}

fn exchanges_of(step: &Step) -> impl Iterator<Item = &Exchange> {
    step.network.iter().flat_map(|network| &network.exchanges)
}

fn kept(storage: &Storage) -> impl Iterator<Item = &Hit> {
    let cookies = storage.cookies.iter().flat_map(|cookie| &cookie.hits);
    cookies.chain(storage.entries.iter().flat_map(|entry| &entry.hits))
}

fn found_after(after: &After) -> impl Iterator<Item = &Hit> {
    let back =
        after.back.iter().flat_map(|back| back.shows.iter().chain(back.reopened.iter().flatten()));
    back.chain(after.replays.iter().flat_map(|replay| &replay.hits))
        .chain(after.before_sign_in.iter().flat_map(kept))
        .chain(after.before_sign_out.iter().flat_map(kept))
}

/// In an address the brackets of a token may be percent-encoded.
fn holds(text: &str, name: &str) -> bool {
    let encoded = || {
        text.to_ascii_uppercase()
            .contains(&format!("%E2%9F%A6{name}%E2%9F%A7").to_ascii_uppercase())
    };
    text.contains(&format!("⟦{name}⟧")) || text.contains('%') && encoded()
}

#[cfg(test)]
mod tests {
    use super::{Amount, Canaries};
    use crate::{
        evidence::{Flow, Phase, Step},
        testing::{Wire, flow, page},
    };

    fn seen(names: &[&str]) -> Flow {
        flow(vec![Wire::new().response("https://portal.example/", &[], names).step()])
    }

    #[test]
    fn tokens_are_found_as_they_are_and_percent_encoded() {
        let flow = flow(Vec::new());
        let canaries = Canaries::of(&flow);
        assert_eq!(canaries.tokens("Results of ⟦name⟧, ⟦mrn⟧, ⟦name⟧"), ["mrn", "name"]);
        assert_eq!(canaries.tokens("https://portal.example/%E2%9F%A6mrn%e2%9f%a7"), ["mrn"]);
        assert_eq!(canaries.tokens("mrn ⟦mrn ⟦other⟧ 100%"), Vec::<&str>::new());
    }

    #[test]
    fn what_names_amount_to() {
        let flow = seen(&["mrn", "weak:zip", "weak:birth_date"]);
        let canaries = Canaries::of(&flow);
        for (names, expected) in [
            (&[] as &[&str], Amount::Nothing),
            (&["mrn"], Amount::Phi),
            (&["zip"], Amount::Nothing),
            (&["zip", "zip"], Amount::Nothing),
            (&["zip", "birth_date"], Amount::Phi),
            (&["name"], Amount::Unsure),
            (&["name", "zip"], Amount::Phi),
        ] {
            assert_eq!(canaries.amount(names), expected, "{names:?}");
        }
    }

    #[test]
    fn nothing_is_proven_until_a_canary_was_seen() {
        let during = || Step { phase: Phase::During, ..Step::default() };
        let shown = || Step { page: Some(page("<p>⟦mrn⟧</p>")), ..during() };
        let unproven = |steps| Canaries::of(&flow(steps)).unproven().map(|said| said.len());
        assert_eq!(unproven(vec![during()]), Some(1));
        assert_eq!(unproven(vec![Step::default()]), Some(0));
        assert_eq!(unproven(vec![during(), shown()]), None);
        assert!(Canaries::of(&flow(vec![shown()])).unproven_in_bodies().is_some());
        assert!(Canaries::of(&seen(&["mrn"])).unproven_in_bodies().is_none());
    }
}
