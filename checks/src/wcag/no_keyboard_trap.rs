//! # Requirement
//!
//! Where the focus can be moved in with a keyboard, it can be moved out with a keyboard.
//!
//! # Why it matters
//!
//! A date field that takes the focus back holds a patient without a mouse until the session runs out.
//!
//! # How it is judged
//!
//! - The focus leaves the page, or comes round to where it began, by Tab or by Shift+Tab: one of them is enough.
//! - When both go round a few controls, they are repeated slowly, and Escape is tried. Fast presses hide traps
//!   and make some; only the slow repetition counts.
//! - A modal dialog may keep Tab inside, if there is a way out: Escape, or a control in it that may close it,
//!   which is for a person to try. One with neither fails.
//! - Elsewhere it fails when neither Tab, Shift+Tab nor Escape came out and nothing on the page hints at another
//!   key. A hint (words such as "press", "Ctrl", "how to", in text or in a name) is for a person to follow; so
//!   is a way out by Escape alone, which people must be told of.
//!
//! # What it does not see
//!
//! - Ways out by other keys that the page advises.
//! - What happens inside of frames from another origin.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.1.2](https://www.w3.org/TR/WCAG22/#no-keyboard-trap)
//! - [ACT rule a1b64e](https://www.w3.org/WAI/standards-guidelines/act/rules/a1b64e/)
//! - [ACT rule 80af7b](https://www.w3.org/WAI/standards-guidelines/act/rules/80af7b/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page},
    evidence::{Escape, FocusWalk, State, Stop, WalkEnd},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// Words that may tell how to get out.
const HINTS: &[&str] = &[
    "alt", "ctrl", "control", "esc", "escape", "help", "how", "key", "keyboard", "press",
    "shortcut",
];

const FIX: &str = "Let Tab and Shift+Tab move the focus out again, and do not take it back in a blur or key handler.";

/// See the page at the top of the file.
#[derive(Debug)]
pub struct NoKeyboardTrap;

impl StateCheck for NoKeyboardTrap {
    const META: &'static Meta = &Meta {
        id: "no-keyboard-trap",
        title: "The focus can be moved out of everything with the keyboard",
        requires: &[wcag22::NO_KEYBOARD_TRAP],
        act: &["80af7b", "a1b64e"],
        severity: Severity::Critical,
        class: Class::Accessibility,
        source: include_str!("no_keyboard_trap.rs"),
    };

    type Reads<'e> = (Page<'e>, &'e FocusWalk);

    fn judge((page, walk): (Page<'_>, &FocusWalk)) -> Vec<Judgement> {
        if walk.forward.is_empty() && walk.backward.is_empty() {
            return Vec::new();
        }
        let ends = [(walk.forward_end, &walk.forward), (walk.backward_end, &walk.backward)];
        if ends.iter().any(|(end, stops)| comes_out(page, *end, stops)) {
            return vec![Subject::Document.is(Outcome::Passed)];
        }
        let round = |end: &WalkEnd| matches!(end, WalkEnd::Looped(_) | WalkEnd::Cycled);
        let looped = ends.iter().all(|(end, _)| round(end));
        match &walk.escape {
            Some(escape) if escape.tab || escape.shift_tab => {
                vec![Subject::Document.is(Outcome::Passed)]
            }
            Some(escape) if looped && !escape.stops.is_empty() => held(page, escape),
            _ => vec![Subject::Document.is(Outcome::CantTell(Finding::new(
                "The walk with the Tab key did not come to an end.",
                "Go through the page with Tab and Shift+Tab, and see whether the focus comes out.",
            )))],
        }
    }
}

/// Whether a walk was everywhere: it left the page, or came round to its first stop and left nothing out. A
/// walk that begins inside a trap comes round too, and leaves out the rest of the page.
fn comes_out(page: Page<'_>, end: WalkEnd, stops: &[Stop]) -> bool {
    let visited = |element: Element<'_>| {
        stops.iter().filter_map(|stop| page.element(stop.node?)).any(|stop| {
            // One stop stands for its radio group, and for what is inside it.
            stop.is_within(element)
                || element.is_within(stop)
                || stop.attr("name").is_some() && stop.attr("name") == element.attr("name")
        })
    };
    match end {
        WalkEnd::LeftPage => true,
        WalkEnd::Cycled => page
            .elements()
            .filter(|element| element.is_tabbable() && element.is_visible())
            .all(visited),
        _ => false,
    }
}

fn held(page: Page<'_>, escape: &Escape) -> Vec<Judgement> {
    let stops: Vec<_> = escape.stops.iter().filter_map(|id| page.element(*id)).collect();
    let dialog = stops.first().and_then(|first| {
        first
            .lineage()
            .find(|outer| outer.is_dialog() && stops.iter().all(|stop| stop.is_within(*outer)))
    });
    let finding = |what: &str| Finding {
        what: what.to_owned(),
        fix: FIX.to_owned(),
        related: escape.stops.iter().skip(1).map(|id| Subject::Node(*id)).collect(),
    };
    let outcome = match dialog {
        Some(_) if escape.escape => Outcome::Passed,
        Some(dialog) if may_be_closed(dialog) => Outcome::CantTell(finding(
            "Tab stays in the dialog and Escape does not close it; a control in it may.",
        )),
        Some(_) => Outcome::Failed(finding(
            "Tab stays in the dialog, Escape does not close it, and nothing in it can be pressed.",
        )),
        None if escape.escape => Outcome::CantTell(finding(
            "Only Escape moves the focus out, and people have to be told so.",
        )),
        None if hints(page) => Outcome::CantTell(finding(
            "Neither Tab, Shift+Tab nor Escape moves the focus out; the page may advise another key.",
        )),
        None => Outcome::Failed(finding(match stops.len() {
            1 => "Neither Tab, Shift+Tab nor Escape moves the focus out of this control.",
            _ => "Neither Tab, Shift+Tab nor Escape moves the focus out of these controls.",
        })),
    };
    vec![Subject::Node(escape.stops[0]).is(outcome)]
}

