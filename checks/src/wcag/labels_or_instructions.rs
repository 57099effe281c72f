//! # Requirement
//!
//! A person sees what to enter: each field has a label that stays.
//!
//! # Why it matters
//!
//! A placeholder goes away with the first letter. Whoever is interrupted, or forgets easily, then looks at "14" and
//! does not know whether it is the dose or the day.
//!
//! # How it is judged
//!
//! - Judged is each field for text and each list to choose from that has a name, is seen, exposed and not disabled.
//! - It passes when something that names it is seen: its label, or what `aria-labelledby` points at. It also passes
//!   when a text beside or above it, at most one and a half times its height away, says the same as its name.
//! - It fails when its name is nowhere to be seen or only in its placeholder, no text stands within 120 pixels above it
//!   and 300 beside it, and no picture is near it.
//! - A button beside it says what it is for, and so does the header of a table that it stands in. With another text near
//!   it, only a person can say whether that is its label; with none near but one further off, with a picture, and
//!   for what shows a choice or text of its own, it is doubtful.
//!
//! # What it does not see
//!
//! - Formats that are asked for and not told beforehand; the questions of radio buttons and check boxes.
//! - Whether a label says enough.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.3.2](https://www.w3.org/TR/WCAG22/#labels-or-instructions)
//! - [Understanding 3.3.2](https://www.w3.org/WAI/WCAG22/Understanding/labels-or-instructions.html)
//! - [G131: labels that describe](https://www.w3.org/WAI/WCAG22/Techniques/general/G131)
//! - [G162: where labels stand](https://www.w3.org/WAI/WCAG22/Techniques/general/G162)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Block, Element, Page, Plane, TextNode, is_contained, words},
    evidence::{Node, NodeId, Rect},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeSet;

/// How many times its height a label is away from a field at most.
const NEAR: f64 = 1.5;
/// The height that counts of a taller field, and how far texts are looked for above and beside it.
const LINE: f64 = 40.0;
const ABOVE: f64 = 120.0;
const BESIDE: f64 = 300.0;
/// See the page at the top of the file.
#[derive(Debug)]
pub struct LabelsOrInstructions;

impl StateCheck for LabelsOrInstructions {
    const META: &'static Meta = &Meta {
        id: "labels-or-instructions",
        title: "Fields have labels that are seen and stay",
        requires: &[wcag22::LABELS_OR_INSTRUCTIONS],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("labels_or_instructions.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let fields: Vec<_> = page.elements().filter(|element| is_field(*element)).collect();
        if fields.is_empty() {
            return Vec::new();
        }
        let around = Surroundings::of(page);
        fields
            .into_iter()
            .filter_map(|field| Some(field.subject().is(outcome(field, &around)?)))
            .collect()
    }
}

/// Whether it is a field for text, or a list to choose from, that can be used.
pub(super) fn is_field(element: Element<'_>) -> bool {
    element.role().is_any(&["combobox", "listbox", "searchbox", "spinbutton", "textbox"])
        && element.is_html()
        && !element.is_any(&["button"])
        && element.is_visible()
        && element.is_exposed()
        && !element.is_disabled()
        && element.bounds().is_some_and(|own| !own.is_empty())
}

/// What stands near fields.
struct Surroundings<'e> {
    blocks: Vec<Block<'e>>,
    places: Plane<usize>,
    pictures: Plane<NodeId>,
    /// The labels, each with what it labels.
    labels: BTreeSet<(NodeId, NodeId)>,
}

impl<'e> Surroundings<'e> {
    fn of(page: Page<'e>) -> Self {
        let says = |block: &Block<'_>| block.text.chars().any(char::is_alphanumeric);
        let blocks: Vec<_> = Block::all(page).into_values().filter(says).collect();
        let places =
            Plane::of(blocks.iter().enumerate().map(|(place, block)| (block.bounds, place)));
        let pictures = page.elements().filter(|element| {
            element.is_visible()
                && (element.is_any(&["canvas", "img", "svg"]) || element.tag() == "svg")
        });
        let pictures = pictures.filter_map(|element| Some((element.bounds()?, element.id)));
        let pictures = Plane::of(pictures.collect::<Vec<_>>());
        let labels = page
            .elements()
            .flat_map(|control| control.labels().map(move |label| (label.id, control.id)))
            .collect();
        Self { blocks, places, pictures, labels }
    }

