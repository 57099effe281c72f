//! A portal that we did not write: a small Django project with the settings that Django itself gives it.
//!
//! The demo portal is made of what our checks know. Django's defaults are what thousands of sites run on, so each
//! charge here is one that many real portals will read; each was looked at by hand, and is true.

use crate::stage::{self, first_charges, in_words, judge};
use std::{
    collections::BTreeMap,
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use wardround::{
    audit::Verdict,
    driver::BrowserOptions,
    replay::{Codes, Pace, Probes, WalkOptions},
    scenario::{self, Located, Secret},
};

const PASSWORD: &str = "quiet-heron-lamp-42";

/// What Django's defaults are charged with, and at which step first.
const CHARGES: &[(&str, &str)] = &[
    // Caching is left to each view, and nothing is said of it: the browser keeps the page and the results.
    ("back-bfcache", "sign-out"),
    ("cache-shared-phi", "sign-in"),
    ("cache-storable-phi", "sign-in"),
    ("residue-http-cache", "sign-out"),
    // Another tab of the same browser is told nothing.
    ("logout-cross-tab", "sign-out"),
    // `django.contrib.auth` asks for a password and nothing else.
    ("mfa-at-login", "sign-in"),
    // `DEBUG` is on in a new project.
    ("verbose-errors", "sign-out"),
    // `SESSION_COOKIE_SECURE` is off, and `SESSION_COOKIE_AGE` is two weeks, the browser's end or not.
    ("cookie-attributes", "sign-in"),
    ("cookie-persistent", "sign-in"),
    ("cookie-prefix", "sign-in"),
    // COOP is sent with pages; the interface has no CORP, so a subdomain's page can embed it.
    ("cross-origin-isolation", "sign-in"),
    // Django 5.2 knows no Content Security Policy.
    ("csp-baseline", "sign-in"),
    // Can't tell: the sign-in page says nothing of the camera, and was gone before its frames were recorded.
    ("permissions-policy-media", "sign-in"),
];

#[test]
fn a_site_with_the_defaults_of_django_is_charged_with_what_is_true() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let python = python();
    let walked = runtime.block_on(async {
        let _place = stage::place().await;
        let start = Instant::now();
        let site = Site::start(&python);
        let file = fixture().join("scenario.yaml");
        let text = fs::read_to_string(&file).expect("a scenario");
        let mut scenario = scenario::parse("scenario.yaml", &text)
            .unwrap_or_else(|error| panic!("{}", error.mistake()));
        scenario.target.base = Located::new(site.origin.clone());
        let probes = ["back", "replay", "paste"];
        let options = WalkOptions {
            browser: BrowserOptions::default(),
            keyed_elsewhere: 0,
            pace: Pace::at_once(),
            codes: Codes::default(),
            probes: Probes::Only(probes.map(str::to_owned).into()),
            time_scale: 1,
            key: b"the tests' own key".to_vec(),
        };
        let secrets = BTreeMap::from([("password".to_owned(), Secret::new(PASSWORD.to_owned()))]);
        let walked = stage::walk(&scenario, &options, &secrets).await;
        // A quarter of a minute where nothing else runs.
        assert!(start.elapsed() < Duration::from_secs(180), "{:?}", start.elapsed());
        walked
    });
    assert!(walked.stopped.is_none(), "{:?}", walked.stopped);
    let verdict = judge(std::slice::from_ref(&walked.flow));
    let found = first_charges(&verdict);
    cached_without_going_back(&verdict);
    let expected: BTreeMap<_, _> =
        CHARGES.iter().map(|(check, step)| ((*check).to_owned(), (*step).to_owned())).collect();
    assert_eq!(found, expected, "{}", in_words(&verdict));
}

/// Both the page and the results lie in the cache on disk, though going back has asked for the page once more.
fn cached_without_going_back(verdict: &Verdict) {
    let cached = verdict.findings.iter().filter(|finding| finding.check == "residue-http-cache");
    assert_eq!(cached.count(), 2, "{}", in_words(verdict));
}

/// Django's own server on a free port, in a folder that goes when it does.
struct Site {
    origin: String,
    server: Child,
    _folder: tempfile::TempDir,
}

impl Site {
    fn start(python: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let manage = |arguments: &[&str]| {
            let mut command = Command::new(python);
            command
                .args(["-m", "django"])
                .args(arguments)
                .current_dir(folder.path())
                .env("PYTHONPATH", folder.path())
                .env("PYTHONDONTWRITEBYTECODE", "1")
                .env("DJANGO_SUPERUSER_PASSWORD", PASSWORD);
            command
        };
        done(manage(&["startproject", "portal", "."]));
        copy(&fixture().join("ward"), &folder.path().join("ward"));
        let settings = ["--settings", "ward.settings"];
        done(manage(&[&["migrate", "--verbosity", "0"][..], &settings].concat()));
        let patient = ["--username", "isaveth.3kd9", "--email", "isaveth@mail.example"];
        let create = ["createsuperuser", "--noinput"];
        done(manage(&[&create[..], &patient, &settings].concat()));
        let port = free_port();
        let address = format!("127.0.0.1:{port}");
        let serve = ["runserver", "--noreload", &address];
        let server = manage(&[&serve[..], &settings].concat())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("Django's server");
        let site = Self { origin: format!("http://{address}"), server, _folder: folder };
        let asked = Instant::now();
        while TcpStream::connect(&address).is_err() {
            assert!(asked.elapsed() < Duration::from_secs(30), "Django's server does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        site
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // One that ended by itself needs no ending.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A Python that has Django, in a virtual environment of its own below `target`, made once for each list of versions.
fn python() -> PathBuf {
    let list = fixture().join("requirements.txt");
    let wanted = fs::read_to_string(&list).expect("a list of packages");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("django");
    let (python, made) = (folder.join("bin/python"), folder.join("made-of.txt"));
    if fs::read_to_string(&made).is_ok_and(|made| made == wanted) {
        return python;
    }
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv", "--clear"]).arg(&folder);
    let made_one = venv.output().is_ok_and(|output| output.status.success());
    assert!(made_one, "this test needs Python 3 with its module venv; tests/run installs both");
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    pip.arg(&list);
    done(pip);
    fs::write(made, wanted).expect("a file");
    python
}

fn done(mut command: Command) {
    let output = command.output().expect("a program");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{command:?}: {told}");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name())).expect("an entry");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).expect("a copy");
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("an address").port()
}

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/django")
}
