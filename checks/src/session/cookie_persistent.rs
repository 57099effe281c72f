//! # Requirement
//!
//! The cookie that carries the session ends with the browser, or no later than an idle session may.
//!
//! # Why it matters
//!
//! Who closes the browser at a shared computer believes to have left. A cookie with a date of its own is on the disk, and
//! the next person who opens the browser is the patient.
//!
//! # How it is judged
//!
//! - The session's cookies are those without which the signed-in session was dead when they were left out. Where that was
//!   not tried, or found none, cookies that look like one are judged, and what would fail can't be told.
//! - One without `Expires` and `Max-Age` passes: it ends with the browser. So does one that ends within the policy's limit
//!   for idle sessions.
//! - One that lasts longer fails, by what was left of it when the browser's jar was last read in the flow.
//!
//! # What it does not see
//!
//! - Browsers that are set to go on where they left off: they keep every cookie.
//! - Whether the server still knows the session then: see `idle-timeout-server`.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.3.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [RFC 6265, 5.3](https://www.rfc-editor.org/rfc/rfc6265#section-5.3)
//! - [OWASP WSTG, testing for cookies attributes](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/02-Testing_for_Cookies_Attributes)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{SessionCookie, span},
    evidence::{Cookie, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CookiePersistent;

impl FlowCheck for CookiePersistent {
    const META: &'static Meta = &Meta {
        id: "cookie-persistent",
        title: "Session cookies end with the browser",
        requires: &[
            asvs5::ABSOLUTE_TIMEOUT,
            wstg::COOKIE_ATTRIBUTES,
            wstg::REMEMBERED_SIGN_IN,
            hipaa::AUTOMATIC_LOGOFF,
        ],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("cookie_persistent.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let limit = walk.flow.policy.idle_s;
        SessionCookie::all(walk.flow)
            .iter()
            .map(|suspect| {
                let name = suspect.cookie.name.clone();
                // Before sign-in a cookie of the same name may end with the browser.
                let lasting = walk.flow.steps.iter().position(|step| {
                    let cookies = step.storage.iter().flat_map(|storage| &storage.cookies);
                    cookies
                        .into_iter()
                        .any(|kept| kept.name == name && beyond(kept, limit).is_some())
                });
                let step = lasting.unwrap_or(suspect.step);
                Subject::Cookie(name).is(outcome(suspect, limit)).at(step)
            })
            .collect()
    }
}

/// How long a cookie lasts, in seconds, if that is longer than the limit.
fn beyond(cookie: &Cookie, limit: f64) -> Option<f64> {
    let left = u32::try_from(cookie.expires_in?.max(0)).unwrap_or(u32::MAX);
    Some(f64::from(left)).filter(|left| *left > limit)
}

fn outcome(suspect: &SessionCookie<'_>, limit: f64) -> Outcome {
    let Some(left) = beyond(suspect.cookie, limit) else { return Outcome::Passed };
    let what = format!("The cookie outlives the browser: it lasts for another {}", span(left));
    let finding = |what: String| {
        Finding::new(
            what,
            "Set it without `Expires` and `Max-Age`, and let the server end the session.",
        )
    };
    if suspect.certain {
        Outcome::Failed(finding(what + "."))
    } else {
        Outcome::CantTell(finding(what + ", and whether the session depends on it is not known."))
    }
}

#[cfg(test)]
mod tests {
    use super::CookiePersistent;
    use crate::{
        evidence::{Cookie, Flow, Step},
        testing::{cookie, flow, flow_outcomes, storage},
    };

    fn kept(session: Option<bool>, expires_in: Option<i64>) -> Flow {
        let cookie = Cookie { expires_in, session, ..cookie("sid", &[]) };
        let step = Step { storage: Some(storage(vec![cookie], vec![])), ..Step::default() };
        flow(vec![Step::default(), step.clone(), step])
    }

    #[test]
    fn clauses() {
        for (clause, session, expires_in, expected) in [
            ("ends with the browser", Some(true), None, "2 sid: passed"),
            ("within the limit", Some(true), Some(900), "2 sid: passed"),
            ("just beyond it", Some(true), Some(901), "1 sid: failed"),
            ("a month", Some(true), Some(2_592_000), "1 sid: failed"),
            ("perhaps a session's", None, Some(2_592_000), "1 sid: can't tell"),
            ("perhaps, and ends", None, None, "2 sid: passed"),
        ] {
            let said = flow_outcomes::<CookiePersistent>(&kept(session, expires_in)).join(" ");
            assert!(said.starts_with(expected), "{clause}: {said}");
        }
    }

    #[test]
    fn only_cookies_that_may_carry_the_session_are_judged() {
        let theme = Cookie { length: 6, expires_in: Some(10_000_000), ..cookie("theme", &[]) };
        let step = Step { storage: Some(storage(vec![theme], vec![])), ..Step::default() };
        assert!(flow_outcomes::<CookiePersistent>(&flow(vec![step])).is_empty());
    }

    #[test]
    fn wording() {
        let said = [Some(true), None].map(|session| {
            flow_outcomes::<CookiePersistent>(&kept(session, Some(2_592_000))).join("\n")
        });
        insta::assert_snapshot!(said.join("\n"), @r"
        1 sid: failed: The cookie outlives the browser: it lasts for another 30 d.
        1 sid: can't tell: The cookie outlives the browser: it lasts for another 30 d, and whether the session depends on it is not known.
        ");
    }
}
