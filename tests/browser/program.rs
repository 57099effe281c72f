//! The program itself, run as a person runs it, in a world of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// A folder for one run of the program: its output, and its temporary files.
pub(crate) struct World {
    pub(crate) folder: tempfile::TempDir,
}

impl World {
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    /// Where the report goes.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("report")
    }

    fn temporary(&self) -> PathBuf {
        let folder = self.folder.path().join("temporary");
        fs::create_dir_all(&folder).expect("a folder");
        folder
    }

    /// The program with these arguments.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wardround"));
        command.args(arguments).env("TMPDIR", self.temporary()).env("NO_COLOR", "1");
        command
    }

    /// Runs it to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program")
    }

    /// What a run left behind: processes that were started with its folder, and files in it.
    pub(crate) fn left_behind(&self) -> Vec<String> {
        let mark = self.temporary().to_string_lossy().into_owned();
        let mut left: Vec<_> = fs::read_dir(self.temporary())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").path().display().to_string())
            .collect();
        for process in fs::read_dir("/proc").expect("/proc").flatten() {
            let words = fs::read(process.path().join("cmdline")).unwrap_or_default();
            let words = String::from_utf8_lossy(&words).replace('\0', " ");
            if words.contains(&mark) {
                left.push(words);
            }
        }
        left
    }
}

/// Every file under a folder.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut open = vec![folder.to_owned()];
    let mut files = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    files
}

/// What a run said, on both streams.
pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}
