//! What a cache that serves many people may do with a response (RFC 9111, RFC 9213), and whether one has served it.

use super::{CacheControl, cache_control};
use crate::evidence::{CacheUse, Exchange, Replay};
use std::collections::BTreeSet;

/// What a cache that serves many people may do with a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sharing {
    /// It may not store it.
    Forbidden,
    /// It may store it.
    Storable {
        /// The field that lets it, as written; absent when no field says anything.
        field: Option<String>,
        /// For so many seconds it may answer others with it, unasked; none when it has to ask first.
        seconds: u64,
    },
}

/// Statuses whose meaning is that a request was answered in part or was not, which a cache stores like a 200.
const FINAL: std::ops::RangeInclusive<u16> = 200..=599;
/// Words by which proxies and delivery networks say that the answer was theirs.
const SERVED: [&str; 4] = ["hit", "stale", "updating", "revalidated"];
/// Fields in which they say it.
const TELLING: [&str; 6] = [
    "cf-cache-status",
    "x-cache",
    "x-cache-status",
    "x-nextjs-cache",
    "x-proxy-cache",
    "x-vercel-cache",
];

impl Sharing {
    /// What the fields of an answer to a request of our own allow.
    pub fn of_replay(replay: &Replay) -> Self {
        let field = ("authorization".to_owned(), String::new());
        Self::of(&Exchange {
            method: replay.method.clone(),
            url: replay.url.clone(),
            status: replay.status,
            fields: replay.fields.clone(),
            request_fields: replay.with.contains("bearer").then_some(field).into_iter().collect(),
            ..Exchange::default()
        })
    }

    /// What the fields of a response allow. A field for delivery networks alone takes the place of `Cache-Control`
    /// for those that know it, and says nothing to the others: one that lets a cache store is enough.
    pub fn of(exchange: &Exchange) -> Self {
        if !exchange.status.is_some_and(|status| FINAL.contains(&status)) {
            return Self::Forbidden;
        }
        let usual = exchange.field("cache-control");
        let control = CacheControl::parse(usual.as_deref().unwrap_or_default());
        let expires = exchange.field("expires").is_some();
        if stores(exchange, &control, expires) {
            let seconds = match control.seconds("s-maxage") {
                Some(seconds) => seconds,
                None => cache_control::lifetime(exchange, &control),
            };
            return Self::storable(usual.map(|value| ("cache-control", value)), &control, seconds);
        }
        let open = targeted(exchange).find_map(|(name, value)| {
            let control = CacheControl::parse(&value);
            let seconds = control.seconds("s-maxage").or_else(|| control.seconds("max-age"));
            let speaks = seconds.is_some() || control.has("public") || control.has("no-cache");
            (speaks && stores(exchange, &control, false))
                .then(|| Self::storable(Some((name, value)), &control, seconds.unwrap_or(0)))
        });
        open.unwrap_or(Self::Forbidden)
    }

    fn storable(field: Option<(&str, String)>, control: &CacheControl, seconds: u64) -> Self {
        let field = field.map(|(name, value)| format!("{}: {value}", titled(name)));
        Self::Storable { field, seconds: if control.has("no-cache") { 0 } else { seconds } }
    }
}

/// How a response says that a cache on the way answered, if it does: `Age: 42`.
pub fn served_by_cache(exchange: &Exchange) -> Option<String> {
    if exchange.cache != CacheUse::Network {
        return None;
    }
    let age = exchange.field("age").map(|age| age.trim().to_owned());
    if let Some(age) = age.filter(|age| age.parse().is_ok_and(|age: u64| age > 0)) {
        return Some(format!("Age: {age}"));
    }
    let told = TELLING.into_iter().find_map(|name| {
        let value = exchange.field(name)?;
        says_served(&value).then(|| format!("{}: {value}", titled(name)))
    });
    told.or_else(|| {
        let value = exchange.field("cache-status")?;
        let hit = value.split([';', ',']).any(|part| matches!(part.trim(), "hit" | "hit=?1"));
        hit.then(|| format!("Cache-Status: {value}"))
    })
}

