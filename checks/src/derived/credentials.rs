//! What opens the session, by keyed hash: known again wherever a scrubbed address has it.

use super::{SessionCookie, exchanges};
use crate::evidence::{Exchange, Flow, Party};
use std::collections::BTreeMap;

/// The values that opened the session.
#[derive(Debug)]
pub struct Credentials<'e>(BTreeMap<&'e str, Credential<'e>>);

/// A value that opened the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential<'e> {
    /// That of the cookie of this name, without which the session was dead.
    Session(&'e str),
    /// That of the cookie of this name, which looks like a session's.
    Likely(&'e str),
    /// A token in an `Authorization` field.
    Bearer,
}

impl<'e> Credentials<'e> {
    /// Those of a flow: every value that a session's cookie had in it, and every token that was sent to the portal.
    pub fn of(flow: &'e Flow) -> Self {
        let mut known = BTreeMap::new();
        let cookies = SessionCookie::all(flow);
        let is = |name: &str| cookies.iter().find(|suspect| suspect.cookie.name == name);
        let add = |known: &mut BTreeMap<_, _>, name: &'e str, hash: &'e str| {
            if let Some(suspect) = is(name) {
                let kind = if suspect.certain { Credential::Session } else { Credential::Likely };
                known.insert(hash, kind(name));
            }
        };
        for cookie in
            flow.steps.iter().flat_map(|step| &step.storage).flat_map(|kept| &kept.cookies)
        {
            add(&mut known, &cookie.name, &cookie.value);
        }
        for (_, exchange) in exchanges(flow).filter(|(_, one)| one.party != Party::Third) {
            for (name, hash) in cookies_of(exchange) {
                add(&mut known, name, hash);
            }
            for value in field(exchange, "authorization") {
                if let Some((_, hash)) = value.split_once(' ') {
                    known.entry(bare(hash)).or_insert(Credential::Bearer);
                }
            }
        }
        Self(known)
    }

    /// Whose hash this is.
    pub fn get(&self, hash: &str) -> Option<Credential<'e>> {
        self.0.get(hash).copied()
    }

    /// Whether none was seen, so that nothing can be compared.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether what opens the session is known for certain.
    pub fn are_certain(&self) -> bool {
        self.0.values().any(|known| !matches!(known, Credential::Likely(_)))
    }
}

/// The name and hash of each cookie that a request carried or a response set.
fn cookies_of(exchange: &Exchange) -> impl Iterator<Item = (&str, &str)> {
    let sent = field(exchange, "cookie").flat_map(|value| value.split(';'));
    let set = exchange.field_lines("set-cookie").filter_map(|line| line.split(';').next());
    sent.chain(set).filter_map(|pair| {
        let (name, hash) = pair.trim().split_once('=')?;
        Some((name, bare(hash)))
    })
}

fn field<'e>(exchange: &'e Exchange, name: &'static str) -> impl Iterator<Item = &'e str> {
    let fields = exchange.request_fields.iter().filter(move |(field, _)| field == name);
    fields.map(|(_, value)| value.as_str())
}

fn bare(hash: &str) -> &str {
    hash.trim().trim_start_matches('⟦').trim_end_matches('⟧')
}

/// A keyed hash that stands in an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Where: `path`, `query`, `fragment`.
    pub place: &'static str,
    /// The name of its parameter, in lower case; empty when it stands alone.
    pub name: String,
    /// The hash.
    pub hash: String,
    /// Whether the value was shorter than 16 bytes.
    pub short: bool,
}

