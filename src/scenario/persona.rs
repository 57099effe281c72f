//! The synthetic patient, whose values are searched for wherever health data must not be.

/// A planted value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Canary<'a> {
    /// Its key, which stands for it in evidence.
    pub name: &'a str,
    /// The value.
    pub value: &'a str,
    /// Whether it proves anything alone.
    pub strength: Strength,
}

/// How much it proves when a planted value is found somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// Others have it too, or it is too short: it counts only beside another of the same patient.
    Weak,
    /// Nobody else has it.
    Strong,
}

/// The keys whose purpose checks know; others are welcome.
pub(super) const KEYS: [&str; 33] = [
    "address",
    "allergy",
    "city",
    "country",
    "credit_card",
    "date_of_birth",
    "diagnosis",
    "email",
    "emergency_contact",
    "family_name",
    "full_name",
    "gender",
    "given_name",
    "honorific",
    "insurer",
    "language",
    "medication",
    "member_id",
    "middle_name",
    "mrn",
    "nickname",
    "note",
    "organization",
    "phone",
    "policy_number",
    "postal_code",
    "preferred_name",
    "provider",
    "sex",
    "ssn",
    "state",
    "street",
    "username",
];

/// Keys of what many patients have in common.
const SHARED: [&str; 10] = [
    "city",
    "country",
    "date_of_birth",
    "gender",
    "honorific",
    "insurer",
    "language",
    "postal_code",
    "sex",
    "state",
];

/// Words that a portal says by itself, and names that test accounts have everywhere.
const COMMON: [&str; 63] = [
    "account",
    "address",
    "allergy",
    "anna",
    "annual",
    "appointment",
    "asthma",
    "boston",
    "chicago",
    "clinic",
    "cough",
    "demo",
    "diabetes",
    "diagnosis",
    "doctor",
    "doe",
    "email",
    "english",
    "example",
    "female",
    "fever",
    "follow",
    "general",
    "headache",
    "health",
    "history",
    "home",
    "hypertension",
    "insurance",
    "jane",
    "john",
    "johnson",
    "jones",
    "london",
    "main",
    "male",
    "mary",
    "medication",
    "member",
    "message",
    "name",
    "new",
    "none",
    "note",
    "other",
    "password",
    "patient",
    "pain",
    "practice",
    "record",
    "results",
    "sample",
    "secret",
    "smith",
    "street",
    "test",
    "type",
    "unknown",
    "up",
    "user",
    "username",
    "visit",
    "york",
];

/// The fewest characters that can be searched for.
const SHORTEST: usize = 6;

/// Why a value cannot be told from what a portal says anyway, if it cannot.
pub(super) fn too_common(value: &str) -> Option<&'static str> {
    let letters: Vec<char> = value.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut different: Vec<char> = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    different.sort_unstable();
    different.dedup();
    let counted = letters.len() >= 2
        && letters
            .windows(2)
            .all(|pair| matches!(pair, [a, b] if u32::from(*a) + 1 == u32::from(*b)));
    let mut words = value.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    if value.trim().chars().count() < SHORTEST || letters.len() < SHORTEST - 1 {
        Some("shorter than 6 characters")
    } else if different.len() < 4 || counted {
        Some("too regular to be unique")
    } else if words
        .all(|word| COMMON.contains(&word.to_lowercase().as_str()) || word.chars().count() == 1)
    {
        Some("made of words that a portal says anyway")
    } else {
        None
    }
}

/// How much a value proves.
pub(super) fn strength(key: &str, value: &str) -> Strength {
    if SHARED.contains(&key) || too_common(value).is_some() {
        Strength::Weak
    } else {
        Strength::Strong
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canary_is_long_and_rare() {
        for (value, expected) in [
            ("Quill", Some("shorter than 6 characters")),
            ("Quillo", None),
            ("a - - - b", Some("shorter than 6 characters")),
            ("555-555-5555", Some("too regular to be unique")),
            ("aaaaaaa", Some("too regular to be unique")),
            ("123456", Some("too regular to be unique")),
            ("123457", None),
            ("MRN-7F3K-0042", None),
            ("John Smith", Some("made of words that a portal says anyway")),
            ("John Q. Smith", Some("made of words that a portal says anyway")),
            ("Avery Smith", None),
            ("1984-03-12", None),
            ("", Some("shorter than 6 characters")),
        ] {
            assert_eq!(too_common(value), expected, "{value}");
        }
        assert_eq!(strength("mrn", "MRN-7F3K-0042"), Strength::Strong);
        assert_eq!(strength("date_of_birth", "1984-03-12"), Strength::Weak);
        assert_eq!(strength("mrn", "123456"), Strength::Weak);
    }
}
