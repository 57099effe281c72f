//! The program as a person meets it: help, messages, exit codes.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
};
use tempfile::{TempDir, tempdir};
use wardround::store::{About, Folder, Sealed};
use wardround_checks::evidence::{Flow, Step};

const COMMANDS: [&str; 10] =
    ["demo", "run", "audit", "capture", "judge", "report", "lint", "explain", "doctor", "serve"];
const SCENARIO: &str = "\
title: A patient signs in
start: /login
target: { base: https://portal.test, environment: test }
secrets: { pin: WARDROUND_TEST_PIN }
patient: { mrn: MRN-7F3K-0042 }
steps:
  - name: sign-in
    act:
      - fill: { field: Code, with: secret:pin }
      - click: { button: Sign in }
    expect:
      - session: begun
      - shows: patient.mrn
";
const BROKEN: &str = "sign-in: cannot find button \"Sign in\"";

/// What came of a command: exit code, stdout, stderr.
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

#[test]
fn every_command_explains_itself_with_an_example() {
    let help = wardround(&["--help"]);
    assert_eq!(help.code, Some(0));
    assert!(help.out.contains("Exit codes:") && help.err.is_empty());
    for command in COMMANDS {
        assert!(help.out.contains(&format!("  {command} ")), "{command} is not in the help");
        let help = wardround(&[command, "--help"]);
        assert_eq!(help.code, Some(0), "{command}");
        assert!(help.out.contains("Example"), "{command} --help has no example");
        assert!(help.out.contains(&format!("wardround {command}")), "{command} --help");
    }
    assert_eq!(
        wardround(&["--version"]).out,
        concat!("wardround ", env!("CARGO_PKG_VERSION"), "\n")
    );
}

#[test]
fn a_wrong_command_is_said_so_with_code_2() {
    let table: [(&[&str], &str); 14] = [
        (&[], "Usage:"),
        (&["rum"], "unrecognized subcommand 'rum'"),
        (&["run", "--engine", "firefox"], "cannot drive firefox yet"),
        (&["doctor", "--engine", "lynx"], "cannot drive `lynx`"),
        (&["explain", "no-such-check"], "cannot find check `no-such-check`"),
        (&["judge", "--only", "no-such-check"], "cannot find check"),
        (&["run", "--probes", "keybord"], "did you mean `keyboard`?"),
        (&["serve", "--faults", "no-such-fault"], "cannot switch on fault"),
        (&["serve", "--time-scale", "0"], "0 is not in 1..=3600"),
        (&["run", "--fail-on", "horrible"], "possible values: minor, moderate, serious, critical"),
        (&["run", "no/such/file.yaml"], "cannot read no/such/file.yaml"),
        (&["audit"], "<URL|--urls <FILE>>"),
        (&["audit", "portal.test/login"], "cannot read address \"portal.test/login\""),
        (&["report", "no/such/folder"], "cannot read no/such/folder/verdict.json"),
    ];
    for (arguments, expected) in table {
        let said = wardround(arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}: {}", said.err);
        assert!(said.err.contains(expected), "{arguments:?} says {}", said.err);
        assert!(said.out.is_empty(), "{arguments:?} says on stdout: {}", said.out);
    }
}

#[test]
fn a_failure_has_no_colours_in_a_log() {
    let said = wardround(&["report", "no/such/folder"]);
    assert!(said.err.starts_with("error: cannot read no/such/folder/verdict.json\n  because "));
    assert!(said.err.ends_with("  help: `wardround judge` writes it\n"), "{}", said.err);
    assert!(!said.err.contains('\u{1b}'));
}

#[test]
fn lint_shows_each_mistake_where_it_stands() {
    let room = tempdir().expect("a folder");
    let good = room.path().join("good.yaml");
    fs::write(&good, SCENARIO).expect("a file");
    let said = wardround(&["lint", text(&good)]);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{}", said.out);
    assert!(said.out.ends_with("1 scenario: 0 errors, 0 warnings\n"), "{}", said.out);
    let bad = SCENARIO.replace("click:", "clik:");
    fs::write(room.path().join("bad.yaml"), bad).expect("a file");
    let said = wardround(&["lint", text(room.path())]);
    assert_eq!(said.code, Some(2));
    assert!(said.out.contains("bad.yaml:10:"), "{}", said.out);
    assert!(said.out.contains("did you mean `click`?"), "{}", said.out);
    assert!(said.out.ends_with("2 scenarios: 1 error, 0 warnings\n"), "{}", said.out);
}

#[test]
fn a_secret_that_is_not_set_is_missed_by_name() {
    let room = tempdir().expect("a folder");
    let file = room.path().join("good.yaml");
    fs::write(&file, SCENARIO).expect("a file");
    for command in ["run", "capture"] {
        let said = wardround(&[command, text(&file)]);
        assert_eq!(said.code, Some(2));
        assert!(said.err.contains("not set: WARDROUND_TEST_PIN"), "{}", said.err);
    }
}

#[test]
fn explain_lists_every_check_and_shows_each_page() {
    let said = wardround(&["explain"]);
    assert_eq!(said.code, Some(0));
    let ids: Vec<_> = said.out.lines().filter_map(|line| line.split(' ').next()).collect();
    let checks: Vec<_> =
        wardround_checks::registry::CHECKS.iter().map(|check| check.meta.id).collect();
    assert_eq!(ids, checks);
    if let Some(check) = checks.first() {
        let page = wardround(&["explain", check]);
        assert_eq!(page.code, Some(0));
        assert!(page.out.contains("# What it does not see"), "{}", page.out);
        let slip = wardround(&["explain", &check[1..]]);
        assert!(slip.err.contains(&format!("did you mean `{check}`?")), "{}", slip.err);
    }
}

#[test]
fn evidence_is_judged_and_reported_without_a_browser() {
    let (room, _) = recorded(Some(BROKEN));
    let said = wardround(&["judge", text(room.path())]);
    assert_eq!(said.code, Some(3), "{}", said.err);
    for file in ["verdict.json", "index.html", "junit.xml"] {
        assert!(room.path().join(file).is_file(), "{file} was not written");
        assert!(said.err.contains(file), "{file} is not announced");
    }
    assert!(!said.out.is_empty(), "no summary on stdout");
    fs::remove_file(room.path().join("junit.xml")).expect("a file");
    let said = wardround(&["report", text(room.path()), "--format", "junit"]);
    assert_eq!((said.code, said.out.as_str()), (Some(0), ""), "{}", said.err);
    assert!(room.path().join("junit.xml").is_file());
}

#[test]
fn the_same_evidence_gives_the_same_verdict() {
    let (room, _) = recorded(None);
    let judge = || {
        wardround(&["judge", text(room.path()), "--format", "json"]);
        fs::read(room.path().join("verdict.json")).expect("a verdict")
    };
    assert_eq!(judge(), judge());
}

#[test]
fn a_flow_that_stopped_ends_with_code_3() {
    let (room, _) = recorded(Some(BROKEN));
    let said = wardround(&["judge", text(room.path()), "--fail-on", "never"]);
    assert_eq!(said.code, Some(3), "{}", said.err);
    assert!(said.out.contains("cannot find button \"Sign in\""), "{}", said.out);
}

#[test]
fn evidence_that_was_touched_is_not_judged() {
    let (room, sealed) = recorded(None);
    fs::write(sealed.folder.join("01-home/step.json"), "{}").expect("a file");
    let said = wardround(&["judge", text(room.path())]);
    assert_eq!(said.code, Some(3));
    assert!(said.err.contains("01-home/step.json changed after it was sealed"), "{}", said.err);
    assert!(!room.path().join("verdict.json").exists());
}

#[test]
fn a_report_never_lands_in_sealed_evidence() {
    let (room, sealed) = recorded(Some(BROKEN));
    let said = wardround(&["judge", text(&sealed.folder)]);
    assert_eq!(said.code, Some(2));
    assert!(said.err.contains("it is sealed evidence"), "{}", said.err);
    let out = room.path().join("one-flow");
    let said = wardround(&["judge", text(&sealed.folder), "--out", text(&out), "--format", "json"]);
    assert_eq!(said.code, Some(3), "{}", said.err);
    assert!(out.join("verdict.json").is_file());
}

#[test]
#[cfg(unix)]
fn doctor_compares_what_it_finds() {
    use std::os::unix::fs::PermissionsExt;
    let room = tempdir().expect("a folder");
    let put = |name: &str, says: &str| {
        let path = room.path().join(name);
        fs::write(&path, format!("#!/bin/sh\necho '{says}'\n")).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    };
    let doctor = || {
        let mut command = program(&["doctor"]);
        command.env("PATH", room.path()).env_remove("CHROME").env_remove("CHROMEDRIVER");
        heard(command)
    };
    let said = doctor();
    assert_eq!(said.code, Some(3));
    assert!(said.err.contains("cannot find Chromium"), "{}", said.err);
    assert!(said.err.contains("help: `wardround doctor --install`, or type: "), "{}", said.err);
    put("chromium", "Chromium 156.0.7778.1 built on Debian");
    assert!(doctor().err.contains("cannot find chromedriver"));
    put("chromedriver", "ChromeDriver 155.0.1 (abc)");
    let said = doctor();
    assert_eq!(said.code, Some(3));
    assert!(said.err.contains("156.0.7778.1") && said.err.contains("155.0.1"), "{}", said.err);
    put("chromedriver", "ChromeDriver 156.0.9 (abc)");
    let said = doctor();
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""));
    assert!(said.out.contains("browser   156.0.7778.1  "), "{}", said.out);
    assert!(said.out.contains("driver    156.0.9  "), "{}", said.out);
}

