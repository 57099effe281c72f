//! Canaries in a profile on disk, put together by where they lie.

use super::{canaries, list};
use crate::{
    evidence::{Flow, Hit, Residue, Trace},
    judgement::Judgement,
};
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

/// Judges each profile of a flow that was read: each place that holds health data, or that there is none. `failed` says
/// what is wrong with a place, and `nothing` what it means that none was found.
pub fn judge_residue(
    flow: &Flow,
    counts: impl Fn(&Trace) -> bool,
    failed: impl Fn(&Left<'_>) -> Judgement,
    nothing: impl Fn(&Residue) -> Judgement,
) -> Vec<Judgement> {
    let steps = flow.steps.iter().enumerate();
    let residues = steps.filter_map(|(place, step)| Some((place, step.residue.as_ref()?)));
    residues
        .flat_map(|(place, residue)| match &*left(residue, &counts) {
            [] => vec![nothing(residue).at(place)],
            left => left.iter().map(|left| failed(left).at(place)).collect(),
        })
        .collect()
}

/// Why it proves nothing that no canary was found in a profile: it was not read to its end, or one of its controls did
/// not hold, each given with what that means.
pub fn unproven_absence(residue: &Residue, controls: &[(bool, &str)]) -> Option<String> {
    if !residue.unread.is_empty() {
        return Some(format!("Not all of the profile could be read: {}.", list(&residue.unread)));
    }
    controls.iter().find(|(held, _)| !held).map(|(_, lack)| (*lack).to_owned())
}

/// The places that hold health data, of the traces that count: one strong canary, or two weak ones, in one place.
fn left(residue: &Residue, counts: impl Fn(&Trace) -> bool) -> Vec<Left<'_>> {
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
