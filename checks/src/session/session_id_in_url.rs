//! # Requirement
//!
//! What opens the session, a cookie's value or a bearer token, stands in no address and in no `Referer`.
//!
//! # Why it matters
//!
//! Addresses are written down everywhere: in the browser's history, in the logs of servers and proxies, in a link that
//! the patient sends to a relative. Whoever finds the session there is the patient until it ends.
//!
//! # How it is judged
//!
//! - Evidence holds keyed hashes of credentials: equal values have equal hashes. Every address that was requested, every
//!   address that a page shows at the end of a step, and every `Referer` that another party gets is compared with the
//!   values that the session's cookies had in the flow and with the tokens of `Authorization` fields.
//! - Where no cookie was found by leaving it out, one that only looks like the session's can't be told.
//! - By name: `jsessionid`, `phpsessid` and `aspsessionid`, which servers write into addresses, and `access_token` and
//!   `refresh_token`, fail with a value of 16 bytes and more. A server's session id that is not the one that opened the
//!   session can't be told, nor can other names that a session might have: `sid`, `session_id`, `token`.
//! - Names count at the portal and at hosts that the policy allows; what third parties call a token is their own.
//! - Control: a session's cookie or a bearer token was seen. Without one, an address without such a name does not pass.
//!
//! # What it does not see
//!
//! - A value that the portal derives from the session's, such as its digest.
//! - Links with a session's value that the flow does not follow.
//! - One-time codes and tickets of a sign-in, which open nothing once they are used.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.2.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, testing for exposed session variables](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/04-Testing_for_Exposed_Session_Variables)
//! - [RFC 6750, 5.3](https://www.rfc-editor.org/rfc/rfc6750#section-5.3)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Credential, Credentials, Placed, exchanges, placed},
    evidence::{Exchange, Party, Phase, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SessionIdInUrl;

/// What servers call the session when they write it into addresses.
const OF_SERVERS: [&str; 3] = ["jsessionid", "phpsessid", "aspsessionid"];
/// What OAuth calls what opens something (RFC 6749).
const OF_OAUTH: [&str; 2] = ["access_token", "refresh_token"];
/// What may be a session, or a video call's, or a link that works once.
const POSSIBLE: [&str; 11] = [
    "sid",
    "sessid",
    "sessionid",
    "session_id",
    "session",
    "session_token",
    "token",
    "auth_token",
    "authtoken",
    "jwt",
    "bearer",
];

impl FlowCheck for SessionIdInUrl {
    const META: &'static Meta = &Meta {
        id: "session-id-in-url",
        title: "No address holds what opens the session",
        requires: &[
            asvs5::NOT_IN_URL,
            rfc::BEARER_NOT_IN_URL,
            wstg::EXPOSED_SESSION,
            hipaa::TRANSMISSION_SECURITY,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("session_id_in_url.rs"),
    };

    const CONTROL: Option<&str> = Some("A session's cookie or a bearer token was seen.");

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let known = Credentials::of(walk.flow);
        let mut judgements = Vec::new();
        for (step, exchange) in exchanges(walk.flow) {
            let said = Subject::Exchange(exchange.id).is(requested(exchange, &known));
            judgements.push(said.at(step));
        }
        for (step, recorded) in walk.flow.steps.iter().enumerate() {
            if let Some(page) = &recorded.page {
                let url = &page.document.url;
                let outcome = address(url, "the page's address", true, &known);
                judgements.push(Subject::Address(url.clone()).is(outcome).at(step));
            }
        }
        // One address that is asked for again and again is one finding.
        let mut said = BTreeSet::new();
        judgements.retain(|judgement| match &judgement.outcome {
            Outcome::Failed(finding) | Outcome::CantTell(finding) => {
                said.insert(finding.what.clone())
            }
            _ => !known.is_empty(),
        });
        if known.is_empty() {
            let step = walk.flow.steps.iter().position(|step| step.phase == Phase::During);
            judgements.extend(step.map(|step| {
                let finding = finding(
                    "No cookie or token of the session was seen, so that addresses have nothing to be compared with."
                        .to_owned(),
                );
                Subject::Document.is(Outcome::CantTell(finding)).at(step)
            }));
        }
        judgements
    }
}

fn requested(exchange: &Exchange, known: &Credentials<'_>) -> Outcome {
    let path = place_of(&exchange.url);
    let own = exchange.party != Party::Third;
    let outcome = address(&exchange.url, &format!("the address {path}"), own, known);
    if outcome != Outcome::Passed || exchange.party == Party::First {
        return outcome;
    }
    address(exchange.referer(), &format!("the `Referer` that {path} gets"), true, known)
}

