//! Links with the same name, and whether they lead to the same.

use super::{Link, fold, words};
use crate::{
    evidence::NodeId,
    judgement::{Finding, Judgement, Outcome},
};
use std::collections::{BTreeMap, BTreeSet};

/// More addresses than this are not listed.
const LISTED: usize = 3;
/// No more of a context than this many pieces is compared.
const COMPARED: usize = 100;
/// So many links of a set are compared with each other.
const PAIRED: usize = 50;

/// Sets of two and more links with the same name, white space and case not counting.
pub fn by_name<'l, 'e>(links: &'l [Link<'e>]) -> Vec<Vec<&'l Link<'e>>> {
    let mut sets: BTreeMap<String, Vec<&Link<'e>>> = BTreeMap::new();
    for link in links {
        sets.entry(fold(link.name())).or_default().push(link);
    }
    in_order(sets)
}

/// Sets of two and more links with the same name in the same context, or in contexts with the same words.
pub fn by_name_and_context<'l, 'e>(links: &'l [Link<'e>]) -> Vec<Vec<&'l Link<'e>>> {
    let mut sets = Vec::new();
    for same_name in by_name(links) {
        let mut by_words: BTreeMap<String, Vec<&Link<'e>>> = BTreeMap::new();
        let mut known: BTreeMap<Vec<NodeId>, String> = BTreeMap::new();
        for link in same_name {
            let context: Vec<_> = link.context().iter().map(|element| element.id).collect();
            let words = known.entry(context).or_insert_with(|| {
                let pieces: Vec<_> = link.words_around().take(COMPARED).collect();
                fold(&pieces.join(" "))
            });
            by_words.entry(words.clone()).or_default().push(link);
        }
        sets.extend(in_order(by_words));
    }
    sets.sort_unstable_by_key(|set| set[0].element.id);
    sets
}

/// Whether two links stand in the same context: the same elements, not others with the same words.
pub fn share_context(one: &Link<'_>, other: &Link<'_>) -> bool {
    let ids = |link: &Link<'_>| link.context().iter().map(|element| element.id).collect::<Vec<_>>();
    ids(one) == ids(other)
}

/// Judges one set: the first of its links stands for all. Those that do not `belong` together may be one set or several.
pub fn judge(set: &[&Link<'_>], belong: fn(&Link<'_>, &Link<'_>) -> bool, fix: &str) -> Judgement {
    let targets: BTreeSet<_> =
        set.iter().filter_map(|link| Some(link.target.as_ref()?.as_str())).collect();
    let name = set[0].name();
    let count = set.len();
    let about = |what: String, fix: &str| Finding {
        what,
        fix: fix.to_owned(),
        related: set.iter().skip(1).map(|link| link.element.subject()).collect(),
    };
    let seen_apart = targets.len() >= 2
        && set.iter().take(PAIRED).enumerate().any(|(at, one)| {
            set[..at].iter().any(|other| look_apart(one, other) && belong(one, other))
        });
    let outcome = if seen_apart {
        let what = format!(
            "{count} links are called \"{name}\" whose text to see tells them apart, and lead to different addresses."
        );
        Outcome::Failed(about(what, fix))
    } else if targets.len() >= 2 {
        let listed: Vec<_> = targets.iter().take(LISTED).copied().collect();
        let more = targets.len() - listed.len();
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        let what = format!(
            "{count} links called \"{name}\" lead to different addresses: {}{rest}.",
            listed.join(", ")
        );
        Outcome::CantTell(about(what, fix))
    } else if set.iter().all(|link| link.target.is_some()) {
        Outcome::Passed
    } else {
        let what = format!(
            "{count} links are called \"{name}\", and only a script knows where some lead."
        );
        Outcome::Question(about(what, "See whether they lead to the same."))
    };
    set[0].element.subject().is(outcome)
}

/// Whether two links that lead to different files have words to see that the other lacks.
fn look_apart(one: &Link<'_>, other: &Link<'_>) -> bool {
    let seen = |link: &Link<'_>| words(&link.element.visible_text(|_| true));
    let (Some(target), Some(another)) = (&one.target, &other.target) else { return false };
    // A query or fragment may change nothing of what is shown.
    if target.is_same_file(another) {
        return false;
    }
    let (one, other) = (seen(one), seen(other));
    let more = |some: &[String], than: &[String]| some.iter().any(|word| !than.contains(word));
    more(&one, &other) && more(&other, &one)
}

fn in_order<'l, 'e>(sets: BTreeMap<String, Vec<&'l Link<'e>>>) -> Vec<Vec<&'l Link<'e>>> {
    let mut sets: Vec<_> = sets.into_values().filter(|set| set.len() >= 2).collect();
    sets.sort_unstable_by_key(|set| set[0].element.id);
    sets
}
