//! Pages without a scenario: opened, looked at, probed if asked; each a flow of one step.

use super::{Event, Keeper, Listener, Probes, ReplayError, Stop, flow::chain, look};
use crate::{
    capture::{self, Collector, Compared, Door, Recorder, Scope, walk},
    driver::{Browser, BrowserOptions, Context, Installed, Tab},
    scenario::Probe,
};
use std::time::Duration;
use tokio::time::{Instant, timeout};
use url::Url;
use wardround_checks::evidence::{Console, Flow, Page, Rest, Step};

const OPENING: Duration = Duration::from_secs(30);
const REST: Duration = Duration::from_secs(10);
const PAGE_LIMIT: Duration = Duration::from_secs(120);

/// Pages to be visited one after another in one browser.
#[derive(Debug)]
pub struct Visitor<'a> {
    /// The browser that is installed.
    pub installed: &'a Installed,
    /// How it is started.
    pub browser: BrowserOptions,
    /// Which probes run; a walk with Tab is the only one that needs no scenario.
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

impl Visitor<'_> {
    /// Visits pages in order. A page that fails is recorded as such, and the next one is visited; a browser
    /// that went away is replaced.
    pub async fn visit(
        &self,
        urls: &[(usize, String)],
        desk: &mut dyn Desk,
    ) -> Result<(), ReplayError> {
        let mut left = urls;
        while !left.is_empty() && !self.stop.is_called() {
            let browser = Browser::start(self.installed.clone(), self.browser.clone()).await?;
            let done = tokio::select! {
                done = self.visit_in(&browser, left, desk) => done,
                () = self.stop.called() => Ok(left.len()),
            };
            browser.close().await;
            left = &left[done?.min(left.len())..];
        }
        Ok(())
    }

    /// Visits pages until the browser is lost; says how many were done.
    async fn visit_in(
        &self,
        browser: &Browser,
        urls: &[(usize, String)],
        desk: &mut dyn Desk,
    ) -> Result<usize, ReplayError> {
        let hosts = urls.iter().filter_map(|(_, url)| host(url)).collect();
        let scope = Scope { hosts, allowed: Vec::new() };
        Collector::watch(&browser.bidi).await?;
        let recorder = Recorder::start(&browser.bidi, Door::new(&self.key), scope.clone()).await?;
        let (context, tab) = (browser.default_context(), browser.first_tab().await?);
        for (done, (place, url)) in urls.iter().enumerate() {
            let mut flow = Flow {
                scenario: "audit".to_owned(),
                title: url.clone(),
                engine: "chromium".to_owned(),
                hosts: scope.hosts.clone(),
                ..Flow::default()
            };
            self.listener.tell(Event::Step { scenario: "audit".to_owned(), step: url.clone() });
            let mut keeper = desk.keeper(*place, url)?;
            let mut step = Step { name: url.clone(), ..Step::default() };
            let seen =
                timeout(PAGE_LIMIT, self.page(&tab, &context, &recorder, url, &mut step)).await;
            step.network = Some(recorder.take());
            step.console = Some(Console { entries: recorder.take_console() });
            let seen = seen.unwrap_or(Err(ReplayError::StepLimit { limit: PAGE_LIMIT }));
            let (picture, lost) = match seen {
                Ok(picture) => (picture, false),
                Err(error) => {
                    flow.stopped = Some(chain(&error));
                    self.listener.tell(Event::Broken {
                        scenario: "audit".to_owned(),
                        step: url.clone(),
                        why: chain(&error),
                    });
                    (None, !reset(&tab).await)
                }
            };
            let pictures: Vec<_> =
                picture.into_iter().map(|picture| ("screenshot.png".to_owned(), picture)).collect();
            keeper.keep(0, &step, &pictures)?;
            flow.steps.push(step);
            desk.done(*place, &flow)?;
            if lost {
                return Ok(done + 1);
            }
        }
        Ok(urls.len())
    }

    async fn page(
        &self,
        tab: &Tab,
        context: &Context,
        recorder: &Recorder,
        url: &str,
        step: &mut Step,
    ) -> Result<Option<Vec<u8>>, ReplayError> {
        let start = Instant::now();
        let opened = tab.navigate(url, OPENING).await;
        let reason = match opened {
            Ok(()) => {
                recorder.quiet(Duration::from_millis(40), REST).await;
                Collector::rest(tab, REST).await?
            }
            // A page that never finishes loading may still show something; what it shows is judged.
            Err(error) if error.leaves_browser() && arrived(tab, url).await => {
                step.held.push(wardround_checks::evidence::Held {
                    kind: "loaded".to_owned(),
                    what: error.to_string(),
                    held: false,
                    node: None,
                });
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
        recorder.with_door(|door| look::scrub(&mut page, door));
        step.page = Some(page);
        let looked_closer = self.probes != Probes::None;
        let mut picture = None;
        if looked_closer {
            picture = tab.screenshot(true).await.ok();
            let door = recorder.with_door(|door| door.clone());
            step.storage = capture::storage(tab, context, &door).await.ok();
            if self.probes.may(Probe::Keyboard) {
                step.focus = walk(tab, &door, &mut Compared::default()).await.ok();
            }
        }
        Ok(picture)
    }
}

/// Whether the document that was asked for is there, if not complete.
async fn arrived(tab: &Tab, url: &str) -> bool {
    let same = |one: &str, other: &str| one.split('#').next() == other.split('#').next();
    tab.url().await.is_ok_and(|now| same(&now, url))
}

/// Leaves a page that hangs; says whether the tab still answers.
async fn reset(tab: &Tab) -> bool {
    tab.navigate("about:blank", Duration::from_secs(10)).await.is_ok()
}

fn host(url: &str) -> Option<String> {
    Url::parse(url).ok()?.host_str().map(ToOwned::to_owned)
}
