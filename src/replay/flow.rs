//! The order of things in a flow: act, expect, rest, look, probe, store. Nothing else.

use super::{
    Event, Keeper, Listener, Probes, Rehearsal, ReplayError, Stop, WalkOptions,
    after::Ending,
    later::Later,
    stage::{self, PATIENCE, Stage},
};
use crate::{
    capture::{self, Client, Collector, Door, Recorder, Scope, residue},
    driver::{Browser, Installed, Profile},
    scenario::{Effect, Probe, Scenario, Secret, SessionState, Step as Script},
    store::utc_millis,
};
use std::{collections::BTreeMap, time::Duration};
use tokio::time::{Instant, timeout};
use wardround_checks::evidence::{Flow, Network, Phase, Policy, Residue, Step};

/// The longest that one step may take, probes included.
const STEP_LIMIT: Duration = Duration::from_secs(180);

/// Expectations that are met within this time were met before they were asked for.
const AT_ONCE: Duration = Duration::from_millis(100);

/// Everything that a walk needs.
#[derive(Debug)]
pub struct Walker<'a> {
    /// What is replayed.
    pub scenario: &'a Scenario,
    /// The values of its secrets.
    pub secrets: &'a BTreeMap<String, Secret>,
    /// The browser that is installed.
    pub installed: &'a Installed,
    /// How.
    pub options: &'a WalkOptions,
    /// Who is told.
    pub listener: Listener,
    /// A way to stop.
    pub stop: Stop,
}

/// What came of a walk. A portal that fails is a result; only a missing browser is an error.
#[derive(Debug)]
pub struct Walked {
    /// What was recorded.
    pub flow: Flow,
    /// Why it ended before its end, if it did.
    pub stopped: Option<ReplayError>,
}

/// The last step of a flow whose session is over: what is known of its profile is added there.
#[derive(Debug)]
struct Over {
    place: usize,
    pictures: Vec<(String, Vec<u8>)>,
    door: Door,
    /// What lay in the HTTP cache before the probes asked for pages anew, which takes the old entry away.
    cached: Residue,
}

