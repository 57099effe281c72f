//! Whether the addresses of links with one name lead to the same.

use super::{Address, Facts, Page, link_sets, links};
use crate::evidence::{self, Destination};
use std::collections::{BTreeMap, BTreeSet};

/// What was seen behind the addresses of links.
#[derive(Debug)]
pub struct Destinations<'e> {
    by_address: BTreeMap<&'e str, (u32, &'e Destination)>,
}

impl<'e> Destinations<'e> {
    /// Those of a page; none if nobody asked.
    pub fn of(page: Page<'e>) -> Self {
        let seen = page.recorded.destinations.iter().zip(0..);
        Self { by_address: seen.map(|(one, place)| (one.address.as_str(), (place, one))).collect() }
    }

    /// Whether two addresses lead to the same resource, or to two with the same content.
    pub fn are_same(&self, one: &Address, other: &Address) -> bool {
        if one == other {
            return true;
        }
        // A place within a resource is more than the resource.
        if one.fragment() != other.fragment() {
            return false;
        }
        let (Some((_, one)), Some((_, other))) = (self.get(one), self.get(other)) else {
            return one.is_same_resource(other);
        };
        let equal = |a: Option<&str>, b: Option<&str>| a.is_some() && a == b;
        equal(one.end.as_deref(), other.end.as_deref())
            || one.content.is_some() && one.content == other.content
    }

    /// Whether what is behind two addresses has not a word in common.
    pub fn are_unlike(&self, one: &Address, other: &Address) -> bool {
        let (Some((_, one)), Some((place, _))) = (self.get(one), self.get(other)) else {
            return false;
        };
        one.unlike.contains(place)
    }

    fn get(&self, address: &Address) -> Option<&(u32, &'e Destination)> {
        self.by_address.get(address.without_fragment().as_str())
    }
}

/// The addresses without fragments, of links that share a name and no address: those in the same context first.
pub fn ambiguous(recorded: &evidence::Page) -> Vec<String> {
    let facts = Facts::of(recorded);
    let links = links(Page::new(recorded, &facts));
    let mut sets = link_sets::by_name_and_context(&links);
    sets.extend(link_sets::by_name(&links));
    let mut known = BTreeSet::new();
    sets.iter()
        .map(|set| {
            let targets = set.iter().filter_map(|link| link.target.as_ref());
            targets.map(|target| target.without_fragment().as_str().to_owned()).collect()
        })
        .filter(|addresses: &BTreeSet<String>| addresses.len() >= 2)
        .flatten()
        .filter(|address| known.insert(address.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ambiguous;
    use crate::testing::page;

    #[test]
    fn only_links_that_share_a_name_and_no_address_are_ambiguous() {
        for (html, expected) in [
            ("<p><a href=/a>View</a><p><a href=/b>View</a>", "/a /b"),
            ("<p><a href=/a>View</a><p><a href=/a#top>View</a>", ""),
            ("<p><a href=/a>View</a><p><a href=/b>Open</a>", ""),
            ("<p><a href=/a>View</a><p><b role=link>View</b>", ""),
            (
                "<p><a href=/x>One</a><p><a href=/y>One</a><p><a href=/b>Two</a><a href=/a>Two</a>",
                "/x /y /a /b",
            ),
        ] {
            let found: Vec<_> = ambiguous(&page(html))
                .iter()
                .map(|address| address.replace("https://portal.test", ""))
                .collect();
            assert_eq!(found.join(" "), expected, "{html}");
        }
    }
}
