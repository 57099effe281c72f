//! Where an element is: a selector for a person, and a position that outlives changes around it.
//!
//! The selector is exact today: the id if no other element of its scope has it, otherwise tags with their
//! places from the nearest element with such an id. The position is made for fingerprints: tags without
//! places, and which of the look-alikes it is; a paragraph more on the page does not change it.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};
use wardround_checks::{
    derived::{Element, Page},
    evidence::NodeId,
};

/// Tag, role and name: what look-alikes have in common.
type Likeness = (String, String, String);

/// The places of a page's elements. Made once for a page that has findings.
#[derive(Debug)]
pub(super) struct Places<'e> {
    page: Page<'e>,
    /// The parent of each node in the document or shadow root it belongs to.
    parents: Vec<Option<NodeId>>,
    /// Which child of its tag each element is, counted from 1.
    nth: Vec<u32>,
    /// How many children of a tag a parent has.
    siblings: BTreeMap<(Option<NodeId>, u32, u32), u32>,
    /// Ids that more than one element of a scope has.
    shared_ids: BTreeSet<(u32, &'e str)>,
    /// Positions worked out so far, and how many elements there were for each.
    twins: RefCell<BTreeMap<Likeness, BTreeMap<NodeId, String>>>,
}

impl<'e> Places<'e> {
    /// Works them out.
    pub(super) fn of(page: Page<'e>) -> Self {
        let count = page.recorded.nodes.len();
        let (mut parents, mut nth) = (vec![None; count], vec![1; count]);
        let mut siblings = BTreeMap::new();
        let (mut ids, mut shared_ids) = (BTreeSet::new(), BTreeSet::new());
        for element in page.elements() {
            let scope = element.recorded.scope;
            // A slotted element stands under its slot in the flat tree, and under the slot's host in its own.
            let parent = element.ancestors().find(|outer| outer.recorded.scope == scope);
            let parent = parent.map(|parent| parent.id);
            parents[element.id.index()] = parent;
            let sibling = siblings.entry((parent, scope, element.recorded.tag)).or_insert(0);
            *sibling += 1;
            nth[element.id.index()] = *sibling;
            if let Some(id) = element.attr("id")
                && !ids.insert((scope, id))
            {
                shared_ids.insert((scope, id));
            }
        }
        Self { page, parents, nth, siblings, shared_ids, twins: RefCell::default() }
    }

    /// A CSS selector that finds this element and no other; ` >>> ` goes into a shadow root or a frame.
    pub(super) fn selector(&self, element: Element<'e>) -> String {
        let inside = self.steps(element, |outer| self.step(outer)).join(" > ");
        match self.host(element) {
            Some(host) => self.selector(host) + " >>> " + &inside,
            None => inside,
        }
    }

    /// A position that stays the same while other things change.
    pub(super) fn position(&self, element: Element<'e>) -> String {
        let key = (
            element.tag().to_owned(),
            element.role().name().to_owned(),
            element.name().text.clone(),
        );
        let mut twins = self.twins.borrow_mut();
        let twins = twins.entry(key).or_insert_with_key(|(tag, role, name)| {
            let mut seen = BTreeMap::<String, u32>::new();
            self.page
                .elements()
                .filter(|other| other.tag() == tag && other.role().name() == role)
                .filter(|other| other.name().text == *name)
                .map(|other| {
                    let path = self.path(other);
                    let which = seen.entry(path.clone()).or_insert(0);
                    *which += 1;
                    (other.id, format!("{path} {which}"))
                })
                .collect()
        });
        twins.get(&element.id).cloned().unwrap_or_default()
    }

    fn path(&self, element: Element<'e>) -> String {
        let inside = self.steps(element, |outer| match self.own_id(outer) {
            Some(id) => format!("#{id}"),
            None => outer.tag().to_owned(),
        });
        match self.host(element) {
            Some(host) => self.path(host) + " >>> " + &inside.join(">"),
            None => inside.join(">"),
        }
    }

    /// The element that holds the shadow root or frame that this one is in.
    fn host(&self, element: Element<'e>) -> Option<Element<'e>> {
        let scope = self.page.recorded.scopes.get(element.recorded.scope as usize)?;
        // A host stands before what it holds; whatever does not is a broken record.
        self.page.element(scope.host.filter(|host| *host < element.id)?)
    }

    /// The words for this element and those around it in its scope, from the nearest one with an id.
    fn steps(&self, element: Element<'e>, word: impl Fn(Element<'e>) -> String) -> Vec<String> {
        let mut steps = Vec::new();
        let mut next = Some(element);
        while let Some(outer) = next {
            steps.push(word(outer));
            if self.own_id(outer).is_some() {
                break;
            }
            next = self.parents[outer.id.index()].and_then(|parent| self.page.element(parent));
        }
        steps.reverse();
        steps
    }

    fn step(&self, element: Element<'e>) -> String {
        if let Some(id) = self.own_id(element) {
            return format!("#{}", identifier(id));
        }
        let tag = identifier(element.tag());
        let key = (self.parents[element.id.index()], element.recorded.scope, element.recorded.tag);
        if self.siblings.get(&key).is_some_and(|count| *count > 1) {
            format!("{tag}:nth-of-type({})", self.nth[element.id.index()])
        } else {
            tag
        }
    }

    /// Its id, if it is the only one that has it and a person wrote it.
    fn own_id(&self, element: Element<'e>) -> Option<&'e str> {
        let id = element.attr("id").filter(|id| !id.is_empty() && !is_generated(id))?;
        (!self.shared_ids.contains(&(element.recorded.scope, id))).then_some(id)
    }
}

/// Whether a program made this id up, so that it is another one tomorrow: `:r1b:`, `radix-417`, a UUID.
fn is_generated(id: &str) -> bool {
    let digits = id.bytes().filter(u8::is_ascii_digit).count();
    id.contains(':') || id.contains(char::is_whitespace) || digits > 2
}

/// An identifier as CSS writes it (CSSOM, "serialize an identifier").
fn identifier(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (place, character) in text.chars().enumerate() {
        let second_after_dash = place == 1 && text.starts_with('-');
        match character {
            '\0' => out.push('\u{fffd}'),
            '\u{1}'..='\u{1f}' | '\u{7f}' => out += &escaped(character),
            '0'..='9' if place == 0 || second_after_dash => {
                out += &escaped(character);
            }
            '-' if text.len() == 1 => out += "\\-",
            '-' | '_' | '\u{80}'.. => out.push(character),
            _ if character.is_ascii_alphanumeric() => out.push(character),
            _ => out.extend(['\\', character]),
        }
    }
    out
}

fn escaped(character: char) -> String {
    format!("\\{:x} ", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::{identifier, is_generated};

    #[test]
    fn identifiers_are_written_as_css_reads_them() {
        for (text, written) in [
            ("results", "results"),
            ("7", "\\37 "),
            ("-7", "-\\37 "),
            ("-", "\\-"),
            ("a.b", "a\\.b"),
            ("é_1", "é_1"),
            ("a\u{1}", "a\\1 "),
            ("\"]", "\\\"\\]"),
        ] {
            assert_eq!(identifier(text), written);
        }
    }

    #[test]
    fn an_id_that_a_program_made_up_is_no_anchor() {
        for (id, generated) in [
            ("results", false),
            ("step-2", false),
            (":r1b:", true),
            ("radix-417", true),
            ("1b4e28ba-2fa1-11d2-883f-0016d3cca427", true),
            ("a b", true),
        ] {
            assert_eq!(is_generated(id), generated, "{id}");
        }
    }
}
