//! The blocks of text of a page: what a person sees as one paragraph, line or cell.

use super::{Element, Page, TextNode};
use crate::evidence::{NodeId, Property, Rect};
use std::collections::BTreeMap;

/// A block of text: the element whose lines the texts stand in, and nothing of blocks inside of it.
#[derive(Debug, Clone)]
pub struct Block<'e> {
    /// The element that lays the lines out.
    pub element: Element<'e>,
    /// The texts that are seen, in the order of the page.
    pub texts: Vec<TextNode<'e>>,
    /// What they say, with single blanks.
    pub text: String,
    /// The smallest rectangle around all lines.
    pub bounds: Rect,
}

impl<'e> Block<'e> {
    /// The blocks with something to read, by the element that lays them out: in the order of the page.
    pub fn all(page: Page<'e>) -> BTreeMap<NodeId, Self> {
        // Parents stand before their children, so one pass hands down the block that each element stands in.
        let mut around: Vec<Option<NodeId>> = vec![None; page.recorded.nodes.len()];
        for element in page.elements() {
            let inline = ["inline", "contents"].contains(&element.style(Property::Display));
            let outer = element.parent().and_then(|parent| around[parent.id.index()]);
            around[element.id.index()] = if inline { outer } else { Some(element.id) };
        }
        let mut blocks = BTreeMap::new();
        for text in page.texts().filter(|text| text.is_visible()) {
            let element = text
                .parent()
                .and_then(|parent| around[parent.id.index()])
                .and_then(|id| page.element(id));
            let Some(element) = element else { continue };
            let bounds = text.lines().iter().copied().reduce(Rect::around).unwrap_or_default();
            let block = blocks.entry(element.id).or_insert_with(|| Self {
                element,
                texts: Vec::new(),
                text: String::new(),
                bounds,
            });
            block.texts.push(text);
            block.text.push_str(text.text());
            block.text.push(' ');
            block.bounds = block.bounds.around(bounds);
        }
        for block in blocks.values_mut() {
            block.text = block.text.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        blocks
    }

    /// A computed style property, if all of its texts agree on it.
    pub fn style(&self, property: Property) -> Option<&'e str> {
        let mut styles = self.texts.iter().filter_map(|text| Some(text.parent()?.style(property)));
        let first = styles.next()?;
        styles.all(|style| style == first).then_some(first)
    }

    /// The size of its letters in pixels, if they have one.
    pub fn font_size(&self) -> Option<f64> {
        self.style(Property::FontSize)?.trim_end_matches("px").parse().ok()
    }

    /// How heavy its letters are, if all are alike.
    pub fn font_weight(&self) -> Option<f64> {
        self.style(Property::FontWeight)?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Block;
    use crate::{reads::State, testing::step};

    #[test]
    fn a_block_is_what_stands_in_the_same_lines() {
        let step = step(
            "<div>Your <b style='font-weight: 700'>next</b> visit<p>is on <a href=#>4 May</a></p><p> </p>
             <span style='display: inline-block'>at nine</span></div>",
        );
        let state = State::new(&step);
        let blocks = Block::all(state.page().expect("a page"));
        let said: Vec<_> = blocks.values().map(|block| block.text.as_str()).collect();
        assert_eq!(said, ["Your next visit", "is on 4 May", "at nine"]);
        let weights: Vec<_> = blocks.values().map(Block::font_weight).collect();
        assert_eq!(weights, [None, Some(400.0), Some(400.0)]);
    }
}
