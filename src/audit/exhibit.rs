//! The exhibits: what was recorded of caches, cookies, storage, calls and idle sessions, as tables.
//!
//! They show facts beside the findings, so that an auditor can see what a check looked at.

use super::{
    component::route,
    docket::Draft,
    verdict::{self, Exhibit, IdleChart, IdleKit, IdleWarning, Mark},
};
use std::collections::{BTreeMap, BTreeSet};
use wardround_checks::evidence::{
    Area, Body, Exchange, Flow, Hit, Idle, KitKind, Liveness, Party, Phase, SameSite, Storage,
    Warning,
};

/// The idle experiments of a flow.
pub(super) fn idle(flow: &Flow, states: &[verdict::State]) -> Vec<IdleChart> {
    flow.steps
        .iter()
        .zip(states)
        .filter_map(|(step, state)| Some(chart(step.idle.as_ref()?, &state.id)))
        .collect()
}

/// The tables of a flow; one without rows is left out.
pub(super) fn tables(flow: &Flow, id: &str, drafts: &[(usize, Draft)]) -> Vec<Exhibit> {
    [caches(flow, drafts), cookies(flow), storage(flow), after(flow), calls(flow)]
        .into_iter()
        .filter(|table| !table.rows.is_empty())
        .map(|table| Exhibit { flow: id.to_owned(), ..table })
        .collect()
}

fn table(kind: &str, caption: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Exhibit {
    Exhibit {
        kind: kind.to_owned(),
        flow: String::new(),
        caption: caption.to_owned(),
        columns: columns.iter().map(|column| (*column).to_owned()).collect(),
        rows,
    }
}

#[derive(Default)]
struct Route<'e> {
    steps: BTreeSet<usize>,
    statuses: BTreeSet<u16>,
    fields: BTreeSet<String>,
    hits: Vec<&'e Hit>,
    unread: bool,
}

fn caches(flow: &Flow, drafts: &[(usize, Draft)]) -> Exhibit {
    let mut routes = BTreeMap::<String, Route<'_>>::new();
    for (place, step) in flow.steps.iter().enumerate() {
        for exchange in step.network.iter().flat_map(|network| &network.exchanges) {
            if !is_of_the_record(exchange, step.phase) {
                continue;
            }
            let name = format!("{} {}", exchange.method, route(&exchange.url, true));
            let entry = routes.entry(name).or_default();
            entry.steps.insert(place);
            entry.statuses.extend(exchange.status);
            let field = exchange.field("cache-control");
            entry.fields.insert(field.unwrap_or_else(|| "none".to_owned()));
            match &exchange.body {
                Body::Searched(hits) => entry.hits.extend(hits),
                Body::Unread(_) => entry.unread = true,
                Body::None => {}
            }
        }
    }
    let rows = routes
        .iter()
        .map(|(name, seen)| {
            vec![
                name.clone(),
                count(seen.steps.len(), "step", "steps"),
                joined(seen.statuses.iter().map(ToString::to_string)),
                joined(seen.fields.iter().cloned()),
                health_data(seen),
                said(name, drafts),
            ]
        })
        .collect();
    table(
        "cache",
        "Routes of the portal while the patient was signed in, and whether a cache may keep them",
        &["Route", "Seen in", "Status", "Cache-Control", "Health data in the body", "Cache checks"],
        rows,
    )
}

fn is_of_the_record(exchange: &Exchange, phase: Phase) -> bool {
    let kind = matches!(exchange.destination.as_str(), "document" | "iframe" | "fetch");
    exchange.party == Party::First && (exchange.bears_phi() || (kind && phase == Phase::During))
}

fn health_data(seen: &Route<'_>) -> String {
    let names: BTreeSet<_> = seen.hits.iter().map(|hit| hit.canary.replace('_', " ")).collect();
    match (names.is_empty(), seen.unread) {
        (true, false) => "none found".to_owned(),
        (true, true) => "not searched to its end".to_owned(),
        (false, _) => joined(names),
    }
}

