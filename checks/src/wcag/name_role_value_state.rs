//! # Requirement
//!
//! What a control says of its state is what a person sees.
//!
//! # Why it matters
//!
//! A patient hears "9:30, checked; 10:00, checked; 10:30, checked" and books none of them.
//!
//! # How it is judged
//!
//! - What is controlled (`aria-controls`) by something with `aria-expanded="true"` is shown. It fails when all of it has
//!   content and is not rendered. With `"false"`, a menu, list box, tree, grid or dialog that it opens is not
//!   seen; whether other things that are seen are more than the short form is for a person to judge.
//! - Of the tabs of a `tablist`, those with `aria-selected="true"` are those whose panel is shown. It fails when
//!   a selected tab's panel is not rendered while one of a tab that says it is not selected is seen.
//! - At most one `radio` of a `radiogroup` is checked, and one `tab` or `option` of a list that does not say
//!   `aria-multiselectable` is selected.
//! - The body is not hidden with `aria-hidden` while something on it is seen.
//! - A native control's `aria-checked`, `aria-disabled`, `aria-required` or `aria-readonly` says what its own state says.
//!   Where the two differ, browsers shall follow the native one, and not all do: for a person to judge.
//! - Judged is what is exposed. A state that only a second look can prove wrong is none of this check.
//!
//! # What it does not see
//!
//! - States that are shown and not exposed at all, or that do not change when they should.
//! - Whether colour or a mark shows another state than the exposed one.
//!
//! # Sources
//!
//! - [WCAG 2.2, 4.1.2](https://www.w3.org/TR/WCAG22/#name-role-value)
//! - [WAI-ARIA 1.2, states and properties](https://www.w3.org/TR/wai-aria-1.2/#state_prop_def)
//! - [HTML-AAM, native states](https://www.w3.org/TR/html-aam-1.0/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TextNode},
    evidence::State,
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// The roles of what is either open or not there.
const POPUPS: &[&str] = &["alertdialog", "dialog", "grid", "listbox", "menu", "tree"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct NameRoleValueState;

impl StateCheck for NameRoleValueState {
    const META: &'static Meta = &Meta {
        id: "name-role-value-state",
        title: "What a control says of its state is what is seen",
        requires: &[wcag22::NAME_ROLE_VALUE],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("name_role_value_state.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements().flat_map(outcomes).collect()
    }
}

fn outcomes(element: Element<'_>) -> Vec<Judgement> {
    if hides_page(element) {
        let finding = Finding::new(
            "The whole page is hidden from assistive technology, and is seen.",
            "Remove aria-hidden from the body.",
        );
        return vec![element.subject().is(Outcome::Failed(finding))];
    }
    if !element.is_exposed() {
        return Vec::new();
    }
    let own = [expansion(element), nativity(element)];
    let mut judgements: Vec<_> =
        own.into_iter().flatten().map(|outcome| element.subject().is(outcome)).collect();
    judgements.extend(tabs(element));
    judgements.extend(singles(element));
    judgements
}

fn hides_page(element: Element<'_>) -> bool {
    let page = element.is_any(&["html", "body"]) && element.recorded.scope == 0;
    page && element.attr("aria-hidden").is_some_and(|hidden| hidden.eq_ignore_ascii_case("true"))
        && element.texts().any(TextNode::is_visible)
}

fn truth(element: Element<'_>, attribute: &str) -> Option<bool> {
    match element.attr(attribute)?.trim() {
        value if value.eq_ignore_ascii_case("true") => Some(true),
        value if value.eq_ignore_ascii_case("false") => Some(false),
        _ => None,
    }
}

/// Whether what a control says is open or closed is so.
fn expansion(control: Element<'_>) -> Option<Outcome> {
    let open = truth(control, "aria-expanded")?;
    let targets: Vec<_> = control.references("aria-controls").collect();
    let apart = |target: &Element<'_>| !target.is_within(control) && !control.is_within(*target);
    if targets.is_empty() || !targets.iter().all(apart) {
        return None;
    }
    let finding = |what: &str, fix: &str| Finding {
        related: targets.iter().map(|target| target.subject()).collect(),
        ..Finding::new(what, fix)
    };
    if open {
        if targets.iter().any(|target| target.is_visible()) {
            return Some(Outcome::Passed);
        }
        let away = |target: &Element<'_>| is_away(*target) && has_content(*target);
        let what = "The control says that it is expanded, and what it controls is not shown.";
        let finding = finding(what, "Set aria-expanded to false while it is closed.");
        let certain = targets.iter().all(away);
        return Some(if certain { Outcome::Failed(finding) } else { Outcome::CantTell(finding) });
    }
    if !targets.iter().any(|target| target.is_visible() && has_content(*target)) {
        return Some(Outcome::Passed);
    }
    let popup = |target: &Element<'_>| {
        target.role().is_any(POPUPS) && target.is_visible() && has_content(*target)
    };
    let what = "The control says that it is collapsed, and what it controls is seen.";
    let finding = finding(what, "Set aria-expanded to true while it is open.");
    let certain = targets.iter().any(popup);
    Some(if certain { Outcome::Failed(finding) } else { Outcome::CantTell(finding) })
}

