//! The flows of the tests: an appointment with mistakes in it, and an idle session.

use crate::sample::{CHECKS, Drawing};
use wardround::audit::{
    Date, Terms, Verdict, judge_by,
    verdict::{Engine, Evidence, Finding, Policy, Run},
};
use wardround_checks::evidence::{
    Act, Body, CacheUse, Exchange, ExchangeId, Field, Flow, FocusWalk, Held, Hit, Idle, Kit,
    KitKind, Liveness, Network, NodeId, Page, Party, Phase, Rect, Rest, Step, Stop, Storage,
    Target, Verb, WalkEnd, Warning,
};

/// The run that recorded them.
pub(crate) fn run() -> Run {
    Run {
        started: "2026-05-14T09:30:00Z".to_owned(),
        ended: "2026-05-14T09:47:12Z".to_owned(),
        engines: vec![Engine {
            name: "chromium".to_owned(),
            version: "156.0".to_owned(),
            driver: "chromedriver 156.0".to_owned(),
        }],
        policy: Policy::default(),
        target: "https://portal.test".to_owned(),
        hosts: vec!["portal.test".to_owned()],
        environment: "test".to_owned(),
        evidence: vec![Evidence {
            folder: "2026-05-14T09-30-00Z".to_owned(),
            seal: "5d41402abc4b2a76".to_owned(),
        }],
    }
}

/// Both flows.
pub(crate) fn flows() -> Vec<Flow> {
    vec![idle(), appointment()]
}

/// A patient books an appointment.
pub(crate) fn appointment() -> Flow {
    Flow {
        scenario: "appointment".to_owned(),
        title: "A patient books a follow-up appointment".to_owned(),
        engine: "chromium".to_owned(),
        hosts: vec!["portal.test".to_owned()],
        canaries: vec!["mrn".to_owned()],
        steps: vec![sign_in(), pick_a_time()],
        ..Flow::default()
    }
}

fn step(name: &str, phase: Phase, page: Page) -> Step {
    Step {
        name: name.to_owned(),
        phase,
        navigated: true,
        rest: Rest { reason: "quiet".to_owned(), ms: 412 },
        page: Some(page),
        network: Some(Network::default()),
        storage: Some(Storage::default()),
        ..Step::default()
    }
}

fn act(verb: Verb, role: &str, name: &str) -> Act {
    let target = Target {
        role: role.to_owned(),
        name: name.to_owned(),
        node: None,
        selector: format!("{role}.it"),
        html: format!("<{role}>"),
        bounds: None,
    };
    let target = (!role.is_empty()).then_some(target);
    Act { verb, target, field: None, keyboard: None, paste: None, at: 0 }
}

fn sign_in() -> Step {
    let mut page = Drawing::new("Sign in");
    let form =
        page.element(Drawing::BODY, "form", &[("id", "sign-in")], [440.0, 180.0, 400.0, 300.0]);
    page.words(Some(form), "h1", &[], [440.0, 180.0, 400.0, 40.0], "Sign in");
    page.element(Some(form), "input", &[("type", "email")], [440.0, 260.0, 400.0, 36.0]);
    page.words(
        Some(form),
        "button",
        &[("class", "primary")],
        [440.0, 330.0, 120.0, 40.0],
        "Sign in",
    );
    let mut fill = act(Verb::Fill, "field", "Email");
    fill.field = Some(Field {
        purpose: Some("email".to_owned()),
        secret: None,
        tag: "input".to_owned(),
        kind: "email".to_owned(),
        autocomplete: None,
        form: None,
        required: true,
        empty: true,
        offered: false,
    });
    Step {
        acts: vec![
            act(Verb::Open("/login".to_owned()), "", ""),
            fill,
            act(Verb::Click, "button", "Sign in"),
        ],
        held: vec![Held {
            kind: "heading".to_owned(),
            what: "Your appointments".to_owned(),
            held: true,
            node: None,
        }],
        ..step("sign-in", Phase::Before, page.page())
    }
}

/// The buttons of the calendar: three without a name, in a table; one of them wide enough.
pub(crate) fn calendar(extra: bool) -> Page {
    let mut page = Drawing::new("Pick a time");
    if extra {
        page.words(Drawing::BODY, "p", &[], [40.0, 20.0, 400.0, 20.0], "News: we moved.");
    }
    let main = page.element(Drawing::BODY, "main", &[], [40.0, 60.0, 1200.0, 600.0]);
    page.words(Some(main), "h1", &[], [40.0, 60.0, 600.0, 40.0], "When would you like to come?");
    let table =
        page.element(Some(main), "table", &[("class", "week")], [40.0, 140.0, 700.0, 160.0]);
    for (row, day) in ["Tuesday", "Wednesday", "Thursday"].into_iter().enumerate() {
        let y = 140.0 + 50.0 * f64::from(u32::try_from(row).unwrap());
        let tr = page.element(Some(table), "tr", &[], [40.0, y, 700.0, 50.0]);
        page.words(Some(tr), "td", &[], [40.0, y, 300.0, 50.0], day);
        let td = page.element(Some(tr), "td", &[], [340.0, y, 400.0, 50.0]);
        let size =
            if row == 0 { [350.0, y + 12.0, 120.0, 26.0] } else { [350.0, y + 15.0, 16.0, 20.0] };
        page.element(Some(td), "button", &[("class", "slot icon-7f3a"), ("type", "button")], size);
    }
    page.words(Some(main), "a", &[("href", "/help")], [40.0, 620.0, 60.0, 20.0], "Help");
    page.page()
}

