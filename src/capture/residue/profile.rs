//! A walk through the files of a profile.

use super::{
    decode::{decoded, encoding},
    entry::{Beside, Entry},
    leveldb, sqlite,
};
use crate::capture::{Door, observe};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
use url::Url;
use wardround_checks::evidence::{Kept, Residue, Store, Trace};

const CACHE: &str = "Cache/Cache_Data/";
/// Parts of a profile, by the beginning of a path in it.
const PLACES: [(&str, Store); 18] = [
    (CACHE, Store::HttpCache),
    ("Favicons", Store::History),
    ("History", Store::History),
    ("Network Action Predictor", Store::History),
    ("Segmentation Platform/", Store::History),
    ("Shortcuts", Store::History),
    ("Top Sites", Store::History),
    ("Sessions", Store::SessionRestore),
    ("Account Web Data", Store::FormData),
    ("Login Data", Store::FormData),
    ("Web Data", Store::FormData),
    ("File System/", Store::ClientStorage),
    ("IndexedDB/", Store::ClientStorage),
    ("Local Storage/", Store::ClientStorage),
    ("Service Worker/", Store::ClientStorage),
    ("Session Storage/", Store::ClientStorage),
    ("SharedStorage", Store::ClientStorage),
    ("WebStorage/", Store::ClientStorage),
];
/// Where the browser notes who stores something; it does so before anything is on disk.
const BOOKS: &str = "WebStorage/QuotaManager";
/// The folder of the one person who uses the browser.
const DEFAULT: &str = "Default";
/// The key of a value that browsers are meant to remember.
const USER_NAME: &str = "username";
/// A larger file is not read.
const LARGEST: u64 = 64 << 20;
/// After so many files or bytes the rest is said to be unread.
const MOST_FILES: usize = 20_000;
const MOST_BYTES: u64 = 1 << 30;

/// Searches a profile that no browser uses any more. It takes a moment: not for an asynchronous thread.
pub fn residue(profile: &Path, origin: &Url, door: &Door) -> Residue {
    let mut residue =
        Residue { restorable: Some(false), kept: Some(Kept::default()), ..Residue::default() };
    let root = profile.join(DEFAULT);
    let mut files = Vec::new();
    collect(&root, &root, &mut files, &mut residue.unread);
    // What scripts store may be much, and must not keep the rest from being read.
    files.sort_by_cached_key(|file| (store(file) == Some(Store::ClientStorage), file.clone()));
    if files.len() > MOST_FILES {
        files.truncate(MOST_FILES);
        residue.unread.push(format!("only {MOST_FILES} files were read"));
    }
    // Chromium 156 writes these files twice, once so that only it can read them. What is left out one day proves nothing.
    let any = |folder: &str| files.iter().any(|file| file.starts_with(folder));
    if any("Sessions_Encrypted/") && !any("Sessions/") {
        residue.unread.push("Sessions_Encrypted: only the browser can read it".to_owned());
    }
    let mut left = MOST_BYTES;
    for file in files {
        let Some(store) = store(&file) else { continue };
        match read(&root.join(&file), left) {
            Ok(bytes) => {
                left -= u64::try_from(bytes.len()).unwrap_or(left).min(left);
                see(store, &file, &bytes, origin, door, &mut residue);
            }
            Err(why) => unread(store, &mut residue).push(format!("{file}: {why}")),
        }
    }
    residue
}

/// The HTTP cache of a browser that still runs: canaries, and how many responses of the portal lie in it. Entries are
/// whole on disk soon after their responses; what is no entry, or not yet, is left to [`residue`].
pub fn cached(profile: &Path, origin: &Url, door: &Door) -> Residue {
    let mut residue = Residue::default();
    let root = profile.join(DEFAULT);
    let mut files = Vec::new();
    collect(&root, &root.join(CACHE), &mut files, &mut residue.unread);
    let mut left = MOST_BYTES;
    for file in files.iter().take(MOST_FILES) {
        let Ok(bytes) = read(&root.join(file), left) else { continue };
        left -= u64::try_from(bytes.len()).unwrap_or(left).min(left);
        if Entry::read(&bytes).is_some() {
            see(Store::HttpCache, file, &bytes, origin, door, &mut residue);
        }
    }
    residue
}