/// An address without its query, where hashes would make each one another.
fn place_of(url: &str) -> String {
    let path = url.split(['?', '#', ';', '⟦']).next().unwrap_or(url);
    let path = path.split("%E2%9F%A6").next().unwrap_or(path);
    match Address::parse(path) {
        Some(address) => address.as_str().to_owned(),
        None => path.to_owned(),
    }
}

fn address(url: &str, what: &str, by_name: bool, known: &Credentials<'_>) -> Outcome {
    let outcomes: Vec<_> =
        placed(url).iter().map(|placed| token(placed, what, by_name, known)).collect();
    let worst = |wanted: fn(&Outcome) -> bool| outcomes.iter().find(|outcome| wanted(outcome));
    worst(|outcome| matches!(outcome, Outcome::Failed(_)))
        .or_else(|| worst(|outcome| matches!(outcome, Outcome::CantTell(_))))
        .cloned()
        .unwrap_or(Outcome::Passed)
}

fn token(placed: &Placed, what: &str, by_name: bool, known: &Credentials<'_>) -> Outcome {
    let Placed { place, name, short, .. } = placed;
    match known.get(&placed.hash) {
        Some(Credential::Session(cookie)) => {
            return Outcome::Failed(finding(format!(
                "The {place} of {what} holds the value of the session cookie `{cookie}`."
            )));
        }
        Some(Credential::Bearer) => {
            return Outcome::Failed(finding(format!(
                "The {place} of {what} holds a bearer token that was sent as `Authorization`."
            )));
        }
        Some(Credential::Likely(cookie)) => {
            return Outcome::CantTell(finding(format!(
                "The {place} of {what} holds the value of the cookie `{cookie}`, and nothing tells whether that opens \
                 the session."
            )));
        }
        None => {}
    }
    if *short || !by_name {
        return Outcome::Passed;
    }
    let of_server = OF_SERVERS.iter().any(|known| name.starts_with(known));
    if OF_OAUTH.contains(&name.as_str()) || of_server && !known.are_certain() {
        return Outcome::Failed(finding(format!("The {place} of {what} has `{name}`.")));
    }
    if of_server || POSSIBLE.contains(&name.as_str()) {
        return Outcome::CantTell(finding(format!(
            "The {place} of {what} has `{name}` with a long value, which is none that was seen to open the session."
        )));
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send it in a cookie with `HttpOnly`, or in a header field, and nowhere else.",
    )
}

#[cfg(test)]
mod tests {
    use super::SessionIdInUrl;
    use crate::{
        evidence::{Cookie, Document, Exchange, Page, Party, Phase, Step},
        testing::{Change, Wire, cookie, flow, flow_outcomes, storage},
    };

    const SESSION: &str = "⟦0123456789abcdef⟧";
    const OTHER: &str = "⟦fedcba9876543210⟧";

