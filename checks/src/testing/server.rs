//! A server that was asked how it speaks TLS.

use crate::evidence::{
    Certificate, Chain, Endpoint, Greeting, Handshake, Plain, PlainAnswer, Step, Suites,
    TlsVersion, TransportSecurity,
};

/// The step in which these servers were asked.
pub(crate) fn asked(endpoints: Vec<Endpoint>) -> Step {
    Step { transport: Some(TransportSecurity { endpoints }), ..Step::default() }
}

/// A server with which all is well: it takes TLS 1.3 and 1.2 with strong suites and nothing else, its certificate is
/// trusted and new, and it does not speak without TLS.
pub(crate) fn server() -> Endpoint {
    use Suites::{Anonymous, Cbc, Export, Null, Rc4, RsaKeyExchange, Strong, TripleDes, Usual};
    use TlsVersion::{Ssl30, Tls10, Tls11, Tls12, Tls13};
    let weak = [Cbc, RsaKeyExchange, TripleDes, Rc4, Null, Export, Anonymous];
    let said = |version, suites, answer| Handshake { version, suites, answer };
    let mut handshakes = vec![
        said(Tls13, Strong, Greeting::Hello(Tls13, 0x1301)),
        said(Tls12, Strong, Greeting::Hello(Tls12, 0xc02f)),
    ];
    handshakes.extend(weak.map(|suites| said(Tls12, suites, Greeting::Alert(40))));
    handshakes.extend([Tls11, Tls10, Ssl30].map(|old| said(old, Usual, Greeting::Alert(70))));
    Endpoint {
        origin: "https://portal.example".to_owned(),
        asked: 1_800_000_000,
        handshakes,
        certificate: Some(Certificate {
            fits: true,
            names: vec!["portal.example".to_owned()],
            from: 1_800_000_000 - 10 * 86_400,
            until: 1_800_000_000 + 80 * 86_400,
            key: "RSA".to_owned(),
            key_bits: 2048,
            signature: "SHA-256 with RSA".to_owned(),
            chain: Chain::Trusted,
        }),
        certificate_error: None,
        plain: vec![PlainAnswer {
            url: "http://portal.example/".to_owned(),
            answer: Plain::Refused("connection refused".to_owned()),
        }],
    }
}

/// What the server says to this version, whatever suites come with it.
pub(crate) fn answers(server: &mut Endpoint, version: TlsVersion, answer: &Greeting) {
    for said in server.handshakes.iter_mut().filter(|said| said.version == version) {
        said.answer = answer.clone();
    }
}

/// What the server says to these suites, whatever version they come with.
pub(crate) fn answers_suites(server: &mut Endpoint, suites: Suites, answer: &Greeting) {
    for said in server.handshakes.iter_mut().filter(|said| said.suites == suites) {
        said.answer = answer.clone();
    }
}
