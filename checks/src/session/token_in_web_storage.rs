//! # Requirement
//!
//! What opens the session lies in no storage that scripts can read: neither a session cookie's value nor an access or
//! refresh token stands in `localStorage` or `sessionStorage`.
//!
//! # Why it matters
//!
//! Every script of the page can read these storages, a chat widget's and an injected one as well. A cookie with
//! `HttpOnly` cannot be read so; a token that was carried off works from anywhere until it ends.
//!
//! # How it is judged
//!
//! - Every entry of both storages at the end of each step is judged. Evidence holds keyed hashes of the credentials in
//!   its value, alone or within other text.
//! - One that is a session cookie's value, or was sent as `Authorization`, fails; so does a JSON Web Token that calls
//!   itself an access, bearer or refresh token.
//! - A cookie's value that only looks like the session's can't be told, nor can a JSON Web Token that was not sent and
//!   does not say what it is for. One that calls itself an ID token passes: it tells who somebody is and opens nothing.
//! - A storage that could not be read can't be told.
//! - ASVS 14.3.3 lets a session's token be there. That it can be carried off is 10.1.1, and NIST says not to.
//!
//! # What it does not see
//!
//! - Tokens of a form of their own that were not sent in the flow.
//! - `IndexedDB`, and what a script keeps in a variable.
//! - What is written and deleted again within one step.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 10.1.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x19-V10-OAuth-and-OIDC.md)
//! - [NIST SP 800-63B-4, 5.1](https://pages.nist.gov/800-63-4/sp800-63b.html)
//! - [OWASP WSTG, testing browser storage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/12-Testing_Browser_Storage)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Credential, Credentials},
    evidence::{Area, Piece, Storage, Stored, Token},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

const AREAS: &[Area] = &[Area::Local, Area::Session];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TokenInWebStorage;

impl FlowCheck for TokenInWebStorage {
    const META: &'static Meta = &Meta {
        id: "token-in-web-storage",
        title: "No script can read what opens the session from web storage",
        requires: &[asvs5::TOKENS_WHERE_NEEDED, wstg::BROWSER_STORAGE, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("token_in_web_storage.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let known = Credentials::of(walk.flow);
        let steps = walk.flow.steps.iter().enumerate();
        let storages = steps.filter_map(|(place, step)| Some((place, step.storage.as_ref()?)));
        let mut said = BTreeSet::new();
        storages
            .flat_map(|(place, storage)| {
                judge(storage, &known).into_iter().map(move |judged| judged.at(place))
            })
            .filter(|judgement| match &judgement.outcome {
                // What stays where it is from step to step is one finding.
                Outcome::Failed(finding) | Outcome::CantTell(finding) => {
                    said.insert((judgement.subject.clone(), finding.what.clone()))
                }
                _ => true,
            })
            .collect()
    }
}

fn judge(storage: &Storage, known: &Credentials<'_>) -> Vec<Judgement> {
    let unread = storage.unread_of(AREAS).map(|note| {
        let finding = finding(format!("It could not be read ({note})."));
        Subject::Thing("web storage".to_owned()).is(Outcome::CantTell(finding))
    });
    let entries = storage.entries.iter().filter(|entry| AREAS.contains(&entry.area));
    entries
        .map(|entry| {
            let subject = Subject::Stored(format!("{} {}", entry.area.name(), entry.key));
            subject.is(outcome(entry, known))
        })
        .chain(unread)
        .collect()
}

fn outcome(entry: &Stored, known: &Credentials<'_>) -> Outcome {
    let tokens = entry.tokens.iter().map(|token| &token.hash);
    let hashes: Vec<_> = entry.credentials.iter().chain(tokens).chain([&entry.value]).collect();
    let holds = |wanted: fn(Credential<'_>) -> bool| {
        hashes.iter().filter_map(|hash| known.get(hash)).find(|credential| wanted(*credential))
    };
    match holds(|credential| !matches!(credential, Credential::Likely(_))) {
        Some(Credential::Session(name) | Credential::Likely(name)) => {
            return failed(&format!("the value of the session cookie `{name}`"));
        }
        Some(Credential::Bearer) => {
            return failed("a bearer token that was sent as `Authorization`");
        }
        None => {}
    }
    if let Some(token) = entry.tokens.iter().find(|token| opens(token) == Some(true)) {
        let purpose = token.purpose.as_deref().unwrap_or_default();
        return failed(&format!("a JSON Web Token that calls itself `{purpose}`"));
    }
    if let Some(Credential::Likely(name)) = holds(|_| true) {
        return Outcome::CantTell(finding(format!(
            "It holds the value of the cookie `{name}`, and nothing tells whether that opens the session."
        )));
    }
    if entry.tokens.iter().any(|token| opens(token).is_none()) {
        return Outcome::CantTell(finding(
            "It holds a JSON Web Token that was not sent in the flow and does not say what it is for.".to_owned(),
        ));
    }
    Outcome::Passed
}

/// Whether a token opens something, in its own words.
fn opens(token: &Token) -> Option<bool> {
    match token.purpose.as_deref()? {
        "access" | "at+jwt" | "application/at+jwt" | "bearer" | "refresh" | "offline" => Some(true),
        "id" => Some(false),
        _ => None,
    }
}

fn failed(what: &str) -> Outcome {
    Outcome::Failed(finding(format!("Every script of the page can read {what} from it.")))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Keep tokens at the server, behind a session cookie with `HttpOnly`; or at least in the memory of the page.",
    )
}

