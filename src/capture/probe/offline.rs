//! What service workers give when the portal is out of reach: the browser loses its network, and what gave health data is
//! asked for once more.
//!
//! Measured in Chromium 156, headless, through chromedriver's BiDi socket:
//!
//! - `Network.emulateNetworkConditions` in a tab's session cuts off the tab, as `emulation.setNetworkConditions` does, and
//!   not the worker that answers it. A session of our own with the worker's target cuts off the worker, until it ends.
//!   Both together leave no way to the portal but Chromium's own look for a newer script of the worker.
//! - What a script of an isolated world fetches passes service workers by, so that the page's own world asks.
//! - The HTTP cache still answers then, and nothing in it changes.
//! - A request without a network fails with `ERR_INTERNET_DISCONNECTED`, be it the tab's or the worker's; the page whose
//!   worker got nothing fails with `ERR_FAILED`.

use super::{
    Repeats,
    registered::{Registered, is_registered, origin, registered},
};
use crate::{
    capture::{CaptureError, Collector, Door, Recorder, Scope, observe},
    driver::{Context, DriverError, Tab, Worker},
};
use serde_json::{Value, json};
use std::{collections::BTreeSet, error::Error, time::Duration};
use tokio::time::{Instant, sleep};
use url::Url;
use wardround_checks::evidence::{Body, CacheUse, Exchange, Hit, Offer, Offline, Party};

/// As many pages as are opened, and as many interfaces as are asked for.
const MOST: usize = 24;
/// How long all of it may take.
const LIMIT: Duration = Duration::from_secs(45);
/// How long one page may take to open, or one script to answer.
const OPENING: Duration = Duration::from_secs(10);
/// How long the browser may take to tell of a request.
const TELLING: Duration = Duration::from_secs(1);

const NO_NETWORK: &str = "ERR_INTERNET_DISCONNECTED";
const NOTHING_GIVEN: [&str; 2] = [NO_NETWORK, "ERR_FAILED"];

/// What a script of the page gets.
const FETCH: &str = "async (url) => {
    try {
        const answer = await fetch(url);
        return await answer.text();
    } catch {
        return null;
    }
}";

/// Whether a request fails, whatever is answered.
const FAILS: &str = "(url) => fetch(url, { mode: 'no-cors' }).then(() => false, () => true)";

/// What is asked for, and where.
#[derive(Debug)]
pub struct OfflineCase<'a> {
    /// The portal's own address.
    pub portal: &'a Url,
    /// The addresses that gave health data.
    pub repeats: &'a Repeats,
    /// The last page before sign-out, if it showed health data.
    pub last: Option<&'a str>,
    /// Whose is whose.
    pub scope: Scope,
}

/// Asks for everything without a network, where a service worker is registered.
pub async fn offline(tab: &Tab, context: &Context, door: &Door, case: &OfflineCase<'_>) -> Offline {
    let origins = case.origins();
    let failed = |why: &str| Offline { error: Some(door.scrub(why)), ..Offline::default() };
    let workers = match is_registered(tab, &origins).await {
        Ok(false) => return Offline::default(),
        Ok(true) => registered(tab, &origins).await,
        Err(error) => Err(error),
    };
    let workers = match workers {
        Ok(workers) if workers.is_empty() => return failed("the browser does not name it"),
        Ok(workers) => workers,
        Err(error) => return failed(&error.to_string()),
    };
    let seen = Offline {
        workers: workers.iter().map(|worker| worker.evidence(door)).collect(),
        ..Offline::default()
    };
    match Cut::open(tab, context, door, case, &workers, seen.clone()).await {
        Ok(cut) => cut.ask(case).await,
        Err(error) => Offline { error: Some(door.scrub(&cause(&error))), ..seen },
    }
}

impl OfflineCase<'_> {
    /// The origins whose workers may answer.
    fn origins(&self) -> BTreeSet<String> {
        let all = self.pages().into_iter().chain(self.repeats.interfaces());
        let all = all.filter(|address| self.scope.party(address) == Party::First);
        let all = all.filter_map(|address| Url::parse(address).ok());
        let web = |url: &Url| url.scheme().starts_with("http");
        all.chain([self.portal.clone()]).filter(web).map(|url| origin(&url)).collect()
    }

    /// The pages to be opened.
    fn pages(&self) -> Vec<&str> {
        let mut pages: Vec<_> = self.repeats.pages().take(MOST).collect();
        pages.extend(self.last.filter(|last| !pages.contains(last)));
        pages
    }
}

/// A tab without a network, and workers without one.
struct Cut<'a> {
    tab: Tab,
    recorder: Recorder,
    door: &'a Door,
    workers: &'a [Registered],
    attached: Vec<Worker>,
    /// The scope of the worker that answers for the page that the tab has open.
    page: Option<&'a str>,
    seen: Offline,
    until: Instant,
}

