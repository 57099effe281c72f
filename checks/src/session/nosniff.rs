//! # Requirement
//!
//! Scripts, style sheets, documents and whatever holds protected health information are sent with
//! `X-Content-Type-Options: nosniff`.
//!
//! # Why it matters
//!
//! A patient attaches a file to a message, and it is HTML inside. A browser that guesses kinds may run it as a page of the
//! portal, with the session of whoever opens it.
//!
//! # How it is judged
//!
//! - Every script, style sheet and document that came from the portal over the network is judged, and every response whose
//!   body holds health data, errors included. Redirects and responses without a body are not.
//! - As browsers read it, only the first of several values counts, in upper or lower case.
//! - A response whose recorded fields may be another response's can't be told; nor can one that lacks the field and whose
//!   body was not read.
//!
//! # What it does not see
//!
//! - Whether the declared `Content-Type` is the right one, which the field makes browsers trust.
//! - Pictures, fonts and films without health data. ASVS asks for the field there too; browsers do not heed it for them.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.4.4](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [Fetch, `X-Content-Type-Options`](https://fetch.spec.whatwg.org/#x-content-type-options-header)
//! - [MIME Sniffing, the no-sniff flag](https://mimesniff.spec.whatwg.org/#no-sniff-flag)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Address,
    evidence::{Body, CacheUse, Exchange, Network, Party},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct Nosniff;

impl StateCheck for Nosniff {
    const META: &'static Meta = &Meta {
        id: "nosniff",
        title: "Browsers are told not to guess what a response is",
        requires: &[asvs5::NO_SNIFFING, wstg::HEADER_FIELDS],
        act: &[],
        severity: Severity::Minor,
        class: Class::Hardening,
        source: include_str!("nosniff.rs"),
    };

    type Reads<'e> = &'e Network;

    fn judge(network: &Network) -> Vec<Judgement> {
        network
            .exchanges
            .iter()
            .filter(|exchange| has_answer(exchange))
            .filter_map(|exchange| Some(Subject::Exchange(exchange.id).is(outcome(exchange)?)))
            .collect()
    }
}

/// Whether something came from the portal that a browser may take for what it is not.
fn has_answer(exchange: &Exchange) -> bool {
    let address = Address::parse(&exchange.url);
    let fetched = address.is_some_and(|address| address.is_secure() || address.is_plain());
    let answered = matches!(exchange.status, Some(200..=203 | 206..=299 | 400..));
    fetched
        && answered
        && exchange.party == Party::First
        && exchange.cache == CacheUse::Network
        && exchange.destination != "websocket"
}

fn outcome(exchange: &Exchange) -> Option<Outcome> {
    let kind = match exchange.destination.as_str() {
        "script" => Some("script"),
        "style" => Some("style sheet"),
        "document" | "iframe" | "frame" => Some("document"),
        _ if exchange.bears_phi() => Some("response with health data"),
        _ => None,
    };
    let tells = first_value(exchange).is_some_and(|value| value.eq_ignore_ascii_case("nosniff"));
    let Some(kind) = kind else {
        return match &exchange.body {
            Body::Unread(why) if !tells => {
                let what = format!("Its body was not read ({why}), and {}.", lack(exchange));
                Some(Outcome::CantTell(finding(what)))
            }
            _ => None,
        };
    };
    if !exchange.true_fields {
        let what = "The fields recorded for it may be another response's.".to_owned();
        return Some(Outcome::CantTell(finding(what)));
    }
    Some(if tells {
        Outcome::Passed
    } else {
        Outcome::Failed(finding(format!("It is a {kind}, and {}.", lack(exchange))))
    })
}

fn first_value(exchange: &Exchange) -> Option<String> {
    let value = exchange.field("x-content-type-options")?;
    value.split(',').next().map(|first| first.trim().to_owned())
}

fn lack(exchange: &Exchange) -> String {
    match exchange.field("x-content-type-options") {
        None => "it has no `X-Content-Type-Options`".to_owned(),
        Some(value) => format!("browsers ignore `X-Content-Type-Options: {value}`"),
    }
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Send `X-Content-Type-Options: nosniff` with every response.")
}

#[cfg(test)]
mod tests {
    use super::Nosniff;
    use crate::{
        evidence::{CacheUse, Exchange, Party},
        testing::{Change, Wire, outcomes, outcomes_of},
    };

