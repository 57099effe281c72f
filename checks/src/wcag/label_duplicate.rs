//! # Requirement
//!
//! Labels tell fields apart: two different fields of one form do not have the same label without more.
//!
//! # Why it matters
//!
//! "Name" and, six lines below, "Name". One is the patient's and one is the emergency contact's; who hears only the
//! labels enters them the wrong way round.
//!
//! # How it is judged
//!
//! - Compared are fields of the same kind in the same form, seen and exposed, that have the same visible label; each
//!   with the one before it. Check boxes and radio buttons are answers, not questions, and are left out.
//! - They pass when something that groups tells them apart: a row, a list item, or a field set, group or section with
//!   something to see that says so, that holds one and not the other. Buttons and menus group nothing.
//! - They fail when only field sets, groups or sections stand between them, and no text and no picture to see says what
//!   these are.
//! - They fail when no text, picture or generated words at all stand between the first and the second, other than in
//!   labels, buttons and options, and each has no text of its own above or beside it.
//! - With any of that, which may be what tells them apart, it is for a person to judge.
//!
//! # What it does not see
//!
//! - Fields whose label is not bound to them.
//! - Whether what groups them says which is which.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.4.6](https://www.w3.org/TR/WCAG22/#headings-and-labels)
//! - [ACT rule cc0f0a](https://www.w3.org/WAI/standards-guidelines/act/rules/cc0f0a/)
//! - [Understanding 2.4.6](https://www.w3.org/WAI/WCAG22/Understanding/headings-and-labels.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TextNode},
    evidence::{NodeId, Rect},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeMap;

/// The roles of what tells its fields from those outside of it.
const GROUPS: &[&str] = &[
    "article",
    "cell",
    "dialog",
    "form",
    "gridcell",
    "group",
    "listitem",
    "radiogroup",
    "region",
    "row",
    "rowgroup",
    "tabpanel",
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LabelDuplicate;

impl StateCheck for LabelDuplicate {
    const META: &'static Meta = &Meta {
        id: "label-duplicate",
        title: "No two fields of a form have the same label",
        requires: &[wcag22::HEADINGS_AND_LABELS],
        act: &["cc0f0a"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("label_duplicate.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let labels = labels(page);
        let texts = other_texts(page);
        let shown = other_content(page, &texts);
        let mut seen: BTreeMap<(Option<NodeId>, &str, &str), Element<'_>> = BTreeMap::new();
        let mut judgements = Vec::new();
        for field in page.elements().filter(|element| is_field(*element)) {
            let Some(label) = labels.get(&field.id) else { continue };
            let key = (form(field), field.role().name(), label.as_str());
            if let Some(earlier) = seen.insert(key, field) {
                let between = shown.partition_point(|id| *id < earlier.id)
                    != shown.partition_point(|id| *id < field.id)
                    || is_headed_apart(page, &texts, earlier, field);
                judgements.push(field.subject().is(outcome(earlier, field, between, label)));
            }
        }
        judgements
    }
}

fn is_field(element: Element<'_>) -> bool {
    let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
    let asks = element.is_any(&["select", "textarea"])
        || element.is_any(&["input"])
            && !["button", "checkbox", "hidden", "image", "radio", "reset", "submit"]
                .contains(&&*kind);
    asks && element.is_visible() && element.is_exposed()
}

/// The visible label of each field that has one: lower case, white space collapsed.
fn labels(page: Page<'_>) -> BTreeMap<NodeId, String> {
    let mut labels: BTreeMap<NodeId, String> = BTreeMap::new();
    for label in
        page.elements().filter(|element| element.is_any(&["label"]) && element.is_visible())
    {
        let field = match label.attr("for") {
            Some(id) => page.by_id(label.recorded.scope, id),
            None => label.descendants().find(|inner| is_field(*inner)),
        };
        if let Some(field) = field {
            labels.entry(field.id).or_default().push_str(&words(label));
        }
    }
    for field in page.elements().filter(|element| element.attr("aria-labelledby").is_some()) {
        let text: Vec<_> = field.references("aria-labelledby").map(words).collect();
        labels.insert(field.id, text.join(" "));
    }
    // What assistive technology is told beyond the visible label may be what tells the fields apart.
    labels.retain(|field, label| {
        let named = page.element(*field).is_none_or(|field| field.attr("aria-label").is_some());
        label.chars().any(char::is_alphanumeric) && !named
    });
    labels
}

fn words(label: Element<'_>) -> String {
    let in_field = |holder: Element<'_>| {
        holder.lineage().any(|outer| outer.is_any(&["select", "textarea", "button"]))
    };
    let text = label.visible_text(|holder| !in_field(holder)).to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts that a person sees which are no label, option or button, in the order of the page.
fn other_texts(page: Page<'_>) -> Vec<NodeId> {
    let mut labelling: Vec<NodeId> = page
        .elements()
        .flat_map(|element| element.references("aria-labelledby"))
        .map(|label| label.id)
        .collect();
    labelling.sort_unstable();
    let is_label = |element: Element<'_>| {
        element.is_any(&["label", "option", "select", "textarea", "button", "datalist"])
            || labelling.binary_search(&element.id).is_ok()
    };
    page.texts()
        .filter(|text| text.is_visible() && text.text().chars().any(char::is_alphanumeric))
        .filter(|text| !text.parent().is_some_and(|parent| parent.lineage().any(is_label)))
        .map(|text| text.id)
        .collect()
}

/// The texts, and the pictures and generated words to see that stand in no label: whatever may tell fields apart.
fn other_content(page: Page<'_>, texts: &[NodeId]) -> Vec<NodeId> {
    let is_label = |element: Element<'_>| {
        element
            .lineage()
            .any(|outer| outer.is_any(&["label", "select", "textarea", "button", "datalist"]))
    };
    let mut all: Vec<_> = page
        .elements()
        .filter(|element| element.is_visible() && (is_picture(*element) || has_generated(*element)))
        .filter(|element| !is_label(*element))
        .map(|element| element.id)
        .chain(texts.iter().copied())
        .collect();
    all.sort_unstable();
    all
}

