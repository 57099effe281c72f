//! The text that a person sees inside of an element, with white space as the layout makes it.

use super::{Element, TextNode};
use crate::evidence::{Node, Property, State};

/// What is still to be written.
enum Piece<'e> {
    Element(Element<'e>),
    Text(TextNode<'e>),
    Gap(char),
}

impl<'e> Element<'e> {
    /// The text that a person sees inside of it: the ACT rules' "visible inner text".
    ///
    /// `keep` says of each text's element whether its text counts; text in an icon font does not read as it is written.
    pub fn visible_text(self, keep: impl Fn(Element<'e>) -> bool) -> String {
        let mut written = String::new();
        let mut open = vec![Piece::Element(self)];
        while let Some(piece) = open.pop() {
            match piece {
                Piece::Gap(gap) => written.push(gap),
                Piece::Text(text) => write_text(text, &keep, &mut written),
                Piece::Element(element) => open_element(element, &mut open, &mut written),
            }
        }
        written
    }
}

fn write_text<'e>(text: TextNode<'e>, keep: &impl Fn(Element<'e>) -> bool, written: &mut String) {
    let Some(parent) = text.parent() else { return };
    if text.text().trim().is_empty() {
        if parent.is(State::Rendered) {
            written.push(' ');
        }
    } else if text.is_visible() && keep(parent) {
        written.push_str(text.text());
    }
}

fn open_element<'e>(element: Element<'e>, open: &mut Vec<Piece<'e>>, written: &mut String) {
    if !element.is(State::Rendered) {
        return;
    }
    if element.is_any(&["br"]) {
        written.push('\n');
        return;
    }
    let display = element.style(Property::Display);
    // An element without a box of its own shows what is inside of it.
    if !element.is_visible() && display != "contents" {
        if element.bounds().is_some_and(|bounds| bounds.width > 0.0) {
            written.push(' ');
        }
        return;
    }
    let gap = match display {
        "block" | "flex" | "grid" | "table" | "list-item" | "flow-root" | "table-caption" => '\n',
        "table-cell" | "table-row" => ' ',
        _ => {
            open_children(element, open);
            return;
        }
    };
    open.push(Piece::Gap(gap));
    open_children(element, open);
    open.push(Piece::Gap(gap));
}

fn open_children<'e>(element: Element<'e>, open: &mut Vec<Piece<'e>>) {
    for id in element.child_ids().iter().rev() {
        match element.page.recorded.nodes.get(id.index()) {
            Some(Node::Element(_)) => open.extend(element.page.element(*id).map(Piece::Element)),
            Some(Node::Text(recorded)) => {
                open.push(Piece::Text(TextNode { page: element.page, id: *id, recorded }));
            }
            None => (),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{reads::State, testing::step};

    fn text(html: &str) -> String {
        let step = step(html);
        let state = State::new(&step);
        let page = state.page().unwrap();
        page.elements()
            .find(|element| element.attr("id") == Some("a"))
            .unwrap()
            .visible_text(|_| true)
    }

    #[test]
    fn it_is_what_is_seen() {
        for (html, expected) in [
            ("<a id=a>Lab results</a>", "Lab results"),
            ("<a id=a>Lab <b>re</b>sults</a>", "Lab results"),
            ("<a id=a>Lab<br>results</a>", "Lab\nresults"),
            ("<a id=a><p>Lab</p><p>results</p></a>", "\nLab\n\nresults\n"),
            ("<a id=a>Lab <i style='display: none'>old</i>results</a>", "Lab results"),
            ("<a id=a>Lab<i style='visibility: hidden'>old</i>results</a>", "Lab results"),
            ("<a id=a>Lab<i box='0,0 0x0'>old</i>results</a>", "Labresults"),
            ("<a id=a><b>Lab</b> <b>results</b></a>", "Lab results"),
        ] {
            assert_eq!(text(html), expected, "{html}");
        }
    }
}
