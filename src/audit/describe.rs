//! What a judged thing is called, where it is, and what makes it the same thing next week.

use super::{
    component::{of_element, route},
    place::Places,
    verdict::{self, Bounds},
};
use std::{cell::OnceCell, iter};
use wardround_checks::{
    derived::{Element, Page},
    evidence::{Exchange, Flow, Node, NodeId, Party, Rect},
    judgement::Subject,
    reads::State,
};

const HTML_LENGTH: usize = 300;
const TEXT_LENGTH: usize = 120;

/// A state of a flow, ready to say what things are called.
#[derive(Debug)]
pub(super) struct Scene<'e> {
    flow: &'e Flow,
    state: &'e State<'e>,
    places: OnceCell<Option<Places<'e>>>,
}

/// A thing, as a verdict names it.
#[derive(Debug)]
pub(super) struct Described {
    /// For people.
    pub(super) subject: verdict::Subject,
    /// What stays the same until next week, for the fingerprint.
    pub(super) position: String,
    /// What it has in common with others of its kind, for the cause.
    pub(super) component: String,
}

impl<'e> Scene<'e> {
    /// A state of a flow.
    pub(super) fn new(flow: &'e Flow, state: &'e State<'e>) -> Self {
        Self { flow, state, places: OnceCell::new() }
    }

    /// Says what a thing is called.
    pub(super) fn describe(&self, subject: &Subject) -> Described {
        match subject {
            Subject::Document => self.document(),
            Subject::Node(id) => self.node(*id),
            Subject::Exchange(id) => {
                let mut all = self.flow.steps.iter().filter_map(|step| step.network.as_ref());
                let exchange =
                    all.find_map(|network| network.exchanges.iter().find(|one| one.id == *id));
                exchange.map_or_else(|| plain("request", &format!("number {}", id.0)), request)
            }
            Subject::Cookie(name) => plain("cookie", name),
            Subject::Stored(key) => plain("storage entry", key),
            Subject::Act(place) => self.act(*place),
            Subject::Stop(selector) => self.stop(selector),
            Subject::Address(address) => {
                let route = route(address, true);
                Described { component: route.clone(), position: route, ..plain("address", address) }
            }
            Subject::Thing(name) => plain("thing", name),
        }
    }

    /// The selector of an element of the page.
    pub(super) fn selector(&self, element: Element<'e>) -> String {
        self.places().map(|places| places.selector(element)).unwrap_or_default()
    }

    fn places(&self) -> Option<&Places<'e>> {
        self.places.get_or_init(|| self.state.page().map(Places::of)).as_ref()
    }

    fn document(&self) -> Described {
        let title = self.state.step.page.as_ref().map_or("", |page| &page.document.title);
        let described = plain("document", title);
        // A title with a patient's number in it is another one for another patient.
        Described { position: String::new(), component: "document".to_owned(), ..described }
    }

    fn node(&self, id: NodeId) -> Described {
        let (Some(page), Some(places)) = (self.state.page(), self.places()) else {
            return plain("element", &format!("number {}", id.0));
        };
        if let Some(element) = page.element(id) {
            return Described {
                subject: verdict::Subject {
                    kind: "element".to_owned(),
                    selector: places.selector(element),
                    role: element.role().name().to_owned(),
                    name: element.name().text.clone(),
                    html: start_tag(element),
                    bounds: element.bounds().map(bounds),
                },
                position: places.position(element),
                component: of_element(element),
            };
        }
        text(page, places, id).unwrap_or_else(|| plain("element", &format!("number {}", id.0)))
    }

    fn act(&self, place: usize) -> Described {
        let Some(act) = self.state.step.acts.get(place) else {
            return plain("action", &format!("number {place}"));
        };
        let Some(target) = &act.target else {
            return plain("action", &super::timeline::sentence(act));
        };
        Described {
            subject: verdict::Subject {
                kind: "action".to_owned(),
                selector: target.selector.clone(),
                role: target.role.clone(),
                name: target.name.clone(),
                html: shortened(&target.html, HTML_LENGTH),
                bounds: target.bounds.map(bounds),
            },
            position: place.to_string(),
            component: format!("{} “{}”", target.role, target.name),
        }
    }

    fn stop(&self, selector: &str) -> Described {
        let walk = self.state.step.focus.as_ref();
        let mut stops = walk.iter().flat_map(|walk| walk.forward.iter().chain(&walk.backward));
        let stop = stops.find(|stop| stop.selector == selector);
        let mut described = plain("focus stop", selector);
        selector.clone_into(&mut described.subject.selector);
        described.subject.bounds = stop.and_then(|stop| stop.bounds).map(bounds);
        described
    }
}

/// A rectangle, to the hundredth of a pixel.
pub(super) fn bounds(rect: Rect) -> Bounds {
    let [x, y, width, height] =
        [rect.x, rect.y, rect.width, rect.height].map(|number| (number * 100.0).round() / 100.0);
    Bounds { x, y, width, height }
}

/// The first characters of a text.
pub(super) fn shortened(text: &str, length: usize) -> String {
    if text.chars().count() <= length {
        return text.to_owned();
    }
    text.chars().take(length.saturating_sub(1)).chain(iter::once('…')).collect()
}

fn plain(kind: &str, name: &str) -> Described {
    let subject = verdict::Subject {
        kind: kind.to_owned(),
        name: name.to_owned(),
        ..verdict::Subject::default()
    };
    Described { subject, position: name.to_owned(), component: format!("{kind} {name}") }
}

fn text<'e>(page: Page<'e>, places: &Places<'e>, id: NodeId) -> Option<Described> {
    let Node::Text(text) = page.recorded.nodes.get(id.index())? else { return None };
    let parent = page.element(text.parent)?;
    let characters = page.string(text.text).split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = shortened(&characters, TEXT_LENGTH);
    // Which of the parent's texts it is.
    let which = parent.child_ids().iter().filter(|child| **child < id).count();
    Some(Described {
        subject: verdict::Subject {
            kind: "text".to_owned(),
            selector: places.selector(parent),
            role: String::new(),
            name: shown,
            html: start_tag(parent),
            bounds: text.lines.iter().copied().reduce(Rect::around).map(bounds),
        },
        position: format!("{} text {which}", places.position(parent)),
        component: of_element(parent),
    })
}

fn request(exchange: &Exchange) -> Described {
    let route = route(&exchange.url, exchange.party == Party::First);
    let position = format!("{} {route}", exchange.method);
    let subject = verdict::Subject {
        kind: "request".to_owned(),
        name: format!("{} {}", exchange.method, exchange.url),
        ..verdict::Subject::default()
    };
    Described { subject, component: position.clone(), position }
}

fn start_tag(element: Element<'_>) -> String {
    let mut tag = format!("<{}", element.tag());
    for (name, value) in element.attributes() {
        let value = value.replace('&', "&amp;").replace('"', "&quot;");
        tag.extend([" ", name]);
        if !value.is_empty() {
            tag.extend(["=\"", &value, "\""]);
        }
        if tag.len() > HTML_LENGTH * 4 {
            break;
        }
    }
    shortened(&(tag + ">"), HTML_LENGTH)
}
