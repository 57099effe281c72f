//! What a drawn audio or video element plays, from its attribute `plays`.
//!
//! `plays="9s heard=4 played=3.5 running"`: nine seconds long, four of them heard, playing. Other words: `sound` and
//! `soundless` and `pictures` (whether it has such a track), `endless`, `stream`, `ended`, `volume=0`, `error=4`. Its `track` elements are
//! its text tracks, with `cues=3` and `ready=2`.

use crate::evidence::{Duration, Media, Track};
use scraper::ElementRef;

/// What an element plays; nothing for one that is no player.
pub(super) fn media(
    source: ElementRef<'_>,
    string: &mut dyn FnMut(&str) -> u32,
) -> Option<Box<Media>> {
    let value = source.value();
    if !["audio", "video"].contains(&value.name()) {
        return None;
    }
    let has = |name: &str| value.attr(name).is_some();
    let mut media = Media {
        source: value.attr("src").filter(|address| !address.trim().is_empty()).map(&mut *string),
        paused: true,
        muted: has("muted"),
        volume: 1.0,
        autoplay: has("autoplay"),
        controls: has("controls"),
        looped: has("loop"),
        ..Media::default()
    };
    for word in value.attr("plays").unwrap_or_default().split_whitespace() {
        say(&mut media, word);
    }
    for track in source.children().filter_map(ElementRef::wrap) {
        if track.value().name() == "track" {
            let attr = |name: &str| track.value().attr(name);
            media.tracks.push(Track {
                kind: string(attr("kind").unwrap_or("subtitles")),
                label: string(attr("label").unwrap_or_default()),
                language: string(attr("srclang").unwrap_or_default()),
                default: attr("default").is_some(),
                ready: attr("ready").map(|ready| ready.parse().expect("a number")),
                mode: string("disabled"),
                cues: attr("cues").map(|cues| cues.parse().expect("a number")),
            });
        }
    }
    Some(Box::new(media))
}

fn say(media: &mut Media, word: &str) {
    let number = |text: &str| -> f64 { text.parse().expect("a number") };
    match word.split_once('=') {
        Some(("heard", seconds)) => media.audible = Some(number(seconds)),
        Some(("played", seconds)) => media.played = number(seconds),
        Some(("volume", volume)) => media.volume = number(volume),
        Some(("error", code)) => media.error = Some(code.parse().expect("a code")),
        Some(_) => panic!("cannot read {word:?}"),
        None => match word {
            "pictures" => media.video = Some(true),
            "sound" => media.audio = Some(true),
            "soundless" => media.audio = Some(false),
            "running" => media.paused = false,
            "ended" => media.ended = true,
            "stream" => media.stream = true,
            "endless" => media.duration = Some(Duration::Endless),
            seconds => {
                media.duration = Some(Duration::Seconds(number(seconds.trim_end_matches('s'))));
            }
        },
    }
}
