//! What HTML and SVG name an element by, beside labels.

use super::Source;
use crate::derived::Element;

/// What an element of the host language is named by.
pub(super) enum Native<'e> {
    /// This text, from an attribute.
    Text(&'e str),
    /// What stands in another element: a caption, a legend, a title.
    Element(Element<'e>),
    /// What the browser calls it by default.
    Default(&'static str),
}

/// What an element is named by, apart from `label` elements, ARIA, content and tooltip.
pub(super) fn native(element: Element<'_>) -> Option<Native<'_>> {
    if element.role().name() == "none" {
        return None;
    }
    if element.is_svg() {
        return svg(element);
    }
    match element.tag() {
        _ if !element.is_html() => None,
        "area" | "img" => attribute(element, "alt"),
        "fieldset" => child(element, "legend"),
        "figure" => child(element, "figcaption"),
        "html" => title(element),
        "input" => input(element),
        "optgroup" | "option" => attribute(element, "label"),
        "table" => child(element, "caption"),
        _ => None,
    }
}

fn input(element: Element<'_>) -> Option<Native<'_>> {
    // An empty `value` is what the author said; only one that is missing gives the default.
    let or = |default| match element.attr("value") {
        Some(value) => present(value),
        None => Some(Native::Default(default)),
    };
    match element.input_type() {
        "button" => attribute(element, "value"),
        "submit" => or("Submit"),
        "reset" => or("Reset"),
        "image" => attribute(element, "alt"),
        _ => None,
    }
}

fn svg(element: Element<'_>) -> Option<Native<'_>> {
    let title = element
        .children()
        .find(|child| child.is_svg() && child.tag() == "title")
        .map(Native::Element);
    let linked = || (element.tag() == "a").then(|| attribute(element, "xlink:title")).flatten();
    title.or_else(linked)
}

/// What HTML and SVG describe an element by, beside its `title`: what does not name it already.
pub(super) fn description(element: Element<'_>) -> Option<Native<'_>> {
    let captioned = element.name().is_from(Source::HostLanguage);
    let described = if element.is_svg() {
        element.children().find(|child| child.is_svg() && child.tag() == "desc")
    } else if element.is_any(&["table"]) {
        element.children().find(|child| child.is_any(&["caption"])).filter(|_| !captioned)
    } else {
        None
    };
    described
        .filter(|said| !said.text().trim().is_empty())
        .map(Native::Element)
        .or_else(|| element.is_any(&["table"]).then(|| attribute(element, "summary")).flatten())
}

/// The title of the page for its own root element.
fn title(element: Element<'_>) -> Option<Native<'_>> {
    element.parent().is_none().then(|| present(&element.page.document().title)).flatten()
}

fn child<'e>(element: Element<'e>, tag: &str) -> Option<Native<'e>> {
    element.children().find(|child| child.is_any(&[tag])).map(Native::Element)
}

fn attribute<'e>(element: Element<'e>, name: &str) -> Option<Native<'e>> {
    element.attr(name).and_then(present)
}

fn present(value: &str) -> Option<Native<'_>> {
    (!value.trim().is_empty()).then_some(Native::Text(value))
}

/// Whether an element can have such a text in place of its value; others are not named by it.
pub(super) fn takes(element: Element<'_>, name: &str) -> bool {
    const TYPES: &[&str] = &["email", "number", "password", "search", "tel", "text", "url"];
    match name {
        "placeholder" => element.is_any(&["textarea"]) || TYPES.contains(&element.input_type()),
        "aria-placeholder" => element.role().is_any(&["searchbox", "textbox"]),
        _ => true,
    }
}
