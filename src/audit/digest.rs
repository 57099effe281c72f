//! Digests that identify things.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Sixteen hexadecimal digits that stand for these parts. Each part goes in with its length, so that
/// what ends one and begins the next matters.
pub(super) fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    hash.finalize().iter().take(8).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::digest;

    #[test]
    fn the_border_between_parts_matters() {
        assert_ne!(digest(["ab", "c"]), digest(["a", "bc"]));
        assert_ne!(digest(["a"]), digest(["a", ""]));
    }

    #[test]
    fn a_digest_is_the_same_for_ever() {
        assert_eq!(digest(["button-name", "appointment"]), digest(["button-name", "appointment"]));
        assert_eq!(digest([]), "e3b0c44298fc1c14");
    }
}
