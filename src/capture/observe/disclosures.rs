//! What a body gives away beside health data: it is searched for while it passes by.

use super::{error_marks::marks, secrets::secrets};
use crate::capture::Door;
use wardround_checks::evidence::{Disclosure, Exchange, Party};

/// Longer bodies are searched this far, in bytes.
const LONGEST: usize = 8 << 20;
/// What is never a text of the portal's programs.
const NO_TEXT: [&str; 8] =
    ["image", "font", "media", "audio", "video", "track", "style", "websocket"];

/// What a response of the portal's own servers gives away; `None` when it is no text, or somebody else's.
pub(super) fn of_exchange(
    exchange: &Exchange,
    body: &[u8],
    door: &Door,
) -> Option<Vec<Disclosure>> {
    let is_error = exchange.status.is_some_and(|status| status >= 400);
    let is_text = is_error || !NO_TEXT.contains(&exchange.destination.as_str());
    (exchange.party == Party::First && is_text)
        .then(|| disclosures(body, exchange.destination == "script", door))
}

/// What a body gives away: credentials, and the insides of a server.
pub(in crate::capture) fn disclosures(
    body: &[u8],
    is_script: bool,
    door: &Door,
) -> Vec<Disclosure> {
    // A picture or a letter has bytes in it that no text has.
    if body.iter().take(512).any(|byte| *byte == 0) {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(&body[..body.len().min(LONGEST)]);
    let mut found = secrets(&text, is_script, door);
    found.extend(marks(&text).into_iter().map(|(kind, name)| Disclosure {
        kind,
        name: name.to_owned(),
        hash: door.hash(name),
    }));
    found
}