/// Whether one of the caches in a list answered: `HIT`, `MISS, HIT`, `TCP_HIT`, `RefreshHit from cloudfront`; but not
/// `hit-for-pass`, with which a cache says that it keeps nothing.
fn says_served(value: &str) -> bool {
    value.to_ascii_lowercase().split(',').any(|cache| {
        !cache.contains("hit-for-")
            && cache.split(|c: char| !c.is_ascii_alphabetic()).any(|word| {
                SERVED.contains(&word) || word.starts_with("refresh") && word.ends_with("hit")
            })
    })
}

/// RFC 9111, section 3, for a shared cache.
fn stores(exchange: &Exchange, control: &CacheControl, expires: bool) -> bool {
    let refused = control.has("no-store") && !control.has("must-understand");
    if refused || control.has("private") {
        return false;
    }
    let opened = control.has("public") || control.seconds("s-maxage").is_some();
    let authorized = exchange.request_fields.iter().any(|(name, _)| name == "authorization");
    if authorized && !opened && !control.has("must-revalidate") {
        return false;
    }
    let explicit = opened || expires || control.seconds("max-age").is_some();
    let usual = exchange
        .status
        .is_some_and(|status| cache_control::HEURISTIC.contains(&status) || status == NOT_MODIFIED);
    match exchange.method.as_str() {
        "GET" | "HEAD" => explicit || usual,
        // Only for a later GET of what it names itself to be, and only where it says for how long (RFC 9110, 9.3.3).
        "POST" => {
            explicit && exchange.field("content-location").is_some_and(|at| at == exchange.url)
        }
        _ => false,
    }
}

/// It freshens a copy that was stored before.
const NOT_MODIFIED: u16 = 304;

/// The fields that speak to delivery networks alone, each with its value; an empty one counts as absent.
fn targeted(exchange: &Exchange) -> impl Iterator<Item = (&str, String)> {
    let named = |name: &str| name == "surrogate-control" || name.ends_with("cdn-cache-control");
    let names: BTreeSet<_> = exchange.fields.iter().map(|(name, _)| name.as_str()).collect();
    names
        .into_iter()
        .filter(move |name| named(name))
        .filter_map(|name| Some((name, exchange.field(name)?)))
        .filter(|(_, value)| !value.trim().is_empty())
}

