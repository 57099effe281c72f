//! What is remembered along a flow, and tried at its end: old sessions, Back, addresses without a session.

use super::{ReplayError, Walker, elsewhere::Elsewhere, stage::Stage};
use crate::{
    capture::{
        self, BackCase, Client, Compared, Controls, Door, Kit, Recorder, Repeats, after, back,
        replay, session_cookies, walk,
    },
    driver::Browser,
    scenario::{Probe, Step as Script},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tokio::time::{Instant, sleep};
use wardround_checks::evidence::{
    After, FocusWalk, Liveness, Network, Phase, Replay, Step, Storage,
};

/// How long after sign-out an old session is tried: what a server does a moment later counts.
pub(super) const GRACE: Duration = Duration::from_secs(2);

/// What is remembered along a flow.
#[derive(Debug, Default)]
pub(super) struct Ending {
    before_sign_in: Option<Storage>,
    before_sign_out: Option<Storage>,
    repeats: Repeats,
    probe: Option<String>,
    session_cookies: Option<BTreeSet<String>>,
    /// Whether the last response for an address forbade storing.
    no_store: BTreeMap<String, bool>,
    clear_site_data: bool,
    leaving: Option<Leaving>,
    elsewhere: Option<Elsewhere>,
    compared: Compared,
}

/// The moment before sign-out.
#[derive(Debug)]
struct Leaving {
    url: String,
    kit: Kit,
    had_canaries: bool,
    control: Option<Replay>,
}

impl Ending {
    pub(super) async fn before_sign_in(&mut self, stage: &Stage<'_>, recorder: &Recorder) {
        let door = recorder.with_door(|door| door.clone());
        self.before_sign_in = capture::storage(&stage.tab, &stage.context, &door).await.ok();
    }

    /// Remembers what a step's traffic shows.
    pub(super) fn saw(&mut self, network: &Network, recorder: &Recorder) {
        let addresses = recorder.addresses();
        self.repeats.add(network, &addresses);
        for exchange in
            network.exchanges.iter().filter(|exchange| exchange.destination == "document")
        {
            if let Some(address) = addresses.get(&exchange.id) {
                let forbids = exchange.field("cache-control").is_some_and(|value| {
                    value.split(',').any(|part| part.trim().eq_ignore_ascii_case("no-store"))
                });
                self.no_store.insert(bare(address), forbids);
            }
        }
        self.clear_site_data =
            network.exchanges.iter().any(|exchange| exchange.field("clear-site-data").is_some());
    }

    /// Finds out which cookies make the session, once there is a request that tells; marks them.
    pub(super) async fn sort_cookies(
        &mut self,
        walker: &Walker<'_>,
        stage: &Stage<'_>,
        recorder: &Recorder,
        step: &mut Step,
    ) -> Result<(), ReplayError> {
        if step.phase == Phase::During
            && self.session_cookies.is_none()
            && walker.options.probes.may(Probe::Replay)
            && walker.scenario.target.is_test()
        {
            let (client, kit, door) = self.kit(walker, stage, recorder).await?;
            self.probe = self.repeats.probe(&client, &kit, &door).await;
            if let Some(probe) = &self.probe {
                self.session_cookies = Some(session_cookies(&client, probe, &kit, &door).await);
            }
        }
        step.storage = self.mark(step.storage.take());
        Ok(())
    }

    /// Marks the cookies that make the session, once they are known.
    fn mark(&self, storage: Option<Storage>) -> Option<Storage> {
        let (mut storage, names) = (storage?, self.session_cookies.as_ref());
        for cookie in &mut storage.cookies {
            cookie.session = names.map(|names| names.contains(&cookie.name));
        }
        Some(storage)
    }

    async fn kit(
        &self,
        walker: &Walker<'_>,
        stage: &Stage<'_>,
        recorder: &Recorder,
    ) -> Result<(Client, Kit, Door), ReplayError> {
        let client = Client::new(!walker.options.browser.pinned_keys.is_empty())?;
        let host = walker.scenario.target.base_url().ok();
        let host = host.as_ref().and_then(|url| url.host_str()).unwrap_or_default().to_owned();
        let kit = Kit::of(&stage.context.cookies().await?, &host);
        let door = recorder.with_door(|door| {
            for (name, value) in kit.secrets() {
                if value.len() >= 16 {
                    door.add_secret(&format!("cookie:{name}"), value);
                }
            }
            door.clone()
        });
        Ok((client, kit, door))
    }

    /// The request that tells a live session from a dead one.
    pub(super) fn probe(&self) -> Option<&str> {
        self.probe.as_deref()
    }

    pub(super) async fn before_sign_out(
        &mut self,
        walker: &Walker<'_>,
        stage: &Stage<'_>,
        recorder: &Recorder,
    ) {
        let Ok((client, kit, door)) = self.kit(walker, stage, recorder).await else { return };
        let before = capture::storage(&stage.tab, &stage.context, &door).await.ok();
        self.before_sign_out = self.mark(before);
        let text = capture::Collector::text(&stage.tab).await.unwrap_or_default();
        let url = stage.tab.url().await.unwrap_or_default();
        let replays = walker.options.probes.may(Probe::Replay) && walker.scenario.target.is_test();
        let control = match &self.probe {
            Some(probe) if replays => {
                let answer = client.get(probe, kit.field().as_deref(), &door).await;
                Some(replay("control", probe, "session cookies", &answer, -1, &door))
            }
            _ => None,
        };
        let had_canaries = !door.search(text.as_bytes(), "page").is_empty();
        if replays {
            self.elsewhere = Elsewhere::open(stage, recorder, &url).await;
        }
        self.leaving = Some(Leaving { url, kit, had_canaries, control });
    }

    /// Walks the focus through the page as it is.
    pub(super) async fn focus_walk(
        &mut self,
        stage: &Stage<'_>,
        recorder: &Recorder,
    ) -> Result<FocusWalk, ReplayError> {
        let door = recorder.with_door(|door| door.clone());
        Ok(walk(&stage.tab, &door, &mut self.compared).await?)
    }

    /// Tries what is left after sign-out.
    pub(super) async fn after(
        &mut self,
        walker: &Walker<'_>,
        stage: &Stage<'_>,
        browser: &Browser,
        recorder: &Recorder,
        script: &Script,
    ) -> Result<Option<After>, ReplayError> {
        let Some(leaving) = self.leaving.take() else { return Ok(None) };
        let over = Instant::now();
        let probes = &walker.options.probes;
        let mut tried = After {
            probe: self.probe.as_deref().map(|url| stage.scrub(url)),
            before_sign_in: self.before_sign_in.clone(),
            before_sign_out: self.before_sign_out.clone(),
            ..After::default()
        };
        let client = Client::new(!walker.options.browser.pinned_keys.is_empty())?;
        let door = recorder.with_door(|door| door.clone());
        let replays = probes.run(Probe::Replay, script) && walker.scenario.target.is_test();
        let mut session = Liveness::Unknown;
        if !replays {
            tried.notes.push(
                "requests were not sent again: the probe is off, or the target is no test system"
                    .to_owned(),
            );
        } else if let Some(probe) = &self.probe {
            tried.replays.extend(leaving.control.clone());
            sleep(GRACE).await;
            let answer = client.get(probe, leaving.kit.field().as_deref(), &door).await;
            session = answer.session();
            tried.replays.push(replay(
                "signed-out",
                probe,
                "session cookies",
                &answer,
                after(over),
                &door,
            ));
        } else {
            tried.notes.push(
                "no request of the flow tells a live session from a dead one: none that is read by GET shows health data with the session's cookies and none without".to_owned(),
            );
        }
        if let Some(elsewhere) = &self.elsewhere {
            let now = elsewhere.look(&capture::url(&door, &elsewhere.url), recorder, over).await;
            tried.other_tab = now;
            stage.tab.activate().await?;
        }
        if probes.run(Probe::Back, script) {
            let changed = Kit::of(
                &stage.context.cookies().await?,
                url::Url::parse(&leaving.url)
                    .ok()
                    .as_ref()
                    .and_then(url::Url::host_str)
                    .unwrap_or_default(),
            );
            let case = BackCase {
                had_canaries: leaving.had_canaries,
                no_store: self.no_store.get(&bare(&leaving.url)).copied(),
                cookie_changed: changed.field() != leaving.kit.field(),
                clear_site_data: self.clear_site_data,
                url: leaving.url,
                over,
                session,
            };
            let controls = Controls::try_in(&browser.default_context()).await;
            // The control's own traffic is none of the portal's.
            drop(recorder.take());
            stage.tab.activate().await?;
            let (seen, _) = back(&stage.tab, &stage.context, recorder, controls, case).await?;
            tried.back = Some(seen);
        }
        if replays {
            tried.replays.extend(self.repeats.unauthenticated(&client, &door, over).await);
        }
        if let Some(elsewhere) = self.elsewhere.take() {
            let (loads, channels) = elsewhere.close(recorder, over).await;
            tried.channels = Some(channels);
            if let Some(tab) = &mut tried.other_tab {
                tab.loads = loads;
            }
        }
        Ok(Some(tried))
    }
}

/// An address without its fragment.
fn bare(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
}