/// Whether nothing of it is rendered.
fn is_away(element: Element<'_>) -> bool {
    element.is_programmatically_hidden() && !element.is_visible()
}

fn has_content(element: Element<'_>) -> bool {
    element.texts().any(|text| !text.text().trim().is_empty())
        || element.descendants().any(|inner| inner.is_widget() || inner.is_any(&["img", "svg"]))
}

/// Whether each tab of a list that says whether it is selected shows its panel.
fn tabs(list: Element<'_>) -> Vec<Judgement> {
    if !list.role().is_any(&["tablist"]) {
        return Vec::new();
    }
    let tabs: Vec<_> = list
        .descendants()
        .filter(|tab| tab.role().is_any(&["tab"]) && tab.is_exposed())
        .filter_map(|tab| {
            let panel = tab.references("aria-controls").next()?;
            Some((tab, truth(tab, "aria-selected")?, panel))
        })
        .collect();
    let shown: Vec<_> = tabs.iter().filter(|(.., panel)| panel.is_visible()).collect();
    let wrongly_shown: Vec<_> = shown.iter().filter(|(_, selected, _)| !selected).collect();
    tabs.iter()
        .filter(|(_, selected, _)| *selected)
        .filter_map(|(tab, _, panel)| {
            let away = is_away(*panel) && has_content(*panel);
            if panel.is_visible() && wrongly_shown.is_empty() {
                return Some(tab.subject().is(Outcome::Passed));
            }
            let (other, ..) = wrongly_shown.first().filter(|_| away)?;
            let finding = Finding {
                related: vec![panel.subject(), other.subject()],
                ..Finding::new(
                    "The tab says that it is selected, and the panel of another tab is shown.",
                    "Set aria-selected where the panel is shown, and only there.",
                )
            };
            Some(tab.subject().is(Outcome::Failed(finding)))
        })
        .collect()
}

/// Whether a group of which one can be chosen says that of one at most.
fn singles(group: Element<'_>) -> Option<Judgement> {
    let (role, state) = match group.role().name() {
        "radiogroup" => ("radio", "aria-checked"),
        "tablist" => ("tab", "aria-selected"),
        "listbox" if !group.is_any(&["select", "datalist"]) => ("option", "aria-selected"),
        _ => return None,
    };
    if truth(group, "aria-multiselectable") == Some(true) {
        return None;
    }
    let parts: Vec<_> = group
        .descendants()
        .filter(|part| part.role().is_any(&[role]) && part.is_exposed())
        .filter(|part| truth(*part, state).is_some() && !part.is_any(&["input", "option"]))
        .filter(|part| {
            part.ancestors()
                .find(|outer| outer.role() == group.role())
                .is_some_and(|o| o.id == group.id)
        })
        .collect();
    let chosen: Vec<Subject> = parts
        .iter()
        .filter(|part| truth(**part, state) == Some(true))
        .map(|part| part.subject())
        .collect();
    if parts.is_empty() {
        return None;
    }
    let finding = (chosen.len() > 1).then(|| Finding {
        what: format!(
            "{} of {} parts say that they are chosen, in a group of which one can be.",
            chosen.len(),
            parts.len()
        ),
        fix: format!("Set {state} to true on the one that is chosen."),
        related: chosen,
    });
    Some(group.subject().passes_unless(finding))
}

/// Whether a native control says the same twice.
fn nativity(control: Element<'_>) -> Option<Outcome> {
    if !control.is_any(&["button", "fieldset", "input", "option", "select", "textarea"]) {
        return None;
    }
    let checkable =
        control.is_any(&["input"]) && ["checkbox", "radio"].contains(&control.input_type());
    let field = control.is_any(&["input", "select", "textarea"]);
    let pairs = [
        ("aria-checked", State::Checked, checkable && !control.is(State::Indeterminate)),
        ("aria-disabled", State::Disabled, true),
        ("aria-required", State::Required, field),
        ("aria-readonly", State::ReadOnly, field),
    ];
    let mut compared = pairs
        .into_iter()
        .filter(|(.., applies)| *applies)
        .filter_map(|(name, state, _)| Some((name, truth(control, name)?, control.is(state))))
        .peekable();
    compared.peek()?;
    // What is native and off can be on by ARIA: a button that stays focusable while it is disabled.
    let differs = compared.find(|(name, says, is)| says != is && (*is || *name == "aria-checked"));
    Some(differs.map_or(Outcome::Passed, |(name, says, is)| {
        Outcome::CantTell(Finding::new(
            format!("{name} is {says} on a native control whose own state is {is}."),
            format!("Remove {name}: the control says it by itself."),
        ))
    }))
}

