//! The pictures of a page, told apart by what they show.

use super::{Bases, Element, Page};
use crate::{
    evidence::{NodeId, State},
    judgement::{Judgement, Outcome},
};
use std::collections::BTreeMap;

/// Roles whose name takes the place of what is inside of them.
const NAMED_WHOLE: &[&str] = &[
    "button",
    "checkbox",
    "columnheader",
    "gridcell",
    "heading",
    "img",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "rowheader",
    "switch",
    "tab",
    "tooltip",
    "treeitem",
];

/// Parts of a drawing that tell it from others.
const SHAPES: &[&str] = &["d", "href", "points", "r", "x", "y", "width", "height", "viewBox"];

/// The `img`, `canvas` and `svg` elements that are seen and have loaded, and stand in nothing whose author-given name
/// takes their place.
pub fn pictures(page: Page<'_>) -> impl Iterator<Item = Element<'_>> {
    page.elements()
        .filter(|element| element.is_any(&["canvas", "img"]) || is_drawing(*element))
        .filter(|picture| picture.is_visible() && has_loaded(*picture) && !is_spoken_for(*picture))
}

/// Judgements of pictures, those of the same picture that come to the same put together: the first stands for all.
pub fn together<'e>(
    page: Page<'e>,
    judged: impl Iterator<Item = (Element<'e>, Outcome)>,
) -> Vec<Judgement> {
    let bases = Bases::of(page);
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut judgements: Vec<Judgement> = Vec::new();
    for (picture, outcome) in judged {
        let said = match &outcome {
            Outcome::Failed(finding) | Outcome::CantTell(finding) | Outcome::Question(finding) => {
                finding.what.clone()
            }
            Outcome::Passed | Outcome::Excepted(_) => String::new(),
        };
        let place = places.entry((likeness(picture, &bases), said)).or_insert(judgements.len());
        match judgements.get_mut(*place).map(|judgement| &mut judgement.outcome) {
            Some(Outcome::Question(finding)) => finding.related.push(picture.subject()),
            // What is wrong is told for each: each has to be mended.
            _ => judgements.push(picture.subject().is(outcome)),
        }
    }
    judgements
}

fn is_drawing(element: Element<'_>) -> bool {
    element.is_svg() && element.tag() == "svg" && !element.ancestors().any(Element::is_svg)
}

fn has_loaded(picture: Element<'_>) -> bool {
    !picture.is_any(&["img"])
        || picture.recorded.natural.is_none_or(|natural| natural.width > 0.0)
        // A drawing without a size of its own has none, and has loaded all the same.
        || picture.is(State::Complete) && picture.attr("src").is_some_and(is_vector)
}

fn is_vector(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    path.starts_with("data:image/svg")
        || path.rsplit_once('.').is_some_and(|(_, ending)| ending == "svg")
}

fn is_spoken_for(picture: Element<'_>) -> bool {
    picture.ancestors().any(|outer| outer.role().is_any(NAMED_WHOLE) && is_named_by_author(outer))
}

/// Whether it stands in anything at all that its author named. A name of some roles does not take the place of what is
/// inside, but ACT leaves all of it out.
pub fn is_in_named(picture: Element<'_>) -> bool {
    picture.ancestors().any(is_named_by_author)
}

fn is_named_by_author(element: Element<'_>) -> bool {
    ["aria-label", "aria-labelledby"].iter().any(|name| element.attr(name).is_some())
        && !element.name().is_empty()
}

/// What makes a picture the same as another.
fn likeness(picture: Element<'_>, bases: &Bases<'_>) -> String {
    let id = |NodeId(id): NodeId| format!("node {id}");
    if picture.is_any(&["img"]) {
        let address = picture.attr("src").and_then(|src| bases.resolve(picture, src));
        return address.map_or_else(|| id(picture.id), |address| address.as_str().to_owned());
    }
    let shapes: String = picture
        .descendants()
        .flat_map(|inner| inner.attributes().map(move |(name, value)| (inner.tag(), name, value)))
        .filter(|(_, name, _)| SHAPES.contains(name))
        .map(|(tag, name, value)| format!("{tag} {name} {value};"))
        .collect();
    if shapes.is_empty() { id(picture.id) } else { shapes }
}
