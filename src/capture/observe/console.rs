//! What the page says to the console, searched and scrubbed as it is said.

use crate::capture::Door;
use serde_json::Value;
use wardround_checks::evidence::ConsoleEntry;

const LONGEST: usize = 400;
const MOST: usize = 1_000;

/// Reads a `log.entryAdded` event.
pub(super) fn entry(params: &Value, door: &Door) -> ConsoleEntry {
    let text = params["text"].as_str().unwrap_or_default();
    let mut canaries: Vec<_> =
        door.search(text.as_bytes(), "console").into_iter().map(|hit| hit.canary).collect();
    canaries.sort_unstable();
    canaries.dedup();
    let scrubbed = door.scrub(text);
    ConsoleEntry {
        level: params["level"].as_str().unwrap_or("info").to_owned(),
        text: scrubbed.chars().take(LONGEST).collect(),
        canaries,
    }
}

/// Keeps an entry, as long as there is room: a page can talk for ever.
pub(super) fn keep(entries: &mut Vec<ConsoleEntry>, entry: ConsoleEntry) {
    if entries.len() < MOST {
        entries.push(entry);
    }
}
