//! A canary goes through each container that a profile has, and is found in it.

use super::{
    decode::tests::{BROTLI, MOZ_LZ4, ZSTD, gzip, zlib},
    entry, leveldb, residue, sqlite,
};
use crate::capture::Door;
use std::{collections::BTreeSet, fs};
use url::Url;

const MRN: &[u8] = b"MRN-7F3K-0042-QX";

fn cached(encoding: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\0content-encoding: {encoding}\0");
    entry::tests::written("https://portal.test/home", head.as_bytes(), body)
}

/// Bytes that a search finds nothing in, with the canary from some place on.
fn around(before: usize, after: usize) -> Vec<u8> {
    [vec![b'.'; before], MRN.to_vec(), vec![b'.'; after]].concat()
}

/// A text that no packing leaves in one piece.
fn torn() -> Vec<u8> {
    [b"MRN-7F3K- and then ", MRN, b", and so on for a while; and so on for a while"].concat()
}

#[test]
fn a_canary_is_found_in_each_container() {
    let pdf = [b"%PDF-1.7\nstream\n", &zlib(MRN)[..], b"\nendstream"].concat();
    let snappy = snap::raw::Encoder::new().compress_vec(&torn()).expect("memory");
    let wrapped = [&b"\x01\xff\x11\x02"[..], &snappy].concat();
    let stored = around(32_735, 100);
    let files: [(&str, &str, Vec<u8>); 11] = [
        ("Cache/Cache_Data/1_0", "body", cached("identity", MRN)),
        ("Cache/Cache_Data/2_0", "body, gzip", cached("gzip", &gzip(MRN))),
        ("Cache/Cache_Data/3_0", "body, deflate", cached("deflate", &zlib(MRN))),
        ("Cache/Cache_Data/4_0", "body, br", cached("br", BROTLI)),
        ("Cache/Cache_Data/5_0", "body, zstd", cached("zstd", ZSTD)),
        ("Cache/Cache_Data/6_0", "body, PDF", cached("identity", &pdf)),
        ("Cache/Cache_Data/7_0", "body, mozLz4", cached("identity", MOZ_LZ4)),
        ("History", "file, pages joined", sqlite::tests::written(&around(89, 495))),
        (
            "Local Storage/leveldb/000003.log",
            "file, records",
            leveldb::tests::log(&[&[(b"a", Some(&stored))]]),
        ),
        (
            "IndexedDB/https_portal.test_0.indexeddb.leveldb/000005.ldb",
            "file, records",
            leveldb::tests::table(&[(b"a", &torn())], true),
        ),
        ("IndexedDB/https_portal.test_0.indexeddb.blob/1/00/1", "file, Snappy", wrapped),
    ];
    let home = tempfile::tempdir().expect("a folder");
    for (file, place, bytes) in &files {
        let path = home.path().join("Default").join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        let shown = bytes.windows(MRN.len()).any(|window| window == MRN);
        assert!(!shown || place.starts_with("body"), "{file} shows it to any search");
    }
    let mut door = Door::new(b"key");
    door.add_canary("mrn", "MRN-7F3K-0042-QX");
    let origin = Url::parse("https://portal.test/").expect("an address");
    let found = residue(home.path(), &origin, &door);
    assert!(found.unread.is_empty(), "{:?}", found.unread);
    let said: BTreeSet<_> =
        found.traces.iter().map(|trace| (&*trace.file, &*trace.hit.place)).collect();
    for (file, place, _) in &files {
        assert!(said.contains(&(*file, *place)), "{file}, {place}: {said:?}");
    }
}

#[test]
fn whose_stores_they_are_is_seen_in_them_and_a_broken_one_is_said() {
    let named = |file: &str, bytes: &[u8]| {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("Default").join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        let origin = Url::parse("https://portal.test:8443/").expect("an address");
        let found = residue(home.path(), &origin, &Door::new(b"key"));
        assert!(found.unread.is_empty(), "{:?}", found.unread);
        let kept = found.kept.expect("it was looked at");
        (kept.named, kept.unread.len())
    };
    let log = |key: &[u8]| leveldb::tests::log(&[&[(key, Some(b"1"))]]);
    let local = "Local Storage/leveldb/000003.log";
    assert_eq!(named(local, &log(b"_https://portal.test:8443\0\x01theme")), (true, 0));
    assert_eq!(named(local, &log(b"_https://other.test\0\x01theme")), (false, 0));
    let folder: Vec<u8> =
        "https_portal.test_8443".encode_utf16().flat_map(u16::to_be_bytes).collect();
    let database = "IndexedDB/https_portal.test_8443.indexeddb.leveldb/000003.log";
    assert_eq!(named(database, &log(&folder)), (true, 0));
    assert_eq!(
        named("File System/Origins/000003.log", &log(b"ORIGIN:https_portal.test_8443")),
        (false, 0)
    );
    assert_eq!(named("WebStorage/QuotaManager", b"https://portal.test:8443/"), (false, 0));
    assert_eq!(
        named("Service Worker/CacheStorage/1/index.txt", b"https://portal.test:8443/"),
        (true, 0)
    );
    assert_eq!(named(local, &log(b"key")[..12]), (false, 1));
}
