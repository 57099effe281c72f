//! Pages without a scenario: opened, looked at, probed if asked; each a flow of one step.
//!
//! One browser shows several pages at once, each in a window and with cookies and storage of its own. A page costs
//! 0.35 s one after another, most of it waiting for rest; four windows take 2 processors to their limit, as four
//! browsers do, with half the memory (Chromium 156).

use super::{
    Event, Keeper, Listener, Probes, ReplayError, Stop,
    errand::{Errand, Errands},
    flow::chain,
    look,
};
use crate::{
    capture::{self, Client, Collector, Compared, Door, Pace, Recorder, Scope, walk},
    driver::{Browser, BrowserOptions, Context, Installed, Tab},
    scenario::Probe,
    store::utc_millis,
};
use futures_util::future::try_join_all;
use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::time::{Instant, timeout};
use url::Url;
use wardround_checks::evidence::{Console, Flow, Held, Page, Rest, Sent, Step};

const OPENING: Duration = Duration::from_secs(30);
const REST: Duration = Duration::from_secs(10);
const QUIET: Duration = Duration::from_millis(40);
const PAGE_LIMIT: Duration = Duration::from_secs(120);
/// How long a window may take to show that it still answers.
const ANSWER: Duration = Duration::from_secs(10);

/// Pages to be visited in one browser.
#[derive(Debug)]
pub struct Visitor<'a> {
    /// The browser that is installed.
    pub installed: &'a Installed,
    /// How it is started.
    pub browser: BrowserOptions,
    /// How many of its windows are at work at once; at least one.
    pub windows: usize,
    /// Which probes run: a walk with Tab, and what links lead to; the others need a scenario.
    pub probes: Probes,
    /// The key of this run's hashes.
    pub key: Vec<u8>,
    /// Who is told.
    pub listener: Listener,
    /// A way to stop.
    pub stop: Stop,
}

/// Who takes a page's evidence: makes its keeper, and seals what was kept.
pub trait Desk: Send {
    /// A keeper for the page at this place in the list.
    fn keeper(&mut self, place: usize, url: &str) -> Result<Box<dyn Keeper>, ReplayError>;

    /// The flow of a page that was kept.
    fn done(&mut self, place: usize, flow: &Flow) -> Result<(), ReplayError>;
}

/// The desk, which all windows share.
type Counter<'d> = Mutex<&'d mut dyn Desk>;

/// What all windows share while a list is worked off.
struct Round<'r, 'd> {
    scope: &'r Scope,
    client: &'r Client,
    errands: &'r Errands,
    counter: &'r Counter<'d>,
}

/// A window at work, and what records it.
#[derive(Debug)]
struct Window {
    context: Context,
    tab: Tab,
    recorder: Recorder,
    takes_strays: bool,
}

/// What was seen of a page.
#[derive(Debug)]
struct Seen {
    step: Step,
    picture: Option<Vec<u8>>,
    stopped: Option<String>,
    sent: Vec<Sent>,
}

