//! What a page listens to, as far as it decides where the focus goes.
//!
//! Chromium tells which kinds of events anything on a page listens to, and the page does not notice. It is asked only
//! where something that is hidden from assistive technology takes the focus: there it decides whether the focus stays.

use crate::driver::{DriverError, Tab};
use serde_json::json;
use std::collections::BTreeSet;
use wardround_checks::evidence::{Node, Page, State};

const GROUP: &str = "wardround";
/// The kinds that say where the focus goes; a page's own kinds are its own affair, and may hold anything.
const KINDS: &[&str] = &["blur", "focus", "focusin", "focusout", "keydown", "keypress", "keyup"];

/// Adds to a page the kinds of events that are listened to on it, where they matter and the engine tells.
pub(super) async fn ask(tab: &Tab, page: &mut Page) {
    if hides_a_stop(page) {
        // Another engine has no such command: then nothing is known.
        page.listens = kinds(tab).await.ok();
    }
}

/// Whether anything that the Tab key stops at is in something with `aria-hidden`.
fn hides_a_stop(page: &Page) -> bool {
    let string = |place: u32| page.strings.get(place as usize).map_or("", String::as_str);
    let mut hidden = vec![false; page.nodes.len()];
    page.nodes.iter().enumerate().any(|(place, node)| {
        let Node::Element(element) = node else { return false };
        let outer = element.parent.is_some_and(|outer| hidden.get(outer.index()) == Some(&true));
        hidden[place] = outer
            || element.attributes.chunks_exact(2).any(|pair| {
                string(pair[0]) == "aria-hidden" && string(pair[1]).eq_ignore_ascii_case("true")
            });
        hidden[place]
            && element.is(State::Focusable)
            && element.tab_index.is_some_and(|index| index >= 0)
    })
}

async fn kinds(tab: &Tab) -> Result<Vec<String>, DriverError> {
    let mut kinds = BTreeSet::new();
    for whole in ["document", "window"] {
        let params = json!({ "expression": whole, "objectGroup": GROUP });
        let object = tab.devtools("Runtime.evaluate", params).await?;
        let object = &object["result"]["objectId"];
        let params = json!({ "objectId": object, "depth": -1, "pierce": true });
        let told = tab.devtools("DOMDebugger.getEventListeners", params).await?;
        let Some(listeners) = told["listeners"].as_array() else {
            return Err(DriverError::Answer { during: "getEventListeners".to_owned() });
        };
        let heard = listeners.iter().filter_map(|listener| listener["type"].as_str());
        kinds.extend(heard.filter(|kind| KINDS.contains(kind)).map(str::to_owned));
    }
    tab.devtools("Runtime.releaseObjectGroup", json!({ "objectGroup": GROUP })).await.map(drop)?;
    Ok(kinds.into_iter().collect())
}
