//! # Requirement
//!
//! After sign-out the browser's back button does not bring a page with the patient's data back to life from the
//! back/forward cache.
//!
//! # Why it matters
//!
//! On a shared computer it is the first thing the next person presses. The whole page comes back from memory, scripts
//! and all, without one request to the server that could have said no.
//!
//! # How it is judged
//!
//! - After sign-out the back button is pressed, in the tab where a page with canaries was. Restored from the
//!   back/forward cache (`pageshow.persisted`) with a strong canary or two weak ones in view fails, if the session was
//!   dead at that moment. If it was not, sign-out failed, which is another matter: can't tell.
//! - A restored page that shows nothing passes: its script wiped it.
//! - A page that was not restored passes if a page of our own that may be kept was restored in the same browser (the control),
//!   and if it was tried within three minutes: Chromium drops pages that forbid storing after that by itself.
//! - A page that was neither restored nor asked for anywhere can't be told: perhaps Back led nowhere. No more can one that
//!   could not be read.
//! - `no-store` alone is not enough in Chromium: such a page is restored unless one of its cookies changed at sign-out
//!   or a script's own request was answered with `no-store`. `Clear-Site-Data: "cache"` does not evict the page that is
//!   just being left.
//!
//! # What it does not see
//!
//! - Other ways out of a session: the idle limit, or sign-out in another tab.
//! - What a page shows for an instant before its script wipes it.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, testing for browser cache weaknesses](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/04-Authentication_Testing/06-Testing_for_Browser_Cache_Weaknesses)
//! - [Chrome, back/forward cache and `no-store`](https://developer.chrome.com/docs/web-platform/bfcache-ccns)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{canaries, list, span},
    evidence::{After, Back, Cause, Hit, Liveness},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// Chromium keeps a `no-store` page for three minutes; seen restored after 170 s and not after 200 s.
const TOO_LATE_MS: u64 = 170_000;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct BackBfcache;

impl StateCheck for BackBfcache {
    const META: &'static Meta = &Meta {
        id: "back-bfcache",
        title: "Going back after sign-out restores no page with health information",
        requires: &[asvs5::CLEARED_AFTER_SESSION, wstg::BROWSER_CACHE, hipaa::ACCESS_CONTROL],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("back_bfcache.rs"),
    };

    const CONTROL: Option<&str> =
        Some("A page that may be kept came back from the back/forward cache of the same browser.");

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let Some(back) = &after.back else { return vec![not_tried(after)] };
        vec![Subject::Address(back.url.clone()).is(outcome(back))]
    }
}

fn outcome(back: &Back) -> Outcome {
    let doubt = |what: &str| Outcome::CantTell(finding(what.to_owned(), back.cause));
    let shown = || canaries(&back.shows);
    if !back.had_canaries {
        return doubt(
            "The page showed no canary before sign-out, so nothing could have come back.",
        );
    }
    if let Some(why) = &back.unread {
        return doubt(&format!("The page that came could not be read ({why})."));
    }
    if back.persisted {
        let restored = "the back/forward cache restores the page";
        return match (Hit::amount_to_phi(&back.shows), back.session) {
            _ if back.shows.is_empty() => Outcome::Passed,
            (false, _) => doubt(&format!(
                "After sign-out, {restored} with {}, which alone may not be health data.",
                shown()
            )),
            (true, Liveness::Dead) => {
                let why = back.cause.map_or("", because);
                let late =
                    span(f64::from(u32::try_from(back.after_ms).unwrap_or(u32::MAX)) / 1000.0);
                let what =
                    format!("{late} after sign-out, {restored} with {} in view{why}.", shown());
                Outcome::Failed(finding(what, back.cause))
            }
            (true, Liveness::Alive) => doubt(&format!(
                "After sign-out, {restored} with {}, but the session was still alive.",
                shown()
            )),
            (true, Liveness::Unknown) => doubt(&format!(
                "After sign-out, {restored} with {}, and whether the session was dead is not known.",
                shown()
            )),
        };
    }
    if back.requests == 0 && !back.from_cache {
        return doubt("Nothing was restored and nothing asked for: perhaps Back led nowhere.");
    }
    if back.bfcache_control != Some(true) {
        return doubt(
            "The page was not restored, but neither was a page of our own that may be kept, so that this browser may not \
             restore at all.",
        );
    }
    if back.after_ms >= TOO_LATE_MS {
        let late = span(f64::from(u32::try_from(back.after_ms).unwrap_or(u32::MAX)) / 1000.0);
        return doubt(&format!(
            "The back button was pressed {late} after sign-out, when browsers have let go."
        ));
    }
    Outcome::Passed
}

fn not_tried(after: &After) -> Judgement {
    let why = match after.notes.as_slice() {
        [] => "no reason was recorded".to_owned(),
        notes => list(notes),
    };
    let what = format!("The back button was not tried after sign-out ({why}).");
    Subject::Thing("back button".to_owned()).is(Outcome::CantTell(finding(what, None)))
}

