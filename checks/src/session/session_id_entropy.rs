//! # Requirement
//!
//! Session identifiers cannot be guessed.
//!
//! # Why it matters
//!
//! Who can work out the next identifier from a few of their own opens the session of whoever signs in next.
//!
//! # How it is judged
//!
//! - The values of each session cookie are taken together: those of several sign-ins, and those that visitors get under the
//!   same name.
//! - The same value twice, values that count up by little, and values that can hold less than 64 bits fail. So many bits at
//!   most are in a value: the places that differ between any two of them, each with the whole alphabet they use.
//! - Between 64 bits, which NIST SP 800-63B asks for, and 128, which OWASP ASVS asks for, it cannot be told, for the
//!   figure is an upper bound; nor with fewer than three values.
//! - 128 bits or more pass: no weakness was found in so many values. That proves nothing of the generator.
//!
//! # What it does not see
//!
//! - A generator whose output only looks random, and identifiers that are signed and hold something guessable.
//! - Bearer tokens.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.2.3](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [NIST SP 800-63B-4, session secrets](https://pages.nist.gov/800-63-4/sp800-63b.html)
//! - [OWASP WSTG, testing for session management schema](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/01-Testing_for_Session_Management_Schema)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    evidence::{Identifiers, SignIns},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct SessionIdEntropy;

impl StateCheck for SessionIdEntropy {
    const META: &'static Meta = &Meta {
        id: "session-id-entropy",
        title: "Session identifiers cannot be guessed",
        requires: &[asvs5::TOKEN_ENTROPY, wstg::SESSION_SCHEMA, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("session_id_entropy.rs"),
    };

    type Reads<'e> = &'e SignIns;

    fn judge(sign_ins: &SignIns) -> Vec<Judgement> {
        let judged = |seen: &Identifiers| Subject::Cookie(seen.cookie.clone()).is(outcome(seen));
        sign_ins.identifiers.iter().map(judged).collect()
    }
}

/// What NIST asks for at least, in bits.
const LEAST: f64 = 64.0;
/// What OWASP asks for, in bits.
const ENOUGH: f64 = 128.0;
/// Fewer values show nothing of a pattern.
const SAMPLES: u32 = 3;

fn outcome(seen: &Identifiers) -> Outcome {
    let Identifiers { samples, varying, alphabet, bits, .. } = seen;
    let failed = |what: String| Outcome::Failed(finding(what));
    let doubt = |what: String| Outcome::CantTell(finding(what));
    if seen.repeated {
        return failed(format!("Of {samples} values two are the same."));
    }
    if seen.counting {
        return failed(format!("The {samples} values count up, each by little."));
    }
    if *samples < SAMPLES {
        return doubt(format!("Only {samples} of its values were seen."));
    }
    let most = format!(
        "a value holds {bits:.0} bits at most: in {samples} values {varying} places differ, each one of {alphabet} letters"
    );
    if *bits < LEAST {
        return failed(format!("It can be guessed; {most}."));
    }
    if *bits < ENOUGH {
        return doubt(format!("Fewer than the 128 bits that ASVS asks for; {most}."));
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Draw at least 128 bits from the system's random numbers for each session, and put nothing else into the identifier.",
    )
}

#[cfg(test)]
mod tests {
    use super::SessionIdEntropy;
    use crate::{
        evidence::{Identifiers, Step},
        testing::{Change, outcomes, outcomes_of, signed_in_twice},
    };

    fn step(change: Change<Identifiers>) -> Step {
        let mut seen = Identifiers {
            cookie: "session".to_owned(),
            samples: 8,
            length: 43,
            varying: 43,
            alphabet: 64,
            bits: 258.0,
            repeated: false,
            counting: false,
        };
        change(&mut seen);
        let mut step = signed_in_twice(vec![]);
        step.sign_ins.as_mut().expect("sign-ins").identifiers = vec![seen];
        step
    }

    const CASES: [(&str, Change<Identifiers>, &str); 9] = [
        ("plenty", |_| {}, "passed"),
        ("just enough", |i| i.bits = 128.0, "passed"),
        ("a UUID", |i| (i.bits, i.varying, i.alphabet) = (124.0, 31, 16), "can't tell"),
        ("NIST's least", |i| i.bits = 64.0, "can't tell"),
        ("less", |i| (i.bits, i.varying, i.alphabet) = (32.0, 8, 16), "failed"),
        ("repeated", |i| i.repeated = true, "failed"),
        ("counting", |i| i.counting = true, "failed"),
        ("two values", |i| i.samples = 2, "can't tell"),
        ("two values, the same", |i| (i.samples, i.repeated) = (2, true), "failed"),
    ];

    #[test]
    fn clauses() {
        for (clause, change, expected) in CASES {
            assert_eq!(outcomes_of::<SessionIdEntropy>(&step(change)), [expected], "{clause}");
        }
        assert!(outcomes_of::<SessionIdEntropy>(&signed_in_twice(vec![])).is_empty());
    }

    #[test]
    fn wording() {
        let said: Vec<_> = CASES
            .into_iter()
            .flat_map(|(_, change, _)| outcomes::<SessionIdEntropy>(&step(change)))
            .filter(|said| !said.ends_with("passed"))
            .collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        session: can't tell: Fewer than the 128 bits that ASVS asks for; a value holds 124 bits at most: in 8 values 31 places differ, each one of 16 letters.
        session: can't tell: Fewer than the 128 bits that ASVS asks for; a value holds 64 bits at most: in 8 values 43 places differ, each one of 64 letters.
        session: failed: It can be guessed; a value holds 32 bits at most: in 8 values 8 places differ, each one of 16 letters.
        session: failed: Of 8 values two are the same.
        session: failed: The 8 values count up, each by little.
        session: can't tell: Only 2 of its values were seen.
        session: failed: Of 2 values two are the same.
        ");
    }
}
