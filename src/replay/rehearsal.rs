//! The same flow with the keyboard alone, played before the walk that is recorded.
//!
//! Each control that the flow operates must take the focus and do its work by keys. Where it does not, that
//! is noted and the mouse helps out, so that the rest of the flow is tried too.

use super::{ReplayError, Walker, act::Held, stage::Stage};
use crate::{
    capture::{Collector, Focused},
    driver::{Browser, Chord},
    scenario::{Action, Locator, SessionState, Step as Script},
};
use std::time::Duration;
use tokio::time::sleep;
use wardround_checks::evidence::{NodeId, Operation, Step};

/// How long things may take on a rehearsal: the recorded walk waits longer, so that slowness is no verdict.
const PATIENCE: Duration = Duration::from_secs(6);
/// Presses of Tab before a control counts as out of reach.
const MOST_TABS: u32 = 160;
/// Presses of arrow keys inside a composite widget.
const MOST_ARROWS: u32 = 60;
/// The pause after each press: less hides what a page does a moment later.
const SETTLE: Duration = Duration::from_millis(25);

/// A control that was operated by keys.
struct Operated {
    place: usize,
    held: Held,
    /// Whether the page changed after it.
    reacted: bool,
    key: String,
}

/// How each action of a flow went with the keyboard alone.
#[derive(Debug, Default)]
pub(super) struct Rehearsal {
    steps: Vec<Vec<Option<Operation>>>,
}

impl Rehearsal {
    /// Plays the flow.
    pub(super) async fn play(walker: &Walker<'_>, browser: &Browser) -> Result<Self, ReplayError> {
        // Without its hooks a call is never seen connected.
        Collector::watch(&browser.bidi).await?;
        // Files go where the browser's end removes them.
        let _ = browser.take_downloads().await;
        let stage = walker.stage(browser, None, PATIENCE).await?;
        let mut rehearsal = Self::default();
        stage.open(&walker.scenario.start).await?;
        stage.rest().await?;
        for (place, script) in walker.scenario.steps.iter().enumerate() {
            // A portal that is signed out has nothing more to operate.
            let mut operations = Vec::new();
            let played = if place < walker.options.keyed_elsewhere {
                stage.pass_step(script).await
            } else {
                stage.play_step(script, &mut operations).await
            };
            rehearsal.steps.push(operations);
            if let Err(error) = played {
                stage.note(format!("keyboard alone: ended at {}: {error}", script.name));
                break;
            }
            if script.session() == Some(SessionState::Over) {
                break;
            }
        }
        Ok(rehearsal)
    }

    /// Writes how it went beside the actions of a step.
    pub(super) fn place(&self, place: usize, step: &mut Step) {
        for (act, operation) in
            step.acts.iter_mut().zip(self.steps.get(place).into_iter().flatten())
        {
            act.keyboard.clone_from(operation);
        }
    }
}

