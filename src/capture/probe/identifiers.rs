//! What the values of a session cookie have in common. The values themselves are never kept.

use std::collections::BTreeSet;
use wardround_checks::evidence::Identifiers;

/// Values that follow each other within this count.
const NEAR: u128 = 1_000_000;

/// Takes the values of one cookie together, in the order they were given out.
pub fn identifiers(cookie: &str, values: &[String]) -> Identifiers {
    let letters: Vec<Vec<char>> = values.iter().map(|value| value.chars().collect()).collect();
    let length = letters.iter().map(Vec::len).min().unwrap_or(0);
    let varying: Vec<usize> = (0..length)
        .filter(|place| letters.iter().any(|value| value[*place] != letters[0][*place]))
        .collect();
    let used = letters.iter().flat_map(|value| varying.iter().map(|place| value[*place]));
    let alphabet = alphabet(&used.collect());
    let (counted, places) = (u32::try_from(varying.len()).unwrap_or(u32::MAX), f64::from(alphabet));
    let bits = f64::from(counted) * if alphabet > 1 { places.log2() } else { 0.0 };
    let distinct: BTreeSet<_> = values.iter().collect();
    Identifiers {
        cookie: cookie.to_owned(),
        samples: u32::try_from(values.len()).unwrap_or(u32::MAX),
        length: u32::try_from(length).unwrap_or(u32::MAX),
        varying: counted,
        alphabet,
        bits: (bits * 10.0).round() / 10.0,
        repeated: distinct.len() < values.len(),
        counting: counts(&letters, &varying),
    }
}

/// The size of the smallest usual alphabet that has all of these letters.
fn alphabet(used: &BTreeSet<char>) -> u32 {
    let all = |fits: fn(&char) -> bool| used.iter().all(fits);
    let is_hex = |c: &char| c.is_ascii_digit() || ('a'..='f').contains(c);
    let is_upper_hex = |c: &char| c.is_ascii_digit() || ('A'..='F').contains(c);
    match () {
        () if used.is_empty() => 0,
        () if all(char::is_ascii_digit) => 10,
        () if all(is_hex) || all(is_upper_hex) => 16,
        () if all(|c| c.is_ascii_digit() || c.is_ascii_lowercase()) => 36,
        () if all(|c| c.is_ascii_digit() || c.is_ascii_uppercase()) => 36,
        () if all(char::is_ascii_alphanumeric) => 62,
        () if all(|c| c.is_ascii_alphanumeric() || "-_+/".contains(*c)) => 64,
        () => 94,
    }
}

/// Whether the part that varies is a number that grows by little from one value to the next.
fn counts(values: &[Vec<char>], varying: &[usize]) -> bool {
    let (Some(first), Some(last)) = (varying.first(), varying.last()) else { return false };
    let number = |value: &Vec<char>, radix| {
        let part: String = value[*first..=*last].iter().collect();
        u128::from_str_radix(&part, radix).ok()
    };
    values.len() >= 3
        && [10, 16].iter().any(|radix| {
            let numbers: Vec<_> = values.iter().map_while(|value| number(value, *radix)).collect();
            numbers.len() == values.len()
                && numbers.windows(2).all(|two| two[1] > two[0] && two[1] - two[0] < NEAR)
        })
}

#[cfg(test)]
mod tests {
    use super::identifiers;
    use wardround_checks::evidence::Identifiers;

    fn of(values: &[&str]) -> Identifiers {
        let values: Vec<_> = values.iter().map(|value| (*value).to_owned()).collect();
        identifiers("session", &values)
    }

    #[test]
    fn only_what_varies_can_be_guessed_at() {
        let random = of(&[
            "9f86d081884c7d659a2feaa0c55ad015",
            "60303ae22b998861bce3b28f33eec1be",
            "fd61a03af4f77d870fc21e05e7e80678",
            "a4e624d686e03ed2767c0abd85c14426",
        ]);
        assert_eq!((random.length, random.alphabet), (32, 16));
        assert!(random.bits > 110.0 && random.bits <= 128.0, "{}", random.bits);
        let padded = of(&["0000000000000000a7c1", "0000000000000000f2e9", "00000000000000001b30"]);
        assert_eq!((padded.varying, padded.bits), (4, 16.0));
        let signed = of(&["s%3Aab.XYZ", "s%3Acd.UVW"]);
        assert_eq!((signed.varying, signed.alphabet), (5, 62));
        assert!(of(&["same", "same"]).repeated);
        assert!(of(&["same", "same"]).bits < 0.1);
        assert!(of(&[]).bits < 0.1);
        assert_eq!(of(&["a", "abc"]).length, 1);
    }

    #[test]
    fn numbers_that_follow_each_other_count() {
        assert!(of(&["user-1009", "user-1010", "user-1013"]).counting);
        assert!(of(&["65f0a1b2", "65f0a1b4", "65f0a1bc"]).counting);
        assert!(!of(&["user-1013", "user-1010", "user-1009"]).counting);
        assert!(!of(&["9f86d081", "60303ae2", "fd61a03a"]).counting);
        assert!(!of(&["1", "2"]).counting, "two may be chance");
        assert!(!of(&["same", "same", "same"]).counting);
    }
}
