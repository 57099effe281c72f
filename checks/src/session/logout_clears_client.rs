//! # Requirement
//!
//! When the session ends the portal clears what the browser keeps for it: no health information and no live credential
//! stays behind, in cookies or in any storage.
//!
//! # Why it matters
//!
//! Signing out is the only thing a patient at a shared computer can do. What stays can be read by whoever comes next.
//!
//! # How it is judged
//!
//! - Everything the browser keeps after sign-out is judged: cookies, web storage, `IndexedDB`, the Cache API, files of
//!   the origin, `window.name`, `history.state`.
//! - One strong canary fails, or two weak ones in what one origin or domain keeps; so does an entry that holds a credential.
//! - A cookie that carried the session, with its old value, fails if the session it names was alive after sign-out, is
//!   excepted if it was dead, and can't be told otherwise; nor can one that only looks like it.
//! - What holds neither, such as a theme, is left in peace.
//! - A storage that could not be read can't be told, and no more can bytes that are encrypted or packed, and responses of
//!   other sites in the Cache API.
//! - Control: just before sign-out something was read, a cookie at least; otherwise the reading proves nothing. What was
//!   there then and is gone now is the receipt.
//!
//! # What it does not see
//!
//! - Storage of other origins, and what the browser keeps for itself: history, form data, downloads, its HTTP cache.
//! - Deleted records that are still in a database's log on the disk: see `residue-client-storage`.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [Clear Site Data](https://www.w3.org/TR/clear-site-data/)
//! - [OWASP WSTG, testing browser storage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/12-Testing_Browser_Storage)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{canaries, looks_like_session},
    evidence::{After, Cookie, Liveness, Storage, Stored},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LogoutClearsClient;

impl StateCheck for LogoutClearsClient {
    const META: &'static Meta = &Meta {
        id: "logout-clears-client",
        title: "Signing out clears what the browser keeps of the session",
        requires: &[
            asvs5::CLEARED_AFTER_SESSION,
            wstg::BROWSER_STORAGE,
            wstg::LOGOUT,
            hipaa::ACCESS_CONTROL,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Exposure,
        source: include_str!("logout_clears_client.rs"),
    };

    const CONTROL: Option<&str> =
        Some("Something was read just before sign-out, a cookie at least.");

    type Reads<'e> = (&'e After, &'e Storage);

    fn judge((after, now): (&After, &Storage)) -> Vec<Judgement> {
        let before = after.before_sign_out.as_ref();
        let unread = now.unread.iter().map(|note| {
            let what = format!("Some of it could not be read after sign-out ({note}).");
            Subject::Thing("client storage".to_owned()).is(Outcome::CantTell(finding(what)))
        });
        let controlled = before.is_some_and(|b| !b.cookies.is_empty() || !b.entries.is_empty());
        let uncontrolled = (!controlled).then(|| {
            let what = "Nothing was seen in the browser before sign-out either, so that seeing nothing shows nothing.";
            Subject::Thing("client storage".to_owned()).is(Outcome::CantTell(finding(what.to_owned())))
        });
        let entries = now.entries.iter().map(|entry| {
            let outcome = of_entry(entry, now).unwrap_or(Outcome::Passed);
            (subject(entry), outcome)
        });
        let cookies = now.cookies.iter().map(|cookie| {
            let outcome = of_cookie(cookie, after, now).unwrap_or(Outcome::Passed);
            (Subject::Cookie(cookie.name.clone()), outcome)
        });
        let left = entries
            .chain(cookies)
            .filter(|(_, outcome)| controlled || *outcome != Outcome::Passed)
            .map(|(subject, outcome)| subject.is(outcome));
        let gone = before.into_iter().flat_map(|before| gone(before, now));
        let gone = gone.filter(|_| controlled && now.unread.is_empty());
        left.chain(gone).chain(unread).chain(uncontrolled).collect()
    }
}

/// What is wrong with an entry that is still there.
fn of_entry(entry: &Stored, now: &Storage) -> Option<Outcome> {
    if now.is_phi(entry) {
        let what = format!("It still holds {} after sign-out.", canaries(&entry.hits));
        return Some(Outcome::Failed(finding(what)));
    }
    let what = || "It still holds a credential after sign-out.".to_owned();
    if entry.credential {
        return Some(Outcome::Failed(finding(what())));
    }
    let what = || "It is still there after sign-out, and what it holds cannot be read.".to_owned();
    entry.opaque.then(|| Outcome::CantTell(finding(what())))
}

