//! The collector's Rust side: what each of its functions takes and gives.

use super::{CaptureError, collector, listeners};
use crate::driver::{Bidi, DriverError, Tab};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::{path::Path, time::Duration};
use wardround_checks::evidence::{Cover, NodeId, PROPERTIES, Page, Peer, Rect};

const QUICK: Duration = Duration::from_secs(10);
const LONG: Duration = Duration::from_secs(60);

/// The collector in a tab's isolated world. It is installed once in each document, when it is first needed.
#[derive(Debug)]
pub struct Collector;

/// Where an element can be clicked, and what it is.
#[derive(Debug, Clone, Deserialize)]
pub struct Spot {
    /// The middle of its visible part, in CSS pixels from the window's corner.
    pub x: f64,
    /// The same, down.
    pub y: f64,
    /// Whether a click there reaches it.
    pub hit: bool,
    /// What lies over it: a selector.
    pub cover: Option<String>,
    /// A CSS selector that a person can find it by.
    pub selector: String,
    /// Its start tag.
    pub html: String,
    /// Where it is, in the coordinates of the document.
    pub bounds: Option<Rect>,
    /// Its local name.
    pub tag: String,
    /// Its `type`, as the browser computes it.
    pub kind: String,
    /// Its `autocomplete` attribute, as written.
    pub autocomplete: Option<String>,
    /// The `autocomplete` attribute of its form, as written.
    pub form: Option<String>,
    /// Whether it is required.
    pub required: bool,
    /// Whether its value is empty.
    pub empty: bool,
    /// Whether the browser reads its keys by locale, so that its value must be set.
    #[serde(rename = "setByValue")]
    pub set_by_value: bool,
}

/// What came of choosing an option.
#[derive(Debug, Clone, Deserialize)]
pub struct Choice {
    /// Whether it was chosen.
    pub chosen: bool,
    /// The options that are there.
    pub options: Vec<String>,
}

/// Where the focus is, as far as keys matter.
#[derive(Debug, Clone, Deserialize)]
pub struct Focused {
    /// The element that has it; absent for the body and for what came after the page was recorded.
    pub node: Option<NodeId>,
    /// Whether that is the element that was asked about, or its label's control.
    #[serde(rename = "isTarget")]
    pub is_target: bool,
    /// Whether it is in one composite widget with that element: a radio group, a tab list, a menu, a grid.
    #[serde(rename = "sharesWidget")]
    pub shares_widget: bool,
}

/// A stop of the focus walk.
#[derive(Debug, Clone, Deserialize)]
pub struct Focus {
    /// The address of the document, as the browser has it.
    pub url: String,
    /// Its place in the recorded page.
    pub node: Option<NodeId>,
    /// Whether the focus is on nothing but the body.
    pub body: bool,
    /// Whether it is in a frame of another origin.
    pub frame: bool,
    /// A CSS selector.
    pub selector: String,
    /// Its start tag.
    pub html: String,
    /// The styles that its look depends on, as one word.
    #[serde(default)]
    pub style: String,
    /// Where it is, in the coordinates of the document.
    pub bounds: Option<Rect>,
    /// Of 25 points of its box, those inside the window.
    pub inside: u32,
    /// Of these, those where it is what a person sees.
    pub seen: u32,
    /// What lies over it.
    pub cover: Option<Cover>,
    /// Whether it shows a caret.
    pub caret: bool,
    /// How far the window is scrolled.
    #[serde(rename = "scrollX")]
    pub scroll_x: f64,
    /// The same, down.
    #[serde(rename = "scrollY")]
    pub scroll_y: f64,
    /// The window's width.
    #[serde(rename = "windowWidth")]
    pub window_width: f64,
    /// The window's height.
    #[serde(rename = "windowHeight")]
    pub window_height: f64,
}

/// What a focus walk puts back.
#[derive(Debug, Clone)]
pub struct SavedFocus {
    /// The element that had the focus.
    pub node: Option<NodeId>,
    /// The address of the document, as the browser has it.
    pub url: String,
    saved: Value,
}