fn is_picture(element: Element<'_>) -> bool {
    ["canvas", "img", "svg"].contains(&element.tag())
}

fn has_generated(element: Element<'_>) -> bool {
    let pseudos = [element.recorded.before, element.recorded.after];
    pseudos.into_iter().flatten().any(|pseudo| {
        let said = element.page.string(pseudo.content);
        said.starts_with(['"', '\'']) && said.chars().any(char::is_alphanumeric)
    })
}

/// Whether each of two fields has a text above or beside it that the other has not, as columns have headings.
fn is_headed_apart(
    page: Page<'_>,
    texts: &[NodeId],
    earlier: Element<'_>,
    field: Element<'_>,
) -> bool {
    let (Some(one), Some(other)) = (earlier.bounds(), field.bounds()) else { return false };
    let heads = |line: &Rect, field: Rect| {
        let above = line.y + line.height <= field.y + field.height
            && line.x < field.x + field.width
            && field.x < line.x + line.width;
        let beside = line.y < field.y + field.height && field.y < line.y + line.height;
        above || beside
    };
    texts
        .iter()
        .take_while(|id| **id < field.id)
        .filter_map(|id| page.text(*id))
        .flat_map(TextNode::lines)
        .fold([false; 2], |[first, second], line| {
            let (above_one, above_other) = (heads(line, one), heads(line, other));
            [first || above_one && !above_other, second || above_other && !above_one]
        })
        == [true; 2]
}

fn form(field: Element<'_>) -> Option<NodeId> {
    let own = field.attr("form").and_then(|id| field.page.by_id(field.recorded.scope, id));
    own.or_else(|| field.ancestors().find(|outer| outer.is_any(&["form"]))).map(|form| form.id)
}

fn outcome(earlier: Element<'_>, field: Element<'_>, between: bool, label: &str) -> Outcome {
    let (before, after) = (groups(earlier), groups(field));
    let apart = || {
        before.iter().chain(&after).filter(|group| before.contains(group) != after.contains(group))
    };
    let finding = |what: String| Finding {
        what,
        fix: "Say in the labels what tells the fields apart, or put each in a named group."
            .to_owned(),
        related: vec![earlier.subject()],
    };
    if apart().next().is_some() {
        let pictured = |group: NodeId| {
            let group = field.page.element(group);
            group
                .into_iter()
                .flat_map(Element::descendants)
                .any(|inner| ["canvas", "img", "svg"].contains(&inner.tag()) && inner.is_visible())
        };
        let is_frame_only = |group: NodeId| {
            field.page.element(group).is_some_and(|group| {
                group.is_any(&["fieldset", "section"]) || group.role().is_any(&["group", "region"])
            })
        };
        let unmarked = apart().all(|group| is_frame_only(*group) && !pictured(*group));
        return match (between, unmarked) {
            (true, _) | (_, false) => Outcome::Passed,
            _ => Outcome::Failed(finding(format!(
                "Another field of the form has the same label, \"{label}\", and nothing to see says what tells their \
                 groups apart."
            ))),
        };
    }
    let finding = finding(format!("Another field of the form has the same label, \"{label}\"."));
    if between { Outcome::CantTell(finding) } else { Outcome::Failed(finding) }
}