impl Walker<'_> {
    /// Walks the flow; each step is given to the keeper as soon as it is recorded.
    pub async fn walk(&self, keeper: &mut dyn Keeper) -> Result<Walked, ReplayError> {
        let start = Instant::now();
        let scenario = self.scenario.id().to_owned();
        self.tell(Event::Flow { scenario: scenario.clone(), steps: self.scenario.steps.len() });
        let rehearsal = self.rehearse().await?;
        let mut flow = self.flow();
        let browser = Browser::start(self.installed.clone(), self.options.browser.clone()).await?;
        let mut over = None;
        let client = self.client()?;
        let walked = tokio::select! {
            walked = self.steps(&browser, &rehearsal, &client, &mut flow, &mut over, keeper) => walked,
            () = self.stop.called() => Err(ReplayError::Interrupted),
        };
        let profile = browser.quit().await;
        if let Some(over) = over {
            self.look_at_profile(&profile, over, &mut flow, keeper).await?;
        }
        drop(profile);
        flow.sent = client.take_sent(utc_millis);
        let stopped = walked.err();
        if let Some(error) = &stopped {
            let at =
                flow.steps.last().map_or(self.scenario.start.to_string(), |step| step.name.clone());
            let step = self.scenario.steps.get(flow.steps.len());
            let step = step.map_or(at, |step| step.name.to_string());
            let why = chain(error);
            self.tell(Event::Broken {
                scenario: scenario.clone(),
                step: step.clone(),
                why: why.clone(),
            });
            flow.stopped = Some(format!("{step}: {why}"));
        }
        let ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.tell(Event::Done { scenario, ms });
        Ok(Walked { flow, stopped })
    }

    /// Adds to the last step of a flow whose session is over what the browser left on disk.
    async fn look_at_profile(
        &self,
        profile: &Profile,
        over: Over,
        flow: &mut Flow,
        keeper: &mut dyn Keeper,
    ) -> Result<(), ReplayError> {
        let Over { place, pictures, door, cached } = over;
        let (Some(step), Ok(origin)) = (flow.steps.get_mut(place), self.scenario.target.base_url())
        else {
            return Ok(());
        };
        let (path, folder) = (profile.path(), profile.downloads());
        let search = move || {
            let downloads = capture::downloads(&folder, &door);
            Residue { downloads, ..residue(&path, &origin, &door) }
        };
        let found = tokio::task::spawn_blocking(search).await;
        let Ok(mut found) = found else { return Ok(()) };
        if !profile.quit {
            found.unread.push("the browser was ended by force before it wrote its last".to_owned());
        }
        for trace in cached.traces {
            if !found.traces.contains(&trace) {
                found.traces.push(trace);
            }
        }
        step.residue = Some(found);
        keeper.keep(place, step, &pictures)
    }

    async fn rehearse(&self) -> Result<Rehearsal, ReplayError> {
        if !self.options.probes.may(Probe::Keyboard) || !self.scenario.target.is_test() {
            return Ok(Rehearsal::default());
        }
        self.tell(Event::KeyboardPass { scenario: self.scenario.id().to_owned() });
        let browser = Browser::start(self.installed.clone(), self.options.browser.clone()).await?;
        let rehearsal = tokio::select! {
            rehearsal = Rehearsal::play(self, &browser) => rehearsal,
            () = self.stop.called() => Ok(Rehearsal::default()),
        };
        browser.close().await;
        rehearsal
    }

    async fn steps(
        &self,
        browser: &Browser,
        rehearsal: &Rehearsal,
        client: &Client,
        flow: &mut Flow,
        over: &mut Option<Over>,
        keeper: &mut dyn Keeper,
    ) -> Result<(), ReplayError> {
        Collector::watch(&browser.bidi).await?;
        let door = stage::door(self.scenario, self.secrets, &self.options.key);
        let recorder = Recorder::start(&browser.bidi, door, self.scope()).await?;
        let stage = self.stage(browser, Some(&recorder), PATIENCE).await?;
        let mut ending = Ending::new(client.clone());
        if browser.take_downloads().await.is_err() {
            stage
                .note("what pages download is not looked at: the browser does not say where it is");
        }
        let mut downloaded = Vec::new();
        stage.open(&self.scenario.start).await?;
        stage.rest().await?;
        ending.before_sign_in(&stage, &recorder).await;
        let (mut phase, mut later) = (Phase::Before, Later::default());
        for (place, script) in self.scenario.steps.iter().enumerate() {
            self.tell(Event::Step {
                scenario: self.scenario.id().to_owned(),
                step: script.name.to_string(),
            });
            match script.session() {
                Some(SessionState::Over) => {
                    ending.before_sign_out(self, &stage, browser, &recorder).await;
                }
                Some(SessionState::Raised) => {
                    ending.before_step_up(self, &stage, &recorder).await;
                }
                _ => {}
            }
            let mut step = Step { name: script.name.to_string(), phase, ..Step::default() };
            step.effect = script.effect.map(effect);
            let url = stage.tab.url().await?;
            let done = timeout(STEP_LIMIT, self.step(&stage, &recorder, script, &mut step)).await;
            let done = done.unwrap_or(Err(ReplayError::StepLimit { limit: STEP_LIMIT }));
            rehearsal.place(place, &mut step);
            match script.session() {
                Some(SessionState::Begun) => phase = Phase::During,
                Some(SessionState::Over) if done.is_ok() => phase = Phase::Over,
                _ => {}
            }
            step.phase = phase;
            // What was seen is kept even when the step broke: that is when it is needed most.
            let looked = timeout(STEP_LIMIT, stage.record(&recorder, &mut step)).await;
            let network = recorder.take();
            step.navigated =
                network.exchanges.iter().any(|exchange| exchange.destination == "document")
                    || stage.tab.url().await.is_ok_and(|now| now != url);
            let files = browser.downloaded_all(downloaded.len() + attachments(&network)).await;
            let new = files.iter().filter(|name| !downloaded.contains(*name));
            step.downloads = new.map(|name| stage.scrub(name)).collect();
            downloaded = files;
            let repeat =
                script.probes(Probe::Forgery) && self.options.probes.run(Probe::Forgery, script);
            ending.saw(script, phase, repeat, &network, &recorder);
            let lost = recorder.lost();
            if lost > 0 {
                stage.note(format!(
                    "{}: {lost} events of the browser came too fast; its traffic is not seen",
                    step.name
                ));
            }
            step.network = (lost == 0).then_some(network);
            let mut pictures = Vec::new();
            if let Ok(Ok(Some(picture))) = looked {
                pictures.push(("screenshot.png".to_owned(), picture));
            }
            if done.is_ok() {
                let probed = self.probe(&stage, browser, &recorder, place, &mut step, &mut ending);
                let probed = timeout(STEP_LIMIT, probed);
                if let Ok(Err(error)) = probed.await {
                    stage.note(format!("{}: a probe ended early: {}", step.name, chain(&error)));
                }
            }
            keeper.keep(place, &step, &pictures)?;
            if phase == Phase::Over && self.options.probes != Probes::None {
                let door = recorder.with_door(|door| door.clone());
                let cached = ending.cached();
                *over = Some(Over { place, pictures: pictures.clone(), door, cached });
            }
            if phase == Phase::During {
                let asked = |probe| self.options.probes.run(probe, script);
                if asked(Probe::SignIn) && later.sign_ins.is_none() {
                    later.sign_ins = Some((place, pictures.clone()));
                }
                if asked(Probe::Idle) && later.idle.is_none() {
                    later.idle = Some((place, pictures));
                }
            }
            flow.steps.push(step);
            done?;
        }
        self.experiments(browser, &stage, &ending, later, flow, keeper).await
    }

    async fn step(
        &self,
        stage: &Stage<'_>,
        recorder: &Recorder,
        script: &Script,
        step: &mut Step,
    ) -> Result<(), ReplayError> {
        match self.step_once(stage, recorder, script, step).await {
            Err(error) if stage.typed_spent_code(script, &error) => {
                (step.acts, step.held) = Default::default();
                self.step_once(stage, recorder, script, step).await
            }
            done => done,
        }
    }

    async fn step_once(
        &self,
        stage: &Stage<'_>,
        recorder: &Recorder,
        script: &Script,
        step: &mut Step,
    ) -> Result<(), ReplayError> {
        for action in &script.act {
            let paste =
                self.options.probes.run(Probe::Paste, script) && self.scenario.target.is_test();
            let pasted = if paste { stage.try_paste(action).await } else { None };
            let mut act = stage.act(action, recorder.now()).await?;
            act.paste = pasted;
            step.acts.push(act);
            step.rest = stage.rest().await?;
        }
        let asked = Instant::now();
        for expectation in &script.expect {
            let held = stage.expect(expectation).await?;
            step.held.push(held);
        }
        // What held at once was there when the page came to rest.
        if script.act.is_empty() || asked.elapsed() > AT_ONCE {
            step.rest = stage.rest().await?;
        }
        Ok(())
    }

    async fn probe(
        &self,
        stage: &Stage<'_>,
        browser: &Browser,
        recorder: &Recorder,
        place: usize,
        step: &mut Step,
        ending: &mut Ending,
    ) -> Result<(), ReplayError> {
        let script = &self.scenario.steps[place];
        ending.sort_cookies(self, stage, recorder, step).await?;
        let probes = &self.options.probes;
        if probes.run(Probe::Keyboard, script) && place >= self.options.keyed_elsewhere {
            step.focus = Some(ending.focus_walk(stage, recorder).await?);
        }
        if place == 0 && probes.run(Probe::Replay, script) && self.scenario.target.is_test() {
            step.transport = self.ask_servers(&ending.client, recorder, step).await;
        }
        step.step_up = ending.step_up(self, stage, recorder, script).await;
        if step.phase == Phase::Over {
            step.after = ending.after(self, stage, browser, recorder, script).await?;
        }
        Ok(())
    }

    pub(super) async fn stage<'b>(
        &'b self,
        browser: &Browser,
        recorder: Option<&'b Recorder>,
        patience: Duration,
    ) -> Result<Stage<'b>, ReplayError> {
        Ok(Stage {
            scenario: self.scenario,
            secrets: self.secrets,
            tab: browser.first_tab().await?,
            context: browser.default_context(),
            recorder,
            listener: self.listener.clone(),
            patience,
            codes: self.options.codes.clone(),
        })
    }

    fn client(&self) -> Result<Client, ReplayError> {
        let pinned = !self.options.browser.pinned_keys.is_empty();
        Ok(Client::new(pinned, self.scope(), self.options.pace.clone())?)
    }

    pub(super) fn scope(&self) -> Scope {
        Scope {
            hosts: self.scenario.target.hosts.iter().map(ToString::to_string).collect(),
            allowed: self.scenario.policy.third_parties.iter().map(ToString::to_string).collect(),
        }
    }

    fn flow(&self) -> Flow {
        let policy = &self.scenario.policy;
        let seconds = |duration: &crate::scenario::Duration| duration.to_std().as_secs_f64();
        Flow {
            scenario: self.scenario.id().to_owned(),
            title: self.scenario.title.to_string(),
            engine: "chromium".to_owned(),
            policy: Policy {
                idle_s: seconds(&policy.idle),
                absolute_s: seconds(&policy.absolute),
                warning_s: seconds(&policy.warning),
                sessions: policy.sessions.as_ref().map(|most| **most),
            },
            canaries: self.scenario.canaries().map(|(name, _)| name.to_owned()).collect(),
            hosts: self.scope().hosts,
            steps: Vec::new(),
            stopped: None,
            sent: Vec::new(),
        }
    }

    pub(super) fn tell(&self, event: Event) {
        self.listener.tell(event);
    }
}

/// How many answers are to be saved.
fn attachments(network: &Network) -> usize {
    let fields = network.exchanges.iter().filter_map(|answer| answer.field("content-disposition"));
    fields.filter(|field| field.trim_start().to_ascii_lowercase().starts_with("attachment")).count()
}

fn effect(effect: Effect) -> String {
    match effect {
        Effect::Legal => "legal",
        Effect::Financial => "financial",
        Effect::Data => "data",
    }
    .to_owned()
}

/// An error with its causes, in one line.
pub(super) fn chain(error: &dyn std::error::Error) -> String {
    let mut said = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        said = format!("{said}: {cause}");
        source = cause.source();
    }
    said
}
