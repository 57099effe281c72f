//! White space that makes a layout: letters held apart, and columns in lines.

use super::Block;
use crate::evidence::Property;

/// How many letters held apart may be a word.
const LETTERS: usize = 4;
/// How many blanks make a gap between columns.
const GAP: usize = 3;
/// How many lines make columns.
const LINES: usize = 3;

/// A run of letters with a blank between each, that may be a word.
///
/// Not one in the order of the alphabet, which is an index, and none without a vowel or with nothing but vowels.
pub fn spaced_word(text: &str) -> Option<String> {
    let mut run: Vec<char> = Vec::new();
    let is_blank = |c: char| c.is_whitespace() || c == '\u{a0}';
    let mut words = text.split(is_blank).filter(|word| !word.is_empty()).peekable();
    while words.peek().is_some() {
        let word = words.next()?;
        let mut letters = word.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) if letter.is_alphabetic() => run.push(letter),
            _ => run.clear(),
        }
        let ends = words.peek().is_none_or(|next| {
            let mut letters = next.chars();
            !matches!((letters.next(), letters.next()), (Some(letter), None) if letter.is_alphabetic())
        });
        if ends && run.len() >= LETTERS && may_be_word(&run) {
            return Some(run.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
        }
        if ends {
            run.clear();
        }
    }
    None
}

fn may_be_word(letters: &[char]) -> bool {
    let lower: Vec<_> = letters.iter().flat_map(|c| c.to_lowercase()).collect();
    let vowels = lower.iter().filter(|c| "aeiouyäöüáéíóúàèìòùâêîôû".contains(**c)).count();
    let sorted = lower.windows(2).all(|pair| pair[0] <= pair[1]);
    let same_case = letters[1..].iter().all(|c| c.is_uppercase() == letters[1].is_uppercase());
    vowels > 0 && vowels < lower.len() && !sorted && same_case
}

/// How many lines of a block are parted into columns by the same gaps of blanks; none if too few are.
pub fn columns_of_blanks(block: &Block<'_>) -> Option<usize> {
    let mut text = String::new();
    let mut last: Option<f64> = None;
    for part in &block.texts {
        let keeps = part
            .parent()
            .is_some_and(|parent| parent.style(Property::WhiteSpace).starts_with("pre"));
        // Lines that line breaks part are told by where they stand.
        let top = part.lines().first().map(|line| line.y);
        if last.zip(top).is_some_and(|(last, top)| top > last + 1.0) && !text.ends_with('\n') {
            text.push('\n');
        }
        last = part.lines().last().map(|line| line.y).or(last);
        if keeps {
            text.push_str(&part.text().replace('\t', "    "));
        } else {
            let collapsed = part.text().split([' ', '\n', '\t', '\r']);
            text.push_str(&collapsed.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "));
        }
    }
    let lines: Vec<_> = text.lines().map(starts).collect();
    let mut most = 0;
    let mut run = 0;
    for (place, line) in lines.iter().enumerate() {
        let alike = place > 0 && !line.is_empty() && *line == lines[place - 1];
        run = if alike { run + 1 } else { usize::from(!line.is_empty()) };
        most = most.max(run);
    }
    (most >= LINES).then_some(most)
}

/// Where the columns after the first one begin in a line.
fn starts(line: &str) -> Vec<usize> {
    let line: Vec<_> = line.trim_end().chars().collect();
    let is_blank = |c: char| c == ' ' || c == '\u{a0}';
    let first = line.iter().position(|c| !is_blank(*c)).unwrap_or(line.len());
    let mut blanks = 0;
    let mut starts = Vec::new();
    for (place, letter) in line.iter().enumerate().skip(first) {
        if is_blank(*letter) {
            blanks += 1;
        } else {
            if blanks >= GAP && letter.is_alphanumeric() {
                starts.push(place);
            }
            blanks = 0;
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::{columns_of_blanks, spaced_word};
    use crate::{derived::Block, reads::State, testing::step};

    #[test]
    fn letters_held_apart() {
        for (text, word) in [
            ("W E L C O M E", Some("W E L C O M E")),
            ("to the C L I N I C today", Some("C L I N I C")),
            ("w\u{a0}a\u{a0}i\u{a0}t", Some("w a i t")),
            ("A B C D E", None),
            ("B C D F", None),
            ("T S H", None),
            ("a e i o", None),
            ("I a m B", None),
            ("Plan B or C", None),
        ] {
            assert_eq!(spaced_word(text).as_deref(), word, "{text}");
        }
    }

    #[test]
    fn columns() {
        let lines = |text: &str, space: &str| {
            let step = step(&format!("<pre style='white-space: {space}'>{text}</pre>"));
            let state = State::new(&step);
            let blocks = Block::all(state.page().expect("a page"));
            blocks.values().next().and_then(columns_of_blanks)
        };
        let table = "Day     LDL\n4 May   131\n5 May   130";
        assert_eq!(lines(table, "pre"), Some(3));
        assert_eq!(lines(table, "pre-wrap"), Some(3));
        assert_eq!(lines(table, "normal"), None);
        assert_eq!(lines("Day     LDL\n4 May   131", "pre"), None);
        assert_eq!(lines("Day     LDL\n4 May  131\n5 May   130", "pre"), None);
        assert_eq!(lines("        a\n        b\n        c", "pre"), None);
    }
}