impl Visitor<'_> {
    /// Visits pages. One that fails is recorded as such, and the others are visited. A browser that has shown many pages is
    /// replaced by a fresh one, and so is one that went away; the pages that it showed then are tried once more, each
    /// alone.
    pub async fn visit(
        &self,
        urls: &[(usize, String)],
        desk: &mut dyn Desk,
    ) -> Result<(), ReplayError> {
        let hosts = urls.iter().filter_map(|(_, url)| host(url)).collect();
        let scope = Scope { hosts, allowed: Vec::new() };
        let client =
            Client::new(!self.browser.pinned_keys.is_empty(), scope.clone(), Pace::default())?;
        let errands = Errands::new(urls);
        let counter = Mutex::new(desk);
        let round = Round { scope: &scope, client: &client, errands: &errands, counter: &counter };
        while errands.begin_round() && !self.stop.is_called() {
            let browser = Browser::start(self.installed.clone(), self.browser.clone()).await?;
            let done = tokio::select! {
                done = self.visit_in(&browser, &round) => done,
                () = self.stop.called() => Ok(()),
            };
            browser.close().await;
            done?;
        }
        Ok(())
    }

    /// Visits pages until there are none left or the browser is lost.
    async fn visit_in(&self, browser: &Browser, round: &Round<'_, '_>) -> Result<(), ReplayError> {
        Collector::watch(&browser.bidi).await?;
        let windows = (0..round.errands.windows(self.windows)).map(|number| async move {
            let first = number == 0;
            let context =
                if first { browser.default_context() } else { browser.new_context().await? };
            let tab = if first { browser.first_tab().await? } else { context.new_window().await? };
            let window = self.window(context, tab, first, round.scope).await?;
            self.work(window, round).await
        });
        try_join_all(windows).await.map(drop)
    }

    async fn window(
        &self,
        context: Context,
        tab: Tab,
        takes_strays: bool,
        scope: &Scope,
    ) -> Result<Window, ReplayError> {
        let door = Door::new(&self.key);
        let recorder = Recorder::of_tab(&tab, takes_strays, door, scope.clone()).await?;
        Ok(Window { context, tab, recorder, takes_strays })
    }

    /// Visits pages in a window, one after another.
    async fn work(&self, mut window: Window, round: &Round<'_, '_>) -> Result<(), ReplayError> {
        while let Some(mut errand) = round.errands.next() {
            let scenario = "audit".to_owned();
            self.listener.tell(Event::Step { scenario, step: errand.url.clone() });
            if errand.keeper.is_none() {
                errand.keeper = Some(desk(round.counter).keeper(errand.place, &errand.url)?);
            }
            let seen = self.look(&window, &errand.url, round).await;
            if seen.stopped.is_some() && !reset(&window.tab).await {
                let Some(new) = self.replace(&window, round.scope).await else {
                    return match round.errands.suspect(errand) {
                        Some(errand) => self.keep(errand, seen, round),
                        None => Ok(()),
                    };
                };
                window = new;
            }
            self.keep(errand, seen, round)?;
        }
        Ok(())
    }

    /// Another window in place of one that no longer answers; none if the browser does not answer either.
    async fn replace(&self, lost: &Window, scope: &Scope) -> Option<Window> {
        let tab = timeout(ANSWER, lost.context.new_window()).await.ok()?.ok()?;
        // A page that hangs may hold up the end of its window; nobody waits for that.
        let _ = timeout(ANSWER, lost.tab.close()).await;
        self.window(lost.context.clone(), tab, lost.takes_strays, scope).await.ok()
    }

    async fn look(&self, window: &Window, url: &str, round: &Round<'_, '_>) -> Seen {
        let mut step = Step { name: url.to_owned(), ..Step::default() };
        let client = round.client.apart();
        let page = timeout(PAGE_LIMIT, self.page(window, url, round, &client, &mut step)).await;
        let sent = client.take_sent(utc_millis);
        let network = window.recorder.take();
        step.network = (window.recorder.lost() == 0).then_some(network);
        step.console = Some(Console { entries: window.recorder.take_console() });
        match page.unwrap_or(Err(ReplayError::StepLimit { limit: PAGE_LIMIT })) {
            Ok(picture) => Seen { step, picture, stopped: None, sent },
            Err(error) => Seen { step, picture: None, stopped: Some(chain(&error)), sent },
        }
    }

    /// Hands over what was seen of a page.
    fn keep(&self, errand: Errand, seen: Seen, round: &Round<'_, '_>) -> Result<(), ReplayError> {
        let Errand { place, url, keeper, .. } = errand;
        let Seen { step, picture, stopped, sent } = seen;
        if let Some(why) = &stopped {
            let (step, why) = (url.clone(), why.clone());
            self.listener.tell(Event::Broken { scenario: "audit".to_owned(), step, why });
        }
        let pictures = picture.map(|picture| ("screenshot.png".to_owned(), picture));
        if let Some(mut keeper) = keeper {
            keeper.keep(0, &step, &Vec::from_iter(pictures))?;
        }
        let flow = Flow {
            scenario: "audit".to_owned(),
            title: url,
            engine: "chromium".to_owned(),
            hosts: round.scope.hosts.clone(),
            steps: vec![step],
            stopped,
            sent,
            ..Flow::default()
        };
        desk(round.counter).done(place, &flow)
    }

    async fn page(
        &self,
        window: &Window,
        url: &str,
        round: &Round<'_, '_>,
        client: &Client,
        step: &mut Step,
    ) -> Result<Option<Vec<u8>>, ReplayError> {
        let Window { context, tab, recorder, .. } = window;
        let start = Instant::now();
        let opened = tab.navigate(url, OPENING).await;
        let reason = match opened {
            Ok(()) => rest(tab, recorder, start).await?,
            // A page that never finishes loading may still show something; what it shows is judged.
            Err(error) if error.leaves_browser() && arrived(tab, url).await => {
                let what = error.to_string();
                step.held.push(Held { kind: "loaded".to_owned(), what, held: false, node: None });
                "limit".to_owned()
            }
            Err(error) => return Err(error.into()),
        };
        step.navigated = true;
        step.rest =
            Rest { reason, ms: u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX) };
        let mut page: Page = Collector::page(tab).await?;
        if look::is_of_browser(&page) {
            return Err(ReplayError::LedAway);
        }
        Collector::listeners(tab, &mut page).await;
        // Without it a few texts are left for a person to judge.
        capture::backdrops(tab, &mut page).await.ok();
        page.orientation = capture::orientation(tab).await;
        if self.probes.may(Probe::Links) {
            let door = recorder.with_door(|door| door.clone());
            capture::destinations(client, &mut page, round.scope, &door).await;
        }
        recorder.with_door(|door| look::scrub(&mut page, door));
        step.page = Some(page);
        if self.probes == Probes::None {
            return Ok(None);
        }
        let picture = tab.screenshot(true).await.ok();
        let door = recorder.with_door(|door| door.clone());
        step.storage = capture::storage(tab, context, &door).await.ok();
        if self.probes.may(Probe::Keyboard) {
            step.focus = walk(tab, &door, &mut Compared::default()).await.ok();
        }
        Ok(picture)
    }
}

/// Waits until nothing changes and nothing loads; says why it stopped waiting. A page that loaded something while it
/// was watched is watched again.
async fn rest(tab: &Tab, recorder: &Recorder, start: Instant) -> Result<String, ReplayError> {
    loop {
        let left = REST.saturating_sub(start.elapsed());
        let reason = Collector::rest(tab, left).await?;
        let waited = Instant::now();
        let quiet = recorder.quiet(QUIET, REST.saturating_sub(start.elapsed())).await;
        if !quiet || reason == "limit" {
            return Ok("limit".to_owned());
        }
        if waited.elapsed() < QUIET {
            return Ok(reason);
        }
    }
}

/// The desk is whole after every call, so a window that panicked left nothing half-done.
fn desk<'c, 'd>(counter: &'c Counter<'d>) -> MutexGuard<'c, &'d mut dyn Desk> {
    counter.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether the document that was asked for is there, if not complete.
async fn arrived(tab: &Tab, url: &str) -> bool {
    let same = |one: &str, other: &str| one.split('#').next() == other.split('#').next();
    tab.url().await.is_ok_and(|now| same(&now, url))
}

/// Leaves a page that hangs; says whether the tab still answers.
async fn reset(tab: &Tab) -> bool {
    tab.navigate("about:blank", ANSWER).await.is_ok()
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(ToOwned::to_owned)
}
