//! # Requirement
//!
//! No page of the portal hands camera, microphone or screen to another site, but for the page of a video visit, which may
//! hand them to the company that carries it.
//!
//! # Why it matters
//!
//! A patient allows the portal to use the camera, once, for a visit. What the portal's page passes on needs no asking: a
//! help widget in a frame can listen.
//!
//! # How it is judged
//!
//! - Every document of the portal is judged by what its `Permissions-Policy` says of `camera`, `microphone` and
//!   `display-capture`: nobody (`()`) and the portal itself (`self`) pass.
//! - `*` fails, on the page of a visit too: it lets the page give them to any frame.
//! - Of what the field does not say, browsers give frames of other sites nothing, unless the frame's `allow` attribute
//!   does; then it fails. A field that browsers cannot read says nothing.
//! - A foreign site that is named, or whose frame is given something, passes on a page on which a call was recorded. On
//!   another page it fails; where the flow has no call at all, nobody knows which page is for visits, and it can't be told.
//! - A document whose recorded fields may be another response's can't be told; nor can one that leaves something unsaid
//!   and whose frames were not recorded.
//!
//! # What it does not see
//!
//! - Scripts of other sites that run in the page itself: they are the portal to the browser.
//! - Frames that come and go between the ends of steps.
//! - Firefox and Safari, which do not know the field, and go by `allow` alone.
//!
//! # Sources
//!
//! - [Permissions Policy](https://www.w3.org/TR/permissions-policy/)
//! - [Media Capture and Streams, permissions policy integration](https://www.w3.org/TR/mediacapture-streams/#permissions-policy-integration)
//! - [OWASP Secure Headers Project](https://owasp.org/www-project-secure-headers/)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Document, MEDIA, Page, Permissions, Users, given_to_frames, list},
    evidence::{Flow, Piece, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{hipaa, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PermissionsPolicyMedia;

impl FlowCheck for PermissionsPolicyMedia {
    const META: &'static Meta = &Meta {
        id: "permissions-policy-media",
        title: "No page hands camera, microphone or screen to other sites",
        requires: &[wstg::HEADER_FIELDS, hipaa::ACCESS_CONTROL],
        act: &[],
        severity: Severity::Minor,
        class: Class::Hardening,
        source: include_str!("permissions_policy_media.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Network];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        Document::all(walk.flow, |step| walk.states[step].page())
            .iter()
            .map(|document| {
                let outcome = outcome(document, visit(document, walk.flow));
                Subject::Exchange(document.exchange.id).is(outcome).at(document.step)
            })
            .collect()
    }
}

/// Whether a document is the page of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Visit {
    Yes,
    No,
    Unknown,
}

fn visit(document: &Document<'_>, flow: &Flow) -> Visit {
    let calls = |step: &Step| step.call.as_ref().is_some_and(|call| !call.peers.is_empty());
    let shown = flow.steps.iter().skip(document.step).take(document.pages.len());
    if shown.into_iter().any(calls) {
        Visit::Yes
    } else if flow.steps.iter().any(calls) {
        Visit::No
    } else {
        Visit::Unknown
    }
}

fn outcome(document: &Document<'_>, visit: Visit) -> Outcome {
    if !document.exchange.true_fields {
        let what = "The fields recorded for it may be another response's.".to_owned();
        return Outcome::CantTell(finding(what));
    }
    let policy = Permissions::of(document.exchange);
    let (mut anybody, mut others, mut unsaid) = (Vec::new(), Vec::new(), Vec::new());
    for feature in MEDIA {
        match policy.users(feature) {
            Some(Users::Itself) => {}
            Some(Users::Anybody) => anybody.push(feature.to_owned()),
            Some(Users::Named(origins)) => others.push(format!("{feature} to {}", list(origins))),
            None => {
                let frames = document.pages.iter().flat_map(|page| given_to_frames(*page, feature));
                let hosts: BTreeSet<_> = frames.collect();
                if !hosts.is_empty() {
                    let hosts: Vec<_> = hosts.into_iter().collect();
                    others.push(format!("{feature} to {}", list(&hosts)));
                }
                unsaid.push(feature.to_owned());
            }
        }
    }
    if !anybody.is_empty() {
        let what = format!("Its policy lets it hand {} to any site.", list(&anybody));
        return Outcome::Failed(finding(what));
    }
    if !others.is_empty() {
        let gives = format!("It hands {}", list(&others));
        return match visit {
            Visit::Yes => Outcome::Passed,
            Visit::No => {
                Outcome::Failed(finding(format!("{gives}, and no visit takes place on it.")))
            }
            Visit::Unknown => Outcome::CantTell(finding(format!(
                "{gives}, and whether visits take place on it is not known."
            ))),
        };
    }
    let seen = |page: &Page<'_>| page.recorded.truncated.is_none();
    if unsaid.is_empty() || !document.pages.is_empty() && document.pages.iter().all(seen) {
        return Outcome::Passed;
    }
    let what = format!(
        "Its policy does not speak of {}, and its frames were not recorded.",
        list(&unsaid)
    );
    Outcome::CantTell(finding(what))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Send `Permissions-Policy: camera=(), microphone=(), display-capture=()`, and name the portal and its video \
         company on the page of the visit alone.",
    )
}

