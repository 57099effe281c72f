//! # Requirement
//!
//! No JSON Web Token that a script can read, or that stands in an address, holds protected health information.
//!
//! # Why it matters
//!
//! A token looks like noise and is plain text: whoever has it reads its payload without a key. It is copied to every
//! service that it opens, into their logs, and into whatever the developers paste it in.
//!
//! # How it is judged
//!
//! - Judged are tokens in web storage and other storages of the portal's origin, in cookies without `HttpOnly`, in
//!   `Authorization` fields, which a script has set, and in addresses. Their payloads are decoded and searched.
//! - One strong canary, or two weak ones, is health data.
//! - The payload of an encrypted token (five parts) is excepted. One that could not be decoded can't be told.
//! - A token is judged once, where it was seen first.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - Claims that are no canaries: an internal number of the patient, a role that says what the clinic is for.
//! - Tokens of other forms, and JSON Web Tokens in bodies of responses that nobody keeps.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [RFC 7519, section 12](https://www.rfc-editor.org/rfc/rfc7519#section-12)
//! - [OWASP WSTG, testing JSON Web Tokens](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/10-Testing_JSON_Web_Tokens)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, SeenToken, canaries, seen_tokens},
    evidence::{Hit, Piece},
    judgement::{Finding, Judgement, Outcome},
    standards::{asvs5, hipaa, rfc, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiInToken;

impl FlowCheck for PhiInToken {
    const META: &'static Meta = &Meta {
        id: "phi-in-token",
        title: "Tokens that a script can read hold no health information",
        requires: &[
            asvs5::NOT_IN_BROWSER_STORAGE,
            rfc::TOKEN_PRIVACY,
            wstg::JSON_WEB_TOKENS,
            hipaa::ENCRYPTION,
        ],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("phi_in_token.rs"),
    };

    const CONTROL: Option<&str> = Some("A canary was seen somewhere in the flow.");

    const NEEDS: &'static [Piece] = &[Piece::Network, Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let seen = seen_tokens(walk.flow);
        if seen.is_empty() {
            return Vec::new();
        }
        if let Some(unproven) = Canaries::of(walk.flow).unproven() {
            return unproven;
        }
        let mut said = BTreeSet::new();
        seen.into_iter()
            .filter(|seen| said.insert(seen.token.hash.clone()))
            .map(|seen| seen.subject.clone().is(outcome(&seen)).at(seen.step))
            .collect()
    }
}

fn outcome(seen: &SeenToken<'_>) -> Outcome {
    let token = seen.token;
    if Hit::amount_to_phi(&token.hits) {
        return Outcome::Failed(finding(format!(
            "The payload of a JSON Web Token {} holds {}.",
            seen.place,
            canaries(&token.hits)
        )));
    }
    match (token.readable, token.encrypted) {
        (true, _) => Outcome::Passed,
        (false, true) => Outcome::Excepted("its payload is encrypted"),
        (false, false) => Outcome::CantTell(finding(format!(
            "The payload of a JSON Web Token {} could not be decoded.",
            seen.place
        ))),
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Put an opaque identifier into the token and look the rest up at the server, or encrypt the token.",
    )
}

#[cfg(test)]
mod tests {
    use super::PhiInToken;
    use crate::{
        evidence::{Area, Cookie, Step, Stored, Token},
        testing::{Wire, cookie, flow, flow_outcomes, hit, storage, stored},
    };

    fn token(canaries: &[&str]) -> Token {
        let hits = canaries.iter().map(|name| hit(name, "payload")).collect();
        Token { hash: canaries.join(" "), readable: true, hits, ..Token::default() }
    }

    /// A token in a place: `local`, `cookie`, `hidden cookie`, `authorization`, `url`.
    fn step(place: &str, token: Token) -> Step {
        let (mut cookies, mut entries, mut sent) = (Vec::new(), Vec::new(), Vec::new());
        let tokens = vec![Token { place: place.to_owned(), ..token }];
        match place {
            "local" => entries.push(Stored { tokens, ..stored(Area::Local, "t", &[]) }),
            "cookie" => cookies.push(Cookie { tokens, http_only: false, ..cookie("t", &[]) }),
            "hidden cookie" => cookies.push(Cookie { tokens, ..cookie("t", &[]) }),
            _ => sent = tokens,
        }
        let wire = Wire::new()
            .response("https://portal.example/api", &[], &["mrn"])
            .but(|exchange| exchange.tokens = sent);
        Step { storage: Some(storage(cookies, entries)), ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<PhiInToken>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        for (place, canaries, expected) in [
            ("local", &["mrn"] as &[_], "failed"),
            ("local", &["weak:zip"], "passed"),
            ("local", &["weak:zip", "weak:birth_date"], "failed"),
            ("local", &[], "passed"),
            ("cookie", &["mrn"], "failed"),
            ("hidden cookie", &["mrn"], ""),
            ("authorization", &["mrn"], "failed"),
            ("url", &["mrn"], "failed"),
        ] {
            assert_eq!(word(step(place, token(canaries))), expected, "{place} {canaries:?}");
        }
        let closed = Token { readable: false, ..token(&[]) };
        assert_eq!(word(step("local", closed.clone())), "can't tell");
        assert_eq!(word(step("local", Token { encrypted: true, ..closed })), "excepted");
    }

    #[test]
    fn a_token_is_said_once_and_only_where_the_search_is_proven() {
        let twice = vec![step("local", token(&["mrn"])), step("authorization", token(&["mrn"]))];
        assert_eq!(flow_outcomes::<PhiInToken>(&flow(twice)).len(), 1);
        let mut unproven = step("local", token(&[]));
        unproven.network = None;
        assert_eq!(word(unproven), "");
    }

    #[test]
    fn wording() {
        let other = |name: &str, place| step(place, token(&[name]));
        let steps = vec![
            other("mrn", "local"),
            other("name", "cookie"),
            other("email", "authorization"),
            other("diagnosis", "url"),
            step("local", Token { readable: false, ..token(&[]) }),
        ];
        insta::assert_snapshot!(flow_outcomes::<PhiInToken>(&flow(steps)).join("\n"), @r"
        0 localStorage t: failed: The payload of a JSON Web Token in localStorage holds mrn.
        1 t: failed: The payload of a JSON Web Token in a cookie without `HttpOnly` holds name.
        2 https://portal.example/api: failed: The payload of a JSON Web Token sent as `Authorization` holds email.
        3 https://portal.example/api: failed: The payload of a JSON Web Token in the address holds diagnosis.
        4 localStorage t: can't tell: The payload of a JSON Web Token in localStorage could not be decoded.
        ");
    }
}
