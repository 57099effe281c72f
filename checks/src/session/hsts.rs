//! # Requirement
//!
//! Every HTTPS response of the portal tells the browser to use nothing but HTTPS for at least a year:
//! `Strict-Transport-Security: max-age=31536000`.
//!
//! # Why it matters
//!
//! A patient who types the portal's name in a café asks in plain HTTP first. Without this field whoever runs the café's
//! network can answer in the portal's place.
//!
//! # How it is judged
//!
//! - Every response that came from the portal over the network with HTTPS is judged, interfaces and files included.
//! - The first field line counts, as in browsers; a value without `max-age`, or with a directive twice, is ignored.
//! - `max-age` must be 31536000 seconds or more. `includeSubDomains` is advised and not demanded.
//! - A host that is an IP address is excepted: browsers ignore the field there.
//! - A response whose recorded fields may be another response's can't be told.
//!
//! # What it does not see
//!
//! - Hosts that the flow does not visit, such as the plain domain without `www`.
//! - Whether plain HTTP is answered at all, and with what.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.4.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [RFC 6797, section 6.1](https://www.rfc-editor.org/rfc/rfc6797#section-6.1)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Address, Hsts, span},
    evidence::{CacheUse, Exchange, Network, Party},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

const YEAR: u64 = 31_536_000;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct StrictTransportSecurity;

impl StateCheck for StrictTransportSecurity {
    const META: &'static Meta = &Meta {
        id: "hsts",
        title: "Every response tells the browser to stay with HTTPS",
        requires: &[
            asvs5::STRICT_TRANSPORT_SECURITY,
            rfc::HSTS,
            wstg::STRICT_TRANSPORT_SECURITY,
            hipaa::TRANSMISSION_SECURITY,
        ],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Hardening,
        source: include_str!("hsts.rs"),
    };

    type Reads<'e> = &'e Network;

    fn judge(network: &Network) -> Vec<Judgement> {
        network
            .exchanges
            .iter()
            .filter_map(|exchange| Some(Subject::Exchange(exchange.id).is(outcome(exchange)?)))
            .collect()
    }
}

fn outcome(exchange: &Exchange) -> Option<Outcome> {
    let answered = exchange.status.is_some() && exchange.cache == CacheUse::Network;
    if exchange.party != Party::First || !answered {
        return None;
    }
    let address = Address::parse(&exchange.url).filter(Address::is_secure)?;
    // The handshake of a WebSocket is an HTTPS response, but servers of sockets are seldom those of fields.
    if exchange.destination == "websocket" {
        return None;
    }
    if address.is_ip() {
        return Some(Outcome::Excepted("browsers ignore the field for an IP address"));
    }
    if !exchange.true_fields {
        let what = "The fields recorded for it may be another response's.".to_owned();
        return Some(Outcome::CantTell(finding(what)));
    }
    let what = match exchange.field_lines("strict-transport-security").next() {
        None => "It has no `Strict-Transport-Security`.".to_owned(),
        Some(value) => match Hsts::parse(value) {
            None => format!("Browsers ignore `Strict-Transport-Security: {value}`."),
            Some(field) if field.max_age < YEAR => {
                let seconds = u32::try_from(field.max_age).unwrap_or(u32::MAX);
                format!("It holds the browser to HTTPS for {} only.", span(seconds.into()))
            }
            Some(_) => return Some(Outcome::Passed),
        },
    };
    Some(Outcome::Failed(finding(what)))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Strict-Transport-Security: max-age=31536000; includeSubDomains` with every response.",
    )
}

#[cfg(test)]
mod tests {
    use super::StrictTransportSecurity;
    use crate::{
        evidence::{CacheUse, Exchange, Party},
        testing::{Change, Wire, outcomes, outcomes_of},
    };

    const GOOD: &str = "max-age=31536000";

    fn response(url: &str, value: &str, change: fn(&mut Exchange)) -> Wire {
        Wire::new().response(url, &[("strict-transport-security", value)], &[]).but(change)
    }

    #[test]
    fn field_values() {
        for (value, expected) in [
            (GOOD, "passed"),
            ("max-age=63072000; includeSubDomains; preload", "passed"),
            ("max-age=31535999", "failed"),
            ("max-age=0", "failed"),
            ("includeSubDomains", "failed"),
            ("max-age=31536000; max-age=31536000", "failed"),
        ] {
            let step = response("https://portal.example/", value, |_| {}).step();
            assert_eq!(outcomes_of::<StrictTransportSecurity>(&step), [expected], "{value}");
        }
        let twice =
            [("strict-transport-security", "max-age=0"), ("strict-transport-security", GOOD)];
        let step = Wire::new().response("https://portal.example/", &twice, &[]).step();
        assert_eq!(outcomes_of::<StrictTransportSecurity>(&step), ["failed"]);
    }

    #[test]
    fn clauses_of_scope() {
        let cases: [(&str, &str, Change<Exchange>, &[&str]); 12] = [
            ("a page", "https://portal.example/", |_| {}, &["failed"]),
            ("a redirect", "https://portal.example/", |e| e.status = Some(302), &["failed"]),
            (
                "an interface",
                "https://api.portal.example/",
                |e| "fetch".clone_into(&mut e.destination),
                &["failed"],
            ),
            ("localhost", "https://localhost:8443/", |_| {}, &["failed"]),
            ("an IP address", "https://127.0.0.1/", |_| {}, &["excepted"]),
            ("plain HTTP", "http://portal.example/", |_| {}, &[]),
            ("another's", "https://cdn.example/", |e| e.party = Party::Third, &[]),
            ("an allowed host's", "https://cdn.example/", |e| e.party = Party::Allowed, &[]),
            ("unanswered", "https://portal.example/", |e| e.status = None, &[]),
            ("from the cache", "https://portal.example/", |e| e.cache = CacheUse::Cache, &[]),
            (
                "from a worker",
                "https://portal.example/",
                |e| e.cache = CacheUse::ServiceWorker,
                &[],
            ),
            (
                "a socket",
                "wss://portal.example/",
                |e| "websocket".clone_into(&mut e.destination),
                &[],
            ),
        ];
        for (clause, url, change, expected) in cases {
            let step = Wire::new().response(url, &[], &[]).but(change).step();
            assert_eq!(outcomes_of::<StrictTransportSecurity>(&step), expected, "{clause}");
        }
    }

    #[test]
    fn fields_of_another_response_decide_nothing() {
        for value in [GOOD, "max-age=0"] {
            let step = response("https://portal.example/", value, |e| e.true_fields = false).step();
            assert_eq!(outcomes_of::<StrictTransportSecurity>(&step), ["can't tell"]);
        }
    }

    #[test]
    fn wording() {
        let step = Wire::new()
            .response("https://portal.example/a", &[], &[])
            .response(
                "https://portal.example/b",
                &[("strict-transport-security", "max-age=2592000")],
                &[],
            )
            .response("https://portal.example/c", &[("strict-transport-security", "preload")], &[])
            .step();
        insta::assert_snapshot!(outcomes::<StrictTransportSecurity>(&step).join("\n"), @r"
        https://portal.example/a: failed: It has no `Strict-Transport-Security`.
        https://portal.example/b: failed: It holds the browser to HTTPS for 30 d only.
        https://portal.example/c: failed: Browsers ignore `Strict-Transport-Security: preload`.
        ");
    }
}
