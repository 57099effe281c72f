//! The word that was probably meant.

/// Words of other tools and other tongues, and ours.
const SYNONYMS: &[(&str, &str)] = &[
    ("assert", "expect"),
    ("check", "checkbox"),
    ("cmd", "Meta"),
    ("command", "Meta"),
    ("ctrl", "Control"),
    ("del", "Delete"),
    ("down", "ArrowDown"),
    ("enter", "fill"),
    ("esc", "Escape"),
    ("files", "file"),
    ("given", "act"),
    ("goto", "open"),
    ("input", "fill"),
    ("key", "press"),
    ("label", "field"),
    ("left", "ArrowLeft"),
    ("navigate", "open"),
    ("option", "Alt"),
    ("prod", "production"),
    ("return", "Enter"),
    ("right", "ArrowRight"),
    ("see", "text"),
    ("select", "choose"),
    ("selector", "css"),
    ("tap", "click"),
    ("then", "expect"),
    ("type", "fill"),
    ("up", "ArrowUp"),
    ("upload", "attach"),
    ("url", "path"),
    ("value", "with"),
    ("visit", "open"),
    ("when", "act"),
];

/// The one of the words that was probably meant, if any is near enough.
pub(super) fn nearest<'a>(word: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = word.to_lowercase();
    let words: Vec<&str> = words.into_iter().collect();
    let far = (wanted.chars().count() / 3).max(1);
    let near = words
        .iter()
        .map(|known| (strsim::damerau_levenshtein(&wanted, &known.to_lowercase()), *known))
        .filter(|(distance, _)| *distance <= far)
        .min();
    let synonym = || {
        let (_, ours) = SYNONYMS.iter().find(|(theirs, _)| *theirs == wanted)?;
        words.iter().copied().find(|known| known == ours)
    };
    let longer = || {
        let mut begun = words.iter().copied().filter(|known| {
            wanted.chars().count() >= 3 && known.to_lowercase().starts_with(&wanted)
        });
        begun.next().filter(|_| begun.next().is_none())
    };
    near.map(|(_, known)| known).or_else(synonym).or_else(longer)
}

/// A sentence that asks whether that word was meant, or else lists what there is.
pub(super) fn meant<'a>(
    word: &str,
    words: impl IntoIterator<Item = &'a str> + Clone,
    none: &str,
) -> String {
    if let Some(known) = nearest(word, words.clone()) {
        return format!("did you mean `{known}`?");
    }
    let all: Vec<&str> = words.into_iter().collect();
    if all.is_empty() { none.to_owned() } else { format!("there is: {}", all.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_near_enough_or_of_the_same_meaning_is_offered() {
        let words = ["open", "fill", "choose", "click", "press", "attach"];
        for (word, expected) in [
            ("opne", Some("open")),
            ("OPEN", Some("open")),
            ("clik", Some("click")),
            ("goto", Some("open")),
            ("type", Some("fill")),
            ("cho", Some("choose")),
            ("ho", None),
            ("hover", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, words), expected, "{word}");
        }
        assert_eq!(nearest("pat", ["path", "patient"]), Some("path"), "one letter");
        assert_eq!(nearest("target", ["target-size", "target-offset"]), None, "either");
        assert_eq!(nearest("url", ["heading"]), None, "a synonym of a word that is not there");
    }
}
