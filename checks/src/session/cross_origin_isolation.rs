//! # Requirement
//!
//! Pages of a signed-in patient share no window group with other sites, and what holds protected health information can be
//! embedded by the portal alone.
//!
//! # Why it matters
//!
//! A site that opened the portal in a window keeps a handle to it: it can count its frames and send it elsewhere. A site
//! that embeds a letter's picture has its bytes in its own process.
//!
//! # How it is judged
//!
//! - `Cross-Origin-Opener-Policy` is judged on every document of the portal, frames left out, that holds or shows health
//!   data or was asked for while the patient is signed in: `same-origin`, `same-origin-allow-popups` or
//!   `noopener-allow-popups`. Browsers ignore several values, and the field of a page in the clear, which is not judged.
//! - `Cross-Origin-Resource-Policy` is judged on every other response of the portal that holds health data: `same-origin`
//!   or `same-site`, in lower case, once. Where every cookie of the session is `SameSite=Lax` or `Strict`, other sites
//!   get no patient's response; pages of the same site still do, and it fails for them.
//! - A response from the browser's cache is not judged again; one whose recorded fields may be another response's can't be
//!   told.
//!
//! # What it does not see
//!
//! - Servers that look at `Sec-Fetch-Site` and refuse what other sites ask for, which does what the second field does.
//! - Responses in which no canary was found.
//! - `Cross-Origin-Embedder-Policy`, which a page needs for powerful features only.
//!
//! # Sources
//!
//! - [HTML, cross-origin opener policies](https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies)
//! - [Fetch, `Cross-Origin-Resource-Policy`](https://fetch.spec.whatwg.org/#cross-origin-resource-policy-header)
//! - [OWASP ASVS 5.0, 3.4.8 and 3.5.8](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Canaries, Document, SessionCookie, exchanges},
    evidence::{CacheUse, Exchange, Flow, Party, Piece, SameSite},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CrossOriginIsolation;

impl FlowCheck for CrossOriginIsolation {
    const META: &'static Meta = &Meta {
        id: "cross-origin-isolation",
        title: "Other sites get no hold of signed-in pages and of what they load",
        requires: &[asvs5::OPENER_POLICY, asvs5::RESOURCE_POLICY, wstg::HEADER_FIELDS],
        act: &[],
        severity: Severity::Minor,
        class: Class::Hardening,
        source: include_str!("cross_origin_isolation.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let canaries = Canaries::of(walk.flow);
        let documents = Document::all(walk.flow, |step| walk.states[step].page());
        let pages = documents
            .iter()
            .filter(|document| !document.is_framed() && is_secure(document.exchange))
            .filter(|document| document.is_signed_in() || document.shows_phi(&canaries))
            .map(|document| (document.step, document.exchange, opener(document.exchange)));
        let is_page = |exchange: &Exchange| {
            documents.iter().any(|document| std::ptr::eq(document.exchange, exchange))
        };
        let who = embedders(walk.flow);
        let resources = exchanges(walk.flow)
            .filter(|(_, exchange)| exchange.party == Party::First && exchange.bears_phi())
            .filter(|(_, exchange)| !is_page(exchange))
            .map(|(step, exchange)| (step, exchange, resource(exchange, who)));
        pages
            .chain(resources)
            .filter(|(_, exchange, _)| exchange.cache == CacheUse::Network)
            .map(|(step, exchange, lack)| {
                Subject::Exchange(exchange.id).is(outcome(exchange, lack)).at(step)
            })
            .collect()
    }
}

fn outcome(exchange: &Exchange, lack: Option<Finding>) -> Outcome {
    match lack {
        _ if !exchange.true_fields => {
            let what = "The fields recorded for it may be another response's.";
            Outcome::CantTell(Finding::new(what, "Look at what the portal sends."))
        }
        Some(finding) => Outcome::Failed(finding),
        None => Outcome::Passed,
    }
}

fn is_secure(exchange: &Exchange) -> bool {
    Address::parse(&exchange.url)
        .is_some_and(|address| address.is_secure() || address.is_loopback())
}

