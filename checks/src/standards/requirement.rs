//! A sentence in a standard that somebody can be held to.

/// A standard, with its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standard {
    /// Web Content Accessibility Guidelines 2.2.
    Wcag22,
    /// Accessible Rich Internet Applications 1.2: a rule of its own, required by no WCAG criterion.
    Aria12,
    /// OWASP Application Security Verification Standard 5.0.
    Asvs5,
    /// The HIPAA Security and Privacy Rules, 45 CFR part 164.
    Hipaa,
    /// OWASP Web Security Testing Guide, as it is published last.
    Wstg,
    /// An RFC of the IETF.
    Rfc,
}

impl Standard {
    /// The name that a report shows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Wcag22 => "WCAG 2.2",
            Self::Aria12 => "WAI-ARIA 1.2",
            Self::Asvs5 => "OWASP ASVS 5.0",
            Self::Hipaa => "45 CFR",
            Self::Wstg => "OWASP Testing Guide",
            Self::Rfc => "RFC",
        }
    }
}

/// A sentence in a standard that somebody can be held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// The standard and its version.
    pub standard: Standard,
    /// The number in it: `2.5.8`.
    pub number: &'static str,
    /// Its own short name: `Target Size (Minimum)`.
    pub title: &'static str,
    /// Its level, if the standard has levels: `AA`.
    pub level: &'static str,
    /// Where to read it.
    pub url: &'static str,
}
