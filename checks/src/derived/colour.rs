//! Colours as browsers compute them: reading, layering, and the contrast between two.
//!
//! palette converts between colour spaces. The luminance is computed here, from the coefficients in WCAG:
//! those of the newer sRGB texts, which palette follows, differ in the fifth digit, and that is enough to move a
//! colour over a threshold.

use palette::{
    IntoColor, Lab, LabHue, Lch, LinSrgb, Oklab, OklabHue, Oklch, Srgb, Xyz,
    chromatic_adaptation::AdaptIntoUnclamped,
    convert::IntoColorUnclamped,
    encoding::{DisplayP3, Linear},
    rgb::Rgb,
    white_point::{D50, D65},
};

/// A colour of the sRGB space with an opacity.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Colour {
    /// Red, green and blue from 0 to 1, with the transfer curve of sRGB on them.
    pub channels: [f64; 3],
    /// How far it covers what is behind it, from 0 to 1.
    pub alpha: f64,
}

impl Colour {
    /// Opaque white.
    pub const WHITE: Self = Self { channels: [1.0; 3], alpha: 1.0 };

    /// Reads a computed colour: `rgb(…)`, `rgba(…)`, `color(srgb …)`, `oklch(…)`, `oklab(…)`, `lch(…)`, `lab(…)`, or
    /// hexadecimal.
    ///
    /// `None` for a colour outside of what an sRGB screen can show, and for the other spaces: what is seen
    /// then depends on the screen.
    pub fn read(computed: &str) -> Option<Self> {
        let computed = computed.trim();
        if let Some(digits) = computed.strip_prefix('#') {
            return hexadecimal(digits);
        }
        if computed == "transparent" {
            return Some(Self { channels: [0.0; 3], alpha: 0.0 });
        }
        let (function, rest) = computed.split_once('(')?;
        let mut words = rest
            .strip_suffix(')')?
            .split(|c: char| c.is_ascii_whitespace() || c == ',' || c == '/')
            .filter(|word| !word.is_empty());
        let function = if function == "color" { words.next()? } else { function };
        let words: Vec<_> = words.collect();
        let (channels, alpha) = match words[..] {
            [a, b, c] => ([a, b, c], "1"),
            [a, b, c, alpha] => ([a, b, c], alpha),
            _ => return None,
        };
        let alpha = number(alpha, 1.0)?.clamp(0.0, 1.0);
        let read = |whole: [f64; 3]| -> Option<[f64; 3]> {
            Some([
                number(channels[0], whole[0])?,
                number(channels[1], whole[1])?,
                number(channels[2], whole[2])?,
            ])
        };
        let srgb: Srgb<f64> = match function {
            "rgb" | "rgba" => {
                let [r, g, b] = read([255.0; 3])?;
                Srgb::new(r / 255.0, g / 255.0, b / 255.0)
            }
            "srgb" => Srgb::from(read([1.0; 3])?),
            "srgb-linear" => Srgb::from_linear(LinSrgb::from(read([1.0; 3])?)),
            "display-p3" => {
                let linear: Rgb<Linear<DisplayP3>, f64> =
                    Rgb::<DisplayP3, f64>::from(read([1.0; 3])?).into_linear();
                let linear: LinSrgb<f64> = linear.into_color_unclamped();
                Srgb::from_linear(linear)
            }
            "oklab" => {
                let [l, a, b] = read([1.0, 0.4, 0.4])?;
                Oklab::new(l, a, b).into_color_unclamped()
            }
            "oklch" => {
                let [l, chroma, hue] = read([1.0, 0.4, 360.0])?;
                Oklch::new(l, chroma, OklabHue::from_degrees(hue)).into_color_unclamped()
            }
            "lab" => {
                let [l, a, b] = read([100.0, 125.0, 125.0])?;
                of_print(Lab::new(l, a, b))
            }
            "lch" => {
                let [l, chroma, hue] = read([100.0, 150.0, 360.0])?;
                of_print(Lch::new(l, chroma, LabHue::from_degrees(hue)).into_color_unclamped())
            }
            _ => return None,
        };
        let channels = [srgb.red, srgb.green, srgb.blue];
        let shown = channels.iter().all(|channel| (-0.001..=1.001).contains(channel));
        shown.then(|| Self { channels: channels.map(|channel| channel.clamp(0.0, 1.0)), alpha })
    }

