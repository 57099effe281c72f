//! The scenario language, and what it says of mistakes.

mod properties;

use std::fmt::Write;
use wardround::scenario::{
    Action, Call, Duration, Effect, Environment, Expectation, Located, Planted, Probe, Scenario,
    SessionState, Severity, Strength, Text, WcagProfile, lint, parse,
};

const FILE: &str = "scenarios/appointment.yaml";
const CHECKS: [&str; 2] = ["contrast-minimum", "target-size-minimum"];

/// Every word of the language, once at least.
const SAMPLE: &str = include_str!("scenarios/every_word.yaml");

fn read(yaml: &str) -> Scenario {
    parse(FILE, yaml).unwrap_or_else(|error| panic!("{}", error.mistake()))
}

/// Everything that is said of a text: the reader's mistake, or else the linter's.
fn said(yaml: &str) -> Vec<String> {
    match parse(FILE, yaml) {
        Ok(scenario) => lint(&scenario, CHECKS).iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.mistake().to_string()],
    }
}

/// What is said of the sample after each of the changes, one after the other.
fn album(changes: &[(&str, &str)]) -> String {
    let mut shown = String::new();
    for (right, wrong) in changes {
        assert!(SAMPLE.contains(right), "the sample has no {right:?}");
        let said = said(&SAMPLE.replacen(right, wrong, 1));
        assert!(!said.is_empty(), "nothing was said of {wrong:?}");
        let was = if right.len() > 100 { "everything" } else { right };
        let _ = writeln!(shown, "-- {was:?} -> {wrong:?}\n{}\n", said.join("\n"));
    }
    shown
}

/// Compares with a snapshot; without the expression, which says the same once more on one line.
fn shows(name: &str, changes: &[(&str, &str)]) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, album(changes)));
}

#[test]
fn the_sample_has_no_mistake() {
    assert_eq!(said(SAMPLE), Vec::<String>::new());
}

