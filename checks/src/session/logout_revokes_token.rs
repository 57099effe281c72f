//! # Requirement
//!
//! Signing out revokes the bearer tokens of the session.
//!
//! # Why it matters
//!
//! A token opens the record by itself, from any machine. Who signs out believes that the door is shut.
//!
//! # How it is judged
//!
//! - A recorded request that gave health data is sent with its `Authorization` field alone, before sign-out and after.
//! - A token that opened it before and still does fails; one that is to end within five minutes passes, for what it opens
//!   is bounded. One that has ended by its own account and still opens fails.
//! - A token that opened it before and no longer does passes.
//! - A token that opens nothing by itself is not judged: it is no key.
//! - No answer, or one that says nothing about the right to ask, can't be told; nor can a flow with tokens of which none
//!   was tried.
//!
//! # What it does not see
//!
//! - Refresh tokens, which are not recorded, and tokens beyond the newest three requests that carried one.
//! - Whether every server of a cluster forgets at once.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.4.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP ASVS 5.0, 10.4.9](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x19-V10-OAuth-and-OIDC.md)
//! - [RFC 7009, OAuth 2.0 token revocation](https://www.rfc-editor.org/rfc/rfc7009#section-2)
//! - [OWASP WSTG, testing for logout functionality](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/06-Session_Management_Testing/06-Testing_for_Logout_Functionality)

use crate::{
    check::{Class, FlowCheck, Meta, Severity, Walk},
    derived::{exchanges, span},
    evidence::{After, Flow, Liveness, Party, Piece, Replay},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// Tokens that end by themselves within so many seconds need no revoking.
const BOUNDED_S: i64 = 300;

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LogoutRevokesToken;

impl FlowCheck for LogoutRevokesToken {
    const META: &'static Meta = &Meta {
        id: "logout-revokes-token",
        title: "Signing out revokes bearer tokens",
        requires: &[
            asvs5::SESSION_TERMINATION,
            asvs5::TOKENS_REVOCABLE,
            wstg::LOGOUT,
            hipaa::AUTHENTICATION,
        ],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("logout_revokes_token.rs"),
    };

    const CONTROL: Option<&str> = Some("The token alone opened the same address before sign-out.");

    const NEEDS: &'static [Piece] = &[Piece::After];

    fn judge(walk: &Walk<'_>) -> Vec<Judgement> {
        let steps = walk.flow.steps.iter().enumerate();
        steps
            .filter_map(|(place, step)| Some((place, step.after.as_ref()?)))
            .filter_map(|(place, after)| {
                let outcome = outcome(after, walk.flow)?;
                Some(Subject::Thing("bearer token".to_owned()).is(outcome).at(place))
            })
            .collect()
    }
}

fn outcome(after: &After, flow: &Flow) -> Option<Outcome> {
    let doubt = |what: String| Some(Outcome::CantTell(finding(what)));
    let Some(control) = after.of_kind("token-control").last() else {
        let carried = exchanges(flow).any(|(_, exchange)| {
            exchange.party == Party::First
                && exchange.bears_phi()
                && exchange.request_fields.iter().any(|(name, _)| name == "authorization")
        });
        let why = after.why_not();
        return if carried {
            doubt(format!("Requests carried tokens, and none was tried after sign-out ({why})."))
        } else {
            None
        };
    };
    if !control.bears_phi() {
        // A refusal says that the token is no key by itself; silence says nothing.
        let why = control.says_nothing().or_else(|| unclear(control))?;
        return doubt(format!("Whether the token opens anything by itself is not known ({why})."));
    }
    let Some(after) = after.of_kind("token-signed-out").last() else {
        return doubt(
            "The token opens the record by itself, and was not tried after sign-out.".to_owned(),
        );
    };
    if after.bears_phi() {
        let left = after.expires_in_s;
        if left.is_some_and(|left| (0..=BOUNDED_S).contains(&left)) {
            return Some(Outcome::Passed);
        }
        let until = match left {
            None => "it does not say when it ends".to_owned(),
            Some(..0) => "it says itself that it has ended".to_owned(),
            Some(left) => format!("it claims to be good for another {}", span(seconds(left))),
        };
        return Some(Outcome::Failed(finding(format!(
            "After sign-out, {} still answers to the token alone with the patient's data; {until}.",
            after.url
        ))));
    }
    match after.says_nothing().or_else(|| unclear(after)) {
        Some(why) => doubt(format!("After sign-out, the token got no answer to judge ({why}).")),
        None => Some(Outcome::Passed),
    }
}

