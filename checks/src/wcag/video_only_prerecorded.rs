//! # Requirement
//!
//! What a prerecorded video without sound shows is said in words or in sound as well.
//!
//! # Why it matters
//!
//! A silent film shows how to give oneself an injection. A patient who is blind gets none of it, unless the page says it too.
//!
//! # How it is judged
//!
//! - A `video` element that is seen and has no sound, or nothing but silence, is judged.
//! - It fails for certain where the page has nothing that could say it: no exposed text, no link, no control, no picture, no
//!   frame, no other player, no name, and no text track but one of descriptions, which no browser reads out.
//! - Whether words on the page, behind a link, or a sound beside it say the same is asked of a person.
//! - A camera or a call is not prerecorded.
//!
//! # What it does not see
//!
//! - What the video shows, and whether it shows anything: one that only decorates is asked about too.
//! - Moving pictures that are no `video` element.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.2.1](https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded)
//! - [ACT rule c3232f](https://www.w3.org/WAI/standards-guidelines/act/rules/c3232f/), and its parts
//!   [d7ba54](https://www.w3.org/WAI/standards-guidelines/act/rules/d7ba54/),
//!   [ee13b5](https://www.w3.org/WAI/standards-guidelines/act/rules/ee13b5/) and
//!   [fd26cf](https://www.w3.org/WAI/standards-guidelines/act/rules/fd26cf/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Company, Content, Page, Player, Sound},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct VideoOnlyPrerecorded;

impl StateCheck for VideoOnlyPrerecorded {
    const META: &'static Meta = &Meta {
        id: "video-only-prerecorded",
        title: "What a video without sound shows is said in words or in sound",
        requires: &[wcag22::AUDIO_ONLY_AND_VIDEO_ONLY_PRERECORDED],
        act: &["c3232f", "d7ba54", "ee13b5", "fd26cf"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("video_only_prerecorded.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        Player::all(page)
            .filter(|player| player.is_video() && player.element.is_visible())
            .filter(|player| player.may_be_recorded() && player.sound() != Sound::Heard)
            .map(|player| player.element.subject().is(outcome(player)))
            .collect()
    }
}

fn outcome(video: Player<'_>) -> Outcome {
    let company = Company::of(video);
    let page = video.element.page;
    let described_only =
        video.media.tracks.iter().all(|track| page.string(track.kind) == "descriptions");
    let alone = company.exposed_words == 0 && !company.leads && !company.other_player;
    let certain = video.content() == Content::Recorded && video.sound() == Sound::Silent;
    if alone && described_only && certain {
        return Outcome::Failed(Finding::new(
            format!("{} Nothing on the page says what it shows.", video.described()),
            "Say what it shows in words on the page or behind a link beside it, or in a recording.",
        ));
    }
    Outcome::Question(Finding {
        related: company.transcripts.clone(),
        ..Finding::new(
            format!("{} {}", video.described(), company.described()),
            "Look at it. If it has no sound, is all that it shows said in words on the page, behind a link, or in a recording?",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::VideoOnlyPrerecorded;
    use crate::testing::{outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        let silent = "<video src=a plays='9s heard=0'></video>";
        for (html, expected) in [
            (silent.to_owned(), "failed"),
            ("<video src=a plays='9s soundless'></video>".to_owned(), "failed"),
            ("<video src=a plays='9s sound'></video>".to_owned(), "question"),
            ("<video src=a plays='9s'></video>".to_owned(), "question"),
            ("<video src=a plays='endless soundless'></video>".to_owned(), "question"),
            ("<video src=a title=Rabbit plays='9s soundless'></video>".to_owned(), "question"),
            (
                "<video src=a plays='9s soundless'><track kind=descriptions></video>".to_owned(),
                "failed",
            ),
            (
                "<video src=a plays='9s soundless'><track kind=captions></video>".to_owned(),
                "question",
            ),
            (format!("{silent}<p>A rabbit yawns.</p>"), "question"),
            (format!("{silent}<p box='-999,0 9x9'>A rabbit yawns.</p>"), "question"),
            (format!("{silent}<p aria-hidden=true>A rabbit yawns.</p>"), "failed"),
            (format!("{silent}<p hidden>A rabbit yawns.</p>"), "failed"),
            (format!("{silent}<a href=/t></a>"), "question"),
            (format!("{silent}<audio controls src=b plays='9s heard=9'></audio>"), "question"),
        ] {
            assert_eq!(
                outcomes_of::<VideoOnlyPrerecorded>(&step(&html)).join(" "),
                expected,
                "{html}"
            );
        }
    }

    #[test]
    fn only_seen_prerecorded_video_without_sound_is_judged() {
        for html in [
            "<video src=a plays='9s heard=3'></video>",
            "<video src=a style='display: none' plays='9s soundless'></video>",
            "<video plays='stream soundless'></video>",
            "<video></video>",
            "<audio controls src=a plays='9s heard=0'></audio>",
        ] {
            assert!(outcomes::<VideoOnlyPrerecorded>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let alone = step("<video id=a src=a plays='9s heard=0'><track kind=descriptions></video>");
        let beside = step("<video id=b src=a plays='9s soundless'></video><p>A rabbit.</p>");
        let all =
            [outcomes::<VideoOnlyPrerecorded>(&alone), outcomes::<VideoOnlyPrerecorded>(&beside)];
        insta::assert_snapshot!(all.concat().join("\n"), @"
        a: failed: It lasts 9 s, is silent and has a descriptions track. Nothing on the page says what it shows.
        b: question: It lasts 9 s and is silent. The page shows 2 words; nothing calls itself a transcript.
        ");
    }
}
