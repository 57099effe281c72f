//! # Requirement
//!
//! A message about the result of an action can be told by software, so that assistive technology says it
//! without the focus moving there.
//!
//! # Why it matters
//!
//! "Your appointment is booked" appears in green at the top. A patient who cannot see it hears nothing, presses
//! the button again, and books twice.
//!
//! # How it is judged
//!
//! - Judged is each text that the scenario expects as a status, when it appeared without a new document loading.
//! - It passes inside of a live region: a role such as `status`, `alert` or `log`, an `output`, or `aria-live`
//!   that is not `off`, as long as the region is not hidden from assistive technology. The nearest says.
//! - It also passes when the focus moved to it, to something in it, or to what holds it (a dialog, a heading):
//!   then it is no status message but a change of context.
//! - Otherwise it fails.
//!
//! # What it does not see
//!
//! - Whether the region was there before its text, which many screen readers need.
//! - Messages that the scenario does not expect.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.3](https://www.w3.org/TR/WCAG22/#status-messages)
//! - [Technique ARIA22](https://www.w3.org/WAI/WCAG22/Techniques/aria/ARIA22)
//! - [Failure F103](https://www.w3.org/WAI/WCAG22/Techniques/failures/F103)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::Step,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

const LIVE: &[&str] = &["alert", "log", "marquee", "progressbar", "status", "timer"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct StatusMessages;

impl StateCheck for StatusMessages {
    const META: &'static Meta = &Meta {
        id: "status-messages",
        title: "Status messages are announced without taking the focus",
        requires: &[wcag22::STATUS_MESSAGES],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("status_messages.rs"),
    };

    type Reads<'e> = (Page<'e>, &'e Step);

    fn judge((page, step): (Page<'_>, &Step)) -> Vec<Judgement> {
        if step.navigated {
            return Vec::new();
        }
        step.held
            .iter()
            .filter(|expected| expected.kind == "status" && expected.held)
            .filter_map(|expected| page.element(expected.node?))
            .map(|message| message.subject().is(outcome(page, message)))
            .collect()
    }
}

fn outcome(page: Page<'_>, message: Element<'_>) -> Outcome {
    let focus = page.recorded.active.and_then(|id| page.element(id));
    let focused = focus
        .filter(|focus| !focus.is_any(&["body", "html"]))
        .is_some_and(|focus| focus.is_within(message) || message.is_within(focus));
    if focused {
        return Outcome::Passed;
    }
    let region = message.lineage().find_map(|outer| Some((outer, is_live(outer)?)));
    let what = match region {
        Some((region, true)) if region.is_exposed() && message.is_exposed() => {
            return Outcome::Passed;
        }
        Some((_, true)) => {
            "The message appears in a live region that is hidden from assistive technology."
        }
        Some((_, false)) => "The message appears in a region whose aria-live is off.",
        None => {
            "The message appears outside of any live region, and the focus does not move to it."
        }
    };
    Outcome::Failed(Finding::new(
        what,
        "Put the message into an element with role=\"status\" that is in the page before it.",
    ))
}

/// Whether the element is a live region, or says that it is none; nothing when it says neither.
fn is_live(element: Element<'_>) -> Option<bool> {
    match element.attr("aria-live").map(|live| live.trim().to_ascii_lowercase()).as_deref() {
        Some("polite" | "assertive") => return Some(true),
        Some("off") => return Some(false),
        _ => (),
    }
    let role = element.tokens("role").next();
    let is_output = element.is_any(&["output"]) && role.is_none();
    let is_live =
        is_output || element.role().is_any(LIVE) || role.is_some_and(|role| LIVE.contains(&role));
    is_live.then_some(true)
}

#[cfg(test)]
mod tests {
    use super::StatusMessages;
    use crate::{
        evidence::{Held, Step},
        testing::{by_id, outcomes, outcomes_of, step},
    };

    fn said(html: &str) -> Step {
        let mut step = step(html);
        let node = Some(by_id(step.page.as_ref().unwrap(), "m"));
        step.held =
            vec![Held { kind: "status".to_owned(), what: "Booked".to_owned(), held: true, node }];
        step
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("anywhere", "<p id=m>Booked</p>", "failed"),
            ("a status", "<div role=status><p id=m>Booked</p></div>", "passed"),
            ("itself an alert", "<p id=m role=alert>Booked</p>", "passed"),
            ("polite", "<div aria-live=polite><p id=m>Booked</p></div>", "passed"),
            ("off", "<div aria-live=off><p id=m>Booked</p></div>", "failed"),
            (
                "off inside of a status",
                "<div role=status><p id=m aria-live=off>Booked</p></div>",
                "failed",
            ),
            ("an output", "<output><i id=m>Booked</i></output>", "passed"),
            ("an output that is none", "<output role=group><i id=m>Booked</i></output>", "failed"),
            (
                "a hidden status",
                "<div role=status aria-hidden=true><p id=m>Booked</p></div>",
                "failed",
            ),
        ] {
            assert_eq!(outcomes_of::<StatusMessages>(&said(html)), [expected], "{clause}");
        }
    }

    #[test]
    fn the_focus_may_move_to_it() {
        let html = "<body id=body><div id=box><h2 id=m>Booked <a id=in href=/>See</a></h2></div><a id=far>";
        for (focus, expected) in [
            ("m", "passed"),
            ("box", "passed"),
            ("in", "passed"),
            ("far", "failed"),
            ("body", "failed"),
        ] {
            let mut step = said(html);
            let page = step.page.as_mut().unwrap();
            page.active = Some(by_id(page, focus));
            assert_eq!(outcomes_of::<StatusMessages>(&step), [expected], "{focus}");
        }
    }

    #[test]
    fn only_a_status_that_appeared_in_the_page_is_judged() {
        let changes: [fn(&mut Step); 4] = [
            |step| step.navigated = true,
            |step| step.held[0].held = false,
            |step| step.held[0].kind = "text".to_owned(),
            |step| step.held[0].node = None,
        ];
        for change in changes {
            let mut step = said("<p id=m>Booked</p>");
            change(&mut step);
            assert!(outcomes_of::<StatusMessages>(&step).is_empty());
        }
    }

    #[test]
    fn wording() {
        assert_eq!(
            outcomes::<StatusMessages>(&said("<p id=m>Booked</p>")),
            [
                "m: failed: The message appears outside of any live region, and the focus does not move to it."
            ]
        );
    }
}
