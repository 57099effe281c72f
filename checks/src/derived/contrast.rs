//! How the texts of a page stand with a contrast that they must have.

use super::{
    Blur, Colour, Colouring, Element, Inactive, Letter, Lettering, Page, Painting, Screen, Source,
    Tone, gradient, hex, letterings, nearest_readable,
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
    let modal = page.elements().any(|element| element.is(State::Modal));
    letterings(page)
        .filter_map(|(subject, lettering)| {
            let outcome = if inactive.holds(&lettering) {
                Outcome::Excepted("inactive")
            } else if modal && lettering.element.is(State::Inert) {
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
    let wanted = if is_large(lettering) { wanted.large } else { wanted.other };
    let outcome = match painting.colours(lettering) {
        Colouring::Known { text, behind } => computed(text, behind, wanted)
            .or_else(|| {
                let letters = painting.letters(lettering, Screen::Tells).ok()?;
                measured(&letters, wanted)
                    .map(|outcome| allow_for_halo(outcome, lettering, &letters, wanted))
            })
            .unwrap_or_else(|| {
                let (least, greatest) = text.contrast(behind);
                between(least, greatest, wanted)
            }),
        Colouring::Unknown(doubt) => match painting.letters(lettering, doubt.screen) {
            Ok(letters) => measured(&letters, wanted).map_or_else(
                || unknown("no letter came out on the screen", wanted),
                |outcome| allow_for_halo(outcome, lettering, &letters, wanted),
            ),
            Err(Blur::Moving) => unknown("a picture that may move lies behind it", wanted),
            Err(Blur::Unmeasured | Blur::Veiled) => unknown(doubt.reason, wanted),
        },
        Colouring::Covered => return None,
    };
    let element = lettering.element;
    Some(match outcome {
        // A certain failure only if somebody is meant to read it, and if it is letters.
        Outcome::Failed(finding)
            if element.is_programmatically_hidden()
                || element.is(State::Inert)
                || element.is_in_icon_font() =>
        {
            Outcome::CantTell(finding)
        }
        Outcome::Passed | Outcome::Failed(_) if starts_differently(lettering) => {
            unknown("its first line or letter has colours of its own", wanted)
        }
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

/// Where a shadow surrounds letters, their edges are mixed with it, and stand out more than the letters if it does.
fn allow_for_halo(
    outcome: Outcome,
    lettering: &Lettering<'_>,
    letters: &[Letter],
    wanted: f64,
) -> Outcome {
    let Outcome::Failed(finding) = outcome else { return outcome };
    let weak = |shadow: Colour| {
        letters.iter().all(|letter| letter.around.under(shadow).contrast(letter.around).1 < wanted)
    };
    match gradient::shadows(lettering.style(Property::TextShadow)) {
        Some(shadows) if shadows.iter().copied().all(weak) => Outcome::Failed(finding),
        _ => Outcome::CantTell(finding),
    }
}

/// Whether it stands where a first line or letter has colours that were not recorded.
fn starts_differently(lettering: &Lettering<'_>) -> bool {
    let Some(own) = lettering.lines.first() else { return false };
    let starts = |outer: Element<'_>| {
        let mut texts = outer.texts().filter(|text| text.is_visible());
        texts
            .find_map(|text| text.lines().first().copied())
            .is_some_and(|first| own.y < first.bottom())
    };
    lettering.pseudo.is_none()
        && lettering.element.lineage().any(|outer| outer.is(State::FirstStyled) && starts(outer))
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

#[cfg(test)]
mod tests {
    use crate::{
        testing::{outcomes_of, step},
        wcag::ContrastMinimum,
    };

    fn said(html: &str) -> String {
        outcomes_of::<ContrastMinimum>(&step(html)).join(" ")
    }

    /// What the pixels around each letter settle, and what they do not.
    #[test]
    fn pixels() {
        let (image, black) = ("background-image: url(a.png)", "color: #000");
        for (clause, style, pixels, expected) in [
            ("white behind", black, "1 ffffff", "passed"),
            ("light behind", black, "1 888888-ffffff", "passed"),
            ("dark behind", black, "1 000033-333333", "failed"),
            ("dark and light", black, "1 333333-ffffff", "can't tell"),
            ("one letter on dark", black, "1 ffffff 222222-333333", "failed"),
            ("weak ink and nothing over it", black, "0.5 ffffff", "passed"),
            ("beside the edge", black, "1 ffffff/000000-ffffff", "passed"),
            ("dark, at the edge", black, "1 333333/333333-ffffff", "can't tell"),
            ("translucent text", "color: rgba(0, 0, 0, 0.3)", "1 ffffff", "failed"),
            ("translucent text", "color: rgba(0, 0, 0, 0.6)", "1 ffffff", "passed"),
            ("the colour behind", "color: #fff", "1 ffffff", "excepted"),
            ("the colour behind a part", "color: #fff", "1 ffffff 000000", "can't tell"),
            ("no ink", black, "0", "can't tell"),
            ("large", "color: #777; font-size: 24px", "1 ffffff", "passed"),
            ("not large", "color: #777", "1 ffffff", "failed"),
            ("outlined", "color: #000; -webkit-text-stroke-width: 1px", "1 ffffff", "can't tell"),
            ("filtered", "color: #000; filter: invert(1)", "1 ffffff", "can't tell"),
            ("blended", "color: #000; mix-blend-mode: screen", "1 ffffff", "can't tell"),
            ("cut out", "color: #000; background-clip: text", "1 ffffff", "can't tell"),
            ("not painted", "color: transparent", "1 ffffff", ""),
            ("faded with its picture", "color: #000; opacity: 0.9", "1 ffffff", "can't tell"),
        ] {
            let html = format!("<p style='{image}; {style}' pixels='{pixels}'>Text</p>");
            assert_eq!(said(&html), expected, "{clause}: {style} on {pixels}");
        }
        for (clause, outer, inner, expected) in [
            ("faded alone", "background-image: url(a.png)", "opacity: 0.9", "passed"),
            ("faded alone", "background-image: url(a.png)", "opacity: 0.3", "failed"),
            ("animated", "background-image: url(a.png); animation-name: drift", "", "can't tell"),
            ("an animated picture", "background-image: url(a.gif)", "", "can't tell"),
            ("a gradient", "background-image: linear-gradient(#000, #fff)", "", "passed"),
            ("a halo", "", "color: #888; text-shadow: #000 0px 0px 3px", "can't tell"),
            ("a weak halo", "", "color: #888; text-shadow: #aaa 0px 0px 3px", "failed"),
            (
                "a shadow that is lighter on the screen",
                "",
                "text-shadow: #000 0px 0px 9px",
                "passed",
            ),
        ] {
            let html = format!(
                "<div style='{outer}' box='0,0 99x20'>\
                 <p style='{inner}' box='0,0 90x20' pixels='1 ffffff'>Text</p></div>"
            );
            assert_eq!(said(&html), expected, "{clause}: {outer} {inner}");
        }
    }

    /// Things at the same place: pixels tell if the letters came out strong.
    #[test]
    fn pixels_in_a_crowd() {
        let photo = "<img state=complete box='0,0 99x99'>";
        for (clause, html, expected) in [
            (
                "a picture",
                format!("{photo}<p box='0,0 90x20' pixels='1 eeeeee'>Text</p>"),
                "passed",
            ),
            (
                "a picture",
                format!("{photo}<p box='0,0 90x20' pixels='1 333333'>Text</p>"),
                "failed",
            ),
            (
                "weak ink",
                format!("{photo}<p box='0,0 90x20' pixels='0.8 eeeeee'>Text</p>"),
                "can't tell",
            ),
            (
                "a picture that is still loading",
                "<img box='0,0 99x99'><p box='0,0 90x20' pixels='1 eeeeee'>Text</p>".to_owned(),
                "can't tell",
            ),
            (
                "a film",
                "<video box='0,0 99x99'></video><p box='0,0 90x20' pixels='1 eeeeee'>Text</p>"
                    .to_owned(),
                "can't tell",
            ),
            (
                "a canvas",
                "<canvas box='0,0 99x99'></canvas><p box='0,0 90x20' pixels='1 eeeeee'>Text</p>"
                    .to_owned(),
                "passed",
            ),
        ] {
            assert_eq!(said(&html), expected, "{clause}");
        }
    }
}
