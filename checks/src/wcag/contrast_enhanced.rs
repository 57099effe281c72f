//! # Requirement
//!
//! Text has a contrast of at least 7 to 1 with what is behind it; large text, of at least 4.5 to 1.
//!
//! # Why it matters
//!
//! The lower threshold is made for eyesight of about 20/40. Many patients of a portal see less than that, and read on
//! a telephone in the sun.
//!
//! # How it is judged
//!
//! - As `contrast-minimum` judges, with the same exceptions and the same doubts; only the thresholds are higher.
//! - Large is 24 CSS pixels, or 18.66 at a weight of 700.
//! - This is a criterion of level AAA: what it says is listed, but asked of no portal that does not ask for it.
//!
//! # What it does not see
//!
//! - What `contrast-minimum` does not see: logos made of text, text in images, SVG and generated content, colours on
//!   hover and focus.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.6](https://www.w3.org/TR/WCAG22/#contrast-enhanced)
//! - [ACT rule 09o5cg](https://www.w3.org/WAI/standards-guidelines/act/rules/09o5cg/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Wanted, text_contrast},
    judgement::Judgement,
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ContrastEnhanced;

impl StateCheck for ContrastEnhanced {
    const META: &'static Meta = &Meta {
        id: "contrast-enhanced",
        title: "Text has plenty of contrast to its background",
        requires: &[wcag22::CONTRAST_ENHANCED],
        act: &["09o5cg"],
        severity: Severity::Minor,
        class: Class::Accessibility,
        source: include_str!("contrast_enhanced.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        text_contrast(page, Wanted { large: 4.5, other: 7.0 })
    }
}

#[cfg(test)]
mod tests {
    use super::ContrastEnhanced;
    use crate::testing::{outcomes, outcomes_of, step};

    fn said(html: &str) -> String {
        outcomes_of::<ContrastEnhanced>(&step(html)).join(" ")
    }

    /// Both sides of each threshold.
    #[test]
    fn clauses() {
        for (style, expected) in [
            ("color: rgb(89, 89, 89)", "passed"),
            ("color: rgb(90, 90, 90)", "failed"),
            ("color: rgb(118, 118, 118); font-size: 24px", "passed"),
            ("color: rgb(119, 119, 119); font-size: 24px", "failed"),
            ("color: rgb(118, 118, 118); font-size: 23.9px", "failed"),
            ("color: rgb(118, 118, 118); font-size: 18.6667px; font-weight: 700", "passed"),
            ("color: rgb(118, 118, 118); font-size: 18.6667px; font-weight: 600", "failed"),
            ("color: rgb(255, 255, 255)", "excepted"),
            ("color: #666; background-image: linear-gradient(#fff, #0ff)", "failed"),
            ("color: #333; background-image: linear-gradient(#fff, #bbf)", "passed"),
            ("color: #444; background-image: url(a.png)", "can't tell"),
        ] {
            assert_eq!(said(&format!("<p style='{style}'>Text</p>")), expected, "{style}");
        }
    }

    /// The pixels around each letter, against the higher threshold.
    #[test]
    fn pixels() {
        for (pixels, expected) in [
            ("1 ffffff", "passed"),
            ("1 eeeeee-ffffff", "passed"),
            ("1 888888-cccccc", "failed"),
            ("1 888888-ffffff", "can't tell"),
        ] {
            let html = format!(
                "<p style='color: #444; background-image: url(a.png)' pixels='{pixels}'>Text</p>"
            );
            assert_eq!(said(&html), expected, "{pixels}");
        }
    }

    #[test]
    fn only_texts_that_can_be_read_and_used_are_judged() {
        for (clause, html, expected) in [
            ("a disabled button", "<button disabled>Book</button>", "excepted"),
            ("hidden", "<p style='display: none'>Book</p>", ""),
            ("no letters", "<p>--- *** ---</p>", ""),
            ("text", "<p>Book</p>", "failed"),
        ] {
            assert_eq!(said(&format!("<body style='color: #666'>{html}")), expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let html = "<p style='color: #666'>Text</p>";
        insta::assert_snapshot!(
            outcomes::<ContrastEnhanced>(&step(html)).join("\n"),
            @r#""Text": failed: The text is #666666 on #ffffff: a contrast of 5.74 to 1, below 7 to 1."#
        );
    }
}
