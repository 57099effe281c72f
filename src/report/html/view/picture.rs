//! Screenshots with what is drawn over them: outlines, numbers, the path of the focus.
//!
//! The screenshot itself stays as it was recorded. It is placed in a drawing in the coordinates of the
//! document, so that a box of the evidence is a box of the drawing.

use super::links::Links;
use crate::audit::verdict::{Bounds, FocusPath, Screenshot, State};
use serde::Serialize;

const MARGIN: f64 = 48.0;
const LEAST: (f64, f64) = (360.0, 150.0);
const MARKS: usize = 40;

/// A drawing over a screenshot.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Picture {
    /// Unique on the page.
    pub(super) id: String,
    /// What it shows, in words.
    pub(super) title: String,
    /// The part of the document it shows.
    pub(super) view_box: String,
    pub(super) width: f64,
    pub(super) height: f64,
    /// The screenshot.
    pub(super) href: String,
    pub(super) shows: Bounds,
    /// The outlines.
    pub(super) marks: Vec<Mark>,
    /// The path of the focus, as points; empty for none.
    pub(super) path: String,
}

/// An outline, and the number beside it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Mark {
    pub(super) bounds: Bounds,
    /// The numbers of what was found there; empty when it is the only one.
    pub(super) number: String,
    /// The middle of the disc that the numbers stand on.
    pub(super) x: f64,
    pub(super) y: f64,
    /// The disc.
    pub(super) disc: Bounds,
    /// The disc's radius, the size of the digits, and where their foot is.
    pub(super) radius: f64,
    pub(super) size: f64,
    pub(super) foot: f64,
}

/// The part of a screenshot around a thing; nothing when the screenshot does not show it.
pub(super) fn crop(
    links: &Links<'_>,
    state: &State,
    bounds: Bounds,
    id: String,
    title: String,
) -> Option<Picture> {
    let shot = state.screenshot.as_ref()?;
    let seen = within(bounds, shot.shows)?;
    let (x, width) = around(seen.x, seen.width, LEAST.0, shot.shows.x, shot.shows.width);
    let (y, height) = around(seen.y, seen.height, LEAST.1, shot.shows.y, shot.shows.height);
    let part = Bounds { x, y, width, height };
    let marks = vec![mark(seen, String::new(), part)];
    Some(picture(links, shot, part, id, title, marks))
}

/// A whole screenshot with numbered outlines.
pub(super) fn outlined(
    links: &Links<'_>,
    shot: &Screenshot,
    numbered: &[(usize, Bounds)],
    id: String,
    title: String,
) -> Picture {
    // What was found in one box shares one outline.
    let mut boxes: Vec<(Bounds, Vec<String>)> = Vec::new();
    for (number, bounds) in numbered {
        let Some(bounds) = within(*bounds, shot.shows) else { continue };
        let known = boxes.iter().position(|(other, _)| *other == bounds);
        if let Some(place) = known {
            boxes[place].1.push(number.to_string());
        } else if boxes.len() < MARKS {
            boxes.push((bounds, vec![number.to_string()]));
        }
    }
    let marks = boxes
        .into_iter()
        .map(|(bounds, numbers)| mark(bounds, label(&numbers), shot.shows))
        .collect();
    picture(links, shot, shot.shows, id, title, marks)
}

/// A whole screenshot with the path of the focus.
pub(super) fn walked(
    links: &Links<'_>,
    shot: &Screenshot,
    walk: &FocusPath,
    id: String,
    title: String,
) -> Picture {
    let stops: Vec<_> = (1..)
        .zip(&walk.stops)
        .filter_map(|(number, stop)| Some((number, within(stop.bounds?, shot.shows)?)))
        .collect();
    let mut picture = outlined(links, shot, &stops, id, title);
    let discs = |number: usize| {
        let wanted = number.to_string();
        picture.marks.iter().find(|mark| mark.number.split(", ").any(|one| *one == wanted))
    };
    let points: Vec<_> = stops
        .iter()
        .filter_map(|(number, _)| discs(*number))
        .map(|mark| format!("{},{}", mark.x, mark.y))
        .collect();
    picture.path = points.join(" ");
    picture
}

/// The numbers on one disc: all of them, or the first few.
fn label(numbers: &[String]) -> String {
    match numbers {
        [first, second, third, _, ..] => format!("{first}, {second}, {third}, …"),
        few => few.join(", "),
    }
}

fn picture(
    links: &Links<'_>,
    shot: &Screenshot,
    part: Bounds,
    id: String,
    title: String,
    marks: Vec<Mark>,
) -> Picture {
    let Bounds { x, y, width, height } = part;
    Picture {
        id,
        title,
        view_box: format!("{} {} {} {}", tenth(x), tenth(y), tenth(width), tenth(height)),
        width: tenth(width),
        height: tenth(height),
        href: links.file(&shot.path),
        shows: shot.shows,
        marks,
        path: String::new(),
    }
}

fn mark(bounds: Bounds, number: String, part: Bounds) -> Mark {
    // The picture is shown at some 500 pixels, so the number grows with what it shows.
    let radius = tenth((part.width / 56.0).max(11.0));
    let size = tenth(radius * 1.15);
    let digits = u32::try_from(number.chars().count().saturating_sub(1)).unwrap_or(0);
    let half = radius + f64::from(digits) * size * 0.24;
    // To the left of the thing, so that it stays in sight; in its corner where there is no room.
    let x = (bounds.x - half - 4.0).max(part.x + half + 1.0);
    let low = part.y + radius + 1.0;
    let y = (bounds.y + bounds.height.min(2.0 * radius) / 2.0)
        .min(part.y + part.height - radius - 1.0)
        .max(low);
    let disc = Bounds {
        x: tenth(x - half),
        y: tenth(y - radius),
        width: tenth(2.0 * half),
        height: 2.0 * radius,
    };
    let (x, y) = (tenth(x), tenth(y));
    Mark { bounds, number, x, y, disc, radius, size, foot: tenth(y + size * 0.36) }
}

/// What of a box a region shows; nothing when that is empty.
fn within(bounds: Bounds, region: Bounds) -> Option<Bounds> {
    let (x, y) = (bounds.x.max(region.x), bounds.y.max(region.y));
    let right = (bounds.x + bounds.width).min(region.x + region.width);
    let bottom = (bounds.y + bounds.height).min(region.y + region.height);
    (right > x && bottom > y).then(|| Bounds {
        x: tenth(x),
        y: tenth(y),
        width: tenth(right - x),
        height: tenth(bottom - y),
    })
}

/// A stretch around another, with a margin, at least so long, and inside the whole.
fn around(at: f64, length: f64, least: f64, from: f64, whole: f64) -> (f64, f64) {
    let wanted = (length + 2.0 * MARGIN).max(least).min(whole);
    let start = at + length / 2.0 - wanted / 2.0;
    (start.min(from + whole - wanted).max(from), wanted)
}

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
