//! Whose traffic: the browsing contexts that belong to a tab.

use serde_json::Value;
use std::collections::BTreeSet;

/// A tab, its frames, and the windows that its pages opened.
#[derive(Debug)]
pub(super) struct Family {
    known: BTreeSet<String>,
    takes_strays: bool,
}

impl Family {
    /// The family of a tab. One tab of a browser takes in the strays: what a service worker asks for belongs to
    /// no browsing context, and must not be lost.
    pub(super) fn of(tab: &str, takes_strays: bool) -> Self {
        Self { known: BTreeSet::from([tab.to_owned()]), takes_strays }
    }

    /// `browsingContext.contextCreated`.
    pub(super) fn born(&mut self, params: &Value) {
        let kin = [&params["parent"], &params["originalOpener"]];
        let is_kin = kin.iter().filter_map(|id| id.as_str()).any(|id| self.known.contains(id));
        if let (true, Some(id)) = (is_kin, params["context"].as_str()) {
            self.known.insert(id.to_owned());
        }
    }

    /// Whether an event that names this browsing context is the tab's.
    pub(super) fn holds(&self, context: &Value) -> bool {
        context.as_str().map_or(self.takes_strays, |id| self.known.contains(id))
    }
}

#[cfg(test)]
mod tests {
    use super::Family;
    use serde_json::{Value, json};

    #[test]
    fn frames_and_opened_windows_belong_to_their_tab_and_to_no_other() {
        let mut tabs = [Family::of("a", true), Family::of("b", false)];
        let born = [
            json!({ "context": "frame", "parent": "a", "originalOpener": null }),
            json!({ "context": "inner", "parent": "frame", "originalOpener": null }),
            json!({ "context": "popup", "parent": null, "originalOpener": "inner" }),
            json!({ "context": "stranger", "parent": null, "originalOpener": null }),
        ];
        for params in &born {
            for tab in &mut tabs {
                tab.born(params);
            }
        }
        let holders = |context: Value| tabs.each_ref().map(|tab| tab.holds(&context));
        for one in ["a", "frame", "inner", "popup"] {
            assert_eq!(holders(json!(one)), [true, false], "{one}");
        }
        assert_eq!(holders(json!("b")), [false, true]);
        assert_eq!(holders(json!("stranger")), [false, false]);
        assert_eq!(holders(Value::Null), [true, false], "a stray belongs to one");
    }
}
