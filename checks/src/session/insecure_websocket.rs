//! # Requirement
//!
//! Every WebSocket that a page of the portal opens goes through TLS: `wss:`, never `ws:`.
//!
//! # Why it matters
//!
//! Chat, call signals and "your clinician is ready" go through sockets. In the clear, whoever runs the network reads them,
//! and writes into them.
//!
//! # How it is judged
//!
//! - Every socket that was opened during the flow is judged, whoever's server it is and whatever page or frame opened it:
//!   `ws:` fails, `wss:` passes. One address in one step is one finding.
//! - It fails as well where no answer came: the page asked in the clear.
//! - This very computer is excepted, unless the portal itself runs there.
//!
//! # What it does not see
//!
//! - Sockets that the browser refused before it opened them, as it does where an HTTPS page asks for `ws:` at another
//!   computer: nothing leaves then.
//! - Which page opened a socket, where several are recorded side by side in one browser: one of them gets them all.
//! - What is sent through a socket, and whether the server looks at `Origin`.
//! - Other channels in the clear: see `mixed-content` and `webrtc-transport`.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 4.4.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x13-V4-API-and-Web-Service.md)
//! - [RFC 6455, section 10.6](https://www.rfc-editor.org/rfc/rfc6455#section-10.6)
//! - [OWASP WSTG, testing WebSockets](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/10-Testing_WebSockets)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, exchanges},
    evidence::{Flow, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct InsecureWebsocket;

impl FlowCheck for InsecureWebsocket {
    const META: &'static Meta = &Meta {
        id: "insecure-websocket",
        title: "WebSockets go through TLS",
        requires: &[asvs5::WEBSOCKET_TLS, wstg::WEBSOCKETS, hipaa::TRANSMISSION_SECURITY],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("insecure_websocket.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let mut seen = Vec::new();
        exchanges(walk.flow)
            .filter(|(_, exchange)| exchange.destination == "websocket")
            .filter_map(|(step, exchange)| {
                let address = Address::parse(&exchange.url)?;
                let outcome = outcome(&address, walk.flow);
                let key = (step, address);
                let again = seen.contains(&key);
                seen.push(key);
                (!again).then(|| Subject::Exchange(exchange.id).is(outcome).at(step))
            })
            .collect()
    }
}

fn outcome(address: &Address, flow: &Flow) -> Outcome {
    if !address.is_plain() {
        return Outcome::Passed;
    }
    if address.is_loopback() && !is_at_home(flow) {
        return Outcome::Excepted("this very computer");
    }
    let what = format!("A page opens a socket to {} in the clear.", address.host());
    Outcome::Failed(Finding::new(what, "Open it with `wss:`."))
}

/// Whether the portal itself runs on this very computer.
fn is_at_home(flow: &Flow) -> bool {
    let pages = flow.steps.iter().filter_map(|step| step.page.as_ref());
    let shown = pages.map(|page| page.document.url.clone());
    let hosts = flow.hosts.iter().map(|host| format!("https://{host}/"));
    shown.chain(hosts).filter_map(|url| Address::parse(&url)).any(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::InsecureWebsocket;
    use crate::{
        evidence::{Flow, Step},
        testing::{Wire, flow, flow_outcomes},
    };

    fn opened(urls: &[&str]) -> Step {
        let wire = Wire::new().response("https://portal.example/", &[], &[]);
        let with = |wire: Wire, url: &&str| {
            wire.response(url, &[], &[]).but(|exchange| {
                "websocket".clone_into(&mut exchange.destination);
                exchange.status = None;
            })
        };
        urls.iter().fold(wire, with).step()
    }

    fn of_portal_at(host: &str, steps: Vec<Step>) -> Flow {
        Flow { hosts: vec![host.to_owned()], ..flow(steps) }
    }

    fn words(flow: &Flow) -> String {
        let said = flow_outcomes::<InsecureWebsocket>(flow);
        let word = |said: &String| said.split(": ").nth(1).unwrap_or_default().to_owned();
        said.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn clauses() {
        for (clause, host, urls, expected) in [
            ("none", "portal.example", &[] as &[&str], ""),
            ("in the clear", "portal.example", &["ws://portal.example/chat"], "failed"),
            ("through TLS", "portal.example", &["wss://portal.example/chat"], "passed"),
            ("another's", "portal.example", &["ws://chat.example/"], "failed"),
            ("an old address", "portal.example", &["http://portal.example/chat"], "failed"),
            ("this computer", "portal.example", &["ws://127.0.0.1:9/"], "excepted"),
            ("this computer, the portal too", "localhost", &["ws://localhost:9/"], "failed"),
            (
                "twice",
                "portal.example",
                &["ws://portal.example/", "ws://portal.example/"],
                "failed",
            ),
            (
                "two",
                "portal.example",
                &["ws://portal.example/a", "wss://portal.example/b"],
                "failed, passed",
            ),
        ] {
            assert_eq!(words(&of_portal_at(host, vec![opened(urls)])), expected, "{clause}");
        }
    }

    #[test]
    fn what_is_no_socket_is_not_judged() {
        let step = Wire::new().response("http://portal.example/", &[], &[]).step();
        assert_eq!(words(&of_portal_at("portal.example", vec![step])), "");
        let step = opened(&["ws://portal.example/"]);
        let steps = vec![step.clone(), step];
        assert_eq!(words(&of_portal_at("portal.example", steps)), "failed, failed");
    }

    #[test]
    fn wording() {
        let steps = vec![opened(&["ws://chat.portal.example/visit/7", "ws://portal.example/"])];
        let flow = of_portal_at("portal.example", steps);
        insta::assert_snapshot!(flow_outcomes::<InsecureWebsocket>(&flow).join("\n"), @r"
        0 ws://chat.portal.example/visit/7: failed: A page opens a socket to chat.portal.example in the clear.
        0 ws://portal.example/: failed: A page opens a socket to portal.example in the clear.
        ");
    }
}
