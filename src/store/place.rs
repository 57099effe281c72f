//! Every path in an evidence folder, once.

use wardround_checks::evidence::Piece;

/// The folder of all flows, in the output folder.
pub(super) const EVIDENCE: &str = "evidence";
/// Who recorded what, when, with which versions.
pub(super) const RUN: &str = "run.json";
/// Exactly what was replayed.
pub(super) const SCENARIO: &str = "scenario.yaml";
/// A digest for every other file.
pub(super) const SEAL: &str = "SEAL";
/// The requests of our own, one a line; absent when there was none.
pub(super) const REQUESTS: &str = "requests.jsonl";
/// What was done in a step, in the folder of the step.
pub(super) const STEP: &str = "step.json";
/// The end of a picture's name.
pub(super) const PICTURE: &str = ".png";
/// The end of the name of a file that is being written.
pub(super) const PART: &str = ".part";

const LONGEST: usize = 60;

/// The file of a piece of evidence, in the folder of its step.
pub(super) const fn file(piece: Piece) -> &'static str {
    match piece {
        Piece::Acts => STEP,
        Piece::Page | Piece::Sensors => "page.json",
        Piece::Network => "network.jsonl",
        Piece::Storage => "storage.json",
        Piece::Console => "console.json",
        Piece::Focus => "focus.json",
        Piece::Call => "call.json",
        Piece::Idle => "idle.json",
        Piece::After => "after.json",
        Piece::Residue => "residue.json",
        Piece::SignIns => "sign-ins.json",
        Piece::StepUp => "step-up.json",
        Piece::Transport => "transport.json",
    }
}

/// The folder of a step: `03-pick-a-time`, so that `ls` tells the story.
pub(super) fn step(index: usize, name: &str) -> String {
    format!("{:02}-{}", index + 1, slug(name))
}

/// A name made fit for a file system: lower case, digits and hyphens.
pub(super) fn slug(name: &str) -> String {
    let mut slug = String::new();
    for letter in name.chars().flat_map(char::to_lowercase) {
        if slug.len() >= LONGEST {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "unnamed".to_owned() } else { slug.to_owned() }
}

/// The first of `name`, `name-2`, `name-3` … that is not taken.
pub(super) fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let mut number = 2_u32;
    loop {
        let other = format!("{name}-{number}");
        if !taken(&other) {
            return other;
        }
        number += 1;
    }
}

/// Whether something at the top of a flow's folder may be evidence of ours, whole or half written.
pub(super) fn is_ours(name: &str) -> bool {
    let whole = name.strip_suffix(PART).unwrap_or(name);
    let numbered =
        || name.split_once('-').is_some_and(|(n, _)| n.len() >= 2 && n.parse::<u32>().is_ok());
    [RUN, SCENARIO, SEAL].contains(&whole) || numbered()
}

#[cfg(test)]
mod tests {
    use super::{free, is_ours, slug, step};

    #[test]
    fn names_become_fit_for_a_file_system() {
        let table = [
            ("sign-in", "sign-in"),
            ("Pick a time!", "pick-a-time"),
            ("../../etc/passwd", "etc-passwd"),
            ("https://portal.test/a?b=c", "https-portal-test-a-b-c"),
            ("Überweisung", "berweisung"),
            ("予約", "unnamed"),
            ("", "unnamed"),
        ];
        for (name, expected) in table {
            assert_eq!(slug(name), expected, "{name}");
        }
        assert_eq!(slug(&"long ".repeat(40)).len(), 59);
        assert_eq!(step(0, "Sign in"), "01-sign-in");
        assert_eq!(step(99, "last"), "100-last");
    }

    #[test]
    fn a_second_flow_of_the_same_name_has_a_folder_of_its_own() {
        assert_eq!(free("results", |_| false), "results");
        assert_eq!(free("results", |name| name == "results"), "results-2");
        assert_eq!(free("results", |name| name != "results-3"), "results-3");
    }

    #[test]
    fn only_what_was_written_here_is_ours() {
        for ours in ["run.json", "SEAL", "SEAL.part", "scenario.yaml", "01-sign-in", "100-last"] {
            assert!(is_ours(ours), "{ours}");
        }
        for stranger in ["notes.txt", "1-sign-in", "thesis", "x-01", ".git", "run.json.bak"] {
            assert!(!is_ours(stranger), "{stranger}");
        }
    }
}
