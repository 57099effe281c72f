//! Getting in again after sign-out without saying who one is: what single sign-on does when its own session lives on.

use super::{ReplayError, Walker, stage::Stage};
use crate::{
    capture::{Collector, Door, url},
    scenario::{Action, Text},
};
use std::time::Duration;
use wardround_checks::evidence::Reentry;

/// How long a control may take to appear: one that asks for something first is not waited for.
const PATIENCE: Duration = Duration::from_secs(3);

impl Walker<'_> {
    /// Does what leads to sign-in, in the context that has just signed out, and types nothing.
    pub(super) async fn reenter(
        &self,
        signed_out: &Stage<'_>,
        door: &Door,
    ) -> Result<Reentry, ReplayError> {
        let tab = signed_out.context.new_tab().await?;
        tab.activate().await?;
        let stage = Stage {
            scenario: self.scenario,
            secrets: self.secrets,
            tab,
            context: signed_out.context.clone(),
            recorder: signed_out.recorder,
            listener: self.listener.clone(),
            patience: PATIENCE,
            codes: self.options.codes.clone(),
        };
        stage.open(&self.scenario.start).await?;
        stage.rest().await?;
        let mut clicks = 0;
        'steps: for script in &*self.scenario.steps {
            let mut typed = false;
            for action in &script.act {
                match &**action {
                    Action::Fill(fill) => {
                        typed |= matches!(&*fill.with, Text::Secret(_) | Text::Totp(_));
                    }
                    Action::Choose(_) | Action::Attach(_) => {}
                    Action::Click(_) => {
                        if stage.act(action, 0).await.is_err() {
                            break 'steps;
                        }
                        clicks += 1;
                        stage.rest().await?;
                    }
                    Action::Open(_) | Action::Press(_) => {
                        stage.act(action, 0).await?;
                        stage.rest().await?;
                    }
                }
            }
            if typed || script.session().is_some() {
                break;
            }
        }
        let text = Collector::text(&stage.tab).await?;
        let at = stage.tab.url().await.unwrap_or_default();
        let seen =
            Reentry { url: url(door, &at), clicks, shows: door.search(text.as_bytes(), "page") };
        let _ = stage.tab.close().await;
        Ok(seen)
    }
}
