//! # Requirement
//!
//! When the session ends, the server closes the sockets and streams of events that were opened in it.
//!
//! # Why it matters
//!
//! A socket asks for the session once, when it is opened. A server that does not close it goes on sending messages and
//! results to a tab, or to whoever took over the connection, when the session is long dead.
//!
//! # How it is judged
//!
//! - Just before sign-out the page is opened in a second tab, so that its channels outlive the first tab. Every `WebSocket`
//!   and `EventSource` that is open then is listened to from two seconds after sign-out on, for a second at least.
//! - One strong canary in what comes, or two weak ones, fails.
//! - A channel that was seen to close, and by which nothing came any more, passes.
//! - Messages without canaries can't be told, and no more can silence on a channel that stays open: a few seconds are not
//!   long enough.
//! - A flow without such channels has nothing to be judged; where nobody listened, it can't be told.
//!
//! # What it does not see
//!
//! - Calls: `RTCDataChannel` and media.
//! - Channels of workers, and answers to requests that are held open.
//! - Channels that end with the session's own timeout.
//!
//! # Sources
//!
//! - [OWASP ASVS 5.0, 7.4.1](https://github.com/OWASP/ASVS/blob/v5.0.0_release/5.0/en/0x16-V7-Session-Management.md)
//! - [OWASP WSTG, testing WebSockets](https://owasp.org/www-project-web-security-testing-guide/latest/4-Web_Application_Security_Testing/11-Client-side_Testing/10-Testing_WebSockets)
//! - [HTML, server-sent events](https://html.spec.whatwg.org/multipage/server-sent-events.html)

use crate::{
    check::{Class, Meta, Severity, StateCheck},
    derived::{canaries, span},
    evidence::{After, Channel, Hit},
    judgement::{Finding, Judgement, Outcome, Subject},
    standards::{asvs5, hipaa, wstg},
};

/// See the page at the top of the file.
#[derive(Debug)]
pub struct LogoutClosesChannels;

impl StateCheck for LogoutClosesChannels {
    const META: &'static Meta = &Meta {
        id: "logout-closes-channels",
        title: "Signing out closes sockets and streams",
        requires: &[asvs5::SESSION_TERMINATION, wstg::WEBSOCKETS, hipaa::ACCESS_CONTROL],
        act: &[],
        severity: Severity::Serious,
        class: Class::Identity,
        source: include_str!("logout_closes_channels.rs"),
    };

    type Reads<'e> = &'e After;

    fn judge(after: &After) -> Vec<Judgement> {
        let Some(channels) = &after.channels else {
            let why = after.why_not();
            let what = format!("Nobody listened to sockets and streams after sign-out ({why}).");
            let subject = Subject::Thing("sockets and streams".to_owned());
            return vec![subject.is(Outcome::CantTell(finding(what)))];
        };
        channels
            .iter()
            .map(|channel| Subject::Address(channel.url.clone()).is(outcome(channel)))
            .collect()
    }
}

fn outcome(channel: &Channel) -> Outcome {
    let kind = match channel.kind.as_str() {
        "event-stream" => "stream of events",
        _ => "socket",
    };
    let listened = span(f64::from(u32::try_from(channel.listened_ms).unwrap_or(u32::MAX)) / 1000.0);
    let messages = match channel.received {
        1 => "a message".to_owned(),
        count => format!("{count} messages"),
    };
    if Hit::amount_to_phi(&channel.hits) {
        let what = format!(
            "More than two seconds after sign-out the {kind} still brings {messages} with {}.",
            canaries(&channel.hits)
        );
        return Outcome::Failed(finding(what));
    }
    if channel.received > 0 {
        let what = format!(
            "More than two seconds after sign-out the {kind} still brings {messages}, in which no health data was found."
        );
        return Outcome::CantTell(finding(what));
    }
    if !channel.closed {
        let what = format!(
            "The {kind} was not seen to close, and brought nothing in the {listened} for which it was listened to."
        );
        return Outcome::CantTell(finding(what));
    }
    Outcome::Passed
}

fn finding(what: String) -> Finding {
    Finding::new(
        what,
        "Let the server remember which channels a session opened, and close them when it ends; check the session before each message.",
    )
}

#[cfg(test)]
mod tests {
    use super::LogoutClosesChannels;
    use crate::{
        evidence::{After, Channel, Step},
        testing::{hit, outcomes, outcomes_of},
    };

    fn channel(closed: bool, received: u32, canaries: &[&str]) -> Channel {
        Channel {
            url: "wss://portal.example/news".to_owned(),
            kind: "websocket".to_owned(),
            closed,
            before: 1,
            received,
            hits: canaries.iter().map(|name| hit(name, "message")).collect(),
            listened_ms: 4200,
        }
    }

    fn step(channels: Option<Vec<Channel>>) -> Step {
        Step { after: Some(After { channels, ..After::default() }), ..Step::default() }
    }

    #[test]
    fn clauses() {
        for (clause, channels, expected) in [
            ("closed", Some(vec![channel(true, 0, &[])]), "passed"),
            ("health data", Some(vec![channel(false, 2, &["mrn"])]), "failed"),
            ("health data, and closed then", Some(vec![channel(true, 2, &["mrn"])]), "failed"),
            ("a weak one", Some(vec![channel(false, 1, &["weak:zip"])]), "can't tell"),
            (
                "two weak ones",
                Some(vec![channel(false, 2, &["weak:zip", "weak:birth_date"])]),
                "failed",
            ),
            ("messages", Some(vec![channel(false, 2, &[])]), "can't tell"),
            ("messages, and closed then", Some(vec![channel(true, 1, &[])]), "can't tell"),
            ("silent", Some(vec![channel(false, 0, &[])]), "can't tell"),
            ("nobody listened", None, "can't tell"),
            ("none", Some(vec![]), ""),
        ] {
            let said = outcomes_of::<LogoutClosesChannels>(&step(channels)).join(" ");
            assert_eq!(said, expected, "{clause}");
        }
    }

    #[test]
    fn wording() {
        let stream = |channel: Channel| Channel { kind: "event-stream".to_owned(), ..channel };
        let channels = vec![
            channel(false, 2, &["mrn", "name"]),
            stream(channel(false, 1, &["mrn"])),
            channel(false, 1, &[]),
            stream(channel(false, 0, &[])),
        ];
        let mut said = outcomes::<LogoutClosesChannels>(&step(Some(channels)));
        said.extend(outcomes::<LogoutClosesChannels>(&step(None)));
        insta::assert_snapshot!(said.join("\n"), @r"
        wss://portal.example/news: failed: More than two seconds after sign-out the socket still brings 2 messages with mrn and name.
        wss://portal.example/news: failed: More than two seconds after sign-out the stream of events still brings a message with mrn.
        wss://portal.example/news: can't tell: More than two seconds after sign-out the socket still brings a message, in which no health data was found.
        wss://portal.example/news: can't tell: The stream of events was not seen to close, and brought nothing in the 4.2 s for which it was listened to.
        sockets and streams: can't tell: Nobody listened to sockets and streams after sign-out (no reason was recorded).
        ");
    }
}