/// What is wrong with a page's opener policy.
fn opener(exchange: &Exchange) -> Option<Finding> {
    const GOOD: [&str; 3] = ["same-origin", "same-origin-allow-popups", "noopener-allow-popups"];
    let name = "Cross-Origin-Opener-Policy";
    let what = match exchange.field("cross-origin-opener-policy") {
        None => format!("It has no `{name}`: a site that opens it keeps a handle to its window."),
        // A structured field: what stands behind `;` are parameters.
        Some(value) => match value.split(';').next().map(str::trim) {
            Some(item) if GOOD.contains(&item) => return None,
            _ => format!("`{name}: {value}` leaves sites that open it a handle to its window."),
        },
    };
    Some(Finding::new(what, "Send `Cross-Origin-Opener-Policy: same-origin` with every page."))
}

/// Who can embed what only the session's cookies open.
fn embedders(flow: &Flow) -> &'static str {
    let bound = |one: &SessionCookie<'_>| {
        one.certain && matches!(one.cookie.same_site, SameSite::Lax | SameSite::Strict)
    };
    let cookies = SessionCookie::all(flow);
    if !cookies.is_empty() && cookies.iter().all(bound) {
        "any page of the same site, a subdomain's too,"
    } else {
        "any site"
    }
}

/// What is wrong with a resource's policy.
fn resource(exchange: &Exchange, who: &str) -> Option<Finding> {
    let name = "Cross-Origin-Resource-Policy";
    let what = match exchange.field("cross-origin-resource-policy") {
        None => format!("It holds health data, and has no `{name}`: {who} can embed it."),
        Some(value) if ["same-origin", "same-site"].contains(&value.trim()) => return None,
        Some(value) => {
            format!("It holds health data, and `{name}: {value}` lets {who} embed it.")
        }
    };
    let fix =
        "Send `Cross-Origin-Resource-Policy: same-origin` with everything that is a patient's.";
    Some(Finding::new(what, fix))
}

#[cfg(test)]
mod tests {
    use super::CrossOriginIsolation;
    use crate::{
        evidence::{CacheUse, Cookie, Exchange, Party, Phase, SameSite, Step},
        testing::{Change, Wire, cookie, flow, flow_outcomes, storage},
    };

    const URL: &str = "https://portal.example/records";
    const OPENER: &str = "cross-origin-opener-policy";
    const RESOURCE: &str = "cross-origin-resource-policy";

