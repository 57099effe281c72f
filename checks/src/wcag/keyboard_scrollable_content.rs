//! # Requirement
//!
//! What scrolls can be scrolled with the keyboard: Tab reaches it, or something in it.
//!
//! # Why it matters
//!
//! A consent text in a box that only the wheel scrolls is one that a patient without a mouse signs unread. Most
//! browsers make such a box a stop of the Tab key by themselves; Safari does not, and leaves out everybody with
//! an iPad and a keyboard.
//!
//! # How it is judged
//!
//! - Judged is an HTML element with something to see in it whose `overflow` is `auto` or `scroll`, and which
//!   scrolls in that direction further than its padding is wide.
//! - It passes when Tab stops at it or at anything inside it by its own `tabindex`, or by being a control. That the
//!   browser makes a stop of every scroller does not count.
//! - A modal dialog that stands before it for the moment changes nothing.
//! - It is for a person to judge when it scrolls further than one padding and not the other, when nothing that
//!   can be seen reaches out of it, or when a frame in it cannot be looked into.
//! - The page itself, and the page in a frame, scroll with the keyboard anyway. So does what scrolls by a single
//!   pixel: that is rounding.
//!
//! # What it does not see
//!
//! - Another way to scroll it by keyboard: buttons, a scroll bar of its own. Waive the finding and give the reason.
//! - Scripts that keep the arrow keys from it.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.1.1](https://www.w3.org/TR/WCAG22/#keyboard)
//! - [ACT rule 0ssw9k](https://www.w3.org/WAI/standards-guidelines/act/rules/0ssw9k/)
//! - [G202: Ensuring keyboard control for all functionality](https://www.w3.org/WAI/WCAG22/Techniques/general/G202)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Element, Page, TextNode},
    evidence::{Frame, Property, Rect, State},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// How far two sizes in whole pixels may be apart without anything to scroll.
const ROUNDING: f64 = 1.0;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct KeyboardScrollableContent;

impl StateCheck for KeyboardScrollableContent {
    const META: &'static Meta = &Meta {
        id: "keyboard-scrollable-content",
        title: "What scrolls can be scrolled with the keyboard",
        requires: &[wcag22::KEYBOARD],
        act: &["0ssw9k"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("keyboard_scrollable_content.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let stops = Stops::of(page);
        page.elements()
            .filter_map(|element| {
                let scroll = Scroll::of(element)?;
                Some(element.subject().is(outcome(element, &scroll, &stops)))
            })
            .collect()
    }
}

fn outcome(element: Element<'_>, scroll: &Scroll, stops: &Stops) -> Outcome {
    if stops.at_or_inside(element) {
        return Outcome::Passed;
    }
    let seen = format!(
        "The area scrolls {}, and Tab stops neither at it nor in it; only some browsers make such an area a \
         stop by themselves, and Safari is none of them",
        scroll.said()
    );
    let finding = |what: String| {
        let fix = "Give it tabindex=\"0\" with a role and a name, or put a control into it.";
        Finding::new(what, fix)
    };
    if !scroll.certain {
        let doubt = "It may be no more than the area's padding, which some browsers do not scroll";
        return Outcome::CantTell(finding(format!("{seen}. {doubt}.")));
    }
    if stops.is_untold(element) {
        return Outcome::CantTell(finding(format!("{seen}. A frame in it cannot be looked into.")));
    }
    if !reaches_out(element) {
        return Outcome::CantTell(finding(format!("{seen}. What scrolls into sight looks empty.")));
    }
    Outcome::Failed(finding(format!("{seen}.")))
}

/// How far an element scrolls.
struct Scroll {
    across: f64,
    down: f64,
    /// Whether that is more than its padding, whichever side of it counts.
    certain: bool,
}

impl Scroll {
    /// How far an element scrolls, when it is one that is to be judged.
    fn of(element: Element<'_>) -> Option<Self> {
        let [width, height, whole_width, whole_height] = element.recorded.scroll?;
        let distance = |property, whole: f64, shown: f64| {
            let scrolls = ["auto", "scroll"].contains(&element.style(property));
            if scrolls && whole - shown > ROUNDING { whole - shown } else { 0.0 }
        };
        let across = distance(Property::OverflowX, whole_width, width);
        let down = distance(Property::OverflowY, whole_height, height);
        let seen = || {
            element.texts().any(TextNode::is_visible)
                || element.descendants().any(Element::is_painted)
        };
        if across.max(down) <= 0.0 || !element.is_html() || is_page(element) || !seen() {
            return None;
        }
        // A recording without the padding was made before it was recorded.
        let [top, right, bottom, left] =
            element.recorded.padding.unwrap_or([f64::MAX, 0.0, 0.0, f64::MAX]);
        if across <= left.min(right) && down <= top.min(bottom) {
            return None;
        }
        Some(Self { across, down, certain: across > left.max(right) || down > top.max(bottom) })
    }

