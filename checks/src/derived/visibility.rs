//! What a person can see: what is painted somewhere that scrolling reaches.

use super::{Element, Page, exposure::Hidden};
use crate::evidence::{Node, NodeId, Property, Rect};
use std::collections::BTreeMap;

/// Larger than any page.
const FAR: f64 = 1e9;
/// What is clipped to a box of at most this many pixels each way is hidden from sight on purpose.
const NOTHING: f64 = 1.0;

/// What can be seen of a page.
#[derive(Debug, Default)]
pub(super) struct Sight {
    /// Whether a person can see any of each node; of an element, itself or anything inside it.
    pub(super) visible: Vec<bool>,
    /// What is shown of the elements that something cuts: the rectangle that it leaves.
    pub(super) cut: BTreeMap<NodeId, Rect>,
}

/// Works out what can be seen.
pub(super) fn sight(page: Page<'_>, hidden: &[Hidden]) -> Sight {
    let nodes = &page.recorded.nodes;
    let mut windows: Vec<Windows> = Vec::with_capacity(nodes.len());
    let mut visible = vec![false; nodes.len()];
    let mut cut = BTreeMap::new();
    for (id, node) in (0u32..).map(NodeId).zip(nodes) {
        let place = id.index();
        match node {
            Node::Element(_) => {
                let Some(element) = page.element(id) else { continue };
                let outer = element
                    .parent()
                    .map_or_else(|| Windows::of_page(page), |outer| windows[outer.id.index()]);
                let inside = outer.inside(element);
                visible[place] = !inside.gone
                    && !hidden[place].unrendered()
                    && element.style(Property::Visibility) == "visible"
                    && element.boxes().any(|shape| outer.window(element).shows(shape));
                let window = outer.window(element);
                if visible[place] && !element.boxes().all(|shape| window.holds(shape)) {
                    cut.insert(id, window.0);
                }
                windows.push(inside);
            }
            Node::Text(text) => {
                let outer = page.element(text.parent).filter(|outer| outer.id < id);
                visible[place] = outer.is_some_and(|outer| {
                    let window = windows[outer.id.index()];
                    !window.gone
                        && !hidden[place].unrendered()
                        && outer.style(Property::Visibility) == "visible"
                        && !is_clear(outer)
                        && !page.string(text.text).trim().is_empty()
                        && text.lines.iter().any(|line| window.flow.shows(*line))
                });
                windows.push(Windows::of_page(page));
            }
        }
    }
    for place in (0..nodes.len()).rev() {
        let parent = match &nodes[place] {
            Node::Element(element) => element.parent,
            Node::Text(text) => Some(text.parent),
        };
        if let Some(parent) = parent.filter(|parent| parent.index() < place && visible[place]) {
            visible[parent.index()] = true;
        }
    }
    Sight { visible, cut }
}

/// The part of the page that content is shown in.
#[derive(Debug, Clone, Copy)]
struct Window(Rect);

impl Window {
    fn shows(self, shape: Rect) -> bool {
        self.0.intersects(shape)
    }

    fn holds(self, shape: Rect) -> bool {
        self.0.x <= shape.x
            && self.0.y <= shape.y
            && self.0.right() >= shape.right()
            && self.0.bottom() >= shape.bottom()
    }

    fn cut(self, shape: Rect) -> Self {
        let left = self.0.intersection(shape);
        Self(if left.width <= NOTHING && left.height <= NOTHING { Rect::default() } else { left })
    }
}

/// The windows that the content of an element is shown in; which one depends on its `position`.
#[derive(Debug, Clone, Copy)]
struct Windows {
    flow: Window,
    absolute: Window,
    fixed: Window,
    /// Whether nothing inside is painted, wherever it is placed.
    gone: bool,
}

impl Windows {
    fn of_page(page: Page<'_>) -> Self {
        let view = page.view();
        let leftwards = page.root().is_some_and(|root| root.style(Property::Direction) == "rtl");
        let x = if leftwards { -FAR } else { 0.0 };
        let flow = Window(Rect { x, y: 0.0, width: FAR - x, height: FAR });
        let screen = view.visible();
        let fixed = if screen.is_empty() { flow } else { Window(screen) };
        Self { flow, absolute: flow, fixed, gone: false }
    }

    /// The window that an element itself is shown in.
    fn window(self, element: Element<'_>) -> Window {
        match element.style(Property::Position) {
            "absolute" => self.absolute,
            "fixed" => self.fixed,
            _ => self.flow,
        }
    }

    /// The windows of what stands in an element.
    fn inside(self, element: Element<'_>) -> Self {
        let flow = overflow(element, self.window(element));
        let moved = [Property::Transform, Property::Filter]
            .into_iter()
            .any(|property| !["none", ""].contains(&element.style(property)));
        let placed = !["static", ""].contains(&element.style(Property::Position));
        Self {
            flow,
            absolute: if placed || moved { flow } else { self.absolute },
            fixed: if moved { flow } else { self.fixed },
            gone: self.gone || is_gone(element),
        }
    }
}

