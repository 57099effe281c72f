//! # Requirement
//!
//! No page that a signed-in patient sees tells other sites its whole address: its referrer policy gives away the origin
//! at most.
//!
//! # Why it matters
//!
//! The patient follows a link from `/oncology/appointments` to a parking garage, and the garage's statistics show where
//! its visitor came from.
//!
//! # How it is judged
//!
//! - Judged are the documents of the portal that hold or show health data, and those asked for while the patient is signed
//!   in: their paths tell what somebody is treated for.
//! - The policy in force counts: the last keyword of `Referrer-Policy` that browsers know, and before it that of the
//!   page's last `<meta name="referrer">`.
//! - `unsafe-url` and `no-referrer-when-downgrade` give the path and the query to every site, and fail. All other policies
//!   pass; so does none, for browsers then use `strict-origin-when-cross-origin`.
//! - A link, frame, image or script that leads to another origin with a `referrerpolicy` of its own is judged by that.
//! - A document whose recorded fields may be another response's can't be told, unless its page itself says the policy.
//!
//! # What it does not see
//!
//! - The `meta` elements of pages that were left before the end of the step.
//! - Pages before sign-in, though a search for a specialist tells something too.
//! - Requests with a policy that a script gave them, and what was in fact sent: see `egress-phi-third-party`.
//! - Browsers older than 2020, whose default gave away the path.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 3.4.5](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x12-V3-Web-Frontend-Security.md)
//! - [Referrer Policy](https://www.w3.org/TR/referrer-policy/)
//! - [HTML, `meta name=referrer`](https://html.spec.whatwg.org/multipage/semantics.html#meta-referrer)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Document, ReferrerPolicy, leaky_elements},
    evidence::{Phase, Piece},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ReferrerPolicyLeak;

impl FlowCheck for ReferrerPolicyLeak {
    const META: &'static Meta = &Meta {
        id: "referrer-policy",
        title: "Signed-in pages do not tell other sites their address",
        requires: &[asvs5::REFERRER_POLICY, wstg::HEADER_FIELDS, hipaa::DISCLOSURE],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Hardening,
        source: include_str!("referrer_policy.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let canaries = Canaries::of(walk.flow);
        let documents = Document::all(walk.flow, |step| walk.states[step].page());
        let concerned = documents
            .iter()
            .filter(|document| document.is_signed_in() || document.shows_phi(&canaries));
        let whole = concerned.map(|document| {
            Subject::Exchange(document.exchange.id).is(outcome(document)).at(document.step)
        });
        let steps = walk
            .states
            .iter()
            .enumerate()
            .filter(|(place, _)| walk.flow.steps[*place].phase == Phase::During);
        let parts = steps.flat_map(|(place, state)| {
            let elements = state.page().map(leaky_elements).unwrap_or_default();
            elements.into_iter().map(move |(element, policy, host)| {
                let what = format!(
                    "Its `referrerpolicy=\"{policy}\"` tells {host} the address of the page."
                );
                element.subject().is(Outcome::Failed(finding(what))).at(place)
            })
        });
        whole.chain(parts).collect()
    }
}

