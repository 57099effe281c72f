//! Dates of the demo tenant: the day it believes to be today never moves, so that scenarios stay true.

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// The day on which everything in the portal happens: a Monday.
pub(crate) const TODAY: Date = Date { year: 2027, month: 1, day: 4 };

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Date {
    /// From the count of days since 1 January 1970.
    pub(crate) fn from_days(days: i64) -> Self {
        let mut year = 1970;
        let mut rest = days;
        while rest < 0 {
            year -= 1;
            rest += days_in_year(year);
        }
        while rest >= days_in_year(year) {
            rest -= days_in_year(year);
            year += 1;
        }
        let mut month = 1;
        while rest >= i64::from(days_in_month(year, month)) {
            rest -= i64::from(days_in_month(year, month));
            month += 1;
        }
        Self { year, month, day: u8::try_from(rest + 1).unwrap_or(1) }
    }

    /// Days since 1 January 1970.
    pub(crate) fn to_days(self) -> i64 {
        let years: i64 = if self.year >= 1970 {
            (1970..self.year).map(days_in_year).sum()
        } else {
            -(self.year..1970).map(days_in_year).sum::<i64>()
        };
        let months: i64 =
            (1..self.month).map(|month| i64::from(days_in_month(self.year, month))).sum();
        years + months + i64::from(self.day) - 1
    }

    /// A day earlier or later.
    pub(crate) fn plus_days(self, days: i64) -> Self {
        Self::from_days(self.to_days() + days)
    }

    /// The first day of a month that lies so many months away.
    pub(crate) fn first_of_month(self, months_away: i32) -> Self {
        let months = self.year * 12 + i32::from(self.month) - 1 + months_away;
        let month = u8::try_from(months.rem_euclid(12) + 1).unwrap_or(1);
        Self { year: months.div_euclid(12), month, day: 1 }
    }

    /// How many days its month has.
    pub(crate) fn days_of_month(self) -> u8 {
        days_in_month(self.year, self.month)
    }

    /// 0 for Monday to 6 for Sunday.
    pub(crate) fn weekday(self) -> usize {
        // 1 January 1970 was a Thursday.
        usize::try_from((self.to_days() + 3).rem_euclid(7)).unwrap_or(0)
    }

    /// `2027-01-12`, as forms carry it.
    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// From `2027-01-12`; `None` when there is no such day.
    pub(crate) fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
            return None;
        }
        let date =
            Self { year: year.parse().ok()?, month: month.parse().ok()?, day: day.parse().ok()? };
        let exists =
            (1..=12).contains(&date.month) && (1..=date.days_of_month()).contains(&date.day);
        exists.then_some(date)
    }

    /// `Tuesday 12 January 2027`.
    pub(crate) fn long(self) -> String {
        format!("{} {}", WEEKDAYS[self.weekday()], self.without_weekday())
    }

    /// `12 January 2027`.
    pub(crate) fn without_weekday(self) -> String {
        format!("{} {}", self.day, self.month_and_year())
    }

    /// `January 2027`.
    pub(crate) fn month_and_year(self) -> String {
        let month = MONTHS.get(usize::from(self.month).wrapping_sub(1)).copied().unwrap_or("");
        format!("{month} {}", self.year)
    }
}

/// Names of the weekdays, Monday first.
pub(crate) fn weekdays() -> [&'static str; 7] {
    WEEKDAYS
}

fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

fn days_in_year(year: i32) -> i64 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_the_monday_that_the_scenarios_count_on() {
        assert_eq!(TODAY.long(), "Monday 4 January 2027");
        assert_eq!(TODAY.plus_days(8).long(), "Tuesday 12 January 2027");
    }

    #[test]
    fn days_count_there_and_back() {
        for (iso, days) in
            [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-12-31", 20_818), ("1969-12-31", -1)]
        {
            let date = Date::parse_iso(iso).unwrap();
            assert_eq!(date.to_days(), days, "{iso}");
            assert_eq!(Date::from_days(days).iso(), iso);
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_refused() {
        for text in ["2027-02-29", "2027-13-01", "2027-00-10", "27-01-01", "2027-1-1", "", "x-y-z"]
        {
            assert_eq!(Date::parse_iso(text), None, "{text}");
        }
    }

    #[test]
    fn months_turn_over_the_year() {
        assert_eq!(TODAY.first_of_month(-1).month_and_year(), "December 2026");
        assert_eq!(TODAY.first_of_month(12).month_and_year(), "January 2028");
    }
}
