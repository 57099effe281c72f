//! # Requirement
//!
//! After sign-out, nobody gets in again without saying who they are.
//!
//! # Why it matters
//!
//! Where another site signs the patient in, the portal's own sign-out leaves that session alive: the next person at the
//! computer clicks on Sign in, and is the patient.
//!
//! # How it is judged
//!
//! - After sign-out, in the same browser, what leads to sign-in is done again, up to the step that asks for the password; all
//!   is clicked and nothing is typed.
//! - Health data then fails.
//! - None passes, if at least one control was clicked.
//! - Where no control could be clicked, it cannot be told.
//!
//! # What it does not see
//!
//! - Ways in that the scenario does not go.
//! - Whether the session of the other site was ended, beyond that it did not let in.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.4.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing for logout functionality](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/06-Testing_for_Logout_Functionality)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::canaries,
    evidence::{After, Hit, Reentry},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LogoutSsoRelogin;

impl StateCheck for LogoutSsoRelogin {
    const META: &'static Meta = &Meta {
        id: "logout-sso-relogin",
        title: "After sign-out nobody gets in again without being asked",
        requires: &[asvs5::SESSION_TERMINATION, wstg::LOGOUT, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Moderate,
        class: Class::Identity,
        source: include_str!("logout_sso_relogin.rs"),
    };

    const CONTROL: Option<&str> = Some("At least one control that leads to sign-in was clicked.");

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let judged = |seen: &Reentry| {
            let outcome = if Hit::amount_to_phi(&seen.shows) {
                Outcome::Failed(finding(format!(
                    "After sign-out, {} and nothing typed led to {}, which shows {}.",
                    clicks(seen.clicks),
                    seen.url,
                    canaries(&seen.shows)
                )))
            } else if seen.clicks == 0 {
                let what =
                    "After sign-out, nothing could be clicked that leads to sign-in.".to_owned();
                Outcome::CantTell(finding(what))
            } else {
                Outcome::Passed
            };
            Subject::Thing("sign-in".to_owned()).is(outcome)
        };
        after.reentry.as_ref().map(judged).into_iter().collect()
    }
}

fn clicks(count: u32) -> String {
    if count == 1 { "1 click".to_owned() } else { format!("{count} clicks") }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "End the session of the site that signs in as well, or ask it to ask again (`prompt=login`) after a sign-out.",
    )
}

#[cfg(test)]
mod tests {
    use super::LogoutSsoRelogin;
    use crate::{
        evidence::{After, Hit, Reentry, Step},
        testing::{hit, outcomes, outcomes_of},
    };

    fn step(clicks: u32, shows: Vec<Hit>) -> Step {
        let url = "https://portal.example/home".to_owned();
        let reentry = Some(Reentry { url, clicks, shows });
        Step { after: Some(After { reentry, ..After::default() }), ..Step::default() }
    }

    #[test]
    fn clauses() {
        for (clicks, shows, expected) in [
            (1, vec![], "passed"),
            (1, vec![hit("mrn", "page")], "failed"),
            (0, vec![hit("mrn", "page")], "failed"),
            (2, vec![hit("weak:city", "page")], "passed"),
            (0, vec![], "can't tell"),
        ] {
            assert_eq!(
                outcomes_of::<LogoutSsoRelogin>(&step(clicks, shows)),
                [expected],
                "{clicks}"
            );
        }
        let untried = Step { after: Some(After::default()), ..Step::default() };
        assert!(outcomes_of::<LogoutSsoRelogin>(&untried).is_empty());
    }

    #[test]
    fn wording() {
        let mut said = outcomes::<LogoutSsoRelogin>(&step(2, vec![hit("mrn", "page")]));
        said.extend(outcomes::<LogoutSsoRelogin>(&step(0, vec![])));
        insta::assert_snapshot!(said.join("\n"), @r"
        sign-in: failed: After sign-out, 2 clicks and nothing typed led to https://portal.example/home, which shows mrn.
        sign-in: can't tell: After sign-out, nothing could be clicked that leads to sign-in.
        ");
    }
}
