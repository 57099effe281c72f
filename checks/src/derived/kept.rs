//! What the browser keeps, by owner: two weak canaries of one owner are health data wherever they lie.

use crate::evidence::{Area, Cookie, Hit, Storage, Stored};

impl Storage {
    /// Why something of these kinds of storage could not be read. A note that names no kind counts for all.
    pub fn unread_of(&self, areas: &[Area]) -> impl Iterator<Item = &str> {
        self.unread.iter().map(String::as_str).filter(move |note| {
            let names = |area: &Area| mentions(note, area_words(*area));
            areas.iter().any(names) || !ALL.iter().any(names) && !mentions(note, COOKIE)
        })
    }

    /// Why cookies could not be read. A note that names no kind counts for all.
    pub fn unread_cookies(&self) -> impl Iterator<Item = &str> {
        let of_areas = |note: &str| ALL.iter().any(|area| mentions(note, area_words(*area)));
        self.unread
            .iter()
            .map(String::as_str)
            .filter(move |note| mentions(note, COOKIE) || !of_areas(note))
    }

    /// Whether an entry holds health data, alone or together with others of its origin.
    pub fn is_phi(&self, entry: &Stored) -> bool {
        !entry.hits.is_empty()
            && amounts(self.entries.iter().filter(|e| e.origin == entry.origin).map(|e| &e.hits))
    }

    /// Whether something that was written holds health data, alone or together with what its origin wrote or keeps.
    pub fn is_phi_written(&self, entry: &Stored) -> bool {
        let of_origin = |other: &&Stored| other.origin == entry.origin;
        let all = self.written.iter().chain(&self.entries).filter(of_origin);
        !entry.hits.is_empty() && amounts(all.map(|other| &other.hits))
    }

    /// Whether a cookie holds health data, alone or together with others of its domain.
    pub fn is_phi_cookie(&self, cookie: &Cookie) -> bool {
        !cookie.hits.is_empty()
            && amounts(self.cookies.iter().filter(|c| c.domain == cookie.domain).map(|c| &c.hits))
    }
}

impl Area {
    /// What it is called in a report.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Local => "localStorage",
            Self::Session => "sessionStorage",
            Self::IndexedDb => "IndexedDB",
            Self::CacheApi => "Cache API",
            Self::FileSystem => "private file system",
            Self::ServiceWorker => "service worker",
            Self::WindowName => "window.name",
            Self::HistoryState => "history.state",
        }
    }
}

fn amounts<'e>(hits: impl Iterator<Item = &'e Vec<Hit>>) -> bool {
    Hit::amount_to_phi(&hits.flatten().cloned().collect::<Vec<_>>())
}

const ALL: [Area; 8] = [
    Area::Local,
    Area::Session,
    Area::IndexedDb,
    Area::CacheApi,
    Area::FileSystem,
    Area::ServiceWorker,
    Area::WindowName,
    Area::HistoryState,
];
const COOKIE: &[&str] = &["cookie", "cookies"];

const fn area_words(area: Area) -> &'static [&'static str] {
    match area {
        Area::Local => &["local", "localstorage"],
        Area::Session => &["session", "sessionstorage"],
        Area::IndexedDb => &["indexeddb"],
        Area::CacheApi => &["cache", "caches", "cacheapi", "cachestorage"],
        Area::FileSystem => &["filesystem", "privatefilesystem", "opfs"],
        Area::ServiceWorker => &["serviceworker", "serviceworkers"],
        Area::WindowName => &["windowname"],
        Area::HistoryState => &["historystate"],
    }
}

/// Whether what stands before the reason is this kind and nothing else; `invalid session id` names no kind.
fn mentions(note: &str, words: &[&str]) -> bool {
    let kind = note.split(':').next().unwrap_or(note).to_ascii_lowercase();
    let kind: String = kind.chars().filter(char::is_ascii_alphanumeric).collect();
    words.contains(&kind.as_str())
}

#[cfg(test)]
mod tests {
    use crate::{
        evidence::Area,
        testing::{cookie, storage, stored},
    };

    #[test]
    fn weak_canaries_count_together_within_an_origin() {
        let mut elsewhere = stored(Area::Local, "zip", &["weak:zip"]);
        "https://other.example".clone_into(&mut elsewhere.origin);
        let entries = vec![
            stored(Area::Local, "zip", &["weak:zip"]),
            stored(Area::Session, "born", &["weak:birth_date"]),
            stored(Area::Local, "theme", &[]),
            elsewhere,
        ];
        let kept = storage(Vec::new(), entries);
        let phi: Vec<_> = kept.entries.iter().map(|entry| kept.is_phi(entry)).collect();
        assert_eq!(phi, [true, true, false, false]);
    }

    #[test]
    fn weak_canaries_count_together_within_a_domain() {
        let mut kept =
            storage(vec![cookie("a", &["weak:zip"]), cookie("b", &["weak:birth_date"])], vec![]);
        assert!(kept.is_phi_cookie(&kept.cookies[0]));
        "other.example".clone_into(&mut kept.cookies[1].domain);
        assert!(!kept.is_phi_cookie(&kept.cookies[0]));
    }

    #[test]
    fn an_unread_kind_counts_where_it_is_meant_and_an_unknown_one_everywhere() {
        let mut kept = storage(vec![], vec![]);
        kept.unread = [
            "sessionStorage: the local page is opaque",
            "IndexedDB: blocked",
            "invalid session id: gone",
        ]
        .map(str::to_owned)
        .to_vec();
        assert_eq!(kept.unread_of(&[Area::Session]).count(), 2);
        assert_eq!(kept.unread_of(&[Area::Local]).count(), 1);
        assert_eq!(kept.unread_of(&[Area::Local, Area::IndexedDb]).count(), 2);
        assert_eq!(kept.unread_cookies().collect::<Vec<_>>(), ["invalid session id: gone"]);
    }
}
