//! How fast requests of our own may follow each other.

use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{Instant, sleep_until},
};

/// Two requests a second: what a portal's owner need not ask about.
const GAP: Duration = Duration::from_millis(500);

/// The time between two requests to one host. Clones share it, so that all flows of a run keep to it together.
#[derive(Debug, Clone)]
pub struct Pace {
    gap: Duration,
    /// When the next request may go to a host.
    next: Arc<Mutex<BTreeMap<String, Instant>>>,
}

impl Default for Pace {
    fn default() -> Self {
        Self { gap: GAP, next: Arc::default() }
    }
}

impl Pace {
    /// No waiting: for a portal of one's own, and for questions whose moment is the point.
    pub fn at_once() -> Self {
        Self { gap: Duration::ZERO, ..Self::default() }
    }

    /// Waits for this host's turn.
    pub(super) async fn wait(&self, host: &str) {
        if self.gap.is_zero() {
            return;
        }
        let mut next = self.next.lock().await;
        let turn = next.get(host).copied().unwrap_or_else(Instant::now).max(Instant::now());
        next.insert(host.to_owned(), turn + self.gap);
        drop(next);
        sleep_until(turn).await;
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use std::time::Duration;
    use tokio::time::Instant;

    const GAP: Duration = Duration::from_millis(40);

    #[tokio::test]
    async fn requests_to_one_host_keep_their_distance_whoever_sends_them() {
        let (pace, start) = (Pace { gap: GAP, ..Pace::default() }, Instant::now());
        let other = pace.clone();
        for pace in [&pace, &other, &pace, &other] {
            pace.wait("one.example").await;
        }
        assert!(start.elapsed() >= 3 * GAP, "{:?}", start.elapsed());
    }

    #[tokio::test]
    async fn another_host_has_a_turn_of_its_own() {
        let (pace, start) =
            (Pace { gap: Duration::from_secs(60), ..Pace::default() }, Instant::now());
        for host in ["one.example", "two.example", "three.example"] {
            pace.wait(host).await;
        }
        assert!(start.elapsed() < Duration::from_secs(50));
    }

    #[tokio::test]
    async fn a_question_whose_moment_is_the_point_does_not_wait() {
        let pace = Pace::at_once();
        for _ in 0..9 {
            pace.wait("one.example").await;
        }
        assert!(pace.next.lock().await.is_empty());
    }
}
