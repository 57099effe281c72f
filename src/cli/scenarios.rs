//! Scenario files: found, read, and looked over.

use crate::{
    failure::{Exit, Failure},
    scenario::{self, Mistake, Scenario},
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use wardround_checks::registry::CHECKS;

/// The files that these paths stand for: a file for itself, a folder for every `.yaml` below it, sorted.
pub(super) fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_dir() {
            let before = found.len();
            below(path, &mut found)?;
            found[before..].sort();
            if found.len() == before {
                return Err(Failure::new(
                    Exit::Wrong,
                    format!("cannot find a scenario in {}", path.display()),
                )
                .help("a scenario is a file whose name ends in .yaml"));
            }
        } else {
            found.push(path.clone());
        }
    }
    Ok(found)
}

/// A scenario with the mistakes that its types cannot say.
pub(super) fn load(file: &Path) -> Result<(Scenario, Vec<Mistake>), Failure> {
    let text = fs::read_to_string(file).map_err(|error| {
        let failure = Failure::new(Exit::Wrong, format!("cannot read {}", file.display()));
        failure.because(error.to_string()).help("`wardround run FILE` names a scenario or a folder")
    })?;
    let scenario = scenario::parse(&file.to_string_lossy(), &text)?;
    let mistakes = scenario::lint(&scenario, CHECKS.iter().map(|check| check.meta.id));
    Ok((scenario, mistakes))
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let failed = |error: std::io::Error| {
        Failure::new(Exit::Wrong, format!("cannot read {}", folder.display()))
            .because(error.to_string())
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if hidden {
            continue;
        }
        if path.is_dir() {
            below(&path, found)?;
        } else if path.extension().is_some_and(|kind| kind == "yaml" || kind == "yml") {
            found.push(path);
        }
    }
    Ok(())
}
