//! Evidence on disk: written, read again, and refused when it is not what was written.

use crate::drawn::drawn;
use proptest::prelude::*;
use std::{fs, path::Path};
use tempfile::{TempDir, tempdir};
use wardround::store::{self, About, Folder, Sealed, StoreError, Viewport};
use wardround_checks::evidence::{Flow, Piece, Step};

type Change<'c> = &'c dyn Fn(&Path);

#[test]
fn a_folder_tells_its_story_to_ls() {
    let (_room, sealed) = recorded(&flow());
    let mut files = Vec::new();
    list(&sealed.folder, "", &mut files);
    assert_eq!(
        files,
        [
            "01-sign-in/network.jsonl",
            "01-sign-in/page.json",
            "01-sign-in/screenshot.png",
            "01-sign-in/step.json",
            "02-pick-a-time/after.json",
            "02-pick-a-time/call.json",
            "02-pick-a-time/console.json",
            "02-pick-a-time/focus-1-2.png",
            "02-pick-a-time/focus-1.png",
            "02-pick-a-time/focus.json",
            "02-pick-a-time/idle.json",
            "02-pick-a-time/network.jsonl",
            "02-pick-a-time/page.json",
            "02-pick-a-time/residue.json",
            "02-pick-a-time/screenshot.png",
            "02-pick-a-time/sign-ins.json",
            "02-pick-a-time/step-up.json",
            "02-pick-a-time/step.json",
            "02-pick-a-time/storage.json",
            "02-pick-a-time/transport.json",
            "SEAL",
            "run.json",
            "scenario.yaml",
        ]
    );
}

#[test]
fn what_is_read_is_what_was_written() {
    let flow = flow();
    let (_room, sealed) = recorded(&flow);
    let (read, record) = store::read(&sealed.folder).expect("evidence");
    assert_eq!(read, flow);
    assert_eq!(record.about, about());
    assert_eq!(record.tool.name, "wardround");
    assert_eq!(record.scenario_sha256.as_deref().map(str::len), Some(64));
    assert_eq!(
        store::pictures(&record),
        [
            vec!["01-sign-in/screenshot.png"],
            vec![
                "02-pick-a-time/screenshot.png",
                "02-pick-a-time/focus-1.png",
                "02-pick-a-time/focus-1-2.png"
            ]
        ]
    );
    assert_eq!(store::read_back(&sealed).expect("evidence"), (read, record));
}

#[test]
fn the_same_evidence_has_the_same_seal() {
    let (_one, one) = recorded(&flow());
    let (_other, other) = recorded(&flow());
    assert_eq!(one.digest, other.digest);
    let mut changed = flow();
    changed.steps[0].navigated = !changed.steps[0].navigated;
    assert_ne!(one.digest, recorded(&changed).1.digest);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_flow_comes_back_as_it_was(bytes in prop::collection::vec(any::<u8>(), 0..6000)) {
        let flow: Flow = drawn(&bytes);
        let (_room, sealed) = recorded(&flow);
        let (read, _) = store::read(&sealed.folder).expect("evidence");
        prop_assert_eq!(read, flow);
    }
}

#[test]
fn the_bytes_of_the_property_reach_every_piece() {
    let steps = (0..=255_u8).map(|seed| drawn::<Step>(&noise(seed))).collect::<Vec<_>>();
    for piece in [Piece::Page, Piece::Network, Piece::Focus, Piece::Idle, Piece::After] {
        let has = |step: &&Step| match piece {
            Piece::Page => step.page.as_ref().is_some_and(|page| !page.nodes.is_empty()),
            Piece::Network => step.network.as_ref().is_some_and(|wire| !wire.exchanges.is_empty()),
            Piece::Focus => step.focus.as_ref().is_some_and(|walk| !walk.forward.is_empty()),
            Piece::Idle => step.idle.is_some(),
            _ => step.after.as_ref().is_some_and(|after| after.back.is_some()),
        };
        let count = steps.iter().filter(has).count();
        assert!(count > 5, "{piece:?} is drawn {count} times");
    }
}

