//! The colours of a text, letter by letter, from the pixels behind it.

use super::{
    Colour, Colouring, Lettering, Page, Painting, Screen, Tone, letterings,
    surface::{has_background, opacity},
};
use crate::evidence::{self, NodeId};
use crate::judgement::Subject;

/// How strongly ink comes out at least if nothing lies over it; thin letters never cover a pixel wholly.
const CLEAR: f64 = 0.9;

/// Why pixels do not settle the colours of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blur {
    /// They were not measured.
    Unmeasured,
    /// What is behind the text is another picture the next moment.
    Moving,
    /// The letters do not have their own colour on the screen.
    Veiled,
}

/// A letter and what is around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Letter {
    /// The colours that it can have.
    pub text: Tone,
    /// The colours inside of its box.
    pub behind: Tone,
    /// The same with a pixel more on each side, which may lie beside what the letter stands on.
    pub around: Tone,
}

impl Letter {
    /// The contrast with the worst pixel behind it.
    pub fn least(self) -> f64 {
        self.text.contrast(self.behind).0
    }

    /// The contrast with the best pixel around it: the ACT rules' "highest possible contrast".
    pub fn greatest(self) -> f64 {
        self.text.contrast(self.around).1
    }
}

impl<'e> Painting<'e> {
    /// The colours of each letter of a text, from the pixels behind it.
    pub fn letters(&self, lettering: &Lettering<'e>, screen: Screen) -> Result<Vec<Letter>, Blur> {
        if screen == Screen::IsSilent {
            return Err(Blur::Veiled);
        }
        if self.moves(lettering) {
            return Err(Blur::Moving);
        }
        let colour = lettering.colour().filter(|colour| colour.alpha > 0.0).ok_or(Blur::Veiled)?;
        let backdrop = lettering.backdrop.ok_or(Blur::Unmeasured)?;
        let layers = self.layers(lettering);
        let group: f64 = layers.iter().filter_map(|layer| opacity(*layer)).product();
        let faded = group < 1.0;
        if faded {
            // What is behind the group cannot be told from what is in it, unless nothing is.
            let outermost = layers.iter().rposition(|layer| opacity(*layer).is_some());
            let inside = layers.iter().take(outermost.map_or(0, |place| place + 1));
            if screen == Screen::TellsIfClear || inside.copied().any(has_background) {
                return Err(Blur::Veiled);
            }
        }
        if screen == Screen::TellsIfClear && backdrop.strength < CLEAR {
            return Err(Blur::Veiled);
        }
        let colour = Colour { alpha: colour.alpha * group, ..colour };
        Ok(backdrop
            .letters
            .iter()
            .map(|letter| {
                let [dark, light, darkest, lightest] = letter.map(channels);
                let (behind, around) =
                    (Tone::between(dark, light), Tone::between(darkest, lightest));
                Letter { text: behind.under(colour), behind, around }
            })
            .collect())
    }
}

/// The texts, and fields that show one, whose contrast only pixels can settle for every threshold.
pub fn unmeasured(recorded: &evidence::Page) -> Vec<NodeId> {
    let facts = super::Facts::of(recorded);
    let page = Page::new(recorded, &facts);
    let painting = Painting::of(page);
    letterings(page)
        .filter(|(_, lettering)| {
            let screen = match painting.colours(lettering) {
                Colouring::Known { text, behind } => {
                    (text.known().is_none() || behind.known().is_none()).then_some(Screen::Tells)
                }
                Colouring::Unknown(doubt) => Some(doubt.screen),
                Colouring::Covered => None,
            };
            screen
                .is_some_and(|screen| painting.letters(lettering, screen) == Err(Blur::Unmeasured))
        })
        .filter_map(|(subject, _)| match subject {
            Subject::Node(id) => Some(id),
            _ => None,
        })
        .collect()
}

fn channels(pixel: u32) -> [f64; 3] {
    [16, 8, 0].map(|shift| f64::from(pixel >> shift & 0xff) / 255.0)
}
