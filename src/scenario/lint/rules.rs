//! The order of the rules.

use super::super::{Mistake, Scenario};
use super::{canaries, names, places, references, report::Report, session, values};

/// The mistakes of a scenario in the order of the file; `checks` are the ids of the checks that a waiver may name.
pub fn lint<'a>(scenario: &Scenario, checks: impl IntoIterator<Item = &'a str>) -> Vec<Mistake> {
    let checks: Vec<&str> = checks.into_iter().collect();
    let mut report = Report::new(scenario);
    report.needs_text(scenario.title.place(), &scenario.title, "the title");
    names::steps(&mut report);
    names::waivers(&mut report, &checks);
    places::target(&mut report);
    places::paths(&mut report);
    references::used(&mut report);
    references::unused(&mut report);
    canaries::persona(&mut report);
    canaries::spelled_out(&mut report);
    values::secrets(&mut report);
    values::policy(&mut report);
    values::controls(&mut report);
    session::order(&mut report);
    session::probes(&mut report);
    report.into_mistakes()
}
