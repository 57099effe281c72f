//! An entry of Chromium's HTTP cache, a file each: a head with the key, the body as it came, the fields.
//!
//! ```text
//! magic 8, version 4, key length 4, key hash 4, 4 unused | key | body | end of body 24 | fields | [hash 32] | end 24
//! ```
//!
//! Each end is magic 8, flags 4, checksum 4, length of what it ends 4, 4 unused; all little-endian. The key is
//! `1/0/_dk_SITE SITE ADDRESS`. Measured in files of Chromium 156.
//!
//! Two kinds of file stand beside it, with the same head and key: `…_1` with what the browser notes of the response, and
//! `…_s` with the parts of a body that was asked for in parts (a PDF file, a film), as [Chromium's own header][simple]
//! has them: `magic 8, offset 8, length 8, checksum 4, 4 unused | bytes`, again and again.
//!
//! [simple]: https://chromium.googlesource.com/chromium/src/+/main/net/disk_cache/simple/simple_entry_format.h

const HEAD: usize = 24;
const END: usize = 24;
const HASH: usize = 32;
const HEAD_MAGIC: u64 = 0xfcfb_6d1b_a772_5c30;
const END_MAGIC: u64 = 0xf4fa_6f45_970d_41d8;
const PART: usize = 32;
const PART_MAGIC: u64 = 0xeb97_bf01_6553_676b;
/// The flag that a hash of the key stands before the last end.
const HAS_HASH: u32 = 2;

/// The parts of an entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'b> {
    /// The address that was asked for.
    pub(super) url: &'b str,
    /// Status line and fields, with other things that the browser notes.
    pub(super) head: &'b [u8],
    /// The body, in the encoding it was sent in.
    pub(super) body: &'b [u8],
}

impl<'b> Entry<'b> {
    /// Takes an entry apart; none if it is not one.
    pub(super) fn read(bytes: &'b [u8]) -> Option<Self> {
        let (url, rest) = url(bytes)?;
        let (rest, flags, length) = end(rest)?;
        let rest = match flags & HAS_HASH {
            0 => rest,
            _ => rest.split_at_checked(rest.len().checked_sub(HASH)?)?.0,
        };
        let (rest, head) = rest.split_at_checked(rest.len().checked_sub(length)?)?;
        let (body, _, _) = end(rest)?;
        Some(Self { url, head, body })
    }
}

/// A file beside an entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Beside<'b> {
    /// The address that was asked for.
    pub(super) url: &'b str,
    /// What it holds: `body in parts`, `notes`.
    pub(super) name: &'static str,
    /// What it holds of it. Parts that touch stand together, in their order; a gap is a NUL.
    pub(super) bytes: Vec<u8>,
}

impl<'b> Beside<'b> {
    /// Takes such a file apart; none if it is not one.
    pub(super) fn read(bytes: &'b [u8]) -> Option<Self> {
        let (url, rest) = url(bytes)?;
        if let Some((notes, _, _)) = end(rest) {
            return Some(Self { url, name: "notes", bytes: notes.to_vec() });
        }
        let mut parts = Vec::new();
        let mut rest = rest;
        while number(rest, 0) == Some(PART_MAGIC) {
            let (offset, length) = (number(rest, 8)?, usize::try_from(number(rest, 16)?).ok()?);
            let (part, after) = rest.get(PART..)?.split_at_checked(length)?;
            parts.push((offset, part));
            rest = after;
        }
        if parts.is_empty() || !rest.is_empty() {
            return None;
        }
        parts.sort_by_key(|(offset, _)| *offset);
        let (mut whole, mut reached) = (Vec::new(), parts[0].0);
        for (offset, part) in parts {
            if offset != reached {
                whole.push(0);
            }
            whole.extend_from_slice(part);
            reached = offset.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
        }
        Some(Self { url, name: "body in parts", bytes: whole })
    }
}

/// The address in the key that every file begins with, and what follows.
fn url(bytes: &[u8]) -> Option<(&str, &[u8])> {
    if number(bytes, 0)? != HEAD_MAGIC {
        return None;
    }
    let key_length = usize::try_from(half(bytes, 12)?).ok()?;
    let (_, rest) = bytes.split_at_checked(HEAD)?;
    let (key, rest) = rest.split_at_checked(key_length)?;
    Some((std::str::from_utf8(key).ok()?.rsplit(' ').next()?, rest))
}