    /// What is seen of it when it lies over an opaque colour.
    #[must_use]
    pub fn over(self, behind: [f64; 3]) -> [f64; 3] {
        mix(self.channels, behind, self.alpha)
    }
}

/// A colour of the spaces that CSS takes from print, whose white is D50.
fn of_print(lab: Lab<D50, f64>) -> Srgb<f64> {
    let xyz: Xyz<D50, f64> = lab.into_color_unclamped();
    let xyz: Xyz<D65, f64> = xyz.adapt_into_unclamped();
    xyz.into_color_unclamped()
}

/// As much of one colour as `share` says, and of another for the rest.
pub fn mix(one: [f64; 3], other: [f64; 3], share: f64) -> [f64; 3] {
    std::array::from_fn(|i| one[i] * share + other[i] * (1.0 - share))
}

/// The relative luminance, by the formula in WCAG.
pub fn luminance(channels: [f64; 3]) -> f64 {
    let [r, g, b] = channels.map(|channel| {
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

/// The contrast ratio between two luminances, by the formula in WCAG.
pub fn ratio(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// As a person writes it: `#1a2b3c`.
pub fn hex(channels: [f64; 3]) -> String {
    let [r, g, b] = eight_bits(channels);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The colour nearest to `text`, of its hue, that has the wanted contrast to `background`; none if none has.
///
/// Nearest means the least change of lightness in the Oklch space, lighter or darker.
pub fn nearest_readable(text: [f64; 3], background: [f64; 3], wanted: f64) -> Option<[f64; 3]> {
    let oklch: Oklch<f64> = Srgb::from(text).into_color();
    // As it will be written in a style sheet, so that the proposal itself passes.
    let at = |lightness: f64| {
        eight_bits(within_srgb(Oklch { l: lightness, ..oklch }))
            .map(|channel| f64::from(channel) / 255.0)
    };
    let enough = |lightness: f64| ratio(luminance(at(lightness)), luminance(background)) >= wanted;
    let toward = |end: f64| {
        let (mut short, mut far) = (oklch.l, end);
        enough(far).then(|| {
            for _ in 0..20 {
                let middle = f64::midpoint(short, far);
                if enough(middle) {
                    far = middle;
                } else {
                    short = middle;
                }
            }
            far
        })
    };
    [toward(0.0), toward(1.0)]
        .into_iter()
        .flatten()
        .min_by(|a, b| (a - oklch.l).abs().total_cmp(&(b - oklch.l).abs()))
        .map(at)
}

/// The colour with as little of its chroma taken away as brings it into sRGB.
fn within_srgb(colour: Oklch<f64>) -> [f64; 3] {
    let with = |share: f64| -> [f64; 3] {
        let srgb: Srgb<f64> =
            Oklch { chroma: colour.chroma * share, ..colour }.into_color_unclamped();
        [srgb.red, srgb.green, srgb.blue]
    };
    let fits = |channels: [f64; 3]| channels.iter().all(|c| (-0.000_1..=1.000_1).contains(c));
    let (mut inside, mut outside) = (0.0, 1.0);
    if fits(with(1.0)) {
        return with(1.0);
    }
    for _ in 0..16 {
        let middle = f64::midpoint(inside, outside);
        if fits(with(middle)) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    with(inside)
}

fn eight_bits(channels: [f64; 3]) -> [u8; 3] {
    let srgb: Srgb<u8> = Srgb::from(channels).into_format();
    [srgb.red, srgb.green, srgb.blue]
}

fn number(word: &str, whole: f64) -> Option<f64> {
    if word == "none" {
        return Some(0.0);
    }
    match word.strip_suffix('%') {
        Some(share) => Some(share.parse::<f64>().ok()? / 100.0 * whole),
        None => word.strip_suffix("deg").unwrap_or(word).parse().ok(),
    }
    .filter(|number| number.is_finite())
}

fn hexadecimal(digits: &str) -> Option<Colour> {
    let nibbles: Vec<_> = digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    let bytes: Vec<_> = match nibbles.len() {
        3 | 4 => nibbles.iter().map(|nibble| nibble * 17).collect(),
        6 | 8 => nibbles.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]).collect(),
        _ => return None,
    };
    let channel = |i: usize| f64::from(bytes[i]) / 255.0;
    let alpha = if bytes.len() == 4 { channel(3) } else { 1.0 };
    Some(Colour { channels: [channel(0), channel(1), channel(2)], alpha })
}

#[cfg(test)]
mod tests {
    use super::{Colour, hex, luminance, nearest_readable, ratio};
    use proptest::prelude::*;

    fn read(computed: &str) -> String {
        Colour::read(computed).map_or("none".to_owned(), |colour| {
            format!("{} {:.2}", hex(colour.channels), colour.alpha)
        })
    }

    #[test]
    fn computed_forms_are_read() {
        for (computed, expected) in [
            ("rgb(255, 0, 10)", "#ff000a 1.00"),
            ("rgba(0, 0, 0, 0)", "#000000 0.00"),
            ("rgba(1, 2, 3, 0.5)", "#010203 0.50"),
            ("rgb(1 2 3 / 50%)", "#010203 0.50"),
            ("color(srgb 1 0.5 0 / 0.25)", "#ff8000 0.25"),
            ("color(srgb-linear 1 1 1)", "#ffffff 1.00"),
            ("color(display-p3 1 1 1)", "#ffffff 1.00"),
            ("color(display-p3 1 0 0)", "none"),
            ("oklch(0 0 0)", "#000000 1.00"),
            ("oklch(1 0 none)", "#ffffff 1.00"),
            ("oklab(0.5 0 0)", "#636363 1.00"),
            ("lab(50 0 0)", "#777777 1.00"),
            ("lab(54.29 80.8 69.89)", "#ff0000 1.00"),
            ("lch(87 150 134)", "none"),
            ("color(rec2020 1 1 1)", "none"),
            ("#777", "#777777 1.00"),
            ("#77777780", "#777777 0.50"),
            ("transparent", "#000000 0.00"),
            ("rebeccapurple", "none"),
            ("rgb(1, 2)", "none"),
            ("rgb(a, b, c)", "none"),
            ("", "none"),
            ("#é", "none"),
        ] {
            assert_eq!(read(computed), expected, "{computed}");
        }
    }

    #[test]
    fn the_ratio_is_that_of_wcag() {
        let grey = |value: u8| luminance([f64::from(value) / 255.0; 3]);
        assert!((ratio(grey(0), grey(255)) - 21.0).abs() < 1e-9);
        // The two greys on either side of the threshold on white.
        assert!(ratio(grey(0x76), grey(0xff)) >= 4.5);
        assert!(ratio(grey(0x77), grey(0xff)) < 4.5);
        assert!((ratio(grey(0x77), grey(0xee)) - 3.86).abs() < 0.01);
    }

    #[test]
    fn the_proposal_is_near_and_passes() {
        let proposed = |text: &str, behind: &str| {
            let [text, behind] =
                [text, behind].map(|colour| Colour::read(colour).unwrap().channels);
            nearest_readable(text, behind, 4.5).map(hex)
        };
        assert_eq!(proposed("#777", "#fff").as_deref(), Some("#767676"));
        assert_eq!(proposed("#777", "#000").as_deref(), Some("#777777"));
        assert_eq!(proposed("#333", "#000").as_deref(), Some("#757575"));
    }

    proptest! {
        #[test]
        fn any_proposal_passes(text in any::<[u8; 3]>(), behind in any::<[u8; 3]>()) {
            let [text, behind] = [text, behind].map(|c| c.map(|c| f64::from(c) / 255.0));
            let proposal = nearest_readable(text, behind, 4.5).expect("black or white has 4.5 to anything");
            prop_assert!(ratio(luminance(proposal), luminance(behind)) >= 4.5);
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,40}") {
            Colour::read(&text);
        }
    }
}
