//! # Requirement
//!
//! Where help is repeated on several pages, it stands at the same place in the order of each.
//!
//! # Why it matters
//!
//! A patient who has learned that the telephone number is at the foot of the page does not find it there on the one
//! page where something went wrong.
//!
//! # How it is judged
//!
//! - Help is a telephone or mail link, or a link or button whose name says help, support, contact, chat or questions, that
//!   is seen and exposed. It is the same help when kind and target, or kind and name, are the same.
//! - Pages are compared within one part of the session: before sign-in, signed in, after. A page is one address.
//! - For each region that both pages have once (banner, navigation by name, search, main, foot), the help stands before,
//!   in or after it. It fails when it is before the region on one page and after it on the other, wherever else on the
//!   page the help is repeated.
//!
//! # What it does not see
//!
//! - Pages without the help, which need none.
//! - A change of order that the person asked for, or that only the layout makes.
//! - Help in words that the list does not hold.
//!
//! # Sources
//!
//! - [WCAG 2.2, 3.2.6](https://www.w3.org/TR/WCAG22/#consistent-help)
//! - [Understanding 3.2.6](https://www.w3.org/WAI/WCAG22/Understanding/consistent-help.html)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Element, Page},
    evidence::{NodeId, Phase, Piece, State},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// Words of help, in English and in Spanish.
const HELP: &[&str] = &[
    "assistance",
    "ayuda",
    "chat",
    "contact",
    "contacto",
    "contáctenos",
    "faq",
    "faqs",
    "help",
    "soporte",
    "support",
];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ConsistentHelp;

impl FlowCheck for ConsistentHelp {
    const META: &'static Meta = &Meta {
        id: "consistent-help",
        title: "Help is at the same place on each page",
        requires: &[wcag22::CONSISTENT_HELP],
        act: &[],
        severity: Severity::Minor,
        class: Class::Accessibility,
        source: include_str!("consistent_help.rs"),
    };

    const NEEDS: &'static [Piece] = &[Piece::Page];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let mut judgements = Vec::new();
        let mut first: BTreeMap<(Part, String), (&str, String, Order)> = BTreeMap::new();
        for (at, state) in walk.states.iter().enumerate() {
            let Some(page) = state.page() else { continue };
            let address = address(&page.document().url);
            for (help, items) in helps(page) {
                let order = Order::of(page, &items);
                let key = (phase(state.step.phase), help);
                match first.get(&key) {
                    Some((_, known, _)) if *known == address => (),
                    Some((step, _, earlier)) => {
                        let outcome = outcome(earlier, &order, step);
                        judgements.push(items[0].subject().is(outcome).at(at));
                    }
                    None => {
                        first.insert(key, (&state.step.name, address.clone(), order));
                    }
                }
            }
        }
        judgements
    }
}

/// The part of the session, as something that can be sorted.
type Part = u8;

fn phase(phase: Phase) -> Part {
    match phase {
        Phase::Before => 0,
        Phase::During => 1,
        Phase::Over => 2,
    }
}

/// The address without query and fragment, which make no other page of it.
fn address(url: &str) -> String {
    Url::parse(url)
        .map_or_else(|_| url.to_owned(), |url| format!("{}{}", url.authority(), url.path()))
}

/// Each help on a page, with where it stands.
fn helps(page: Page<'_>) -> BTreeMap<String, Vec<Element<'_>>> {
    let mut helps: BTreeMap<String, Vec<Element<'_>>> = BTreeMap::new();
    for element in page.elements().filter(|element| element.role().is_any(&["button", "link"])) {
        let found = help(element)
            .filter(|_| element.is_visible() && element.is_exposed() && !element.is(State::Inert));
        if let Some(help) = found {
            helps.entry(help).or_default().push(element);
        }
    }
    helps
}

/// What makes a link or button help, as words that are the same wherever it is the same help.
fn help(element: Element<'_>) -> Option<String> {
    let href = element.attr("href").unwrap_or_default().trim().to_ascii_lowercase();
    if href.starts_with("tel:") || href.starts_with("mailto:") {
        let target = href.split('?').next().unwrap_or_default();
        return Some(target.chars().filter(|c| !" -().".contains(*c)).collect());
    }
    let name = element.name().text.to_lowercase();
    let says = name.split(|c: char| !c.is_alphanumeric()).any(|word| HELP.contains(&word));
    // "Contact preferences" and the like are pages about other things; help is named shortly.
    (says && name.split_whitespace().count() <= 3)
        .then(|| format!("{} {name}", element.role().name()))
}

/// How a help stands to a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Before,
    In,
    After,
}

/// How a help stands to each region that a page has once.
#[derive(Debug)]
struct Order(BTreeMap<String, BTreeSet<Place>>);

impl Order {
    fn of(page: Page<'_>, items: &[Element<'_>]) -> Self {
        let mut regions: BTreeMap<String, Vec<Element<'_>>> = BTreeMap::new();
        for region in page.elements().filter(|element| element.is_exposed()) {
            if let Some(called) = called(region) {
                regions.entry(called).or_default().push(region);
            }
        }
        regions.retain(|_, regions| regions.len() == 1);
        Self(
            regions
                .into_iter()
                .map(|(called, regions)| {
                    let places = items.iter().map(|item| place(*item, regions[0])).collect();
                    (called, places)
                })
                .collect(),
        )
    }
}

