//! The picture that a control shows in the place of words.

use super::{Colour, Colouring, Element, Lettering, Painting, TextNode, Tone, surface::opacity};
use crate::evidence::{Property, Pseudo};

/// Elements of SVG that paint a shape of their own.
const SHAPES: &[&str] = &["circle", "ellipse", "line", "path", "polygon", "polyline", "rect"];
/// Those whose content is not painted where it stands.
const KEPT: &[&str] = &[
    "clipPath",
    "defs",
    "desc",
    "linearGradient",
    "marker",
    "mask",
    "metadata",
    "pattern",
    "radialGradient",
    "symbol",
    "title",
];

/// The only thing that a control shows.
#[derive(Debug, Clone, Copy)]
pub enum Glyph<'e> {
    /// A drawing.
    Drawing(Element<'e>),
    /// A sign that is no word.
    Sign(TextNode<'e>, Element<'e>),
    /// Generated content that is no word.
    Generated(Element<'e>, &'e Pseudo),
}

impl<'e> Glyph<'e> {
    /// The glyph of a control that shows nothing else; none if it shows words, more than one thing, or an image.
    pub fn of(control: Element<'e>) -> Option<Self> {
        let inside = || std::iter::once(control).chain(control.descendants());
        let mut glyphs = Vec::new();
        for element in inside().filter(|element| element.is_visible()) {
            if element.is_any(&["img", "canvas", "video", "object", "embed", "iframe", "input"])
                || !["", "none"].contains(&element.style(Property::BackgroundImage))
            {
                return None;
            }
            let outermost = element.is_svg() && element.tag() == "svg";
            glyphs.extend(outermost.then_some(Self::Drawing(element)));
            for pseudo in [&element.recorded.before, &element.recorded.after].into_iter().flatten()
            {
                glyphs.push(Self::Generated(element, pseudo));
            }
        }
        for text in control.texts().filter(|text| text.is_visible()) {
            let holder = text.parent()?;
            if holder.is_html() {
                glyphs.push(Self::Sign(text, holder));
            }
        }
        let [glyph] = glyphs[..] else { return None };
        glyph.is_no_word().then_some(glyph)
    }

    fn is_no_word(&self) -> bool {
        let silent = |text: &str| !text.chars().any(char::is_alphanumeric);
        match self {
            Self::Drawing(_) => true,
            Self::Sign(text, holder) => {
                let sign = text.text().trim();
                let cross = sign.eq_ignore_ascii_case("x");
                cross || holder.is_in_icon_font() || silent(sign)
            }
            Self::Generated(element, pseudo) => {
                let content = element.page.string(pseudo.content);
                let content = content.trim_matches('"');
                !content.trim().is_empty() && silent(content)
            }
        }
    }

    /// The glyph's colours and those behind it; none if they cannot be told, or are not just one.
    pub fn colours(self, painting: &Painting<'e>) -> Option<(Tone, Tone)> {
        let (element, pseudo, lines) = match self {
            Self::Drawing(svg) => {
                let behind = painting.ground(svg)?;
                return Some((behind.under(fill(svg)?), behind));
            }
            Self::Sign(text, holder) => (holder, None, text.lines()),
            Self::Generated(element, pseudo) => {
                (element, Some(pseudo), element.recorded.bounds.as_slice())
            }
        };
        match painting.colours(&Lettering { element, pseudo, lines, backdrop: None }) {
            Colouring::Known { text, behind } => Some((text, behind)),
            _ => None,
        }
    }
}

/// The one colour that all shapes of a drawing have.
fn fill(svg: Element<'_>) -> Option<Colour> {
    let mut found: Option<Colour> = None;
    let kept = |element: Element<'_>| {
        element.lineage().any(|outer| outer.is_svg() && KEPT.contains(&outer.tag()))
    };
    let whole = |element: Element<'_>| {
        opacity(element).is_none()
            && ["", "none"].contains(&element.style(Property::MaskImage))
            && ["", "none"].contains(&element.style(Property::Filter))
    };
    if !svg.style(Property::BackgroundColor).is_empty()
        && Colour::read(svg.style(Property::BackgroundColor))?.alpha > 0.0
    {
        return None;
    }
    for shape in svg.descendants().filter(|shape| !kept(*shape)) {
        if !whole(shape) || !(SHAPES.contains(&shape.tag()) || ["g", "svg"].contains(&shape.tag()))
        {
            return None;
        }
        if !SHAPES.contains(&shape.tag()) || shape.style(Property::Visibility) != "visible" {
            continue;
        }
        let number = |property| shape.style(property).trim_end_matches("px").parse::<f64>();
        let paints = [
            (Property::Fill, number(Property::FillOpacity).unwrap_or(1.0)),
            (Property::Stroke, f64::from(number(Property::StrokeWidth) != Ok(0.0))),
        ];
        for (property, share) in paints {
            let paint = shape.style(property);
            if paint == "none" || property == Property::Stroke && paint.is_empty() {
                continue;
            }
            let colour = Colour::read(paint)?;
            let colour = Colour { alpha: colour.alpha * share, ..colour };
            if colour.alpha > 0.0 && *found.get_or_insert(colour) != colour {
                return None;
            }
        }
    }
    found
}
