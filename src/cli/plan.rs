//! What is to be recorded, and how: the command line and the scenarios in one value.

use super::{
    args,
    options::{Browsing, Probes, Recording},
    scenarios,
};
use crate::{
    failure::{Exit, Failure},
    replay::Pace,
    scenario::{Located, Scenario, Secret, Severity},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
    thread,
};
use url::Url;

/// What is to be recorded, and how.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    /// What is walked.
    pub(super) errand: Errand,
    /// The engine: `chromium`.
    pub(super) engine: String,
    /// How many browsers work side by side.
    pub(super) workers: usize,
    /// Whether the browser's window is shown.
    pub(super) headed: bool,
    /// How many times faster than real time the portal's sessions age.
    pub(super) time_scale: u32,
    /// What is tried on top of looking.
    pub(super) probes: Probes,
    /// How fast requests of our own follow each other.
    pub(super) pace: Pace,
    /// Base64 SHA-256 digests of public keys that are trusted, whatever their certificates say.
    pub(super) pinned_keys: Vec<String>,
    /// The folder for evidence and report.
    pub(super) out: PathBuf,
}

/// What is walked.
#[derive(Debug, Clone)]
pub(super) enum Errand {
    /// Scenarios.
    Scenarios(Vec<Script>),
    /// Addresses of pages, as given, in order.
    Pages(Vec<String>),
}

/// A scenario that can be walked: looked over, at the address that counts, its secrets at hand.
#[derive(Debug, Clone)]
pub(super) struct Script {
    /// The scenario.
    pub(super) scenario: Scenario,
    /// The values of its secrets, by their names in the scenario.
    pub(super) secrets: BTreeMap<String, Secret>,
    /// How many times faster than real time this portal's sessions age, if not as the plan says.
    pub(super) time_scale: Option<u32>,
    /// How many of its first steps another scenario of this run has too, and tries with the keyboard.
    pub(super) shared: usize,
}

impl Plan {
    /// The plan of `run` and `capture`.
    pub(super) fn of_flows(
        flows: &args::Flows,
        browsing: &Browsing,
        recording: &Recording,
    ) -> Result<Self, Failure> {
        let scripts =
            scripts(&flows.paths, flows.base_url.as_deref(), &|name| env::var(name).ok())?;
        let errand = Errand::Scenarios(scripts);
        Ok(Self::new(errand, flows.time_scale, &flows.probes, browsing, recording))
    }

    /// The plan of `audit`.
    pub(super) fn of_pages(args: &args::Audit) -> Result<Self, Failure> {
        let pages = match &args.urls {
            Some(file) => {
                let text = fs::read_to_string(file).map_err(|error| {
                    Failure::new(Exit::Wrong, format!("cannot read {}", file.display()))
                        .because(error.to_string())
                })?;
                pages(&text).map_err(|mistake| {
                    Failure::new(Exit::Wrong, format!("cannot read {}", file.display()))
                        .because(mistake)
                        .help("an address a line: https://portal.test/login")
                })?
            }
            None => pages(&args.pages.join("\n")).map_err(|mistake| {
                Failure::new(Exit::Wrong, mistake).help("an address has a scheme and a host")
            })?,
        };
        Ok(Self::new(Errand::Pages(pages), 1, &args.probes, &args.browsing, &args.recording))
    }

    /// A plan from its parts.
    pub(super) fn new(
        errand: Errand,
        time_scale: u32,
        probes: &Probes,
        browsing: &Browsing,
        recording: &Recording,
    ) -> Self {
        // A browser that is walked through a flow waits more than it works: measured, four flows on two processors
        // take three quarters of the time that two at a time take.
        let twice = || 2 * thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            errand,
            engine: browsing.engine.clone(),
            workers: browsing.workers.map_or_else(twice, usize::from),
            headed: browsing.headed,
            time_scale,
            probes: probes.clone(),
            pace: Pace::default(),
            pinned_keys: browsing.trust_keys.clone(),
            out: recording.out.clone(),
        }
    }
}

