//! A `ClientHello` made by hand that offers one version and one group of suites, and the first answer to it.
//!
//! [RFC 8446, section 4.1](https://www.rfc-editor.org/rfc/rfc8446#section-4.1),
//! [RFC 5246, section 7.4.1](https://www.rfc-editor.org/rfc/rfc5246#section-7.4.1),
//! [RFC 6101, section 5.6.1](https://www.rfc-editor.org/rfc/rfc6101#section-5.6.1).

use std::net::IpAddr;
use wardround_checks::evidence::{Greeting, Suites, TlsVersion};

const ALERT: u8 = 21;
const HANDSHAKE: u8 = 22;
const SERVER_HELLO: u8 = 2;
const SUPPORTED_VERSIONS: u16 = 43;
/// A `ServerHello` is some hundred bytes; who says more before it is done says something else.
const LONGEST: usize = 1 << 14;

/// A `ClientHello` in its record.
pub(super) fn hello(version: TlsVersion, suites: Suites, host: &str) -> Vec<u8> {
    let number = number(version);
    // TLS 1.3 calls itself 1.2 and says so in an extension.
    let mut body = number.min(0x0303).to_be_bytes().to_vec();
    body.extend([7; 32]);
    body.push(0);
    let suites = numbers(suites, version);
    body.extend(length(suites.len() * 2));
    for suite in suites {
        body.extend(suite.to_be_bytes());
    }
    body.extend([1, 0]);
    // SSL 3.0 knows no extensions.
    if version != TlsVersion::Ssl30 {
        let extensions = extensions(version, host);
        body.extend(length(extensions.len()));
        body.extend(extensions);
    }
    let mut message = vec![1, 0];
    message.extend(length(body.len()));
    message.extend(body);
    let mut record = vec![HANDSHAKE];
    record.extend(number.min(0x0301).to_be_bytes());
    record.extend(length(message.len()));
    record.extend(message);
    record
}

fn extensions(version: TlsVersion, host: &str) -> Vec<u8> {
    let mut all = Vec::new();
    let mut add = |kind: u16, body: &[u8]| {
        all.extend(kind.to_be_bytes());
        all.extend(length(body.len()));
        all.extend_from_slice(body);
    };
    // server_name
    if host.parse::<IpAddr>().is_err() {
        let mut body = length(host.len() + 3).to_vec();
        body.push(0);
        body.extend(length(host.len()));
        body.extend_from_slice(host.as_bytes());
        add(0, &body);
    }
    // supported_groups: x25519, P-256, P-384, P-521; ec_point_formats: uncompressed
    add(10, &[0, 8, 0, 0x1d, 0, 0x17, 0, 0x18, 0, 0x19]);
    add(11, &[1, 0]);
    if version >= TlsVersion::Tls12 {
        // signature_algorithms: ECDSA, RSA-PSS and RSA with SHA-256, SHA-384 and SHA-512, RSA and ECDSA with SHA-1
        add(13, &[0, 24, 4, 3, 5, 3, 6, 3, 8, 4, 8, 5, 8, 6, 4, 1, 5, 1, 6, 1, 2, 1, 2, 3, 8, 7]);
    }
    if version == TlsVersion::Tls13 {
        add(SUPPORTED_VERSIONS, &[2, 3, 4]);
        // key_share: any 32 bytes are a key of x25519.
        let mut share = vec![0, 36, 0, 0x1d, 0, 32];
        share.extend([9; 32]);
        add(51, &share);
    }
    all
}

fn length(bytes: usize) -> [u8; 2] {
    u16::try_from(bytes).unwrap_or(u16::MAX).to_be_bytes()
}

const fn number(version: TlsVersion) -> u16 {
    match version {
        TlsVersion::Ssl30 => 0x0300,
        TlsVersion::Tls10 => 0x0301,
        TlsVersion::Tls11 => 0x0302,
        TlsVersion::Tls12 => 0x0303,
        TlsVersion::Tls13 => 0x0304,
    }
}

fn version(number: u16) -> Option<TlsVersion> {
    use TlsVersion::{Ssl30, Tls10, Tls11, Tls12, Tls13};
    [Ssl30, Tls10, Tls11, Tls12, Tls13].into_iter().find(|known| self::number(*known) == number)
}

