//! A page drawn in HTML: parsed as a browser parses it, with boxes and styles as the drawing says.
//!
//! - `box="8,8 24x24"` places an element (several, with `+` between them, for one broken over lines);
//!   without it an element is 100 by 20 at its own height. `box=""`: it generates none.
//! - `style="color: red"` is the computed style; colour, font, visibility and the like are inherited.
//! - `value`, `checked`, `disabled`, `required`, `open` and so on become states, and so does
//!   `state="complete"`, `blocked` (by a modal dialog elsewhere), `first-styled` or `modal`.
//! - `scroll="90 50 90 400"` is its client width and height and its scroll width and height, and
//!   `padding="8 8 8 8"` its padding if it scrolls.
//! - `before='"text"'` and `after` are the `content` of pseudo-elements, inline as they are.
//! - `pixels="0.9 000000-ffffff"`: the strength of its texts' ink, and for each letter the darkest and the lightest
//!   pixel behind it; after a `/`, those with one pixel more on each side.
//! - `plays="9s sound"` says what an audio or video element plays: see `player`.
//! - `<template shadowrootmode="open">` becomes the shadow root of its parent, without slots.

use super::player;
use crate::evidence::{
    Backdrop, Document, Element, Node, NodeId, PROPERTIES, Page, Property, Pseudo, Rect, Scope,
    ScopeKind, State, Step, Text, View,
};
use scraper::{ElementRef, Html, node::Node as Dom};
use std::collections::BTreeMap;

const INHERITED: &[&str] = &[
    "color",
    "cursor",
    "direction",
    "fill",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "letter-spacing",
    "line-height",
    "list-style-type",
    "stroke",
    "text-indent",
    "text-shadow",
    "text-transform",
    "visibility",
    "white-space",
    "word-spacing",
    "writing-mode",
];
const UNRENDERED: &[&str] = &[
    "head", "title", "meta", "link", "style", "script", "template", "noscript", "datalist",
    "track", "source",
];
const INLINE: &[&str] = &[
    "a", "abbr", "b", "code", "em", "i", "img", "label", "q", "s", "small", "span", "strong",
    "sub", "sup", "u", "svg", "br", "font",
];
/// Attributes that draw, and are not the page's.
const DRAWN: &[&str] = &["after", "before", "box", "padding", "pixels", "plays", "scroll"];
const INLINE_BLOCK: &[&str] = &["button", "input", "select", "textarea", "meter", "progress"];

/// A state whose page is this HTML.
pub(crate) fn step(html: &str) -> Step {
    Step { page: Some(page(html)), ..Step::default() }
}

/// This HTML as a recorded page.
pub(crate) fn page(html: &str) -> Page {
    let document = Html::parse_document(html);
    let title = document
        .root_element()
        .descendants()
        .filter_map(ElementRef::wrap)
        .find(|element| element.value().name() == "title")
        .map(|element| element.text().collect::<String>());
    let mut pen = Pen::default();
    pen.page.scopes.push(Scope { kind: ScopeKind::Document, host: None, url: None });
    pen.page.view = View {
        width: 1280.0,
        height: 720.0,
        page_width: 1280.0,
        pixel_ratio: 1.0,
        ..View::default()
    };
    pen.page.document = Document {
        url: "https://portal.test/".to_owned(),
        has_title: title.is_some(),
        title: title.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" "),
        content_type: "text/html".to_owned(),
        doctype: Some("html".to_owned()),
        ..Document::default()
    };
    pen.element(document.root_element(), None, 0, &BTreeMap::new(), true);
    pen.page
}

#[derive(Default)]
struct Pen {
    page: Page,
    strings: BTreeMap<String, u32>,
}

type Style = BTreeMap<String, String>;

impl Pen {
    fn string(&mut self, text: &str) -> u32 {
        if let Some(place) = self.strings.get(text) {
            return *place;
        }
        let place = u32::try_from(self.page.strings.len()).expect("a small page");
        self.page.strings.push(text.to_owned());
        self.strings.insert(text.to_owned(), place);
        place
    }

