//! Where the layout breaks the text of an element over lines, told by where the boxes of its texts stand.

use super::{Element, TextNode};
use crate::evidence::{Node, Property, Rect};

/// Whether the layout breaks the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breaks {
    /// It does.
    Soft,
    /// It does not.
    None,
    /// It cannot be told.
    Unclear,
}

/// The lines of an element: of its own texts and of those in the same lines, not of blocks inside it.
#[derive(Debug)]
pub struct Lines<'e> {
    element: Element<'e>,
    /// Whether letters run in both directions, so that going back is no new line.
    is_mixed: bool,
    last: Option<Piece>,
    /// Whether the page itself ends the line before what comes next.
    forced: bool,
    breaks: Breaks,
    row: usize,
    /// Each row that holds own text, and where it begins.
    own: Vec<(usize, f64)>,
}

/// A box of a text: along its line, and across the lines.
#[derive(Debug, Clone, Copy)]
struct Piece {
    start: f64,
    end: f64,
    top: f64,
    bottom: f64,
    wraps: bool,
}

impl<'e> Lines<'e> {
    /// The lines of an element.
    pub fn of(element: Element<'e>) -> Self {
        let mut lines = Self {
            element,
            is_mixed: is_mixed(&element.text()),
            last: None,
            forced: false,
            breaks: Breaks::None,
            row: 0,
            own: Vec::new(),
        };
        lines.inside(element);
        lines
    }

    /// Whether the layout breaks them.
    pub fn breaks(&self) -> Breaks {
        self.breaks
    }

    /// How far apart the lines of its own texts are; none when no two follow each other.
    pub fn apart(&self) -> Option<f64> {
        let follow = |pair: &&[(usize, f64)]| pair[1].0 == pair[0].0 + 1;
        let apart = self.own.windows(2).filter(follow).map(|pair| (pair[1].1 - pair[0].1).abs());
        apart.reduce(f64::min)
    }

    fn inside(&mut self, element: Element<'e>) {
        for id in element.child_ids() {
            match element.page.recorded.nodes.get(id.index()) {
                Some(Node::Text(recorded)) => {
                    self.text(TextNode { page: element.page, id: *id, recorded }, element);
                }
                Some(Node::Element(_)) => {
                    if let Some(child) = element.page.element(*id) {
                        self.child(child);
                    }
                }
                None => (),
            }
        }
    }

    fn child(&mut self, child: Element<'e>) {
        let display = child.style(Property::Display);
        let flows = !["absolute", "fixed"].contains(&child.style(Property::Position))
            && ["none", ""].contains(&child.style(Property::Float));
        if child.is_any(&["br"]) {
            self.forced = true;
        } else if ["inline", "contents", "ruby"].contains(&display) && flows {
            self.inside(child);
        } else if display != "none" {
            let is_block = flows && !display.starts_with("inline-") && display != "ruby-text";
            if is_block {
                self.forced = true;
                self.row += 1;
            }
            // The rule speaks of text inside the element: whether of a block inside, which has the same height of
            // lines by inheritance only, it does not say.
            let inherits =
                child.style(Property::LineHeight) == self.element.style(Property::LineHeight);
            if inherits && self.breaks == Breaks::None && Self::of(child).breaks != Breaks::None {
                self.breaks = Breaks::Unclear;
            }
        }
    }

    fn text(&mut self, text: TextNode<'_>, parent: Element<'_>) {
        let space = parent.style(Property::WhiteSpace);
        let keeps = space.starts_with("pre") && !space.starts_with("preserve-spaces")
            || space.starts_with("break-spaces");
        let wraps = space != "pre" && !space.contains("nowrap");
        let body = text.text();
        let blanks = [' ', '\t', '\r'];
        self.forced |= keeps && body.trim_start_matches(blanks).starts_with('\n');
        let mut turns = 0;
        for (number, line) in text.lines().iter().enumerate() {
            let piece = self.piece(*line, wraps);
            let before = self.last.replace(piece);
            if before.is_some_and(|before| self.is_new_row(before, piece)) {
                self.row += 1;
                if number > 0 {
                    turns += 1;
                } else if !self.forced && (wraps || before.is_some_and(|before| before.wraps)) {
                    self.breaks = Breaks::Soft;
                }
            }
            self.forced = false;
            if parent.id == self.element.id {
                self.own.pop_if(|last| last.0 == self.row);
                self.own.push((self.row, piece.top));
            }
        }
        // Which line break of the text ends which row is not recorded, but not how many there are.
        let is_shown = |line: &&str| !line.trim_matches(blanks).is_empty();
        let ended = if keeps { body.split('\n').filter(is_shown).count().max(1) } else { 1 };
        if wraps && turns + 1 > ended {
            self.breaks = Breaks::Soft;
        }
        self.forced |= keeps && body.trim_end_matches(blanks).ends_with('\n');
    }