#[test]
fn what_is_not_as_it_was_sealed_is_refused_by_name() {
    let page = "01-sign-in/page.json";
    let table: [(&str, Change<'_>); 9] = [
        ("it has no seal", &|at| fs::remove_file(at.join("SEAL")).expect("a file")),
        ("page.json changed after it was sealed", &|at| append(&at.join(page), b" ")),
        ("screenshot.png changed after it was sealed", &|at| {
            append(&at.join("01-sign-in/screenshot.png"), b"x");
        }),
        ("run.json changed after it was sealed", &|at| append(&at.join("run.json"), b"\n")),
        ("page.json is missing", &|at| fs::remove_file(at.join(page)).expect("a file")),
        ("notes.txt is not in its seal", &|at| append(&at.join("01-sign-in/notes.txt"), b"hm")),
        ("line 1 of its seal", &|at| fs::write(at.join("SEAL"), "hello\n").expect("a file")),
        ("line 2 of its seal", &|at| {
            let seal = fs::read_to_string(at.join("SEAL")).expect("a seal");
            fs::write(at.join("SEAL"), seal.replacen('\n', "\nzz", 1)).expect("a file");
        }),
        ("step.json is missing", &|at| {
            append(&at.join("SEAL"), format!("{:064}  03-ghost/step.json\n", 0).as_bytes());
        }),
    ];
    for (expected, change) in table {
        let (_room, sealed) = recorded(&flow());
        change(&sealed.folder);
        let refusal = store::read(&sealed.folder).expect_err(expected).to_string();
        assert!(refusal.starts_with("cannot trust ") && refusal.contains(expected), "{refusal}");
    }
}

#[test]
#[cfg(unix)]
fn a_link_is_not_evidence() {
    let (_room, sealed) = recorded(&flow());
    let page = sealed.folder.join("01-sign-in/page.json");
    let elsewhere = sealed.folder.parent().expect("a folder").join("page.json");
    fs::rename(&page, &elsewhere).expect("moved");
    std::os::unix::fs::symlink(&elsewhere, &page).expect("a link");
    assert!(matches!(store::read(&sealed.folder), Err(StoreError::Extra { .. })));
}

#[test]
fn a_layout_of_another_version_is_named() {
    let (_room, sealed) = recorded(&flow());
    let run = sealed.folder.join("run.json");
    let text = fs::read_to_string(&run).expect("a file");
    let later = text.replacen("\"schema\": 1", "\"schema\": 7, \"weather\": \"mild\"", 1);
    fs::write(&run, later).expect("a file");
    let refusal = store::read_back(&sealed).expect_err("schema 7").to_string();
    assert!(refusal.starts_with("cannot read schema 7 of "), "{refusal}");
    assert!(refusal.ends_with("run.json; known are: 1"), "{refusal}");
}

#[test]
fn a_step_written_again_replaces_what_was_there() {
    let room = tempdir().expect("a folder");
    let mut folder = Folder::create(room.path(), "results").expect("a folder");
    let first: Step = drawn(&noise(3));
    folder.step(0, &first, &[("screenshot".to_owned(), b"png".to_vec())]).expect("written");
    let again = Step { name: "another".to_owned(), ..Step::default() };
    folder.step(0, &again, &[]).expect("written");
    let flow = Flow { steps: vec![again], ..Flow::default() };
    let sealed = folder.finish(&flow, &about()).expect("sealed");
    assert_eq!(store::read(&sealed.folder).expect("evidence").0, flow);
}

#[test]
fn a_crash_leaves_a_folder_that_nobody_takes_for_evidence() {
    let room = tempdir().expect("a folder");
    let mut folder = Folder::create(room.path(), "results").expect("a folder");
    folder.step(0, &drawn(&noise(3)), &[]).expect("written");
    drop(folder);
    let found = store::folders(room.path()).expect("folders");
    assert_eq!(found, [room.path().join("evidence/results")]);
    assert!(matches!(store::read(&found[0]), Err(StoreError::Unsealed { .. })));
}

#[test]
fn flows_of_one_name_lie_side_by_side_until_they_are_cleared() {
    let room = tempdir().expect("a folder");
    let name = |folder: &Folder| folder.path().file_name().expect("a name").to_owned();
    for expected in ["results", "results-2", "results-3"] {
        let folder = Folder::create(room.path(), "Results!").expect("a folder");
        assert_eq!(name(&folder), expected);
        folder.finish(&Flow::default(), &about()).expect("sealed");
    }
    assert_eq!(store::folders(room.path()).expect("folders").len(), 3);
    let stranger = room.path().join("evidence/results-2/thesis.odt");
    append(&stranger, b"years of work");
    let refusal = store::clear(room.path()).expect_err("a stranger").to_string();
    assert!(refusal.contains("thesis.odt"), "{refusal}");
    assert_eq!(store::folders(room.path()).expect("folders").len(), 3, "nothing was removed");
    fs::remove_file(stranger).expect("a file");
    store::clear(room.path()).expect("cleared");
    assert!(matches!(store::folders(room.path()), Err(StoreError::Nothing { .. })));
}

#[test]
fn the_eleventh_flow_of_a_name_comes_after_the_second() {
    let room = tempdir().expect("a folder");
    for _ in 0..11 {
        let folder = Folder::create(room.path(), "results").expect("a folder");
        folder.finish(&Flow::default(), &about()).expect("sealed");
    }
    let folders = store::folders(room.path()).expect("folders");
    let last = |place: usize| folders[place].file_name().expect("a name").to_owned();
    assert_eq!(
        (last(0), last(1), last(10)),
        ("results".into(), "results-2".into(), "results-11".into())
    );
}

/// A flow of two steps: one with a page and traffic, one with every piece.
fn flow() -> Flow {
    let mut whole = (0..=255)
        .map(|seed| drawn::<Step>(&noise(seed)))
        .find(|step| {
            step.page.is_some()
                && step.network.is_some()
                && step.storage.is_some()
                && step.console.is_some()
                && step.focus.is_some()
                && step.call.is_some()
                && step.idle.is_some()
                && step.after.is_some()
        })
        .expect("a step with every piece");
    // What is left to chance changes with every field of evidence that is added.
    whole.residue.get_or_insert_default();
    whole.sign_ins.get_or_insert_default();
    whole.transport.get_or_insert_default();
    "Pick a time".clone_into(&mut whole.name);
    let first = Step {
        name: "sign-in".to_owned(),
        page: whole.page.clone(),
        network: whole.network.clone(),
        ..Step::default()
    };
    Flow {
        scenario: "appointment".to_owned(),
        title: "A patient books an appointment".to_owned(),
        engine: "chromium".to_owned(),
        canaries: vec!["mrn".to_owned()],
        hosts: vec!["portal.test".to_owned()],
        steps: vec![first, whole],
        ..Flow::default()
    }
}

fn about() -> About {
    About {
        browser: "Chromium 156.0.1.2".to_owned(),
        driver: "ChromeDriver 156.0.1.2".to_owned(),
        viewport: Viewport { width: 1280, height: 800, pixel_ratio: 1.0 },
        target: "https://portal.test".to_owned(),
        environment: "test".to_owned(),
        started: "2026-05-14T09:30:00Z".to_owned(),
        ended: "2026-05-14T09:31:00Z".to_owned(),
    }
}

/// The flow on disk, in a folder that removes itself.
fn recorded(flow: &Flow) -> (TempDir, Sealed) {
    let room = tempdir().expect("a folder");
    let mut folder = Folder::create(room.path(), &flow.scenario).expect("a folder");
    folder.scenario("title: A patient books an appointment\n").expect("written");
    for (index, step) in flow.steps.iter().enumerate() {
        let focus = ["focus 1", "Focus-1.png"].into_iter().take(index * 2);
        let pictures: Vec<_> = ["screenshot"]
            .into_iter()
            .chain(focus)
            .map(|name| (name.to_owned(), b"\x89PNG".to_vec()))
            .collect();
        folder.step(index, step, &pictures).expect("written");
    }
    let sealed = folder.finish(flow, &about()).expect("sealed");
    (room, sealed)
}

/// Bytes that repeat for nobody.
fn noise(seed: u8) -> Vec<u8> {
    let mut state = u32::from(seed) + 1;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    std::iter::repeat_with(next).take(4000).collect()
}

fn append(path: &Path, bytes: &[u8]) {
    let mut whole = fs::read(path).unwrap_or_default();
    whole.extend_from_slice(bytes);
    fs::write(path, whole).expect("a file");
}

fn list(folder: &Path, inside: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(folder.join(inside)).expect("a folder") {
        let entry = entry.expect("an entry");
        let name = inside.to_owned() + &entry.file_name().to_string_lossy();
        if entry.path().is_dir() { list(folder, &(name + "/"), files) } else { files.push(name) }
    }
    files.sort();
}