/// Whether there is a control in the dialog that may close it.
fn may_be_closed(dialog: Element<'_>) -> bool {
    dialog.descendants().any(|element| {
        let presses = element.role().is_any(&["button", "link"])
            || element.is_any(&["button", "a", "summary"])
            || element.is_any(&["input"])
                && element.attr("type").is_some_and(|kind| {
                    ["submit", "button", "image", "reset"].contains(&&*kind.to_ascii_lowercase())
                });
        presses && element.is_visible() && !element.is(State::Disabled)
    })
}

/// Whether any text or name on the page holds a word that may tell of another key.
fn hints(page: Page<'_>) -> bool {
    let tells = |text: &str| {
        text.split(|c: char| !c.is_alphanumeric())
            .any(|word| HINTS.contains(&&*word.to_lowercase()))
    };
    page.texts().any(|text| (text.is_visible() || text.is_exposed()) && tells(text.text()))
        || page.elements().any(|element| {
            ["aria-label", "aria-description", "title", "aria-keyshortcuts", "alt"]
                .iter()
                .filter_map(|name| element.attr(name))
                .any(tells)
        })
}

#[cfg(test)]
mod tests {
    use super::NoKeyboardTrap;
    use crate::{
        evidence::{Escape, Step, WalkEnd},
        testing::{by_id, outcomes, outcomes_of, page, stop, walked},
    };

    fn looped(html: &str, out: [bool; 3]) -> Step {
        let page = page(html);
        let mut step = walked(html, vec![stop(&page, "a")]);
        let walk = step.focus.as_mut().unwrap();
        (walk.forward_end, walk.backward_end) = (WalkEnd::Looped(0), WalkEnd::Looped(0));
        let [tab, shift_tab, escape] = out;
        let stops = vec![by_id(&page, "a")];
        walk.escape = Some(Escape { settle_ms: 500, stops, tab, shift_tab, escape });
        step
    }

    const FIELD: &str = "<input id=a><a href=/>Home</a>";
    const DIALOG: &str = "<div role=dialog><input id=a><button>OK</button></div>";
    const SEALED: &str = "<div role=dialog><input id=a></div>";

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, out, expected) in [
            ("no way out", FIELD, [false, false, false], "failed"),
            ("out by Tab, slowly", FIELD, [true, false, false], "passed"),
            ("out by Shift+Tab, slowly", FIELD, [false, true, false], "passed"),
            ("out by Escape", FIELD, [false, false, true], "can't tell"),
            ("a hint", "<p>Press Ctrl+M</p><input id=a>", [false, false, false], "can't tell"),
            (
                "a hint in a name",
                "<a title='How to leave'></a><input id=a>",
                [false; 3],
                "can't tell",
            ),
            ("a hidden hint", "<p hidden>Press Ctrl+M</p><input id=a>", [false; 3], "failed"),
            ("a dialog that Escape closes", SEALED, [false, false, true], "passed"),
            ("a dialog with a button", DIALOG, [false, false, false], "can't tell"),
            ("a dialog with nothing", SEALED, [false, false, false], "failed"),
        ] {
            assert_eq!(outcomes_of::<NoKeyboardTrap>(&looped(html, out)), [expected], "{clause}");
        }
    }

    #[test]
    fn one_direction_that_ends_is_enough() {
        for (forward, backward, expected) in [
            (WalkEnd::LeftPage, WalkEnd::LeftPage, "passed"),
            (WalkEnd::Cycled, WalkEnd::Looped(0), "passed"),
            (WalkEnd::Looped(0), WalkEnd::LeftPage, "passed"),
            (WalkEnd::Looped(0), WalkEnd::Limit, "can't tell"),
            (WalkEnd::Limit, WalkEnd::Interrupted, "can't tell"),
        ] {
            let mut step = looped(FIELD, [false; 3]);
            let walk = step.focus.as_mut().unwrap();
            (walk.forward_end, walk.backward_end) = (forward, backward);
            assert_eq!(
                outcomes_of::<NoKeyboardTrap>(&step),
                [expected],
                "{forward:?} {backward:?}"
            );
        }
    }

    #[test]
    fn a_page_without_stops_is_not_judged() {
        assert!(outcomes_of::<NoKeyboardTrap>(&walked("<p>", vec![])).is_empty());
    }

    #[test]
    fn wording() {
        assert_eq!(
            outcomes::<NoKeyboardTrap>(&looped(FIELD, [false; 3])),
            ["a: failed: Neither Tab, Shift+Tab nor Escape moves the focus out of this control."]
        );
    }
}
