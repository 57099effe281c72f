//! How the portal's server speaks TLS, and what it says without: handshakes and requests of our own.
//!
//! A browser offers only what is good, and takes the best of it. What else a server would agree to is seen when
//! it is offered that alone.

use super::Hit;
use serde::{Deserialize, Serialize};

/// How the portal's servers speak TLS, and what they say without.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransportSecurity {
    /// The servers that were asked.
    pub endpoints: Vec<Endpoint>,
}

/// A server that was asked.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Its origin: `https://portal.example:8443`.
    pub origin: String,
    /// When it was asked, in seconds since 1970 (UTC).
    pub asked: i64,
    /// What it said to each `ClientHello`.
    pub handshakes: Vec<Handshake>,
    /// The certificate that it presented; absent when none could be read.
    pub certificate: Option<Certificate>,
    /// Why no certificate could be read.
    pub certificate_error: Option<String>,
    /// What it said to requests without TLS.
    pub plain: Vec<PlainAnswer>,
}

/// A `ClientHello` that offers one version alone, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handshake {
    /// The version that was offered, and no other.
    pub version: TlsVersion,
    /// The suites that were offered, and no others.
    pub suites: Suites,
    /// The answer.
    pub answer: Greeting,
}

/// A version of the protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TlsVersion {
    /// SSL 3.0.
    #[serde(rename = "ssl-3.0")]
    Ssl30,
    /// TLS 1.0.
    #[serde(rename = "tls-1.0")]
    Tls10,
    /// TLS 1.1.
    #[serde(rename = "tls-1.1")]
    Tls11,
    /// TLS 1.2.
    #[serde(rename = "tls-1.2")]
    Tls12,
    /// TLS 1.3.
    #[serde(rename = "tls-1.3")]
    Tls13,
}

/// A group of cipher suites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Suites {
    /// All that the version has and that were ever common.
    Usual,
    /// Ephemeral keys and authenticated encryption (GCM, `ChaCha20`): what TLS 1.3 has, and the best of TLS 1.2.
    Strong,
    /// Ephemeral keys and AES in CBC mode.
    Cbc,
    /// The session's key is encrypted with the server's RSA key: who gets that key later reads it all.
    RsaKeyExchange,
    /// Triple DES.
    TripleDes,
    /// RC4.
    Rc4,
    /// No encryption.
    Null,
    /// Keys of 40 and 56 bits.
    Export,
    /// No certificate.
    Anonymous,
}

/// What a server says to a `ClientHello`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Greeting {
    /// A `ServerHello`: it takes this version, and this suite, by its number at IANA.
    Hello(TlsVersion, u16),
    /// A fatal alert of this number (RFC 8446, section 6).
    Alert(u8),
    /// It ended the connection.
    Closed,
    /// It said nothing in time.
    Silent,
    /// No connection came about, or what came is no TLS, for this reason.
    Unreadable(String),
}

/// A certificate, as it was presented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Certificate {
    /// Whether it is for the host that was asked, by RFC 9525.
    pub fits: bool,
    /// The DNS names and IP addresses that it is for.
    pub names: Vec<String>,
    /// The first second of its validity, since 1970 (UTC).
    pub from: i64,
    /// The last second of its validity, since 1970 (UTC).
    pub until: i64,
    /// The algorithm of its key: `RSA`, `EC`, `Ed25519`, `DSA`, or an object identifier.
    pub key: String,
    /// The length of its key in bits; 0 where the algorithm has but one.
    pub key_bits: u32,
    /// The algorithm that it is signed with: `SHA-256 with RSA`, or an object identifier.
    pub signature: String,
    /// Who stands surety for it.
    pub chain: Chain,
}

/// Who stands surety for a certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Chain {
    /// An authority that this system trusts.
    Trusted,
    /// The run itself, which pinned its key.
    Pinned,
    /// Nobody whom this system trusts, in the verifier's words.
    Untrusted(String),
    /// It could not be told, in the verifier's words.
    Unknown(String),
}

/// A request without TLS, and the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlainAnswer {
    /// The address that was asked for, scrubbed.
    pub url: String,
    /// The answer.
    pub answer: Plain,
}

/// What a server says to a request without TLS.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Plain {
    /// No connection came about, for this reason.
    Refused(String),
    /// It ended the connection, or spoke anything but HTTP.
    NotHttp,
    /// It said nothing in time.
    Silent,
    /// A response.
    Http {
        /// Its status.
        status: u16,
        /// Where it redirects to, scrubbed.
        location: Option<String>,
        /// Whether it sets a cookie.
        cookie: bool,
        /// How many bytes its body has, 65536 at the most.
        length: u32,
        /// The canaries in it.
        hits: Vec<Hit>,
    },
}

impl TlsVersion {
    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ssl30 => "SSL 3.0",
            Self::Tls10 => "TLS 1.0",
            Self::Tls11 => "TLS 1.1",
            Self::Tls12 => "TLS 1.2",
            Self::Tls13 => "TLS 1.3",
        }
    }
}
