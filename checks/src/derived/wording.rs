//! Words of labels and names, and how two wordings differ.

use super::abbreviation::{is_abbreviation, is_dotted, is_initials};
use icu_normalizer::DecomposingNormalizerBorrowed;

/// The words of a text as ACT's label in name algorithm splits it: without what is in round brackets, case folded,
/// in Unicode's form KD, each run of letters and digits a word.
pub fn words(text: &str) -> Vec<String> {
    let folded: String = without_brackets(text).chars().flat_map(fold).collect();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&folded);
    decomposed
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The words of a text as they are said: case folded, each run of letters and digits a word, accents and what
/// stands in brackets kept.
pub fn spoken(text: &str) -> Vec<String> {
    let folded: String = text.chars().flat_map(fold).collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The text without round brackets and what stands between them.
fn without_brackets(text: &str) -> String {
    let last = text.rfind(')').unwrap_or(0);
    let mut depth = 0_usize;
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            // An open bracket that nothing closes removes nothing but itself.
            '(' => depth += usize::from(at < last),
            ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => (),
            _ => kept.push(c),
        }
    }
    kept
}

/// Unicode's full case folding: through the capital, which tells `ß` from `s` no more than folding does.
fn fold(c: char) -> impl Iterator<Item = char> {
    // The dotless i is the one letter whose capital is another letter's.
    let kept = (c == 'ı').then_some(c);
    let folded = c
        .to_lowercase()
        .filter(move |_| kept.is_none())
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    kept.into_iter().chain(folded)
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
    let contained = |label: &str, name: &str| is_contained(&words(label), &words(name));
    if [false, true].iter().any(|joined| {
        contained(&dashed(label, *joined), &dashed(name, !joined))
            || contained(&dashed(label, *joined), &dashed(name, *joined))
    }) {
        return Difference::Possible("they differ in hyphens or apostrophes");
    }
    if contained(&label.replace('&', " and "), &name.replace('&', " and ")) {
        return Difference::Possible("the sign for \"and\" may be read as the word");
    }
    let meant: Vec<_> = label_words.iter().filter(|word| *word != "x").cloned().collect();
    if meant.len() < label_words.len() && is_contained(&meant, &name_words) {
        return Difference::Possible("the \"x\" may be a symbol");
    }
    // The same letters with the spaces elsewhere are other words.
    if label_words.concat() == name_words.concat() {
        return Difference::Certain;
    }
    let alone = |word: &&String, others: &[String]| !others.contains(word);
    let only_label: Vec<_> = label_words.iter().filter(|word| alone(word, &name_words)).collect();
    let only_name: Vec<_> = name_words.iter().filter(|word| alone(word, &label_words)).collect();
    for one in &only_label {
        for other in &only_name {
            // What only the spaces tell apart are other words: justice, just ice.
            if is_split(one, &name_words) || is_split(other, &label_words) {
                continue;
            }
            if is_abbreviation(one, other) || is_abbreviation(other, one) {
                return Difference::Possible("one may be an abbreviation of the other");
            }
            if is_variant(one, other) {
                return Difference::Possible("they may be two spellings of one word");
            }
        }
    }
    if is_dotted(label, &only_label, &only_name) || is_dotted(name, &only_name, &only_label) {
        return Difference::Possible("one may be an abbreviation of the other");
    }
    if is_initials(label, &name_words) || is_initials(name, &label_words) {
        return Difference::Possible("one may be the initials of the other");
    }
    Difference::Certain
}

/// Whether words in a row make up this one.
fn is_split(word: &str, others: &[String]) -> bool {
    (0..others.len()).any(|start| {
        let mut rest = word;
        others[start..]
            .iter()
            .map_while(|part| {
                rest = rest.strip_prefix(part.as_str())?;
                Some(rest)
            })
            .any(str::is_empty)
    })
}

/// Whether two words may be one: in British and American spelling, or with a slip of the pen.
fn is_variant(one: &str, other: &str) -> bool {
    let one_way = |word: &str| VARIANTS.iter().fold(word.to_owned(), |w, (a, b)| w.replace(a, b));
    if one_way(one) == one_way(other) {
        return true;
    }
    // A letter more, less or other often makes another word: contact, contract; message, massage. In a long word, and
    // where a letter is only doubled or two have changed places, it is rather a slip.
    let length = one.chars().count().min(other.chars().count());
    let begins = one.chars().next() == other.chars().next();
    let grown = one.starts_with(other) || other.starts_with(one);
    let slip = || single(one) == single(other) || is_swapped(one, other);
    begins && !grown && (length >= 9 && distance(one, other) <= 1 || length >= 6 && slip())
}

/// The word with each run of a letter made one.
fn single(word: &str) -> String {
    let mut letters: Vec<_> = word.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Whether two neighbouring letters that have changed places tell two words apart.
fn is_swapped(one: &str, other: &str) -> bool {
    let (one, mut other): (Vec<_>, Vec<_>) = (one.chars().collect(), other.chars().collect());
    let first = one.iter().zip(&other).position(|(letter, another)| letter != another);
    first.is_some_and(|place| {
        let is_pair = place + 1 < other.len();
        if is_pair {
            other.swap(place, place + 1);
        }
        is_pair && one == other
    })
}

/// What is written in two ways, and the one that both are brought to.
const VARIANTS: &[(&str, &str)] = &[
    ("programme", "program"),
    ("cheque", "check"),
    ("grey", "gray"),
    ("ogue", "og"),
    ("our", "or"),
    ("tre", "ter"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ence", "ense"),
    ("ae", "e"),
    ("oe", "e"),
    ("ll", "l"),
];

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
            ("Item(s)", "item"),
            ("foo(bar)baz", "foobaz"),
            ("Save [draft]", "save|draft"),
            ("\u{fb01}le \u{2460} ＡＢＣ", "file|1|abc"),
            ("cafe\u{301} café", "cafe|cafe"),
            ("ΣΑΣ σας", "σασ|σασ"),
            ("Kapı", "kapı"),
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
            ("Terms & conditions", "Terms and conditions", false),
            ("Aspirin x", "Remove aspirin", false),
            ("Ward X", "Aspirin", true),
            ("USA", "United States of America", false),
            ("U.S.", "United States", false),
            ("Go to the ward", "Group therapy", true),
            ("Event", "Events", true),
            ("Events", "Event", true),
            ("Book a visit", "Booking a visit", true),
            ("App", "Apple", true),
            ("App", "Application", false),
            ("Info", "Information", false),
            ("Doc", "Documents", false),
            ("Inform", "Information", true),
            ("Home", "Homepage", true),
            ("Back", "Background", true),
            ("Accept", "Acceptance", true),
            ("Pay", "Payment", true),
            ("Univ. press", "University press", false),
            ("justice", "just ice cream", true),
            ("Send.", "Submit", true),
            ("Main St.", "Main Street", false),
            ("Send", "Sent", true),
            ("Next", "Text", true),
            ("Laboratory", "Labratory", false),
            ("Receive", "Recieve", false),
            ("Address", "Adress", false),
            ("Contact", "Contract", true),
            ("Message", "Massage", true),
            ("Prescription", "Description", true),
            ("Paediatrics", "Pediatrics", false),
            ("2 doses", "Two doses", true),
            ("twenty twenty", "two thousand twenty", true),
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
