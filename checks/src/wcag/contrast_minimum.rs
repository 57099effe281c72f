//! # Requirement
//!
//! Text has a contrast of at least 4.5 to 1 with what is behind it; large text, of at least 3 to 1.
//!
//! # Why it matters
//!
//! Grey on white looks calm to the designer. A patient with cataracts cannot read the time of the appointment.
//!
//! # How it is judged
//!
//! - Judged is each text in an HTML element that can be seen and holds a letter or digit, and the value or
//!   placeholder that a field shows, and the options of a list.
//! - The ratio is WCAG's, not rounded: 4.499 fails. Large is 24 CSS pixels, or 18.66 at a weight of 700.
//! - The colour behind comes from the backgrounds of the element and what it is in, layer by layer where their boxes
//!   lie behind the text, translucent ones and groups of reduced opacity mixed in, down to the white canvas.
//! - With a gradient or a text shadow, each colour in it is possible: the text passes when the worst one passes, and
//!   fails when the best one fails.
//! - Where that does not settle it, and behind images, generated content or anything else painted at the same place,
//!   the pixels around each letter were measured with the text taken away. The text fails when even the best pixel
//!   around one of its letters fails, and passes when the worst one around any letter passes. In between, and over
//!   pictures that may move, it is for a person to judge.
//! - So it is with filters, blending, outlined letters, letters cut out of a background, letters within a shadow, text
//!   colours that depend on the screen, and wherever pixels were not measured.
//! - Excepted are controls that are disabled, groups of them, and what names such a control; text behind a modal
//!   dialog; and text of just the colour behind it, which is not presented.
//! - Text that is hidden from assistive technology may be decoration: for a person, when it does not pass. A single
//!   letter in a control that is named otherwise may be a symbol: an X is, of others a person says.
//! - Letters of an icon font may be pictures, and a first line or letter may have colours of its own: for a person.
//!
//! # What it does not see
//!
//! - Logos and brand names made of text, which are excepted.
//! - Text in images, SVG and generated content; colours on hover and focus.
//! - Fonts so thin that no pixel has the colour of the text.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.3](https://www.w3.org/TR/WCAG22/#contrast-minimum)
//! - [ACT rule afw4f7](https://www.w3.org/WAI/standards-guidelines/act/rules/afw4f7/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Wanted, text_contrast},
    judgement::Judgement,
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ContrastMinimum;

impl StateCheck for ContrastMinimum {
    const META: &'static Meta = &Meta {
        id: "contrast-minimum",
        title: "Text has enough contrast to its background",
        requires: &[wcag22::CONTRAST_MINIMUM],
        act: &["afw4f7"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("contrast_minimum.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        text_contrast(page, Wanted { large: 3.0, other: 4.5 })
    }
}

#[cfg(test)]
mod tests {
    use super::ContrastMinimum;
    use crate::testing::{framed, outcomes, outcomes_of, step};

    fn said(html: &str) -> String {
        outcomes_of::<ContrastMinimum>(&step(html)).join(" ")
    }

    /// Each clause about the ratio, on both sides of its line.
    #[test]
    fn ratios() {
        for (style, expected) in [
            ("color: rgb(118, 118, 118)", "passed"),
            ("color: rgb(119, 119, 119)", "failed"),
            ("color: rgb(119, 119, 119); font-size: 24px", "passed"),
            ("color: rgb(119, 119, 119); font-size: 23.9px", "failed"),
            ("color: rgb(119, 119, 119); font-size: 18.6667px; font-weight: 700", "passed"),
            ("color: rgb(119, 119, 119); font-size: 18.6667px; font-weight: 600", "failed"),
            ("color: rgb(149, 149, 149); font-size: 24px", "failed"),
            ("color: rgba(0, 0, 0, 0.54)", "passed"),
            ("color: rgba(0, 0, 0, 0.3)", "failed"),
            ("color: rgb(0, 0, 0); opacity: 0.3", "failed"),
            ("color: rgb(0, 0, 0); opacity: 0.9", "passed"),
            ("color: oklch(0.5 0 0)", "passed"),
            ("color: lab(50 0 0)", "failed"),
            ("color: lch(49 0 0)", "passed"),
            ("color: color(rec2020 0 0 0)", "can't tell"),
            ("color: rgb(255, 255, 255)", "excepted"),
            ("background-color: rgb(100, 100, 100); color: rgb(0, 0, 0)", "failed"),
            ("color: #000; -webkit-text-fill-color: #bbb", "failed"),
        ] {
            assert_eq!(said(&format!("<p style='{style}'>Text</p>")), expected, "{style}");
        }
    }

