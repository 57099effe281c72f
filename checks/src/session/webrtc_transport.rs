//! # Requirement
//!
//! The pictures and sound of a visit travel through DTLS 1.2 or newer with a strong suite, and through SRTP with a strong
//! protection profile.
//!
//! # Why it matters
//!
//! A visit is health data that can be seen and heard. Browsers demand encryption of WebRTC, but old versions and weak suites
//! are still negotiated with old servers.
//!
//! # How it is judged
//!
//! - Every peer connection is judged by the browser's own statistics while media flows.
//! - DTLS 1.3 and 1.2 (`FEFC`, `FEFD`) pass; 1.0 (`FEFF`) fails. The suite must be an authenticated one (GCM, CCM or
//!   `ChaCha20`) with an ephemeral key; NULL, RC4, 3DES, export, anonymous and SHA-1 suites fail.
//! - SRTP's profile must be an AEAD one or `AES128_CM_HMAC_SHA1_80`; NULL and those with a 32-bit tag fail.
//! - Keys in the session description (`a=crypto`), or a media line whose profile is not `SAVPF` over TLS, fail; lines for
//!   data channels have another profile and are let be.
//! - Media that flows while no transport is connected fails, unless the call is over already.
//! - A connection on which nothing flowed, absent statistics, and names that are on neither list can't be told; nor can
//!   anything in a browser that was started with its encryption switched off.
//!
//! # What it does not see
//!
//! - Whether a server in the middle sees the media: the encryption is from hop to hop.
//! - Video that does not use WebRTC, signalling, and recordings.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 17.2.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x26-V17-WebRTC.md)
//! - [RFC 8827, section 6.5](https://www.rfc-editor.org/rfc/rfc8827#section-6.5)
//! - [WebRTC statistics, transport](https://www.w3.org/TR/webrtc-stats/#transportstats-dict*)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::list,
    evidence::{Call, Peer, Step, Transport},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct WebrtcTransport;

impl StateCheck for WebrtcTransport {
    const META: &'static Meta = &Meta {
        id: "webrtc-transport",
        title: "Video visits are encrypted with DTLS 1.2 or newer",
        requires: &[
            asvs5::DTLS_SUITES,
            rfc::WEBRTC_SECURITY,
            hipaa::TRANSMISSION_SECURITY,
            hipaa::TRANSMISSION_ENCRYPTION,
        ],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("webrtc_transport.rs"),
    };

    type Reads<'e> = (&'e Step, &'e Call);

    fn judge((step, call): (&Step, &Call)) -> Vec<Judgement> {
        if call.peers.is_empty() {
            let expected = step.held.iter().any(|held| held.kind == "call");
            let what = "A call was expected, and no peer connection was made.";
            return expected
                .then(|| Subject::Thing("call".to_owned()).is(Outcome::CantTell(finding(what))))
                .into_iter()
                .collect();
        }
        let peers = (1..).zip(&call.peers);
        peers
            .map(|(number, peer)| {
                Subject::Thing(format!("peer connection {number}")).is(outcome(peer, call))
            })
            .collect()
    }
}

/// What was found of one thing.
#[derive(Debug, Default)]
struct Found {
    faults: Vec<String>,
    doubts: Vec<String>,
}

fn outcome(peer: &Peer, call: &Call) -> Outcome {
    let mut found = Found::default();
    found.description(peer);
    let flows = peer.packets > 0;
    let connected: Vec<_> =
        peer.transports.iter().filter(|one| one.dtls_state == "connected").collect();
    let closed = peer.transports.iter().any(|one| one.dtls_state == "closed");
    let with_media = peer.profiles.iter().any(|profile| !is_data(profile)) || flows;
    for transport in &connected {
        found.transport(transport, with_media);
    }
    if connected.is_empty() {
        let states: Vec<_> = peer.transports.iter().map(|one| one.dtls_state.as_str()).collect();
        match (flows, states.is_empty()) {
            (true, false) if !closed => {
                found.faults.push(format!("media flows while DTLS is {}", list(&states)));
            }
            (_, true) => {
                found.doubts.push("the browser gave no statistics of its transport".to_owned());
            }
            _ => found.doubts.push(format!("its transport was {}", list(&states))),
        }
    }
    if with_media && !flows {
        found.doubts.push(format!("no media flowed (it was {})", peer.state));
    }
    let off = call.switches.iter().find(|switch| switch.contains("disable-webrtc-encryption"));
    if let Some(switch) = off {
        return Outcome::CantTell(finding(&format!("The browser was started with `{switch}`.")));
    }
    if !found.faults.is_empty() {
        return Outcome::Failed(finding(&format!("On this connection, {}.", list(&found.faults))));
    }
    if found.doubts.is_empty() {
        return Outcome::Passed;
    }
    Outcome::CantTell(finding(&format!("On this connection, {}.", list(&found.doubts))))
}