    const URL: &str = "https://portal.example/portal.js";

    fn words(fields: &[(&str, &str)], canaries: &[&str], change: fn(&mut Exchange)) -> String {
        let wire = Wire::new().response(URL, fields, canaries).but(change);
        outcomes_of::<Nosniff>(&wire.step()).join(", ")
    }

    #[test]
    fn field_values() {
        const NAME: &str = "x-content-type-options";
        for (fields, expected) in [
            (&[(NAME, "nosniff")] as &[_], "passed"),
            (&[(NAME, "NoSniff")], "passed"),
            (&[(NAME, " nosniff , x")], "passed"),
            (&[(NAME, "nosniff"), (NAME, "x")], "passed"),
            (&[(NAME, "x"), (NAME, "nosniff")], "failed"),
            (&[(NAME, "x, nosniff")], "failed"),
            (&[(NAME, "'nosniff'")], "failed"),
            (&[(NAME, "")], "failed"),
            (&[], "failed"),
        ] {
            assert_eq!(words(fields, &[], |_| {}), expected, "{fields:?}");
        }
    }

    #[test]
    fn clauses_of_scope() {
        let cases: [(&str, &[&str], Change<Exchange>, &str); 18] = [
            ("a document", &[], |_| {}, "failed"),
            ("a frame", &[], |e| "iframe".clone_into(&mut e.destination), "failed"),
            ("a script", &[], |e| "script".clone_into(&mut e.destination), "failed"),
            ("a style sheet", &[], |e| "style".clone_into(&mut e.destination), "failed"),
            ("an interface", &[], |e| "fetch".clone_into(&mut e.destination), ""),
            ("with health data", &["mrn"], |e| "fetch".clone_into(&mut e.destination), "failed"),
            ("with a weak canary", &["weak:zip"], |e| "image".clone_into(&mut e.destination), ""),
            ("a picture", &[], |e| "image".clone_into(&mut e.destination), ""),
            ("an error", &[], |e| e.status = Some(404), "failed"),
            ("a redirect", &[], |e| e.status = Some(302), ""),
            ("nothing", &[], |e| e.status = Some(204), ""),
            ("unanswered", &[], |e| e.status = None, ""),
            ("another's", &[], |e| e.party = Party::Third, ""),
            ("an allowed host's", &[], |e| e.party = Party::Allowed, ""),
            ("from the cache", &[], |e| e.cache = CacheUse::Cache, ""),
            ("from a worker", &[], |e| e.cache = CacheUse::ServiceWorker, ""),
            ("inline data", &[], |e| "data:text/html,x".clone_into(&mut e.url), ""),
            ("another's fields", &[], |e| e.true_fields = false, "can't tell"),
        ];
        for (clause, canaries, change, expected) in cases {
            assert_eq!(words(&[], canaries, change), expected, "{clause}");
        }
        let good = [("x-content-type-options", "nosniff")];
        assert_eq!(words(&good, &[], |e| e.true_fields = false), "can't tell");
    }

    #[test]
    fn what_was_not_read_may_hold_health_data() {
        let unread = |fields: &[(&str, &str)]| {
            let wire = Wire::new().unread(URL, fields, "longer than 8 MiB");
            let wire = wire.but(|e| "fetch".clone_into(&mut e.destination));
            outcomes_of::<Nosniff>(&wire.step()).join(", ")
        };
        assert_eq!(unread(&[]), "can't tell");
        assert_eq!(unread(&[("x-content-type-options", "nosniff")]), "");
    }

    #[test]
    fn wording() {
        let step = Wire::new()
            .response("https://portal.example/a", &[], &[])
            .response("https://portal.example/b", &[("x-content-type-options", "sniff")], &["mrn"])
            .but(|e| "fetch".clone_into(&mut e.destination))
            .unread("https://portal.example/c", &[], "longer than 8 MiB")
            .but(|e| "fetch".clone_into(&mut e.destination))
            .step();
        insta::assert_snapshot!(outcomes::<Nosniff>(&step).join("\n"), @r"
        https://portal.example/a: failed: It is a document, and it has no `X-Content-Type-Options`.
        https://portal.example/b: failed: It is a response with health data, and browsers ignore `X-Content-Type-Options: sniff`.
        https://portal.example/c: can't tell: Its body was not read (longer than 8 MiB), and it has no `X-Content-Type-Options`.
        ");
    }
}
