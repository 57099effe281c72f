//! Sign-ins: which of them prove anything.

use crate::evidence::{Liveness, SignIn, SignInKind, SignIns};

impl SignIns {
    /// The sign-ins of a kind.
    pub fn of_kind(&self, kind: SignInKind) -> impl Iterator<Item = &SignIn> {
        self.entries.iter().filter(move |entry| entry.kind == kind)
    }

    /// Whether the patient's own sign-in worked, and what it gave was a session: the control of all the others.
    pub fn worked(&self) -> bool {
        self.of_kind(SignInKind::Plain).any(SignIn::worked)
    }
}

impl SignIn {
    /// Whether it worked, and the browser then held what opens the patient's data.
    pub fn worked(&self) -> bool {
        self.begun && self.stages.last().is_some_and(|stage| stage.session == Liveness::Alive)
    }

    /// Why it did not.
    pub fn why_not(&self) -> String {
        match &self.stopped {
            Some(stopped) => stopped.clone(),
            None => "what the browser then held opened nothing".to_owned(),
        }
    }
}
