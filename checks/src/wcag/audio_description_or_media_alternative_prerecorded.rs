//! # Requirement
//!
//! What a prerecorded video with sound shows is said by its sound, by a second track of sound, or in words.
//!
//! # Why it matters
//!
//! "Turn it like this and press here": a patient who is blind hears the film about the inhaler and knows nothing afterwards.
//!
//! # How it is judged
//!
//! - A `video` element that is seen, and is not known to be silent, is judged.
//! - Where the page has nothing else that could say it (no exposed text, link, control, picture, frame or other player, no
//!   track of descriptions), only its own sound can, and it can't be told. Else it is asked of a person.
//! - It never passes and never fails by itself. A camera or a call is not prerecorded.
//!
//! # What it does not see
//!
//! - What the video shows, and whether its own sound says so: a talking head needs nothing more.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.2.3](https://www.w3.org/TR/WCAG22/#audio-description-or-media-alternative-prerecorded)
//! - [ACT rule c5a4ea](https://www.w3.org/WAI/standards-guidelines/act/rules/c5a4ea/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Company, Page, Player, Sound},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AudioDescriptionOrMediaAlternativePrerecorded;

impl StateCheck for AudioDescriptionOrMediaAlternativePrerecorded {
    const META: &'static Meta = &Meta {
        id: "audio-description-or-media-alternative-prerecorded",
        title: "What a video with sound shows is said in sound or in words",
        requires: &[wcag22::AUDIO_DESCRIPTION_OR_MEDIA_ALTERNATIVE_PRERECORDED],
        act: &["c5a4ea"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("audio_description_or_media_alternative_prerecorded.rs"),
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
    let company = Company::of(video);
    let described = video.tracks(&["descriptions"]).any(|track| !track.is_empty());
    let alone = company.exposed_words == 0 && !company.leads && !company.other_player;
    if alone && !described && video.sound() == Sound::Heard {
        return Outcome::CantTell(Finding::new(
            format!("{} Nothing but its own sound can say what it shows.", video.described()),
            "Unless its sound says all that it shows, write that on the page or behind a link, or describe it in sound.",
        ));
    }
    Outcome::Question(Finding {
        related: company.transcripts.clone(),
        ..Finding::new(
            format!("{} {}", video.described(), company.described()),
            "Play it. Is all that it shows said by its sound, by a described version, or in words on the page or behind a link?",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::AudioDescriptionOrMediaAlternativePrerecorded as This;
    use crate::testing::{outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        let heard = "<video src=a plays='9s heard=3'></video>";
        for (html, expected) in [
            (heard.to_owned(), "can't tell"),
            ("<video src=a plays='9s sound'></video>".to_owned(), "question"),
            (
                "<video src=a plays='9s heard=3'><track kind=descriptions></video>".to_owned(),
                "question",
            ),
            (
                "<video src=a plays='9s heard=3'><track kind=descriptions ready=3></video>"
                    .to_owned(),
                "can't tell",
            ),
            (
                "<video src=a plays='9s heard=3'><track kind=captions></video>".to_owned(),
                "can't tell",
            ),
            (format!("{heard}<p>Turn it.</p>"), "question"),
            (format!("{heard}<p hidden>Turn it.</p>"), "can't tell"),
            (format!("{heard}<a href=/t></a>"), "question"),
            (format!("{heard}<audio controls src=b plays='9s'></audio>"), "question"),
        ] {
            assert_eq!(outcomes_of::<This>(&step(&html)).join(" "), expected, "{html}");
        }
    }

    #[test]
    fn only_seen_prerecorded_video_that_may_be_heard_is_judged() {
        for html in [
            "<video src=a plays='9s soundless'></video>",
            "<video src=a style='display: none' plays='9s heard=3'></video>",
            "<video plays='stream sound'></video>",
            "<audio controls src=a plays='9s heard=3'></audio>",
        ] {
            assert!(outcomes::<This>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let alone = step("<video id=a src=a plays='9s heard=3'></video>");
        let linked = step("<video id=b src=a plays='9s heard=3'></video><a href=/t>Transcript</a>");
        let all = [outcomes::<This>(&alone), outcomes::<This>(&linked)];
        insta::assert_snapshot!(all.concat().join("\n"), @"
        a: can't tell: It lasts 9 s and can be heard. Nothing but its own sound can say what it shows.
        b: question: It lasts 9 s and can be heard. Something on the page calls itself a transcript.
        ");
    }
}
