//! # Requirement
//!
//! Text is text, not a picture of text.
//!
//! # Why it matters
//!
//! Opening hours in a picture cannot be enlarged without blur, nor shown in the patient's own colours and letters.
//!
//! # How it is judged
//!
//! - Judged is each picture with an address that is seen: `img`, a picture button, an `object`, an `image` in a drawing, and
//!   a background picture. The same picture is asked about once.
//! - It passes when it is shown less than 4 pixels high or wide: no letter fits in that.
//! - It fails when it is a drawing written into the address of an `img` (`data:image/svg+xml`) with text of five words or more,
//!   and its alternative says just these words: they are what it is there for, and too many for a logo.
//! - Any other such drawing with a `text` element in it cannot be told: it may be a logo, or decoration.
//! - Of any other a person has to say whether there is text in it that matters.
//!
//! # What it does not see
//!
//! - What a picture shows. Drawings in the page itself, whose text is text.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.5](https://www.w3.org/TR/WCAG22/#images-of-text)
//! - [ACT rule 0va7u6](https://www.w3.org/WAI/standards-guidelines/act/rules/0va7u6/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Bases, Element, Page, words},
    evidence::Property,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeMap;

const FIX: &str = "Use text with style instead of a picture of text.";

/// No letter fits in less, in pixels.
const LETTER: f64 = 4.0;

/// A logo has fewer words than this.
const WORDS: usize = 5;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ImagesOfText;

impl StateCheck for ImagesOfText {
    const META: &'static Meta = &Meta {
        id: "images-of-text",
        title: "Pictures have no text in them that matters",
        requires: &[wcag22::IMAGES_OF_TEXT],
        act: &["0va7u6"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("images_of_text.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let bases = Bases::of(page);
        let mut shown: BTreeMap<String, Vec<Element<'_>>> = BTreeMap::new();
        for element in page.elements().filter(|element| element.is_visible()) {
            for address in addresses(element) {
                let whole = bases
                    .resolve(element, &address)
                    .map_or_else(|| address.clone(), |address| address.as_str().to_owned());
                shown.entry(whole).or_default().push(element);
            }
        }
        let mut judgements: Vec<_> =
            shown.iter().map(|(address, places)| (places[0].id, judged(address, places))).collect();
        judgements.sort_by_key(|(first, _)| *first);
        judgements.into_iter().map(|(_, judgement)| judgement).collect()
    }
}

/// The addresses of the pictures that an element shows.
fn addresses(element: Element<'_>) -> Vec<String> {
    let attribute = |name: &str| element.attr(name).filter(|address| !address.trim().is_empty());
    let own = if element.is_any(&["img"]) {
        let widest = |set: &str| {
            set.split_whitespace().next().map(|first| first.trim_end_matches(',').to_owned())
        };
        attribute("src").map(str::to_owned).or_else(|| attribute("srcset").and_then(widest))
    } else if element.input_type() == "image" {
        attribute("src").map(str::to_owned)
    } else if element.is_any(&["object"]) {
        let is_picture = |data: &&str| {
            let kind = element.attr("type").unwrap_or_default();
            kind.starts_with("image/")
                || data.starts_with("data:image/")
                || has_picture_ending(data)
        };
        attribute("data").filter(is_picture).map(str::to_owned)
    } else if element.is_svg() && element.tag() == "image" {
        attribute("href").or_else(|| attribute("xlink:href")).map(str::to_owned)
    } else {
        None
    };
    let background = element.style(Property::BackgroundImage);
    own.into_iter().chain(urls(background)).collect()
}

fn has_picture_ending(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    [".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"]
        .iter()
        .any(|ending| path.ends_with(ending))
}

/// The addresses in a computed `background-image`.
fn urls(value: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once("url(\"") {
        let Some((address, left)) = after.split_once("\")") else { break };
        found.push(address.replace("\\\"", "\""));
        rest = left;
    }
    found
}

fn judged(address: &str, places: &[Element<'_>]) -> Judgement {
    let first = places[0];
    let about = |what: &str, fix: &str| Finding {
        what: what.to_owned(),
        fix: fix.to_owned(),
        related: places.iter().skip(1).map(|place| place.subject()).collect(),
    };
    let is_tiny = places.iter().all(|place| {
        place.bounds().is_some_and(|bounds| bounds.width < LETTER || bounds.height < LETTER)
    });
    let outcome = if is_tiny {
        Outcome::Passed
    } else if let Some(drawn) = text_of(address) {
        let drawn = words(&drawn);
        let says_so = places.iter().any(|place| words(&place.name().text) == drawn);
        if drawn.len() >= WORDS && says_so {
            Outcome::Failed(about(
                "The picture is a drawing of text, and its alternative says the same words.",
                FIX,
            ))
        } else {
            Outcome::CantTell(about("The picture is a drawing with text in it.", FIX))
        }
    } else {
        Outcome::Question(about(
            "The page shows a picture.",
            "See whether there is text in it that is no logo, and could be text with style.",
        ))
    };
    first.subject().is(outcome)
}

/// The text of a drawing in an address, if it has a `text` element; written in Base64 it is not read.
fn text_of(address: &str) -> Option<String> {
    let drawing = address.strip_prefix("data:image/svg")?;
    let drawing = decoded(drawing);
    let (_, text) = drawing.split_once("<text")?;
    let mut shown = String::new();
    let mut is_tag = true;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                shown.push(' ');
            }
            c if !is_tag => shown.push(c),
            _ => (),
        }
    }
    Some(shown)
}