/// What the checks of caches said of a route.
fn said(route: &str, drafts: &[(usize, Draft)]) -> String {
    let of_route = drafts
        .iter()
        .map(|(_, draft)| draft)
        .filter(|draft| draft.component == route && draft.finding.check.starts_with("cache-"));
    match of_route.map(|draft| draft.finding.outcome).min() {
        Some(Mark::Failed) => "failed",
        Some(_) => "to be looked at",
        None => "no finding",
    }
    .to_owned()
}

/// The last state of a phase that has storage.
fn kept(flow: &Flow, phase: Phase) -> Option<&Storage> {
    let mut steps = flow.steps.iter().rev().filter(|step| step.phase == phase);
    steps.find_map(|step| step.storage.as_ref())
}

fn cookies(flow: &Flow) -> Exhibit {
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let rows = kept(flow, Phase::During)
        .iter()
        .flat_map(|storage| &storage.cookies)
        .map(|cookie| {
            vec![
                cookie.name.clone(),
                format!("{}{}", cookie.domain, cookie.path),
                yes(cookie.secure),
                yes(cookie.http_only),
                match cookie.same_site {
                    SameSite::Strict => "Strict",
                    SameSite::Lax => "Lax",
                    SameSite::None => "None",
                    SameSite::Unset => "not said",
                }
                .to_owned(),
                cookie.expires_in.map_or_else(
                    || "ends with the browser's session".to_owned(),
                    |seconds| format!("{seconds} s"),
                ),
                cookie.session.map_or_else(|| "not tried".to_owned(), yes),
            ]
        })
        .collect();
    table(
        "cookies",
        "Cookies while the patient was signed in",
        &["Name", "Sent to", "Secure", "HttpOnly", "SameSite", "Kept for", "Session depends on it"],
        rows,
    )
}

fn storage(flow: &Flow) -> Exhibit {
    let phases = [(Phase::During, "signed in"), (Phase::Over, "signed out")];
    let mut rows = Vec::new();
    for (phase, name) in phases {
        for entry in kept(flow, phase).iter().flat_map(|storage| &storage.entries) {
            let canaries: BTreeSet<_> =
                entry.hits.iter().map(|hit| hit.canary.replace('_', " ")).collect();
            rows.push(vec![
                entry.key.clone(),
                area(entry.area).to_owned(),
                name.to_owned(),
                format!("{} bytes", entry.length),
                if canaries.is_empty() { "none found".to_owned() } else { joined(canaries) },
                if entry.credential { "yes" } else { "no" }.to_owned(),
            ]);
        }
    }
    table(
        "storage",
        "What the browser kept for the portal beside cookies",
        &["Key", "Kind of storage", "While", "Length", "Health data", "A credential"],
        rows,
    )
}

const fn area(area: Area) -> &'static str {
    match area {
        Area::Local => "localStorage",
        Area::Session => "sessionStorage",
        Area::IndexedDb => "IndexedDB",
        Area::CacheApi => "Cache API",
        Area::FileSystem => "origin private file system",
        Area::ServiceWorker => "service worker",
        Area::WindowName => "window.name",
        Area::HistoryState => "history.state",
    }
}

