//! # Requirement
//!
//! A page with protected health information has a Content Security Policy that keeps out scripts which the portal did not
//! put there.
//!
//! # Why it matters
//!
//! One forgotten escape in a message lets its writer put a script into the patient's record, and the script reads all of
//! it. The policy is the second lock.
//!
//! # How it is judged
//!
//! - Judged are the documents of the portal that hold health data, and those whose pages show some that scripts fetched.
//! - Enforced policies count, of the response and of `meta` elements in the page's head; ones that only report do not. Of
//!   several policies each holds, so one that closes an opening is enough.
//! - Scripts need `script-src` or `default-src`. `'unsafe-inline'` fails unless a nonce, a hash or `'strict-dynamic'`
//!   takes it back; so do `*`, `https:`, `http:`, `data:` and any host of a scheme, unless `'strict-dynamic'` does.
//! - `object-src`, or `default-src` in its place, and `base-uri` must be there and name nobody, the portal, or sites by
//!   name. ASVS asks for `'none'`.
//! - A document whose recorded fields may be another response's can't be told; nor can one that fails by its fields and of
//!   which no page was recorded, for a `meta` element may mend it.
//!
//! # What it does not see
//!
//! - Whether the hosts that are named serve scripts for anybody, as public libraries and JSONP endpoints do.
//! - `'unsafe-eval'`, styles, and where violations are reported.
//! - Whether a nonce is new each time.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.4.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [Content Security Policy Level 3](https://www.w3.org/TR/CSP3/)
//! - [OWASP WSTG, testing for content security policy](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/02-Configuration_and_Deployment_Management_Testing/12-Test_for_Content_Security_Policy)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Document, Opening, ScriptPolicies, list},
    evidence::Piece,
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CspBaseline;

impl FlowCheck for CspBaseline {
    const META: &'static Meta = &Meta {
        id: "csp-baseline",
        title: "Pages with health information keep foreign scripts out",
        requires: &[
            asvs5::CONTENT_SECURITY_POLICY,
            wstg::CONTENT_SECURITY_POLICY,
            hipaa::INTEGRITY,
        ],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Hardening,
        source: include_str!("csp_baseline.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let canaries = Canaries::of(walk.flow);
        let documents = Document::all(walk.flow, |step| walk.states[step].page());
        documents
            .iter()
            .filter_map(|document| {
                let outcome = if document.shows_phi(&canaries) {
                    outcome(document)
                } else if document.is_signed_in() && document.is_unread() {
                    unread(document)?
                } else {
                    return None;
                };
                Some(Subject::Exchange(document.exchange.id).is(outcome).at(document.step))
            })
            .collect()
    }
}

fn outcome(document: &Document<'_>) -> Outcome {
    if !document.exchange.true_fields {
        let what = "The fields recorded for it may be another response's.".to_owned();
        return Outcome::CantTell(finding(what));
    }
    let sent = ScriptPolicies::of_response(document.exchange);
    // What scripts make of a page later takes no policy away.
    let policies = match document.pages.first() {
        Some(page) => sent.with_page(*page),
        None => sent,
    };
    let Some(open) = openings(&policies) else { return Outcome::Passed };
    if document.pages.is_empty() {
        let what = format!("{open} Whether its page has a policy of its own was not recorded.");
        return Outcome::CantTell(finding(what));
    }
    Outcome::Failed(finding(open))
}

/// A document that nobody looked into, if its policies are not good enough for health data.
fn unread(document: &Document<'_>) -> Option<Outcome> {
    let open = openings(&ScriptPolicies::of_response(document.exchange))?;
    let what = format!("Its body was not read, and may hold health data. {open}");
    Some(Outcome::CantTell(finding(what)))
}

