//! From YAML to a scenario.

use super::{Scenario, ScenarioError, Source, diagnosis::diagnose};

/// Reads a scenario; `source_name` is what mistakes call the file.
pub fn parse(source_name: &str, yaml: &str) -> Result<Scenario, ScenarioError> {
    let source = Source { name: source_name.to_owned(), text: yaml.to_owned() };
    match serde_saphyr::from_str::<Scenario>(yaml) {
        Ok(scenario) => Ok(Scenario { source, ..scenario }),
        Err(error) => Err(ScenarioError::Unreadable(Box::new(diagnose(&source, &error)))),
    }
}
