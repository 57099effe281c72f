//! The first command of the README, on a portal with all its faults: it finishes, tells nobody's secrets,
//! leaves nothing behind, can be judged again without a browser, and its report passes our own checks.

use crate::{
    program::{World, files, said},
    serve::serve,
    stage,
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use std::{collections::BTreeMap, fs, path::Path};
use wardround::{audit::Verdict, report::read_json, scenario};
use wardround_test_site::persona;

#[test]
fn the_demo_shows_what_it_must_and_nothing_else() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let _places = stage::alone(&runtime);
    let world = World::new();
    let out = world.out();
    let folder = out.to_string_lossy().into_owned();
    let demo = world.run(&["demo", "--out", &folder]);
    let told = said(&demo);
    assert_eq!(demo.status.code(), Some(1), "{told}");
    assert_eq!(world.left_behind(), Vec::<String>::new());
    for name in ["index.html", "style.css", "verdict.json", "junit.xml"] {
        assert!(out.join(name).is_file(), "{name}");
    }
    tells_no_secret(&out, &told);
    is_judged_again(&world, &out);
    passes_our_own_checks(&world, &out);
}

/// No canary and no secret, in any form that a grep would find, in any file or on any stream. The
/// scenarios are the one place where the invented patients stand as they are.
fn tells_no_secret(out: &Path, told: &str) {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/records.yaml"));
    let scenario = scenario::parse("records.yaml", &text.expect("a scenario")).expect("a scenario");
    let mut secrets: BTreeMap<String, String> = scenario
        .canaries()
        .filter(|(_, value)| value.len() >= 6)
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    secrets.insert("password".to_owned(), persona::PASSWORD_ONE.to_owned());
    secrets.insert("seed".to_owned(), persona::TOTP_ONE.to_owned());
    let mut needles = Vec::new();
    for (name, value) in &secrets {
        let url: String = value
            .bytes()
            .map(|b| {
                if b.is_ascii_alphanumeric() {
                    char::from(b).to_string()
                } else {
                    format!("%{b:02X}")
                }
            })
            .collect();
        needles.push((name, "raw", value.clone().into_bytes()));
        needles.push((name, "url", url.into_bytes()));
        needles.push((name, "utf-16", value.encode_utf16().flat_map(u16::to_le_bytes).collect()));
        for shift in 0..3 {
            let mut bytes = vec![0; shift];
            bytes.extend(value.as_bytes());
            let whole = bytes.len() / 3 * 4;
            let encoded = STANDARD_NO_PAD.encode(bytes);
            needles.push((name, "base64", encoded.as_bytes()[[0, 2, 3][shift]..whole].to_vec()));
        }
    }
    let scenarios = |path: &Path| path.extension().is_some_and(|kind| kind == "yaml");
    let mut places: Vec<_> = files(out)
        .into_iter()
        .filter(|path| !scenarios(path))
        .map(|path| (path.display().to_string(), fs::read(&path).expect("a file")))
        .collect();
    assert!(places.len() > 100, "there is evidence to be searched");
    places.push(("the log".to_owned(), told.as_bytes().to_vec()));
    for (place, bytes) in &places {
        for (name, form, needle) in &needles {
            let found = bytes.windows(needle.len()).any(|window| window == needle.as_slice());
            assert!(!found, "{name} stands in {place} as {form}");
        }
    }
}

/// The same evidence gives the same verdict, byte for byte, and no browser is needed for it.
fn is_judged_again(world: &World, out: &Path) {
    let verdicts = ["once", "twice"].map(|name| {
        let to = world.folder.path().join(name);
        let (from, to_name) = (out.to_string_lossy(), to.to_string_lossy());
        let judged = world
            .command(&["judge", &from, "--out", &to_name, "--format", "json"])
            .env("PATH", "")
            .output()
            .expect("the program");
        assert_eq!(judged.status.code(), Some(1), "{}", said(&judged));
        fs::read(to.join("verdict.json")).expect("a verdict")
    });
    assert!(verdicts[0] == verdicts[1], "two verdicts of one evidence differ");
}

fn passes_our_own_checks(world: &World, out: &Path) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let origin = runtime.block_on(serve(out.to_owned(), ""));
    let to = world.folder.path().join("of-the-report");
    let url = format!("{origin}/index.html");
    let audit = world.run(&["audit", &url, "--out", &to.to_string_lossy(), "--format", "json"]);
    let verdict: Verdict =
        read_json(&fs::read_to_string(to.join("verdict.json")).expect("a verdict"))
            .expect("a verdict");
    let failed: Vec<_> = verdict
        .findings
        .iter()
        .filter(|finding| format!("{:?}", finding.outcome) == "Failed")
        .map(|finding| format!("{}: {} {}", finding.check, finding.subject.selector, finding.what))
        .collect();
    assert!(failed.is_empty(), "{failed:#?}");
    let looked =
        verdict.outcomes.iter().any(|line| line.check == "contrast-minimum" && line.passed > 100);
    assert!(looked, "{}", said(&audit));
    assert_eq!(audit.status.code(), Some(0), "{}", said(&audit));
}
