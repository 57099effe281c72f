//! Background images as browsers compute them: the colours of gradients, and whether there is anything else.

use super::{Colour, Tone};

/// What lies behind a pixel after these background images have been laid over it.
///
/// `images` is the computed `background-image`, front layer first. A gradient's pixel is a mixture of two of its
/// stops, so it lies between what the stops would make of what is behind. Anything else can have any colour.
pub(super) fn over(images: &str, behind: Tone) -> Tone {
    arguments(images).into_iter().rev().fold(behind, |behind, image| {
        if image.is_empty() || image == "none" {
            return behind;
        }
        // Part of the box may be left bare, by the size of the image or by where it stands.
        stops(image).map_or(Tone::ANY, |stops| {
            stops.into_iter().fold(behind, |tone, stop| tone.or(behind.under(stop)))
        })
    })
}

/// The colours of a gradient; none for another kind of image, or a gradient through another colour space.
fn stops(image: &str) -> Option<Vec<Colour>> {
    let (kind, rest) = image.split_once('(')?;
    if !kind.ends_with("-gradient") {
        return None;
    }
    let mut stops = Vec::new();
    for (place, argument) in arguments(rest.strip_suffix(')')?).into_iter().enumerate() {
        let first = argument.split_ascii_whitespace().next().unwrap_or_default();
        if place == 0 && argument.split_ascii_whitespace().any(|word| word == "in") {
            return None;
        }
        let is_shape = ["to", "at", "from", "circle", "ellipse"].contains(&first)
            || first.starts_with("closest-")
            || first.starts_with("farthest-");
        let is_length = first.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        if is_length || place == 0 && is_shape {
            continue;
        }
        stops.push(Colour::read(colour(argument))?);
    }
    (!stops.is_empty()).then_some(stops)
}

/// The colours in a list of shadows; none if one cannot be read.
pub(super) fn shadows(list: &str) -> Option<Vec<Colour>> {
    arguments(list)
        .into_iter()
        .filter(|shadow| !shadow.is_empty() && *shadow != "none")
        .map(|shadow| Colour::read(colour(shadow)))
        .collect()
}

/// The colour that a stop or shadow begins with.
fn colour(argument: &str) -> &str {
    match (argument.find(')'), argument.starts_with('#')) {
        (Some(end), false) => &argument[..=end],
        _ => argument.split_ascii_whitespace().next().unwrap_or_default(),
    }
}

/// The parts of a list between commas that stand in no bracket.
fn arguments(list: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let mut quote = None;
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in list.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(list[start..at].trim());
                start = at + 1;
            }
            _ => (),
        }
    }
    parts.push(list[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::{over, shadows};
    use crate::derived::{Colour, Tone};

    #[test]
    fn gradients_lie_between_their_stops() {
        let white = Tone::of([1.0; 3]);
        let grey = Tone::of([128.0 / 255.0; 3]);
        for (images, expected) in [
            ("none", white),
            ("", white),
            ("linear-gradient(rgb(255, 255, 255), rgb(255, 255, 255))", white),
            (
                "linear-gradient(to right, rgb(128, 128, 128) 0%, rgb(255, 255, 255) 50%)",
                grey.or(white),
            ),
            ("radial-gradient(circle at 50% 50%, #808080, 30%, #ffffff)", grey.or(white)),
            ("linear-gradient(45deg, rgba(0, 0, 0, 0), rgba(0, 0, 0, 0))", white),
            ("linear-gradient(in oklch, #808080, #ffffff)", Tone::ANY),
            ("url(\"a,b).png\")", Tone::ANY),
            ("linear-gradient(#808080, #808080), url(a.png)", Tone::ANY),
        ] {
            assert_eq!(over(images, white), expected, "{images}");
        }
    }

    #[test]
    fn shadows_have_colours() {
        assert_eq!(shadows("none"), Some(vec![]));
        assert_eq!(
            shadows("rgb(255, 255, 255) 0px 0px 3px, #ffffff 1px 1px 0px"),
            Some(vec![Colour::WHITE; 2])
        );
        assert_eq!(shadows("lab(1 2 3) 0px 0px 3px"), None);
    }
}
