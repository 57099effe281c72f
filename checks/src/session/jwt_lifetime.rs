//! # Requirement
//!
//! An access token that is a JSON Web Token says when it ends, and that is no later than an idle session would end.
//!
//! # Why it matters
//!
//! Services believe such a token until its time is over, whether the patient has signed out or gone. A token of a day
//! keeps a session open for a day, whatever the page shows.
//!
//! # How it is judged
//!
//! - Judged are tokens that were sent as `Authorization`, and those in web storage that call themselves access tokens.
//! - The lifetime is `exp` less `iat`; the policy's longest idle time is the limit, fifteen minutes by default.
//! - A token without `exp` fails. One with `exp` and without `iat`, and one whose payload could not be read, can't be told.
//! - Whether the limit holds for a token that is renewed only while the patient is active is the same question: the last
//!   one outlives the session by its lifetime.
//! - A token is judged by its lifetime, once for each that was seen.
//!
//! # What it does not see
//!
//! - Whether services refuse a token whose time is over, and whether sign-out revokes it.
//! - Opaque tokens, which say nothing of themselves, and refresh tokens.
//! - Tokens that servers exchange among themselves.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 9.2.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x18-V9-Self-contained-Tokens.md)
//! - [RFC 7519, section 4.1.4](https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4)
//! - [OWASP WSTG, testing JSON Web Tokens](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/10-Testing_JSON_Web_Tokens)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{SeenToken, seen_tokens, span},
    evidence::{Piece, Token},
    judgement::{Finding, Judgement, Outcome},
    standards::{asvs5, hipaa, rfc, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct JwtLifetime;

impl FlowCheck for JwtLifetime {
    const META: &'static Meta = &Meta {
        id: "jwt-lifetime",
        title: "Access tokens end when an idle session would",
        requires: &[
            asvs5::TOKEN_VALIDITY,
            rfc::TOKEN_EXPIRATION,
            wstg::JSON_WEB_TOKENS,
            hipaa::AUTHENTICATION,
        ],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("jwt_lifetime.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network, Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let longest = walk.flow.policy.idle_s;
        let mut said = BTreeSet::new();
        seen_tokens(walk.flow)
            .into_iter()
            .filter(|seen| is_access(seen) && said.insert(kind(seen.token)))
            .map(|seen| seen.subject.clone().is(outcome(&seen, longest)).at(seen.step))
            .collect()
    }
}

/// Tokens that are renewed all the time are one kind, if they live equally long.
fn kind(token: &Token) -> (bool, Option<i64>, bool, bool) {
    let lifetime = token.expires.zip(token.issued).map(|(end, start)| end - start);
    (token.readable, lifetime, token.expires.is_some(), token.issued.is_some())
}

fn is_access(seen: &SeenToken<'_>) -> bool {
    let says = matches!(
        seen.token.purpose.as_deref(),
        Some("access" | "at+jwt" | "application/at+jwt" | "bearer")
    );
    seen.token.place == "authorization" || says && seen.in_web_storage
}

fn outcome(seen: &SeenToken<'_>, longest: f64) -> Outcome {
    let token = seen.token;
    let called = match token.algorithm.as_deref() {
        Some(algorithm) => format!("An access token ({algorithm}) {}", seen.place),
        None => format!("An access token {}", seen.place),
    };
    if !token.readable {
        let what = format!("{called} could not be read, so that its lifetime is not known.");
        return Outcome::CantTell(finding(what));
    }
    let Some(end) = token.expires else {
        return Outcome::Failed(finding(format!("{called} never ends: it has no `exp`.")));
    };
    let Some(start) = token.issued else {
        let what = format!("{called} has no `iat`, so that its lifetime is not known.");
        return Outcome::CantTell(finding(what));
    };
    let lifetime = f64::from(u32::try_from((end - start).max(0)).unwrap_or(u32::MAX));
    if lifetime <= longest {
        return Outcome::Passed;
    }
    Outcome::Failed(finding(format!(
        "{called} is good for {}; the policy lets a session be idle for {}.",
        span(lifetime),
        span(longest)
    )))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Issue access tokens for five minutes with `iat` and `exp`, and renew them only while the patient is active.",
    )
}

