//! The evidence of a whole folder, as an audit wants it.

use crate::{
    audit::{
        Picture, Waiver,
        verdict::{self, Engine, Evidence, Run},
    },
    failure::{Exit, Failure},
    scenario::{self, Scenario},
    store::{self, RunRecord},
};
use std::path::{Path, PathBuf};
use wardround_checks::evidence::Flow;

/// The evidence of a whole folder.
#[derive(Debug, Default)]
pub(super) struct Docket {
    /// What was recorded, flow by flow.
    pub(super) flows: Vec<Flow>,
    /// When, where and with what.
    pub(super) run: Run,
    /// What the scenarios accept.
    pub(super) waivers: Vec<Waiver>,
    /// The folder that holds the flows' folders.
    pub(super) room: PathBuf,
    folders: Vec<String>,
    records: Vec<RunRecord>,
}

impl Docket {
    /// Reads every flow at or below a folder; one that is not as it was sealed is refused.
    pub(super) fn read(start: &Path) -> Result<Self, Failure> {
        let mut docket = Self::default();
        for folder in store::folders(start)? {
            let (flow, record) = store::read(&folder)?;
            let seal = store::digest(&folder)?;
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let profile = match store::scenario(&folder)? {
                Some(text) => {
                    let scenario = scenario::parse(&format!("{name}.yaml"), &text)?;
                    docket.waivers.extend(waivers(&scenario, &flow.scenario)?);
                    scenario.policy.wcag.name().to_owned()
                }
                None => verdict::Policy::default().profile,
            };
            folder.parent().unwrap_or(start).clone_into(&mut docket.room);
            docket.add(&flow, &record, profile);
            docket.run.evidence.push(Evidence { folder: name.clone(), seal });
            docket.folders.push(name);
            docket.flows.push(flow);
            docket.records.push(record);
        }
        Ok(docket)
    }

    /// The screenshot of a step, if one was kept.
    pub(super) fn picture(&self, flow: &Flow, step: usize) -> Option<Picture> {
        let at = self.flows.iter().position(|known| std::ptr::eq(known, flow))?;
        let all = store::pictures(&self.records[at]);
        let inside = all.get(step)?.first()?;
        let path = format!("{}/{inside}", self.folders[at]);
        let view = flow.steps.get(step)?.page.as_ref()?.view;
        let (_, height) = store::picture_size(&self.room.join(&path))?;
        // A picture of the whole document is as high as the document; rounding may cost a pixel.
        let whole = f64::from(height) >= view.page_height * view.pixel_ratio.max(1.0) - 1.0;
        Some(Picture { path, whole })
    }

    /// Widens the run by a flow.
    fn add(&mut self, flow: &Flow, record: &RunRecord, profile: String) {
        let about = &record.about;
        let run = &mut self.run;
        if self.flows.is_empty() {
            run.started.clone_from(&about.started);
            run.policy = verdict::Policy {
                idle_s: flow.policy.idle_s,
                absolute_s: flow.policy.absolute_s,
                warning_s: flow.policy.warning_s,
                profile,
            };
            run.target.clone_from(&about.target);
            run.environment.clone_from(&about.environment);
        }
        // RFC 3339 in UTC sorts as time does.
        run.started = run.started.clone().min(about.started.clone());
        run.ended = run.ended.clone().max(about.ended.clone());
        let engine = Engine {
            name: flow.engine.clone(),
            version: about.browser.rsplit(' ').next().unwrap_or_default().to_owned(),
            driver: about.driver.clone(),
        };
        if !run.engines.contains(&engine) {
            run.engines.push(engine);
        }
        for host in &flow.hosts {
            if !run.hosts.contains(host) {
                run.hosts.push(host.clone());
            }
        }
    }
}

fn waivers(scenario: &Scenario, id: &str) -> Result<Vec<Waiver>, Failure> {
    let given = scenario.waivers.iter().map(|waiver| {
        let until =
            waiver.until.to_string().parse().map_err(|error: crate::audit::DateError| {
                Failure::of(Exit::Wrong, &error)
                    .because(format!("a waiver of {id} ends on that day"))
            })?;
        Ok(Waiver {
            check: waiver.check.to_string(),
            scenario: Some(id.to_owned()),
            step: Some(waiver.step.to_string()),
            thing: Some(waiver.thing.to_string()),
            reason: waiver.reason.to_string(),
            until,
        })
    });
    given.collect()
}