/// Percent signs and the digits after them as the bytes they stand for.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, tail @ ..] = rest {
        let digits = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits
            .filter(|_| *first == b'%')
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::ImagesOfText;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a picture", "<img src=/a.png>", "question"),
            ("a picture button", "<input type=image src=/a.png>", "question"),
            ("an object", "<object data=/a.png></object>", "question"),
            ("an object by type", "<object data=/a type=image/png></object>", "question"),
            ("in a drawing", "<svg><image href=/a.png></image></svg>", "question"),
            ("a background", "<p style='background-image: url(\"/a.png\")'>", "question"),
            (
                "two backgrounds",
                "<p style='background-image: url(\"/a.png\"), url(\"/b.png\")'>",
                "question question",
            ),
            ("the same twice", "<img src=/a.png><img src=./a.png>", "question"),
            ("another", "<img src=/a.png><img src=/b.png>", "question question"),
            ("a thin line", "<img src=/a.png box='0,0 100x3'>", "passed"),
            ("a low letter", "<img src=/a.png box='0,0 100x4'>", "question"),
            (
                "a thin line, larger elsewhere",
                "<img src=/a.png box='0,0 9x3'><img src=/a.png>",
                "question",
            ),
            (
                "a drawing with text",
                "<img src='data:image/svg+xml,<svg><text>Hours</text></svg>'>",
                "can't tell",
            ),
            (
                "a drawing with text, encoded",
                "<img src='data:image/svg+xml,%3Csvg%3E%3Ctext%3E'>",
                "can't tell",
            ),
            (
                "five words that the alternative says",
                "<img alt='Open from eight to six' src='data:image/svg+xml,<svg><text>Open from</text> <text>eight to six</text></svg>'>",
                "failed",
            ),
            (
                "five others",
                "<img alt='Our new clinic in Tarrow' src='data:image/svg+xml,<svg><text>Open from eight to six</text></svg>'>",
                "can't tell",
            ),
            (
                "four",
                "<img alt='Open from eight on' src='data:image/svg+xml,<svg><text>Open from eight on</text></svg>'>",
                "can't tell",
            ),
            ("a drawing without", "<img src='data:image/svg+xml,<svg><path/></svg>'>", "question"),
        ] {
            assert_eq!(outcomes_of::<ImagesOfText>(&step(html)).join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_seen_pictures_with_an_address_are_judged() {
        for html in [
            "<img>",
            "<img src=/a.png hidden>",
            "<svg><text>Hours</text></svg>",
            "<object data=/a.html></object>",
            "<p style='background-image: linear-gradient(red, blue)'>",
            "<canvas></canvas>",
        ] {
            assert!(outcomes::<ImagesOfText>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<img id=a src=/a.png><img id=b src='data:image/svg+xml,<svg><text>Hours</text></svg>'>";
        insta::assert_snapshot!(outcomes::<ImagesOfText>(&step(html)).join("\n"), @r"
        a: question: The page shows a picture.
        b: can't tell: The picture is a drawing with text in it.
        ");
    }
}