    /// The texts above, beside and in a field, as far as both distances reach.
    fn texts(&self, field: Element<'e>, own: Rect, above: f64, beside: f64) -> Vec<&Block<'e>> {
        let area = Rect {
            x: own.x - beside,
            y: own.y - above,
            width: own.width + 2.0 * beside,
            height: own.height + above,
        };
        let level = |place: Rect| {
            let over = place.bottom() <= own.y + 2.0;
            let across = place.x < own.right() && place.right() > own.x;
            let down = place.y < own.bottom() && place.bottom() > own.y;
            over && across || down
        };
        let mut places: Vec<_> = self
            .places
            .near(area)
            .filter(|(place, _)| level(*place))
            .map(|(_, place)| place)
            .collect();
        places.sort_unstable();
        places.dedup();
        places
            .into_iter()
            .filter_map(|place| self.blocks.get(place))
            .filter(|block| !block.element.is_within(field) && !self.is_of_another(block, field))
            .collect()
    }

    /// Whether a text is the label or the content of something else that is operated.
    fn is_of_another(&self, block: &Block<'_>, field: Element<'_>) -> bool {
        let labels_another = |outer: Element<'_>| {
            let mut labelled =
                self.labels.range((outer.id, NodeId(0))..=(outer.id, NodeId(u32::MAX)));
            labelled.next().is_some() && !self.labels.contains(&(outer.id, field.id))
        };
        let is_another = |outer: Element<'_>| {
            labels_another(outer)
                || is_field(outer)
                || outer.is_any(&["option", "select", "textarea"])
        };
        let all_labels = block
            .texts
            .iter()
            .all(|text| text.parent().is_some_and(|parent| parent.lineage().any(labels_another)));
        all_labels || block.element.lineage().any(is_another)
    }

    fn has_picture(&self, own: Rect, reach: f64) -> bool {
        let area = Rect {
            x: own.x - reach,
            y: own.y - reach,
            width: own.width + 2.0 * reach,
            height: own.height + 2.0 * reach,
        };
        self.pictures.near(area).next().is_some()
    }
}

fn outcome<'e>(field: Element<'e>, around: &Surroundings<'e>) -> Option<Outcome> {
    let own = field.bounds()?;
    let name = field.name();
    if name.is_empty() {
        return None;
    }
    if name.parts.iter().any(|part| part.node != field.id && is_seen(field.page, part.node)) {
        return Some(Outcome::Passed);
    }
    if field.ancestors().any(|outer| outer.role().is_any(&["cell", "gridcell"])) {
        return Some(Outcome::Excepted("cell of a table"));
    }
    let reach = own.height.min(LINE) * NEAR;
    let near = around.texts(field, own, reach, reach);
    let (buttons, texts): (Vec<&Block<'_>>, Vec<&Block<'_>>) =
        near.into_iter().partition(|block| block.element.lineage().any(is_button));
    let called = words(&name.text);
    let same = |block: &&Block<'_>| {
        let said = words(&block.text);
        !said.is_empty() && (is_contained(&said, &called) || is_contained(&called, &said))
    };
    if texts.iter().any(same) {
        return Some(Outcome::Passed);
    }
    let beside =
        |button: &&Block<'_>| button.bounds.bottom() > own.y && button.bounds.y < own.bottom();
    if buttons.iter().any(beside) {
        return Some(Outcome::Excepted("button beside it"));
    }
    let fix = "Give it a label that is seen and stays when something is typed.";
    let what = if field.recorded.placeholder.is_some() {
        format!("Only its placeholder shows what \u{201c}{}\u{201d} is called", name.text)
    } else {
        format!("Nothing that is seen calls the field \u{201c}{}\u{201d}", name.text)
    };
    if let Some(text) = texts.first() {
        let finding = Finding {
            related: vec![text.element.subject()],
            ..Finding::new(format!("{what}; near it stands \u{201c}{}\u{201d}.", text.text), fix)
        };
        return Some(Outcome::Question(finding));
    }
    let far = around.texts(field, own, ABOVE, BESIDE);
    let far = far.iter().find(|block| !block.element.lineage().any(is_button));
    let finding = |rest: &str| Finding::new(format!("{what}{rest}."), fix);
    let chosen = field.is_any(&["select"]) && field.value().is_some_and(|value| !value.is_empty())
        || field.texts().any(TextNode::is_visible);
    Some(if let Some(text) = far {
        let rest = format!("; the nearest text is \u{201c}{}\u{201d}", text.text);
        Outcome::CantTell(finding(&rest))
    } else if around.has_picture(own, reach) {
        Outcome::CantTell(finding(", unless the picture near it does"))
    } else if chosen {
        Outcome::CantTell(finding(", unless its content does"))
    } else {
        Outcome::Failed(finding(", and no text is near it"))
    })
}

fn is_button(element: Element<'_>) -> bool {
    element.role().is_any(&["button", "link"])
}

