//! Stores of files in the cloud, and the signed addresses that open one file for a time.

use super::{Address, days_from_1970, http_date};
use crate::evidence::Exchange;

/// Ends of the names of hosts that are nothing but stores.
const HOSTS: [&str; 7] = [
    ".blob.core.windows.net",
    ".storage.googleapis.com",
    ".r2.cloudflarestorage.com",
    ".digitaloceanspaces.com",
    ".backblazeb2.com",
    ".wasabisys.com",
    ".storage.cloud.google.com",
];
/// Response fields that stores send, and nobody else: all of a set together.
const FIELDS: [&[&str]; 4] = [
    &["x-amz-request-id", "x-amz-id-2"],
    &["x-ms-blob-type"],
    &["x-goog-generation"],
    &["x-goog-stored-content-length"],
];

/// Whether a response comes from a store, by its host or by its fields.
pub fn from_store(exchange: &Exchange) -> bool {
    let address = Address::parse(&exchange.url);
    let host = address.as_ref().map(Address::host).unwrap_or_default();
    let amazon = host.ends_with(".amazonaws.com")
        && host.split('.').any(|part| part == "s3" || part.starts_with("s3-"));
    amazon
        || HOSTS.iter().any(|end| host.ends_with(end) || host == &end[1..])
        || FIELDS.iter().any(|set| set.iter().all(|name| exchange.field(name).is_some()))
}

/// For how long a signed address opens what it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// For this many seconds.
    For(i64),
    /// That can't be read from it.
    Unclear,
}

/// For how long an address opens what it leads to, if it is signed.
///
/// The forms are those of S3 and Google Cloud Storage (version 4, and version 2 with an `Expires` in seconds since 1970),
/// and of Azure's shared access signatures. Where only the end is given, the response's `Date` is the beginning: the
/// address lives at least that long.
pub fn signed_for(exchange: &Exchange) -> Option<Signed> {
    let address = Address::parse(&exchange.url)?;
    let number = |name| address.parameter(name).and_then(|value| value.parse::<i64>().ok());
    for (signature, expires) in
        [("X-Amz-Signature", "X-Amz-Expires"), ("X-Goog-Signature", "X-Goog-Expires")]
    {
        if address.parameter(signature).is_some() {
            return Some(lasting(number(expires)));
        }
    }
    let asked = || http_date(&exchange.field("date")?);
    if address.parameter("sig").is_some()
        && let Some(end) = address.parameter("se")
    {
        let moment = |text: String| iso_date(&text);
        let begin = address.parameter("st").and_then(moment).or_else(asked);
        return Some(lasting(between(begin, iso_date(&end))));
    }
    address.parameter("Signature")?;
    address.parameter("Expires").map(|_| lasting(between(asked(), number("Expires"))))
}

fn lasting(seconds: Option<i64>) -> Signed {
    seconds.map_or(Signed::Unclear, Signed::For)
}

fn between(begin: Option<i64>, end: Option<i64>) -> Option<i64> {
    Some(end?.saturating_sub(begin?))
}

/// Seconds since 1970 of a date as Azure writes it: `2026-12-01T10:00:00Z`, `2026-12-01T10:00Z`, `2026-12-01`.
fn iso_date(text: &str) -> Option<i64> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let fits =
        (1970..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let mut seconds = 0;
    for (part, size) in time.trim_end_matches('Z').split(':').zip([3600, 60, 1]) {
        let whole = part.split('.').next().unwrap_or_default();
        if !whole.is_empty() {
            seconds += whole.parse::<u16>().ok().map(i64::from)? * size;
        }
    }
    fits.then(|| days_from_1970(year, month, day) * 86_400 + seconds)
}

#[cfg(test)]
mod tests {
    use super::{Signed, from_store, signed_for};
    use crate::{evidence::Exchange, testing::Wire};

    fn exchange(url: &str, fields: &[(&str, &str)]) -> Exchange {
        let step = Wire::new().response(url, fields, &[]).step();
        step.network.expect("traffic").exchanges.remove(0)
    }

    #[test]
    fn stores_are_known_by_host_or_fields() {
        for (url, fields, expected) in [
            ("https://clinic.s3.amazonaws.com/a", &[][..], true),
            ("https://s3.eu-west-1.amazonaws.com/clinic/a", &[], true),
            ("https://clinic.s3.eu-west-1.amazonaws.com/a", &[], true),
            ("https://s3-eu-west-1.amazonaws.com/clinic/a", &[], true),
            ("https://x.execute-api.eu-west-1.amazonaws.com/a", &[], false),
            ("https://clinic.blob.core.windows.net/c/a", &[], true),
            ("https://storage.googleapis.com/clinic/a", &[], true),
            ("https://portal.example/a", &[], false),
            ("https://portal.example/a", &[("x-amz-request-id", "1"), ("x-amz-id-2", "2")], true),
            ("https://portal.example/a", &[("x-amz-request-id", "1")], false),
            ("https://portal.example/a", &[("x-ms-blob-type", "BlockBlob")], true),
            ("https://portal.example/a", &[("x-goog-generation", "1")], true),
        ] {
            assert_eq!(from_store(&exchange(url, fields)), expected, "{url} {fields:?}");
        }
    }

    #[test]
    fn signatures_say_how_long_they_last() {
        let date = ("date", "Tue, 01 Dec 2026 10:00:00 GMT");
        for (query, fields, expected) in [
            ("X-Amz-Signature=ab&X-Amz-Expires=300", &[][..], Some(Signed::For(300))),
            ("X-Amz-Signature=ab", &[], Some(Signed::Unclear)),
            ("X-Goog-Signature=ab&X-Goog-Expires=604800", &[], Some(Signed::For(604_800))),
            ("st=2026-12-01T09:55:00Z&se=2026-12-01T10:10Z&sig=ab", &[], Some(Signed::For(900))),
            ("se=2026-12-02&sig=ab", &[date], Some(Signed::For(14 * 3600))),
            ("se=2026-12-02&sig=ab", &[], Some(Signed::Unclear)),
            ("se=tomorrow&sig=ab", &[date], Some(Signed::Unclear)),
            ("Expires=1796119800&Signature=ab", &[date], Some(Signed::For(600))),
            ("Expires=soon&Signature=ab", &[date], Some(Signed::Unclear)),
            ("Signature=ab", &[date], None),
            ("sig=ab", &[date], None),
            ("page=2", &[date], None),
        ] {
            let exchange = exchange(&format!("https://portal.example/a?{query}"), fields);
            assert_eq!(signed_for(&exchange), expected, "{query}");
        }
    }
}
