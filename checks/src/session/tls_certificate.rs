//! # Requirement
//!
//! The portal's certificate is for its name, valid today and for some time to come, signed by an authority that
//! browsers trust, with a key and a signature that nobody can forge.
//!
//! # Why it matters
//!
//! The certificate is all that tells the portal from somebody in between. A patient who once had to click a warning
//! away to reach a doctor will click the next one away as well.
//!
//! # How it is judged
//!
//! - The certificate is read in a whole handshake of our own, and judged by itself.
//! - Its names must fit the host by RFC 9525, the common name not counting.
//! - It must be valid on the day of the audit, and for 30 days more; a certificate that is made for less than 90 days
//!   must have a third of its life left. By then a renewal that works by itself has happened.
//! - RSA keys must have 2048 bits or more, keys of elliptic curves 256; DSA fails. So does a signature by MD5 or SHA-1.
//!   Algorithms that are on neither list can't be told.
//! - The chain must lead to an authority that this system trusts. Where the run pins the key of a staging portal, it
//!   stands surety itself: then the chain is not judged, and all the rest is.
//! - Where no certificate could be read the reason is given, and the outcome is can't tell.
//!
//! # What it does not see
//!
//! - Whether the certificate was revoked, and Certificate Transparency.
//! - Other addresses behind the same name, and servers that only later steps use.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 12.2.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x21-V12-Secure-Communication.md)
//! - [RFC 9525, service identity in TLS](https://www.rfc-editor.org/rfc/rfc9525)
//! - [CA/Browser Forum, baseline requirements](https://cabforum.org/working-groups/server/baseline-requirements/documents/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{is_https, list},
    evidence::{Certificate, Chain, Endpoint, TransportSecurity},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

const DAY: i64 = 86_400;
/// How long a certificate must still be good, in seconds.
const AHEAD: i64 = 30 * DAY;
const RSA_BITS: u32 = 2048;
const EC_BITS: u32 = 256;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TlsCertificate;

impl StateCheck for TlsCertificate {
    const META: &'static Meta = &Meta {
        id: "tls-certificate",
        title: "The certificate is trusted, fitting, strong and good for weeks to come",
        requires: &[
            asvs5::TLS_CERTIFICATES,
            rfc::SERVICE_IDENTITY,
            wstg::WEAK_TLS,
            hipaa::TRANSMISSION_SECURITY,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("tls_certificate.rs"),
    };

    type Reads<'e> = &'e TransportSecurity;

    fn judge(transport: &TransportSecurity) -> Vec<Judgement> {
        let servers = transport.endpoints.iter().filter(|server| is_https(server));
        servers.map(|server| Subject::Address(server.origin.clone()).is(outcome(server))).collect()
    }
}

/// What was found of one certificate.
#[derive(Debug, Default)]
struct Found {
    faults: Vec<String>,
    doubts: Vec<String>,
}

fn outcome(server: &Endpoint) -> Outcome {
    let Some(certificate) = &server.certificate else {
        let why = server.certificate_error.as_deref().unwrap_or("no reason was recorded");
        return Outcome::CantTell(finding(format!("No certificate could be read ({why}).")));
    };
    let mut found = Found::default();
    found.name(certificate);
    found.dates(certificate, server.asked);
    found.key(certificate);
    found.signature(certificate);
    found.chain(certificate);
    if !found.faults.is_empty() {
        return Outcome::Failed(finding(format!("The certificate {}.", list(&found.faults))));
    }
    if !found.doubts.is_empty() {
        return Outcome::CantTell(finding(format!("The certificate {}.", list(&found.doubts))));
    }
    Outcome::Passed
}

impl Found {
    fn name(&mut self, certificate: &Certificate) {
        if !certificate.fits {
            let names = match certificate.names.as_slice() {
                [] => "no name at all".to_owned(),
                names => list(names),
            };
            self.faults.push(format!("is for {names} instead of this host"));
        }
    }

    fn dates(&mut self, certificate: &Certificate, asked: i64) {
        let left = certificate.until.saturating_sub(asked);
        let whole = certificate.until.saturating_sub(certificate.from);
        if left < 0 {
            self.faults.push(format!("ended {} ago", days(left.saturating_neg())));
        } else if certificate.from > asked {
            let begins = certificate.from.saturating_sub(asked);
            self.faults.push(format!("begins in {}", days(begins)));
        } else if left < AHEAD.min(whole / 3) {
            self.faults.push(format!("ends in {}", days(left)));
        }
    }

    fn key(&mut self, certificate: &Certificate) {
        let Certificate { key, key_bits, .. } = certificate;
        match (key.as_str(), *key_bits) {
            ("RSA", RSA_BITS..) | ("EC", EC_BITS..) | ("Ed25519", _) => {}
            ("RSA" | "EC", 0) => self.doubts.push(format!("has an {key} key of unknown length")),
            ("RSA" | "EC", bits) => self.faults.push(format!("has an {key} key of {bits} bits")),
            ("DSA", _) => self.faults.push("has a DSA key".to_owned()),
            (unknown, _) => self.doubts.push(format!("has a key of an unknown kind ({unknown})")),
        }
    }

    fn signature(&mut self, certificate: &Certificate) {
        let signature = &certificate.signature;
        if ["MD5", "SHA-1 "].iter().any(|weak| signature.starts_with(weak)) {
            self.faults.push(format!("is signed with {signature}"));
        } else if !["SHA-", "RSA-PSS", "Ed25519"].iter().any(|known| signature.starts_with(known)) {
            self.doubts.push(format!("is signed in an unknown way ({signature})"));
        }
    }

