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
//! - A request that carried health data in its `Cookie` field shows a cookie that came and went within the step.
//! - A jar that could not be read can't be told.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - Values that the portal encrypted, or encoded in a way that the search does not know.
//! - Cookies that scripts set and delete within one step without a request between.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, testing for cookie attributes](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/02-Testing_for_Cookies_Attributes)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, canaries},
    evidence::{Exchange, Hit, Piece, Step, Storage},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiInCookie;

impl FlowCheck for PhiInCookie {
    const META: &'static Meta = &Meta {
        id: "phi-in-cookie",
        title: "Cookies hold no health information",
        requires: &[asvs5::NOT_IN_BROWSER_STORAGE, hipaa::TRANSMISSION_SECURITY],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("phi_in_cookie.rs"),
    };

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
    let passing = step.network.iter().flat_map(|network| &network.exchanges);
    let passing = passing.filter_map(|exchange| sent(exchange, storage));
    let jar = storage.cookies.iter().map(|cookie| {
        let what = || format!("The cookie holds {}.", canaries(&cookie.hits));
        let found = storage.is_phi_cookie(cookie).then(|| finding(what()));
        Subject::Cookie(cookie.name.clone()).passes_unless(found)
    });
    jar.chain(passing).chain(unread).collect()
}

/// A request whose `Cookie` field held what no cookie of the jar holds any more.
fn sent(exchange: &Exchange, jar: &Storage) -> Option<Judgement> {
    let in_jar = |hit: &Hit| {
        jar.cookies.iter().any(|cookie| cookie.hits.iter().any(|other| other.canary == hit.canary))
    };
    let hits: Vec<_> = exchange
        .sent
        .iter()
        .filter(|hit| hit.place.eq_ignore_ascii_case("cookie") && !in_jar(hit))
        .cloned()
        .collect();
    let what = || {
        format!(
            "Its `Cookie` field held {}, though no cookie does at the end of the step.",
            canaries(&hits)
        )
    };
    Hit::amount_to_phi(&hits)
        .then(|| Subject::Exchange(exchange.id).is(Outcome::Failed(finding(what()))))
}

fn finding(what: String) -> Finding {
    Finding::new(what, "Keep it on the server, under the identifier of the session.")
}

#[cfg(test)]
mod tests {
    use super::PhiInCookie;
    use crate::{
        evidence::{Cookie, Phase, Step},
        testing::{Wire, cookie, flow, flow_outcomes, hit, storage},
    };

    fn said(cookies: Vec<Cookie>, sent: &[(&str, &str)], seen: &[&str]) -> Vec<String> {
        let wire = Wire::new().response("https://portal.example/", &[], seen).but(|exchange| {
            exchange.sent = sent.iter().map(|(name, place)| hit(name, place)).collect();
        });
        let kept = storage(cookies, vec![]);
        let step = Step { storage: Some(kept), phase: Phase::During, ..wire.step() };
        flow_outcomes::<PhiInCookie>(&flow(vec![step]))
    }

    #[test]
    fn clauses() {
        for (clause, cookies, sent, expected) in [
            ("a strong one", vec![cookie("me", &["mrn"])], &[] as &[_], "failed"),
            ("a weak one", vec![cookie("me", &["weak:zip"])], &[], "passed"),
            (
                "weak ones apart",
                vec![cookie("me", &["weak:zip"]), cookie("b", &["weak:birth_date"])],
                &[],
                "failed",
            ),
            ("none", vec![cookie("sid", &[])], &[], "passed"),
            ("sent and gone", vec![], &[("mrn", "cookie")], "failed"),
            ("sent elsewhere", vec![], &[("mrn", "referer")], ""),
            ("sent and gone, a weak one", vec![], &[("weak:zip", "cookie")], ""),
        ] {
            let said = said(cookies, sent, &["mrn"]);
            let word = said.first().map_or("", |said| said.split(": ").nth(1).unwrap_or_default());
            assert_eq!(word, expected, "{clause}");
        }
    }

    #[test]
    fn a_cookie_that_is_sent_and_kept_is_reported_once() {
        assert_eq!(said(vec![cookie("me", &["mrn"])], &[("mrn", "cookie")], &[]).len(), 1);
    }

    #[test]
    fn what_was_not_read_or_not_searched_is_not_passed() {
        assert!(said(vec![cookie("sid", &[])], &[], &[])[0].starts_with("0 document: can't tell"));
        let mut kept = storage(vec![], vec![]);
        kept.unread.push("cookies: the driver has no storage module".to_owned());
        let wire = Wire::new().response("https://portal.example/", &[], &["mrn"]);
        let step = Step { storage: Some(kept), ..wire.step() };
        let said = flow_outcomes::<PhiInCookie>(&flow(vec![step]));
        assert!(said[0].starts_with("0 cookies: can't tell"), "{said:?}");
    }

    #[test]
    fn wording() {
        let said = said(vec![cookie("last", &["mrn", "name"])], &[("email", "cookie")], &[]);
        insta::assert_snapshot!(said.join("\n"), @r"
        0 last: failed: The cookie holds mrn and name.
        0 https://portal.example/: failed: Its `Cookie` field held email, though no cookie does at the end of the step.
        ");
    }
}
