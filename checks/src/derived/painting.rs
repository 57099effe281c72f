//! The colours of a text and of what is behind it, as far as a recorded page tells.
//!
//! The layers are the element's own background and those of its ancestors, each under the next, with groups of
//! reduced opacity mixed into what is behind them. A layer counts where its box lies behind the text. Whatever
//! else is painted at the same place, and every effect that changes colours, makes the answer unknown.

use super::{
    Colour, Element, Page, Plane, Tone, gradient,
    stacking::{self, Painted},
    surface::{
        background, background_image, group_effect, has_a_part, has_background, is_moving,
        is_opaque, opacity, paints, surface_effect,
    },
};
use crate::evidence::{Backdrop, NodeId, Property, Pseudo, Rect};

const SCREEN: &str = "its colours depend on the screen";

/// The colours of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Colouring {
    /// The text and what is behind it.
    Known {
        /// The text's own colour.
        text: Tone,
        /// The colour around it.
        behind: Tone,
    },
    /// It cannot be told from boxes and styles.
    Unknown(Doubt),
    /// Something opaque lies over the text.
    Covered,
}

/// Why colours cannot be told from boxes and styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// The reason.
    pub reason: &'static str,
    /// What the pixels behind the text settle.
    pub screen: Screen,
}

/// What the pixels behind a text settle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Screen {
    /// They settle the matter.
    Tells,
    /// They do if the letters themselves came out strong: nothing lies over them.
    TellsIfClear,
    /// What is in doubt are the letters.
    IsSilent,
}

/// What the boxes of a page paint, worked out once.
#[derive(Debug)]
pub struct Painting<'e> {
    page: Page<'e>,
    /// The nearest element, itself or around it, whose style has a part in the colours inside of it.
    colouring: Vec<Option<NodeId>>,
    /// The last node inside of each node.
    ends: Vec<u32>,
    painted: Plane<NodeId>,
}

/// A text to be coloured.
#[derive(Debug, Clone, Copy)]
pub struct Lettering<'e> {
    /// The element that it stands in.
    pub element: Element<'e>,
    /// The pseudo-element that styles it, if one does.
    pub pseudo: Option<&'e Pseudo>,
    /// Where it is, line by line.
    pub lines: &'e [Rect],
    /// The pixels behind it, where they were measured.
    pub backdrop: Option<&'e Backdrop>,
}

impl<'e> Painting<'e> {
    /// Works it out.
    pub fn of(page: Page<'e>) -> Self {
        let mut colouring = vec![None; page.recorded.nodes.len()];
        for element in page.elements() {
            colouring[element.id.index()] = if has_a_part(element) {
                Some(element.id)
            } else {
                element.parent().and_then(|parent| colouring[parent.id.index()])
            };
        }
        let painted = page.elements().filter(|element| element.is_visible() && paints(*element));
        let painted = painted.flat_map(|element| {
            element.boxes().filter(|rect| !rect.is_empty()).map(move |rect| (rect, element.id))
        });
        Self { page, colouring, ends: stacking::ends(page), painted: Plane::of(painted) }
    }

    /// The colours of a text and of what is behind it.
    pub fn colours(&self, lettering: &Lettering<'e>) -> Colouring {
        self.laid(lettering, None)
    }

    /// The colour behind an element's box, as if it were not there; none if it cannot be told.
    pub fn ground(&self, element: Element<'e>) -> Option<Tone> {
        let lines = element.recorded.bounds.as_slice();
        let around = Lettering { element: element.parent()?, pseudo: None, lines, backdrop: None };
        // In a group of reduced opacity it would be faded itself.
        let whole = element.lineage().all(|outer| opacity(outer).is_none());
        match self.laid(&around, Some(element.id)) {
            Colouring::Known { behind, .. } if whole && !lines.is_empty() => Some(behind),
            _ => None,
        }
    }

