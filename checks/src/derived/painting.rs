//! The colours of a text and of what is behind it, as far as a recorded page tells.
//!
//! The layers are the element's own background and those of its ancestors, each under the next, with groups of
//! reduced opacity mixed into what is behind them. A layer counts where its box lies behind the text. Whatever
//! else is painted at the same place, and every effect that changes colours, makes the answer unknown.

use super::{
    Colour, Element, Page, Plane, Tone, gradient,
    stacking::{self, Painted},
};
use crate::evidence::{Backdrop, NodeId, Property, Pseudo, Rect, State};

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
        let layers = self.layers(lettering);
        if let Some(doubt) = doubt(&layers, lettering) {
            return Colouring::Unknown(doubt);
        }
        if let Some(answer) = self.crowd(lettering, &layers) {
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
            let laid = gradient::over(layer.style(Property::BackgroundImage), behind.under(own));
            behind = match extent(*layer, lettering.lines) {
                Extent::All => laid,
                Extent::Part => behind.or(laid),
                Extent::None => behind,
            };
        }
        let shadows = gradient::shadows(lettering.style(Property::TextShadow));
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
            .position(|layer| is_opaque(*layer) && extent(*layer, lettering.lines) == Extent::All);
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
            || lettering.lines.iter().flat_map(|line| self.painted.near(*line).map(move |near| (line, near))).any(
                |(line, (place, id))| {
                    place.intersects(*line) && self.page.element(id).is_some_and(is_moving)
                },
            )
    }

    /// What something else at the same place makes of the answer.
    fn crowd(&self, lettering: &Lettering<'e>, layers: &[Element<'e>]) -> Option<Colouring> {
        let element = lettering.element;
        for line in lettering.lines {
            for (place, id) in self.painted.near(*line) {
                // What the text is in is a layer, and what is inside of its own element stands beside it.
                let around = id <= element.id && element.id.0 <= self.ends[id.index()];
                let shared = place.intersection(*line);
                let touches = shared.width > 1.5 && shared.height > (line.height * 0.2).max(1.5);
                let Some(other) = self.page.element(id).filter(|_| touches && !around) else {
                    continue;
                };
                let clear =
                    |reason| Colouring::Unknown(Doubt { reason, screen: Screen::TellsIfClear });
                if element.id < id && id.0 <= self.ends[element.id.index()] {
                    return Some(clear("something inside of its element lies there too"));
                }
                match stacking::compare(other, element) {
                    Painted::Passing => (),
                    Painted::Beneath(first) if hide(layers, first, lettering.lines) => (),
                    Painted::Over
                        if is_opaque(other) && extent(other, lettering.lines) == Extent::All =>
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

fn extent(layer: Element<'_>, lines: &[Rect]) -> Extent {
    if is_canvas(layer) {
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
fn hide(layers: &[Element<'_>], first: Element<'_>, lines: &[Rect]) -> bool {
    let inner = || layers.iter().filter(|layer| layer.id >= first.id);
    inner().all(|layer| opacity(*layer).is_none())
        && inner().any(|layer| is_opaque(*layer) && extent(*layer, lines) == Extent::All)
}

fn is_opaque(element: Element<'_>) -> bool {
    background(element).is_some_and(|colour| colour.alpha >= 1.0)
        && !element.style(Property::BackgroundClip).contains("text")
        && opacity(element).is_none()
        && group_effect(element).is_none()
}

/// The background colour; transparent where none is recorded.
fn background(element: Element<'_>) -> Option<Colour> {
    match element.style(Property::BackgroundColor) {
        "" => Colour::read("transparent"),
        colour => Colour::read(colour),
    }
}

pub(super) fn has_background(element: Element<'_>) -> bool {
    background(element).is_none_or(|colour| colour.alpha > 0.0)
        || !["", "none"].contains(&element.style(Property::BackgroundImage))
}

/// The opacity of the group that the element makes, if it is not whole.
pub(super) fn opacity(element: Element<'_>) -> Option<f64> {
    element.style(Property::Opacity).parse().ok().filter(|opacity| *opacity < 1.0)
}

/// Whether the element has a part in the colours of what is inside of it.
fn has_a_part(element: Element<'_>) -> bool {
    has_background(element)
        || opacity(element).is_some()
        || group_effect(element).is_some()
        || surface_effect(element).is_some()
        || element.style(Property::BackgroundClip).contains("text")
}

/// Whether the element's own box hides something behind it.
fn paints(element: Element<'_>) -> bool {
    let replaced = element
        .is_any(&["img", "video", "canvas", "iframe", "object", "embed", "picture"])
        || element.is_svg() && element.tag() == "svg";
    replaced || has_background(element)
}

/// Whether what it paints may be another picture the next moment, or was not there yet.
fn is_moving(element: Element<'_>) -> bool {
    let is_animated = |address: &str| address.to_ascii_lowercase().contains(".gif");
    let images = element.style(Property::BackgroundImage);
    let drawn = !["", "none"].contains(&images);
    let animated = !["", "none"].contains(&element.style(Property::AnimationName));
    element.is_any(&["video"])
        || drawn && (animated || is_animated(images))
        || element.is_any(&["img"])
            && (animated
                || element.attr("src").is_some_and(is_animated)
                || !element.is(State::Complete))
}

/// An effect on the colours of everything inside of the element.
fn group_effect(element: Element<'_>) -> Option<&'static str> {
    let is_set = |property| !["", "none", "normal"].contains(&element.style(property));
    if is_set(Property::Filter) {
        Some("a filter changes its colours")
    } else if is_set(Property::MixBlendMode) {
        Some("its colours are blended with what is behind it")
    } else if is_set(Property::MaskImage) {
        Some("a mask lies over it")
    } else {
        None
    }
}

/// Something that changes how the element's own box looks, beyond its background.
fn surface_effect(element: Element<'_>) -> Option<&'static str> {
    let placed =
        [element.recorded.before, element.recorded.after].into_iter().flatten().any(|pseudo| {
            let style = |property| element.pseudo_style(&pseudo, property);
            let painted = Colour::read(style(Property::BackgroundColor))
                .is_none_or(|c| c.alpha > 0.0)
                || !["", "none"].contains(&style(Property::BackgroundImage));
            ["absolute", "fixed"].contains(&style(Property::Position)) && painted
        });
    if placed {
        Some("generated content may lie behind it")
    } else if !["", "none"].contains(&element.style(Property::BackdropFilter)) {
        Some("a filter changes what is behind it")
    } else if is_flooded(element.style(Property::BoxShadow)) {
        Some("a shadow fills the box behind it")
    } else {
        None
    }
}

/// Whether a shadow inside of the box reaches far into it.
fn is_flooded(shadow: &str) -> bool {
    shadow.contains("inset")
        && shadow
            .split_ascii_whitespace()
            .filter_map(|word| word.trim_end_matches(',').strip_suffix("px")?.parse::<f64>().ok())
            .any(|length| length.abs() >= 12.0)
}

/// Why the colours cannot be told, as far as the layers themselves say.
fn doubt(layers: &[Element<'_>], lettering: &Lettering<'_>) -> Option<Doubt> {
    letter_effect(layers, lettering)
        .map(|reason| Doubt { reason, screen: Screen::IsSilent })
        .or_else(|| {
            layers.iter().find_map(|layer| {
                let reason = surface_effect(*layer)?;
                let behind = extent(*layer, lettering.lines) != Extent::None;
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
        let behind = extent(*layer, lettering.lines) != Extent::None;
        let cut = layer.style(Property::BackgroundClip).contains("text");
        group_effect(*layer)
            .or_else(|| (behind && cut).then_some("its letters are cut out of a background"))
    })
}
