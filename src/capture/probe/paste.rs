//! Whether text can be pasted into a field: real keys, a real clipboard.
//!
//! The clipboard is filled from a page of our own in another tab, so that nothing is put into the portal's
//! page but what a person would put there. Ctrl+A, Ctrl+C and Ctrl+V through WebDriver's actions work
//! headless in Chromium (measured).

use crate::{
    capture::{CaptureError, Collector},
    driver::{Chord, Context, Tab},
};
use serde_json::json;
use std::time::Duration;
use tokio::time::sleep;
use wardround_checks::evidence::{NodeId, Paste};

/// Six digits, as a one-time code has; nothing that anybody uses.
const TEXT: &str = "482913";
const PATIENCE: Duration = Duration::from_secs(5);

/// Pastes into a field and types into it, and empties it again each time. `None` when the clipboard does
/// not work in this browser, or the field cannot be read.
pub async fn paste(
    tab: &Tab,
    context: &Context,
    node: NodeId,
    point: (f64, f64),
) -> Result<Option<Paste>, CaptureError> {
    if !fill_clipboard(context).await? {
        return Ok(None);
    }
    tab.activate().await?;
    let chord = |keys: &str| Chord::parse(keys).unwrap_or_else(Chord::tab);
    tab.click(point.0, point.1).await?;
    Collector::clear(tab, node).await?;
    tab.press(&chord("Control+v")).await?;
    sleep(Duration::from_millis(150)).await;
    let arrived = Collector::length(tab, node).await?;
    Collector::clear(tab, node).await?;
    tab.click(point.0, point.1).await?;
    tab.type_text(TEXT).await?;
    let typed = Collector::length(tab, node).await?;
    Collector::clear(tab, node).await?;
    let (Some(arrived), Some(typed)) = (arrived, typed) else { return Ok(None) };
    let offered = u32::try_from(TEXT.len()).unwrap_or(u32::MAX);
    Ok(Some(Paste { offered, arrived, typed }))
}

async fn fill_clipboard(context: &Context) -> Result<bool, CaptureError> {
    let scratch = context.new_tab().await?;
    let filled = async {
        scratch.navigate("data:text/html,<textarea autofocus></textarea>", PATIENCE).await?;
        scratch.activate().await?;
        let focus = "() => { document.querySelector('textarea').focus(); return true; }";
        scratch.call("the clipboard's page", focus, &json!([]), PATIENCE).await?;
        scratch.type_text(TEXT).await?;
        for keys in ["Control+a", "Control+c", "Delete", "Control+v"] {
            if let Some(chord) = Chord::parse(keys) {
                scratch.press(&chord).await?;
            }
        }
        sleep(Duration::from_millis(100)).await;
        let read = "() => document.querySelector('textarea').value";
        let text = scratch.call("the clipboard's page", read, &json!([]), PATIENCE).await?;
        Ok(text.as_str() == Some(TEXT))
    }
    .await;
    let _ = scratch.close().await;
    filled
}
