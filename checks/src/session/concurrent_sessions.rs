//! # Requirement
//!
//! An account has no more sessions at once than was decided, and it was decided.
//!
//! # Why it matters
//!
//! A session that was opened elsewhere with a stolen password goes unnoticed for as long as nobody counts.
//!
//! # How it is judged
//!
//! - The patient signs in several times, each time in a browser of its own; then each session is asked whether it lives.
//! - More living sessions than `policy: sessions:` allows fail.
//! - As many as it allows, or fewer, pass if at least one lives.
//! - Several living sessions and no policy cannot be told: ASVS asks for a decision that is written down.
//! - One living session of several passes: the portal itself has decided.
//!
//! # What it does not see
//!
//! - Whether the patient can see the sessions and end them.
//! - Limits beyond the number that was tried.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.1.2](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing for concurrent sessions](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/11-Testing_for_Concurrent_Sessions)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    evidence::{Liveness, Piece, SignInKind, SignIns},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct ConcurrentSessions;

impl FlowCheck for ConcurrentSessions {
    const META: &'static Meta = &Meta {
        id: "concurrent-sessions",
        title: "An account has as many sessions at once as was decided",
        requires: &[asvs5::CONCURRENT_SESSIONS, wstg::CONCURRENT_SESSIONS, hipaa::AUTHENTICATION],
        act: &[],
        severity: Severity::Minor,
        class: Class::Identity,
        source: include_str!("concurrent_sessions.rs"),
    };

    const CONTROL: Option<&str> = Some("At least one of the sessions was alive at the end.");

    const NEEDS: &'static [Piece] = &[Piece::SignIns];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let policy = walk.flow.policy.sessions;
        let steps = walk.flow.steps.iter().enumerate();
        steps
            .filter_map(|(place, step)| Some((place, step.sign_ins.as_ref()?)))
            .map(|(place, sign_ins)| {
                Subject::Thing("sessions".to_owned()).is(outcome(sign_ins, policy)).at(place)
            })
            .collect()
    }
}

fn outcome(sign_ins: &SignIns, policy: Option<u32>) -> Outcome {
    let doubt = |what: String| Outcome::CantTell(finding(what));
    let own = [SignInKind::Plain, SignInKind::Planted];
    let tried: Vec<_> = sign_ins
        .entries
        .iter()
        .filter(|entry| own.contains(&entry.kind) && entry.worked())
        .collect();
    let living = tried.iter().filter(|entry| entry.at_end == Liveness::Alive).count();
    if tried.len() < 2 {
        return doubt("The patient could not sign in twice.".to_owned());
    }
    if living == 0 {
        return doubt("None of the sessions was alive at the end, not even the last.".to_owned());
    }
    let count = u32::try_from(living).unwrap_or(u32::MAX);
    match policy {
        Some(most) if count > most => Outcome::Failed(finding(format!(
            "{living} sessions of one account are alive at once, and {most} may be."
        ))),
        _ if tried.iter().any(|entry| entry.at_end == Liveness::Unknown) => {
            doubt("Whether one of the sessions was alive at the end is not known.".to_owned())
        }
        None if count > 1 => doubt(format!(
            "{living} sessions of one account are alive at once, and no policy says how many may be."
        )),
        _ => Outcome::Passed,
    }
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Decide how many sessions an account may have, write it down (`policy: sessions:`), and end the oldest beyond that.",
    )
}

#[cfg(test)]
mod tests {
    use super::ConcurrentSessions;
    use crate::{
        evidence::{Flow, Liveness, Policy, SignInKind, Step},
        testing::{flow, flow_outcomes, sign_in, signed_in_twice},
    };
    use Liveness::{Alive, Dead, Unknown};

    fn step(at_end: [Liveness; 2]) -> Step {
        let mut step = signed_in_twice(vec![sign_in(SignInKind::Planted)]);
        let entries = &mut step.sign_ins.as_mut().expect("sign-ins").entries;
        entries.push(sign_in(SignInKind::SecondPatient));
        (entries[0].at_end, entries[1].at_end) = (at_end[0], at_end[1]);
        step
    }

    fn said(step: Step, sessions: Option<u32>) -> Vec<String> {
        let policy = Policy { sessions, ..Policy::default() };
        flow_outcomes::<ConcurrentSessions>(&Flow { policy, ..flow(vec![step]) })
    }

    #[test]
    fn clauses() {
        for (at_end, policy, expected) in [
            ([Alive, Alive], None, "can't tell"),
            ([Alive, Alive], Some(1), "failed"),
            ([Alive, Alive], Some(2), "passed"),
            ([Dead, Alive], None, "passed"),
            ([Dead, Alive], Some(1), "passed"),
            ([Dead, Dead], Some(1), "can't tell"),
            ([Unknown, Alive], Some(1), "can't tell"),
            ([Unknown, Alive], None, "can't tell"),
        ] {
            let said = said(step(at_end), policy);
            assert!(said[0].contains(expected), "{at_end:?} {policy:?}: {said:?}");
        }
        let mut once = step([Alive, Alive]);
        once.sign_ins.as_mut().expect("sign-ins").entries[1].begun = false;
        assert!(said(once, Some(1))[0].contains("can't tell"));
        assert!(said(Step::default(), Some(1)).is_empty());
    }

    #[test]
    fn wording() {
        let mut lines = said(step([Alive, Alive]), None);
        lines.extend(said(step([Alive, Alive]), Some(1)));
        lines.extend(said(step([Dead, Dead]), None));
        insta::assert_snapshot!(lines.join("\n"), @r"
        0 sessions: can't tell: 2 sessions of one account are alive at once, and no policy says how many may be.
        0 sessions: failed: 2 sessions of one account are alive at once, and 1 may be.
        0 sessions: can't tell: None of the sessions was alive at the end, not even the last.
        ");
    }
}
