//! Flows, and what the browser keeps in them.

use super::hit;
use crate::evidence::{
    Area, Cookie, Flow, Idle, Kit, KitKind, Liveness, SameSite, Step, Storage, Stored,
};

/// A flow of these steps, whose canaries are the usual ones.
pub(crate) fn flow(steps: Vec<Step>) -> Flow {
    let canaries = ["mrn", "name", "email", "diagnosis", "zip", "birth_date"];
    Flow { steps, canaries: canaries.map(str::to_owned).to_vec(), ..Flow::default() }
}

/// What the browser keeps.
pub(crate) fn storage(cookies: Vec<Cookie>, entries: Vec<Stored>) -> Storage {
    Storage { cookies, entries, unread: Vec::new() }
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
    }
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
        notes: Vec::new(),
    }
}
