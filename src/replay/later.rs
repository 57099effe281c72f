//! What takes long or needs browsers that know nothing: tried when the walk is done, for the steps that asked for it.

use super::{Keeper, ReplayError, Walker, after::Ending, flow::chain, stage::Stage};
use crate::driver::Browser;
use wardround_checks::evidence::Flow;

/// A step's place, and its pictures: it is kept once more with what comes of the experiment.
type Asking = (usize, Vec<(String, Vec<u8>)>);

/// The steps that asked for an experiment.
#[derive(Debug, Default)]
pub(super) struct Later {
    pub(super) sign_ins: Option<Asking>,
    pub(super) idle: Option<Asking>,
}

impl Walker<'_> {
    /// Runs the experiments.
    pub(super) async fn experiments(
        &self,
        browser: &Browser,
        stage: &Stage<'_>,
        ending: &Ending,
        later: Later,
        flow: &mut Flow,
        keeper: &mut dyn Keeper,
    ) -> Result<(), ReplayError> {
        let Some(recorder) = stage.recorder else { return Ok(()) };
        let Later { sign_ins, idle } = later;
        if !self.scenario.target.is_test() {
            if sign_ins.is_some() || idle.is_some() {
                stage.note("the experiments are left out: the target is no test system");
            }
            return Ok(());
        }
        if let Some((place, pictures)) = sign_ins {
            match self.sign_ins(browser, stage, recorder, ending).await {
                Ok(seen) => flow.steps[place].sign_ins = seen,
                Err(error) => {
                    stage.note(format!("the sign-in experiment ended early: {}", chain(&error)));
                }
            }
            keeper.keep(place, &flow.steps[place], &pictures)?;
        }
        if let Some((place, pictures)) = idle {
            // The wait comes last: the session of the walk itself would not outlive it.
            flow.steps[place].idle = self.idle(stage, recorder, ending).await?;
            keeper.keep(place, &flow.steps[place], &pictures)?;
        }
        Ok(())
    }
}
