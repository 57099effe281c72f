//! # Requirement
//!
//! A page does not reload itself or leave for another after a while, however long that is.
//!
//! # Why it matters
//!
//! Whoever reads with a screen reader or enlarged is thrown back to the top, and has to find the line again.
//!
//! # How it is judged
//!
//! - Judged is the first `meta` with `http-equiv="refresh"` of each document, the page's and those of its frames, whose
//!   `content` a browser understands, read as HTML says; one that it does not understand does nothing.
//! - Its time is zero, which is a redirect. Unlike for 2.2.1, twenty hours are no exception.
//!
//! # What it does not see
//!
//! - A way on the page to turn the refresh off.
//! - Reloads by script or by a header field, and other interruptions.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.2.4](https://www.w3.org/TR/WCAG22/#interruptions)
//! - [WCAG 2.2, 3.2.5](https://www.w3.org/TR/WCAG22/#change-on-request)
//! - [ACT rule bisz58](https://www.w3.org/WAI/standards-guidelines/act/rules/bisz58/)
//! - [HTML, refresh state](https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Refresh},
    judgement::{Finding, Judgement},
    standards::wcag22_aaa,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct InterruptionsRefresh;

impl StateCheck for InterruptionsRefresh {
    const META: &'static Meta = &Meta {
        id: "interruptions-refresh",
        title: "The page does not refresh itself at all",
        requires: &[wcag22_aaa::INTERRUPTIONS, wcag22_aaa::CHANGE_ON_REQUEST],
        act: &["bisz58"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("interruptions_refresh.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let judged = |refresh: &Refresh<'_>| {
            refresh.meta.subject().passes_unless((refresh.seconds > 0).then(|| {
                Finding::new(
                    format!(
                        "The page reloads or leaves by itself after {} seconds.",
                        refresh.seconds
                    ),
                    "Remove the refresh; offer a link or a button instead.",
                )
            }))
        };
        Refresh::all(page).iter().map(judged).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::InterruptionsRefresh;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (content, expected) in [
            ("0", "passed"),
            ("0; url=/next", "passed"),
            ("0.9", "passed"),
            ("1", "failed"),
            ("72001; url=/sign-out", "failed"),
            ("99999999999999999999999", "failed"),
            ("0: /sign-out", ""),
            ("", ""),
        ] {
            let step = step(&format!("<meta http-equiv=refresh content='{content}'>"));
            assert_eq!(outcomes_of::<InterruptionsRefresh>(&step).join(" "), expected, "{content}");
        }
    }

    #[test]
    fn only_a_refresh_is_judged() {
        let step = step("<meta http-equiv=expires content=9><meta name=refresh content=9>");
        assert!(outcomes::<InterruptionsRefresh>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let step = step("<meta id=m http-equiv=refresh content=90000>");
        insta::assert_snapshot!(outcomes::<InterruptionsRefresh>(&step).join("\n"), @"m: failed: The page reloads or leaves by itself after 90000 seconds.");
    }
}
