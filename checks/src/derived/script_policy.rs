//! What Content Security Policies leave open to somebody who can write into a page (CSP Level 3).

use super::Page;
use crate::evidence::Exchange;
use std::collections::BTreeSet;

/// What a policy leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Opening {
    /// Scripts written into the page.
    InlineScripts,
    /// Scripts from any server, or out of `data:` addresses.
    AnyScripts,
    /// `object` and `embed` from any server.
    AnyObjects,
    /// A `base` element that turns the page's relative addresses to any server.
    AnyBase,
}

/// The enforced policies of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptPolicies(Vec<Policy>);

/// The directives of a policy: names in lower case, and their sources. The first of a name counts.
type Policy = Vec<(String, Vec<String>)>;

impl ScriptPolicies {
    /// Those of a response. Policies that only report do nothing.
    pub fn of_response(exchange: &Exchange) -> Self {
        let lines = exchange.field_lines("content-security-policy");
        Self(lines.flat_map(|line| line.split(',')).map(parse).filter(is_some).collect())
    }

    /// Those, and the ones that `meta` elements in the head of the page add.
    #[must_use]
    pub fn with_page(mut self, page: Page<'_>) -> Self {
        let metas = page.elements().filter(|element| {
            element.is_any(&["meta"])
                && element.recorded.scope == 0
                && !element.is_in_body()
                && element
                    .attr("http-equiv")
                    .is_some_and(|name| name.eq_ignore_ascii_case("content-security-policy"))
        });
        self.0.extend(metas.filter_map(|meta| meta.attr("content")).map(parse).filter(is_some));
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What all of them leave open: every policy holds, so one that closes something is enough.
    pub fn openings(&self) -> BTreeSet<Opening> {
        let mut all = self.0.iter().map(openings);
        let first = all.next().unwrap_or_else(|| openings(&Policy::new()));
        all.fold(first, |open, other| open.intersection(&other).copied().collect())
    }
}

fn is_some(policy: &Policy) -> bool {
    !policy.is_empty()
}

fn parse(policy: &str) -> Policy {
    let mut directives = Policy::new();
    for directive in policy.split(';') {
        let mut words = directive.split_ascii_whitespace().map(str::to_owned);
        let Some(name) = words.next().map(|name| name.to_ascii_lowercase()) else { continue };
        if !directives.iter().any(|(known, _)| *known == name) {
            directives.push((name, words.collect()));
        }
    }
    directives
}

fn openings(policy: &Policy) -> BTreeSet<Opening> {
    let elements = sources(policy, &["script-src-elem", "script-src", "default-src"]);
    let attributes = sources(policy, &["script-src-attr", "script-src", "default-src"]);
    let objects = sources(policy, &["object-src", "default-src"]);
    let base = sources(policy, &["base-uri"]);
    let open = [
        (Opening::InlineScripts, allows_inline(elements) || allows_inline(attributes)),
        (Opening::AnyScripts, !trusts_dynamic(elements) && admits_anybody(elements)),
        (Opening::AnyObjects, admits_anybody(objects)),
        (Opening::AnyBase, admits_anybody(base)),
    ];
    open.into_iter().filter_map(|(opening, open)| open.then_some(opening)).collect()
}

/// The sources of the first of these directives that is there.
fn sources<'p>(policy: &'p Policy, names: &[&str]) -> Option<&'p [String]> {
    names.iter().find_map(|name| {
        let (_, sources) = policy.iter().find(|(known, _)| known == name)?;
        Some(sources.as_slice())
    })
}

/// `'unsafe-inline'`, which a nonce, a hash or `'strict-dynamic'` beside it takes back.
fn allows_inline(sources: Option<&[String]>) -> bool {
    let Some(sources) = sources else { return true };
    has(sources, "'unsafe-inline'")
        && !has(sources, "'strict-dynamic'")
        && !sources.iter().any(|source| is_nonce_or_hash(source))
}

/// With `'strict-dynamic'` browsers ignore hosts and schemes.
fn trusts_dynamic(sources: Option<&[String]>) -> bool {
    sources.is_some_and(|sources| has(sources, "'strict-dynamic'"))
}

fn has(sources: &[String], keyword: &str) -> bool {
    sources.iter().any(|source| source.eq_ignore_ascii_case(keyword))
}

fn is_nonce_or_hash(source: &str) -> bool {
    let source = source.to_ascii_lowercase();
    let known = ["'nonce-", "'sha256-", "'sha384-", "'sha512-"];
    known.iter().any(|start| source.starts_with(start) && source.len() > start.len() + 1)
        && source.ends_with('\'')
}

