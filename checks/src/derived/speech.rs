//! Which words a screen reader speaks in the language of which element.

use super::{Element, Page, Source};
use crate::evidence::NodeId;
use std::collections::BTreeMap;

/// What is to be spoken in the language of each element that has one of its own: the ACT rules' "text inheriting its
/// programmatic language".
#[derive(Debug, Default)]
pub struct Speech<'e> {
    said: BTreeMap<NodeId, Vec<&'e str>>,
}

impl<'e> Speech<'e> {
    /// Collects it.
    pub fn of(page: Page<'e>) -> Self {
        // Parents stand before their children, so one pass hands each language down.
        let mut source: BTreeMap<NodeId, NodeId> = BTreeMap::new();
        for element in page.elements() {
            let inherited = element.parent().and_then(|parent| source.get(&parent.id).copied());
            if let Some(from) = element.language().map(|_| element.id).or(inherited) {
                source.insert(element.id, from);
            }
        }
        let mut speech = Self::default();
        let texts = page
            .texts()
            .filter(|text| text.is_visible() || text.is_exposed())
            .filter_map(|text| Some((*source.get(&text.parent()?.id)?, text.text())));
        let names = page
            .elements()
            .filter(|element| element.is_exposed())
            .filter_map(|element| Some((source.get(&element.id).copied()?, element)))
            .flat_map(|(from, element)| own_words(element).map(move |words| (from, words)));
        for (from, words) in texts.chain(names) {
            if !words.trim().is_empty() {
                speech.said.entry(from).or_default().push(words);
            }
        }
        speech
    }

    /// What is to be spoken in the language of this element; nothing if it has none of its own.
    pub fn by(&self, element: Element<'_>) -> &[&'e str] {
        self.said.get(&element.id).map_or(&[], Vec::as_slice)
    }
}

/// The words of its name and description that are not text inside it, which counts by itself if it counts at all.
fn own_words(element: Element<'_>) -> impl Iterator<Item = &str> {
    [element.name(), element.description()]
        .into_iter()
        .flat_map(|name| &name.parts)
        .filter(|part| !matches!(part.source, Source::Content | Source::EmbeddedControl))
        .map(|part| part.text.as_str())
}

impl<'e> Element<'e> {
    /// The language that the author gave it, as written; none if it takes that of its parent.
    pub fn language(self) -> Option<&'e str> {
        self.attr("lang").filter(|lang| !lang.is_empty())
    }
}