/// What tells a field from those outside of it.
fn groups(field: Element<'_>) -> Vec<NodeId> {
    let is_group = |outer: &Element<'_>| {
        outer.is_any(&["fieldset", "li", "section", "td", "tr"]) || outer.role().is_any(GROUPS)
    };
    field.ancestors().filter(is_group).map(|group| group.id).collect()
}

#[cfg(test)]
mod tests {
    use super::LabelDuplicate;
    use crate::testing::{outcomes, outcomes_of, step};

    const NAME: &str = "<label>Name <input></label>";

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        for (clause, html, expected) in [
            ("twice", format!("<form>{NAME}{NAME}</form>"), "failed"),
            ("three times", format!("<form>{NAME}{NAME}{NAME}</form>"), "failed failed"),
            ("in no form", format!("{NAME}{NAME}"), "failed"),
            ("in two forms", format!("<form>{NAME}</form><form>{NAME}</form>"), ""),
            ("another label", format!("<form>{NAME}<label>Date <input></label></form>"), ""),
            ("another case", format!("<form>{NAME}<label>NAME <input></label></form>"), "failed"),
            (
                "another kind",
                format!("<form>{NAME}<label>Name <select></select></label></form>"),
                "",
            ),
            (
                "a group with a legend",
                format!("<form>{NAME}<fieldset><legend>Contact</legend>{NAME}</fieldset></form>"),
                "passed",
            ),
            (
                "a group without one",
                format!("<form>{NAME}<fieldset>{NAME}</fieldset></form>"),
                "failed",
            ),
            (
                "its heading out of sight",
                format!(
                    "<form>{NAME}<fieldset><h2 box='-9999,0 9x9'>Contact</h2>{NAME}</fieldset></form>"
                ),
                "failed",
            ),
            (
                "a picture in it",
                format!("<form>{NAME}<fieldset><img>{NAME}</fieldset></form>"),
                "passed",
            ),
            (
                "a group by role",
                format!("<form>{NAME}<div role=group><p>Contact</p>{NAME}</div></form>"),
                "passed",
            ),
            ("rows", format!("<table><tr><td>{NAME}<tr><td>{NAME}</table>"), "passed"),
            (
                "text between",
                format!("<form>{NAME}<p>Emergency contact</p>{NAME}</form>"),
                "can't tell",
            ),
            ("a picture between", format!("<form>{NAME}<img alt=Contact>{NAME}</form>"), "can't tell"),
            (
                "a picture in a label",
                format!("<form>{NAME}<label><img alt=''>Name <input></label></form>"),
                "failed",
            ),
            (
                "headings of columns",
                "<b box='0,0 50x10'>Home</b><b box='60,0 50x10'>Work</b>\
                 <label>Name <input box='0,20 50x10'></label><label>Name <input box='60,20 50x10'></label>"
                    .to_owned(),
                "can't tell",
            ),
            (
                "a heading over both columns",
                "<b box='0,0 110x10'>Contacts</b>\
                 <label>Name <input box='0,20 50x10'></label><label>Name <input box='60,20 50x10'></label>"
                    .to_owned(),
                "failed",
            ),
            ("text before both", format!("<form><p>Contacts</p>{NAME}{NAME}</form>"), "failed"),
            (
                "a button between",
                format!("<form>{NAME}<button>Find</button>{NAME}</form>"),
                "failed",
            ),
            ("hidden", format!("<form>{NAME}<div style='display: none'>{NAME}</div></form>"), ""),
            (
                "more in the name",
                format!("<form>{NAME}<label>Name <input aria-label='Contact name'></label></form>"),
                "",
            ),
            (
                "answers",
                "<label>Yes<input type=radio></label><label>Yes<input type=radio></label>"
                    .to_owned(),
                "",
            ),
        ] {
            assert_eq!(outcomes_of::<LabelDuplicate>(&step(&html)).join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn labels_by_id_count_too() {
        let html = "<p id=l>Name</p><input aria-labelledby=l><label for=b>Name</label><input id=b>";
        assert_eq!(outcomes_of::<LabelDuplicate>(&step(html)), ["failed"]);
    }

    #[test]
    fn wording() {
        let html = "<form><label>Name <input></label><label>Name <input id=b></label></form>";
        assert_eq!(
            outcomes::<LabelDuplicate>(&step(html)),
            ["b: failed: Another field of the form has the same label, \"name\"."]
        );
    }
}