impl Stage<'_> {
    /// Does what another flow does with the keyboard, to come to what only this one does.
    pub(super) async fn pass_step(&self, script: &Script) -> Result<(), ReplayError> {
        match self.pass_once(script).await {
            Err(error) if self.typed_spent_code(script, &error) => self.pass_once(script).await,
            passed => passed,
        }
    }

    async fn pass_once(&self, script: &Script) -> Result<(), ReplayError> {
        for action in &script.act {
            self.act(action, 0).await?;
            self.rest().await?;
        }
        for expectation in &script.expect {
            self.expect(expectation).await?;
        }
        Ok(())
    }

    async fn play_step(
        &self,
        script: &Script,
        operations: &mut Vec<Option<Operation>>,
    ) -> Result<(), ReplayError> {
        // The control that was operated last, whose effect shows in what comes next.
        let mut last: Option<Operated> = None;
        for action in &script.act {
            let operation = match self.operate(action).await {
                Err(ReplayError::NotFound { .. }) if last.is_some() => {
                    self.help_out(operations, &mut last).await?;
                    self.operate(action).await?
                }
                other => other?,
            };
            if let Some(operated) = last.take() {
                succeed(operations, operated.place);
            }
            let before = self.glance().await;
            let (operation, held) =
                operation.map_or((None, None), |(operation, held)| (Some(operation), held));
            let reached = operation.as_ref().is_some_and(|operation| operation.reached);
            operations.push(operation);
            if let Some(held) = held.filter(|_| reached) {
                let key = self.finish(operations).await?;
                self.rest().await?;
                let reacted = self.glance().await != before;
                last = Some(Operated { place: operations.len() - 1, held, reacted, key });
            } else {
                self.rest().await?;
            }
        }
        for expectation in &script.expect {
            match self.expect(expectation).await {
                Err(ReplayError::Unmet { .. }) if last.is_some() => {
                    self.help_out(operations, &mut last).await?;
                    self.expect(expectation).await?;
                }
                other => drop(other?),
            }
        }
        if let Some(operated) = last {
            succeed(operations, operated.place);
        }
        Ok(())
    }

    /// Address and text of the page: whether a key did anything shows in them.
    async fn glance(&self) -> (String, String) {
        let url = self.tab.url().await.unwrap_or_default();
        (url, Collector::text(&self.tab).await.unwrap_or_default())
    }

    /// Presses the key that operates the control that has the focus.
    async fn finish(&self, operations: &mut [Option<Operation>]) -> Result<String, ReplayError> {
        let Some(Some(operation)) = operations.last_mut() else { return Ok(String::new()) };
        let key = operation.keys.last().cloned().unwrap_or_else(|| "Enter".to_owned());
        self.press(&key).await?;
        Ok(key)
    }

    /// Operates with the mouse what keys did not; if that works, the keys were at fault.
    async fn help_out(
        &self,
        operations: &mut [Option<Operation>],
        last: &mut Option<Operated>,
    ) -> Result<(), ReplayError> {
        let Some(operated) = last.take() else { return Ok(()) };
        if operated.reacted {
            // The key did something; what is expected is late, and slowness is no verdict.
            if let Some(Some(operation)) = operations.get_mut(operated.place) {
                let key = &operated.key;
                operation.note =
                    Some(format!("the page reacted to {key}, and what was expected came late"));
            }
            return Ok(());
        }
        self.page().await?;
        let Ok(spot) = self.spot(&operated.held).await else { return Ok(()) };
        self.tab.click(spot.x, spot.y).await?;
        self.rest().await?;
        if let Some(Some(operation)) = operations.get_mut(operated.place) {
            operation.worked = Some(false);
        }
        Ok(())
    }

    /// Does one action by keys. The element is returned where its effect must still show.
    async fn operate(
        &self,
        action: &Action,
    ) -> Result<Option<(Operation, Option<Held>)>, ReplayError> {
        match action {
            Action::Click(locator) => {
                let held = self.seek_locator(locator).await?;
                let mut operation = self.focus_by_keys(&held).await?;
                if operation.reached {
                    // Pressed by the caller, who looks at the page before and after.
                    operation.keys.push(key_for(locator, &held).to_owned());
                } else {
                    let spot = self.spot(&held).await?;
                    self.tab.click(spot.x, spot.y).await?;
                }
                Ok(Some((operation, Some(held))))
            }
            Action::Fill(fill) => {
                let held = self.seek_field(&fill.field).await?;
                let text = self.text(&fill.with).await?;
                let mut operation = self.focus_by_keys(&held).await?;
                let spot = self.spot(&held).await?;
                if spot.set_by_value || !operation.reached {
                    Collector::set_value(&self.tab, held.node, &text).await?;
                } else {
                    if !spot.empty {
                        self.press("Control+a").await?;
                    }
                    self.tab.type_text(&text).await?;
                    operation.keys.push("characters".to_owned());
                    let length = Collector::length(&self.tab, held.node).await?;
                    operation.worked = length.map(|length| length > 0);
                }
                Ok(Some((operation, None)))
            }
            Action::Choose(choose) => {
                let held = self.seek_field(&choose.field).await?;
                let option = self.text(&choose.option).await?;
                let mut operation = self.focus_by_keys(&held).await?;
                if operation.reached {
                    self.tab.type_text(&option).await?;
                    operation.keys.push("characters".to_owned());
                }
                let chosen = Collector::chosen(&self.tab, held.node).await?;
                let by_keys = chosen.as_deref() == Some(option.as_str());
                if operation.reached {
                    // Typing ahead is one of several ways; that it did not work proves nothing.
                    operation.worked = by_keys.then_some(true);
                }
                if !by_keys {
                    Collector::choose(&self.tab, held.node, &option).await?;
                }
                Ok(Some((operation, None)))
            }
            other => {
                self.act(other, 0).await?;
                Ok(None)
            }
        }
    }

    /// Brings the focus to an element by Tab, and by arrow keys inside the widget that holds it.
    async fn focus_by_keys(&self, held: &Held) -> Result<Operation, ReplayError> {
        let mut operation =
            Operation { reached: false, presses: 0, keys: Vec::new(), worked: None, note: None };
        // All presses but the last at once, where their number is certain: each alone costs five times as much.
        let ahead = Collector::presses(&self.tab, held.node).await?.saturating_sub(1);
        if ahead > 0 {
            self.tab.press_often(&Chord::tab(), ahead as usize).await?;
            operation.presses += ahead;
            sleep(SETTLE).await;
        }
        // Once round by Tab from wherever the focus is; if a few controls hold it fast, once back.
        for chord in [Chord::tab(), Chord::shift_tab()] {
            let mut visited: Vec<Option<NodeId>> = Vec::new();
            loop {
                let focused = Collector::focused(&self.tab, held.node).await?;
                if focused.is_target {
                    operation.reached = true;
                    return Ok(operation);
                }
                if focused.shares_widget && self.arrow_to(held, &focused, &mut operation).await? {
                    operation.reached = true;
                    return Ok(operation);
                }
                let here = focused.node;
                let seen = visited.iter().filter(|node| **node == here).count();
                // Fields for dates and times are several stops of one element.
                if seen > 12 || operation.presses >= MOST_TABS {
                    let held = visited
                        .iter()
                        .rev()
                        .take(24)
                        .collect::<std::collections::BTreeSet<_>>()
                        .len();
                    operation.note = Some(format!("the focus went round {held} controls"));
                    break;
                }
                let whole_round = here.is_none() && seen >= 2;
                visited.push(here);
                if whole_round {
                    break;
                }
                self.tab.press(&chord).await?;
                operation.presses += 1;
                sleep(SETTLE).await;
            }
        }
        Ok(operation)
    }

    async fn arrow_to(
        &self,
        held: &Held,
        from: &Focused,
        operation: &mut Operation,
    ) -> Result<bool, ReplayError> {
        for key in ["ArrowDown", "ArrowRight"] {
            for _ in 0..MOST_ARROWS {
                self.press(key).await?;
                operation.presses += 1;
                sleep(SETTLE).await;
                let now = Collector::focused(&self.tab, held.node).await?;
                if now.is_target {
                    return Ok(true);
                }
                if now.node == from.node || !now.shares_widget {
                    break;
                }
            }
        }
        Ok(false)
    }

    async fn press(&self, keys: &str) -> Result<(), ReplayError> {
        if let Some(chord) = Chord::parse(keys) {
            self.tab.press(&chord).await?;
        }
        Ok(())
    }
}

fn succeed(operations: &mut [Option<Operation>], place: usize) {
    if let Some(Some(operation)) = operations.get_mut(place)
        && operation.reached
        && operation.worked.is_none()
    {
        operation.worked = Some(true);
    }
}

/// The key that a role is operated with, by the platform's habit and the ARIA practices.
fn key_for(locator: &Locator, held: &Held) -> &'static str {
    match locator.role().unwrap_or(held.role.as_str()) {
        "radio" | "checkbox" | "switch" => "Space",
        _ => "Enter",
    }
}
