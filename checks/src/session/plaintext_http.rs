//! # Requirement
//!
//! Without TLS the portal's servers say nothing but the way to HTTPS.
//!
//! # Why it matters
//!
//! A page that is also served in the clear can be read and changed by everybody on the way. A cookie that is set there, or a
//! first redirect that leads over another plain address, gives a patient away before TLS begins.
//!
//! # How it is judged
//!
//! - Each server of the portal is asked without TLS at its own port, and at port 80 where its own is 443: for `/` and for
//!   the page on which the flow starts. Nothing of a session or a patient is sent.
//! - A page, a demand to sign in (401) or a cookie fails, and so does a redirect to anything but HTTPS.
//! - A redirect to HTTPS at the same host, or at a host below or above it, passes. So do a refused connection, silence
//!   instead of a connection, an answer that is no HTTP, and a refusal (400, 403, 404, 405, 410, 421, 426).
//! - A pass needs the control: the same server answered a handshake of our own. Otherwise nobody may have been there.
//! - A server that is in the clear itself, on a loopback address, is not judged: nothing leaves the machine.
//! - Redirects to other hosts, other statuses, and a connection on which nothing is said can't be told.
//!
//! # What it does not see
//!
//! - Other ports, other paths, and hosts that only later steps use.
//! - Whether browsers would ask in the clear at all: `hsts` judges that.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 12.2.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x21-V12-Secure-Communication.md)
//! - [RFC 9325, section 3.2](https://www.rfc-editor.org/rfc/rfc9325#section-3.2)
//! - [OWASP WSTG, testing for sensitive information sent via unencrypted channels](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/09-Testing_for_Weak_Cryptography/03-Testing_for_Sensitive_Information_Sent_via_Unencrypted_Channels)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Address, canaries, hears_hellos},
    evidence::{Endpoint, Hit, Plain, PlainAnswer, TransportSecurity},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PlaintextHttp;

impl StateCheck for PlaintextHttp {
    const META: &'static Meta = &Meta {
        id: "plaintext-http",
        title: "Without TLS there is nothing but the way to HTTPS",
        requires: &[asvs5::TLS_EVERYWHERE, wstg::SENT_IN_THE_CLEAR, hipaa::TRANSMISSION_SECURITY],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("plaintext_http.rs"),
    };

    const CONTROL: Option<&str> = Some("The same server answered a handshake of our own.");

    type Reads<'e> = &'e TransportSecurity;

    fn judge(transport: &TransportSecurity) -> Vec<Judgement> {
        let servers = transport.endpoints.iter().filter(|server| leaves_the_machine(server));
        servers.map(|server| Subject::Address(server.origin.clone()).is(outcome(server))).collect()
    }
}

/// A server in the clear on the machine itself, as developers run one, sends nothing over a network.
fn leaves_the_machine(server: &Endpoint) -> bool {
    !Address::parse(&server.origin).is_some_and(|at| at.is_plain() && at.is_loopback())
}

fn outcome(server: &Endpoint) -> Outcome {
    let said: Vec<_> = server.plain.iter().map(said).collect();
    // One finding for a server, however many of its addresses say the same.
    let first = |wanted: fn(&Said) -> Option<&String>| said.iter().find_map(wanted).cloned();
    let fault = first(|said| match said {
        Said::Fault(what) => Some(what),
        _ => None,
    });
    if let Some(what) = fault {
        return Outcome::Failed(finding(what));
    }
    if server.plain.is_empty() {
        return Outcome::CantTell(finding("Nothing was asked for without TLS.".to_owned()));
    }
    if !hears_hellos(server) {
        let what = "The server answered no handshake of our own either.";
        return Outcome::CantTell(finding(what.to_owned()));
    }
    let doubt = first(|said| match said {
        Said::Doubt(what) => Some(what),
        _ => None,
    });
    doubt.map_or(Outcome::Passed, |what| Outcome::CantTell(finding(what)))
}

/// What one answer amounts to.
#[derive(Debug)]
enum Said {
    Nothing,
    Fault(String),
    Doubt(String),
}

fn said(asked: &PlainAnswer) -> Said {
    let url = &asked.url;
    let (status, location, length, hits) = match &asked.answer {
        Plain::Refused(_) | Plain::NotHttp => return Said::Nothing,
        Plain::Silent => return Said::Doubt(format!("{url} is listened to and not answered.")),
        Plain::Http { cookie: true, .. } => {
            return Said::Fault(format!("{url} sets a cookie in the clear."));
        }
        Plain::Http { status, location, length, hits, .. } => (*status, location, *length, hits),
    };
    if Hit::amount_to_phi(hits) {
        return Said::Fault(format!("{url} shows {} in the clear.", canaries(hits)));
    }
    match (status, location) {
        (301..=303 | 307 | 308, Some(location)) => redirect(url, location),
        (200..=299, _) if length > 0 => Said::Fault(format!("{url} is answered with a page.")),
        (401, _) => Said::Fault(format!("{url} asks to sign in.")),
        (400 | 403 | 404 | 405 | 410 | 421 | 426, _) => Said::Nothing,
        (status, _) => Said::Doubt(format!("{url} is answered with status {status}.")),
    }
}

fn redirect(url: &str, location: &str) -> Said {
    let target = Address::parse(url).and_then(|asked| Some((asked.join(location)?, asked)));
    let Some((target, asked)) = target else {
        return Said::Doubt(format!("{url} redirects to {location}, which is no address."));
    };
    if !target.is_secure() {
        return Said::Fault(format!("{url} redirects to {location}, which is no HTTPS."));
    }
    let below = |one: &str, other: &str| one.ends_with(&format!(".{other}"));
    let (to, from) = (target.host(), asked.host());
    if to == from || below(to, from) || below(from, to) {
        Said::Nothing
    } else {
        Said::Doubt(format!("{url} redirects to another host, {to}."))
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Answer plain HTTP with a redirect to HTTPS at the same host and nothing else, or not at all.",
    )
}

