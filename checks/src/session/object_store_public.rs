//! # Requirement
//!
//! Health data in a store of files opens by a signed address of at most 15 minutes, and by nothing else.
//!
//! # Why it matters
//!
//! Letters and pictures of portals lie in stores that know no sessions. What opens there without a signature is open to
//! everybody, and a signed address that lives for days is a letter that anybody can forward.
//!
//! # How it is judged
//!
//! - Stores are known by their host (S3, Azure Blob, Google Cloud Storage and their like) or by fields that only they
//!   send; signed addresses are known by their parameters. Only responses with health data are judged.
//! - A signed address that opens for more than 15 minutes fails: by `X-Amz-Expires` or `X-Goog-Expires`, by `st` and
//!   `se`, or by `Expires`; where only the end is given, the time from the response's `Date` on counts.
//! - In a test environment, what lies on hosts in scope is asked for without session and signature. Health data in the
//!   answer fails, and so does a store that lists what is in it.
//! - A pass needs that refusal, and that the flow itself got the data. What could not be asked for, on hosts out of scope
//!   or elsewhere than in a test environment, and a signature without an end, can't be told.
//!
//! # What it does not see
//!
//! - Files that the flow does not open, and stores behind an interface that hides all signs of them.
//! - Whether a signed address still opens after its end.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 8.2.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x17-V8-Authorization.md)
//! - [OWASP WSTG, test cloud storage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/11-Test_Cloud_Storage)
//! - [Amazon S3, authenticating requests with query parameters](https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Address, Signed, canaries, exchanges, from_store, signed_for, span},
    evidence::{Exchange, Flow, Hit, Piece, Replay},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// How long a signed address may open something, in seconds.
const LONGEST: i64 = 15 * 60;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ObjectStorePublic;

impl FlowCheck for ObjectStorePublic {
    const META: &'static Meta = &Meta {
        id: "object-store-public",
        title: "Files with health data open by short-lived signed addresses only",
        requires: &[asvs5::FUNCTION_ACCESS, wstg::CLOUD_STORAGE, hipaa::ACCESS_CONTROL],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("object_store_public.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let mut known = BTreeSet::new();
        let judged = exchanges(walk.flow).filter_map(|(step, exchange)| {
            let signed = signed_for(exchange);
            if !exchange.bears_phi() || (signed.is_none() && !from_store(exchange)) {
                return None;
            }
            // The same file, signed anew at each step, is one finding.
            known.insert(bare(&exchange.url)?).then(|| {
                let outcome = outcome(exchange, signed, walk.flow);
                Subject::Exchange(exchange.id).is(outcome).at(step)
            })
        });
        let judged: Vec<_> = judged.collect();
        judged.into_iter().chain(listings(walk.flow)).collect()
    }
}

fn outcome(exchange: &Exchange, signed: Option<Signed>, flow: &Flow) -> Outcome {
    if let Some(Signed::For(seconds)) = signed
        && seconds > LONGEST
    {
        let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
        let what = format!("Its signed address opens it for {}.", span(seconds.into()));
        return Outcome::Failed(finding(what));
    }
    let file = bare(&exchange.url);
    let asked = replays(flow, "unsigned").find(|(_, replay)| bare(&replay.url) == file);
    let Some((_, asked)) = asked else {
        let what = "Whether it opens without session and signature was not tried.";
        return Outcome::CantTell(finding(what.to_owned()));
    };
    if Hit::amount_to_phi(&asked.hits) {
        let what = format!("Without session and signature it shows {}.", canaries(&asked.hits));
        return Outcome::Failed(finding(what));
    }
    match asked.status {
        None | Some(408 | 425 | 429 | 500..) => {
            let said = asked.status.map_or("no answer".to_owned(), |code| format!("status {code}"));
            let what = format!("Asked for without session and signature, it gave {said}.");
            Outcome::CantTell(finding(what))
        }
        Some(_) if signed == Some(Signed::Unclear) => {
            let what = "How long its signed address opens it can't be read from that.";
            Outcome::CantTell(finding(what.to_owned()))
        }
        Some(_) => Outcome::Passed,
    }
}

/// Stores that say to anybody what is in them.
fn listings(flow: &Flow) -> Vec<Judgement> {
    let asked = replays(flow, "listing");
    asked
        .map(|(step, replay)| {
            let finding = finding("The store lists what is in it to anybody.".to_owned());
            let outcome = if replay.lists { Outcome::Failed(finding) } else { Outcome::Passed };
            Subject::Address(replay.url.clone()).is(outcome).at(step)
        })
        .collect()
}

fn replays<'f>(flow: &'f Flow, kind: &'f str) -> impl Iterator<Item = (usize, &'f Replay)> {
    let steps = flow.steps.iter().enumerate();
    steps
        .filter_map(|(step, recorded)| Some((step, recorded.after.as_ref()?)))
        .flat_map(|(step, after)| after.replays.iter().map(move |replay| (step, replay)))
        .filter(move |(_, replay)| replay.kind == kind)
}

/// An address without its query and fragment.
fn bare(url: &str) -> Option<String> {
    let address = Address::parse(url)?;
    let whole = address.as_str();
    Some(whole.split(['?', '#']).next().unwrap_or(whole).to_owned())
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Close the store to the public, and sign an address for minutes, when the patient asks for the file.",
    )
}

#[cfg(test)]
mod tests {
    use super::ObjectStorePublic;
    use crate::{
        evidence::{After, Liveness, Replay, Step},
        testing::{Change, Wire, flow, flow_outcomes, hit, replay},
    };

