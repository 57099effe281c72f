//! Waivers: a finding that is accepted stays in the verdict and no longer counts.

use super::{
    docket::Draft,
    terms::{Terms, Waiver},
    verdict::{State, Waived},
};
use std::collections::{BTreeMap, BTreeSet};

/// Marks what is waived, and says what is wrong with a waiver: nothing matches it, or its last day is over.
pub(super) fn waive(
    drafts: &mut [Draft],
    states: &[State],
    checks: &BTreeSet<&str>,
    terms: &Terms<'_>,
) -> Vec<String> {
    let steps: BTreeMap<_, _> =
        states.iter().map(|state| (state.id.as_str(), state.step.as_str())).collect();
    let mut notes = BTreeSet::new();
    for waiver in terms.waivers {
        let mut met = 0;
        for draft in drafts.iter_mut() {
            let step = steps.get(draft.finding.state.as_str()).copied().unwrap_or_default();
            if !waiver.covers(draft, step) {
                continue;
            }
            met += 1;
            if waiver.until >= terms.today && draft.finding.waived.is_none() {
                draft.finding.waived =
                    Some(Waived { reason: waiver.reason.clone(), until: waiver.until });
            }
        }
        if waiver.until < terms.today {
            notes.insert(format!(
                "The waiver of {} ended on {}; it covers nothing any more, and {met} {} it would have covered.",
                waiver.called(),
                waiver.until,
                if met == 1 { "finding counts again that" } else { "findings count again that" },
            ));
        } else if met == 0 && waiver.was_tried(states, checks) {
            notes.insert(format!(
                "The waiver of {} matches no finding: take it out, or mend its words.",
                waiver.called()
            ));
        }
    }
    notes.into_iter().collect()
}

impl Waiver {
    fn covers(&self, draft: &Draft, step: &str) -> bool {
        let finding = &draft.finding;
        let subject = &finding.subject;
        self.check == finding.check
            && self.scenario.as_ref().is_none_or(|scenario| *scenario == draft.scenario)
            && self.step.as_ref().is_none_or(|wanted| wanted == step)
            && self
                .thing
                .as_ref()
                .is_none_or(|thing| *thing == subject.name || *thing == subject.selector)
    }

    /// Whether this audit could have found what it is about: a waiver is not idle because the audit was small.
    fn was_tried(&self, states: &[State], checks: &BTreeSet<&str>) -> bool {
        let any = states.is_empty();
        let scenario = self
            .scenario
            .as_ref()
            .is_none_or(|scenario| any || states.iter().any(|state| state.scenario == *scenario));
        // A check that does not exist never matches, and that is worth saying.
        let exists = wardround_checks::registry::find(&self.check).is_some();
        scenario && (checks.contains(self.check.as_str()) || !exists)
    }

    fn called(&self) -> String {
        let mut called = self.check.clone();
        if let Some(thing) = &self.thing {
            called.extend([" for “", thing, "”"]);
        }
        if let Some(step) = &self.step {
            called.extend([" at step ", step]);
        }
        if let Some(scenario) = &self.scenario {
            called.extend([" of ", scenario]);
        }
        called
    }
}
