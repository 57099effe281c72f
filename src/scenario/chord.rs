//! A key, alone or held together with others.

use super::suggestion::nearest;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// A key and what is held down with it, written as `Enter` or `Control+a`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chord {
    /// The keys held down, in the order of the type.
    pub modifiers: BTreeSet<Modifier>,
    /// The key.
    pub key: Key,
}

/// A key that is held down while another is pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Modifier {
    /// Control.
    Control,
    /// Alt, or Option.
    Alt,
    /// Shift.
    Shift,
    /// Command, or the Windows key.
    Meta,
}

/// A key, by its name in UI Events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are UI Events' own and say all there is to say")]
pub enum Key {
    Enter,
    Escape,
    Tab,
    Space,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    ArrowUp,
    ArrowDown,
    ArrowLeft,
    ArrowRight,
    /// F1 to F12.
    Function(u8),
    /// A key that types this character.
    Character(char),
}

const MODIFIERS: [(&str, Modifier); 4] = [
    ("Control", Modifier::Control),
    ("Alt", Modifier::Alt),
    ("Shift", Modifier::Shift),
    ("Meta", Modifier::Meta),
];

const KEYS: [(&str, Key); 15] = [
    ("Enter", Key::Enter),
    ("Escape", Key::Escape),
    ("Tab", Key::Tab),
    ("Space", Key::Space),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Insert", Key::Insert),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PageUp", Key::PageUp),
    ("PageDown", Key::PageDown),
    ("ArrowUp", Key::ArrowUp),
    ("ArrowDown", Key::ArrowDown),
    ("ArrowLeft", Key::ArrowLeft),
    ("ArrowRight", Key::ArrowRight),
];

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = MODIFIERS.iter().find(|(_, modifier)| modifier == self);
        f.write_str(named.map_or("", |(name, _)| name))
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Function(number) => write!(f, "F{number}"),
            Self::Character(character) => write!(f, "{character}"),
            named => {
                f.write_str(KEYS.iter().find(|(_, key)| key == named).map_or("", |(name, _)| name))
            }
        }
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for modifier in &self.modifiers {
            write!(f, "{modifier}+")?;
        }
        self.key.fmt(f)
    }
}

impl FromStr for Key {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        if let Some((_, key)) = KEYS.iter().find(|(known, _)| *known == name) {
            return Ok(*key);
        }
        let mut characters = name.chars();
        if let (Some(only), None) = (characters.next(), characters.next())
            && !only.is_whitespace()
            && !only.is_control()
        {
            return Ok(Self::Character(only));
        }
        let number = name
            .strip_prefix('F')
            .filter(|digits| !digits.starts_with(['0', '+']))
            .and_then(|digits| digits.parse().ok());
        match number {
            Some(number @ 1..=12) => Ok(Self::Function(number)),
            _ => Err(unknown(
                "key",
                name,
                KEYS.iter().map(|(known, _)| *known),
                ", F1 to F12, or one character",
            )),
        }
    }
}

impl FromStr for Chord {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The last plus may be the key itself.
        let (held, key) = match text.strip_suffix("++") {
            Some(held) => (Some(held), "+"),
            None => text
                .rsplit_once('+')
                .filter(|(held, _)| !held.is_empty())
                .map_or((None, text), |(held, key)| (Some(held), key)),
        };
        let mut modifiers = BTreeSet::new();
        for name in held.iter().flat_map(|held| held.split('+')) {
            let known = MODIFIERS.iter().find(|(known, _)| *known == name);
            let Some((_, modifier)) = known else {
                return Err(unknown(
                    "modifier",
                    name,
                    MODIFIERS.iter().map(|(known, _)| *known),
                    "",
                ));
            };
            if !modifiers.insert(*modifier) {
                return Err(format!("`{name}` is held twice\nname it once"));
            }
        }
        Ok(Self { modifiers, key: key.parse()? })
    }
}

fn unknown(
    kind: &str,
    name: &str,
    words: impl Iterator<Item = &'static str> + Clone,
    more: &str,
) -> String {
    let help = match nearest(name, words.clone()) {
        Some(known) => format!("did you mean `{known}`?"),
        None => format!("there is: {}{more}", words.collect::<Vec<_>>().join(", ")),
    };
    format!("unknown {kind} `{name}`\n{help}")
}

impl Serialize for Chord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Chord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_may_be_held_with_others() {
        for text in [
            "Enter",
            "Space",
            "a",
            "7",
            "+",
            "F1",
            "F12",
            "Control+a",
            "Control++",
            "Control+Alt+Delete",
            "Shift+Tab",
            "é",
        ] {
            assert_eq!(text.parse::<Chord>().map(|chord| chord.to_string()), Ok(text.to_owned()));
        }
        let chord = "Shift+Control+Tab".parse::<Chord>();
        assert_eq!(
            chord.map(|chord| chord.to_string()),
            Ok("Control+Shift+Tab".to_owned()),
            "one order"
        );
        for text in [
            "",
            "F0",
            "F13",
            "F01",
            "ab",
            "enter",
            " ",
            "Control+",
            "+a",
            "Control",
            "Strg+a",
            "Control+Control+a",
            "a+Control",
            "++",
        ] {
            assert!(text.parse::<Chord>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_key_that_was_meant_is_offered() {
        for (text, expected) in [
            ("Entr", "unknown key `Entr`\ndid you mean `Enter`?"),
            ("Esc", "unknown key `Esc`\ndid you mean `Escape`?"),
            ("Ctrl+a", "unknown modifier `Ctrl`\ndid you mean `Control`?"),
            ("Hyper+a", "unknown modifier `Hyper`\nthere is: Control, Alt, Shift, Meta"),
        ] {
            assert_eq!(text.parse::<Chord>(), Err(expected.to_owned()));
        }
    }
}
