//! # Requirement
//!
//! No cache that serves many people, such as a proxy or a delivery network, may store a response with protected health
//! information, and none has answered with one: `Cache-Control: no-store, private`.
//!
//! # Why it matters
//!
//! A browser's cache shows a record to the next person at the same computer; a shared one shows it to whoever asks for the
//! same address next, anywhere.
//!
//! # How it is judged
//!
//! - A response is concerned if its body holds one strong canary of the scenario, or two weak ones.
//! - A response that says a cache answered fails, whatever else it says: an `Age` of more than 0, or `HIT` and the like in
//!   `X-Cache`, `CF-Cache-Status`, `Cache-Status` and their kin.
//! - `private` or `no-store` forbids shared caches to store it. `no-cache`, `max-age=0`, `Pragma` and `Vary` do not; nor
//!   does a cookie in the request.
//! - A request with `Authorization` forbids it as well, unless the response says `public`, `s-maxage` or `must-revalidate`.
//! - `CDN-Cache-Control`, its vendors' forms, and `Surrogate-Control` take the place of `Cache-Control` for the delivery
//!   networks that know them. If any of these fields lets any cache store the response, it fails.
//! - The response to a `POST` is stored only if it has a lifetime and names itself in `Content-Location`; that to `PUT`,
//!   `DELETE` and others never.
//! - A body that was not read can't be told if a cache may store it, nor can a response whose recorded fields may be
//!   another response's, or a service worker's own response that was not seen on the wire.
//! - Control: at least one response of the flow holds canaries; otherwise nothing was searched that could have had any.
//!
//! # What it does not see
//!
//! - Caches that disobey. One delivery network was measured to store in spite of `no-store` without `private`.
//! - Rules of a delivery network that are set on its side, and caches that say nothing of themselves.
//! - Whether somebody else gets the stored response: `unauth-replay-phi` asks again without a session.
//! - Data that is not a canary. Plant one for each kind of data that the flow shows.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.2.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [RFC 9111, section 3](https://www.rfc-editor.org/rfc/rfc9111#section-3) and
//!   [3.5, storing responses to authenticated requests](https://www.rfc-editor.org/rfc/rfc9111#section-3.5)
//! - [RFC 9213, targeted cache control](https://www.rfc-editor.org/rfc/rfc9213#section-2.2)
//! - [HTTP cache tests, results of proxies and delivery networks](https://cache-tests.fyi/)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Sharing, canaries, exchanges, served_by_cache, span},
    evidence::{Body, CacheUse, Exchange, Flow, Hit, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CacheSharedPhi;

impl FlowCheck for CacheSharedPhi {
    const META: &'static Meta = &Meta {
        id: "cache-shared-phi",
        title: "Responses with health information stay out of shared caches",
        requires: &[
            asvs5::NOT_IN_SERVER_CACHES,
            rfc::CACHE_STORING_AUTHENTICATED,
            rfc::TARGETED_CACHE_CONTROL,
            wstg::BROWSER_CACHE,
            wstg::EXPOSED_SESSION,
            hipaa::ACCESS_CONTROL,
            hipaa::TRANSMISSION_SECURITY,
        ],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("cache_shared_phi.rs"),
    };

    const CONTROL: Option<&str> = Some("A response of the flow held a canary.");

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let judged = exchanges(walk.flow).filter_map(|(step, exchange)| {
            let outcome = outcome(exchange, walk.flow)?;
            Some(Subject::Exchange(exchange.id).is(outcome).at(step))
        });
        Canaries::of(walk.flow).unproven_in_bodies().into_iter().chain(judged).collect()
    }
}

