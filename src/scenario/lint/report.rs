//! The mistakes found so far.

use super::super::{Mistake, Place, Scenario, Severity};

/// A scenario and what was found in it.
pub(super) struct Report<'a> {
    pub(super) scenario: &'a Scenario,
    found: Vec<Mistake>,
}

impl<'a> Report<'a> {
    pub(super) fn new(scenario: &'a Scenario) -> Self {
        Self { scenario, found: Vec::new() }
    }

    pub(super) fn error(&mut self, place: Place, message: impl Into<String>) -> &mut Mistake {
        self.add(Severity::Error, place, message.into())
    }

    pub(super) fn warning(&mut self, place: Place, message: impl Into<String>) -> &mut Mistake {
        self.add(Severity::Warning, place, message.into())
    }

    /// An error unless the text says something.
    pub(super) fn needs_text(&mut self, place: Place, text: &str, what: &str) {
        if text.trim().is_empty() {
            self.error(place, format!("{what} is empty"));
        }
    }

    fn add(&mut self, severity: Severity, place: Place, message: String) -> &mut Mistake {
        let mistake = Mistake::new(severity, &self.scenario.source, place, message);
        self.found.push(mistake);
        let last = self.found.len() - 1;
        &mut self.found[last]
    }

    /// What was found, in the order of the file.
    pub(super) fn into_mistakes(mut self) -> Vec<Mistake> {
        self.found.sort_by(|a, b| {
            (a.place, a.severity, &a.message).cmp(&(b.place, b.severity, &b.message))
        });
        self.found
    }
}
