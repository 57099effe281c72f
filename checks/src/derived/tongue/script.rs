//! The scripts that languages are written in.

/// How the letters of a text stand with a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// They are the Latin ones where the language is written in others: brand names, or another language.
    Latin,
    /// They are another script's.
    Foreign(&'static str),
    /// They are those of the language and of hardly another.
    Own,
    /// They are those of the language, and of others too.
    Shared,
    /// It is not known how the language is written.
    Unknown,
}

/// A script: its name for people, its letters, the languages that are written in it, and whether its first language is
/// all but alone with it.
struct Script {
    name: &'static str,
    code: &'static str,
    letters: &'static [(char, char)],
    languages: &'static [&'static str],
    is_own: bool,
}

const LATIN: &[&str] = &[
    "af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "eu", "fi", "fr", "ga", "gl", "hmn",
    "hr", "ht", "hu", "id", "is", "it", "kk", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "sk",
    "sl", "so", "sq", "sr", "sv", "sw", "tl", "tr", "uz", "vi",
];

const SCRIPTS: &[Script] = &[
    Script {
        name: "Latin letters",
        code: "latn",
        letters: &[('A', 'Z'), ('a', 'z'), ('ª', 'ª'), ('º', 'º'), ('À', 'ɏ'), ('Ḁ', 'ỿ')],
        languages: LATIN,
        is_own: false,
    },
    Script {
        name: "Cyrillic letters",
        code: "cyrl",
        letters: &[('Ѐ', 'ԯ')],
        languages: &["be", "bg", "kk", "ky", "mk", "mn", "ro", "ru", "sr", "tg", "uk", "uz"],
        is_own: false,
    },
    Script {
        name: "Greek letters",
        code: "grek",
        letters: &[('Ͱ', 'Ͽ'), ('ἀ', '῾')],
        languages: &["el"],
        is_own: true,
    },
    Script {
        name: "Arabic letters",
        code: "arab",
        letters: &[
            ('\u{620}', '\u{6ff}'),
            ('\u{750}', '\u{77f}'),
            ('\u{fb50}', '\u{fdff}'),
            ('\u{fe70}', '\u{fefe}'),
        ],
        languages: &["ar", "fa", "kk", "ky", "ms", "pa", "ps", "tg", "ur", "uz"],
        is_own: false,
    },
    Script {
        name: "Hebrew letters",
        code: "hebr",
        letters: &[('\u{5d0}', '\u{5f2}')],
        languages: &["he", "yi"],
        is_own: false,
    },
    Script {
        name: "Korean letters",
        code: "hang",
        letters: &[('가', '힣'), ('ᄀ', 'ᇿ'), ('ㄱ', 'ㆎ')],
        languages: &["ko"],
        is_own: true,
    },
    Script {
        name: "Japanese letters",
        code: "hrkt",
        letters: &[('ぁ', 'ゟ'), ('ァ', 'ヺ'), ('ｦ', 'ﾟ')],
        languages: &["ja"],
        is_own: true,
    },
    Script {
        name: "Chinese characters",
        code: "hani",
        letters: &[
            ('一', '\u{9fff}'),
            ('㐀', '䶿'),
            ('\u{20000}', '\u{323af}'),
            ('豈', '\u{faff}'),
        ],
        languages: &["zh", "yue", "ja", "ko"],
        is_own: false,
    },
    Script {
        name: "Thai letters",
        code: "thai",
        letters: &[('ก', '\u{e4e}')],
        languages: &["th"],
        is_own: true,
    },
    Script {
        name: "Lao letters",
        code: "laoo",
        letters: &[('ກ', '\u{edf}')],
        languages: &["lo"],
        is_own: true,
    },
    Script {
        name: "Khmer letters",
        code: "khmr",
        letters: &[('ក', '\u{17d3}')],
        languages: &["km"],
        is_own: true,
    },
    Script {
        name: "Burmese letters",
        code: "mymr",
        letters: &[('က', '\u{109f}')],
        languages: &["my"],
        is_own: false,
    },
    Script {
        name: "Armenian letters",
        code: "armn",
        letters: &[('Ա', 'և')],
        languages: &["hy"],
        is_own: true,
    },
    Script {
        name: "Georgian letters",
        code: "geor",
        letters: &[('ა', 'ჿ')],
        languages: &["ka"],
        is_own: true,
    },
    Script {
        name: "Ethiopic letters",
        code: "ethi",
        letters: &[('ሀ', 'ፚ')],
        languages: &["am", "ti"],
        is_own: false,
    },
    Script {
        name: "Devanagari letters",
        code: "deva",
        letters: &[('\u{900}', '\u{97f}')],
        languages: &["hi", "mr", "ne", "sa"],
        is_own: false,
    },
    Script {
        name: "Bengali letters",
        code: "beng",
        letters: &[('\u{980}', '\u{9ff}')],
        languages: &["bn", "as"],
        is_own: false,
    },
    Script {
        name: "Gurmukhi letters",
        code: "guru",
        letters: &[('\u{a00}', '\u{a7f}')],
        languages: &["pa"],
        is_own: true,
    },
    Script {
        name: "Gujarati letters",
        code: "gujr",
        letters: &[('\u{a80}', '\u{aff}')],
        languages: &["gu"],
        is_own: true,
    },
    Script {
        name: "Tamil letters",
        code: "taml",
        letters: &[('\u{b80}', '\u{bff}')],
        languages: &["ta"],
        is_own: true,
    },
    Script {
        name: "Telugu letters",
        code: "telu",
        letters: &[('\u{c00}', '\u{c7f}')],
        languages: &["te"],
        is_own: true,
    },
    Script {
        name: "Kannada letters",
        code: "knda",
        letters: &[('\u{c80}', '\u{cff}')],
        languages: &["kn"],
        is_own: true,
    },
    Script {
        name: "Malayalam letters",
        code: "mlym",
        letters: &[('\u{d00}', '\u{d7f}')],
        languages: &["ml"],
        is_own: true,
    },
];

