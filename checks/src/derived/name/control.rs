//! The value of a control that stands in the label of another.

use crate::{derived::Element, evidence::State};

/// How many options of a list are looked through.
const OPTIONS: usize = 2_000;

/// The value that a control contributes to the name of what it stands in; `None` if it is none.
pub(super) fn value(element: Element<'_>) -> Option<Value> {
    let role = element.role();
    let native = element.is_any(&["input", "textarea", "select"]);
    match role.name() {
        "combobox" | "listbox" if element.is_any(&["select"]) => {
            Some(Value::Text(chosen(element, |option| option.is(State::Selected))))
        }
        "combobox" | "searchbox" | "textbox" => Some(match element.value() {
            Some(value) if native => Value::Text(value.to_owned()),
            _ => Value::Content,
        }),
        "listbox" => Some(Value::Text(chosen(element, |option| {
            option.attr("aria-selected") == Some("true")
        }))),
        "meter" | "progressbar" | "scrollbar" | "slider" | "spinbutton" => {
            let said = ["aria-valuetext", "aria-valuenow"]
                .into_iter()
                .find_map(|name| element.attr(name).filter(|value| !value.trim().is_empty()));
            let value = said.or_else(|| element.value()).or_else(|| element.attr("value"));
            Some(Value::Text(value.unwrap_or_default().to_owned()))
        }
        _ => None,
    }
}

/// What a control contributes.
pub(super) enum Value {
    /// This text.
    Text(String),
    /// Whatever stands in it.
    Content,
}

fn chosen(list: Element<'_>, is_chosen: impl Fn(Element<'_>) -> bool) -> String {
    list.descendants()
        .take(OPTIONS)
        .filter(|option| option.role().name() == "option" && is_chosen(*option))
        .map(|option| option.attr("label").map_or_else(|| option.text(), ToOwned::to_owned))
        .collect::<Vec<_>>()
        .join(" ")
}
