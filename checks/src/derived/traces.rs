//! Canaries in a profile on disk, put together by where they lie.

use super::{canaries, list};
use crate::evidence::{Hit, Residue, Trace};
use std::collections::{BTreeMap, BTreeSet};

/// What one place of a profile holds of health data.
#[derive(Debug)]
pub struct Left<'e> {
    /// The address of a response, or the name of a store.
    pub place: &'e str,
    /// The canaries, in words.
    pub canaries: String,
    /// The files they lie in and how they were decoded, in words.
    pub files: String,
}

/// The places that hold health data, of the traces that count: one strong canary, or two weak ones, in one place.
pub fn left(residue: &Residue, counts: impl Fn(&Trace) -> bool) -> Vec<Left<'_>> {
    let mut places: BTreeMap<&str, Vec<&Trace>> = BTreeMap::new();
    for trace in residue.traces.iter().filter(|trace| counts(trace)) {
        let place = trace.url.as_deref().unwrap_or_else(|| trace.store.name());
        places.entry(place).or_default().push(trace);
    }
    places
        .into_iter()
        .filter_map(|(place, traces)| {
            let hits: Vec<Hit> = traces.iter().map(|trace| trace.hit.clone()).collect();
            let files: BTreeSet<_> = traces
                .iter()
                .map(|trace| match trace.hit.place.as_str() {
                    "file" => trace.file.clone(),
                    place => format!("{} ({place})", trace.file),
                })
                .collect();
            let files: Vec<_> = files.into_iter().collect();
            Hit::amount_to_phi(&hits).then(|| Left {
                place,
                canaries: canaries(&hits),
                files: list(&files),
            })
        })
        .collect()
}
