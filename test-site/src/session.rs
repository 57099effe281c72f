//! Sessions, kept by the server: who is behind a cookie, since when, and when they last did something.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::chart::Chart;
use crate::persona::Account;
use crate::portal::Portal;

/// How long a sign-in that was begun may take. It holds nothing yet, so the time scale leaves it alone.
const UNFINISHED: Duration = Duration::from_secs(600);

/// How far somebody has come.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Stage {
    /// Looks at the sign-in page.
    Visitor,
    /// Knew the password; the code is missing.
    PasswordKnown(&'static Account),
    /// Both factors are there.
    SignedIn(&'static Account),
}

/// What one cookie stands for.
#[derive(Debug)]
struct Session {
    stage: Stage,
    csrf: String,
    adopted: bool,
    confirmed: bool,
    begun: Instant,
    last_active: Instant,
    chart: Chart,
}

/// What a request may know of its session.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) stage: Stage,
    pub(crate) csrf: String,
    /// Whether the password was entered once more.
    pub(crate) confirmed: bool,
}

/// All sessions.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    open: Mutex<BTreeMap<String, Session>>,
}

impl Sessions {
    /// Begins a session; those that are over are forgotten on the way.
    pub(crate) fn begin(&self, portal: &Portal, id: String, csrf: String, stage: Stage) {
        let now = Instant::now();
        let mut open = self.lock();
        open.retain(|_, session| session.is_alive(portal, now));
        let session = Session {
            stage,
            csrf,
            adopted: false,
            confirmed: false,
            begun: now,
            last_active: now,
            chart: Chart::default(),
        };
        open.insert(id, session);
    }

    /// Takes a session further under the id that it has: what the faults do.
    pub(crate) fn raise(&self, id: &str, stage: Stage) {
        if let Some(session) = self.lock().get_mut(id) {
            session.stage = stage;
        }
    }

    /// Begins a session under an id that somebody else chose: what the fault does.
    pub(crate) fn adopt(&self, portal: &Portal, id: &str, csrf: String) {
        self.begin(portal, id.to_owned(), csrf, Stage::Visitor);
        if let Some(session) = self.lock().get_mut(id) {
            session.adopted = true;
        }
    }

    /// Whether somebody else chose the id.
    pub(crate) fn is_adopted(&self, id: &str) -> bool {
        self.lock().get(id).is_some_and(|session| session.adopted)
    }

    /// Opens to a session what is kept from others, and moves it to another id; the old one is worth nothing afterwards.
    /// Its form token stays: pages that are open go on working.
    pub(crate) fn confirm(&self, id: &str, renewed: Option<&str>) {
        let mut open = self.lock();
        let Some(mut session) = open.remove(id) else { return };
        session.confirmed = true;
        open.insert(renewed.unwrap_or(id).to_owned(), session);
    }

    /// Ends a session; its id is worth nothing afterwards.
    pub(crate) fn end(&self, id: &str) {
        self.lock().remove(id);
    }

    /// The session, if it is alive. Counts as activity.
    pub(crate) fn touch(&self, portal: &Portal, id: &str) -> Option<Seen> {
        self.look(portal, id, true)
    }

    /// The session, if it is alive. Does not count as activity.
    pub(crate) fn peek(&self, portal: &Portal, id: &str) -> Option<Seen> {
        self.look(portal, id, false)
    }

    fn look(&self, portal: &Portal, id: &str, active: bool) -> Option<Seen> {
        let now = Instant::now();
        let mut open = self.lock();
        let session = open.get_mut(id)?;
        if !session.is_alive(portal, now) {
            open.remove(id);
            return None;
        }
        if active {
            session.last_active = now;
        }
        Some(Seen {
            stage: session.stage,
            csrf: session.csrf.clone(),
            confirmed: session.confirmed,
        })
    }

    /// How long the session has, as the page is told.
    pub(crate) fn remaining(&self, portal: &Portal, id: &str) -> Duration {
        let now = Instant::now();
        self.lock().get(id).map_or(Duration::ZERO, |session| {
            let idle = portal.idle_told().saturating_sub(now - session.last_active);
            idle.min(portal.absolute().saturating_sub(now - session.begun))
        })
    }

    /// Reads or changes the session's copy of the chart.
    pub(crate) fn with_chart<T>(&self, id: &str, work: impl FnOnce(&mut Chart) -> T) -> Option<T> {
        self.lock().get_mut(id).map(|session| work(&mut session.chart))
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Session>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    fn is_alive(&self, portal: &Portal, now: Instant) -> bool {
        let idle = now - self.last_active;
        match self.stage {
            Stage::Visitor | Stage::PasswordKnown(_) => idle < UNFINISHED,
            Stage::SignedIn(_) => {
                portal.idle_enforced().is_none_or(|limit| idle < limit)
                    && now - self.begun < portal.absolute()
            }
        }
    }
}