/// Whether a page's style sheets ask for the orientation.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Asked {
    /// Whether one does that can be read.
    pub asks: bool,
    /// How many cannot be read.
    pub unread: u32,
}

/// An element that is turned, or might be.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Turned {
    /// Its place in the page recorded last.
    pub node: NodeId,
    /// Whether a style sheet turns it in one orientation only.
    pub asked: bool,
    /// How far it is turned to the right.
    pub degrees: f64,
}

/// How a document came to be shown.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PageShow {
    /// Whether it came back from the back/forward cache.
    pub persisted: bool,
    /// Why it did not, in the engine's words.
    #[serde(rename = "notRestored", default)]
    pub not_restored: Vec<String>,
}

impl Collector {
    /// Puts the hooks into every document from now on that must be there before the page's own scripts.
    pub async fn watch(bidi: &Bidi) -> Result<(), CaptureError> {
        for script in collector::preloads() {
            let params = json!({ "functionDeclaration": script });
            bidi.call("script.addPreloadScript", params).await?;
        }
        let channel = json!({ "type": "channel", "value": { "channel": collector::WRITTEN } });
        let params = json!({
            "functionDeclaration": collector::telling_preload(),
            "arguments": [channel],
        });
        bidi.call("script.addPreloadScript", params).await?;
        Ok(())
    }

    /// The page as it is now.
    pub async fn page(tab: &Tab) -> Result<Page, CaptureError> {
        let limit = json!({ "nodes": 400_000, "ms": 50_000, "chars": 20_000 });
        let arguments = json!([{ "properties": PROPERTIES, "limit": limit }]);
        Self::ask(tab, "the page", "page", arguments, LONG).await
    }

    /// Adds what the page listens to, which only a page that is judged needs.
    pub async fn listeners(tab: &Tab, page: &mut Page) {
        let sensors = Self::in_page(tab, "the page's listeners", collector::SENSORS).await;
        page.sensors = sensors.unwrap_or_default();
        listeners::ask(tab, page).await;
    }

    /// Waits until nothing changes and nothing moves; says why it stopped waiting.
    pub async fn rest(tab: &Tab, limit: Duration) -> Result<String, CaptureError> {
        let ms = u64::try_from(limit.as_millis()).unwrap_or(u64::MAX);
        let rest: Value =
            Self::ask(tab, "the page's rest", "rest", json!([ms]), limit + QUICK).await?;
        Ok(rest["reason"].as_str().unwrap_or("limit").to_owned())
    }

    /// Where an element can be clicked, scrolled into view.
    pub async fn spot(tab: &Tab, node: NodeId) -> Result<Spot, CaptureError> {
        Self::ask(tab, "an element's place", "spot", json!([node]), QUICK).await
    }

    /// The place, in the page recorded last, of the first element that a selector finds.
    pub async fn select(tab: &Tab, selector: &str) -> Result<Option<NodeId>, CaptureError> {
        Self::ask(tab, "a selector", "select", json!([selector]), QUICK).await
    }

    /// Chooses an option by its text.
    pub async fn choose(tab: &Tab, node: NodeId, option: &str) -> Result<Choice, CaptureError> {
        Self::ask(tab, "a choice", "choose", json!([node, option]), QUICK).await
    }

    /// The text of the chosen option.
    pub async fn chosen(tab: &Tab, node: NodeId) -> Result<Option<String>, CaptureError> {
        Self::ask(tab, "a choice", "chosen", json!([node]), QUICK).await
    }

    /// Sets a field's value as its own setter does, and tells the page.
    pub async fn set_value(tab: &Tab, node: NodeId, value: &str) -> Result<(), CaptureError> {
        Self::ask::<Value>(tab, "a field", "setValue", json!([node, value]), QUICK).await.map(drop)
    }

    /// Empties a field.
    pub async fn clear(tab: &Tab, node: NodeId) -> Result<(), CaptureError> {
        Self::ask::<Value>(tab, "a field", "clear", json!([node]), QUICK).await.map(drop)
    }