fn pick_a_time() -> Step {
    let page = calendar(false);
    let stop = |node: u32, bounds: [f64; 4]| Stop {
        node: Some(NodeId(node)),
        selector: format!("#n{node}"),
        bounds: Some(Rect::from(bounds)),
        seen: 25,
        inside: 25,
        cover: None,
        indicator: None,
        caret: false,
    };
    let walk = FocusWalk {
        settle_ms: 20,
        forward: vec![
            stop(10, [350.0, 152.0, 120.0, 26.0]),
            stop(20, [350.0, 255.0, 16.0, 20.0]),
            stop(15, [350.0, 205.0, 16.0, 20.0]),
            stop(21, [40.0, 620.0, 60.0, 20.0]),
        ],
        forward_end: WalkEnd::LeftPage,
        backward: Vec::new(),
        backward_end: WalkEnd::LeftPage,
        escape: None,
        initial: None,
        restored: true,
    };
    Step {
        acts: vec![act(Verb::Click, "link", "Book an appointment")],
        held: vec![Held {
            kind: "status".to_owned(),
            what: "Your appointment is booked".to_owned(),
            held: false,
            node: None,
        }],
        network: Some(Network { exchanges: vec![record("https://portal.test/api/results/4711")] }),
        focus: Some(walk),
        ..step("pick-a-time", Phase::During, page)
    }
}

fn record(url: &str) -> Exchange {
    Exchange {
        id: ExchangeId(7),
        at: 900,
        method: "GET".to_owned(),
        url: url.to_owned(),
        destination: "fetch".to_owned(),
        party: Party::First,
        initiator: None,
        sent: Vec::new(),
        request_fields: Vec::new(),
        recording: false,
        tokens: Vec::new(),
        request_body: None,
        status: Some(200),
        fields: vec![("cache-control".to_owned(), "private, max-age=60".to_owned())],
        cache: CacheUse::Network,
        body: Body::Searched(vec![Hit {
            canary: "mrn".to_owned(),
            strong: true,
            form: "raw".to_owned(),
            place: "body".to_owned(),
        }]),
        disclosures: None,
        messages: None,
        error: None,
        ended: Some(950),
        true_fields: true,
    }
}

fn idle() -> Flow {
    let kit = |name: &str, kind, minutes: f64, session, status| Kit {
        name: name.to_owned(),
        kind,
        idle_s: minutes * 60.0,
        wall_s: minutes * 60.0,
        session,
        status: Some(status),
        last_request: "2026-05-14T09:30:00Z".to_owned(),
        asked: "2026-05-14T09:45:00Z".to_owned(),
    };
    let experiment = Idle {
        limit_s: 900.0,
        time_scale: 60,
        probe: "/api/me".to_owned(),
        kits: vec![
            kit("P1", KitKind::Probed, 14.0, Liveness::Alive, 200),
            kit("P2", KitKind::Probed, 15.5, Liveness::Alive, 200),
            kit("P3", KitKind::Probed, 20.0, Liveness::Dead, 401),
            kit("A", KitKind::Active, 16.0, Liveness::Alive, 200),
            kit("Z", KitKind::SignedOut, 16.0, Liveness::Dead, 401),
        ],
        warning: Some(Warning {
            seen_s: Some(840.0),
            over_s: Some(1_020.0),
            role: Some("alertdialog".to_owned()),
            name: Some("Are you still there?".to_owned()),
            announced: true,
            control: Some("Stay signed in".to_owned()),
            extended: Some(true),
            ..Warning::default()
        }),
        screens: Vec::new(),
        notes: Vec::new(),
    };
    let page = Drawing::new("Home").page();
    Flow {
        scenario: "idle".to_owned(),
        title: "A session ends by itself".to_owned(),
        engine: "chromium".to_owned(),
        steps: vec![Step { idle: Some(experiment), ..step("wait", Phase::During, page) }],
        stopped: Some("step sign-out: cannot find button “Sign out” on /home".to_owned()),
        ..Flow::default()
    }
}

/// A day.
pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// The verdict over flows, on the day they were recorded.
pub(crate) fn verdict_of(flows: &[Flow]) -> Verdict {
    judge_by(CHECKS, flows, run(), &Terms::new(day("2026-05-14")))
}

/// The findings of a check.
pub(crate) fn of_check<'v>(verdict: &'v Verdict, check: &str) -> Vec<&'v Finding> {
    verdict.findings.iter().filter(|finding| finding.check == check).collect()
}
