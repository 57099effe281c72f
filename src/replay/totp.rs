//! One-time codes: RFC 6238 with SHA-1, six digits and steps of 30 seconds, as authenticator apps do it.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// For how many seconds a code is good.
pub(super) const STEP_S: u64 = 30;

/// The code of a base32 seed at a time in seconds since 1970; `None` for a seed that is no base32.
pub(super) fn code(seed: &str, seconds: u64) -> Option<String> {
    let key = base32(seed)?;
    let mut mac = Hmac::<Sha1>::new_from_slice(&key).ok()?;
    mac.update(&(seconds / STEP_S).to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[digest.len() - 1] & 0xf);
    let part: [u8; 4] = digest.get(offset..offset + 4)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(part) & 0x7fff_ffff) % 1_000_000))
}

/// Bytes of a base32 text (RFC 4648, section 6), in either case, with or without padding and spaces.
fn base32(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0u8);
    for character in text.chars().filter(|c| !matches!(c, ' ' | '-' | '=')) {
        let value = match character.to_ascii_uppercase() {
            letter @ 'A'..='Z' => letter as u32 - 'A' as u32,
            digit @ '2'..='7' => digit as u32 - '2' as u32 + 26,
            _ => return None,
        };
        bits = bits << 5 | value;
        held += 5;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xff).ok()?);
        }
    }
    (!bytes.is_empty()).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::code;

    /// RFC 6238, appendix B, the last six of eight digits; the seed is the ASCII text 12345678901234567890.
    #[test]
    fn the_vectors_of_the_rfc() {
        for (seconds, digits) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_234_567_890, "005924"),
            (20_000_000_000, "353130"),
        ] {
            let said = code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds);
            assert_eq!(said.as_deref(), Some(digits));
        }
        assert_eq!(code("gezd gnbv-gy3tqojqgezdgnbvgy3tqojq", 59).as_deref(), Some("287082"));
        assert_eq!(code("not base32!", 59), None);
    }
}