    fn chain(&mut self, certificate: &Certificate) {
        match &certificate.chain {
            Chain::Trusted | Chain::Pinned => {}
            Chain::Untrusted(why) => {
                self.faults
                    .push(format!("has no authority behind it that this system trusts ({why})"));
            }
            Chain::Unknown(why) => {
                self.doubts.push(format!("has a chain that could not be told ({why})"));
            }
        }
    }
}

/// A stretch of time in whole days.
fn days(seconds: i64) -> String {
    match seconds / DAY {
        0 => "less than a day".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Serve a certificate of a public authority for this name, and let it be renewed by itself.",
    )
}

#[cfg(test)]
mod tests {
    use super::{DAY, TlsCertificate};
    use crate::{
        evidence::{Certificate, Chain, Endpoint},
        testing::{Change, asked, outcomes, outcomes_of, server},
    };

    const TODAY: i64 = 1_800_000_000;

    fn with(change: impl FnOnce(&mut Certificate)) -> Endpoint {
        let mut server = server();
        change(server.certificate.as_mut().expect("a certificate"));
        server
    }

    fn lives(from: i64, until: i64) -> Endpoint {
        with(|certificate| {
            certificate.from = TODAY + from * DAY;
            certificate.until = TODAY + until * DAY;
        })
    }

    fn word(server: Endpoint) -> Vec<String> {
        outcomes_of::<TlsCertificate>(&asked(vec![server]))
    }

    #[test]
    fn clauses_of_dates() {
        for (from, until, expected) in [
            (-10, 80, "passed"),
            (-70, 30, "passed"),
            (-70, 29, "failed"),
            (-335, 29, "failed"),
            (-60, 30, "passed"),
            (-32, 15, "failed"),
            (-31, 16, "passed"),
            (-4, 2, "passed"),
            (-5, 1, "failed"),
            (-100, -1, "failed"),
            (1, 90, "failed"),
            (0, 90, "passed"),
        ] {
            assert_eq!(word(lives(from, until)), [expected], "from {from} until {until}");
        }
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<Certificate>, &str); 20] = [
            ("as it should be", |_| {}, "passed"),
            ("another name", |c| c.fits = false, "failed"),
            ("RSA of 1024 bits", |c| c.key_bits = 1024, "failed"),
            ("RSA of 4096 bits", |c| c.key_bits = 4096, "passed"),
            ("RSA of no length", |c| c.key_bits = 0, "can't tell"),
            ("P-256", |c| (c.key, c.key_bits) = ("EC".to_owned(), 256), "passed"),
            ("P-192", |c| (c.key, c.key_bits) = ("EC".to_owned(), 192), "failed"),
            ("Ed25519", |c| (c.key, c.key_bits) = ("Ed25519".to_owned(), 0), "passed"),
            ("DSA", |c| c.key = "DSA".to_owned(), "failed"),
            ("another key", |c| c.key = "1.2.3".to_owned(), "can't tell"),
            ("SHA-384", |c| c.signature = "SHA-384 with ECDSA".to_owned(), "passed"),
            ("PSS", |c| c.signature = "RSA-PSS".to_owned(), "passed"),
            ("SHA-1", |c| c.signature = "SHA-1 with RSA".to_owned(), "failed"),
            ("SHA-1, ECDSA", |c| c.signature = "SHA-1 with ECDSA".to_owned(), "failed"),
            ("MD5", |c| c.signature = "MD5 with RSA".to_owned(), "failed"),
            ("another signature", |c| c.signature = "1.2.3".to_owned(), "can't tell"),
            ("pinned", |c| c.chain = Chain::Pinned, "passed"),
            ("untrusted", |c| c.chain = Chain::Untrusted("UnknownIssuer".to_owned()), "failed"),
            ("undecided", |c| c.chain = Chain::Unknown("x".to_owned()), "can't tell"),
            (
                "pinned, for another name",
                |c| {
                    c.chain = Chain::Pinned;
                    c.fits = false;
                },
                "failed",
            ),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(word(with(change)), [expected], "{clause}");
        }
    }

    #[test]
    fn without_a_certificate_nothing_is_known() {
        let none = Endpoint { certificate: None, ..server() };
        assert_eq!(word(none), ["can't tell"]);
        let plain = Endpoint { origin: "http://portal.example".to_owned(), ..server() };
        assert!(word(plain).is_empty());
    }

    #[test]
    fn wording() {
        let unread = Endpoint {
            certificate: None,
            certificate_error: Some("no connection: connection refused".to_owned()),
            ..server()
        };
        let servers = vec![
            with(|c| {
                c.fits = false;
                c.names = vec!["a.example".to_owned(), "b.example".to_owned()];
                c.key_bits = 1024;
            }),
            lives(-170, 10),
            lives(-170, -3),
            lives(1, 90),
            with(|c| c.chain = Chain::Untrusted("UnknownIssuer".to_owned())),
            with(|c| c.signature = "1.2.3".to_owned()),
            unread,
        ];
        let said = outcomes::<TlsCertificate>(&asked(servers));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example: failed: The certificate is for a.example and b.example instead of this host and has an RSA key of 1024 bits.
        https://portal.example: failed: The certificate ends in 10 days.
        https://portal.example: failed: The certificate ended 3 days ago.
        https://portal.example: failed: The certificate begins in 1 day.
        https://portal.example: failed: The certificate has no authority behind it that this system trusts (UnknownIssuer).
        https://portal.example: can't tell: The certificate is signed in an unknown way (1.2.3).
        https://portal.example: can't tell: No certificate could be read (no connection: connection refused).
        ");
    }
}
