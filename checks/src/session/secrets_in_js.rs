//! # Requirement
//!
//! Nothing that the portal sends to browsers holds a credential of the portal's own.
//!
//! # Why it matters
//!
//! What is in a script is published. A key of the cloud, of a mail service or of the relay for video visits in it opens
//! the records of all patients at once, and nobody sees that it was taken.
//!
//! # How it is judged
//!
//! - Pages, scripts and data of the portal's own servers are searched for credentials whose form is their issuer's:
//!   private keys, AWS access keys together with their secret, keys of Google service accounts, Stripe secret keys, tokens
//!   of GitHub, GitLab and Slack, keys of `SendGrid`, a user name and password in an address. Each fails.
//! - In scripts, which everybody gets alike, so do bearer tokens written into the program, and credentials of a TURN
//!   server that do not end by themselves.
//! - In scripts, a JSON Web Token, and a random value that is called a password or a secret, can't be told: only who
//!   issued it knows what it opens. The session's own token is none.
//! - Each credential is one finding, where it was seen first. Keys that are made to be published (`pk_live_`, Google's
//!   browser keys, the address of an error collector) are none.
//! - A script of the portal's whose body could not be searched can't be told.
//!
//! # What it does not see
//!
//! - Source maps, which browsers fetch for developers only, and scripts that the flow does not load.
//! - Credentials without a form of their own, and those that a script puts together.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 13.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x22-V13-Configuration.md)
//! - [OWASP WSTG, review web page content for information leakage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/01-Information_Gathering/05-Review_Web_Page_Content_for_Information_Leakage)
//! - [AWS, understanding unique ID prefixes](https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::exchanges,
    evidence::{Body, Disclosure, DisclosureKind, Exchange, Party, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SecretsInJs;

impl FlowCheck for SecretsInJs {
    const META: &'static Meta = &Meta {
        id: "secrets-in-js",
        title: "What is sent to browsers holds no credential of the portal",
        requires: &[asvs5::SECRETS_MANAGED, wstg::PAGE_CONTENT, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("secrets_in_js.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let mut known = BTreeSet::new();
        let mut said = Vec::new();
        for (step, exchange) in exchanges(walk.flow).filter(|(_, one)| one.party == Party::First) {
            let outcomes = outcomes(exchange, &mut known);
            said.extend(
                outcomes
                    .into_iter()
                    .map(|outcome| Subject::Exchange(exchange.id).is(outcome).at(step)),
            );
        }
        said
    }
}

fn outcomes<'e>(exchange: &'e Exchange, known: &mut BTreeSet<&'e str>) -> Vec<Outcome> {
    let is_script = exchange.destination == "script";
    let Some(disclosures) = &exchange.disclosures else {
        return match &exchange.body {
            Body::Unread(why) if is_script => {
                let what = format!("This script could not be searched ({why}).");
                vec![Outcome::CantTell(finding(what))]
            }
            _ => Vec::new(),
        };
    };
    let secrets: Vec<_> = disclosures.iter().filter(|one| is_secret(one)).collect();
    if secrets.is_empty() {
        return vec![Outcome::Passed];
    }
    let new = secrets.into_iter().filter(|secret| known.insert(&secret.hash));
    new.map(|secret| match secret.kind {
        DisclosureKind::Candidate => {
            let what =
                format!("It holds {}. What that opens, only who issued it can say.", secret.name);
            Outcome::CantTell(finding(what))
        }
        _ => Outcome::Failed(finding(format!("It holds {}.", secret.name))),
    })
    .collect()
}

fn is_secret(disclosure: &Disclosure) -> bool {
    matches!(disclosure.kind, DisclosureKind::Credential | DisclosureKind::Candidate)
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Keep it on the server, and withdraw what was published: it has to be taken for known.",
    )
}

#[cfg(test)]
mod tests {
    use super::SecretsInJs;
    use crate::{
        evidence::{Body, Disclosure, DisclosureKind, Exchange, Party},
        testing::{Change, Wire, flow, flow_outcomes},
    };
    use DisclosureKind::{Candidate, Credential, StackTrace};

    /// A clause, what the script holds, what else is changed, and what is said of it.
    type Case = (&'static str, Option<DisclosureKind>, Change<Exchange>, &'static [&'static str]);

    fn holds(kind: DisclosureKind, name: &str) -> Disclosure {
        Disclosure { kind, name: name.to_owned(), hash: format!("hash of {name}") }
    }

    fn script(wire: Wire, url: &str, disclosures: Option<Vec<Disclosure>>) -> Wire {
        wire.response(url, &[], &[]).but(|exchange| {
            "script".clone_into(&mut exchange.destination);
            exchange.disclosures = disclosures;
        })
    }

    #[test]
    fn clauses() {
        let cases: [Case; 9] = [
            ("none", None, |_| {}, &["passed"]),
            ("a credential", Some(Credential), |_| {}, &["failed"]),
            ("a candidate", Some(Candidate), |_| {}, &["can't tell"]),
            ("another thing", Some(StackTrace), |_| {}, &["passed"]),
            ("in a page", Some(Credential), |e| e.destination = "document".to_owned(), &["failed"]),
            ("another's script", Some(Credential), |e| e.party = Party::Third, &[]),
            ("not searched", None, |e| e.disclosures = None, &[]),
            (
                "unread",
                None,
                |e| {
                    e.disclosures = None;
                    e.body = Body::Unread("too long".to_owned());
                },
                &["can't tell"],
            ),
            (
                "an unread picture",
                None,
                |e| {
                    e.disclosures = None;
                    e.body = Body::Unread("too long".to_owned());
                    e.destination = "image".to_owned();
                },
                &[],
            ),
        ];
        for (clause, kind, change, expected) in cases {
            let found = kind.map(|kind| holds(kind, "a key")).into_iter().collect();
            let wire = script(Wire::new(), "https://portal.example/app.js", Some(found));
            let said = flow_outcomes::<SecretsInJs>(&flow(vec![wire.but(change).step()]));
            let words: Vec<_> =
                said.iter().map(|said| said.split(": ").nth(1).unwrap_or_default()).collect();
            assert_eq!(words, expected, "{clause}");
        }
    }

    #[test]
    fn one_credential_is_one_finding_wherever_it_stands() {
        let found = || Some(vec![holds(Credential, "a key"), holds(Credential, "another key")]);
        let wire = script(Wire::new(), "https://portal.example/a.js", found());
        let wire = script(wire, "https://portal.example/b.js", found());
        let other = script(Wire::new(), "https://portal.example/a.js", found());
        let said = flow_outcomes::<SecretsInJs>(&flow(vec![wire.step(), other.step()]));
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said.iter().all(|said| said.starts_with("0 https://portal.example/a.js: failed")));
    }

    #[test]
    fn wording() {
        let wire = script(
            Wire::new(),
            "https://portal.example/app.js",
            Some(vec![
                holds(Credential, "an AWS access key with its secret"),
                holds(Candidate, "a JSON Web Token"),
            ]),
        );
        let wire = wire
            .unread("https://portal.example/b.js", &[], "too long")
            .but(|exchange| "script".clone_into(&mut exchange.destination));
        let said = flow_outcomes::<SecretsInJs>(&flow(vec![wire.step()]));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 https://portal.example/app.js: failed: It holds an AWS access key with its secret.
        0 https://portal.example/app.js: can't tell: It holds a JSON Web Token. What that opens, only who issued it can say.
        0 https://portal.example/b.js: can't tell: This script could not be searched (too long).
        ");
    }
}