/// How the letters of words stand with a language; a script subtag says how the author means it to be written.
pub(super) fn fit(words: &[String], language: &str, subtag: Option<&str>) -> Fit {
    let mut counts = vec![0_usize; SCRIPTS.len()];
    // A letter alone is a symbol: β, μ, Ω.
    for word in words.iter().filter(|word| word.chars().nth(1).is_some() || is_ideograph(word)) {
        for c in word.chars() {
            if let Some(script) = script(c) {
                counts[script] += 1;
            }
        }
    }
    let total: usize = counts.iter().sum();
    let used = |script: &Script| match subtag {
        Some("latn" | "cyrl" | "arab" | "grek" | "hebr" | "deva" | "ethi" | "thai") => {
            subtag == Some(script.code)
        }
        _ => script.languages.contains(&language),
    };
    if total == 0 || !SCRIPTS.iter().any(used) {
        return Fit::Unknown;
    }
    let own: usize =
        SCRIPTS.iter().zip(&counts).filter(|(script, _)| used(script)).map(|(_, n)| n).sum();
    let latin = counts[0];
    let most = SCRIPTS.iter().zip(&counts).skip(1).max_by_key(|(_, count)| **count);
    match most {
        Some((script, count))
            if !used(script) && *count >= 2 && own * 20 <= total && latin * 10 <= total =>
        {
            // Japanese is written in Chinese characters too, and in its own between them.
            let kana = SCRIPTS.iter().zip(&counts).any(|(other, n)| other.code == "hrkt" && *n > 0);
            Fit::Foreign(if script.code == "hani" && kana {
                "Japanese letters"
            } else {
                script.name
            })
        }
        _ if own * 20 <= total && latin * 2 >= total => Fit::Latin,
        Some((script, count))
            if used(script) && script.is_own && count * 5 >= own * 3 && own * 5 >= total * 4 =>
        {
            Fit::Own
        }
        _ => Fit::Shared,
    }
}

fn script(c: char) -> Option<usize> {
    SCRIPTS
        .iter()
        .position(|script| script.letters.iter().any(|(first, last)| (*first..=*last).contains(&c)))
}

fn is_ideograph(word: &str) -> bool {
    word.chars().all(|c| script(c).is_some_and(|script| SCRIPTS[script].code == "hani"))
}
