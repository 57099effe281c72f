//! The walk with Tab: every stop with its box, what covers it, and what changed on the screen.
//!
//! Measured in Chromium 156: with animations paused the screen has no noise, so one changed pixel is a
//! change; 20 ms between two presses hides traps that 250 ms shows, so a walk that does not come out is
//! repeated slowly. The way back is tried fast first: a page that moves the focus late either breaks the mirror
//! image of the way there or has moved it a quarter of a second after the last press; then, too, it is walked
//! again at leisure. After the last stop the focus is on the body once, then on the first stop again.

use super::difference::{Shot, compare, narrow};
use crate::{
    capture::{CaptureError, Collector, Door, Focus},
    driver::{Chord, Tab},
};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::{Instant, sleep};
use wardround_checks::evidence::{Escape, FocusWalk, Indicator, NodeId, Rect, Stop, WalkEnd};

const FAST_MS: u32 = 0;
const SETTLE_MS: u32 = 60;
const SLOW_MS: u32 = 250;
const MOST_STOPS: usize = 150;
/// How long one way may take. Measured: a page of 64,000 nodes takes a third of a second a stop, so that all stops
/// took longer than a page may, and every one of them was lost.
const LONGEST: Duration = Duration::from_secs(35);
/// One element can be several stops: the parts of a date field, the controls of a video.
const PARTS: usize = 12;
/// How far around an element its focus indicator is looked for first.
const MARGIN: f64 = 24.0;

/// Indicators that were compared already in this flow: the same control on the next page looks the same.
#[derive(Debug, Default)]
pub struct Compared(BTreeSet<String>);

/// Walks the page as it is now, and restores focus and scroll position.
pub async fn walk(
    tab: &Tab,
    door: &Door,
    compared: &mut Compared,
) -> Result<FocusWalk, CaptureError> {
    tab.activate().await?;
    let saved = Collector::save_focus(tab).await?;
    Collector::freeze(tab, true).await?;
    let mut walker = Walker { tab, door, compared, url: saved.url.clone() };
    let (forward, forward_end) = walker.round(&Chord::tab(), SETTLE_MS, true).await?;
    let (backward, backward_end) = walker.back(&forward, forward_end).await?;
    let escape = match forward_end {
        WalkEnd::Looped(_) => walker.escape().await?,
        _ => None,
    };
    let restored = tab.url().await? == walker.url;
    if restored {
        Collector::freeze(tab, false).await?;
        Collector::restore_focus(tab, &saved).await?;
    }
    Ok(FocusWalk {
        settle_ms: SETTLE_MS,
        forward,
        forward_end,
        backward,
        backward_end,
        escape,
        initial: saved.node,
        restored,
    })
}

struct Walker<'a> {
    tab: &'a Tab,
    door: &'a Door,
    compared: &'a mut Compared,
    url: String,
}