fn outcome(exchange: &Exchange, flow: &Flow) -> Option<Outcome> {
    let leak = leak(exchange);
    let hits = match (&exchange.body, &leak) {
        (Body::Searched(hits), _) if Hit::amount_to_phi(hits) => hits,
        (Body::Unread(why), Some(leak)) => {
            let what = format!("Its body was not read ({why}), and {leak}.");
            return Some(Outcome::CantTell(finding(what)));
        }
        _ => return None,
    };
    let holds = canaries(hits);
    let doubt =
        |why: &str| Some(Outcome::CantTell(finding(format!("It holds {holds}, and {why}."))));
    if exchange.cache == CacheUse::ServiceWorker {
        return if on_the_wire(exchange, flow) {
            Some(Outcome::Excepted("a service worker's copy of a response that is judged itself"))
        } else {
            doubt("a service worker answered with fields of its own")
        };
    }
    if !exchange.true_fields {
        return doubt("the fields recorded for it may be another response's");
    }
    Some(match leak {
        Some(leak) => Outcome::Failed(finding(format!("It holds {holds}, and {leak}."))),
        None => Outcome::Passed,
    })
}

/// How a shared cache has come, or may come, to keep this response.
fn leak(exchange: &Exchange) -> Option<String> {
    if let Some(field) = served_by_cache(exchange) {
        return Some(format!("`{field}` says that a cache answered"));
    }
    match Sharing::of(exchange) {
        Sharing::Forbidden => None,
        Sharing::Storable { field, seconds } => {
            let lets = field.map_or_else(
                || "no field forbids a shared cache to store it".to_owned(),
                |field| format!("`{field}` lets a shared cache store it"),
            );
            let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
            Some(match seconds {
                0 => lets,
                _ => format!("{lets} and answer others with it for {}", span(seconds.into())),
            })
        }
    }
}

