//! What pages write to databases, the Cache API and files of their origin, told while they write it.

use super::{ledger::Ledger, storage::stored};
use crate::capture::collector::WRITTEN;
use serde::Deserialize;
use serde_json::Value;
use wardround_checks::evidence::{Area, Storage, Stored};

/// Writes of one step beyond this many say nothing new.
const MOST: usize = 200;

/// What pages wrote, as far as it held canaries or a credential.
#[derive(Debug, Default)]
pub struct Writes {
    kept: Vec<Stored>,
    unread: Vec<String>,
}

/// A write, as `written.js` tells it.
#[derive(Debug, Deserialize)]
struct Write {
    area: Area,
    origin: String,
    key: String,
    text: String,
    opaque: bool,
    more: bool,
}

impl Writes {
    /// Puts them beside what the browser keeps.
    pub fn lie_beside(self, storage: &mut Storage) {
        storage.written = self.kept;
        storage.unread.extend(self.unread);
    }
}

/// Keeps what a page told, searched; its value is forgotten.
pub(super) fn keep(params: &Value, ledger: &mut Ledger) {
    let told = params["data"]["value"].as_str().filter(|_| params["channel"] == WRITTEN);
    let Some(write) = told.and_then(|told| serde_json::from_str::<Write>(told).ok()) else {
        return;
    };
    if write.more {
        let note = format!("{}: more was written than is listened to", write.area.name());
        if !ledger.writes.unread.contains(&note) {
            ledger.writes.unread.push(note);
        }
    }
    let entry = stored(&ledger.door, write.area, &write.origin, &write.key, &write.text);
    let known = ledger.writes.kept.contains(&entry) || ledger.writes.kept.len() >= MOST;
    if !known && (!entry.hits.is_empty() || entry.credential) {
        ledger.writes.kept.push(Stored { opaque: write.opaque, ..entry });
    }
}

#[cfg(test)]
mod tests {
    use super::{Ledger, WRITTEN, keep};
    use crate::capture::Door;
    use serde_json::json;
    use wardround_checks::evidence::{Area, Storage};

    #[test]
    fn what_is_written_is_searched_and_forgotten() {
        let mut door = Door::new(b"key");
        door.add_canary("mrn", "MRN-7F3K-0042-QX");
        let mut ledger = Ledger::new(door, super::super::Scope::default());
        let mut tell = |channel: &str, text: &str| {
            let told = json!({
                "area": "indexed-db", "origin": "https://portal.test", "key": "a/b", "text": text,
                "opaque": false, "more": text.is_empty(),
            });
            let data = json!({ "type": "string", "value": told.to_string() });
            keep(&json!({ "channel": channel, "data": data }), &mut ledger);
        };
        for (channel, text) in [
            (WRITTEN, "theme"),
            (WRITTEN, "MRN-7F3K-0042-QX"),
            (WRITTEN, "MRN-7F3K-0042-QX"),
            ("another", "MRN-7F3K-0042-QX and more"),
            (WRITTEN, ""),
        ] {
            tell(channel, text);
        }
        let mut storage = Storage::default();
        std::mem::take(&mut ledger.writes).lie_beside(&mut storage);
        assert_eq!(storage.written.len(), 1);
        assert_eq!((storage.written[0].area, storage.written[0].length), (Area::IndexedDb, 16));
        assert_eq!(storage.unread, ["IndexedDB: more was written than is listened to"]);
        assert!(!format!("{storage:?}").contains("MRN-7F3K"));
    }
}