fn overflow(element: Element<'_>, outer: Window) -> Window {
    let Some(bounds) = element.bounds() else { return outer };
    // What the root and the body say of overflow is said of the window, and the window scrolls.
    if element.is_any(&["html", "body"])
        || ["inline", "contents"].contains(&element.style(Property::Display))
    {
        return outer;
    }
    let cuts = |property| match element.style(property) {
        "hidden" | "clip" => Some(true),
        "auto" | "scroll" => Some(false),
        _ => None,
    };
    match (cuts(Property::OverflowX), cuts(Property::OverflowY)) {
        (None, None) if element.recorded.frame.is_none() => outer,
        (Some(true), Some(true)) => outer.cut(bounds),
        (Some(true), None) => outer.cut(Rect { y: -FAR, height: 2.0 * FAR, ..bounds }),
        (None, Some(true)) => outer.cut(Rect { x: -FAR, width: 2.0 * FAR, ..bounds }),
        // It scrolls: whatever is in it can be brought into sight, if it is in sight itself.
        _ if outer.shows(bounds) => {
            Window(Rect { x: -FAR, y: -FAR, width: 2.0 * FAR, height: 2.0 * FAR })
        }
        _ => Window(Rect::default()),
    }
}

/// Whether an element and all of its content are painted with nothing.
fn is_gone(element: Element<'_>) -> bool {
    let placed = ["absolute", "fixed"].contains(&element.style(Property::Position));
    element.style(Property::Opacity).parse::<f64>().is_ok_and(|opacity| opacity <= 0.0)
        || placed && clips_all(element.style(Property::Clip))
        || path_clips_all(element.style(Property::ClipPath), element.bounds().unwrap_or_default())
}

/// Whether the text of an element is painted in no colour at all, and nothing else of it is.
fn is_clear(element: Element<'_>) -> bool {
    let clear = |property| matches!(element.style(property), "rgba(0, 0, 0, 0)" | "transparent");
    let plain = |property| ["none", "", "0px"].contains(&element.style(property));
    clear(Property::Color)
        && (clear(Property::TextFillColor) || element.style(Property::TextFillColor).is_empty())
        && plain(Property::TextShadow)
        && plain(Property::TextStrokeWidth)
        && plain(Property::TextDecorationLine)
        && element.style(Property::BackgroundClip) != "text"
}

/// Whether `clip: rect(top, right, bottom, left)` leaves nothing.
fn clips_all(clip: &str) -> bool {
    let sides = arguments(clip, "rect").map(|sides| lengths(&sides.replace(',', " "), 0.0));
    sides.is_some_and(|sides| match sides.as_slice() {
        [Some(top), Some(right), Some(bottom), Some(left)] => {
            right - left <= NOTHING && bottom - top <= NOTHING
        }
        _ => false,
    })
}

fn path_clips_all(path: &str, bounds: Rect) -> bool {
    if let Some(inset) = arguments(path, "inset") {
        let inset = inset.split("round").next().unwrap_or_default();
        let (down, across) = (lengths(inset, bounds.height), lengths(inset, bounds.width));
        let side = |list: &[Option<f64>], place: usize| {
            let place = match (place, list.len()) {
                (place, len) if place < len => place,
                (3, 2 | 3) => 1,
                _ => 0,
            };
            list.get(place).copied().flatten()
        };
        let all = |one: Option<f64>, other: Option<f64>, size: f64| matches!((one, other), (Some(one), Some(other)) if one + other >= size);
        return all(side(&down, 0), side(&down, 2), bounds.height)
            || all(side(&across, 1), side(&across, 3), bounds.width);
    }
    if let Some(circle) = arguments(path, "circle").or_else(|| arguments(path, "ellipse")) {
        return lengths(circle, 100.0).first().is_some_and(|radius| *radius == Some(0.0));
    }
    arguments(path, "polygon").is_some_and(|polygon| {
        let mut points = polygon.split(',').map(|point| lengths(point, 100.0));
        let first = points.next();
        points.all(|point| Some(point) == first)
    })
}

fn arguments<'s>(value: &'s str, function: &str) -> Option<&'s str> {
    value.trim().strip_prefix(function)?.trim().strip_prefix('(')?.strip_suffix(')')
}

