//! # Requirement
//!
//! After the patient has signed out and closed the browser, what the portal's scripts stored holds no protected health
//! information on disk, not even among what they deleted.
//!
//! # Why it matters
//!
//! Browsers keep `localStorage` and `IndexedDB` in databases that only grow for a while: what a script deletes is marked as
//! deleted, and stays in the file until the browser rewrites it. Whoever can read the disk of a shared computer reads it
//! with a text search, days after sign-out.
//!
//! # How it is judged
//!
//! - When the flow has signed out, the browser is ended and its profile is read: the databases of `localStorage`,
//!   `sessionStorage`, `IndexedDB` and service workers, blobs, the Cache API and files of the origin. Values that go on in
//!   the next block of a log are put together, and what Snappy packed is unpacked.
//! - One strong canary in them, or two different weak ones, fails; the user name is none. Whether the page after sign-out
//!   still reached it is said with it; that it did is judged by `logout-clears-client`.
//! - It passes if none is there, the portal's address stands among what was read (the control), all of it could be read,
//!   and a canary was seen in the flow. Where all was cleared away, so that the address is not there either, the history
//!   must have it. Where the portal's scripts keep nothing, nothing is judged.
//!
//! # What it does not see
//!
//! - Values that a script encrypted or packed itself.
//! - What an undelete of the file system would bring back, such as a database's file that was deleted.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1 and 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [Clear Site Data](https://www.w3.org/TR/clear-site-data/)
//! - [`LevelDB`, how deleted entries go](https://github.com/google/leveldb/blob/main/doc/impl.md)
//! - [45 CFR 164.310(c)](https://www.ecfr.gov/current/title-45/section-164.310)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, Left, judge_residue, list, unproven_absence},
    evidence::{Area, Flow, Piece, Residue, Storage, Store, Stored, Trace},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ResidueClientStorage;

impl FlowCheck for ResidueClientStorage {
    const META: &'static Meta = &Meta {
        id: "residue-client-storage",
        title: "What scripts stored holds no health information on disk after sign-out",
        requires: &[
            asvs5::CLEARED_AFTER_SESSION,
            asvs5::NOT_IN_BROWSER_STORAGE,
            wstg::BROWSER_STORAGE,
            hipaa::WORKSTATION_SECURITY,
        ],
        act: &[],
        severity: Severity::Minor,
        class: Class::Exposure,
        source: include_str!("residue_client_storage.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "The portal's own address stands in what scripts stored on disk (or in the history, where that was cleared away), and a canary was seen in the flow.",
    );

    const NEEDS: &'static [Piece] = &[Piece::Residue];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let flow = walk.flow;
        let residues = || flow.steps.iter().filter_map(|step| step.residue.as_ref());
        let found = residues().any(|residue| residue.traces.iter().any(is_stored));
        if !found {
            if residues().all(names_nothing) && stores_nothing(flow) {
                return Vec::new();
            }
            if let Some(unproven) = Canaries::of(flow).unproven() {
                return unproven;
            }
        }
        let reach = reach(flow);
        let failed = |left: &Left<'_>| {
            let what = format!(
                "After sign-out and the browser's end, what scripts stored holds {} on disk, in {}.{reach}",
                left.canaries, left.files
            );
            Subject::Thing(left.place.to_owned()).is(Outcome::Failed(finding(what)))
        };
        let cleared = last(flow).is_some_and(|(_, storage)| is_empty(storage));
        judge_residue(flow, is_stored, failed, |residue| nothing(residue, cleared))
    }
}

fn is_stored(trace: &Trace) -> bool {
    trace.store == Store::ClientStorage
}

fn names_nothing(residue: &Residue) -> bool {
    residue.kept.as_ref().is_some_and(|kept| !kept.named && kept.unread.is_empty())
}

/// Whether the flow's storage was read at each step and scripts kept nothing that browsers put on disk.
fn stores_nothing(flow: &Flow) -> bool {
    let mut storages = flow.steps.iter().filter_map(|step| step.storage.as_ref()).peekable();
    storages.peek().is_some()
        && storages.all(|storage| is_empty(storage) && storage.written.is_empty())
}

fn is_empty(storage: &Storage) -> bool {
    storage.unread.is_empty() && on_disk(storage).next().is_none()
}

/// The profile, and what scripts could reach after sign-out.
fn last(flow: &Flow) -> Option<(&Residue, &Storage)> {
    let step = flow.steps.iter().rev().find(|step| step.residue.is_some())?;
    Some((step.residue.as_ref()?, step.storage.as_ref()?))
}

