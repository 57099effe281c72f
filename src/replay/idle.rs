//! The idle experiment: several sessions, each asked once at its own idle time, in one wait.
//!
//! A question keeps a sliding session alive, so each session is asked once. Sessions are opened one after
//! another, the one that waits longest first, and left without a tab, so that nothing of the portal's own
//! keeps them alive. Two more have a window each: one that nobody touches, and one where the warning is
//! answered by key.

use super::{
    Event, Listener, ReplayError, Walker,
    after::Ending,
    stage::{PATIENCE, Stage},
    watch::{Watched, watch},
};
use crate::{
    capture::{Client, Door, Kit, Recorder},
    driver::{Browser, Context, Tab},
    scenario::SessionState,
    store::utc_millis,
};
use std::time::{Duration, SystemTime};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use wardround_checks::evidence::{Idle, Kit as Session, KitKind, Liveness};

/// The idle times that are asked at, in parts of the limit; the last one is the limit and half a minute.
const PARTS: [f64; 5] = [0.067, 0.333, 0.667, 0.8, 0.933];
/// How long after the limit a session may still be alive: the measurement's own grace.
const GRACE_S: f64 = 30.0;
/// How often the active session is used, in parts of the limit.
const ACTIVE_PART: f64 = 0.067;

/// A session that was opened for the experiment.
pub(super) struct Opened {
    pub(super) context: Context,
    pub(super) tab: Tab,
    pub(super) kit: Kit,
    pub(super) last: Instant,
    pub(super) last_utc: String,
}

/// What a question needs.
#[derive(Clone)]
pub(super) struct Question {
    pub(super) client: Client,
    pub(super) url: String,
    pub(super) door: Door,
    pub(super) scale: f64,
}

impl Question {
    /// Asks with a kit, and says what the answer means.
    pub(super) async fn ask(
        &self,
        name: &str,
        kind: KitKind,
        kit: &Kit,
        last: Instant,
        last_utc: &str,
    ) -> Session {
        let wall_s = last.elapsed().as_secs_f64();
        let answer = self.client.get(&self.url, Some(kit), "idle session", &self.door).await;
        Session {
            name: name.to_owned(),
            kind,
            idle_s: tenths(wall_s * self.scale),
            wall_s: tenths(wall_s),
            session: answer.session(),
            status: answer.status,
            last_request: last_utc.to_owned(),
            asked: utc_millis(SystemTime::now()),
        }
    }
}

