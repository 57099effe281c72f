//! What the browser keeps for the portal: cookies from the browser itself, the rest from the page's origin.

use crate::{
    capture::{CaptureError, Collector, Door, token},
    driver::{Context, Tab},
};
use serde_json::Value;
use wardround_checks::evidence::{Area, Cookie, SameSite, Storage, Stored};

/// Reads every kind of storage that the tab's origin and context have.
pub async fn storage(tab: &Tab, context: &Context, door: &Door) -> Result<Storage, CaptureError> {
    let cookies = context.cookies().await?;
    let mut door = door.clone();
    for value in cookies.iter().filter_map(|cookie| cookie["value"]["value"].as_str()) {
        door.add_credential(value);
    }
    let door = &door;
    let mut storage = Storage {
        cookies: cookies.iter().map(|cookie| read_cookie(cookie, door)).collect(),
        ..Storage::default()
    };
    match Collector::storage(tab).await {
        Ok(dump) => entries(&dump, door, &mut storage),
        Err(error) => storage.unread.push(door.scrub(&error.to_string())),
    }
    Ok(storage)
}

fn read_cookie(cookie: &Value, door: &Door) -> Cookie {
    let text = |name: &str| cookie[name].as_str().unwrap_or_default();
    let name = text("name");
    let value = cookie["value"]["value"].as_str().unwrap_or_default();
    let mut hits = door.search(name.as_bytes(), "name");
    hits.extend(door.search(value.as_bytes(), "value"));
    let expires_in = cookie["expiry"].as_i64().map(|expiry| {
        let now = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX));
        expiry - now
    });
    Cookie {
        name: door.scrub(name),
        domain: text("domain").to_owned(),
        path: door.scrub(text("path")),
        secure: cookie["secure"] == true,
        http_only: cookie["httpOnly"] == true,
        same_site: match text("sameSite") {
            "strict" => SameSite::Strict,
            "lax" => SameSite::Lax,
            "none" => SameSite::None,
            _ => SameSite::Unset,
        },
        expires_in,
        value: door.hash(value),
        length: value.len(),
        hits,
        tokens: token::read(door, value, "value"),
        session: None,
    }
}

fn entries(dump: &Value, door: &Door, storage: &mut Storage) {
    let origin = dump["origin"].as_str().unwrap_or_default();
    let mut add = |area: Area, key: &str, value: &str, opaque: bool| {
        let entry = stored(door, area, origin, key, value);
        storage.entries.push(Stored { opaque, ..entry });
    };
    for (name, area) in [
        ("local", Area::Local),
        ("session", Area::Session),
        ("indexedDb", Area::IndexedDb),
        ("fileSystem", Area::FileSystem),
        ("caches", Area::CacheApi),
        ("serviceWorkers", Area::ServiceWorker),
    ] {
        for entry in dump[name].as_array().into_iter().flatten() {
            let part = |place: usize| entry[place].as_str().unwrap_or_default();
            add(area, part(0), part(1), entry[2] == true);
        }
    }
    for (name, area) in [("windowName", Area::WindowName), ("historyState", Area::HistoryState)] {
        if let Some(value) =
            dump[name].as_str().filter(|value| !value.is_empty() && *value != "null")
        {
            add(area, name, value, false);
        }
    }
    for unread in dump["unread"].as_array().into_iter().flatten() {
        storage.unread.push(door.scrub(unread.as_str().unwrap_or_default()));
    }
}

/// An entry as evidence may hold it: searched, and its value reduced to a keyed hash.
pub(super) fn stored(door: &Door, area: Area, origin: &str, key: &str, value: &str) -> Stored {
    let mut hits = door.search(key.as_bytes(), "key");
    hits.extend(door.search(value.as_bytes(), "value"));
    let (credentials, tokens) = (door.credentials_in(value), token::read(door, value, "value"));
    Stored {
        area,
        origin: origin.to_owned(),
        key: door.scrub(key),
        value: door.hash(value),
        length: value.len(),
        hits,
        credential: !credentials.is_empty() || !tokens.is_empty(),
        credentials,
        tokens,
        opaque: false,
    }
}
