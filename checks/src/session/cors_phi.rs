//! # Requirement
//!
//! No foreign site may read protected health information with the patient's session.
//!
//! # Why it matters
//!
//! An interface that answers every origin as it asks gives the record to the script of whatever page the patient opens
//! next.
//!
//! # How it is judged
//!
//! - Requests that gave health data are sent again while the session lives, with what carries it, and with the `Origin`
//!   of a site that cannot exist; and once with `Origin: null`, which any page can have itself (a frame with `sandbox`).
//! - An answer with health data that names that origin in `Access-Control-Allow-Origin` and has
//!   `Access-Control-Allow-Credentials: true` fails. With `*` browsers send no cookies, and let nobody read what they did
//!   send them for.
//! - The same fields on an answer without health data can't be told: another answer may have both.
//! - Anything else passes if our own client got health data with the session; otherwise it may have asked wrongly.
//!
//! # What it does not see
//!
//! - Whether a cookie with `SameSite` keeps the browser from sending the session: sibling hosts of the same site get it
//!   all the same, and the fields let them read.
//! - Origins that the portal allows by a pattern that the tried ones do not fit.
//! - Addresses beyond the first four, interfaces before pages.
//!
//! # Sources
//!
//! - [Fetch, CORS protocol and credentials](https://fetch.spec.whatwg.org/#cors-protocol-and-credentials)
//! - [OWASP ASVS 5.0, 3.4.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [OWASP WSTG, testing cross origin resource sharing](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/07-Testing_Cross_Origin_Resource_Sharing)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Asked, asked, canaries},
    evidence::{After, Replay},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeMap;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CorsPhi;

impl StateCheck for CorsPhi {
    const META: &'static Meta = &Meta {
        id: "cors-phi",
        title: "No foreign site can read health information with the patient's session",
        requires: &[asvs5::CROSS_ORIGIN_SHARING, wstg::CROSS_ORIGIN_SHARING, hipaa::ACCESS_CONTROL],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("cors_phi.rs"),
    };

    const CONTROL: Option<&str> = Some("Our own client got health data with the session.");

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let mut addresses: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for replay in after.of_kind("foreign-origin").chain(after.of_kind("null-origin")) {
            addresses.entry(replay.url.as_str()).or_default().push(replay);
        }
        if addresses.is_empty() {
            let why = after.why_not();
            let what = format!("No request was sent with a foreign origin ({why}).");
            return vec![Subject::Thing("origins".to_owned()).is(Outcome::CantTell(finding(what)))];
        }
        let asked = asked(after);
        addresses
            .into_iter()
            .map(|(url, replays)| Subject::Address(url.to_owned()).is(outcome(&replays, asked)))
            .collect()
    }
}

fn outcome(replays: &[&Replay], asked: Asked) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    let allowing = || replays.iter().filter(|replay| allows(replay));
    if let Some(open) = allowing().find(|replay| replay.bears_phi()) {
        return Outcome::Failed(finding(format!(
            "A script of {} may read the answer with the patient's session: it holds {}.",
            origin(open),
            canaries(&open.hits)
        )));
    }
    if let Some(open) = allowing().next() {
        return doubt(format!(
            "What this address answers with the session may be read by {}; this answer held no health data.",
            origin(open)
        ));
    }
    if let Some(why) = replays.iter().find_map(|replay| replay.says_nothing()) {
        return doubt(format!(
            "Sent with a foreign origin, the request got no answer to judge ({why})."
        ));
    }
    if asked == Asked::Unproved {
        return doubt("Our own client got no health data with the session either.".to_owned());
    }
    Outcome::Passed
}

fn origin(replay: &Replay) -> &'static str {
    if replay.kind == "null-origin" { "any site (as the origin null)" } else { "any site" }
}

/// Whether the answer lets the asking origin read it, session and all.
fn allows(replay: &Replay) -> bool {
    let field = |name| replay.field(name).unwrap_or_default();
    let named = field("access-control-allow-origin");
    let echoed = replay.with.ends_with(named.trim()) && !named.trim().is_empty();
    echoed && field("access-control-allow-credentials").trim() == "true"
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Answer a fixed list of origins with Access-Control-Allow-Origin, and no other; never the origin that asks.",
    )
}

#[cfg(test)]
mod tests {
    use super::CorsPhi;
    use crate::{
        evidence::{After, Liveness, Replay, Step},
        testing::{Change, hit, outcomes, outcomes_of, replay},
    };

    const API: &str = "https://portal.example/api/results";
    const FOREIGN: &str = "https://foreign.invalid";

    fn asked(kind: &str, origin: &str, fields: &[(&str, &str)]) -> Replay {
        let with = format!("session cookies, and the origin {origin}");
        let fields = fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let hits = vec![hit("mrn", "body")];
        Replay { hits, fields, ..replay(kind, API, &with, Liveness::Alive) }
    }

