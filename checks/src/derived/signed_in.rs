//! Which pages a signed-in patient saw, and which of them bear health data.

use super::{Address, Amount, Canaries, exchanges};
use crate::{
    evidence::{Body, Exchange, Flow, Party, Phase},
    judgement::{Judgement, Outcome, Subject},
};
use std::collections::BTreeSet;

/// The pages of a flow, by address without fragment.
#[derive(Debug, Default)]
pub struct Pages {
    before: BTreeSet<String>,
    during: BTreeSet<String>,
    after: BTreeSet<String>,
    bearing: BTreeSet<String>,
    searched: BTreeSet<String>,
}

impl Pages {
    /// Those of a flow.
    pub fn of(flow: &Flow) -> Self {
        let canaries = Canaries::of(flow);
        let mut pages = Self::default();
        for step in &flow.steps {
            let Some(page) = &step.page else { continue };
            let address = bare(&page.document.url);
            pages.searched.insert(address.clone());
            let names: BTreeSet<_> =
                page.strings.iter().flat_map(|text| canaries.tokens(text)).collect();
            if canaries.amount(&names.into_iter().collect::<Vec<_>>()) == Amount::Phi {
                pages.bearing.insert(address.clone());
            }
            match step.phase {
                Phase::Before => pages.before.insert(address),
                Phase::During => pages.during.insert(address),
                Phase::Over => pages.after.insert(address),
            };
        }
        for (_, exchange) in exchanges(flow).filter(|(_, one)| one.party == Party::First) {
            let document = exchange.destination == "document";
            if document && matches!(exchange.body, Body::Searched(_)) {
                pages.searched.insert(bare(&exchange.url));
            }
            if exchange.bears_phi() {
                // What a page was given counts for it as well as what it is.
                let page = exchange.initiator.as_deref().filter(|_| !document);
                pages.bearing.insert(bare(page.unwrap_or(&exchange.url)));
            }
        }
        pages
    }

    /// Whether the page at this address bears health data; `None` when that is not known.
    pub fn bear_phi(&self, url: &str) -> Option<bool> {
        let address = bare(url);
        let bears = self.bearing.contains(&address);
        (bears || self.searched.contains(&address)).then_some(bears)
    }

    /// Whether a request was made by a page that a signed-in patient saw. A step in which the session begins or ends
    /// has pages of both kinds: those that were seen without a session only do not count.
    pub fn are_signed_in(&self, exchange: &Exchange, phase: Phase) -> bool {
        if phase == Phase::Before {
            return false;
        }
        let page = exchange.initiator.as_deref().map(bare);
        page.is_none_or(|page| {
            let public = self.before.contains(&page) || self.after.contains(&page);
            !public || self.during.contains(&page)
        })
    }

    /// What such pages asked of hosts that are not the portal's.
    pub fn foreign<'e>(&self, flow: &'e Flow) -> impl Iterator<Item = (usize, &'e Exchange)> {
        exchanges(flow).filter(move |(step, exchange)| {
            exchange.party != Party::First
                && exchange.url.contains("://")
                && self.are_signed_in(exchange, flow.steps[*step].phase)
        })
    }
}

/// Judges what signed-in pages asked of hosts that are not the portal's. What is wrong or in doubt is said once, in the
/// same words: a tracker that is asked on every page is one finding.
pub fn judge_foreign(
    flow: &Flow,
    outcome: impl Fn(&Exchange) -> Option<Outcome>,
) -> Vec<Judgement> {
    let pages = Pages::of(flow);
    let mut said = BTreeSet::new();
    pages
        .foreign(flow)
        .filter_map(|(step, exchange)| {
            let outcome = outcome(exchange)?;
            let (Outcome::Failed(finding) | Outcome::CantTell(finding)) = &outcome else {
                return Some(Subject::Exchange(exchange.id).is(outcome).at(step));
            };
            let new = said.insert(finding.what.clone());
            new.then(|| Subject::Exchange(exchange.id).is(outcome).at(step))
        })
        .collect()
}

fn bare(url: &str) -> String {
    Address::parse(url)
        .map_or_else(|| url.to_owned(), |address| address.without_fragment().as_str().to_owned())
}

#[cfg(test)]
mod tests {
    use super::Pages;
    use crate::{
        evidence::{Document, Page, Phase, Step},
        testing::{Wire, flow},
    };

    fn at(url: &str, phase: Phase, canary: &str) -> Step {
        let document = Document { url: url.to_owned(), ..Document::default() };
        let strings = vec![canary.to_owned()];
        let page = Page { document, strings, ..Page::default() };
        let wire = Wire::new().response("https://portal.example/api", &[], &["mrn"]);
        Step { page: Some(page), phase, ..wire.step() }
    }

    fn pages() -> Pages {
        let unread = Wire::new().unread("https://portal.example/long", &[], "too long").step();
        Pages::of(&flow(vec![
            at("https://portal.example/sign-in", Phase::Before, ""),
            at("https://portal.example/home#top", Phase::During, "of ⟦mrn⟧"),
            Wire::new().response("https://portal.example/old", &[], &["mrn"]).step(),
            Wire::new()
                .response("https://portal.example/api/results", &[], &["mrn"])
                .but(|exchange| {
                    "fetch".clone_into(&mut exchange.destination);
                    exchange.initiator = Some("https://portal.example/shell".to_owned());
                })
                .step(),
            unread,
            at("https://portal.example/bye", Phase::Over, ""),
        ]))
    }

    #[test]
    fn a_page_bears_what_its_response_or_its_text_holds() {
        for (url, expected) in [
            ("https://portal.example/home", Some(true)),
            ("https://portal.example/old#a", Some(true)),
            ("https://portal.example/shell", Some(true)),
            ("https://portal.example/sign-in", Some(false)),
            ("https://portal.example/long", None),
            ("https://portal.example/other", None),
        ] {
            assert_eq!(pages().bear_phi(url), expected, "{url}");
        }
    }

    #[test]
    fn only_pages_that_are_seen_signed_in_count() {
        for (initiator, phase, expected) in [
            (Some("https://portal.example/home"), Phase::During, true),
            (Some("https://portal.example/other"), Phase::During, true),
            (Some("https://portal.example/sign-in"), Phase::During, false),
            (Some("https://portal.example/sign-in"), Phase::Before, false),
            (Some("https://portal.example/bye"), Phase::Over, false),
            (Some("https://portal.example/home"), Phase::Over, true),
            (None, Phase::During, true),
        ] {
            let step = Wire::new()
                .response("https://cdn.example/", &[], &[])
                .but(|exchange| exchange.initiator = initiator.map(str::to_owned))
                .step();
            let network = step.network.expect("traffic");
            let signed_in = pages().are_signed_in(&network.exchanges[0], phase);
            assert_eq!(signed_in, expected, "{initiator:?} {phase:?}");
        }
    }
}
