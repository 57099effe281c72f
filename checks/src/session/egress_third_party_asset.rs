//! # Requirement
//!
//! Pages that a signed-in patient sees take their fonts, styles, pictures and scripts from the portal, or from hosts that
//! the policy allows: no other host learns that this person uses the portal.
//!
//! # Why it matters
//!
//! The host of a font sees the patient's IP address and, beside it, the name of the portal. Who has both knows that
//! somebody in this house is a patient there, although nothing about health was sent.
//!
//! # How it is judged
//!
//! - Judged are requests to hosts that are neither in scope nor allowed by the policy, from pages that are seen signed in.
//! - The portal is told by a `Referer` or an `Origin` that names it, by its host's name in the address asked for, and by
//!   being there for a script, which can read the address of the page it runs in.
//! - A request that tells none of these passes; the host still sees an IP address.
//! - Excepted is what another check judges: health information, a `Referer` with the path of a page that bears some,
//!   trackers and session recorders; so is a request that the page's Content Security Policy stopped.
//! - One host is one finding, whatever it serves.
//!
//! # What it does not see
//!
//! - Third parties under the portal's own names (a CNAME).
//! - Whether a script has an `integrity` that keeps it from changing.
//! - Pages before sign-in.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.6.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [OWASP ASVS 5.0, 14.2.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [W3C Referrer Policy](https://www.w3.org/TR/referrer-policy/)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Pages, Vendor, exchanges, stopped_by_policy},
    evidence::{Exchange, Flow, Hit, Party, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct EgressThirdPartyAsset;

impl FlowCheck for EgressThirdPartyAsset {
    const META: &'static Meta = &Meta {
        id: "egress-third-party-asset",
        title: "No other host learns from a font, picture or script who uses the portal",
        requires: &[
            asvs5::ASSETS_HOSTED,
            asvs5::NOT_TO_TRACKERS,
            wstg::HEADER_FIELDS,
            hipaa::BUSINESS_ASSOCIATES,
        ],
        act: &[],
        severity: Severity::Minor,
        class: Class::Hardening,
        source: include_str!("egress_third_party_asset.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let pages = Pages::of(walk.flow);
        let portal = hosts(walk.flow);
        let mut said = BTreeSet::new();
        pages
            .foreign(walk.flow)
            .filter(|(_, exchange)| exchange.party == Party::Third)
            .filter_map(|(step, exchange)| {
                let address = Address::parse(&exchange.url)?;
                let outcome = outcome(exchange, &address, &pages, &portal);
                let charged = matches!(outcome, Outcome::Failed(_));
                if charged && !said.insert(address.host().to_owned()) {
                    return None;
                }
                Some(Subject::Exchange(exchange.id).is(outcome).at(step))
            })
            .collect()
    }
}

/// The portal's hosts, as far as the flow went to them.
fn hosts(flow: &Flow) -> BTreeSet<String> {
    let own = exchanges(flow).filter(|(_, exchange)| exchange.party == Party::First);
    let hosts = own.filter_map(|(_, exchange)| Address::parse(&exchange.url));
    hosts.map(|address| address.host().to_owned()).filter(|host| !host.is_empty()).collect()
}

fn outcome(
    exchange: &Exchange,
    address: &Address,
    pages: &Pages,
    portal: &BTreeSet<String>,
) -> Outcome {
    if stopped_by_policy(exchange) {
        return Outcome::Excepted("stopped by the page's Content Security Policy");
    }
    if Hit::amount_to_phi(&exchange.sent) {
        return Outcome::Excepted(
            "it gets health information, which `egress-phi-third-party` judges",
        );
    }
    if Vendor::of(address).is_some() || exchange.recording {
        return Outcome::Excepted("a tracker or session recorder, which checks of their own judge");
    }
    let names = |text: &str| {
        let text = text.to_ascii_lowercase();
        portal.iter().any(|host| text.contains(host.as_str()))
    };
    let referer = exchange.referer();
    let path = Address::parse(referer).is_some_and(|referer| !referer.is_origin());
    if path && names(referer) && pages.bear_phi(referer) != Some(false) {
        return Outcome::Excepted("it gets the path of the page, which `phi-in-referrer` judges");
    }
    let (_, asked) = exchange.url.split_once(address.host()).unwrap_or(("", ""));
    let how = match exchange.destination.as_str() {
        "script" => "a script, which can read the address of the page".to_owned(),
        _ if names(asked) => "an address that names the portal".to_owned(),
        _ if names(referer) => format!("the `Referer` {referer}"),
        _ if names(exchange.request_field("origin")) => {
            format!("the `Origin` {}", exchange.request_field("origin"))
        }
        _ => return Outcome::Passed,
    };
    let verb = if exchange.destination == "script" { "takes from" } else { "sends" };
    Outcome::Failed(Finding::new(
        format!("A signed-in page {verb} {} {how}.", address.host()),
        "Serve it from the portal itself; if it must stay there, let the page send no `Referer` and add the host to the \
         policy once it is under contract.",
    ))
}

#[cfg(test)]
mod tests {
    use super::EgressThirdPartyAsset;
    use crate::{
        evidence::{Exchange, Party, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes, hit},
    };

    const FONT: &str = "https://fonts.example/a.woff2";

    fn with(exchange: &mut Exchange, name: &str, value: &str) {
        exchange.request_fields.push((name.to_owned(), value.to_owned()));
    }

    fn step(url: &str, change: fn(&mut Exchange)) -> Step {
        let wire = Wire::new()
            .response("https://portal.example/home", &[], &["mrn"])
            .response("https://portal.example/help", &[], &[])
            .response(url, &[], &[])
            .but(|exchange| {
                exchange.party = Party::Third;
                "font".clone_into(&mut exchange.destination);
                exchange.initiator = Some("https://portal.example/home".to_owned());
                change(exchange);
            });
        Step { phase: Phase::During, ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<EgressThirdPartyAsset>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        let cases: [(&str, &str, Change<Exchange>, &str); 15] = [
            ("nothing told", FONT, |_| {}, "passed"),
            ("the Referer", FONT, |e| with(e, "referer", "https://portal.example/"), "failed"),
            (
                "the Referer of a page without health data",
                FONT,
                |e| with(e, "referer", "https://portal.example/help"),
                "failed",
            ),
            (
                "the Referer of one with health data",
                FONT,
                |e| with(e, "referer", "https://portal.example/home"),
                "excepted",
            ),
            ("the Origin", FONT, |e| with(e, "origin", "https://portal.example"), "failed"),
            ("an opaque Origin", FONT, |e| with(e, "origin", "null"), "passed"),
            ("another page", FONT, |e| with(e, "referer", "https://fonts.example/css"), "passed"),
            (
                "the address",
                "https://t.example/a?u=https%3A%2F%2Fportal.example%2Fhelp",
                |_| {},
                "failed",
            ),
            (
                "a script",
                "https://t.example/a.js",
                |e| "script".clone_into(&mut e.destination),
                "failed",
            ),
            (
                "health data",
                FONT,
                |e| {
                    with(e, "referer", "https://portal.example/");
                    e.sent = vec![hit("mrn", "query")];
                },
                "excepted",
            ),
            ("a tracker", "https://bat.bing.com/bat.js", |_| {}, "excepted"),
            ("a recorder", "https://t.example/c", |e| e.recording = true, "excepted"),
            (
                "stopped",
                FONT,
                |e| {
                    with(e, "referer", "https://portal.example/");
                    e.error = Some("net::ERR_BLOCKED_BY_CSP".to_owned());
                },
                "excepted",
            ),
            (
                "allowed",
                FONT,
                |e| {
                    with(e, "referer", "https://portal.example/");
                    e.party = Party::Allowed;
                },
                "",
            ),
            ("the portal's", FONT, |e| e.party = Party::First, ""),
        ];
        for (clause, url, change, expected) in cases {
            assert_eq!(word(step(url, change)), expected, "{clause}");
        }
    }

    #[test]
    fn only_signed_in_pages_are_judged_and_a_host_is_said_once() {
        let told = || step(FONT, |e| with(e, "referer", "https://portal.example/"));
        assert_eq!(word(Step { phase: Phase::Before, ..told() }), "");
        assert_eq!(flow_outcomes::<EgressThirdPartyAsset>(&flow(vec![told(), told()])).len(), 1);
    }

    #[test]
    fn wording() {
        let steps = vec![
            step("https://a.example/a", |e| with(e, "referer", "https://portal.example/")),
            step("https://b.example/b", |e| with(e, "origin", "https://portal.example")),
            step("https://c.example/c?u=portal.example", |_| {}),
            step("https://d.example/d.js", |e| "script".clone_into(&mut e.destination)),
        ];
        insta::assert_snapshot!(flow_outcomes::<EgressThirdPartyAsset>(&flow(steps)).join("\n"), @r"
        0 https://a.example/a: failed: A signed-in page sends a.example the `Referer` https://portal.example/.
        1 https://b.example/b: failed: A signed-in page sends b.example the `Origin` https://portal.example.
        2 https://c.example/c?u=portal.example: failed: A signed-in page sends c.example an address that names the portal.
        3 https://d.example/d.js: failed: A signed-in page takes from d.example a script, which can read the address of the page.
        ");
    }
}