#[cfg(test)]
mod tests {
    use super::JwtLifetime;
    use crate::{
        evidence::{Area, Step, Stored, Token},
        testing::{Change, Wire, flow, flow_outcomes, storage, stored},
    };

    fn token(place: &str) -> Token {
        Token {
            hash: "jwt".to_owned(),
            place: place.to_owned(),
            algorithm: Some("RS256".to_owned()),
            issued: Some(1000),
            expires: Some(1900),
            readable: true,
            ..Token::default()
        }
    }

    fn step(place: &str, change: impl FnOnce(&mut Token)) -> Step {
        let mut token = token(place);
        change(&mut token);
        let (mut entries, mut sent) = (Vec::new(), Vec::new());
        match place {
            "value" => {
                entries.push(Stored { tokens: vec![token], ..stored(Area::Local, "t", &[]) });
            }
            _ => sent.push(token),
        }
        let wire = Wire::new()
            .response("https://portal.example/api", &[], &[])
            .but(|exchange| exchange.tokens = sent);
        Step { storage: Some(storage(vec![], entries)), ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<JwtLifetime>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        let cases: [(&str, &str, Change<Token>, &str); 10] = [
            ("as long as the policy", "authorization", |_| {}, "passed"),
            ("a second longer", "authorization", |t| t.expires = Some(1901), "failed"),
            ("of a lifetime", "authorization", |t| t.expires = Some(i64::MAX / 4), "failed"),
            ("over before it began", "authorization", |t| t.expires = Some(1), "passed"),
            ("without an end", "authorization", |t| t.expires = None, "failed"),
            ("without a beginning", "authorization", |t| t.issued = None, "can't tell"),
            ("not read", "authorization", |t| t.readable = false, "can't tell"),
            ("in a storage, of no purpose", "value", |t| t.expires = None, ""),
            (
                "in a storage, an access token",
                "value",
                |t| {
                    t.expires = None;
                    t.purpose = Some("access".to_owned());
                },
                "failed",
            ),
            ("in an address", "url", |t| t.expires = None, ""),
        ];
        for (clause, place, change, expected) in cases {
            assert_eq!(word(step(place, change)), expected, "{clause}");
        }
    }

    #[test]
    fn tokens_that_are_renewed_are_one_finding() {
        let renewed = |start: i64| {
            step("authorization", |token| {
                token.hash = start.to_string();
                token.issued = Some(start);
                token.expires = Some(start + 3600);
            })
        };
        let said = flow_outcomes::<JwtLifetime>(&flow(vec![renewed(0), renewed(60)]));
        assert_eq!(said.len(), 1, "{said:?}");
    }

    #[test]
    fn wording() {
        let steps = vec![
            step("authorization", |token| token.expires = Some(1000 + 30 * 86_400)),
            step("authorization", |token| token.expires = None),
            step("authorization", |token| token.issued = None),
            step("authorization", |token| {
                token.readable = false;
                token.algorithm = None;
            }),
            step("value", |token| {
                token.purpose = Some("bearer".to_owned());
                token.expires = Some(4600);
            }),
        ];
        insta::assert_snapshot!(flow_outcomes::<JwtLifetime>(&flow(steps)).join("\n"), @r"
        0 https://portal.example/api: failed: An access token (RS256) sent as `Authorization` is good for 30 d; the policy lets a session be idle for 15 min.
        1 https://portal.example/api: failed: An access token (RS256) sent as `Authorization` never ends: it has no `exp`.
        2 https://portal.example/api: can't tell: An access token (RS256) sent as `Authorization` has no `iat`, so that its lifetime is not known.
        3 https://portal.example/api: can't tell: An access token sent as `Authorization` could not be read, so that its lifetime is not known.
        4 localStorage t: failed: An access token (RS256) in localStorage is good for 1 h; the policy lets a session be idle for 15 min.
        ");
    }
}
