//! # Requirement
//!
//! After the patient has signed out and closed the browser, no response with protected health information lies in its
//! cache on disk.
//!
//! # Why it matters
//!
//! The files stay for weeks, and whoever can read the disk of a shared computer reads them without any password.
//!
//! # How it is judged
//!
//! - When the flow has signed out, the browser is ended and its profile is read: each entry of the HTTP cache, bodies and
//!   fields, with gzip, deflate, Brotli and Zstandard undone, and the streams of PDF files.
//! - The cache is read before Back is tried as well: going back asks for pages anew, and the sign-in page that comes takes
//!   the entry's place, which nobody does who just closes the browser.
//! - One strong canary in an entry, or two different weak ones, fails. A canary in the address alone is judged by
//!   `phi-in-url`.
//! - It passes if none is there, other responses of the portal lie in the same cache (the control), all of it could be
//!   read, and the flow's responses held canaries. Behind a certificate error Chromium keeps nothing at all.
//!
//! # What it does not see
//!
//! - What the storages of scripts leave behind on disk: see `residue-client-storage`.
//! - Entries that were thrown out before the end, and what an undelete would bring back.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [45 CFR 164.310(c)](https://www.ecfr.gov/current/title-45/section-164.310)
//! - [OWASP WSTG, testing for browser cache weaknesses](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/06-Testing_for_Browser_Cache_Weaknesses)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Left, judge_residue, unproven_absence},
    evidence::{Piece, Residue, Store, Trace},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ResidueHttpCache;

impl FlowCheck for ResidueHttpCache {
    const META: &'static Meta = &Meta {
        id: "residue-http-cache",
        title: "The HTTP cache on disk holds no health information after sign-out",
        requires: &[asvs5::ANTI_CACHING_FIELDS, wstg::BROWSER_CACHE, hipaa::WORKSTATION_SECURITY],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("residue_http_cache.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "Another response of the portal lies in the cache on disk, and a response of the flow held a canary.",
    );

    const NEEDS: &'static [Piece] = &[Piece::Residue];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let doubt = Canaries::of(walk.flow).unproven_in_bodies();
        let failed = |left: &Left<'_>| {
            let what = format!(
                "After sign-out and the browser's end its cache on disk holds {}, in {}.",
                left.canaries, left.files
            );
            Subject::Address(left.place.to_owned()).is(Outcome::Failed(finding(what)))
        };
        let nothing = |residue: &Residue| doubt.clone().unwrap_or_else(|| nothing(residue));
        judge_residue(walk.flow, is_cached, failed, nothing)
    }
}

fn is_cached(trace: &Trace) -> bool {
    trace.store == Store::HttpCache && trace.hit.place != "address"
}

/// What it means that nothing was found.
fn nothing(residue: &Residue) -> Judgement {
    let lack = "No response of the portal lies in the cache on disk, so that this browser may keep nothing at all.";
    let outcome = match unproven_absence(residue, &[(residue.cached > 0, lack)]) {
        Some(doubt) => Outcome::CantTell(finding(doubt)),
        None => Outcome::Passed,
    };
    Subject::Thing("HTTP cache".to_owned()).is(outcome)
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Cache-Control: no-store, private` with every response that holds health data.",
    )
}

#[cfg(test)]
mod tests {
    use super::ResidueHttpCache;
    use crate::{
        evidence::{Flow, Residue, Store},
        testing::{Change, Wire, flow, flow_outcomes, trace},
    };

    fn left(change: impl FnOnce(&mut Residue)) -> Flow {
        let mut step = Wire::new().response("https://portal.example/home", &[], &["mrn"]).step();
        let mut residue = Residue { cached: 2, ..Residue::default() };
        change(&mut residue);
        step.residue = Some(residue);
        flow(vec![step])
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<Residue>, &[&str]); 9] = [
            ("nothing", |_| {}, &["passed"]),
            ("nothing at all is kept", |r| r.cached = 0, &["can't tell"]),
            ("a file that was not read", |r| r.unread.push("Cache/1".to_owned()), &["can't tell"]),
            ("a canary", |r| r.traces.push(trace(Store::HttpCache, "mrn", "body")), &["failed"]),
            (
                "in gzip",
                |r| r.traces.push(trace(Store::HttpCache, "mrn", "body, gzip")),
                &["failed"],
            ),
            (
                "in the address alone",
                |r| r.traces.push(trace(Store::HttpCache, "mrn", "address")),
                &["passed"],
            ),
            (
                "a weak canary",
                |r| r.traces.push(trace(Store::HttpCache, "weak:zip", "body")),
                &["passed"],
            ),
            (
                "two weak canaries",
                |r| {
                    r.traces.push(trace(Store::HttpCache, "weak:zip", "body"));
                    r.traces.push(trace(Store::HttpCache, "weak:birth_date", "body"));
                },
                &["failed"],
            ),
            ("elsewhere", |r| r.traces.push(trace(Store::History, "mrn", "file")), &["passed"]),
        ];
        for (clause, change, expected) in cases {
            let found = flow_outcomes::<ResidueHttpCache>(&left(change));
            let found: Vec<_> =
                found.iter().map(|line| line.split(": ").nth(1).unwrap_or_default()).collect();
            assert_eq!(found, expected, "{clause}");
        }
    }

    #[test]
    fn only_a_profile_that_was_read_is_judged() {
        let step = Wire::new().response("https://portal.example/home", &[], &["mrn"]).step();
        assert!(flow_outcomes::<ResidueHttpCache>(&flow(vec![step])).is_empty());
    }

    #[test]
    fn a_flow_whose_responses_held_no_canary_proves_nothing() {
        let mut flow = left(|_| {});
        flow.steps[0].network = None;
        flow.steps[0].phase = crate::evidence::Phase::During;
        let found = flow_outcomes::<ResidueHttpCache>(&flow).join(" ");
        assert!(found.contains("can't tell"), "{found}");
    }

    #[test]
    fn wording() {
        let found = left(|r| r.traces.push(trace(Store::HttpCache, "mrn", "body, gzip")));
        let empty = left(|r| r.cached = 0);
        let said = [found, empty].map(|flow| flow_outcomes::<ResidueHttpCache>(&flow).join("\n"));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 https://portal.example/home: failed: After sign-out and the browser's end its cache on disk holds mrn, in HttpCache/1 (body, gzip).
        0 HTTP cache: can't tell: No response of the portal lies in the cache on disk, so that this browser may keep nothing at all.
        ");
    }
}
