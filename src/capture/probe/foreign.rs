//! Recorded requests from a foreign origin: whether the portal lets another site's script read the answer.

use super::{Client, Kit, Repeats, Request, replay};
use crate::capture::Door;
use wardround_checks::evidence::Replay;

/// No site has this name (RFC 6761), so whoever allows it allows anybody.
const FOREIGN: &str = "https://foreign.invalid";

/// As many addresses as are tried: what allows an origin stands in one place of a portal, for a whole interface.
const MOST: usize = 4;

/// Asks for what bears health data with the session and an `Origin` that is not the portal's.
pub async fn foreign_origins(
    client: &Client,
    repeats: &Repeats,
    kit: &Kit,
    door: &Door,
    replays: &mut Vec<Replay>,
) {
    let cookie = kit.cookie();
    for address in repeats.interfaces_first().into_iter().take(MOST) {
        for (kind, origin) in [("foreign-origin", FOREIGN), ("null-origin", "null")] {
            let mut fields = vec![("origin", origin), ("sec-fetch-site", "cross-site")];
            fields.extend(cookie.iter().map(|value| ("cookie", &**value)));
            fields.extend(address.authorization.iter().map(|value| ("authorization", &**value)));
            let request = Request::get(&address.url, &fields, "session cookies", "foreign origin");
            let answer = client.send(&request, door).await;
            let with = format!("session cookies, and the origin {origin}");
            replays.push(replay(kind, &address.url, &with, &answer, -1, door));
        }
    }
}
