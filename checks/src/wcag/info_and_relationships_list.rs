//! # Requirement
//!
//! What looks like a list is one.
//!
//! # Why it matters
//!
//! "List with seven items" tells a patient what is coming, and lets her jump over it. Seven lines with a dot in
//! front of each do not.
//!
//! # How it is judged
//!
//! - Judged are three or more lines or blocks one under the other, in one parent, that begin with the same bullet or
//!   with numbers that count up, typed or generated before the text, with a text after each.
//! - They pass when each is exposed as an item of a list.
//! - They fail when the sign is a bullet, which means nothing but that it is a list. With numbers, dashes and asterisks it
//!   is for a person to judge: a number can be a part of the text, and a dash can begin a spoken line.
//!
//! # What it does not see
//!
//! - Lists without any sign in front, and signs that are pictures.
//! - Whether a list that is one looks like it.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.1](https://www.w3.org/TR/WCAG22/#info-and-relationships)
//! - [H48: ol, ul and dl](https://www.w3.org/WAI/WCAG22/Techniques/html/H48)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Block, Element, Page},
    evidence::{NodeId, Rect},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeMap;

/// Signs that mean nothing but that a list is there.
const BULLETS: &[char] = &[
    '\u{2022}', '\u{2023}', '\u{25e6}', '\u{2043}', '\u{25aa}', '\u{25ab}', '\u{25cf}', '\u{25cb}',
    '\u{25a0}', '\u{25a1}', '\u{25ba}', '\u{25b8}', '\u{2b25}',
];
/// Signs that mean other things too.
const SIGNS: &[char] = &['\u{2713}', '\u{2714}', '\u{b7}', '*', '-', '\u{2013}', '\u{2014}'];
/// How many items make a list.
const ITEMS: usize = 3;
/// How many elements may stand around the text of an item.
const WRAPPED: usize = 8;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct InfoAndRelationshipsList;

impl StateCheck for InfoAndRelationshipsList {
    const META: &'static Meta = &Meta {
        id: "info-and-relationships-list",
        title: "What looks like a list is one",
        requires: &[wcag22::INFO_AND_RELATIONSHIPS],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("info_and_relationships_list.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        // Lines of one block stand in it, blocks in their parent.
        let mut parents: BTreeMap<NodeId, Vec<Item<'_>>> = BTreeMap::new();
        for block in Block::all(page).values() {
            let lines = lines(block);
            if lines.len() > 1 {
                parents.entry(block.element.id).or_default().extend(lines);
                continue;
            }
            let Some(line) = lines.first() else { continue };
            // The first block of an item stands for the item, as far up as items are wrapped.
            let mut item = block.element;
            for parent in block.element.ancestors().take(WRAPPED) {
                parents.entry(parent.id).or_default().push(*line);
                let first = parent.children().find(|child| child.is_visible());
                if first.is_none_or(|first| first.id != item.id) {
                    break;
                }
                item = parent;
            }
        }
        parents.values().flat_map(|items| runs(items)).collect()
    }
}

/// A line that may be an item.
#[derive(Clone, Copy)]
struct Item<'e> {
    element: Element<'e>,
    mark: Option<Mark>,
    place: Rect,
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet(char),
    Number(u32),
}

/// The lines of a block, as line breaks part them.
fn lines<'e>(block: &Block<'e>) -> Vec<Item<'e>> {
    let generated = block.element.recorded.before.and_then(|before| {
        let content = block.element.page.string(before.content);
        content.trim_matches(['"', ' ', '\u{a0}']).chars().next().filter(|c| is_sign(*c))
    });
    let mut items: Vec<Item<'e>> = Vec::new();
    for text in &block.texts {
        let Some(place) = text.lines().first().copied() else { continue };
        let continues = items.last().is_some_and(|item| place.y < item.place.bottom() - 1.0);
        if continues {
            continue;
        }
        let mark = match generated {
            Some(bullet) if items.is_empty() => Some(Mark::Bullet(bullet)),
            _ => mark(text.text()),
        };
        items.push(Item { element: block.element, mark, place });
    }
    items
}

fn is_sign(letter: char) -> bool {
    BULLETS.contains(&letter) || SIGNS.contains(&letter)
}

fn mark(text: &str) -> Option<Mark> {
    let text = text.trim_start();
    let first = text.chars().next()?;
    if is_sign(first) {
        let rest = &text[first.len_utf8()..];
        let says = rest.chars().any(char::is_alphanumeric);
        let apart = rest.starts_with(char::is_whitespace) || BULLETS.contains(&first);
        return (says && apart || rest.trim().is_empty()).then_some(Mark::Bullet(first));
    }
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number = text[..digits].parse().ok()?;
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    rest.starts_with(char::is_whitespace).then_some(Mark::Number(number))
}

