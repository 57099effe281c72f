//! # Requirement
//!
//! A page does not reload itself or leave for another after a while that nobody can change.
//!
//! # Why it matters
//!
//! A patient who types slowly loses the message to the doctor when the page reloads after five minutes.
//!
//! # How it is judged
//!
//! - Judged is the first `meta` with `http-equiv="refresh"` of each document, the page's and those of its frames, whose
//!   `content` a browser understands, read as HTML says; one that it does not understand does nothing.
//! - Its time is zero, which is a redirect, or more than 72,000 seconds (20 hours).
//!
//! # What it does not see
//!
//! - A way on the page to turn the refresh off or to put it off, or a reason why it is essential.
//! - Reloads by script or by a header field.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.2.1](https://www.w3.org/TR/WCAG22/#timing-adjustable)
//! - [ACT rule bc659a](https://www.w3.org/WAI/standards-guidelines/act/rules/bc659a/)
//! - [HTML, refresh state](https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Refresh},
    judgement::{Finding, Judgement},
    standards::wcag22,
};

/// Twenty hours, from which on a time limit is none.
const LONG: u64 = 72_000;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct TimingAdjustableRefresh;

impl StateCheck for TimingAdjustableRefresh {
    const META: &'static Meta = &Meta {
        id: "timing-adjustable-refresh",
        title: "The page does not refresh itself after a time",
        requires: &[wcag22::TIMING_ADJUSTABLE],
        act: &["bc659a"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("timing_adjustable_refresh.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let judged = |refresh: &Refresh<'_>| {
            refresh.meta.subject().passes_unless(((1..=LONG).contains(&refresh.seconds)).then(
                || {
                    Finding::new(
                        format!(
                            "The page reloads or leaves by itself after {} seconds.",
                            refresh.seconds
                        ),
                        "Remove the refresh, or let the person decide when it happens.",
                    )
                },
            ))
        };
        Refresh::all(page).iter().map(judged).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::TimingAdjustableRefresh;
    use crate::testing::{outcomes, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (content, expected) in [
            ("0", "m: passed"),
            ("0; url=/next", "m: passed"),
            ("0.9", "m: passed"),
            (".5", "m: passed"),
            ("1", "m: failed"),
            (" 300 ; url=/sign-out", "m: failed"),
            ("300,/sign-out", "m: failed"),
            ("300 /sign-out", "m: failed"),
            ("72000", "m: failed"),
            ("72001", "m: passed"),
            ("99999999999999999999999", "m: passed"),
            ("300: /sign-out", ""),
            ("soon", ""),
            ("-1", ""),
            ("", ""),
        ] {
            let step = step(&format!("<meta id=m http-equiv=Refresh content='{content}'>"));
            let said = outcomes::<TimingAdjustableRefresh>(&step);
            let said = said.first().map_or("", |said| said.split(": The").next().unwrap());
            assert_eq!(said, expected, "{content:?}");
        }
    }

    #[test]
    fn only_the_first_that_works_is_judged() {
        let step = step(
            "<meta http-equiv=refresh content=never><meta id=a http-equiv=refresh content=0>
             <meta id=b http-equiv=refresh content=9><meta http-equiv=expires content=9>",
        );
        assert_eq!(outcomes::<TimingAdjustableRefresh>(&step), ["a: passed"]);
    }

    #[test]
    fn wording() {
        let step = step("<meta id=m http-equiv=refresh content=300>");
        assert_eq!(
            outcomes::<TimingAdjustableRefresh>(&step),
            ["m: failed: The page reloads or leaves by itself after 300 seconds."]
        );
    }
}
