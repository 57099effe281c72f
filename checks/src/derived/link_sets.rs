//! Links with the same name, and whether they lead to the same.

use super::{Address, Destinations, Link, fold, words};
use crate::{
    evidence::NodeId,
    judgement::{Finding, Judgement, Outcome},
};
use std::collections::BTreeMap;

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

/// What is asked of a set of links with one name.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Whether two links belong together; those that do not may be one set or several.
    pub belong: fn(&Link<'_>, &Link<'_>) -> bool,
    /// Whether it fails when what is behind two links has not a word in common, whatever tells them apart.
    pub fails_unlike: bool,
    /// How it is mended.
    pub fix: &'static str,
}

/// Judges one set: the first of its links stands for all.
pub fn judge(set: &[&Link<'_>], seen: &Destinations<'_>, rule: Rule) -> Judgement {
    let mut targets: Vec<&Address> = Vec::new();
    for target in set.iter().filter_map(|link| link.target.as_ref()) {
        if !targets.iter().any(|known| seen.are_same(known, target)) {
            targets.push(target);
        }
    }
    let name = set[0].name();
    let count = set.len();
    let about = |what: String, fix: &str| Finding {
        what,
        fix: fix.to_owned(),
        related: set.iter().skip(1).map(|link| link.element.subject()).collect(),
    };
    let pair = |differ: &dyn Fn(&Link<'_>, &Link<'_>) -> bool| {
        targets.len() >= 2
            && set.iter().take(PAIRED).enumerate().any(|(at, one)| {
                set[..at].iter().any(|other| differ(one, other) && (rule.belong)(one, other))
            })
    };
    let outcome = if pair(&|one, other| look_apart(one, other, seen)) {
        let what = format!(
            "{count} links are called \"{name}\" whose text to see tells them apart, and lead to different addresses."
        );
        Outcome::Failed(about(what, rule.fix))
    } else if rule.fails_unlike && pair(&|one, other| lead_apart(one, other, seen)) {
        let what = format!(
            "{count} links are called \"{name}\", and what they lead to has not a word in common: {}.",
            listed(&targets)
        );
        Outcome::Failed(about(what, rule.fix))
    } else if targets.len() >= 2 {
        let what = format!(
            "{count} links called \"{name}\" lead to different addresses: {}.",
            listed(&targets)
        );
        Outcome::CantTell(about(what, rule.fix))
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

fn listed(targets: &[&Address]) -> String {
    let mut targets: Vec<_> = targets.iter().map(|target| target.as_str()).collect();
    targets.sort_unstable();
    let more = targets.len().saturating_sub(LISTED);
    targets.truncate(LISTED);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", targets.join(", "))
}

/// Whether what two links lead to has not a word in common.
fn lead_apart(one: &Link<'_>, other: &Link<'_>, seen: &Destinations<'_>) -> bool {
    let (Some(target), Some(another)) = (&one.target, &other.target) else { return false };
    seen.are_unlike(target, another)
}

/// Whether two links that lead to different files have words to see that the other lacks.
fn look_apart(one: &Link<'_>, other: &Link<'_>, known: &Destinations<'_>) -> bool {
    let seen = |link: &Link<'_>| words(&link.element.visible_text(|_| true));
    let (Some(target), Some(another)) = (&one.target, &other.target) else { return false };
    // A query or fragment may change nothing of what is shown.
    if target.is_same_file(another) || known.are_same(target, another) {
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
