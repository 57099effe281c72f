//! # Requirement
//!
//! After sign-out no service worker of the portal gives health data, not even when the portal is out of reach.
//!
//! # Why it matters
//!
//! A service worker answers in the place of the server, and asks nobody for a session. What it keeps of the record, the
//! next person at the computer reads: signed out, and with the network unplugged.
//!
//! # How it is judged
//!
//! - After sign-out, where a service worker is registered, the browser's tab and every worker lose their network. Then
//!   whatever gave health data is asked for by a script of the page that sign-out leads to, and each page of it within the
//!   worker's scope is opened. One strong canary in what is answered or shown, or two weak ones, fails.
//! - Control: a request of the tab and one of every worker failed because there was no network, and no answer of the
//!   portal came over it. Otherwise it can't be told.
//! - A page that did not open because there was no network gives nothing. One that failed otherwise, or that could not be
//!   read, can't be told.
//! - What the HTTP cache gives is excepted: see `back-http-cache` and `cache-storable-phi`. So is a worker whose scope holds
//!   no page with health data.
//! - Without a registration there is nothing to be judged; where the browser did not say whether there is one, it can't
//!   be told.
//!
//! # What it does not see
//!
//! - Interfaces that are asked for with fields of their own, or by another method than GET.
//! - Pages whose scripts fetch health data, other than the last one before sign-out.
//! - Workers that give health data only when the portal answers: with an error, say.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [Service Workers, handle fetch](https://www.w3.org/TR/service-workers/#handle-fetch)
//! - [OWASP WSTG, testing browser storage](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/12-Testing_Browser_Storage)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{canaries, list},
    evidence::{After, CacheUse, Hit, Offer, Offline, Worker},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};
use std::collections::BTreeSet;

/// As many addresses as a finding names.
const NAMED: usize = 3;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SwServesPhiLoggedOut;

impl StateCheck for SwServesPhiLoggedOut {
    const META: &'static Meta = &Meta {
        id: "sw-serves-phi-logged-out",
        title: "No service worker gives health information after sign-out",
        requires: &[asvs5::CLEARED_AFTER_SESSION, wstg::BROWSER_STORAGE, hipaa::ACCESS_CONTROL],
        act: &[],
        severity: Severity::Critical,
        class: Class::Exposure,
        source: include_str!("sw_serves_phi_logged_out.rs"),
    };

    const CONTROL: Option<&str> = Some(
        "A request of the tab and one of every service worker failed for want of a network, and no answer came over it.",
    );

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let untried = |what: String| {
            vec![Subject::Thing("service workers".to_owned()).is(Outcome::CantTell(finding(what)))]
        };
        let Some(offline) = &after.offline else {
            let why = after.why_not();
            return untried(format!("Nothing was asked for without a network ({why})."));
        };
        if let (true, Some(why)) = (offline.workers.is_empty(), &offline.error) {
            return untried(format!(
                "Whether a service worker is registered is not known ({why})."
            ));
        }
        let workers = offline.workers.iter();
        workers
            .map(|worker| Subject::Address(worker.script.clone()).is(outcome(worker, offline)))
            .collect()
    }
}

fn outcome(worker: &Worker, offline: &Offline) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    let offers = || offline.offers.iter().filter(|offer| offer.scope == worker.scope);
    let given = |from: CacheUse| {
        offers().filter(move |offer| offer.from == Some(from) && Hit::amount_to_phi(&offer.hits))
    };
    let untried =
        |why: &str| doubt(format!("Not all of it was asked for without a network ({why})."));
    if let Some(why) = uncut(offline) {
        return match &offline.error {
            Some(error) => untried(error),
            None => doubt(format!("The portal was not out of reach: {why}.")),
        };
    }
    let kept: Vec<_> = given(CacheUse::ServiceWorker).collect();
    if !kept.is_empty() {
        let hits: Vec<_> = kept.iter().flat_map(|offer| offer.hits.clone()).collect();
        let what = format!(
            "After sign-out and without a network, the service worker still gives {} with {}.",
            addresses(&kept),
            canaries(&hits)
        );
        return Outcome::Failed(finding(what));
    }
    if let Some(why) = &offline.error {
        return untried(why);
    }
    if offline.offers.is_empty() {
        return doubt("No address with health data could be asked for.".to_owned());
    }
    for offer in offers() {
        if let Some(why) = &offer.error {
            return doubt(format!(
                "What {} gives without a network is not known ({why}).",
                offer.url
            ));
        }
        let cached = offer.from == Some(CacheUse::Cache) && Hit::amount_to_phi(&offer.hits);
        if !(cached || offer.hits.is_empty()) {
            let named = canaries(&offer.hits);
            return doubt(format!(
                "Without a network {} still gives {named}, which alone may not be health data.",
                offer.url
            ));
        }
    }
    if given(CacheUse::Cache).next().is_some() {
        return Outcome::Excepted("the HTTP cache gives it: see back-http-cache");
    }
    match offers().next() {
        Some(_) => Outcome::Passed,
        None => Outcome::Excepted("no page with health data is in its scope"),
    }
}