/// The files below a folder, by their paths from the root on.
fn collect(root: &Path, folder: &Path, files: &mut Vec<String>, unread: &mut Vec<String>) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) => return unread.push(format!("{}: {why}", relative(root, folder))),
    };
    for path in entries.filter_map(Result::ok).map(|entry| entry.path()) {
        // A link may lead out of the profile, or round and round.
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_dir() => collect(root, &path, files, unread),
            Ok(about) if about.is_file() => files.push(relative(root, &path)),
            _ => (),
        }
    }
}

fn relative(root: &Path, path: &Path) -> String {
    path.strip_prefix(root).map(PathBuf::from).unwrap_or_default().to_string_lossy().into_owned()
}

fn store(file: &str) -> Option<Store> {
    PLACES.iter().find(|(start, _)| file.starts_with(start)).map(|(_, store)| *store)
}

fn read(path: &Path, left: u64) -> io::Result<Vec<u8>> {
    let length = fs::metadata(path)?.len();
    if length > LARGEST.min(left) {
        return Err(io::Error::other(format!("{length} bytes are too many to be read")));
    }
    fs::read(path)
}

/// Where it is said that a file of this part could not be read.
fn unread(store: Store, residue: &mut Residue) -> &mut Vec<String> {
    match &mut residue.kept {
        Some(kept) if store == Store::ClientStorage => &mut kept.unread,
        _ => &mut residue.unread,
    }
}

/// Searches one file.
fn see(store: Store, file: &str, bytes: &[u8], origin: &Url, door: &Door, residue: &mut Residue) {
    let mut found = |url: Option<&str>, part: &[u8], place: &str| {
        let url = url.map(|url| observe::url(door, url));
        for hit in door.search(part, place) {
            // What a person signs in with proves that typing is remembered; it is no health data.
            if hit.canary == USER_NAME && store != Store::History {
                // A page that greets somebody is in the cache whether or not forms are remembered.
                residue.typed |= store == Store::FormData;
                continue;
            }
            residue.typed |= store == Store::FormData;
            let trace = Trace { store, file: file.to_owned(), url: url.clone(), hit };
            residue.traces.push(trace);
        }
    };
    if store == Store::HttpCache {
        let Some(entry) = Entry::read(bytes) else {
            let Some(Beside { url, name, bytes }) = Beside::read(bytes) else {
                // An index, or something new: canaries in it count all the same.
                return found(None, bytes, "file");
            };
            found(Some(url), url.as_bytes(), "address");
            for (place, part) in decoded(&bytes, None).0 {
                found(Some(url), &part, &place.replacen("body", name, 1));
            }
            return;
        };
        found(Some(entry.url), entry.url.as_bytes(), "address");
        found(Some(entry.url), entry.head, "fields");
        let encoding = encoding(entry.head);
        let (layers, left) = decoded(entry.body, encoding.as_deref());
        for (place, body) in layers {
            found(Some(entry.url), &body, &place);
        }
        if let Some(name) = left {
            residue.unread.push(format!("{file}: its encoding {name} was not undone to the end"));
        }
        residue.cached += u32::from(is_of(entry.url, origin));
        return;
    }
    found(None, bytes, "file");
    let (values, whole) = sqlite::overflowing(bytes);
    for value in values {
        found(None, &value, "file, pages joined");
    }
    if !whole {
        unread(store, residue).push(format!("{file}: its pages could not all be joined"));
    }
    if store == Store::ClientStorage {
        return see_stored(file, bytes, origin, door, residue);
    }
    let own = || holds(bytes, origin.as_str().trim_end_matches('/').as_bytes());
    match store {
        Store::History => residue.remembered |= own(),
        Store::SessionRestore if own() => residue.restorable = Some(true),
        _ => (),
    }
}

