//! Which language a text is in, as far as that is certain.
//!
//! Three witnesses, each for what it is good at. The script: Russian letters are not English at any length. The small
//! words that make sentences (`the`, `with`; `los`, `para`), from our own list beside this file: a handful of one
//! language and none of the other decide a sentence. The profile of letters (whatlang) for long texts: on short ones it
//! errs more often than not. Related languages share words and letters and are never told apart.

mod script;

use script::{Fit, fit};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Small words by language: `en: a about …`.
const WORDS: &str = include_str!("tongue/function_words.txt");

/// Small words that also stand in names of people and places: they show nothing.
const PARTICLES: &str = "a al an av da das dal das de degli dei del della den der des di do dos du e el i la las le les \
                         lo los no o san ten ter u und van vom von y zu zum zur";

/// Languages that share so many words that none of these methods tells them apart.
const RELATED: &[&[&str]] = &[
    &["af", "fy", "li", "nds", "nl"],
    &["an", "ast", "ca", "es", "eu", "gl", "lad", "oc", "pt"],
    &["en", "sco"],
    &["bar", "de", "gsw", "lb", "nds", "yi"],
    &["fr", "frp", "ht", "oc", "wa"],
    &["da", "fo", "is", "nb", "nn", "no", "sv"],
    &["co", "fur", "it", "la", "rm", "sc", "scn"],
    &["bs", "cs", "hr", "hsb", "dsb", "pl", "sh", "sk", "sl", "sr"],
    &["be", "bg", "mk", "ru", "sr", "uk"],
    &["id", "jv", "ms", "su"],
    &["ceb", "fil", "hil", "ilo", "tl", "war"],
    &["az", "tk", "tr"],
    &["et", "fi"],
    &["ar", "fa", "ps", "ur"],
    &["he", "yi"],
    &["hi", "mr", "ne", "sa"],
    &["ja", "yue", "zh"],
];

/// Whatlang's languages by the subtag that people write.
const PROFILES: &str = "epo=eo eng=en rus=ru cmn=zh spa=es por=pt ita=it ben=bn fra=fr deu=de ukr=uk kat=ka ara=ar hin=hi \
    jpn=ja heb=he yid=yi pol=pl amh=am jav=jv kor=ko nob=no dan=da swe=sv fin=fi tur=tr nld=nl hun=hu ces=cs ell=el \
    bul=bg bel=be mar=mr kan=kn ron=ro slv=sl hrv=hr srp=sr mkd=mk lit=lt lav=lv est=et tam=ta vie=vi urd=ur tha=th \
    guj=gu uzb=uz pan=pa aze=az ind=id tel=te pes=fa mal=ml ori=or mya=my nep=ne sin=si khm=km tuk=tk aka=ak zul=zu \
    sna=sn afr=af lat=la slk=sk cat=ca tgl=tl hye=hy cym=cy";

/// A text of this many letters is long enough for its profile.
const LONG: usize = 200;
/// And of this many for the profile to decide alone.
const VERY_LONG: usize = 500;
/// No more words than this are looked at.
const ENOUGH: usize = 20_000;

