//! # Requirement
//!
//! A page that was loaded with HTTPS asks for nothing in the clear: no image, no script, no socket, no form.
//!
//! # Why it matters
//!
//! One picture in the clear tells the network which page of the record the patient reads, and a form in the clear hands
//! over what was typed.
//!
//! # How it is judged
//!
//! - Every request is judged whose asking page has an `https:` address; `http:`, `ws:` and `ftp:` fail, whoever's
//!   server it is.
//! - A request that the browser refused fails as well: the page asks for it, and other browsers may not refuse. One that
//!   the browser itself turned to HTTPS, because the host demands it, is excepted.
//! - A document in the clear counts if it is a frame, if it was posted to, or if it is the portal's; a link to somebody's
//!   plain site is no mixed content.
//! - Every form on the page at the end of a step is judged by the address it would be sent to.
//! - This very computer is excepted, unless the portal itself runs there.
//! - A request in the clear whose asking page is not known can't be told, unless all pages of the step were plain ones.
//!
//! # What it does not see
//!
//! - Requests that the page made HTTPS before they were sent (`upgrade-insecure-requests`, and images in Chromium): what
//!   the markup says stays hidden, and nothing leaves in the clear.
//! - What a script would ask for elsewhere than in the flow.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 12.2.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x21-V12-Secure-Communication.md)
//! - [Mixed Content](https://www.w3.org/TR/mixed-content/)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Element, Page},
    evidence::{Exchange, Party, Piece, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct MixedContent;

impl FlowCheck for MixedContent {
    const META: &'static Meta = &Meta {
        id: "mixed-content",
        title: "Pages loaded with HTTPS ask for nothing in the clear",
        requires: &[asvs5::TLS_EVERYWHERE, wstg::SENT_IN_THE_CLEAR, hipaa::TRANSMISSION_SECURITY],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("mixed_content.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let steps = walk.states.iter().enumerate();
        steps
            .flat_map(|(place, state)| {
                let exchanges = state.step.network.iter().flat_map(|network| &network.exchanges);
                let requests = exchanges.filter_map(|exchange| {
                    Some(Subject::Exchange(exchange.id).is(requested(exchange, state.step)?))
                });
                let forms = state.page().map(forms).unwrap_or_default();
                requests.chain(forms).map(|said| said.at(place)).collect::<Vec<_>>()
            })
            .collect()
    }
}

fn requested(exchange: &Exchange, step: &Step) -> Option<Outcome> {
    let address = Address::parse(&exchange.url)?;
    if exchange.destination == "document"
        && exchange.method == "GET"
        && exchange.party != Party::First
    {
        return None;
    }
    let asking = exchange.initiator.as_deref().and_then(Address::parse);
    let page = match &asking {
        // The first document of a tab is asked for by nobody, or by itself.
        Some(page) if exchange.destination == "document" && page.is_same_resource(&address) => {
            return None;
        }
        None if exchange.destination == "document" => return None,
        Some(page) if !page.is_secure() => return None,
        Some(page) => page,
        None if address.is_plain() && had_secure_page(step) => {
            let what = "It is asked for in the clear, and by which page is not known.".to_owned();
            return Some(Outcome::CantTell(finding(what)));
        }
        None => return None,
    };
    if !address.is_plain() {
        return Some(Outcome::Passed);
    }
    if address.is_loopback() && !page.is_loopback() {
        return Some(Outcome::Excepted("this very computer"));
    }
    if exchange.field("non-authoritative-reason").is_some() {
        return Some(Outcome::Excepted("turned to HTTPS by the browser"));
    }
    let kind = match exchange.destination.as_str() {
        "document" if exchange.method == "GET" => "page of the portal",
        "document" => "form's target",
        "iframe" => "frame",
        "websocket" => "socket",
        "other" | "" => "resource",
        other => other,
    };
    let ended = match &exchange.error {
        Some(error) => format!(" It did not arrive ({error})."),
        None => String::new(),
    };
    Some(Outcome::Failed(finding(format!(
        "An HTTPS page asks for the {kind} in the clear.{ended}"
    ))))
}

/// Whether any page of the step may have been loaded with HTTPS, as far as is known.
fn had_secure_page(step: &Step) -> bool {
    let loaded = step.network.iter().flat_map(|network| &network.exchanges);
    let loaded = loaded.filter(|exchange| exchange.destination == "document");
    let shown = step.page.iter().map(|page| &page.document.url);
    let mut pages = loaded.map(|exchange| &exchange.url).chain(shown).peekable();
    let secure = |url: &String| Address::parse(url).is_none_or(|address| address.is_secure());
    pages.peek().is_none() || pages.any(secure)
}

/// The forms of an HTTPS page, and the buttons that send them elsewhere.
fn forms(page: Page<'_>) -> Vec<Judgement> {
    let Some(base) = Address::parse(&page.document().url).filter(Address::is_secure) else {
        return Vec::new();
    };
    let sends = |element: Element<'_>| {
        let attribute = if element.is_any(&["form"]) { "action" } else { "formaction" };
        let sends = element.is_any(&["form", "button", "input"]);
        sends
            .then(|| element.attr(attribute).map(str::trim))
            .flatten()
            .filter(|text| !text.is_empty())
            .map(ToOwned::to_owned)
    };
    page.elements()
        .filter_map(|element| {
            let target = base.join(&sends(element)?)?;
            let excepted = target.is_loopback() && !base.is_loopback();
            let outcome = match (target.is_plain(), excepted) {
                (false, _) => Outcome::Passed,
                (true, true) => Outcome::Excepted("this very computer"),
                (true, false) => Outcome::Failed(finding(format!(
                    "The form would be sent to {} in the clear.",
                    target.host()
                ))),
            };
            Some(element.subject().is(outcome))
        })
        .collect()
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Ask for it with `https:`, or `wss:` for a socket.")
}