/// Why the portal was not out of reach; none when it was.
fn uncut(offline: &Offline) -> Option<String> {
    if let Some(worker) = offline.workers.iter().find(|worker| !worker.cut) {
        return Some(format!("a request of the service worker {} did not fail", worker.script));
    }
    match offline.answered {
        0 if offline.cut => None,
        0 => Some("a request of the tab did not fail".to_owned()),
        1 => Some("an answer came over the network".to_owned()),
        count => Some(format!("{count} answers came over the network")),
    }
}

fn addresses(offers: &[&Offer]) -> String {
    let mut all: Vec<_> = offers.iter().map(|offer| offer.url.clone()).collect();
    // A page is asked for twice.
    let mut known = BTreeSet::new();
    all.retain(|url| known.insert(url.clone()));
    let mut named: Vec<_> = all.iter().take(NAMED).cloned().collect();
    match all.len().saturating_sub(NAMED) {
        0 => {}
        1 => named.push("another address".to_owned()),
        more => named.push(format!("{more} other addresses")),
    }
    list(&named)
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Let service workers keep what holds nobody's data only, and pass everything else on to the network; delete what they keep of the patient at sign-out.",
    )
}

#[cfg(test)]
mod tests {
    use super::SwServesPhiLoggedOut;
    use crate::{
        evidence::{After, CacheUse, Offer, Offline, Step, Worker},
        testing::{Change, hit, outcomes, outcomes_of},
    };

    const SCOPE: &str = "https://portal.example/";

    fn offer(path: &str, from: Option<CacheUse>, canaries: &[&str]) -> Offer {
        Offer {
            url: format!("{SCOPE}{path}"),
            how: "opened".to_owned(),
            scope: SCOPE.to_owned(),
            from,
            hits: canaries.iter().map(|name| hit(name, "page")).collect(),
            error: None,
        }
    }

    fn worker() -> Worker {
        Worker { scope: SCOPE.to_owned(), script: format!("{SCOPE}worker.js"), cut: true }
    }

    /// A worker that gives nothing.
    fn clean() -> Offline {
        Offline {
            workers: vec![worker()],
            cut: true,
            answered: 0,
            offers: vec![offer("home", None, &[])],
            error: None,
        }
    }

    fn step(offline: Option<Offline>) -> Step {
        let notes = vec!["the target is no test system".to_owned()];
        Step { after: Some(After { offline, notes, ..After::default() }), ..Step::default() }
    }

