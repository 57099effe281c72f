//! What a browser's cache may do with a response (RFC 9111).

use super::http_date;
use crate::evidence::Exchange;

/// A `Cache-Control` field, all its lines together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CacheControl(Vec<(String, Option<String>)>);

/// What a browser's cache, a private one, may do with a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keeping {
    /// It may not store it.
    Forbidden,
    /// It may store it, and use it again for so many seconds without asking the server.
    Reusable(u64),
    /// It may store it, and use it again once the server says that it still holds.
    Validated,
}

/// Statuses that may be stored without explicit freshness (RFC 9110, section 15.1).
pub(super) const HEURISTIC: [u16; 12] =
    [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501];

impl CacheControl {
    /// Reads the directives of a field value; whatever does not parse is left out.
    pub fn parse(value: &str) -> Self {
        Self(members(value).into_iter().filter_map(|member| directive(&member)).collect())
    }

    /// Whether a directive stands there without an argument: `private="no-store"` is not `no-store`.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(directive, argument)| directive == name && argument.is_none())
    }

    /// The seconds of a directive; the fewest if it stands there twice, none at all if they are no number.
    pub fn seconds(&self, name: &str) -> Option<u64> {
        self.0
            .iter()
            .filter(|(directive, _)| directive == name)
            .map(|(_, argument)| argument.as_deref().and_then(delta_seconds).unwrap_or(0))
            .min()
    }
}

impl Keeping {
    /// What the fields of a response allow. `must-understand` undoes `no-store` for a cache that knows the status
    /// code, and browsers know them all.
    pub fn of(exchange: &Exchange) -> Self {
        let control = CacheControl::parse(&exchange.field("cache-control").unwrap_or_default());
        if control.has("no-store") && !control.has("must-understand") {
            return Self::Forbidden;
        }
        let age = exchange.field("age").and_then(|age| delta_seconds(&age)).unwrap_or(0);
        match lifetime(exchange, &control).saturating_sub(age) {
            0 => Self::Validated,
            _ if control.has("no-cache") => Self::Validated,
            seconds => Self::Reusable(seconds),
        }
    }
}

/// Freshness lifetime: the first of `max-age`, `Expires` and the usual tenth of the age (section 4.2.1, 4.2.2).
pub(super) fn lifetime(exchange: &Exchange, control: &CacheControl) -> u64 {
    if let Some(seconds) = control.seconds("max-age") {
        return seconds;
    }
    let date = |name| exchange.field(name).and_then(|value| http_date(&value));
    let between = |from: Option<i64>, to: Option<i64>| {
        from.zip(to).map_or(0, |(from, to)| u64::try_from(to - from).unwrap_or(0))
    };
    if exchange.field("expires").is_some() {
        return between(date("date"), date("expires"));
    }
    if exchange.status.is_some_and(|status| HEURISTIC.contains(&status)) {
        return between(date("last-modified"), date("date")) / 10;
    }
    0
}

fn delta_seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::from(u32::MAX)))
}

/// The members of a list field, divided at commas that stand in no quoted string.
fn members(value: &str) -> Vec<String> {
    let (mut members, mut quoted, mut escaped) = (vec![String::new()], false, false);
    for character in value.chars() {
        if character == ',' && !quoted {
            members.push(String::new());
            continue;
        }
        if character == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = quoted && character == '\\' && !escaped;
        if let Some(member) = members.last_mut() {
            member.push(character);
        }
    }
    members
}

fn directive(member: &str) -> Option<(String, Option<String>)> {
    let (name, argument) = match member.split_once('=') {
        Some((name, argument)) => (name, Some(argument.trim().trim_matches('"').to_owned())),
        None => (member, None),
    };
    let name = name.trim();
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    (!name.is_empty() && name.chars().all(token)).then(|| (name.to_ascii_lowercase(), argument))
}

#[cfg(test)]
mod tests {
    use super::{CacheControl, Keeping};
    use crate::testing::Wire;
    use proptest::prelude::*;

    fn keeping(fields: &[(&str, &str)]) -> Keeping {
        let step = Wire::new().response("https://portal.example/", fields, &[]).step();
        Keeping::of(&step.network.expect("traffic").exchanges[0])
    }

    #[test]
    fn directives_are_read_as_a_list_with_quoted_strings() {
        for (value, holds) in [
            ("no-store", true),
            ("private, NO-STORE , max-age=0", true),
            (", ,no-store", true),
            (r#"private="a, b", no-store"#, true),
            ("no-store=1", false),
            (r#"private="no-store""#, false),
            (r#"private="x, no-store""#, false),
            (r#"private="\", no-store""#, false),
            ("no-storey", false),
            ("no store", false),
            ("", false),
        ] {
            assert_eq!(CacheControl::parse(value).has("no-store"), holds, "{value}");
        }
    }

    #[test]
    fn what_a_browser_may_keep_and_reuse() {
        let (date, earlier) = (
            ("date", "Sun, 06 Nov 1994 08:49:37 GMT"),
            ("last-modified", "Sun, 06 Nov 1994 08:47:57 GMT"),
        );
        let later = ("expires", "Sun, 06 Nov 1994 08:50:37 GMT");
        for (fields, expected) in [
            (&[("cache-control", "no-store")] as &[_], Keeping::Forbidden),
            (&[("cache-control", "private"), ("cache-control", "no-store")], Keeping::Forbidden),
            (&[("cache-control", "no-store, must-understand")], Keeping::Validated),
            (&[], Keeping::Validated),
            (&[("cache-control", "private, max-age=60")], Keeping::Reusable(60)),
            (&[("cache-control", "max-age=60"), ("age", "45")], Keeping::Reusable(15)),
            (&[("cache-control", "max-age=60"), ("age", "61")], Keeping::Validated),
            (&[("cache-control", "max-age=60, max-age=10")], Keeping::Reusable(10)),
            (&[("cache-control", "max-age=soon")], Keeping::Validated),
            (&[("cache-control", "no-cache, max-age=60")], Keeping::Validated),
            (&[("cache-control", "s-maxage=60")], Keeping::Validated),
            (&[date, later], Keeping::Reusable(60)),
            (&[date, ("expires", "0"), earlier], Keeping::Validated),
            (&[date, earlier], Keeping::Reusable(10)),
            (&[("cache-control", "max-age=0"), date, later], Keeping::Validated),
        ] {
            assert_eq!(keeping(fields), expected, "{fields:?}");
        }
    }

    proptest! {
        /// No field value at all makes the reader fall over, and only one with the word forbids.
        #[test]
        fn any_value_is_read(value in ".{0,80}") {
            let has = CacheControl::parse(&value).has("no-store");
            prop_assert!(!has || value.to_ascii_lowercase().contains("no-store"));
        }
    }
}