/// How a text stands with the language that it is marked as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// It is in that language.
    Agrees,
    /// It is not: it is in this one, or in letters that the language is not written with.
    Contradicts(&'static str),
    /// It does not seem to be: this is what speaks against it.
    Doubtful(&'static str),
    /// Nothing tells.
    Open,
    /// It has no words.
    Silent,
}

/// How texts stand with the language of a tag.
pub fn read(texts: &[&str], tag: &str) -> Reading {
    let tag = tag.trim().to_ascii_lowercase();
    let mut subtags = tag.split('-');
    let language = canonical(subtags.next().unwrap_or_default());
    let script = subtags.find(|subtag| subtag.len() == 4);
    let words: Vec<String> = texts.iter().flat_map(|text| words(text)).take(ENOUGH).collect();
    if words.is_empty() {
        return Reading::Silent;
    }
    let letters = words.iter().map(|word| word.chars().count()).sum();
    let fit = fit(&words, language, script);
    if let Fit::Foreign(name) = fit {
        return Reading::Contradicts(name);
    }
    let counted = Counted::of(&words);
    let profile = Profile::of(&words, letters);
    if let Some(reading) = against(&counted, &profile, language, fit, letters) {
        return reading;
    }
    match fit {
        Fit::Own => Reading::Agrees,
        _ if counted.speaks(language) && profile.is(language) => Reading::Agrees,
        Fit::Shared
            if profile.is_sure_of(language, letters) && counted.leaves_to_profile(language) =>
        {
            Reading::Agrees
        }
        _ => Reading::Open,
    }
}

/// What a reading found, for people: the name of a language, or the letters.
pub fn name(found: &str) -> &str {
    const NAMES: &[(&str, &str)] = &[
        ("cs", "Czech"),
        ("da", "Danish"),
        ("de", "German"),
        ("en", "English"),
        ("es", "Spanish"),
        ("fi", "Finnish"),
        ("fr", "French"),
        ("ht", "Haitian Creole"),
        ("hu", "Hungarian"),
        ("id", "Indonesian"),
        ("it", "Italian"),
        ("nl", "Dutch"),
        ("no", "Norwegian"),
        ("pl", "Polish"),
        ("pt", "Portuguese"),
        ("ro", "Romanian"),
        ("sv", "Swedish"),
        ("tl", "Tagalog"),
        ("tr", "Turkish"),
        ("vi", "Vietnamese"),
    ];
    NAMES.iter().find(|(subtag, _)| *subtag == found).map_or(found, |(_, name)| name)
}

/// What speaks for another language than the one claimed.
fn against(
    counted: &Counted,
    profile: &Profile,
    language: &str,
    fit: Fit,
    letters: usize,
) -> Option<Reading> {
    // Of a language that none of the methods knows, nothing can be said but that another one is likelier.
    let known = LISTS.contains_key(language) || fit == Fit::Latin;
    let (other, tally) = counted.strongest(language)?;
    let told_apart = !are_related(other, language);
    // Japanese and Chinese in Latin letters are full of what looks like `no`, `to` and `he`.
    let agreed = fit != Fit::Latin || profile.is(other) && tally.theirs >= 5;
    if tally.is_certain(counted.total) && told_apart && known && agreed {
        return Some(Reading::Contradicts(other));
    }
    if profile.is_sure_against(language, letters)
        && let Some(found) = profile.language
        && !are_related(found, language)
    {
        let by_words = LISTS.contains_key(found).then(|| counted.tally(found, language));
        match by_words {
            Some(words) if !words.outweighs() => (),
            Some(words) if words.theirs > 0 && letters >= VERY_LONG => {
                return Some(Reading::Contradicts(found));
            }
            _ => return Some(Reading::Doubtful(found)),
        }
    }
    let heard = fit != Fit::Latin || profile.is(other);
    (tally.theirs >= 3 && tally.kinds >= 2 && tally.outweighs() && told_apart && heard)
        .then_some(Reading::Doubtful(other))
}

/// The words of a text: runs of letters, in lower case, cut at apostrophes.
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphabetic() && !is_mark(c))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .map(str::to_lowercase)
}

/// Whether the character is a sign that is put on the letter before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{93c}'..='\u{94d}' | '\u{9bc}'..='\u{9cd}' | '\u{a3c}'..='\u{a4d}'
        | '\u{abc}'..='\u{acd}' | '\u{bbe}'..='\u{bcd}' | '\u{c3e}'..='\u{c4d}' | '\u{cbc}'..='\u{ccd}'
        | '\u{d3e}'..='\u{d4d}' | '\u{e31}' | '\u{e34}'..='\u{e4e}' | '\u{591}'..='\u{5c7}' | '\u{64b}'..='\u{65f}')
}

/// One of the names of a language.
fn canonical(primary: &str) -> &str {
    match primary {
        "nb" | "nn" => "no",
        "fil" => "tl",
        "cmn" => "zh",
        other => other,
    }
}

fn are_related(one: &str, other: &str) -> bool {
    one == other || RELATED.iter().any(|group| group.contains(&one) && group.contains(&other))
}

type Lists = BTreeMap<&'static str, BTreeSet<&'static str>>;

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    WORDS
        .lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(language, words)| (language, words.split_whitespace().collect()))
        .collect()
});

/// How often each small word of any language occurs.
struct Counted<'w> {
    counts: BTreeMap<&'w str, usize>,
    total: usize,
}