    /// A frame stands in a line, and the blocks in it do not break that line.
    #[test]
    fn the_background_of_a_frame_shows_through_its_document() {
        for (colour, expected) in [("#ccc", "passed"), ("#333", "failed")] {
            let html = format!(
                "<span id=f style='background-color: #000' box='0,0 300x150'><x-html box='0,0 300x150'><x-body box='0,0 300x150'>\
                 <div style='color: {colour}' box='8,8 200x20'>Text</div></x-body></x-html></span>"
            );
            assert_eq!(outcomes_of::<ContrastMinimum>(&framed(&html, "f")), [expected], "{colour}");
        }
    }

    /// Each kind of layer behind the text.
    #[test]
    fn layers() {
        let grey = "color: #777";
        for (clause, outer, inner, expected) in [
            (
                "unseen black under grey",
                "background-color: #000; visibility: hidden",
                "color: #999; visibility: visible",
                "failed",
            ),
            (
                "a block in a line",
                "background-color: #000; display: inline",
                "color: #999",
                "failed",
            ),
            (
                "a line",
                "background-color: #000; display: inline",
                "color: #999; display: inline",
                "passed",
            ),
            ("black under grey", "background-color: #000", "color: #999", "passed"),
            ("half black", "background-color: rgba(0, 0, 0, 0.5)", "color: #000", "passed"),
            ("half black", "background-color: rgba(0, 0, 0, 0.5)", "color: #fff", "failed"),
            ("a faded group", "background-color: #000; opacity: 0.5", "color: #fff", "failed"),
            ("an image", "background-image: url(a.png)", grey, "can't tell"),
            (
                "an image under all",
                "background-image: url(a.png)",
                "color: #000; background-color: #fff",
                "passed",
            ),
            (
                "a light gradient",
                "background-image: linear-gradient(#fff, #eee)",
                "color: #000",
                "passed",
            ),
            (
                "a light gradient",
                "background-image: linear-gradient(#fff, #eee)",
                "color: #999",
                "failed",
            ),
            (
                "a wide gradient",
                "background-image: linear-gradient(#fff, #000)",
                "color: #000",
                "can't tell",
            ),
            ("a filter", "filter: brightness(2)", "color: #777", "can't tell"),
            ("a blend", "", "color: #777; mix-blend-mode: multiply", "can't tell"),
            ("a shadow", "", "color: #666; text-shadow: #aaa 2px 2px 4px", "can't tell"),
            (
                "a shadow of the same kind",
                "",
                "color: #999; text-shadow: #fff 1px 1px 0px",
                "failed",
            ),
            ("letters cut out", "", "color: #777; background-clip: text", "can't tell"),
            ("outlined letters", "", "color: #777; -webkit-text-stroke-width: 1px", "can't tell"),
            ("a dark canvas", "", "color: #777; background-color: #fff", "failed"),
        ] {
            let html = format!(
                "<div style='{outer}' box='0,0 500x500'><p style='{inner}' box='0,0 90x20'>Text</p></div>"
            );
            assert_eq!(said(&html), expected, "{clause}: {outer} {inner}");
        }
    }

    /// Each way in which boxes lie, or do not lie, behind the text.
    #[test]
    fn places() {
        let text = "<p style='color: #fff' box='0,0 90x20'>Text</p>";
        for (clause, html, expected) in [
            (
                "on its parent",
                format!("<div style='background-color: #000' box='0,0 99x20'>{text}</div>"),
                "passed",
            ),
            (
                "beside its parent",
                format!("<div style='background-color: #000' box='200,0 99x20'>{text}</div>"),
                "excepted",
            ),
            (
                "half on it",
                format!("<div style='background-color: #000' box='0,0 45x20'>{text}</div>"),
                "can't tell",
            ),
            ("an image before it", format!("<img box='0,0 99x99'>{text}"), "can't tell"),
            (
                "an image elsewhere",
                format!("<img box='0,30 99x99'>{}", text.replace("#fff", "#000")),
                "passed",
            ),
            (
                "a positioned text with its own ground",
                format!(
                    "<img box='0,0 99x99'><div style='position: absolute; background-color: #000' box='0,0 99x20'>{text}</div>"
                ),
                "passed",
            ),
            (
                "a fixed bar passing over",
                format!(
                    "{}<div style='position: fixed; background-color: #000' box='0,0 99x99'></div>",
                    text.replace("#fff", "#000")
                ),
                "passed",
            ),
            (
                "scrolled out of its ground",
                format!(
                    "<div style='background-color: #000; overflow-x: auto; overflow-y: auto' box='0,30 99x50'>{text}</div>"
                ),
                "passed",
            ),
            (
                "a fixed picture beneath",
                format!("<img style='position: fixed; z-index: -1' box='0,0 99x99'>{text}"),
                "can't tell",
            ),
            (
                "covered",
                format!(
                    "{text}<div style='position: absolute; background-color: #000' box='0,0 99x99'></div>"
                ),
                "",
            ),
            (
                "under a veil",
                format!(
                    "{text}<div style='position: absolute; background-color: rgba(0, 0, 0, 0.5)' box='0,0 99x99'></div>"
                ),
                "can't tell",
            ),
        ] {
            assert_eq!(said(&html), expected, "{clause}");
        }
    }

