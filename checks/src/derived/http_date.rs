//! Dates of HTTP fields and cookies.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Seconds since 1970 of a date, read as RFC 6265 section 5.1.1 has browsers read a cookie's; that takes in the
/// three formats of RFC 9110 section 5.6.7.
pub fn http_date(text: &str) -> Option<i64> {
    let (mut time, mut day, mut month, mut year) = (None, None, None, None);
    for token in text.split(|c: char| !(c.is_ascii_alphanumeric() || c == ':')) {
        let digits = token.bytes().take_while(u8::is_ascii_digit).count();
        if time.is_none() && clock(token).is_some() {
            time = clock(token);
        } else if day.is_none() && (1..=2).contains(&digits) {
            day = token[..digits].parse::<i64>().ok();
        } else if month.is_none() && token.len() >= 3 && digits == 0 {
            let name = token.get(..3)?.to_ascii_lowercase();
            month = MONTHS.iter().position(|month| *month == name);
        } else if year.is_none() && (2..=4).contains(&digits) {
            year = token[..digits].parse::<i64>().ok();
        }
    }
    let year = match year? {
        year @ 70..=99 => year + 1900,
        year @ 0..=69 => year + 2000,
        year => year,
    };
    let (day, month) = (day?, i64::try_from(month?).ok()? + 1);
    if !(1601..=9999).contains(&year) || !(1..=31).contains(&day) {
        return None;
    }
    Some(days_from_1970(year, month, day) * 86_400 + time?)
}

fn clock(token: &str) -> Option<i64> {
    let mut parts = token.split(':');
    let mut part = |limit: i64| {
        let part = parts.next()?;
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        (1..=2)
            .contains(&digits)
            .then(|| part[..digits].parse::<i64>().ok())
            .flatten()
            .filter(|number| *number < limit)
    };
    Some(part(24)? * 3600 + part(60)? * 60 + part(61)?)
}

/// Days of the proleptic Gregorian calendar: years are counted from March, so that a leap day ends one.
pub(super) fn days_from_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::http_date;

    #[test]
    fn the_formats_of_http_and_of_cookies_are_read() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
            "Sun, 06-Nov-1994 08:49:37 GMT",
        ] {
            assert_eq!(http_date(text), Some(784_111_777), "{text}");
        }
        assert_eq!(http_date("Thu, 01 Jan 1970 00:00:00 GMT"), Some(0));
        assert_eq!(http_date("Tue, 29 Feb 2028 00:00:00 GMT"), Some(1_835_395_200));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "0", "-1", "tomorrow", "Sun, 06 Nov 1994", "Sun, 06 Nov 1994 25:00:00 GMT"]
        {
            assert_eq!(http_date(text), None, "{text}");
        }
    }
}