    fn is_new_row(&mut self, before: Piece, piece: Piece) -> bool {
        // A raised or lowered letter goes on along the line.
        let size = before.bottom - before.top;
        if piece.top > before.bottom - 1.0 || piece.bottom < before.top - size {
            return true;
        }
        let pixels = self.element.style(Property::LineHeight).strip_suffix("px");
        let height = pixels.and_then(|pixels| pixels.parse().ok()).unwrap_or(size);
        // A large letter reaches up into the row before, a small one does not reach as far down.
        let down = (piece.top - before.top).max(piece.bottom - before.bottom);
        let back = piece.start < before.end - 1.0 && down >= height * 0.4;
        if back && self.is_mixed && self.breaks == Breaks::None {
            self.breaks = Breaks::Unclear;
        }
        back && !self.is_mixed
    }

    fn piece(&self, line: Rect, wraps: bool) -> Piece {
        let Rect { x, y, width, height } = line;
        let (start, length, top, size) = match self.element.style(Property::WritingMode) {
            "vertical-rl" | "sideways-rl" => (y, height, -(x + width), width),
            "vertical-lr" => (y, height, x, width),
            "sideways-lr" => (-(y + height), height, x, width),
            _ => (x, width, y, height),
        };
        let is_mirrored = self.element.style(Property::Direction) == "rtl";
        let start = if is_mirrored { -(start + length) } else { start };
        Piece { start, end: start + length, top, bottom: top + size, wraps }
    }
}

/// The letters that run from right to left.
const LEFTWARD: &[(char, char)] = &[
    ('\u{590}', '\u{8ff}'),
    ('\u{fb1d}', '\u{fdff}'),
    ('\u{fe70}', '\u{fefc}'),
    ('\u{10800}', '\u{10fff}'),
    ('\u{1e800}', '\u{1efff}'),
];

