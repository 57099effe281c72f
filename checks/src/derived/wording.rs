//! Words of labels and names, and how two wordings differ.

/// The words of a text as ACT's label in name algorithm splits it: without what is in round brackets, case folded,
/// each run of letters and digits a word.
pub fn words(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut folded = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            // An open bracket that nothing closes removes nothing.
            '(' if depth > 0 || text[at..].contains(')') => {
                depth += 1;
                folded.push(' ');
            }
            ')' if depth > 0 => depth -= 1,
            _ if depth > 0 => (),
            'ß' | 'ẞ' => folded.push_str("ss"),
            'ς' => folded.push('σ'),
            c if c.is_alphanumeric() => folded.extend(c.to_lowercase()),
            _ => folded.push(' '),
        }
    }
    folded.split_whitespace().map(str::to_owned).collect()
}

/// Whether the words stand in a row somewhere in others.
pub fn is_contained(words: &[String], others: &[String]) -> bool {
    words.is_empty() || others.windows(words.len()).any(|window| window == words)
}

/// How a label differs from a name that does not contain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Other words, or the same in another order or split in another way.
    Certain,
    /// It may be one and the same, for this reason.
    Possible(&'static str),
}

/// How a label differs from a name that does not contain it.
pub fn difference(label: &str, name: &str) -> Difference {
    let (label_words, name_words) = (words(label), words(name));
    if [label, name].iter().any(|text| text.chars().any(is_folded_further)) {
        return Difference::Possible("they have characters with more than one spelling");
    }
    if label.chars().any(is_unspaced) {
        return Difference::Possible("the language puts no spaces between words");
    }
    if [false, true].iter().any(|joined| {
        is_contained(&words(&dashed(label, *joined)), &words(&dashed(name, !joined)))
            || is_contained(&words(&dashed(label, *joined)), &words(&dashed(name, *joined)))
    }) {
        return Difference::Possible("they differ in hyphens or apostrophes");
    }
    // The same letters with the spaces elsewhere are other words.
    if label_words.concat() == name_words.concat() {
        return Difference::Certain;
    }
    let alone = |word: &&String, others: &[String]| !others.contains(word);
    let only_label: Vec<_> = label_words.iter().filter(|word| alone(word, &name_words)).collect();
    let only_name: Vec<_> = name_words.iter().filter(|word| alone(word, &label_words)).collect();
    let shortened = |short: &str, long: &str| is_abbreviation(short, long);
    for one in &only_label {
        for other in &only_name {
            if shortened(one, other) || shortened(other, one) {
                return Difference::Possible("one may be an abbreviation of the other");
            }
            if one.len().min(other.len()) >= 4 && distance(one, other) <= 2 {
                return Difference::Possible("they may be two spellings of one word");
            }
        }
    }
    let dotted = |text: &str, only: &[&String]| {
        text.split_whitespace().any(|word| {
            let bare = word.trim_end_matches('.');
            bare.len() < word.len()
                && bare.chars().count() <= 5
                && words(bare).iter().any(|w| only.contains(&w))
        })
    };
    if dotted(label, &only_label) || dotted(name, &only_name) {
        return Difference::Possible("one may be an abbreviation of the other");
    }
    if is_initials(&only_label, &name_words) || is_initials(&only_name, &label_words) {
        return Difference::Possible("one may be the initials of the other");
    }
    Difference::Certain
}

/// Whether the shorter word may stand for the longer one.
fn is_abbreviation(short: &str, long: &str) -> bool {
    let (short_length, long_length) = (short.chars().count(), long.chars().count());
    if short_length >= long_length || !short.chars().all(char::is_alphabetic) {
        return false;
    }
    let first = short.chars().next() == long.chars().next();
    let mut rest = long.chars();
    let in_order = short.chars().all(|c| rest.any(|other| other == c));
    let clipped = short_length >= 3 && long.starts_with(short.strip_suffix('s').unwrap_or(short));
    // Letters left out from the middle leave few vowels: appt, dept, hr, mg.
    let is_vowel = |c: char| "aeiouy".contains(c);
    let starts_with_vowel = short.starts_with(is_vowel);
    let has_vowel = short.chars().skip(1).any(is_vowel) || starts_with_vowel && short_length < 3;
    first && (clipped || in_order && !has_vowel) || KNOWN.contains(&(short, long))
}

