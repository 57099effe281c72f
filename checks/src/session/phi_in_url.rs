//! # Requirement
//!
//! No address of the portal holds protected health information: not in its path, its query or its fragment.
//!
//! # Why it matters
//!
//! Addresses outlive the session: in the browser's history, in the logs of every server and proxy on the way, in
//! screenshots sent to the help desk. The next person at the computer reads them by typing one letter.
//!
//! # How it is judged
//!
//! - Every address requested from the portal, or from a host that the policy allows, is searched for the scenario's
//!   canaries in all their encodings; so is the address that the page itself shows at the end of each step, which
//!   scripts can change without a request.
//! - One strong canary, or two weak ones in one address, is health data. A weak one alone (a postal code in a search)
//!   is not.
//! - The fragment is not sent, but history keeps it.
//! - Control: a canary was seen somewhere in the flow; otherwise the search found nothing because there was nothing.
//!
//! # What it does not see
//!
//! - Identifiers of the patient that are no canaries, such as a number of a record that only the server can link.
//! - What an address says by its meaning: `/oncology/appointments` holds no canary.
//! - Addresses at third parties: see `egress-phi-third-party`.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.2.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, testing for exposed session variables](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/04-Testing_for_Exposed_Session_Variables)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Amount, Canaries, canaries, exchanges, list},
    evidence::{Exchange, Hit, Party, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiInUrl;

impl FlowCheck for PhiInUrl {
    const META: &'static Meta = &Meta {
        id: "phi-in-url",
        title: "Addresses of the portal hold no health information",
        requires: &[
            asvs5::NOT_IN_URL,
            wstg::EXPOSED_SESSION,
            wstg::PAGE_CONTENT,
            hipaa::TRANSMISSION_SECURITY,
            hipaa::DISCLOSURE,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("phi_in_url.rs"),
    };

    const CONTROL: Option<&str> = Some("A canary was seen somewhere in the flow.");

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let all = Canaries::of(walk.flow);
        if let Some(unproven) = all.unproven() {
            return unproven;
        }
        let requested =
            exchanges(walk.flow).filter(|(_, exchange)| exchange.party != Party::Third).map(
                |(step, exchange)| Subject::Exchange(exchange.id).is(requested(exchange)).at(step),
            );
        let shown = walk.flow.steps.iter().enumerate().filter_map(|(place, step)| {
            let url = &step.page.as_ref()?.document.url;
            Some(Subject::Address(url.clone()).is(shown(url, &all)).at(place))
        });
        requested.chain(shown).collect()
    }
}

fn requested(exchange: &Exchange) -> Outcome {
    let hits: Vec<Hit> = exchange.sent.iter().filter(|hit| is_in_address(hit)).cloned().collect();
    if Hit::amount_to_phi(&hits) {
        let mut places: Vec<_> = hits.iter().map(|hit| hit.place.as_str()).collect();
        places.sort_unstable();
        places.dedup();
        let place = match places.as_slice() {
            ["fragment"] => "fragment",
            ["query"] => "query",
            ["path" | "url"] => "path",
            _ => "address",
        };
        Outcome::Failed(finding(&format!("Its {place} holds {}.", canaries(&hits))))
    } else {
        Outcome::Passed
    }
}

fn shown(url: &str, all: &Canaries<'_>) -> Outcome {
    let names = all.tokens(url);
    let holds = || format!("The page's address holds {}", list(&names));
    match all.amount(&names) {
        Amount::Nothing => Outcome::Passed,
        Amount::Unsure => Outcome::CantTell(finding(&format!(
            "{}, and nothing tells whether that is enough to know the patient by.",
            holds()
        ))),
        Amount::Phi => Outcome::Failed(finding(&format!("{}.", holds()))),
    }
}

fn is_in_address(hit: &Hit) -> bool {
    matches!(hit.place.as_str(), "url" | "path" | "query" | "fragment")
}

fn finding(what: &str) -> Finding {
    Finding::new(
        what,
        "Use an opaque identifier in the address, or send the data in the body of a POST.",
    )
}

