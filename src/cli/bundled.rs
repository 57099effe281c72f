//! The scenarios that come with the program, for the demo portal.

use crate::failure::{Exit, Failure};
use std::{
    fs,
    path::{Path, PathBuf},
};
use wardround_test_site::persona::{
    PASSWORD_FORMER, PASSWORD_ONE, PASSWORD_TWO, TOTP_FORMER, TOTP_ONE, TOTP_TWO,
};

const FILES: [(&str, &str); 5] = [
    ("appointment.yaml", include_str!("../../scenarios/appointment.yaml")),
    ("note.txt", include_str!("../../scenarios/note.txt")),
    ("records.yaml", include_str!("../../scenarios/records.yaml")),
    ("sign-out.yaml", include_str!("../../scenarios/sign-out.yaml")),
    ("telehealth.yaml", include_str!("../../scenarios/telehealth.yaml")),
];

/// Unpacks the scenarios into an output folder, to be walked and to be read, and says where they are.
pub(super) fn unpack(out: &Path) -> Result<PathBuf, Failure> {
    let folder = out.join("scenarios");
    let failed = |path: &Path, error: std::io::Error| {
        Failure::new(Exit::Wrong, format!("cannot write {}", path.display()))
            .because(error.to_string())
            .help("`--out` names another folder")
    };
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, error))?;
    for (name, text) in FILES {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| failed(&path, error))?;
    }
    Ok(folder)
}

/// The value of an environment variable that a bundled scenario names. The demo portal's accounts are no secrets.
pub(super) fn variable(name: &str) -> Option<String> {
    match name {
        "PORTAL_PASSWORD" => Some(PASSWORD_ONE.to_owned()),
        "PORTAL_TOTP_SEED" => Some(TOTP_ONE.to_owned()),
        "PORTAL_SECOND_PASSWORD" => Some(PASSWORD_TWO.to_owned()),
        "PORTAL_SECOND_TOTP_SEED" => Some(TOTP_TWO.to_owned()),
        "PORTAL_DISABLED_PASSWORD" => Some(PASSWORD_FORMER.to_owned()),
        "PORTAL_DISABLED_TOTP_SEED" => Some(TOTP_FORMER.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{FILES, unpack, variable};
    use crate::cli::plan::scripts;
    use std::{fs, path::Path};

    #[test]
    fn every_file_of_the_folder_is_bundled() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let names = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> = names
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| name != "README.md")
            .collect();
        names.sort();
        assert_eq!(names, FILES.map(|(name, _)| name));
    }

    #[test]
    fn every_bundled_scenario_can_be_walked_at_another_port() {
        let room = tempfile::tempdir().expect("a folder");
        let folder = unpack(room.path()).expect("unpacked");
        let scripts =
            scripts(&[folder], Some("https://localhost:1234"), &variable).expect("scripts");
        assert_eq!(scripts.len(), 4);
        for script in scripts {
            assert_eq!(script.scenario.target.base.as_str(), "https://localhost:1234");
            assert_eq!(script.secrets.len(), script.scenario.variables().count());
        }
    }

    #[test]
    fn signing_in_is_tried_with_the_keyboard_in_the_first_scenario_alone() {
        let room = tempfile::tempdir().expect("a folder");
        let folder = unpack(room.path()).expect("unpacked");
        let scripts = scripts(&[folder], None, &variable).expect("scripts");
        let shared: Vec<_> = scripts.iter().map(|script| script.shared).collect();
        assert_eq!(shared, [0, 2, 2, 2]);
    }
}
