//! # Requirement
//!
//! Protected health information is not served at addresses that caches take for those of style sheets, scripts and
//! pictures.
//!
//! # Why it matters
//!
//! A cache in front of a portal keeps `/records/x.css` for everybody. If the portal answers there with the record of
//! whoever asks, a link to it makes the patient put the record into the cache, and the sender of the link takes it out.
//!
//! # How it is judged
//!
//! - While the session lives, pages that gave health data are asked for at addresses that end like a static file's
//!   (`/x.css` after the path, `;x.js`, `%2fx.png`), with what carries the session.
//! - Health data in such an answer is asked for once more without the session: health data again fails.
//! - Health data in an answer that RFC 9111 or RFC 9213 let a shared cache store fails as well.
//! - Health data in an answer that no shared cache may store passes: a cache that stores it all the same breaks the rule.
//! - No health data passes if our own client got some with the session at the page's own address.
//! - No answer, or one that says nothing about the address (429, a fault of the server), can't be told; nor can a portal
//!   that refused all of them with 403, which a guard in front of it may have done.
//!
//! # What it does not see
//!
//! - Whether there is a cache at all, and which addresses it takes for static.
//! - Pages beyond the last two, and other disguises.
//!
//! # Sources
//!
//! - [RFC 9111, storing responses in caches](https://www.rfc-editor.org/rfc/rfc9111#section-3)
//! - [OWASP ASVS 5.0, 14.2.5](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, test for path confusion](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/13-Test_for_Path_Confusion)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Asked, Sharing, asked, canaries},
    evidence::{After, Replay},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CacheDeception;

impl StateCheck for CacheDeception {
    const META: &'static Meta = &Meta {
        id: "cache-deception",
        title: "Health information is not served at the addresses of static files",
        requires: &[
            asvs5::CACHES_KNOW_CONTENT,
            rfc::CACHE_STORING,
            wstg::PATH_CONFUSION,
            hipaa::ACCESS_CONTROL,
        ],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("cache_deception.rs"),
    };

    const CONTROL: Option<&str> =
        Some("Our own client got health data with the session at the page's own address.");

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let tried: Vec<_> = after.of_kind("static-path").collect();
        let doubt = |what: String| {
            vec![Subject::Thing("paths".to_owned()).is(Outcome::CantTell(finding(what)))]
        };
        if tried.is_empty() {
            let why = after.why_not();
            return doubt(format!(
                "No page was asked for at the address of a static file ({why})."
            ));
        }
        if tried.iter().all(|replay| replay.status == Some(403)) {
            return doubt(
                "Every address of a static file was refused with 403: the portal may have, or a guard in front of it."
                    .to_owned(),
            );
        }
        let asked = asked(after);
        tried
            .into_iter()
            .map(|replay| Subject::Address(replay.url.clone()).is(outcome(replay, after, asked)))
            .collect()
    }
}

fn outcome(replay: &Replay, after: &After, asked: Asked) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    let open = after
        .of_kind("static-path-unauthenticated")
        .find(|other| other.url == replay.url && other.bears_phi());
    if let Some(open) = open {
        return Outcome::Failed(finding(format!(
            "An address that looks like a static file's answers anybody with {}, once a patient has asked for it.",
            canaries(&open.hits)
        )));
    }
    if replay.bears_phi() {
        return match Sharing::of_replay(replay) {
            Sharing::Storable { .. } => Outcome::Failed(finding(format!(
                "An address that looks like a static file's answers the patient with {}, and caches for everybody may store it.",
                canaries(&replay.hits)
            ))),
            Sharing::Forbidden => Outcome::Passed,
        };
    }
    if let Some(why) = replay.says_nothing() {
        return doubt(format!("This address got no answer to judge ({why})."));
    }
    if asked == Asked::Unproved {
        return doubt("Our own client got no health data with the session either.".to_owned());
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Answer unknown paths with 404, and let caches decide by Cache-Control and not by what an address ends with.",
    )
}

#[cfg(test)]
mod tests {
    use super::CacheDeception;
    use crate::{
        evidence::{After, Liveness, Replay, Step},
        testing::{Change, hit, outcomes, outcomes_of, replay},
    };

