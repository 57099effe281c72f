//! What is told while it runs: plain lines on stderr, which read the same in a terminal and in a log.

use super::terminal::tell;
use crate::replay::{Event, Listener};
use std::{
    fmt::Write,
    time::{Duration, Instant},
};

/// What is told while it runs. Workers may share it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    started: Instant,
}

impl Progress {
    /// Starts the clock.
    pub(super) fn start() -> Self {
        Self { started: Instant::now() }
    }

    /// Listens to walks, and tells what they tell.
    pub(super) fn listener(self) -> Listener {
        Listener::new(move |event| self.line(&words(&event)))
    }

    /// Tells one thing: ` 12.3 s  appointment: sign-in`.
    pub(super) fn line(&self, words: &str) {
        tell(&stamped(self.started.elapsed(), words));
    }
}

fn words(event: &Event) -> String {
    match event {
        Event::Flow { scenario, steps: 1 } => format!("{scenario}: 1 step"),
        Event::Flow { scenario, steps } => format!("{scenario}: {steps} steps"),
        Event::KeyboardPass { scenario } => format!("{scenario}: by keyboard alone"),
        Event::Step { scenario, step } => format!("{scenario}: {step}"),
        Event::Probe { scenario, what } | Event::Note { scenario, what } => {
            format!("{scenario}: {what}")
        }
        Event::Broken { scenario, step, why } => format!("{scenario}: {step} is broken: {why}"),
        Event::Done { scenario, ms } => {
            format!("{scenario}: done in {}.{} s", ms / 1000, ms % 1000 / 100)
        }
    }
}

fn stamped(passed: Duration, words: &str) -> String {
    let seconds = passed.as_secs_f64();
    words.lines().fold(String::new(), |mut told, line| {
        // Writing to a string cannot fail.
        let _ = writeln!(told, "{seconds:6.1} s  {line}");
        told
    })
}

#[cfg(test)]
mod tests {
    use super::{Duration, Event, stamped, words};

    #[test]
    fn each_event_is_a_line() {
        let scenario = || "appointment".to_owned();
        let done = Event::Done { scenario: scenario(), ms: 61_280 };
        assert_eq!(words(&done), "appointment: done in 61.2 s");
        assert_eq!(words(&Event::Flow { scenario: scenario(), steps: 1 }), "appointment: 1 step");
        let broken = Event::Broken {
            scenario: scenario(),
            step: "confirm".to_owned(),
            why: "cannot find button \"Confirm\"".to_owned(),
        };
        let expected = "appointment: confirm is broken: cannot find button \"Confirm\"";
        assert_eq!(words(&broken), expected);
    }

    #[test]
    fn each_line_says_when() {
        let told =
            stamped(Duration::from_millis(12_340), "appointment: sign-in\nappointment: code");
        assert_eq!(told, "  12.3 s  appointment: sign-in\n  12.3 s  appointment: code\n");
    }
}
