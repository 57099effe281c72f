//! # Requirement
//!
//! The portal takes TLS 1.3 or 1.2 with ephemeral keys and authenticated encryption, and no weaker suite.
//!
//! # Why it matters
//!
//! A suite without ephemeral keys lets whoever records a visit today read it on the day the server's key leaks. Weak
//! ciphers can be broken, and a server that takes none of them protects a patient's old browser from itself.
//!
//! # How it is judged
//!
//! - TLS 1.3, and TLS 1.2 with GCM, CCM or `ChaCha20` suites that have ephemeral keys, are offered in handshakes of our
//!   own. One of them must be taken; that TLS 1.3 is taken is better and not demanded.
//! - Then each weak group is offered alone with TLS 1.2: CBC mode, RSA key exchange, triple DES, RC4, no encryption,
//!   export keys, no certificate. A `ServerHello` to any of these fails.
//! - A fatal alert or a closed connection is a refusal, if any handshake of the same making was answered. Silence, an
//!   alert that the name is unknown (112) and an answer that is no TLS can't be told.
//! - Each server of the portal to which the first step's traffic goes is asked, in a test environment only.
//!
//! # What it does not see
//!
//! - Other addresses behind the same name, and servers that only later steps use.
//! - In which order the server prefers suites, the size of its groups, and old versions, which `tls-legacy` judges.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 12.1.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x21-V12-Secure-Communication.md)
//! - [RFC 9325, section 4](https://www.rfc-editor.org/rfc/rfc9325#section-4)
//! - [NIST SP 800-52 revision 2](https://csrc.nist.gov/pubs/sp/800/52/r2/final)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{hears_hellos, is_https, list, refused},
    evidence::{Endpoint, Greeting, Suites, TransportSecurity},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

const WEAK: [(Suites, &str); 7] = [
    (Suites::Null, "without encryption"),
    (Suites::Anonymous, "without a certificate"),
    (Suites::Export, "with export keys"),
    (Suites::Rc4, "with RC4"),
    (Suites::TripleDes, "with triple DES"),
    (Suites::RsaKeyExchange, "with RSA key exchange"),
    (Suites::Cbc, "in CBC mode"),
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TlsModern;

impl StateCheck for TlsModern {
    const META: &'static Meta = &Meta {
        id: "tls-modern",
        title: "TLS is negotiated with strong suites only",
        requires: &[
            asvs5::TLS_SUITES,
            rfc::TLS_RECOMMENDATIONS,
            wstg::WEAK_TLS,
            hipaa::TRANSMISSION_ENCRYPTION,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("tls_modern.rs"),
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
    let said = |suites: Suites| {
        server.handshakes.iter().filter(move |said| said.suites == suites).map(|said| &said.answer)
    };
    let takes = |suites| said(suites).any(|answer| matches!(answer, Greeting::Hello(..)));
    let (mut taken, mut doubts) = (Vec::new(), Vec::new());
    for (suites, name) in WEAK {
        let number = said(suites).find_map(|answer| match answer {
            Greeting::Hello(_, number) => Some(*number),
            _ => None,
        });
        if let Some(number) = number {
            taken.push(format!("{name} (0x{number:04X})"));
        } else if !said(suites).any(refused) {
            doubts.push(name);
        }
    }
    if !taken.is_empty() {
        return Outcome::Failed(finding(format!("The server takes suites {}.", list(&taken))));
    }
    if !hears_hellos(server) {
        let what = "No handshake of our own was answered, with TLS 1.2 and 1.3 neither.";
        return Outcome::CantTell(finding(what.to_owned()));
    }
    if !takes(Suites::Strong) {
        let what = "The server takes no strong suite that is offered alone.";
        return Outcome::CantTell(finding(what.to_owned()));
    }
    if !doubts.is_empty() {
        let what = format!("The server neither takes nor refuses suites {}.", list(&doubts));
        return Outcome::CantTell(finding(what));
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Take TLS 1.3, and TLS 1.2 with ECDHE and GCM or ChaCha20-Poly1305 suites; switch off all others.",
    )
}

#[cfg(test)]
mod tests {
    use super::{TlsModern, WEAK};
    use crate::{
        evidence::{Endpoint, Greeting, Suites, TlsVersion},
        testing::{Change, answers, answers_suites, asked, outcomes, outcomes_of, server},
    };
    use TlsVersion::{Tls10, Tls12, Tls13};

    fn word(change: impl FnOnce(&mut Endpoint)) -> Vec<String> {
        let mut server = server();
        change(&mut server);
        outcomes_of::<TlsModern>(&asked(vec![server]))
    }

    #[test]
    fn each_weak_group_must_be_refused() {
        for (suites, name) in WEAK {
            for (answer, expected) in [
                (Greeting::Hello(Tls12, 1), "failed"),
                (Greeting::Hello(Tls10, 1), "failed"),
                (Greeting::Alert(40), "passed"),
                (Greeting::Closed, "passed"),
                (Greeting::Alert(112), "can't tell"),
                (Greeting::Silent, "can't tell"),
                (Greeting::Unreadable(String::new()), "can't tell"),
            ] {
                let said = word(|server| answers_suites(server, suites, &answer));
                assert_eq!(said, [expected], "{name}: {answer:?}");
            }
        }
    }

    #[test]
    fn clauses_of_controls() {
        let cases: [(&str, Change<Endpoint>, &[&str]); 7] = [
            ("both versions", |_| {}, &["passed"]),
            ("TLS 1.2 alone", |s| answers(s, Tls13, &Greeting::Alert(70)), &["passed"]),
            ("TLS 1.3 alone", |s| answers(s, Tls12, &Greeting::Alert(70)), &["passed"]),
            ("neither", |s| answers_suites(s, Suites::Strong, &Greeting::Closed), &["can't tell"]),
            (
                "the weak ones were not offered",
                |s| s.handshakes.retain(|said| said.suites == Suites::Strong),
                &["can't tell"],
            ),
            ("an old version", |s| answers(s, Tls10, &Greeting::Hello(Tls10, 5)), &["passed"]),
            ("a server without TLS", |s| s.origin = "http://portal.example".to_owned(), &[]),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(word(change), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let mut weak = server();
        answers_suites(&mut weak, Suites::Cbc, &Greeting::Hello(Tls12, 0xc013));
        answers_suites(&mut weak, Suites::RsaKeyExchange, &Greeting::Hello(Tls12, 0x2f));
        let mut silent = server();
        answers_suites(&mut silent, Suites::Rc4, &Greeting::Silent);
        let mut deaf = server();
        answers_suites(&mut deaf, Suites::Strong, &Greeting::Closed);
        let said = outcomes::<TlsModern>(&asked(vec![weak, silent, deaf, server()]));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example: failed: The server takes suites with RSA key exchange (0x002F) and in CBC mode (0xC013).
        https://portal.example: can't tell: The server neither takes nor refuses suites with RC4.
        https://portal.example: can't tell: No handshake of our own was answered, with TLS 1.2 and 1.3 neither.
        https://portal.example: passed
        ");
    }
}