#[cfg(test)]
mod tests {
    use super::TokenInWebStorage;
    use crate::{
        evidence::{Area, Cookie, Step, Stored, Token},
        testing::{Change, Wire, cookie, flow, flow_outcomes, storage, stored},
    };

    fn token(purpose: &str) -> Token {
        let purpose = Some(purpose.to_owned()).filter(|word| !word.is_empty());
        Token { hash: "jwt".to_owned(), purpose, readable: true, ..Token::default() }
    }

    fn step(session: Option<bool>, change: impl FnOnce(&mut Stored)) -> Step {
        let mut entry = stored(Area::Local, "token", &[]);
        change(&mut entry);
        let value = "session".to_owned();
        let kept = storage(vec![Cookie { value, session, ..cookie("sid", &[]) }], vec![entry]);
        let wire = Wire::new().response("https://portal.example/api", &[], &[]).but(|exchange| {
            let field = ("authorization".to_owned(), "Bearer ⟦bearer⟧".to_owned());
            exchange.request_fields.push(field);
        });
        Step { storage: Some(kept), ..wire.step() }
    }

    fn word(step: Step) -> String {
        let said = flow_outcomes::<TokenInWebStorage>(&flow(vec![step]));
        said.first()
            .map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned())
            .unwrap_or_default()
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Option<bool>, Change<Stored>, &str); 15] = [
            ("something else", Some(true), |_| {}, "passed"),
            ("the session", Some(true), |e| "session".clone_into(&mut e.value), "failed"),
            (
                "the session within",
                Some(true),
                |e| e.credentials = vec!["session".to_owned()],
                "failed",
            ),
            (
                "perhaps the session",
                None,
                |e| e.credentials = vec!["session".to_owned()],
                "can't tell",
            ),
            ("another cookie", Some(true), |e| e.credentials = vec!["other".to_owned()], "passed"),
            ("a bearer token", Some(true), |e| e.credentials = vec!["bearer".to_owned()], "failed"),
            (
                "a token that was sent",
                Some(true),
                |e| e.tokens = vec![Token { hash: "bearer".to_owned(), ..token("") }],
                "failed",
            ),
            ("an access token", Some(true), |e| e.tokens = vec![token("access")], "failed"),
            ("by its header", Some(true), |e| e.tokens = vec![token("at+jwt")], "failed"),
            ("a refresh token", Some(true), |e| e.tokens = vec![token("refresh")], "failed"),
            ("an ID token", Some(true), |e| e.tokens = vec![token("id")], "passed"),
            ("both", Some(true), |e| e.tokens = vec![token("id"), token("bearer")], "failed"),
            ("of no purpose", Some(true), |e| e.tokens = vec![token("")], "can't tell"),
            (
                "in session storage",
                Some(true),
                |e| {
                    e.area = Area::Session;
                    "session".clone_into(&mut e.value);
                },
                "failed",
            ),
            (
                "in a database",
                Some(true),
                |e| {
                    e.area = Area::IndexedDb;
                    "session".clone_into(&mut e.value);
                },
                "",
            ),
        ];
        for (clause, session, change, expected) in cases {
            assert_eq!(word(step(session, change)), expected, "{clause}");
        }
    }

    #[test]
    fn what_could_not_be_read_does_not_pass() {
        let mut step = step(Some(true), |entry| entry.area = Area::IndexedDb);
        step.storage.as_mut().expect("a storage").unread = vec!["local: SecurityError".to_owned()];
        assert_eq!(word(step), "can't tell");
    }

    #[test]
    fn wording() {
        let steps = vec![
            step(Some(true), |entry| "session".clone_into(&mut entry.value)),
            step(Some(true), |entry| "session".clone_into(&mut entry.value)),
            step(Some(true), |entry| entry.credentials = vec!["bearer".to_owned()]),
            step(Some(true), |entry| entry.tokens = vec![token("refresh")]),
            step(Some(true), |entry| entry.tokens = vec![token("")]),
        ];
        insta::assert_snapshot!(flow_outcomes::<TokenInWebStorage>(&flow(steps)).join("\n"), @r"
        0 localStorage token: failed: Every script of the page can read the value of the session cookie `sid` from it.
        2 localStorage token: failed: Every script of the page can read a bearer token that was sent as `Authorization` from it.
        3 localStorage token: failed: Every script of the page can read a JSON Web Token that calls itself `refresh` from it.
        4 localStorage token: can't tell: It holds a JSON Web Token that was not sent in the flow and does not say what it is for.
        ");
        let guess = step(None, |entry| "session".clone_into(&mut entry.value));
        insta::assert_snapshot!(flow_outcomes::<TokenInWebStorage>(&flow(vec![guess])).join("\n"), @r"
        0 localStorage token: can't tell: It holds the value of the cookie `sid`, and nothing tells whether that opens the session.
        ");
    }
}
