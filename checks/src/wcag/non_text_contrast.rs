//! # Requirement
//!
//! What a person needs to see to know a control for one, and to know its picture, has a contrast of at least 3 to 1
//! with what is beside it.
//!
//! # Why it matters
//!
//! A field drawn in pale grey on white is not there for a patient with cataracts, who then looks for the place where
//! the date of birth goes.
//!
//! # How it is judged
//!
//! - Judged are text fields, lists, checkboxes, radio buttons and switches, by the best contrast that a border, the
//!   background, an outline or a shadow of the field has to what is beside it; a box close around the field counts too.
//! - A box that shows, but below 3 to 1, fails when nothing else tells the field: it is empty and nothing lies in its
//!   place. A value or placeholder may tell it, and so may generated content and whatever lies there: for a person.
//! - A list with the browser's arrow is told by the arrow, in the colour of its text.
//! - Judged are also links, buttons, tabs and menu items that show nothing but one picture in one colour: a drawing in
//!   the page, a glyph of an icon font, or a sign such as a cross.
//! - Excepted is what looks as the browser makes it, and what is disabled.
//!
//! # What it does not see
//!
//! - Fields without any box: what tells them may be the page around them.
//! - Images, drawings of several colours or taken from elsewhere in the page, what lies over images and gradients.
//! - Marks of a state (a check, the thumb of a switch), focus indicators, hover, charts.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.11](https://www.w3.org/TR/WCAG22/#non-text-contrast)
//! - [Understanding 1.4.11](https://www.w3.org/WAI/WCAG22/Understanding/non-text-contrast.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Glyph, Inactive, Page, Painting, TextNode, shown_ratio},
    evidence::{Property, State},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// The contrast that is asked for.
const WANTED: f64 = 3.0;
/// Below this a box is taken for none.
const NOTHING: f64 = 1.05;
/// The colours that Chromium gives the borders of fields, light and dark.
const DEFAULT: [&str; 2] = ["rgb(118, 118, 118)", "rgb(133, 133, 133)"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct NonTextContrast;

impl StateCheck for NonTextContrast {
    const META: &'static Meta = &Meta {
        id: "non-text-contrast",
        title: "Fields and icons stand out from what is beside them",
        requires: &[wcag22::NON_TEXT_CONTRAST],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("non_text_contrast.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let (painting, inactive) = (Painting::of(page), Inactive::of(page));
        page.elements()
            .filter(|element| element.is_html() && element.is_visible())
            .filter_map(|element| {
                let kind = kind(element)?;
                if inactive.has(element) || element.is(State::Inert) {
                    return Some(element.subject().is(Outcome::Excepted("inactive")));
                }
                let outcome = match kind {
                    Kind::Field => field(&painting, element),
                    Kind::Choice => choice(&painting, element),
                    Kind::Button => glyph(&painting, element),
                };
                outcome.map(|outcome| element.subject().is(outcome))
            })
            .collect()
    }
}

enum Kind {
    Field,
    Choice,
    Button,
}

fn kind(element: Element<'_>) -> Option<Kind> {
    const OTHER: &[&str] =
        &["button", "color", "file", "hidden", "image", "range", "reset", "submit"];
    let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
    let ticked = ["checkbox", "radio"].contains(&&*kind);
    if element.is_any(&["input"]) && ticked
        || element.role().is_any(&["checkbox", "radio", "switch"])
    {
        Some(Kind::Choice)
    } else if element.is_any(&["input"]) {
        (!OTHER.contains(&&*kind)).then_some(Kind::Field)
    } else if element.is_any(&["select", "textarea"]) {
        Some(Kind::Field)
    } else {
        let button = element.role().is_any(&["button", "link", "menuitem", "tab"]);
        button.then_some(Kind::Button)
    }
}

fn field<'e>(painting: &Painting<'e>, element: Element<'e>) -> Option<Outcome> {
    let edges = [
        Property::BorderTopColor,
        Property::BorderRightColor,
        Property::BorderBottomColor,
        Property::BorderLeftColor,
    ];
    let drawn = element.style(Property::BorderTopStyle) != "none";
    if drawn && edges.iter().all(|edge| DEFAULT.contains(&element.style(*edge))) {
        return Some(Outcome::Excepted("the browser's own look"));
    }
    let frames: Vec<_> = element.frames(|inner| kind(inner).is_some()).collect();
    let boxes: Vec<_> = frames.iter().filter_map(|frame| painting.boundary(*frame)).collect();
    let best = boxes.iter().copied().fold(1.0, f64::max);
    if best >= WANTED || painting.arrow(element).is_some_and(|arrow| arrow >= WANTED) {
        return Some(Outcome::Passed);
    }
    if best < NOTHING || boxes.len() < frames.len() {
        return None;
    }
    let finding = Finding::new(
        format!(
            "The best contrast of the field's box to what is beside it is {} to 1.",
            shown_ratio(best)
        ),
        "Give it a border of at least 3 to 1 to the page.",
    );
    let told = element.value().is_some_and(|value| !value.trim().is_empty())
        || element.recorded.placeholder.is_some()
        || frames.iter().any(|frame| frame.is_shared_with(element));
    Some(if told { Outcome::CantTell(finding) } else { Outcome::Failed(finding) })
}