#[cfg(test)]
mod tests {
    use super::MixedContent;
    use crate::{
        evidence::{Exchange, Party, Step},
        testing::{Change, Wire, flow, flow_outcomes, page},
    };

    const PAGE: &str = "https://portal.example/letters";

    fn asked(url: &str, change: fn(&mut Exchange)) -> Step {
        let wire = Wire::new().response(url, &[], &[]).but(|exchange| {
            exchange.initiator = Some(PAGE.to_owned());
            "image".clone_into(&mut exchange.destination);
            change(exchange);
        });
        wire.step()
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<MixedContent>(&flow(vec![step]));
        assert!(said.len() <= 1, "{said:?}");
        said.first().map_or("", |said| said.split(": ").nth(1).unwrap_or_default()).to_owned()
    }

    #[test]
    fn clauses_of_requests() {
        fn document(exchange: &mut Exchange) {
            "document".clone_into(&mut exchange.destination);
        }
        fn posted(exchange: &mut Exchange) {
            document(exchange);
            "POST".clone_into(&mut exchange.method);
            exchange.party = Party::Third;
        }
        let cases: [(&str, &str, Change<Exchange>, &str); 18] = [
            ("over HTTPS", "https://portal.example/a.png", |_| {}, "passed"),
            ("in the clear", "http://portal.example/a.png", |_| {}, "failed"),
            ("another's server", "http://cdn.example/a.png", |e| e.party = Party::Third, "failed"),
            (
                "a socket",
                "ws://portal.example/chat",
                |e| "websocket".clone_into(&mut e.destination),
                "failed",
            ),
            ("a secure socket", "wss://portal.example/chat", |_| {}, "passed"),
            ("inline data", "data:image/png;base64,AA", |_| {}, "passed"),
            (
                "refused",
                "http://portal.example/a.js",
                |e| e.error = Some("blocked".to_owned()),
                "failed",
            ),
            (
                "turned to HTTPS",
                "http://portal.example/a.png",
                |e| {
                    e.fields.push(("non-authoritative-reason".to_owned(), "HSTS".to_owned()));
                },
                "excepted",
            ),
            (
                "a plain page asks",
                "http://portal.example/a.png",
                |e| e.initiator = Some("http://portal.example/".to_owned()),
                "",
            ),
            (
                "nobody knows who asks",
                "http://portal.example/a.png",
                |e| e.initiator = None,
                "can't tell",
            ),
            (
                "nobody knows, over HTTPS",
                "https://portal.example/a.png",
                |e| e.initiator = None,
                "",
            ),
            ("a link to the portal", "http://portal.example/", document, "failed"),
            (
                "a link elsewhere",
                "http://news.example/",
                |e| {
                    document(e);
                    e.party = Party::Third;
                },
                "",
            ),
            ("a form sent elsewhere", "http://news.example/", posted, "failed"),
            (
                "the first page",
                "http://portal.example/",
                |e| {
                    document(e);
                    e.initiator = None;
                },
                "",
            ),
            (
                "a frame",
                "http://news.example/",
                |e| {
                    "iframe".clone_into(&mut e.destination);
                    e.party = Party::Third;
                },
                "failed",
            ),
            ("this computer", "http://127.0.0.1:9/a.png", |_| {}, "excepted"),
            (
                "this computer, the portal too",
                "http://localhost:9/a.png",
                |e| {
                    e.initiator = Some("https://localhost:8443/".to_owned());
                },
                "failed",
            ),
        ];
        for (clause, url, change, expected) in cases {
            assert_eq!(word(asked(url, change)), expected, "{clause}");
        }
    }

