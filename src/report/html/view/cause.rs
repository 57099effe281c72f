//! A cause: what, why, how to mend it, and every place it was seen at.

use super::{
    law::{Cited, cited},
    links::{Link, Links, Numbered, PLACES, cause_anchor, finding_anchor},
    picture::{Picture, crop},
    prose::{Block, blocks},
    step::more,
};
use crate::{
    audit::verdict::{Check, Mark, Root},
    report::{
        headline::{is_overdue, reach},
        words::harm,
    },
};
use serde::Serialize;

/// Places that are shown with a picture; the others stand in a table.
const SHOWN: usize = 3;

/// A cause in one line.
#[derive(Debug, Serialize)]
pub(super) struct Short {
    pub(super) severity: &'static str,
    pub(super) link: Link,
    pub(super) reach: String,
    pub(super) due: String,
}

/// A cause.
#[derive(Debug, Serialize)]
pub(super) struct Cause {
    anchor: String,
    title: String,
    severity: &'static str,
    /// Whether it is a question for a person.
    review: bool,
    component: String,
    reach: String,
    due: String,
    overdue: bool,
    first_seen: String,
    deadline: u32,
    check: String,
    harm: &'static str,
    criteria: Vec<Cited>,
    /// Other standards.
    standards: Vec<Cited>,
    /// Laws that a finding is evidence for, and never more.
    laws: Vec<Cited>,
    act: Vec<Link>,
    why: Vec<Block>,
    what: String,
    fix: String,
    places: Vec<Place>,
    others: Vec<Place>,
    others_label: String,
    more: String,
}

/// A place at which something was seen.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    anchor: String,
    state: Link,
    /// What was seen there; absent when the cause says it already.
    what: Option<String>,
    fix: Option<String>,
    kind: String,
    named: String,
    selector: String,
    html: String,
    picture: Option<Picture>,
    /// Why there is no picture.
    no_picture: String,
    steps: Vec<String>,
    fingerprint: String,
    waived: Option<String>,
}

/// A cause in one line.
pub(super) fn short(links: &Links<'_>, root: &Root, check: &Check) -> Short {
    let place = links.roots.get(root.id.as_str()).copied().unwrap_or_default();
    let first = links.by_root.get(root.id.as_str()).and_then(|findings| findings.first());
    // A check's title says what should be; here stands what is wrong.
    let text = first.map_or(&check.title, |(_, finding)| &finding.what).clone();
    Short {
        severity: root.severity.name(),
        link: Link { href: format!("#{}", cause_anchor(place)), text },
        reach: reach(root),
        due: due(root, is_overdue(root, links.verdict.judged)),
    }
}

/// A cause.
pub(super) fn cause(links: &Links<'_>, root: &Root, check: &Check) -> Cause {
    let place = links.roots.get(root.id.as_str()).copied().unwrap_or_default();
    let findings = links.by_root.get(root.id.as_str()).map_or(&[][..], Vec::as_slice);
    let first = findings.first().map(|(_, finding)| *finding);
    let (what, fix) = first.map_or(("", ""), |first| (&first.what, &first.fix));
    let overdue = is_overdue(root, links.verdict.judged);
    let others = findings.len().min(PLACES).saturating_sub(SHOWN);
    let of = |standards: &[&str]| -> Vec<_> {
        let fits = |cited: &Cited| standards.contains(&cited.standard.as_str());
        cited(check).into_iter().filter(fits).collect()
    };
    Cause {
        anchor: cause_anchor(place),
        title: check.title.clone(),
        severity: root.severity.name(),
        review: root.outcome == Mark::CantTell,
        component: root.component.clone(),
        reach: reach(root),
        due: due(root, overdue),
        overdue,
        first_seen: root.first_seen.to_string(),
        deadline: check.deadline,
        check: check.id.clone(),
        harm: harm(check.class),
        criteria: of(&["WCAG 2.2"]),
        standards: cited(check)
            .into_iter()
            .filter(|cited| !cited.is_law && cited.standard != "WCAG 2.2")
            .collect(),
        laws: cited(check).into_iter().filter(|cited| cited.is_law).collect(),
        act: check.act.iter().map(|rule| act(rule)).collect(),
        why: blocks(&check.why),
        what: what.to_owned(),
        fix: fix.to_owned(),
        places: findings
            .iter()
            .take(SHOWN)
            .map(|found| place_of(links, *found, what, fix, true))
            .collect(),
        more: more(findings.len()),
        others: findings
            .iter()
            .take(PLACES)
            .skip(SHOWN)
            .map(|found| place_of(links, *found, what, fix, false))
            .collect(),
        others_label: if others == 1 {
            "1 more place".to_owned()
        } else {
            format!("{others} more places")
        },
    }
}

/// A place at which something was seen, with a picture if it is wanted and there is one.
pub(super) fn place_of(
    links: &Links<'_>,
    (place, finding): Numbered<'_>,
    what: &str,
    fix: &str,
    drawn: bool,
) -> Place {
    let subject = &finding.subject;
    let state = links.states.get(finding.state.as_str()).map(|(_, state)| *state);
    let anchor = finding_anchor(place);
    let title = format!(
        "Screenshot of step {}: {} is outlined.",
        state.map_or("", |state| state.step.as_str()),
        called(&subject.kind, &subject.name)
    );
    let picture = state
        .zip(subject.bounds)
        .filter(|_| drawn)
        .and_then(|(state, bounds)| crop(links, state, bounds, format!("{anchor}-picture"), title));
    let no_picture = match (&picture, subject.bounds, state.and_then(|s| s.screenshot.as_ref())) {
        (Some(_), _, _) | (None, None, _) => "",
        (None, Some(_), None) => "There is no screenshot of this state.",
        (None, Some(_), Some(_)) => {
            "It lies outside the part of the page that the screenshot shows."
        }
    };
    Place {
        anchor,
        state: links.state(&finding.state),
        what: (finding.what != what).then(|| finding.what.clone()),
        fix: (finding.fix != fix).then(|| finding.fix.clone()),
        kind: subject.kind.clone(),
        named: called(&subject.role, &subject.name),
        selector: subject.selector.clone(),
        html: subject.html.clone(),
        picture,
        no_picture: no_picture.to_owned(),
        steps: finding.steps_to_reproduce.clone(),
        fingerprint: finding.fingerprint.clone(),
        waived: finding
            .waived
            .as_ref()
            .map(|waived| format!("Waived until {}: {}", waived.until, waived.reason)),
    }
}

/// What a thing is called: `button “Confirm”`.
pub(super) fn called(kind: &str, name: &str) -> String {
    match (kind, name) {
        (kind, "") => kind.to_owned(),
        ("", name) => format!("“{name}”"),
        (kind, name) => format!("{kind} “{name}”"),
    }
}

fn due(root: &Root, overdue: bool) -> String {
    match root.outcome {
        Mark::Failed if overdue => format!("overdue since {}", root.due),
        Mark::Failed => format!("due {}", root.due),
        _ => "a person decides".to_owned(),
    }
}

fn act(rule: &str) -> Link {
    let plain: String = rule.chars().filter(char::is_ascii_alphanumeric).collect();
    Link {
        href: format!("https://www.w3.org/WAI/standards-guidelines/act/rules/{plain}/"),
        text: rule.to_owned(),
    }
}
