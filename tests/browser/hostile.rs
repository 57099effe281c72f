//! Pages that hang, ask, spin, redirect for ever or never end: bounded, recorded, no panic, nothing left.

use crate::{
    program::{World, said},
    stage,
};
use std::{
    fs,
    process::Stdio,
    time::{Duration, Instant},
};
use wardround_test_site::{Options, Site};

#[test]
fn hostile_pages_are_bounded_and_recorded() {
    stage::installed();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    // What hangs and spins takes the machine from those who watch a clock.
    let _place = runtime.block_on(stage::place());
    let site = runtime.block_on(Site::start(Options::default())).expect("the demo portal");
    let world = World::new();
    let pages = ["hang", "dialog", "spin", "redirect", "huge"];
    let mut urls: Vec<_> =
        pages.iter().map(|page| format!("{}/hostile/{page}", site.origin)).collect();
    urls.push(format!("{}/contact", site.origin));
    let list = world.folder.path().join("urls.txt");
    fs::write(&list, urls.join("\n")).expect("a file");
    let start = Instant::now();
    let audit = world.run(&[
        "audit",
        "--urls",
        &list.to_string_lossy(),
        "--probes",
        "none",
        "--trust-key",
        &site.spki_sha256_base64,
        "--format",
        "json",
        "--out",
        &world.out().to_string_lossy(),
    ]);
    let told = said(&audit);
    assert!(start.elapsed() < Duration::from_secs(400), "{:?}", start.elapsed());
    assert_eq!(audit.status.code(), Some(3), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    assert_eq!(world.left_behind(), Vec::<String>::new());
    let verdict = fs::read_to_string(world.out().join("verdict.json")).expect("a verdict");
    let verdict: serde_json::Value = serde_json::from_str(&verdict).expect("JSON");
    let seen: Vec<_> = verdict["states"]
        .as_array()
        .expect("states")
        .iter()
        .map(|state| state["step"].as_str().expect("an address").to_owned())
        .collect();
    assert_eq!(seen, urls, "one state for each line, in order");
}

#[test]
fn an_interrupt_leaves_a_report_and_no_browser() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _places = stage::alone(&runtime);
    let world = World::new();
    let out = world.out().to_string_lossy().into_owned();
    let mut demo = world
        .command(&["demo", "--faults", "none", "--out", &out])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    // Until the first step was recorded: a browser is open, and there is something to lose.
    let start = Instant::now();
    let recorded = || {
        let evidence = world.out().join("evidence");
        evidence.is_dir()
            && crate::program::files(&evidence).iter().any(|file| file.ends_with("page.json"))
    };
    while !recorded() {
        assert!(start.elapsed() < Duration::from_secs(180), "nothing is recorded");
        std::thread::sleep(Duration::from_millis(200));
    }
    let id = nix::unistd::Pid::from_raw(i32::try_from(demo.id()).expect("an id"));
    nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGINT).expect("a signal");
    let ended = demo.wait().expect("an end");
    assert_eq!(ended.code(), Some(130));
    assert!(world.out().join("index.html").is_file());
    assert_eq!(world.left_behind(), Vec::<String>::new());
}
