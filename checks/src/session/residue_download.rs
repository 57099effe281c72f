//! # Requirement
//!
//! No file with protected health information is left in the folder of downloads unless the page said beforehand that it
//! would be saved there.
//!
//! # Why it matters
//!
//! A letter that opens in the browser and a letter that is saved look alike to who reads it. The saved one stays when the
//! patient has signed out and closed the browser, and the next person at the computer finds it among the downloads.
//!
//! # How it is judged
//!
//! - The browser saves into a folder of ours, which is searched when the browser has quit: names and contents, the
//!   streams of PDF files too. A file with one strong canary, or two weak ones, is health data.
//! - It passes if the page before the click says in words that a file is saved, stored or downloaded, and where that
//!   matters (on the device, the computer, in a folder), or if the link or button itself is called to save or download.
//! - It fails if nothing on an English page says so. A page in another language is put before a person.
//! - Where the page was not recorded, or the step did several things at once, it can't be told; nor can a file that could
//!   not be read.
//! - Control: a canary was seen somewhere in the flow, and the browser said where it saves.
//!
//! # What it does not see
//!
//! - Archives and office documents, whose contents are packed; encrypted files.
//! - Files that pages write where the person chose, with `showSaveFilePicker`.
//! - Whether a notice is understood.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [45 CFR 164.310(d)(1)](https://www.ecfr.gov/current/title-45/section-164.310)
//! - [HTML, downloading resources](https://html.spec.whatwg.org/multipage/links.html#downloading-resources)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, canaries},
    evidence::{Act, Hit, Piece, Saved, Step},
    judgement::{Finding, Judgement, Outcome, Subject},
    reads::State,
    standards::{asvs5, hipaa, wstg},
};

const SAVING: [&str; 6] = ["save", "saving", "store", "storing", "download", "keep a copy"];
const PLACES: [&str; 8] =
    ["device", "computer", "disk", "folder", "phone", "tablet", "your files", "who use it"];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ResidueDownload;

impl FlowCheck for ResidueDownload {
    const META: &'static Meta = &Meta {
        id: "residue-download",
        title: "Files with health information are saved with notice only",
        requires: &[asvs5::CLEARED_AFTER_SESSION, wstg::BROWSER_CACHE, hipaa::DEVICE_CONTROLS],
        act: &[],
        severity: Severity::Minor,
        class: Class::Exposure,
        source: include_str!("residue_download.rs"),
    };

    const CONTROL: Option<&str> =
        Some("A canary was seen in the flow, and the browser said where it saves.");

    const NEEDS: &'static [Piece] = &[Piece::Residue];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let steps = walk.flow.steps.iter().enumerate();
        let Some((last, residue)) =
            steps.filter_map(|(place, step)| Some((place, step.residue.as_ref()?))).next_back()
        else {
            return Vec::new();
        };
        let Some(files) = &residue.downloads else {
            let what = "The browser did not say where it saves what pages download.";
            let subject = Subject::Thing("folder of downloads".to_owned());
            return vec![subject.is(Outcome::CantTell(finding(what.to_owned()))).at(last)];
        };
        if files.is_empty() {
            return Vec::new();
        }
        if let Some(unproven) = Canaries::of(walk.flow).unproven() {
            return unproven;
        }
        let judged = files.iter().map(|file| {
            let holds = |step: &Step| step.downloads.contains(&file.name);
            let step = walk.flow.steps.iter().position(holds);
            let subject = Subject::Thing(format!("download {}", file.name));
            subject.is(outcome(walk, file, step)).at(step.unwrap_or(last))
        });
        judged.collect()
    }
}

fn outcome(walk: &Walk<'_>, file: &Saved, step: Option<usize>) -> Outcome {
    if !Hit::amount_to_phi(&file.hits) {
        return match &file.unread {
            Some(why) => {
                let what = format!("What is in the file is not known ({why}).");
                Outcome::CantTell(finding(what))
            }
            None => Outcome::Passed,
        };
    }
    let held = canaries(&file.hits);
    let doubt = |why: &str| {
        let what = format!("A file with {held} is left among the downloads, and {why}.");
        Outcome::CantTell(finding(what))
    };
    let acts: &[Act] = step.map_or(&[], |step| &walk.flow.steps[step].acts);
    let called = acts.iter().filter_map(|act| act.target.as_ref()).map(|target| &target.name);
    if called.clone().any(|name| tells(&name.to_lowercase(), &SAVING)) {
        return Outcome::Passed;
    }
    let before = step.and_then(|step| step.checked_sub(1)).and_then(|step| walk.states.get(step));
    let Some(page) = before.and_then(State::page) else {
        return doubt("the page before it was not recorded");
    };
    let seen: String = page
        .texts()
        .filter(|text| text.is_visible())
        .map(|text| text.text().to_lowercase() + " ")
        .collect();
    let mut sentences = seen.split(['.', '!', '?', ';']);
    if sentences.any(|sentence| tells(sentence, &SAVING) && tells(sentence, &PLACES)) {
        return Outcome::Passed;
    }
    let language = page.root().and_then(|root| root.attr("lang")).unwrap_or_default();
    if !language.to_lowercase().starts_with("en") {
        return Outcome::Question(finding(format!(
            "A file with {held} is left among the downloads. Does the page say beforehand that it is saved on the device?"
        )));
    }
    if acts.len() > 1 {
        return doubt("which page it was taken from is not known");
    }
    let what = format!(
        "A file with {held} is left among the downloads when the browser is closed, and the page did not say that it would be saved."
    );
    Outcome::Failed(finding(what))
}

