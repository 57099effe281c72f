//! # Requirement
//!
//! What moving the device does can also be done with a control, and moving it can be made to do nothing.
//!
//! # Why it matters
//!
//! A patient with a tremor, or with the telephone fixed to a wheelchair, sets off by accident what shaking sets off, and
//! cannot tilt what must be tilted.
//!
//! # How it is judged
//!
//! - The listeners to `devicemotion`, `deviceorientation` and `deviceorientationabsolute` are counted that scripts register
//!   at the window of the page and of its frames, from before the first script on.
//! - Where there is none, the requirement does not apply. Where there is one, a person is asked.
//!
//! # What it does not see
//!
//! - What the listeners do; sensors that are read without an event of the window (`Accelerometer`); gestures before the camera.
//! - Frames of other origins, and listeners that are registered only later.
//!
//! # Sources
//!
//! - [WCAG 2.2, 2.5.4](https://www.w3.org/TR/WCAG22/#motion-actuation)
//! - [ACT rule 7677a9](https://www.w3.org/WAI/standards-guidelines/act/rules/7677a9/)
//! - [ACT rule c249d5](https://www.w3.org/WAI/standards-guidelines/act/rules/c249d5/)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::list,
    evidence::Sensors,
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::wcag22,
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct MotionActuation;

impl StateCheck for MotionActuation {
    const META: &'static Meta = &Meta {
        id: "motion-actuation",
        title: "What moving the device does can be done otherwise, and switched off",
        requires: &[wcag22::MOTION_ACTUATION],
        act: &["7677a9", "c249d5"],
        severity: Severity::Moderate,
        class: Class::Accessibility,
        source: include_str!("motion_actuation.rs"),
    };

    type Reads<'e> = &'e Sensors;

    fn judge(sensors: &Sensors) -> Vec<Judgement> {
        if sensors.listeners.is_empty() {
            return Vec::new();
        }
        let types: Vec<_> = sensors.listeners.iter().map(|kind| format!("`{kind}`")).collect();
        vec![Subject::Document.is(Outcome::Question(Finding::new(
            format!("The page listens to {}.", list(&types)),
            "Move the device. Can what happens then also be done with a control, and can the reaction be switched off?",
        )))]
    }
}

#[cfg(test)]
mod tests {
    use super::MotionActuation;
    use crate::{
        check::StateCheck,
        evidence::{Piece, Sensors, Step},
        reads::{Missing, Reads, State},
        testing::{outcomes, outcomes_of, page},
    };

    fn listening(listeners: &[&str]) -> Step {
        let listeners = listeners.iter().map(|kind| (*kind).to_owned()).collect();
        let mut page = page("<p>Tilt to scroll</p>");
        page.sensors = Some(Sensors { listeners });
        Step { page: Some(page), ..Step::default() }
    }

    #[test]
    fn clauses() {
        for (listeners, expected) in [
            (&[][..], ""),
            (&["devicemotion"], "question"),
            (&["deviceorientation"], "question"),
            (&["devicemotion", "deviceorientation"], "question"),
        ] {
            let said = outcomes_of::<MotionActuation>(&listening(listeners)).join(" ");
            assert_eq!(said, expected, "{listeners:?}");
        }
    }

    #[test]
    fn a_page_that_was_not_watched_is_not_seen() {
        let step = Step { page: Some(page("<p>Tilt</p>")), ..Step::default() };
        let state = State::new(&step);
        let read = <MotionActuation as StateCheck>::Reads::read(&state);
        assert_eq!(read, Err(Missing(Piece::Sensors)));
    }

    #[test]
    fn wording() {
        let step = listening(&["devicemotion", "deviceorientation"]);
        insta::assert_snapshot!(outcomes::<MotionActuation>(&step).join("\n"), @"document: question: The page listens to `devicemotion` and `deviceorientation`.");
    }
}
