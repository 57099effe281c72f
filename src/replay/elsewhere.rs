//! A second tab of the same session: what it still shows, loads and receives when the first one has signed out.

use super::{after::GRACE, flow::chain, stage::Stage};
use crate::{
    capture::{Collector, Door, Recorder},
    driver::{Chord, DriverError, Tab},
};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use wardround_checks::evidence::{Body, CacheUse, Channel, Exchange, Hit, OtherTab, Party};

const OPENING: Duration = Duration::from_secs(20);
/// How long a channel is listened to at least, after the grace.
const LISTENING: Duration = Duration::from_secs(1);

/// The second tab.
#[derive(Debug)]
pub(super) struct Elsewhere {
    /// Its address, as it is.
    pub(super) url: String,
    tab: Tab,
    before: Vec<Hit>,
    channels: Vec<String>,
}

impl Elsewhere {
    /// Opens the page that the first tab has in a second one, behind it; where that fails, a note says why.
    pub(super) async fn open(
        stage: &Stage<'_>,
        recorder: &Recorder,
        url: &str,
        notes: &mut Vec<String>,
    ) -> Option<Self> {
        let opened = Self::try_open(stage, recorder, url).await;
        let why = |error| notes.push(format!("a second tab did not open: {}", chain(&error)));
        opened.map_err(why).ok()
    }

    async fn try_open(
        stage: &Stage<'_>,
        recorder: &Recorder,
        url: &str,
    ) -> Result<Self, DriverError> {
        let tab = stage.context.new_tab().await?;
        let opened = tab.navigate(url, OPENING).await;
        settle(recorder).await;
        let before = shown(&tab, &recorder.with_door(|door| door.clone())).await;
        let before = before.unwrap_or_default();
        let front = stage.tab.activate().await;
        // What the second tab asked for on its way is none of the flow's.
        drop(recorder.take());
        if let Err(error) = opened.and(front) {
            let _ = tab.close().await;
            return Err(error);
        }
        Ok(Self { url: url.to_owned(), tab, before, channels: recorder.open_channels() })
    }

    /// Looks at the tab after sign-out: it comes to the front, and a key is pressed that does nothing.
    pub(super) async fn look(
        &self,
        url: &str,
        recorder: &Recorder,
        over: Instant,
    ) -> Option<OtherTab> {
        sleep(GRACE.saturating_sub(over.elapsed())).await;
        let door = recorder.with_door(|door| door.clone());
        self.tab.activate().await.ok()?;
        if let Some(shift) = Chord::parse("Shift") {
            let _ = self.tab.press(&shift).await;
        }
        settle(recorder).await;
        let after_ms = u64::try_from(over.elapsed().as_millis()).unwrap_or(u64::MAX);
        let shows = shown(&self.tab, &door).await?;
        drop(recorder.take());
        Some(OtherTab {
            url: url.to_owned(),
            before: self.before.clone(),
            after_ms,
            shows,
            loads: None,
        })
    }

    /// Loads the tab's page anew, closes the tab, and says what its channels and others brought in the meantime.
    pub(super) async fn close(
        self,
        recorder: &Recorder,
        over: Instant,
    ) -> (Option<Vec<Hit>>, Vec<Channel>) {
        let grace = over + GRACE;
        if !self.channels.is_empty() {
            sleep(LISTENING.saturating_sub(grace.elapsed())).await;
        }
        let channels = recorder.channels_after(&self.channels, over, grace);
        drop(recorder.take());
        let loads = self.load(recorder).await;
        let _ = self.tab.close().await;
        (loads, channels)
    }

    /// The page anew. What the cache answers says nothing of the session: the page is then loaded once more, which asks
    /// the server.
    async fn load(&self, recorder: &Recorder) -> Option<Vec<Hit>> {
        self.tab.navigate(&self.url, OPENING).await.ok()?;
        settle(recorder).await;
        let mut answers = recorder.take().exchanges;
        if !asked(&answers) {
            self.tab.reload(OPENING).await.ok()?;
            settle(recorder).await;
            answers.extend(recorder.take().exchanges);
        }
        loaded(&answers)
    }
}

/// Whether a document among the answers came from the server.
fn asked(answers: &[Exchange]) -> bool {
    answers
        .iter()
        .any(|answer| answer.destination == "document" && answer.cache == CacheUse::Network)
}

/// The canaries in what came over the network; nothing where nothing came, or where not all of it was read.
fn loaded(answers: &[Exchange]) -> Option<Vec<Hit>> {
    let fresh: Vec<_> = answers.iter().filter(|answer| answer.cache == CacheUse::Network).collect();
    let mut hits: Vec<_> = fresh
        .iter()
        .flat_map(|answer| match &answer.body {
            Body::Searched(hits) => hits.clone(),
            Body::Unread(_) | Body::None => Vec::new(),
        })
        .collect();
    hits.sort();
    hits.dedup();
    let unread = fresh
        .iter()
        .any(|answer| answer.party == Party::First && matches!(answer.body, Body::Unread(_)));
    let untold = fresh.is_empty() || unread && !Hit::amount_to_phi(&hits);
    (!untold).then_some(hits)
}

/// The canaries that a tab shows; none of them when it could not be read, which is not the same as showing none.
async fn shown(tab: &Tab, door: &Door) -> Option<Vec<Hit>> {
    let text = Collector::text(tab).await.ok()?;
    Some(door.search(text.as_bytes(), "page"))
}

async fn settle(recorder: &Recorder) {
    recorder.quiet(Duration::from_millis(150), Duration::from_secs(5)).await;
}

#[cfg(test)]
mod tests {
    use super::{asked, loaded};
    use wardround_checks::evidence::{Body, CacheUse, Exchange, Hit};

    #[test]
    fn only_what_was_read_to_its_end_can_be_empty() {
        let answer = |body| Exchange { body, ..Exchange::default() };
        let hit = Hit {
            canary: "mrn".to_owned(),
            strong: true,
            form: "raw".to_owned(),
            place: "body".to_owned(),
        };
        let held = answer(Body::Searched(vec![hit]));
        let empty = answer(Body::Searched(Vec::new()));
        let unread = answer(Body::Unread("too long".to_owned()));
        let kept = Exchange { cache: CacheUse::Cache, ..empty.clone() };
        assert_eq!(loaded(std::slice::from_ref(&empty)).map(|hits| hits.len()), Some(0));
        assert_eq!(loaded(&[held, unread.clone()]).map(|hits| hits.len()), Some(1));
        assert_eq!(loaded(&[empty, unread]), None);
        assert_eq!(loaded(&[kept]), None);
        assert_eq!(loaded(&[]), None);
    }

    #[test]
    fn only_a_document_from_the_network_was_asked_for() {
        let answer = |destination: &str, cache| Exchange {
            destination: destination.to_owned(),
            cache,
            ..Exchange::default()
        };
        assert!(asked(&[answer("document", CacheUse::Network)]));
        assert!(!asked(&[answer("document", CacheUse::Cache), answer("fetch", CacheUse::Network)]));
        assert!(!asked(&[answer("document", CacheUse::ServiceWorker)]));
        assert!(!asked(&[]));
    }
}
