//! What an untouched tab had of the patient while its session ended, and what keeps that from being judged.

use crate::evidence::{Hit, Idle, KitKind, Liveness, Moment, Screen};

/// What an untouched tab had of the patient.
#[derive(Debug, Clone, Copy)]
pub struct Screens<'e>(&'e Idle);

impl<'e> Screens<'e> {
    /// Those of an experiment.
    pub fn of(idle: &'e Idle) -> Self {
        Self(idle)
    }

    /// The look at a moment.
    pub fn at(self, moment: Moment) -> Option<&'e Screen> {
        self.0.screens.iter().find(|screen| screen.moment == moment)
    }

    /// The last look after the tab's session was found dead.
    pub fn last_dead(self) -> Option<&'e Screen> {
        let last = self.at(Moment::Later).or_else(|| self.at(Moment::End));
        last.filter(|_| self.session() == Liveness::Dead)
    }

    /// Whether the tab's session was alive when the experiment ended.
    pub fn lives(self) -> bool {
        self.session() == Liveness::Alive
    }

    /// Whether the question that found it dead finds a signed-out session dead.
    pub fn is_told_apart(self) -> bool {
        let mut out = self.0.kits.iter().filter(|kit| kit.kind == KitKind::SignedOut).peekable();
        out.peek().is_some() && out.all(|kit| kit.session == Liveness::Dead)
    }

    /// Why nothing passes, in words.
    pub fn doubts(self) -> Vec<String> {
        let begun = self.at(Moment::Begun);
        let dead = self.session() == Liveness::Dead;
        let after = [Moment::Over, Moment::End, Moment::Later];
        let doubts = [
            (begun.is_none_or(|screen| !Hit::amount_to_phi(&screen.painted)))
                .then_some("the same look at the start found no health data on the screen"),
            (!dead && !self.lives()).then_some("nobody knows whether the tab's session was dead"),
            (!self.is_told_apart()).then_some("no signed-out session was known as dead"),
            (!after.into_iter().any(|moment| self.at(moment).is_some()))
                .then_some("the tab was not looked at after the end"),
        ];
        doubts.into_iter().flatten().map(str::to_owned).collect()
    }

    fn session(self) -> Liveness {
        let mut tabs = self.0.kits.iter().filter(|kit| kit.kind == KitKind::OpenTab);
        tabs.next().map_or(Liveness::Unknown, |kit| kit.session)
    }
}
