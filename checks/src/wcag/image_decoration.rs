//! # Requirement
//!
//! A picture that assistive technology does not get is decoration.
//!
//! # Why it matters
//!
//! The red arrow beside a lab value says that it is too high. With `alt=""` it says so only to those who see it.
//!
//! # How it is judged
//!
//! - Judged is each `img`, `canvas` and `svg` that is seen and not exposed, and each `svg` and `canvas` without a name or an
//!   explicit role, which screen readers pass over; if the picture has loaded, and not in something with an author's name
//!   that takes its place.
//! - It fails when it is all that is seen in a link or button, and this has no name: it does something, so it is no
//!   decoration. In a part that its author named with ARIA this cannot be told, for ACT leaves that out.
//! - A hidden picture with a name of its own cannot be told: somebody thought that it says something.
//! - Of any other a person has to say whether it is decoration. The same picture is asked about once.
//!
//! # What it does not see
//!
//! - Background pictures; whether the text beside a picture says the same.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.1.1](https://www.w3.org/TR/WCAG22/#non-text-content)
//! - [ACT rule e88epe](https://www.w3.org/WAI/standards-guidelines/act/rules/e88epe/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, pictures},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Give the picture a text alternative if it says or does something.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ImageDecoration;

impl StateCheck for ImageDecoration {
    const META: &'static Meta = &Meta {
        id: "image-decoration",
        title: "Pictures that assistive technology does not get are decoration",
        requires: &[wcag22::NON_TEXT_CONTENT],
        act: &["e88epe"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("image_decoration.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let passed_over = pictures::pictures(page)
            .filter(|picture| is_passed_over(*picture))
            .map(|picture| (picture, outcome(picture)));
        pictures::together(page, passed_over)
    }
}

fn is_passed_over(picture: Element<'_>) -> bool {
    let unnamed = picture.name().is_empty();
    let implicit = picture.explicit_role().name().is_empty();
    !picture.is_exposed()
        || picture.role().name() == "none"
        || unnamed && picture.is_any(&["canvas"]) && implicit
        || unnamed
            && picture.is_svg()
            && (implicit || picture.role().is_any(&["graphics-document"]))
}

fn outcome(picture: Element<'_>) -> Outcome {
    let control = picture.ancestors().find(|outer| {
        outer
            .role()
            .is_any(&["button", "checkbox", "link", "menuitem", "option", "radio", "switch", "tab"])
    });
    if let Some(control) =
        control.filter(|control| control.is_exposed() && control.name().is_empty())
        && !control.visible_text(|_| true).chars().any(char::is_alphanumeric)
    {
        let finding = Finding {
            what: format!(
                "The picture is hidden, and it is all that is in a nameless {}.",
                control.role().name()
            ),
            fix: FIX.to_owned(),
            related: vec![control.subject()],
        };
        return if pictures::is_in_named(picture) {
            Outcome::CantTell(finding)
        } else {
            Outcome::Failed(finding)
        };
    }
    let meant = ["alt", "aria-label", "title"]
        .iter()
        .find_map(|name| picture.attr(name))
        .map(str::trim)
        .filter(|name| !name.is_empty());
    if let Some(name) = meant {
        return Outcome::CantTell(Finding::new(
            format!("The picture is hidden from assistive technology, and is called \"{name}\"."),
            "Do not hide it if it says something, or take the name away if it is decoration.",
        ));
    }
    Outcome::Question(Finding::new(
        "Assistive technology passes over the picture.",
        "See whether it is decoration, or says what the text beside it says.",
    ))
}

#[cfg(test)]
mod tests {
    use super::ImageDecoration;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("empty alt", "<img alt=''>", "question"),
            ("a role", "<img role=none>", "question"),
            ("hidden", "<div aria-hidden=true><img></div>", "question"),
            ("hidden, and named", "<img aria-hidden=true alt='Too high'>", "can't tell"),
            ("a drawing without a name", "<svg><path d=m1></path></svg>", "question"),
            ("hidden drawing", "<svg aria-hidden=true><path d=m1></path></svg>", "question"),
            ("a canvas", "<canvas></canvas>", "question"),
            ("all of a link", "<a href=#><img alt=''></a>", "failed"),
            (
                "all of a button",
                "<button><svg aria-hidden=true><path d=m1></path></svg></button>",
                "failed",
            ),
            (
                "beside words that are hidden",
                "<a href=#><img alt=''><b aria-hidden=true>Results</b></a>",
                "question",
            ),
            (
                "all of a link in a named part",
                "<nav aria-label=Main><a href=#><img alt=''></a></nav>",
                "can't tell",
            ),
            ("beside words in a link", "<a href=#><img alt=''> Results</a>", "question"),
            ("in an unnamed paragraph", "<p><img alt=''></p>", "question"),
        ] {
            assert_eq!(outcomes_of::<ImageDecoration>(&step(html)), [expected], "{clause}");
        }
    }

    #[test]
    fn the_same_picture_is_asked_about_once() {
        let icon = "<svg><path d=m1></path></svg>";
        let other = "<svg><path d=m2></path></svg>";
        let step = step(&format!("<p>A {icon} B {icon} C {other}"));
        assert_eq!(outcomes_of::<ImageDecoration>(&step), ["question", "question"]);
    }

    #[test]
    fn only_seen_pictures_that_are_passed_over_are_judged() {
        for html in [
            "<img>",
            "<img alt='Too high'>",
            "<img alt='' hidden>",
            "<img alt='' box='-9999,0 9x9'>",
            "<svg role=img aria-label='Too high'><path d=m1></path></svg>",
            "<button aria-label=Send><img alt=''></button>",
            "<canvas role=img aria-label='Too high'></canvas>",
        ] {
            assert!(outcomes::<ImageDecoration>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<a href=#><img id=a alt=''></a><img id=b alt=''><img id=c aria-hidden=true alt='Too high'>";
        insta::assert_snapshot!(outcomes::<ImageDecoration>(&step(html)).join("\n"), @r#"
        a: failed: The picture is hidden, and it is all that is in a nameless link.
        b: question: Assistive technology passes over the picture.
        c: can't tell: The picture is hidden from assistive technology, and is called "Too high".
        "#);
    }
}
