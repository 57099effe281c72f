//! # Requirement
//!
//! Pages that a signed-in patient sees contact no tracker: no analytics, no advertising network, no tag manager.
//!
//! # Why it matters
//!
//! A tracker knows the patient from everywhere else. That it is contacted from behind the sign-in of a clinic tells it
//! that somebody is a patient there, and mostly on which page. Whether the rules allow that has been in court; behind
//! the sign-in it stands as it was.
//!
//! # How it is judged
//!
//! - Judged are requests to hosts that are neither in scope nor allowed by the policy, from pages that are seen signed in.
//! - A tracker is known by its host, with all subdomains, from a table of vendors; or by a protocol that nobody else
//!   speaks, on whatever host: `/collect?v=2&tid=G-…`, `/tr?id=…&ev=…`, `/gtag/js?id=…`, `/matomo.php?idsite=…&rec=…`.
//! - A file that is only named like a tracker's (`fbevents.js`) can't be told, nor can a host of no known vendor that
//!   gets a cookie of its own and so knows the browser again.
//! - An attempt counts as well as a delivery. A request that the page's Content Security Policy stopped is excepted, and
//!   so is a host that the policy allows.
//!
//! # What it does not see
//!
//! - Trackers under the portal's own names (a CNAME), and what the portal's server tells them.
//! - Vendors that are not in the table and speak a protocol of their own: see `egress-third-party-asset`.
//! - Trackers that wait for a consent which the flow does not give.
//! - Pages before sign-in, where the law asks for less.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.2.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [HHS, use of online tracking technologies](https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-online-tracking/index.html)
//! - [Google, tags and Content Security Policy](https://developers.google.com/tag-platform/security/guides/csp)
//! - [Tracker Radar](https://github.com/duckduckgo/tracker-radar)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Trade, Vendor, judge_foreign, stopped_by_policy},
    evidence::{Exchange, Party, Piece},
    judgement::{Finding, Judgement, Outcome},
    standards::{asvs5, hipaa},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct EgressTrackerAuthPage;

impl FlowCheck for EgressTrackerAuthPage {
    const META: &'static Meta = &Meta {
        id: "egress-tracker-auth-page",
        title: "Signed-in pages contact no tracker",
        requires: &[asvs5::NOT_TO_TRACKERS, hipaa::DISCLOSURE],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("egress_tracker_auth_page.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        judge_foreign(walk.flow, outcome)
    }
}

fn outcome(exchange: &Exchange) -> Option<Outcome> {
    let address = Address::parse(&exchange.url)?;
    let vendor = Vendor::of(&address).filter(|vendor| vendor.trade != Trade::Replay);
    if exchange.party == Party::Allowed {
        return vendor.map(|_| Outcome::Excepted("the policy allows this host"));
    }
    if stopped_by_policy(exchange) {
        return Some(Outcome::Excepted("stopped by the page's Content Security Policy"));
    }
    let host = address.host();
    Some(match vendor {
        Some(Vendor { name, trade, certain: true }) => Outcome::Failed(finding(format!(
            "A signed-in page contacts {name} ({}) at {host}.",
            trade.name()
        ))),
        Some(Vendor { name, .. }) => Outcome::CantTell(finding(format!(
            "A signed-in page asks {host} for a file that is named like one of {name}."
        ))),
        None if !exchange.request_field("cookie").is_empty() => {
            Outcome::CantTell(finding(format!(
                "A signed-in page contacts {host}, which is no known tracker and gets a cookie of its own."
            )))
        }
        None => Outcome::Passed,
    })
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Remove it from every page behind the sign-in; if it is a business associate under contract, add its host to \
         the policy.",
    )
}

#[cfg(test)]
mod tests {
    use super::EgressTrackerAuthPage;
    use crate::{
        evidence::{Exchange, Party, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes},
    };

    const GOOGLE: &str = "https://www.google-analytics.com/g/collect?v=2&tid=G-ABC";

    fn step(url: &str, change: fn(&mut Exchange)) -> Step {
        let wire = Wire::new().response(url, &[], &[]).but(|exchange| {
            exchange.party = Party::Third;
            exchange.initiator = Some("https://portal.example/home".to_owned());
            change(exchange);
        });
        Step { phase: Phase::During, ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<EgressTrackerAuthPage>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        let cookie = |exchange: &mut Exchange| {
            exchange.request_fields = vec![("cookie".to_owned(), "id=⟦a⟧".to_owned())];
        };
        let cases: [(&str, &str, Change<Exchange>, &str); 11] = [
            ("by host", GOOGLE, |_| {}, "failed"),
            ("by protocol", "https://t.example/tr?id=1234567&ev=PageView", |_| {}, "failed"),
            ("by a file's name", "https://t.example/fbevents.js", |_| {}, "can't tell"),
            ("a host with a cookie", "https://t.example/a", cookie, "can't tell"),
            ("a host without", "https://t.example/a", |_| {}, "passed"),
            ("session replay is another check's", "https://www.clarity.ms/tag", |_| {}, "passed"),
            ("unanswered", GOOGLE, |e| e.status = None, "failed"),
            (
                "stopped",
                GOOGLE,
                |e| e.error = Some("net::ERR_BLOCKED_BY_CSP".to_owned()),
                "excepted",
            ),
            ("allowed", GOOGLE, |e| e.party = Party::Allowed, "excepted"),
            ("allowed, no tracker", "https://t.example/a", |e| e.party = Party::Allowed, ""),
            ("the portal's", GOOGLE, |e| e.party = Party::First, ""),
        ];
        for (clause, url, change, expected) in cases {
            assert_eq!(word(step(url, change)), expected, "{clause}");
        }
    }

    #[test]
    fn only_signed_in_pages_are_judged_and_a_tracker_is_said_once() {
        assert_eq!(word(Step { phase: Phase::Before, ..step(GOOGLE, |_| {}) }), "");
        let twice = vec![step(GOOGLE, |_| {}), step(GOOGLE, |_| {})];
        assert_eq!(flow_outcomes::<EgressTrackerAuthPage>(&flow(twice)).len(), 1);
    }

    #[test]
    fn wording() {
        let cookie = |exchange: &mut Exchange| {
            exchange.request_fields = vec![("cookie".to_owned(), "id=⟦a⟧".to_owned())];
        };
        let steps = vec![
            step(GOOGLE, |_| {}),
            step("https://www.googletagmanager.com/gtm.js?id=GTM-A", |_| {}),
            step("https://t.example/fbevents.js", |_| {}),
            step("https://t.example/a", cookie),
        ];
        insta::assert_snapshot!(flow_outcomes::<EgressTrackerAuthPage>(&flow(steps)).join("\n"), @r"
        0 https://www.google-analytics.com/g/collect?v=2&tid=G-ABC: failed: A signed-in page contacts Google Analytics (analytics) at www.google-analytics.com.
        1 https://www.googletagmanager.com/gtm.js?id=GTM-A: failed: A signed-in page contacts Google Tag Manager (a tag manager) at www.googletagmanager.com.
        2 https://t.example/fbevents.js: can't tell: A signed-in page asks t.example for a file that is named like one of Meta Pixel.
        3 https://t.example/a: can't tell: A signed-in page contacts t.example, which is no known tracker and gets a cookie of its own.
        ");
    }
}
