//! # Requirement
//!
//! The portal keeps no protected health information in `IndexedDB` or in files of its origin's private file system.
//!
//! # Why it matters
//!
//! Both lie unencrypted on the disk, stay when the browser is closed without signing out, and can be read by every script
//! on the page. A record that was deleted stays in the database's files until the browser tidies them up.
//!
//! # How it is judged
//!
//! - At the end of each step every record of every database and every file of the page's origin is searched for canaries,
//!   by its words and bytes: maps, blobs and buffers too.
//! - What the page writes is searched when it is written, so that what is deleted again at once is seen as well.
//! - One strong canary fails an object store or a file, or two weak ones in what one origin keeps; each is judged once in
//!   a flow, at the first step at which it holds them.
//! - The session's own token may be there, as far as ASVS is concerned.
//! - Bytes that are encrypted or packed can't be told, and no more can what could not be read, or was too much.
//! - Where nothing is kept, and that could be read, it passes.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - What a worker writes and deletes again: only scripts of the page are listened to.
//! - Pictures with words in them, and whether the key to encrypted bytes lies beside them.
//! - Databases of other origins, frames of other sites among them.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [Indexed Database API](https://www.w3.org/TR/IndexedDB/)
//! - [File System](https://fs.spec.whatwg.org/)
//! - [OWASP WSTG, testing browser storage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/12-Testing_Browser_Storage)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Stores},
    evidence::{Area, Piece},
    judgement::Judgement,
    standards::{asvs5, hipaa, wstg},
};

const STORES: Stores = Stores {
    areas: &[Area::IndexedDb, Area::FileSystem],
    name: "IndexedDB and private files",
    advice: "Keep it in the memory of the page, and ask the server for it again when it is needed.",
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiIndexedDb;

impl FlowCheck for PhiIndexedDb {
    const META: &'static Meta = &Meta {
        id: "phi-indexeddb",
        title: "Databases and files of the browser hold no health information",
        requires: &[asvs5::NOT_IN_BROWSER_STORAGE, wstg::BROWSER_STORAGE, hipaa::ENCRYPTION],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("phi_indexeddb.rs"),
    };

    const CONTROL: Option<&str> = Some("A response of the flow held a canary.");

    const NEEDS: &'static [Piece] = &[Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        if let Some(unproven) = Canaries::of(walk.flow).unproven() {
            return unproven;
        }
        STORES.judge(walk.flow)
    }
}

#[cfg(test)]
mod tests {
    use super::PhiIndexedDb;
    use crate::{
        evidence::{Area, Phase, Step, Storage, Stored},
        testing::{Wire, flow, flow_outcomes, storage, stored},
    };

    fn said(storages: Vec<Storage>, seen: &[&str]) -> Vec<String> {
        let steps = storages.into_iter().map(|storage| {
            let wire = Wire::new().response("https://portal.example/", &[], seen);
            Step { storage: Some(storage), phase: Phase::During, ..wire.step() }
        });
        flow_outcomes::<PhiIndexedDb>(&flow(steps.collect()))
    }

    fn word(entries: Vec<Stored>, written: Vec<Stored>) -> String {
        let kept = Storage { written, ..storage(vec![], entries) };
        let words = said(vec![kept], &["mrn"]);
        let words =
            words.iter().filter_map(|said| said.split(": ").find(|part| WORDS.contains(part)));
        words.collect::<Vec<_>>().join(" ")
    }

    const WORDS: [&str; 4] = ["passed", "failed", "excepted", "can't tell"];

    #[test]
    fn clauses() {
        let entry = |canaries: &[&str]| stored(Area::IndexedDb, "records/visits/7", canaries);
        let opaque = Stored { opaque: true, ..entry(&[]) };
        let token = Stored { credential: true, ..entry(&[]) };
        for (clause, entries, written, expected) in [
            ("health data", vec![entry(&["mrn"])], vec![], "failed"),
            ("nothing", vec![], vec![], "passed"),
            ("a theme", vec![entry(&[])], vec![], "passed"),
            ("a weak one", vec![entry(&["weak:zip"])], vec![], "passed"),
            (
                "weak ones in one origin",
                vec![entry(&["weak:zip"]), stored(Area::Local, "b", &["weak:birth_date"])],
                vec![],
                "failed",
            ),
            ("written and deleted", vec![], vec![entry(&["mrn"])], "failed"),
            ("a weak one written", vec![], vec![entry(&["weak:zip"])], "passed"),
            (
                "a weak one written beside another",
                vec![stored(Area::Local, "b", &["weak:birth_date"])],
                vec![entry(&["weak:zip"])],
                "failed",
            ),
            ("unreadable", vec![opaque], vec![], "can't tell"),
            ("the session's token", vec![token], vec![], "excepted"),
            ("another storage", vec![stored(Area::Local, "x", &["mrn"])], vec![], "passed"),
            ("a file", vec![stored(Area::FileSystem, "letter.txt", &["mrn"])], vec![], "failed"),
            ("a cache", vec![stored(Area::CacheApi, "v1: /home", &["mrn"])], vec![], "passed"),
        ] {
            assert_eq!(word(entries, written), expected, "{clause}");
        }
    }

    #[test]
    fn a_store_is_judged_once_where_it_first_fails() {
        let kept = |canaries: &[&str]| {
            storage(vec![], vec![stored(Area::IndexedDb, "records/visits/7", canaries)])
        };
        let words = said(vec![kept(&[]), kept(&["mrn"]), kept(&["mrn"])], &["mrn"]);
        assert_eq!(words.len(), 1);
        assert!(words[0].starts_with("1 IndexedDB records/visits: failed"), "{words:?}");
    }

    #[test]
    fn what_was_not_read_or_not_searched_is_not_passed() {
        let mut unread = storage(vec![], vec![]);
        unread.unread.push("IndexedDB: blocked".to_owned());
        let words = said(vec![unread.clone(), unread], &["mrn"]);
        assert_eq!(words.len(), 1);
        assert!(words[0].contains("can't tell"), "{words:?}");
        let mut other = storage(vec![], vec![]);
        other.unread.push("localStorage: blocked".to_owned());
        assert!(said(vec![other], &["mrn"])[0].ends_with("passed"));
        assert!(said(vec![storage(vec![], vec![])], &[])[0].contains("can't tell"));
    }

    #[test]
    fn wording() {
        let entry = |key: &str, canaries: &[&str]| stored(Area::IndexedDb, key, canaries);
        let mut kept = storage(
            vec![],
            vec![
                entry("records/visits/7", &["mrn", "diagnosis"]),
                Stored { opaque: true, ..entry("records/pictures/1", &[]) },
            ],
        );
        kept.written = vec![entry("records/drafts/2", &["name"])];
        kept.unread.push("IndexedDB: blocked".to_owned());
        insta::assert_snapshot!(said(vec![kept], &["mrn"]).join("\n"), @r"
        0 IndexedDB records/drafts: failed: The page writes name to it, and deletes it again. What was deleted stays in its files on the disk for a while.
        0 IndexedDB records/pictures: can't tell: It holds bytes that are encrypted or packed, and what they say is not known.
        0 IndexedDB records/visits: failed: It holds diagnosis and mrn, which stays on the disk until somebody deletes it.
        0 IndexedDB and private files: can't tell: It could not be read to its end (IndexedDB: blocked).
        ");
    }
}
