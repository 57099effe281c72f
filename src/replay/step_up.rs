//! A session that is raised in the middle of a flow: whether it gets another identifier, and whether the old one is dead.

use super::{
    Walker,
    after::{Ending, kit},
    stage::Stage,
};
use crate::{
    capture::{Kit, Recorder},
    scenario::{Probe, SessionState, Step as Script},
};
use wardround_checks::evidence::{Renewal, StepUp};

impl Ending {
    /// Remembers what the browser holds before a step that raises the session.
    pub(super) async fn before_step_up(
        &mut self,
        walker: &Walker<'_>,
        stage: &Stage<'_>,
        recorder: &Recorder,
    ) {
        self.raising = kit(walker, stage, recorder).await.ok().map(|(kit, _)| kit);
    }

    /// What became of the session; nothing where the step does not raise it, or nothing may be sent.
    pub(super) async fn step_up(
        &mut self,
        walker: &Walker<'_>,
        stage: &Stage<'_>,
        recorder: &Recorder,
        script: &Script,
    ) -> Option<StepUp> {
        let before = self.raising.take();
        let raised = script.session() == Some(SessionState::Raised);
        let asks =
            walker.options.probes.run(Probe::Replay, script) && walker.scenario.target.is_test();
        if !(raised && asks) {
            return None;
        }
        let mut seen = StepUp::default();
        let (Some(before), Ok((after, door))) = (before, kit(walker, stage, recorder).await) else {
            seen.notes.push("the browser did not say which cookies it held".to_owned());
            return Some(seen);
        };
        let Some((probe, names)) = self.probe().zip(self.session_cookies()) else {
            seen.notes
                .push("no request of the flow tells a live session from a dead one".to_owned());
            return Some(seen);
        };
        if self.needs_bearer {
            seen.notes.push("a token makes the session, and no cookie alone".to_owned());
            return Some(seen);
        }
        let hash = |kit: &Kit, name: &str| {
            kit.secrets().find(|(cookie, _)| *cookie == name).map(|(_, value)| door.hash(value))
        };
        for name in names {
            let (before, after) = (hash(&before, name), hash(&after, name));
            seen.cookies.push(Renewal { cookie: name.clone(), before, after });
        }
        let answer = self.client.get(probe, Some(&after), "session after step-up", &door).await;
        seen.after = answer.session();
        // The same session again says nothing of an old one.
        if seen.cookies.iter().any(|cookie| cookie.before != cookie.after) {
            let answer = self.client.get(probe, Some(&before), "ids from before step-up", &door);
            seen.before = answer.await.session();
        }
        Some(seen)
    }
}