fn unclear(replay: &Replay) -> Option<String> {
    let unclear = replay.session == Liveness::Unknown;
    unclear
        .then(|| replay.status.map_or("no answer".to_owned(), |status| format!("status {status}")))
}

fn seconds(whole: i64) -> f64 {
    f64::from(i32::try_from(whole).unwrap_or(i32::MAX))
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Revoke the session's tokens at the server when the patient signs out, or let them live for five minutes at most.",
    )
}

#[cfg(test)]
mod tests {
    use super::LogoutRevokesToken;
    use crate::{
        evidence::{After, Liveness, Replay, Step},
        testing::{Wire, flow, flow_outcomes, replay},
    };
    use Liveness::{Alive, Dead, Unknown};

    const API: &str = "https://portal.example/api/results";

    fn word(replays: Vec<Replay>, carried: bool) -> Vec<String> {
        let wire = Wire::new().response(API, &[], &["mrn"]).but(|exchange| {
            if carried {
                let field = ("authorization".to_owned(), "Bearer ⟦1⟧".to_owned());
                exchange.request_fields.push(field);
            }
        });
        let step = Step { after: Some(After { replays, ..After::default() }), ..wire.step() };
        flow_outcomes::<LogoutRevokesToken>(&flow(vec![step]))
    }

    fn before(session: Liveness) -> Replay {
        replay("token-control", API, "bearer", session)
    }

    fn after(session: Liveness, expires_in_s: Option<i64>) -> Replay {
        Replay { expires_in_s, ..replay("token-signed-out", API, "bearer", session) }
    }

    #[test]
    fn clauses() {
        for (clause, replays, expected) in [
            ("revoked", vec![before(Alive), after(Dead, None)], "passed"),
            ("alive", vec![before(Alive), after(Alive, None)], "failed"),
            ("alive for long", vec![before(Alive), after(Alive, Some(301))], "failed"),
            ("alive for five minutes", vec![before(Alive), after(Alive, Some(300))], "passed"),
            ("alive though it ended", vec![before(Alive), after(Alive, Some(-5))], "failed"),
            ("unknown", vec![before(Alive), after(Unknown, None)], "can't tell"),
            ("not tried again", vec![before(Alive)], "can't tell"),
            ("no key by itself", vec![before(Dead), after(Dead, None)], ""),
            ("unknown before", vec![before(Unknown)], "can't tell"),
            (
                "the third of three is a key",
                vec![before(Dead), before(Alive), after(Alive, None)],
                "failed",
            ),
            ("not tried", vec![], "can't tell"),
        ] {
            let said = word(replays, true).pop().unwrap_or_default();
            let said = said.split(": ").nth(1).unwrap_or_default().to_owned();
            assert_eq!(said, expected, "{clause}");
        }
        assert!(word(vec![], false).is_empty());
    }

    #[test]
    fn wording() {
        let mut silent = after(Unknown, None);
        silent.status = Some(502);
        let said: Vec<_> = [
            vec![before(Alive), after(Alive, None)],
            vec![before(Alive), after(Alive, Some(86_400))],
            vec![before(Alive), after(Alive, Some(-9))],
            vec![before(Alive), silent],
            vec![before(Alive)],
            vec![before(Unknown)],
            vec![],
        ]
        .into_iter()
        .flat_map(|replays| word(replays, true))
        .collect();
        insta::assert_snapshot!(said.join("\n"), @r"
        0 bearer token: failed: After sign-out, https://portal.example/api/results still answers to the token alone with the patient's data; it does not say when it ends.
        0 bearer token: failed: After sign-out, https://portal.example/api/results still answers to the token alone with the patient's data; it claims to be good for another 1 d.
        0 bearer token: failed: After sign-out, https://portal.example/api/results still answers to the token alone with the patient's data; it says itself that it has ended.
        0 bearer token: can't tell: After sign-out, the token got no answer to judge (status 502).
        0 bearer token: can't tell: The token opens the record by itself, and was not tried after sign-out.
        0 bearer token: can't tell: Whether the token opens anything by itself is not known (status 401).
        0 bearer token: can't tell: Requests carried tokens, and none was tried after sign-out (no reason was recorded).
        ");
    }
}
