//! # Requirement
//!
//! What is hidden with `aria-hidden` holds nothing that the Tab key stops at, and is itself no such thing.
//!
//! # Why it matters
//!
//! The patient's focus stands on something that a screen reader is told not to speak of: the next key
//! does something, and nobody says what.
//!
//! # How it is judged
//!
//! - Each outermost element with `aria-hidden="true"`; what is hidden inside it cannot be shown again.
//! - It fails if it is, or holds, something that can take the focus and has no negative `tabindex`.
//! - It can't be told if all such stops listen for the focus, or are empty elements that have no other use:
//!   dialogs keep the focus inside with them, and they pass it on at once.
//! - Neither can it while the focus is inside a modal dialog and the hidden part is outside: the dialog may
//!   well keep the focus.
//!
//! # What it does not see
//!
//! - Inside a frame of another origin.
//! - Whether script takes `aria-hidden` away before the focus arrives.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [ACT rule 6cfa84](https://www.w3.org/WAI/standards-guidelines/act/rules/6cfa84/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TabStops},
    evidence::State,
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// How many elements of a hidden part are looked through for a stop that is not passed on at once.
const LOOKED_THROUGH: usize = 10_000;
const FOCUS: &[&str] = &["focus", "focusin"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct HiddenFocusable;

impl StateCheck for HiddenFocusable {
    const META: &'static Meta = &Meta {
        id: "hidden-focusable",
        title: "What aria-hidden hides holds nothing that the Tab key stops at",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &["6cfa84"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("hidden_focusable.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let stops = TabStops::of(page);
        let dialog = dialog(page);
        let mut inside = vec![false; page.recorded.nodes.len()];
        let mut judgements = Vec::new();
        for element in page.elements() {
            let within = element.parent().is_some_and(|outer| inside[outer.id.index()]);
            let hides = is_hidden(element);
            inside[element.id.index()] = within || hides;
            if hides && !within {
                judgements.push(element.subject().is(outcome(element, &stops, dialog)));
            }
        }
        judgements
    }
}

fn is_hidden(element: Element<'_>) -> bool {
    element.attr("aria-hidden").is_some_and(|hidden| hidden.trim().eq_ignore_ascii_case("true"))
}

/// The modal dialog that the focus is in.
fn dialog(page: Page<'_>) -> Option<Element<'_>> {
    page.element(page.recorded.active?)?
        .lineage()
        .find(|outer| outer.is(State::Modal) || outer.attr("aria-modal") == Some("true"))
}

fn outcome(hidden: Element<'_>, stops: &TabStops<'_>, dialog: Option<Element<'_>>) -> Outcome {
    let Some(first) = stops.at_or_inside(hidden) else { return Outcome::Passed };
    let lasting = std::iter::once(hidden)
        .chain(hidden.descendants())
        .take(LOOKED_THROUGH)
        .filter(|element| stops.is_stop(*element))
        .find(|stop| !passes_on(*stop));
    let stop = lasting.unwrap_or(first);
    let finding = |what: String| Finding {
        what,
        fix: "Take it out of the Tab order with `inert`, `hidden` or `tabindex=\"-1\"`, or do not \
              hide it."
            .to_owned(),
        related: vec![Subject::Node(stop.id)],
    };
    let behind =
        dialog.is_some_and(|dialog| !dialog.is_within(hidden) && !hidden.is_within(dialog));
    if lasting.is_none() {
        let what =
            "It is hidden, and the Tab key stops in it at what may pass the focus on at once.";
        Outcome::CantTell(finding(what.to_owned()))
    } else if behind {
        let what = "It is hidden behind a dialog, and the Tab key stops in it unless the dialog keeps \
                    the focus.";
        Outcome::CantTell(finding(what.to_owned()))
    } else if stop.id == hidden.id {
        Outcome::Failed(finding("It is hidden, and the Tab key stops at it.".to_owned()))
    } else {
        let what =
            format!("It is hidden, and the Tab key stops in it at an element `{}`.", stop.tag());
        Outcome::Failed(finding(what))
    }
}

/// Whether a stop may be there only to send the focus elsewhere.
fn passes_on(stop: Element<'_>) -> bool {
    let listens = FOCUS.iter().any(|kind| stop.attr(&format!("on{kind}")).is_some())
        || stop.recorded.listeners.iter().any(|kind| FOCUS.contains(&stop.page.string(*kind)));
    let empty = stop.is_any(&["div", "span"])
        && stop.explicit_role().name().is_empty()
        && stop.child_ids().is_empty();
    listens || empty
}

#[cfg(test)]
mod tests {
    use super::HiddenFocusable;
    use crate::{
        evidence::Step,
        testing::{failed, outcomes, outcomes_of, step},
    };

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<p id=a aria-hidden=true>x</p>", ""),
            ("<p id=a aria-hidden=true><a href=#>x</a></p>", "a"),
            ("<p id=a aria-hidden=true><a href=# box='-999,0 9x9'>x</a></p>", "a"),
            ("<p id=a aria-hidden=true><a href=# style='display: none'>x</a></p>", ""),
            ("<p id=a aria-hidden=true><a href=# tabindex=-1>x</a></p>", ""),
            ("<p id=a aria-hidden=true><a href=# inert>x</a></p>", ""),
            ("<p id=a aria-hidden=true><input disabled></p>", ""),
            ("<p id=a aria-hidden=true><b tabindex=0>x</b></p>", "a"),
            ("<button id=a aria-hidden=true>x</button>", "a"),
            ("<p id=a aria-hidden=TRUE><a href=#>x</a></p>", "a"),
            ("<p id=a aria-hidden=true><i aria-hidden=false><a href=#>x</a></i></p>", "a"),
            ("<p id=a aria-hidden=true><i id=b aria-hidden=true><a href=#>x</a></i></p>", "a"),
            ("<details id=a aria-hidden=true><summary>x</summary></details>", "a"),
            ("<p id=a aria-hidden=true><iframe></iframe></p>", ""),
            ("<p id=a aria-hidden=true><b tabindex=0 onfocus='f()'>x</b><a href=#>x</a></p>", "a"),
        ] {
            assert_eq!(failed::<HiddenFocusable>(&step(html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn what_passes_the_focus_on_is_in_doubt() {
        for html in [
            "<div aria-hidden=true tabindex=0></div>",
            "<div aria-hidden=true><a href=# onfocus='f()'>x</a></div>",
        ] {
            assert_eq!(outcomes_of::<HiddenFocusable>(&step(html)), ["can't tell"], "{html}");
        }
    }

    /// The same page with the focus on the first button.
    fn focused(html: &str) -> Step {
        let mut step = step(html);
        let state = crate::reads::State::new(&step);
        let button = state.page().and_then(|page| page.elements().find(|e| e.tag() == "button"));
        let button = button.map(|button| button.id);
        step.page.as_mut().expect("a page").active = button;
        step
    }

    #[test]
    fn behind_a_dialog() {
        let behind = "<div aria-modal=true role=dialog><button>OK</button></div>\
                      <main aria-hidden=true><a href=#>x</a></main>";
        assert_eq!(outcomes_of::<HiddenFocusable>(&focused(behind)), ["can't tell"]);
        assert_eq!(outcomes_of::<HiddenFocusable>(&step(behind)), ["failed"]);
        let around = "<main aria-hidden=true><div aria-modal=true><button>OK</button></div></main>";
        assert_eq!(outcomes_of::<HiddenFocusable>(&focused(around)), ["failed"]);
        let inside =
            "<div aria-modal=true><button>OK</button><p aria-hidden=true><a href=#>x</a></div>";
        assert_eq!(outcomes_of::<HiddenFocusable>(&focused(inside)), ["failed"]);
    }

    #[test]
    fn only_what_is_hidden_in_this_way_is_judged() {
        for html in [
            "<p aria-hidden=false><a href=#>x</a></p>",
            "<button aria-hidden>x</button>",
            "<p hidden><a href=#>x</a></p>",
        ] {
            assert!(outcomes::<HiddenFocusable>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<p id=a aria-hidden=true><a href=#>x</a></p><button id=b aria-hidden=true>x</button>\
             <div id=c aria-hidden=true tabindex=0></div><p id=d aria-hidden=true>x</p>",
        );
        insta::assert_snapshot!(outcomes::<HiddenFocusable>(&step).join("\n"), @r"
        a: failed: It is hidden, and the Tab key stops in it at an element `a`.
        b: failed: It is hidden, and the Tab key stops at it.
        c: can't tell: It is hidden, and the Tab key stops in it at what may pass the focus on at once.
        d: passed
        ");
    }
}
