//! What is told while it runs: plain lines on stderr, which read the same in a terminal and in a log.

use super::terminal::tell;
use std::time::{Duration, Instant};

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

    /// Tells one thing: ` 12.3 s  appointment: sign-in`.
    pub(super) fn line(&self, words: &str) {
        tell(&stamped(self.started.elapsed(), words));
    }
}

fn stamped(passed: Duration, words: &str) -> String {
    let seconds = passed.as_secs_f64();
    words.lines().map(|line| format!("{seconds:6.1} s  {line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::{Duration, stamped};

    #[test]
    fn each_line_says_when() {
        let told = stamped(Duration::from_millis(12_340), "appointment: sign-in\nappointment: code");
        assert_eq!(told, "  12.3 s  appointment: sign-in\n  12.3 s  appointment: code\n");
    }
}
