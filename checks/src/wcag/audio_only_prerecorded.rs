//! # Requirement
//!
//! What a prerecorded recording says can be read: on the page, or by a link.
//!
//! # Why it matters
//!
//! A clinic leaves instructions before a procedure as a voice message. A patient who is deaf gets none of it, unless it is
//! written down as well.
//!
//! # How it is judged
//!
//! - An `audio` element is judged that starts by itself, plays, or has a player that a person can see and assistive
//!   technology gets. One without the browser's player is asked about where the page has anything that may start it.
//! - It fails for certain where sound is heard in it, and the page has nothing that could be its transcript: no text that
//!   is both seen and exposed, no link, no control, no picture, no frame, no other player, and no name.
//! - Whether words on the page or behind a link say the same is asked of a person; what is known is told: length, and
//!   what calls itself a transcript.
//! - Silence needs no words. A live stream is not prerecorded, and what has no source plays nothing.
//!
//! # What it does not see
//!
//! - Sound that a script plays without an element in the page.
//! - What is behind a link, and what the recording says.
//!
//! # Sources
//!
//! - [WCAG 2.2, 1.2.1](https://www.w3.org/TR/WCAG22/#audio-only-and-video-only-prerecorded)
//! - [ACT rule e7aa44](https://www.w3.org/WAI/standards-guidelines/act/rules/e7aa44/), and its parts
//!   [2eb176](https://www.w3.org/WAI/standards-guidelines/act/rules/2eb176/) and
//!   [afb423](https://www.w3.org/WAI/standards-guidelines/act/rules/afb423/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{Company, Content, Page, Player, Sound},
    judgement::{Finding, Judgement, Outcome},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct AudioOnlyPrerecorded;

impl StateCheck for AudioOnlyPrerecorded {
    const META: &'static Meta = &Meta {
        id: "audio-only-prerecorded",
        title: "What a recording says can be read",
        requires: &[wcag22::AUDIO_ONLY_AND_VIDEO_ONLY_PRERECORDED],
        act: &["2eb176", "afb423", "e7aa44"],
        severity: Severity::Serious,
        class: Class::Accessibility,
        source: include_str!("audio_only_prerecorded.rs"),
    };

    type Reads<'e> = Page<'e>;

    fn judge(page: Page<'_>) -> Vec<Judgement> {
        Player::all(page)
            .filter(|player| !player.is_video() && player.may_be_recorded())
            .filter_map(|player| Some(player.element.subject().is(outcome(player)?)))
            .collect()
    }
}

fn outcome(audio: Player<'_>) -> Option<Outcome> {
    let plays = !audio.media.paused;
    let certain = plays || audio.has_controls();
    let company = Company::of(audio);
    // A control of the page's own may start it.
    if !certain && !audio.media.autoplay && !company.leads {
        return None;
    }
    if audio.sound() == Sound::Silent {
        return Some(Outcome::Excepted("silent"));
    }
    let alone = company.seen_words == 0 && !company.leads && !company.other_player;
    let recorded = audio.content() == Content::Recorded && audio.sound() == Sound::Heard;
    if alone && certain && recorded {
        return Some(Outcome::Failed(Finding::new(
            format!("{} Nothing on the page says it in words.", audio.described()),
            "Write down what is said and heard in it, on the page or behind a link beside it.",
        )));
    }
    Some(Outcome::Question(Finding {
        related: company.transcripts.clone(),
        ..Finding::new(
            format!("{} {}", audio.described(), company.described()),
            "Listen to it. Is all that is said and heard in it written on the page, or behind a link that says so?",
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::AudioOnlyPrerecorded;
    use crate::testing::{outcomes, outcomes_of, step};

    const HEARD: &str = "src=a plays='27s heard=25'";

    #[test]
    fn clauses() {
        for (html, expected) in [
            (format!("<audio controls {HEARD}></audio>"), "failed"),
            ("<audio autoplay src=a plays='27s heard=25 running'></audio>".to_owned(), "failed"),
            // It was kept from starting, or stopped again.
            (format!("<audio autoplay {HEARD}></audio>"), "question"),
            ("<audio controls src=a plays='27s sound'></audio>".to_owned(), "question"),
            ("<audio controls src=a plays='27s heard=0'></audio>".to_owned(), "excepted"),
            ("<audio controls src=a plays='endless sound'></audio>".to_owned(), "question"),
            ("<audio controls src=a></audio>".to_owned(), "question"),
            (
                format!("<audio controls aria-label='No food after midnight' {HEARD}></audio>"),
                "question",
            ),
            (format!("<audio controls {HEARD}></audio><p>No food.</p>"), "question"),
            (format!("<audio controls {HEARD}></audio><p hidden>No food.</p>"), "failed"),
            (format!("<audio controls {HEARD}></audio><p aria-hidden=true>No food.</p>"), "failed"),
            (format!("<audio controls {HEARD}></audio><p box='-999,0 9x9'>No food.</p>"), "failed"),
            (format!("<audio controls {HEARD}></audio><a href=/t></a>"), "question"),
            (format!("<audio controls {HEARD}></audio><img src=t>"), "question"),
            (
                format!("<audio controls {HEARD}></audio><video src=b plays='9s'></video>"),
                "question",
            ),
            (format!("<audio {HEARD}></audio><button>Listen</button>"), "question"),
        ] {
            assert_eq!(
                outcomes_of::<AudioOnlyPrerecorded>(&step(&html)).join(" "),
                expected,
                "{html}"
            );
        }
    }

    #[test]
    fn only_what_may_be_played_and_is_prerecorded_is_judged() {
        for html in [
            format!("<audio {HEARD}></audio>"),
            format!("<audio {HEARD}></audio><p>No food after midnight.</p>"),
            format!("<audio controls style='display: none' {HEARD}></audio>"),
            "<audio controls plays='stream'></audio>".to_owned(),
            "<audio controls></audio>".to_owned(),
            "<audio controls src=a plays='0s'></audio>".to_owned(),
            format!("<video controls {HEARD}></video>"),
        ] {
            assert!(outcomes::<AudioOnlyPrerecorded>(&step(&html)).is_empty(), "{html}");
        }
    }

    #[test]
    fn wording() {
        let alone = step(&format!("<audio id=a controls {HEARD}></audio>"));
        let linked =
            step(&format!("<audio id=b controls {HEARD}></audio><a href=/t>Transcript</a>"));
        let all =
            [outcomes::<AudioOnlyPrerecorded>(&alone), outcomes::<AudioOnlyPrerecorded>(&linked)];
        insta::assert_snapshot!(all.concat().join("\n"), @"
        a: failed: It lasts 27 s and can be heard. Nothing on the page says it in words.
        b: question: It lasts 27 s and can be heard. Something on the page calls itself a transcript.
        ");
    }
}