    fn gives(offline: &mut Offline) {
        offline.offers.push(offer("records", Some(CacheUse::ServiceWorker), &["mrn"]));
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<Offline>, &str); 20] = [
            ("nothing without a network", |_| {}, "passed"),
            ("a record", gives, "failed"),
            (
                "two weak ones",
                |o| {
                    let two = ["weak:zip", "weak:birth_date"];
                    o.offers[0] = offer("home", Some(CacheUse::ServiceWorker), &two);
                },
                "failed",
            ),
            (
                "a weak one",
                |o| o.offers[0] = offer("home", Some(CacheUse::ServiceWorker), &["weak:zip"]),
                "can't tell",
            ),
            (
                "a page without data",
                |o| o.offers[0] = offer("home", Some(CacheUse::ServiceWorker), &[]),
                "passed",
            ),
            (
                "from the HTTP cache",
                |o| o.offers[0] = offer("home", Some(CacheUse::Cache), &["mrn"]),
                "excepted",
            ),
            (
                "a weak one from the HTTP cache",
                |o| o.offers[0] = offer("home", Some(CacheUse::Cache), &["weak:zip"]),
                "can't tell",
            ),
            (
                "from the HTTP cache, and a record",
                |o| {
                    o.offers[0] = offer("home", Some(CacheUse::Cache), &["mrn"]);
                    gives(o);
                },
                "failed",
            ),
            ("from nowhere", |o| o.offers[0] = offer("home", None, &["mrn"]), "can't tell"),
            ("unread", |o| o.offers[0].error = Some("it hangs".to_owned()), "can't tell"),
            (
                "unread, and a record",
                |o| {
                    o.offers[0].error = Some("it hangs".to_owned());
                    gives(o);
                },
                "failed",
            ),
            ("the tab was not cut off", |o| o.cut = false, "can't tell"),
            ("the worker was not cut off", |o| o.workers[0].cut = false, "can't tell"),
            ("something got through", |o| o.answered = 1, "can't tell"),
            (
                "a record, and the worker was not cut off",
                |o| {
                    o.workers[0].cut = false;
                    gives(o);
                },
                "can't tell",
            ),
            (
                "a record, and something got through",
                |o| {
                    o.answered = 1;
                    gives(o);
                },
                "can't tell",
            ),
            ("not to its end", |o| o.error = Some("the time was up".to_owned()), "can't tell"),
            (
                "not to its end, and a record",
                |o| {
                    o.error = Some("the time was up".to_owned());
                    gives(o);
                },
                "failed",
            ),
            ("nothing to ask for", |o| o.offers.clear(), "can't tell"),
            (
                "all of it elsewhere",
                |o| o.workers[0].scope = "https://portal.example/push/".to_owned(),
                "excepted",
            ),
        ];
        for (clause, change, expected) in cases {
            let mut offline = clean();
            change(&mut offline);
            let said = outcomes_of::<SwServesPhiLoggedOut>(&step(Some(offline)));
            assert_eq!(said, [expected], "{clause}");
        }
    }

    #[test]
    fn without_a_worker_there_is_nothing_to_judge_and_without_an_answer_nothing_is_known() {
        let said = |offline| outcomes_of::<SwServesPhiLoggedOut>(&step(offline)).join(" ");
        let unknown = Offline { error: Some("no answer".to_owned()), ..Offline::default() };
        assert_eq!(said(Some(Offline::default())), "");
        assert_eq!(said(Some(unknown)), "can't tell");
        assert_eq!(said(None), "can't tell");
    }

    #[test]
    fn each_worker_is_judged_by_what_it_may_answer() {
        let mut offline = clean();
        let other = Worker { scope: format!("{SCOPE}records"), ..worker() };
        offline.workers.push(other.clone());
        offline.offers.push(Offer {
            scope: other.scope,
            ..offer("records/1", Some(CacheUse::ServiceWorker), &["mrn"])
        });
        let said = outcomes_of::<SwServesPhiLoggedOut>(&step(Some(offline)));
        assert_eq!(said, ["passed", "failed"]);
    }

    #[test]
    fn wording() {
        let with = |change: Change<Offline>| {
            let mut offline = clean();
            change(&mut offline);
            Some(offline)
        };
        let unknown = Offline { error: Some("no answer".to_owned()), ..Offline::default() };
        let said: Vec<_> = [
            with(gives),
            with(|o| {
                for path in ["records", "letters", "records", "messages", "history", "visits"] {
                    let name = if path == "letters" { "name" } else { "mrn" };
                    o.offers.push(offer(path, Some(CacheUse::ServiceWorker), &[name]));
                }
            }),
            with(|o| o.offers[0] = offer("home", None, &["weak:zip"])),
            with(|o| o.offers[0].error = Some("it hangs".to_owned())),
            with(|o| o.workers[0].cut = false),
            with(|o| o.cut = false),
            with(|o| o.answered = 1),
            with(|o| o.answered = 2),
            with(|o| o.error = Some("the time was up".to_owned())),
            with(|o| o.offers.clear()),
            Some(unknown),
            None,
        ]
        .into_iter()
        .flat_map(|offline| outcomes::<SwServesPhiLoggedOut>(&step(offline)))
        .collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example/worker.js: failed: After sign-out and without a network, the service worker still gives https://portal.example/records with mrn.
        https://portal.example/worker.js: failed: After sign-out and without a network, the service worker still gives https://portal.example/records, https://portal.example/letters, https://portal.example/messages and 2 other addresses with mrn and name.
        https://portal.example/worker.js: can't tell: Without a network https://portal.example/home still gives zip, which alone may not be health data.
        https://portal.example/worker.js: can't tell: What https://portal.example/home gives without a network is not known (it hangs).
        https://portal.example/worker.js: can't tell: The portal was not out of reach: a request of the service worker https://portal.example/worker.js did not fail.
        https://portal.example/worker.js: can't tell: The portal was not out of reach: a request of the tab did not fail.
        https://portal.example/worker.js: can't tell: The portal was not out of reach: an answer came over the network.
        https://portal.example/worker.js: can't tell: The portal was not out of reach: 2 answers came over the network.
        https://portal.example/worker.js: can't tell: Not all of it was asked for without a network (the time was up).
        https://portal.example/worker.js: can't tell: No address with health data could be asked for.
        service workers: can't tell: Whether a service worker is registered is not known (no answer).
        service workers: can't tell: Nothing was asked for without a network (the target is no test system).
        ");
    }
}