    fn step(replays: Vec<Replay>, control: Liveness) -> Step {
        let mut replays = replays;
        replays.push(replay("control", API, "session cookies", control));
        let after = After { replays, ..After::default() };
        Step { after: Some(after), ..Step::default() }
    }

    /// Header fields by name.
    type Fields = &'static [(&'static str, &'static str)];

    #[test]
    fn what_the_fields_allow() {
        const ORIGIN: &str = "access-control-allow-origin";
        const CREDENTIALS: (&str, &str) = ("access-control-allow-credentials", "true");
        let cases: [(&str, Fields, &str); 9] = [
            ("nothing", &[], "passed"),
            ("echoed, with the session", &[(ORIGIN, FOREIGN), CREDENTIALS], "failed"),
            ("echoed, without it", &[(ORIGIN, FOREIGN)], "passed"),
            (
                "credentials are a word",
                &[(ORIGIN, FOREIGN), ("access-control-allow-credentials", "True")],
                "passed",
            ),
            ("anybody", &[(ORIGIN, "*")], "passed"),
            ("anybody, with the session", &[(ORIGIN, "*"), CREDENTIALS], "passed"),
            ("another origin", &[(ORIGIN, "https://portal.example"), CREDENTIALS], "passed"),
            ("an empty one", &[(ORIGIN, ""), CREDENTIALS], "passed"),
            ("the other kind", &[(ORIGIN, "null"), CREDENTIALS], "passed"),
        ];
        for (clause, fields, expected) in cases {
            let said = step(vec![asked("foreign-origin", FOREIGN, fields)], Liveness::Alive);
            assert_eq!(outcomes_of::<CorsPhi>(&said), [expected], "{clause}");
        }
        let null = asked("null-origin", "null", &[(ORIGIN, "null"), CREDENTIALS]);
        assert_eq!(outcomes_of::<CorsPhi>(&step(vec![null], Liveness::Alive)), ["failed"]);
    }

    #[test]
    fn what_was_answered() {
        let cases: [(&str, Liveness, Change<Replay>, &str); 6] = [
            ("health data, not shared", Liveness::Alive, |_| {}, "passed"),
            (
                "refused",
                Liveness::Alive,
                |r| (r.status, r.session, r.hits) = (Some(403), Liveness::Dead, vec![]),
                "passed",
            ),
            (
                "refused, and never let in",
                Liveness::Dead,
                |r| (r.status, r.session, r.hits) = (Some(403), Liveness::Dead, vec![]),
                "can't tell",
            ),
            ("too many", Liveness::Alive, |r| r.status = Some(429), "can't tell"),
            ("no answer", Liveness::Alive, |r| r.status = None, "can't tell"),
            (
                "shared, without health data",
                Liveness::Alive,
                |r| {
                    (r.session, r.hits) = (Liveness::Dead, vec![]);
                    r.fields = asked(
                        "",
                        "",
                        &[
                            ("access-control-allow-origin", FOREIGN),
                            ("access-control-allow-credentials", "true"),
                        ],
                    )
                    .fields;
                },
                "can't tell",
            ),
        ];
        for (clause, control, change, expected) in cases {
            let mut replay = asked("foreign-origin", FOREIGN, &[]);
            change(&mut replay);
            let said = step(vec![replay], control);
            assert_eq!(outcomes_of::<CorsPhi>(&said), [expected], "{clause}");
        }
        assert_eq!(outcomes_of::<CorsPhi>(&step(vec![], Liveness::Alive)), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let open = [
            ("access-control-allow-origin", FOREIGN),
            ("access-control-allow-credentials", "true"),
        ];
        let mut empty = asked("foreign-origin", FOREIGN, &open);
        (empty.session, empty.hits) = (Liveness::Dead, vec![]);
        let mut silent = asked("foreign-origin", FOREIGN, &[]);
        silent.status = Some(503);
        let mut said = Vec::new();
        for replays in
            [vec![asked("foreign-origin", FOREIGN, &open)], vec![empty], vec![silent], vec![]]
        {
            said.extend(outcomes::<CorsPhi>(&step(replays, Liveness::Alive)));
        }
        let refused = vec![asked("foreign-origin", FOREIGN, &[])];
        said.extend(outcomes::<CorsPhi>(&step(refused, Liveness::Dead)));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example/api/results: failed: A script of any site may read the answer with the patient's session: it holds mrn.
        https://portal.example/api/results: can't tell: What this address answers with the session may be read by any site; this answer held no health data.
        https://portal.example/api/results: can't tell: Sent with a foreign origin, the request got no answer to judge (status 503).
        origins: can't tell: No request was sent with a foreign origin (no reason was recorded).
        https://portal.example/api/results: can't tell: Our own client got no health data with the session either.
        ");
    }
}
