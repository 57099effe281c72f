//! The page in portrait and in landscape: how far its elements are turned.
//!
//! Only a page with a style sheet that asks for the orientation, or that cannot be read, is looked at again.
//! The first pair of windows are squares but for a pixel, so that nothing but the orientation differs; what a
//! readable sheet turns is also looked at as on a phone, on a tablet and on a large screen.

use crate::{
    capture::{CaptureError, Collector, page::Turned},
    driver::Tab,
};
use std::collections::BTreeMap;
use wardround_checks::evidence::{NodeId, Orientation, Turn};

/// Upright and lying.
type Pair = [(u32, u32); 2];

const SQUARES: Pair = [(800, 800), (801, 800)];
const DEVICES: [Pair; 3] =
    [[(390, 780), (780, 390)], [(800, 1280), (1280, 800)], [(1080, 1920), (1920, 1080)]];

/// Looks at the page in both orientations; a look that fails is said, and is not the same as none.
pub async fn orientation(tab: &Tab) -> Option<Orientation> {
    let lost = Orientation { lost: true, ..Orientation::default() };
    both(tab).await.unwrap_or(Some(lost))
}

/// Looks at the page in both orientations, and puts window and scroll positions back. `None` when no style sheet
/// asks which it is.
async fn both(tab: &Tab) -> Result<Option<Orientation>, CaptureError> {
    let asked = Collector::orientation(tab).await?;
    if !asked.asks && asked.unread == 0 {
        return Ok(None);
    }
    let (width, height) = Collector::save_view(tab).await?;
    Collector::freeze(tab, true).await?;
    let seen = look(tab, asked.asks).await;
    tab.set_viewport(width, height).await?;
    Collector::freeze(tab, false).await?;
    Collector::restore_view(tab, width, height).await?;
    Ok(Some(Orientation { turns: seen?, unread: asked.unread, lost: false }))
}

async fn look(tab: &Tab, asks: bool) -> Result<Vec<Turn>, CaptureError> {
    let mut turns: BTreeMap<NodeId, Turn> = BTreeMap::new();
    let devices = if asks { &DEVICES[..] } else { &[] };
    for (place, [upright, lying]) in [&SQUARES].into_iter().chain(devices).enumerate() {
        let portrait = turns_at(tab, *upright, true).await?;
        let landscape = turns_at(tab, *lying, false).await?;
        let nodes: Vec<_> = portrait.keys().chain(landscape.keys()).copied().collect();
        for node in nodes {
            let (one, other) = (portrait.get(&node), landscape.get(&node));
            let asked = [one, other].into_iter().flatten().any(|turned| turned.asked);
            // Between windows of different widths other things than the orientation may turn an element.
            if place > 0 && !asked {
                continue;
            }
            let degrees = |turned: Option<&Turned>| turned.map_or(0.0, |turned| turned.degrees);
            let turn = Turn { node, asked, portrait: degrees(one), landscape: degrees(other) };
            let known = turns.entry(node).or_insert(turn);
            if turn.from_quarter() < known.from_quarter() {
                *known = turn;
            }
        }
    }
    Ok(turns.into_values().collect())
}

async fn turns_at(
    tab: &Tab,
    (width, height): (u32, u32),
    upright: bool,
) -> Result<BTreeMap<NodeId, Turned>, CaptureError> {
    tab.set_viewport(width, height).await?;
    let turns = Collector::turns(tab, upright).await?;
    Ok(turns.into_iter().map(|turned| (turned.node, turned)).collect())
}