    /// How many characters a field holds.
    pub async fn length(tab: &Tab, node: NodeId) -> Result<Option<u32>, CaptureError> {
        Self::ask(tab, "a field", "length", json!([node]), QUICK).await
    }

    /// Whether a value is there to pick or to read: an option of the field, or text of the page.
    pub async fn offers(tab: &Tab, node: NodeId, value: &str) -> Result<bool, CaptureError> {
        Self::ask(tab, "a field", "offers", json!([node, value]), QUICK).await
    }

    /// Attaches a file.
    pub async fn attach(tab: &Tab, node: NodeId, file: &Path) -> Result<(), CaptureError> {
        let find = "(node) => globalThis.__wardround.elementOf(node)";
        Ok(tab.attach(find, &json!([node]), file).await?)
    }

    /// The text that the page shows, values of fields included.
    pub async fn text(tab: &Tab) -> Result<String, CaptureError> {
        Self::ask(tab, "the page's text", "visibleText", json!([]), QUICK).await
    }

    /// Where the focus is, and how that stands to an element.
    pub async fn focused(tab: &Tab, target: NodeId) -> Result<Focused, CaptureError> {
        Self::ask(tab, "the focus", "focused", json!([target]), QUICK).await
    }

    /// Where the focus is, once it has settled.
    pub async fn focus(tab: &Tab, settle_ms: u32) -> Result<Focus, CaptureError> {
        Self::ask(tab, "the focus", "focus", json!([settle_ms]), QUICK).await
    }

    /// How many presses of Tab lead to an element, if that is certain beforehand; else 0.
    pub async fn presses(tab: &Tab, target: NodeId) -> Result<u32, CaptureError> {
        Self::ask(tab, "the focus", "presses", json!([target]), QUICK).await
    }

    /// Remembers focus and scroll positions.
    pub async fn save_focus(tab: &Tab) -> Result<SavedFocus, CaptureError> {
        let saved: Value = Self::ask(tab, "the focus", "saveFocus", json!([]), QUICK).await?;
        let node = serde_json::from_value(saved["node"].clone()).unwrap_or_default();
        let url = saved["url"].as_str().unwrap_or_default().to_owned();
        Ok(SavedFocus { node, url, saved })
    }

    /// Puts them back.
    pub async fn restore_focus(tab: &Tab, saved: &SavedFocus) -> Result<(), CaptureError> {
        let arguments = json!([saved.saved]);
        Self::ask::<Value>(tab, "the focus", "restoreFocus", arguments, QUICK).await.map(drop)
    }

    /// Stops animations and transitions, or lets them go on. The caret goes on blinking.
    pub async fn freeze(tab: &Tab, frozen: bool) -> Result<(), CaptureError> {
        let name = if frozen { "freeze" } else { "thaw" };
        Self::ask::<Value>(tab, "the animations", name, json!([]), QUICK).await.map(drop)
    }

    /// Whether the page's style sheets ask for the orientation.
    pub async fn orientation(tab: &Tab) -> Result<Asked, CaptureError> {
        Self::ask(tab, "the orientation", "orientation", json!([]), QUICK).await
    }

    /// How far elements are turned, once the window is upright or lies.
    pub async fn turns(tab: &Tab, upright: bool) -> Result<Vec<Turned>, CaptureError> {
        Self::ask(tab, "the orientation", "turns", json!([upright]), QUICK).await
    }

    /// Remembers how far everything is scrolled; says the size of the window.
    pub async fn save_view(tab: &Tab) -> Result<(u32, u32), CaptureError> {
        let view: Value = Self::ask(tab, "the window", "saveView", json!([]), QUICK).await?;
        let side = |name: &str| view[name].as_u64().and_then(|side| u32::try_from(side).ok());
        Ok((side("width").unwrap_or_default(), side("height").unwrap_or_default()))
    }

