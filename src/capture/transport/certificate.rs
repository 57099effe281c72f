//! The certificate that a server presents in a whole handshake, and who stands surety for it.

use super::line::Place;
use base64::{Engine, engine::general_purpose::STANDARD};
use rustls::{
    CertificateError, ClientConfig, ClientConnection, DigitallySignedStruct, Error,
    SignatureScheme,
    client::{
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_name,
    },
    crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::ParsedCertificate,
};
use rustls_platform_verifier::Verifier;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};
use wardround_checks::evidence::{Certificate, Chain};
use x509_parser::{extensions::GeneralName, prelude::X509Certificate, public_key::PublicKey};

/// Reads the certificate of a server, or says why not.
pub(super) fn read(place: &Place, pinned: &[String]) -> Result<Certificate, String> {
    let provider = Arc::new(ring::default_provider());
    let name = ServerName::try_from(place.host.clone()).map_err(|error| error.to_string())?;
    let seen = Arc::new(Seen { provider: Arc::clone(&provider), chain: Mutex::default() });
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .dangerous()
        .with_custom_certificate_verifier(Arc::clone(&seen) as Arc<dyn ServerCertVerifier>)
        .with_no_client_auth();
    let mut talk =
        ClientConnection::new(Arc::new(config), name.clone()).map_err(|error| error.to_string())?;
    let mut stream = place.connect().map_err(|error| format!("no connection: {}", error.kind()))?;
    let mut said = Ok(());
    while talk.is_handshaking() && said.is_ok() {
        said = talk.complete_io(&mut stream).map(drop);
    }
    talk.send_close_notify();
    // The certificate is read; whether the server hears the end of the talk changes nothing.
    let _ = talk.write_tls(&mut stream);
    let chain = std::mem::take(&mut *seen.chain.lock().unwrap_or_else(PoisonError::into_inner));
    let Some((own, others)) = chain.split_first() else {
        let why = said.err().map_or_else(String::new, |error| format!(": {error}"));
        return Err(format!("the handshake ended before a certificate came{why}"));
    };
    describe(own, others, &name, pinned, provider)
}

fn describe(
    own: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    name: &ServerName<'_>,
    pinned: &[String],
    provider: Arc<CryptoProvider>,
) -> Result<Certificate, String> {
    let (_, parsed) = x509_parser::parse_x509_certificate(own)
        .map_err(|error| format!("the certificate cannot be read: {error}"))?;
    let fits = ParsedCertificate::try_from(own)
        .and_then(|certificate| verify_server_name(&certificate, name))
        .is_ok();
    let key = STANDARD.encode(Sha256::digest(parsed.public_key().raw));
    let chain =
        if pinned.contains(&key) { Chain::Pinned } else { surety(own, others, name, provider) };
    let (key, key_bits) = key_of(&parsed);
    Ok(Certificate {
        fits,
        names: names(&parsed),
        from: parsed.validity().not_before.timestamp(),
        until: parsed.validity().not_after.timestamp(),
        key,
        key_bits,
        signature: signature(&parsed),
        chain,
    })
}

/// Whether an authority that this system trusts stands surety. Names and dates are judged by themselves: a verifier
/// that stumbles over them has said nothing of the chain.
fn surety(
    own: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    name: &ServerName<'_>,
    provider: Arc<CryptoProvider>,
) -> Chain {
    let said = Verifier::new(provider)
        .and_then(|verifier| verifier.verify_server_cert(own, others, name, &[], UnixTime::now()));
    match said {
        Ok(_) => Chain::Trusted,
        Err(Error::InvalidCertificate(
            error @ (CertificateError::UnknownIssuer
            | CertificateError::BadSignature
            | CertificateError::Revoked
            | CertificateError::Other(_)),
        )) => Chain::Untrusted(error.to_string()),
        Err(error) => Chain::Unknown(error.to_string()),
    }
}

fn names(parsed: &X509Certificate<'_>) -> Vec<String> {
    let alternative = parsed.subject_alternative_name().ok().flatten();
    let all = alternative.iter().flat_map(|extension| &extension.value.general_names);
    all.filter_map(|name| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress([a, b, c, d]) => Some(format!("{a}.{b}.{c}.{d}")),
        GeneralName::IPAddress(bytes) => {
            let bytes: [u8; 16] = (*bytes).try_into().ok()?;
            Some(std::net::Ipv6Addr::from(bytes).to_string())
        }
        _ => None,
    })
    .collect()
}

/// The algorithm of its key, and the length in bits.
fn key_of(parsed: &X509Certificate<'_>) -> (String, u32) {
    let info = parsed.public_key();
    let bits = |key: &PublicKey<'_>| u32::try_from(key.key_size()).unwrap_or(u32::MAX);
    match info.parsed() {
        Ok(key @ PublicKey::RSA(_)) => ("RSA".to_owned(), bits(&key)),
        Ok(key @ PublicKey::EC(_)) => ("EC".to_owned(), bits(&key)),
        Ok(key @ PublicKey::DSA(_)) => ("DSA".to_owned(), bits(&key)),
        _ => match info.algorithm.algorithm.to_id_string().as_str() {
            "1.3.101.112" => ("Ed25519".to_owned(), 0),
            unknown => (unknown.to_owned(), 0),
        },
    }
}

/// The algorithm that it is signed with, by the object identifiers of RFC 3279, 4055, 5758 and 8410.
fn signature(parsed: &X509Certificate<'_>) -> String {
    let number = parsed.signature_algorithm.algorithm.to_id_string();
    let name = match number.as_str() {
        "1.2.840.113549.1.1.4" => "MD5 with RSA",
        "1.2.840.113549.1.1.5" => "SHA-1 with RSA",
        "1.2.840.113549.1.1.10" => "RSA-PSS",
        "1.2.840.113549.1.1.11" => "SHA-256 with RSA",
        "1.2.840.113549.1.1.12" => "SHA-384 with RSA",
        "1.2.840.113549.1.1.13" => "SHA-512 with RSA",
        "1.2.840.10040.4.3" => "SHA-1 with DSA",
        "1.2.840.10045.4.1" => "SHA-1 with ECDSA",
        "1.2.840.10045.4.3.2" => "SHA-256 with ECDSA",
        "1.2.840.10045.4.3.3" => "SHA-384 with ECDSA",
        "1.2.840.10045.4.3.4" => "SHA-512 with ECDSA",
        "1.3.101.112" => "Ed25519",
        unknown => unknown,
    };
    name.to_owned()
}

/// Takes any certificate, and remembers it: it is judged afterwards, where the page says by what.
#[derive(Debug)]
struct Seen {
    provider: Arc<CryptoProvider>,
    chain: Mutex<Vec<CertificateDer<'static>>>,
}

impl ServerCertVerifier for Seen {
    fn verify_server_cert(
        &self,
        own: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let chain = std::iter::once(own).chain(others);
        *self.chain.lock().unwrap_or_else(PoisonError::into_inner) =
            chain.map(|certificate| certificate.clone().into_owned()).collect();
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