    /// The colours of a text, or of what is behind `absent`, an element that is taken away with all that is in it.
    fn laid(&self, lettering: &Lettering<'e>, absent: Option<NodeId>) -> Colouring {
        let layers = self.layers(lettering);
        if let Some(doubt) = doubt(&layers, lettering) {
            return Colouring::Unknown(doubt);
        }
        if let Some(answer) = self.crowd(lettering, &layers, absent) {
            return answer;
        }
        // From the back to the front: the canvas, then each layer.
        let mut behind = canvas(self.page);
        let mut groups = Vec::new();
        for layer in layers.iter().rev() {
            if let Some(opacity) = opacity(*layer) {
                groups.push((opacity, behind));
            }
            let Some(own) = background(*layer) else {
                return Colouring::Unknown(Doubt { reason: SCREEN, screen: Screen::Tells });
            };
            let laid = gradient::over(background_image(*layer), behind.under(own));
            behind = match extent(*layer, lettering) {
                Extent::All => laid,
                Extent::Part => behind.or(laid),
                Extent::None => behind,
            };
        }
        let shadows = match absent {
            Some(_) => Some(Vec::new()),
            None => gradient::shadows(lettering.style(Property::TextShadow)),
        };
        let (Some(colour), Some(shadows)) = (lettering.colour(), shadows) else {
            return Colouring::Unknown(Doubt { reason: SCREEN, screen: Screen::Tells });
        };
        let mut text = behind.under(colour);
        for shadow in shadows {
            behind = behind.or(behind.under(shadow));
        }
        for (opacity, outside) in groups.into_iter().rev() {
            (text, behind) = (text.faded(opacity, outside), behind.faded(opacity, outside));
        }
        Colouring::Known { text, behind }
    }

    /// The elements with a part in the colours, from the inside out, as far as anything shows of them.
    pub(super) fn layers(&self, lettering: &Lettering<'e>) -> Vec<Element<'e>> {
        let nearest = |element: Element<'e>| {
            self.colouring[element.id.index()].and_then(|id| self.page.element(id))
        };
        let mut layers: Vec<_> =
            std::iter::successors(nearest(lettering.element), |layer| nearest(layer.parent()?))
                .collect();
        let seen = layers
            .iter()
            .position(|layer| is_opaque(*layer) && extent(*layer, lettering) == Extent::All);
        // What is behind an opaque layer shows when the layer itself, or a group that holds it, is faded; and
        // what is done to a group is done to all that is in it.
        if let Some(last) = seen
            && !layers[last..]
                .iter()
                .any(|layer| opacity(*layer).is_some() || group_effect(*layer).is_some())
        {
            layers.truncate(last + 1);
        }
        layers
    }

    /// Whether a picture that moves lies at the same place: one moment of it settles nothing.
    pub(super) fn moves(&self, lettering: &Lettering<'e>) -> bool {
        let layers = self.layers(lettering);
        layers.iter().any(|layer| is_moving(*layer))
            || lettering
                .lines
                .iter()
                .flat_map(|line| self.painted.near(*line).map(move |near| (line, near)))
                .any(|(line, (place, id))| {
                    place.intersects(*line) && self.page.element(id).is_some_and(is_moving)
                })
    }

    /// What something else at the same place makes of the answer.
    fn crowd(
        &self,
        lettering: &Lettering<'e>,
        layers: &[Element<'e>],
        absent: Option<NodeId>,
    ) -> Option<Colouring> {
        let element = lettering.element;
        let is_absent = |id: NodeId| {
            absent.is_some_and(|absent| absent <= id && id.0 <= self.ends[absent.index()])
        };
        for line in lettering.lines {
            for (place, id) in self.painted.near(*line) {
                // What the text is in is a layer, and what is inside of its own element stands beside it.
                let around = id <= element.id && element.id.0 <= self.ends[id.index()];
                let shared = place.intersection(*line);
                let touches = shared.width > 1.5 && shared.height > (line.height * 0.2).max(1.5);
                let Some(other) =
                    self.page.element(id).filter(|_| touches && !around && !is_absent(id))
                else {
                    continue;
                };
                let clear =
                    |reason| Colouring::Unknown(Doubt { reason, screen: Screen::TellsIfClear });
                if element.id < id && id.0 <= self.ends[element.id.index()] {
                    return Some(clear("something inside of its element lies there too"));
                }
                match stacking::compare(other, element) {
                    Painted::Passing => (),
                    Painted::Beneath(first) if hide(layers, first, lettering) => (),
                    Painted::Over
                        if is_opaque(other) && extent(other, lettering) == Extent::All =>
                    {
                        return Some(Colouring::Covered);
                    }
                    Painted::Over => return Some(clear("something else lies over it")),
                    Painted::Beneath(_) | Painted::Unclear => {
                        return Some(clear("something else lies at the same place"));
                    }
                }
            }
        }
        None
    }
}

impl<'e> Lettering<'e> {
    /// A computed style property of the letters.
    pub fn style(&self, property: Property) -> &'e str {
        match self.pseudo {
            Some(pseudo) => self.element.pseudo_style(pseudo, property),
            None => self.element.style(property),
        }
    }

