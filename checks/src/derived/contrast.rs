//! How the texts of a page stand with a contrast that they must have.

use super::{
    Blur, Colouring, Inactive, Letter, Lettering, Page, Painting, Screen, Source, Tone, hex,
    letterings, nearest_readable,
};
use crate::{
    evidence::{Property, State},
    judgement::{Finding, Judgement, Outcome},
};

/// The size from which on text is large, in CSS pixels: 18 points.
const LARGE: f64 = 24.0;
/// The same for bold text: 14 points.
const LARGE_BOLD: f64 = 18.66;

/// The contrast that texts must have.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// Large text.
    pub large: f64,
    /// Any other text.
    pub other: f64,
}

/// Judges every text of a page that a person can see.
pub fn text_contrast(page: Page<'_>, wanted: Wanted) -> Vec<Judgement> {
    let (painting, inactive) = (Painting::of(page), Inactive::of(page));
    letterings(page)
        .filter_map(|(subject, lettering)| {
            let outcome = if inactive.holds(&lettering) {
                Outcome::Excepted("inactive")
            } else if lettering.element.is(State::Inert) {
                Outcome::Excepted("behind a modal dialog")
            } else {
                outcome(&painting, &lettering, wanted)?
            };
            Some(subject.is(outcome))
        })
        .collect()
}

/// How a text stands; none when it cannot be seen.
fn outcome<'e>(
    painting: &Painting<'e>,
    lettering: &Lettering<'e>,
    wanted: Wanted,
) -> Option<Outcome> {
    if lettering.element.is_in_icon_font() {
        return Some(Outcome::Excepted("a picture made of letters"));
    }
    let wanted = if is_large(lettering) { wanted.large } else { wanted.other };
    let outcome = match painting.colours(lettering) {
        Colouring::Known { text, behind } => computed(text, behind, wanted)
            .or_else(|| {
                let letters = painting.letters(lettering, Screen::Tells).ok()?;
                measured(&letters, wanted)
            })
            .unwrap_or_else(|| {
                let (least, greatest) = text.contrast(behind);
                between(least, greatest, wanted)
            }),
        Colouring::Unknown(doubt) => match painting.letters(lettering, doubt.screen) {
            Ok(letters) => measured(&letters, wanted)
                .unwrap_or_else(|| unknown("no letter came out on the screen", wanted)),
            Err(Blur::Moving) => unknown("a picture that may move lies behind it", wanted),
            Err(Blur::Unmeasured | Blur::Veiled) => unknown(doubt.reason, wanted),
        },
        Colouring::Covered => return None,
    };
    Some(match outcome {
        // A certain failure only if somebody is meant to read it.
        Outcome::Failed(finding) if !lettering.element.is_exposed() => Outcome::CantTell(finding),
        Outcome::Failed(finding) => match symbol(lettering) {
            Some('x' | 'X') => Outcome::Excepted("a symbol"),
            Some(_) => Outcome::CantTell(finding),
            None => Outcome::Failed(finding),
        },
        outcome => outcome,
    })
}

/// What boxes and styles alone say; none when that does not settle it.
fn computed(text: Tone, behind: Tone, wanted: f64) -> Option<Outcome> {
    let (least, greatest) = text.contrast(behind);
    if greatest <= 1.0 {
        Some(Outcome::Excepted("the colour of its background"))
    } else if least >= wanted {
        Some(Outcome::Passed)
    } else if greatest < wanted {
        Some(Outcome::Failed(finding(text, behind, greatest, wanted)))
    } else {
        None
    }
}

/// What the pixels around each letter say; none when there is no letter.
fn measured(letters: &[Letter], wanted: f64) -> Option<Outcome> {
    // A letter of just the colour around it is not presented.
    let seen = || letters.iter().filter(|letter| letter.greatest() > 1.0);
    let Some(worst) = seen().min_by(|a, b| a.greatest().total_cmp(&b.greatest())) else {
        let nothing = Outcome::Excepted("the colour of its background");
        return (!letters.is_empty()).then_some(nothing);
    };
    if worst.greatest() < wanted {
        return Some(Outcome::Failed(finding(worst.text, worst.around, worst.greatest(), wanted)));
    }
    // But where others are, it is lost to the reader.
    let least = letters.iter().map(|letter| letter.least()).fold(f64::INFINITY, f64::min);
    let greatest = seen().map(|letter| letter.greatest()).fold(0.0, f64::max);
    Some(if least >= wanted { Outcome::Passed } else { between(least, greatest, wanted) })
}

fn between(least: f64, greatest: f64, wanted: f64) -> Outcome {
    doubtful(
        format!(
            "The contrast of the text is between {} and {} to 1, depending on the pixels behind it.",
            shown_ratio(least),
            shown_ratio(greatest)
        ),
        wanted,
    )
}

fn unknown(reason: &str, wanted: f64) -> Outcome {
    doubtful(format!("The contrast of the text cannot be computed: {reason}."), wanted)
}

fn doubtful(what: String, wanted: f64) -> Outcome {
    Outcome::CantTell(Finding::new(
        what,
        format!("Make sure that the contrast is at least {wanted} to 1 everywhere."),
    ))
}

fn finding(text: Tone, behind: Tone, ratio: f64, wanted: f64) -> Finding {
    let (Some(text), Some(behind)) = (text.known(), behind.known()) else {
        return Finding::new(
            format!(
                "The contrast of the text is at most {} to 1, below {wanted} to 1.",
                shown_ratio(ratio)
            ),
            "Choose colours that are further apart.",
        );
    };
    Finding::new(
        format!(
            "The text is {} on {}: a contrast of {} to 1, below {wanted} to 1.",
            hex(text),
            hex(behind),
            shown_ratio(ratio)
        ),
        match nearest_readable(text, behind, wanted) {
            Some(proposal) => format!("Change the text to {}, or the background.", hex(proposal)),
            None => "Change the background.".to_owned(),
        },
    )
}

/// A ratio to two places, never rounded up over a threshold.
pub fn shown_ratio(ratio: f64) -> String {
    format!("{:.2}", (ratio * 100.0).floor() / 100.0)
}

fn is_large(lettering: &Lettering<'_>) -> bool {
    let number = |property| lettering.style(property).trim_end_matches("px").parse::<f64>().ok();
    let bold = number(Property::FontWeight).is_some_and(|weight| weight >= 700.0);
    number(Property::FontSize).is_some_and(|size| size >= LARGE || bold && size >= LARGE_BOLD)
}

/// The single letter that a control shows in the place of a picture: its name is written elsewhere.
fn symbol(lettering: &Lettering<'_>) -> Option<char> {
    let control = lettering.element.lineage().find(|outer| outer.is_widget())?;
    let name = control.name();
    let elsewhere = name.is_from(Source::Label) || name.is_from(Source::LabelledBy);
    let text = control.visible_text(|_| true);
    let mut letters = text.trim().chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic())?;
    let named = name.text.split_whitespace().any(|word| word.eq_ignore_ascii_case(text.trim()));
    (letters.next().is_none() && elsewhere && !named).then_some(letter)
}
