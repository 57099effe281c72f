//! # Requirement
//!
//! A request that changes something is refused when another site's page sent it.
//!
//! # Why it matters
//!
//! The browser adds the session's cookies to a form that another site's page sends. Without a defence that page cancels
//! appointments and changes addresses in the patient's name.
//!
//! # How it is judged
//!
//! - Only a step with `probe: [forgery]` is tried, for its last request that changes something is sent again. Before
//!   sign-out it goes out with the session's cookies, with another site's `Origin`, without tokens and without the fields
//!   that another site's page cannot send.
//! - Answered as the recorded request was, it fails, if a session cookie goes to other sites (`SameSite=None`), or has no
//!   `SameSite` at all, which not every browser takes for `Lax`.
//! - Where every session cookie is `Lax` or `Strict`, the same answer cannot be told: nothing else stands between, and other
//!   hosts of the same site are not kept out by it.
//! - A refusal passes, if the same request was accepted with its tokens and the portal's own `Origin`: the control.
//! - Without cookies of the session, nothing goes along by itself, and nothing is judged.
//!
//! # What it does not see
//!
//! - Requests of other steps, requests that change something by GET, and bodies that hold a file.
//! - What the change was: an answer that says the same is taken for the same.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.5.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [OWASP WSTG, testing for cross site request forgery](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/05-Testing_for_Cross_Site_Request_Forgery)
//! - [RFC 6265bis, the SameSite attribute](https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#section-5.6.7)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    evidence::{Attempt, Cookie, Flow, Forgery, Piece, SameSite},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CsrfDefence;

impl FlowCheck for CsrfDefence {
    const META: &'static Meta = &Meta {
        id: "csrf-defence",
        title: "Requests that another site's page sends change nothing",
        requires: &[asvs5::ANTI_FORGERY, wstg::CROSS_SITE_REQUESTS, hipaa::INTEGRITY],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("csrf_defence.rs"),
    };

    const CONTROL: Option<&str> =
        Some("The same request was accepted with its tokens and the portal's own origin.");

    const NEEDS: &'static [Piece] = &[Piece::After];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let cookies = session_cookies(walk.flow);
        let steps = walk.flow.steps.iter().enumerate();
        let tried = steps.flat_map(|(place, step)| {
            step.after.iter().flat_map(move |after| after.forgeries.iter().map(move |f| (place, f)))
        });
        tried
            .filter(|_| !cookies.is_empty())
            .map(|(place, forgery)| {
                Subject::Address(forgery.url.clone()).is(outcome(forgery, &cookies)).at(place)
            })
            .collect()
    }
}

/// The cookies that make the session, as they were last seen.
fn session_cookies(flow: &Flow) -> Vec<&Cookie> {
    let last = flow.steps.iter().rev().filter_map(|step| step.storage.as_ref()).find_map(|kept| {
        let found: Vec<_> =
            kept.cookies.iter().filter(|cookie| cookie.session == Some(true)).collect();
        (!found.is_empty()).then_some(found)
    });
    last.unwrap_or_default()
}

fn outcome(forgery: &Forgery, cookies: &[&Cookie]) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    let left_out = match forgery.left_out.as_slice() {
        [] => "it carries nothing that another site could not send".to_owned(),
        names => format!("without {}", names.join(", ")),
    };
    match (forgery.forged.accepted, forgery.control.as_ref().and_then(|own| own.accepted)) {
        (Some(true), _) => {
            let open = cookies
                .iter()
                .find(|cookie| !matches!(cookie.same_site, SameSite::Lax | SameSite::Strict));
            match open {
                Some(cookie) => Outcome::Failed(finding(format!(
                    "Sent as another site's page sends it ({left_out}), the request of the step {} is accepted, and browsers send the cookie {} with it.",
                    forgery.step, cookie.name
                ))),
                None => doubt(format!(
                    "Sent as another site's page sends it ({left_out}), the request of the step {} is accepted: only SameSite keeps the session's cookies back, and not from other hosts of the same site.",
                    forgery.step
                )),
            }
        }
        (Some(false), Some(true)) => Outcome::Passed,
        (Some(false), _) => doubt(format!(
            "The request of the step {} was refused as another site's page sends it, and as the portal's own page sends it, too ({}).",
            forgery.step,
            forgery.control.as_ref().map_or("it was not tried".to_owned(), said)
        )),
        (None, _) => doubt(format!(
            "Sent as another site's page sends it, the request of the step {} got no answer to judge ({}).",
            forgery.step,
            said(&forgery.forged)
        )),
    }
}