/// What stands before an end, its flags and the length that it tells.
fn end(bytes: &[u8]) -> Option<(&[u8], u32, usize)> {
    let (before, end) = bytes.split_at_checked(bytes.len().checked_sub(END)?)?;
    if number(end, 0)? != END_MAGIC {
        return None;
    }
    Some((before, half(end, 8)?, usize::try_from(half(end, 16)?).ok()?))
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

fn half(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
pub(super) mod tests {
    use super::{Beside, END_MAGIC, Entry, HAS_HASH, HEAD_MAGIC, PART_MAGIC};
    use proptest::prelude::*;

    fn length(part: &[u8]) -> [u8; 4] {
        u32::try_from(part.len()).expect("a short part").to_le_bytes()
    }

    fn begun(url: &str) -> Vec<u8> {
        let key = format!("1/0/_dk_https://portal.test https://portal.test {url}");
        let mut bytes = HEAD_MAGIC.to_le_bytes().to_vec();
        bytes.extend(5_u32.to_le_bytes());
        bytes.extend(length(key.as_bytes()));
        bytes.extend([7; 8]);
        bytes.extend(key.as_bytes());
        bytes
    }

    /// The parts of a body as the browser writes them, each at its offset.
    pub(crate) fn in_parts(url: &str, parts: &[(u64, &[u8])]) -> Vec<u8> {
        let mut bytes = begun(url);
        for (offset, part) in parts {
            bytes.extend(PART_MAGIC.to_le_bytes());
            bytes.extend(offset.to_le_bytes());
            bytes.extend(u64::from(u32::from_le_bytes(length(part))).to_le_bytes());
            bytes.extend([0; 8]);
            bytes.extend(*part);
        }
        bytes
    }

    /// An entry as the browser writes it.
    pub(crate) fn written(url: &str, head: &[u8], body: &[u8]) -> Vec<u8> {
        let mut bytes = begun(url);
        bytes.extend(body);
        for (part, flags) in [(body, 1), (head, 1 | HAS_HASH)] {
            if flags & HAS_HASH != 0 {
                bytes.extend(part);
                bytes.extend([9; 32]);
            }
            bytes.extend(END_MAGIC.to_le_bytes());
            bytes.extend(flags.to_le_bytes());
            bytes.extend([0; 4]);
            bytes.extend(length(part));
            bytes.extend([0; 4]);
        }
        bytes
    }

    #[test]
    fn its_parts_are_told_apart() {
        let bytes = written("https://portal.test/a?b", b"HTTP/1.1 200", b"<p>Hello");
        let expected =
            Entry { url: "https://portal.test/a?b", head: b"HTTP/1.1 200", body: b"<p>Hello" };
        assert_eq!(Entry::read(&bytes), Some(expected));
        assert_eq!(Entry::read(&bytes[..bytes.len() - 1]), None);
        assert_eq!(Entry::read(b"index"), None);
    }

    #[test]
    fn what_stands_beside_an_entry_is_read_too() {
        let url = "https://portal.test/letter.pdf";
        let read = |parts: &[(u64, &[u8])]| {
            Beside::read(&in_parts(url, parts)).map(|beside| (beside.url.to_owned(), beside.bytes))
        };
        let of = |bytes: &[u8]| Some((url.to_owned(), bytes.to_vec()));
        assert_eq!(read(&[(0, b"MRN-7"), (5, b"F3K")]), of(b"MRN-7F3K"));
        assert_eq!(read(&[(5, b"F3K"), (0, b"MRN-7")]), of(b"MRN-7F3K"));
        assert_eq!(read(&[(0, b"MRN-7"), (6, b"F3K")]), of(b"MRN-7\0F3K"));
        assert_eq!(read(&[(u64::MAX, b"MRN")]), of(b"MRN"));
        assert_eq!(read(&[]), None);
        let cut = in_parts(url, &[(0, b"MRN-7F3K")]);
        assert_eq!(Beside::read(&cut[..cut.len() - 1]), None);
        // An entry without fields is what a file of notes looks like.
        let mut notes = written(url, b"", b"noted");
        notes.truncate(notes.len() - 32 - 24);
        let expected = Beside { url, name: "notes", bytes: b"noted".to_vec() };
        assert_eq!(Beside::read(&notes), Some(expected));
        assert_eq!(Beside::read(b"index"), None);
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader(
            mut bytes in prop::collection::vec(any::<u8>(), 0..200),
            at in 0_usize..300,
            change: u8,
        ) {
            let _ = Entry::read(&bytes);
            bytes = written("https://portal.test/", b"head", b"body");
            let place = at % bytes.len();
            bytes[place] ^= change;
            bytes.truncate(at);
            let _ = Entry::read(&bytes);
            bytes = in_parts("https://portal.test/", &[(0, b"one"), (9, b"two")]);
            let place = at % bytes.len();
            bytes[place] ^= change;
            bytes.truncate(at);
            let _ = Beside::read(&bytes);
        }
    }
}