/// `*`, any host of a scheme, or `data:`, out of which whoever writes the address writes the script.
fn admits_anybody(sources: Option<&[String]>) -> bool {
    let Some(sources) = sources else { return true };
    sources.iter().any(|source| {
        let source = source.to_ascii_lowercase();
        if matches!(source.as_str(), "*" | "data:" | "http:" | "https:") {
            return true;
        }
        let host = source.split_once("://").map_or(source.as_str(), |(_, rest)| rest);
        !source.starts_with('\'') && host.split(['/', ':']).next() == Some("*")
    })
}

#[cfg(test)]
mod tests {
    use super::{Opening, ScriptPolicies};
    use crate::{
        reads::State,
        testing::{Wire, step},
    };

    const REST: &str = "object-src 'none'; base-uri 'none'";

    fn open(values: &[&str]) -> Vec<Opening> {
        let fields: Vec<_> =
            values.iter().map(|value| ("content-security-policy", *value)).collect();
        let step = Wire::new().response("https://portal.example/", &fields, &[]).step();
        let policies = ScriptPolicies::of_response(&step.network.expect("traffic").exchanges[0]);
        policies.openings().into_iter().collect()
    }

    #[test]
    fn what_a_source_list_leaves_open() {
        use Opening::{AnyScripts, InlineScripts};
        for (sources, expected) in [
            ("script-src 'self'", &[] as &[_]),
            ("script-src", &[]),
            ("script-src 'none'", &[]),
            ("default-src 'self'", &[]),
            ("default-src *; script-src 'self'", &[]),
            ("script-src https://cdn.example https://*.portal.example", &[]),
            ("img-src 'self'", &[InlineScripts, AnyScripts]),
            ("script-src 'self' 'unsafe-inline'", &[InlineScripts]),
            ("script-src 'self' 'UNSAFE-INLINE'", &[InlineScripts]),
            ("script-src 'unsafe-inline' 'nonce-abc'", &[]),
            ("script-src 'unsafe-inline' 'sha256-abc='", &[]),
            ("script-src 'unsafe-inline' 'nonce-'", &[InlineScripts]),
            ("script-src 'unsafe-inline' https: 'strict-dynamic' 'nonce-abc'", &[]),
            ("script-src 'self'; script-src-attr 'unsafe-inline'", &[InlineScripts]),
            ("script-src 'unsafe-inline'; script-src-elem 'self'", &[InlineScripts]),
            ("script-src *; script-src-elem 'self'", &[]),
            ("script-src 'self' *", &[AnyScripts]),
            ("script-src https:", &[AnyScripts]),
            ("script-src data:", &[AnyScripts]),
            ("script-src https://*", &[AnyScripts]),
            ("script-src *:443", &[AnyScripts]),
            ("script-src 'nonce-abc' https:", &[AnyScripts]),
            ("script-src 'self' blob:", &[]),
            ("script-src 'self'; script-src *", &[]),
        ] {
            assert_eq!(open(&[&format!("{sources}; {REST}")]), expected, "{sources}");
        }
    }

    #[test]
    fn objects_and_the_base() {
        use Opening::{AnyBase, AnyObjects};
        for (policy, expected) in [
            ("default-src 'self'; base-uri 'none'", &[] as &[_]),
            ("default-src 'self'; base-uri 'self'", &[]),
            ("default-src 'self'", &[AnyBase]),
            ("default-src 'self'; base-uri *", &[AnyBase]),
            ("script-src 'self'; base-uri 'none'", &[AnyObjects]),
            ("default-src 'self'; object-src https:; base-uri 'none'", &[AnyObjects]),
            ("script-src 'self'; object-src 'self'; base-uri 'none'", &[]),
        ] {
            assert_eq!(open(&[policy]), expected, "{policy}");
        }
    }

    #[test]
    fn every_policy_holds() {
        assert_eq!(open(&[]).len(), 4);
        assert_eq!(open(&[" ; "]).len(), 4);
        assert_eq!(open(&["script-src 'self'", REST]), []);
        assert_eq!(open(&[&format!("script-src 'self', {REST}")]), []);
        assert_eq!(
            open(&[
                &format!("script-src 'unsafe-inline'; {REST}"),
                &format!("script-src 'self' *; {REST}")
            ]),
            []
        );
    }

    #[test]
    fn the_head_of_the_page_adds_policies() {
        let meta = |html: &str| {
            let (step, wire) = (step(html), Wire::new().response("https://a.example/", &[], &[]));
            let state = State::new(&step);
            let traffic = wire.step().network.expect("traffic");
            let policies = ScriptPolicies::of_response(&traffic.exchanges[0]);
            policies.with_page(state.page().expect("a page")).is_empty()
        };
        assert!(!meta("<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"));
        assert!(meta("<meta http-equiv=refresh content=\"default-src 'self'\">"));
        assert!(meta(
            "<body><meta http-equiv=content-security-policy content=\"img-src *\"></body>"
        ));
    }
}