fn said(attempt: &Attempt) -> String {
    match (attempt.status, &attempt.error) {
        (Some(status), _) => format!("status {status}"),
        (None, Some(error)) => error.clone(),
        (None, None) => "no answer".to_owned(),
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Ask for a token of the session in each request that changes something, or refuse those whose Origin is not the portal's.",
    )
}

#[cfg(test)]
mod tests {
    use super::CsrfDefence;
    use crate::{
        evidence::{After, Attempt, Forgery, SameSite, Step},
        testing::{cookie, flow, flow_outcomes, storage},
    };

    fn said(
        forged: Option<bool>,
        control: Option<bool>,
        same_site: SameSite,
        session: bool,
    ) -> Vec<String> {
        let attempt = |accepted| Attempt { status: Some(403), accepted, error: None };
        let forgery = Forgery {
            step: "confirm".to_owned(),
            method: "POST".to_owned(),
            url: "https://portal.example/history".to_owned(),
            left_out: vec!["csrf".to_owned()],
            forged: attempt(forged),
            control: control.map(|accepted| attempt(Some(accepted))),
        };
        let mut kept = cookie("session", &[]);
        (kept.same_site, kept.session) = (same_site, Some(session));
        let step = Step { storage: Some(storage(vec![kept], vec![])), ..Step::default() };
        let after = After { forgeries: vec![forgery], ..After::default() };
        let over = Step { after: Some(after), ..Step::default() };
        flow_outcomes::<CsrfDefence>(&flow(vec![step, over]))
    }

    #[test]
    fn clauses() {
        use SameSite::{Lax, None as Nowhere, Strict, Unset};
        for (forged, control, same_site, session, expected) in [
            (Some(false), Some(true), Lax, true, "passed"),
            (Some(false), Some(true), Nowhere, true, "passed"),
            (Some(true), None, Nowhere, true, "failed"),
            (Some(true), None, Unset, true, "failed"),
            (Some(true), None, Lax, true, "can't tell"),
            (Some(true), None, Strict, true, "can't tell"),
            (Some(false), Some(false), Lax, true, "can't tell"),
            (Some(false), None, Lax, true, "can't tell"),
            (None, Some(true), Lax, true, "can't tell"),
            (Some(true), None, Nowhere, false, ""),
        ] {
            let said = said(forged, control, same_site, session);
            let word = said.first().and_then(|said| said.split(": ").nth(1)).unwrap_or_default();
            assert_eq!(word, expected, "{forged:?} {control:?} {same_site:?} {session}");
        }
    }

    #[test]
    fn wording() {
        use SameSite::{Lax, None as Nowhere};
        let lines: Vec<_> = [
            said(Some(true), None, Nowhere, true),
            said(Some(true), None, Lax, true),
            said(Some(false), Some(false), Lax, true),
            said(Some(false), None, Lax, true),
            said(None, Some(true), Lax, true),
        ]
        .concat();
        insta::assert_snapshot!(lines.join("\n"), @r"
        1 https://portal.example/history: failed: Sent as another site's page sends it (without csrf), the request of the step confirm is accepted, and browsers send the cookie session with it.
        1 https://portal.example/history: can't tell: Sent as another site's page sends it (without csrf), the request of the step confirm is accepted: only SameSite keeps the session's cookies back, and not from other hosts of the same site.
        1 https://portal.example/history: can't tell: The request of the step confirm was refused as another site's page sends it, and as the portal's own page sends it, too (status 403).
        1 https://portal.example/history: can't tell: The request of the step confirm was refused as another site's page sends it, and as the portal's own page sends it, too (it was not tried).
        1 https://portal.example/history: can't tell: Sent as another site's page sends it, the request of the step confirm got no answer to judge (status 403).
        ");
    }
}