/// A field's name as people write it.
fn titled(name: &str) -> String {
    let part = |part: &str| match part {
        "cdn" => "CDN".to_owned(),
        "cf" => "CF".to_owned(),
        _ => {
            let mut letters = part.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
    };
    name.split('-').map(part).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::{Sharing, served_by_cache};
    use crate::{
        evidence::{CacheUse, Exchange},
        testing::{Change, Wire},
    };

    const URL: &str = "https://portal.example/api/results";

    fn exchange(fields: &[(&str, &str)], change: fn(&mut Exchange)) -> Exchange {
        let step = Wire::new().response(URL, fields, &[]).but(change).step();
        step.network.expect("traffic").exchanges.remove(0)
    }

    /// A clause, fields, a change, and the seconds if it may be stored.
    type Case =
        (&'static str, &'static [(&'static str, &'static str)], Change<Exchange>, Option<u64>);

    /// The seconds, if it may be stored.
    fn seconds(fields: &[(&str, &str)], change: fn(&mut Exchange)) -> Option<u64> {
        match Sharing::of(&exchange(fields, change)) {
            Sharing::Forbidden => None,
            Sharing::Storable { seconds, .. } => Some(seconds),
        }
    }

    fn with_token(exchange: &mut Exchange) {
        exchange.request_fields.push(("authorization".to_owned(), "Bearer ⟦1⟧".to_owned()));
    }

    #[test]
    fn what_the_usual_field_allows() {
        for (value, cookie, token) in [
            ("private", None, None),
            ("private, max-age=60", None, None),
            ("no-store", None, None),
            ("no-store, must-understand", Some(0), None),
            (r#"private="set-cookie", max-age=60"#, Some(60), None),
            ("no-cache", Some(0), None),
            ("no-cache, must-revalidate", Some(0), Some(0)),
            ("max-age=60", Some(60), None),
            ("max-age=60, must-revalidate", Some(60), Some(60)),
            ("public", Some(0), Some(0)),
            ("max-age=60, s-maxage=300", Some(300), Some(300)),
            ("s-maxage=0", Some(0), Some(0)),
            ("no-store, s-maxage=300", None, None),
            ("public, no-cache, max-age=60", Some(0), Some(0)),
            ("", Some(0), None),
        ] {
            let fields = [("cache-control", value)];
            assert_eq!(seconds(&fields, |_| {}), cookie, "{value:?}");
            assert_eq!(seconds(&fields, with_token), token, "{value:?} with a token");
        }
        assert_eq!(seconds(&[("vary", "*")], |_| {}), Some(0));
    }

    #[test]
    fn what_fields_for_delivery_networks_allow() {
        const GOOD: (&str, &str) = ("cache-control", "no-store, private");
        for (name, value, expected) in [
            ("cdn-cache-control", "max-age=300", Some(300)),
            ("cdn-cache-control", "s-maxage=300, max-age=60", Some(300)),
            ("cloudflare-cdn-cache-control", "public", Some(0)),
            ("cdn-cache-control", "no-cache", Some(0)),
            ("cdn-cache-control", "no-store", None),
            ("cdn-cache-control", "private, max-age=300", None),
            ("cdn-cache-control", "", None),
            ("surrogate-control", "max-age=300", Some(300)),
            ("surrogate-control", r#"content="ESI/1.0""#, None),
            ("surrogate-key", "patient", None),
        ] {
            assert_eq!(seconds(&[GOOD, (name, value)], |_| {}), expected, "{name}: {value}");
        }
        let shut = [("cache-control", "max-age=60"), ("cdn-cache-control", "no-store")];
        assert_eq!(seconds(&shut, |_| {}), Some(60), "others do not know that field");
    }

    #[test]
    fn methods_and_statuses() {
        let cases: [Case; 10] = [
            ("not found", &[], |e| e.status = Some(404), Some(0)),
            ("forbidden", &[], |e| e.status = Some(403), None),
            (
                "forbidden, with a time",
                &[("cache-control", "max-age=9")],
                |e| e.status = Some(403),
                Some(9),
            ),
            ("expires", &[("expires", "0")], |e| e.status = Some(403), Some(0)),
            ("unanswered", &[], |e| e.status = None, None),
            ("not modified", &[], |e| e.status = Some(304), Some(0)),
            ("head", &[], |e| "HEAD".clone_into(&mut e.method), Some(0)),
            ("post", &[("cache-control", "max-age=9")], |e| "POST".clone_into(&mut e.method), None),
            (
                "post that names itself",
                &[("cache-control", "max-age=9"), ("content-location", URL)],
                |e| "POST".clone_into(&mut e.method),
                Some(9),
            ),
            ("put", &[("cache-control", "max-age=9")], |e| "PUT".clone_into(&mut e.method), None),
        ];
        for (clause, fields, change, expected) in cases {
            assert_eq!(seconds(fields, change), expected, "{clause}");
        }
    }

    #[test]
    fn how_a_cache_says_that_it_answered() {
        for (name, value, served) in [
            ("age", "42", true),
            ("age", "0", false),
            ("age", "old", false),
            ("x-cache", "HIT", true),
            ("x-cache", "MISS", false),
            ("x-cache", "MISS, HIT", true),
            ("x-cache", "TCP_HIT from proxy.hospital.example", true),
            ("x-cache", "RefreshHit from cloudfront", true),
            ("x-cache", "Miss from cloudfront", false),
            ("x-cache", "hit-for-pass", false),
            ("x-cache", "MISS from white-box", false),
            ("cf-cache-status", "DYNAMIC", false),
            ("cf-cache-status", "REVALIDATED", true),
            ("x-cache-status", "STALE", true),
            ("cache-status", "edge; hit; ttl=30", true),
            ("cache-status", "edge; fwd=miss; stored", false),
            ("x-served-by", "cache-hit-1", false),
        ] {
            let found = served_by_cache(&exchange(&[(name, value)], |_| {}));
            assert_eq!(found.is_some(), served, "{name}: {value}");
        }
        let kept = exchange(&[("age", "42")], |e| e.cache = CacheUse::Cache);
        assert_eq!(served_by_cache(&kept), None);
    }
}
