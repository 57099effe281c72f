//! # Requirement
//!
//! Sound that starts by itself and lasts more than three seconds can be stopped or turned off on the page.
//!
//! # Why it matters
//!
//! A patient who is blind listens to a screen reader. A page that greets him with music talks over it, and the button that
//! would stop the music cannot be heard.
//!
//! # How it is judged
//!
//! - An `audio` or `video` element with `autoplay` is judged that is not muted and plays, or has played and stopped. The
//!   browser of the audit lets media start by itself, and is watched for three seconds where some does.
//! - It passes where the browser's own controls are seen and exposed, or where what can be heard of it is three seconds or
//!   less: by its sound, by the part that its address names (`#t=8,10`), or because the page stopped it.
//! - It fails where more than three seconds were heard and the page has nothing to operate that is seen, exposed and named.
//! - Where something can be operated, whether it stops the sound is asked of a person, if its name speaks of sound or
//!   pausing; else, and where length or sound were not found out, it can't be told.
//!
//! # What it does not see
//!
//! - Sound that a script plays without an element in the page or starts with `play()`, calls, and short sounds that repeat.
//! - Where in the page what stops it stands, and whether the keyboard reaches it.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.4.2](https://www.w3.org/TR/WCAG22/#audio-control)
//! - [ACT rule 80f0bf](https://www.w3.org/WAI/standards-guidelines/act/rules/80f0bf/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Content, Element, Page, Player, Sound, span},
    evidence::{Duration, Frame},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// Sound of so many seconds needs nothing to stop it.
