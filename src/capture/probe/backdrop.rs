//! What is behind texts, in pixels, where no style tells: a picture, a gradient, a box that lies there too.
//!
//! Two pictures of the same part of the page: one without letters, one with letters in a colour that no page uses.
//! Where the two differ is ink, and the rest of the box around a letter is what the letter stands out from. That is
//! how the ACT rules define background colours, with a pixel on each side. Neither picture is kept.

use crate::{
    capture::{CaptureError, Collector},
    driver::Tab,
};
use image::{ImageFormat, Rgb, RgbImage};
use std::collections::BTreeSet;
use wardround_checks::{
    derived::{luminance, unmeasured},
    evidence::{Backdrop, Node, NodeId, Page, Rect},
};

const INK: Rgb<u8> = Rgb([255, 0, 255]);
/// The largest picture, in CSS pixels: letters further down are not measured.
const TALLEST: f64 = 12_000.0;
/// How many letters are measured on a page.
pub(super) const MOST: usize = 20_000;

/// Measures what is behind the texts of a page that was just recorded, if some need it, and puts everything back.
pub async fn backdrops(tab: &Tab, page: &mut Page) -> Result<(), CaptureError> {
    let wanted = unmeasured(page);
    if wanted.is_empty() {
        return Ok(());
    }
    let letters = Collector::letters(tab, &wanted, MOST).await?;
    let mut texts: Vec<_> = wanted
        .into_iter()
        .zip(letters)
        .filter_map(|(node, letters)| Some((node, letters.filter(|boxes| !boxes.is_empty())?)))
        .collect();
    let Some(region) = region(&mut texts, page) else { return Ok(()) };
    let (without, with) = pictures(tab, region, page.view.visible()).await?;
    let ratio = page.view.pixel_ratio;
    // Decoding large pictures would hold up the recorder.
    let measured = tokio::task::spawn_blocking(move || {
        let pair = Pair::of(&without, &with, region, ratio)?;
        Some(texts.into_iter().map(|(node, boxes)| (node, pair.backdrop(&boxes))).collect())
    });
    let measured: Vec<(NodeId, Option<Backdrop>)> =
        measured.await.ok().flatten().unwrap_or_default();
    for (node, backdrop) in measured {
        match page.nodes.get_mut(node.index()) {
            Some(Node::Text(text)) => text.backdrop = backdrop,
            Some(Node::Element(element)) => element.backdrop = backdrop,
            None => (),
        }
    }
    Ok(())
}

/// The part of the page that all letters are in; leaves out the texts that reach out of what can be pictured.
pub(super) fn region(texts: &mut Vec<(NodeId, Vec<Rect>)>, page: &Page) -> Option<Rect> {
    let view = page.view;
    let whole = Rect { x: 0.0, y: 0.0, width: view.page_width, height: view.page_height };
    let whole = whole.around(view.visible());
    let top = texts
        .iter()
        .flat_map(|(_, boxes)| boxes)
        .map(|letter| letter.y)
        .fold(f64::INFINITY, f64::min);
    let reach = Rect { y: top, height: TALLEST, ..whole }.intersection(whole);
    texts.retain(|(_, boxes)| boxes.iter().all(|letter| reach.contains(*letter)));
    let letters = texts.iter().flat_map(|(_, boxes)| boxes).copied();
    let around = letters.reduce(Rect::around)?;
    // Whole pixels, with room for the edge around each letter.
    let (x, y) = ((around.x - 2.0).floor(), (around.y - 2.0).floor());
    let region = Rect {
        x,
        y,
        width: (around.right() + 2.0).ceil() - x,
        height: (around.bottom() + 2.0).ceil() - y,
    };
    Some(region.intersection(whole)).filter(|region| !region.is_empty())
}

/// A part of the page without letters, and with letters of ink; then everything is as it was.
pub(super) async fn pictures(
    tab: &Tab,
    region: Rect,
    seen: Rect,
) -> Result<(Vec<u8>, Vec<u8>), CaptureError> {
    let both = async {
        Collector::veil(tab, "transparent").await?;
        let without = picture(tab, region, seen).await?;
        Collector::veil(tab, "rgb(255, 0, 255)").await?;
        Ok((without, picture(tab, region, seen).await?))
    };
    let both = both.await;
    Collector::unveil(tab).await?;
    both
}

