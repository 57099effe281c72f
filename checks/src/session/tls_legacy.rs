//! # Requirement
//!
//! The portal refuses SSL 3.0, TLS 1.0 and TLS 1.1.
//!
//! # Why it matters
//!
//! Their ciphers and digests are broken, and who sits between a patient and the portal can push both ends down to the
//! oldest version that both still take. A server that takes none of them cannot be pushed.
//!
//! # How it is judged
//!
//! - Each of the three versions is offered alone, in a `ClientHello` of our own, with the suites that were common in
//!   its time. A `ServerHello` that takes one of them fails.
//! - A fatal alert or a closed connection is a refusal, but only if the control held: the same hand-made `ClientHello`
//!   with TLS 1.2 or 1.3 was answered by a `ServerHello`. Otherwise the question may not have been understood.
//! - Silence, twice, an alert that the name is unknown (112), and an answer that is no TLS can't be told.
//! - Each server of the portal to which the first step's traffic goes is asked, in a test environment only.
//!
//! # What it does not see
//!
//! - Other addresses behind the same name, and servers that only later steps use, such as those of a call.
//! - SSL 2.0, which no server of today is built with.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 12.1.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x21-V12-Secure-Communication.md)
//! - [RFC 8996, deprecating TLS 1.0 and TLS 1.1](https://www.rfc-editor.org/rfc/rfc8996)
//! - [RFC 7568, deprecating SSL 3.0](https://www.rfc-editor.org/rfc/rfc7568)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{hears_hellos, is_https, list, refused},
    evidence::{Endpoint, Greeting, TlsVersion, TransportSecurity},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

const OLD: [TlsVersion; 3] = [TlsVersion::Ssl30, TlsVersion::Tls10, TlsVersion::Tls11];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TlsLegacy;

impl StateCheck for TlsLegacy {
    const META: &'static Meta = &Meta {
        id: "tls-legacy",
        title: "TLS 1.1 and older are refused",
        requires: &[
            asvs5::TLS_VERSIONS,
            rfc::TLS_DEPRECATED,
            wstg::WEAK_TLS,
            hipaa::TRANSMISSION_ENCRYPTION,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("tls_legacy.rs"),
    };

    const CONTROL: Option<&str> =
        Some("A hello of TLS 1.2 or 1.3, made by the same hand, was answered.");

    type Reads<'e> = &'e TransportSecurity;

    fn judge(transport: &TransportSecurity) -> Vec<Judgement> {
        let servers = transport.endpoints.iter().filter(|server| is_https(server));
        servers.map(|server| Subject::Address(server.origin.clone()).is(outcome(server))).collect()
    }
}

fn outcome(server: &Endpoint) -> Outcome {
    let (mut taken, mut doubts) = (Vec::new(), Vec::new());
    for old in OLD {
        let said = server.handshakes.iter().find(|said| said.version == old);
        match said.map(|said| &said.answer) {
            Some(Greeting::Hello(version, _)) if OLD.contains(version) => {
                if !taken.contains(&version.name()) {
                    taken.push(version.name());
                }
            }
            Some(answer) if refused(answer) => {}
            _ => doubts.push(old.name()),
        }
    }
    if !taken.is_empty() {
        let what = format!("The server takes {}.", list(&taken));
        return Outcome::Failed(finding(what));
    }
    if !hears_hellos(server) {
        let what = "No handshake of our own was answered, with TLS 1.2 and 1.3 neither.";
        return Outcome::CantTell(finding(what.to_owned()));
    }
    if !doubts.is_empty() {
        let what =
            format!("Offered {} alone, the server neither takes nor refuses it.", list(&doubts));
        return Outcome::CantTell(finding(what));
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Switch off every version before TLS 1.2, at the load balancer too.")
}

#[cfg(test)]
mod tests {
    use super::TlsLegacy;
    use crate::{
        evidence::{Endpoint, Greeting, TlsVersion},
        testing::{Change, answers, asked, outcomes, outcomes_of, server},
    };
    use TlsVersion::{Ssl30, Tls10, Tls11, Tls12, Tls13};

    fn word(change: impl FnOnce(&mut Endpoint)) -> Vec<String> {
        let mut server = server();
        change(&mut server);
        outcomes_of::<TlsLegacy>(&asked(vec![server]))
    }

    #[test]
    fn clauses_of_answers() {
        for (clause, version, answer, expected) in [
            ("SSL 3.0 taken", Ssl30, Greeting::Hello(Ssl30, 5), "failed"),
            ("TLS 1.0 taken", Tls10, Greeting::Hello(Tls10, 0x2f), "failed"),
            ("TLS 1.1 taken", Tls11, Greeting::Hello(Tls11, 0x2f), "failed"),
            ("TLS 1.1 offered, 1.0 taken", Tls11, Greeting::Hello(Tls10, 0x2f), "failed"),
            ("a newer one than offered", Tls11, Greeting::Hello(Tls12, 0x2f), "can't tell"),
            ("protocol_version", Tls10, Greeting::Alert(70), "passed"),
            ("handshake_failure", Tls10, Greeting::Alert(40), "passed"),
            ("unrecognized_name", Tls10, Greeting::Alert(112), "can't tell"),
            ("closed", Tls10, Greeting::Closed, "passed"),
            ("silent", Tls10, Greeting::Silent, "can't tell"),
            ("no TLS", Tls10, Greeting::Unreadable("x".to_owned()), "can't tell"),
        ] {
            assert_eq!(word(|server| answers(server, version, &answer)), [expected], "{clause}");
        }
    }

    #[test]
    fn clauses_of_controls() {
        let cases: [(&str, Change<Endpoint>, &[&str]); 6] = [
            ("both controls", |_| {}, &["passed"]),
            ("TLS 1.2 alone", |s| answers(s, Tls13, &Greeting::Alert(70)), &["passed"]),
            ("TLS 1.3 alone", |s| answers(s, Tls12, &Greeting::Alert(70)), &["passed"]),
            (
                "neither",
                |s| {
                    answers(s, Tls12, &Greeting::Closed);
                    answers(s, Tls13, &Greeting::Closed);
                },
                &["can't tell"],
            ),
            ("nothing asked", |s| s.handshakes.clear(), &["can't tell"]),
            ("a server without TLS", |s| s.origin = "http://portal.example".to_owned(), &[]),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(word(change), expected, "{clause}");
        }
        // What was seen needs no control.
        let failed = word(|server| {
            for version in [Tls12, Tls13] {
                answers(server, version, &Greeting::Closed);
            }
            answers(server, Tls10, &Greeting::Hello(Tls10, 0x2f));
        });
        assert_eq!(failed, ["failed"]);
    }

    #[test]
    fn wording() {
        let mut old = server();
        for version in [Tls10, Tls11] {
            answers(&mut old, version, &Greeting::Hello(version, 0x2f));
        }
        let mut silent = server();
        answers(&mut silent, Ssl30, &Greeting::Silent);
        let mut deaf = server();
        deaf.handshakes.clear();
        let said = outcomes::<TlsLegacy>(&asked(vec![old, silent, deaf, server()]));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example: failed: The server takes TLS 1.0 and TLS 1.1.
        https://portal.example: can't tell: Offered SSL 3.0 alone, the server neither takes nor refuses it.
        https://portal.example: can't tell: No handshake of our own was answered, with TLS 1.2 and 1.3 neither.
        https://portal.example: passed
        ");
    }
}
