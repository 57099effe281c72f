//! Which part of the page speaks of what, and the addresses of what lies beside it.

use crate::audit::{
    Verdict,
    verdict::{Check, Finding, State},
};
use serde::Serialize;
use std::collections::BTreeMap;

/// Places of a cause that the page shows; the JSON has all of them.
pub(super) const PLACES: usize = 100;

/// A link: where to, and its text.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

/// A finding, by its place in the verdict, which makes its anchor.
pub(super) type Numbered<'v> = (usize, &'v Finding);

/// The verdict by what belongs together.
pub(super) struct Links<'v> {
    pub(super) verdict: &'v Verdict,
    pub(super) evidence: &'v str,
    pub(super) states: BTreeMap<&'v str, (usize, &'v State)>,
    pub(super) checks: BTreeMap<&'v str, &'v Check>,
    pub(super) by_state: BTreeMap<&'v str, Vec<Numbered<'v>>>,
    pub(super) by_root: BTreeMap<&'v str, Vec<Numbered<'v>>>,
    /// The place of each cause in the verdict.
    pub(super) roots: BTreeMap<&'v str, usize>,
}

impl<'v> Links<'v> {
    pub(super) fn of(verdict: &'v Verdict, evidence: &'v str) -> Self {
        let mut by_state = BTreeMap::<_, Vec<_>>::new();
        let mut by_root = BTreeMap::<_, Vec<_>>::new();
        for (place, finding) in verdict.findings.iter().enumerate() {
            by_state.entry(finding.state.as_str()).or_default().push((place, finding));
            by_root.entry(finding.root.as_str()).or_default().push((place, finding));
        }
        let states = verdict.states.iter().enumerate();
        Self {
            verdict,
            evidence,
            states: states.map(|(place, state)| (state.id.as_str(), (place, state))).collect(),
            checks: verdict.checks.iter().map(|check| (check.id.as_str(), check)).collect(),
            by_state,
            by_root,
            roots: (0..)
                .zip(&verdict.roots)
                .map(|(place, root)| (root.id.as_str(), place))
                .collect(),
        }
    }

    /// The state of this id, as a link to its step.
    pub(super) fn state(&self, id: &str) -> Link {
        let Some((place, state)) = self.states.get(id) else {
            return Link { href: "#flows".to_owned(), text: id.to_owned() };
        };
        let text = format!("{} / {} ({})", state.scenario, state.step, state.engine);
        Link { href: format!("#{}", state_anchor(*place)), text }
    }

    /// A finding, as the address of its place; of its cause, when the place is not shown.
    pub(super) fn finding(&self, (place, finding): Numbered<'_>) -> String {
        let of_root = self.by_root.get(finding.root.as_str()).map_or(&[][..], Vec::as_slice);
        let shown = of_root.iter().take(PLACES).any(|(other, _)| *other == place);
        let root = self.roots.get(finding.root.as_str()).copied();
        match root.filter(|_| !shown) {
            Some(root) => format!("#{}", cause_anchor(root)),
            None => format!("#{}", finding_anchor(place)),
        }
    }

    /// The title of a check; its id when it is not in the verdict.
    pub(super) fn title(&self, check: &'v str) -> &'v str {
        self.checks.get(check).map_or(check, |check| check.title.as_str())
    }

    /// The address of a file of the evidence.
    pub(super) fn file(&self, path: &str) -> String {
        let path: Vec<_> =
            path.split('/').filter(|part| !["", ".", ".."].contains(part)).map(encoded).collect();
        let folder = self.evidence.trim_end_matches('/');
        let folder: Vec<_> = folder.split('/').map(encoded).collect();
        format!("{}/{}", folder.join("/"), path.join("/"))
    }
}

/// The anchor of the state at this place in the verdict.
pub(super) fn state_anchor(place: usize) -> String {
    format!("state-{}", place + 1)
}

/// The anchor of the finding at this place in the verdict.
pub(super) fn finding_anchor(place: usize) -> String {
    format!("finding-{}", place + 1)
}

/// The anchor of the cause at this place in the verdict.
pub(super) fn cause_anchor(place: usize) -> String {
    format!("cause-{}", place + 1)
}

/// The anchor of a criterion.
pub(super) fn criterion_anchor(number: &str) -> String {
    let number: String =
        number.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("criterion-{number}")
}

/// An address that a link may lead to; nothing for anything but the web.
pub(super) fn web(url: &str) -> Option<String> {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    is_web.then(|| url.to_owned())
}

fn encoded(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    for byte in part.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    out
}

fn digit(value: u8) -> char {
    char::from_digit(u32::from(value), 16).unwrap_or('0').to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use super::{encoded, web};

    #[test]
    fn a_file_name_is_no_address() {
        assert_eq!(encoded("java script:x\"é"), "java%20script%3Ax%22%C3%A9");
        assert_eq!(encoded("03-pick-a-time"), "03-pick-a-time");
    }

    #[test]
    fn links_lead_to_the_web_only() {
        assert!(web("https://www.w3.org/").is_some());
        assert!(web("javascript:alert(1)").is_none());
    }
}
