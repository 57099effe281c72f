//! Looking at the page at the end of a step: what is seen becomes evidence, scrubbed.

use super::{ReplayError, expect, stage::Stage};
use crate::capture::{self, Collector, Door, Recorder, masked};
use wardround_checks::{
    evidence::{Console, Node, Page, Rect, Step},
    reads::State,
};

/// A page taller than this is photographed only as far as the window shows it.
const TALLEST: f64 = 12_000.0;

/// What was seen of a page, before it is fit to be written.
#[derive(Debug)]
pub(super) struct Seen {
    /// The page, scrubbed.
    pub(super) page: Page,
    /// The screenshot with canaries painted over; absent when none could be taken.
    pub(super) screenshot: Option<Vec<u8>>,
}

impl Stage<'_> {
    /// Sees the page as it is now.
    pub(super) async fn look(&self, recorder: &Recorder) -> Result<Seen, ReplayError> {
        let mut page = self.page().await?;
        Collector::listeners(&self.tab, &mut page).await;
        let whole = page.view.page_height <= TALLEST;
        let picture = self.tab.screenshot(whole).await.ok();
        // Without it a few texts are left for a person to judge.
        capture::backdrops(&self.tab, &mut page).await.ok();
        page.orientation = capture::orientation(&self.tab).await;
        let masks = recorder.with_door(|door| canary_boxes(&page, door));
        let offset = if whole { (0.0, 0.0) } else { (page.view.scroll_x, page.view.scroll_y) };
        let masks: Vec<_> = masks
            .into_iter()
            .map(|mask| Rect { x: mask.x - offset.0, y: mask.y - offset.1, ..mask })
            .collect();
        // Decoding and painting a large picture would hold up the recorder.
        let screenshot = match picture {
            Some(picture) => {
                tokio::task::spawn_blocking(move || masked(&picture, &masks)).await.ok().flatten()
            }
            None => None,
        };
        recorder.with_door(|door| scrub(&mut page, door));
        Ok(Seen { page, screenshot })
    }

    /// Fills a step with what is seen at its end.
    pub(super) async fn record(
        &self,
        recorder: &Recorder,
        step: &mut Step,
    ) -> Result<Option<Vec<u8>>, ReplayError> {
        let seen = self.look(recorder).await?;
        step.page = Some(seen.page).filter(|page| !is_of_browser(page));
        step.console = Some(Console { entries: recorder.take_console() });
        let door = recorder.with_door(|door| door.clone());
        let writes = recorder.take_writes();
        step.storage = capture::storage(&self.tab, &self.context, &door).await.ok();
        if let Some(storage) = &mut step.storage {
            writes.lie_beside(storage);
        }
        let peers = Collector::peers(&self.tab).await.unwrap_or_default();
        if !peers.is_empty() {
            step.call = Some(wardround_checks::evidence::Call { peers, switches: Vec::new() });
        }
        place_expectations(step);
        Ok(seen.screenshot)
    }
}

/// Whether it is the browser's own page about an address that it could not open: nothing of the portal's.
pub(super) fn is_of_browser(page: &Page) -> bool {
    page.document.url.starts_with("chrome-error:")
}

fn place_expectations(step: &mut Step) {
    let nodes: Vec<_> = {
        let state = State::new(step);
        let Some(page) = state.page() else { return };
        step.held.iter().map(|held| expect::node_of(page, held)).collect()
    };
    for (held, node) in step.held.iter_mut().zip(nodes) {
        held.node = node;
    }
}

/// Where a page shows canaries: the lines of texts, and fields that hold one.
fn canary_boxes(page: &Page, door: &Door) -> Vec<Rect> {
    let dirty: Vec<_> = page.strings.iter().map(|text| !door.is_clean(text.as_bytes())).collect();
    let is_dirty = |place: u32| dirty.get(place as usize).copied().unwrap_or(false);
    page.nodes
        .iter()
        .flat_map(|node| match node {
            Node::Text(text) if is_dirty(text.text) => text.lines.clone(),
            Node::Element(element) if element.value.is_some_and(is_dirty) => {
                element.bounds.into_iter().collect()
            }
            _ => Vec::new(),
        })
        .collect()
}

/// Puts tokens in the place of canaries and secrets, everywhere in a page.
pub(super) fn scrub(page: &mut Page, door: &Door) {
    for text in &mut page.strings {
        let clean = door.scrub(text);
        if clean != *text {
            *text = clean;
        }
    }
    page.document.url = capture::url(door, &page.document.url);
    page.document.title = door.scrub(&page.document.title);
    for scope in &mut page.scopes {
        scope.url = scope.url.as_deref().map(|url| capture::url(door, url));
    }
}