fn after(flow: &Flow) -> Exhibit {
    let mut rows = Vec::new();
    for after in flow.steps.iter().filter_map(|step| step.after.as_ref()) {
        if let Some(back) = &after.back {
            rows.push(vec![
                format!("Back button to {}", back.url),
                format!("{} ms after sign-out", back.after_ms),
                if back.persisted {
                    "restored whole from the back/forward cache"
                } else if back.from_cache {
                    "from the HTTP cache"
                } else {
                    "from the server"
                }
                .to_owned(),
                names(&back.shows),
                alive(back.session).to_owned(),
            ]);
        }
        for replay in &after.replays {
            let when = match replay.after_ms {
                before if before < 0 => format!("{} ms before sign-out", -before),
                after => format!("{after} ms after sign-out"),
            };
            let answer = match (replay.status, &replay.error) {
                (Some(status), _) => format!("status {status}"),
                (None, Some(error)) => format!("no answer: {error}"),
                (None, None) => "no answer".to_owned(),
            };
            rows.push(vec![
                format!("{} {} with {}", replay.method, replay.url, replay.with),
                when,
                answer,
                names(&replay.hits),
                alive(replay.session).to_owned(),
            ]);
        }
    }
    table(
        "after",
        "What was tried around sign-out, and what still answered",
        &["What was tried", "When", "Answer", "Health data in it", "Session"],
        rows,
    )
}

fn calls(flow: &Flow) -> Exhibit {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    let mut rows = Vec::new();
    for step in &flow.steps {
        for (number, peer) in step.call.iter().flat_map(|call| &call.peers).enumerate() {
            for transport in &peer.transports {
                rows.push(vec![
                    format!("{}, peer connection {}", step.name, number + 1),
                    peer.state.clone(),
                    transport.dtls_state.clone(),
                    transport.tls_version.as_deref().map_or_else(|| "none".to_owned(), version),
                    or_none(&transport.dtls_cipher),
                    or_none(&transport.srtp_cipher),
                    format!("{} packets", peer.packets),
                ]);
            }
        }
    }
    table(
        "call",
        "Transports of the telehealth call, by the browser's own statistics",
        &["Connection", "State", "DTLS", "Version", "DTLS cipher", "SRTP cipher", "Media"],
        rows,
    )
}

fn version(code: &str) -> String {
    match code {
        "FEFF" => "DTLS 1.0 (FEFF)".to_owned(),
        "FEFD" => "DTLS 1.2 (FEFD)".to_owned(),
        "FEFC" => "DTLS 1.3 (FEFC)".to_owned(),
        code => code.to_owned(),
    }
}

fn chart(idle: &Idle, state: &str) -> IdleChart {
    let mut kits: Vec<_> = idle
        .kits
        .iter()
        .map(|kit| IdleKit {
            name: kit.name.clone(),
            kind: match kit.kind {
                KitKind::Probed => "probed",
                KitKind::Active => "active",
                KitKind::SignedOut => "signed out",
                KitKind::OpenTab => "open tab",
            }
            .to_owned(),
            idle_s: kit.idle_s,
            session: alive(kit.session).to_owned(),
            status: kit.status,
        })
        .collect();
    kits.sort_by(|a, b| {
        (&a.kind, a.idle_s).partial_cmp(&(&b.kind, b.idle_s)).unwrap_or(a.name.cmp(&b.name))
    });
    IdleChart {
        state: state.to_owned(),
        limit_s: idle.limit_s,
        time_scale: idle.time_scale,
        probe: idle.probe.clone(),
        kits,
        warning: idle.warning.as_ref().map(warning),
        notes: idle.notes.clone(),
    }
}

fn warning(warning: &Warning) -> IdleWarning {
    let role = warning.role.clone().unwrap_or_default();
    let name = warning.name.as_ref().map_or_else(String::new, |name| format!("“{name}”"));
    IdleWarning {
        seen_s: warning.seen_s,
        over_s: warning.over_s,
        called: format!("{role} {name}").trim().to_owned(),
        announced: warning.announced,
        control: warning.control.clone(),
        extended: warning.extended,
    }
}

const fn alive(session: Liveness) -> &'static str {
    match session {
        Liveness::Alive => "alive",
        Liveness::Dead => "dead",
        Liveness::Unknown => "unknown",
    }
}

fn names(hits: &[Hit]) -> String {
    let names: BTreeSet<_> = hits.iter().map(|hit| hit.canary.replace('_', " ")).collect();
    if names.is_empty() { "none found".to_owned() } else { joined(names) }
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(", ")
}

fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