    fn said(&self) -> String {
        match (self.across > 0.0, self.down > 0.0) {
            (true, true) => format!("{} pixels across and {} down", self.across, self.down),
            (true, false) => format!("{} pixels across", self.across),
            _ => format!("{} pixels down", self.down),
        }
    }
}

/// Whether its scrolling is the window's: the root's, and the body's if the root leaves it to it.
fn is_page(element: Element<'_>) -> bool {
    let root = |element: Element<'_>| {
        element.is_any(&["html"])
            && element.parent().is_none_or(|outer| outer.recorded.frame == Some(Frame::Inside))
    };
    let leaves = |root: Element<'_>| {
        [Property::OverflowX, Property::OverflowY]
            .into_iter()
            .all(|property| ["visible", ""].contains(&root.style(property)))
    };
    root(element)
        || element.is_any(&["body"])
            && element.parent().is_some_and(|outer| root(outer) && leaves(outer))
}

/// Whether something to see reaches out of an element's own box.
fn reaches_out(element: Element<'_>) -> bool {
    let Some(own) = element.bounds() else { return false };
    let out = |place: Rect| {
        let left = own.x - place.x;
        let right = place.right() - own.right();
        left.max(right).max(own.y - place.y).max(place.bottom() - own.bottom()) > ROUNDING
    };
    let texts = element.texts().filter(|text| text.is_visible());
    let mut lines = texts.flat_map(|text| text.lines().iter().copied());
    let mut painted = element.descendants().filter(|inner| inner.is_painted());
    lines.any(out) || painted.any(|inner| inner.boxes().any(out))
}

/// What each element holds that Tab stops at, a modal dialog before it left out of account.
struct Stops {
    holds: Vec<bool>,
    untold: Vec<bool>,
}

impl Stops {
    fn of(page: Page<'_>) -> Self {
        let mut holds = vec![false; page.recorded.nodes.len()];
        let mut untold = holds.clone();
        // Children stand after their parents, so the way back hands up what they hold.
        let elements: Vec<_> = page.elements().collect();
        for element in elements.into_iter().rev() {
            let place = element.id.index();
            let foreign = element.recorded.frame == Some(Frame::Foreign);
            holds[place] |= stops_at(element);
            untold[place] |= foreign && element.is_visible();
            if let Some(parent) = element.parent() {
                holds[parent.id.index()] |= holds[place];
                untold[parent.id.index()] |= untold[place];
            }
        }
        Self { holds, untold }
    }

    fn at_or_inside(&self, element: Element<'_>) -> bool {
        self.holds[element.id.index()]
    }

    fn is_untold(&self, element: Element<'_>) -> bool {
        self.untold[element.id.index()]
    }
}

/// Whether Tab stops at an element by what it is or says, and not because it scrolls.
fn stops_at(element: Element<'_>) -> bool {
    // What the page itself makes inert stays so; what a dialog blocks is free again when it closes.
    let inert = || element.lineage().any(|outer| outer.is_html() && outer.attr("inert").is_some());
    let reached = element.is(State::Focusable)
        && !element.is(State::Disabled)
        && element.recorded.tab_index.is_some_and(|index| index >= 0)
        && element.recorded.frame.is_none();
    reached && (element.recorded.scroll.is_none() || is_stop_by_itself(element)) && !inert()
}

fn is_stop_by_itself(element: Element<'_>) -> bool {
    let asked = element.attr("tabindex").is_some_and(|index| {
        let index = index.trim_ascii_start();
        index.strip_prefix('-').unwrap_or(index).starts_with(|c: char| c.is_ascii_digit())
    });
    let native = element
        .is_any(&["audio", "button", "input", "select", "summary", "textarea", "video"])
        || element.is_any(&["a", "area"]) && element.attr("href").is_some();
    asked || native || element.is(State::Editable)
}

#[cfg(test)]
mod tests {
    use super::KeyboardScrollableContent;
    use crate::testing::{outcomes, outcomes_of, step};

