//! The list of faults in the README is the list in the program.

use std::fmt::Write as _;

use wardround_test_site::Fault;

#[test]
fn the_readme_lists_every_fault() {
    let readme = include_str!("../../README.md");
    let mut table =
        String::from("| Fault | Check | Scenario and step | What is wrong |\n|---|---|---|---|\n");
    for fault in Fault::ALL {
        writeln!(
            table,
            "| `{}` | {} | `{}`, {} | {} |",
            fault.name(),
            fault.checks().iter().map(|check| format!("`{check}`")).collect::<Vec<_>>().join(", "),
            fault.scenario(),
            fault.step(),
            fault.summary()
        )
        .unwrap();
    }
    assert!(readme.contains(&table), "the table in the README has to be:\n{table}");
}

#[test]
fn every_fault_is_at_a_step_that_its_scenario_has() {
    for fault in Fault::ALL {
        let scenario = match fault.scenario() {
            "appointment" => include_str!("../../../scenarios/appointment.yaml"),
            "telehealth" => include_str!("../../../scenarios/telehealth.yaml"),
            "records" => include_str!("../../../scenarios/records.yaml"),
            _ => include_str!("../../../scenarios/sign-out.yaml"),
        };
        let step = format!("  - name: {}\n", fault.step());
        assert!(
            scenario.contains(&step),
            "{}: {} has no {}",
            fault.name(),
            fault.scenario(),
            fault.step()
        );
    }
}
