//! # Requirement
//!
//! When something goes wrong, the portal says so in its own words: no calls, no database's words, no path on the server,
//! and nothing of a patient.
//!
//! # Why it matters
//!
//! An error page with the program's calls in it tells an attacker which software runs, in which version, and where it
//! breaks. One with a patient's data in it goes to whoever caused the error.
//!
//! # How it is judged
//!
//! - Every response of the portal's own servers to the flow is searched for stack traces, the words of databases and the
//!   pages that frameworks show their developers. Scripts are searched only when they are errors. Each kind fails.
//! - A path on the server's disk fails in an error, a response of status 400 or more.
//! - Health data fails in an error of the server (500 or more) and in a refusal (401, 403): whoever is refused must not
//!   be told. Other errors may show patients the form that they filled in.
//! - Before sign-out, in a test environment, three errors are caused: an address that does not exist, one of a record
//!   with a quotation mark in it, and one that ends in a percent sign. Their answers are judged alike.
//! - What gives itself away alike, in whatever responses, is one finding.
//! - An error of the portal's whose body could not be searched, and an attempt that got no answer, can't be told.
//!
//! # What it does not see
//!
//! - Errors that only requests that write, or unusual fields, would cause.
//! - Whether an error's words tell an account that exists from one that does not.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 16.5.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x25-V16-Security-Logging-and-Error-Handling.md)
//! - [OWASP WSTG, testing for improper error handling](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/08-Testing_for_Error_Handling/01-Testing_For_Improper_Error_Handling)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{canaries, exchanges, list},
    evidence::{Body, Disclosure, DisclosureKind, Exchange, Hit, Party, Piece, Provoked},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct VerboseErrors;

impl FlowCheck for VerboseErrors {
    const META: &'static Meta = &Meta {
        id: "verbose-errors",
        title: "Errors give away neither the server's insides nor health data",
        requires: &[asvs5::GENERIC_ERRORS, wstg::ERROR_HANDLING, hipaa::ACCESS_CONTROL],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Exposure,
        source: include_str!("verbose_errors.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let mut known = BTreeSet::new();
        let mut said = Vec::new();
        for (step, exchange) in exchanges(walk.flow).filter(|(_, one)| one.party == Party::First) {
            let Some(outcome) = of_exchange(exchange, &mut known) else { continue };
            said.push(Subject::Exchange(exchange.id).is(outcome).at(step));
        }
        for (step, after) in walk.flow.steps.iter().map(|step| step.after.as_ref()).enumerate() {
            for provoked in after.iter().flat_map(|after| &after.provoked) {
                let Some(outcome) = of_provoked(provoked, &mut known) else { continue };
                said.push(Subject::Address(provoked.url.clone()).is(outcome).at(step));
            }
        }
        said
    }
}

fn of_exchange(exchange: &Exchange, known: &mut BTreeSet<String>) -> Option<Outcome> {
    let status = exchange.status?;
    let hits = match &exchange.body {
        Body::Searched(hits) => hits.as_slice(),
        Body::Unread(why) if status >= 400 => {
            let what = format!("This error of status {status} could not be searched ({why}).");
            return Some(Outcome::CantTell(finding(what)));
        }
        Body::Unread(_) | Body::None => &[],
    };
    let disclosures = exchange.disclosures.as_deref();
    if exchange.destination == "script" && status < 400 {
        return None;
    }
    judge(status, disclosures?, hits, known)
}

fn of_provoked(provoked: &Provoked, known: &mut BTreeSet<String>) -> Option<Outcome> {
    let Some(status) = provoked.status else {
        let why = provoked.error.as_deref().unwrap_or("no answer");
        let what = format!("Asked for {}, the server gave no answer ({why}).", provoked.asked);
        return Some(Outcome::CantTell(finding(what)));
    };
    judge(status, &provoked.disclosures, &provoked.hits, known)
}

/// `None` where everything that it gives away was found before.
fn judge(
    status: u16,
    disclosures: &[Disclosure],
    hits: &[Hit],
    known: &mut BTreeSet<String>,
) -> Option<Outcome> {
    let mut seen: Vec<_> = disclosures
        .iter()
        .filter(|one| is_inside(one.kind, status))
        .map(|one| one.name.clone())
        .collect();
    if (matches!(status, 401 | 403) || status >= 500) && Hit::amount_to_phi(hits) {
        seen.push(canaries(hits));
    }
    if seen.is_empty() {
        // Whatever is no error and gives nothing away says nothing of errors.
        return (status >= 400).then_some(Outcome::Passed);
    }
    let new: Vec<_> = seen.into_iter().filter(|name| known.insert(name.clone())).collect();
    let what = format!("A response of status {status} shows {}.", list(&new));
    (!new.is_empty()).then(|| Outcome::Failed(finding(what)))
}

/// Whether it is a part of the server's insides, in a response of this status.
fn is_inside(kind: DisclosureKind, status: u16) -> bool {
    match kind {
        DisclosureKind::StackTrace | DisclosureKind::DatabaseError | DisclosureKind::DebugPage => {
            true
        }
        DisclosureKind::ServerPath => status >= 400,
        DisclosureKind::Credential | DisclosureKind::Candidate => false,
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Answer every error with a page of your own and a number under which the log has the rest.",
    )
}

