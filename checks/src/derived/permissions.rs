//! Who may use camera, microphone and screen in a document (Permissions Policy).

use super::{Address, Page};
use crate::evidence::Exchange;
use std::collections::BTreeMap;

/// The features by which a page can see and hear the patient.
pub const MEDIA: [&str; 3] = ["camera", "microphone", "display-capture"];

/// Who may use a feature in a document and its frames.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Users {
    /// Nobody, or the document's own origin.
    Itself,
    /// These foreign origins too, as they are written.
    Named(Vec<String>),
    /// Every site that is put into a frame and given the feature.
    Anybody,
}

/// The `Permissions-Policy` of a response: who may use each feature that it names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Permissions(BTreeMap<String, Users>);

impl Permissions {
    /// The policy of a response. One that is no dictionary of structured fields (RFC 9651) is ignored whole, as browsers
    /// do.
    pub fn of(exchange: &Exchange) -> Self {
        let own = Address::parse(&exchange.url);
        let Some(value) = exchange.field("permissions-policy") else { return Self::default() };
        let members = split(&value, ',').into_iter().map(|part| member(part.trim(), own.as_ref()));
        Self(members.collect::<Option<BTreeMap<_, _>>>().unwrap_or_default())
    }

    /// Who may use a feature, if the policy says so.
    pub fn users(&self, feature: &str) -> Option<&Users> {
        self.0.get(feature)
    }
}

/// The frames of a page that another site fills and that its `allow` attribute gives a feature to; each host once.
pub fn given_to_frames(page: Page<'_>, feature: &str) -> Vec<String> {
    let Some(base) = Address::parse(&page.document().url) else { return Vec::new() };
    let frames = page.elements().filter(|element| element.recorded.scope == 0);
    let mut hosts: Vec<_> = frames
        .filter(|element| element.is_any(&["iframe"]))
        .filter_map(|frame| {
            let target = base.join(frame.attr("src")?.trim())?;
            let foreign = !target.is_same_origin(&base) && !target.host().is_empty();
            (foreign && gives(frame.attr("allow")?, feature)).then(|| target.host().to_owned())
        })
        .collect();
    hosts.sort_unstable();
    hosts.dedup();
    hosts
}

/// Whether an `allow` attribute gives a feature to the frame's own address or to anybody.
fn gives(allow: &str, feature: &str) -> bool {
    allow.split(';').any(|directive| {
        let mut words = directive.split_ascii_whitespace();
        let named = words.next().is_some_and(|name| name.eq_ignore_ascii_case(feature));
        let list: Vec<_> = words.map(str::to_ascii_lowercase).collect();
        let kept = |word: &String| matches!(word.as_str(), "'none'" | "'self'");
        named && (list.is_empty() || !list.iter().all(kept))
    })
}

/// A member of the dictionary: `camera=(self "https://video.example")`; parameters say nothing of who may.
fn member(text: &str, own: Option<&Address>) -> Option<(String, Users)> {
    let (name, value) = text.split_once('=')?;
    let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_-.*".contains(c);
    if name.is_empty() || !name.chars().all(letter) {
        return None;
    }
    let value = split(value, ';').first()?.trim();
    let items = match value.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')')?,
        None => value,
    };
    let items = split(items, ' ').into_iter().filter(|item| !item.is_empty());
    let mut named = Vec::new();
    for item in items {
        match item.strip_prefix('"') {
            Some(rest) => {
                let origin = rest.strip_suffix('"')?;
                let address = Address::parse(origin);
                let itself =
                    own.zip(address.as_ref()).is_some_and(|(own, it)| own.is_same_origin(it));
                if !itself {
                    named.push(origin.to_owned());
                }
            }
            None if item == "*" => return Some((name.to_owned(), Users::Anybody)),
            None if item.contains('"') => return None,
            // `self`; browsers ignore other words, such as an address without quotes.
            None => {}
        }
    }
    let users = if named.is_empty() { Users::Itself } else { Users::Named(named) };
    Some((name.to_owned(), users))
}

/// Divides at a separator that stands in no quoted string and in no parentheses.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut quoted, mut depth) = (Vec::new(), 0, false, 0_usize);
    for (place, character) in text.char_indices() {
        match character {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            _ if character == separator && !quoted && depth == 0 => {
                parts.extend(text.get(start..place));
                start = place + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.extend(text.get(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::{Permissions, Users, given_to_frames};
    use crate::{
        reads::State,
        testing::{Wire, step},
    };
    use proptest::prelude::*;

    fn camera(value: &str) -> String {
        let fields = [("permissions-policy", value)];
        let step = Wire::new().response("https://portal.example/", &fields, &[]).step();
        let permissions = Permissions::of(&step.network.expect("traffic").exchanges[0]);
        match permissions.users("camera") {
            None => "unsaid".to_owned(),
            Some(Users::Itself) => "itself".to_owned(),
            Some(Users::Anybody) => "anybody".to_owned(),
            Some(Users::Named(names)) => names.join(" "),
        }
    }

    #[test]
    fn who_may_use_a_feature() {
        for (value, expected) in [
            ("camera=()", "itself"),
            ("camera=(self)", "itself"),
            ("camera=self", "itself"),
            ("camera=*", "anybody"),
            ("camera=(*)", "anybody"),
            ("camera=(self \"https://video.example\")", "https://video.example"),
            ("camera=\"https://video.example\"", "https://video.example"),
            ("camera=(\"https://portal.example\")", "itself"),
            ("camera=(https://video.example)", "itself"),
            ("camera=();report-to=\"x\"", "itself"),
            ("microphone=(), camera=*", "anybody"),
            ("camera=(), camera=*", "anybody"),
            ("microphone=()", "unsaid"),
            ("camera 'none'; microphone 'none'", "unsaid"),
            ("Camera=()", "unsaid"),
            ("camera=(self", "unsaid"),
            ("", "unsaid"),
        ] {
            assert_eq!(camera(value), expected, "{value}");
        }
    }

    #[test]
    fn what_frames_are_given() {
        for (html, given) in [
            ("<iframe src='https://video.example/' allow='camera; microphone'></iframe>", true),
            ("<iframe src='https://video.example/' allow='camera *'></iframe>", true),
            ("<iframe src='https://video.example/' allow='camera https://video.example'>", true),
            ("<iframe src='https://video.example/' allow=\"camera 'self'\"></iframe>", false),
            ("<iframe src='https://video.example/' allow=\"camera 'none'\"></iframe>", false),
            ("<iframe src='https://video.example/' allow=fullscreen></iframe>", false),
            ("<iframe src='https://video.example/'></iframe>", false),
            ("<iframe src='/visit' allow=camera></iframe>", false),
        ] {
            let mut step = step(html);
            let page = step.page.as_mut().expect("a page");
            "https://portal.example/".clone_into(&mut page.document.url);
            let state = State::new(&step);
            let found = given_to_frames(state.page().expect("a page"), "camera");
            assert_eq!(found == ["video.example"], given, "{html}: {found:?}");
        }
    }

    proptest! {
        /// No value at all makes the reader fall over, and only one with the word speaks of it.
        #[test]
        fn any_value_is_read(value in ".{0,60}") {
            prop_assert!(camera(&value) == "unsaid" || value.contains("camera"));
        }
    }
}
