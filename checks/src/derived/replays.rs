//! Requests of our own: what they proved, and why some were not sent.

use super::list;
use crate::evidence::{After, Hit, Liveness, Replay};

/// Whether our own client got health data with the session at all, while the session lived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// It did: what is refused is refused for a reason.
    Proved,
    /// It did not, so that a refusal proves nothing.
    Unproved,
}

/// Whether our own client can ask this portal as a browser does.
pub fn asked(after: &After) -> Asked {
    let control = |replay: &Replay| replay.kind == "control" && replay.session == Liveness::Alive;
    if after.replays.iter().any(control) { Asked::Proved } else { Asked::Unproved }
}

impl After {
    /// The requests of a kind that were sent.
    pub fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &Replay> {
        self.replays.iter().filter(move |replay| replay.kind == kind)
    }

    /// Why something was not tried, in words.
    pub fn why_not(&self) -> String {
        match self.notes.as_slice() {
            [] => "no reason was recorded".to_owned(),
            notes => list(notes),
        }
    }
}

impl Replay {
    /// The values of a field of the response, joined as HTTP joins them; the name in small letters.
    pub fn field(&self, name: &str) -> Option<String> {
        let values: Vec<_> = self
            .fields
            .iter()
            .filter(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// Whether the answer held the patient's health data.
    pub fn bears_phi(&self) -> bool {
        Hit::amount_to_phi(&self.hits) || self.session == Liveness::Alive
    }

    /// Why the answer says nothing about the right to ask; none when it does.
    pub fn says_nothing(&self) -> Option<String> {
        match (self.status, &self.error) {
            (_, Some(error)) => Some(error.clone()),
            (None, None) => Some("no answer".to_owned()),
            (Some(status @ (408 | 425 | 429 | 500..)), None) => Some(format!("status {status}")),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, asked};
    use crate::{
        evidence::{After, Liveness},
        testing::{hit, replay},
    };

    #[test]
    fn a_control_that_was_alive_proves_the_client() {
        for (kind, session, expected) in [
            ("control", Liveness::Alive, Asked::Proved),
            ("control", Liveness::Dead, Asked::Unproved),
            ("signed-out", Liveness::Alive, Asked::Unproved),
        ] {
            let replays = vec![replay(kind, "https://portal.example/", "session cookies", session)];
            assert_eq!(asked(&After { replays, ..After::default() }), expected, "{kind}");
        }
    }

    #[test]
    fn what_an_answer_says() {
        let answer = |status, error: Option<&str>| {
            let mut answer = replay("x", "https://portal.example/", "nothing", Liveness::Unknown);
            (answer.status, answer.error) = (status, error.map(str::to_owned));
            answer
        };
        for (status, error, silent) in [
            (Some(200), None, false),
            (Some(403), None, false),
            (Some(429), None, true),
            (Some(503), None, true),
            (Some(200), Some("too long"), true),
            (None, None, true),
        ] {
            assert_eq!(answer(status, error).says_nothing().is_some(), silent, "{status:?}");
        }
        let mut open = answer(Some(200), None);
        assert!(!open.bears_phi());
        open.hits = vec![hit("mrn", "body")];
        assert!(open.bears_phi());
        open.fields =
            [("vary", "origin"), ("vary", "cookie")].map(|(n, v)| (n.into(), v.into())).into();
        assert_eq!(open.field("vary").as_deref(), Some("origin, cookie"));
        assert_eq!(open.field("age"), None);
    }
}