/// A picture of a part of the page. What the window does not show is pictured in a window that is taller for a moment, and
/// the page hears `resize` twice (Chromium 156): only where it must be.
async fn picture(tab: &Tab, region: Rect, seen: Rect) -> Result<Vec<u8>, CaptureError> {
    let Rect { x, y, width, height } = region;
    Ok(if seen.contains(region) {
        tab.screenshot_of(x - seen.x, y - seen.y, width, height).await?
    } else {
        tab.screenshot_of_page(x, y, width, height).await?
    })
}

/// The page without letters, and with letters of ink.
pub(super) struct Pair {
    without: RgbImage,
    with: RgbImage,
    region: Rect,
    ratio: f64,
}

impl Pair {
    /// Two pictures of one part of a page, as PNG.
    pub(super) fn of(without: &[u8], with: &[u8], region: Rect, ratio: f64) -> Option<Self> {
        Some(Self { without: decode(without)?, with: decode(with)?, region, ratio })
    }

    /// How much of the strongest pixel of these letters is ink, from 0 to 1; absent if the picture moved.
    pub(super) fn ink(&self, letters: &[Rect]) -> Option<f64> {
        letters.iter().try_fold(0.0_f64, |most, letter| {
            let inked = self.inked(*letter).ok()?;
            Some(most.max(inked.map_or(0.0, |inked| inked.strength)))
        })
    }

    /// What is behind a text; `None` if nothing of it was painted, or if the picture moved.
    fn backdrop(&self, letters: &[Rect]) -> Option<Backdrop> {
        let (mut strength, mut behind) = (0.0_f64, BTreeSet::new());
        for letter in letters {
            let Some(inked) = self.inked(*letter).ok()? else { continue };
            strength = strength.max(inked.strength);
            let Some([darkest, lightest]) = self.extremes(inked, 1) else { continue };
            // The ink of a straight stroke fills its box.
            let [dark, light] = self.extremes(inked, 0).unwrap_or([darkest, lightest]);
            behind.insert([dark, light, darkest, lightest]);
        }
        let strength = (strength * 100.0).round() / 100.0;
        (!behind.is_empty()).then(|| Backdrop { strength, letters: behind.into_iter().collect() })
    }

    /// The pixels of a letter's box that are ink, if any are.
    fn inked(&self, letter: Rect) -> Result<Option<Inked>, Moved> {
        let mut inked: Option<Inked> = None;
        let columns = span(letter.x - self.region.x, letter.right() - self.region.x, self.ratio);
        let rows = span(letter.y - self.region.y, letter.bottom() - self.region.y, self.ratio);
        for y in rows {
            for x in columns.clone() {
                let Some((before, after)) = self.at(x, y) else { continue };
                if before == after {
                    continue;
                }
                let strength = strength(before, after)?;
                let so_far =
                    inked.get_or_insert(Inked { left: x, right: x, top: y, bottom: y, strength });
                so_far.left = so_far.left.min(x);
                so_far.right = so_far.right.max(x);
                so_far.bottom = y;
                so_far.strength = so_far.strength.max(strength);
            }
        }
        Ok(inked)
    }

    /// The darkest and the lightest pixel in the box of ink, with so many more on each side.
    fn extremes(&self, inked: Inked, margin: u32) -> Option<[u32; 2]> {
        let mut found: Option<[(f64, u32); 2]> = None;
        for y in inked.top.saturating_sub(margin)..=inked.bottom + margin {
            for x in inked.left.saturating_sub(margin)..=inked.right + margin {
                let Some((before, _)) = self.at(x, y).filter(|(before, after)| before == after)
                else {
                    continue;
                };
                let [red, green, blue] = before.0.map(u32::from);
                let light = luminance(before.0.map(|channel| f64::from(channel) / 255.0));
                let here = (light, red << 16 | green << 8 | blue);
                let [dark, light] = found.get_or_insert([here, here]);
                if here.0 < dark.0 {
                    *dark = here;
                } else if here.0 > light.0 {
                    *light = here;
                }
            }
        }
        found.map(|[(_, dark), (_, light)]| [dark, light])
    }

