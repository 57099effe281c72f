//! A length of time, as a policy writes it.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// Units with their seconds, from the longest.
const UNITS: [(&str, u64); 4] = [("days", 86_400), ("h", 3_600), ("min", 60), ("s", 1)];

/// A length of time in whole seconds, written as `15 min`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    seconds: u64,
}

impl Duration {
    /// So many seconds.
    pub const fn from_secs(seconds: u64) -> Self {
        Self { seconds }
    }

    /// So many minutes.
    pub const fn from_mins(minutes: u64) -> Self {
        Self { seconds: minutes * 60 }
    }

    /// So many hours.
    pub const fn from_hours(hours: u64) -> Self {
        Self { seconds: hours * 3_600 }
    }

    /// So many days.
    pub const fn from_days(days: u64) -> Self {
        Self { seconds: days * 86_400 }
    }

    /// In whole seconds.
    pub const fn as_secs(self) -> u64 {
        self.seconds
    }

    /// In whole days, the last one not counted if it is not whole.
    pub const fn as_days(self) -> u64 {
        self.seconds / 86_400
    }

    /// As the standard library has it.
    pub const fn to_std(self) -> std::time::Duration {
        std::time::Duration::from_secs(self.seconds)
    }

    fn read(text: &str) -> Result<Self, String> {
        const SHAPE: &str = "write a whole number and one of s, min, h, days, such as `15 min`";
        let text = text.trim();
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let unit = unit.trim_start();
        let unit = if unit == "day" { "days" } else { unit };
        let number: u64 = match number.parse() {
            Ok(number) => number,
            Err(_) if number.is_empty() => {
                return Err(format!("`{text}` is not a duration\n{SHAPE}"));
            }
            Err(_) => return Err(format!("`{text}` is too long a time\n{SHAPE}")),
        };
        let Some((_, seconds)) = UNITS.iter().find(|(known, _)| *known == unit) else {
            return Err(if unit.is_empty() {
                format!("`{text}` has no unit\n{SHAPE}")
            } else {
                format!("unknown unit `{unit}`\n{SHAPE}")
            });
        };
        let seconds = number
            .checked_mul(*seconds)
            .ok_or_else(|| format!("`{text}` is too long a time\n{SHAPE}"))?;
        Ok(Self { seconds })
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole =
            |(_, unit): &&(&str, u64)| self.seconds > 0 && self.seconds.is_multiple_of(*unit);
        let (name, unit) = UNITS.iter().find(whole).unwrap_or(&("s", 1));
        let number = self.seconds / unit;
        let name = if *name == "days" && number == 1 { "day" } else { name };
        write!(f, "{number} {name}")
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Duration {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_a_unit_make_a_duration() {
        for (text, seconds, shown) in [
            ("0 s", 0, "0 s"),
            ("90 s", 90, "90 s"),
            ("60s", 60, "1 min"),
            ("15 min", 900, "15 min"),
            ("12 h", 43_200, "12 h"),
            ("1 day", 86_400, "1 day"),
            ("24 h", 86_400, "1 day"),
            ("30 days", 2_592_000, "30 days"),
        ] {
            let duration = Duration::read(text);
            assert_eq!(duration, Ok(Duration::from_secs(seconds)), "{text}");
            assert_eq!(duration.map(|d| d.to_string()), Ok(shown.to_owned()));
        }
        for text in [
            "",
            "15",
            "min",
            "15 mins",
            "-1 s",
            "1.5 h",
            "15 min 2 s",
            "99999999999999999999 s",
            "999999999999999999 days",
        ] {
            assert!(Duration::read(text).is_err(), "{text}");
        }
    }
}