/// Whether a person sees what a part of a name came from.
fn is_seen(page: Page<'_>, id: NodeId) -> bool {
    let says = |text: &str| text.chars().any(char::is_alphanumeric);
    match page.recorded.nodes.get(id.index()) {
        Some(Node::Element(_)) => page.element(id).is_some_and(|element| {
            let text = element.texts().any(|text| text.is_visible() && says(text.text()));
            text || element.is_visible() && element.is_any(&["img", "input", "button"])
        }),
        Some(Node::Text(recorded)) => {
            let text = TextNode { page, id, recorded };
            text.is_visible() && says(text.text())
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::LabelsOrInstructions;
    use crate::testing::{outcomes, outcomes_of, step};

    const FIELD: &str = "box='500,500 200x30'";

    /// Each clause, on both sides of its line; the field is 30 pixels high.
    #[test]
    fn clauses() {
        let named = format!("<input id=a aria-label='Date of birth' {FIELD}>");
        let beside = |text: &str, place: &str| format!("<p box='{place}'>{text}</p>{named}");
        for (clause, html, expected) in [
            (
                "a label",
                format!("<label for=a box='500,470 90x20'>Born</label><input id=a {FIELD}>"),
                "passed",
            ),
            (
                "a label far off",
                format!("<label for=a box='0,0 90x20'>Born</label><input id=a {FIELD}>"),
                "passed",
            ),
            (
                "a label unseen",
                format!("<label for=a box='-999,0 90x20'>Born</label><input id=a {FIELD}>"),
                "failed",
            ),
            (
                "labelled from elsewhere",
                format!("<p id=b box='0,0 90x20'>Born</p><input aria-labelledby=b {FIELD}>"),
                "passed",
            ),
            ("nothing", named.clone(), "failed"),
            ("a title", format!("<input title='Date of birth' {FIELD}>"), "failed"),
            ("the same above", beside("Date of birth", "500,435 90x20"), "passed"),
            ("a part of it above", beside("Date", "500,435 90x20"), "passed"),
            ("too far above", beside("Date of birth", "500,430 90x20"), "can't tell"),
            ("much too far above", beside("Date of birth", "500,350 90x20"), "failed"),
            ("above and aside", beside("Date of birth", "400,460 90x20"), "failed"),
            ("on the left", beside("Date of birth", "370,505 90x20"), "passed"),
            ("further left", beside("Date of birth", "360,505 90x20"), "can't tell"),
            ("much further left", beside("Date of birth", "100,505 90x20"), "failed"),
            ("below", beside("Date of birth", "500,540 90x20"), "failed"),
            ("another text", beside("About you", "500,470 90x20"), "question"),
            (
                "a button beside",
                format!("{named}<button box='705,500 60x30'>Go</button>"),
                "excepted",
            ),
            ("a button below", format!("{named}<button box='500,540 60x30'>Go</button>"), "failed"),
            (
                "the label of another",
                format!(
                    "<label for=b box='500,470 90x20'>Date of birth</label><input id=b box='0,0 9x9'>{named}"
                ),
                "passed failed",
            ),
            (
                "a label of nothing",
                format!("<label box='500,470 90x20'>Date of birth</label>{named}"),
                "passed",
            ),
            (
                "its own text",
                format!("<div role=combobox tabindex=0 aria-label=Year {FIELD}>2026</div>"),
                "can't tell",
            ),
            ("in a table", format!("<table><tr><td>{named}</table>"), "excepted"),
            ("a picture", format!("<img box='470,505 20x20'>{named}"), "can't tell"),
            (
                "a choice",
                format!("<select value=2026 aria-label=Year {FIELD}></select>"),
                "can't tell",
            ),
            ("no name", format!("<input {FIELD}>"), ""),
            ("disabled", format!("<input disabled aria-label=Year {FIELD}>"), ""),
            ("a check box", format!("<input type=checkbox aria-label=Year {FIELD}>"), ""),
        ] {
            let said = outcomes_of::<LabelsOrInstructions>(&step(&html)).join(" ");
            assert_eq!(said, expected, "{clause}");
        }
    }

    #[test]
    fn only_fields_are_judged() {
        let step = step("<button>Go</button><input type=submit><a href=#>x</a>");
        assert!(outcomes::<LabelsOrInstructions>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let step = step(&format!("<input id=a aria-label='Date of birth' {FIELD}>"));
        insta::assert_snapshot!(outcomes::<LabelsOrInstructions>(&step).join("\n"), @"a: failed: Nothing that is seen calls the field “Date of birth”, and no text is near it.");
    }
}