#[test]
fn each_word_becomes_what_it_says() {
    let scenario = read(SAMPLE);
    assert_eq!(scenario.id(), "appointment");
    assert_eq!(scenario.source.text, SAMPLE);
    assert_eq!(scenario.target.environment, Environment::Test);
    assert_eq!(
        scenario.target.url(&scenario.start).map(String::from),
        Ok("https://localhost:8443/sign-in".to_owned())
    );
    assert!(scenario.target.in_scope("LOCALHOST") && !scenario.target.in_scope("portal.test"));
    assert_eq!(scenario.patient["postal_code"].as_str(), "02139-4307");
    assert_eq!(scenario.variable("authenticator"), Some("PORTAL_TOTP_SEED"));
    assert_eq!(scenario.policy.wcag, WcagProfile::Wcag21Aa);
    let limits = [&scenario.policy.idle, &scenario.policy.absolute, &scenario.policy.warning];
    assert_eq!(limits.map(ToString::to_string), ["10 min", "12 h", "1 min"]);
    let deadlines = scenario.policy.deadlines;
    assert_eq!(
        [deadlines.exposure, deadlines.identity, deadlines.accessibility].map(Duration::as_days),
        [3, 14, 30]
    );

    let step = |name: &str| scenario.step(name).unwrap_or_else(|| panic!("no step {name}"));
    assert_eq!(step("second-factor").line(), 33);
    assert_eq!(step("second-factor").session(), Some(SessionState::Begun));
    assert_eq!(step("sign-out").session(), Some(SessionState::Over));
    assert_eq!(step("pick-a-time").effect, Some(Effect::Data));
    assert!(step("pick-a-time").probes(Probe::Replay) && !step("pick-a-time").probes(Probe::Back));
    assert_eq!(*step("join").expect[0], Expectation::Call(Located::new(Call::Connected)));
    let shows = Expectation::Shows(Located::new(Planted::Canary("note".to_owned())));
    assert_eq!(*step("pick-a-time").expect[2], shows);
    let texts: Vec<Text> = scenario
        .steps
        .iter()
        .flat_map(|step| &step.act)
        .filter_map(|act| act.text().map(|text| (**text).clone()))
        .collect();
    let resolved: Vec<_> = texts.iter().map(|text| scenario.resolve(text)).collect();
    assert_eq!(
        resolved,
        [
            Some("averyne.test"),
            None,
            None,
            Some("Podiatry"),
            Some("Massachusetts"),
            Some("Zyblorosis of the left tarsus"),
            Some("02139-4307")
        ]
    );
    let roles: Vec<_> = scenario
        .steps
        .iter()
        .flat_map(|step| &step.act)
        .filter_map(|act| match &**act {
            Action::Click(locator) => {
                Some((locator.role(), locator.name().map_or("", |name| name.as_str())))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        roles[3..8].iter().map(|(role, _)| *role).collect::<Vec<_>>(),
        ["checkbox", "switch", "tab", "menuitem", "option"].map(Some)
    );
    assert_eq!(roles[2], (Some("radio"), "Tuesday 14 May, 09:30"));
    assert_eq!(roles[8], (None, ""));
}

#[test]
fn what_is_not_said_has_a_safe_default() {
    let scenario =
        read("title: a\nstart: /\ntarget: { base: \"http://127.0.0.1:80\" }\nsteps: []\n");
    assert_eq!(scenario.target.environment, Environment::Production);
    assert!(scenario.target.in_scope("127.0.0.1") && !scenario.target.in_scope("localhost"));
    assert_eq!(scenario.policy.idle.as_secs(), 900);
    assert_eq!(scenario.policy.wcag.name(), "2.2-AA");
}

#[test]
fn a_value_that_many_have_proves_little() {
    let scenario = read(SAMPLE);
    let weak: Vec<_> = scenario
        .planted()
        .filter(|canary| canary.strength == Strength::Weak)
        .map(|canary| canary.name)
        .collect();
    assert_eq!(weak, ["date_of_birth", "postal_code", "state"]);
    assert_eq!(scenario.canaries().count(), 9);
    assert_eq!(scenario.canaries().last(), Some(("note", "Zyblorosis of the left tarsus")));
}

#[test]
fn words_that_are_not_of_the_language() {
    shows(
        "words",
        &[
            ("start: /sign-in", "strat: /sign-in"),
            ("- path: /home", "- pth: /home"),
            ("- path: /home", "- url: /home"),
            ("- open: /sign-in", "- goto: /sign-in"),
            ("- press: Enter", "- wait: 5 s"),
            ("- press: Enter", "- press: Entr"),
            ("- press: Control+a", "- press: Ctrl+a"),
            ("{ button: Verify }", "{ buton: Verify }"),
            ("{ button: Verify }", "Sign in"),
            ("{ select: \"#save\", reason: The control has no role }", "\"#save\""),
            ("[back]", "[bakc]"),
            ("environment: test", "environment: prod"),
            ("wcag: 2.1-AA", "wcag: 2.1-A"),
            ("effect: data", "effect: money"),
            ("session: begun", "session: begin"),
            ("idle: 10 min", "idle: 10 mins"),
            ("idle: 10 min", "idle: 10"),
            ("exposure: 3 days", "exposure: soon"),
            ("until: 2026-12-31", "until: 2026-02-29"),
            ("shows: patient.mrn", "shows: mrn"),
        ],
    );
}

#[test]
fn shapes_that_are_not_of_the_language() {
    shows(
        "shapes",
        &[
            (SAMPLE, ""),
            ("title: A", "titel: A"),
            ("start: /sign-in\n", ""),
            ("{ field: Username, with: patient.username }", "{ field: Username }"),
            ("{ field: Username, with: patient.username }", "{ with: patient.username }"),
            ("{ css: {", "{ field: Zip, css: {"),
            ("{ button: Verify }", "{ button: Verify, link: Verify }"),
            ("probe: [back]", "probe: back"),
            ("hosts: [localhost, visits.portal.test]", "hosts: localhost"),
            ("title: A patient books a follow-up appointment", "title: [A, B]"),
            ("- press: Enter", "- press"),
            ("title: A patient", "title: Today: a patient"),
            ("title: A", "title: \"A"),
            ("    probe: [back]", "\tprobe: [back]"),
            ("- name: sign-out", "- name:"),
            ("start: /sign-in", "start: /sign-in\nstart: /home"),
            ("policy:", "---\npolicy:"),
            ("heading: Enter", "heading: *Enter"),
            ("steps:\n", "steps: none\nwaivers: []\nx:\n"),
        ],
    );
}

#[test]
fn names_that_name_nothing() {
    shows(
        "names",
        &[
            ("secret:password", "secret:pasword"),
            ("totp:authenticator", "totp:seed"),
            ("with: patient.username", "with: patient.user"),
            ("with: patient.username", "with: patient.nickname"),
            ("with: patient.username", "with: patients.username"),
            ("shows: patient.mrn", "shows: patient.mnr"),
            ("shows: patient.mrn", "shows: patient.note"),
            ("with: canaries.note", "with: canaries.notes"),
            ("- name: sign-out", "- name: Sign out"),
            ("- name: sign-out", "- name: sign-in"),
            ("step: pick-a-time", "step: pick-time"),
            ("check: target-size-minimum", "check: target-size"),
            ("check: target-size-minimum", "check: target-size-minimun"),
            ("reason: There is a list beside it", "reason: \"\""),
            ("password: PORTAL_PASSWORD", "password: PORTAL_PASSWORD\n  pin: PORTAL_PIN"),
        ],
    );
}

#[test]
fn values_that_cannot_be_right() {
    shows(
        "values",
        &[
            ("password: PORTAL_PASSWORD", "password: hunter2!"),
            ("with: secret:password", "with: hunter2!"),
            ("option: Podiatry", "option: Quillfeather"),
            ("heading: Enter your code", "heading: Welcome MRN-7F3K-0042"),
            ("note: Zyblorosis of the left tarsus", "note: flu"),
            ("given_name: Averyne", "given_name: John"),
            ("mrn: MRN-7F3K-0042", "mrn: 000-000-000"),
            ("note: Zyblorosis", "mrn: Zyblorosis"),
            ("email: averyne", "emial: averyne"),
            ("email: averyne", "E-Mail: averyne"),
            ("idle: 10 min", "idle: 20 h"),
            ("idle: 10 min", "warning: 10 s"),
            ("idle: 10 min", "idle: 30 s"),
            (", reason: The control has no role", ""),
            ("reason: The field has no label", "reason: \" \""),
            ("button: Verify", "button: \"\""),
            ("file: note.txt", "file: ../note.txt"),
        ],
    );
}

#[test]
fn places_out_of_scope() {
    shows(
        "places",
        &[
            ("start: /sign-in", "start: sign-in"),
            ("path: /home", "path: https://localhost:8443/home"),
            ("open: /sign-in", "open: //elsewhere.test/"),
            ("https://visits.portal.test/room", "https://visits.test/room"),
            ("base: \"https://localhost:8443\"", "base: localhost:8443"),
            ("base: \"https://localhost:8443\"", "base: \"https://localhost:8443/portal\""),
            ("base: \"https://localhost:8443\"", "base: \"https://me:hunter2@localhost:8443\""),
            ("base: \"https://localhost:8443\"", "base: \"https://portal.test\""),
            ("hosts: [localhost,", "hosts: [\"localhost:8443\", localhost,"),
            ("hosts: [localhost,", "hosts: [localhost, \"*.portal.test\","),
            ("third_parties: [video.vendor.test]", "third_parties: [visits.portal.test]"),
        ],
    );
}

#[test]
fn a_session_in_the_wrong_order() {
    shows(
        "session",
        &[
            ("session: begun", "session: over"),
            ("session: begun", "session: raised"),
            ("      - session: begun\n", ""),
            ("session: over\n", "session: over\n      - shows: patient.mrn\n"),
            (
                "    probe: [back]\n",
                "    probe: [back]\n  - name: again\n    act:\n      - fill: { field: Born, with: patient.date_of_birth }\n",
            ),
            ("call: connected", "session: begun"),
            ("probe: [back]", "probe: [back, idle, back]"),
            (", environment: test", ""),
            ("    expect:\n      - call: connected\n", ""),
            ("steps:\n  - name: sign-in", "steps: []\nwaivers: []\nx:\n  - name: sign-in"),
        ],
    );
}

#[test]
fn a_flow_without_steps_is_none() {
    let none = said("title: a\nstart: /\ntarget: { base: \"http://localhost\" }\nsteps: []\n");
    assert_eq!(none.len(), 1);
    assert!(
        none[0].starts_with("error: scenarios/appointment.yaml:4:8: there are no steps\n"),
        "{}",
        none[0]
    );
}

/// The other side of each line: what is just right is not remarked upon.
#[test]
fn nothing_is_said_of_what_is_just_right() {
    for (before, after) in [
        ("idle: 10 min", "idle: 12 h"),
        ("idle: 10 min", "warning: 20 s"),
        ("idle: 10 min", "idle: 61 s"),
        ("name: join", "name: join-2nd-visit"),
        ("start: /sign-in", "start: /sign-in?next=%2Fhome"),
        ("base: \"https://localhost:8443\"", "base: http://localhost/"),
        (
            "base: \"https://localhost:8443\", hosts: [localhost,",
            "base: \"https://[::1]:8443\", hosts: [\"[::1]\", 10.0.0.1,",
        ),
        ("option: Podiatry", "option: \"patient. Podiatry\""),
        ("option: Podiatry", "option: \"Secrets: Podiatry at 10:30\""),
        (
            "with: secret:password",
            "with: \"\"\n          }\n      - fill: { field: Password, with: secret:password",
        ),
        ("note: Zyblorosis of the left tarsus", "note: Zyblor"),
        ("file: note.txt", "file: files/note..txt"),
        ("heading: Enter your code", "heading: Massachusetts"),
        ("  email:", "  shoe_size:"),
        ("PORTAL_PASSWORD", "P"),
        ("until: 2026-12-31", "until: 2028-02-29"),
        ("probe: [keyboard, paste]", "probe: []"),
        (
            "      - session: over\n",
            "      - session: over\n  - name: again\n    act:\n      - fill: { field: Username, with: patient.username }\n    expect:\n      - heading: Code\n      - shows: patient.mrn\n      - session: begun\n  - name: out\n    expect:\n      - session: over\n",
        ),
        (", hosts: [localhost, visits.portal.test], environment: test", ", environment: test"),
    ] {
        assert!(SAMPLE.contains(before), "{before}");
        let changed = SAMPLE.replacen(before, after, 1).replacen(
            "https://visits.portal.test/room",
            "/room",
            1,
        );
        assert_eq!(said(&changed), Vec::<String>::new(), "{after}");
    }
}

#[test]
fn a_scenario_that_was_not_read_from_a_file_has_mistakes_too() {
    let mut scenario = read(SAMPLE);
    scenario.start = Located::new("home".to_owned());
    let found = lint(&scenario, CHECKS);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].severity, Severity::Error);
    assert_eq!(
        found[0].to_string(),
        "error: scenarios/appointment.yaml: `home` is not a path\n  = help: a path begins with one slash, such as `/sign-in`"
    );
}
