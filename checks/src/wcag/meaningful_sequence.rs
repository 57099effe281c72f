//! # Requirement
//!
//! What is read in an order that matters stands in that order in the page, whatever the style sheet makes of it.
//!
//! # Why it matters
//!
//! A screen reader reads the page as it is written: "3. Take the test, 1. Wash your hands". And a
//! welcome whose letters blanks hold apart is seven letters to it, and no word.
//!
//! # How it is judged
//!
//! - Steps: three or more siblings that begin with numbers, which count up by one in the order that a person sees, line by
//!   line. They pass when the page has them in that order too, and fail when it has not.
//! - Pairs: two texts side by side or one over the other, of which the one that is seen first ends with a colon. They
//!   fail when the page has them the other way round, and what lays them out reverses or reorders.
//! - Words: a text fails with five or more letters that blanks hold apart, unless they stand in the order of the alphabet
//!   or hold no vowel. With four it is for a person to judge.
//! - Columns: in a text that keeps its blanks, three or more lines under each other fail when the same gaps of three or
//!   more blanks part each of them. In code and in what a program prints it is for a person to judge.
//!
//! # What it does not see
//!
//! - Other texts whose order matters and which a style sheet reorders.
//! - Letters of scripts without vowels, or without an alphabet.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.3.2](https://www.w3.org/TR/WCAG22/#meaningful-sequence)
//! - [F1: changing the meaning by positioning with CSS](https://www.w3.org/WAI/WCAG22/Techniques/failures/F1)
//! - [F32: white space within a word](https://www.w3.org/WAI/WCAG22/Techniques/failures/F32)
//! - [F33: columns made of white space](https://www.w3.org/WAI/WCAG22/Techniques/failures/F33)
//! - [F34: tables made of white space](https://www.w3.org/WAI/WCAG22/Techniques/failures/F34)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Block, Element, Page, columns_of_blanks, spaced_word},
    evidence::{NodeId, Property, Rect},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};
use std::collections::BTreeMap;

/// How many numbered siblings are steps.
const STEPS: usize = 3;
/// How many elements may stand around the text of an item.
const WRAPPED: usize = 8;
/// How many letters that blanks hold apart are certainly a word.
const LETTERS: usize = 5;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct MeaningfulSequence;

impl StateCheck for MeaningfulSequence {
    const META: &'static Meta = &Meta {
        id: "meaningful-sequence",
        title: "What is seen in an order that matters is written in that order",
        requires: &[wcag22::MEANINGFUL_SEQUENCE],
        act: &[],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("meaningful_sequence.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        let blocks = Block::all(page);
        let mut siblings: BTreeMap<NodeId, Vec<Element<'_>>> = BTreeMap::new();
        for block in blocks.values().filter(|block| block.element.is_exposed()) {
            // A block that is a part of its item stands for it, if it comes first in it.
            let mut item = block.element;
            for parent in block.element.ancestors().take(WRAPPED) {
                siblings.entry(parent.id).or_default().push(item);
                if parent
                    .children()
                    .find(|child| child.is_visible())
                    .is_none_or(|first| first.id != item.id)
                {
                    break;
                }
                item = parent;
            }
        }
        let ordered = siblings.iter().filter_map(|(parent, items)| {
            let parent = page.element(*parent)?;
            let texts = texts(items, &blocks);
            steps(parent, &texts).or_else(|| pair(parent, &texts))
        });
        let spaced = blocks.values().filter_map(|block| {
            let outcome = letters(block).or_else(|| columns(block))?;
            Some(block.element.subject().is(outcome))
        });
        ordered.chain(spaced).collect()
    }
}

/// What an item of several says first, and where it is.
struct Said<'e> {
    element: Element<'e>,
    text: String,
    place: Rect,
}

fn texts<'e>(items: &[Element<'e>], blocks: &BTreeMap<NodeId, Block<'e>>) -> Vec<Said<'e>> {
    let mut said: Vec<_> = items
        .iter()
        .filter_map(|item| {
            let (_, block) = blocks.range(item.id..).next()?;
            let text = block.element.is_within(*item).then(|| block.text.clone())?;
            Some(Said { element: *item, text, place: item.bounds().filter(|own| !own.is_empty())? })
        })
        .collect();
    said.sort_by_key(|said| said.element.id);
    said.dedup_by_key(|said| said.element.id);
    said
}

/// In the order that a person sees: line by line, each from left to right.
fn seen<'s, 'e>(said: &'s [Said<'e>], leftwards: bool) -> Vec<&'s Said<'e>> {
    let mut seen: Vec<_> = said.iter().collect();
    seen.sort_by(|one, other| one.place.y.total_cmp(&other.place.y));
    let mut lines: Vec<Vec<&Said<'_>>> = Vec::new();
    for item in seen {
        let middle = item.place.centre().1;
        match lines.last_mut().filter(|line| line[0].place.bottom() > middle) {
            Some(line) => line.push(item),
            None => lines.push(vec![item]),
        }
    }
    for line in &mut lines {
        line.sort_by(|one, other| one.place.x.total_cmp(&other.place.x));
        if leftwards {
            line.reverse();
        }
    }
    lines.into_iter().flatten().collect()
}