#[cfg(test)]
mod tests {
    use super::PermissionsPolicyMedia;
    use crate::{
        evidence::{Call, Exchange, Peer, Step},
        testing::{Change, Wire, flow, flow_outcomes, page},
    };

    const URL: &str = "https://portal.example/visit";
    const SHUT: &str = "camera=(), microphone=(), display-capture=()";
    const VENDOR: &str =
        "camera=(self \"https://video.example\"), microphone=(), display-capture=()";
    const FRAME: &str = "<iframe src='https://video.example/' allow='camera'></iframe>";

    fn step(policy: &str, html: &str, change: fn(&mut Exchange)) -> Step {
        let wire = Wire::new().response(URL, &[("permissions-policy", policy)], &[]).but(change);
        let mut page = page(html);
        URL.clone_into(&mut page.document.url);
        Step { page: Some(page), navigated: true, ..wire.step() }
    }

    fn calling(step: Step) -> Step {
        let peer = Peer {
            state: "connected".to_owned(),
            transports: Vec::new(),
            packets: 0,
            profiles: Vec::new(),
            sdes: false,
            ice_schemes: Vec::new(),
        };
        Step { call: Some(Call { peers: vec![peer], ..Call::default() }), ..step }
    }

    fn words(steps: Vec<Step>) -> String {
        let said = flow_outcomes::<PermissionsPolicyMedia>(&flow(steps));
        let word = |said: &String| said.split(": ").nth(1).unwrap_or_default().to_owned();
        said.iter().map(word).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn clauses_of_policies() {
        let open = "camera=*, microphone=(), display-capture=()";
        let cases: [(&str, &str, &str, Change<Exchange>, &str); 11] = [
            ("shut", SHUT, "", |_| {}, "passed"),
            ("shut, with a frame", SHUT, FRAME, |_| {}, "passed"),
            ("open", open, "", |_| {}, "failed"),
            ("a company", VENDOR, "", |_| {}, "can't tell"),
            ("unsaid", "", "", |_| {}, "passed"),
            ("unsaid, with a frame", "", FRAME, |_| {}, "can't tell"),
            ("unsaid of one, with a frame", "microphone=()", FRAME, |_| {}, "can't tell"),
            ("unreadable", "camera 'none'", "", |_| {}, "passed"),
            ("another's fields", SHUT, "", |e| e.true_fields = false, "can't tell"),
            ("a framed one, shut", SHUT, "", |e| "iframe".clone_into(&mut e.destination), "passed"),
            ("a framed one", "", "", |e| "iframe".clone_into(&mut e.destination), "can't tell"),
        ];
        for (clause, policy, html, change, expected) in cases {
            assert_eq!(words(vec![step(policy, html, change)]), expected, "{clause}");
        }
    }

    #[test]
    fn the_page_of_a_visit_may_have_its_company() {
        let elsewhere = || calling(step(SHUT, "", |_| {}));
        for (policy, html) in [(VENDOR, ""), ("", FRAME)] {
            let there = step(policy, html, |_| {});
            assert_eq!(words(vec![calling(there.clone())]), "passed");
            assert_eq!(words(vec![there, elsewhere()]), "failed, passed");
        }
        assert_eq!(words(vec![calling(step("camera=*", "", |_| {}))]), "failed");
    }

    #[test]
    fn wording() {
        let steps = vec![
            step("camera=*, microphone=*", "", |_| {}),
            step(VENDOR, "", |_| {}),
            step("", FRAME, |_| {}),
            Step { page: None, ..step("camera=()", "", |_| {}) },
        ];
        let mut said = flow_outcomes::<PermissionsPolicyMedia>(&flow(steps));
        let steps = vec![step(VENDOR, "", |_| {}), calling(step(SHUT, "", |_| {}))];
        said.extend(flow_outcomes::<PermissionsPolicyMedia>(&flow(steps)).into_iter().take(1));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 https://portal.example/visit: failed: Its policy lets it hand camera and microphone to any site.
        1 https://portal.example/visit: can't tell: It hands camera to https://video.example, and whether visits take place on it is not known.
        2 https://portal.example/visit: can't tell: It hands camera to video.example, and whether visits take place on it is not known.
        3 https://portal.example/visit: can't tell: Its policy does not speak of microphone and display-capture, and its frames were not recorded.
        0 https://portal.example/visit: failed: It hands camera to https://video.example, and no visit takes place on it.
        ");
    }
}
