//! The certificate of the demo portal: made anew at each start, pinned by its key.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rcgen::{CertificateParams, DnType, KeyPair, PublicKeyData as _};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use sha2::{Digest as _, Sha256};

use crate::calendar::Date;
use crate::site::SiteError;

/// A certificate, the configuration that serves it, and what a browser pins.
pub(crate) struct Certificate {
    pub(crate) pem: String,
    pub(crate) spki_sha256_base64: String,
    pub(crate) config: Arc<ServerConfig>,
}

impl Certificate {
    /// For `localhost` and `127.0.0.1`, from yesterday on for 180 days, or for the last 10 days of its life.
    pub(crate) fn generate(ends_soon: bool) -> Result<Self, SiteError> {
        let key = KeyPair::generate().map_err(SiteError::Certificate)?;
        let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
        let mut params = CertificateParams::new(names).map_err(SiteError::Certificate)?;
        params.distinguished_name.push(DnType::CommonName, "Marlowe Vale Health, demonstration");
        let today = today();
        let (first, last) = if ends_soon {
            (today.plus_days(-171), today.plus_days(10))
        } else {
            (today.plus_days(-1), today.plus_days(180))
        };
        params.not_before = rcgen::date_time_ymd(first.year, first.month, first.day);
        params.not_after = rcgen::date_time_ymd(last.year, last.month, last.day);
        let certificate = params.self_signed(&key).map_err(SiteError::Certificate)?;

        let private = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        // The provider is named here, so that the process keeps whatever default it has.
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .and_then(|builder| {
                builder
                    .with_no_client_auth()
                    .with_single_cert(vec![certificate.der().clone()], private)
            })
            .map_err(SiteError::Tls)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];

        Ok(Self {
            pem: certificate.pem(),
            spki_sha256_base64: STANDARD.encode(Sha256::digest(key.subject_public_key_info())),
            config: Arc::new(config),
        })
    }
}

fn today() -> Date {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    Date::from_days(i64::try_from(seconds / 86_400).unwrap_or(0))
}