const fn because(cause: Cause) -> &'static str {
    match cause {
        Cause::NoNoStore => ", because it does not forbid storing",
        Cause::NoCookieChange => {
            ", in spite of `no-store`, because no cookie of it changed at sign-out"
        }
        Cause::ClearSiteDataTooLate => {
            ", because `Clear-Site-Data` does not reach the page that is being left"
        }
    }
}

fn finding(what: String, cause: Option<Cause>) -> Finding {
    let fix = match cause {
        Some(Cause::NoNoStore | Cause::ClearSiteDataTooLate) => {
            "Send `Cache-Control: no-store` with every page that shows the patient's data, and delete its `HttpOnly` \
             cookie at sign-out."
        }
        Some(Cause::NoCookieChange) | None => {
            "Delete the page's `HttpOnly` cookie when the session ends, answer its own requests with `no-store`, and \
             reload it when `pageshow` says that it was restored."
        }
    };
    Finding::new(what, fix)
}

#[cfg(test)]
mod tests {
    use super::BackBfcache;
    use crate::{
        evidence::{After, Back, Cause, Liveness, Step},
        testing::{Change, back, hit, outcomes, outcomes_of},
    };

    fn step(change: impl FnOnce(&mut Back)) -> Step {
        let mut back = back();
        change(&mut back);
        Step { after: Some(After { back: Some(back), ..After::default() }), ..Step::default() }
    }

    fn restored(back: &mut Back) {
        back.persisted = true;
        back.requests = 0;
        back.shows = vec![hit("mrn", "page")];
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<Back>, &str); 16] = [
            ("fetched anew", |_| {}, "passed"),
            ("restored", restored, "failed"),
            (
                "restored, control failed",
                |b| {
                    restored(b);
                    b.bfcache_control = Some(false);
                },
                "failed",
            ),
            (
                "restored, session alive",
                |b| {
                    restored(b);
                    b.session = Liveness::Alive;
                },
                "can't tell",
            ),
            (
                "restored, session unknown",
                |b| {
                    restored(b);
                    b.session = Liveness::Unknown;
                },
                "can't tell",
            ),
            (
                "restored and wiped",
                |b| {
                    restored(b);
                    b.shows.clear();
                },
                "passed",
            ),
            (
                "restored, a weak one",
                |b| {
                    restored(b);
                    b.shows = vec![hit("weak:zip", "page")];
                },
                "can't tell",
            ),
            (
                "restored, two weak ones",
                |b| {
                    restored(b);
                    b.shows = vec![hit("weak:zip", "page"), hit("weak:birth_date", "page")];
                },
                "failed",
            ),
            ("nothing happened", |b| b.requests = 0, "can't tell"),
            ("unread", |b| b.unread = Some("it hangs".to_owned()), "can't tell"),
            (
                "from the cache",
                |b| {
                    b.requests = 0;
                    b.from_cache = true;
                },
                "passed",
            ),
            ("no control", |b| b.bfcache_control = None, "can't tell"),
            ("control failed", |b| b.bfcache_control = Some(false), "can't tell"),
            ("nothing to show", |b| b.had_canaries = false, "can't tell"),
            ("in time", |b| b.after_ms = 169_999, "passed"),
            ("too late", |b| b.after_ms = 170_000, "can't tell"),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(outcomes_of::<BackBfcache>(&step(change)), [expected], "{clause}");
        }
    }

    #[test]
    fn what_came_from_elsewhere_is_another_checks_business() {
        let from_cache = step(|back| {
            back.from_cache = true;
            back.shows = vec![hit("mrn", "page")];
        });
        assert_eq!(outcomes_of::<BackBfcache>(&from_cache), ["passed"]);
        let untried = Step { after: Some(After::default()), ..Step::default() };
        assert_eq!(outcomes_of::<BackBfcache>(&untried), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let mut said = Vec::new();
        for cause in [
            None,
            Some(Cause::NoNoStore),
            Some(Cause::NoCookieChange),
            Some(Cause::ClearSiteDataTooLate),
        ] {
            said.extend(outcomes::<BackBfcache>(&step(|back| {
                restored(back);
                back.cause = cause;
            })));
        }
        said.extend(outcomes::<BackBfcache>(&step(|back| back.bfcache_control = None)));
        said.extend(outcomes::<BackBfcache>(&step(|b| b.unread = Some("it hangs".to_owned()))));
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example/home: failed: 2 s after sign-out, the back/forward cache restores the page with mrn in view.
        https://portal.example/home: failed: 2 s after sign-out, the back/forward cache restores the page with mrn in view, because it does not forbid storing.
        https://portal.example/home: failed: 2 s after sign-out, the back/forward cache restores the page with mrn in view, in spite of `no-store`, because no cookie of it changed at sign-out.
        https://portal.example/home: failed: 2 s after sign-out, the back/forward cache restores the page with mrn in view, because `Clear-Site-Data` does not reach the page that is being left.
        https://portal.example/home: can't tell: The page was not restored, but neither was a page of our own that may be kept, so that this browser may not restore at all.
        https://portal.example/home: can't tell: The page that came could not be read (it hangs).
        ");
    }
}