fn choice<'e>(painting: &Painting<'e>, element: Element<'e>) -> Option<Outcome> {
    if element.is_any(&["input"]) && element.style(Property::Appearance) != "none" {
        return Some(Outcome::Excepted("the browser's own look"));
    }
    let parts: Vec<_> = std::iter::once(element)
        .chain(element.descendants().filter(|part| part.is_visible()))
        .collect();
    let plain = |part: &Element<'_>| {
        part.is_html()
            && !part.is_any(&["img", "canvas", "object", "video"])
            && part.recorded.before.is_none()
            && part.recorded.after.is_none()
    };
    let boxes: Vec<_> = parts.iter().filter_map(|part| painting.boundary(*part)).collect();
    let best = boxes.iter().copied().fold(1.0, f64::max);
    if best >= WANTED {
        return Some(Outcome::Passed);
    }
    // Words inside tell it, and so may pictures; one without any box may be told by what stands beside it.
    let worded = element.texts().any(TextNode::is_visible);
    if worded || best < NOTHING || boxes.len() < parts.len() || !parts.iter().all(plain) {
        return None;
    }
    let finding = Finding::new(
        format!(
            "The best contrast of the control's box to what is beside it is {} to 1.",
            shown_ratio(best)
        ),
        "Give it a border of at least 3 to 1 to the page.",
    );
    let beside = element.parent().is_some_and(|outer| outer.is_shared_with(element));
    Some(if beside { Outcome::CantTell(finding) } else { Outcome::Failed(finding) })
}

