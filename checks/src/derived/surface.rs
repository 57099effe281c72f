//! What the box of one element shows, and what it does to the colours of all that is in it.

use super::{Colour, Element};
use crate::evidence::{Property, State};

/// Whether nothing behind its box shows.
pub(super) fn is_opaque(element: Element<'_>) -> bool {
    background(element).is_some_and(|colour| colour.alpha >= 1.0)
        && !element.style(Property::BackgroundClip).contains("text")
        && opacity(element).is_none()
        && group_effect(element).is_none()
}

/// The background colour; transparent where none is recorded or painted.
pub(super) fn background(element: Element<'_>) -> Option<Colour> {
    match element.style(Property::BackgroundColor) {
        colour if !colour.is_empty() && is_painted(element) => Colour::read(colour),
        _ => Colour::read("transparent"),
    }
}

/// The background image; `none` where none is recorded or painted.
pub(super) fn background_image(element: Element<'_>) -> &str {
    match element.style(Property::BackgroundImage) {
        image if !image.is_empty() && is_painted(element) => image,
        _ => "none",
    }
}

/// Whether its own box is painted. What is said of the root and the body is painted on the canvas, seen or not.
fn is_painted(element: Element<'_>) -> bool {
    ["", "visible"].contains(&element.style(Property::Visibility))
        || element.is_any(&["body", "html"])
}

pub(super) fn has_background(element: Element<'_>) -> bool {
    background(element).is_none_or(|colour| colour.alpha > 0.0)
        || background_image(element) != "none"
}

/// The opacity of the group that the element makes, if it is not whole.
pub(super) fn opacity(element: Element<'_>) -> Option<f64> {
    element.style(Property::Opacity).parse().ok().filter(|opacity| *opacity < 1.0)
}

/// Whether the element has a part in the colours of what is inside of it.
pub(super) fn has_a_part(element: Element<'_>) -> bool {
    has_background(element)
        || opacity(element).is_some()
        || group_effect(element).is_some()
        || surface_effect(element).is_some()
        || element.style(Property::BackgroundClip).contains("text")
}

impl Element<'_> {
    /// Whether a person sees something of the element itself, apart from what is in it: a picture, a control, a
    /// background, a frame or a shadow.
    pub fn is_painted(self) -> bool {
        const CONTROLS: &[&str] =
            &["audio", "button", "input", "meter", "option", "progress", "select", "textarea"];
        let framed = [
            (Property::BorderTopStyle, Property::BorderTopWidth),
            (Property::BorderRightStyle, Property::BorderRightWidth),
            (Property::BorderBottomStyle, Property::BorderBottomWidth),
            (Property::BorderLeftStyle, Property::BorderLeftWidth),
        ]
        .into_iter()
        .any(|(style, width)| {
            !["", "none", "hidden"].contains(&self.style(style))
                && !["", "0px"].contains(&self.style(width))
        });
        let seen = is_painted(self) && self.boxes().any(|shape| !shape.is_empty());
        let shadowed = !["", "none"].contains(&self.style(Property::BoxShadow));
        self.is_visible()
            && seen
            && (paints(self) || self.is_svg() || self.is_any(CONTROLS) || framed || shadowed)
    }
}

/// Whether the element's own box hides something behind it.
pub(super) fn paints(element: Element<'_>) -> bool {
    let replaced = element
        .is_any(&["img", "video", "canvas", "iframe", "object", "embed", "picture"])
        || element.is_svg() && element.tag() == "svg";
    replaced || has_background(element)
}

/// Whether what it paints may be another picture the next moment, or was not there yet.
pub(super) fn is_moving(element: Element<'_>) -> bool {
    let is_animated = |address: &str| address.to_ascii_lowercase().contains(".gif");
    let images = background_image(element);
    let drawn = images != "none";
    let animated = !["", "none"].contains(&element.style(Property::AnimationName));
    element.is_any(&["video"])
        || drawn && (animated || is_animated(images))
        || element.is_any(&["img"])
            && (animated
                || element.attr("src").is_some_and(is_animated)
                || !element.is(State::Complete))
}

/// An effect on the colours of everything inside of the element.
pub(super) fn group_effect(element: Element<'_>) -> Option<&'static str> {
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
pub(super) fn surface_effect(element: Element<'_>) -> Option<&'static str> {
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
