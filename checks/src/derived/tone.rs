//! Ranges of colour: what a pixel can be when not all that lies behind it is known.

use super::{Colour, luminance, ratio};

/// The colours that a pixel can have: the least and the greatest of each channel, opaque.
///
/// Laying something over a pixel, and mixing two, is monotonous in each channel, so that what is done to the
/// least and the greatest bounds what can come of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tone {
    low: [f64; 3],
    high: [f64; 3],
}

impl Tone {
    /// Any colour at all.
    pub const ANY: Self = Self { low: [0.0; 3], high: [1.0; 3] };

    /// One colour.
    pub fn of(channels: [f64; 3]) -> Self {
        Self { low: channels, high: channels }
    }

    /// Anything from a dark colour to a light one.
    pub fn between(dark: [f64; 3], light: [f64; 3]) -> Self {
        Self { low: dark, high: light }
    }

    /// The colour, if it is just one.
    pub fn known(self) -> Option<[f64; 3]> {
        let near = self.low.iter().zip(self.high).all(|(low, high)| (high - low).abs() < 1e-9);
        near.then_some(self.low)
    }

    /// Either of two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            low: std::array::from_fn(|i| self.low[i].min(other.low[i])),
            high: std::array::from_fn(|i| self.high[i].max(other.high[i])),
        }
    }

    /// With a colour laid over it.
    #[must_use]
    pub fn under(self, colour: Colour) -> Self {
        Self { low: colour.over(self.low), high: colour.over(self.high) }
    }

    /// As seen through a group of this opacity, with `behind` behind the group.
    #[must_use]
    pub fn faded(self, opacity: f64, behind: Self) -> Self {
        Self {
            low: super::mix(self.low, behind.low, opacity),
            high: super::mix(self.high, behind.high, opacity),
        }
    }

    /// The least and the greatest contrast ratio between the two.
    pub fn contrast(self, other: Self) -> (f64, f64) {
        let (low, high) = (luminance(self.low), luminance(self.high));
        let (other_low, other_high) = (luminance(other.low), luminance(other.high));
        let least = if low > other_high {
            ratio(low, other_high)
        } else if other_low > high {
            ratio(other_low, high)
        } else {
            1.0
        };
        (least, ratio(low, other_high).max(ratio(high, other_low)))
    }
}

#[cfg(test)]
mod tests {
    use super::Tone;
    use crate::derived::Colour;

    #[test]
    fn a_known_tone_has_one_contrast() {
        let (black, white) = (Tone::of([0.0; 3]), Tone::of([1.0; 3]));
        let (least, greatest) = black.contrast(white);
        assert!((least - 21.0).abs() < 1e-9 && (greatest - 21.0).abs() < 1e-9);
        assert_eq!(white.under(Colour { channels: [0.0; 3], alpha: 0.5 }).known(), Some([0.5; 3]));
        assert_eq!(black.faded(0.25, white).known(), Some([0.75; 3]));
    }

    #[test]
    fn an_unknown_tone_has_a_range() {
        let grey = Tone::of([0.5; 3]);
        assert_eq!(Tone::ANY.known(), None);
        let (least, greatest) = grey.contrast(Tone::ANY);
        assert!(least < 1.01 && greatest > 5.0);
        let (least, _) = Tone::of([0.0; 3]).contrast(Tone::of([1.0; 3]).or(Tone::of([0.5; 3])));
        assert!((5.0..6.0).contains(&least));
    }
}