/// The scenarios of these paths, at `base` if one is given, with secrets from the environment. Every
/// mistake of every file is told, not only the first.
pub(super) fn scripts(
    paths: &[PathBuf],
    base: Option<&str>,
    environment: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<Script>, Failure> {
    let base = base.map(address).transpose().map_err(|mistake| {
        Failure::new(Exit::Wrong, mistake).help("`--base-url https://staging.portal.test`")
    })?;
    let (mut scripts, mut mistakes, mut unset) = (Vec::new(), Vec::new(), BTreeSet::new());
    for file in scenarios::files(paths)? {
        let (mut scenario, found) = scenarios::load(&file)?;
        let errors = found.iter().filter(|mistake| mistake.severity == Severity::Error);
        mistakes.extend(errors.map(ToString::to_string));
        if let Some(base) = &base {
            move_to(&mut scenario, base)?;
        }
        let mut secrets = BTreeMap::new();
        for (name, variable) in scenario.variables() {
            match environment(variable) {
                Some(value) => drop(secrets.insert(name, Secret::new(value))),
                None => drop(unset.insert(variable.to_string())),
            }
        }
        let before = scripts.iter().map(|script: &Script| scenario.shared_steps(&script.scenario));
        let shared = before.max().unwrap_or_default();
        scripts.push(Script { scenario, secrets, time_scale: None, shared });
    }
    if !mistakes.is_empty() {
        return Err(Failure::new(Exit::Wrong, mistakes.join("\n\n")));
    }
    if unset.is_empty() {
        return Ok(scripts);
    }
    let unset: Vec<_> = unset.into_iter().collect();
    Err(Failure::new(Exit::Wrong, "cannot sign in: a secret has no value")
        .because(format!("these environment variables are not set: {}", unset.join(", ")))
        .help("set them in the shell or in the job's secrets; a scenario holds only their names"))
}

/// Walks a scenario somewhere else, if that is in its scope.
fn move_to(scenario: &mut Scenario, base: &Url) -> Result<(), Failure> {
    let host = base.host_str().unwrap_or_default();
    let named = &scenario.target.hosts;
    if !named.is_empty() && !scenario.target.in_scope(host) {
        let hosts: Vec<_> = named.iter().map(|host| host.as_str()).collect();
        return Err(Failure::new(
            Exit::Wrong,
            format!("cannot walk {} at {base}: {host} is not in its scope", scenario.id()),
        )
        .because(format!("its target names these hosts: {}", hosts.join(", ")))
        .help(format!("add {host} to `target: hosts:`")));
    }
    scenario.target.base = Located::new(base.as_str().trim_end_matches('/').to_owned());
    Ok(())
}

/// The addresses of a text, one a line, as they are written. Empty lines and `#` lines are passed over.
fn pages(text: &str) -> Result<Vec<String>, String> {
    let lines = text.lines().map(str::trim).enumerate();
    let pages: Vec<_> = lines
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(number, line)| match address(line) {
            Ok(_) => Ok(line.to_owned()),
            Err(mistake) => Err(format!("line {}: {mistake}", number + 1)),
        })
        .collect::<Result<_, _>>()?;
    if pages.is_empty() { Err("there is no address in it".to_owned()) } else { Ok(pages) }
}

fn address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("cannot read address {text:?}: {error}"))?;
    if matches!(url.scheme(), "http" | "https") {
        Ok(url)
    } else {
        Err(format!("cannot visit {text:?}: its scheme is neither http nor https"))
    }
}

#[cfg(test)]
mod tests {
    use super::{address, move_to, pages, scripts};
    use crate::scenario;
    use std::fs;

    const SCENARIO: &str = "title: A\nstart: /\ntarget: { base: https://portal.test }\nsteps: []\n";

    #[test]
    fn addresses_stay_in_order_and_as_written() {
        let text = "# ours\n\nhttps://portal.test/b\n  http://portal.test/a?x=1#top \r\n";
        let expected = vec!["https://portal.test/b", "http://portal.test/a?x=1#top"];
        assert_eq!(pages(text), Ok(expected.into_iter().map(str::to_owned).collect()));
    }

    #[test]
    fn what_is_no_address_is_named_with_its_line() {
        let table = [
            ("https://portal.test\nportal.test/b", "line 2: cannot read address \"portal.test/b\""),
            ("ftp://portal.test", "line 1: cannot visit \"ftp://portal.test\""),
            ("file:///etc/passwd", "line 1: cannot visit"),
            ("javascript:alert(1)", "line 1: cannot visit"),
            ("# nothing\n", "there is no address in it"),
        ];
        for (text, expected) in table {
            let mistake = pages(text).expect_err(text);
            assert!(mistake.starts_with(expected), "{mistake}");
        }
    }

    #[test]
    fn a_scenario_moves_only_within_its_scope() {
        let staging = address("https://staging.portal.test/").expect("an address");
        let mut free = scenario::parse("a.yaml", SCENARIO).expect("a scenario");
        move_to(&mut free, &staging).expect("no host is named");
        assert_eq!(free.target.base.as_str(), "https://staging.portal.test");
        let bound = SCENARIO.replace(" }", ", hosts: [portal.test] }");
        let mut bound = scenario::parse("a.yaml", &bound).expect("a scenario");
        let failure = move_to(&mut bound, &staging).expect_err("another host");
        assert!(failure.to_string().contains("staging.portal.test is not in its scope"));
        move_to(&mut bound, &address("http://portal.test:8080").expect("an address"))
            .expect("the same host");
        assert_eq!(bound.target.base.as_str(), "http://portal.test:8080");
    }

    #[test]
    fn a_secret_without_a_value_is_missed_before_anything_starts() {
        let room = tempfile::tempdir().expect("a folder");
        let file = room.path().join("a.yaml");
        let steps =
            "steps:\n  - name: in\n    act:\n      - fill: { field: Code, with: secret:pin }\n";
        let secrets = "secrets: { pin: PORTAL_PIN }\n";
        fs::write(&file, SCENARIO.replace("steps: []\n", &format!("{secrets}{steps}")))
            .expect("a file");
        let failure = scripts(std::slice::from_ref(&file), None, &|_| None).expect_err("no value");
        assert!(failure.to_string().contains("not set: PORTAL_PIN"), "{failure}");
        let known = |name: &str| (name == "PORTAL_PIN").then(|| "4711".to_owned());
        let scripts = scripts(&[file], None, &known).expect("a script");
        assert_eq!(scripts[0].secrets["pin"].expose(), "4711");
    }
}