    fn element(
        &mut self,
        source: ElementRef<'_>,
        parent: Option<NodeId>,
        scope: u32,
        inherited: &Style,
        rendered: bool,
    ) {
        let id = NodeId(u32::try_from(self.page.nodes.len()).expect("a small page"));
        let value = source.value();
        let tag = value.name().to_owned();
        let style = computed(&tag, value, inherited);
        let hidden_in_details = source.parent().and_then(ElementRef::wrap).is_some_and(|outer| {
            outer.value().name() == "details"
                && outer.value().attr("open").is_none()
                && tag != "summary"
        });
        let rendered = rendered && style["display"] != "none" && !hidden_in_details;
        let bounds = boxes(value.attr("box"), rendered, id);
        let attributes: Vec<_> = value
            .attrs()
            .filter(|(name, _)| !DRAWN.contains(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let mut element = Element {
            parent,
            scope,
            tag: self.string(&tag),
            namespace: match &*value.name.ns {
                "http://www.w3.org/2000/svg" => 1,
                "http://www.w3.org/1998/Math/MathML" => 2,
                _ => 0,
            },
            states: states(&tag, value, rendered),
            bounds: bounds.iter().copied().reduce(Rect::around),
            boxes: if bounds.len() > 1 { bounds.clone() } else { Vec::new() },
            ..Element::default()
        };
        for (name, value) in attributes {
            let (name, value) = (self.string(&name), self.string(&value));
            element.attributes.extend([name, value]);
        }
        if element.is(State::Focusable) {
            element.tab_index =
                Some(value.attr("tabindex").and_then(|index| index.parse().ok()).unwrap_or(0));
        }
        if ["input", "textarea", "select"].contains(&&*tag) {
            let text = match &*tag {
                "textarea" => source.text().collect(),
                _ => value.attr("value").unwrap_or_default().to_owned(),
            };
            element.value = Some(self.string(&text));
        }
        element.scroll = value.attr("scroll").map(four);
        element.padding = value.attr("padding").map(four);
        element.media = player::media(source, &mut |text| self.string(text));
        element.before = self.pseudo(value.attr("before"), &style);
        element.after = self.pseudo(value.attr("after"), &style);
        element.style = Some(self.style(&style));
        self.page.nodes.push(Node::Element(Box::new(element)));
        self.children(source, id, scope, &style, rendered, bounds.first().copied());
    }

    fn children(
        &mut self,
        source: ElementRef<'_>,
        id: NodeId,
        scope: u32,
        style: &Style,
        rendered: bool,
        bounds: Option<Rect>,
    ) {
        let shadow = source.children().filter_map(ElementRef::wrap).find(|child| {
            child.value().name() == "template" && child.value().attr("shadowrootmode").is_some()
        });
        if let Some(shadow) = shadow {
            let inside = u32::try_from(self.page.scopes.len()).expect("a small page");
            self.page.scopes.push(Scope { kind: ScopeKind::Open, host: Some(id), url: None });
            for child in shadow.descendants().filter_map(ElementRef::wrap).skip(1) {
                let direct = child.parent().is_some_and(|parent| {
                    parent.id() == shadow.id() || matches!(parent.value(), Dom::Fragment)
                });
                if direct {
                    self.element(child, Some(id), inside, style, rendered);
                }
            }
            return;
        }
        let replaced =
            ["audio", "iframe", "meter", "progress", "video"].contains(&source.value().name());
        for child in source.children() {
            if let Some(child) = ElementRef::wrap(child) {
                self.element(child, Some(id), scope, style, rendered);
            } else if let Dom::Text(text) = child.value() {
                let text = Text {
                    parent: id,
                    scope,
                    text: self.string(text),
                    lines: if rendered && !replaced && !text.trim().is_empty() {
                        bounds.into_iter().collect()
                    } else {
                        Vec::new()
                    },
                    backdrop: source.value().attr("pixels").map(backdrop),
                };
                self.page.nodes.push(Node::Text(text));
            }
        }
    }

    fn pseudo(&mut self, content: Option<&str>, inherited: &Style) -> Option<Pseudo> {
        let mut style = inherited.clone();
        style.insert("display".to_owned(), "inline".to_owned());
        content.map(|content| Pseudo { content: self.string(content), style: self.style(&style) })
    }

    fn style(&mut self, style: &Style) -> u32 {
        let vector: Vec<_> = PROPERTIES
            .iter()
            .map(|name| self.string(style.get(*name).map_or("", String::as_str)))
            .collect();
        let known = self.page.styles.iter().position(|other| *other == vector);
        u32::try_from(known.unwrap_or_else(|| {
            self.page.styles.push(vector);
            self.page.styles.len() - 1
        }))
        .expect("a small page")
    }
}

fn computed(tag: &str, element: &scraper::node::Element, inherited: &Style) -> Style {
    let mut style: Style = inherited
        .iter()
        .filter(|(name, _)| INHERITED.contains(&name.as_str()))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    for (name, value) in [
        ("visibility", "visible"),
        ("color", "rgb(0, 0, 0)"),
        ("font-size", "16px"),
        (
            "font-weight",
            if ["b", "strong", "h1", "h2", "h3", "th"].contains(&tag) { "700" } else { "400" },
        ),
        ("white-space", "normal"),
        ("letter-spacing", "normal"),
        ("word-spacing", "0px"),
        ("line-height", "normal"),
        ("text-transform", "none"),
        ("direction", "ltr"),
        ("cursor", "auto"),
    ] {
        style.entry(name.to_owned()).or_insert_with(|| value.to_owned());
    }
    let display = match tag {
        tag if UNRENDERED.contains(&tag) || element.attr("hidden").is_some() => "none",
        tag if INLINE.contains(&tag) => "inline",
        tag if INLINE_BLOCK.contains(&tag) => "inline-block",
        "table" => "table",
        "tr" => "table-row",
        "td" | "th" => "table-cell",
        "li" => "list-item",
        _ => "block",
    };
    for (name, value) in [
        ("display", display),
        ("opacity", "1"),
        ("position", "static"),
        ("background-color", "rgba(0, 0, 0, 0)"),
        ("background-image", "none"),
        ("overflow-x", "visible"),
        ("overflow-y", "visible"),
        ("transform", "none"),
        ("filter", "none"),
        ("mix-blend-mode", "normal"),
        ("clip-path", "none"),
        ("text-decoration-line", if tag == "a" { "underline" } else { "none" }),
        ("pointer-events", "auto"),
        ("z-index", "auto"),
        ("float", "none"),
    ] {
        style.insert(name.to_owned(), value.to_owned());
    }
    for declaration in element.attr("style").unwrap_or_default().split(';') {
        if let Some((name, value)) = declaration.split_once(':') {
            let value = value.split('!').next().unwrap_or_default().trim();
            style.insert(name.trim().to_ascii_lowercase(), value.to_owned());
        }
    }
    let color = style["color"].clone();
    style.entry(PROPERTIES[Property::TextFillColor as usize].to_owned()).or_insert(color);
    style
}

fn boxes(drawn: Option<&str>, rendered: bool, id: NodeId) -> Vec<Rect> {
    if !rendered {
        return Vec::new();
    }
    let Some(drawn) = drawn else {
        let y = f64::from(id.0) * 20.0;
        return vec![Rect { x: 0.0, y, width: 100.0, height: 20.0 }];
    };
    let read = |part: &str| {
        let (place, size) = part.trim().split_once(' ')?;
        let ((x, y), (width, height)) = (place.split_once(',')?, size.split_once('x')?);
        let [x, y, width, height] = [x, y, width, height].map(|number| number.parse().ok());
        Some(Rect { x: x?, y: y?, width: width?, height: height? })
    };
    drawn
        .split('+')
        .filter(|part| !part.trim().is_empty())
        .map(|part| read(part).unwrap_or_else(|| panic!("cannot read the box {part:?}")))
        .collect()
}

fn four(numbers: &str) -> [f64; 4] {
    let read: Vec<f64> =
        numbers.split_whitespace().map(|number| number.parse().expect("a number")).collect();
    read.try_into().expect("four numbers")
}

fn backdrop(drawn: &str) -> Backdrop {
    let mut words = drawn.split_ascii_whitespace();
    let pixel = |digits| u32::from_str_radix(digits, 16).expect("a colour");
    Backdrop {
        strength: words.next().and_then(|word| word.parse().ok()).expect("a strength"),
        letters: words
            .map(|letter| {
                let (inside, around) = letter.split_once('/').unwrap_or((letter, letter));
                let [inside, around] =
                    [inside, around].map(|pair| pair.split_once('-').unwrap_or((pair, pair)));
                [inside.0, inside.1, around.0, around.1].map(pixel)
            })
            .collect(),
    }
}

fn states(tag: &str, element: &scraper::node::Element, rendered: bool) -> u32 {
    let has = |name: &str| element.attr(name).is_some();
    let disabled = has("disabled")
        && ["button", "input", "select", "textarea", "option", "fieldset"].contains(&tag);
    let natural = match tag {
        "a" | "area" => has("href"),
        "input" => element.attr("type") != Some("hidden"),
        "audio" | "video" => has("controls"),
        "button" | "select" | "textarea" | "summary" | "iframe" => true,
        _ => has("contenteditable"),
    };
    let focusable = rendered
        && !disabled
        && (natural || element.attr("tabindex").is_some_and(|i| i.parse::<i32>().is_ok()));
    [
        (disabled, State::Disabled),
        (has("checked"), State::Checked),
        (has("selected"), State::Selected),
        (has("required"), State::Required),
        (has("readonly"), State::ReadOnly),
        (has("open"), State::Open),
        (has("inert") || element.attr("state") == Some("blocked"), State::Inert),
        (has("contenteditable"), State::Editable),
        (element.attr("state") == Some("complete"), State::Complete),
        (element.attr("state") == Some("modal"), State::Modal),
        (element.attr("state") == Some("first-styled"), State::FirstStyled),
        (focusable, State::Focusable),
        (rendered, State::Rendered),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .fold(0, |bits, (_, state)| bits | state as u32)
}
