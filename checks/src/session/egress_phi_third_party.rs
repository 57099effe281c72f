//! # Requirement
//!
//! The portal sends no protected health information to a host that is neither the portal's nor allowed by the policy.
//!
//! # Why it matters
//!
//! An advertising network that receives a patient's e-mail address from the page about a diagnosis knows the diagnosis.
//! A digest of the address is no protection: the network has digests of all addresses it knows.
//!
//! # How it is judged
//!
//! - A third party is a host that is neither in the scenario's scope nor in its policy's list.
//! - Its requests are searched for canaries in address, fields and body, encoded or hashed (MD5, SHA-1, SHA-256).
//! - One strong canary, or two weak ones sent to one host in the flow, is health data. An attempt counts as well
//!   as a delivery: in a test environment trackers may not answer.
//! - A request that the page's own Content Security Policy stopped is excepted: it never left.
//! - The messages of a WebSocket count as its body.
//! - Once the patient has signed in, a body that could not be searched, or a WebSocket to which nobody listened, can't be
//!   told.
//! - A host that the policy allows is excepted when it gets health data; the receipt lists it.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - What the portal's server passes on, and third parties under the portal's own names (a CNAME).
//! - That a tracker learns of the visit at all: the address of the page is enough for that.
//! - Bodies that a script encrypted.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.2.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [HHS, use of online tracking technologies](https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-online-tracking/index.html)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Canaries, canaries, exchanges, stopped_by_policy},
    evidence::{Exchange, Flow, Hit, Party, Phase, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa},
};
use std::collections::BTreeMap;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct EgressPhiThirdParty;

impl FlowCheck for EgressPhiThirdParty {
    const META: &'static Meta = &Meta {
        id: "egress-phi-third-party",
        title: "No health information is sent to third parties",
        requires: &[asvs5::NOT_TO_TRACKERS, hipaa::DISCLOSURE],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("egress_phi_third_party.rs"),
    };

    const CONTROL: Option<&str> = Some("A canary was seen somewhere in the flow.");

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        if !exchanges(walk.flow).any(|(_, exchange)| exchange.party != Party::First) {
            return Vec::new();
        }
        if let Some(unproven) = Canaries::of(walk.flow).unproven() {
            return unproven;
        }
        let sent = sent_by_host(walk.flow);
        exchanges(walk.flow)
            .filter_map(|(step, exchange)| {
                let signed_in = walk.flow.steps[step].phase != Phase::Before;
                let outcome = outcome(exchange, &sent, signed_in)?;
                Some(Subject::Exchange(exchange.id).is(outcome).at(step))
            })
            .collect()
    }
}

fn outcome(
    exchange: &Exchange,
    sent: &BTreeMap<String, Vec<Hit>>,
    signed_in: bool,
) -> Option<Outcome> {
    let host = host(exchange);
    let phi =
        !exchange.sent.is_empty() && sent.get(&host).is_some_and(|hits| Hit::amount_to_phi(hits));
    match exchange.party {
        Party::First => return None,
        Party::Allowed => return phi.then_some(Outcome::Excepted("the policy allows this host")),
        Party::Third => {}
    }
    if stopped_by_policy(exchange) {
        return Some(Outcome::Excepted("stopped by the page's Content Security Policy"));
    }
    if phi {
        let mut places: Vec<_> = exchange.sent.iter().map(|hit| hit.place.as_str()).collect();
        places.sort_unstable();
        places.dedup();
        let what = format!(
            "The page sends {} to {host} ({}).",
            canaries(&exchange.sent),
            places.join(", ")
        );
        return Some(Outcome::Failed(finding(what)));
    }
    let doubt = |what: String| Some(Outcome::CantTell(finding(what)));
    match &exchange.request_body {
        Some(why) if signed_in => {
            doubt(format!("What the page sends to {host} after sign-in was not searched ({why})."))
        }
        None if signed_in && is_unheard(exchange) => doubt(format!(
            "The page has a WebSocket to {host} after sign-in, and its frames were not searched."
        )),
        _ => Some(Outcome::Passed),
    }
}

/// Whether it is a socket to whose messages nobody listened.
fn is_unheard(exchange: &Exchange) -> bool {
    exchange.destination == "websocket" && exchange.messages.is_none()
}

/// What each host got in the whole flow: it can put two weak canaries together.
fn sent_by_host(flow: &Flow) -> BTreeMap<String, Vec<Hit>> {
    let mut sent: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (_, exchange) in exchanges(flow) {
        sent.entry(host(exchange)).or_default().extend(exchange.sent.iter().cloned());
    }
    sent
}

fn host(exchange: &Exchange) -> String {
    let host = Address::parse(&exchange.url).map(|address| address.host().to_owned());
    host.unwrap_or_else(|| exchange.url.clone())
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Remove the third party from signed-in pages, or send it nothing about the patient; if it is a business \
         associate under contract, add its host to the policy.",
    )
}

#[cfg(test)]
mod tests {
    use super::EgressPhiThirdParty;
    use crate::{
        evidence::{Exchange, Messages, Party, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes, hit},
    };