    fn at(&self, x: u32, y: u32) -> Option<(Rgb<u8>, Rgb<u8>)> {
        Some((*self.without.get_pixel_checked(x, y)?, *self.with.get_pixel_checked(x, y)?))
    }
}

/// The box around the ink of one letter.
#[derive(Debug, Clone, Copy)]
struct Inked {
    left: u32,
    right: u32,
    top: u32,
    bottom: u32,
    strength: f64,
}

/// The pixels that a side of a box touches.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "not below zero, and far below 2^32"
)]
fn span(from: f64, to: f64, ratio: f64) -> std::ops::Range<u32> {
    (from * ratio).floor().max(0.0) as u32..(to * ratio).ceil().max(0.0) as u32
}

/// A pixel became something that ink does not make of it.
#[derive(Debug)]
struct Moved;

/// How much of a pixel is ink, from 0 to 1.
fn strength(before: Rgb<u8>, after: Rgb<u8>) -> Result<f64, Moved> {
    const NOISE: f64 = 3.0;
    let mut found = 0.0_f64;
    for ((before, after), ink) in before.0.into_iter().zip(after.0).zip(INK.0) {
        let [before, after, ink] = [before, after, ink].map(f64::from);
        let (low, high) = (before.min(ink) - NOISE, before.max(ink) + NOISE);
        if !(low..=high).contains(&after) {
            return Err(Moved);
        }
        if (ink - before).abs() > 64.0 {
            found = found.max((after - before) / (ink - before));
        }
    }
    Ok(found.clamp(0.0, 1.0))
}

fn decode(png: &[u8]) -> Option<RgbImage> {
    Some(image::load_from_memory_with_format(png, ImageFormat::Png).ok()?.into_rgb8())
}

#[cfg(test)]
mod tests {
    use super::{INK, Pair};
    use image::{Rgb, RgbImage};
    use wardround_checks::evidence::Rect;

    const LETTER: Rect = Rect { x: 14.0, y: 23.0, width: 8.0, height: 10.0 };

    /// A letter of one vertical stroke at (5, 5) to (5, 9), on the left half white, on the right grey.
    fn pair(paint: impl Fn(&mut RgbImage)) -> Pair {
        let mut without = RgbImage::from_pixel(20, 20, Rgb([255, 255, 255]));
        for (x, _, pixel) in without.enumerate_pixels_mut() {
            if x > 5 {
                *pixel = Rgb([128, 128, 128]);
            }
        }
        let mut with = without.clone();
        for y in 5..10 {
            with.put_pixel(5, y, INK);
        }
        paint(&mut with);
        let region = Rect { x: 10.0, y: 20.0, width: 20.0, height: 20.0 };
        Pair { without, with, region, ratio: 1.0 }
    }

    #[test]
    fn pixels_around_ink_are_behind_it() {
        let found = pair(|_| {}).backdrop(&[LETTER]).expect("ink");
        assert_eq!(found.letters, [[0x80_8080, 0xff_ffff, 0x80_8080, 0xff_ffff]]);
        assert!((found.strength - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_edge_of_a_letter_counts_apart() {
        let bent = pair(|with| with.put_pixel(4, 9, INK));
        let found = bent.backdrop(&[LETTER]).expect("ink");
        assert_eq!(found.letters, [[0xff_ffff, 0xff_ffff, 0x80_8080, 0xff_ffff]]);
    }

    #[test]
    fn a_letter_that_is_not_painted_has_nothing_behind_it() {
        let elsewhere = Rect { x: 26.0, ..LETTER };
        assert_eq!(pair(|_| {}).backdrop(&[elsewhere]), None);
    }

    #[test]
    fn a_picture_that_moved_tells_nothing() {
        assert_eq!(pair(|with| with.put_pixel(9, 9, Rgb([0, 90, 0]))).backdrop(&[LETTER]), None);
    }

    #[test]
    fn ink_under_a_veil_is_weak() {
        let found = pair(|with| {
            for y in 5..10 {
                with.put_pixel(5, y, Rgb([255, 128, 255]));
            }
        });
        let strength = found.backdrop(&[LETTER]).expect("ink").strength;
        assert!((0.45..0.55).contains(&strength), "{strength}");
    }
}
