//! # Requirement
//!
//! When the patient signs out in one tab, the other tabs of the session show nothing of the patient any more, and load
//! nothing.
//!
//! # Why it matters
//!
//! Results are opened in a second tab, and forgotten there. Who signs out in the first believes to have closed the
//! portal, and the next person at the computer finds the other tab.
//!
//! # How it is judged
//!
//! - Just before sign-out the page of the first tab is opened in a second one. Two seconds or more after sign-out that tab
//!   comes to the front, and a key is pressed in it that does nothing.
//! - One strong canary in view, or two weak ones, fails.
//! - Then the tab's page is loaded anew. Health data that comes from the network fails.
//! - Control: the second tab showed health data before sign-out; otherwise it can't be told, and no more can it where
//!   the tab was not tried.
//!
//! # What it does not see
//!
//! - What is in the second tab's document and out of view.
//! - Other windows of the browser with other cookies, and other devices.
//! - A tab that clears itself later than a few seconds after sign-out: it fails all the same.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 14.3.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x23-V14-Data-Protection.md)
//! - [OWASP WSTG, testing for logout functionality](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/06-Testing_for_Logout_Functionality)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{canaries, span},
    evidence::{After, Hit, OtherTab},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LogoutCrossTab;

impl StateCheck for LogoutCrossTab {
    const META: &'static Meta = &Meta {
        id: "logout-cross-tab",
        title: "Signing out in one tab clears the others",
        requires: &[
            asvs5::SESSION_TERMINATION,
            asvs5::CLEARED_AFTER_SESSION,
            wstg::LOGOUT,
            hipaa::ACCESS_CONTROL,
        ],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("logout_cross_tab.rs"),
    };

    const CONTROL: Option<&str> = Some("The second tab showed health data before sign-out.");

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let Some(tab) = &after.other_tab else {
            let why = after.why_not();
            let what = format!("No second tab of the session was tried ({why}).");
            let subject = Subject::Thing("second tab".to_owned());
            return vec![subject.is(Outcome::CantTell(finding(what)))];
        };
        vec![Subject::Address(tab.url.clone()).is(outcome(tab))]
    }
}

fn outcome(tab: &OtherTab) -> Outcome {
    if let Some(loads) = tab.loads.as_ref().filter(|loads| Hit::amount_to_phi(loads)) {
        let what = format!(
            "After sign-out in another tab, this one still loads {} from the server.",
            canaries(loads)
        );
        return Outcome::Failed(finding(what));
    }
    if Hit::amount_to_phi(&tab.shows) {
        let late = span(f64::from(u32::try_from(tab.after_ms).unwrap_or(u32::MAX)) / 1000.0);
        let what = format!(
            "{late} after sign-out in another tab, this one still shows {}.",
            canaries(&tab.shows)
        );
        return Outcome::Failed(finding(what));
    }
    if !Hit::amount_to_phi(&tab.before) {
        let what = "The second tab showed no health data before sign-out, so that showing none after it proves nothing.";
        return Outcome::CantTell(finding(what.to_owned()));
    }
    if tab.loads.is_none() {
        let what = "The second tab shows nothing after sign-out, and whether it can still load something was not tried.";
        return Outcome::CantTell(finding(what.to_owned()));
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Tell the other tabs when the patient signs out, by a storage event or a `BroadcastChannel`, and let them leave for a page without the patient's data.",
    )
}

#[cfg(test)]
mod tests {
    use super::LogoutCrossTab;
    use crate::{
        evidence::{After, OtherTab, Step},
        testing::{hit, outcomes, outcomes_of},
    };

    fn tab(before: &[&str], shows: &[&str], loads: Option<&[&str]>) -> OtherTab {
        let hits = |names: &[&str]| names.iter().map(|name| hit(name, "page")).collect();
        OtherTab {
            url: "https://portal.example/home".to_owned(),
            before: hits(before),
            after_ms: 2400,
            shows: hits(shows),
            loads: loads.map(hits),
        }
    }

    fn step(other_tab: Option<OtherTab>) -> Step {
        let notes = vec!["the probe is off".to_owned()];
        Step { after: Some(After { other_tab, notes, ..After::default() }), ..Step::default() }
    }

    #[test]
    fn clauses() {
        let seen: &[&str] = &["mrn"];
        let (weak, two): (&[&str], &[&str]) = (&["weak:zip"], &["weak:zip", "weak:birth_date"]);
        let none = Some(&[] as &[&str]);
        for (clause, tab, expected) in [
            ("cleared", Some(tab(seen, &[], none)), "passed"),
            ("shown", Some(tab(seen, seen, none)), "failed"),
            ("a weak one shown", Some(tab(seen, weak, none)), "passed"),
            ("two weak ones shown", Some(tab(seen, two, none)), "failed"),
            ("loaded", Some(tab(seen, &[], Some(seen))), "failed"),
            ("a weak one loaded", Some(tab(seen, &[], Some(weak))), "passed"),
            ("loaded, and not shown before", Some(tab(&[], &[], Some(seen))), "failed"),
            ("not shown before", Some(tab(&[], &[], none)), "can't tell"),
            ("a weak one before", Some(tab(weak, &[], none)), "can't tell"),
            ("not loaded anew", Some(tab(seen, &[], None)), "can't tell"),
            ("shown, not loaded anew", Some(tab(seen, seen, None)), "failed"),
            ("not tried", None, "can't tell"),
        ] {
            assert_eq!(outcomes_of::<LogoutCrossTab>(&step(tab)), [expected], "{clause}");
        }
    }

    #[test]
    fn wording() {
        let seen: &[&str] = &["mrn", "name"];
        let said = [
            step(Some(tab(seen, seen, None))),
            step(Some(tab(seen, seen, Some(seen)))),
            step(Some(tab(&[], &[], None))),
            step(Some(tab(seen, &[], None))),
            step(None),
        ];
        let said: Vec<_> = said.iter().flat_map(outcomes::<LogoutCrossTab>).collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        https://portal.example/home: failed: 2.4 s after sign-out in another tab, this one still shows mrn and name.
        https://portal.example/home: failed: After sign-out in another tab, this one still loads mrn and name from the server.
        https://portal.example/home: can't tell: The second tab showed no health data before sign-out, so that showing none after it proves nothing.
        https://portal.example/home: can't tell: The second tab shows nothing after sign-out, and whether it can still load something was not tried.
        second tab: can't tell: No second tab of the session was tried (the probe is off).
        ");
    }
}
