//! # Requirement
//!
//! What a prerecorded video with sound shows is said by its own sound or by a second track of sound.
//!
//! # Why it matters
//!
//! Who listens to the film about the inhaler must not have to stop it and read elsewhere what the hands are doing.
//!
//! # How it is judged
//!
//! - A `video` element that is seen, and is not known to be silent, is asked about: only who plays it can say whether its
//!   sound, or a described version, says what it shows. Which tracks it has is told.
//! - It never passes and never fails by itself. A camera or a call is not prerecorded.
//!
//! # What it does not see
//!
//! - What the video shows, and whether its own sound says so: a talking head needs nothing more.
//! - Text tracks of descriptions are told, but no browser reads them out.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.2.5](https://www.w3.org/TR/WCAG22/#audio-description-prerecorded)
//! - [ACT rule 1ec09b](https://www.w3.org/WAI/standards-guidelines/act/rules/1ec09b/), and its part
//!   [1ea59c](https://www.w3.org/WAI/standards-guidelines/act/rules/1ea59c/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Page, Player, Sound},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AudioDescriptionPrerecorded;

impl StateCheck for AudioDescriptionPrerecorded {
    const META: &'static Meta = &Meta {
        id: "audio-description-prerecorded",
        title: "What a video with sound shows is said in sound",
        requires: &[wcag22::AUDIO_DESCRIPTION_PRERECORDED],
        act: &["1ea59c", "1ec09b"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("audio_description_prerecorded.rs"),
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
    Outcome::Question(Finding::new(
        video.described(),
        "Play it with your eyes closed. Is all that it shows said by its sound, or by a described version of it?",
    ))
}

#[cfg(test)]
mod tests {
    use super::AudioDescriptionPrerecorded;
    use crate::testing::{outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        for (html, expected) in [
            ("<video src=a plays='9s heard=3'></video>", "question"),
            ("<video src=a plays='9s sound'></video>", "question"),
            ("<video src=a></video>", "question"),
            ("<video src=a plays='9s heard=3'><track kind=descriptions></video>", "question"),
            ("<video src=a plays='9s heard=0'></video>", ""),
            ("<video src=a plays='9s soundless'></video>", ""),
        ] {
            let said = outcomes_of::<AudioDescriptionPrerecorded>(&step(html)).join(" ");
            assert_eq!(said, expected, "{html}");
        }
    }

    #[test]
    fn only_seen_prerecorded_video_is_judged() {
        for html in [
            "<video src=a style='display: none' plays='9s heard=3'></video>",
            "<video plays='stream sound'></video>",
            "<video></video>",
            "<audio controls src=a plays='9s heard=3'></audio>",
        ] {
            assert!(outcomes::<AudioDescriptionPrerecorded>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let step = step(
            "<video id=a src=a plays='9s heard=3'><track kind=descriptions srclang=en></video>",
        );
        insta::assert_snapshot!(outcomes::<AudioDescriptionPrerecorded>(&step).join("\n"), @"a: question: It lasts 9 s, can be heard and has a descriptions track (en).");
    }
}