    /// Puts that back, once the window has this size again.
    pub async fn restore_view(tab: &Tab, width: u32, height: u32) -> Result<(), CaptureError> {
        let arguments = json!([width, height]);
        Self::ask::<Value>(tab, "the window", "restoreView", arguments, QUICK).await.map(drop)
    }

    /// Where the letters of these texts and fields are, in the coordinates of the document; nothing for those that
    /// are gone, or beyond so many letters.
    pub async fn letters(
        tab: &Tab,
        nodes: &[NodeId],
        most: usize,
    ) -> Result<Vec<Option<Vec<Rect>>>, CaptureError> {
        Self::ask(tab, "the letters", "letters", json!([nodes, most]), LONG).await
    }

    /// Lets letters be painted in one colour, or not at all with `transparent`.
    pub async fn veil(tab: &Tab, colour: &str) -> Result<(), CaptureError> {
        Self::ask::<Value>(tab, "the letters", "veil", json!([colour]), QUICK).await.map(drop)
    }

    /// Lets letters be painted as the page wants them.
    pub async fn unveil(tab: &Tab) -> Result<(), CaptureError> {
        Self::ask::<Value>(tab, "the letters", "unveil", json!([]), QUICK).await.map(drop)
    }

    /// Takes the focus off the element that has it, and remembers it.
    pub async fn blur(tab: &Tab) -> Result<(), CaptureError> {
        Self::ask::<Value>(tab, "the focus", "blur", json!([]), QUICK).await.map(drop)
    }

    /// Gives the focus back to that element; says whether it took it.
    pub async fn refocus(tab: &Tab) -> Result<bool, CaptureError> {
        Self::ask(tab, "the focus", "refocus", json!([]), QUICK).await
    }

    /// What the page's origin keeps in every kind of storage but cookies.
    pub async fn storage(tab: &Tab) -> Result<Value, CaptureError> {
        Self::ask(tab, "the storage", "storage", json!([]), QUICK).await
    }

    /// The statistics of the page's peer connections.
    pub async fn peers(tab: &Tab) -> Result<Vec<Peer>, CaptureError> {
        Self::in_page(tab, "the call", collector::PEERS).await
    }

    /// How the document came to be shown.
    pub async fn pageshow(tab: &Tab) -> Result<PageShow, CaptureError> {
        Self::in_page(tab, "the page's arrival", collector::PAGESHOW).await
    }

    async fn in_page<T: DeserializeOwned>(
        tab: &Tab,
        what: &'static str,
        function: &str,
    ) -> Result<T, CaptureError> {
        let answer = tab.call_in_page(what, function, &json!([]), QUICK).await;
        let answer = answer.map_err(|source| CaptureError::Driver { what, source })?;
        serde_json::from_value(answer).map_err(|source| CaptureError::Unreadable { what, source })
    }

    async fn ask<T: DeserializeOwned>(
        tab: &Tab,
        what: &'static str,
        name: &str,
        arguments: Value,
        limit: Duration,
    ) -> Result<T, CaptureError> {
        let failed = |source: DriverError| CaptureError::Driver { what, source };
        // The collector's source is long; it is sent only to a document that does not have it yet.
        let call = "async (name, rest) => globalThis.__wardround
            ? { value: await globalThis.__wardround[name](...rest) } : { missing: true }";
        let arguments = json!([name, arguments]);
        let mut answer = tab.call(what, call, &arguments, limit).await.map_err(failed)?;
        if answer["missing"] == true {
            let install = format!("async () => {{ {}; return true; }}", collector::install());
            tab.call("the collector", &install, &json!([]), QUICK).await.map_err(failed)?;
            answer = tab.call(what, call, &arguments, limit).await.map_err(failed)?;
        }
        let value = answer["value"].take();
        // The page comes as one JSON text already.
        let value = match value {
            Value::String(json) if name == "page" => serde_json::from_str(&json),
            value => serde_json::from_value(value),
        };
        value.map_err(|source| CaptureError::Unreadable { what, source })
    }
}