/// Whether letters of both directions stand in a text; digits go from left to right everywhere.
fn is_mixed(text: &str) -> bool {
    let is_leftward = |c: char| LEFTWARD.iter().any(|(first, last)| (*first..=*last).contains(&c));
    text.contains(is_leftward) && text.contains(|c: char| c.is_alphanumeric() && !is_leftward(c))
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use crate::{
        evidence::{Node, Rect},
        reads::State,
        testing::step,
    };

    /// The boxes of each text: where they are and how large.
    type Boxes<'t> = &'t [&'t [[f64; 4]]];

    /// What is said of `#a`, whose texts with ink stand in these boxes, text by text.
    fn breaks(html: &str, texts: Boxes<'_>) -> String {
        let mut step = step(html);
        let page = step.page.as_mut().expect("a page");
        let mut boxes = texts.iter();
        for node in &mut page.nodes {
            if let Node::Text(text) = node
                && !text.lines.is_empty()
            {
                let at = boxes.next().expect("boxes for each text");
                text.lines = at
                    .iter()
                    .map(|[x, y, width, height]| Rect {
                        x: *x,
                        y: *y,
                        width: *width,
                        height: *height,
                    })
                    .collect();
            }
        }
        let state = State::new(&step);
        let page = state.page().expect("a page");
        let lines = Lines::of(page.by_id(0, "a").expect("#a"));
        let apart = lines.apart().map_or(String::new(), |apart| format!(" {apart}"));
        format!("{:?}{apart}", lines.breaks())
    }

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        const ONE: [f64; 4] = [0.0, 0.0, 80.0, 20.0];
        const BESIDE: [f64; 4] = [80.0, 0.0, 20.0, 20.0];
        const RAISED: [f64; 4] = [80.0, -8.0, 10.0, 12.0];
        const NEXT: [f64; 4] = [0.0, 18.0, 50.0, 20.0];
        const THIRD: [f64; 4] = [0.0, 36.0, 50.0, 20.0];
        const SAME: [f64; 4] = [0.0, 0.5, 50.0, 20.0];
        const LOWERED: [f64; 4] = [76.0, 5.0, 10.0, 12.0];
        const TALL: [f64; 4] = [0.0, 5.0, 30.0, 40.0];
        const CENTRED: [f64; 4] = [90.0, 20.0, 20.0, 20.0];
        const LEFT: [f64; 4] = [-30.0, 0.0, 20.0, 80.0];
        const LARGE: [f64; 4] = [0.0, -30.0, 30.0, 60.0];
        const AFTER: [f64; 4] = [30.0, 0.0, 70.0, 20.0];
        let cases: &[(&str, &str, Boxes<'_>, &str)] = &[
            ("one line", "Take it", &[&[ONE]], "None"),
            ("two lines", "Take it", &[&[ONE, NEXT]], "Soft 18"),
            ("a little lower and further back", "Take <sub>1</sub>", &[&[ONE], &[LOWERED]], "None"),
            ("a large letter next", "Take <b>it</b>", &[&[ONE], &[TALL]], "Soft"),
            ("the second in the middle", "Take it", &[&[ONE, CENTRED]], "Soft 20"),
            ("a large first letter", "Take it", &[&[LARGE, AFTER]], "None"),
            ("between texts", "Take <b>it</b>", &[&[ONE], &[NEXT]], "Soft"),
            ("beside each other", "Take <b>it</b>", &[&[ONE], &[BESIDE]], "None"),
            ("raised", "Take <sup>1</sup>", &[&[ONE], &[RAISED]], "None"),
            ("between own texts", "Take<i></i>it", &[&[ONE], &[NEXT]], "Soft 18"),
            ("at a line break", "Take<br>it", &[&[ONE], &[NEXT]], "None 18"),
            ("around a block", "Take<div>it</div>now", &[&[ONE], &[NEXT], &[THIRD]], "None"),
            ("inside a block", "Take<div>it now</div>", &[&[ONE], &[NEXT, THIRD]], "Unclear"),
            (
                "inside a block of other lines",
                "Take<div style='line-height: 9px'>it now</div>",
                &[&[ONE], &[NEXT, THIRD]],
                "None",
            ),
            (
                "out of the flow",
                "Take<i style='position: absolute'>it</i>now",
                &[&[ONE], &[NEXT], &[BESIDE]],
                "None",
            ),
            ("leftward", "קח אותו", &[&[ONE, NEXT]], "Soft 18"),
            ("mixed, at one height", "קח 20", &[&[ONE, BESIDE]], "None"),
            ("mixed, a little lower", "קח 20", &[&[ONE, NEXT]], "Unclear"),
        ];
        for (clause, html, boxes, expected) in cases {
            let direction = if html.contains('ק') { "rtl" } else { "ltr" };
            let html = format!("<div id=a style='direction: {direction}'>{html}</div>");
            assert_eq!(breaks(&html, boxes), *expected, "{clause}");
        }
        for (style, text, boxes, expected) in [
            ("white-space: pre", "Take\nit", &[ONE, NEXT][..], "None 18"),
            ("white-space: pre-wrap", "Take\nit", &[ONE, NEXT], "None 18"),
            ("white-space: pre-wrap", "Take\nit", &[ONE, NEXT, THIRD], "Soft 18"),
            ("white-space: pre-line", "\nTake\n \nit", &[ONE, THIRD], "None 36"),
            ("white-space: pre-line", "Take it", &[ONE, NEXT], "Soft 18"),
            ("white-space: break-spaces", "Take\nit", &[ONE, NEXT], "None 18"),
            ("white-space: nowrap", "Take it", &[ONE], "None"),
            ("line-height: 0.5px", "Take it", &[ONE, SAME], "Soft 0.5"),
            ("line-height: 20px", "Take it", &[ONE, SAME], "None"),
            ("writing-mode: vertical-rl", "Take it", &[[0.0, 0.0, 20.0, 80.0], LEFT], "Soft 30"),
            ("writing-mode: vertical-rl", "Take it", &[[0.0, 0.0, 20.0, 80.0]], "None"),
        ] {
            let html = format!("<p id=a style='{style}'>{text}</p>");
            assert_eq!(breaks(&html, &[boxes]), expected, "{style} {text:?}");
        }
        for (space, expected) in [("pre-wrap", "None 18"), ("normal", "Soft 18")] {
            let html = format!("<p id=a style='white-space: {space}'>Take\n<i></i>it</p>");
            assert_eq!(breaks(&html, &[&[ONE], &[NEXT]]), expected, "{space}");
        }
    }
}