/// What is wrong with a cookie that is still there.
fn of_cookie(cookie: &Cookie, after: &After, now: &Storage) -> Option<Outcome> {
    if now.is_phi_cookie(cookie) {
        let what = format!("It still holds {} after sign-out.", canaries(&cookie.hits));
        return Some(Outcome::Failed(finding(what)));
    }
    let is_it = |other: &&Cookie| {
        (&other.name, &other.domain, &other.path) == (&cookie.name, &cookie.domain, &cookie.path)
            && other.value == cookie.value
    };
    let old = after.before_sign_out.iter().flat_map(|before| &before.cookies).find(is_it)?;
    let carried = match (cookie.session, old.session) {
        (Some(true), _) | (_, Some(true)) => true,
        (None, None) if looks_like_session(cookie) => false,
        _ => return None,
    };
    let replays = || after.replays.iter().filter(|replay| replay.kind == "signed-out");
    if replays().next().is_some() && replays().all(|replay| replay.session == Liveness::Dead) {
        return Some(Outcome::Excepted("the session that it names is dead"));
    }
    if carried && replays().any(|replay| replay.session == Liveness::Alive) {
        let what = "It still carries the session after sign-out, and the session is alive.";
        return Some(Outcome::Failed(finding(what.to_owned())));
    }
    let what = "It has the value that it had before sign-out, and whether that opens a session is not known.";
    Some(Outcome::CantTell(finding(what.to_owned())))
}

/// What held health data or a credential before sign-out, and is not there any more.
fn gone(before: &Storage, now: &Storage) -> Vec<Judgement> {
    let entries = before
        .entries
        .iter()
        .filter(|entry| before.is_phi(entry) || entry.credential)
        .filter(|entry| !now.entries.iter().any(|other| subject(other) == subject(entry)))
        .map(subject);
    let cookies = before
        .cookies
        .iter()
        .filter(|cookie| before.is_phi_cookie(cookie) || cookie.session == Some(true))
        .filter(|cookie| !now.cookies.iter().any(|other| other.name == cookie.name))
        .map(|cookie| Subject::Cookie(cookie.name.clone()));
    entries.chain(cookies).map(|subject| subject.is(Outcome::Passed)).collect()
}

fn subject(entry: &Stored) -> Subject {
    Subject::Stored(format!("{} {}", entry.area.name(), entry.key))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Remove it when the patient signs out, and send `Clear-Site-Data: \"cookies\", \"storage\"` with the answer.",
    )
}

#[cfg(test)]
mod tests {
    use super::LogoutClearsClient;
    use crate::{
        evidence::{After, Area, Cookie, Liveness, Replay, Step, Storage, Stored},
        testing::{cookie, outcomes, replay, storage, stored},
    };

    fn session() -> Cookie {
        Cookie { session: Some(true), ..cookie("sid", &[]) }
    }

    fn step(before: Option<Storage>, now: Storage, replays: Vec<Replay>) -> Step {
        let after = After { before_sign_out: before, replays, ..After::default() };
        Step { after: Some(after), storage: Some(now), ..Step::default() }
    }

    fn words(step: &Step) -> Vec<String> {
        outcomes::<LogoutClearsClient>(step)
            .iter()
            .map(|said| said.splitn(3, ": ").take(2).collect::<Vec<_>>().join(": "))
            .collect()
    }

    fn left(entries: Vec<Stored>, cookies: Vec<Cookie>) -> Vec<String> {
        let before = storage(vec![session()], vec![]);
        let mut words = words(&step(Some(before), storage(cookies, entries), vec![]));
        words.retain(|word| word != "sid: passed");
        words
    }

    #[test]
    fn clauses_of_what_is_left() {
        let token = Stored { credential: true, ..stored(Area::Local, "token", &[]) };
        let weak = || stored(Area::Local, "zip", &["weak:zip"]);
        let opaque = Stored { opaque: true, ..stored(Area::IndexedDb, "r/2", &[]) };
        for (clause, entries, cookies, expected) in [
            (
                "a theme",
                vec![stored(Area::Local, "theme", &[])],
                vec![],
                vec!["localStorage theme: passed"],
            ),
            (
                "PHI",
                vec![stored(Area::IndexedDb, "r/1", &["mrn"])],
                vec![],
                vec!["IndexedDB r/1: failed"],
            ),
            ("encrypted", vec![opaque], vec![], vec!["IndexedDB r/2: can't tell"]),
            (
                "a cache",
                vec![stored(Area::CacheApi, "pages-v1", &["mrn"])],
                vec![],
                vec!["Cache API pages-v1: failed"],
            ),
            (
                "a file",
                vec![stored(Area::FileSystem, "a.pdf", &["mrn"])],
                vec![],
                vec!["private file system a.pdf: failed"],
            ),
            ("a weak one", vec![weak()], vec![], vec!["localStorage zip: passed"]),
            (
                "two weak ones",
                vec![weak(), stored(Area::Session, "b", &["weak:birth_date"])],
                vec![],
                vec!["localStorage zip: failed", "sessionStorage b: failed"],
            ),
            ("a token", vec![token], vec![], vec!["localStorage token: failed"]),
            ("PHI in a cookie", vec![], vec![cookie("me", &["mrn"])], vec!["me: failed"]),
            ("another cookie", vec![], vec![cookie("theme", &[])], vec!["theme: passed"]),
            ("nothing", vec![], vec![], vec![]),
        ] {
            assert_eq!(left(entries, cookies), expected, "{clause}");
        }
    }