    const URL: &str = "https://portal.example/records/x.css";

    fn tried(change: fn(&mut Replay)) -> Replay {
        let mut tried = replay("static-path", URL, "session cookies", Liveness::Dead);
        tried.status = Some(404);
        change(&mut tried);
        tried
    }

    fn step(mut replays: Vec<Replay>, control: Liveness) -> Step {
        let home = "https://portal.example/home";
        replays.push(replay("control", home, "session cookies", control));
        let after = After { replays, ..After::default() };
        Step { after: Some(after), ..Step::default() }
    }

    fn served(replay: &mut Replay, cache_control: Option<&str>) {
        (replay.status, replay.session) = (Some(200), Liveness::Alive);
        replay.hits = vec![hit("mrn", "body")];
        let field = |value: &str| ("cache-control".to_owned(), value.to_owned());
        replay.fields = cache_control.map(field).into_iter().collect();
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Liveness, Change<Replay>, &str); 8] = [
            ("not found", Liveness::Alive, |_| {}, "passed"),
            ("to sign-in", Liveness::Alive, |r| r.status = Some(302), "passed"),
            ("never let in", Liveness::Dead, |_| {}, "can't tell"),
            ("served, storable", Liveness::Alive, |r| served(r, Some("public")), "failed"),
            ("served, nothing said", Liveness::Alive, |r| served(r, None), "failed"),
            (
                "served, private",
                Liveness::Alive,
                |r| served(r, Some("no-store, private")),
                "passed",
            ),
            ("broken", Liveness::Alive, |r| r.status = Some(500), "can't tell"),
            ("refused", Liveness::Alive, |r| r.status = Some(403), "can't tell"),
        ];
        for (clause, control, change, expected) in cases {
            let said = step(vec![tried(change)], control);
            assert_eq!(outcomes_of::<CacheDeception>(&said), [expected], "{clause}");
        }
        assert_eq!(outcomes_of::<CacheDeception>(&step(vec![], Liveness::Alive)), ["can't tell"]);
    }

    #[test]
    fn one_refused_among_others_is_refused_by_the_portal() {
        let replays = vec![tried(|r| r.status = Some(403)), tried(|_| {})];
        let said = step(replays, Liveness::Alive);
        assert_eq!(outcomes_of::<CacheDeception>(&said), ["passed", "passed"]);
    }

    #[test]
    fn what_comes_without_a_session_fails_whatever_its_fields_say() {
        let with = tried(|r| served(r, Some("no-store, private")));
        let without = Replay {
            kind: "static-path-unauthenticated".to_owned(),
            with: "nothing".to_owned(),
            ..with.clone()
        };
        let said = step(vec![with, without], Liveness::Alive);
        assert_eq!(outcomes_of::<CacheDeception>(&said), ["failed"]);
    }

    #[test]
    fn wording() {
        let with = tried(|r| served(r, None));
        let without = Replay { kind: "static-path-unauthenticated".to_owned(), ..with.clone() };
        let mut said = Vec::new();
        for replays in [
            vec![with.clone(), without],
            vec![with],
            vec![tried(|r| r.status = Some(429))],
            vec![tried(|r| r.status = Some(403))],
            vec![],
        ] {
            said.extend(outcomes::<CacheDeception>(&step(replays, Liveness::Alive)));
        }
        said.extend(outcomes::<CacheDeception>(&step(vec![tried(|_| {})], Liveness::Dead)));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example/records/x.css: failed: An address that looks like a static file's answers anybody with mrn, once a patient has asked for it.
        https://portal.example/records/x.css: failed: An address that looks like a static file's answers the patient with mrn, and caches for everybody may store it.
        https://portal.example/records/x.css: can't tell: This address got no answer to judge (status 429).
        paths: can't tell: Every address of a static file was refused with 403: the portal may have, or a guard in front of it.
        paths: can't tell: No page was asked for at the address of a static file (no reason was recorded).
        https://portal.example/records/x.css: can't tell: Our own client got no health data with the session either.
        ");
    }
}
