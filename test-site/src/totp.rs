//! One-time codes as authenticator apps make them (RFC 6238: HMAC-SHA-1, 30 seconds, six digits).
//!
//! A code is spent by the sign-in that used it, not for the whole account: a test tenant has several sign-ins of one patient
//! within one step, which a production portal would refuse.

use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

const STEP_SECONDS: u64 = 30;

/// The code that an authenticator app shows at one moment (RFC 6238); `None` when the seed is not base32.
pub fn code_at(seed: &str, unix_seconds: u64) -> Option<String> {
    code_of_step(&decode_base32(seed)?, unix_seconds / STEP_SECONDS, 6)
}

/// Whether the code belongs to now, to the step before or to the step after.
pub(crate) fn is_current(seed: &str, code: &str, unix_seconds: u64) -> bool {
    [unix_seconds.saturating_sub(STEP_SECONDS), unix_seconds, unix_seconds + STEP_SECONDS]
        .iter()
        .filter_map(|moment| code_at(seed, *moment))
        .any(|expected| expected == code)
}

fn code_of_step(key: &[u8], step: u64, digits: u32) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(key).ok()?;
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last()? & 0x0f);
    let chosen: [u8; 4] = digest.get(offset..offset + 4)?.try_into().ok()?;
    let number = (u32::from_be_bytes(chosen) & 0x7fff_ffff) % 10_u32.pow(digits);
    Some(format!("{number:0width$}", width = digits as usize))
}

fn decode_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut buffer, mut bits) = (0_u32, 0_u32);
    for letter in text.trim_end_matches('=').bytes() {
        let value = match letter.to_ascii_uppercase() {
            upper @ b'A'..=b'Z' => upper - b'A',
            digit @ b'2'..=b'7' => digit - b'2' + 26,
            _ => return None,
        };
        buffer = (buffer << 5) | u32::from(value);
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((buffer >> bits) & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The SHA-1 rows of appendix B of RFC 6238; the seed is the ASCII text 12345678901234567890.
    #[test]
    fn vectors_of_the_rfc() {
        for (seconds, expected) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            let code = code_of_step(b"12345678901234567890", seconds / STEP_SECONDS, 8);
            assert_eq!(code.as_deref(), Some(expected), "at {seconds}");
        }
    }

    #[test]
    fn a_seed_is_base32() {
        assert_eq!(decode_base32("GEZDGNBVGY3TQOJQ").as_deref(), Some(&b"1234567890"[..]));
        assert_eq!(decode_base32("not base32!"), None);
    }

    #[test]
    fn one_step_either_way_is_accepted_and_no_more() {
        let (seed, now) = ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1_111_111_111);
        for (moment, accepted) in
            [(now - 60, false), (now - 30, true), (now, true), (now + 30, true), (now + 60, false)]
        {
            let code = code_at(seed, moment).unwrap();
            assert_eq!(is_current(seed, &code, now), accepted, "code of {moment}");
        }
    }
}
