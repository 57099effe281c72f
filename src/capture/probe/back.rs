//! The browser's back button after sign-out, and the address opened anew.

use super::Controls;
use crate::{
    capture::{CaptureError, Collector, Door, PageShow, Recorder, observe},
    driver::{Context, Tab},
};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use wardround_checks::evidence::{Back, CacheUse, Cause, Hit, Liveness, Network};

const OPENING: Duration = Duration::from_secs(20);
/// How long one document may take the place of another.
const REPLACING: Duration = Duration::from_secs(2);

/// What is known of the page that Back leads to.
#[derive(Debug, Clone)]
pub struct BackCase {
    /// Its address, as it is.
    pub url: String,
    /// Whether it showed canaries before sign-out.
    pub had_canaries: bool,
    /// Whether its own response forbade storing; absent when it was not recorded.
    pub no_store: Option<bool>,
    /// Whether a cookie changed at sign-out.
    pub cookie_changed: bool,
    /// Whether sign-out sent `Clear-Site-Data`.
    pub clear_site_data: bool,
    /// When the session was over.
    pub over: Instant,
    /// Whether the session was dead, by replay.
    pub session: Liveness,
}

/// Presses Back until the page is there, and looks at it; then opens its address in a fresh tab.
pub async fn back(
    tab: &Tab,
    context: &Context,
    recorder: &Recorder,
    controls: Controls,
    case: BackCase,
) -> Result<(Back, Network), CaptureError> {
    let door = recorder.with_door(|door| door.clone());
    let mut traffic = Network::default();
    // Sign-out may lead over an interstitial: two steps back at most.
    for _ in 0..2 {
        let _ = tab.traverse(-1).await;
        settle(recorder).await;
        if same_page(&tab.url().await?, &case.url) {
            break;
        }
    }
    let after_ms = u64::try_from(case.over.elapsed().as_millis()).unwrap_or(u64::MAX);
    let arrived = same_page(&tab.url().await?, &case.url);
    let (shows, pageshow, unread) = match look(tab, &door).await {
        Ok((shows, pageshow)) => (if arrived { shows } else { Vec::new() }, pageshow, None),
        Err(error) if error.leaves_browser() => {
            (Vec::new(), PageShow::default(), Some(door.scrub(&error.to_string())))
        }
        Err(error) => return Err(error),
    };
    let mut seen = recorder.take();
    let requests =
        seen.exchanges.iter().filter(|exchange| exchange.cache == CacheUse::Network).count();
    let from = document_from(&seen, &case.url, &door);
    traffic.exchanges.append(&mut seen.exchanges);
    let (reopened, reopened_from) = match reopen(context, recorder, &case.url, &door).await {
        Ok((shows, from, mut seen)) => {
            traffic.exchanges.append(&mut seen.exchanges);
            (Some(shows), from)
        }
        Err(_) => (None, None),
    };
    let cause = (!shows.is_empty()).then(|| cause(&case)).flatten();
    let back = Back {
        url: observe::url(&door, &case.url),
        had_canaries: case.had_canaries,
        shows,
        unread,
        persisted: arrived && pageshow.persisted,
        from_cache: from == Some(CacheUse::Cache),
        from_worker: from == Some(CacheUse::ServiceWorker),
        requests: u32::try_from(requests).unwrap_or(u32::MAX),
        not_restored: pageshow.not_restored,
        session: case.session,
        after_ms,
        bfcache_control: controls.bfcache,
        http_cache_control: controls.http_cache,
        reopened,
        reopened_from_cache: reopened_from == Some(CacheUse::Cache),
        reopened_from_worker: reopened_from == Some(CacheUse::ServiceWorker),
        cause,
    };
    Ok((back, traffic))
}

/// What the page shows, and how it came back. One that cannot be read does not show nothing; one that is just being
/// replaced is read when the next is there.
async fn look(tab: &Tab, door: &Door) -> Result<(Vec<Hit>, PageShow), CaptureError> {
    let start = Instant::now();
    loop {
        let read = async {
            let text = Collector::text(tab).await?;
            Ok((door.search(text.as_bytes(), "page"), Collector::pageshow(tab).await?))
        };
        match read.await {
            Err(error) if CaptureError::leaves_browser(&error) && start.elapsed() < REPLACING => {
                sleep(Duration::from_millis(100)).await;
            }
            read => return read,
        }
    }
}

async fn reopen(
    context: &Context,
    recorder: &Recorder,
    url: &str,
    door: &Door,
) -> Result<(Vec<Hit>, Option<CacheUse>, Network), CaptureError> {
    let tab = context.new_tab().await?;
    let opened = tab.navigate(url, OPENING).await;
    settle(recorder).await;
    let text = Collector::text(&tab).await;
    let _ = tab.close().await;
    opened?;
    let text = text?;
    let seen = recorder.take();
    let from = document_from(&seen, url, door);
    Ok((door.search(text.as_bytes(), "page"), from, seen))
}

async fn settle(recorder: &Recorder) {
    // What a pageshow handler clears at once is not shown; what stays for half a second is.
    sleep(Duration::from_millis(500)).await;
    recorder.quiet(Duration::from_millis(100), Duration::from_secs(8)).await;
}

/// Where the page's document came from; absent where it was asked for nowhere.
fn document_from(network: &Network, url: &str, door: &Door) -> Option<CacheUse> {
    let url = observe::url(door, url);
    let documents = network
        .exchanges
        .iter()
        .filter(|exchange| exchange.destination == "document" && same_page(&exchange.url, &url));
    let used = documents.map(|exchange| exchange.cache);
    used.max_by_key(|cache| *cache != CacheUse::Network)
}

fn same_page(one: &str, other: &str) -> bool {
    let bare = |url: &str| url.split('#').next().unwrap_or_default().to_owned();
    bare(one) == bare(other)
}

fn cause(case: &BackCase) -> Option<Cause> {
    match case.no_store {
        Some(false) if case.clear_site_data => Some(Cause::ClearSiteDataTooLate),
        Some(false) => Some(Cause::NoNoStore),
        Some(true) if !case.cookie_changed => Some(Cause::NoCookieChange),
        _ => None,
    }
}
