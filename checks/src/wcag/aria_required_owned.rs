//! # Requirement
//!
//! A list, menu, table, tree or the like holds only what belongs into it: a list holds list items.
//!
//! # Why it matters
//!
//! A screen reader counts the items and says where the patient is among them. What does not belong there is
//! not counted, or breaks the list apart: "list with no items", above twelve test results.
//!
//! # How it is judged
//!
//! - Each HTML or SVG element that assistive technology gets, whose role names the roles it may own, unless
//!   it or something around it, `aria-owns` followed, is `aria-busy`.
//! - It owns its children in the accessibility tree: what has a role of `none`, or is a plain element of
//!   which nothing is said, is passed through, and `aria-owns` adds what it names. A group may stand in a
//!   menu, list box or tree, and holds what they hold.
//! - It fails if it owns an element of another role, or only plain elements. Separators may stand in menus only; a
//!   line in a native list of options can't be told.
//! - Plain text among what belongs there can't be told: browsers differ in whether it is in the tree. So can
//!   custom elements, whose role only their script knows.
//! - One that holds nothing owns nothing wrong, and passes.
//!
//! # What it does not see
//!
//! - Whether the role is the right one for what it holds.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [WAI-ARIA 1.2, required owned elements](https://www.w3.org/TR/wai-aria-1.2/#mustContain)
//! - [ACT rule bc4a75](https://www.w3.org/WAI/standards-guidelines/act/rules/bc4a75/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Owned, Page},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{aria12, wcag22},
};

/// Groups in groups are followed so far.
const DEPTH: usize = 20;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AriaRequiredOwned;

impl StateCheck for AriaRequiredOwned {
    const META: &'static Meta = &Meta {
        id: "aria-required-owned",
        title: "Lists, menus, tables and trees hold only what belongs into them",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &["bc4a75"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("aria_required_owned.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        page.elements()
            .filter(|element| element.is_html() || element.is_svg())
            .filter(|element| !aria12::owns(element.role().name()).is_empty())
            .filter(|element| element.is_exposed() && !is_busy(*element))
            .map(|element| element.subject().is(outcome(element)))
            .collect()
    }
}

/// Whether an element, or something around it in the accessibility tree, is about to change.
fn is_busy(element: Element<'_>) -> bool {
    element.accessible_lineage().any(|outer| {
        outer.attr("aria-busy").is_some_and(|busy| busy.trim().eq_ignore_ascii_case("true"))
    })
}

fn outcome(container: Element<'_>) -> Outcome {
    let role = container.role().name();
    let owned = all_owned(container, aria12::owns(role));
    let (fitting, wrong): (Vec<_>, Vec<_>) =
        owned.elements.into_iter().partition(|element| fits(*element, role));
    let finding = |what: String, related: &[Element<'_>]| Finding {
        what,
        fix: format!("Let it hold only {}, or give it another role.", or(aria12::owns(role))),
        related: related.iter().map(|element| Subject::Node(element.id)).collect(),
    };
    // HTML lets a line stand in a native list; browsers differ in whether it is in the tree.
    if !wrong.is_empty() && wrong.iter().all(|element| is_native_line(container, *element)) {
        return Outcome::CantTell(finding(
            "The list holds a line between its options.".into(),
            &wrong,
        ));
    }
    if let Some(first) = wrong.first() {
        let what =
            format!("The {role} holds a {}, which does not belong there.", first.role().name());
        return Outcome::Failed(finding(what, &wrong));
    }
    let (custom, plain): (Vec<_>, Vec<_>) =
        owned.plain.into_iter().partition(|element| element.is_custom());
    if !custom.is_empty() {
        let what = format!("The {role} holds custom elements, whose role the page does not tell.");
        return Outcome::CantTell(finding(what, &custom));
    }
    if fitting.is_empty() && !plain.is_empty() {
        let what = format!("The {role} holds only plain elements.");
        return Outcome::Failed(finding(what, &plain));
    }
    let said: Vec<_> = plain.into_iter().filter(|element| has_text(*element)).collect();
    if said.is_empty() {
        return Outcome::Passed;
    }
    let what = format!("The {role} holds plain text beside what belongs there.");
    Outcome::CantTell(finding(what, &said))
}

/// What an element owns, and what its groups own, if it may own groups.
fn all_owned<'e>(container: Element<'e>, roles: &[&str]) -> Owned<'e> {
    let mut all = Owned::default();
    let mut open = vec![(container, 0)];
    while let Some((element, depth)) = open.pop() {
        let owned = element.owned();
        all.plain.extend(owned.plain);
        for inner in owned.elements {
            if inner.role().name() == "group" && roles.contains(&"group") && depth < DEPTH {
                open.push((inner, depth + 1));
            } else {
                all.elements.push(inner);
            }
        }
    }
    all
}

fn fits(element: Element<'_>, owner: &str) -> bool {
    let role = element.role().name();
    // WAI-ARIA lets lines part the items of a menu, in the text about these.
    let parts = role == "separator" && ["menu", "menubar"].contains(&owner);
    aria12::owns(owner).contains(&role) || parts
}

fn is_native_line(container: Element<'_>, element: Element<'_>) -> bool {
    container.is_any(&["select"]) && element.is_any(&["hr"])
}

