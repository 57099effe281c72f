//! # Requirement
//!
//! After sign-out neither the back button nor opening the address again shows the patient's data out of what the
//! browser kept on disk.
//!
//! # Why it matters
//!
//! What one press of a button shows to the next person at a shared computer, no password protects.
//!
//! # How it is judged
//!
//! - After sign-out the back button is pressed, in the tab where a page with canaries was; then the same address is opened
//!   in a fresh tab. Health data in view that came from the HTTP cache, or with no request to the network at all, fails
//!   if the session was dead.
//! - Health data in view although the document came from the network, the session was dead, and the server gives nothing
//!   to strangers, fails too: parts of the page were kept.
//! - If the session was alive, or that is not known, sign-out is in question and not the cache: can't tell.
//! - Going back to a page that the back/forward cache restored is excepted: see `back-bfcache`. So is a page that a service
//!   worker gave: see `sw-serves-phi-logged-out`.
//! - A page that was neither restored nor asked for anywhere can't be told: perhaps Back led nowhere. No more can one that
//!   could not be read.
//! - A page without health data in view passes if a storable resource of our own was served from the cache in the same
//!   browser (the control), and responses of the portal lie in it or its certificate is in no doubt. Behind a
//!   certificate error Chromium keeps nothing, and nothing would pass for a good reason.
//!
//! # What it does not see
//!
//! - What lies in the cache and is not shown: see `cache-storable-phi`.
//! - Whether a service worker that asks the network gets its answer from the cache.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [RFC 9111, section 6](https://www.rfc-editor.org/rfc/rfc9111#section-6)
//! - [OWASP WSTG, testing for browser cache weaknesses](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/06-Testing_for_Browser_Cache_Weaknesses)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{canaries, list},
    evidence::{After, Back, Hit, Liveness},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, rfc, wstg},
};

const WORKER: &str = "a service worker gave it: see sw-serves-phi-logged-out";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct BackHttpCache;

impl StateCheck for BackHttpCache {
    const META: &'static Meta = &Meta {
        id: "back-http-cache",
        title: "Going back after sign-out shows no health information from the cache",
        requires: &[
            asvs5::ANTI_CACHING_FIELDS,
            rfc::CACHE_HISTORY,
            wstg::BROWSER_CACHE,
            hipaa::ACCESS_CONTROL,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("back_http_cache.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "A response that may be stored was served from the cache of the same browser, which keeps responses of the portal.",
    );

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let Some(back) = &after.back else {
            let why = match after.notes.as_slice() {
                [] => "no reason was recorded".to_owned(),
                notes => list(notes),
            };
            let what = format!("The back button was not tried after sign-out ({why}).");
            let outcome = Outcome::CantTell(finding(what));
            return vec![Subject::Thing("back button".to_owned()).is(outcome)];
        };
        let went_back = if back.persisted {
            Outcome::Excepted("restored from the back/forward cache")
        } else if let Some(why) = &back.unread {
            Outcome::CantTell(finding(format!("The page that came could not be read ({why}).")))
        } else if back.from_worker {
            Outcome::Excepted(WORKER)
        } else if back.requests == 0 && !back.from_cache && back.shows.is_empty() {
            let what = "Nothing was restored and nothing asked for: perhaps Back led nowhere.";
            Outcome::CantTell(finding(what.to_owned()))
        } else {
            let kept = back.from_cache || back.requests == 0;
            outcome("Going back", &back.shows, kept, back, after)
        };
        let reopened = match &back.reopened {
            Some(_) if back.reopened_from_worker => Outcome::Excepted(WORKER),
            Some(shows) => {
                outcome("Opening the address again", shows, back.reopened_from_cache, back, after)
            }
            None => Outcome::CantTell(finding(
                "The address did not open again, or could not be read, so what it would show is not known.".to_owned(),
            )),
        };
        vec![
            Subject::Address(back.url.clone()).is(went_back),
            Subject::Address(format!("{} (opened again)", back.url)).is(reopened),
        ]
    }
}

