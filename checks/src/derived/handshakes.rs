//! What the answers to handshakes of our own mean.

use crate::evidence::{Endpoint, Greeting, TlsVersion};

/// `unrecognized_name`: it is the name that is refused, and not what was offered.
const UNKNOWN_NAME: u8 = 112;

/// Whether a server is asked with TLS at all.
pub fn is_https(server: &Endpoint) -> bool {
    server.origin.starts_with("https:")
}

/// The control of all handshakes: whether the server answers the version that every browser speaks, made by the same
/// hand. If not, no refusal means anything.
pub fn hears_hellos(server: &Endpoint) -> bool {
    server.handshakes.iter().any(
        |said| matches!(said.answer, Greeting::Hello(version, _) if version >= TlsVersion::Tls12),
    )
}

/// Whether an answer refuses what was offered.
pub fn refused(answer: &Greeting) -> bool {
    match answer {
        Greeting::Alert(alert) => *alert != UNKNOWN_NAME,
        Greeting::Closed => true,
        Greeting::Hello(..) | Greeting::Silent | Greeting::Unreadable(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{hears_hellos, refused};
    use crate::{
        evidence::{Greeting, TlsVersion},
        testing::{answers, server},
    };

    #[test]
    fn only_what_refuses_the_offer_is_a_refusal() {
        for (answer, expected) in [
            (Greeting::Alert(70), true),
            (Greeting::Alert(112), false),
            (Greeting::Closed, true),
            (Greeting::Silent, false),
            (Greeting::Hello(TlsVersion::Tls10, 5), false),
            (Greeting::Unreadable(String::new()), false),
        ] {
            assert_eq!(refused(&answer), expected, "{answer:?}");
        }
    }

    #[test]
    fn the_control_is_a_version_of_today() {
        let mut server = server();
        assert!(hears_hellos(&server));
        for version in [TlsVersion::Tls12, TlsVersion::Tls13] {
            answers(&mut server, version, &Greeting::Closed);
        }
        answers(&mut server, TlsVersion::Tls10, &Greeting::Hello(TlsVersion::Tls10, 5));
        assert!(!hears_hellos(&server));
    }
}
