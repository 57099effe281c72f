//! What each store of a kind held over a flow: a database's object store, a cache, a file.

use super::canaries;
use crate::{
    evidence::{Area, Flow, Hit, Phase, Stored},
    judgement::{Finding, Judgement, Outcome, Subject},
};
use std::collections::BTreeMap;

/// How a check speaks of a kind of storage.
#[derive(Debug, Clone, Copy)]
pub struct Stores {
    /// The kinds it judges.
    pub areas: &'static [Area],
    /// What they are called together.
    pub name: &'static str,
    /// What to do instead of keeping health data there.
    pub advice: &'static str,
}

/// What one store held.
#[derive(Debug)]
struct Holding<'e> {
    /// The first step at which it was seen.
    seen: usize,
    /// The first step at which it held health data at the end, or got some.
    phi: Option<usize>,
    /// Whether it held health data at the end of a step.
    lasts: bool,
    hits: Vec<Hit>,
    opaque: bool,
    credential: bool,
    entry: &'e Stored,
}

impl Stores {
    /// Judges each store once, at the step at which it first is what it is.
    pub fn judge(self, flow: &Flow) -> Vec<Judgement> {
        let mut holdings: BTreeMap<String, Holding<'_>> = BTreeMap::new();
        let (mut unread, mut read): (BTreeMap<&str, usize>, _) = (BTreeMap::new(), None);
        for (place, step) in flow.steps.iter().enumerate() {
            let Some(storage) = &step.storage else { continue };
            if read.is_none() || step.phase == Phase::During {
                read = read.filter(|_| step.phase != Phase::During).or(Some(place));
            }
            for note in storage.unread_of(self.areas) {
                unread.entry(note).or_insert(place);
            }
            let kept = storage.entries.iter().map(|entry| (entry, true, storage.is_phi(entry)));
            let written =
                storage.written.iter().map(|entry| (entry, false, storage.is_phi_written(entry)));
            for (entry, lasts, phi) in kept.chain(written) {
                if !self.areas.contains(&entry.area) {
                    continue;
                }
                let holding = holdings.entry(store(entry)).or_insert_with(|| Holding {
                    seen: place,
                    phi: None,
                    lasts: false,
                    hits: Vec::new(),
                    opaque: false,
                    credential: false,
                    entry,
                });
                holding.opaque |= entry.opaque;
                holding.credential |= entry.credential;
                if phi {
                    holding.phi.get_or_insert(place);
                    holding.lasts |= lasts;
                    holding.hits.extend(entry.hits.iter().cloned());
                }
            }
        }
        let notes = unread.iter().map(|(note, place)| {
            let what = format!("It could not be read to its end ({note}).");
            self.whole().is(Outcome::CantTell(self.finding(what))).at(*place)
        });
        let empty = read.filter(|_| holdings.is_empty() && unread.is_empty());
        let empty = empty.map(|place| self.whole().is(Outcome::Passed).at(place));
        let stores = holdings.iter().map(|(name, holding)| {
            let place = holding.phi.unwrap_or(holding.seen);
            Subject::Stored(name.clone()).is(self.outcome(holding)).at(place)
        });
        stores.chain(notes).chain(empty).collect()
    }

    fn outcome(self, holding: &Holding<'_>) -> Outcome {
        if holding.phi.is_some() {
            let canaries = canaries(&holding.hits);
            let what = if holding.lasts {
                format!("It holds {canaries}, which stays on the disk until somebody deletes it.")
            } else {
                format!(
                    "The page writes {canaries} to it, and deletes it again. What was deleted stays in its files on the disk for a while."
                )
            };
            return Outcome::Failed(self.finding(what));
        }
        if holding.opaque {
            let what = match holding.entry.area {
                Area::CacheApi => "It holds a response of another site that no script may read.",
                _ => "It holds bytes that are encrypted or packed, and what they say is not known.",
            };
            return Outcome::CantTell(self.finding(what.to_owned()));
        }
        if holding.credential {
            return Outcome::Excepted("the session's own token");
        }
        Outcome::Passed
    }

    fn whole(self) -> Subject {
        Subject::Thing(self.name.to_owned())
    }

    fn finding(self, what: String) -> Finding {
        Finding::new(what, self.advice)
    }
}

/// The store that an entry lies in: `IndexedDB records/visits`, `Cache API pages-v1`.
fn store(entry: &Stored) -> String {
    let name = match entry.area {
        Area::IndexedDb => match entry.key.match_indices('/').nth(1) {
            Some((end, _)) => &entry.key[..end],
            None => &entry.key,
        },
        Area::CacheApi => entry.key.split(": ").next().unwrap_or(&entry.key),
        _ => &entry.key,
    };
    format!("{} {name}", entry.area.name())
}

#[cfg(test)]
mod tests {
    use super::store;
    use crate::{evidence::Area, testing::stored};

    #[test]
    fn entries_lie_in_stores() {
        for (area, key, expected) in [
            (Area::IndexedDb, "records/visits/7", "IndexedDB records/visits"),
            (Area::IndexedDb, "records/visits", "IndexedDB records/visits"),
            (Area::CacheApi, "pages-v1: https://portal.example/home", "Cache API pages-v1"),
            (Area::FileSystem, "a/letter.pdf", "private file system a/letter.pdf"),
        ] {
            assert_eq!(store(&stored(area, key, &[])), expected);
        }
    }
}
