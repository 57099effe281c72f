//! An entry of Chromium's HTTP cache, a file each: a head with the key, the body as it came, the fields.
//!
//! ```text
//! magic 8, version 4, key length 4, key hash 4, 4 unused | key | body | end of body 24 | fields | [hash 32] | end 24
//! ```
//!
//! Each end is magic 8, flags 4, checksum 4, length of what it ends 4, 4 unused; all little-endian. The key is
//! `1/0/_dk_SITE SITE ADDRESS`. Measured in files of Chromium 156.

const HEAD: usize = 24;
const END: usize = 24;
const HASH: usize = 32;
const HEAD_MAGIC: u64 = 0xfcfb_6d1b_a772_5c30;
const END_MAGIC: u64 = 0xf4fa_6f45_970d_41d8;
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
        if number(bytes, 0)? != HEAD_MAGIC {
            return None;
        }
        let key_length = usize::try_from(half(bytes, 12)?).ok()?;
        let (_, rest) = bytes.split_at_checked(HEAD)?;
        let (key, rest) = rest.split_at_checked(key_length)?;
        let url = std::str::from_utf8(key).ok()?.rsplit(' ').next()?;
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
    use super::{END_MAGIC, Entry, HAS_HASH, HEAD_MAGIC};
    use proptest::prelude::*;

    /// An entry as the browser writes it.
    pub(crate) fn written(url: &str, head: &[u8], body: &[u8]) -> Vec<u8> {
        let key = format!("1/0/_dk_https://portal.test https://portal.test {url}");
        let length = |part: &[u8]| u32::try_from(part.len()).expect("a short part").to_le_bytes();
        let mut bytes = HEAD_MAGIC.to_le_bytes().to_vec();
        bytes.extend(5_u32.to_le_bytes());
        bytes.extend(length(key.as_bytes()));
        bytes.extend([7; 8]);
        bytes.extend(key.as_bytes());
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
        }
    }
}