/// Small words of another language against those of the one claimed.
struct Tally {
    /// Small words of the other language that are none of the one claimed, particles of names left out.
    theirs: usize,
    /// How many different ones.
    kinds: usize,
    /// All small words of the other language.
    all: usize,
    /// Small words of the one claimed that are none of the other language.
    ours: usize,
}

impl<'w> Counted<'w> {
    fn of(words: &'w [String]) -> Self {
        let mut counts = BTreeMap::new();
        for word in words {
            *counts.entry(word.as_str()).or_default() += 1;
        }
        Self { counts, total: words.len() }
    }

    fn tally(&self, other: &str, claimed: &str) -> Tally {
        let none = BTreeSet::new();
        let (others, claimed) =
            (LISTS.get(other).unwrap_or(&none), LISTS.get(claimed).unwrap_or(&none));
        let mut tally = Tally { theirs: 0, kinds: 0, all: 0, ours: 0 };
        for (word, count) in &self.counts {
            match (others.contains(word), claimed.contains(word)) {
                (true, is_ours) => {
                    tally.all += count;
                    if !is_ours && !PARTICLES.split_whitespace().any(|particle| particle == *word) {
                        tally.theirs += count;
                        tally.kinds += 1;
                    }
                }
                (false, true) => tally.ours += count,
                (false, false) => (),
            }
        }
        tally
    }

    /// The language other than the one claimed that most of the small words speak for.
    fn strongest(&self, claimed: &str) -> Option<(&'static str, Tally)> {
        LISTS
            .keys()
            .filter(|other| **other != claimed)
            .map(|other| (*other, self.tally(other, claimed)))
            .max_by_key(|(other, tally)| (tally.theirs, tally.all, ["en", "es"].contains(other)))
    }

    /// Whether no list speaks for the language, and hardly a small word for another one.
    fn leaves_to_profile(&self, language: &str) -> bool {
        !LISTS.contains_key(language)
            && self.strongest(language).is_none_or(|(_, tally)| tally.theirs * 10 <= self.total)
    }

    /// Whether the small words are plainly those of the language, and of no other.
    fn speaks(&self, language: &str) -> bool {
        LISTS.keys().filter(|other| **other != language).all(|other| {
            let tally = self.tally(language, other);
            tally.theirs >= 3 && tally.kinds >= 2 && tally.outweighs()
        }) && self.tally(language, "").all * 5 >= self.total
    }
}

impl Tally {
    /// Whether the claimed language hardly occurs beside the other.
    fn outweighs(&self) -> bool {
        self.ours * 5 <= self.theirs
    }

    /// Whether no text of the claimed language can look like this.
    fn is_certain(&self, total: usize) -> bool {
        // A sentence is a third small words; of a long list of terms fewer are enough.
        let share = if total <= 30 { self.all * 10 >= total * 3 } else { self.all * 5 >= total };
        self.theirs >= 3 && self.kinds >= 3 && self.outweighs() && share
    }
}

/// What the letters of a long text look like.
struct Profile {
    language: Option<&'static str>,
    is_clear: bool,
}

impl Profile {
    fn of(words: &[String], letters: usize) -> Self {
        let text = if letters <= VERY_LONG * 40 {
            words.join(" ")
        } else {
            // All parts of a very long text alike.
            let step = letters / (VERY_LONG * 20);
            words
                .chunks(20)
                .step_by(step)
                .flatten()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(" ")
        };
        let Some(info) = whatlang::detect(&text) else {
            return Self { language: None, is_clear: false };
        };
        let code = info.lang().code();
        let language = PROFILES
            .split_whitespace()
            .filter_map(|pair| pair.split_once('='))
            .find_map(|(theirs, ours)| (theirs == code).then_some(ours));
        Self { language, is_clear: info.is_reliable() && info.confidence() >= 0.9 }
    }

    fn is(&self, language: &str) -> bool {
        self.language == Some(language)
    }

    fn is_sure_of(&self, language: &str, letters: usize) -> bool {
        self.is(language) && self.is_clear && letters >= LONG
    }

    /// Whether the profile is that of another language, and it knows the one claimed.
    fn is_sure_against(&self, language: &str, letters: usize) -> bool {
        let knows = PROFILES
            .split_whitespace()
            .any(|pair| pair.split_once('=').is_some_and(|(_, ours)| ours == language));
        knows && !self.is(language) && self.is_clear && letters >= LONG
    }
}

#[cfg(test)]
mod tests;
