//! # Requirement
//!
//! No cookie of the portal holds protected health information, neither in its name nor in its value.
//!
//! # Why it matters
//!
//! A cookie lies on the disk and goes out with every request to its domain, through every proxy and into every log that
//! records fields.
//!
//! # How it is judged
//!
//! - Every cookie in the jar at the end of each step is judged by the canaries in its name and value, decoded.
//! - One strong canary, or two weak ones in the cookies of one domain, is health data.
//! - A jar that could not be read can't be told.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - Values that the portal encrypted, or encoded in a way that the search does not know.
//! - Cookies that are set and deleted within one step.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, testing for cookie attributes](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/02-Testing_for_Cookies_Attributes)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, canaries},
    evidence::{Piece, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiInCookie;

impl FlowCheck for PhiInCookie {
    const META: &'static Meta = &Meta {
        id: "phi-in-cookie",
        title: "Cookies hold no health information",
        requires: &[
            asvs5::NOT_IN_BROWSER_STORAGE,
            wstg::COOKIE_ATTRIBUTES,
            hipaa::TRANSMISSION_SECURITY,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("phi_in_cookie.rs"),
    };

    const CONTROL: Option<&str> = Some("A canary was seen somewhere in the flow.");

    const NEEDS: &'static [Piece] = &[Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        if let Some(unproven) = Canaries::of(walk.flow).unproven() {
            return unproven;
        }
        let steps = walk.flow.steps.iter().enumerate();
        steps
            .flat_map(|(place, step)| judge(step).into_iter().map(move |said| said.at(place)))
            .collect()
    }
}

fn judge(step: &Step) -> Vec<Judgement> {
    let Some(storage) = &step.storage else { return Vec::new() };
    let unread = storage.unread_cookies().map(|note| {
        let finding = finding(format!("They could not be read ({note})."));
        Subject::Thing("cookies".to_owned()).is(Outcome::CantTell(finding))
    });
    let jar = storage.cookies.iter().map(|cookie| {
        let what = || format!("The cookie holds {}.", canaries(&cookie.hits));
        let found = storage.is_phi_cookie(cookie).then(|| finding(what()));
        Subject::Cookie(cookie.name.clone()).passes_unless(found)
    });
    jar.chain(unread).collect()
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Keep it on the server, under the identifier of the session.")
}

#[cfg(test)]
mod tests {
    use super::PhiInCookie;
    use crate::{
        evidence::{Cookie, Phase, Step},
        testing::{Wire, cookie, flow, flow_outcomes, storage},
    };

    fn said(cookies: Vec<Cookie>, seen: &[&str]) -> Vec<String> {
        let wire = Wire::new().response("https://portal.example/", &[], seen);
        let kept = storage(cookies, vec![]);
        let step = Step { storage: Some(kept), phase: Phase::During, ..wire.step() };
        flow_outcomes::<PhiInCookie>(&flow(vec![step]))
    }

    #[test]
    fn clauses() {
        for (clause, cookies, expected) in [
            ("a strong one", vec![cookie("me", &["mrn"])], "failed"),
            ("a weak one", vec![cookie("me", &["weak:zip"])], "passed"),
            (
                "weak ones apart",
                vec![cookie("me", &["weak:zip"]), cookie("b", &["weak:birth_date"])],
                "failed",
            ),
            ("none", vec![cookie("sid", &[])], "passed"),
            ("no cookie", vec![], ""),
        ] {
            let said = said(cookies, &["mrn"]);
            let word = said.first().map_or("", |said| said.split(": ").nth(1).unwrap_or_default());
            assert_eq!(word, expected, "{clause}");
        }
    }

    #[test]
    fn what_was_not_read_or_not_searched_is_not_passed() {
        assert!(said(vec![cookie("sid", &[])], &[])[0].starts_with("0 document: can't tell"));
        let mut kept = storage(vec![], vec![]);
        kept.unread.push("cookies: the driver has no storage module".to_owned());
        let wire = Wire::new().response("https://portal.example/", &[], &["mrn"]);
        let step = Step { storage: Some(kept), ..wire.step() };
        let said = flow_outcomes::<PhiInCookie>(&flow(vec![step]));
        assert!(said[0].starts_with("0 cookies: can't tell"), "{said:?}");
    }

    #[test]
    fn wording() {
        insta::assert_snapshot!(said(vec![cookie("last", &["mrn", "name"])], &[]).join("\n"), @r"
        0 last: failed: The cookie holds mrn and name.
        ");
    }
}
