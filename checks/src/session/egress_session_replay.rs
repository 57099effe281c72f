//! # Requirement
//!
//! No third party records the screen of a signed-in patient: no session replay, no heat map of what is on the page.
//!
//! # Why it matters
//!
//! A session recorder sends the whole page as the patient sees it, results and messages included, and every letter that
//! is typed, sent or not. Masking leaves out what somebody thought of.
//!
//! # How it is judged
//!
//! - Judged are requests to hosts that are neither in scope nor allowed by the policy, from pages that are seen signed in.
//! - A recorder is known by its host, with all subdomains, from a table of vendors; or by what it sends to whatever host:
//!   a body with the tree of a page or with its changes, and the moments they were taken at, as rrweb has them.
//! - A script that is only named like a recorder's can't be told.
//! - An attempt counts as well as a delivery. A request that the page's Content Security Policy stopped is excepted, and
//!   so is a host that the policy allows.
//!
//! # What it does not see
//!
//! - Recorders of no known vendor whose bodies are compressed or encrypted, and what goes through a WebSocket.
//! - Recorders that the portal hosts itself, and those that only wait for a consent which the flow does not give.
//! - Whether the vendor masks what it records: see `egress-phi-third-party` for what it certainly got.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.2.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [HHS, use of online tracking technologies](https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-online-tracking/index.html)
//! - [rrweb, the events of a recording](https://github.com/rrweb-io/rrweb/blob/master/docs/recipes/dive-into-event.md)
//! - [Microsoft Clarity, Content Security Policy](https://learn.microsoft.com/en-us/clarity/setup-and-installation/clarity-csp)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Trade, Vendor, judge_foreign, stopped_by_policy},
    evidence::{Exchange, Party, Piece},
    judgement::{Finding, Judgement, Outcome},
    standards::{asvs5, hipaa},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct EgressSessionReplay;

impl FlowCheck for EgressSessionReplay {
    const META: &'static Meta = &Meta {
        id: "egress-session-replay",
        title: "No third party records the screen of a signed-in patient",
        requires: &[asvs5::NOT_TO_TRACKERS, hipaa::DISCLOSURE],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("egress_session_replay.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        judge_foreign(walk.flow, outcome)
    }
}

fn outcome(exchange: &Exchange) -> Option<Outcome> {
    let address = Address::parse(&exchange.url)?;
    let vendor = Vendor::of(&address).filter(|vendor| vendor.trade == Trade::Replay);
    let host = address.host();
    if exchange.party == Party::Allowed {
        let records = vendor.is_some() || exchange.recording;
        return records.then_some(Outcome::Excepted("the policy allows this host"));
    }
    if stopped_by_policy(exchange) {
        return Some(Outcome::Excepted("stopped by the page's Content Security Policy"));
    }
    Some(match vendor {
        Some(Vendor { name, certain: true, .. }) => Outcome::Failed(finding(format!(
            "A signed-in page contacts {name}, which records sessions, at {host}."
        ))),
        _ if exchange.recording => Outcome::Failed(finding(format!(
            "A signed-in page sends {host} a recording of itself: the tree of the page or its changes, with the moments."
        ))),
        Some(Vendor { name, .. }) => Outcome::CantTell(finding(format!(
            "A signed-in page asks {host} for a script that is named like the recorder of {name}."
        ))),
        None => Outcome::Passed,
    })
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Remove session replay from every page behind the sign-in; if the vendor is a business associate under \
         contract, mask all texts and fields, and add its host to the policy.",
    )
}

#[cfg(test)]
mod tests {
    use super::EgressSessionReplay;
    use crate::{
        evidence::{Exchange, Party, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes},
    };

    const CLARITY: &str = "https://www.clarity.ms/tag/abc";
    const OTHER: &str = "https://t.example/collect";

    fn step(url: &str, change: fn(&mut Exchange)) -> Step {
        let wire = Wire::new().response(url, &[], &[]).but(|exchange| {
            exchange.party = Party::Third;
            exchange.initiator = Some("https://portal.example/home".to_owned());
            change(exchange);
        });
        Step { phase: Phase::During, ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<EgressSessionReplay>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        let cases: [(&str, &str, Change<Exchange>, &str); 11] = [
            ("by host", CLARITY, |_| {}, "failed"),
            ("by what it sends", OTHER, |e| e.recording = true, "failed"),
            ("by a file's name", "https://t.example/rrweb.min.js", |_| {}, "can't tell"),
            (
                "by a file's name and what it sends",
                "https://t.example/rrweb",
                |e| e.recording = true,
                "failed",
            ),
            ("something else", OTHER, |_| {}, "passed"),
            ("a tracker is another check's", "https://bat.bing.com/bat.js", |_| {}, "passed"),
            (
                "stopped",
                CLARITY,
                |e| e.error = Some("net::ERR_BLOCKED_BY_CSP".to_owned()),
                "excepted",
            ),
            ("allowed", CLARITY, |e| e.party = Party::Allowed, "excepted"),
            (
                "allowed, by what it sends",
                OTHER,
                |e| {
                    e.party = Party::Allowed;
                    e.recording = true;
                },
                "excepted",
            ),
            ("allowed, something else", OTHER, |e| e.party = Party::Allowed, ""),
            ("the portal's own", OTHER, |e| e.party = Party::First, ""),
        ];
        for (clause, url, change, expected) in cases {
            assert_eq!(word(step(url, change)), expected, "{clause}");
        }
    }

    #[test]
    fn only_signed_in_pages_are_judged_and_a_recorder_is_said_once() {
        assert_eq!(word(Step { phase: Phase::Before, ..step(CLARITY, |_| {}) }), "");
        let twice = vec![step(CLARITY, |_| {}), step(CLARITY, |_| {})];
        assert_eq!(flow_outcomes::<EgressSessionReplay>(&flow(twice)).len(), 1);
    }

    #[test]
    fn wording() {
        let steps = vec![
            step(CLARITY, |_| {}),
            step(OTHER, |e| e.recording = true),
            step("https://t.example/rrweb.min.js", |_| {}),
        ];
        insta::assert_snapshot!(flow_outcomes::<EgressSessionReplay>(&flow(steps)).join("\n"), @r"
        0 https://www.clarity.ms/tag/abc: failed: A signed-in page contacts Microsoft Clarity, which records sessions, at www.clarity.ms.
        1 https://t.example/collect: failed: A signed-in page sends t.example a recording of itself: the tree of the page or its changes, with the moments.
        2 https://t.example/rrweb.min.js: can't tell: A signed-in page asks t.example for a script that is named like the recorder of rrweb.
        ");
    }
}
