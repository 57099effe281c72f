//! Roles that HTML elements have by themselves (HTML-AAM).

use super::{Role, has_global_attribute, is_named};
use crate::{derived::Element, evidence::State};

/// What an element stands in, as far as roles depend on it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surroundings {
    /// The role of the table it stands in; empty outside, `none` in one that is for layout.
    table: &'static str,
    /// Whether it stands in an article, aside, nav or section.
    sectioned: bool,
    /// Whether it stands in a `main`.
    in_main: bool,
}

impl Surroundings {
    /// What a child of an element stands in.
    pub(super) fn inside(self, element: Element<'_>, role: Role) -> Self {
        let table = match role.name() {
            name @ ("table" | "grid" | "treegrid") => name,
            _ if element.is_any(&["table"]) => "none",
            _ if element.recorded.frame.is_some() => "",
            _ => self.table,
        };
        let sections = ["article", "complementary", "navigation", "region"];
        Self {
            table,
            sectioned: self.sectioned
                || element.is_any(&["article", "aside", "nav", "section"])
                || role.is_any(&sections),
            in_main: self.in_main || role.name() == "main" || element.is_any(&["main"]),
        }
    }
}

/// The role of an HTML element without a `role` attribute; empty if none corresponds to it.
pub(super) fn implicit(element: Element<'_>, around: Surroundings, parent: Role) -> &'static str {
    match element.tag() {
        "a" | "area" => if_else(element.attr("href").is_some(), "link", "generic"),
        "article" => "article",
        "aside" => if_else(!around.sectioned || is_named(element), "complementary", "generic"),
        "header" => if_else(around.sectioned || around.in_main, "generic", "banner"),
        "footer" => if_else(around.sectioned || around.in_main, "generic", "contentinfo"),
        "form" => if_else(is_named(element), "form", "generic"),
        "section" => if_else(is_named(element), "region", "generic"),
        "address" | "details" | "fieldset" | "hgroup" | "optgroup" => "group",
        "body" | "b" | "bdi" | "bdo" | "data" | "div" | "i" | "pre" | "q" | "samp" | "small"
        | "span" | "u" => "generic",
        "blockquote" => "blockquote",
        "button" => "button",
        "caption" => "caption",
        "code" => "code",
        "datalist" => "listbox",
        "dd" => "definition",
        "del" | "s" => "deletion",
        "dfn" | "dt" => "term",
        "dialog" => "dialog",
        "em" => "emphasis",
        "figure" => "figure",
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "heading",
        "hr" => "separator",
        "html" => "document",
        "img" => image(element),
        "input" => input(element),
        "ins" => "insertion",
        "li" => list_item(element, parent),
        "main" => "main",
        "math" => "math",
        "menu" | "ol" | "ul" => "list",
        "meter" => "meter",
        "nav" => "navigation",
        "option" => "option",
        "output" => "status",
        "p" => "paragraph",
        "progress" => "progressbar",
        "search" => "search",
        "select" => select(element),
        "strong" => "strong",
        "sub" => "subscript",
        "sup" => "superscript",
        "table" => "table",
        "tbody" | "tfoot" | "thead" => in_table(around, "rowgroup"),
        "tr" => in_table(around, "row"),
        "td" => cell(around),
        "th" => header(element, around),
        "textarea" => "textbox",
        "time" => "time",
        // A custom element; another role is known to its script alone.
        name if name.contains('-') => "generic",
        _ => "",
    }
}

/// The `type` of an `input`, as the browser takes it.
pub(crate) fn input_type(element: Element<'_>) -> &'static str {
    const TYPES: [&str; 21] = [
        "button",
        "checkbox",
        "color",
        "date",
        "datetime-local",
        "email",
        "file",
        "hidden",
        "image",
        "month",
        "number",
        "password",
        "radio",
        "range",
        "reset",
        "search",
        "submit",
        "tel",
        "time",
        "url",
        "week",
    ];
    let written = element.attr("type").unwrap_or_default();
    TYPES.into_iter().find(|known| known.eq_ignore_ascii_case(written)).unwrap_or("text")
}

fn input(element: Element<'_>) -> &'static str {
    let suggests = || element.references("list").any(|list| list.is_any(&["datalist"]));
    match input_type(element) {
        "button" | "image" | "reset" | "submit" => "button",
        "checkbox" => if_else(element.attr("aria-pressed").is_some(), "button", "checkbox"),
        "email" | "tel" | "text" | "url" => if_else(suggests(), "combobox", "textbox"),
        "search" => if_else(suggests(), "combobox", "searchbox"),
        "number" => "spinbutton",
        "radio" => "radio",
        "range" => "slider",
        _ => "",
    }
}

fn image(element: Element<'_>) -> &'static str {
    let says = |name| element.attr(name).is_some_and(|value| !value.trim().is_empty());
    let decorative = element.attr("alt") == Some("")
        && !says("title")
        && !element.is(State::Focusable)
        && !has_global_attribute(element);
    if_else(decorative, "none", "img")
}

fn list_item(element: Element<'_>, parent: Role) -> &'static str {
    let in_list = element.parent().is_some_and(|list| list.is_any(&["menu", "ol", "ul"]));
    match parent.name() {
        "list" | "directory" if in_list => "listitem",
        "none" if in_list => "none",
        _ => "generic",
    }
}

fn select(element: Element<'_>) -> &'static str {
    let rows = element.attr("size").and_then(|size| size.trim().parse::<u32>().ok());
    let open = element.attr("multiple").is_some() || rows.is_some_and(|rows| rows > 1);
    if_else(open, "listbox", "combobox")
}

fn in_table(around: Surroundings, role: &'static str) -> &'static str {
    match around.table {
        "" => "generic",
        "none" => "none",
        _ => role,
    }
}

fn cell(around: Surroundings) -> &'static str {
    match around.table {
        "grid" | "treegrid" => "gridcell",
        _ => in_table(around, "cell"),
    }
}

fn header(element: Element<'_>, around: Surroundings) -> &'static str {
    let scope = element.attr("scope").unwrap_or_default().to_ascii_lowercase();
    let of_row = match scope.as_str() {
        "row" | "rowgroup" => true,
        "col" | "colgroup" => false,
        _ => {
            let row = element.parent();
            let headed =
                row.and_then(Element::parent).is_some_and(|outer| outer.is_any(&["thead"]));
            // Rows have few cells as a rule; a very long one is taken by its beginning.
            let data =
                row.is_some_and(|row| row.children().take(100).any(|cell| cell.is_any(&["td"])));
            !headed && data
        }
    };
    in_table(around, if_else(of_row, "rowheader", "columnheader"))
}

const fn if_else(holds: bool, then: &'static str, otherwise: &'static str) -> &'static str {
    if holds { then } else { otherwise }
}

#[cfg(test)]
mod tests {
    use crate::{reads::State, testing::step};

    #[test]
    fn implicit_roles() {
        for (html, expected) in [
            ("<a id=x>", "generic"),
            ("<a href='' id=x>", "link"),
            ("<header id=x>", "banner"),
            ("<main><header id=x>", "generic"),
            ("<div role=region><footer id=x>", "generic"),
            ("<div><footer id=x>", "contentinfo"),
            ("<aside id=x>", "complementary"),
            ("<main><aside id=x>", "complementary"),
            ("<article><aside id=x>", "generic"),
            ("<article><aside title=notes id=x>", "complementary"),
            ("<section id=x>", "generic"),
            ("<section aria-label=' ' id=x>", "generic"),
            ("<section aria-label=Results id=x>", "region"),
            ("<form id=x>", "generic"),
            ("<h2 id=h>Sign in</h2><form aria-labelledby=h id=x>", "form"),
            ("<form aria-labelledby=nothing id=x>", "generic"),
            ("<img id=x>", "img"),
            ("<img alt='' id=x>", "none"),
            ("<img alt='' title=Logo id=x>", "img"),
            ("<img alt='' tabindex=0 id=x>", "img"),
            ("<img alt='' aria-label=Logo id=x>", "img"),
            ("<img alt=' ' id=x>", "img"),
            ("<ul><li id=x>", "listitem"),
            ("<ul role=none><li id=x>", "none"),
            ("<ul role=tablist><li id=x>", "generic"),
            ("<div><li id=x>", "generic"),
            ("<select id=x>", "combobox"),
            ("<select size=1 id=x>", "combobox"),
            ("<select size=4 id=x>", "listbox"),
            ("<select multiple id=x>", "listbox"),
            ("<input id=x>", "textbox"),
            ("<input type=unknown id=x>", "textbox"),
            ("<input type=EMAIL id=x>", "textbox"),
            ("<input list=l id=x><datalist id=l>", "combobox"),
            ("<input type=search list=l id=x><div id=l>", "searchbox"),
            ("<input type=password id=x>", ""),
            ("<input type=date id=x>", ""),
            ("<input type=image id=x>", "button"),
            ("<input type=checkbox aria-pressed=false id=x>", "button"),
            ("<table><tr><td id=x>", "cell"),
            ("<table role=grid><tr><td id=x>", "gridcell"),
            ("<table role=none><tr><td id=x>", "none"),
            ("<table role=menu><tr id=x>", "none"),
            ("<table><tr><th id=x><th>", "columnheader"),
            ("<table><tr><th id=x><td>", "rowheader"),
            ("<table><thead><tr><th id=x><td>", "columnheader"),
            ("<table><tr><th scope=col id=x><td>", "columnheader"),
            ("<table><tr><th scope=row id=x><th>", "rowheader"),
            ("<details><summary id=x>", ""),
            ("<svg id=x>", "graphics-document"),
            ("<my-field id=x>", "generic"),
        ] {
            let step = step(html);
            let state = State::new(&step);
            let page = state.page().expect("a page");
            let element = page.elements().find(|element| element.attr("id") == Some("x"));
            assert_eq!(element.expect("x").role().name(), expected, "{html}");
        }
    }
}
