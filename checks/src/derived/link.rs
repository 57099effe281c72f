//! Links: where they lead, and what stands with them that software can find.

use super::{Address, Element, Page, Source, generic_phrases::says_nothing};
use crate::evidence::{NodeId, Property};
use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

/// A link that assistive technology gets, with a name.
#[derive(Debug, Clone)]
pub struct Link<'e> {
    /// The element.
    pub element: Element<'e>,
    /// Where it leads; none when only a script knows.
    pub target: Option<Address>,
    /// Whether it stands in a table that has headers of columns.
    under_headers: bool,
}

/// The links of a page that are exposed and have a name, in document order.
pub fn links(page: Page<'_>) -> Vec<Link<'_>> {
    let bases = Bases::of(page);
    let headed: BTreeSet<_> = page
        .elements()
        .filter(|element| element.role().is_any(&["columnheader"]) && !element.name().is_empty())
        .filter_map(|header| table(header))
        .collect();
    page.elements()
        .filter(|element| {
            element.role().is_a("link") && element.is_exposed() && !element.name().is_empty()
        })
        .map(|element| Link {
            element,
            target: target(element, &bases),
            under_headers: table(element).is_some_and(|table| headed.contains(&table)),
        })
        .collect()
}

impl<'e> Link<'e> {
    /// Its name.
    pub fn name(&self) -> &'e str {
        &self.element.name().text
    }

    /// Why its name alone does not say where it leads; none when it has words of its own.
    pub fn says_nothing(&self) -> Option<&'static str> {
        if self.element.name().is_private_use() {
            return Some("which has no words");
        }
        says_nothing(self.name(), self.target.as_ref())
    }

    /// The elements of its programmatically determined context: list items around it, its cell, the block whose
    /// line it stands in, and what describes it.
    pub fn context(&self) -> Vec<Element<'e>> {
        let outer = || self.element.ancestors();
        let items = outer().filter(|outer| outer.role().is_any(&["listitem"]));
        let block = outer().find(|outer| is_block(*outer));
        let describing = self.element.references("aria-describedby");
        let mut all: Vec<_> = items.chain(block).chain(self.cell()).chain(describing).collect();
        all.retain(|element| element.is_exposed());
        all.sort_unstable_by_key(|element| element.id);
        all.dedup_by_key(|element| element.id);
        all
    }

    /// Whether its context has words, its own and those of links that say nothing left out.
    pub fn has_words_around(&self) -> bool {
        self.under_headers || self.follows_heading() || self.words_around().next().is_some()
    }

    /// Whether it stands in the page itself, in the line after a heading: both are in one block, which is a passage when
    /// it is smaller.
    fn follows_heading(&self) -> bool {
        let block = self.element.ancestors().find(|outer| is_block(*outer));
        let Some(block) = block.filter(|block| is_frame(*block)) else { return false };
        let before = block.children().take_while(|child| !self.element.is_within(*child));
        let nearest = before.filter(|child| child.style(Property::Display) != "inline").last();
        nearest.is_some_and(|child| child.role().is_any(&["heading"]) && !child.name().is_empty())
    }

    /// The words of its context, its own, those of links that say nothing, and the headers of columns left out.
    pub fn words_around(&self) -> impl Iterator<Item = &'e str> {
        let link = self.element;
        self.context()
            .into_iter()
            .chain(self.row_headers())
            .flat_map(passage)
            .filter(move |(_, holder)| !holder.is_within(link))
            .map(|(said, _)| said)
            .filter(|said| {
                said.chars().any(char::is_alphanumeric) && says_nothing(said, None).is_none()
            })
    }

    fn cell(&self) -> Option<Element<'e>> {
        let cells = &["cell", "gridcell", "columnheader", "rowheader"];
        self.element.ancestors().find(|outer| outer.role().is_any(cells))
    }

    fn row_headers(&self) -> impl Iterator<Item = Element<'e>> {
        let row = self
            .cell()
            .and_then(|cell| cell.ancestors().find(|outer| outer.role().is_any(&["row"])));
        row.into_iter()
            .flat_map(Element::descendants)
            .filter(|inner| inner.role().is_any(&["rowheader"]))
    }
}

/// White space and case do not count when names are compared.
pub fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What relative addresses are relative to, by document.
#[derive(Debug)]
pub struct Bases<'e> {
    page: Page<'e>,
    declared: BTreeMap<u32, &'e str>,
}

impl<'e> Bases<'e> {
    /// Collects them.
    pub fn of(page: Page<'e>) -> Self {
        let mut declared = BTreeMap::new();
        for base in page.elements().filter(|element| element.is_any(&["base"])) {
            if let Some(href) = base.attr("href") {
                declared.entry(base.recorded.scope).or_insert(href);
            }
        }
        Self { page, declared }
    }

