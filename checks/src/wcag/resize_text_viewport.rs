//! # Requirement
//!
//! Text can be enlarged to 200 percent; the viewport declaration does not forbid it.
//!
//! # Why it matters
//!
//! A patient with low vision spreads two fingers to read a dose, and nothing happens.
//!
//! # How it is judged
//!
//! - Each `meta` with the name `viewport`, of the page and of its frames, that sets `user-scalable` or `maximum-scale` is
//!   judged, read as CSS Device Adaptation says: properties parted by commas, semicolons or white space; the last one
//!   counts.
//! - `user-scalable` is not `no`, nor a number between -1 and 1, which means the same.
//! - `maximum-scale` is at least 2. A word that is no number is read as the smallest scale, `yes` as 1; a negative
//!   number is ignored.
//!
//! # What it does not see
//!
//! - That many browsers let their user override this.
//! - Text that is cut off or covered at 200 percent.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.4](https://www.w3.org/TR/WCAG22/#resize-text)
//! - [ACT rule b4f0c3](https://www.w3.org/WAI/standards-guidelines/act/rules/b4f0c3/)
//! - [CSS Device Adaptation, viewport meta element](https://www.w3.org/TR/css-device-adapt-1/#viewport-meta)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::Page,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const FIX: &str = "Leave user-scalable and maximum-scale out of the viewport declaration.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ResizeTextViewport;

impl StateCheck for ResizeTextViewport {
    const META: &'static Meta = &Meta {
        id: "resize-text-viewport",
        title: "The viewport declaration lets people zoom",
        requires: &[wcag22::RESIZE_TEXT],
        act: &["b4f0c3"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("resize_text_viewport.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_any(&["meta"]) && element.is_in_document_tree())
            .filter(|meta| {
                meta.attr("name").is_some_and(|name| name.eq_ignore_ascii_case("viewport"))
            })
            .filter_map(|meta| Some(meta.subject().is(outcome(meta.attr("content")?)?)))
            .collect()
    }
}

fn outcome(content: &str) -> Option<Outcome> {
    let (scalable, scale) =
        (property(content, "user-scalable"), property(content, "maximum-scale"));
    if scalable.is_none() && scale.is_none() {
        return None;
    }
    let failed = |what: String| Some(Outcome::Failed(Finding::new(what, FIX)));
    if let Some(value) = scalable.as_deref().filter(|value| forbids(value)) {
        return failed(format!("The viewport declaration forbids zooming: user-scalable={value}."));
    }
    if let Some(value) =
        scale.as_deref().filter(|value| limit(value).is_some_and(|limit| limit < 2.0))
    {
        return failed(format!(
            "The viewport declaration limits zooming to less than 200 percent: maximum-scale={value}."
        ));
    }
    if scalable
        .as_deref()
        .is_some_and(|value| value != "yes" && number(value).is_none() && !is_device(value))
    {
        return Some(Outcome::CantTell(Finding::new(
            "The viewport declaration sets user-scalable to a word that browsers read differently.",
            FIX,
        )));
    }
    Some(Outcome::Passed)
}

fn forbids(value: &str) -> bool {
    value == "no" || number(value).is_some_and(|number| number > -1.0 && number < 1.0)
}

/// The largest scale that is allowed; none when the value sets no limit.
fn limit(value: &str) -> Option<f64> {
    match number(value) {
        Some(number) if number < 0.0 => None,
        Some(number) => Some(number),
        None if is_device(value) => Some(10.0),
        None if value == "yes" => Some(1.0),
        None => Some(0.1),
    }
}

fn is_device(value: &str) -> bool {
    value == "device-width" || value == "device-height"
}

/// The number that a value begins with.
fn number(value: &str) -> Option<f64> {
    let end = value
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *c == '.' || *at == 0 && "+-".contains(*c)))
        .map_or(value.len(), |(at, _)| at);
    // A second point ends the number.
    let points: Vec<_> = value[..end].match_indices('.').map(|(at, _)| at).collect();
    value[..points.get(1).copied().unwrap_or(end)].parse().ok()
}

/// The last value of a property, in lower case.
fn property(content: &str, wanted: &str) -> Option<String> {
    let separates = |c: char| c.is_ascii_whitespace() || c == ',' || c == ';';
    let mut found = None;
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.trim_end().rsplit(separates).next().unwrap_or_default();
        let value = after.trim_ascii_start();
        let end = value.find(|c| separates(c) || c == '=').unwrap_or(value.len());
        if name.eq_ignore_ascii_case(wanted) {
            found = Some(value[..end].to_ascii_lowercase());
        }
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::ResizeTextViewport;
    use crate::testing::{framed, outcomes, outcomes_of, step};

    fn viewport(content: &str) -> String {
        format!("<meta id=m name=viewport content='{content}'>")
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (content, expected) in [
            ("user-scalable=no", "failed"),
            ("user-scalable = NO", "failed"),
            ("width=device-width,user-scalable=no", "failed"),
            ("user-scalable=0", "failed"),
            ("user-scalable=yes", "passed"),
            ("user-scalable=1", "passed"),
            ("user-scalable=no, user-scalable=yes", "passed"),
            ("user-scalable=perhaps", "can't tell"),
            ("maximum-scale=1", "failed"),
            ("maximum-scale=1.99; width=device-width", "failed"),
            ("maximum-scale=2", "passed"),
            ("maximum-scale=2.5.1", "passed"),
            ("maximum-scale=-1", "passed"),
            ("maximum-scale=yes", "failed"),
            ("maximum-scale=perhaps", "failed"),
            ("maximum-scale=device-width", "passed"),
            ("maximum-scale=5 user-scalable=no", "failed"),
        ] {
            assert_eq!(
                outcomes_of::<ResizeTextViewport>(&step(&viewport(content))),
                [expected],
                "{content}"
            );
        }
    }

    #[test]
    fn only_declarations_about_scale_are_judged() {
        for html in [
            viewport("width=device-width, initial-scale=1"),
            viewport(""),
            viewport("x-maximum-scale=1"),
            "<meta name=viewport>".to_owned(),
            "<meta name=theme content='user-scalable=no'>".to_owned(),
            "<meta name=' viewport ' content='user-scalable=no'>".to_owned(),
        ] {
            assert!(outcomes_of::<ResizeTextViewport>(&step(&html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn frames_declare_too_and_shadow_trees_do_not() {
        let said = |step| outcomes_of::<ResizeTextViewport>(&step);
        let html = format!("<div id=f>{}</div>", viewport("user-scalable=no"));
        assert_eq!(said(framed(&html, "f")), ["failed"]);
        let html = format!("<div><template shadowrootmode=open>{html}</template></div>");
        assert!(said(step(&html)).is_empty());
    }

    #[test]
    fn wording() {
        let said = |content| outcomes::<ResizeTextViewport>(&step(&viewport(content))).join("\n");
        assert_eq!(
            said("user-scalable=no"),
            "m: failed: The viewport declaration forbids zooming: user-scalable=no."
        );
        assert_eq!(
            said("maximum-scale=1"),
            "m: failed: The viewport declaration limits zooming to less than 200 percent: maximum-scale=1."
        );
    }
}
