//! # Requirement
//!
//! What a prerecorded video shows and says can be read: on the page, or by a link.
//!
//! # Why it matters
//!
//! A patient who can neither see nor hear reads with the fingers, and words are all that can be read so.
//!
//! # How it is judged
//!
//! - A `video` element that is seen is judged, with sound or without.
//! - It fails for certain where the page has nothing that could be its transcript: no exposed text, no link, no control, no
//!   picture, no frame, no other player, no name and no text track.
//! - Whether words on the page or behind a link say the same is asked of a person.
//! - A camera or a call is not prerecorded.
//!
//! # What it does not see
//!
//! - What the video shows and says, and what is behind a link.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.2.8](https://www.w3.org/TR/WCAG22/#media-alternative-prerecorded)
//! - [ACT rule 1a02b0](https://www.w3.org/WAI/standards-guidelines/act/rules/1a02b0/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Company, Content, Page, Player},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct MediaAlternativePrerecorded;

impl StateCheck for MediaAlternativePrerecorded {
    const META: &'static Meta = &Meta {
        id: "media-alternative-prerecorded",
        title: "What a video shows and says can be read",
        requires: &[wcag22::MEDIA_ALTERNATIVE_PRERECORDED],
        act: &["1a02b0"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("media_alternative_prerecorded.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        Player::all(page)
            .filter(|player| player.is_video() && player.element.is_visible())
            .filter(|player| player.may_be_recorded())
            .map(|player| player.element.subject().is(outcome(player)))
            .collect()
    }
}

fn outcome(video: Player<'_>) -> Outcome {
    let company = Company::of(video);
    let alone = company.exposed_words == 0 && !company.leads && !company.other_player;
    let pictured = video.media.video == Some(true);
    let certain = video.content() == Content::Recorded && pictured && video.media.tracks.is_empty();
    if alone && certain {
        return Outcome::Failed(Finding::new(
            format!("{} Nothing on the page says in words what it shows.", video.described()),
            "Write down what it shows and says, on the page or behind a link beside it.",
        ));
    }
    Outcome::Question(Finding {
        related: company.transcripts.clone(),
        ..Finding::new(
            format!("{} {}", video.described(), company.described()),
            "Play it. Is all that it shows and says written on the page, or behind a link that says so?",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::MediaAlternativePrerecorded;
    use crate::testing::{outcomes, outcomes_of, step};

    #[test]
    fn clauses() {
        let shown = "<video src=a plays='9s pictures'></video>";
        for (html, expected) in [
            (shown.to_owned(), "failed"),
            ("<video src=a plays='9s soundless pictures'></video>".to_owned(), "failed"),
            ("<video src=a plays='9s'></video>".to_owned(), "question"),
            ("<video src=a plays='endless pictures'></video>".to_owned(), "question"),
            (
                "<video src=a plays='9s pictures'><track kind=captions></video>".to_owned(),
                "question",
            ),
            (format!("{shown}<p>Turn it.</p>"), "question"),
            (format!("{shown}<p box='-999,0 9x9'>Turn it.</p>"), "question"),
            (format!("{shown}<p aria-hidden=true>Turn it.</p>"), "failed"),
            (format!("{shown}<a href=/t></a>"), "question"),
            (format!("{shown}<audio controls src=b plays='9s'></audio>"), "question"),
        ] {
            let said = outcomes_of::<MediaAlternativePrerecorded>(&step(&html)).join(" ");
            assert_eq!(said, expected, "{html}");
        }
    }

    #[test]
    fn only_seen_prerecorded_video_is_judged() {
        for html in [
            "<video src=a style='display: none' plays='9s pictures'></video>",
            "<video plays='stream pictures'></video>",
            "<video src=a plays='0s pictures'></video>",
            "<audio controls src=a plays='9s heard=3'></audio>",
        ] {
            assert!(outcomes::<MediaAlternativePrerecorded>(&step(html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let alone = step("<video id=a src=a plays='9s heard=3 pictures'></video>");
        let beside = step("<video id=b src=a plays='9s heard=3 pictures'></video><p>Turn it.</p>");
        let all = [
            outcomes::<MediaAlternativePrerecorded>(&alone),
            outcomes::<MediaAlternativePrerecorded>(&beside),
        ];
        insta::assert_snapshot!(all.concat().join("\n"), @"
        a: failed: It lasts 9 s and can be heard. Nothing on the page says in words what it shows.
        b: question: It lasts 9 s and can be heard. The page shows 2 words; nothing calls itself a transcript.
        ");
    }
}
