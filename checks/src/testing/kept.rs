//! Flows, and what the browser keeps in them.

use super::hit;
use crate::evidence::{
    Area, Back, Cookie, Flow, Idle, Kit, KitKind, Liveness, Moment, Replay, SameSite, Screen,
    SignIn, SignInKind, SignInStage, SignIns, Step, Storage, Store, Stored, Trace,
};

/// A flow of these steps, whose canaries are the usual ones.
pub(crate) fn flow(steps: Vec<Step>) -> Flow {
    let canaries = ["mrn", "name", "email", "diagnosis", "zip", "birth_date"];
    Flow { steps, canaries: canaries.map(str::to_owned).to_vec(), ..Flow::default() }
}

/// What the browser keeps.
pub(crate) fn storage(cookies: Vec<Cookie>, entries: Vec<Stored>) -> Storage {
    Storage { cookies, entries, ..Storage::default() }
}

/// A cookie with all the attributes that a session's should have, and these canaries.
pub(crate) fn cookie(name: &str, canaries: &[&str]) -> Cookie {
    Cookie {
        name: name.to_owned(),
        domain: "portal.example".to_owned(),
        path: "/".to_owned(),
        secure: true,
        http_only: true,
        same_site: SameSite::Lax,
        expires_in: None,
        value: format!("hash of {name}"),
        length: 32,
        hits: canaries.iter().map(|name| hit(name, "value")).collect(),
        tokens: Vec::new(),
        session: None,
    }
}

/// An entry of a storage of the portal, with these canaries.
pub(crate) fn stored(area: Area, key: &str, canaries: &[&str]) -> Stored {
    Stored {
        area,
        origin: "https://portal.example".to_owned(),
        key: key.to_owned(),
        value: format!("hash of {key}"),
        length: 32,
        hits: canaries.iter().map(|name| hit(name, "value")).collect(),
        credential: false,
        credentials: Vec::new(),
        tokens: Vec::new(),
        opaque: false,
    }
}

/// A canary in a part of a profile.
pub(crate) fn trace(store: Store, canary: &str, place: &str) -> Trace {
    let url = (store == Store::HttpCache).then(|| "https://portal.example/home".to_owned());
    Trace { store, file: format!("{store:?}/1"), url, hit: hit(canary, place) }
}

/// An idle experiment: `P930 dead; A alive; Z dead; T alive`.
pub(crate) fn idle(kits: &str) -> Idle {
    let kit = |text: &str| {
        let (name, session) = text.trim().split_once(' ').expect("a name and a state");
        let (kind, seconds) = match name.split_at(1) {
            ("P", seconds) => (KitKind::Probed, seconds.parse().expect("seconds")),
            ("A", _) => (KitKind::Active, 60.0),
            ("Z", _) => (KitKind::SignedOut, 930.0),
            _ => (KitKind::OpenTab, 930.0),
        };
        Kit {
            name: name.to_owned(),
            kind,
            idle_s: seconds,
            wall_s: seconds,
            session: match session {
                "alive" => Liveness::Alive,
                "dead" => Liveness::Dead,
                _ => Liveness::Unknown,
            },
            status: Some(200),
            last_request: String::new(),
            asked: String::new(),
        }
    };
    Idle {
        limit_s: 900.0,
        time_scale: 1,
        probe: "https://portal.example/api/me".to_owned(),
        kits: kits.split(';').filter(|text| !text.trim().is_empty()).map(kit).collect(),
        warning: None,
        screens: Vec::new(),
        notes: Vec::new(),
    }
}

/// What the untouched tab had of the patient at a moment.
pub(crate) fn screen(moment: Moment, painted: &[&str], hidden: &[&str]) -> Screen {
    let hits = |names: &[&str]| names.iter().map(|name| hit(name, "screen")).collect();
    Screen {
        moment,
        idle_s: if moment == Moment::Later { 991.0 } else { 930.0 },
        painted: hits(painted),
        hidden: hits(hidden),
        unread: Vec::new(),
    }
}

/// A request that was sent again, answered with 200 when the session is alive and 401 when not.
pub(crate) fn replay(kind: &str, url: &str, with: &str, session: Liveness) -> Replay {
    let alive = session == Liveness::Alive;
    Replay {
        kind: kind.to_owned(),
        method: "GET".to_owned(),
        url: url.to_owned(),
        with: with.to_owned(),
        after_ms: 0,
        status: Some(if alive { 200 } else { 401 }),
        hits: Vec::new(),
        lists: false,
        session,
        error: None,
        fields: Vec::new(),
        expires_in_s: None,
    }
}

/// A back button that led to sign-in, with all controls in order.
pub(crate) fn back() -> Back {
    Back {
        url: "https://portal.example/home".to_owned(),
        had_canaries: true,
        shows: Vec::new(),
        unread: None,
        persisted: false,
        from_cache: false,
        from_worker: false,
        requests: 1,
        not_restored: Vec::new(),
        session: Liveness::Dead,
        after_ms: 2000,
        bfcache_control: Some(true),
        http_cache_control: Some(true),
        reopened: Some(Vec::new()),
        reopened_from_cache: false,
        reopened_from_worker: false,
        cause: None,
    }
}

/// A sign-in in three stages, each with an id of its own: nothing, the password, the session.
pub(crate) fn sign_in(kind: SignInKind) -> SignIn {
    let stage = |step: &str, id: &str, session| SignInStage {
        step: step.to_owned(),
        ids: [("session".to_owned(), id.to_owned())].into(),
        planted: Vec::new(),
        session,
    };
    SignIn {
        kind,
        stages: vec![
            stage("", "a0", Liveness::Dead),
            stage("sign-in", "b1", Liveness::Dead),
            stage("second-factor", "c2", Liveness::Alive),
        ],
        begun: true,
        at_end: Liveness::Alive,
        stale: vec![(String::new(), Liveness::Dead), ("sign-in".to_owned(), Liveness::Dead)],
        stopped: None,
    }
}

/// A step with a sign-in experiment of one sign-in of the patient's own and these.
pub(crate) fn signed_in_twice(others: Vec<SignIn>) -> Step {
    let mut entries = vec![sign_in(SignInKind::Plain)];
    entries.extend(others);
    let sign_ins = SignIns { cookies: vec!["session".to_owned()], entries, ..SignIns::default() };
    Step { sign_ins: Some(sign_ins), ..Step::default() }
}