fn on_the_wire(exchange: &Exchange, flow: &Flow) -> bool {
    exchanges(flow).any(|(_, other)| {
        other.url == exchange.url && other.cache == CacheUse::Network && other.bears_phi()
    })
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Cache-Control: no-store, private` with it, and no field that tells delivery networks otherwise.",
    )
}

#[cfg(test)]
mod tests {
    use super::CacheSharedPhi;
    use crate::{
        evidence::{CacheUse, Exchange, Party, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes},
    };

    const PAGE: &str = "https://portal.example/results";
    const GOOD: &[(&str, &str)] = &[("cache-control", "no-store, private")];
    const BAD: &[(&str, &str)] = &[("cache-control", "max-age=60")];

    type Case = (
        &'static str,
        &'static [(&'static str, &'static str)],
        &'static [&'static str],
        Change<Exchange>,
        &'static str,
    );

    fn words(wire: Wire) -> String {
        let said = flow_outcomes::<CacheSharedPhi>(&flow(vec![wire.step()]));
        let word = |said: &String| said.split(": ").nth(1).unwrap_or_default().to_owned();
        said.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn clauses() {
        const HIT: &[(&str, &str)] = &[("cache-control", "no-store, private"), ("x-cache", "HIT")];
        const CDN: &[(&str, &str)] =
            &[("cache-control", "no-store, private"), ("cdn-cache-control", "max-age=60")];
        let cases: [Case; 19] = [
            ("one strong canary", BAD, &["mrn"], |_| {}, "failed"),
            ("two weak ones", BAD, &["weak:zip", "weak:birth_date"], |_| {}, "failed"),
            ("one weak one", BAD, &["weak:zip"], |_| {}, ""),
            ("none", BAD, &[], |_| {}, ""),
            ("forbidden", GOOD, &["mrn"], |_| {}, "passed"),
            ("private", &[("cache-control", "private")], &["mrn"], |_| {}, "passed"),
            ("no-store alone", &[("cache-control", "no-store")], &["mrn"], |_| {}, "passed"),
            ("no field", &[], &["mrn"], |_| {}, "failed"),
            ("for delivery networks", CDN, &["mrn"], |_| {}, "failed"),
            ("from a cache", HIT, &["mrn"], |_| {}, "failed"),
            ("from a cache, nothing in it", HIT, &[], |_| {}, ""),
            ("from the browser's own", HIT, &["mrn"], |e| e.cache = CacheUse::Cache, "passed"),
            (
                "with a token",
                BAD,
                &["mrn"],
                |e| e.request_fields.push(("authorization".to_owned(), "Bearer x".to_owned())),
                "passed",
            ),
            (
                "with a cookie",
                BAD,
                &["mrn"],
                |e| e.request_fields.push(("cookie".to_owned(), "sid=x".to_owned())),
                "failed",
            ),
            ("a PUT", BAD, &["mrn"], |e| "PUT".clone_into(&mut e.method), "passed"),
            ("fields of another", GOOD, &["mrn"], |e| e.true_fields = false, "can't tell"),
            ("bad fields of another", BAD, &["mrn"], |e| e.true_fields = false, "can't tell"),
            ("from a worker", GOOD, &["mrn"], |e| e.cache = CacheUse::ServiceWorker, "can't tell"),
            ("anybody's server", BAD, &["mrn"], |e| e.party = Party::Third, "failed"),
        ];
        for (clause, fields, canaries, change, expected) in cases {
            let wire = Wire::new().response(PAGE, fields, canaries).but(change);
            assert_eq!(words(wire), expected, "{clause}");
        }
    }

    #[test]
    fn what_was_not_read_matters_where_a_cache_may_keep_it() {
        assert_eq!(words(Wire::new().unread(PAGE, BAD, "longer than 8 MiB")), "can't tell");
        assert_eq!(words(Wire::new().unread(PAGE, GOOD, "longer than 8 MiB")), "");
    }

    #[test]
    fn a_workers_copy_of_what_the_wire_showed_is_excepted() {
        let wire = Wire::new()
            .response(PAGE, GOOD, &["mrn"])
            .response(PAGE, &[], &["mrn"])
            .but(|exchange| exchange.cache = CacheUse::ServiceWorker);
        assert_eq!(words(wire), "passed, excepted");
    }

    #[test]
    fn signed_in_traffic_without_any_canary_is_no_evidence() {
        let wire = Wire::new().response(PAGE, GOOD, &[]);
        let step = Step { phase: Phase::During, ..wire.step() };
        let said = flow_outcomes::<CacheSharedPhi>(&flow(vec![step]));
        assert!(said.len() == 1 && said[0].starts_with("0 document: can't tell"), "{said:?}");
    }

    #[test]
    fn wording() {
        let wire = Wire::new()
            .response(PAGE, &[("cache-control", "no-cache")], &["mrn", "diagnosis"])
            .response("https://portal.example/list", &[("cache-control", "s-maxage=300")], &["mrn"])
            .response("https://portal.example/7", &[("pragma", "no-cache")], &["diagnosis"])
            .response(
                "https://portal.example/l",
                &[("cache-control", "no-store"), ("cdn-cache-control", "max-age=60")],
                &["name"],
            )
            .response("https://portal.example/m", &[("cf-cache-status", "HIT")], &["name"])
            .unread("https://portal.example/pdf", &[], "longer than 8 MiB")
            .step();
        insta::assert_snapshot!(flow_outcomes::<CacheSharedPhi>(&flow(vec![wire])).join("\n"), @r"
        0 https://portal.example/results: failed: It holds diagnosis and mrn, and `Cache-Control: no-cache` lets a shared cache store it.
        0 https://portal.example/list: failed: It holds mrn, and `Cache-Control: s-maxage=300` lets a shared cache store it and answer others with it for 5 min.
        0 https://portal.example/7: failed: It holds diagnosis, and no field forbids a shared cache to store it.
        0 https://portal.example/l: failed: It holds name, and `CDN-Cache-Control: max-age=60` lets a shared cache store it and answer others with it for 1 min.
        0 https://portal.example/m: failed: It holds name, and `CF-Cache-Status: HIT` says that a cache answered.
        0 https://portal.example/pdf: can't tell: Its body was not read (longer than 8 MiB), and no field forbids a shared cache to store it.
        ");
    }
}
