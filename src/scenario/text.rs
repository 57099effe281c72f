//! Text to type, spelled out or by the name of what it is.

use super::expectation::Planted;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// Text to put somewhere. A name instead of a literal says what the field is for, and keeps secrets out of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// Spelled out.
    Plain(String),
    /// A value of the persona: `patient.KEY`.
    Patient(String),
    /// A planted value that is nobody's field: `canaries.KEY`.
    Canary(String),
    /// The value of a secret: `secret:NAME`.
    Secret(String),
    /// The one-time code that a secret seed gives now: `totp:NAME`.
    Totp(String),
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        match text.split_once(':') {
            Some(("secret", name)) => return Self::Secret(name.to_owned()),
            Some(("totp", name)) => return Self::Totp(name.to_owned()),
            _ => {}
        }
        match Planted::read(text) {
            Some(Planted::Patient(key)) => Self::Patient(key),
            Some(Planted::Canary(key)) => Self::Canary(key),
            None => Self::Plain(text.to_owned()),
        }
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Patient(key) => write!(f, "patient.{key}"),
            Self::Canary(key) => write!(f, "canaries.{key}"),
            Self::Secret(name) => write!(f, "secret:{name}"),
            Self::Totp(name) => write!(f, "totp:{name}"),
        }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from(String::deserialize(deserializer)?.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_a_literal() {
        for (text, expected) in [
            ("patient.email", Text::Patient("email".into())),
            ("canaries.note", Text::Canary("note".into())),
            ("secret:password", Text::Secret("password".into())),
            ("totp:seed", Text::Totp("seed".into())),
            ("totp:", Text::Totp(String::new())),
            ("patient.", Text::Plain("patient.".into())),
            ("patient. He is ill", Text::Plain("patient. He is ill".into())),
            ("patients.email", Text::Plain("patients.email".into())),
            ("a secret:password", Text::Plain("a secret:password".into())),
            ("", Text::Plain(String::new())),
        ] {
            assert_eq!(Text::from(text), expected);
            assert_eq!(expected.to_string(), text);
        }
    }
}