#[cfg(test)]
mod tests {
    use super::VerboseErrors;
    use crate::{
        evidence::{After, Body, Disclosure, DisclosureKind, Exchange, Party, Provoked, Step},
        testing::{Change, Wire, flow, flow_outcomes, hit},
    };
    use DisclosureKind::{Credential, DatabaseError, DebugPage, ServerPath, StackTrace};

    fn gives(kind: DisclosureKind, name: &str) -> Disclosure {
        Disclosure { kind, name: name.to_owned(), hash: "hash".to_owned() }
    }

    fn words(steps: Vec<Step>) -> Vec<String> {
        let said = flow_outcomes::<VerboseErrors>(&flow(steps));
        said.iter().map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned()).collect()
    }

    fn error(status: u16, found: Vec<Disclosure>, hits: &[&str]) -> Wire {
        Wire::new().response("https://portal.example/x", &[], hits).but(|exchange| {
            exchange.status = Some(status);
            exchange.disclosures = Some(found);
        })
    }

    #[test]
    fn clauses_of_what_is_shown() {
        for (status, kind, expected) in [
            (500, StackTrace, "failed"),
            (404, StackTrace, "failed"),
            (200, StackTrace, "failed"),
            (200, DatabaseError, "failed"),
            (200, DebugPage, "failed"),
            (500, ServerPath, "failed"),
            (500, Credential, "passed"),
        ] {
            let said = words(vec![error(status, vec![gives(kind, "it")], &[]).step()]);
            assert_eq!(said, [expected], "{status} {kind:?}");
        }
    }

    #[test]
    fn clauses_of_health_data() {
        for (status, hits, expected) in [
            (500, &["mrn"][..], "failed"),
            (403, &["mrn"], "failed"),
            (401, &["weak:zip", "weak:birth_date"], "failed"),
            (500, &["weak:zip"], "passed"),
            (422, &["mrn"], "passed"),
            (404, &["mrn"], "passed"),
        ] {
            let said = words(vec![error(status, Vec::new(), hits).step()]);
            assert_eq!(said, [expected], "{status} {hits:?}");
        }
    }

    #[test]
    fn what_is_no_error_passes_nothing() {
        let path = vec![gives(ServerPath, "a path")];
        assert!(words(vec![error(200, path, &["mrn"]).step()]).is_empty());
    }

    #[test]
    fn clauses_of_scope() {
        let cases: [(&str, Change<Exchange>, &[&str]); 7] = [
            ("an error", |_| {}, &["failed"]),
            ("another's", |e| e.party = Party::Third, &[]),
            ("unanswered", |e| e.status = None, &[]),
            ("not searched", |e| e.disclosures = None, &[]),
            ("unread", |e| e.body = Body::Unread("too long".to_owned()), &["can't tell"]),
            ("a script that is none", |e| "script".clone_into(&mut e.destination), &["failed"]),
            (
                "a script",
                |e| {
                    e.status = Some(200);
                    "script".clone_into(&mut e.destination);
                },
                &[],
            ),
        ];
        for (clause, change, expected) in cases {
            let wire = error(500, vec![gives(StackTrace, "a trace")], &[]).but(change);
            assert_eq!(words(vec![wire.step()]), expected, "{clause}");
        }
    }

    fn provoked(change: impl FnOnce(&mut Provoked)) -> Step {
        let mut provoked = Provoked {
            asked: "an address that does not exist".to_owned(),
            url: "https://portal.example/none".to_owned(),
            status: Some(404),
            disclosures: Vec::new(),
            hits: Vec::new(),
            error: None,
        };
        change(&mut provoked);
        let after = After { provoked: vec![provoked], ..After::default() };
        Step { after: Some(after), ..Step::default() }
    }

    #[test]
    fn errors_that_were_caused_are_judged_alike() {
        assert_eq!(words(vec![provoked(|_| {})]), ["passed"]);
        assert_eq!(words(vec![provoked(|p| p.status = None)]), ["can't tell"]);
        let traced = provoked(|p| p.disclosures = vec![gives(StackTrace, "a trace")]);
        assert_eq!(words(vec![traced]), ["failed"]);
        let open = provoked(|p| {
            p.status = Some(500);
            p.hits = vec![hit("mrn", "body")];
        });
        assert_eq!(words(vec![open]), ["failed"]);
    }

    #[test]
    fn what_gives_itself_away_alike_is_one_finding() {
        let trace = || vec![gives(StackTrace, "a Java stack trace")];
        let steps = vec![
            error(500, trace(), &[]).step(),
            error(404, trace(), &[]).step(),
            provoked(|p| p.disclosures = trace()),
        ];
        assert_eq!(words(steps), ["failed"]);
    }

    #[test]
    fn wording() {
        let steps = vec![
            error(500, vec![gives(StackTrace, "a Java stack trace")], &["mrn"]).step(),
            error(502, Vec::new(), &[])
                .but(|e| e.body = Body::Unread("too long".to_owned()))
                .step(),
            provoked(|p| p.disclosures = vec![gives(DebugPage, "Django's debug page")]),
            provoked(|p| {
                p.status = None;
                p.error = Some("connection reset".to_owned());
            }),
        ];
        let said = flow_outcomes::<VerboseErrors>(&flow(steps));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 https://portal.example/x: failed: A response of status 500 shows a Java stack trace and mrn.
        1 https://portal.example/x: can't tell: This error of status 502 could not be searched (too long).
        2 https://portal.example/none: failed: A response of status 404 shows Django's debug page.
        3 https://portal.example/none: can't tell: Asked for an address that does not exist, the server gave no answer (connection reset).
        ");
    }
}
