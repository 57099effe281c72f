//! # Requirement
//!
//! Prerecorded video with sound has captions.
//!
//! # Why it matters
//!
//! A nurse explains on film how to prepare for a procedure. A patient who is deaf, or who sits in a waiting room without
//! headphones, sees a mouth that moves.
//!
//! # How it is judged
//!
//! - A `video` element that is seen, and is not known to be silent, is judged.
//! - One that is heard and has no text track of captions or subtitles, or only tracks that could not be loaded or are empty,
//!   can't be told: captions can be part of the picture, and an alternative for text that says so needs none.
//! - Whether the captions that are there say all that is heard is asked of a person. So is a video whose sound was not read.
//! - It never passes and never fails by itself. A camera or a call is not prerecorded.
//!
//! # What it does not see
//!
//! - Captions in the picture, and captions that a player of the page's own draws.
//! - What is said, and whether the captions say it.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.2.2](https://www.w3.org/TR/WCAG22/#captions-prerecorded)
//! - [ACT rule eac66b](https://www.w3.org/WAI/standards-guidelines/act/rules/eac66b/), and its parts
//!   [ab4d13](https://www.w3.org/WAI/standards-guidelines/act/rules/ab4d13/) and
//!   [f51b46](https://www.w3.org/WAI/standards-guidelines/act/rules/f51b46/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Player, Sound},
    evidence::Track,
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct CaptionsPrerecorded;

impl StateCheck for CaptionsPrerecorded {
    const META: &'static Meta = &Meta {
        id: "captions-prerecorded",
        title: "Prerecorded video with sound has captions",
        requires: &[wcag22::CAPTIONS_PRERECORDED],
        act: &["ab4d13", "eac66b", "f51b46"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("captions_prerecorded.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        Player::all(page)
            .filter(|player| player.is_video() && player.element.is_visible())
            .filter(|player| player.may_be_recorded() && player.sound() != Sound::Silent)
            .map(|player| player.element.subject().is(outcome(player)))
            .collect()
    }
}

fn outcome(video: Player<'_>) -> Outcome {
    let mut tracks = video.tracks(&["captions", "subtitles"]).peekable();
    let absent = tracks.peek().is_none();
    let useless = tracks.all(Track::is_empty);
    if useless && video.sound() == Sound::Heard {
        let lack = if absent {
            "Nothing in it is a captions track."
        } else {
            "No track of it shows a caption."
        };
        return Outcome::CantTell(Finding::new(
            format!("{} {lack}", video.described()),
            "Give it a `track` of captions that loads, unless the picture itself shows them.",
        ));
    }
    Outcome::Question(Finding::new(
        video.described(),
        "Play it. Do captions say all that is said, who says it, and the sounds that matter?",
    ))
}

#[cfg(test)]
mod tests {
    use super::CaptionsPrerecorded;
    use crate::testing::{outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (inside, expected) in [
            ("", "can't tell"),
            ("<track kind=captions>", "question"),
            ("<track kind=subtitles>", "question"),
            ("<track>", "question"),
            ("<track kind=captions cues=12 ready=2>", "question"),
            ("<track kind=captions ready=3>", "can't tell"),
            ("<track kind=captions cues=0 ready=2>", "can't tell"),
            ("<track kind=captions ready=3><track kind=subtitles cues=1>", "question"),
            ("<track kind=descriptions>", "can't tell"),
            ("<track kind=chapters>", "can't tell"),
        ] {
            let html = format!("<video src=a plays='9s heard=3'>{inside}</video>");
            assert_eq!(
                outcomes_of::<CaptionsPrerecorded>(&step(&html)).join(" "),
                expected,
                "{html}"
            );
        }
        for (html, expected) in [
            ("<video src=a plays='9s sound'></video>", "question"),
            ("<video src=a></video>", "question"),
            ("<video src=a plays='endless heard=1'></video>", "can't tell"),
        ] {
            assert_eq!(
                outcomes_of::<CaptionsPrerecorded>(&step(html)).join(" "),
                expected,
                "{html}"
            );
        }
    }

    #[test]
    fn only_seen_prerecorded_video_that_may_be_heard_is_judged() {
        for html in [
            "<video src=a plays='9s soundless'></video>",
            "<video src=a plays='9s heard=0'></video>",
            "<video src=a style='display: none' plays='9s heard=3'></video>",
            "<video plays='stream sound'></video>",
            "<video></video>",
            "<audio controls src=a plays='9s heard=3'></audio>",
        ] {
            assert!(outcomes::<CaptionsPrerecorded>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let html = "<video id=a src=a plays='9s heard=3'></video>\
             <video id=b src=a plays='9s heard=3'><track kind=captions label=English ready=3></video>\
             <video id=c src=a plays='9s heard=3'><track kind=captions srclang=en></video>";
        insta::assert_snapshot!(outcomes::<CaptionsPrerecorded>(&step(html)).join("\n"), @"
        a: can't tell: It lasts 9 s and can be heard. Nothing in it is a captions track.
        b: can't tell: It lasts 9 s, can be heard and has a captions track (English), which could not be loaded. No track of it shows a caption.
        c: question: It lasts 9 s, can be heard and has a captions track (en).
        ");
    }
}
