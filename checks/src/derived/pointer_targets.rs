//! Pointer targets: what can be pressed, how large it is, and what is around it.

use super::{Element, Page, Plane};
use crate::{
    evidence::{Node, NodeId, Property, Rect, State},
    judgement::Subject,
};
use std::collections::{BTreeMap, BTreeSet};

/// The roles that a pointer operates by pressing.
const PRESSED: &[&str] = &[
    "button",
    "checkbox",
    "combobox",
    "link",
    "menuitem",
    "menuitemcheckbox",
    "menuitemradio",
    "option",
    "radio",
    "searchbox",
    "slider",
    "spinbutton",
    "switch",
    "tab",
    "textbox",
    "treeitem",
];

/// The events that tell of a press.
const PRESSES: &[&str] =
    &["click", "mousedown", "mouseup", "pointerdown", "pointerup", "touchstart"];

/// The height of a step in which lines of text are looked up.
const STEP: f64 = 4.0;

/// How many pixels of a square's corner may be rounded away before that counts.
const CORNER: f64 = 2.0;

/// How many boxes around one spot are looked at.
const CROWD: usize = 256;

/// The pointer targets of a page.
#[derive(Debug)]
pub struct PointerTargets<'e> {
    targets: Vec<Target<'e>>,
    /// The boxes of every target, by its place in the list.
    plane: Plane<usize>,
    /// Lines of text outside of any target, by the block they stand in and their height on the page.
    lines: BTreeSet<(NodeId, i64)>,
}

/// A pointer target: a control with the labels that operate it.
#[derive(Debug, Clone)]
pub struct Target<'e> {
    /// The control.
    pub element: Element<'e>,
    /// The rectangles that take the pointer.
    pub boxes: Vec<Rect>,
    /// The smallest rectangle around all of them.
    pub bounds: Rect,
    /// The block that it stands in a line of, if it stands in one.
    block: Option<NodeId>,
}

impl<'e> PointerTargets<'e> {
    /// Finds them.
    pub fn of(page: Page<'e>) -> Self {
        let mut labels: BTreeMap<NodeId, Vec<Rect>> = BTreeMap::new();
        for label in
            page.elements().filter(|element| element.is_any(&["label"]) && takes_pointer(*element))
        {
            if let Some(control) = labelled(label) {
                labels.entry(control.id).or_default().extend(label.shown_boxes());
            }
        }
        let targets: Vec<_> = page
            .elements()
            .filter(|element| is_target(*element))
            .filter_map(|element| {
                let own =
                    element.shown_boxes().chain(labels.remove(&element.id).unwrap_or_default());
                let boxes: Vec<_> = own.filter(|place| !place.is_empty()).collect();
                let bounds = boxes.iter().copied().reduce(Rect::around)?;
                Some(Target { element, boxes, bounds, block: line_of(element) })
            })
            .collect();
        let plane = Plane::of(targets.iter().enumerate().flat_map(|(place, target)| {
            target.boxes.iter().map(move |place_of_box| (*place_of_box, place))
        }));
        let lines = lines_of_text(page, &targets);
        Self { targets, plane, lines }
    }

    /// Each of them, in the order of the page.
    pub fn iter(&self) -> impl Iterator<Item = &Target<'e>> {
        self.targets.iter()
    }

    /// The targets with a box in a square of this half side around a point, each with its boxes in it.
    pub fn around(&self, (x, y): (f64, f64), reach: f64) -> Vec<&Target<'e>> {
        let square = Rect { x: x - reach, y: y - reach, width: reach * 2.0, height: reach * 2.0 };
        // Where hundreds lie on one spot, a few of them are enough to tell.
        let places: BTreeSet<_> =
            self.plane.near(square).take(CROWD).map(|(_, place)| place).collect();
        places.into_iter().filter_map(|place| self.targets.get(place)).collect()
    }

    /// Whether it stands in a line with text that is no target, whose height sets its own.
    pub fn in_line_of_text(&self, target: &Target<'e>) -> bool {
        target.block.is_some_and(|block| {
            target.boxes.iter().any(|place| {
                let range = (block, step(place.y))..=(block, step(place.bottom()));
                self.lines.range(range).next().is_some()
            })
        })
    }
}

