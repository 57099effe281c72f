//! # Requirement
//!
//! An account that was disabled lets nobody in.
//!
//! # Why it matters
//!
//! Staff leave, and patients die. An account that nobody watches is the one whose password was in the last leak.
//!
//! # How it is judged
//!
//! - The scenario's `disabled_account` signs in as the patient does. A session that begins, or that opens health data, fails.
//! - A refusal passes, if the patient's own sign-in worked in the same way: the control.
//! - A scenario without such an account is not judged.
//!
//! # What it does not see
//!
//! - Sessions and tokens that were open when the account was disabled.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.4.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, test account provisioning process](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/03-Identity_Management_Testing/03-Test_Account_Provisioning_Process)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    evidence::{Liveness, SignIn, SignInKind, SignIns},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct DeprovisionedLogin;

impl StateCheck for DeprovisionedLogin {
    const META: &'static Meta = &Meta {
        id: "deprovisioned-login",
        title: "A disabled account lets nobody in",
        requires: &[asvs5::DISABLED_ACCOUNT, wstg::PROVISIONING, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("deprovisioned_login.rs"),
    };

    const CONTROL: Option<&str> = Some("The patient's own sign-in worked in the same way.");

    type Reads<'e> = &'e SignIns;

    fn judge(sign_ins: &SignIns) -> Vec<Judgement> {
        let judged = |entry: &SignIn| {
            let opens = entry.at_end == Liveness::Alive
                || entry.stages.iter().any(|stage| stage.session == Liveness::Alive);
            let outcome = if entry.begun || opens {
                let what = "The disabled account signed in, and a session began.".to_owned();
                Outcome::Failed(finding(what))
            } else if entry.stages.last().is_none_or(|stage| stage.session != Liveness::Dead) {
                let what = "The disabled account got in nowhere, and no answer says whether what the browser then held opens anything.".to_owned();
                Outcome::CantTell(finding(what))
            } else if sign_ins.worked() {
                Outcome::Passed
            } else {
                let what =
                    "The disabled account was refused, and so was the patient's own.".to_owned();
                Outcome::CantTell(finding(what))
            };
            Subject::Thing("disabled account".to_owned()).is(outcome)
        };
        sign_ins.of_kind(SignInKind::DisabledAccount).map(judged).collect()
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Refuse disabled accounts at sign-in, and end their sessions when they are disabled.",
    )
}

#[cfg(test)]
mod tests {
    use super::DeprovisionedLogin;
    use crate::{
        evidence::{Liveness, SignIn, SignInKind, Step},
        testing::{Change, outcomes, outcomes_of, sign_in, signed_in_twice},
    };

    fn step(change: Change<SignIn>) -> Step {
        let mut entry = sign_in(SignInKind::DisabledAccount);
        (entry.begun, entry.at_end) = (false, Liveness::Dead);
        entry.stages.truncate(2);
        change(&mut entry);
        signed_in_twice(vec![entry])
    }

    #[test]
    fn clauses() {
        let cases: [(&str, Change<SignIn>, &str); 6] = [
            ("no answer", |e| e.stages[1].session = Liveness::Unknown, "can't tell"),
            ("nowhere near", |e| e.stages.clear(), "can't tell"),
            ("refused", |_| {}, "passed"),
            ("begun", |e| e.begun = true, "failed"),
            ("half a session opens", |e| e.stages[1].session = Liveness::Alive, "failed"),
            ("alive at the end", |e| e.at_end = Liveness::Alive, "failed"),
        ];
        for (clause, change, expected) in cases {
            assert_eq!(outcomes_of::<DeprovisionedLogin>(&step(change)), [expected], "{clause}");
        }
        assert!(outcomes_of::<DeprovisionedLogin>(&signed_in_twice(vec![])).is_empty());
    }

    #[test]
    fn wording() {
        let mut said = outcomes::<DeprovisionedLogin>(&step(|e| e.begun = true));
        let mut nobody = step(|_| {});
        nobody.sign_ins.as_mut().expect("sign-ins").entries[0].begun = false;
        said.extend(outcomes::<DeprovisionedLogin>(&nobody));
        insta::assert_snapshot!(said.join("\n"), @r"
        disabled account: failed: The disabled account signed in, and a session began.
        disabled account: can't tell: The disabled account was refused, and so was the patient's own.
        ");
    }
}
