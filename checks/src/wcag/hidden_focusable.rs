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
//! - Stops are what can take the focus and has no negative `tabindex`, and a `details` to which the browser adds a
//!   summary. If none is there, it passes.
//! - If the Tab key was walked through the page, what it stopped at is known: it fails if the focus came to
//!   rest in it, and passes if the walk went all the way round and it did not.
//! - Without that, it fails if it is or holds a stop, unless that may pass the focus on at once, which can't
//!   be told: it listens for the focus, or is an empty element that has no other use, or is the only stop
//!   in there and a modal dialog is open.
//! - Neither can it be told while the focus is inside a modal dialog and the hidden part is outside: the
//!   dialog may well keep the focus.
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
    evidence::{FocusWalk, State, Step, WalkEnd},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// How many elements of a hidden part are looked through for stops.
const LOOKED_THROUGH: usize = 10_000;
const FOCUS: &[&str] = &["focus", "focusin"];
/// The events by which a script notices that the focus moves, or is about to.
const NOTICES: &[&str] = &["blur", "focus", "focusin", "focusout", "keydown", "keypress", "keyup"];

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

    type Reads<'e> = (Page<'e>, &'e Step);

    fn judge((page, step): (Page<'_>, &Step)) -> Vec<Judgement> {
        let known = Known {
            stops: TabStops::of(page),
            walk: step.focus.as_ref(),
            unheard: is_unheard(page),
            open: page.elements().any(|element| is_modal(element) && element.is_visible()),
            focused: focused_dialog(page),
        };
        let mut inside = vec![false; page.recorded.nodes.len()];
        let mut judgements = Vec::new();
        for element in page.elements() {
            let within = element.parent().is_some_and(|outer| inside[outer.id.index()]);
            let hides = is_hidden(element);
            inside[element.id.index()] = within || hides;
            if hides && !within {
                judgements.push(element.subject().is(outcome(element, &known)));
            }
        }
        judgements
    }
}

/// What is known of the page's focus.
struct Known<'e> {
    stops: TabStops<'e>,
    walk: Option<&'e FocusWalk>,
    /// Whether nothing on the page could notice where the focus goes, and send it elsewhere.
    unheard: bool,
    /// Whether a modal dialog is open.
    open: bool,
    /// The modal dialog that the focus is in.
    focused: Option<Element<'e>>,
}

/// Whether it is known that nothing listens for the focus or for keys.
fn is_unheard(page: Page<'_>) -> bool {
    page.recorded
        .listens
        .as_ref()
        .is_some_and(|kinds| !kinds.iter().any(|kind| NOTICES.contains(&kind.as_str())))
}

fn is_hidden(element: Element<'_>) -> bool {
    element.attr("aria-hidden").is_some_and(|hidden| hidden.trim().eq_ignore_ascii_case("true"))
}

fn is_modal(element: Element<'_>) -> bool {
    element.is(State::Modal) || element.attr("aria-modal") == Some("true")
}

fn focused_dialog(page: Page<'_>) -> Option<Element<'_>> {
    page.element(page.recorded.active?)?.lineage().find(|outer| is_modal(*outer))
}

fn outcome<'e>(hidden: Element<'e>, known: &Known<'e>) -> Outcome {
    let Some(first) = known.stops.at_or_inside(hidden) else { return Outcome::Passed };
    let stops: Vec<_> = std::iter::once(hidden)
        .chain(hidden.descendants())
        .take(LOOKED_THROUGH)
        .filter(|element| known.stops.is_stop(*element))
        .collect();
    let finding = |what: &str, stop: Element<'_>| Finding {
        what: what.to_owned(),
        fix: "Take it out of the Tab order with `inert`, `hidden` or `tabindex=\"-1\"`, or do not \
              hide it."
            .to_owned(),
        related: vec![Subject::Node(stop.id)],
    };
    let fails = |stop: Element<'_>| {
        Outcome::Failed(if stop.id == hidden.id {
            finding("It is hidden, and the Tab key stops at it.", stop)
        } else {
            let tag = stop.tag();
            finding(
                &format!("It is hidden, and the Tab key stops in it at an element `{tag}`."),
                stop,
            )
        })
    };
    if let Some(walk) = known.walk {
        match stops.iter().find(|stop| rested_at(walk, **stop)) {
            Some(stop) => return fails(*stop),
            None if is_whole(walk) => return Outcome::Passed,
            None => {}
        }
    }
    let lasting = stops.iter().copied().find(|stop| known.unheard || !passes_on(*stop));
    let sentinel = known.open && stops.len() == 1 && !known.unheard;
    match lasting.filter(|_| !sentinel) {
        None => Outcome::CantTell(finding(
            "It is hidden, and the Tab key stops in it at what may pass the focus on at once.",
            first,
        )),
        Some(stop) if is_behind(hidden, known) && !known.unheard => Outcome::CantTell(finding(
            "It is hidden behind a dialog, and the Tab key stops in it unless the dialog keeps the focus.",
            stop,
        )),
        Some(stop) => fails(stop),
    }
}