/// Searches a file of what scripts stored for what its bytes do not show.
fn see_stored(file: &str, bytes: &[u8], origin: &Url, door: &Door, residue: &mut Residue) {
    let name = file.rsplit('/').next().unwrap_or(file);
    let records = leveldb::records(name, bytes);
    let Some(kept) = &mut residue.kept else { return };
    let mut inner = Vec::new();
    if let Some(records) = records {
        if !records.whole {
            kept.unread.push(format!("{file}: not all of its records could be read"));
        }
        inner.push(("file, records".to_owned(), records.bytes));
    }
    inner.extend(leveldb::unpacked(bytes).map(|value| ("file, Snappy".to_owned(), value)));
    // A response in the Cache API is kept like one in the HTTP cache.
    let body = Entry::read(bytes).map_or(bytes, |entry| entry.body);
    inner.extend(decoded(body, None).0.into_iter().skip(1));
    let own = |bytes: &[u8]| names_of(origin).iter().any(|name| holds(bytes, name));
    kept.named |=
        !file.starts_with(BOOKS) && (own(bytes) || inner.iter().any(|(_, part)| own(part)));
    for (place, part) in inner {
        for hit in door.search(&part, &place) {
            // What the bytes show is said already.
            let known = residue.traces.iter().any(|trace| {
                trace.store == Store::ClientStorage
                    && trace.file == file
                    && trace.hit.canary == hit.canary
            });
            if hit.canary != USER_NAME && !known {
                let store = Store::ClientStorage;
                residue.traces.push(Trace { store, file: file.to_owned(), url: None, hit });
            }
        }
    }
}

/// What an origin is called in databases: by its address, and as the folder of its `IndexedDB`, in UTF-16. The folder's name
/// in other bytes is no sign: the browser makes one for whoever asks what files there are, as we do.
fn names_of(origin: &Url) -> [Vec<u8>; 2] {
    let (host, port) = (origin.host_str().unwrap_or_default(), origin.port().unwrap_or(0));
    let folder = format!("{}_{host}_{port}", origin.scheme());
    let folder = folder.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [origin.origin().ascii_serialization().into_bytes(), folder]
}