/// Judges each run of items under one another.
fn runs(items: &[Item<'_>]) -> Vec<Judgement> {
    let mut judgements = Vec::new();
    let mut start = 0;
    for end in 1..=items.len() {
        if end < items.len() && goes_on(&items[end - 1], &items[end]) {
            continue;
        }
        let run = &items[start..end];
        start = end;
        if run.len() < ITEMS || run[0].mark.is_none() {
            continue;
        }
        let listed = run.iter().all(|item| is_listed(item.element));
        let outcome = if listed {
            Outcome::Passed
        } else {
            let mut related: Vec<_> = run[1..].iter().map(|item| item.element.subject()).collect();
            related.dedup();
            let finding = Finding {
                what: format!("{} lines begin like the items of a list, and are none.", run.len()),
                fix: "Mark them up as ul or ol with li.".to_owned(),
                related,
            };
            match run[0].mark {
                Some(Mark::Bullet(sign)) if BULLETS.contains(&sign) => Outcome::Failed(finding),
                _ => Outcome::CantTell(finding),
            }
        };
        judgements.push(run[0].element.subject().is(outcome));
    }
    judgements
}

fn goes_on(one: &Item<'_>, next: &Item<'_>) -> bool {
    let alike = match (one.mark, next.mark) {
        (Some(Mark::Bullet(one)), Some(Mark::Bullet(next))) => one == next,
        (Some(Mark::Number(one)), Some(Mark::Number(next))) => one.checked_add(1) == Some(next),
        _ => false,
    };
    alike && next.place.y >= one.place.bottom() - 1.0
}

fn is_listed(element: Element<'_>) -> bool {
    element.lineage().any(|outer| {
        outer.role().is_any(&["listitem", "option", "menuitem", "treeitem", "row", "definition"])
    })
}

#[cfg(test)]
mod tests {
    use super::InfoAndRelationshipsList;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Each clause, on both sides of its line.
    #[test]
    fn clauses() {
        let three = |one: &str, two: &str, three: &str| {
            format!("<div><p>{one}</p><p>{two}</p><p>{three}</p></div>")
        };
        for (clause, html, expected) in [
            ("bullets", three("\u{2022} Rest", "\u{2022} Ice", "\u{2022} Drink"), "failed"),
            ("bullets that touch", three("\u{2022}Rest", "\u{2022}Ice", "\u{2022}Drink"), "failed"),
            ("two bullets", "<div><p>\u{2022} Rest</p><p>\u{2022} Ice</p></div>".to_owned(), ""),
            ("wrapped", "<div><div><p>* Rest</p></div><div><p>* Ice</p></div><div><p>* Drink</p></div></div>".to_owned(), "can't tell"),
            ("one of them another", three("\u{2022} Rest", "* Ice", "\u{2022} Drink"), ""),
            ("hyphens", three("- Rest", "- Ice", "- Drink"), "can't tell"),
            ("negative numbers", three("-1", "-2", "-3"), ""),
            ("numbers", three("1. Rest", "2. Ice", "3. Drink"), "can't tell"),
            ("numbers in brackets", three("4) Rest", "5) Ice", "6) Drink"), "can't tell"),
            ("numbers that do not count", three("1. Rest", "3. Ice", "4. Drink"), ""),
            ("dates", three("1.5 mg", "2.5 mg", "3.5 mg"), ""),
            ("no mark", three("Rest", "Ice", "Drink"), ""),
            (
                "side by side",
                "<div><p box='0,0 50x20'>\u{2022} Rest</p><p box='60,0 50x20'>\u{2022} Ice</p><p box='120,0 50x20'>\u{2022} Drink</p></div>".to_owned(),
                "",
            ),
            (
                "generated",
                "<div><p before='\"\u{2022} \"'>Rest</p><p before='\"\u{2022} \"'>Ice</p><p before='\"\u{2022} \"'>Drink</p></div>".to_owned(),
                "failed",
            ),
            ("a list", "<ul><li>\u{2022} Rest</li><li>\u{2022} Ice</li><li>\u{2022} Drink</li></ul>".to_owned(), "passed"),
            (
                "by role",
                "<div role=list><p role=listitem>1. Rest</p><p role=listitem>2. Ice</p><p role=listitem>3. Drink</p></div>".to_owned(),
                "passed",
            ),
        ] {
            let said = outcomes_of::<InfoAndRelationshipsList>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_runs_are_judged() {
        let step = step("<div><p>- Rest</p><p>Then</p><p>- Ice</p><p>Then</p><p>- Drink</p></div>");
        assert!(outcomes::<InfoAndRelationshipsList>(&step).is_empty());
    }

    #[test]
    fn wording() {
        let step =
            step("<div><p id=a>\u{2022} Rest</p><p>\u{2022} Ice</p><p>\u{2022} Drink</p></div>");
        insta::assert_snapshot!(outcomes::<InfoAndRelationshipsList>(&step).join("\n"), @"a: failed: 3 lines begin like the items of a list, and are none.");
    }
}