fn steps(parent: Element<'_>, said: &[Said<'_>]) -> Option<Judgement> {
    let numbers: Vec<_> =
        said.iter().filter_map(|said| Some((number(&said.text)?, said))).collect();
    if numbers.len() < STEPS || numbers.len() != said.len() {
        return None;
    }
    let counts =
        |numbers: &[u32]| numbers.windows(2).all(|pair| pair[0].checked_add(1) == Some(pair[1]));
    let written: Vec<_> = numbers.iter().map(|(number, _)| *number).collect();
    let leftwards = parent.style(Property::Direction) == "rtl";
    let visual: Vec<_> =
        seen(said, leftwards).iter().filter_map(|said| number(&said.text)).collect();
    // Columns from top to bottom are an order too.
    if !counts(&visual) {
        return None;
    }
    let finding = (!counts(&written)).then(|| {
        let order: Vec<_> = written.iter().map(ToString::to_string).collect();
        Finding {
            what: format!(
                "The numbered parts are seen in order, and written in the order {}.",
                order.join(", ")
            ),
            fix: "Write them in the order in which they are to be read.".to_owned(),
            related: said.iter().map(|said| said.element.subject()).collect(),
        }
    });
    Some(parent.subject().passes_unless(finding))
}

/// The number that a text begins with: `2. `, `2) `, `Step 2`.
fn number(text: &str) -> Option<u32> {
    let text = text.trim_start();
    let text =
        ["Step ", "step ", "STEP "].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..digits].parse().ok()?;
    let rest = &text[digits..];
    let ends = rest.is_empty()
        || rest.starts_with([')', ':'])
        || rest
            .strip_prefix('.')
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    ends.then_some(number)
}

/// A label and its value that are laid out the other way round.
fn pair(parent: Element<'_>, said: &[Said<'_>]) -> Option<Judgement> {
    let [first, second] = said else { return None };
    let colon = |said: &Said<'_>| said.text.trim_end().ends_with(':');
    let reversed = parent.style(Property::FlexDirection).ends_with("reverse")
        && parent.style(Property::Display).ends_with("flex")
        || [first, second].iter().any(|said| {
            !["0", ""].contains(&said.element.style(Property::Order))
                || !["none", ""].contains(&said.element.style(Property::Float))
        });
    let leftwards = parent.style(Property::Direction) == "rtl";
    let inverted = seen(said, leftwards)[0].element.id == second.element.id;
    if !reversed || !inverted || colon(first) || !colon(second) {
        return None;
    }
    let what = format!(
        "\u{201c}{}\u{201d} is seen before what it is about, and written after it.",
        second.text
    );
    let finding = Finding {
        related: vec![first.element.subject(), second.element.subject()],
        ..Finding::new(what, "Write the label before its value.")
    };
    Some(parent.subject().is(Outcome::Failed(finding)))
}

fn letters(block: &Block<'_>) -> Option<Outcome> {
    let word = block
        .texts
        .iter()
        .filter(|text| text.is_exposed())
        .find_map(|text| spaced_word(text.text()))?;
    let count = word.chars().filter(|c| c.is_alphabetic()).count();
    let finding = Finding::new(
        format!("\u{201c}{word}\u{201d} looks like a word whose letters blanks hold apart."),
        "Write the word without blanks, and set letter-spacing.",
    );
    Some(if count >= LETTERS { Outcome::Failed(finding) } else { Outcome::CantTell(finding) })
}

fn columns(block: &Block<'_>) -> Option<Outcome> {
    if !block.element.is_exposed() {
        return None;
    }
    let lines = columns_of_blanks(block)?;
    let code = block.element.lineage().chain(block.texts.iter().filter_map(|text| text.parent()));
    let code = code.into_iter().any(|outer| {
        outer.is_any(&["code", "kbd", "samp"]) || outer.role().is_any(&["code", "img"])
    });
    let finding = Finding::new(
        format!("{lines} lines of text are parted into columns by blanks."),
        "Use a table, or columns of the style sheet.",
    );
    Some(if code { Outcome::CantTell(finding) } else { Outcome::Failed(finding) })
}

#[cfg(test)]
mod tests {
    use super::MeaningfulSequence;
    use crate::testing::{outcomes, outcomes_of, step};

    /// Paragraphs in a box, each at a place.
    fn items(style: &str, items: &[(&str, &str)]) -> String {
        let items: String =
            items.iter().map(|(text, place)| format!("<p box='{place}'>{text}</p>")).collect();
        format!("<div id=a style='{style}'>{items}</div>")
    }

