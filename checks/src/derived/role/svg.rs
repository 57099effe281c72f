//! Roles that SVG elements have by themselves (SVG-AAM).

use super::is_named;
use crate::derived::Element;

/// The role of an SVG element without a `role` attribute; empty if it is only drawn.
pub(super) fn implicit(element: Element<'_>) -> &'static str {
    let linked = || ["href", "xlink:href"].iter().any(|name| element.attr(name).is_some());
    match element.tag() {
        "a" if linked() => "link",
        "svg" => "graphics-document",
        "image" => "img",
        "foreignObject" | "text" => "group",
        "g" if is_told(element) => "group",
        "use" if is_told(element) => "graphics-object",
        "circle" | "ellipse" | "line" | "path" | "polygon" | "polyline" | "rect"
            if is_told(element) =>
        {
            "graphics-symbol"
        }
        _ => "",
    }
}

/// Whether the author says something of it, so that it is exposed.
fn is_told(element: Element<'_>) -> bool {
    is_named(element)
        || element
            .children()
            .take(8)
            .any(|child| child.is_svg() && ["title", "desc"].contains(&child.tag()))
}

#[cfg(test)]
mod tests {
    use crate::{reads::State, testing::step};

    #[test]
    fn implicit_roles() {
        for (svg, expected) in [
            ("<g id=x></g>", ""),
            ("<g id=x><title>Heart rate</title></g>", "group"),
            ("<path id=x />", ""),
            ("<path id=x aria-label=Peak />", "graphics-symbol"),
            ("<path id=x role=img />", "img"),
            ("<image id=x />", "img"),
            ("<a id=x></a>", ""),
            ("<a id=x href=/></a>", "link"),
            ("<text id=x>72</text>", "group"),
        ] {
            let step = step(&format!("<svg>{svg}</svg>"));
            let state = State::new(&step);
            let page = state.page().expect("a page");
            let element = page.elements().find(|element| element.attr("id") == Some("x"));
            assert_eq!(element.expect("x").role().name(), expected, "{svg}");
        }
    }
}