impl<'a> Cut<'a> {
    /// Opens the page that sign-out leads to in a tab of its own, and cuts that tab off.
    async fn open(
        signed_out: &Tab,
        context: &Context,
        door: &'a Door,
        case: &OfflineCase<'_>,
        workers: &'a [Registered],
        seen: Offline,
    ) -> Result<Self, CaptureError> {
        let until = Instant::now() + LIMIT;
        let address = signed_out.url().await?;
        let tab = context.new_tab().await?;
        let recorder = Recorder::of_tab(&tab, true, door.clone(), case.scope.clone()).await?;
        // Scripts ask from a page, and without a network there may be none to open.
        let page = scope_of(&address, workers);
        if page.is_some() {
            tab.navigate(&address, OPENING).await?;
            settle(&recorder).await;
            drop(recorder.take());
        }
        tab.devtools("Network.emulateNetworkConditions", without_network()).await?;
        Ok(Self { tab, recorder, door, workers, attached: Vec::new(), page, seen, until })
    }

    /// Asks, and gives the network back.
    async fn ask(mut self, case: &OfflineCase<'_>) -> Offline {
        let asked = self.ask_all(case).await;
        for worker in self.attached {
            let _ = worker.detach().await;
        }
        let _ = self.tab.close().await;
        if let Err(error) = asked {
            self.seen.error = Some(self.door.scrub(&cause(&error)));
        }
        if self.recorder.lost() > 0 {
            self.seen.error = Some("events of the browser came too fast".to_owned());
        }
        self.seen
    }

    async fn ask_all(&mut self, case: &OfflineCase<'_>) -> Result<(), CaptureError> {
        self.cut_workers(case.portal).await?;
        if let Some(scope) = self.page {
            // A page that leaves at once takes with it what it was given; a script reads that.
            for url in case.repeats.interfaces().take(MOST).chain(case.pages()) {
                if self.is_late() {
                    return Ok(());
                }
                self.fetch(url, scope).await?;
            }
        }
        for url in case.pages() {
            let Some(scope) = scope_of(url, self.workers) else { continue };
            if self.is_late() {
                return Ok(());
            }
            self.visit(url, scope).await?;
        }
        // No worker answers for this page.
        self.tab.navigate("about:blank", OPENING).await?;
        self.take();
        let probe = probe(case.portal, self.workers.len());
        self.tab.call("the control of the tab", FAILS, &json!([probe]), OPENING).await?;
        self.ended(&probe).await;
        self.seen.cut = self.take().iter().any(|exchange| self.is_refused(exchange, &probe));
        Ok(())
    }

    fn is_late(&mut self) -> bool {
        let late = Instant::now() >= self.until;
        if late {
            self.seen.error = Some("the time was up".to_owned());
        }
        late
    }

    async fn cut_workers(&mut self, portal: &Url) -> Result<(), CaptureError> {
        for (place, worker) in self.workers.iter().enumerate() {
            let probe = probe(portal, place);
            let mut cut = !worker.targets.is_empty();
            for target in &worker.targets {
                let worker = Worker::attach(&self.tab.bidi, target).await?;
                worker.devtools("Network.enable", json!({})).await?;
                worker.devtools("Network.emulateNetworkConditions", without_network()).await?;
                let asks = json!({
                    "expression": format!("({FAILS})({})", json!(probe)),
                    "awaitPromise": true,
                    "returnByValue": true,
                });
                let answer = worker.devtools("Runtime.evaluate", asks).await?;
                self.attached.push(worker);
                self.ended(&probe).await;
                let seen = self.take();
                cut &= answer["result"]["value"] == true
                    && seen.iter().any(|exchange| self.is_refused(exchange, &probe));
            }
            if let Some(worker) = self.seen.workers.get_mut(place) {
                worker.cut = cut;
            }
        }
        Ok(())
    }

    /// Waits until the browser has told what became of a request: its answer may be there before.
    async fn ended(&self, url: &str) {
        let (url, start) = (observe::url(self.door, url), Instant::now());
        while !self.recorder.has_ended(&url) && start.elapsed() < TELLING {
            sleep(Duration::from_millis(10)).await;
        }
        self.recorder.quiet(Duration::from_millis(40), TELLING).await;
    }

    /// What came since the last time; what came over the network is counted.
    fn take(&mut self) -> Vec<Exchange> {
        let exchanges = self.recorder.take().exchanges;
        let through = exchanges.iter().filter(|exchange| {
            exchange.party == Party::First
                && exchange.cache == CacheUse::Network
                && exchange.status.is_some()
                && exchange.url.starts_with("http")
        });
        self.seen.answered += u32::try_from(through.count()).unwrap_or(u32::MAX);
        exchanges
    }

    fn is_refused(&self, exchange: &Exchange, url: &str) -> bool {
        exchange.url == observe::url(self.door, url)
            && exchange.error.as_ref().is_some_and(|error| error.contains(NO_NETWORK))
    }