    fn step(url: &str, session: Option<bool>, change: fn(&mut Exchange)) -> Step {
        let value = "0123456789abcdef".to_owned();
        let kept = storage(vec![Cookie { value, session, ..cookie("sid", &[]) }], vec![]);
        let wire = Wire::new().response(url, &[], &[]).but(change);
        Step { phase: Phase::During, storage: Some(kept), ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<SessionIdInUrl>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses_of_values() {
        for (clause, url, session, expected) in [
            ("in the query", format!("https://portal.example/a?x={SESSION}"), Some(true), "failed"),
            ("in the path", format!("https://portal.example/a;y={SESSION}"), Some(true), "failed"),
            (
                "in the fragment",
                format!("https://portal.example/a#{SESSION}"),
                Some(true),
                "failed",
            ),
            ("not tried", format!("https://portal.example/a?x={SESSION}"), None, "can't tell"),
            ("another value", format!("https://portal.example/a?x={OTHER}"), Some(true), "passed"),
            ("none", "https://portal.example/a?page=2".to_owned(), Some(true), "passed"),
        ] {
            assert_eq!(word(step(&url, session, |_| {})), expected, "{clause}");
        }
    }

    #[test]
    fn clauses_of_names() {
        for (name, session, expected) in [
            ("jsessionid", None, "failed"),
            ("JSESSIONID", None, "failed"),
            ("aspsessionidqqcd", None, "failed"),
            ("jsessionid", Some(true), "can't tell"),
            ("access_token", Some(true), "failed"),
            ("token", Some(true), "can't tell"),
            ("sid", Some(true), "can't tell"),
            ("csrf_token", Some(true), "passed"),
        ] {
            let url = format!("https://portal.example/a?{name}={OTHER}");
            assert_eq!(word(step(&url, session, |_| {})), expected, "{name}");
            let third = step(&url, session, |exchange| exchange.party = Party::Third);
            assert_eq!(word(third), "passed", "{name} of a third party");
        }
        let short = "https://portal.example/a?token=⟦short-fedcba9876543210⟧";
        assert_eq!(word(step(short, Some(true), |_| {})), "passed");
    }

    #[test]
    fn clauses_of_the_referer() {
        fn refer(exchange: &mut Exchange) {
            let referer = "https://portal.example/a?x=⟦0123456789abcdef⟧".to_owned();
            exchange.request_fields.push(("referer".to_owned(), referer));
        }
        let cases: [(&str, Change<Exchange>, &str); 4] = [
            ("to the portal, whose address is judged itself", refer, "passed"),
            (
                "to a third party",
                |e| {
                    refer(e);
                    e.party = Party::Third;
                },
                "failed",
            ),
            (
                "to an allowed one",
                |e| {
                    refer(e);
                    e.party = Party::Allowed;
                },
                "failed",
            ),
            ("no Referer", |e| e.party = Party::Third, "passed"),
        ];
        for (clause, change, expected) in cases {
            let step = step("https://cdn.example/x.js", Some(true), change);
            assert_eq!(word(step), expected, "{clause}");
        }
    }

    #[test]
    fn without_a_session_nothing_passes() {
        let alone =
            |url| Step { phase: Phase::During, ..Wire::new().response(url, &[], &[]).step() };
        assert_eq!(word(alone("https://portal.example/a")), "can't tell");
        assert_eq!(
            word(alone("https://portal.example/a?access_token=⟦fedcba9876543210⟧")),
            "failed"
        );
        let public = Step { phase: Phase::Before, ..alone("https://portal.example/a") };
        assert_eq!(word(public), "");
    }

    #[test]
    fn wording() {
        let steps = vec![
            step("https://portal.example/a?x=⟦0123456789abcdef⟧", Some(true), |_| {}),
            step("https://portal.example/a?x=⟦0123456789abcdef⟧", Some(true), |_| {}),
            step("https://portal.example/b;jsessionid=⟦fedcba9876543210⟧", Some(true), |_| {}),
            step("https://portal.example/c#access_token=⟦fedcba9876543210⟧", Some(true), |_| {}),
            Step {
                page: Some(Page {
                    document: Document {
                        url: "https://portal.example/#⟦0123456789abcdef⟧".to_owned(),
                        ..Document::default()
                    },
                    ..Page::default()
                }),
                ..Step::default()
            },
        ];
        let said = flow_outcomes::<SessionIdInUrl>(&flow(steps)).join("\n");
        insta::assert_snapshot!(said, @r"
        0 https://portal.example/a?x=⟦0123456789abcdef⟧: failed: The query of the address https://portal.example/a holds the value of the session cookie `sid`.
        2 https://portal.example/b;jsessionid=⟦fedcba9876543210⟧: can't tell: The path of the address https://portal.example/b has `jsessionid` with a long value, which is none that was seen to open the session.
        3 https://portal.example/c#access_token=⟦fedcba9876543210⟧: failed: The fragment of the address https://portal.example/c has `access_token`.
        4 https://portal.example/#⟦0123456789abcdef⟧: failed: The fragment of the page's address holds the value of the session cookie `sid`.
        ");
        let guess = step("https://portal.example/a?x=⟦0123456789abcdef⟧", None, |_| {});
        let none = Step { phase: Phase::During, ..Wire::new().step() };
        let said = [flow(vec![guess]), flow(vec![none])]
            .iter()
            .flat_map(flow_outcomes::<SessionIdInUrl>)
            .collect::<Vec<_>>();
        insta::assert_snapshot!(said.join("\n"), @r"
        0 https://portal.example/a?x=⟦0123456789abcdef⟧: can't tell: The query of the address https://portal.example/a holds the value of the cookie `sid`, and nothing tells whether that opens the session.
        0 document: can't tell: No cookie or token of the session was seen, so that addresses have nothing to be compared with.
        ");
    }
}