fn on_disk(storage: &Storage) -> impl Iterator<Item = &Stored> {
    let is_not = |area: Area| matches!(area, Area::WindowName | Area::HistoryState);
    storage.entries.iter().filter(move |entry| !is_not(entry.area))
}

/// Whether scripts could still reach what was found, in words; nothing where that was not seen.
fn reach(flow: &Flow) -> &'static str {
    let Some((residue, storage)) = last(flow) else { return "" };
    let found: BTreeSet<_> = residue
        .traces
        .iter()
        .filter(|trace| is_stored(trace))
        .map(|trace| &trace.hit.canary)
        .collect();
    let reached =
        on_disk(storage).flat_map(|entry| &entry.hits).any(|hit| found.contains(&hit.canary));
    if reached {
        " The page after sign-out still reached it."
    } else if storage.unread.is_empty() {
        " The page after sign-out did not reach it any more: what is deleted stays in the file for a while."
    } else {
        ""
    }
}

/// What it means that nothing was found; with an empty storage after sign-out, the files may be gone.
fn nothing(residue: &Residue, cleared: bool) -> Judgement {
    let is = |outcome| Subject::Thing(Store::ClientStorage.name().to_owned()).is(outcome);
    let doubt = |what: String| is(Outcome::CantTell(finding(what)));
    let Some(kept) = &residue.kept else {
        return doubt("What scripts stored was not looked for on disk.".to_owned());
    };
    if !kept.unread.is_empty() {
        return doubt(format!(
            "Not all that scripts stored could be read: {}.",
            list(&kept.unread)
        ));
    }
    let lack = "The portal's own address is not among what scripts stored on disk, so that this browser may keep none of it there.";
    let control = kept.named || cleared && residue.remembered;
    match unproven_absence(residue, &[(control, lack)]) {
        Some(what) => doubt(what),
        None => is(Outcome::Passed),
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Keep health data out of the browser's storage, or encrypted with a key that is not stored beside it; and send `Clear-Site-Data: \"storage\"` with the answer to sign-out, which takes databases and caches off the disk, though not what was in web storage.",
    )
}

#[cfg(test)]
mod tests {
    use super::ResidueClientStorage;
    use crate::{
        evidence::{Area, Flow, Kept, Residue, Step, Storage, Store},
        testing::{Wire, flow, flow_outcomes, storage, stored, trace},
    };

    fn left(stored: Option<Storage>, change: impl FnOnce(&mut Residue, &mut Kept)) -> Flow {
        let mut step = Wire::new().response("https://portal.example/home", &[], &["mrn"]).step();
        let (mut residue, mut kept) = (Residue::default(), Kept { named: true, ..Kept::default() });
        change(&mut residue, &mut kept);
        residue.kept = Some(kept);
        (step.residue, step.storage) = (Some(residue), stored);
        flow(vec![step])
    }

    fn empty() -> Storage {
        storage(vec![], vec![])
    }

    fn words(flow: &Flow) -> Vec<String> {
        let found = flow_outcomes::<ResidueClientStorage>(flow);
        found.iter().map(|line| line.split(": ").nth(1).unwrap_or_default().to_owned()).collect()
    }

    fn put(residue: &mut Residue, store: Store, canary: &str) {
        residue.traces.push(trace(store, canary, "file"));
    }

    #[test]
    fn clauses() {
        type Left = fn(&mut Residue, &mut Kept);
        let cases: [(&str, Left, &[&str]); 9] = [
            ("nothing", |_, _| {}, &["passed"]),
            ("a canary", |r, _| put(r, Store::ClientStorage, "mrn"), &["failed"]),
            ("a weak canary", |r, _| put(r, Store::ClientStorage, "weak:zip"), &["passed"]),
            (
                "two weak canaries",
                |r, _| {
                    put(r, Store::ClientStorage, "weak:zip");
                    put(r, Store::ClientStorage, "weak:birth_date");
                },
                &["failed"],
            ),
            ("elsewhere", |r, _| put(r, Store::HttpCache, "mrn"), &["passed"]),
            ("a broken database", |_, k| k.unread.push("1.ldb".to_owned()), &["can't tell"]),
            ("a profile half read", |r, _| r.unread.push("1".to_owned()), &["can't tell"]),
            (
                "a canary beside a broken one",
                |r, k| {
                    put(r, Store::ClientStorage, "mrn");
                    k.unread.push("1.ldb".to_owned());
                },
                &["failed"],
            ),
            ("a portal that keeps nothing", |_, k| k.named = false, &[]),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(words(&left(Some(empty()), change)), expected, "{clause}");
        }
    }

