//! What is remembered along a flow, and tried at its end: old sessions, Back, addresses without a session.

use super::{ReplayError, Walker, elsewhere::Elsewhere, stage::Stage};
use crate::{
    capture::{
        self, BackCase, Bearer, Change, Client, Compared, Controls, Door, Framable, Kit, Posted,
        Recorder, Repeats, after, back, foreign_origins, forge, provoke, replay, session_cookies,
        static_paths, unsigned, walk,
    },
    driver::Browser,
    scenario::{Probe, Step as Script},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tokio::time::{Instant, sleep, timeout};
use wardround_checks::evidence::{
    After, FocusWalk, Forgery, FramingTrial, Liveness, Network, Phase, Provoked, Replay, Residue,
    Step, Storage,
};

/// How long after sign-out an old session is tried: what a server does a moment later counts.
pub(super) const GRACE: Duration = Duration::from_secs(2);

/// How long may be asked what can only be asked while the session lives.
const LIVE: Duration = Duration::from_secs(60);

/// What is remembered along a flow.
#[derive(Debug)]
pub(super) struct Ending {
    pub(super) client: Client,
    before_sign_in: Option<Storage>,
    before_sign_out: Option<Storage>,
    repeats: Repeats,
    framable: Framable,
    probe: Option<String>,
    session_cookies: Option<BTreeSet<String>>,
    /// Whether the session's cookies open nothing without its bearer token.
    pub(super) needs_bearer: bool,
    /// Whether the last response for an address forbade storing.
    no_store: BTreeMap<String, bool>,
    clear_site_data: bool,
    leaving: Option<Leaving>,
    /// What the browser held before a step that raises the session.
    pub(super) raising: Option<Kit>,
    elsewhere: Option<Elsewhere>,
    compared: Compared,
    /// Requests that may be sent again, though they change something.
    changes: Vec<Change>,
    /// What lay in the HTTP cache when the session was over.
    cached: Residue,
}

/// The moment before sign-out.
#[derive(Debug, Default)]
struct Leaving {
    url: String,
    kit: Kit,
    had_canaries: bool,
    /// What was asked while the session lived.
    replays: Vec<Replay>,
    bearer: Option<Bearer>,
    provoked: Vec<Provoked>,
    forgeries: Vec<Forgery>,
    framing: Option<FramingTrial>,
    notes: Vec<String>,
}

impl Ending {
    /// Nothing is remembered yet; what is asked later, this client asks.
    pub(super) fn new(client: Client) -> Self {
        Self {
            client,
            before_sign_in: None,
            before_sign_out: None,
            repeats: Repeats::default(),
            framable: Framable::default(),
            probe: None,
            session_cookies: None,
            needs_bearer: false,
            no_store: BTreeMap::new(),
            clear_site_data: false,
            leaving: None,
            raising: None,
            compared: Compared::default(),
            cached: Residue::default(),
            changes: Vec::new(),
            elsewhere: None,
        }
    }

    pub(super) async fn before_sign_in(&mut self, stage: &Stage<'_>, recorder: &Recorder) {
        let door = recorder.with_door(|door| door.clone());
        self.before_sign_in = capture::storage(&stage.tab, &stage.context, &door).await.ok();
    }

    /// Remembers what a step's traffic shows, and its last change if that may be sent again.
    pub(super) fn saw(
        &mut self,
        script: &Script,
        phase: Phase,
        repeat: bool,
        network: &Network,
        recorder: &Recorder,
    ) {
        if repeat {
            self.changes.extend(changes(script, network, recorder).pop());
        }
        let addresses = recorder.addresses();
        self.repeats.add(network, recorder);
        self.framable.add(network, phase == Phase::During, recorder);
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
            let (mut kit, door) = kit(walker, stage, recorder).await?;
            self.probe = self.repeats.probe(&self.client, &mut kit, &door).await;
            self.needs_bearer = kit.authorization.is_some();
            if let Some(probe) = &self.probe {
                let names = session_cookies(&self.client, probe, &kit, &door).await;
                self.session_cookies = Some(names);
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

    /// The request that tells a live session from a dead one.
    pub(super) fn probe(&self) -> Option<&str> {
        self.probe.as_deref()
    }

    /// The names of the cookies that make the session, once they are known.
    pub(super) fn session_cookies(&self) -> Option<&BTreeSet<String>> {
        self.session_cookies.as_ref()
    }

    /// The addresses that gave health data, as they are.
    pub(super) fn addresses(&self) -> impl Iterator<Item = &str> {
        self.repeats.addresses()
    }

    pub(super) async fn before_sign_out(
        &mut self,
        walker: &Walker<'_>,
        stage: &Stage<'_>,
        browser: &Browser,
        recorder: &Recorder,
    ) {
        let Ok((mut kit, door)) = kit(walker, stage, recorder).await else { return };
        if self.needs_bearer {
            kit.authorization = self.repeats.authorization().map(ToOwned::to_owned);
        }
        let before = capture::storage(&stage.tab, &stage.context, &door).await.ok();
        self.before_sign_out = self.mark(before);
        let text = capture::Collector::text(&stage.tab).await.unwrap_or_default();
        let url = stage.tab.url().await.unwrap_or_default();
        let had_canaries = !door.search(text.as_bytes(), "page").is_empty();
        let mut leaving = Leaving { url, kit, had_canaries, ..Leaving::default() };
        let replays = walker.options.probes.may(Probe::Replay) && walker.scenario.target.is_test();
        // What has been asked when the time is up counts.
        if replays {
            let base = walker.scenario.target.base_url().ok();
            let asking = self.ask_alive(&mut leaving, base.as_ref(), &door);
            if timeout(LIVE, asking).await.is_err() {
                stage.note("not every request was tried while the session lived: the time was up");
            }
            let (framable, client) = (&self.framable, &self.client);
            leaving.framing = framable.try_in(browser, recorder, client, &leaving.kit, &door).await;
            let Leaving { url, notes, .. } = &mut leaving;
            self.elsewhere = Elsewhere::open(stage, recorder, url, notes).await;
        }
        self.leaving = Some(leaving);
    }

    /// Asks what can only be asked while the session lives.
    async fn ask_alive(&self, leaving: &mut Leaving, base: Option<&url::Url>, door: &Door) {
        let Leaving { kit, replays, bearer, provoked, forgeries, .. } = leaving;
        let (client, repeats) = (&self.client, &self.repeats);
        if let Some(probe) = &self.probe {
            let answer = client.get(probe, Some(kit), "session before sign-out", door).await;
            replays.push(replay("control", probe, kit.with(), &answer, -1, door));
        }
        *bearer = Bearer::find(client, repeats, door, replays).await;
        foreign_origins(client, repeats, kit, door, replays).await;
        static_paths(client, repeats, kit, door, replays).await;
        for change in &self.changes {
            forgeries.push(forge(client, change, kit, door).await);
        }
        if let Some(base) = base {
            provoke(client, base, repeats.record(), kit, door, provoked).await;
        }
    }

    /// What lay in the HTTP cache when the session was over; taken once.
    pub(super) fn cached(&mut self) -> Residue {
        std::mem::take(&mut self.cached)
    }

    /// Going back asks for pages anew. The sign-in page that comes in their place takes the entry that a patient, who
    /// just closes the browser, would leave behind.
    async fn look_at_cache(&mut self, walker: &Walker<'_>, browser: &Browser, door: &Door) {
        let Ok(origin) = walker.scenario.target.base_url() else { return };
        let (profile, door) = (browser.profile(), door.clone());
        let look = move || capture::cached(&profile, &origin, &door);
        self.cached = tokio::task::spawn_blocking(look).await.unwrap_or_default();
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
        let Some(mut leaving) = self.leaving.take() else { return Ok(None) };
        let over = Instant::now();
        let probes = &walker.options.probes;
        let mut tried = After {
            probe: self.probe.as_deref().map(|url| stage.scrub(url)),
            before_sign_in: self.before_sign_in.clone(),
            before_sign_out: self.before_sign_out.clone(),
            provoked: std::mem::take(&mut leaving.provoked),
            framing: leaving.framing.take(),
            notes: std::mem::take(&mut leaving.notes),
            ..After::default()
        };
        let door = recorder.with_door(|door| door.clone());
        let replays = probes.run(Probe::Replay, script) && walker.scenario.target.is_test();
        tried.replays = std::mem::take(&mut leaving.replays);
        tried.forgeries = std::mem::take(&mut leaving.forgeries);
        let mut session = Liveness::Unknown;
        if !replays {
            tried.notes.push(
                "requests were not sent again: the probe is off, or the target is no test system"
                    .to_owned(),
            );
        } else if let Some(probe) = &self.probe {
            sleep(GRACE).await;
            let kit = &leaving.kit;
            let answer = self.client.get(probe, Some(kit), "session after sign-out", &door).await;
            session = answer.session();
            let dead = replay("signed-out", probe, kit.with(), &answer, after(over), &door);
            tried.replays.push(dead);
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
            self.look_at_cache(walker, browser, &door).await;
            let last = leaving.had_canaries.then_some(leaving.url.as_str());
            tried.offline = walker.offline(stage, &self.repeats, last, &door).await;
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
                cookie_changed: changed.cookie() != leaving.kit.cookie(),
                clear_site_data: self.clear_site_data,
                url: leaving.url,
                over,
                session,
            };
            let mut controls = Controls::try_in(&browser.default_context()).await;
            // Our own control has no certificate. Chromium keeps nothing that came with an error of one.
            let control = tried.replays.iter().find(|replay| replay.kind == "control");
            let keeps = self.cached.cached > 0 || walker.is_without_doubt(control);
            controls.http_cache = controls.http_cache.map(|kept| kept && keeps);
            // The control's own traffic is none of the portal's.
            drop(recorder.take());
            stage.tab.activate().await?;
            let (seen, _) = back(&stage.tab, &stage.context, recorder, controls, case).await?;
            tried.back = Some(seen);
        }
        if let Some(bearer) = leaving.bearer.filter(|_| replays) {
            tried.replays.push(bearer.again(&self.client, after(over), &door).await);
        }
        if replays {
            tried.replays.extend(self.repeats.unauthenticated(&self.client, &door, over).await);
            tried.replays.extend(unsigned(&self.client, &self.repeats, &door, over).await);
        }
        if let Some(elsewhere) = self.elsewhere.take() {
            let (loads, channels) = elsewhere.close(recorder, over).await;
            tried.channels = Some(channels);
            if let Some(tab) = &mut tried.other_tab {
                tab.loads = loads;
            }
        }
        // The last: it may begin a session anew.
        let signs_in = |step: &Script| probes.run(Probe::SignIn, step);
        if replays && walker.scenario.steps.iter().any(signs_in) {
            tried.reentry = walker.reenter(stage, &door).await.ok();
        }
        Ok(Some(tried))
    }
}

/// The cookies of the session as they are now, and the door that knows them.
pub(super) async fn kit(
    walker: &Walker<'_>,
    stage: &Stage<'_>,
    recorder: &Recorder,
) -> Result<(Kit, Door), ReplayError> {
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
    Ok((kit, door))
}

impl Walker<'_> {
    /// Whether the portal's responses cannot have come with an error of its certificate: in the clear, or because our
    /// own client, which had no key to trust, got an answer.
    fn is_without_doubt(&self, control: Option<&Replay>) -> bool {
        let plain = self.scenario.target.base_url().is_ok_and(|url| url.scheme() == "http");
        let strict = self.options.browser.pinned_keys.is_empty();
        plain || strict && control.is_some_and(|replay| replay.status.is_some())
    }
}

/// An address without its fragment.
fn bare(url: &str) -> String {
    url.split('#').next().unwrap_or_default().to_owned()
}

/// The requests of a step that change something and were granted.
fn changes(script: &Script, network: &Network, recorder: &Recorder) -> Vec<Change> {
    let posted = recorder.changes();
    let granted = network.exchanges.iter().filter_map(|exchange| {
        let status = exchange.status.filter(|status| (200..400).contains(status))?;
        let Posted { url, fields, body, location } = posted.get(&exchange.id)?.clone();
        let (step, method) = (script.name.to_string(), exchange.method.clone());
        Some(Change { step, method, url, fields, body, status, location })
    });
    granted.collect()
}
