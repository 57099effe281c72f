//! What a window shows of the patient, and what its document still has without showing it.
//!
//! Whether letters can be seen is measured in pixels, as what is behind texts is: a style tells nothing of what lies
//! over them.

use super::backdrop::{MOST, Pair, pictures, region};
use crate::{
    capture::{CaptureError, Collector, Door},
    driver::Tab,
};
use serde_json::json;
use std::{collections::BTreeSet, time::Duration};
use wardround_checks::evidence::{Hit, Node, NodeId, Page, Rect};

/// Letters of which less than this shines through a cover may be read, and may not.
const PLAIN: f64 = 0.3;
/// Less than this is noise.
const NOTHING: f64 = 0.05;
const LIMIT: Duration = Duration::from_secs(10);

/// What a window has of the patient.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// Canaries whose letters are painted.
    pub painted: Vec<Hit>,
    /// Canaries that are only in the document.
    pub hidden: Vec<Hit>,
    /// What could not be told.
    pub unread: Vec<String>,
}

/// A text with canaries, and where its letters are; none where it is not laid out.
struct Lettered {
    node: NodeId,
    hits: Vec<Hit>,
}

/// Looks at a window. `whole` looks below its edge as well, which the page hears as a change of its size.
pub async fn screen(tab: &Tab, door: &Door, whole: bool) -> Result<Shown, CaptureError> {
    let page = Collector::page(tab).await?;
    let mut shown = Shown::default();
    let texts = lettered(&page, door);
    let nodes: Vec<_> = texts.iter().map(|text| text.node).collect();
    let letters = Collector::letters(tab, &nodes, MOST).await?;
    let mut boxes: Vec<_> = nodes
        .into_iter()
        .zip(letters)
        .filter_map(|(node, letters)| Some((node, letters.filter(|boxes| !boxes.is_empty())?)))
        .filter(|(_, boxes)| whole || boxes.iter().all(|one| page.view.visible().contains(*one)))
        .collect();
    let laid_out = boxes.len();
    let ink = inks(tab, &page, &mut boxes).await?;
    if boxes.len() < laid_out {
        shown.unread.push("texts far down the page were not measured".to_owned());
    }
    for (node, ink) in ink {
        let hits = texts.iter().filter(|text| text.node == node).flat_map(|text| &text.hits);
        match ink {
            Some(ink) if ink >= PLAIN => shown.painted.extend(hits.cloned()),
            Some(ink) if ink <= NOTHING => {}
            _ => {
                shown
                    .unread
                    .push("some letters may be read through what lies over them".to_owned());
            }
        }
    }
    let known: BTreeSet<_> = shown.painted.iter().map(|hit| hit.canary.clone()).collect();
    let markup = "() => document.documentElement?.outerHTML ?? ''";
    let markup = tab.call("the page's markup", markup, &json!([]), LIMIT).await;
    let markup = markup.map_err(|source| CaptureError::Driver { what: "the markup", source })?;
    let mut all = door.search(markup.as_str().unwrap_or_default().as_bytes(), "document");
    for text in page.strings.iter().chain([&page.document.title]) {
        all.extend(door.search(text.as_bytes(), "document"));
    }
    all.sort();
    all.dedup_by(|one, other| one.canary == other.canary);
    all.retain(|hit| !known.contains(&hit.canary));
    shown.hidden = all;
    if page.truncated.is_some() {
        shown.unread.push("the page is too long to be read to its end".to_owned());
    }
    if has_closed_frame(&page) {
        shown.unread.push("a frame of another site could not be looked into".to_owned());
    }
    shown.painted.sort();
    shown.painted.dedup();
    shown.unread.sort();
    shown.unread.dedup();
    Ok(shown)
}

/// The texts and fields of a page that hold canaries.
fn lettered(page: &Page, door: &Door) -> Vec<Lettered> {
    let hits: Vec<_> =
        page.strings.iter().map(|text| door.search(text.as_bytes(), "screen")).collect();
    let of = |place: u32| hits.get(place as usize).filter(|hits| !hits.is_empty());
    let texts = (0_u32..).zip(&page.nodes).filter_map(|(place, node)| {
        let hits = match node {
            Node::Text(text) => of(text.text),
            Node::Element(element) => of(element.value?),
        };
        Some(Lettered { node: NodeId(place), hits: hits?.clone() })
    });
    texts.collect()
}

/// How much ink each text has on the screen; leaves out those that cannot be pictured.
async fn inks(
    tab: &Tab,
    page: &Page,
    boxes: &mut Vec<(NodeId, Vec<Rect>)>,
) -> Result<Vec<(NodeId, Option<f64>)>, CaptureError> {
    let Some(region) = region(boxes, page) else { return Ok(Vec::new()) };
    let (without, with) = pictures(tab, region, page.view.visible()).await?;
    let (texts, ratio) = (boxes.clone(), page.view.pixel_ratio);
    let measured = tokio::task::spawn_blocking(move || {
        let pair = Pair::of(&without, &with, region, ratio);
        let ink = |letters: &[Rect]| pair.as_ref().and_then(|pair| pair.ink(letters));
        texts.into_iter().map(|(node, letters)| (node, ink(&letters))).collect()
    });
    // A picture that could not be read tells nothing of any of them.
    let unknown = || boxes.iter().map(|(node, _)| (*node, None)).collect();
    Ok(measured.await.unwrap_or_else(|_| unknown()))
}

/// Whether a frame has a document that was not recorded.
fn has_closed_frame(page: &Page) -> bool {
    let opened: BTreeSet<_> = page.scopes.iter().filter_map(|scope| scope.host).collect();
    let is_frame = |tag: u32| {
        page.strings.get(tag as usize).is_some_and(|tag| tag == "iframe" || tag == "frame")
    };
    (0_u32..).zip(&page.nodes).any(|(place, node)| match node {
        Node::Element(element) => is_frame(element.tag) && !opened.contains(&NodeId(place)),
        Node::Text(_) => false,
    })
}