fn glyph<'e>(painting: &Painting<'e>, control: Element<'e>) -> Option<Outcome> {
    let (glyph, behind) = Glyph::of(control)?.colours(painting)?;
    let (least, greatest) = glyph.contrast(behind);
    let finding = |what: String| Finding::new(what, "Choose a colour at least 3 to 1 apart.");
    if least >= WANTED {
        Some(Outcome::Passed)
    } else if greatest >= WANTED {
        Some(Outcome::CantTell(finding(format!(
            "The contrast of the icon is between {} and {} to 1, depending on the pixels behind it.",
            shown_ratio(least),
            shown_ratio(greatest)
        ))))
    } else {
        // One of just the colour behind it is not shown now.
        (greatest >= NOTHING).then(|| {
            Outcome::Failed(finding(format!(
                "The contrast of the icon to what is behind it is {} to 1.",
                shown_ratio(greatest)
            )))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::NonTextContrast;
    use crate::testing::{outcomes, outcomes_of, step};

    fn said(html: &str) -> String {
        outcomes_of::<NonTextContrast>(&step(html)).join(" ")
    }

    fn edge(colour: &str) -> String {
        ["top", "right", "bottom", "left"].map(|side| {
            format!("border-{side}-width: 1px; border-{side}-style: solid; border-{side}-color: {colour};")
        }).concat()
    }

    /// A field by its box: each way in which it can stand out, on both sides of the line.
    #[test]
    fn fields() {
        let (pale, dark) = (edge("#ccc"), edge("#767676"));
        for (clause, html, expected) in [
            ("a dark border", format!("<input style='{dark}'>"), "passed"),
            ("just enough", format!("<input style='{}'>", edge("#949494")), "passed"),
            ("just too pale", format!("<input style='{}'>", edge("#959595")), "failed"),
            ("a pale border", format!("<input style='{pale}'>"), "failed"),
            ("a text area", format!("<textarea style='{pale}'></textarea>"), "failed"),
            ("no box at all", "<input>".to_owned(), ""),
            ("a dark ground", "<input style='background-color: #555'>".to_owned(), "passed"),
            ("a pale ground", "<input style='background-color: #eee'>".to_owned(), "failed"),
            (
                "an underline",
                "<input style='border-bottom-width: 2px; border-bottom-style: solid; border-bottom-color: #333'>"
                    .to_owned(),
                "passed",
            ),
            (
                "a shadow",
                "<input style='box-shadow: rgb(0, 0, 0) 0px 0px 0px 1px'>".to_owned(),
                "passed",
            ),
            ("a white border on black", format!("<body style='background-color: #000'><input style='{}'>", edge("#fff")), "passed"),
            ("an image in it", format!("<input style='{pale} background-image: url(a.png)'>"), ""),
            ("the browser's own", format!("<body style='background-color: #ccc'><input style='{}'>", edge("rgb(118, 118, 118)")), "excepted"),
            ("with a value", format!("<input value=Anna style='{pale}'>"), "can't tell"),
            ("disabled", format!("<input disabled style='{pale}'>"), "excepted"),
            ("hidden", format!("<input style='opacity: 0; {pale}'>"), ""),
            ("a button", format!("<input type=submit style='{pale}'>"), ""),
            ("a list with an arrow", format!("<select style='appearance: auto; {pale}'></select>"), "passed"),
            ("a list without", format!("<select style='appearance: none; {pale}'></select>"), "failed"),
        ] {
            assert_eq!(said(&html), expected, "{clause}");
        }
    }

    /// A box around the field, and what else lies in its place.
    #[test]
    fn frames() {
        let (pale, dark) = (edge("#ccc"), edge("#333"));
        for (clause, html, expected) in [
            (
                "a dark box around it",
                format!(
                    "<div style='{dark}' box='0,0 120x40'><input style='{pale}' box='9,9 99x20'></div>"
                ),
                "passed",
            ),
            (
                "a pale box around it",
                format!("<div style='{pale}' box='0,0 120x40'><input box='9,9 99x20'></div>"),
                "failed",
            ),
            (
                "a box around much else",
                format!(
                    "<div style='{dark}' box='0,0 120x400'><input style='{pale}' box='9,9 99x20'></div>"
                ),
                "failed",
            ),
            (
                "a box around two",
                format!(
                    "<div style='{dark}' box='0,0 300x40'><input style='{pale}' box='9,9 99x20'><input style='{dark}' box='150,9 99x20'></div>"
                ),
                "failed passed",
            ),
            (
                "an icon in it",
                format!(
                    "<div box='0,0 120x40'><input style='{pale}' box='9,9 99x20'><i box='10,10 9x9'></i></div>"
                ),
                "can't tell",
            ),
            (
                "generated content beside it",
                format!(
                    "<div box='0,0 120x40' before='\"x\"'><input style='{pale}' box='9,9 99x20'></div>"
                ),
                "can't tell",
            ),
        ] {
            assert_eq!(said(&html), expected, "{clause}");
        }
    }

    #[test]
    fn choices() {
        let (pale, dark) = (edge("#ccc"), edge("#333"));
        for (clause, html, expected) in [
            ("the browser's own", "<input type=checkbox>".to_owned(), "excepted"),
            (
                "a pale one",
                format!("<input type=checkbox style='appearance: none; {pale}'>"),
                "failed",
            ),
            (
                "a dark one",
                format!("<input type=radio style='appearance: none; {dark}'>"),
                "passed",
            ),
            ("a pale switch", format!("<button role=switch style='{pale}'></button>"), "failed"),
            (
                "a pale switch with a dark thumb",
                format!(
                    "<button role=switch style='{pale}' box='0,0 40x20'><i style='background-color: #000' box='2,2 16x16'></i></button>"
                ),
                "passed",
            ),
            ("a worded one", format!("<div role=radio style='{pale}'>10:30</div>"), ""),
            ("a drawn one", format!("<div role=checkbox style='{pale}'><svg></svg></div>"), ""),
            (
                "with generated content",
                format!("<div role=checkbox style='{pale}' after='\"\"'></div>"),
                "",
            ),
            (
                "said to be disabled",
                format!("<div role=switch aria-disabled=true style='{pale}'></div>"),
                "excepted",
            ),
        ] {
            assert_eq!(said(&html), expected, "{clause}");
        }
    }

    #[test]
    fn icons() {
        for (clause, inside, expected) in [
            ("pale", "<svg><path style='fill: #aaa'></svg>", "failed"),
            ("dark", "<svg><path style='fill: #444'></svg>", "passed"),
            ("just enough", "<svg><path style='fill: #949494'></svg>", "passed"),
            ("just too pale", "<svg><path style='fill: #959595'></svg>", "failed"),
            ("a stroke", "<svg><path style='fill: none; stroke: #aaa'></svg>", "failed"),
            (
                "an invisible shape",
                "<svg><path style='fill: none'><path style='fill: #444'></svg>",
                "passed",
            ),
            ("two colours", "<svg><path style='fill: #aaa'><path style='fill: #444'></svg>", ""),
            ("a gradient", "<svg><path style='fill: url(#a)'></svg>", ""),
            ("from elsewhere", "<svg style='fill: #aaa'><use href='#a'></use></svg>", ""),
            ("faded", "<svg><path style='fill: #444; opacity: 0.5'></svg>", ""),
            ("not recorded", "<svg><path></svg>", ""),
            ("with words", "<svg><path style='fill: #aaa'></svg>Close", ""),
            ("two", "<svg><path style='fill: #aaa'></svg><svg></svg>", ""),
            ("an image", "<img src=a.png>", ""),
            ("a cross", "<span style='color: #aaa'>×</span>", "failed"),
            ("a dark cross", "<span style='color: #444'>x</span>", "passed"),
            ("a glyph", "<i style='font-family: Material Icons; color: #aaa'>close</i>", "failed"),
            ("words", "<span style='color: #aaa'>Close</span>", ""),
            ("generated", "<i style='color: #aaa' before='\"\u{f00d}\"'></i>", "failed"),
            ("the colour behind it", "<svg><path style='fill: #fff'></svg>", ""),
        ] {
            let html = format!(
                "<button aria-label=Close box='0,0 40x40'>{}</button>",
                inside
                    .replace("<svg", "<svg box='8,8 24x24'")
                    .replace("<span", "<span box='8,8 24x24'")
                    .replace("<i ", "<i box='8,8 24x24' ")
            );
            assert_eq!(said(&html), expected, "{clause}: {inside}");
        }
        assert_eq!(said("<p><svg><path style='fill: #aaa'></svg></p>"), "");
        assert_eq!(
            said("<button disabled><svg><path style='fill: #aaa'></svg></button>"),
            "excepted"
        );
    }

    #[test]
    fn wording() {
        let html = format!(
            "<input id=a style='{}'><button id=b aria-label=Close>\
             <svg><path style='fill: #aaa'></svg></button>",
            edge("#ccc")
        );
        insta::assert_snapshot!(outcomes::<NonTextContrast>(&step(&html)).join("\n"), @r#"
        a: failed: The best contrast of the field's box to what is beside it is 1.60 to 1.
        b: failed: The contrast of the icon to what is behind it is 2.32 to 1.
        "#);
    }
}
