//! A telehealth call, as the browser's own statistics tell it.

use serde::{Deserialize, Serialize};

/// The peer connections of a step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Every `RTCPeerConnection` that was made.
    pub peers: Vec<Peer>,
    /// Switches of the browser that would change the result: `--disable-webrtc-encryption`.
    pub switches: Vec<String>,
}

/// One `RTCPeerConnection`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Peer {
    /// `connectionState`.
    pub state: String,
    /// Its transports.
    pub transports: Vec<Transport>,
    /// RTP packets that it sent or received, over all streams.
    pub packets: u64,
    /// The media profile of each `m=` line of its descriptions: `UDP/TLS/RTP/SAVPF`.
    pub profiles: Vec<String>,
    /// Whether a description has an `a=crypto` line (SDES).
    pub sdes: bool,
    /// The schemes of its ICE servers: `turns`, `stun`.
    pub ice_schemes: Vec<String>,
}

/// One `RTCTransportStats`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transport {
    /// `dtlsState`.
    pub dtls_state: String,
    /// `tlsVersion` in hexadecimal: `FEFD` is DTLS 1.2, `FEFC` is DTLS 1.3.
    pub tls_version: Option<String>,
    /// `dtlsCipher`.
    pub dtls_cipher: Option<String>,
    /// `srtpCipher`.
    pub srtp_cipher: Option<String>,
}
