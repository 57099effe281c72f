//! # Requirement
//!
//! The portal keeps no protected health information in `localStorage` or `sessionStorage`; the token of the session is
//! the only sensitive thing that may be there.
//!
//! # Why it matters
//!
//! Web storage lies unencrypted on the disk, stays when the tab is closed without signing out, and can be read by every
//! script on the page, a chat widget's included.
//!
//! # How it is judged
//!
//! - Every entry of both storages at the end of each step is judged by the canaries in its key and value, decoded.
//! - One strong canary, or two weak ones in the storages of one origin, is health data.
//! - The session's own token may be there, as far as ASVS is concerned, if it holds no health data.
//! - A storage that could not be read can't be told.
//! - Control: a canary was seen somewhere in the flow.
//!
//! # What it does not see
//!
//! - What is written and deleted again within one step.
//! - Values that the portal encrypted, or encoded in a way that the search does not know.
//! - `IndexedDB`, files of the origin and the Cache API: see `phi-indexeddb` and `phi-cache-api`.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, testing browser storage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/12-Testing_Browser_Storage)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{Canaries, canaries},
    evidence::{Area, Piece, Storage, Stored},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

const AREAS: &[Area] = &[Area::Local, Area::Session];

/// See the page at the top of the file.
#[derive(Debug)]
pub struct PhiWebStorage;

impl FlowCheck for PhiWebStorage {
    const META: &'static Meta = &Meta {
        id: "phi-web-storage",
        title: "Web storage holds no health information",
        requires: &[asvs5::NOT_IN_BROWSER_STORAGE, wstg::BROWSER_STORAGE, hipaa::ENCRYPTION],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("phi_web_storage.rs"),
    };

    const CONTROL: Option<&str> = Some("A canary was seen somewhere in the flow.");

    const NEEDS: &'static [Piece] = &[Piece::Storage];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        if let Some(unproven) = Canaries::of(walk.flow).unproven() {
            return unproven;
        }
        let steps = walk.flow.steps.iter().enumerate();
        steps
            .filter_map(|(place, step)| Some((place, step.storage.as_ref()?)))
            .flat_map(|(place, storage)| judge(storage).into_iter().map(move |said| said.at(place)))
            .collect()
    }
}

fn judge(storage: &Storage) -> Vec<Judgement> {
    let unread = storage.unread_of(AREAS).map(|note| {
        let finding = finding(format!("It could not be read ({note})."));
        Subject::Thing("web storage".to_owned()).is(Outcome::CantTell(finding))
    });
    let entries = storage.entries.iter().filter(|entry| AREAS.contains(&entry.area));
    entries
        .map(|entry| {
            let subject = Subject::Stored(format!("{} {}", entry.area.name(), entry.key));
            subject.is(outcome(entry, storage))
        })
        .chain(unread)
        .collect()
}

fn outcome(entry: &Stored, storage: &Storage) -> Outcome {
    if !storage.is_phi(entry) {
        return if entry.credential {
            Outcome::Excepted("the session's own token")
        } else {
            Outcome::Passed
        };
    }
    let lasts = match entry.area {
        Area::Local => "stays on the disk until somebody deletes it",
        _ => "stays until the tab is closed",
    };
    Outcome::Failed(finding(format!("The entry holds {} and {lasts}.", canaries(&entry.hits))))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Keep it in the memory of the page, and ask the server for it again when it is needed.",
    )
}

#[cfg(test)]
mod tests {
    use super::PhiWebStorage;
    use crate::{
        evidence::{Area, Phase, Step, Storage, Stored},
        testing::{Wire, flow, flow_outcomes, storage, stored},
    };

    fn said(storage: Storage, seen: &[&str]) -> Vec<String> {
        let wire = Wire::new().response("https://portal.example/", &[], seen);
        let step = Step { storage: Some(storage), phase: Phase::During, ..wire.step() };
        flow_outcomes::<PhiWebStorage>(&flow(vec![step]))
    }

    fn word(entries: Vec<Stored>) -> String {
        let said = said(storage(vec![], entries), &["mrn"]);
        said.first().and_then(|said| said.split(": ").nth(1)).unwrap_or_default().to_owned()
    }

    #[test]
    fn clauses() {
        let token =
            |canaries| Stored { credential: true, ..stored(Area::Local, "token", canaries) };
        for (clause, entries, expected) in [
            ("localStorage", vec![stored(Area::Local, "draft", &["mrn"])], "failed"),
            ("sessionStorage", vec![stored(Area::Session, "draft", &["mrn"])], "failed"),
            ("nothing in it", vec![stored(Area::Local, "theme", &[])], "passed"),
            ("a weak one", vec![stored(Area::Local, "zip", &["weak:zip"])], "passed"),
            (
                "weak ones together",
                vec![
                    stored(Area::Local, "zip", &["weak:zip"]),
                    stored(Area::Session, "born", &["weak:birth_date"]),
                ],
                "failed",
            ),
            ("the session's token", vec![token(&[])], "excepted"),
            ("a token that tells", vec![token(&["mrn"])], "failed"),
            ("another storage", vec![stored(Area::IndexedDb, "records/1", &["mrn"])], ""),
        ] {
            assert_eq!(word(entries), expected, "{clause}");
        }
    }

    #[test]
    fn what_was_not_read_or_not_searched_is_not_passed() {
        let mut unread = storage(vec![], vec![]);
        unread.unread.push("localStorage: access denied".to_owned());
        assert!(said(unread.clone(), &["mrn"])[0].contains("can't tell"));
        unread.unread = vec!["IndexedDB: blocked".to_owned()];
        assert_eq!(said(unread, &["mrn"]), Vec::<String>::new());
        let kept = storage(vec![], vec![stored(Area::Local, "theme", &[])]);
        assert!(said(kept, &[])[0].starts_with("0 document: can't tell"));
    }

    #[test]
    fn wording() {
        let mut kept = storage(
            vec![],
            vec![
                stored(Area::Local, "draft/7", &["mrn", "diagnosis"]),
                stored(Area::Session, "me", &["name"]),
            ],
        );
        kept.unread.push("sessionStorage: the frame has an opaque origin".to_owned());
        insta::assert_snapshot!(said(kept, &[]).join("\n"), @r"
        0 localStorage draft/7: failed: The entry holds diagnosis and mrn and stays on the disk until somebody deletes it.
        0 sessionStorage me: failed: The entry holds name and stays until the tab is closed.
        0 web storage: can't tell: It could not be read (sessionStorage: the frame has an opaque origin).
        ");
    }
}