/// Abbreviations that the rules above do not find.
const KNOWN: &[(&str, &str)] = &[
    ("am", "morning"),
    ("ave", "avenue"),
    ("ed", "education"),
    ("eg", "example"),
    ("id", "identification"),
    ("id", "identifier"),
    ("lb", "pound"),
    ("lbs", "pounds"),
    ("no", "number"),
    ("oz", "ounce"),
    ("oz", "ounces"),
    ("rx", "prescription"),
    ("vs", "versus"),
];

/// Whether one of the words is made of the initials of words in a row.
fn is_initials(words: &[&String], of: &[String]) -> bool {
    let initials: String = of.iter().filter_map(|word| word.chars().next()).collect();
    words.iter().any(|word| word.chars().count() >= 2 && initials.contains(word.as_str()))
}

/// The text with hyphens and apostrophes taken out, or made into spaces.
fn dashed(text: &str, joined: bool) -> String {
    let is_dash = |c: char| {
        matches!(c, '-' | '\'' | '’' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '/' | '_' | '\u{200b}')
    };
    let put = |c: char| match (is_dash(c), joined) {
        (true, true) => None,
        (true, false) => Some(' '),
        (false, _) => Some(c),
    };
    text.chars().filter_map(put).collect()
}

/// Whether Unicode's compatibility forms write the character in another way.
fn is_folded_further(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | 'ª' | '²' | '³' | '¹' | 'º' | '¼'..='¾' | '\u{2070}'..='\u{209f}'
        | '\u{2100}'..='\u{218f}' | '\u{2460}'..='\u{24ff}' | '\u{fb00}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'
        | '\u{ff00}'..='\u{ffef}' | '\u{1d400}'..='\u{1d7ff}')
}

/// Whether the character belongs to a script that is written without spaces.
fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// How many letters must be put in, taken out or changed to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<_> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, c) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, d) in other.iter().enumerate() {
            let changed = diagonal + usize::from(c != *d);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::{Difference, difference, distance, words};

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        for (text, expected) in [
            ("Lab results", "lab|results"),
            ("  Lab\u{a0}Results: 3!", "lab|results|3"),
            ("Date (year first)", "date"),
            ("Date (year (4 digits)) now", "date|now"),
            ("a) first", "a|first"),
            ("open ( bracket", "open|bracket"),
            ("Straße", "strasse"),
            ("10×3", "10|3"),
        ] {
            assert_eq!(words(text).join("|"), expected, "{text}");
        }
    }

    #[test]
    fn doubtful_differences_are_told_from_certain_ones() {
        for (label, name, certain) in [
            ("Book a visit", "Make an appointment", true),
            ("Book visit", "Book a visit", true),
            ("Help desk now", "Helpdesk now", true),
            ("Send", "Submit", true),
            ("Appt.", "Appointment", false),
            ("Appt today", "Appointment today", false),
            ("Dr Lee", "Doctor Lee", false),
            ("Labs", "Laboratories", false),
            ("MRI", "Magnetic resonance imaging", false),
            ("Follow-up", "Followup", false),
            ("Follow up", "Follow-up", false),
            ("Favourite colour", "Favorite color", false),
            ("診察", "予約", false),
            ("10 m²", "10 square metres", false),
        ] {
            let found = difference(label, name);
            assert_eq!(found == Difference::Certain, certain, "{label} / {name}: {found:?}");
        }
    }

    #[test]
    fn the_distance_is_that_of_levenshtein() {
        for (one, other, expected) in
            [("", "", 0), ("colour", "color", 1), ("send", "submit", 5), ("a", "", 1)]
        {
            assert_eq!(distance(one, other), expected, "{one} {other}");
        }
    }
}