/// The numbers of a group's suites, as
/// [IANA lists them](https://www.iana.org/assignments/tls-parameters/tls-parameters.xhtml#tls-parameters-4).
const fn numbers(suites: Suites, version: TlsVersion) -> &'static [u16] {
    if matches!(version, TlsVersion::Tls13) {
        return &[0x1301, 0x1302, 0x1303];
    }
    match suites {
        Suites::Usual => &[
            0xc02f, 0xc030, 0xc02b, 0xc02c, 0xcca8, 0xcca9, 0x009e, 0x009f, 0xc013, 0xc014, 0xc009,
            0xc00a, 0x0033, 0x0039, 0x0032, 0x0038, 0x009c, 0x009d, 0x002f, 0x0035, 0x003c, 0x003d,
            0x000a, 0x0016, 0xc012, 0xc008, 0x0005, 0x0004, 0xc011, 0xc007,
        ],
        Suites::Strong => &[
            0xc02f, 0xc030, 0xc02b, 0xc02c, 0xcca8, 0xcca9, 0xccaa, 0x009e, 0x009f, 0xc0ac, 0xc0ad,
        ],
        Suites::Cbc => &[
            0xc009, 0xc00a, 0xc013, 0xc014, 0xc023, 0xc024, 0xc027, 0xc028, 0x0033, 0x0039, 0x0067,
            0x006b, 0x0032, 0x0038,
        ],
        Suites::RsaKeyExchange => {
            &[0x009c, 0x009d, 0xc09c, 0xc09d, 0x003c, 0x003d, 0x002f, 0x0035, 0x0041, 0x0084]
        }
        Suites::TripleDes => &[0x000a, 0x0013, 0x0016, 0xc008, 0xc012],
        Suites::Rc4 => &[0x0004, 0x0005, 0xc007, 0xc011],
        Suites::Null => &[0x0001, 0x0002, 0x003b, 0xc006, 0xc010],
        Suites::Export => &[
            0x0003, 0x0006, 0x0008, 0x000b, 0x000e, 0x0011, 0x0014, 0x0062, 0x0064, 0x0009, 0x0015,
        ],
        Suites::Anonymous => &[
            0x0017, 0x0018, 0x0019, 0x001a, 0x001b, 0x0034, 0x003a, 0x006c, 0x006d, 0x00a6, 0x00a7,
            0xc015, 0xc016, 0xc017, 0xc018, 0xc019,
        ],
    }
}

