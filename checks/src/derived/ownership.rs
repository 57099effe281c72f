//! Parents and children in the accessibility tree: without what is not in it, and with `aria-owns`.

use super::{Element, Page};
use crate::{
    evidence::{NodeId, State},
    standards::aria12::{self, Attribute},
};
use std::{collections::BTreeMap, iter};

/// How far up a parent is looked for; no page that people made is deeper.
const HEIGHT: usize = 1_000;

/// What an element owns: its children in the accessibility tree.
#[derive(Debug, Default)]
pub struct Owned<'e> {
    /// The children with a role, in order.
    pub elements: Vec<Element<'e>>,
    /// Elements without a role that hold none with one: whether they are in the tree depends on the browser.
    pub plain: Vec<Element<'e>>,
}

impl<'e> Element<'e> {
    /// Its parent in the accessibility tree.
    pub fn accessible_parent(self) -> Option<Self> {
        let mut element = self;
        for _ in 0..HEIGHT {
            element = element.owner().or_else(|| element.parent())?;
            if !element.is_see_through() {
                return Some(element);
            }
        }
        None
    }

    /// What it owns in the accessibility tree.
    pub fn owned(self) -> Owned<'e> {
        let mut owned = Owned::default();
        let mut open: Vec<_> = self.next_down().collect();
        open.reverse();
        while let Some(element) = open.pop() {
            let hidden = element.page.facts.hidden[element.id.index()];
            if hidden.with_content() || element.is(State::Inert) {
                continue;
            }
            if !element.is_see_through() && !hidden.programmatically() {
                owned.elements.push(element);
                continue;
            }
            let below: Vec<_> = element.next_down().collect();
            if below.is_empty() && element.role().name() != "none" && !hidden.programmatically() {
                owned.plain.push(element);
            }
            open.extend(below.into_iter().rev());
        }
        owned
    }

    /// Whether it is in the accessibility tree only as what it holds: a role of `none`, or a generic
    /// element that cannot take the focus and of which nothing is said.
    pub fn is_see_through(self) -> bool {
        match self.role().name() {
            "none" => true,
            "" | "generic" => {
                !self.is(State::Focusable)
                    && self.recorded.frame.is_none()
                    && !self.attributes().any(|(name, _)| {
                        name != "aria-hidden"
                            && aria12::attribute(name).is_some_and(Attribute::is_global)
                    })
            }
            _ => false,
        }
    }

    /// Whether it is a custom element whose role only its own script knows. Without a script it has none of its own.
    pub fn is_custom(self) -> bool {
        self.page.facts.scripted
            && self.is_html()
            && self.tag().contains('-')
            && self.explicit_role().name().is_empty()
    }

    /// Itself, then what is above it by way of parents and owners, whether that is in the accessibility tree or not.
    pub fn accessible_lineage(self) -> impl Iterator<Item = Self> {
        iter::successors(Some(self), |element| element.owner().or_else(|| element.parent()))
            .take(HEIGHT)
    }

    fn owner(self) -> Option<Self> {
        self.page.facts.owners.get(&self.id).and_then(|owner| self.page.element(*owner))
    }

    /// Its children that nothing else owns, then those it owns by `aria-owns`.
    fn next_down(self) -> impl Iterator<Item = Self> {
        let owners = &self.page.facts.owners;
        let adopted = self
            .references("aria-owns")
            .filter(move |element| owners.get(&element.id) == Some(&self.id));
        self.children().filter(|child| !owners.contains_key(&child.id)).chain(adopted)
    }
}

/// The owner of each element that an `aria-owns` names: the first, unless that would make a ring.
pub(super) fn owners(page: Page<'_>) -> BTreeMap<NodeId, NodeId> {
    let mut owners = BTreeMap::new();
    for element in page.elements().filter(|element| element.attr("aria-owns").is_some()) {
        for target in element.references("aria-owns") {
            if !owners.contains_key(&target.id) && !is_above(&owners, target, element) {
                owners.insert(target.id, element.id);
            }
        }
    }
    owners
}

/// Whether one element is the other, or above it, by way of parents and owners.
fn is_above(owners: &BTreeMap<NodeId, NodeId>, one: Element<'_>, other: Element<'_>) -> bool {
    let mut below = Some(other);
    for _ in 0..HEIGHT {
        match below {
            None => return false,
            Some(element) if element.id == one.id => return true,
            Some(element) => {
                let owner = owners.get(&element.id).and_then(|owner| element.page.element(*owner));
                below = owner.or_else(|| element.parent());
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::{reads::State, testing::step};

    #[test]
    fn parents_and_children() {
        for (html, parent, owned, plain) in [
            ("<ul id=p><li id=x></ul>", "p", "x", ""),
            ("<div role=list id=p><div><b id=x role=listitem></b></div></div>", "p", "x", ""),
            ("<ul id=p><li id=q role=none><b id=x role=listitem></b></ul>", "p", "x", ""),
            (
                "<ul id=p><div aria-live=polite id=q><li id=x role=listitem></div></ul>",
                "q",
                "q",
                "",
            ),
            ("<ul id=p><div tabindex=0 id=q><b id=x role=listitem></b></div></ul>", "q", "q", ""),
            ("<ul id=p aria-owns=x></ul><b id=x role=listitem></b>", "p", "x", ""),
            (
                "<ul id=p aria-owns=x></ul><ol aria-owns=x></ol><b id=x role=listitem></b>",
                "p",
                "x",
                "",
            ),
            ("<ul id=p aria-owns=q></ul><p id=q><b id=x role=listitem></b></p>", "q", "q", ""),
            ("<ul id=p><b id=x></b><i hidden></i></ul>", "p", "", "x"),
            // A ring: the first owner keeps it.
            ("<ul id=p aria-owns=x></ul><ol id=x aria-owns=p></ol>", "p", "x", ""),
            ("<ul id=p><li id=x aria-owns=p></ul>", "p", "x", ""),
        ] {
            let step = step(html);
            let state = State::new(&step);
            let page = state.page().expect("a page");
            let find = |id: &str| page.elements().find(|element| element.attr("id") == Some(id));
            let ids = |list: &[super::Element<'_>]| {
                list.iter().filter_map(|element| element.attr("id")).collect::<Vec<_>>().join(" ")
            };
            let up = find("x").expect("x").accessible_parent().and_then(|up| up.attr("id"));
            assert_eq!(up, Some(parent), "{html}");
            let down = find("p").expect("p").owned();
            assert_eq!(
                (ids(&down.elements), ids(&down.plain)),
                (owned.into(), plain.into()),
                "{html}"
            );
        }
    }
}