    #[test]
    fn the_sessions_cookie_is_judged_by_whether_it_still_opens_anything() {
        use Liveness::{Alive, Dead, Unknown};
        let kept = |cookie: Cookie, sessions: &[Liveness]| {
            let tried = |session: &Liveness| {
                replay("signed-out", "https://portal.example/", "session cookie", *session)
            };
            let before = storage(vec![session()], vec![]);
            let replays = sessions.iter().map(tried).collect();
            words(&step(Some(before), storage(vec![cookie], vec![]), replays)).join("; ")
        };
        assert_eq!(kept(session(), &[Dead]), "sid: excepted");
        assert_eq!(kept(session(), &[Dead, Alive]), "sid: failed");
        assert_eq!(kept(session(), &[Dead, Unknown]), "sid: can't tell");
        assert_eq!(kept(session(), &[]), "sid: can't tell");
        // Which cookie carries the session may be known on either side of sign-out, or not at all.
        let known_after = |session| {
            let kept = storage(vec![Cookie { session, ..cookie("sid", &[]) }], vec![]);
            let before = storage(vec![cookie("sid", &[])], vec![]);
            let alive = replay("signed-out", "https://portal.example/", "session cookies", Alive);
            words(&step(Some(before), kept, vec![alive])).join("; ")
        };
        assert_eq!(known_after(Some(true)), "sid: failed");
        assert_eq!(known_after(Some(false)), "sid: passed");
        assert_eq!(known_after(None), "sid: can't tell");
        let renewed = Cookie { value: "another".to_owned(), ..session() };
        assert_eq!(kept(renewed, &[]), "sid: passed");
    }

    #[test]
    fn what_is_gone_is_the_receipt() {
        let before = storage(
            vec![session(), cookie("theme", &[])],
            vec![stored(Area::Local, "draft", &["mrn"]), stored(Area::Local, "zoom", &[])],
        );
        let said = words(&step(Some(before), storage(vec![], vec![]), vec![]));
        assert_eq!(said, ["localStorage draft: passed", "sid: passed"]);
    }

    #[test]
    fn nothing_passes_without_a_control_or_past_something_unread() {
        let theme = || storage(vec![], vec![stored(Area::Local, "theme", &[])]);
        assert_eq!(words(&step(None, theme(), vec![])), ["client storage: can't tell"]);
        let empty = storage(vec![], vec![]);
        assert_eq!(words(&step(Some(empty), theme(), vec![])), ["client storage: can't tell"]);
        let phi = storage(vec![], vec![stored(Area::Local, "draft", &["mrn"])]);
        let said = words(&step(None, phi, vec![]));
        assert_eq!(said, ["localStorage draft: failed", "client storage: can't tell"]);
        let mut unread = storage(vec![], vec![]);
        unread.unread.push("IndexedDB: blocked".to_owned());
        let before = storage(vec![session()], vec![]);
        assert_eq!(words(&step(Some(before), unread, vec![])), ["client storage: can't tell"]);
    }

    #[test]
    fn wording() {
        let token = Stored { credential: true, ..stored(Area::Session, "token", &[]) };
        let mut now =
            storage(vec![session()], vec![stored(Area::Local, "last", &["mrn", "name"]), token]);
        now.unread.push("IndexedDB: blocked".to_owned());
        let before = storage(vec![session()], vec![]);
        let alive =
            replay("signed-out", "https://portal.example/", "session cookie", Liveness::Alive);
        let mut said = outcomes::<LogoutClearsClient>(&step(Some(before), now, vec![alive]));
        said.extend(outcomes::<LogoutClearsClient>(&step(None, storage(vec![], vec![]), vec![])));
        insta::assert_snapshot!(said.join("\n"), @r"
        localStorage last: failed: It still holds mrn and name after sign-out.
        sessionStorage token: failed: It still holds a credential after sign-out.
        sid: failed: It still carries the session after sign-out, and the session is alive.
        client storage: can't tell: Some of it could not be read after sign-out (IndexedDB: blocked).
        client storage: can't tell: Nothing was seen in the browser before sign-out either, so that seeing nothing shows nothing.
        ");
    }
}