    /// What an address in an attribute of an element leads to.
    pub fn resolve(&self, element: Element<'_>, reference: &str) -> Option<Address> {
        let scopes = &self.page.recorded.scopes;
        let mut scope = element.recorded.scope;
        // A shadow root has no address of its own.
        let address = loop {
            let recorded = scopes.get(scope as usize)?;
            let host = recorded.host.and_then(|host| self.page.element(host));
            match (&recorded.url, host) {
                (Some(url), _) => break url.as_str(),
                (None, Some(host)) if host.recorded.scope < scope => scope = host.recorded.scope,
                _ => break self.page.document().url.as_str(),
            }
        };
        let address = Address::parse(address)?;
        let declared = self.declared.get(&scope).and_then(|href| address.join(href));
        declared.unwrap_or(address).join(reference.trim())
    }
}

fn target(link: Element<'_>, bases: &Bases<'_>) -> Option<Address> {
    let href = link.attr("href").or_else(|| link.attr("xlink:href"))?;
    bases.resolve(link, href).filter(|target| !target.is_script())
}

fn table(element: Element<'_>) -> Option<NodeId> {
    let tables = &["table", "grid", "treegrid"];
    element.ancestors().find(|outer| outer.role().is_any(tables)).map(|table| table.id)
}

fn is_block(element: Element<'_>) -> bool {
    ["block", "flow-root", "inline-block", "list-item", "table-caption", "table-cell"]
        .contains(&element.style(Property::Display))
}

/// Whether it is the frame of the page rather than a passage of it.
fn is_frame(element: Element<'_>) -> bool {
    element.is_any(&["body", "html", "main"]) || element.role().is_any(&["main"])
}

/// The words in an element, each with the element that holds it. The page itself is no passage: only what stands in
/// the same lines counts.
fn passage(outer: Element<'_>) -> impl Iterator<Item = (&str, Element<'_>)> {
    let lines_only = is_frame(outer);
    let page = outer.page;
    let mut open: Vec<_> = outer.child_ids().iter().rev().copied().collect();
    let mut named = Vec::new();
    iter::from_fn(move || {
        loop {
            if let Some(found) = named.pop() {
                return Some(found);
            }
            let id = open.pop()?;
            if let Some(element) = page.element(id) {
                if lines_only && element.style(Property::Display) != "inline" {
                    continue;
                }
                open.extend(element.child_ids().iter().rev());
                if element.is_exposed() {
                    let own =
                        element.name().parts.iter().filter(|part| part.source != Source::Content);
                    named.extend(own.map(|part| (part.text.as_str(), element)));
                }
            } else if let Some(text) = page.text(id).filter(|text| text.is_exposed())
                && let Some(holder) = text.parent()
            {
                return Some((text.text(), holder));
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::{Address, links};
    use crate::{reads::State, testing::step};

    fn around(html: &str) -> Vec<String> {
        let step = step(html);
        let state = State::new(&step);
        let page = state.page().unwrap();
        let links = links(page);
        let link = links.iter().find(|link| link.element.attr("id") == Some("a")).unwrap();
        link.words_around().map(|words| words.trim().to_owned()).collect()
    }

    #[test]
    fn the_words_around_a_link() {
        for (html, expected) in [
            ("<p>Lipid panel <a id=a href=#>More</a></p>", "Lipid panel"),
            ("<p>Lipid panel</p><p><a id=a href=#>More</a></p>", ""),
            ("<p>Lipid panel</p><a id=a href=#>More</a>", ""),
            ("Lipid panel <a id=a href=#>More</a>", "Lipid panel"),
            ("<div><h2>Lipid panel</h2><a id=a href=#>More</a></div>", "Lipid panel"),
            ("<ul><li>Lipids<ul><li><a id=a href=#>PDF</a></ul></ul>", "Lipids"),
            ("<ul><li>Lipids<li><a id=a href=#>PDF</a></ul>", ""),
            ("<table><tr><th>Lipids<td><a id=a href=#>View</a></table>", "Lipids"),
            ("<table><tr><td>Lipids<td><a id=a href=#>View</a></table>", ""),
            ("<p><a href=#>More</a> <a id=a href=#>More</a></p>", ""),
            ("<p><img alt=Lipids> <a id=a href=#>More</a></p>", "Lipids"),
            ("<p><span hidden>Lipids</span><a id=a href=#>More</a></p>", ""),
            ("<p><a id=a href=# aria-describedby=d>More</a></p><p id=d>Lipids", "Lipids"),
        ] {
            assert_eq!(around(html).join("|"), expected, "{html}");
        }
    }

    #[test]
    fn where_links_lead() {
        for (html, expected) in [
            ("<a href=/results>Results</a>", Some("https://portal.test/results")),
            (
                "<base href=/deep/><a href=results>Results</a>",
                Some("https://portal.test/deep/results"),
            ),
            ("<a href='javascript:go()'>Results</a>", None),
            ("<span role=link>Results</span>", None),
        ] {
            let step = step(html);
            let state = State::new(&step);
            let page = state.page().unwrap();
            let links = links(page);
            let target = links[0].target.as_ref();
            assert_eq!(target.map(Address::as_str), expected, "{html}");
        }
    }
}