fn outcome(how: &str, shows: &[Hit], kept: bool, back: &Back, after: &After) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    if !back.had_canaries {
        return doubt(
            "The page showed no canary before sign-out, so nothing could have come back."
                .to_owned(),
        );
    }
    let named = canaries(shows);
    if !Hit::amount_to_phi(shows) {
        return match back.http_cache_control {
            _ if !shows.is_empty() => {
                doubt(format!("{how} after sign-out shows {named}, which alone may not be health data."))
            }
            Some(true) => Outcome::Passed,
            _ => doubt(
                "Nothing is shown, but nothing of the portal's was ever kept in the cache of this browser, so that it may \
                 keep nothing at all."
                    .to_owned(),
            ),
        };
    }
    match back.session {
        Liveness::Alive => {
            return doubt(format!(
                "{how} after sign-out shows {named}, but the session was still alive."
            ));
        }
        Liveness::Unknown => {
            return doubt(format!(
                "{how} after sign-out shows {named}, and whether the session was dead is not known."
            ));
        }
        Liveness::Dead => {}
    }
    if kept {
        let what = format!(
            "{how} after sign-out shows {named}, and no request for it reached the server."
        );
        return Outcome::Failed(finding(what));
    }
    let strangers = || after.replays.iter().filter(|replay| replay.kind == "unauthenticated");
    if strangers().any(|replay| Hit::amount_to_phi(&replay.hits)) {
        return Outcome::Excepted("the server gives it to anybody");
    }
    if strangers().next().is_none() {
        return doubt(format!(
            "{how} after sign-out shows {named} although the session was dead; whether the server gave it was not tried."
        ));
    }
    Outcome::Failed(finding(format!(
        "{how} after sign-out shows {named}; the session was dead and the server gives it to no stranger, so that the \
         browser kept it."
    )))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Cache-Control: no-store, private` with every page and every answer that holds the patient's data.",
    )
}

#[cfg(test)]
mod tests {
    use super::BackHttpCache;
    use crate::{
        evidence::{After, Back, Liveness, Replay, Step},
        testing::{Change, back, hit, outcomes, outcomes_of, replay},
    };

    fn step(change: impl FnOnce(&mut Back), replays: Vec<Replay>) -> Step {
        let mut back = back();
        change(&mut back);
        let after = After { back: Some(back), replays, ..After::default() };
        Step { after: Some(after), ..Step::default() }
    }

    fn cached(back: &mut Back) {
        back.from_cache = true;
        back.shows = vec![hit("mrn", "page")];
    }

    fn stranger(shows: bool) -> Vec<Replay> {
        let mut stranger =
            replay("unauthenticated", "https://portal.example/", "nothing", Liveness::Dead);
        if shows {
            stranger.hits = vec![hit("mrn", "body")];
        }
        vec![stranger]
    }

    #[test]
    fn clauses_of_going_back() {
        let cases: [(&str, Change<Back>, &str); 16] = [
            ("fetched anew", |_| {}, "passed"),
            ("from the cache", cached, "failed"),
            (
                "with no request",
                |b| {
                    cached(b);
                    b.from_cache = false;
                    b.requests = 0;
                },
                "failed",
            ),
            (
                "restored",
                |b| {
                    cached(b);
                    b.persisted = true;
                },
                "excepted",
            ),
            (
                "from a worker",
                |b| {
                    cached(b);
                    (b.from_cache, b.from_worker, b.requests) = (false, true, 0);
                },
                "excepted",
            ),
            ("through a worker, from the network", |b| b.requests = 2, "passed"),
            (
                "session alive",
                |b| {
                    cached(b);
                    b.session = Liveness::Alive;
                },
                "can't tell",
            ),
            (
                "session unknown",
                |b| {
                    cached(b);
                    b.session = Liveness::Unknown;
                },
                "can't tell",
            ),
            (
                "a weak one",
                |b| {
                    cached(b);
                    b.shows = vec![hit("weak:zip", "page")];
                },
                "can't tell",
            ),
            ("an empty page from the cache", |b| b.from_cache = true, "passed"),
            ("nothing happened", |b| b.requests = 0, "can't tell"),
            ("unread", |b| b.unread = Some("it hangs".to_owned()), "can't tell"),
            ("no control", |b| b.http_cache_control = None, "can't tell"),
            ("control failed", |b| b.http_cache_control = Some(false), "can't tell"),
            (
                "failed without control",
                |b| {
                    cached(b);
                    b.http_cache_control = None;
                },
                "failed",
            ),
            ("nothing to show", |b| b.had_canaries = false, "can't tell"),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(
                outcomes_of::<BackHttpCache>(&step(change, vec![]))[0],
                expected,
                "{clause}"
            );
        }
    }

    #[test]
    fn clauses_of_opening_again() {
        let cases: [(&str, Change<Back>, &str); 6] = [
            ("asked to sign in", |_| {}, "passed"),
            (
                "from a worker",
                |b| {
                    b.reopened = Some(vec![hit("mrn", "page")]);
                    b.reopened_from_worker = true;
                },
                "excepted",
            ),
            (
                "from the cache",
                |b| {
                    b.reopened = Some(vec![hit("mrn", "page")]);
                    b.reopened_from_cache = true;
                },
                "failed",
            ),
            ("from the network", |b| b.reopened = Some(vec![hit("mrn", "page")]), "can't tell"),
            ("not at all", |b| b.reopened = None, "can't tell"),
            ("restored before", |b| b.persisted = true, "passed"),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(
                outcomes_of::<BackHttpCache>(&step(change, vec![]))[1],
                expected,
                "{clause}"
            );
        }
    }

    #[test]
    fn a_page_from_the_network_with_health_data_is_the_servers_or_the_browsers() {
        let fetched = |back: &mut Back| back.shows = vec![hit("mrn", "page")];
        assert_eq!(outcomes_of::<BackHttpCache>(&step(fetched, vec![]))[0], "can't tell");
        assert_eq!(outcomes_of::<BackHttpCache>(&step(fetched, stranger(true)))[0], "excepted");
        assert_eq!(outcomes_of::<BackHttpCache>(&step(fetched, stranger(false)))[0], "failed");
    }

    #[test]
    fn without_the_back_button_nothing_is_known() {
        let untried = Step { after: Some(After::default()), ..Step::default() };
        assert_eq!(outcomes_of::<BackHttpCache>(&untried), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let mut said = outcomes::<BackHttpCache>(&step(cached, vec![]));
        let unread = |back: &mut Back| back.unread = Some("it hangs".to_owned());
        let fetched = |back: &mut Back| back.shows = vec![hit("mrn", "page"), hit("name", "page")];
        said.truncate(1);
        said.push(outcomes::<BackHttpCache>(&step(unread, vec![])).remove(0));
        said.push(outcomes::<BackHttpCache>(&step(fetched, vec![])).remove(0));
        said.push(outcomes::<BackHttpCache>(&step(fetched, stranger(false))).remove(0));
        said.push(
            outcomes::<BackHttpCache>(&step(|b| b.http_cache_control = None, vec![])).remove(1),
        );
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example/home: failed: Going back after sign-out shows mrn, and no request for it reached the server.
        https://portal.example/home: can't tell: The page that came could not be read (it hangs).
        https://portal.example/home: can't tell: Going back after sign-out shows mrn and name although the session was dead; whether the server gave it was not tried.
        https://portal.example/home: failed: Going back after sign-out shows mrn and name; the session was dead and the server gives it to no stranger, so that the browser kept it.
        https://portal.example/home (opened again): can't tell: Nothing is shown, but nothing of the portal's was ever kept in the cache of this browser, so that it may keep nothing at all.
        ");
    }
}