impl Walker<'_> {
    /// The way back, fast where it is the mirror image of the way there.
    async fn back(
        &mut self,
        forward: &[Stop],
        forward_end: WalkEnd,
    ) -> Result<(Vec<Stop>, WalkEnd), CaptureError> {
        let chord = Chord::shift_tab();
        if matches!(forward_end, WalkEnd::LeftPage | WalkEnd::Cycled) {
            let (backward, end) = self.round(&chord, FAST_MS, false).await?;
            let mirrored = backward.len() == forward.len()
                && backward.iter().zip(forward.iter().rev()).all(|(one, other)| same(one, other));
            if mirrored && end == forward_end && self.stays().await? {
                return Ok((backward, end));
            }
        }
        self.round(&chord, SETTLE_MS, false).await
    }

    /// Whether the focus is still where it is after a while.
    async fn stays(&self) -> Result<bool, CaptureError> {
        let before = Collector::focus(self.tab, FAST_MS).await?;
        sleep(Duration::from_millis(SLOW_MS.into())).await;
        let after = Collector::focus(self.tab, FAST_MS).await?;
        Ok(before.selector == after.selector && before.url == after.url)
    }

    /// Presses until the focus has been everywhere that this key leads to.
    async fn round(
        &mut self,
        chord: &Chord,
        settle_ms: u32,
        pictures: bool,
    ) -> Result<(Vec<Stop>, WalkEnd), CaptureError> {
        let mut stops: Vec<Stop> = Vec::new();
        let start = Instant::now();
        // Where the focus left the page, as a place in `stops`: what came before belongs behind.
        let mut edge: Option<usize> = None;
        loop {
            self.tab.press(chord).await?;
            let focus = Collector::focus(self.tab, settle_ms).await?;
            if focus.url != self.url {
                return Ok((stops, WalkEnd::Interrupted));
            }
            if focus.body {
                if edge.is_some() || stops.is_empty() {
                    let end = if stops.is_empty() && edge.is_none() {
                        edge = Some(0);
                        continue;
                    } else if stops.is_empty() {
                        WalkEnd::Nothing
                    } else {
                        WalkEnd::LeftPage
                    };
                    return Ok((rotated(stops, edge), end));
                }
                edge = Some(stops.len());
                continue;
            }
            let stop = self.stop(&focus);
            if let Some(first) = stops.first()
                && same(first, &stop)
                && stops.last().is_none_or(|last| !same(last, &stop))
            {
                let end = if edge.is_some() { WalkEnd::LeftPage } else { WalkEnd::Cycled };
                return Ok((rotated(stops, edge), end));
            }
            let parts = stops.iter().rev().take_while(|last| same(last, &stop)).count();
            let before = stops.iter().position(|other| same(other, &stop));
            let apart = stops.iter().filter(|other| same(other, &stop)).count() > parts;
            if parts > PARTS || apart && parts == 0 && comes_round(&stops, &stop) {
                let from = before.unwrap_or_default();
                return Ok((stops, WalkEnd::Looped(u32::try_from(from).unwrap_or(u32::MAX))));
            }
            if parts == 0 && pictures {
                let indicator = self.indicator(&focus).await?;
                stops.push(Stop { indicator, ..stop });
            } else {
                stops.push(stop);
            }
            if stops.len() >= MOST_STOPS || start.elapsed() >= LONGEST {
                return Ok((rotated(stops, edge), WalkEnd::Limit));
            }
        }
    }

    fn stop(&self, focus: &Focus) -> Stop {
        let mut cover = focus.cover.clone();
        if let Some(cover) = &mut cover {
            cover.selector = self.door.scrub(&cover.selector);
        }
        Stop {
            node: focus.node,
            selector: self.door.scrub(&focus.selector),
            bounds: focus.bounds,
            seen: focus.seen,
            inside: focus.inside,
            cover,
            indicator: None,
            caret: focus.caret,
        }
    }

    /// What the focus changes on the screen around the element, or anywhere if nothing changes there.
    async fn indicator(&mut self, focus: &Focus) -> Result<Option<Indicator>, CaptureError> {
        let Some(bounds) = focus.bounds.filter(|bounds| !bounds.is_empty()) else {
            return Ok(None);
        };
        let likeness = format!("{} {}x{} {}", focus.html, bounds.width, bounds.height, focus.style);
        if focus.frame || self.compared.0.contains(&likeness) {
            return Ok(None);
        }
        let origin = (focus.scroll_x, focus.scroll_y);
        let window =
            Rect { x: 0.0, y: 0.0, width: focus.window_width, height: focus.window_height };
        let around = Rect {
            x: bounds.x - origin.0 - MARGIN,
            y: bounds.y - origin.1 - MARGIN,
            width: bounds.width + 2.0 * MARGIN,
            height: bounds.height + 2.0 * MARGIN,
        }
        .intersection(window);
        for region in [around, window] {
            if region.is_empty() {
                continue;
            }
            let first = self.difference(focus, region).await?;
            let Some(found) = first else { return Ok(None) };
            if found.changed > 0 {
                self.compared.0.insert(likeness);
                return Ok(Some(moved(found, origin)));
            }
        }
        // Nothing changed anywhere: once more, after half a second, before that is said.
        sleep(Duration::from_millis(500)).await;
        let again = self.difference(focus, window).await?;
        Ok(again.map(|found| moved(Indicator { repeats: 2, ..found }, origin)))
    }

    /// The same part of the window with the focus and without it.
    async fn difference(
        &self,
        focus: &Focus,
        region: Rect,
    ) -> Result<Option<Indicator>, CaptureError> {
        let with = Shot::take(self.tab, region).await?;
        Collector::blur(self.tab).await?;
        let without = Shot::take(self.tab, region).await?;
        let back = Collector::refocus(self.tab).await?;
        if !back || focus.body {
            return Ok(None);
        }
        let found =
            tokio::task::spawn_blocking(move || compare(&with, &without)).await.ok().flatten();
        Ok(found.map(|found| narrow(found, region)))
    }

    /// Presses slowly until the focus has gone round the same controls three times, or has come out of them.
    async fn held(&self, chord: &Chord) -> Result<(Vec<NodeId>, bool), CaptureError> {
        let mut rounds = Rounds::default();
        while !rounds.is_whole(3) {
            self.tab.press(chord).await?;
            let focus = Collector::focus(self.tab, SLOW_MS).await?;
            let out = match focus.node.filter(|_| !focus.body) {
                Some(node) => rounds.takes(node),
                None => true,
            };
            if out {
                return Ok((rounds.stops, true));
            }
        }
        Ok((rounds.stops, false))
    }

    /// Tries slowly, and with Escape, to get out of the controls that hold the focus.
    async fn escape(&self) -> Result<Option<Escape>, CaptureError> {
        Collector::freeze(self.tab, false).await?;
        let mut stops: Vec<NodeId> = Vec::new();
        let mut came_out = [false, false];
        for (place, chord) in [Chord::tab(), Chord::shift_tab()].iter().enumerate() {
            let (held, out) = self.held(chord).await?;
            came_out[place] = out;
            stops.extend(held);
        }
        stops.sort_unstable();
        stops.dedup();
        let escape = match Chord::parse("Escape") {
            Some(chord) => {
                self.tab.press(&chord).await?;
                let after = Collector::focus(self.tab, SLOW_MS).await?;
                after.body || after.node.is_none_or(|node| !stops.contains(&node))
            }
            None => false,
        };
        let [tab, shift_tab] = came_out;
        Ok(Some(Escape { settle_ms: SLOW_MS, stops, tab, shift_tab, escape }))
    }
}