impl Found {
    fn description(&mut self, peer: &Peer) {
        if peer.sdes {
            self.faults.push("the keys stand in the session description (`a=crypto`)".to_owned());
        }
        for profile in &peer.profiles {
            let secure = profile.contains("TLS/") && profile.ends_with("/SAVPF");
            if !is_data(profile) && !secure {
                self.faults.push(format!("the media profile is `{profile}`"));
            }
        }
    }

    fn transport(&mut self, transport: &Transport, with_media: bool) {
        match transport.tls_version.as_deref().map(version) {
            Some("FEFC" | "FEFD") => {}
            Some("FEFF") => self.faults.push("DTLS is version 1.0 (FEFF)".to_owned()),
            Some(other) => self.doubts.push(format!("its DTLS version `{other}` is not known")),
            None => self.doubts.push("its DTLS version is not given".to_owned()),
        }
        match transport.dtls_cipher.as_deref() {
            Some(suite) if is_weak_suite(suite) => {
                self.faults.push(format!("the DTLS suite is `{suite}`"));
            }
            Some(suite) if is_strong_suite(suite) => {}
            Some(suite) => self.doubts.push(format!("its DTLS suite `{suite}` is on neither list")),
            None => self.doubts.push("its DTLS suite is not given".to_owned()),
        }
        match transport.srtp_cipher.as_deref() {
            Some(profile) if is_weak_profile(profile) => {
                self.faults.push(format!("the SRTP profile is `{profile}`"));
            }
            Some(profile) if is_strong_profile(profile) => {}
            Some(profile) => {
                self.doubts.push(format!("its SRTP profile `{profile}` is on neither list"));
            }
            None if with_media => self.doubts.push("its SRTP profile is not given".to_owned()),
            None => {}
        }
    }
}

/// A media line of a data channel.
fn is_data(profile: &str) -> bool {
    profile.contains("DTLS/SCTP")
}

fn version(text: &str) -> &str {
    const KNOWN: [&str; 3] = ["FEFC", "FEFD", "FEFF"];
    let digits = text.trim_start_matches("0x").trim_start_matches("0X");
    KNOWN.into_iter().find(|known| digits.eq_ignore_ascii_case(known)).unwrap_or(text)
}

fn is_weak_suite(suite: &str) -> bool {
    let suite = suite.to_ascii_uppercase();
    ["NULL", "RC4", "DES", "EXPORT", "ANON", "MD5"].iter().any(|weak| suite.contains(weak))
        || suite.ends_with("_SHA")
}

fn is_strong_suite(suite: &str) -> bool {
    let suite = suite.to_ascii_uppercase();
    let sealed = ["GCM", "CCM", "CHACHA20"].iter().any(|word| suite.contains(word));
    // Suites of TLS 1.3 name no key exchange, because it is always an ephemeral one.
    let ephemeral = suite.contains("DHE_")
        || suite.starts_with("TLS_AES_")
        || suite.starts_with("TLS_CHACHA20_");
    sealed && ephemeral
}

fn is_weak_profile(profile: &str) -> bool {
    let profile = profile.to_ascii_uppercase();
    profile.contains("NULL") || profile.ends_with("_32")
}