/// What the first bytes of an answer say; `None` while they are too few to tell.
pub(super) fn greeting(bytes: &[u8]) -> Option<Greeting> {
    let mut rest = bytes;
    let mut message = Vec::new();
    loop {
        let Some((&[kind, major, _, high, low], after)) = rest.split_first_chunk::<5>() else {
            let starts = rest.first().is_none_or(|kind| matches!(*kind, ALERT | HANDSHAKE));
            return (!starts).then(no_tls);
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        if !matches!(kind, ALERT | HANDSHAKE) || major != 3 || length == 0 || length > LONGEST {
            return Some(no_tls());
        }
        let (body, next) = after.split_at_checked(length)?;
        rest = next;
        match (kind, body) {
            // A warning comes before the answer: that the name is not known, mostly.
            (ALERT, [1, _, ..]) => {}
            (ALERT, [_, alert, ..]) => return Some(Greeting::Alert(*alert)),
            (ALERT, _) => return Some(no_tls()),
            _ => {
                message.extend_from_slice(body);
                if let Some(said) = server_hello(&message) {
                    return Some(said);
                }
            }
        }
    }
}

fn no_tls() -> Greeting {
    Greeting::Unreadable("what came is no TLS".to_owned())
}

/// The version and the suite of a `ServerHello`; `None` while it is not whole.
fn server_hello(message: &[u8]) -> Option<Greeting> {
    let odd = || Greeting::Unreadable("what came is no ServerHello".to_owned());
    if message.first().is_some_and(|kind| *kind != SERVER_HELLO) {
        return Some(odd());
    }
    let (&[_, high, middle, low], after) = message.split_first_chunk::<4>()?;
    let length = u32::from_be_bytes([0, high, middle, low]) as usize;
    if length > LONGEST {
        return Some(odd());
    }
    let body = after.get(..length)?;
    Some(read(body).unwrap_or_else(odd))
}

fn read(body: &[u8]) -> Option<Greeting> {
    let (legacy, rest) = body.split_first_chunk::<2>()?;
    let (_random, rest) = rest.split_first_chunk::<32>()?;
    let (session, rest) = rest.split_first()?;
    let rest = rest.get(usize::from(*session)..)?;
    let (suite, rest) = rest.split_first_chunk::<2>()?;
    let (_compression, rest) = rest.split_first()?;
    let mut chosen = u16::from_be_bytes(*legacy);
    if let Some((_, mut extensions)) = rest.split_first_chunk::<2>() {
        while let Some((&[kind, kind_low, high, low], after)) = extensions.split_first_chunk::<4>()
        {
            let body = after.get(..usize::from(u16::from_be_bytes([high, low])))?;
            extensions = after.get(body.len()..)?;
            if let (SUPPORTED_VERSIONS, [high, low]) = (u16::from_be_bytes([kind, kind_low]), body)
            {
                chosen = u16::from_be_bytes([*high, *low]);
            }
        }
    }
    Some(Greeting::Hello(version(chosen)?, u16::from_be_bytes(*suite)))
}

#[cfg(test)]
mod tests {
    use super::{greeting, hello, number};
    use proptest::prelude::*;
    use wardround_checks::evidence::{Greeting, Suites, TlsVersion};

    /// A `ServerHello`, in records of this many bytes each.
    fn server_hello(legacy: u16, suite: u16, extensions: &[u8], piece: usize) -> Vec<u8> {
        let mut body = legacy.to_be_bytes().to_vec();
        body.extend([1; 32]);
        body.extend([2, 8, 8]);
        body.extend(suite.to_be_bytes());
        body.push(0);
        if !extensions.is_empty() {
            body.extend(super::length(extensions.len()));
            body.extend_from_slice(extensions);
        }
        let mut message = vec![2, 0];
        message.extend(super::length(body.len()));
        message.extend(body);
        message.chunks(piece).flat_map(|part| record(22, part)).collect()
    }

    fn record(kind: u8, body: &[u8]) -> Vec<u8> {
        let mut record = vec![kind, 3, 3];
        record.extend(super::length(body.len()));
        record.extend_from_slice(body);
        record
    }

    #[test]
    fn answers_are_read() {
        let no_tls = || Some(Greeting::Unreadable("what came is no TLS".to_owned()));
        let warned = [record(21, &[1, 112]), server_hello(0x0301, 0x002f, &[], 99)].concat();
        for (bytes, expected) in [
            (
                server_hello(0x0301, 0xc013, &[], 99),
                Some(Greeting::Hello(TlsVersion::Tls10, 0xc013)),
            ),
            (server_hello(0x0300, 5, &[], 99), Some(Greeting::Hello(TlsVersion::Ssl30, 5))),
            (
                server_hello(0x0303, 0x1301, &[0, 43, 0, 2, 3, 4], 20),
                Some(Greeting::Hello(TlsVersion::Tls13, 0x1301)),
            ),
            (
                server_hello(0x0303, 0xc02f, &[0, 23, 0, 0], 1),
                Some(Greeting::Hello(TlsVersion::Tls12, 0xc02f)),
            ),
            (warned, Some(Greeting::Hello(TlsVersion::Tls10, 0x002f))),
            (record(21, &[2, 70]), Some(Greeting::Alert(70))),
            (b"HTTP/1.1 400 Bad Request\r\n".to_vec(), no_tls()),
            (
                record(22, &[11, 0, 0, 1, 0]),
                Some(Greeting::Unreadable("what came is no ServerHello".to_owned())),
            ),
            (Vec::new(), None),
            (vec![22, 3, 3, 0], None),
        ] {
            assert_eq!(greeting(&bytes), expected, "{bytes:?}");
        }
    }

    #[test]
    fn a_hello_names_its_version_and_the_host() {
        let contains = |hello: &[u8], part: &[u8]| hello.windows(part.len()).any(|w| w == part);
        let old = hello(TlsVersion::Tls10, Suites::Usual, "portal.example");
        assert_eq!((&old[..3], &old[9..11]), (&[22, 3, 1][..], &[3, 1][..]));
        assert!(contains(&old, b"portal.example") && !contains(&old, &[0, 43, 0, 3]));
        let new = hello(TlsVersion::Tls13, Suites::Strong, "192.0.2.7");
        assert_eq!((&new[..3], &new[9..11]), (&[22, 3, 1][..], &[3, 3][..]));
        assert!(contains(&new, &[0, 43, 0, 3, 2, 3, 4]) && !contains(&new, b"192.0.2.7"));
        let oldest = hello(TlsVersion::Ssl30, Suites::Usual, "portal.example");
        assert_eq!((&oldest[..3], &oldest[9..11]), (&[22, 3, 0][..], &[3, 0][..]));
        assert!(!contains(&oldest, b"portal.example"));
        assert_eq!(usize::from(u16::from_be_bytes([new[3], new[4]])), new.len() - 5);
        assert!(number(TlsVersion::Tls13) > number(TlsVersion::Tls12));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(
            bytes in prop::collection::vec(any::<u8>(), 0..200),
            cut in 0_usize..120,
            piece in 1_usize..90,
        ) {
            let _ = greeting(&bytes);
            let _ = greeting(&[&[22, 3, 3, 0, 80], bytes.as_slice()].concat());
            let mut whole = server_hello(0x0303, 0x1301, &[0, 43, 0, 2, 3, 4], piece);
            let expected = Some(Greeting::Hello(TlsVersion::Tls13, 0x1301));
            prop_assert_eq!(greeting(&whole), expected.clone());
            whole.extend(&bytes);
            prop_assert_eq!(greeting(&whole), expected);
            whole.truncate(cut.min(whole.len()));
            whole.extend(&bytes);
            let _ = greeting(&whole);
        }

        #[test]
        fn a_part_of_an_answer_says_nothing_yet(cut in 0_usize..200, piece in 1_usize..90) {
            let whole = server_hello(0x0303, 0x1301, &[0, 43, 0, 2, 3, 4], piece);
            let cut = cut % whole.len();
            prop_assert_eq!(greeting(&whole[..cut]), None);
        }
    }
}