    const FILE: &str = "https://files.portal.example/letter.pdf";
    const STORE: [(&str, &str); 1] = [("x-ms-blob-type", "BlockBlob")];

    fn asked(kind: &str, url: &str, change: impl FnOnce(&mut Replay)) -> Replay {
        let mut replay = replay(kind, url, "nothing", Liveness::Dead);
        change(&mut replay);
        replay
    }

    fn step(url: &str, fields: &[(&str, &str)], canaries: &[&str], replays: Vec<Replay>) -> Step {
        let wire = Wire::new().response(url, fields, canaries);
        Step { after: Some(After { replays, ..After::default() }), ..wire.step() }
    }

    fn words(step: Step) -> Vec<String> {
        let said = flow_outcomes::<ObjectStorePublic>(&flow(vec![step]));
        said.iter().map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn clauses_of_signatures() {
        for (query, expected) in [
            ("?X-Amz-Signature=ab&X-Amz-Expires=900", "passed"),
            ("?X-Amz-Signature=ab&X-Amz-Expires=901", "failed"),
            ("?X-Amz-Signature=ab&X-Amz-Expires=604800", "failed"),
            ("?X-Amz-Signature=ab", "can't tell"),
            ("", "passed"),
        ] {
            let url = format!("{FILE}{query}");
            let tried = vec![asked("unsigned", FILE, |_| {})];
            assert_eq!(words(step(&url, &STORE, &["mrn"], tried)), [expected], "{query}");
        }
    }

    #[test]
    fn clauses_of_the_open_store() {
        let cases: [(&str, Change<Replay>, &str); 7] = [
            ("refused", |_| {}, "passed"),
            ("not there", |r| r.status = Some(404), "passed"),
            ("open", |r| r.hits = vec![hit("mrn", "body")], "failed"),
            ("a weak canary", |r| r.hits = vec![hit("weak:zip", "body")], "passed"),
            ("no answer", |r| r.status = None, "can't tell"),
            ("broken", |r| r.status = Some(503), "can't tell"),
            ("another file", |r| r.url.push('x'), "can't tell"),
        ];
        for (clause, change, expected) in cases {
            let tried = vec![asked("unsigned", FILE, change)];
            assert_eq!(words(step(FILE, &STORE, &["mrn"], tried)), [expected], "{clause}");
        }
        let other = vec![asked("unauthenticated", FILE, |_| {})];
        assert_eq!(words(step(FILE, &STORE, &["mrn"], other)), ["can't tell"]);
    }

    #[test]
    fn only_health_data_in_stores_is_judged() {
        assert!(words(step(FILE, &STORE, &[], Vec::new())).is_empty());
        assert!(words(step(FILE, &[], &["mrn"], Vec::new())).is_empty());
        let signed = format!("{FILE}?X-Amz-Signature=ab&X-Amz-Expires=901");
        assert_eq!(words(step(&signed, &[], &["mrn"], Vec::new())), ["failed"]);
    }

    #[test]
    fn a_store_must_not_list_what_is_in_it() {
        let store = "https://files.portal.example/?list-type=2";
        for (lists, expected) in [(true, "failed"), (false, "passed")] {
            let tried = vec![asked("listing", store, |r| r.lists = lists)];
            assert_eq!(words(step(FILE, &[], &[], tried)), [expected]);
        }
    }

    #[test]
    fn a_file_that_is_signed_anew_is_one_finding() {
        let wire = Wire::new()
            .response(&format!("{FILE}?X-Amz-Signature=a&X-Amz-Expires=901"), &[], &["mrn"])
            .response(&format!("{FILE}?X-Amz-Signature=b&X-Amz-Expires=901"), &[], &["mrn"]);
        assert_eq!(words(wire.step()), ["failed"]);
    }

    #[test]
    fn wording() {
        let signed = format!("{FILE}?X-Amz-Signature=ab&X-Amz-Expires=604800");
        let store = "https://files.portal.example/?list-type=2";
        let steps = vec![
            step(&signed, &[], &["mrn"], vec![asked("listing", store, |r| r.lists = true)]),
            step(&format!("{FILE}.a"), &STORE, &["mrn"], Vec::new()),
            step(
                &format!("{FILE}.b"),
                &STORE,
                &["mrn"],
                vec![asked("unsigned", &format!("{FILE}.b"), |r| {
                    r.hits = vec![hit("mrn", "body")];
                })],
            ),
            step(
                &format!("{FILE}.c"),
                &STORE,
                &["mrn"],
                vec![asked("unsigned", &format!("{FILE}.c"), |r| r.status = Some(503))],
            ),
            step(
                &format!("{FILE}.d?X-Amz-Signature=ab"),
                &STORE,
                &["mrn"],
                vec![asked("unsigned", &format!("{FILE}.d"), |_| {})],
            ),
        ];
        let said = flow_outcomes::<ObjectStorePublic>(&flow(steps));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 https://files.portal.example/letter.pdf?X-Amz-Signature=ab&X-Amz-Expires=604800: failed: Its signed address opens it for 7 d.
        1 https://files.portal.example/letter.pdf.a: can't tell: Whether it opens without session and signature was not tried.
        2 https://files.portal.example/letter.pdf.b: failed: Without session and signature it shows mrn.
        3 https://files.portal.example/letter.pdf.c: can't tell: Asked for without session and signature, it gave status 503.
        4 https://files.portal.example/letter.pdf.d?X-Amz-Signature=ab: can't tell: How long its signed address opens it can't be read from that.
        0 https://files.portal.example/?list-type=2: failed: The store lists what is in it to anybody.
        ");
    }
}
