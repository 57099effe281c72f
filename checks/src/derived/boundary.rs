//! How far the box of a control stands out from what is around it.

use super::{
    Colour, Element, Painting, gradient, luminance, ratio,
    surface::{background, surface_effect},
};
use crate::evidence::Property;
use std::iter;

/// The width, the style and the colour of each edge.
const EDGES: [[Property; 3]; 5] = [
    [Property::BorderTopWidth, Property::BorderTopStyle, Property::BorderTopColor],
    [Property::BorderRightWidth, Property::BorderRightStyle, Property::BorderRightColor],
    [Property::BorderBottomWidth, Property::BorderBottomStyle, Property::BorderBottomColor],
    [Property::BorderLeftWidth, Property::BorderLeftStyle, Property::BorderLeftColor],
    [Property::OutlineWidth, Property::OutlineStyle, Property::OutlineColor],
];

/// How much higher than its field a box may be that is drawn for it.
const CLOSE: f64 = 24.0;

impl<'e> Painting<'e> {
    /// The best contrast that an element's edges, background or shadows have to what is beside them; 1 for a box
    /// that shows nothing, none if it cannot be told.
    pub fn boundary(&self, element: Element<'e>) -> Option<f64> {
        let outside = self.ground(element)?.known()?;
        let bare = ["", "none"].contains(&element.style(Property::BackgroundImage));
        if !bare || surface_effect(element).is_some() {
            return None;
        }
        let inside = background(element)?.over(outside);
        let contrast = |one, other| ratio(luminance(one), luminance(other));
        let mut best = contrast(inside, outside);
        for [width, style, colour] in EDGES {
            let width = element.style(width).trim_end_matches("px").parse().unwrap_or(0.0);
            if width < 0.5 || ["", "none", "hidden"].contains(&element.style(style)) {
                continue;
            }
            let edge = Colour::read(element.style(colour))?.over(inside);
            best = best.max(contrast(edge, outside)).max(contrast(edge, inside));
        }
        // Where a shadow is blurred it is fainter than its colour, to the page's advantage.
        for shadow in gradient::shadows(element.style(Property::BoxShadow))? {
            best = best.max(contrast(shadow.over(outside), outside));
        }
        Some(best)
    }

    /// The contrast of the arrow that the browser draws in a list, in the colour of its text; none if it draws none.
    pub fn arrow(&self, list: Element<'e>) -> Option<f64> {
        let drawn = !["", "none"].contains(&list.style(Property::Appearance));
        if !list.is_any(&["select"]) || !drawn {
            return None;
        }
        let inside = background(list)?.over(self.ground(list)?.known()?);
        let arrow = Colour::read(list.style(Property::Color))?.over(inside);
        Some(ratio(luminance(arrow), luminance(inside)))
    }
}

impl<'e> Element<'e> {
    /// A field, and the boxes that lie close around it and around no other control.
    pub fn frames(
        self,
        is_control: impl Fn(Element<'e>) -> bool,
    ) -> impl Iterator<Item = Element<'e>> {
        let height = self.bounds().map_or(0.0, |bounds| bounds.height);
        let close = move |outer: &Element<'e>| {
            outer.bounds().is_some_and(|bounds| bounds.height <= height + CLOSE)
                && !outer.is_any(&["body", "form", "html"])
                && outer.descendants().all(|inner| inner.id == self.id || !is_control(inner))
        };
        iter::once(self).chain(self.ancestors().take_while(close))
    }

    /// Whether something beside a field, in this box around it, is drawn in the field's place, or may be.
    pub fn is_shared_with(self, field: Element<'e>) -> bool {
        let place = field.bounds().unwrap_or_default();
        let generates = |element: Element<'e>| {
            element.recorded.before.is_some() || element.recorded.after.is_some()
        };
        let touches = |other: Element<'e>| {
            other.boxes().any(|shape| {
                let shared = shape.intersection(place);
                shared.width > 1.0 && shared.height > 1.0
            })
        };
        let mut others =
            self.descendants().filter(|other| !other.is_within(field) && !field.is_within(*other));
        generates(self)
            || others.any(|other| generates(other) || other.is_visible() && touches(other))
    }
}