/// What the focus went round, press by press.
#[derive(Debug, Default)]
struct Rounds {
    stops: Vec<NodeId>,
    last: Option<NodeId>,
    /// How often it came back to where it began from somewhere else.
    returns: usize,
    presses: usize,
}

impl Rounds {
    /// Takes one more stop; says whether it is new after a whole round.
    fn takes(&mut self, node: NodeId) -> bool {
        let new = !self.stops.contains(&node);
        let out = new && self.is_whole(1);
        if new {
            self.stops.push(node);
        }
        if self.stops.first() == Some(&node) && self.last.is_some_and(|last| last != node) {
            self.returns += 1;
        }
        self.last = Some(node);
        self.presses += 1;
        out
    }

    /// Whether so many rounds were made. One control has no rounds, but may have many parts.
    fn is_whole(&self, rounds: usize) -> bool {
        self.returns >= rounds || self.presses >= rounds * PARTS
    }
}

fn moved(found: Indicator, (x, y): (f64, f64)) -> Indicator {
    let bounds = found.bounds.map(|bounds| Rect { x: bounds.x + x, y: bounds.y + y, ..bounds });
    Indicator { bounds, ..found }
}

/// Whether the last stops repeat themselves: the third time round the same few controls.
fn comes_round(stops: &[Stop], next: &Stop) -> bool {
    stops.iter().filter(|other| same(other, next)).count() >= 2
}

/// Whether two stops are one element.
fn same(one: &Stop, other: &Stop) -> bool {
    match (one.node, other.node) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.selector == other.selector,
        _ => false,
    }
}

/// The stops from the edge of the page on: a walk that began in the middle begins at the top.
fn rotated(mut stops: Vec<Stop>, edge: Option<usize>) -> Vec<Stop> {
    if let Some(edge) = edge.filter(|edge| *edge < stops.len()) {
        stops.rotate_left(edge);
    }
    stops
}

#[cfg(test)]
mod tests {
    use super::Rounds;
    use wardround_checks::evidence::NodeId;

    /// How many presses it takes to be sure of a loop, or the press that leads out of it.
    fn presses(nodes: impl Iterator<Item = u32>) -> (usize, bool) {
        let mut rounds = Rounds::default();
        for node in nodes {
            if rounds.is_whole(3) {
                break;
            }
            if rounds.takes(NodeId(node)) {
                return (rounds.presses, true);
            }
        }
        (rounds.presses, false)
    }

    #[test]
    fn a_loop_is_believed_after_three_rounds_and_one_control_after_all_its_parts() {
        assert_eq!(presses([1, 2].into_iter().cycle()), (7, false));
        assert_eq!(presses([1, 1, 1, 2].into_iter().cycle()), (13, false));
        assert_eq!(presses(std::iter::repeat(1)), (36, false));
        assert_eq!(presses([1, 2, 1, 2, 3].into_iter()), (5, true));
        assert_eq!(presses([1, 2, 3, 4, 5, 1].into_iter()), (6, false));
    }
}