#[cfg(test)]
mod tests {
    use super::PlaintextHttp;
    use crate::{
        evidence::{Endpoint, Plain, PlainAnswer},
        testing::{asked, hit, outcomes, outcomes_of, server},
    };

    fn http(status: u16, location: &str, cookie: bool, length: u32) -> Plain {
        let location = (!location.is_empty()).then(|| location.to_owned());
        Plain::Http { status, location, cookie, length, hits: Vec::new() }
    }

    fn with(answers: Vec<Plain>) -> Endpoint {
        let url = "http://portal.example/".to_owned();
        let plain = answers.into_iter().map(|answer| PlainAnswer { url: url.clone(), answer });
        Endpoint { plain: plain.collect(), ..server() }
    }

    fn word(server: Endpoint) -> Vec<String> {
        outcomes_of::<PlaintextHttp>(&asked(vec![server]))
    }

    #[test]
    fn clauses_of_answers() {
        for (clause, answer, expected) in [
            ("refused", Plain::Refused("timed out".to_owned()), "passed"),
            ("no HTTP", Plain::NotHttp, "passed"),
            ("silent", Plain::Silent, "can't tell"),
            ("a page", http(200, "", false, 5), "failed"),
            ("an empty page", http(200, "", false, 0), "can't tell"),
            ("sign in", http(401, "", false, 0), "failed"),
            ("a bad request with words", http(400, "", false, 200), "passed"),
            ("upgrade required", http(426, "", false, 0), "passed"),
            ("broken", http(503, "", false, 9), "can't tell"),
            ("home", http(301, "https://portal.example/", false, 0), "passed"),
            ("home, for now", http(302, "https://portal.example/a", false, 100), "passed"),
            ("www", http(308, "https://www.portal.example/", false, 0), "passed"),
            ("elsewhere", http(301, "https://other.example/", false, 0), "can't tell"),
            (
                "a name that ends alike",
                http(301, "https://myportal.example/", false, 0),
                "can't tell",
            ),
            ("late", http(301, "http://www.portal.example/", false, 0), "failed"),
            ("relative", http(302, "/sign-in", false, 0), "failed"),
            ("no address", http(302, "https://", false, 0), "can't tell"),
            ("nowhere", http(302, "", false, 0), "can't tell"),
            ("home, with a cookie", http(301, "https://portal.example/", true, 0), "failed"),
            ("refused, with a cookie", http(404, "", true, 0), "failed"),
        ] {
            assert_eq!(word(with(vec![answer])), [expected], "{clause}");
        }
    }

    #[test]
    fn what_does_not_leave_the_machine_is_not_judged() {
        for (origin, expected) in [
            ("http://127.0.0.1:8000", &[][..]),
            ("http://localhost:8000", &[]),
            ("https://localhost:8443", &["failed"]),
            ("http://portal.example", &["failed"]),
        ] {
            let open = with(vec![http(200, "", false, 5)]);
            assert_eq!(word(Endpoint { origin: origin.to_owned(), ..open }), expected, "{origin}");
        }
    }

    #[test]
    fn health_data_fails_whatever_the_status() {
        for (canaries, expected) in [(&["mrn"][..], "failed"), (&["weak:zip"], "passed")] {
            let hits = canaries.iter().map(|name| hit(name, "body")).collect();
            let answer =
                Plain::Http { status: 404, location: None, cookie: false, length: 9, hits };
            assert_eq!(word(with(vec![answer])), [expected]);
        }
    }

    #[test]
    fn one_answer_is_enough_and_silence_everywhere_is_no_pass() {
        assert_eq!(word(with(vec![Plain::NotHttp, http(200, "", false, 5)])), ["failed"]);
        assert_eq!(word(with(vec![Plain::Silent, http(200, "", false, 5)])), ["failed"]);
        assert_eq!(word(with(Vec::new())), ["can't tell"]);
        let deaf = |answer| Endpoint { handshakes: Vec::new(), ..with(vec![answer]) };
        assert_eq!(word(deaf(Plain::Refused(String::new()))), ["can't tell"]);
        assert_eq!(word(deaf(http(200, "", false, 5))), ["failed"]);
    }

    #[test]
    fn wording() {
        let hits = vec![hit("mrn", "body")];
        let shows = Plain::Http { status: 200, location: None, cookie: false, length: 9, hits };
        let servers = [
            http(200, "", false, 5),
            shows,
            http(401, "", false, 0),
            http(301, "https://portal.example/", true, 0),
            http(302, "/sign-in", false, 0),
            http(301, "https://other.example/", false, 0),
            http(503, "", false, 0),
            Plain::Silent,
        ];
        let mut servers: Vec<_> = servers.map(|answer| with(vec![answer])).into();
        servers.push(Endpoint { handshakes: Vec::new(), ..server() });
        let said = outcomes::<PlaintextHttp>(&asked(servers));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example: failed: http://portal.example/ is answered with a page.
        https://portal.example: failed: http://portal.example/ shows mrn in the clear.
        https://portal.example: failed: http://portal.example/ asks to sign in.
        https://portal.example: failed: http://portal.example/ sets a cookie in the clear.
        https://portal.example: failed: http://portal.example/ redirects to /sign-in, which is no HTTPS.
        https://portal.example: can't tell: http://portal.example/ redirects to another host, other.example.
        https://portal.example: can't tell: http://portal.example/ is answered with status 503.
        https://portal.example: can't tell: http://portal.example/ is listened to and not answered.
        https://portal.example: can't tell: The server answered no handshake of our own either.
        ");
    }
}
