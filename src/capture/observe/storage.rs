//! What the browser keeps for the portal: cookies from the browser itself, the rest from the page's origin.

use crate::{
    capture::{CaptureError, Collector, Door},
    driver::{Context, Tab},
};
use serde_json::Value;
use wardround_checks::evidence::{Area, Cookie, SameSite, Storage, Stored};

/// Reads every kind of storage that the tab's origin and context have.
pub async fn storage(tab: &Tab, context: &Context, door: &Door) -> Result<Storage, CaptureError> {
    let cookies = context.cookies().await?;
    let credentials: Vec<_> = cookies
        .iter()
        .filter_map(|cookie| cookie["value"]["value"].as_str())
        .filter(|value| value.len() >= 16)
        .map(ToOwned::to_owned)
        .collect();
    let mut storage = Storage {
        cookies: cookies.iter().map(|cookie| read_cookie(cookie, door)).collect(),
        ..Storage::default()
    };
    match Collector::storage(tab).await {
        Ok(dump) => entries(&dump, door, &credentials, &mut storage),
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
        session: None,
    }
}

fn entries(dump: &Value, door: &Door, credentials: &[String], storage: &mut Storage) {
    let origin = dump["origin"].as_str().unwrap_or_default();
    let mut add = |area: Area, key: &str, value: &str| {
        let mut hits = door.search(key.as_bytes(), "key");
        hits.extend(door.search(value.as_bytes(), "value"));
        storage.entries.push(Stored {
            area,
            origin: origin.to_owned(),
            key: door.scrub(key),
            value: door.hash(value),
            length: value.len(),
            hits,
            credential: credentials.iter().any(|credential| value.contains(credential.as_str()))
                || looks_like_token(value),
        });
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
            match area {
                Area::CacheApi => add(area, &format!("{}: {}", part(0), part(1)), part(2)),
                Area::FileSystem => add(area, part(0), part(2)),
                _ => add(area, part(0), part(1)),
            }
        }
    }
    for (name, area) in [("windowName", Area::WindowName), ("historyState", Area::HistoryState)] {
        if let Some(value) =
            dump[name].as_str().filter(|value| !value.is_empty() && *value != "null")
        {
            add(area, name, value);
        }
    }
    for unread in dump["unread"].as_array().into_iter().flatten() {
        storage.unread.push(door.scrub(unread.as_str().unwrap_or_default()));
    }
}

/// A JSON Web Token (RFC 7519): three base64url parts, the first of which is a JSON object.
fn looks_like_token(value: &str) -> bool {
    let value = value.trim_matches('"');
    value.starts_with("eyJ") && value.split('.').count() == 3 && value.len() > 40
}
