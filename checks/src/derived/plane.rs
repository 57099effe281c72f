//! Rectangles on a plane, found by where they are.
//!
//! A rectangle lies in the grid whose cells are just wider than its longer side, so it touches at most four
//! cells, whatever its size; a search looks at the cells that it overlaps in each grid in use. Neither a
//! page of many small boxes nor one of deeply nested large boxes makes it compare each with each.

use crate::evidence::Rect;
use std::collections::{BTreeMap, BTreeSet};

/// The side of the smallest cell, in CSS pixels.
const SMALLEST: f64 = 32.0;
/// How often the side is doubled: the largest cell is wider than any page.
const LEVELS: u8 = 26;

/// How many columns a search looks into one by one.
const MANY: i64 = 64;

/// Rectangles, each with something that it stands for.
#[derive(Debug)]
pub struct Plane<T> {
    cells: BTreeMap<(u8, i64, i64), Vec<(Rect, T)>>,
    levels: BTreeSet<u8>,
}

impl<T: Copy> Plane<T> {
    /// Lays rectangles out.
    pub fn of(things: impl IntoIterator<Item = (Rect, T)>) -> Self {
        let mut plane = Self { cells: BTreeMap::new(), levels: BTreeSet::new() };
        for (rect, thing) in things {
            let level = level(rect);
            plane.levels.insert(level);
            // Only the cell of its top left corner: a search looks one cell further up and left instead.
            let (x, y) = (cell(rect.x, level), cell(rect.y, level));
            plane.cells.entry((level, x, y)).or_default().push((rect, thing));
        }
        plane
    }

    /// What shares some area with `place`, or touches it.
    pub fn near(&self, place: Rect) -> impl Iterator<Item = (Rect, T)> {
        self.levels
            .iter()
            .flat_map(move |level| {
                let (first, last) = (cell(place.x, *level) - 1, cell(place.right(), *level));
                self.columns(*level, first, last).flat_map(move |x| {
                    let from = (*level, x, cell(place.y, *level) - 1);
                    let to = (*level, x, cell(place.bottom(), *level));
                    self.cells.range(from..=to).flat_map(|(_, things)| things)
                })
            })
            .copied()
            .filter(move |(rect, _)| {
                rect.x <= place.right()
                    && rect.right() >= place.x
                    && rect.y <= place.bottom()
                    && rect.bottom() >= place.y
            })
    }
}

impl<T> Plane<T> {
    /// The columns of a level from `first` to `last` that may hold something. Across a place wider than any page there
    /// are more columns than things, so from one on those without any are passed over.
    fn columns(&self, level: u8, first: i64, last: i64) -> impl Iterator<Item = i64> {
        let mut next = first;
        std::iter::from_fn(move || {
            if last - first > MANY {
                let (&(found, x, _), _) = self.cells.range((level, next, i64::MIN)..).next()?;
                next = if found == level { x } else { return None };
            }
            let x = next;
            next += 1;
            (x <= last).then_some(x)
        })
    }
}

/// The first level whose cells are as wide as the longer side.
fn level(rect: Rect) -> u8 {
    let longer = rect.width.max(rect.height);
    (0..LEVELS).find(|level| side(*level) >= longer).unwrap_or(LEVELS)
}

fn side(level: u8) -> f64 {
    SMALLEST * f64::from(1u32 << level.min(LEVELS))
}

#[expect(clippy::cast_possible_truncation, reason = "the cast saturates; pages end long before")]
fn cell(place: f64, level: u8) -> i64 {
    // Far outside of any page, one cell is as good as another, and arithmetic must not overflow.
    (place / side(level)).floor().clamp(-1e9, 1e9) as i64
}

#[cfg(test)]
mod tests {
    use super::Plane;
    use crate::evidence::Rect;
    use proptest::prelude::*;

    fn rects(count: usize) -> impl Strategy<Value = Vec<Rect>> {
        prop::collection::vec(
            (-900f64..900.0, -900f64..900.0, 0f64..700.0, 0f64..700.0)
                .prop_map(|(x, y, width, height)| Rect { x, y, width, height }),
            1..count,
        )
    }

    #[test]
    fn a_place_wider_than_any_page_is_searched_at_once() {
        let wide = |x| Rect { x, y: 0.0, width: 1e15, height: 9.0 };
        let small = Rect { x: 9e9, y: 0.0, width: 9.0, height: 9.0 };
        let plane = Plane::of([(small, 'a'), (Rect { x: -9.0, ..small }, 'b')]);
        let found = |place| plane.near(place).map(|(_, thing)| thing).collect::<String>();
        assert_eq!(found(wide(0.0)), "ba");
        assert_eq!(found(wide(1e9)), "a");
        assert_eq!(found(wide(1e10)), "");
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_at_each_finds(all in rects(60), places in rects(8)) {
            let plane = Plane::of(all.iter().copied().zip(0..));
            for place in places {
                let mut found: Vec<usize> = plane.near(place).map(|(_, thing)| thing).collect();
                found.sort_unstable();
                let expected: Vec<_> = (0..all.len())
                    .filter(|i| {
                        let shared = all[*i].around(place);
                        shared.width <= all[*i].width + place.width
                            && shared.height <= all[*i].height + place.height
                    })
                    .collect();
                prop_assert_eq!(found, expected);
            }
        }
    }
}