    const TRACKER: &str = "https://tracker.example/tr";

    fn to_tracker(sent: &[&str], change: fn(&mut Exchange)) -> Step {
        let wire = Wire::new()
            .response("https://portal.example/", &[], &["mrn"])
            .response(TRACKER, &[], &[])
            .but(|exchange| {
                exchange.party = Party::Third;
                exchange.sent = sent.iter().map(|name| hit(name, "query")).collect();
                change(exchange);
            });
        Step { phase: Phase::During, ..wire.step() }
    }

    fn word(steps: Vec<Step>) -> String {
        let said = flow_outcomes::<EgressPhiThirdParty>(&flow(steps));
        said.first().and_then(|said| said.split(": ").nth(1)).unwrap_or_default().to_owned()
    }

    fn heard(exchange: &mut Exchange) {
        "websocket".clone_into(&mut exchange.destination);
        exchange.messages = Some(Messages::default());
    }

    #[test]
    fn clauses() {
        let cases: [(&str, &[&str], Change<Exchange>, &str); 16] = [
            ("a strong one", &["mrn"], |_| {}, "failed"),
            ("two weak ones", &["weak:zip", "weak:birth_date"], |_| {}, "failed"),
            ("a weak one", &["weak:zip"], |_| {}, "passed"),
            ("none", &[], |_| {}, "passed"),
            (
                "unanswered",
                &["mrn"],
                |e| e.error = Some("net::ERR_NAME_NOT_RESOLVED".to_owned()),
                "failed",
            ),
            (
                "stopped",
                &["mrn"],
                |e| e.error = Some("net::ERR_BLOCKED_BY_CSP".to_owned()),
                "excepted",
            ),
            ("allowed", &["mrn"], |e| e.party = Party::Allowed, "excepted"),
            ("allowed, nothing sent", &[], |e| e.party = Party::Allowed, ""),
            ("first", &["mrn"], |e| e.party = Party::First, ""),
            ("unread body", &[], |e| e.request_body = Some("a stream".to_owned()), "can't tell"),
            (
                "unread, but found",
                &["mrn"],
                |e| e.request_body = Some("a stream".to_owned()),
                "failed",
            ),
            (
                "allowed, unread",
                &[],
                |e| {
                    e.party = Party::Allowed;
                    e.request_body = Some("a stream".to_owned());
                },
                "",
            ),
            ("a socket", &[], |e| "websocket".clone_into(&mut e.destination), "can't tell"),
            ("a socket that was heard", &[], heard, "passed"),
            ("a socket that tells", &["mrn"], heard, "failed"),
            ("a beacon", &[], |e| "beacon".clone_into(&mut e.destination), "passed"),
        ];
        for (clause, sent, change, expected) in cases {
            assert_eq!(word(vec![to_tracker(sent, change)]), expected, "{clause}");
        }
    }

    #[test]
    fn what_cannot_be_read_matters_after_sign_in_only() {
        let unread = to_tracker(&[], |e| e.request_body = Some("a stream".to_owned()));
        assert_eq!(word(vec![Step { phase: Phase::Before, ..unread.clone() }]), "passed");
        assert_eq!(word(vec![Step { phase: Phase::Over, ..unread }]), "can't tell");
        let socket = to_tracker(&[], |e| "websocket".clone_into(&mut e.destination));
        assert_eq!(word(vec![Step { phase: Phase::Before, ..socket }]), "passed");
    }

    #[test]
    fn weak_canaries_sent_apart_to_one_host_are_put_together() {
        let (zip, born) =
            (to_tracker(&["weak:zip"], |_| {}), to_tracker(&["weak:birth_date"], |_| {}));
        assert_eq!(word(vec![zip.clone(), born]), "failed");
        let other =
            to_tracker(&["weak:birth_date"], |e| "https://other.example/".clone_into(&mut e.url));
        assert_eq!(word(vec![zip, other]), "passed");
    }

    #[test]
    fn a_flow_where_no_canary_was_seen_shows_nothing() {
        let mut step = to_tracker(&[], |_| {});
        step.network.as_mut().expect("traffic").exchanges.remove(0);
        assert_eq!(word(vec![step]), "can't tell");
    }

    #[test]
    fn wording() {
        let hashed = to_tracker(&["mrn", "email"], |e| {
            "sha-256".clone_into(&mut e.sent[1].form);
            "body".clone_into(&mut e.sent[1].place);
        });
        let steps = vec![
            hashed,
            to_tracker(&[], |e| e.request_body = Some("longer than 8 MiB".to_owned())),
            to_tracker(&[], |e| "websocket".clone_into(&mut e.destination)),
        ];
        insta::assert_snapshot!(flow_outcomes::<EgressPhiThirdParty>(&flow(steps)).join("\n"), @r"
        0 https://tracker.example/tr: failed: The page sends email (sha-256) and mrn to tracker.example (body, query).
        1 https://tracker.example/tr: can't tell: What the page sends to tracker.example after sign-in was not searched (longer than 8 MiB).
        2 https://tracker.example/tr: can't tell: The page has a WebSocket to tracker.example after sign-in, and its frames were not searched.
        ");
    }
}
