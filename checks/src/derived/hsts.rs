//! A `Strict-Transport-Security` field (RFC 6797).

use std::collections::BTreeMap;

/// What a `Strict-Transport-Security` field makes a browser do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hsts {
    /// For how many seconds it refuses plain HTTP.
    pub max_age: u64,
    /// Whether the host's subdomains are covered.
    pub include_subdomains: bool,
}

impl Hsts {
    /// Reads a field value; `None` when a browser has to ignore it: no `max-age`, or a directive twice (6.1).
    pub fn parse(value: &str) -> Option<Self> {
        let mut directives = BTreeMap::new();
        for directive in value.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            let (name, argument) = directive.split_once('=').unwrap_or((directive, ""));
            let argument = argument.trim().trim_matches('"').to_owned();
            if directives.insert(name.trim().to_ascii_lowercase(), argument).is_some() {
                return None;
            }
        }
        let max_age = directives.get("max-age")?;
        if max_age.is_empty() || !max_age.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        Some(Self {
            max_age: max_age.parse().unwrap_or(u64::MAX),
            include_subdomains: directives.contains_key("includesubdomains"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Hsts;

    #[test]
    fn field_values() {
        for (value, expected) in [
            ("max-age=31536000", Some((31_536_000, false))),
            ("Max-Age=\"60\" ; IncludeSubDomains; preload", Some((60, true))),
            ("includeSubDomains", None),
            ("max-age=", None),
            ("max-age=-1", None),
            ("max-age=1; max-age=2", None),
            ("max-age=31536000, max-age=60", None),
            ("", None),
        ] {
            let read = Hsts::parse(value).map(|field| (field.max_age, field.include_subdomains));
            assert_eq!(read, expected, "{value}");
        }
    }
}
