//! Which questions a server is asked, and in which order.

use super::{
    certificate,
    hello::{greeting, hello},
    line::{End, Place},
    plain,
};
use crate::capture::{Client, Door, Request};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::task::spawn_blocking;
use url::Url;
use wardround_checks::evidence::{
    Certificate, Endpoint, Greeting, Handshake, Plain, PlainAnswer, Suites, TlsVersion,
    TransportSecurity,
};

/// Answers to a `ClientHello` are shorter than this.
const LONGEST: usize = 1 << 15;

/// What a browser would offer comes first: it shows that the question is understood.
const CONTROLS: [(TlsVersion, Suites); 2] =
    [(TlsVersion::Tls13, Suites::Strong), (TlsVersion::Tls12, Suites::Strong)];
const OTHERS: [(TlsVersion, Suites); 10] = [
    (TlsVersion::Tls12, Suites::Cbc),
    (TlsVersion::Tls12, Suites::RsaKeyExchange),
    (TlsVersion::Tls12, Suites::TripleDes),
    (TlsVersion::Tls12, Suites::Rc4),
    (TlsVersion::Tls12, Suites::Null),
    (TlsVersion::Tls12, Suites::Export),
    (TlsVersion::Tls12, Suites::Anonymous),
    (TlsVersion::Tls11, Suites::Usual),
    (TlsVersion::Tls10, Suites::Usual),
    (TlsVersion::Ssl30, Suites::Usual),
];

/// Asks servers how they speak TLS, and what they say without.
#[derive(Debug)]
pub struct Servers<'a> {
    /// Who waits for the turn of each connection, and writes it down.
    pub client: &'a Client,
    /// What is asked for without TLS.
    pub paths: Vec<String>,
    /// The keys that the browser was told to trust: base64 of their SHA-256.
    pub pinned: Vec<String>,
    /// What must not get out.
    pub door: Door,
}

impl Servers<'_> {
    /// Asks each of these servers.
    pub async fn ask(&self, servers: &[Url]) -> TransportSecurity {
        let mut asked = TransportSecurity::default();
        for server in servers {
            asked.endpoints.extend(self.endpoint(server).await);
        }
        asked
    }

    async fn endpoint(&self, server: &Url) -> Option<Endpoint> {
        // An IPv6 address has brackets in an address and none elsewhere.
        let host = server.host_str()?.trim_matches(['[', ']']).to_owned();
        let place = Place { host, port: server.port_or_known_default()? };
        let now = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
        let mut endpoint = Endpoint {
            origin: server.origin().ascii_serialization(),
            asked: i64::try_from(now).ok()?,
            ..Endpoint::default()
        };
        if server.scheme() == "https" {
            endpoint.handshakes = self.handshakes(server, &place).await;
            match self.certificate(server, &place).await {
                Ok(certificate) => endpoint.certificate = Some(certificate),
                Err(why) => endpoint.certificate_error = Some(why),
            }
        }
        let mut ports = vec![place.port];
        if place.port == 443 {
            ports.push(80);
        }
        for port in ports {
            for path in &self.paths {
                let place = Place { port, ..place.clone() };
                endpoint.plain.extend(self.plain(place, path).await);
            }
        }
        Some(endpoint)
    }

    async fn handshakes(&self, server: &Url, place: &Place) -> Vec<Handshake> {
        let mut asked = Vec::new();
        for (version, suites) in CONTROLS.into_iter().chain(OTHERS) {
            // A server that does not even say no would keep us waiting at each question.
            let mute = |said: &Handshake| {
                matches!(said.answer, Greeting::Silent | Greeting::Unreadable(_))
            };
            if asked.len() == CONTROLS.len() && asked.iter().all(mute) {
                break;
            }
            let mut answer = self.greet(server, place, version, suites).await;
            if answer == Greeting::Silent {
                answer = self.greet(server, place, version, suites).await;
            }
            asked.push(Handshake { version, suites, answer });
        }
        asked
    }

    /// The answer to one `ClientHello`.
    async fn greet(
        &self,
        server: &Url,
        place: &Place,
        version: TlsVersion,
        suites: Suites,
    ) -> Greeting {
        let unreadable = |why: &str| Greeting::Unreadable(why.to_owned());
        let purpose = format!("whether {} is taken", version.name());
        if self.begin("TLS", server.as_str(), &purpose).await.is_none() {
            return unreadable("the server is out of scope");
        }
        let place = place.clone();
        let said = spawn_blocking(move || {
            let words = hello(version, suites, &place.host);
            place.say(&words, LONGEST, |said| greeting(said).is_some())
        });
        match said.await {
            Err(_) => unreadable("the question was broken off"),
            Ok(Err(error)) => unreadable(&format!("no connection: {}", error.kind())),
            Ok(Ok((said, end))) => greeting(&said).unwrap_or(match end {
                End::Silent => Greeting::Silent,
                _ if said.is_empty() => Greeting::Closed,
                _ => unreadable("the answer breaks off"),
            }),
        }
    }

    async fn certificate(&self, server: &Url, place: &Place) -> Result<Certificate, String> {
        if self.begin("TLS", server.as_str(), "the certificate").await.is_none() {
            return Err("the server is out of scope".to_owned());
        }
        let (place, pinned) = (place.clone(), self.pinned.clone());
        let read = spawn_blocking(move || certificate::read(&place, &pinned)).await;
        read.unwrap_or_else(|_| Err("the question was broken off".to_owned()))
    }

    async fn plain(&self, place: Place, path: &str) -> Option<PlainAnswer> {
        let url = place.plain_address(path);
        let turn = self.begin("GET", &url, "whether it is answered without TLS").await?;
        let (path, door) = (path.to_owned(), self.door.clone());
        let answer = spawn_blocking(move || plain::ask(&place, &path, &door)).await.ok()?;
        if let Plain::Http { status, .. } = &answer {
            self.client.answered(turn, *status);
        }
        Some(PlainAnswer { url: self.door.scrub(&url), answer })
    }

    async fn begin(&self, method: &str, url: &str, purpose: &str) -> Option<usize> {
        let request = Request { method, url, fields: &[], body: None, with: "nothing", purpose };
        self.client.begin(&request, &self.door).await
    }
}