/// Browsers write the standard's name and OpenSSL's: `AES128_CM` and `AES_CM_128`.
fn is_strong_profile(profile: &str) -> bool {
    let profile = profile.to_ascii_uppercase();
    profile.contains("AEAD_AES_128_GCM")
        || profile.contains("AEAD_AES_256_GCM")
        || profile.ends_with("AES128_CM_HMAC_SHA1_80")
        || profile.ends_with("AES_CM_128_HMAC_SHA1_80")
}

fn finding(what: &str) -> Finding {
    Finding::new(
        what,
        "Let the media server offer DTLS 1.2 or 1.3 with ECDHE and AES-GCM, and no older version or suite.",
    )
}

#[cfg(test)]
mod tests {
    use super::WebrtcTransport;
    use crate::{
        evidence::{Call, Held, Peer, Step, Transport},
        testing::{Change, outcomes, outcomes_of},
    };

    fn good() -> Peer {
        Peer {
            state: "connected".to_owned(),
            transports: vec![Transport {
                dtls_state: "connected".to_owned(),
                tls_version: Some("FEFC".to_owned()),
                dtls_cipher: Some("TLS_AES_128_GCM_SHA256".to_owned()),
                srtp_cipher: Some("SRTP_AES128_CM_HMAC_SHA1_80".to_owned()),
            }],
            packets: 400,
            profiles: vec!["UDP/TLS/RTP/SAVPF".to_owned()],
            sdes: false,
            ice_schemes: Vec::new(),
        }
    }

    fn step(change: impl FnOnce(&mut Call)) -> Step {
        let mut call = Call { peers: vec![good()], switches: Vec::new() };
        change(&mut call);
        Step { call: Some(call), ..Step::default() }
    }

    fn word(change: impl FnOnce(&mut Peer)) -> String {
        outcomes_of::<WebrtcTransport>(&step(|call| change(&mut call.peers[0]))).join(" ")
    }

    fn of(change: impl FnOnce(&mut Transport)) -> String {
        word(|peer| change(&mut peer.transports[0]))
    }

    #[test]
    fn clauses_of_the_transport() {
        let some = |text: &str| Some(text.to_owned());
        for (version, expected) in [
            (some("FEFC"), "passed"),
            (some("0xfefd"), "passed"),
            (some("FEFF"), "failed"),
            (some("0303"), "can't tell"),
            (None, "can't tell"),
        ] {
            assert_eq!(of(|one| one.tls_version.clone_from(&version)), expected, "{version:?}");
        }
        for (suite, expected) in [
            (some("TLS_CHACHA20_POLY1305_SHA256"), "passed"),
            (some("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"), "passed"),
            (some("TLS_DHE_RSA_WITH_AES_128_CCM"), "passed"),
            (some("TLS_RSA_WITH_AES_128_GCM_SHA256"), "can't tell"),
            (some("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256"), "can't tell"),
            (some("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA"), "failed"),
            (some("TLS_RSA_WITH_3DES_EDE_CBC_SHA"), "failed"),
            (some("TLS_ECDHE_RSA_WITH_RC4_128_SHA"), "failed"),
            (some("TLS_RSA_WITH_NULL_SHA256"), "failed"),
            (some("TLS_DH_anon_WITH_AES_128_GCM_SHA256"), "failed"),
            (None, "can't tell"),
        ] {
            assert_eq!(of(|one| one.dtls_cipher.clone_from(&suite)), expected, "{suite:?}");
        }
        for (profile, expected) in [
            (some("SRTP_AEAD_AES_128_GCM"), "passed"),
            (some("AEAD_AES_256_GCM"), "passed"),
            (some("AES_CM_128_HMAC_SHA1_80"), "passed"),
            (some("SRTP_AES128_CM_HMAC_SHA1_32"), "failed"),
            (some("SRTP_NULL_HMAC_SHA1_80"), "failed"),
            (some("SRTP_ARIA_128_GCM"), "can't tell"),
            (None, "can't tell"),
        ] {
            assert_eq!(of(|one| one.srtp_cipher.clone_from(&profile)), expected, "{profile:?}");
        }
    }

