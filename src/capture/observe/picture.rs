//! Screenshots with canaries painted over: pixels cannot be scrubbed afterwards.

use image::{ImageFormat, Rgba, RgbaImage};
use std::io::Cursor;
use wardround_checks::evidence::Rect;

/// A neutral grey that no portal uses for text.
const PAINT: Rgba<u8> = Rgba([128, 128, 128, 255]);

/// A PNG with rectangles painted over, in pixels; `None` when it is no PNG.
pub fn masked(png: &[u8], rects: &[Rect]) -> Option<Vec<u8>> {
    if rects.is_empty() {
        return Some(png.to_vec());
    }
    let mut picture = image::load_from_memory_with_format(png, ImageFormat::Png).ok()?.into_rgba8();
    for rect in rects {
        paint(&mut picture, *rect);
    }
    let mut out = Cursor::new(Vec::new());
    picture.write_to(&mut out, ImageFormat::Png).ok()?;
    Some(out.into_inner())
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to the picture's size first"
)]
fn paint(picture: &mut RgbaImage, rect: Rect) {
    let (width, height) = picture.dimensions();
    let within = |value: f64, most: u32| value.clamp(0.0, f64::from(most)) as u32;
    // A pixel of margin each side: glyphs reach out of their boxes.
    let (left, right) = (within(rect.x - 1.0, width), within(rect.right() + 2.0, width));
    let (top, bottom) = (within(rect.y - 1.0, height), within(rect.bottom() + 2.0, height));
    for y in top..bottom {
        for x in left..right {
            picture.put_pixel(x, y, PAINT);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{PAINT, masked};
    use image::{ImageFormat, Rgba, RgbaImage};
    use std::io::Cursor;
    use wardround_checks::evidence::Rect;

    #[test]
    fn what_is_painted_over_is_gone_and_the_rest_stays() {
        let mut png = Cursor::new(Vec::new());
        RgbaImage::from_pixel(20, 10, Rgba([1, 2, 3, 255]))
            .write_to(&mut png, ImageFormat::Png)
            .expect("a PNG");
        let rect = Rect { x: 5.0, y: 4.0, width: 100.0, height: 2.0 };
        let masked = masked(&png.into_inner(), &[rect]).expect("a PNG");
        let picture = image::load_from_memory(&masked).expect("a PNG").into_rgba8();
        assert_eq!(*picture.get_pixel(10, 5), PAINT);
        assert_eq!(*picture.get_pixel(19, 5), PAINT);
        assert_eq!(*picture.get_pixel(1, 5), Rgba([1, 2, 3, 255]));
        assert_eq!(*picture.get_pixel(10, 9), Rgba([1, 2, 3, 255]));
    }
}
