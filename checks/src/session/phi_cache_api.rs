//! # Requirement
//!
//! The portal keeps no response with protected health information in the Cache API, where service workers and pages keep
//! responses for themselves.
//!
//! # Why it matters
//!
//! The Cache API does not obey `Cache-Control`: a page that was sent with `no-store` stays there, unencrypted on the disk,
//! until a script deletes it. A service worker may show it to whoever comes next, without a network and without a session.
//!
//! # How it is judged
//!
//! - At the end of each step every response in every cache of the page's origin is searched for canaries, address and body.
//! - What the page puts into a cache is searched when it is put, so that what is deleted again at once is seen as well.
//! - One strong canary fails a cache, or two weak ones in what one origin keeps; each cache is judged once in a flow, at
//!   the first step at which it holds them.
//! - A response of another site that no script may read can't be told, and no more can what could not be read, or was
//!   too much.
//! - Where nothing is kept, and that could be read, it passes.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - What a service worker puts and deletes again within one step: only scripts of the page are listened to.
//! - Whether a worker would serve what is kept after sign-out.
//! - Pictures with words in them.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [Service Workers, caches](https://www.w3.org/TR/service-workers/#cache-objects)
//! - [OWASP WSTG, testing browser storage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/12-Testing_Browser_Storage)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Stores},
    evidence::{Area, Piece},
    judgement::Judgement,
    standards::{asvs5, hipaa, wstg},
};

const STORES: Stores = Stores {
    areas: &[Area::CacheApi],
    name: "Cache API",
    advice: "Put only what holds nobody's data into a cache: scripts, styles, pictures of the portal. Let the network answer everything else.",
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiCacheApi;

impl FlowCheck for PhiCacheApi {
    const META: &'static Meta = &Meta {
        id: "phi-cache-api",
        title: "The Cache API holds no health information",
        requires: &[
            asvs5::NOT_IN_BROWSER_STORAGE,
            asvs5::ANTI_CACHING_FIELDS,
            wstg::BROWSER_STORAGE,
            hipaa::ENCRYPTION,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("phi_cache_api.rs"),
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
    use super::PhiCacheApi;
    use crate::{
        evidence::{Area, Phase, Step, Storage, Stored},
        testing::{Wire, flow, flow_outcomes, storage, stored},
    };

    fn said(storages: Vec<Storage>, seen: &[&str]) -> Vec<String> {
        let steps = storages.into_iter().map(|storage| {
            let wire = Wire::new().response("https://portal.example/", &[], seen);
            Step { storage: Some(storage), phase: Phase::During, ..wire.step() }
        });
        flow_outcomes::<PhiCacheApi>(&flow(steps.collect()))
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
        let entry = |canaries: &[&str]| {
            stored(Area::CacheApi, "pages-v1: https://portal.example/home", canaries)
        };
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
            ("a database", vec![stored(Area::IndexedDb, "a/b/1", &["mrn"])], vec![], "passed"),
        ] {
            assert_eq!(word(entries, written), expected, "{clause}");
        }
    }

    #[test]
    fn a_store_is_judged_once_where_it_first_fails() {
        let kept = |canaries: &[&str]| {
            storage(
                vec![],
                vec![stored(Area::CacheApi, "pages-v1: https://portal.example/home", canaries)],
            )
        };
        let words = said(vec![kept(&[]), kept(&["mrn"]), kept(&["mrn"])], &["mrn"]);
        assert_eq!(words.len(), 1);
        assert!(words[0].starts_with("1 Cache API pages-v1: failed"), "{words:?}");
    }

    #[test]
    fn what_was_not_read_or_not_searched_is_not_passed() {
        let mut unread = storage(vec![], vec![]);
        unread.unread.push("Cache API: blocked".to_owned());
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
        let entry = |key: &str, canaries: &[&str]| stored(Area::CacheApi, key, canaries);
        let mut kept = storage(
            vec![],
            vec![
                entry("pages-v1: https://portal.example/home", &["mrn", "diagnosis"]),
                Stored { opaque: true, ..entry("fonts: https://cdn.example/a", &[]) },
            ],
        );
        kept.written = vec![entry("api: https://portal.example/api/results", &["name"])];
        kept.unread.push("Cache API: blocked".to_owned());
        insta::assert_snapshot!(said(vec![kept], &["mrn"]).join("\n"), @r"
        0 Cache API api: failed: The page writes name to it, and deletes it again. What was deleted stays in its files on the disk for a while.
        0 Cache API fonts: can't tell: It holds a response of another site that no script may read.
        0 Cache API pages-v1: failed: It holds diagnosis and mrn, which stays on the disk until somebody deletes it.
        0 Cache API: can't tell: It could not be read to its end (Cache API: blocked).
        ");
    }
}
