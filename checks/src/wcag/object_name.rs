//! # Requirement
//!
//! An `object` element that shows an image, or plays audio or video, has an accessible name.
//!
//! # Why it matters
//!
//! A scan of a letter that is embedded as an object is otherwise nothing at all to a screen reader.
//!
//! # How it is judged
//!
//! - An object is judged if assistive technology gets it, it has no explicit role, and it embeds an image,
//!   audio or video: by its `type`, or else by the ending of its address, or because it loaded as one.
//! - What stands between its tags is not its name; it is shown only if the object does not load. An object
//!   that shows it instead is not judged.
//! - A nameless object whose kind the page does not tell can't be told.
//!
//! # What it does not see
//!
//! - The kind that the server gave: the page does not hold it.
//! - Whether the name says what the object shows.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.1.1](https://www.w3.org/TR/WCAG22/#non-text-content)
//! - [ACT rule 8fc3b6](https://www.w3.org/WAI/standards-guidelines/act/rules/8fc3b6/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::State,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const MEDIA: &[&str] = &[
    "aac", "apng", "avif", "bmp", "flac", "gif", "ico", "jfif", "jpeg", "jpg", "m4a", "m4v", "mov",
    "mp3", "mp4", "mpeg", "oga", "ogg", "ogv", "opus", "png", "svg", "tif", "tiff", "wav", "weba",
    "webm", "webp",
];
const DOCUMENTS: &[&str] = &["htm", "html", "json", "pdf", "php", "swf", "txt", "xhtml", "xml"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ObjectName;

impl StateCheck for ObjectName {
    const META: &'static Meta = &Meta {
        id: "object-name",
        title: "Objects that are images, audio or video have an accessible name",
        requires: &[wcag22::NON_TEXT_CONTENT],
        act: &["8fc3b6"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("object_name.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_any(&["object"]) && element.is_exposed())
            .filter(|element| element.explicit_role().name().is_empty())
            .filter_map(|element| Some(element.subject().is(outcome(element)?)))
            .collect()
    }
}

fn outcome(object: Element<'_>) -> Option<Outcome> {
    let media = embeds_media(object);
    if media == Some(false) {
        return None;
    }
    let finding = |what: &str| {
        Finding::new(what, "Say in its `title` or `aria-label` what it shows, or give it a role.")
    };
    Some(match (object.name().is_empty(), media) {
        (false, None) => return None,
        (false, _) => Outcome::Passed,
        (true, Some(_)) => Outcome::Failed(finding("The object has no accessible name.")),
        (true, None) => Outcome::CantTell(finding(
            "The object has no accessible name, and the page does not tell what it embeds.",
        )),
    })
}

/// Whether it shows an image or plays audio or video; `None` if the page does not tell.
fn embeds_media(object: Element<'_>) -> Option<bool> {
    let data = object.attr("data").map(str::trim).filter(|data| !data.is_empty());
    if data.is_none() || falls_back(object) {
        return Some(false);
    }
    let loaded = object.recorded.natural.is_some_and(|size| size.width > 0.0) || plays(object);
    let kind = object.attr("type").map(|kind| kind.trim().to_ascii_lowercase());
    if let Some(kind) = kind.filter(|kind| !kind.is_empty()) {
        let kinds = ["image/", "audio/", "video/"];
        return Some(loaded || kinds.iter().any(|family| kind.starts_with(family)));
    }
    if loaded {
        return Some(true);
    }
    let data = data.unwrap_or_default();
    if let Some(kind) = data.strip_prefix("data:") {
        return Some(["image/", "audio/", "video/"].iter().any(|family| kind.starts_with(family)));
    }
    let path = data.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let ending = path.rsplit('/').next().and_then(|file| file.rsplit_once('.'))?.1;
    MEDIA.contains(&ending).then_some(true).or_else(|| DOCUMENTS.contains(&ending).then_some(false))
}

/// Whether it shows what stands between its tags.
fn falls_back(object: Element<'_>) -> bool {
    let scope = object.recorded.scope;
    let shown = |inner: Element<'_>| inner.is(State::Rendered) && inner.recorded.scope == scope;
    object.descendants().take(50).any(shown)
        || object
            .texts()
            .take(50)
            .any(|text| text.recorded.scope == scope && !text.lines().is_empty())
}

/// Whether its document is the one that browsers make around an image, audio or video.
fn plays(object: Element<'_>) -> bool {
    let body = object
        .children()
        .find(|inner| inner.is_any(&["html"]) && inner.recorded.scope != object.recorded.scope)
        .and_then(|root| root.children().find(|inner| inner.is_any(&["body"])));
    let mut inside = body.into_iter().flat_map(Element::children);
    let only = (inside.next(), inside.next());
    matches!(only, (Some(media), None) if media.is_any(&["audio", "img", "video"]))
}

#[cfg(test)]
mod tests {
    use super::ObjectName;
    use crate::testing::{failed, outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<object id=a data=/scan.png></object>", "a"),
            ("<object id=a data=/scan.png?v=2></object>", "a"),
            ("<object id=a data=/visit.MP4></object>", "a"),
            ("<object id=a data=/call.mp3 alt=Call></object>", "a"),
            ("<object id=a data=/call.mp3 title=Call></object>", ""),
            ("<object id=a data=/call.mp3 title=''></object>", "a"),
            ("<object id=a data=/scan.png aria-label=Scan></object>", ""),
            ("<object id=a data=/scan.png aria-labelledby=b></object><b id=b>Scan</b>", ""),
            ("<object id=a data=/scan.png><b style='display: none'>Scan</b></object>", "a"),
            ("<object id=a data=/scan type=image/png></object>", "a"),
            ("<object id=a data='data:image/png;base64,AA'></object>", "a"),
        ] {
            assert_eq!(failed::<ObjectName>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn a_kind_that_is_not_told_is_in_doubt() {
        let step =
            step("<object data=/scan/17></object><object data=/scan/17 title=Scan></object>");
        assert_eq!(outcomes_of::<ObjectName>(&step), ["can't tell"]);
    }

    #[test]
    fn only_exposed_media_are_judged() {
        for html in [
            "<object data=/scan.png hidden></object>",
            "<object data=/scan.png aria-hidden=true></object>",
            "<object data=/scan.png role=presentation></object>",
            "<object data=/scan.png role=img title=Scan></object>",
            "<object data=/letter.pdf></object>",
            "<object data=/scan type=text/html></object>",
            "<object></object>",
            "<object data=/gone.png><b>Scan</b></object>",
            "<object data=/gone.png>Scan</object>",
        ] {
            assert!(outcomes::<ObjectName>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step("<object id=a data=/s.png></object><object id=b data=/s></object>");
        insta::assert_snapshot!(outcomes::<ObjectName>(&step).join("\n"), @r"
        a: failed: The object has no accessible name.
        b: can't tell: The object has no accessible name, and the page does not tell what it embeds.
        ");
    }
}