    async fn fetch(&mut self, url: &str, scope: &str) -> Result<(), CaptureError> {
        const WHAT: &str = "a fetch without a network";
        let got = self.tab.call_in_page(WHAT, FETCH, &json!([url]), OPENING).await;
        self.ended(url).await;
        let shown = match got {
            Ok(text) => Ok(self.door.search(text.as_str().unwrap_or_default().as_bytes(), "body")),
            Err(error) if error.leaves_browser() => Err(error.to_string()),
            Err(error) => return Err(error.into()),
        };
        self.offer(url, "fetched", scope, shown);
        Ok(())
    }

    async fn visit(&mut self, url: &str, scope: &str) -> Result<(), CaptureError> {
        let shown = match self.tab.navigate(url, OPENING).await {
            Ok(()) => {
                settle(&self.recorder).await;
                let text = Collector::text(&self.tab).await;
                let found = text.map(|text| self.door.search(text.as_bytes(), "page"));
                found.map_err(|error| cause(&error))
            }
            // The request tells whether that was for want of a network.
            Err(DriverError::Refused { .. }) => Ok(Vec::new()),
            Err(error) if error.leaves_browser() => Err(error.to_string()),
            Err(error) => return Err(error.into()),
        };
        self.ended(url).await;
        self.offer(url, "opened", scope, shown);
        Ok(())
    }

    /// Keeps what an address gave.
    fn offer(&mut self, url: &str, how: &str, scope: &str, shown: Result<Vec<Hit>, String>) {
        let exchanges = self.take();
        let url = observe::url(self.door, url);
        let answers = |exchange: &&Exchange| exchange.status.is_some();
        let own = || exchanges.iter().filter(|exchange| bare(&exchange.url) == bare(&url));
        let from = own().filter(answers).map(|exchange| exchange.cache);
        let from = from.max_by_key(|from| *from == CacheUse::ServiceWorker);
        let (mut hits, mut error) = match shown {
            Ok(hits) => (hits, None),
            Err(error) => (Vec::new(), Some(error)),
        };
        for exchange in exchanges.iter().filter(answers) {
            match &exchange.body {
                Body::Searched(found) => hits.extend(found.iter().cloned()),
                Body::Unread(why) if exchange.url == url => {
                    error.get_or_insert_with(|| why.clone());
                }
                Body::Unread(_) | Body::None => {}
            }
        }
        hits.sort();
        hits.dedup();
        if from.is_none() {
            error = error.or_else(|| unexplained(own().map(|exchange| exchange.error.as_deref())));
        }
        let error = error.filter(|_| !Hit::amount_to_phi(&hits));
        let error = error.map(|error| self.door.scrub(&error));
        let (how, scope) = (how.to_owned(), observe::url(self.door, scope));
        self.seen.offers.push(Offer { url, how, scope, from, hits, error });
    }
}

/// Why no answer came, if it is not for want of a network.
fn unexplained<'e>(errors: impl Iterator<Item = Option<&'e str>>) -> Option<String> {
    let errors: Vec<_> = errors.flatten().collect();
    let is_known = |error: &&str| NOTHING_GIVEN.iter().any(|known| error.contains(known));
    match errors.iter().find(|error| !is_known(error)) {
        Some(other) => Some((*other).to_owned()),
        None if errors.is_empty() => Some("the browser says nothing of the request".to_owned()),
        None => None,
    }
}

/// The scope of the worker that answers for a page: the longest that its address begins with.
fn scope_of<'a>(url: &str, workers: &'a [Registered]) -> Option<&'a str> {
    let scopes = workers.iter().map(|worker| worker.scope.as_str());
    scopes.filter(|scope| url.starts_with(scope)).max_by_key(|scope| scope.len())
}

/// An address of the portal that nobody else asks for.
fn probe(portal: &Url, number: usize) -> String {
    format!("{}/wardround-out-of-reach-{number}", origin(portal))
}

/// What is behind an error.
fn cause(error: &dyn Error) -> String {
    error.source().map_or_else(|| error.to_string(), cause)
}

fn bare(url: &str) -> &str {
    url.split('#').next().unwrap_or_default()
}

fn without_network() -> Value {
    json!({ "offline": true, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 })
}

async fn settle(recorder: &Recorder) {
    recorder.quiet(Duration::from_millis(100), Duration::from_secs(3)).await;
}

#[cfg(test)]
mod tests {
    use super::unexplained;

    #[test]
    fn only_a_missing_network_explains_a_missing_answer() {
        for (errors, explained) in [
            (vec![Some("net::ERR_INTERNET_DISCONNECTED")], true),
            (vec![Some("net::ERR_FAILED"), Some("net::ERR_INTERNET_DISCONNECTED")], true),
            (vec![Some("net::ERR_BLOCKED_BY_CSP")], false),
            (vec![Some("net::ERR_ABORTED"), Some("net::ERR_INTERNET_DISCONNECTED")], false),
            (vec![None], false),
            (vec![], false),
        ] {
            assert_eq!(unexplained(errors.iter().copied()).is_none(), explained, "{errors:?}");
        }
    }
}