/// The keyed hashes in a scrubbed address.
pub fn placed(url: &str) -> Vec<Placed> {
    if !url.contains('⟦') && !url.contains('%') {
        return Vec::new();
    }
    let url =
        ["%E2%9F%A6", "%e2%9f%a6"].iter().fold(url.to_owned(), |url, of| url.replace(of, "⟦"));
    let url = ["%E2%9F%A7", "%e2%9f%a7"].iter().fold(url, |url, of| url.replace(of, "⟧"));
    let (rest, fragment) = url.split_once('#').unwrap_or((&url, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let parts = path.split(['/', ';']).map(|part| ("path", part));
    let parts = parts.chain(query.split('&').map(|part| ("query", part)));
    let parts = parts.chain(fragment.split(['&', '?', '/']).map(|part| ("fragment", part)));
    parts.filter_map(|(place, part)| one(place, part)).collect()
}

fn one(place: &'static str, part: &str) -> Option<Placed> {
    let (before, rest) = part.split_once('⟦')?;
    let (token, _) = rest.split_once('⟧')?;
    let hash = token.strip_prefix("short-").unwrap_or(token);
    // Sixteen hexadecimal digits; the token of a canary is its name.
    if hash.len() != 16 || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let name = before.split_once('=').map_or("", |(name, _)| name).to_ascii_lowercase();
    Some(Placed { place, name, hash: hash.to_owned(), short: hash != token })
}

#[cfg(test)]
mod tests {
    use super::{Credential, Credentials, placed};
    use crate::{
        evidence::{Cookie, Party, Step},
        testing::{Wire, cookie, flow, storage},
    };

    #[test]
    fn hashes_are_found_in_each_part_of_an_address() {
        for (url, expected) in [
            ("https://p.example/a;jsessionid=⟦0123456789abcdef⟧/b", "path jsessionid"),
            ("https://p.example/⟦0123456789abcdef⟧", "path "),
            ("https://p.example/a?SID=%E2%9F%A60123456789abcdef%E2%9F%A7&b=c", "query sid"),
            ("https://p.example/a?u=x⟦0123456789abcdef⟧", "query u"),
            ("https://p.example/#/r?access_token=⟦0123456789abcdef⟧", "fragment access_token"),
            ("https://p.example/a?session=⟦short-0123456789abcdef⟧", "query session short"),
            ("https://p.example/a?mrn=⟦mrn⟧", ""),
            ("https://p.example/a?b=c%20d", ""),
        ] {
            let said: Vec<_> = placed(url)
                .iter()
                .map(|one| {
                    assert_eq!(one.hash, "0123456789abcdef");
                    format!("{} {}{}", one.place, one.name, if one.short { " short" } else { "" })
                })
                .collect();
            assert_eq!(said.join("; "), expected, "{url}");
        }
    }

    #[test]
    fn every_value_of_a_sessions_cookie_counts_and_nobody_elses() {
        let with = |session| Cookie { session, value: "last".to_owned(), ..cookie("sid", &[]) };
        let step = |session| {
            let field = ("authorization".to_owned(), "Bearer ⟦bearer⟧".to_owned());
            Step {
                storage: Some(storage(vec![with(session)], vec![])),
                ..Wire::new()
                    .response(
                        "https://portal.example/",
                        &[("set-cookie", "sid=⟦first⟧; Secure")],
                        &[],
                    )
                    .but(|exchange| {
                        let sent = "theme=⟦theme⟧; sid=⟦first⟧".to_owned();
                        exchange.request_fields = vec![("cookie".to_owned(), sent), field];
                    })
                    .response("https://other.example/", &[], &[])
                    .but(|exchange| {
                        exchange.party = Party::Third;
                        exchange.request_fields =
                            vec![("authorization".to_owned(), "Bearer ⟦other⟧".to_owned())];
                    })
                    .step()
            }
        };
        for (session, expected) in
            [(Some(true), Credential::Session("sid")), (None, Credential::Likely("sid"))]
        {
            let flow = flow(vec![step(session)]);
            let known = Credentials::of(&flow);
            assert_eq!(known.get("first"), Some(expected));
            assert_eq!(known.get("last"), Some(expected));
            assert_eq!(known.get("bearer"), Some(Credential::Bearer));
            assert_eq!((known.get("theme"), known.get("other")), (None, None));
        }
    }
}