fn has_text(element: Element<'_>) -> bool {
    element.texts().take(50).any(|text| text.is_exposed() && !text.text().trim().is_empty())
}

fn or(roles: &[&str]) -> String {
    match roles.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => roles.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::AriaRequiredOwned;
    use crate::testing::{outcomes, outcomes_of, step};

    const ITEM: &str = "<b role=listitem>1</b>";

    #[test]
    fn clauses() {
        for (html, expected) in [
            (format!("<div role=list>{ITEM}{ITEM}</div>"), "passed"),
            (format!("<div role=list><div>{ITEM}</div></div>"), "passed"),
            (format!("<div role=list><div role=none>{ITEM}</div></div>"), "passed"),
            (format!("<div role=list>{ITEM}<div role=group>{ITEM}</div></div>"), "failed"),
            (format!("<div role=list>{ITEM}<div tabindex=0>2</div></div>"), "failed"),
            (format!("<div role=list>{ITEM}<div>2</div></div>"), "can't tell"),
            (format!("<div role=list>{ITEM}<div></div></div>"), "passed"),
            (format!("<div role=list>{ITEM}<div role=separator></div></div>"), "failed"),
            ("<div role=menu><i role=menuitem>1</i><hr></div>".into(), "passed"),
            ("<div role=tablist><i role=tab>1</i><hr></div>".into(), "failed"),
            ("<select multiple><option>1</option><hr><option>2</select>".into(), "can't tell"),
            (
                "<i aria-busy=true role=group><i role=list id=x><b>1</b></i></i><i role=group aria-owns=x></i>".into(),
                "failed",
            ),
            (format!("<script></script><div role=list>{ITEM}<my-item></my-item></div>"), "can't tell"),
            (format!("<div role=list>{ITEM}<my-item></my-item></div>"), "passed"),
            ("<div role=list><b>1</b></div>".into(), "failed"),
            ("<div role=list></div>".into(), "passed"),
            ("<div role=list><b hidden>1</b></div>".into(), "passed"),
            ("<div role=list aria-owns=x></div><i id=x role=listitem>1</i>".into(), "passed"),
            ("<div role=list aria-owns=x></div><i id=x role=tab>1</i>".into(), "failed"),
            ("<ul><li>1</ul>".into(), "passed"),
            ("<ul><div></div><div></div></ul>".into(), "failed"),
            ("<ul><li role=button>1</ul>".into(), "failed"),
            ("<menu role=menubar><li role=none><a role=menuitem>1</a></menu>".into(), "passed"),
            ("<div role=menu><i role=group><i role=menuitem>1</i></i></div>".into(), "passed"),
            (
                "<div role=menu><i role=group><i role=group><i role=treeitem>1</i></i></i></div>"
                    .into(),
                "failed",
            ),
            ("<select multiple><optgroup><option>1</optgroup></select>".into(), "passed"),
            ("<div role=tablist><button>More</button></div>".into(), "failed"),
            ("<div role=feed><article>1</article></div>".into(), "passed"),
        ] {
            assert_eq!(outcomes_of::<AriaRequiredOwned>(&step(&html)), [expected], "{html}");
        }
    }

    #[test]
    fn tables() {
        for (html, expected) in [
            ("<table><caption>1</caption><thead><tr><th>1</thead><tr><td>1</table>", true),
            ("<table role=treegrid><tr><td>1</table>", true),
            ("<table role=none><tr><td>1</table>", true),
            ("<div role=table><i role=row><i role=cell>1</i></i></div>", true),
            ("<div role=table><i role=cell>1</i></div>", false),
            ("<div role=row><i role=heading>1</i></div>", false),
            ("<table role=menu><tr role=list><td role=menuitem>1</table>", false),
        ] {
            let failed =
                outcomes_of::<AriaRequiredOwned>(&step(html)).contains(&"failed".to_owned());
            assert_eq!(!failed, expected, "{html}");
        }
    }

    #[test]
    fn only_exposed_owners_that_are_ready_are_judged() {
        for html in [
            "<div role=list hidden><b></b></div>",
            "<div role=list aria-hidden=true><b></b></div>",
            "<ul role=menu aria-busy=true>Loading</ul>",
            "<ul role=menu aria-busy=TRUE>Loading</ul>",
            "<i aria-busy=true role=group aria-owns=x></i><i role=list id=x><b>1</b></i>",
            "<div aria-busy=true><div role=list><b></b></div></div>",
            "<div role=group><b></b></div>",
        ] {
            assert!(outcomes::<AriaRequiredOwned>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<div role=list id=a><i role=tab></i></div><div role=tree id=b><b>1</b></div>\
             <ul id=c><li>1</li><b>2</b></ul><ul id=d><li>1</li><x-y></x-y></ul><script></script>",
        );
        insta::assert_snapshot!(outcomes::<AriaRequiredOwned>(&step).join("\n"), @r"
        a: failed: The list holds a tab, which does not belong there.
        b: failed: The tree holds only plain elements.
        c: can't tell: The list holds plain text beside what belongs there.
        d: can't tell: The list holds custom elements, whose role the page does not tell.
        ");
    }
}