    /// Each exception, on both sides of its line.
    #[test]
    fn exceptions() {
        for (clause, html, expected) in [
            ("an active button", "<button>Book</button>", "failed"),
            ("a disabled button", "<button disabled>Book</button>", "excepted"),
            (
                "a button said to be disabled",
                "<button aria-disabled=true>Book</button>",
                "excepted",
            ),
            ("a paragraph said to be disabled", "<p aria-disabled=true>Book</p>", "failed"),
            ("a wrapping label", "<label>Name<input disabled></label>", "excepted"),
            ("a label by id", "<label for=i>Name</label><input id=i disabled>", "excepted"),
            ("a label of an active field", "<label for=i>Name</label><input id=i>", "failed"),
            (
                "a labelling text",
                "<p id=l>Name</p><button aria-labelledby=l disabled></button>",
                "excepted",
            ),
            (
                "a label that something else outweighs",
                "<label>Name<input aria-label=Name disabled></label>",
                "failed",
            ),
            (
                "a label of no field",
                "<label for=i>Name</label><p id=i aria-disabled=true></p>",
                "failed",
            ),
            (
                "what names a group",
                "<p id=l>Name</p><fieldset aria-labelledby=l disabled></fieldset>",
                "failed",
            ),
            ("in a group", "<fieldset disabled>Name</fieldset>", "excepted"),
            ("inert", "<p inert>Book</p>", "can't tell"),
            ("behind a modal dialog", "<p inert>Book</p><dialog state=modal></dialog>", "excepted"),
            (
                "a first line of its own look, and what follows",
                "<div state=first-styled><p box='0,0 99x20'>One</p><p box='0,30 99x20'>Two</p></div>",
                "can't tell failed",
            ),
            ("in a control's content", "<button><span>Book</span></button>", "failed"),
            ("hidden from assistive technology", "<p aria-hidden=true>Book</p>", "can't tell"),
            ("no letters", "<p>--- *** ---</p>", ""),
            ("hidden", "<p style='display: none'>Book</p>", ""),
        ] {
            let html = format!("<body style='color: #999'>{html}");
            assert_eq!(said(&html), expected, "{clause}");
        }
    }

    /// Letters that are no words.
    #[test]
    fn symbols() {
        for (html, expected) in [
            ("<button aria-label=Close>X</button>", "excepted"),
            ("<button aria-label=Close>x</button>", "excepted"),
            ("<button aria-label=Bold>B</button>", "can't tell"),
            ("<button aria-label=X>X</button>", "failed"),
            ("<button aria-label='Vitamin D'>D</button>", "failed"),
            ("<button aria-label=Tuesday>3</button>", "failed"),
            ("<button>X</button>", "failed"),
            ("<button aria-label=Close>Exit</button>", "failed"),
            ("<p aria-label=Close>X</p>", "failed"),
            ("<i style='font-family: Material Icons'>close</i>", "can't tell"),
            ("<i style='font-family: Lexicon'>close</i>", "failed"),
            ("<i style='font-family: \"Segoe UI Symbol\"'>close</i>", "failed"),
        ] {
            assert_eq!(said(&format!("<body style='color: #999'>{html}")), expected, "{html}");
        }
    }

    #[test]
    fn fields_show_values() {
        let field = |attributes| said(&format!("<input {attributes} style='color: #999'>"));
        assert_eq!(field("value=Anna"), "failed");
        assert_eq!(field("value=Anna disabled"), "excepted");
        assert_eq!(field("value=''"), "");
        assert_eq!(field("type=checkbox value=yes"), "");
        assert_eq!(field("type=submit value=Send"), "failed");
        let list = "<option value=a>Anna";
        assert_eq!(said(&format!("<select size=2 style='color: #999'>{list}</select>")), "failed");
        assert_eq!(said(&format!("<select style='color: #999'>{list}</select>")), "");
    }

    #[test]
    fn wording() {
        let html = "<p style='color: #777; background-color: #eee'>Text</p>
            <p style='color: #000; background-image: linear-gradient(#000, #fff)'>Two</p>";
        insta::assert_snapshot!(outcomes::<ContrastMinimum>(&step(html)).join("\n"), @r#"
        "Text": failed: The text is #777777 on #eeeeee: a contrast of 3.85 to 1, below 4.5 to 1.
        "Two": can't tell: The contrast of the text is between 1.00 and 21.00 to 1, depending on the pixels behind it.
        "#);
    }
}
