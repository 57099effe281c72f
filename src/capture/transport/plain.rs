//! A request in the clear, as a browser sends it to whoever typed an address without its scheme.

use super::line::{End, Place};
use crate::capture::Door;
use wardround_checks::evidence::Plain;

/// As much of a body as is read, in bytes.
const LONGEST: usize = 1 << 16;
/// As much as its fields may take.
const LONGEST_HEAD: usize = 1 << 14;

/// Asks for a path without TLS.
pub(super) fn ask(place: &Place, path: &str, door: &Door) -> Plain {
    let named = place.authority();
    let words = format!(
        "GET {path} HTTP/1.1\r\nHost: {named}\r\nUser-Agent: wardround (session-safety probe)\r\n\
         Accept: text/html\r\nConnection: close\r\n\r\n"
    );
    match place.say(words.as_bytes(), LONGEST_HEAD + LONGEST, is_whole) {
        Err(error) => Plain::Refused(error.kind().to_string()),
        Ok((said, end)) => answer(&said, end, door),
    }
}

/// Whether all of a response has come, where it says how long it is.
fn is_whole(said: &[u8]) -> bool {
    let Some((head, body)) = parts(said) else { return false };
    let length = field(&head, "content-length").and_then(|value| value.parse::<usize>().ok());
    length.is_some_and(|length| body.len() >= length)
}

fn answer(said: &[u8], end: End, door: &Door) -> Plain {
    if said.is_empty() && end == End::Silent {
        return Plain::Silent;
    }
    let Some((head, body)) = parts(said) else { return Plain::NotHttp };
    let status = head
        .strip_prefix("HTTP/")
        .and_then(|rest| rest.split(' ').nth(1))
        .and_then(|status| status.trim().parse().ok());
    let Some(status) = status else { return Plain::NotHttp };
    Plain::Http {
        status,
        location: field(&head, "location").map(|location| door.scrub(location)),
        cookie: field(&head, "set-cookie").is_some(),
        length: u32::try_from(body.len().min(LONGEST)).unwrap_or(u32::MAX),
        hits: door.search(body, "body"),
    }
}

/// The head of a response as text, and what came of its body.
fn parts(said: &[u8]) -> Option<(String, &[u8])> {
    let end = said.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some((String::from_utf8_lossy(&said[..end]).into_owned(), &said[end + 4..]))
}

/// The first value of a field.
fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().skip(1).find_map(|line| {
        let (known, value) = line.split_once(':')?;
        known.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::{End, answer, is_whole};
    use crate::capture::Door;
    use proptest::prelude::*;
    use wardround_checks::evidence::Plain;

    #[test]
    fn responses_are_told_from_other_words() {
        let mut door = Door::new(b"key");
        door.add_canary("mrn", "MRN-7F3K-0042-QX");
        let said = |text: &str, end| answer(text.as_bytes(), end, &door);
        let moved = "HTTP/1.1 301 Moved\r\nLocation: https://portal.example/\r\n\r\n";
        let Plain::Http { status, location, cookie, length, .. } = said(moved, End::Closed) else {
            panic!("a response")
        };
        assert_eq!((status, location.as_deref()), (301, Some("https://portal.example/")));
        assert_eq!((cookie, length), (false, 0));
        let page = "HTTP/1.0 200 OK\r\nset-cookie: a=b\r\n\r\n<p>MRN-7F3K-0042-QX";
        let Plain::Http { status, cookie, length, hits, .. } = said(page, End::Silent) else {
            panic!("a response")
        };
        assert_eq!((status, cookie, length, hits.len()), (200, true, 19, 1));
        assert_eq!(said("", End::Silent), Plain::Silent);
        assert_eq!(said("", End::Closed), Plain::NotHttp);
        assert_eq!(said("\u{15}\u{3}\u{1}\0\u{2}\u{2}F", End::Closed), Plain::NotHttp);
        assert_eq!(said("SSH-2.0-OpenSSH\r\n\r\n", End::Enough), Plain::NotHttp);
        assert!(is_whole(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nab"));
        assert!(!is_whole(b"HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nab"));
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let door = Door::new(b"key");
            let _ = answer(&bytes, End::Closed, &door);
            let mut said = b"HTTP/1.1 200 OK\r\n".to_vec();
            said.extend(&bytes);
            let _ = (answer(&said, End::Enough, &door), is_whole(&said));
        }
    }
}