#[test]
#[cfg(unix)]
fn the_demo_portal_is_served_until_it_is_interrupted() {
    let mut command = program(&["serve", "--port", "0", "--faults", "none"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("started");
    let mut lines = BufReader::new(child.stdout.take().expect("a stdout")).lines();
    let origin = lines.next().expect("a line").expect("text");
    assert!(origin.starts_with("https://localhost:"), "{origin}");
    assert!(lines.next().expect("a line").expect("text").starts_with("certificate pin: "));
    assert_eq!(lines.next().expect("a line").expect("text"), "faults: none");
    let port = origin.rsplit(':').next().expect("a port").to_owned();
    let taken = wardround(&["serve", "--port", &port]);
    assert_eq!(taken.code, Some(2));
    assert!(taken.err.contains(&format!("cannot listen on 127.0.0.1:{port}")), "{}", taken.err);
    let pid = i32::try_from(child.id()).expect("a process id");
    nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGINT)
        .expect("a signal");
    assert_eq!(child.wait().expect("an end").code(), Some(0));
}

/// A flow of one step on disk, without a page.
fn recorded(stopped: Option<&str>) -> (TempDir, Sealed) {
    let room = tempdir().expect("a folder");
    let mut folder = Folder::create(room.path(), "home").expect("a folder");
    let step = Step { name: "home".to_owned(), ..Step::default() };
    folder.step(0, &step, &[]).expect("written");
    let flow = Flow {
        scenario: "home".to_owned(),
        title: "A patient looks around".to_owned(),
        engine: "chromium".to_owned(),
        stopped: stopped.map(str::to_owned),
        ..Flow::default()
    };
    let about = About { started: "2026-05-14T09:30:00Z".to_owned(), ..About::default() };
    let sealed = folder.finish(&flow, &about).expect("sealed");
    (room, sealed)
}

fn wardround(arguments: &[&str]) -> Said {
    heard(program(arguments))
}

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wardround"));
    command.args(arguments).stdin(Stdio::null()).env_remove("WARDROUND_TEST_PIN");
    command
}

fn heard(mut command: Command) -> Said {
    let output = command.output().expect("the program");
    Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).expect("text"),
        err: String::from_utf8(output.stderr).expect("text"),
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