    #[test]
    fn a_plain_page_may_have_asked_where_nobody_is_known_to() {
        let with = |url: &str| {
            let mut step = asked("http://portal.example/a.png", |e| e.initiator = None);
            let mut page = page("<p>");
            url.clone_into(&mut page.document.url);
            step.page = Some(page);
            step
        };
        assert_eq!(word(with("http://portal.example/")), "");
        assert_eq!(word(with(PAGE)), "can't tell");
        let mut left = with("http://portal.example/");
        let network = left.network.as_mut().expect("traffic");
        let first = Wire::new().response(PAGE, &[], &[]).step().network.expect("traffic");
        network.exchanges.extend(first.exchanges);
        assert_eq!(word(left), "can't tell");
    }

    #[test]
    fn clauses_of_forms() {
        let with = |url: &str, html: &str| {
            let mut page = page(html);
            url.clone_into(&mut page.document.url);
            word(Step { page: Some(page), ..Wire::new().step() })
        };
        for (html, expected) in [
            (r#"<form action="http://portal.example/save"></form>"#, "failed"),
            (r#"<form action="https://portal.example/save"></form>"#, "passed"),
            (r#"<form action="/save"></form>"#, "passed"),
            (r#"<form action=""></form>"#, ""),
            ("<form></form>", ""),
            (r#"<button formaction="http://portal.example/save">Save</button>"#, "failed"),
            (r#"<button action="http://portal.example/save">Save</button>"#, ""),
            (r#"<form action="http://127.0.0.1:9/"></form>"#, "excepted"),
            (r#"<a href="http://portal.example/">Home</a>"#, ""),
        ] {
            assert_eq!(with(PAGE, html), expected, "{html}");
        }
        let plain = r#"<form action="http://portal.example/save"></form>"#;
        assert_eq!(with("http://portal.example/", plain), "");
        assert_eq!(
            with("https://localhost/", r#"<form action="http://localhost:9/"></form>"#),
            "failed"
        );
    }

    #[test]
    fn wording() {
        let mut page = page(r#"<form id="f" action="http://portal.example/save"></form>"#);
        PAGE.clone_into(&mut page.document.url);
        let refused = |e: &mut Exchange| e.error = Some("net::ERR_BLOCKED_BY_CLIENT".to_owned());
        let steps = vec![
            asked("http://portal.example/a.png", refused),
            asked("http://portal.example/b", |e| e.initiator = None),
            Step { page: Some(page), ..Step::default() },
        ];
        insta::assert_snapshot!(flow_outcomes::<MixedContent>(&flow(steps)).join("\n"), @r"
        0 http://portal.example/a.png: failed: An HTTPS page asks for the image in the clear. It did not arrive (net::ERR_BLOCKED_BY_CLIENT).
        1 http://portal.example/b: can't tell: It is asked for in the clear, and by which page is not known.
        2 f: failed: The form would be sent to portal.example in the clear.
        ");
    }
}