    /// A clause, the step's phase, canaries, a change, and the outcome.
    type Case = (&'static str, Phase, &'static [&'static str], Change<Exchange>, &'static str);

    fn step(
        phase: Phase,
        fields: &[(&str, &str)],
        canaries: &[&str],
        change: fn(&mut Exchange),
    ) -> Step {
        Step { phase, ..Wire::new().response(URL, fields, canaries).but(change).step() }
    }

    fn words(step: Step) -> String {
        let said = flow_outcomes::<CrossOriginIsolation>(&flow(vec![step]));
        let word = |said: &String| said.split(": ").nth(1).unwrap_or_default().to_owned();
        said.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    fn fetched(exchange: &mut Exchange) {
        "fetch".clone_into(&mut exchange.destination);
    }

    #[test]
    fn field_values() {
        for (value, expected) in [
            ("same-origin", "passed"),
            ("same-origin; report-to=\"x\"", "passed"),
            ("same-origin-allow-popups", "passed"),
            ("noopener-allow-popups", "passed"),
            ("unsafe-none", "failed"),
            ("Same-Origin", "failed"),
            ("same-origin, same-origin", "failed"),
            ("", "failed"),
        ] {
            let step = step(Phase::During, &[(OPENER, value)], &[], |_| {});
            assert_eq!(words(step), expected, "{value}");
        }
        for (value, expected) in [
            ("same-origin", "passed"),
            ("same-site", "passed"),
            ("cross-origin", "failed"),
            ("Same-Origin", "failed"),
            ("same-origin, same-origin", "failed"),
        ] {
            let step = step(Phase::During, &[(RESOURCE, value)], &["mrn"], fetched);
            assert_eq!(words(step), expected, "{value}");
        }
    }

    #[test]
    fn clauses_of_scope() {
        use Phase::{Before, During, Over};
        let cases: [Case; 16] = [
            ("a page", During, &[], |_| {}, "failed"),
            ("a page, before", Before, &[], |_| {}, ""),
            ("a page, after", Over, &[], |_| {}, ""),
            ("health data, before", Before, &["mrn"], |_| {}, "failed"),
            ("a frame", During, &["mrn"], |e| "iframe".clone_into(&mut e.destination), ""),
            ("a page in the clear", During, &[], |e| e.url.replace_range(4..5, ""), ""),
            ("another's page", During, &["mrn"], |e| e.party = Party::Third, ""),
            ("from the cache", During, &[], |e| e.cache = CacheUse::Cache, ""),
            ("another's fields", During, &[], |e| e.true_fields = false, "can't tell"),
            ("an interface", During, &["mrn"], fetched, "failed"),
            ("an interface without", During, &[], fetched, ""),
            ("an interface, a weak one", During, &["weak:zip"], fetched, ""),
            ("a picture", Before, &["mrn"], |e| "image".clone_into(&mut e.destination), "failed"),
            (
                "a letter",
                During,
                &["mrn"],
                |e| e.fields.push(("content-type".to_owned(), "application/pdf".to_owned())),
                "failed",
            ),
            (
                "an interface, another's fields",
                During,
                &["mrn"],
                |e| {
                    fetched(e);
                    e.true_fields = false;
                },
                "can't tell",
            ),
            (
                "an interface, from a worker",
                During,
                &["mrn"],
                |e| {
                    fetched(e);
                    e.cache = CacheUse::ServiceWorker;
                },
                "",
            ),
        ];
        for (clause, phase, canaries, change, expected) in cases {
            assert_eq!(words(step(phase, &[], canaries, change)), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let steps = vec![
            step(Phase::During, &[], &[], |_| {}),
            step(Phase::During, &[(OPENER, "unsafe-none")], &[], |_| {}),
            step(Phase::During, &[], &["mrn"], fetched),
            step(Phase::During, &[(RESOURCE, "cross-origin")], &["mrn"], fetched),
        ];
        insta::assert_snapshot!(flow_outcomes::<CrossOriginIsolation>(&flow(steps)).join("\n"), @r"
        0 https://portal.example/records: failed: It has no `Cross-Origin-Opener-Policy`: a site that opens it keeps a handle to its window.
        1 https://portal.example/records: failed: `Cross-Origin-Opener-Policy: unsafe-none` leaves sites that open it a handle to its window.
        2 https://portal.example/records: failed: It holds health data, and has no `Cross-Origin-Resource-Policy`: any site can embed it.
        3 https://portal.example/records: failed: It holds health data, and `Cross-Origin-Resource-Policy: cross-origin` lets any site embed it.
        ");
    }

    #[test]
    fn who_can_embed_it_depends_on_the_session_s_cookies() {
        let with = |same_site, session| Cookie { same_site, session, ..cookie("sid", &[]) };
        for (clause, cookies, expected) in [
            ("no cookie", vec![], "any site"),
            ("Lax", vec![with(SameSite::Lax, Some(true))], "the same site"),
            ("Strict", vec![with(SameSite::Strict, Some(true))], "the same site"),
            ("None", vec![with(SameSite::None, Some(true))], "any site"),
            ("not said", vec![with(SameSite::Unset, Some(true))], "any site"),
            ("perhaps no session's", vec![with(SameSite::Lax, None)], "any site"),
        ] {
            let storage = Some(storage(cookies, vec![]));
            let step = Step { storage, ..step(Phase::During, &[], &["mrn"], fetched) };
            let said = flow_outcomes::<CrossOriginIsolation>(&flow(vec![step])).join(" ");
            assert!(said.contains(": failed: ") && said.contains(expected), "{clause}: {said}");
        }
    }
}