    #[test]
    fn clauses_of_the_connection() {
        let cases: [(&str, Change<Peer>, &str); 14] = [
            ("all in order", |_| {}, "passed"),
            ("keys in the description", |p| p.sdes = true, "failed"),
            ("no TLS", |p| p.profiles = vec!["RTP/SAVPF".to_owned()], "failed"),
            ("in the clear", |p| p.profiles = vec!["RTP/AVP".to_owned()], "failed"),
            ("no feedback", |p| p.profiles = vec!["UDP/TLS/RTP/SAVP".to_owned()], "failed"),
            ("over TCP", |p| p.profiles = vec!["TCP/TLS/RTP/SAVPF".to_owned()], "passed"),
            ("media without DTLS", |p| p.transports[0].dtls_state = "failed".to_owned(), "failed"),
            ("over already", |p| p.transports[0].dtls_state = "closed".to_owned(), "can't tell"),
            ("no statistics", |p| p.transports.clear(), "can't tell"),
            ("nothing flowed", |p| p.packets = 0, "can't tell"),
            (
                "never connected",
                |p| {
                    p.packets = 0;
                    p.transports[0].dtls_state = "new".to_owned();
                },
                "can't tell",
            ),
            (
                "data only",
                |p| {
                    p.packets = 0;
                    p.profiles = vec!["UDP/DTLS/SCTP".to_owned()];
                    p.transports[0].srtp_cipher = None;
                },
                "passed",
            ),
            (
                "one more, unused",
                |p| {
                    let unused =
                        Transport { dtls_state: "new".to_owned(), ..p.transports[0].clone() };
                    p.transports.push(unused);
                },
                "passed",
            ),
            (
                "one more, weak",
                |p| {
                    let weak = Transport {
                        tls_version: Some("FEFF".to_owned()),
                        ..p.transports[0].clone()
                    };
                    p.transports.push(weak);
                },
                "failed",
            ),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(word(change), expected, "{clause}");
        }
    }

    #[test]
    fn a_browser_with_its_encryption_off_tells_nothing() {
        let off = |call: &mut Call| call.switches.push("--disable-webrtc-encryption".to_owned());
        assert_eq!(outcomes_of::<WebrtcTransport>(&step(off)), ["can't tell"]);
        let other =
            |call: &mut Call| call.switches.push("--use-fake-device-for-media-stream".to_owned());
        assert_eq!(outcomes_of::<WebrtcTransport>(&step(other)), ["passed"]);
    }

    #[test]
    fn every_peer_is_judged_and_a_missing_call_is_no_evidence() {
        let two = |call: &mut Call| call.peers.push(Peer { sdes: true, ..good() });
        assert_eq!(outcomes_of::<WebrtcTransport>(&step(two)), ["passed", "failed"]);
        let none = step(|call| call.peers.clear());
        assert_eq!(outcomes_of::<WebrtcTransport>(&none), Vec::<String>::new());
        let held =
            Held { kind: "call".to_owned(), what: "connected".to_owned(), held: false, node: None };
        let expected = Step { held: vec![held], ..none };
        assert_eq!(outcomes_of::<WebrtcTransport>(&expected), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let said = |change: fn(&mut Peer)| {
            outcomes::<WebrtcTransport>(&step(|call| change(&mut call.peers[0]))).remove(0)
        };
        let said = [
            said(|p| {
                p.transports[0].tls_version = Some("FEFF".to_owned());
                p.transports[0].srtp_cipher = Some("SRTP_AES128_CM_HMAC_SHA1_32".to_owned());
            }),
            said(|p| p.transports[0].dtls_state = "failed".to_owned()),
            said(|p| p.packets = 0),
            said(|p| p.transports.clear()),
        ];
        insta::assert_snapshot!(said.join("\n"), @r"
        peer connection 1: failed: On this connection, DTLS is version 1.0 (FEFF) and the SRTP profile is `SRTP_AES128_CM_HMAC_SHA1_32`.
        peer connection 1: failed: On this connection, media flows while DTLS is failed.
        peer connection 1: can't tell: On this connection, no media flowed (it was connected).
        peer connection 1: can't tell: On this connection, the browser gave no statistics of its transport.
        ");
    }
}