    /// A box of 100 by 50 pixels, a text in it, and what is drawn besides.
    fn area(scroll: &str, style: &str, rest: &str, inside: &str) -> String {
        format!(
            "<div id=a box='0,0 100x50' scroll='{scroll}' style='{style}' {rest}>\
             <p box='0,0 100x200'>Consent {inside}</p></div>"
        )
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let (down, auto) = ("100 50 100 200", "overflow-y: auto");
        let bare = "padding='0 0 0 0'";
        for (clause, html, expected) in [
            ("scrolls down", area(down, auto, bare, ""), "failed"),
            (
                "only empty boxes in it",
                format!(
                    "<div id=a box='0,0 100x50' scroll='{down}' style='{auto}' {bare}><div box='0,0 100x200'></div></div>"
                ),
                "",
            ),
            (
                "a coloured box in it",
                format!(
                    "<div id=a box='0,0 100x50' scroll='{down}' style='{auto}' {bare}><div box='0,0 100x200' style='background-color: #ccc'></div></div>"
                ),
                "failed",
            ),
            (
                "an inert button in it",
                area(down, auto, bare, "<button tab=0 inert>Go</button>"),
                "failed",
            ),
            (
                "a disabled list in it",
                area(down, auto, bare, "<select multiple disabled tab=0></select>"),
                "failed",
            ),
            ("always shows a bar", area(down, "overflow-y: scroll", bare, ""), "failed"),
            ("scrolls across", area("100 50 300 50", "overflow-x: auto", bare, ""), "failed"),
            ("hides the rest", area(down, "overflow-y: hidden", bare, ""), ""),
            ("shows the rest", area(down, "overflow-y: visible", bare, ""), ""),
            ("scrolls the other way", area(down, "overflow-x: auto", bare, ""), ""),
            ("nothing to scroll", area("100 50 100 50", auto, bare, ""), ""),
            ("a pixel", area("100 50 100 51", auto, bare, ""), ""),
            ("two pixels", area("100 50 100 52", auto, bare, ""), "failed"),
            (
                "no more than its padding",
                area("100 50 100 60", auto, "padding='10 0 10 0'", ""),
                "",
            ),
            ("more", area("100 50 100 61", auto, "padding='10 0 10 0'", ""), "failed"),
            ("more than one", area("100 50 100 60", auto, "padding='9 0 20 0'", ""), "can't tell"),
            ("padding was not recorded", area(down, auto, "", ""), "can't tell"),
            ("a stop", area(down, auto, "padding='0 0 0 0' tabindex=0", ""), "passed"),
            ("no stop", area(down, auto, "padding='0 0 0 0' tabindex=-1", ""), "failed"),
            ("a link", area(down, auto, bare, "<a href=#>more</a>"), "passed"),
            ("a link left out", area(down, auto, bare, "<a href=# tabindex=-1>more</a>"), "failed"),
            ("no link", area(down, auto, bare, "<a>more</a>"), "failed"),
            ("a disabled button", area(down, auto, bare, "<button disabled>x</button>"), "failed"),
            (
                "behind a dialog",
                area(down, auto, bare, "<button state=blocked>x</button>"),
                "passed",
            ),
            ("can be edited", area(down, auto, "padding='0 0 0 0' contenteditable", ""), "passed"),
            ("unseen", area(down, "overflow-y: auto; visibility: hidden", bare, ""), ""),
            (
                "blank below",
                format!(
                    "<div id=a box='0,0 100x50' scroll='{down}' style='{auto}' {bare}><p box='0,0 100x20'>Consent</p></div>"
                ),
                "can't tell",
            ),
            (
                "a picture below",
                format!(
                    "<div id=a box='0,0 100x50' scroll='{down}' style='{auto}' {bare}><img box='0,0 100x200'></div>"
                ),
                "failed",
            ),
            (
                "nothing in it",
                format!("<div id=a box='0,0 100x50' scroll='{down}' style='{auto}' {bare}></div>"),
                "",
            ),
            ("the page", format!("<html scroll='{down}' style='{auto}' {bare}><p>Consent</p>"), ""),
            (
                "the body, as the page",
                format!("<body scroll='{down}' style='{auto}' {bare}><p>Consent</p>"),
                "",
            ),
            (
                "the body, in the page",
                format!(
                    "<html style='overflow-y: hidden'><body box='0,0 100x50' scroll='{down}' style='{auto}' {bare}><p box='0,0 100x200'>Consent</p>"
                ),
                "failed",
            ),
        ] {
            let said = outcomes_of::<KeyboardScrollableContent>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    /// What the browser makes a stop by itself counts for nothing, inside of another scroller too.
    #[test]
    fn a_scroller_in_a_scroller() {
        let inner = "<div id=b tabindex=0 box='0,60 90x50' scroll='90 50 90 200' padding='0 0 0 0' style='overflow-y: auto'><p box='0,60 90x200'>Text</p></div>";
        let outer = |inner: &str| {
            format!(
                "<div id=a box='0,0 100x50' scroll='100 50 100 200' padding='0 0 0 0' style='overflow-y: auto'>{inner}</div>"
            )
        };
        let mut page = step(&outer(inner));
        assert_eq!(outcomes::<KeyboardScrollableContent>(&page), ["a: passed", "b: passed"]);
        page = step(&outer(&inner.replace("tabindex=0", "")));
        for node in &mut page.page.as_mut().expect("a page").nodes {
            if let crate::evidence::Node::Element(element) = node
                && element.scroll.is_some()
            {
                element.states |= crate::evidence::State::Focusable as u32;
                element.tab_index = Some(0);
            }
        }
        assert_eq!(outcomes_of::<KeyboardScrollableContent>(&page), ["failed", "failed"]);
    }

    #[test]
    fn wording() {
        let html =
            area("100 50 140 200", "overflow-x: auto; overflow-y: auto", "padding='0 0 0 0'", "");
        insta::assert_snapshot!(outcomes::<KeyboardScrollableContent>(&step(&html)).join("\n"), @"a: failed: The area scrolls 40 pixels across and 150 down, and Tab stops neither at it nor in it; only some browsers make such an area a stop by themselves, and Safari is none of them.");
    }
}
