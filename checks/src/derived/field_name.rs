//! Whether a field has a name.

use super::{Element, Source};
use crate::judgement::{Finding, Outcome};

/// Passed with a name that every browser gives it.
pub fn outcome(field: Element<'_>) -> Outcome {
    if is_named_by_what_is_hidden(field) {
        return Outcome::CantTell(Finding::new(
            "The field is named only by a hidden label, which not every browser takes for a name.",
            "Show the label, or name the field with `aria-label` or `aria-labelledby`.",
        ));
    }
    match field.unnamed() {
        Some(why) => Outcome::Failed(Finding::new(
            format!("The field has no accessible name{why}."),
            "Point a `label` to it with `for`, or name it with `aria-labelledby`.",
        )),
        None => Outcome::Passed,
    }
}

/// Whether its name is nothing but the text of `label` elements that are all hidden.
fn is_named_by_what_is_hidden(field: Element<'_>) -> bool {
    let name = field.name();
    let by_label = name.parts.iter().all(|part| part.source == Source::HostLanguage);
    let mut labels = field.labels().peekable();
    !name.is_empty()
        && by_label
        && labels.peek().is_some()
        && labels.all(Element::is_programmatically_hidden)
}