fn is_of(url: &str, origin: &Url) -> bool {
    Url::parse(url).is_ok_and(|url| url.origin() == origin.origin())
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    !part.is_empty() && bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::{cached, residue, store};
    use crate::capture::Door;
    use std::{fs, path::Path};
    use url::Url;
    use wardround_checks::evidence::Store;

    fn put(root: &Path, file: &str, bytes: &[u8]) {
        let path = root.join("Default").join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn door() -> Door {
        let mut door = Door::new(b"key");
        door.add_canary("mrn", "MRN-7F3K-0042-QX");
        door.add_canary("username", "rowan.7fk2");
        door
    }

    #[test]
    fn each_part_of_a_profile_is_told_from_the_others() {
        let home = tempfile::tempdir().expect("a folder");
        let utf16: Vec<u8> = "MRN-7F3K-0042-QX".encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(home.path(), "History", b"https://portal.test/home MRN-7F3K-0042-QX");
        put(home.path(), "Sessions/Session_1", &utf16);
        put(home.path(), "Sessions/Tabs_1", b"https://portal.test/home");
        put(home.path(), "Web Data", b"rowan.7fk2");
        put(home.path(), "Local Storage/leveldb/000003.log", b"MRN-7F3K-0042-QX");
        let origin = Url::parse("https://portal.test/").expect("an address");
        let found = residue(home.path(), &origin, &door());
        let traces: Vec<_> = found
            .traces
            .iter()
            .map(|trace| format!("{} {} {}", trace.store.name(), trace.file, trace.hit.form))
            .collect();
        let expected = [
            "history History raw",
            "session restore Sessions/Session_1 utf-16",
            "client storage Local Storage/leveldb/000003.log raw",
        ];
        assert_eq!(traces, expected);
        assert!(found.remembered && found.typed && found.unread.is_empty());
        assert_eq!(found.restorable, Some(true));
        assert_eq!(found.cached, 0);
    }

    #[test]
    fn a_body_that_came_in_parts_is_searched_whole() {
        let home = tempfile::tempdir().expect("a folder");
        let url = "https://portal.test/letter";
        let parts: [(u64, &[u8]); 2] = [(10, b"0042-QX"), (0, b"MRN-7F3K-")];
        let file = super::super::entry::tests::in_parts(url, &parts);
        put(home.path(), "Cache/Cache_Data/1_s", &file);
        let origin = Url::parse("https://portal.test/").expect("an address");
        assert!(residue(home.path(), &origin, &door()).traces.is_empty());
        let parts: [(u64, &[u8]); 2] = [(9, b"0042-QX"), (0, b"MRN-7F3K-")];
        let file = super::super::entry::tests::in_parts(url, &parts);
        put(home.path(), "Cache/Cache_Data/1_s", &file);
        let traces = residue(home.path(), &origin, &door()).traces;
        let said: Vec<_> = traces.iter().map(|trace| (&trace.url, &*trace.hit.place)).collect();
        assert_eq!(said, [(&Some(url.to_owned()), "body in parts")]);
    }

    #[test]
    fn a_user_name_in_a_cached_page_was_not_remembered_from_a_form() {
        let home = tempfile::tempdir().expect("a folder");
        let entry = super::super::entry::tests::written("https://portal.test/", b"", b"rowan.7fk2");
        put(home.path(), "Cache/Cache_Data/1_0", &entry);
        put(home.path(), "Sessions/Session_1", b"rowan.7fk2");
        let origin = Url::parse("https://portal.test/").expect("an address");
        let found = residue(home.path(), &origin, &door());
        assert_eq!((found.typed, found.restorable, found.traces.len()), (false, Some(false), 0));
    }

    #[test]
    fn a_running_browser_s_cache_is_read_where_it_is_whole() {
        let home = tempfile::tempdir().expect("a folder");
        let url = "https://portal.test/home";
        let entry = super::super::entry::tests::written(url, b"HTTP/1.1 200", b"MRN-7F3K-0042-QX");
        put(home.path(), "Cache/Cache_Data/1_0", &entry);
        put(home.path(), "Cache/Cache_Data/2_0", &entry[..entry.len() - 1]);
        put(home.path(), "History", b"MRN-7F3K-0042-QX");
        let origin = Url::parse("https://portal.test/").expect("an address");
        let found = cached(home.path(), &origin, &door());
        let files: Vec<_> = found.traces.iter().map(|trace| trace.file.as_str()).collect();
        assert_eq!((files, found.cached), (vec!["Cache/Cache_Data/1_0"], 1));
        assert!(cached(&home.path().join("gone"), &origin, &door()).traces.is_empty());
    }

    #[test]
    fn a_profile_that_is_not_there_is_unread() {
        let home = tempfile::tempdir().expect("a folder");
        let origin = Url::parse("https://portal.test/").expect("an address");
        let found = residue(&home.path().join("gone"), &origin, &door());
        assert_eq!((found.unread.len(), found.remembered, found.typed), (1, false, false));
    }

    #[test]
    fn what_only_the_browser_can_read_is_unread() {
        let home = tempfile::tempdir().expect("a folder");
        let origin = Url::parse("https://portal.test/").expect("an address");
        put(home.path(), "Sessions_Encrypted/Session_1", b"?");
        assert_eq!(residue(home.path(), &origin, &door()).unread.len(), 1);
        put(home.path(), "Sessions/Session_1", b"https://portal.test/");
        assert!(residue(home.path(), &origin, &door()).unread.is_empty());
    }

    #[test]
    fn places_are_known_by_their_beginning() {
        assert_eq!(store("Cache/Cache_Data/451fc77c545b3766_0"), Some(Store::HttpCache));
        assert_eq!(store("History-journal"), Some(Store::History));
        assert_eq!(store("Sessions/Tabs_13440194018100815"), Some(Store::SessionRestore));
        assert_eq!(store("IndexedDB/https_a_0.indexeddb.blob/1/00/3"), Some(Store::ClientStorage));
        assert_eq!(store("Preferences"), None);
    }
}
