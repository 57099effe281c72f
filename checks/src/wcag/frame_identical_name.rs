//! # Requirement
//!
//! Inline frames with the same name hold the same.
//!
//! # Why it matters
//!
//! Two frames called "Form", one the payment and one the video visit: a screen reader's list of frames does not tell which
//! is which.
//!
//! # How it is judged
//!
//! - Judged is each set of two and more `iframe` elements that are exposed and have the same name, white space and case not
//!   counting. The first stands for the set.
//! - It passes when all have the same address, or show the same words, and the words were recorded.
//! - It fails when the words of two of them were recorded and have not a single one in common, unless the name is one
//!   for anything at all ("Advertisement"), or pictures may say what the words do not.
//! - Otherwise different contents may serve the same purpose: that cannot be told.
//!
//! # What it does not see
//!
//! - The content of frames of another origin.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule 4b1c6c](https://www.w3.org/WAI/standards-guidelines/act/rules/4b1c6c/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Bases, Element, Page, TextNode, fold, spoken, words},
    evidence::{Frame, ScopeKind},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::{BTreeMap, BTreeSet};

const FIX: &str = "Say in the `title` of each frame what it holds and the others do not.";

/// Words of names for frames that hold whatever somebody else puts there.
const ANYTHING: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "advertisements",
    "advertising",
    "anuncio",
    "banner",
    "promotion",
    "publicidad",
    "sponsor",
    "sponsored",
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct FrameIdenticalName;

impl StateCheck for FrameIdenticalName {
    const META: &'static Meta = &Meta {
        id: "frame-identical-name",
        title: "Inline frames with the same name hold the same",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["4b1c6c"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("frame_identical_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let bases = Bases::of(page);
        let mut sets: BTreeMap<String, Vec<Content<'_>>> = BTreeMap::new();
        for frame in page.elements().filter(|element| element.is_any(&["iframe"])) {
            if frame.is_exposed() && !frame.name().is_empty() {
                let name = fold(&frame.name().text);
                sets.entry(name).or_default().push(Content::of(frame, &bases));
            }
        }
        let mut judged: Vec<_> =
            sets.values().filter(|set| set.len() >= 2).map(|set| (set[0].frame.id, set)).collect();
        judged.sort_unstable_by_key(|(first, _)| *first);
        judged.into_iter().map(|(_, set)| set[0].frame.subject().is(outcome(set))).collect()
    }
}

/// What a frame holds.
struct Content<'e> {
    frame: Element<'e>,
    address: Option<String>,
    /// Its words, if they were recorded.
    text: Option<String>,
    is_pictured: bool,
}

impl<'e> Content<'e> {
    fn of(frame: Element<'e>, bases: &Bases<'_>) -> Self {
        let loaded = frame
            .page
            .recorded
            .scopes
            .iter()
            .find(|scope| scope.host == Some(frame.id) && scope.kind == ScopeKind::Document);
        let address = loaded.and_then(|scope| scope.url.clone()).or_else(|| {
            let written = frame.attr("src").filter(|_| frame.attr("srcdoc").is_none())?;
            Some(bases.resolve(frame, written)?.as_str().to_owned())
        });
        // All frames that are given nothing, or a text of their own, share one address that says nothing.
        let address = address.filter(|address| !address.starts_with("about:"));
        let inside = frame.recorded.frame == Some(Frame::Inside);
        let text = inside.then(|| {
            let seen: Vec<_> =
                frame.texts().filter(|text| text.is_visible()).map(TextNode::text).collect();
            fold(&seen.join(" "))
        });
        let pictures = &["canvas", "embed", "iframe", "img", "object", "svg", "video"];
        let is_pictured = frame.descendants().any(|inner| pictures.contains(&inner.tag()));
        Self { frame, address, text: text.filter(|text| !text.is_empty()), is_pictured }
    }

    fn is_same(&self, other: &Self) -> bool {
        let equal = |one: &Option<String>, other: &Option<String>| one.is_some() && one == other;
        equal(&self.address, &other.address)
            || equal(&self.text, &other.text) && !self.is_pictured && !other.is_pictured
    }

    fn is_other(&self, other: &Self) -> bool {
        let (Some(one), Some(two)) = (&self.text, &other.text) else { return false };
        let (one, two): (BTreeSet<_>, BTreeSet<_>) =
            (spoken(one).into_iter().collect(), spoken(two).into_iter().collect());
        !self.is_pictured
            && !other.is_pictured
            && one.len() >= 2
            && two.len() >= 2
            && one.is_disjoint(&two)
    }
}

