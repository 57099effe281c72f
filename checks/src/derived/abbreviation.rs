//! Words that are short for others.

use super::words;

/// Whether the shorter word may stand for the longer one.
pub(super) fn is_abbreviation(short: &str, long: &str) -> bool {
    let (short_length, long_length) = (short.chars().count(), long.chars().count());
    let word = short.chars().all(char::is_alphabetic) && !SMALL.contains(&short);
    if short_length >= long_length || !word {
        return false;
    }
    // Letters left out from the middle leave few vowels: appt, dept, hr, mg. A word that only begins another is no
    // abbreviation of it, unless it is a known one: Home, Homepage; Pay, Payment.
    let is_vowel = |c: char| "aeiouy".contains(c);
    let starts_with_vowel = short.starts_with(is_vowel);
    let has_vowel = short.chars().skip(1).any(is_vowel) || starts_with_vowel && short_length < 3;
    let drawn = is_drawn_from(short, long) && !long.starts_with(short);
    drawn && !has_vowel || is_known(short, long)
}

/// Whether a word is a known abbreviation of another, in the singular or plural.
fn is_known(short: &str, long: &str) -> bool {
    let singular = |word: &str| match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => word.strip_suffix('s').unwrap_or(word).to_owned(),
    };
    let pair = (singular(short), singular(long));
    KNOWN.iter().any(|known| *known == (short, long) || *known == (&*pair.0, &*pair.1))
}

/// Whether a word begins as another does, and has letters of it in order.
fn is_drawn_from(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().next() == long.chars().next()
        && short.chars().all(|c| rest.any(|other| other == c))
}

/// Whether a word of a text, written with a full stop, may stand for one of others.
pub(super) fn is_dotted(text: &str, only: &[&String], others: &[&String]) -> bool {
    text.split_whitespace().any(|word| {
        let bare = word.trim_end_matches('.');
        bare.len() < word.len()
            && words(bare).iter().any(|word| {
                only.contains(&word) && others.iter().any(|other| is_drawn_from(word, other))
            })
    })
}

/// Abbreviations that the rules above do not find, and words that begin others and are short for them.
const KNOWN: &[(&str, &str)] = &[
    ("admin", "administration"),
    ("admin", "administrator"),
    ("alt", "alternative"),
    ("am", "morning"),
    ("app", "application"),
    ("apr", "april"),
    ("asst", "assistant"),
    ("aug", "august"),
    ("auth", "authentication"),
    ("auth", "authorization"),
    ("auto", "automatic"),
    ("ave", "avenue"),
    ("bio", "biography"),
    ("cert", "certificate"),
    ("co", "company"),
    ("config", "configuration"),
    ("corp", "corporation"),
    ("dec", "december"),
    ("demo", "demonstration"),
    ("dev", "developer"),
    ("dev", "development"),
    ("diff", "difference"),
    ("dir", "directory"),
    ("doc", "document"),
    ("ed", "education"),
    ("eg", "example"),
    ("exam", "examination"),
    ("exec", "executive"),
    ("ext", "extension"),
    ("feb", "february"),
    ("fri", "friday"),
    ("gov", "government"),
    ("gym", "gymnasium"),
    ("id", "identification"),
    ("id", "identifier"),
    ("inc", "incorporated"),
    ("info", "information"),
    ("intro", "introduction"),
    ("jan", "january"),
    ("lab", "laboratory"),
    ("lang", "language"),
    ("lb", "pound"),
    ("lib", "library"),
    ("math", "mathematics"),
    ("max", "maximum"),
    ("med", "medicine"),
    ("meds", "medications"),
    ("memo", "memorandum"),
    ("min", "minimum"),
    ("min", "minute"),
    ("misc", "miscellaneous"),
    ("mon", "monday"),
    ("no", "number"),
    ("nov", "november"),
    ("oct", "october"),
    ("org", "organization"),
    ("oz", "ounce"),
    ("param", "parameter"),
    ("perm", "permission"),
    ("phone", "telephone"),
    ("photo", "photograph"),
    ("pic", "picture"),
    ("pref", "preference"),
    ("prev", "previous"),
    ("pro", "professional"),
    ("prof", "professor"),
    ("promo", "promotion"),
    ("qty", "quantity"),
    ("rec", "recommendation"),
    ("ref", "reference"),
    ("rehab", "rehabilitation"),
    ("rep", "representative"),
    ("res", "resolution"),
    ("rx", "prescription"),
    ("sat", "saturday"),
    ("sec", "second"),
    ("sep", "september"),
    ("sept", "september"),
    ("spec", "specification"),
    ("stat", "statistic"),
    ("sub", "subscription"),
    ("sun", "sunday"),
    ("sync", "synchronization"),
    ("tech", "technology"),
    ("tel", "telephone"),
    ("temp", "temperature"),
    ("temp", "temporary"),
    ("thu", "thursday"),
    ("thurs", "thursday"),
    ("tue", "tuesday"),
    ("tues", "tuesday"),
    ("univ", "university"),
    ("vet", "veterinarian"),
    ("vet", "veterinary"),
    ("vol", "volume"),
    ("vs", "versus"),
    ("wed", "wednesday"),
];

/// Whether a word in capitals is made of the initials of words in a row, with or without the small ones.
pub(super) fn is_initials(text: &str, of: &[String]) -> bool {
    let initials = |of: &mut dyn Iterator<Item = &String>| -> String {
        of.filter_map(|word| word.chars().next()).collect()
    };
    let all = initials(&mut of.iter());
    let large = initials(&mut of.iter().filter(|word| !SMALL.contains(&word.as_str())));
    text.split_whitespace().any(|word| {
        let letters: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let capital = letters.chars().filter(|c| c.is_uppercase()).count() >= 2;
        let lower = letters.to_lowercase();
        capital && (all.contains(&lower) || large.contains(&lower))
    })
}

/// Words that initials leave out.
const SMALL: &[&str] = &["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to"];
