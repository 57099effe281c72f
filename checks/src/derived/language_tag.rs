//! The primary language subtags of the IANA registry, and whether a tag begins with one.
//!
//! The list beside this file holds the subtags of type `language` in the registry of 25 August 2025, in
//! two sorted parts: those of two letters, then those of three. Private use (`qaa` to `qtz`) is one entry there.

/// The subtags, separated by white space.
const SUBTAGS: &str = include_str!("language_subtags.txt");

/// How far the value of a `lang` attribute tells a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LanguageTag {
    /// Its primary subtag is registered as a language.
    Known,
    /// Its primary subtag is registered, but for no language in particular: `und`, `mul`, `zxx`, private use.
    Unspecific,
    /// A known tag with white space around it, which browsers do not trim.
    Padded,
    /// Its primary subtag is not registered: `english`, `en_US`, `eng`.
    Unknown,
}

impl LanguageTag {
    /// Reads the value of a `lang` attribute.
    pub fn of(value: &str) -> Self {
        let trimmed = value.trim();
        let primary = trimmed.split('-').next().unwrap_or_default().to_ascii_lowercase();
        if ["und", "mul", "mis", "zxx"].contains(&&*primary) || is_private(&primary) {
            Self::Unspecific
        } else if !is_registered(&primary) {
            Self::Unknown
        } else if trimmed == value {
            Self::Known
        } else {
            Self::Padded
        }
    }
}

fn is_registered(primary: &str) -> bool {
    // Nothing but letters can equal a subtag, and an empty text is none.
    !primary.is_empty() && SUBTAGS.split_ascii_whitespace().any(|subtag| subtag == primary)
}

fn is_private(primary: &str) -> bool {
    primary.len() == 3 && ("qaa"..="qtz").contains(&primary)
}

#[cfg(test)]
mod tests {
    use super::{LanguageTag, SUBTAGS};

    #[test]
    fn the_list_is_sorted_and_whole() {
        let subtags: Vec<_> = SUBTAGS.split_ascii_whitespace().collect();
        assert!(subtags.is_sorted_by(|a, b| (a.len(), a) < (b.len(), b)));
        assert_eq!(subtags.len(), 8267);
    }

    #[test]
    fn the_primary_subtag_decides() {
        for (tag, expected) in [
            ("en", LanguageTag::Known),
            ("EN-us", LanguageTag::Known),
            ("de-anything", LanguageTag::Known),
            ("yue", LanguageTag::Known),
            ("eng", LanguageTag::Unknown),
            ("en_US", LanguageTag::Unknown),
            ("english", LanguageTag::Unknown),
            ("i-klingon", LanguageTag::Unknown),
            ("-en", LanguageTag::Unknown),
            ("", LanguageTag::Unknown),
            (" en", LanguageTag::Padded),
            ("und", LanguageTag::Unspecific),
            ("qab", LanguageTag::Unspecific),
            ("que", LanguageTag::Unknown),
        ] {
            assert_eq!(LanguageTag::of(tag), expected, "{tag:?}");
        }
    }
}
