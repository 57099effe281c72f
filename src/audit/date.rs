//! A day of the Gregorian calendar: all the time that an audit knows.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A day, as `2026-05-14`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    // Days since 1970-01-01.
    days: i64,
}

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot read {0:?} as a day; write it as 2026-05-14")]
pub struct DateError(String);

const DAYS_IN_400_YEARS: i64 = 146_097;
/// From 0000-03-01 to 1970-01-01.
const EPOCH: i64 = 719_468;

impl Date {
    /// The day of a moment, in seconds since 1970-01-01T00:00:00Z.
    pub const fn of_unix(seconds: i64) -> Self {
        Self { days: seconds.div_euclid(86_400) }
    }

    /// So many days later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self { days: self.days + i64::from(days) }
    }

    /// Days from another day to this one.
    pub const fn days_since(self, other: Self) -> i64 {
        self.days - other.days
    }

    // Years are counted from March, so that the leap day is the last day of one and months need no table.
    const fn of(year: i64, month: i64, day: i64) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let from_march = (month + 9) % 12;
        let in_year = (153 * from_march + 2) / 5 + day - 1;
        let age = year.rem_euclid(400);
        let in_age = age * 365 + age / 4 - age / 100 + in_year;
        Self { days: year.div_euclid(400) * DAYS_IN_400_YEARS + in_age - EPOCH }
    }

    const fn parts(self) -> (i64, i64, i64) {
        let days = self.days + EPOCH;
        let in_age = days.rem_euclid(DAYS_IN_400_YEARS);
        let age = (in_age - in_age / 1_460 + in_age / 36_524 - in_age / 146_096) / 365;
        let in_year = in_age - (365 * age + age / 4 - age / 100);
        let from_march = (5 * in_year + 2) / 153;
        let day = in_year - (153 * from_march + 2) / 5 + 1;
        let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
        let year = days.div_euclid(DAYS_IN_400_YEARS) * 400 + age;
        (if month <= 2 { year + 1 } else { year }, month, day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let wrong = || DateError(text.to_owned());
        let shape = text.len() == 10
            && text.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shape {
            return Err(wrong());
        }
        let number = |from: usize, to: usize| text[from..to].parse::<i64>().map_err(|_| wrong());
        let date = Self::of(number(0, 4)?, number(5, 7)?, number(8, 10)?);
        // The 31st of April comes out as another day than it went in.
        if date.to_string() == text { Ok(date) } else { Err(wrong()) }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(to, "{year:04}-{month:02}-{day:02}")
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_go_in_and_come_out() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969-12-31", -1),
            ("2000-02-29", 11_016),
            ("2026-05-14", 20_587),
            ("1900-03-01", -25_508),
        ] {
            let date: Date = text.parse().unwrap();
            assert_eq!(date.days, days, "{text}");
            assert_eq!(date.to_string(), text);
        }
    }

    #[test]
    fn every_day_of_400_years_follows_the_one_before() {
        let mut date: Date = "1896-01-01".parse().unwrap();
        for _ in 0..146_097 {
            let next = date.plus_days(1);
            assert!(next.to_string() > date.to_string());
            assert_eq!(next.to_string().parse::<Date>().unwrap(), next);
            date = next;
        }
        assert_eq!(date.to_string(), "2296-01-01");
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in
            ["", "2026-5-14", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "14.05.2026"]
        {
            assert!(text.parse::<Date>().is_err(), "{text}");
        }
        let error = "tomorrow".parse::<Date>().unwrap_err().to_string();
        assert_eq!(error, "cannot read \"tomorrow\" as a day; write it as 2026-05-14");
    }

    #[test]
    fn a_moment_belongs_to_the_day_it_is_in() {
        assert_eq!(Date::of_unix(86_399).to_string(), "1970-01-01");
        assert_eq!(Date::of_unix(86_400).to_string(), "1970-01-02");
        assert_eq!(Date::of_unix(-1).to_string(), "1969-12-31");
    }
}