#[cfg(test)]
mod tests {
    use super::PhiInUrl;
    use crate::{
        evidence::{Document, Page, Party, Phase, Step},
        testing::{Wire, flow, flow_outcomes, hit},
    };

    const URL: &str = "https://portal.example/search";

    fn sent(hits: &[(&str, &str)], party: Party) -> Step {
        Wire::new()
            .response(URL, &[], &["mrn"])
            .but(|exchange| {
                exchange.party = party;
                exchange.sent = hits.iter().map(|(name, place)| hit(name, place)).collect();
            })
            .step()
    }

    fn at(url: &str) -> Step {
        let document = Document { url: url.to_owned(), ..Document::default() };
        let page = Page { document, ..Page::default() };
        Step { page: Some(page), ..sent(&[], Party::Third) }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<PhiInUrl>(&flow(vec![step])).join("; ");
        ["failed", "can't tell", "passed"]
            .into_iter()
            .find(|word| said.contains(word))
            .unwrap_or_default()
            .to_owned()
    }

    #[test]
    fn clauses_of_requests() {
        for (clause, hits, expected) in [
            ("in the path", &[("mrn", "url")] as &[_], "failed"),
            ("in the query", &[("mrn", "query")], "failed"),
            ("in the fragment", &[("mrn", "fragment")], "failed"),
            ("in the body", &[("mrn", "body")], "passed"),
            ("in a field", &[("mrn", "x-patient")], "passed"),
            ("a weak one", &[("weak:zip", "query")], "passed"),
            ("two weak ones", &[("weak:zip", "query"), ("weak:birth_date", "query")], "failed"),
            ("weak ones apart", &[("weak:zip", "query"), ("weak:birth_date", "body")], "passed"),
            ("none", &[], "passed"),
        ] {
            assert_eq!(word(sent(hits, Party::First)), expected, "{clause}");
        }
        assert_eq!(word(sent(&[("mrn", "query")], Party::Allowed)), "failed");
        assert_eq!(word(sent(&[("mrn", "query")], Party::Third)), "");
    }

    #[test]
    fn clauses_of_the_page() {
        for (url, expected) in [
            ("https://portal.example/p/⟦mrn⟧", "failed"),
            ("https://portal.example/#⟦mrn⟧", "failed"),
            ("https://portal.example/?q=%E2%9F%A6mrn%E2%9F%A7", "failed"),
            ("https://portal.example/?q=⟦name⟧", "can't tell"),
            ("https://portal.example/p/7f3c", "passed"),
        ] {
            assert_eq!(word(at(url)), expected, "{url}");
        }
    }

    #[test]
    fn a_flow_where_no_canary_was_seen_shows_nothing() {
        let wire = || Wire::new().response(URL, &[], &[]).step();
        let signed_in = Step { phase: Phase::During, ..wire() };
        let said = flow_outcomes::<PhiInUrl>(&flow(vec![signed_in]));
        assert!(said.len() == 1 && said[0].starts_with("0 document: can't tell"), "{said:?}");
        assert_eq!(word(wire()), "");
    }

    #[test]
    fn wording() {
        let steps = vec![
            sent(&[("mrn", "query"), ("email", "query")], Party::First),
            sent(&[("mrn", "url"), ("name", "fragment")], Party::First),
            at("https://portal.example/p/⟦mrn⟧"),
            at("https://portal.example/?q=⟦diagnosis⟧"),
        ];
        insta::assert_snapshot!(flow_outcomes::<PhiInUrl>(&flow(steps)).join("\n"), @r"
        0 https://portal.example/search: failed: Its query holds email and mrn.
        1 https://portal.example/search: failed: Its address holds mrn and name.
        2 https://portal.example/p/⟦mrn⟧: failed: The page's address holds mrn.
        3 https://portal.example/?q=⟦diagnosis⟧: can't tell: The page's address holds diagnosis, and nothing tells whether that is enough to know the patient by.
        ");
    }
}
