//! What the reports show of a flow's steps: what was done, what held, where the focus went, what is heard.

use super::{
    describe::{Scene, bounds},
    terms::Terms,
    verdict::{self, Bounds, Expected, FocusPath, FocusStop, Rest, Screenshot},
};
use wardround_checks::{
    evidence::{Act, Field, Flow, FocusWalk, Held, Phase, Step, Stop, Verb, WalkEnd},
    reads::State,
};

const LANDMARKS: &[&str] = &[
    "banner",
    "complementary",
    "contentinfo",
    "dialog",
    "alertdialog",
    "form",
    "main",
    "navigation",
    "region",
    "search",
];
const HEARD: usize = 60;

/// A state, as the verdict holds it.
pub(super) fn state(
    flow: &Flow,
    id: &str,
    place: usize,
    state: &State<'_>,
    terms: &Terms<'_>,
) -> verdict::State {
    let step = state.step;
    let page = step.page.as_ref();
    let scene = Scene::new(flow, state);
    verdict::State {
        id: format!("{id}/{:02}-{}", place + 1, step.name),
        flow: id.to_owned(),
        scenario: flow.scenario.clone(),
        step: step.name.clone(),
        url: page.map_or_else(String::new, |page| page.document.url.clone()),
        engine: flow.engine.clone(),
        title: page.map_or_else(String::new, |page| page.document.title.clone()),
        phase: match step.phase {
            Phase::Before => "before",
            Phase::During => "during",
            Phase::Over => "over",
        }
        .to_owned(),
        acts: step.acts.iter().map(sentence).collect(),
        expected: step.held.iter().map(expected).collect(),
        rest: Rest { reason: step.rest.reason.clone(), ms: step.rest.ms },
        navigated: step.navigated,
        effect: step.effect.clone(),
        screenshot: screenshot(flow, place, step, terms),
        view: page.map(|page| [page.view.width, page.view.height]),
        focus: step.focus.as_ref().map(|walk| focus_path(walk, state, &scene)),
        heard: heard(state),
        truncated: page.and_then(|page| page.truncated.clone()),
    }
}

/// An action, as a sentence without a full stop.
pub(super) fn sentence(act: &Act) -> String {
    let target = act.target.as_ref().map_or_else(String::new, |target| {
        if target.name.is_empty() {
            format!("{} {}", target.role, target.selector)
        } else {
            format!("{} “{}”", target.role, target.name)
        }
    });
    match &act.verb {
        Verb::Open(address) => format!("open {address}"),
        Verb::Fill => format!("type {} into {target}", value(act.field.as_ref())),
        Verb::Choose => format!("pick an option of {target}"),
        Verb::Click => format!("press {target}"),
        Verb::Press(key) if target.is_empty() => format!("press the {key} key"),
        Verb::Press(key) => format!("press the {key} key on {target}"),
        Verb::Attach => format!("attach a file to {target}"),
    }
}

fn value(field: Option<&Field>) -> String {
    let Some(field) = field else { return "text".to_owned() };
    let known = field.secret.as_ref().or(field.purpose.as_ref());
    known.map_or_else(|| "text".to_owned(), |key| format!("the {}", key.replace(['_', '-'], " ")))
}

fn expected(held: &Held) -> Expected {
    let what = match held.kind.as_str() {
        "path" => format!("the address is {}", held.what),
        "heading" => format!("there is a heading “{}”", held.what),
        "status" => format!("a status message says “{}”", held.what),
        "text" => format!("there is the text “{}”", held.what),
        "shows" => format!("the page shows the patient's {}", held.what.replace('_', " ")),
        "session" => format!("the session is {}", held.what),
        kind => format!("{kind}: {}", held.what),
    };
    Expected { what, held: held.held }
}

fn screenshot(flow: &Flow, place: usize, step: &Step, terms: &Terms<'_>) -> Option<Screenshot> {
    let picture = (terms.picture)(flow, place)?;
    let view = step.page.as_ref()?.view;
    let shows = if picture.whole {
        Bounds { x: 0.0, y: 0.0, width: view.page_width, height: view.page_height }
    } else {
        bounds(view.visible())
    };
    (shows.width > 0.0 && shows.height > 0.0).then_some(Screenshot { path: picture.path, shows })
}

fn focus_path<'e>(walk: &FocusWalk, state: &'e State<'e>, scene: &Scene<'e>) -> FocusPath {
    let end = match walk.forward_end {
        WalkEnd::LeftPage => "The focus left the page.".to_owned(),
        WalkEnd::Cycled => "The focus came round to the first stop.".to_owned(),
        WalkEnd::Looped(from) => {
            format!("The focus kept going round from stop {} on.", u64::from(from) + 1)
        }
        WalkEnd::Limit => "The limit of presses was reached.".to_owned(),
        WalkEnd::Interrupted => "The page went away during the walk.".to_owned(),
        WalkEnd::Nothing => "Nothing took the focus.".to_owned(),
    };
    FocusPath {
        stops: walk.forward.iter().map(|stop| focus_stop(stop, state, scene)).collect(),
        end,
    }
}

fn focus_stop<'e>(stop: &Stop, state: &'e State<'e>, scene: &Scene<'e>) -> FocusStop {
    let page = state.page();
    let element = page.zip(stop.node).and_then(|(page, node)| page.element(node));
    FocusStop {
        selector: element.map_or_else(|| stop.selector.clone(), |element| scene.selector(element)),
        role: element.map_or_else(String::new, |element| element.role().name().to_owned()),
        name: element.map_or_else(String::new, |element| element.name().text.clone()),
        bounds: stop.bounds.map(bounds),
        seen: (stop.inside > 0).then(|| stop.seen.min(stop.inside) * 100 / stop.inside),
        indicated: stop.indicator.map(|indicator| indicator.changed > 0),
    }
}

fn heard<'e>(state: &'e State<'e>) -> Vec<String> {
    let Some(page) = state.page() else { return Vec::new() };
    let mut heard: Vec<_> = page
        .elements()
        .filter(|element| element.is_exposed())
        .filter_map(|element| {
            let (role, name) = (element.role().name(), &element.name().text);
            if role == "heading" {
                let level = element.attr("aria-level").or(element.tag().strip_prefix('h'));
                return Some(format!("heading level {}: {name}", level.unwrap_or("2")));
            }
            let named = if name.is_empty() { String::new() } else { format!(": {name}") };
            LANDMARKS.contains(&role).then(|| format!("{role}{named}"))
        })
        .take(HEARD + 1)
        .collect();
    if heard.len() > HEARD {
        heard.truncate(HEARD);
        heard.push("and more".to_owned());
    }
    heard
}