fn is_behind(hidden: Element<'_>, known: &Known<'_>) -> bool {
    known.focused.is_some_and(|dialog| !dialog.is_within(hidden) && !hidden.is_within(dialog))
}

fn rested_at(walk: &FocusWalk, stop: Element<'_>) -> bool {
    walk.forward.iter().chain(&walk.backward).any(|rest| rest.node == Some(stop.id))
}

/// Whether the walk came to everything that the Tab key stops at.
fn is_whole(walk: &FocusWalk) -> bool {
    [walk.forward_end, walk.backward_end]
        .iter()
        .all(|end| matches!(end, WalkEnd::Cycled | WalkEnd::LeftPage))
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
        evidence::{FocusWalk, Step, Stop, WalkEnd},
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
            ("<div id=a aria-hidden=true><i><details>x</details></i></div>", "a"),
            ("<details id=a aria-hidden=true>x</details>", "a"),
            ("<div id=a aria-hidden=true><details inert>x</details></div>", ""),
            ("<div id=a aria-hidden=true><details hidden>x</details></div>", ""),
            (
                "<div id=a aria-hidden=true><details><summary tabindex=-1>x</summary></details></div>",
                "",
            ),
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
            "<div aria-modal=true></div><div aria-hidden=true><a href=#>x</a></div>",
        ] {
            assert_eq!(outcomes_of::<HiddenFocusable>(&step(html)), ["can't tell"], "{html}");
        }
    }

    /// A script that listens for nothing of the kind sends the focus nowhere.
    #[test]
    fn what_nothing_listens_for_stays() {
        let html = "<div aria-modal=true></div><div id=a aria-hidden=true><a href=#>x</a></div>";
        for (kinds, expected) in [
            (None, "can't tell"),
            (Some(vec!["click", "focusin"]), "can't tell"),
            (Some(vec!["keydown"]), "can't tell"),
            (Some(vec!["click"]), "failed"),
            (Some(vec![]), "failed"),
        ] {
            let mut step = step(html);
            let page = step.page.as_mut().expect("a page");
            page.listens = kinds.map(|kinds| kinds.into_iter().map(str::to_owned).collect());
            assert_eq!(outcomes_of::<HiddenFocusable>(&step), [expected]);
        }
    }

    /// The page with a walk of the Tab key over the elements with these ids.
    fn walked(html: &str, ids: &[&str], end: WalkEnd) -> Step {
        let mut step = step(html);
        let state = crate::reads::State::new(&step);
        let page = state.page().expect("a page");
        let forward = page
            .elements()
            .filter(|element| element.attr("id").is_some_and(|id| ids.contains(&id)))
            .map(|element| Stop {
                node: Some(element.id),
                selector: String::new(),
                bounds: None,
                seen: 25,
                inside: 25,
                cover: None,
                indicator: None,
                caret: false,
            })
            .collect();
        step.focus = Some(FocusWalk {
            settle_ms: 50,
            forward,
            forward_end: end,
            backward: Vec::new(),
            backward_end: WalkEnd::LeftPage,
            escape: None,
            initial: None,
            restored: true,
        });
        step
    }

    #[test]
    fn what_a_walk_shows() {
        let html = "<b aria-hidden=true><a href=# id=a onfocus='f()'>x</a></b><a href=# id=b>y</a>";
        for (ids, end, expected) in [
            (&["a", "b"][..], WalkEnd::LeftPage, "failed"),
            (&["b"], WalkEnd::LeftPage, "passed"),
            (&["b"], WalkEnd::Cycled, "passed"),
            (&["b"], WalkEnd::Limit, "can't tell"),
            (&["b"], WalkEnd::Looped(0), "can't tell"),
            (&["a"], WalkEnd::Limit, "failed"),
        ] {
            let outcomes = outcomes_of::<HiddenFocusable>(&walked(html, ids, end));
            assert_eq!(outcomes, [expected], "{ids:?} {end:?}");
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
                      <main aria-hidden=true><a href=#>x</a><a href=#>y</a></main>";
        assert_eq!(outcomes_of::<HiddenFocusable>(&focused(behind)), ["can't tell"]);
        assert_eq!(outcomes_of::<HiddenFocusable>(&step(behind)), ["failed"]);
        let around =
            "<main aria-hidden=true><div aria-modal=true><button>OK</button><input></div></main>";
        assert_eq!(outcomes_of::<HiddenFocusable>(&focused(around)), ["failed"]);
        let inside = "<div aria-modal=true><button>OK</button><p aria-hidden=true><a href=#>x</a><a href=#>y</a></div>";
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