fn called(region: Element<'_>) -> Option<String> {
    let role = region.role().name();
    match role {
        "banner" | "contentinfo" | "main" | "search" => Some(role.to_owned()),
        "navigation" => Some(format!("{role} {}", region.name().text).trim_end().to_owned()),
        _ => None,
    }
}

fn place(item: Element<'_>, region: Element<'_>) -> Place {
    let NodeId(own) = item.id;
    if item.is_within(region) {
        Place::In
    } else if own < region.id.0 {
        Place::Before
    } else {
        Place::After
    }
}

fn outcome(earlier: &Order, order: &Order, step: &str) -> Outcome {
    let turned = order.0.iter().find(|(region, places)| {
        let Some(before) = earlier.0.get(*region) else { return false };
        let only = |places: &BTreeSet<Place>, place| places.len() == 1 && places.contains(&place);
        only(before, Place::Before) && only(places, Place::After)
            || only(before, Place::After) && only(places, Place::Before)
    });
    match turned {
        None => Outcome::Passed,
        Some((region, places)) => {
            let is_before = places.contains(&Place::Before);
            let (here, there) = if is_before { ("before", "after") } else { ("after", "before") };
            Outcome::Failed(Finding::new(
                format!("The help stands {here} the {region}, but {there} it at \"{step}\"."),
                "Put it at the same place in the order of every page.",
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ConsistentHelp;
    use crate::{
        evidence::{Flow, Phase},
        testing::{flow_outcomes, step},
    };

    fn flow(pages: &[(Phase, &str, &str)]) -> Flow {
        let steps = pages.iter().map(|(phase, path, html)| {
            let mut step = step(html);
            (step.phase, step.name) = (*phase, path.trim_start_matches('/').to_owned());
            step.page.as_mut().unwrap().document.url = format!("https://portal.test{path}");
            step
        });
        Flow { steps: steps.collect(), ..Flow::default() }
    }

    fn said(one: &str, other: &str) -> String {
        let flow = flow(&[(Phase::Before, "/one", one), (Phase::Before, "/two", other)]);
        let said = flow_outcomes::<ConsistentHelp>(&flow);
        said.iter()
            .map(|said| said.split(": ").nth(1).unwrap_or_default())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let help = "<a href=/help>Help</a>";
        let tel = "<a href='tel:+1 555-0100'>Call</a>";
        let other_tel = "<a href='tel:+15550100'>Telephone</a>";
        let main = "<main>Text</main>";
        for (clause, one, other, expected) in [
            (
                "the same order",
                format!("{help}{main}"),
                format!("{help}<p>More</p>{main}"),
                "passed",
            ),
            ("another order", format!("{help}{main}"), format!("{main}{help}"), "failed"),
            ("the other way", format!("{main}{help}"), format!("{help}{main}"), "failed"),
            (
                "a number in two spellings",
                format!("{tel}{main}"),
                format!("{main}{other_tel}"),
                "failed",
            ),
            ("into the region", format!("{help}{main}"), format!("<main>{help}</main>"), "passed"),
            ("twice on one page", format!("{help}{main}{help}"), format!("{main}{help}"), "passed"),
            ("no such region", help.to_owned(), format!("{main}{help}"), "passed"),
            ("not on the second", format!("{help}{main}"), main.to_owned(), ""),
            ("hidden", format!("{help}{main}"), format!("{main}<p hidden>{help}</p>"), ""),
            (
                "another link",
                format!("<a href=/a>About</a>{main}"),
                format!("{main}<a href=/a>About</a>"),
                "",
            ),
            (
                "a long name",
                format!("<a href=/a>Change your contact data</a>{main}"),
                format!("{main}<a href=/a>Change your contact data</a>"),
                "",
            ),
        ] {
            assert_eq!(said(&one, &other), expected, "{clause}");
        }
    }

    #[test]
    fn only_pages_of_one_part_of_the_session_are_compared() {
        let (before, after) =
            ("<a href=/help>Help</a><main></main>", "<main></main><a href=/help>Help</a>");
        let parts = flow(&[(Phase::Before, "/one", before), (Phase::During, "/two", after)]);
        assert!(flow_outcomes::<ConsistentHelp>(&parts).is_empty());
        let same = flow(&[(Phase::Before, "/one", before), (Phase::Before, "/one?tab=2", after)]);
        assert!(flow_outcomes::<ConsistentHelp>(&same).is_empty());
    }

    #[test]
    fn wording() {
        let flow = flow(&[
            (Phase::Before, "/one", "<a href=/help>Help</a><main></main>"),
            (Phase::Before, "/two", "<main></main><a id=h href=/help>Help</a>"),
        ]);
        assert_eq!(
            flow_outcomes::<ConsistentHelp>(&flow),
            ["1 h: failed: The help stands after the main, but before it at \"one\"."]
        );
    }
}
