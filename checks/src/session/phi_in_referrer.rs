//! # Requirement
//!
//! No other site learns from a `Referer` what the patient looks at: neither health information that stands in the
//! address, nor the path of a page that shows some.
//!
//! # Why it matters
//!
//! `/records/results/hiv` says enough by itself, and the site that gets it knows the patient's IP address and often a
//! cookie besides. The field goes along with every picture, font and link, and nobody sees it.
//!
//! # How it is judged
//!
//! - Judged is the `Referer` of every request to a host that is neither in scope nor allowed by the policy.
//! - One strong canary in it, or two weak ones, is health data.
//! - Its path or query counts if the page there bears health data: its response or its text holds one strong canary, or
//!   two weak ones. A `Referer` that ends with the host passes, as browsers send it by default; so does none.
//! - Where the page's response was not read, its path can't be told.
//! - A host that the policy allows is excepted, and so is a request that the page's Content Security Policy stopped.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - Links to other sites that the flow does not follow: what they would send.
//! - What scripts of third parties read of the address by themselves, and send in other ways.
//! - Pages whose address tells something although they bear no canary.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.4.5](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [W3C Referrer Policy](https://www.w3.org/TR/referrer-policy/)
//! - [HHS, use of online tracking technologies](https://www.hhs.gov/hipaa/for-professionals/privacy/guidance/hipaa-online-tracking/index.html)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Canaries, Pages, canaries, exchanges, stopped_by_policy},
    evidence::{Exchange, Hit, Party, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiInReferrer;

impl FlowCheck for PhiInReferrer {
    const META: &'static Meta = &Meta {
        id: "phi-in-referrer",
        title: "No Referer tells other sites what the patient looks at",
        requires: &[
            asvs5::REFERRER_POLICY,
            asvs5::NOT_TO_TRACKERS,
            wstg::HEADER_FIELDS,
            hipaa::DISCLOSURE,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("phi_in_referrer.rs"),
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
        let pages = Pages::of(walk.flow);
        exchanges(walk.flow)
            .filter_map(|(step, exchange)| {
                let outcome = outcome(exchange, &pages)?;
                Some(Subject::Exchange(exchange.id).is(outcome).at(step))
            })
            .collect()
    }
}

fn outcome(exchange: &Exchange, pages: &Pages) -> Option<Outcome> {
    let address = Address::parse(&exchange.url)?;
    let (host, referer) = (address.host(), exchange.referer());
    let hits: Vec<_> = exchange.sent.iter().filter(|hit| hit.place == "referer").cloned().collect();
    let phi = Hit::amount_to_phi(&hits);
    let path = Address::parse(referer).filter(|address| !address.is_origin());
    let bears = path.as_ref().map_or(Some(false), |_| pages.bear_phi(referer));
    match exchange.party {
        Party::First => return None,
        Party::Allowed => {
            let told = phi || bears != Some(false);
            return told.then_some(Outcome::Excepted("the policy allows this host"));
        }
        Party::Third => {}
    }
    if stopped_by_policy(exchange) {
        return Some(Outcome::Excepted("stopped by the page's Content Security Policy"));
    }
    if phi {
        let what = format!("The `Referer` that {host} gets holds {}.", canaries(&hits));
        return Some(Outcome::Failed(finding(what)));
    }
    let gets = || format!("{host} gets the `Referer` {referer}");
    Some(match bears {
        Some(false) => Outcome::Passed,
        Some(true) => Outcome::Failed(finding(format!(
            "{}, the address of a page with health information.",
            gets()
        ))),
        None => Outcome::CantTell(finding(format!(
            "{}, the address of a page that was not searched for health information.",
            gets()
        ))),
    })
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Referrer-Policy: same-origin` with every page, and put no other policy on single links and pictures.",
    )
}

#[cfg(test)]
mod tests {
    use super::PhiInReferrer;
    use crate::{
        evidence::{Exchange, Party, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes, hit},
    };

    const PAGE: &str = "https://portal.example/records/history";

    fn refers(exchange: &mut Exchange, referer: &str) {
        exchange.party = Party::Third;
        exchange.request_fields.push(("referer".to_owned(), referer.to_owned()));
    }

    fn step(change: impl FnOnce(&mut Exchange)) -> Step {
        let wire = Wire::new()
            .response(PAGE, &[], &["mrn"])
            .response("https://portal.example/help", &[], &[])
            .response("https://portal.example/help?q=⟦zip⟧", &[], &["weak:zip"])
            .unread("https://portal.example/long", &[], "too long")
            .response("https://cdn.example/a.png", &[], &[])
            .but(|exchange| {
                "image".clone_into(&mut exchange.destination);
                change(exchange);
            });
        Step { phase: Phase::During, ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<PhiInReferrer>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<Exchange>, &str); 13] = [
            ("none", |e| e.party = Party::Third, "passed"),
            ("an empty one", |e| refers(e, ""), "passed"),
            ("the origin", |e| refers(e, "https://portal.example/"), "passed"),
            ("a page with health data", |e| refers(e, PAGE), "failed"),
            ("a page without", |e| refers(e, "https://portal.example/help"), "passed"),
            (
                "a page that was not read",
                |e| refers(e, "https://portal.example/long"),
                "can't tell",
            ),
            (
                "a strong canary",
                |e| {
                    refers(e, "https://portal.example/help?q=⟦mrn⟧");
                    e.sent = vec![hit("mrn", "referer")];
                },
                "failed",
            ),
            (
                "a weak canary",
                |e| {
                    refers(e, "https://portal.example/help?q=⟦zip⟧");
                    e.sent = vec![hit("weak:zip", "referer")];
                },
                "passed",
            ),
            (
                "a canary elsewhere",
                |e| {
                    refers(e, "https://portal.example/");
                    e.sent = vec![hit("mrn", "query")];
                },
                "passed",
            ),
            (
                "stopped",
                |e| {
                    refers(e, PAGE);
                    e.error = Some("net::ERR_BLOCKED_BY_CSP".to_owned());
                },
                "excepted",
            ),
            (
                "allowed",
                |e| {
                    refers(e, PAGE);
                    e.party = Party::Allowed;
                },
                "excepted",
            ),
            (
                "allowed, told nothing",
                |e| {
                    refers(e, "https://portal.example/");
                    e.party = Party::Allowed;
                },
                "",
            ),
            (
                "the portal's",
                |e| {
                    refers(e, PAGE);
                    e.party = Party::First;
                },
                "",
            ),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(word(step(change)), expected, "{clause}");
        }
    }

    #[test]
    fn a_flow_where_no_canary_was_seen_shows_nothing() {
        let mut step = step(|exchange| refers(exchange, PAGE));
        step.network.as_mut().expect("traffic").exchanges.remove(0);
        assert_eq!(word(step), "can't tell");
    }

    #[test]
    fn wording() {
        let steps = vec![
            step(|e| refers(e, PAGE)),
            step(|e| refers(e, "https://portal.example/long")),
            step(|e| {
                refers(e, "https://portal.example/help?q=⟦mrn⟧");
                e.sent = vec![hit("mrn", "referer")];
            }),
        ];
        insta::assert_snapshot!(flow_outcomes::<PhiInReferrer>(&flow(steps)).join("\n"), @r"
        0 https://cdn.example/a.png: failed: cdn.example gets the `Referer` https://portal.example/records/history, the address of a page with health information.
        1 https://cdn.example/a.png: can't tell: cdn.example gets the `Referer` https://portal.example/long, the address of a page that was not searched for health information.
        2 https://cdn.example/a.png: failed: The `Referer` that cdn.example gets holds mrn.
        ");
    }
}
