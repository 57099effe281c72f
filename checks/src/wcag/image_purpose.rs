//! # Requirement
//!
//! The name of a picture says what the picture says.
//!
//! # Why it matters
//!
//! A patient who cannot see the chart of blood sugar hears "scan 2041 dot png", or "image".
//!
//! # How it is judged
//!
//! - Judged is each `img`, `canvas` and `svg` that is seen and has a name, if the picture has loaded; not in something
//!   with an author's name that takes its place, such as a button with an `aria-label`.
//! - It fails when the name is a file's ("chart.png"), a word that says only that there is a picture ("image", "photo",
//!   "spacer"), a row of signs, what a program prints for a missing value, a template that was not filled, or the key
//!   of a text that was not found.
//! - A name with dots that may be an address or a key, and one to three signs, which may be what the picture shows, cannot
//!   be told. Neither can a picture in anything that its author named with ARIA, a figure or section say.
//! - Of any other name a person has to say whether it serves the same purpose as the picture. The same picture with the
//!   same name is asked about once.
//!
//! # What it does not see
//!
//! - Background pictures; what a picture shows.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.1.1](https://www.w3.org/TR/WCAG22/#non-text-content)
//! - [ACT rule qt1vmo](https://www.w3.org/WAI/standards-guidelines/act/rules/qt1vmo/)
//! - [Failure F30](https://www.w3.org/WAI/WCAG22/Techniques/failures/F30)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, Unreadable, pictures},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// Words that say only that there is something, in place of what it shows.
const PLACEHOLDERS: &[&str] = &[
    "alt",
    "alt text",
    "alternative text",
    "graphic",
    "icon",
    "image",
    "imagen",
    "img",
    "no alt",
    "null",
    "photo",
    "photograph",
    "picture",
    "placeholder",
    "spacer",
    "untitled",
];

const ENDINGS: &[&str] =
    &[".avif", ".bmp", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".tif", ".tiff", ".webp"];

const FIX: &str = "Say in its `alt` what it shows, or write `alt=\"\"` if it is decoration.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ImagePurpose;

impl StateCheck for ImagePurpose {
    const META: &'static Meta = &Meta {
        id: "image-purpose",
        title: "The names of pictures say what the pictures say",
        requires: &[wcag22::NON_TEXT_CONTENT],
        act: &["qt1vmo"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("image_purpose.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let named = pictures::pictures(page)
            .filter(|picture| picture.is_exposed() && picture.role().name() != "none")
            .filter(|picture| !picture.name().is_empty())
            .map(|picture| {
                (
                    picture,
                    if pictures::is_in_named(picture) { doubt(picture) } else { outcome(picture) },
                )
            });
        pictures::together(page, named)
    }
}

/// What is in something that its author named, a section say, may say the rest with its name.
fn doubt(picture: Element<'_>) -> Outcome {
    match outcome(picture) {
        Outcome::Failed(finding) => Outcome::CantTell(finding),
        other => other,
    }
}

fn outcome(picture: Element<'_>) -> Outcome {
    let name = picture.name().text.as_str();
    let finding =
        |what: &str| Finding::new(format!("The picture is called \"{name}\", {what}."), FIX);
    let lower = name.to_lowercase();
    let is_file = !lower.contains(' ') && ENDINGS.iter().any(|ending| lower.ends_with(ending));
    if is_file {
        return Outcome::Failed(finding("which is the name of a file"));
    }
    if PLACEHOLDERS.contains(&&*lower) {
        return Outcome::Failed(finding("which says only that there is a picture"));
    }
    match Unreadable::of(name) {
        Some(Unreadable::Certain(what)) => Outcome::Failed(finding(what)),
        Some(Unreadable::Doubtful(what)) => Outcome::CantTell(finding(what)),
        None => Outcome::Question(Finding::new(
            format!("The picture is called \"{name}\"."),
            "See whether that says what the picture says.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::ImagePurpose;
    use crate::{
        evidence::{Natural, Node},
        testing::{failed, outcomes, outcomes_of, step},
    };

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("a file", "<img id=a src=/b.png alt=IMG_1.PNG>", "a"),
            ("a file in words", "<img id=a src=/b.png alt='Scan of IMG_1.PNG'>", ""),
            ("the word of a file", "<img id=a src=/chart.png alt=chart>", ""),
            ("a placeholder", "<img id=a alt=Image>", "a"),
            ("a placeholder in words", "<img id=a alt='Image of your chart'>", ""),
            ("punctuation", "<img id=a alt='----'>", "a"),
            ("a sign", "<img id=a alt='*'>", ""),
            ("in a named figure", "<figure aria-label=Iron><img id=a alt=image></figure>", ""),
            ("in a figure", "<figure><img id=a alt=image></figure>", "a"),
            ("a missing value", "<img id=a alt=undefined>", "a"),
            ("a key", "<img id=a alt=results.chart.title>", "a"),
            ("a drawing", "<svg id=a role=img aria-label=icon><path d=m1></path></svg>", "a"),
            ("a canvas", "<canvas id=a aria-label=graphic></canvas>", "a"),
        ] {
            assert_eq!(failed::<ImagePurpose>(&step(html)).join(" "), expected, "{clause}");
        }
        assert_eq!(outcomes_of::<ImagePurpose>(&step("<img alt='Blood sugar'>")), ["question"]);
        assert_eq!(outcomes_of::<ImagePurpose>(&step("<img alt=chart.title>")), ["can't tell"]);
        let named = "<section aria-label=Iron><img alt=image></section>";
        assert_eq!(outcomes_of::<ImagePurpose>(&step(named)), ["can't tell"]);
    }

    #[test]
    fn the_same_picture_is_asked_about_once() {
        for (html, expected) in [
            ("<img src=/a.png alt=Lab><img src=/a.png alt=Lab>", "question"),
            ("<img src=/a.png alt=Lab><img src=/b.png alt=Lab>", "question question"),
            ("<img src=/a.png alt=Lab><img src=/a.png alt=Labs>", "question question"),
            ("<img src=/a.png alt=image><img src=/a.png alt=image>", "failed failed"),
        ] {
            assert_eq!(outcomes_of::<ImagePurpose>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_pictures_that_are_seen_and_named_are_judged() {
        for html in [
            "<img>",
            "<img alt=''>",
            "<img alt=image role=none>",
            "<img alt=image hidden>",
            "<img alt=image aria-hidden=true>",
            "<img alt=image box='-9999,0 9x9'>",
            "<button aria-label=Send><img alt=image></button>",
            "<input type=image alt=image>",
            "<svg><path d=m1></path></svg>",
        ] {
            assert!(outcomes::<ImagePurpose>(&step(html)).is_empty(), "{html}");
        }
        let mut step = step("<img alt=image>");
        for node in &mut step.page.as_mut().unwrap().nodes {
            if let Node::Element(element) = node {
                element.natural = Some(Natural { width: 0.0, height: 0.0 });
            }
        }
        assert!(outcomes::<ImagePurpose>(&step).is_empty(), "not loaded");
    }

    #[test]
    fn wording() {
        let html = "<img id=a alt=photo><img id=b alt=chart.png><img id=c alt=a.b><img id=d alt='Blood sugar'>";
        insta::assert_snapshot!(outcomes::<ImagePurpose>(&step(html)).join("\n"), @r#"
        a: failed: The picture is called "photo", which says only that there is a picture.
        b: failed: The picture is called "chart.png", which is the name of a file.
        c: can't tell: The picture is called "a.b", which may be the key of a text that was not found.
        d: question: The picture is called "Blood sugar".
        "#);
    }
}
