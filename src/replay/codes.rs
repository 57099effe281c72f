//! Which one-time codes were typed already: some portals take each of them once, as RFC 6238 (5.2) demands.
//!
//! A code is good for half a minute, and a run signs in several times in that. Ordinary portals take it again, and no
//! time is lost. Where one refuses a code that was typed before, the next one is waited for, from then on each time.

use super::{ReplayError, stage::Stage, totp::STEP_S};
use crate::scenario::{Action, Step as Script, Text};
use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// Clocks of portals may be a little behind.
const MARGIN: Duration = Duration::from_secs(1);

/// What is known of the codes of a run. Clones share it, so that its flows do not take each other's codes.
#[derive(Debug, Clone, Default)]
pub struct Codes(Arc<Mutex<Known>>);

#[derive(Debug, Default)]
struct Known {
    /// Of each seed, of which only the hash is known, the last code.
    last: BTreeMap<u64, Typed>,
    /// Whether a code was refused that had been typed before.
    once: bool,
}

/// A code that was typed: its place among the half minutes since 1970, and whether it had been typed before.
#[derive(Debug, Clone, Copy)]
struct Typed {
    place: u64,
    again: bool,
}

impl Codes {
    /// How long the code of a seed must be waited for; `now` is the time since 1970.
    pub(super) fn turn(&self, seed: &str, now: Duration) -> Duration {
        let mut known = self.lock();
        let place = now.as_secs() / STEP_S;
        let last = known.last.get(&hash(seed)).map(|typed| typed.place);
        let free = last.map_or(place, |last| last + 1);
        let due = if known.once { free.max(place) } else { place };
        known
            .last
            .insert(hash(seed), Typed { place: due, again: last.is_some_and(|last| last >= due) });
        if due == place {
            return Duration::ZERO;
        }
        Duration::from_secs(due * STEP_S).saturating_sub(now) + MARGIN
    }

    /// Says that a code of a seed seems to have been refused; gives back whether that can be because it had been typed
    /// before. From then on each is typed once.
    fn refused(&self, seed: &str) -> bool {
        let mut known = self.lock();
        let again = known.last.get(&hash(seed)).is_some_and(|typed| typed.again);
        known.once |= again;
        again
    }

    fn lock(&self) -> MutexGuard<'_, Known> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stage<'_> {
    /// Whether a step failed, as far as can be told, because its one-time code had been typed before: then it is worth
    /// another try, for which the next code is waited for.
    pub(super) fn typed_spent_code(&self, script: &Script, error: &ReplayError) -> bool {
        let names = script.act.iter().filter_map(|action| match &**action {
            Action::Fill(fill) => match &*fill.with {
                Text::Totp(name) => Some(name),
                _ => None,
            },
            _ => None,
        });
        let mut seeds = names.filter_map(|name| self.secrets.get(name));
        let may = matches!(error, ReplayError::Unmet { .. } | ReplayError::NotFound { .. });
        let spent = may && seeds.any(|seed| self.codes.refused(seed.expose()));
        if spent {
            self.note(
                "the portal takes each one-time code once; from now on the next one is waited for",
            );
        }
        spent
    }
}

fn hash(seed: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    seed.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::Codes;
    use std::time::Duration;

    #[test]
    fn a_code_is_waited_for_only_where_one_was_refused_that_had_been_typed() {
        let (codes, now) = (Codes::default(), Duration::from_secs);
        assert_eq!(codes.turn("one", now(60)), now(0));
        assert!(!codes.refused("one"), "it was typed for the first time");
        assert_eq!(codes.turn("one", now(70)), now(0), "most portals take it again");
        assert_eq!(codes.turn("other", now(70)), now(0));
        assert!(!codes.refused("other"), "another account's");
        assert!(codes.clone().refused("one"));
        assert_eq!(codes.turn("one", now(80)), now(11), "the next one, and a second");
        assert_eq!(codes.turn("one", now(80)), now(41), "somebody has that");
        assert_eq!(codes.turn("other", now(80)), now(11));
        assert_eq!(codes.turn("third", now(80)), now(0));
        assert_eq!(codes.turn("one", now(300)), now(0));
    }
}
