//! Who may frame a document: `frame-ancestors` of the Content Security Policy, and `X-Frame-Options` before it.

use crate::evidence::Exchange;

const POLICY: &str = "content-security-policy";
const ANCESTORS: &str = "frame-ancestors";
const X_FRAME_OPTIONS: &str = "x-frame-options";

/// Who may frame a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Framing {
    /// Nobody, the portal itself, or the origins it names.
    Limited,
    /// Anybody, for this reason.
    Anybody(String),
}

impl Framing {
    /// What the fields of a response allow. Every policy that was sent holds, so one that limits is enough; a
    /// `frame-ancestors` makes browsers ignore `X-Frame-Options`.
    pub fn of(exchange: &Exchange) -> Self {
        Self::of_fields(&Self::fields(exchange))
    }

    /// What in the fields of a response says who may frame it: each policy's `frame-ancestors`, and `X-Frame-Options`.
    pub fn fields(exchange: &Exchange) -> Vec<(String, String)> {
        let policies = exchange.field_lines(POLICY).flat_map(|line| line.split(','));
        let policies = policies.filter_map(frame_ancestors).map(|sources| {
            let list: Vec<_> = std::iter::once(ANCESTORS.to_owned()).chain(sources).collect();
            (POLICY.to_owned(), list.join(" "))
        });
        let old = exchange.field(X_FRAME_OPTIONS).map(|value| (X_FRAME_OPTIONS.to_owned(), value));
        policies.chain(old).collect()
    }

    /// What such fields allow.
    pub fn of_fields(fields: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let named = fields.iter().filter(move |(known, _)| known == name);
            named.map(|(_, value)| value.as_str()).collect::<Vec<_>>()
        };
        let policies: Vec<_> = value(POLICY).into_iter().filter_map(frame_ancestors).collect();
        if policies.iter().any(|sources| !sources.iter().any(|source| admits_anybody(source))) {
            return Self::Limited;
        }
        if let Some(sources) = policies.first() {
            let list = sources.join(" ");
            return Self::Anybody(format!("`frame-ancestors {list}` lets any site frame it"));
        }
        match value(X_FRAME_OPTIONS).first() {
            Some(value) if x_frame_options_limits(value) => Self::Limited,
            Some(value) => Self::Anybody(format!(
                "it has no `frame-ancestors`, and browsers ignore `X-Frame-Options: {value}`"
            )),
            None => {
                Self::Anybody("it has neither `frame-ancestors` nor `X-Frame-Options`".to_owned())
            }
        }
    }
}

/// The source list of the first `frame-ancestors` directive of a policy; an empty one is `'none'`.
fn frame_ancestors(policy: &str) -> Option<Vec<String>> {
    policy.split(';').find_map(|directive| {
        let mut words = directive.split_ascii_whitespace();
        let name = words.next()?;
        name.eq_ignore_ascii_case(ANCESTORS).then(|| words.map(str::to_ascii_lowercase).collect())
    })
}

/// `*`, a whole scheme, or any host of a scheme. `https://*.portal.example` names somebody.
fn admits_anybody(source: &str) -> bool {
    if source.starts_with('\'') {
        return false;
    }
    if source.ends_with(':') && !source.contains('.') {
        return true;
    }
    let host = source.split_once("://").map_or(source, |(_, rest)| rest);
    host.split(['/', ':']).next() == Some("*")
}

/// As HTML's processing model has it: several values that differ refuse all framing, one unknown value none.
fn x_frame_options_limits(value: &str) -> bool {
    let mut values: Vec<_> =
        value.split(',').map(|value| value.trim().to_ascii_lowercase()).collect();
    values.sort_unstable();
    values.dedup();
    match values.as_slice() {
        [one] => matches!(one.as_str(), "deny" | "sameorigin"),
        several => {
            several.iter().any(|value| matches!(value.as_str(), "deny" | "sameorigin" | "allowall"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Framing;
    use crate::testing::Wire;

    #[test]
    fn field_values() {
        const CSP: &str = "content-security-policy";
        const XFO: &str = "x-frame-options";
        for (fields, limited) in [
            (&[(CSP, "frame-ancestors 'none'")] as &[_], true),
            (&[(CSP, "default-src 'self'; Frame-Ancestors 'self'")], true),
            (&[(CSP, "frame-ancestors https://hospital.example")], true),
            (&[(CSP, "frame-ancestors https://*.hospital.example:443")], true),
            (&[(CSP, "frame-ancestors")], true),
            (&[(CSP, "frame-ancestors *")], false),
            (&[(CSP, "frame-ancestors 'self' https:")], false),
            (&[(CSP, "frame-ancestors https://*")], false),
            (&[(CSP, "frame-ancestors *:443")], false),
            (&[(CSP, "frame-ancestors *, frame-ancestors 'self'")], true),
            (&[(CSP, "frame-ancestors *"), (CSP, "frame-ancestors 'none'")], true),
            (&[(CSP, "frame-ancestors *; frame-ancestors 'none'")], false),
            (&[(CSP, "frame-ancestors *"), (XFO, "DENY")], false),
            (&[(CSP, "default-src 'none'")], false),
            (&[("content-security-policy-report-only", "frame-ancestors 'none'")], false),
            (&[(CSP, "default-src 'self'"), (XFO, "SameOrigin")], true),
            (&[(XFO, "DENY"), (XFO, "DENY")], true),
            (&[(XFO, "DENY, SAMEORIGIN")], true),
            (&[(XFO, "ALLOWALL")], false),
            (&[(XFO, "ALLOW-FROM https://hospital.example")], false),
            (&[(XFO, "")], false),
            (&[], false),
        ] {
            let step = Wire::new().response("https://portal.example/", fields, &[]).step();
            let framing = Framing::of(&step.network.expect("traffic").exchanges[0]);
            assert_eq!(framing == Framing::Limited, limited, "{fields:?}");
        }
    }
}