    /// The colour that the letters are filled with.
    pub(super) fn colour(&self) -> Option<Colour> {
        let fill = self.style(Property::TextFillColor);
        let fill = if fill.is_empty() { self.style(Property::Color) } else { fill };
        let opacity = match self.pseudo {
            Some(_) => self.style(Property::Opacity).parse().unwrap_or(1.0),
            None => 1.0,
        };
        Colour::read(fill).map(|colour| Colour { alpha: colour.alpha * opacity, ..colour })
    }
}

/// How much of a text a box lies behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    All,
    Part,
    None,
}

fn extent(layer: Element<'_>, lettering: &Lettering<'_>) -> Extent {
    if is_broken(layer, lettering.element) {
        return Extent::None;
    }
    let lines = lettering.lines;
    // What scrolls out of a box was in front of it when it could be seen.
    let scrolls = |property| ["auto", "scroll"].contains(&layer.style(property));
    if is_canvas(layer) || scrolls(Property::OverflowX) && scrolls(Property::OverflowY) {
        return Extent::All;
    }
    // The box of a line is taller than its letters, so it may stand out a little above and below.
    let holds = |line: Rect| {
        layer.boxes().any(|place| {
            let slack = line.height * 0.25;
            place.x <= line.x + 1.0
                && place.right() >= line.right() - 1.0
                && place.y <= line.y + slack
                && place.bottom() >= line.bottom() - slack
        })
    };
    if lines.iter().all(|line| holds(*line)) {
        Extent::All
    } else if lines.iter().any(|line| layer.boxes().any(|place| place.intersects(*line))) {
        Extent::Part
    } else {
        Extent::None
    }
}

/// Whether a layer is in lines that a block around the text interrupts: the box of the layer goes around that block,
/// but nothing is painted there.
fn is_broken(layer: Element<'_>, element: Element<'_>) -> bool {
    const BLOCKS: &[&str] = &["block", "flex", "flow-root", "grid", "list-item", "table"];
    if layer.style(Property::Display) != "inline" || !element.is_within(layer) {
        return false;
    }
    let inside = element.lineage().take_while(|inner| inner.id >= layer.id);
    // The blocks in a frame interrupt no line around it.
    inside.fold(false, |so_far, inner| {
        inner.recorded.frame.is_none()
            && (so_far || inner.id > layer.id && BLOCKS.contains(&inner.style(Property::Display)))
    })
}

/// Whether the element's background is painted on the whole canvas of its document.
fn is_canvas(element: Element<'_>) -> bool {
    element.is_any(&["html"])
        || element.is_any(&["body"])
            && element.parent().is_some_and(|root| root.is_any(&["html"]) && !has_background(root))
}

/// The colour of an empty page.
fn canvas(page: Page<'_>) -> Tone {
    let dark = page.root().is_some_and(|root| root.style(Property::ColorScheme).contains("dark"));
    if dark { Tone::ANY } else { Tone::of(Colour::WHITE.channels) }
}

/// Whether opaque layers from `first` inwards lie behind the whole text.
fn hide(layers: &[Element<'_>], first: Element<'_>, lettering: &Lettering<'_>) -> bool {
    let inner = || layers.iter().filter(|layer| layer.id >= first.id);
    inner().all(|layer| opacity(*layer).is_none())
        && inner().any(|layer| is_opaque(*layer) && extent(*layer, lettering) == Extent::All)
}

/// Why the colours cannot be told, as far as the layers themselves say.
fn doubt(layers: &[Element<'_>], lettering: &Lettering<'_>) -> Option<Doubt> {
    letter_effect(layers, lettering)
        .map(|reason| Doubt { reason, screen: Screen::IsSilent })
        .or_else(|| {
            layers.iter().find_map(|layer| {
                let reason = surface_effect(*layer)?;
                let behind = extent(*layer, lettering) != Extent::None;
                behind.then_some(Doubt { reason, screen: Screen::TellsIfClear })
            })
        })
}

/// Why the letters themselves do not have their colour on the screen.
fn letter_effect(layers: &[Element<'_>], lettering: &Lettering<'_>) -> Option<&'static str> {
    let stroke = lettering.style(Property::TextStrokeWidth).trim_end_matches("px").parse::<f64>();
    if stroke.is_ok_and(|width| width > 0.0) {
        return Some("its letters have an outline");
    }
    layers.iter().find_map(|layer| {
        let behind = extent(*layer, lettering) != Extent::None;
        let cut = layer.style(Property::BackgroundClip).contains("text");
        group_effect(*layer)
            .or_else(|| (behind && cut).then_some("its letters are cut out of a background"))
    })
}
