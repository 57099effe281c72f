//! # Requirement
//!
//! A response with protected health information in its body forbids every cache to store it:
//! `Cache-Control: no-store`.
//!
//! # Why it matters
//!
//! The next person at a library computer can read a stored response long after the patient signed out, from disk
//! and without a password.
//!
//! # How it is judged
//!
//! - A response is concerned if its body holds one strong canary of the scenario, or two weak ones.
//! - `no-store` must be there. `private`, `no-cache`, `max-age=0`, `Expires` and `Pragma` do not stop a browser from
//!   storing; they only say when it may use again what it stored. Browsers were measured to keep all of them on disk.
//! - `must-understand` beside it undoes it: a cache that knows the status code then ignores `no-store`.
//! - `POST` counts, because browsers have been seen to store its responses; methods whose responses no cache stores
//!   (`PUT`, `DELETE` and others) are excepted. All statuses count.
//! - A 304 with health data in its body shows that a stored copy was used.
//! - A body that was not read can't be told once the field is missing, nor can a response whose recorded fields may
//!   be another response's, or a service worker's own response that was not seen on the wire.
//! - Control: at least one response of the flow holds canaries; otherwise nothing was searched that could have had any.
//!
//! # What it does not see
//!
//! - What scripts store themselves: see `phi-web-storage`.
//! - What shared caches do, such as a content delivery network: see `cache-shared-phi`.
//! - Data that is not a canary. Plant one for each kind of data that the flow shows.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [RFC 9111, section 3](https://www.rfc-editor.org/rfc/rfc9111#section-3) and
//!   [5.2.2.5 `no-store`](https://www.rfc-editor.org/rfc/rfc9111#section-5.2.2.5)
//! - [OWASP WSTG, testing for browser cache weaknesses](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/06-Testing_for_Browser_Cache_Weaknesses)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Keeping, canaries, exchanges, span},
    evidence::{Body, CacheUse, Exchange, Flow, Hit, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

const NOT_MODIFIED: u16 = 304;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CacheStorablePhi;

impl FlowCheck for CacheStorablePhi {
    const META: &'static Meta = &Meta {
        id: "cache-storable-phi",
        title: "Responses with health information forbid caches to store them",
        requires: &[
            asvs5::ANTI_CACHING_FIELDS,
            rfc::CACHE_STORING,
            wstg::BROWSER_CACHE,
            hipaa::ACCESS_CONTROL,
            hipaa::WORKSTATION_SECURITY,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("cache_storable_phi.rs"),
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
    let keeping = Keeping::of(exchange);
    let hits = match (&exchange.body, keeping) {
        (Body::Searched(hits), _) if Hit::amount_to_phi(hits) => hits,
        (Body::Unread(why), Keeping::Reusable(_) | Keeping::Validated) => {
            let leak = leak(exchange, keeping);
            return Some(Outcome::CantTell(finding(&format!(
                "Its body was not read ({why}), and {leak}."
            ))));
        }
        _ => return None,
    };
    if !stored_method(&exchange.method) {
        return Some(Outcome::Excepted("no cache stores the response to this method"));
    }
    let holds = canaries(hits);
    let doubt =
        |why: &str| Some(Outcome::CantTell(finding(&format!("It holds {holds}, and {why}."))));
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
    match (keeping, exchange.status) {
        (Keeping::Forbidden, Some(NOT_MODIFIED)) => {
            doubt("it was answered with 304, so that a copy was stored in spite of `no-store`")
        }
        (Keeping::Forbidden, _) => Some(Outcome::Passed),
        (Keeping::Reusable(_) | Keeping::Validated, _) => {
            let leak = leak(exchange, keeping);
            Some(Outcome::Failed(finding(&format!("It holds {holds}, and {leak}."))))
        }
    }
}

/// How a browser may come to keep this response, and for how long it would use it unasked.
fn leak(exchange: &Exchange, keeping: Keeping) -> String {
    let why = match exchange.field("cache-control") {
        None => "it has no `Cache-Control` field".to_owned(),
        Some(value) if value.to_ascii_lowercase().contains("must-understand") => {
            format!(
                "in `Cache-Control: {value}`, `must-understand` makes a cache ignore `no-store`"
            )
        }
        Some(value) => format!("`Cache-Control: {value}` lets a browser store it"),
    };
    match keeping {
        Keeping::Reusable(seconds) => {
            let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
            format!("{why} and show it again for {} without asking", span(seconds.into()))
        }
        Keeping::Forbidden | Keeping::Validated => why,
    }
}

/// Methods whose responses a browser has been seen, or is allowed, to store.
fn stored_method(method: &str) -> bool {
    !["PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE"].contains(&method)
}

fn on_the_wire(exchange: &Exchange, flow: &Flow) -> bool {
    exchanges(flow).any(|(_, other)| {
        other.url == exchange.url && other.cache == CacheUse::Network && other.bears_phi()
    })
}

fn finding(what: &str) -> Finding {
    Finding::new(
        what,
        "Send `Cache-Control: no-store, private` with it, and nothing else in that field.",
    )
}

#[cfg(test)]
mod tests {
    use super::CacheStorablePhi;
    use crate::{
        evidence::{CacheUse, Exchange, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes},
    };

    const PAGE: &str = "https://portal.example/results";

    type Case =
        (&'static str, &'static str, &'static [&'static str], Change<Exchange>, &'static str);

    fn outcome(wire: Wire) -> String {
        let all = flow_outcomes::<CacheStorablePhi>(&flow(vec![wire.step()])).join("; ");
        all.replace("0 https://portal.example/results: ", "")
            .split(": ")
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// What a field value means for a response that holds a canary.
    #[test]
    fn field_values() {
        for (value, passes) in [
            ("no-store", true),
            ("private, No-Store, max-age=0", true),
            ("private, no-cache, max-age=0, must-revalidate", false),
            ("no-cache", false),
            ("private", false),
            ("no-store, must-understand", false),
            (r#"private="no-store""#, false),
            ("", false),
        ] {
            let wire = Wire::new().response(PAGE, &[("cache-control", value)], &["mrn"]);
            assert_eq!(outcome(wire), if passes { "passed" } else { "failed" }, "{value:?}");
        }
        let pragma =
            Wire::new().response(PAGE, &[("pragma", "no-cache"), ("expires", "0")], &["mrn"]);
        assert_eq!(outcome(pragma), "failed");
    }

    #[test]
    fn clauses() {
        const GOOD: &str = "no-store";
        const BAD: &str = "no-cache";
        let cases: [Case; 17] = [
            ("one strong canary", BAD, &["mrn"], |_| {}, "failed"),
            ("two weak ones", BAD, &["weak:zip", "weak:birth_date"], |_| {}, "failed"),
            ("one weak one", BAD, &["weak:zip"], |_| {}, ""),
            ("one weak one twice", BAD, &["weak:zip", "weak:zip"], |_| {}, ""),
            ("none", BAD, &[], |_| {}, ""),
            ("a POST", BAD, &["mrn"], |e| "POST".clone_into(&mut e.method), "failed"),
            ("a PUT", BAD, &["mrn"], |e| "PUT".clone_into(&mut e.method), "excepted"),
            ("an error", BAD, &["mrn"], |e| e.status = Some(500), "failed"),
            ("an error kept out", GOOD, &["mrn"], |e| e.status = Some(500), "passed"),
            ("a 304", BAD, &["mrn"], |e| e.status = Some(304), "failed"),
            ("a 304 with no-store", GOOD, &["mrn"], |e| e.status = Some(304), "can't tell"),
            ("from the cache", BAD, &["mrn"], |e| e.cache = CacheUse::Cache, "failed"),
            ("from a worker", GOOD, &["mrn"], |e| e.cache = CacheUse::ServiceWorker, "can't tell"),
            (
                "from a worker, bad",
                BAD,
                &["mrn"],
                |e| e.cache = CacheUse::ServiceWorker,
                "can't tell",
            ),
            ("fields of another", GOOD, &["mrn"], |e| e.true_fields = false, "can't tell"),
            ("bad fields of another", BAD, &["mrn"], |e| e.true_fields = false, "can't tell"),
            (
                "anybody's server",
                BAD,
                &["mrn"],
                |e| e.party = crate::evidence::Party::Third,
                "failed",
            ),
        ];
        for (clause, value, canaries, change, expected) in cases {
            let wire =
                Wire::new().response(PAGE, &[("cache-control", value)], canaries).but(change);
            assert_eq!(outcome(wire), expected, "{clause}");
        }
    }

    #[test]
    fn a_workers_copy_of_what_the_wire_showed_is_excepted() {
        let wire = Wire::new()
            .response(PAGE, &[("cache-control", "no-store")], &["mrn"])
            .response(PAGE, &[], &["mrn"])
            .but(|exchange| exchange.cache = CacheUse::ServiceWorker);
        let said = flow_outcomes::<CacheStorablePhi>(&flow(vec![wire.step()]));
        assert!(said[0].ends_with("passed") && said[1].contains("excepted"), "{said:?}");
    }

    #[test]
    fn only_responses_that_may_hold_a_canary_are_judged() {
        let wire = Wire::new()
            .response(
                "https://portal.example/logo.svg",
                &[("cache-control", "max-age=31536000")],
                &[],
            )
            .unread(PAGE, &[("cache-control", "no-store")], "longer than 8 MiB");
        assert_eq!(outcome(wire), "");
    }

    #[test]
    fn signed_in_traffic_without_any_canary_is_no_evidence() {
        let signed_in = |canaries: &[&str]| {
            let wire = Wire::new().response(PAGE, &[("cache-control", "no-store")], canaries);
            let step = Step { phase: Phase::During, ..wire.step() };
            flow_outcomes::<CacheStorablePhi>(&flow(vec![Step::default(), step]))
        };
        assert_eq!(signed_in(&["mrn"]), ["1 https://portal.example/results: passed"]);
        let unproven = signed_in(&[]);
        assert!(
            unproven.len() == 1 && unproven[0].starts_with("1 document: can't tell"),
            "{unproven:?}"
        );
    }

    #[test]
    fn wording() {
        let wire = Wire::new()
            .response(PAGE, &[("cache-control", "private")], &["mrn", "diagnosis"])
            .response("https://portal.example/list", &[("cache-control", "max-age=300")], &["mrn"])
            .response("https://portal.example/7", &[("pragma", "no-cache")], &["diagnosis"])
            .response(
                "https://portal.example/l",
                &[("cache-control", "no-store, must-understand")],
                &["name"],
            )
            .unread("https://portal.example/pdf", &[], "longer than 8 MiB")
            .step();
        insta::assert_snapshot!(flow_outcomes::<CacheStorablePhi>(&flow(vec![wire])).join("\n"), @r"
        0 https://portal.example/results: failed: It holds diagnosis and mrn, and `Cache-Control: private` lets a browser store it.
        0 https://portal.example/list: failed: It holds mrn, and `Cache-Control: max-age=300` lets a browser store it and show it again for 5 min without asking.
        0 https://portal.example/7: failed: It holds diagnosis, and it has no `Cache-Control` field.
        0 https://portal.example/l: failed: It holds name, and in `Cache-Control: no-store, must-understand`, `must-understand` makes a cache ignore `no-store`.
        0 https://portal.example/pdf: can't tell: Its body was not read (longer than 8 MiB), and it has no `Cache-Control` field.
        ");
    }
}
