//! An audio or video element with what it plays: whether that is prerecorded, whether it can be heard, what it comes with.

use super::{Element, Page, list, span};
use crate::evidence::{Duration, Media, Track};

/// An audio or video element and what was recorded of what it plays. Cheap to copy.
#[derive(Debug, Clone, Copy)]
pub struct Player<'e> {
    /// The element.
    pub element: Element<'e>,
    /// What it plays.
    pub media: &'e Media,
}

/// What kind of content it plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// None at all: it has no source, or one that lasts no time.
    Nothing,
    /// A camera or a call.
    Stream,
    /// Something of a known length.
    Recorded,
    /// Something whose length is not known: it was not loaded, could not be, or has no end.
    Unknown,
}

/// Whether it can be heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sound {
    /// Its sound was listened to, and is not only silence.
    Heard,
    /// It has no sound, or nothing but silence.
    Silent,
    /// It was not found out.
    Unknown,
}

impl<'e> Player<'e> {
    /// Every audio and video element of which it was recorded what it plays.
    pub fn all(page: Page<'e>) -> impl Iterator<Item = Player<'e>> {
        page.elements().filter_map(|element| {
            Some(Player { element, media: element.recorded.media.as_deref()? })
        })
    }

    /// Whether it is a video element.
    pub fn is_video(self) -> bool {
        self.element.is_any(&["video"])
    }

    /// What kind of content it plays.
    pub fn content(self) -> Content {
        let sourced = self.media.source.is_some()
            || self.media.error.is_some()
            || self.element.attr("src").is_some_and(|source| !source.trim().is_empty())
            || self.element.children().any(|child| child.is_any(&["source"]));
        match self.media.duration {
            _ if self.media.stream => Content::Stream,
            Some(Duration::Seconds(0.0)) => Content::Nothing,
            Some(Duration::Seconds(_)) => Content::Recorded,
            None if !sourced => Content::Nothing,
            Some(Duration::Endless) | None => Content::Unknown,
        }
    }

    /// Whether it is, or may be, prerecorded.
    pub fn may_be_recorded(self) -> bool {
        matches!(self.content(), Content::Recorded | Content::Unknown)
    }

    /// Whether it can be heard.
    pub fn sound(self) -> Sound {
        match (self.media.audio, self.media.audible) {
            (_, Some(seconds)) if seconds > 0.0 => Sound::Heard,
            (_, Some(_)) | (Some(false), None) => Sound::Silent,
            (_, None) => Sound::Unknown,
        }
    }

    /// Whether the engine's own controls are there for everybody.
    pub fn has_controls(self) -> bool {
        self.media.controls && self.element.is_visible() && self.element.is_exposed()
    }

    /// Its text tracks of these kinds.
    pub fn tracks(self, kinds: &'e [&str]) -> impl Iterator<Item = &'e Track> {
        let page = self.element.page;
        self.media.tracks.iter().filter(move |track| kinds.contains(&page.string(track.kind)))
    }

    /// What is known of it, for whoever has to look: "It lasts 13.7 s, can be heard, and has a captions track (English)."
    pub fn described(self) -> String {
        let length = match self.media.duration {
            Some(Duration::Seconds(seconds)) => format!("lasts {}", span(seconds)),
            Some(Duration::Endless) => "has no end".to_owned(),
            None if self.media.error.is_some() => "could not be loaded".to_owned(),
            None => "is not loaded yet".to_owned(),
        };
        let sound = match (self.sound(), self.media.audio) {
            (Sound::Heard, _) => "can be heard",
            (Sound::Silent, _) => "is silent",
            (Sound::Unknown, Some(true)) => "has a track of sound",
            (Sound::Unknown, _) => "may have sound",
        };
        let mut parts = vec![length, sound.to_owned()];
        let tracks: Vec<_> = self.media.tracks.iter().map(|track| self.track(track)).collect();
        if !tracks.is_empty() {
            parts.push(format!("has {}", list(&tracks)));
        }
        format!("It {}.", list(&parts))
    }

    fn track(self, track: &Track) -> String {
        let page = self.element.page;
        let (kind, label) = (page.string(track.kind), page.string(track.label));
        let language = page.string(track.language);
        let named = if label.is_empty() { language } else { label };
        let named = if named.is_empty() { String::new() } else { format!(" ({named})") };
        let state = match (track.ready, track.cues) {
            (Some(3), _) => ", which could not be loaded",
            (_, Some(0)) => ", which is empty",
            _ => "",
        };
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {kind} track{named}{state}")
    }
}

impl Track {
    /// Whether it certainly shows nothing: it could not be loaded, or has no cue.
    pub fn is_empty(&self) -> bool {
        self.ready == Some(3) || self.cues == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::{Content, Player, Sound};
    use crate::{reads::State, testing::step};

    fn seen(html: &str) -> (Content, Sound, String) {
        let step = step(html);
        let state = State::new(&step);
        let player = Player::all(state.page().unwrap()).next().unwrap();
        (player.content(), player.sound(), player.described())
    }

    #[test]
    fn what_it_plays() {
        for (html, expected) in [
            ("<video src=a plays='9s'></video>", Content::Recorded),
            ("<video src=a plays='0s'></video>", Content::Nothing),
            ("<video></video>", Content::Nothing),
            ("<video src=' '></video>", Content::Nothing),
            ("<video src=a></video>", Content::Unknown),
            ("<video><source src=a></video>", Content::Unknown),
            ("<video src=a plays='endless'></video>", Content::Unknown),
            ("<video plays='stream'></video>", Content::Stream),
            ("<video plays='stream endless'></video>", Content::Stream),
        ] {
            assert_eq!(seen(html).0, expected, "{html}");
        }
    }

    #[test]
    fn what_can_be_heard() {
        for (html, expected) in [
            ("<video src=a plays='9s heard=0.05'></video>", Sound::Heard),
            ("<video src=a plays='9s heard=0'></video>", Sound::Silent),
            ("<video src=a plays='9s soundless'></video>", Sound::Silent),
            ("<video src=a plays='9s sound'></video>", Sound::Unknown),
            ("<video src=a plays='9s'></video>", Sound::Unknown),
        ] {
            assert_eq!(seen(html).1, expected, "{html}");
        }
    }

    #[test]
    fn what_is_said_of_it() {
        let tracks = "<track kind=captions label=English cues=3><track kind=subtitles ready=3>";
        for (html, expected) in [
            ("<video src=a plays='90s heard=9'></video>", "It lasts 1 min 30 s and can be heard."),
            ("<video src=a></video>", "It is not loaded yet and may have sound."),
            (
                "<video src=a plays='endless sound'></video>",
                "It has no end and has a track of sound.",
            ),
            ("<video src=a plays='error=4'></video>", "It could not be loaded and may have sound."),
            (
                &format!("<video src=a plays='9s soundless'>{tracks}</video>"),
                "It lasts 9 s, is silent and has a captions track (English) and a subtitles track, which could not be loaded.",
            ),
        ] {
            assert_eq!(seen(html).2, expected, "{html}");
        }
    }
}