fn tells(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Say beside the link that the file is saved on this device, where others who use it can read it, or show it in the page instead.",
    )
}

#[cfg(test)]
mod tests {
    use super::ResidueDownload;
    use crate::{
        evidence::{Act, Flow, Residue, Saved, Step},
        testing::{Wire, click, flow, flow_outcomes, hit, page},
    };

    const SILENT: &str = "<html lang=en><body><a id=a href=x>Letter (PDF)</a></body></html>";

    fn pressed(name: &str) -> Act {
        let mut act = click();
        name.clone_into(&mut act.target.as_mut().expect("a target").name);
        act
    }

    fn saved(canaries: &[&str]) -> Saved {
        let hits = canaries.iter().map(|name| hit(name, "body, PDF")).collect();
        Saved { name: "letter.pdf".to_owned(), length: 9, hits, unread: None }
    }

    fn downloaded(html: &str, file: Saved) -> Flow {
        let seen = Wire::new().response("https://portal.example/letters", &[], &["mrn"]).step();
        let before = Step { page: Some(page(html)), ..seen };
        let act = pressed("Letter (PDF)");
        let step =
            Step { acts: vec![act], downloads: vec!["letter.pdf".to_owned()], ..Step::default() };
        let residue = Residue { downloads: Some(vec![file]), ..Residue::default() };
        let last = Step { residue: Some(residue), ..Step::default() };
        flow(vec![before, step, last])
    }

    fn word(flow: &Flow) -> String {
        let said = flow_outcomes::<ResidueDownload>(flow);
        let word = said.first().map(|said| said.split(": ").nth(1).unwrap_or_default().to_owned());
        word.unwrap_or_default()
    }

    #[test]
    fn clauses() {
        let with = |words: &str| format!("<html lang=en><body><p>{words}</p></body></html>");
        let german = "<html lang=de><body><p>Brief</p></body></html>";
        for (clause, html, canaries, expected) in [
            ("silent", SILENT.to_owned(), &["mrn"][..], "failed"),
            ("nothing in it", SILENT.to_owned(), &[], "passed"),
            ("a weak one", SILENT.to_owned(), &["weak:zip"], "passed"),
            ("two weak ones", SILENT.to_owned(), &["weak:zip", "weak:birth_date"], "failed"),
            ("a notice", with("The file is saved on this device."), &["mrn"], "passed"),
            ("half a notice", with("Saved letters. Your device."), &["mrn"], "failed"),
            ("another language", german.to_owned(), &["mrn"], "question"),
        ] {
            assert_eq!(word(&downloaded(&html, saved(canaries))), expected, "{clause}");
        }
    }

    #[test]
    fn what_the_link_is_called_is_a_notice() {
        let mut flow = downloaded(SILENT, saved(&["mrn"]));
        flow.steps[1].acts = vec![pressed("Download letter")];
        assert_eq!(word(&flow), "passed");
    }

    #[test]
    fn what_is_not_known_is_not_judged() {
        let mut several = downloaded(SILENT, saved(&["mrn"]));
        several.steps[1].acts.push(pressed("Next"));
        assert_eq!(word(&several), "can't tell");
        let mut unseen = downloaded(SILENT, saved(&["mrn"]));
        unseen.steps[0].page = None;
        assert_eq!(word(&unseen), "can't tell");
        let mut stray = downloaded(SILENT, saved(&["mrn"]));
        stray.steps[1].downloads.clear();
        assert_eq!(word(&stray), "can't tell");
        let unread = Saved { unread: Some("too long".to_owned()), ..saved(&[]) };
        assert_eq!(word(&downloaded(SILENT, unread)), "can't tell");
        let mut unproven = downloaded(SILENT, saved(&[]));
        unproven.steps[0].network = None;
        assert_eq!(word(&unproven), "");
        let mut elsewhere = downloaded(SILENT, saved(&["mrn"]));
        elsewhere.steps[2].residue = Some(Residue::default());
        assert_eq!(word(&elsewhere), "can't tell");
        let mut none = downloaded(SILENT, saved(&["mrn"]));
        none.steps[2].residue = Some(Residue { downloads: Some(vec![]), ..Residue::default() });
        assert_eq!(word(&none), "");
    }

    #[test]
    fn wording() {
        let german = "<html lang=de><body><p>Brief</p></body></html>";
        let mut stray = downloaded(SILENT, saved(&["mrn"]));
        stray.steps[1].downloads.clear();
        let unread = Saved { unread: Some("it is too long".to_owned()), ..saved(&[]) };
        let mut elsewhere = downloaded(SILENT, saved(&["mrn"]));
        elsewhere.steps[2].residue = Some(Residue::default());
        let said = [
            downloaded(SILENT, saved(&["mrn", "name"])),
            downloaded(german, saved(&["mrn"])),
            downloaded(SILENT, unread),
            stray,
            elsewhere,
        ];
        let said: Vec<_> = said.iter().flat_map(flow_outcomes::<ResidueDownload>).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        1 download letter.pdf: failed: A file with mrn and name is left among the downloads when the browser is closed, and the page did not say that it would be saved.
        1 download letter.pdf: question: A file with mrn is left among the downloads. Does the page say beforehand that it is saved on the device?
        1 download letter.pdf: can't tell: What is in the file is not known (it is too long).
        2 download letter.pdf: can't tell: A file with mrn is left among the downloads, and the page before it was not recorded.
        2 folder of downloads: can't tell: The browser did not say where it saves what pages download.
        ");
    }
}
