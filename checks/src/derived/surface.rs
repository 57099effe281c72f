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

/// The background colour; transparent where none is recorded.
pub(super) fn background(element: Element<'_>) -> Option<Colour> {
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
pub(super) fn has_a_part(element: Element<'_>) -> bool {
    has_background(element)
        || opacity(element).is_some()
        || group_effect(element).is_some()
        || surface_effect(element).is_some()
        || element.style(Property::BackgroundClip).contains("text")
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