fn openings(policies: &ScriptPolicies) -> Option<String> {
    if policies.is_empty() {
        return Some("It has no enforced Content Security Policy.".to_owned());
    }
    let words: Vec<_> = policies
        .openings()
        .into_iter()
        .map(|opening| match opening {
            Opening::InlineScripts => "scripts written into the page",
            Opening::AnyScripts => "scripts from anywhere",
            Opening::AnyObjects => "`object` and `embed` from anywhere",
            Opening::AnyBase => "a `base` element that leads anywhere",
        })
        .map(str::to_owned)
        .collect();
    (!words.is_empty()).then(|| format!("Its policy lets in {}.", list(&words)))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Content-Security-Policy: default-src 'self'; object-src 'none'; base-uri 'none'`, and give inline scripts \
         a nonce or a hash.",
    )
}

#[cfg(test)]
mod tests {
    use super::CspBaseline;
    use crate::{
        evidence::{Body, Exchange, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes, page},
    };

    const URL: &str = "https://portal.example/records";
    const GOOD: &str = "default-src 'self'; base-uri 'none'";
    const BAD: &str = "default-src 'self' 'unsafe-inline'; base-uri 'none'";

    /// A clause, the page, canaries, a change, and the outcome.
    type Case =
        (&'static str, &'static str, &'static [&'static str], Change<Exchange>, &'static str);

    fn step(policy: &str, html: &str, canaries: &[&str], change: fn(&mut Exchange)) -> Step {
        let wire =
            Wire::new().response(URL, &[("content-security-policy", policy)], canaries).but(change);
        let mut page = page(html);
        URL.clone_into(&mut page.document.url);
        Step { phase: Phase::During, page: Some(page), navigated: true, ..wire.step() }
    }

    fn words(step: Step) -> String {
        let said = flow_outcomes::<CspBaseline>(&flow(vec![step]));
        let word = |said: &String| said.split(": ").nth(1).unwrap_or_default().to_owned();
        said.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn clauses_of_scope() {
        let cases: [Case; 9] = [
            ("health data", "", &["mrn"], |_| {}, "failed"),
            ("a weak canary", "", &["weak:zip"], |_| {}, ""),
            ("none", "", &[], |_| {}, ""),
            ("fetched by a script", "<p>⟦mrn⟧ ⟦name⟧</p>", &[], |_| {}, "failed"),
            ("an interface", "", &["mrn"], |e| "fetch".clone_into(&mut e.destination), ""),
            ("a frame", "", &["mrn"], |e| "iframe".clone_into(&mut e.destination), "can't tell"),
            ("an error", "", &["mrn"], |e| e.status = Some(500), "failed"),
            ("another's fields", "", &["mrn"], |e| e.true_fields = false, "can't tell"),
            (
                "left, and not read",
                "",
                &[],
                |e| {
                    "https://portal.example/other".clone_into(&mut e.url);
                    "iframe".clone_into(&mut e.destination);
                    e.body = Body::Unread("too long".to_owned());
                },
                "can't tell",
            ),
        ];
        for (clause, html, canaries, change, expected) in cases {
            assert_eq!(words(step(BAD, html, canaries, change)), expected, "{clause}");
        }
    }

    #[test]
    fn clauses_of_policies() {
        const META: &str = "<meta http-equiv=content-security-policy content=\"default-src 'self'; base-uri 'none'\">";
        fn report(exchange: &mut Exchange) {
            "content-security-policy-report-only".clone_into(&mut exchange.fields[0].0);
        }
        let cases: [(&str, &str, &str, Change<Exchange>, &str); 7] = [
            ("good", GOOD, "", |_| {}, "passed"),
            ("none", GOOD, "", |e| e.fields.clear(), "failed"),
            ("only reporting", GOOD, "", report, "failed"),
            ("only framing", "frame-ancestors 'none'", "", |_| {}, "failed"),
            ("the page's own", "", META, |_| {}, "passed"),
            ("the page's, beside a bad one", BAD, META, |_| {}, "passed"),
            ("no base", "default-src 'self'", "", |_| {}, "failed"),
        ];
        for (clause, policy, html, change, expected) in cases {
            assert_eq!(words(step(policy, html, &["mrn"], change)), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let left = Step { page: None, ..step(BAD, "", &["mrn"], |_| {}) };
        let steps = vec![
            step("", "", &["mrn"], |_| {}),
            step("default-src 'self' 'unsafe-inline'", "", &["mrn"], |_| {}),
            step("img-src 'self'", "", &["mrn"], |_| {}),
            left,
        ];
        insta::assert_snapshot!(flow_outcomes::<CspBaseline>(&flow(steps)).join("\n"), @r"
        0 https://portal.example/records: failed: It has no enforced Content Security Policy.
        1 https://portal.example/records: failed: Its policy lets in scripts written into the page and a `base` element that leads anywhere.
        2 https://portal.example/records: failed: Its policy lets in scripts written into the page, scripts from anywhere, `object` and `embed` from anywhere and a `base` element that leads anywhere.
        3 https://portal.example/records: can't tell: Its policy lets in scripts written into the page. Whether its page has a policy of its own was not recorded.
        ");
    }
}
