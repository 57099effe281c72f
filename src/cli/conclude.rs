//! From evidence on disk to reports and an exit code.

use super::{
    docket::Docket,
    options::{Format, Judging},
    terminal::{self, say, tell},
};
use crate::{
    audit::{self, Date, Terms, Verdict},
    failure::{Exit, Failure},
    report::{self, ReportError, Settings},
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::{SystemTime, UNIX_EPOCH},
};

/// Judges all evidence of a folder and writes the reports. `walked` says how the recording ended.
pub(super) fn conclude(
    evidence: &Path,
    out: &Path,
    judging: &Judging,
    walked: Exit,
) -> Result<Exit, Failure> {
    let docket = Docket::read(evidence)?;
    let only = judging.only();
    let first_seen = BTreeMap::new();
    let terms = Terms {
        today: today(),
        waivers: &docket.waivers,
        only: only.as_ref(),
        first_seen: &first_seen,
        picture: &|flow, step| docket.picture(flow, step),
    };
    let verdict = audit::judge(&docket.flows, docket.run.clone(), &terms);
    publish(&verdict, out, &docket.room, &judging.format, judging.strict)?;
    Ok(match (walked, verdict.exit_code(judging.fail_on.least(), judging.strict)) {
        (Exit::Interrupted, _) => Exit::Interrupted,
        (_, 0) => walked,
        (_, 1) => Exit::Failed,
        _ => Exit::Unfinished,
    })
}

/// Writes a verdict in these formats: files into `out`, the summary to stdout.
pub(super) fn publish(
    verdict: &Verdict,
    out: &Path,
    evidence: &Path,
    formats: &[Format],
    strict: bool,
) -> Result<(), Failure> {
    fs::create_dir_all(out).map_err(|error| {
        Failure::new(Exit::Wrong, format!("cannot write {}", out.display()))
            .because(error.to_string())
    })?;
    let settings = Settings { strict, evidence: relative(out, evidence) };
    let mut kinds: Vec<_> = formats.iter().filter_map(|format| format.in_files()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let files = report::files(verdict, &kinds, &settings).map_err(|error| failed(&error))?;
    report::write(out, &files).map_err(|error| failed(&error))?;
    if formats.contains(&Format::Terminal) {
        say(&report::terminal(verdict, terminal::is_result_coloured()))?;
    }
    for file in files.iter().filter(|file| shown(file.name)) {
        tell(&format!("wrote {}\n", out.join(file.name).display()));
    }
    Ok(())
}

/// What an error of the report room means for a person.
pub(super) fn failed(error: &ReportError) -> Failure {
    let exit = match error {
        ReportError::Write { .. } | ReportError::Json(_) | ReportError::Schema(_) => Exit::Wrong,
        ReportError::Junit(_) | ReportError::Page(_) => Exit::Bug,
    };
    Failure::of(exit, error)
}

/// The day of today, in UTC.
fn today() -> Date {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    Date::of_unix(i64::try_from(now).unwrap_or(i64::MAX))
}

/// Whether a person opens the file, and not only a page that needs it.
fn shown(name: &str) -> bool {
    Path::new(name).extension().is_none_or(|kind| kind != "css")
}

/// The way from one folder to another, with `/` between the parts.
fn relative(from: &Path, to: &Path) -> String {
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    way(&whole(from), &whole(to))
}

fn way(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[common..].iter().map(|_| "..".into());
    let down = to[common..].iter().map(|part| PathBuf::from(part.as_os_str()));
    let parts: Vec<_> = up.chain(down).map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}

#[cfg(test)]
mod tests {
    use super::{shown, way};
    use std::path::Path;

    #[test]
    fn a_page_finds_its_pictures_wherever_it_is_written() {
        let table = [
            ("/out", "/out/evidence", "evidence"),
            ("/out/again", "/out/evidence", "../evidence"),
            ("/a/b", "/c/evidence", "../../c/evidence"),
            ("/out", "/out", "."),
        ];
        for (from, to, expected) in table {
            assert_eq!(way(Path::new(from), Path::new(to)), expected);
        }
    }

    #[test]
    fn only_what_a_person_opens_is_announced() {
        assert!(shown("index.html") && shown("verdict.json") && shown("junit.xml"));
        assert!(!shown("style.css"));
    }
}