    #[test]
    fn steps() {
        let [one, two, three] = ["0,0 90x20", "0,30 90x20", "0,60 90x20"];
        for (clause, html, expected) in [
            (
                "in order",
                items("", &[("1. Wash", one), ("2. Test", two), ("3. Wait", three)]),
                "passed",
            ),
            (
                "reversed",
                items("", &[("3. Wait", three), ("2. Test", two), ("1. Wash", one)]),
                "failed",
            ),
            (
                "mixed",
                items("", &[("2. Test", two), ("1. Wash", one), ("3. Wait", three)]),
                "failed",
            ),
            ("by number alone", items("", &[("2", two), ("1", one), ("3", three)]), "failed"),
            (
                "as steps",
                items("", &[("Step 2: Test", two), ("Step 1: Wash", one), ("Step 3: Wait", three)]),
                "failed",
            ),
            (
                "seen in no order",
                items("", &[("1. Wash", two), ("2. Test", one), ("3. Wait", three)]),
                "",
            ),
            ("two", items("", &[("2. Test", two), ("1. Wash", one)]), ""),
            ("values", items("", &[("2.5 mg", two), ("1.5 mg", one), ("3.5 mg", three)]), ""),
            (
                "side by side",
                items(
                    "",
                    &[
                        ("3. Wait", "200,0 90x20"),
                        ("2. Test", "100,0 90x20"),
                        ("1. Wash", "0,0 90x20"),
                    ],
                ),
                "failed",
            ),
            (
                "in boxes of their own",
                format!(
                    "<div id=a><div box='{two}'><h3 box='{two}'>2. Test</h3><p box='{two}'>Well</p></div><div box='{one}'><h3 box='{one}'>1. Wash</h3></div><div box='{three}'><h3 box='{three}'>3. Wait</h3></div></div>"
                ),
                "failed",
            ),
        ] {
            let said = outcomes_of::<MeaningfulSequence>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn pairs() {
        let (left, right) = ("0,0 90x20", "100,0 90x20");
        let reverse = "display: flex; flex-direction: row-reverse";
        for (clause, html, expected) in [
            ("reversed", items(reverse, &[("131", right), ("LDL:", left)]), "failed"),
            ("in order", items(reverse, &[("LDL:", left), ("131", right)]), ""),
            ("seen after it", items(reverse, &[("131", left), ("LDL:", right)]), ""),
            ("no colon", items(reverse, &[("131", right), ("LDL", left)]), ""),
            ("not reversed", items("display: flex", &[("131", right), ("LDL:", left)]), ""),
            (
                "a block",
                items("flex-direction: row-reverse", &[("131", right), ("LDL:", left)]),
                "",
            ),
            ("two colons", items(reverse, &[("HDL:", right), ("LDL:", left)]), ""),
        ] {
            let said = outcomes_of::<MeaningfulSequence>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn blanks() {
        let pre = "style='white-space: pre'";
        let table = "Day     LDL\n4 May   131\n5 May   130";
        for (clause, html, expected) in [
            ("five letters", "<h1>C L I N I C</h1>".to_owned(), "failed"),
            ("four letters", "<h1>W A I T</h1>".to_owned(), "can't tell"),
            ("an index", "<p>A B C D E F</p>".to_owned(), ""),
            ("a word", "<p>CLINIC</p>".to_owned(), ""),
            ("hidden from readers", "<p aria-hidden=true>C L I N I C</p>".to_owned(), ""),
            ("columns", format!("<pre {pre}>{table}</pre>"), "failed"),
            (
                "columns in code",
                format!("<pre {pre}><code {pre}>{table}</code></pre>"),
                "can't tell",
            ),
            ("two lines", format!("<pre {pre}>Day     LDL\n4 May   131</pre>"), ""),
            ("blanks that collapse", format!("<p>{table}</p>"), ""),
        ] {
            let said = outcomes_of::<MeaningfulSequence>(&step(&html));
            assert_eq!(said.join(" "), expected, "{clause}");
        }
    }

    #[test]
    fn only_what_is_seen_and_exposed_is_judged() {
        let html =
            items("", &[("2. Test", "0,30 9x9"), ("1. Wash", "0,0 9x9"), ("3. Wait", "0,60 9x9")]);
        for hidden in ["aria-hidden=true", "hidden"] {
            let html = html.replacen("<div", &format!("<div {hidden}"), 1);
            assert!(outcomes::<MeaningfulSequence>(&step(&html)).is_empty(), "{hidden}");
        }
    }

    #[test]
    fn wording() {
        let html =
            items("", &[("2. Test", "0,30 9x9"), ("1. Wash", "0,0 9x9"), ("3. Wait", "0,60 9x9")]);
        insta::assert_snapshot!(outcomes::<MeaningfulSequence>(&step(&html)).join("\n"), @"a: failed: The numbered parts are seen in order, and written in the order 2, 1, 3.");
    }
}