impl Target<'_> {
    /// It, as a thing to judge.
    pub fn subject(&self) -> Subject {
        self.element.subject()
    }

    /// Whether one is inside of the other.
    pub fn is_nested_with(&self, other: &Self) -> bool {
        self.element.is_within(other.element) || other.element.is_within(self.element)
    }

    /// The nearest distance from a point to one of its boxes.
    pub fn distance(&self, point: (f64, f64)) -> f64 {
        self.boxes.iter().map(|place| place.distance(point)).fold(f64::INFINITY, f64::min)
    }

    /// Whether a square of this side, its sides level and upright, fits into one of its boxes.
    pub fn holds_square(&self, side: f64) -> bool {
        self.boxes.iter().any(|place| place.width.min(place.height) >= side)
    }

    /// Whether round corners or a clip path leave less of its box than such a square, as far as can be told.
    pub fn may_be_cut(&self, side: f64) -> bool {
        let element = self.element;
        if !["", "none"].contains(&element.style(Property::ClipPath)) {
            return true;
        }
        let radius = element.style(Property::BorderTopLeftRadius);
        let radius = radius.split_ascii_whitespace().next().unwrap_or_default();
        let leaves = |place: &Rect| {
            let whole = place.width.min(place.height);
            let radius = match radius.strip_suffix('%') {
                Some(percent) => percent.parse().unwrap_or(0.0) / 100.0 * whole,
                None => radius.trim_end_matches("px").parse().unwrap_or(0.0),
            };
            let radius = f64::min(radius, whole / 2.0);
            // From the middle of the corner's circle to the corner of the square.
            let reach = |length: f64| (side / 2.0 - (length / 2.0 - radius)).max(0.0);
            let (x, y) = (reach(place.width), reach(place.height));
            x == 0.0 || y == 0.0 || x.hypot(y) <= radius + CORNER
        };
        let mut own = element.shown_boxes().filter(|place| place.width.min(place.height) >= side);
        // A label around it takes presses as well.
        self.boxes.len() == element.boxes().count() && !own.any(|place| leaves(&place))
    }

    /// Whether its place may be what it says, as that of a pin on a map is.
    pub fn may_be_placed_by_meaning(&self) -> bool {
        self.element.is_any(&["area"]) || self.element.is_svg()
    }

    /// Where it leads, if it is a link.
    pub fn href(&self) -> Option<&str> {
        let is_link = self.element.is_any(&["a", "area"]);
        self.element.attr("href").map(str::trim).filter(|href| is_link && !href.is_empty())
    }

    /// Whether its size is the browser's own, not set by the page.
    pub fn is_sized_by_browser(&self) -> bool {
        let element = self.element;
        let style = |property| element.style(property);
        let kind = element.attr("type").unwrap_or_default().to_ascii_lowercase();
        let Some(own) = element.bounds() else { return false };
        // The page it is in cuts it, so the page sets what is left.
        if element.page.facts.sight.cut.contains_key(&element.id) {
            return false;
        }
        let native =
            style(Property::Appearance) != "none" && !style(Property::Appearance).is_empty();
        if element.is_any(&["input"]) && ["checkbox", "radio"].contains(&&*kind) {
            // Thirteen pixels in Chromium and Firefox; a page that sets another size has changed it.
            return native && (own.width - 13.0).abs() < 0.6 && (own.height - 13.0).abs() < 0.6;
        }
        let bordered = ["outset", "inset"].contains(&style(Property::BorderTopStyle));
        let small_print = style(Property::FontSize)
            .trim_end_matches("px")
            .parse::<f64>()
            .is_ok_and(|size| (size - 13.333).abs() < 0.01);
        native && bordered && small_print && element.is_any(&["button", "input", "select"])
    }
}

/// Whether it reacts to a pointer, as far as is known.
fn is_target(element: Element<'_>) -> bool {
    let native = element.is_any(&["a", "area"]) && element.attr("href").is_some()
        || element.is_any(&["button", "input", "select", "textarea", "summary"]);
    let pressed = element.role().is_any(PRESSED)
        && (element.is(State::Focusable) || listens(element) || native);
    (native || pressed) && takes_pointer(element) && !element.is_disabled()
}

fn listens(element: Element<'_>) -> bool {
    element.attr("onclick").is_some()
        || element
            .recorded
            .listeners
            .iter()
            .any(|event| PRESSES.contains(&element.page.string(*event)))
}

fn takes_pointer(element: Element<'_>) -> bool {
    element.is_visible()
        && !element.is(State::Inert)
        && element.style(Property::PointerEvents) != "none"
}

/// The control that a press on a label operates.
fn labelled(label: Element<'_>) -> Option<Element<'_>> {
    match label.attr("for") {
        Some(id) => label.page.by_id(label.recorded.scope, id),
        None => label.descendants().find(|inner| {
            inner.is_any(&["button", "meter", "output", "progress", "select", "textarea"])
                || inner.is_any(&["input"])
                    && !inner.attr("type").is_some_and(|kind| kind.eq_ignore_ascii_case("hidden"))
        }),
    }
}

/// The block whose line an element stands in: none when it is a block itself.
fn line_of(element: Element<'_>) -> Option<NodeId> {
    let is_inline = |element: Element<'_>| element.style(Property::Display).starts_with("inline");
    if !is_inline(element) {
        return None;
    }
    // A box that lays out lines of its own ends the search, even when it stands in a line itself.
    element
        .ancestors()
        .find(|outer| outer.style(Property::Display) != "inline")
        .map(|block| block.id)
}

/// The lines of text outside of any target, by block and height.
fn lines_of_text(page: Page<'_>, targets: &[Target<'_>]) -> BTreeSet<(NodeId, i64)> {
    let starts: BTreeSet<_> = targets.iter().map(|target| target.element.id).collect();
    // Parents stand before their children, so one pass hands down both facts.
    let mut inside = vec![false; page.recorded.nodes.len()];
    let mut blocks: Vec<Option<NodeId>> = vec![None; inside.len()];
    let mut lines = BTreeSet::new();
    for (id, node) in (0u32..).map(NodeId).zip(&page.recorded.nodes) {
        match node {
            Node::Element(recorded) => {
                let Some(element) = page.element(id) else { continue };
                let parent = recorded.parent.filter(|parent| *parent < id);
                inside[id.index()] =
                    starts.contains(&id) || parent.is_some_and(|parent| inside[parent.index()]);
                blocks[id.index()] = if element.style(Property::Display) == "inline" {
                    parent.and_then(|parent| blocks[parent.index()])
                } else {
                    Some(id)
                };
            }
            Node::Text(text) => {
                let Some(parent) = Some(text.parent).filter(|parent| *parent < id) else {
                    continue;
                };
                let parent = parent.index();
                let says = page.string(text.text).chars().any(char::is_alphanumeric);
                if let Some(block) = blocks[parent].filter(|_| says && !inside[parent]) {
                    lines.extend(text.lines.iter().map(|line| (block, step(line.centre().1))));
                }
            }
        }
    }
    lines
}

#[expect(clippy::cast_possible_truncation, reason = "the cast saturates; pages end long before")]
fn step(y: f64) -> i64 {
    (y / STEP).floor() as i64
}