impl Walker<'_> {
    /// Runs the experiment in a browser of its own.
    pub(super) async fn idle(
        &self,
        stage: &Stage<'_>,
        recorder: &Recorder,
        ending: &Ending,
    ) -> Result<Option<Idle>, ReplayError> {
        let Some(probe) = ending.probe() else {
            stage.note(
                "the idle experiment is left out: no request tells a live session from a dead one",
            );
            return Ok(None);
        };
        let scale = f64::from(self.options.time_scale.max(1));
        let limit_s = self.scenario.policy.idle.to_std().as_secs_f64();
        let mut question = Question {
            client: ending.client.at_once(),
            url: probe.to_owned(),
            door: recorder.with_door(|door| door.clone()),
            scale,
        };
        let browser = Browser::start(self.installed.clone(), self.options.browser.clone()).await?;
        let run = self.experiment(&browser, &mut question, limit_s, stage.listener.clone()).await;
        browser.close().await;
        let mut idle = run?;
        idle.probe = stage.scrub(probe);
        Ok(Some(idle))
    }

    async fn experiment(
        &self,
        browser: &Browser,
        question: &mut Question,
        limit_s: f64,
        listener: Listener,
    ) -> Result<Idle, ReplayError> {
        let scale = question.scale;
        let mut idle = Idle {
            limit_s,
            time_scale: self.options.time_scale.max(1),
            probe: String::new(),
            kits: Vec::new(),
            warning: None,
            screens: Vec::new(),
            notes: Vec::new(),
        };
        let mut times: Vec<f64> = PARTS.iter().map(|part| part * limit_s).collect();
        times.push(limit_s + GRACE_S);
        let wait = (limit_s + GRACE_S) / scale;
        let what = format!("idle: {} sessions, then a wait of {wait:.0} s", times.len() + 4);
        listener.tell(Event::Probe { scenario: self.scenario.id().to_owned(), what });
        let mut asked = JoinSet::new();
        for (place, idle_s) in times.iter().enumerate().rev() {
            let session = self.open_session(browser, question, false).await?;
            session.context.remove().await?;
            let (question, name) = (question.clone(), format!("P{}", place + 1));
            let due = session.last + Duration::from_secs_f64(idle_s / scale);
            asked.spawn(async move {
                sleep_until(due).await;
                question
                    .ask(&name, KitKind::Probed, &session.kit, session.last, &session.last_utc)
                    .await
            });
        }
        let signed_out = self.open_session(browser, question, false).await?;
        if let Err(error) = self.sign_out(&signed_out).await {
            idle.notes.push(format!("the signed-out control could not sign out: {error}"));
        }
        let active = self.open_session(browser, question, false).await?;
        active.context.clone().remove().await?;
        // The one that is answered comes last: its old end is past and its new one still far when it is asked.
        let untouched = self.open_session(browser, question, true).await?;
        let answered = self.open_session(browser, question, true).await?;
        let end = untouched.last + Duration::from_secs_f64(wait);
        let keep_alive = async {
            let (opened, mut last) = (active.last, active.last);
            loop {
                let next = last + Duration::from_secs_f64(ACTIVE_PART * limit_s / scale);
                sleep_until(next.min(end)).await;
                let seen =
                    question.ask("A", KitKind::Active, &active.kit, last, &active.last_utc).await;
                last = Instant::now();
                if last >= end || seen.session == Liveness::Dead {
                    // How long it was kept alive, not how long since it was last used.
                    let wall_s = opened.elapsed().as_secs_f64();
                    return Session { wall_s: tenths(wall_s), ..seen };
                }
            }
        };
        let tabs = watch(&untouched, &answered, question, end);
        let (seen_active, watched) = tokio::join!(keep_alive, tabs);
        let Watched { warning, open_tab, screens } = watched;
        idle.kits.push(seen_active);
        let last = signed_out.last;
        let out = question
            .ask("Z", KitKind::SignedOut, &signed_out.kit, last, &signed_out.last_utc)
            .await;
        idle.kits.push(out);
        idle.kits.push(open_tab);
        while let Some(session) = asked.join_next().await {
            match session {
                Ok(session) => idle.kits.push(session),
                Err(error) => idle.notes.push(format!("a session was not asked: {error}")),
            }
        }
        idle.kits.sort_by(|one, other| one.name.cmp(&other.name));
        idle.warning = Some(warning);
        idle.screens = screens;
        Ok(idle)
    }

    /// Signs in as the scenario does, in a context of its own.
    async fn open_session(
        &self,
        browser: &Browser,
        question: &mut Question,
        window: bool,
    ) -> Result<Opened, ReplayError> {
        let context = browser.new_context().await?;
        let tab = if window { context.new_window().await? } else { context.new_tab().await? };
        tab.activate().await?;
        let stage = Stage {
            scenario: self.scenario,
            secrets: self.secrets,
            tab: tab.clone(),
            context: context.clone(),
            recorder: None,
            listener: self.listener.clone(),
            patience: PATIENCE,
            codes: self.options.codes.clone(),
        };
        stage.open(&self.scenario.start).await?;
        for script in &self.scenario.steps {
            stage.pass_step(script).await?;
            if script.session() == Some(SessionState::Begun) {
                break;
            }
        }
        stage.rest().await?;
        let host = self.scenario.target.base_url().ok();
        let host = host.as_ref().and_then(|url| url.host_str()).unwrap_or_default().to_owned();
        let kit = Kit::of(&context.cookies().await?, &host);
        for (name, value) in kit.secrets() {
            question.door.add_secret(&format!("cookie:{name}"), value);
        }
        Ok(Opened {
            context,
            tab,
            kit,
            last: Instant::now(),
            last_utc: utc_millis(SystemTime::now()),
        })
    }

    /// Signs out as the scenario does: the actions of its last step with `session: over`.
    async fn sign_out(&self, opened: &Opened) -> Result<(), ReplayError> {
        let stage = Stage {
            scenario: self.scenario,
            secrets: self.secrets,
            tab: opened.tab.clone(),
            context: opened.context.clone(),
            recorder: None,
            listener: self.listener.clone(),
            patience: PATIENCE,
            codes: self.options.codes.clone(),
        };
        let over =
            self.scenario.steps.iter().find(|step| step.session() == Some(SessionState::Over));
        for action in over.iter().flat_map(|step| &step.act) {
            stage.act(action, 0).await?;
            stage.rest().await?;
        }
        sleep(Duration::from_millis(200)).await;
        opened.context.clone().remove().await?;
        Ok(())
    }
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