fn outcome(document: &Document<'_>) -> Outcome {
    let mut pages = document.pages.iter().filter_map(|page| ReferrerPolicy::of_page(*page));
    let of_page = pages.next_back();
    if of_page.is_none() && !document.exchange.true_fields {
        let what = "The fields recorded for it may be another response's.".to_owned();
        return Outcome::CantTell(finding(what));
    }
    let policy = of_page.unwrap_or_else(|| ReferrerPolicy::of_response(document.exchange));
    if policy.leaks() {
        let what = format!("{} tells every other site the address of the page.", policy.said);
        Outcome::Failed(finding(what))
    } else {
        Outcome::Passed
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Referrer-Policy: strict-origin-when-cross-origin`, or a stricter one.",
    )
}

#[cfg(test)]
mod tests {
    use super::ReferrerPolicyLeak;
    use crate::{
        evidence::{Exchange, Phase, Step},
        testing::{Change, Wire, flow, flow_outcomes, page},
    };

    const URL: &str = "https://portal.example/oncology";

    fn step(phase: Phase, value: &str, html: &str, change: fn(&mut Exchange)) -> Step {
        let wire = Wire::new().response(URL, &[("referrer-policy", value)], &[]).but(change);
        let mut page = page(html);
        URL.clone_into(&mut page.document.url);
        Step { phase, page: Some(page), navigated: true, ..wire.step() }
    }

    fn words(step: Step) -> String {
        let said = flow_outcomes::<ReferrerPolicyLeak>(&flow(vec![step]));
        let word = |said: &String| said.split(": ").nth(1).unwrap_or_default().to_owned();
        said.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn clauses_of_the_policy() {
        const UNSAFE: &str = "<meta name=referrer content=unsafe-url>";
        const ORIGIN: &str = "<meta name=referrer content=origin>";
        for (value, html, expected) in [
            ("unsafe-url", "", "failed"),
            ("no-referrer-when-downgrade", "", "failed"),
            ("strict-origin-when-cross-origin", "", "passed"),
            ("origin", "", "passed"),
            ("no-referrer", "", "passed"),
            ("same-origin", "", "passed"),
            ("", "", "passed"),
            ("newest", "", "passed"),
            ("no-referrer, unsafe-url", "", "failed"),
            ("unsafe-url, no-referrer", "", "passed"),
            ("no-referrer", UNSAFE, "failed"),
            ("unsafe-url", ORIGIN, "passed"),
        ] {
            let step = step(Phase::During, value, html, |_| {});
            assert_eq!(words(step), expected, "{value} {html}");
        }
    }

    #[test]
    fn clauses_of_scope() {
        use Phase::{Before, During, Over};
        const META: &str = "<meta name=referrer content=origin>";
        let cases: [(&str, Phase, &str, Change<Exchange>, &str); 8] = [
            ("signed in", During, "", |_| {}, "failed"),
            ("before", Before, "", |_| {}, ""),
            ("after", Over, "", |_| {}, ""),
            ("before, with health data", Before, "<p>⟦mrn⟧ ⟦name⟧</p>", |_| {}, "failed"),
            ("an interface", During, "", |e| "fetch".clone_into(&mut e.destination), ""),
            ("a frame", During, "", |e| "iframe".clone_into(&mut e.destination), "failed"),
            ("another's fields", During, "", |e| e.true_fields = false, "can't tell"),
            ("the page's own", During, META, |e| e.true_fields = false, "passed"),
        ];
        for (clause, phase, html, change, expected) in cases {
            assert_eq!(words(step(phase, "unsafe-url", html, change)), expected, "{clause}");
        }
    }

    #[test]
    fn an_element_with_a_policy_of_its_own_is_judged_by_it() {
        const LINK: &str = "<a href='https://garage.example/' referrerpolicy=unsafe-url>Park</a>";
        assert_eq!(words(step(Phase::During, "origin", LINK, |_| {})), "passed, failed");
        assert_eq!(words(step(Phase::Before, "origin", LINK, |_| {})), "");
    }

    #[test]
    fn wording() {
        let steps = vec![
            step(Phase::During, "unsafe-url", "", |_| {}),
            step(Phase::During, "", "<meta name=referrer content=always>", |_| {}),
            step(
                Phase::During,
                "",
                "<a id=park href='https://garage.example/' referrerpolicy=unsafe-url>Park</a>",
                |_| {},
            ),
            step(Phase::During, "", "", |e| e.true_fields = false),
        ];
        insta::assert_snapshot!(flow_outcomes::<ReferrerPolicyLeak>(&flow(steps)).join("\n"), @r#"
        0 https://portal.example/oncology: failed: `Referrer-Policy: unsafe-url` tells every other site the address of the page.
        1 https://portal.example/oncology: failed: `<meta name="referrer" content="always">` tells every other site the address of the page.
        2 https://portal.example/oncology: passed
        3 https://portal.example/oncology: can't tell: The fields recorded for it may be another response's.
        2 park: failed: Its `referrerpolicy="unsafe-url"` tells garage.example the address of the page.
        "#);
    }
}