const SHORT: f64 = 3.0;
/// What people call that which stops a sound.
const STOPPERS: [&str; 9] =
    ["pause", "stop", "mute", "sound", "volume", "audio", "music", "silence", "play"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AudioControl;

impl StateCheck for AudioControl {
    const META: &'static Meta = &Meta {
        id: "audio-control",
        title: "Sound that starts by itself can be stopped",
        requires: &[wcag22::AUDIO_CONTROL],
        act: &["80f0bf"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("audio_control.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        Player::all(page)
            .filter(|player| starts_alone(*player))
            .filter_map(|player| Some(player.element.subject().is(outcome(player)?)))
            .collect()
    }
}

fn starts_alone(player: Player<'_>) -> bool {
    let media = player.media;
    media.autoplay
        && !media.muted
        && (!media.paused || media.played > 0.0)
        && player.may_be_recorded()
        && player.sound() != Sound::Silent
}

fn outcome(player: Player<'_>) -> Option<Outcome> {
    let media = player.media;
    let length = match media.duration {
        Some(Duration::Seconds(seconds)) => Some(seconds),
        _ => None,
    };
    let part = part(player, length);
    let short = |seconds: Option<f64>| seconds.is_some_and(|seconds| seconds <= SHORT);
    let stopped = media.paused && media.played <= SHORT;
    // The rule is about what lasts longer, and leaves out what is short and played again and again.
    if short(length) {
        return None;
    }
    if !media.looped && (short(part) || short(media.audible) || stopped) {
        return Some(Outcome::Passed);
    }
    if player.has_controls() {
        return Some(Outcome::Passed);
    }
    let instruments = Instruments::of(player.element.page);
    let long = !short(part) && !short(media.audible);
    let certain = long
        && player.content() == Content::Recorded
        && player.sound() == Sound::Heard
        && media.volume > 0.0
        && media.played > SHORT;
    let finding = |what: &str, fix: &str| {
        let start = format!("It starts by itself and was played for {}.", span(media.played));
        Finding {
            related: instruments.speaking.clone(),
            ..Finding::new(format!("{start} {what}"), fix)
        }
    };
    let fix = "Let it wait until it is asked for, or give it controls at the top of the page.";
    Some(if !instruments.speaking.is_empty() {
        let question = "Does what is named here stop it, or turn it off, and can it be found while the sound plays?";
        Outcome::Question(finding("Something on the page speaks of sound or pausing.", question))
    } else if !certain {
        Outcome::CantTell(finding(
            &format!("{} Nothing speaks of stopping it.", player.described()),
            fix,
        ))
    } else if instruments.any {
        Outcome::CantTell(finding("Nothing on the page speaks of stopping it.", fix))
    } else {
        Outcome::Failed(finding("Nothing on the page can be operated to stop it.", fix))
    })
}

/// How many seconds the part lasts that a media fragment names: `#t=8,10`; nothing if it names none.
fn part(player: Player<'_>, length: Option<f64>) -> Option<f64> {
    let page = player.element.page;
    let address = player.media.source.map_or("", |source| page.string(source));
    let (_, fragment) = address.split_once('#')?;
    let time = fragment.split('&').find_map(|part| part.strip_prefix("t="))?;
    let time = time.strip_prefix("npt:").unwrap_or(time);
    let (from, to) = time.split_once(',').unwrap_or((time, ""));
    let from = if from.is_empty() { 0.0 } else { seconds(from)? };
    let end = if to.is_empty() {
        length?
    } else {
        length.map_or(seconds(to)?, |end| end.min(seconds(to).unwrap_or(end)))
    };
    (end > from).then_some(end - from)
}

/// `8`, `8.5`, `1:08`, `0:01:08`.
fn seconds(text: &str) -> Option<f64> {
    text.trim_end_matches('s')
        .split(':')
        .try_fold(0.0, |sum, part| Some(sum * 60.0 + part.parse::<f64>().ok()?))
}

/// What a page has to operate.
#[derive(Debug, Default)]
struct Instruments {
    any: bool,
    /// Those whose names speak of sound or pausing.
    speaking: Vec<Subject>,
}

impl Instruments {
    fn of(page: Page<'_>) -> Self {
        let mut found = Self { any: page.recorded.truncated.is_some(), ..Self::default() };
        for element in page.elements().filter(|element| element.is_visible()) {
            found.any |= element.recorded.frame == Some(Frame::Foreign);
            if element.is_exposed() && operated(element) && !element.name().is_empty() {
                found.any = true;
                let name = element.name().text.to_lowercase();
                if STOPPERS.iter().any(|word| name.contains(word)) {
                    found.speaking.push(element.subject());
                }
            }
        }
        found
    }
}

fn operated(element: Element<'_>) -> bool {
    !element.is_disabled() && (element.is_widget() || element.is_tabbable() || element.is_summary())
}

#[cfg(test)]
mod tests {
    use super::AudioControl;
    use crate::testing::{outcomes, outcomes_of, step};

    const LOUD: &str = "autoplay src=a plays='27s heard=25 played=3.1 running'";

    #[test]
    fn clauses() {
        for (html, expected) in [
            (format!("<audio {LOUD}></audio>"), "failed"),
            (format!("<video {LOUD}></video>"), "failed"),
            (format!("<video {LOUD}></video><p>Welcome</p>"), "failed"),
            (format!("<audio controls {LOUD}></audio>"), "passed"),
            (format!("<audio controls style='display: none' {LOUD}></audio>"), "failed"),
            (format!("<audio controls aria-hidden=true {LOUD}></audio>"), "failed"),
            (format!("<video {LOUD}></video><button>Pause</button>"), "question"),
            (format!("<video {LOUD}></video><button>Turn the sound off</button>"), "question"),
            (format!("<video {LOUD}></video><button disabled>Pause</button>"), "failed"),
            (format!("<video {LOUD}></video><button></button>"), "failed"),
            (
                format!("<video {LOUD}></video><div aria-hidden=true><button>Mute</button></div>"),
                "failed",
            ),
            (format!("<video {LOUD}></video><button hidden>Mute</button>"), "failed"),
            (format!("<video {LOUD}></video><button>Sign in</button>"), "can't tell"),
            (format!("<video {LOUD}></video><a href=/>Home</a>"), "can't tell"),
        ] {
            assert_eq!(outcomes_of::<AudioControl>(&step(&html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn how_long_it_is_heard() {
        for (media, expected) in [
            ("src=a plays='27s heard=3 played=3.1 running'", "passed"),
            ("src=a plays='27s heard=3.05 played=3.1 running'", "failed"),
            ("src=a#t=24 plays='27s heard=25 played=1 running'", "passed"),
            ("src=a#t=23.9 plays='27s heard=25 played=3.1 running'", "failed"),
            ("src=a#t=8,11 plays='27s heard=25 played=3 running'", "passed"),
            ("src=a#t=8,11.5 plays='27s heard=25 played=3.1 running'", "failed"),
            ("src=a#t=,3 plays='27s heard=25 played=1 running'", "passed"),
            ("src=a#t=npt:0:08,0:11 plays='27s heard=25 played=1 running'", "passed"),
            ("src=a#t=8,30 plays='27s heard=25 played=3.1 running'", "failed"),
            ("src=a#t=8,11 loop plays='27s heard=25 played=3.1 running'", "can't tell"),
            ("src=a plays='27s heard=25 played=2.5'", "passed"),
            ("src=a plays='27s heard=25 played=3.5'", "failed"),
            ("src=a plays='27s heard=25 played=3 running'", "can't tell"),
            ("src=a plays='27s heard=25 played=3.1 running volume=0'", "can't tell"),
            ("src=a plays='27s sound played=3.1 running'", "can't tell"),
            ("src=a plays='endless heard=25 played=3.1 running'", "can't tell"),
            ("src=a loop plays='2s heard=2 played=3.1 running'", ""),
        ] {
            let html = format!("<audio autoplay {media}></audio>");
            assert_eq!(outcomes_of::<AudioControl>(&step(&html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_sound_that_starts_by_itself_is_judged() {
        for html in [
            "<audio controls src=a plays='27s heard=25'></audio>",
            "<audio src=a plays='27s heard=25 played=3.1 running'></audio>",
            "<audio autoplay src=a plays='27s heard=25'></audio>",
            "<video autoplay muted src=a plays='27s heard=25 played=3.1 running'></video>",
            "<video autoplay src=a plays='27s heard=0 played=3.1 running'></video>",
            "<video autoplay src=a plays='27s soundless played=3.1 running'></video>",
            "<video autoplay src=a plays='3s heard=3 played=3 running'></video>",
            "<video autoplay plays='stream played=9 running'></video>",
        ] {
            assert!(outcomes::<AudioControl>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let said = |beside: &str, media: &str| {
            outcomes::<AudioControl>(&step(&format!("<audio id=a {media}></audio>{beside}")))
                .concat()
        };
        let all = [
            said("", LOUD),
            said("<a href=/>Home</a>", LOUD),
            said("<button>Mute</button>", LOUD),
            said("", "autoplay src=a plays='27s sound played=1 running'"),
        ];
        insta::assert_snapshot!(all.join("\n"), @"
        a: failed: It starts by itself and was played for 3.1 s. Nothing on the page can be operated to stop it.
        a: can't tell: It starts by itself and was played for 3.1 s. Nothing on the page speaks of stopping it.
        a: question: It starts by itself and was played for 3.1 s. Something on the page speaks of sound or pausing.
        a: can't tell: It starts by itself and was played for 1 s. It lasts 27 s and has a track of sound. Nothing speaks of stopping it.
        ");
    }
}
