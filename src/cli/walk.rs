//! Flows side by side, each with a browser of its own; pages without a scenario in windows of one browser. Each flow
//! and each page has a folder of its own.

use super::{
    options::Probes,
    plan::{Errand, Plan, Script},
    progress::Progress,
    shelf::{Pages, Shelf},
    terminal,
};
use crate::{
    driver::{self, BrowserOptions, Installed},
    failure::{Exit, Failure},
    replay::{self, ReplayError, Stop, Visitor, WalkOptions, Walker},
    scenario::Environment,
    store::{self, About, Folder, Viewport},
};
use std::{path::PathBuf, sync::Arc};
use tokio::{
    runtime::Runtime,
    sync::Semaphore,
    task::{JoinError, JoinSet},
};
use wardround_checks::evidence::Flow;

/// What every worker needs.
#[derive(Debug)]
struct Crew {
    out: PathBuf,
    installed: Installed,
    options: WalkOptions,
    progress: Progress,
    stop: Stop,
}

/// Records everything that is planned, flow by flow, into the plan's folder. The evidence of every flow is
/// sealed when this returns, also of those that stopped half way.
///
/// Answers with [`Exit::Interrupted`] when a person broke it off, with [`Exit::Unfinished`] when a browser
/// was lost and something was not recorded, and otherwise with [`Exit::Clean`]: what the portal did wrong
/// is in the evidence. It is an error only when there is nothing to judge.
pub(super) fn walk(plan: &Plan, progress: Progress) -> Result<Exit, Failure> {
    let installed = driver::locate().map_err(|error| Failure::from(ReplayError::from(error)))?;
    progress.line(&format!("{} {}", plan.engine, installed.browser_version));
    store::clear(&plan.out)?;
    let options = WalkOptions {
        browser: BrowserOptions {
            headed: plan.headed,
            pinned_keys: plan.pinned_keys.clone(),
            ..BrowserOptions::default()
        },
        probes: probes(&plan.probes),
        time_scale: plan.time_scale,
        keyed_elsewhere: 0,
        pace: plan.pace.clone(),
        codes: replay::Codes::default(),
        key: key()?,
    };
    let stop = Stop::default();
    let crew = Crew { out: plan.out.clone(), installed, options, progress, stop: stop.clone() };
    let runtime = Runtime::new().map_err(|error| {
        Failure::new(Exit::Bug, "cannot start the runtime").because(error.to_string())
    })?;
    let mut failures = runtime.block_on(async {
        tokio::spawn(listen(stop.clone(), progress));
        match &plan.errand {
            Errand::Scenarios(scripts) => flows(Arc::new(crew), scripts, plan.workers).await,
            Errand::Pages(urls) => crew.visit(urls, plan.workers).await.err().into_iter().collect(),
        }
    });
    if store::folders(&plan.out).is_err() {
        let early = || Failure::new(Exit::Interrupted, "cannot report: nothing was seen so far");
        return Err(failures.pop().unwrap_or_else(early));
    }
    for failure in &failures {
        terminal::tell(&failure.text(terminal::is_coloured()));
    }
    Ok(match (stop.is_called(), failures.is_empty()) {
        (true, _) => Exit::Interrupted,
        (false, true) => Exit::Clean,
        (false, false) => Exit::Unfinished,
    })
}

async fn flows(crew: Arc<Crew>, scripts: &[Script], workers: usize) -> Vec<Failure> {
    let places = Arc::new(Semaphore::new(workers));
    let mut tasks = JoinSet::new();
    for script in scripts {
        let (crew, places, script) = (Arc::clone(&crew), Arc::clone(&places), script.clone());
        tasks.spawn(async move {
            // The semaphore lives as long as its tasks and is never closed.
            let _place = places.acquire().await;
            if crew.stop.is_called() { Ok(()) } else { crew.walk(&script).await }
        });
    }
    all(tasks).await
}

/// Waits for all tasks. One that cannot go on does not stop the others.
async fn all(mut tasks: JoinSet<Result<(), Failure>>) -> Vec<Failure> {
    let mut failures = Vec::new();
    while let Some(ended) = tasks.join_next().await {
        failures.extend(ended.unwrap_or_else(|error| Err(bug(&error))).err());
    }
    failures
}