    #[test]
    fn a_browser_that_writes_nothing_proves_nothing() {
        let theme = |area| Some(storage(vec![], vec![stored(area, "theme", &[])]));
        let unnamed = |seen| words(&left(seen, |_, kept| kept.named = false));
        assert_eq!(unnamed(theme(Area::Local)), ["can't tell"]);
        assert_eq!(unnamed(theme(Area::IndexedDb)), ["can't tell"]);
        assert_eq!(unnamed(theme(Area::HistoryState)), Vec::<&str>::new());
        let mut written = empty();
        written.written.push(stored(Area::IndexedDb, "drafts/1", &["mrn"]));
        assert_eq!(unnamed(Some(written)), ["can't tell"]);
        let mut unread = empty();
        unread.unread.push("IndexedDB: blocked".to_owned());
        assert_eq!(unnamed(Some(unread)), ["can't tell"]);
        assert_eq!(unnamed(None), ["can't tell"]);
        assert_eq!(words(&left(None, |_, _| {})), ["passed"]);
    }

    #[test]
    fn what_was_cleared_away_passes_if_the_browser_writes_to_this_profile() {
        let cleared = |remembered, kept: Storage| {
            let change = |residue: &mut Residue, kept: &mut Kept| {
                (residue.remembered, kept.named) = (remembered, false);
            };
            let mut flow = left(Some(kept), change);
            let before = storage(vec![], vec![stored(Area::IndexedDb, "drafts/1", &["mrn"])]);
            flow.steps.insert(0, Step { storage: Some(before), ..Step::default() });
            words(&flow)
        };
        assert_eq!(cleared(true, empty()), ["passed"]);
        assert_eq!(cleared(false, empty()), ["can't tell"]);
        let theme = storage(vec![], vec![stored(Area::Local, "theme", &[])]);
        assert_eq!(cleared(true, theme), ["can't tell"]);
    }

    #[test]
    fn a_profile_in_which_it_was_not_looked_for_proves_nothing() {
        let mut flow = left(Some(empty()), |_, _| {});
        flow.steps[0].residue = Some(Residue::default());
        assert_eq!(words(&flow), ["can't tell"]);
        flow.steps[0].residue = None;
        assert_eq!(words(&flow), Vec::<&str>::new());
    }

    #[test]
    fn a_flow_without_a_canary_proves_nothing() {
        let mut flow = left(Some(empty()), |_, _| {});
        flow.steps[0].network = None;
        flow.steps[0].phase = crate::evidence::Phase::During;
        assert_eq!(words(&flow), ["can't tell"]);
    }

    #[test]
    fn wording() {
        let mrn: fn(&mut Residue, &mut Kept) = |r, _| put(r, Store::ClientStorage, "mrn");
        let reached = Some(storage(vec![], vec![stored(Area::Local, "last", &["mrn"])]));
        let mut unread = empty();
        unread.unread.push("IndexedDB: blocked".to_owned());
        let theme = Some(storage(vec![], vec![stored(Area::Local, "theme", &[])]));
        let said = [
            left(Some(empty()), mrn),
            left(reached, mrn),
            left(Some(unread), mrn),
            left(theme, |_, kept| kept.named = false),
            left(Some(empty()), |_, kept| {
                kept.unread.push("Local Storage/leveldb/000003.log".to_owned());
            }),
        ]
        .map(|flow| flow_outcomes::<ResidueClientStorage>(&flow).join("\n"));
        insta::assert_snapshot!(said.join("\n"), @r"
        0 client storage: failed: After sign-out and the browser's end, what scripts stored holds mrn on disk, in ClientStorage/1. The page after sign-out did not reach it any more: what is deleted stays in the file for a while.
        0 client storage: failed: After sign-out and the browser's end, what scripts stored holds mrn on disk, in ClientStorage/1. The page after sign-out still reached it.
        0 client storage: failed: After sign-out and the browser's end, what scripts stored holds mrn on disk, in ClientStorage/1.
        0 client storage: can't tell: The portal's own address is not among what scripts stored on disk, so that this browser may keep none of it there.
        0 client storage: can't tell: Not all that scripts stored could be read: Local Storage/leveldb/000003.log.
        ");
    }
}
