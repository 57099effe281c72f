//! The texts that a page shows, and those that belong to controls that cannot be operated.

use super::{Element, Lettering, Page, Source};
use crate::{
    evidence::{Property, State},
    judgement::Subject,
};

/// Every text that a person can see and that says something, each with the thing that it is: the texts inside of
/// HTML elements, and the values and placeholders of fields,
/// the options of lists.
pub fn letterings(page: Page<'_>) -> impl Iterator<Item = (Subject, Lettering<'_>)> {
    let texts = page.texts().filter_map(move |text| {
        let element = text.parent().filter(|parent| parent.is_html())?;
        let shown = text.is_visible() && says_something(text.text()) && !is_inside_field(element);
        let backdrop = text.recorded.backdrop.as_ref();
        let lettering = Lettering { element, pseudo: None, lines: text.lines(), backdrop };
        shown.then(|| (text.subject(), lettering))
    });
    let fields = page.elements().filter(|element| element.is_visible()).filter_map(move |field| {
        let (lines, backdrop) =
            (field.recorded.bounds.as_slice(), field.recorded.backdrop.as_ref());
        if let Some(pseudo) = &field.recorded.placeholder {
            let says = says_something(page.string(pseudo.content));
            return says.then(|| {
                (
                    field.subject(),
                    Lettering { element: field, pseudo: Some(pseudo), lines, backdrop },
                )
            });
        }
        let option = field.is_any(&["option"]) && field.ancestors().any(is_list_box);
        if option && says_something(field.attr("label").unwrap_or(&field.text())) {
            return Some((
                field.subject(),
                Lettering { element: field, pseudo: None, lines, backdrop },
            ));
        }
        let says = shows_value(field) && field.value().is_some_and(says_something);
        says.then(|| (field.subject(), Lettering { element: field, pseudo: None, lines, backdrop }))
    });
    texts.chain(fields)
}

/// Whether there is a letter or digit in it.
fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// Whether the text is a field's content in the tree, which its value stands for.
fn is_inside_field(element: Element<'_>) -> bool {
    element.is_any(&["textarea", "select", "option", "optgroup"])
}

/// Whether it is a list that shows its options where it stands.
fn is_list_box(element: Element<'_>) -> bool {
    let rows = element.attr("size").and_then(|rows| rows.trim().parse::<u32>().ok());
    element.is_any(&["select"])
        && (element.attr("multiple").is_some() || rows.is_some_and(|rows| rows > 1))
}

fn shows_value(field: Element<'_>) -> bool {
    const SILENT: &[&str] = &["checkbox", "color", "file", "hidden", "image", "radio", "range"];
    let kind = field.attr("type").unwrap_or_default().to_ascii_lowercase();
    field.is_any(&["textarea"])
        || field.is_any(&["select"]) && !is_list_box(field)
        || field.is_any(&["input"]) && !SILENT.contains(&&*kind)
}

impl Element<'_> {
    /// Whether its font, by its name, draws letters as pictures.
    pub fn is_in_icon_font(self) -> bool {
        let families = self.style(Property::FontFamily).to_ascii_lowercase();
        let first = families.split(',').next().unwrap_or_default();
        let first = first.trim_matches(|c: char| !c.is_alphanumeric());
        // Whole words: a Lexicon has letters, and so has what is called Symbol.
        let is_mark = |word: &str| {
            ["awesome", "codicon", "fontawesome", "icomoon", "icon", "iconfont"].contains(&word)
                || word.ends_with("icons")
        };
        first.starts_with("material symbols")
            || first.split(|c: char| !c.is_alphanumeric()).any(is_mark)
    }
}

/// What belongs to controls that cannot be operated.
#[derive(Debug)]
pub struct Inactive {
    /// Each node: whether it is in such a control or group, or in the label of one.
    nodes: Vec<bool>,
}

impl Inactive {
    /// Works it out.
    pub fn of(page: Page<'_>) -> Self {
        let mut labels = vec![false; page.recorded.nodes.len()];
        for control in page.elements().filter(|element| is_disabled_widget(*element)) {
            let name = control.name();
            for part in &name.parts {
                labels[part.node.index()] = true;
            }
            // Of what names it, all is its label; a label that something else outweighs is none.
            if name.is_from(Source::LabelledBy) {
                for label in control.references("aria-labelledby") {
                    labels[label.id.index()] = true;
                }
            }
            if name.is_from(Source::HostLanguage) {
                for label in page.facts.labels.get(&control.id).into_iter().flatten() {
                    labels[label.index()] = true;
                }
            }
        }
        // Parents stand before their children, so one pass hands down what holds for all inside of an element.
        let mut said_so = vec![false; labels.len()];
        let mut nodes = labels;
        for element in page.elements() {
            let at = element.id.index();
            let outer = element.parent().map(|parent| parent.id.index());
            said_so[at] = outer.is_some_and(|outer| said_so[outer]) || says_disabled(element);
            let control = element.is_widget() || element.is_grouping();
            nodes[at] |= outer.is_some_and(|outer| nodes[outer])
                || element.is(State::Disabled)
                || said_so[at] && control;
        }
        Self { nodes }
    }

    /// Whether a text belongs to such a control.
    pub fn holds(&self, lettering: &Lettering<'_>) -> bool {
        self.has(lettering.element)
    }

    /// Whether an element is such a control, or belongs to one.
    pub fn has(&self, element: Element<'_>) -> bool {
        self.nodes[element.id.index()]
    }
}

/// Of a group that is disabled, the content is inactive, but not what names it.
fn is_disabled_widget(element: Element<'_>) -> bool {
    let groups = element.is_any(&["fieldset", "optgroup"]);
    element.is(State::Disabled) && !groups || element.is_widget() && element.is_disabled()
}

fn says_disabled(element: Element<'_>) -> bool {
    element.attr("aria-disabled").is_some_and(|disabled| disabled.eq_ignore_ascii_case("true"))
}
