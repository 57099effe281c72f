//! The difference between two screenshots of one region.

use crate::{capture::CaptureError, driver::Tab};
use image::{ImageFormat, RgbImage};
use wardround_checks::evidence::{Indicator, Rect};

/// A screenshot of a region of the window.
#[derive(Debug)]
pub(super) struct Shot(Vec<u8>);

impl Shot {
    /// Takes it; the region is in CSS pixels from the window's corner.
    pub(super) async fn take(tab: &Tab, region: Rect) -> Result<Self, CaptureError> {
        Ok(Self(tab.screenshot_of(region.x, region.y, region.width, region.height).await?))
    }
}

/// What differs; `None` when the two cannot be compared.
pub(super) fn compare(with: &Shot, without: &Shot) -> Option<Indicator> {
    // Equal files are equal pictures: the common case of a control without any indicator.
    if with.0 == without.0 {
        return Some(Indicator { changed: 0, contrast: 1.0, bounds: None, repeats: 1 });
    }
    let (with, without) = (decode(&with.0)?, decode(&without.0)?);
    if with.dimensions() != without.dimensions() {
        return None;
    }
    let (mut changed, mut contrast, mut bounds): (u32, f64, Option<Rect>) = (0, 1.0, None);
    for ((x, y, one), other) in with.enumerate_pixels().zip(without.pixels()) {
        if one == other {
            continue;
        }
        changed += 1;
        contrast = contrast.max(ratio(one.0, other.0));
        let pixel = Rect { x: f64::from(x), y: f64::from(y), width: 1.0, height: 1.0 };
        bounds = Some(bounds.map_or(pixel, |bounds| bounds.around(pixel)));
    }
    Some(Indicator { changed, contrast: (contrast * 100.0).round() / 100.0, bounds, repeats: 1 })
}

/// Places what was found in a region of the window.
pub(super) fn narrow(found: Indicator, region: Rect) -> Indicator {
    let bounds = found.bounds.map(|bounds| Rect {
        x: bounds.x + region.x,
        y: bounds.y + region.y,
        ..bounds
    });
    Indicator { bounds, ..found }
}

fn decode(png: &[u8]) -> Option<RgbImage> {
    Some(image::load_from_memory_with_format(png, ImageFormat::Png).ok()?.into_rgb8())
}

/// The contrast ratio of two colours (WCAG 2.2, contrast ratio and relative luminance).
fn ratio(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::{Shot, compare};
    use image::{ImageFormat, Rgb, RgbImage};
    use std::io::Cursor;

    fn shot(paint: impl Fn(&mut RgbImage)) -> Shot {
        let mut picture = RgbImage::from_pixel(30, 20, Rgb([255, 255, 255]));
        paint(&mut picture);
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).expect("a PNG");
        Shot(png.into_inner())
    }

    #[test]
    fn every_pixel_counts() {
        let plain = shot(|_| {});
        let ring = shot(|picture| {
            for x in 4..10 {
                picture.put_pixel(x, 3, Rgb([0, 0, 0]));
            }
        });
        let found = compare(&ring, &plain).expect("comparable");
        assert_eq!(found.changed, 6);
        assert!((found.contrast - 21.0).abs() < 0.01);
        let bounds = found.bounds.expect("a place");
        assert_eq!((bounds.x, bounds.y, bounds.width, bounds.height), (4.0, 3.0, 6.0, 1.0));
        assert_eq!(compare(&plain, &shot(|_| {})).expect("comparable").changed, 0);
    }
}