/// The lengths of a list in pixels, percentages being of `whole`.
fn lengths(list: &str, whole: f64) -> Vec<Option<f64>> {
    list.split_ascii_whitespace()
        .map(|length| match length.strip_suffix('%') {
            Some(percent) => percent.parse::<f64>().ok().map(|percent| percent / 100.0 * whole),
            None => length.trim_end_matches("px").parse().ok(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::{reads::State, testing::step};

    #[test]
    fn seen_or_not() {
        for (why, html, seen) in [
            ("a box", "<p id=x>", true),
            ("no box", "<p id=x box=''>", false),
            ("an empty box", "<p id=x box='0,0 0x20'>", false),
            ("not displayed", "<p id=x style='display: none'>", false),
            ("invisible", "<p id=x style='visibility: hidden'>", false),
            (
                "invisible, with something that is not",
                "<p id=x style='visibility: hidden'><b style='visibility: visible'>x</b>",
                true,
            ),
            ("transparent", "<p id=x style='opacity: 0'>", false),
            (
                "in what is transparent",
                "<div style='opacity: 0'><p id=x style='position: fixed'>",
                false,
            ),
            ("nearly transparent", "<p id=x style='opacity: 0.01'>", true),
            ("to the left of the page", "<p id=x box='-9999,0 100x20'>", false),
            ("reaching into it", "<p id=x box='-99,0 100x20'>", true),
            (
                "to the left where text runs to the left",
                "<html style='direction: rtl'><p id=x box='-999,0 10x20'>",
                true,
            ),
            ("above the page", "<p id=x box='0,-9999 100x20'>", false),
            ("far down", "<p id=x box='0,9999 100x20'>", true),
            ("fixed in the window", "<p id=x box='0,700 100x20' style='position: fixed'>", true),
            ("fixed below it", "<p id=x box='0,720 100x20' style='position: fixed'>", false),
            (
                "clipped",
                "<p id=x style='position: absolute; clip: rect(0px, 0px, 0px, 0px)'>",
                false,
            ),
            (
                "clipped a pixel wide",
                "<p id=x style='position: absolute; clip: rect(1px, 1px, 1px, 1px)'>",
                false,
            ),
            ("clipped in vain", "<p id=x style='clip: rect(0px, 0px, 0px, 0px)'>", true),
            (
                "clipped in part",
                "<p id=x style='position: absolute; clip: rect(0px, 9px, 9px, 0px)'>",
                true,
            ),
            ("inset", "<p id=x style='clip-path: inset(50%)'>", false),
            ("inset from the top", "<p id=x style='clip-path: inset(100% 0px 0px)'>", false),
            ("inset in pixels", "<p id=x style='clip-path: inset(0px 60px 0px 40px)'>", false),
            ("inset a little", "<p id=x style='clip-path: inset(49% 10px)'>", true),
            ("a circle", "<p id=x style='clip-path: circle(0px at 50% 50%)'>", false),
            ("a larger circle", "<p id=x style='clip-path: circle(10px)'>", true),
            ("a point", "<p id=x style='clip-path: polygon(0px 0px, 0px 0px, 0px 0px)'>", false),
            ("a triangle", "<p id=x style='clip-path: polygon(0px 0px, 9px 0px, 0px 9px)'>", true),
            (
                "in a box without height",
                "<div box='0,0 100x0' style='overflow-x: hidden; overflow-y: hidden'><p id=x box='0,0 100x20'>",
                false,
            ),
            ("beside a box without height", "<div box='0,0 100x0'><p id=x box='0,0 100x20'>", true),
            (
                "in a pixel",
                "<p style='overflow-x: hidden; overflow-y: hidden' box='9,9 1x1'><b id=x box='9,9 80x20'>x</b>",
                false,
            ),
            (
                "outside a box that clips",
                "<div box='0,0 50x50' style='overflow-x: hidden; overflow-y: hidden'><p id=x box='60,0 9x9'>",
                false,
            ),
            (
                "absolute, out of a box that clips",
                "<div box='0,0 50x50' style='overflow-x: hidden; overflow-y: hidden'>\
                 <p id=x box='60,0 9x9' style='position: absolute'>",
                true,
            ),
            (
                "absolute, placed by a box that clips",
                "<div box='0,0 50x50' style='overflow-x: hidden; overflow-y: hidden; position: relative'>\
                 <p id=x box='60,0 9x9' style='position: absolute'>",
                false,
            ),
            (
                "outside a box that scrolls",
                "<div box='0,0 50x50' style='overflow-x: auto; overflow-y: auto'><p id=x box='0,-90 9x9'>",
                true,
            ),
            (
                "in a box that scrolls off screen",
                "<div box='-99,0 50x50' style='overflow-x: auto; overflow-y: auto'><p id=x box='0,0 9x9'>",
                false,
            ),
            ("in details that are closed", "<details><p id=x>x</p></details>", false),
        ] {
            let step = step(html);
            let state = State::new(&step);
            let page = state.page().expect("a page");
            let element = page.elements().find(|element| element.attr("id") == Some("x"));
            assert_eq!(element.expect("x").is_visible(), seen, "{why}");
        }
    }

    #[test]
    fn texts() {
        let step =
            step("<p>seen</p><p style='opacity: 0'>unseen</p><p box='-99,0 9x9'>away</p><p> </p>");
        let state = State::new(&step);
        let seen: Vec<_> = state
            .page()
            .expect("a page")
            .texts()
            .filter(|text| text.is_visible())
            .map(super::super::TextNode::text)
            .collect();
        assert_eq!(seen, ["seen"]);
    }
}