impl Crew {
    async fn walk(&self, script: &Script) -> Result<(), Failure> {
        let Script { scenario, secrets, time_scale, shared } = script;
        let mut options = self.options.clone();
        options.time_scale = time_scale.unwrap_or(options.time_scale);
        options.keyed_elsewhere = *shared;
        let mut folder = Folder::create(&self.out, scenario.id())?;
        folder.scenario(&scenario.source.text)?;
        let environment = match scenario.target.environment {
            Environment::Test => "test",
            Environment::Staging => "staging",
            Environment::Production => "production",
        };
        let about = About {
            target: scenario.target.base.to_string(),
            environment: environment.to_owned(),
            ..self.about()
        };
        let mut kept = Shelf::new(folder, about);
        let walker = Walker {
            scenario,
            secrets,
            installed: &self.installed,
            options: &options,
            listener: self.progress.listener(),
            stop: self.stop.clone(),
        };
        match walker.walk(&mut kept).await {
            Ok(seen) => {
                if let Some(help) = seen.stopped.as_ref().and_then(ReplayError::help) {
                    self.progress.line(&format!("{}: help: {help}", scenario.id()));
                }
                Ok(kept.finish(&seen.flow)?)
            }
            Err(error) => {
                // Sealed all the same, so that the other flows can be judged beside it.
                let failure = Failure::from(error);
                let flow = Flow {
                    scenario: scenario.id().to_owned(),
                    title: scenario.title.to_string(),
                    engine: "chromium".to_owned(),
                    stopped: Some(failure.in_a_line()),
                    ..Flow::default()
                };
                kept.finish(&flow)?;
                Err(failure)
            }
        }
    }

    async fn visit(&self, urls: &[String], windows: usize) -> Result<(), Failure> {
        let urls: Vec<_> = urls.iter().cloned().enumerate().collect();
        let visitor = Visitor {
            installed: &self.installed,
            browser: self.options.browser.clone(),
            windows,
            probes: self.options.probes.clone(),
            key: self.options.key.clone(),
            listener: self.progress.listener(),
            stop: self.stop.clone(),
        };
        let mut desk = Pages::new(self.out.clone(), self.about());
        let visited = visitor.visit(&urls, &mut desk).await;
        let why = visited.as_ref().err().map_or("interrupted", |_| "the browser was lost");
        desk.close(why)?;
        Ok(visited?)
    }

    fn about(&self) -> About {
        let BrowserOptions { width, height, .. } = self.options.browser;
        About {
            browser: format!("Chromium {}", self.installed.browser_version),
            driver: format!("ChromeDriver {}", self.installed.driver_version),
            viewport: Viewport { width, height, pixel_ratio: 1.0 },
            ..About::default()
        }
    }
}

/// Stops all walks at the first interrupt; what they saw is still judged and reported.
async fn listen(stop: Stop, progress: Progress) {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => if interrupted.is_err() { return },
        _ = terminate.recv() => {}
    }
    progress.line("interrupted; browsers are being closed");
    stop.now();
}

fn probes(probes: &Probes) -> replay::Probes {
    match probes {
        Probes::Usual => replay::Probes::Usual,
        Probes::None => replay::Probes::None,
        Probes::All => replay::Probes::All,
        Probes::Only(some) => replay::Probes::Only(some.iter().map(ToString::to_string).collect()),
    }
}

/// A fresh key for this run's hashes: equal values are equal in one run and in no other.
fn key() -> Result<Vec<u8>, Failure> {
    let mut key = vec![0; 32];
    let random = rustls::crypto::ring::default_provider().secure_random;
    random.fill(&mut key).map_err(|_| {
        Failure::new(Exit::Bug, "cannot draw a random key").because("the system gave no numbers")
    })?;
    Ok(key)
}

fn bug(error: &JoinError) -> Failure {
    Failure::new(Exit::Bug, "cannot go on: this is a bug in wardround").because(error.to_string())
}