fn outcome(set: &[Content<'_>]) -> Outcome {
    let first = &set[0];
    if set.iter().skip(1).all(|other| first.is_same(other)) {
        return Outcome::Passed;
    }
    let name = &first.frame.name().text;
    let about = |what: String| Finding {
        what,
        fix: FIX.to_owned(),
        related: set.iter().skip(1).map(|other| other.frame.subject()).collect(),
    };
    let addresses: BTreeSet<_> =
        set.iter().filter_map(|content| content.address.as_deref()).collect();
    let listed = addresses.into_iter().take(3).collect::<Vec<_>>().join(", ");
    let is_anything = words(name).iter().any(|word| ANYTHING.contains(&word.as_str()));
    let differ =
        set.iter().enumerate().any(|(at, one)| set[..at].iter().any(|other| one.is_other(other)));
    let count = set.len();
    if differ && !is_anything {
        return Outcome::Failed(about(format!(
            "{count} frames are called \"{name}\", and two of them have not a word in common: {listed}."
        )));
    }
    Outcome::CantTell(about(format!(
        "{count} frames are called \"{name}\", and their contents are not the same: {listed}."
    )))
}

#[cfg(test)]
mod tests {
    use super::FrameIdenticalName;
    use crate::{
        evidence::{Frame, Node, NodeId, Scope, ScopeKind, Step},
        testing::{outcomes, outcomes_of, step},
    };

    /// A page with frames whose contents were recorded: an address and a text for each; no text, another origin's.
    fn framed(title: &str, frames: &[(&str, &str)]) -> Step {
        let html: String = frames
            .iter()
            .map(|(address, text)| {
                format!("<iframe title='{title}' src='{address}'></iframe><p>{text}</p>")
            })
            .collect();
        let mut step = step(&html);
        let page = step.page.as_mut().unwrap();
        let strings = page.strings.clone();
        let mut frame = None;
        let mut numbers = frames.iter();
        for id in 0..page.nodes.len() {
            let Node::Element(element) = &mut page.nodes[id] else { continue };
            match strings[element.tag as usize].as_str() {
                "iframe" => {
                    frame = Some(NodeId(u32::try_from(id).unwrap()));
                    let (address, text) = numbers.next().unwrap();
                    element.frame =
                        Some(if text.is_empty() { Frame::Foreign } else { Frame::Inside });
                    if !text.is_empty() {
                        let url = Some(format!("https://portal.test{address}"));
                        page.scopes.push(Scope { kind: ScopeKind::Document, host: frame, url });
                    }
                }
                "p" => element.parent = frame,
                _ => (),
            }
        }
        step
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, title, frames, expected) in [
            ("one address", "Form", [("/a", "Pay now"), ("/a", "Join the call")], "passed"),
            ("the same words", "Form", [("/a", "Pay now"), ("/b", "Pay  now")], "passed"),
            ("no word in common", "Form", [("/a", "Pay now"), ("/b", "Join the call")], "failed"),
            (
                "some words in common",
                "Form",
                [("/a", "Pay now"), ("/b", "Pay later")],
                "can't tell",
            ),
            ("a word in brackets", "Form", [("/a", "Pay (now)"), ("/b", "Call now")], "can't tell"),
            ("too few words", "Form", [("/a", "Pay"), ("/b", "Join the call")], "can't tell"),
            ("other origins", "Form", [("/a", ""), ("/b", "")], "can't tell"),
            ("one of another origin", "Form", [("/a", "Pay now"), ("/b", "")], "can't tell"),
            ("another origin's, twice", "Form", [("/a", ""), ("/a", "")], "passed"),
            (
                "a name for anything",
                "Advertising",
                [("/a", "Pay now"), ("/b", "Join the call")],
                "can't tell",
            ),
        ] {
            let found = outcomes_of::<FrameIdenticalName>(&framed(title, &frames));
            assert_eq!(found, [expected], "{clause}");
        }
    }

    #[test]
    fn texts_of_their_own_have_no_address() {
        let html = "<iframe title=A srcdoc='<p>1'></iframe><iframe title=A srcdoc='<p>2'></iframe>";
        assert_eq!(outcomes_of::<FrameIdenticalName>(&step(html)), ["can't tell"]);
    }

    #[test]
    fn only_exposed_frames_with_the_same_name_are_judged() {
        for html in [
            "<iframe title=A></iframe>",
            "<iframe title=A></iframe><iframe title=B></iframe>",
            "<iframe></iframe><iframe></iframe>",
            "<iframe title=A></iframe><iframe title=A hidden></iframe>",
            "<object title=A></object><object title=A></object>",
        ] {
            assert!(outcomes::<FrameIdenticalName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let differ = framed("Form", &[("/a", "Pay now"), ("/b", "Join the call")]);
        insta::assert_snapshot!(outcomes::<FrameIdenticalName>(&differ).join("\n"), @r#"iframe: failed: 2 frames are called "Form", and two of them have not a word in common: https://portal.test/a, https://portal.test/b."#);
        let doubtful = framed("Form", &[("/a", "Pay now"), ("/b", "Pay later")]);
        insta::assert_snapshot!(outcomes::<FrameIdenticalName>(&doubtful).join("\n"), @r#"iframe: can't tell: 2 frames are called "Form", and their contents are not the same: https://portal.test/a, https://portal.test/b."#);
    }
}