#[cfg(test)]
mod tests {
    use super::NameRoleValueState;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let panel = |expanded: &str, rest: &str, inside: &str| {
            format!(
                "<button aria-expanded={expanded} aria-controls=p>More</button><div id=p {rest}>{inside}</div>"
            )
        };
        let tab = |one: &str, first: &str, other: &str, second: &str| {
            format!(
                "<div role=tablist><a href=# role=tab aria-selected={one} aria-controls=p>1</a>\
                 <a href=# role=tab aria-selected={other} aria-controls=q>2</a></div>\
                 <div id=p role=tabpanel {first}>x</div><div id=q role=tabpanel {second}>y</div>"
            )
        };
        for (clause, html, expected) in [
            ("open and shown", panel("true", "", "x"), "passed"),
            ("open and hidden", panel("true", "hidden", "x"), "failed"),
            ("open, hidden and empty", panel("true", "hidden", ""), "can't tell"),
            ("open and off screen", panel("true", "box='-999,0 9x9'", "x"), "can't tell"),
            ("closed and hidden", panel("false", "hidden", "x"), "passed"),
            ("closed and shown", panel("false", "", "x"), "can't tell"),
            ("closed, shown and empty", panel("false", "", ""), "passed"),
            ("a menu, closed and shown", panel("false", "role=menu", "x"), "failed"),
            ("a menu, open", panel("true", "role=menu", "x"), "passed"),
            ("neither", panel("undefined", "", "x"), ""),
            ("controls nothing", "<button aria-expanded=true aria-controls=q>x</button>".to_owned(), ""),
            (
                "in what it controls",
                "<nav id=p><button aria-expanded=false aria-controls=p>x</button></nav>".to_owned(),
                "",
            ),
            ("tabs", tab("true", "", "false", "hidden"), "passed passed"),
            ("tabs the other way round", tab("true", "hidden", "false", ""), "failed passed"),
            ("no panel shown", tab("true", "hidden", "false", "hidden"), "passed"),
            ("two tabs", tab("true", "", "true", ""), "passed passed failed"),
            (
                "one radio",
                "<div role=radiogroup><i role=radio aria-checked=true></i><i role=radio aria-checked=false></i></div>".to_owned(),
                "passed",
            ),
            (
                "two radios",
                "<div role=radiogroup><i role=radio aria-checked=true></i><i role=radio aria-checked=true></i></div>".to_owned(),
                "failed",
            ),
            (
                "two options",
                "<div role=listbox><i role=option aria-selected=true></i><i role=option aria-selected=true></i></div>".to_owned(),
                "failed",
            ),
            (
                "two of many",
                "<div role=listbox aria-multiselectable=true><i role=option aria-selected=true></i><i role=option aria-selected=true></i></div>".to_owned(),
                "",
            ),
            ("the body", "<body aria-hidden=true><p>x</p>".to_owned(), "failed"),
            ("an empty body", "<body aria-hidden=true>".to_owned(), ""),
            ("a check box", "<input type=checkbox aria-checked=true>".to_owned(), "can't tell"),
            ("the same twice", "<input type=checkbox checked aria-checked=true>".to_owned(), "passed"),
            ("disabled", "<button disabled aria-disabled=false>x</button>".to_owned(), "can't tell"),
            ("kept focusable", "<button aria-disabled=true>x</button>".to_owned(), "passed"),
            ("required", "<input required aria-required=false>".to_owned(), "can't tell"),
        ] {
            let mut said = outcomes_of::<NameRoleValueState>(&step(&html));
            said.sort_by_key(|said| *said == "failed");
            let mut expected: Vec<_> = expected.split_whitespace().collect();
            if expected == ["can't", "tell"] {
                expected = vec!["can't tell"];
            }
            expected.sort_by_key(|said| *said == "failed");
            assert_eq!(said, expected, "{clause}");
        }
    }

    #[test]
    fn only_what_is_exposed_is_judged() {
        let step = step(
            "<div hidden><button aria-expanded=true aria-controls=p>x</button><p id=p hidden>x</p></div>
             <button aria-pressed=true>x</button><p aria-hidden=true>x</p>",
        );
        assert!(outcomes::<NameRoleValueState>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let step = step(
            "<button id=a aria-expanded=true aria-controls=p>x</button><p id=p hidden>x</p>
             <div id=b role=radiogroup><i role=radio aria-checked=true></i><i role=radio aria-checked=true></i></div>",
        );
        insta::assert_snapshot!(outcomes::<NameRoleValueState>(&step).join("\n"), @r"
        a: failed: The control says that it is expanded, and what it controls is not shown.
        b: failed: 2 of 2 parts say that they are chosen, in a group of which one can be.
        ");
    }
}
