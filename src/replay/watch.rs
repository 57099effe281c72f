//! Two windows that are left open while sessions idle: one is never touched, in the other the warning is
//! answered by key.

use super::idle::{Opened, Question};
use crate::{
    capture::{Collector, screen},
    driver::{Chord, Tab},
};
use std::time::Duration;
use tokio::time::{Instant, sleep, sleep_until};
use wardround_checks::{
    derived::Element,
    evidence::{Hit, Kit, KitKind, Liveness, Moment, Screen, Step, Warning},
    reads::State,
};

/// How often a window is looked at.
const EVERY: Duration = Duration::from_millis(100);
/// How long a key may take to make a warning go away.
const AGAIN: Duration = Duration::from_millis(500);
/// How long a window may take to clear itself once its session is dead, in seconds as a patient counts.
const CLEARING_S: f64 = 61.0;
/// Words that a warning of a session's end has.
const WORDS: [&str; 9] = [
    "session",
    "signed out",
    "sign you out",
    "logged out",
    "log you out",
    "still there",
    "expire",
    "inactiv",
    "time out",
];
const ROLES: [&str; 5] = ["alertdialog", "dialog", "alert", "status", "timer"];

/// What the windows showed.
pub(super) struct Watched {
    pub(super) warning: Warning,
    pub(super) open_tab: Kit,
    /// What the untouched window had of the patient.
    pub(super) screens: Vec<Screen>,
}

/// Watches both windows until the experiment's end.
pub(super) async fn watch(
    untouched: &Opened,
    answered: &Opened,
    question: &Question,
    end: Instant,
) -> Watched {
    let scale = question.scale;
    let mut warning = Warning::default();
    let mut screens = Vec::new();
    screens.extend(look(untouched, question, Moment::Begun).await);
    // The longest gap between two looks: how late a warning may have been seen.
    let (mut looked, mut gap) = (Instant::now(), Duration::ZERO);
    let start = Glance::of(&untouched.tab, question).await;
    let mut answer: Option<Instant> = None;
    let mut over: Option<Instant> = None;
    loop {
        let begun = Instant::now();
        gap = gap.max(begun - looked);
        looked = begun;
        let now = Glance::of(&untouched.tab, question).await;
        let idle_s = untouched.last.elapsed().as_secs_f64() * scale;
        if over.is_none() && now.is_over(&start) {
            over = Some(Instant::now());
            warning.over_s = Some(tenths(idle_s));
            screens.extend(look(untouched, question, Moment::Over).await);
            // Nothing is missed any more: what came before the end was seen.
            looked = Instant::now();
        } else if over.is_none()
            && warning.seen_s.is_none()
            && now.text != start.text
            && let Some(found) = find(&untouched.tab, question).await
        {
            warning = Warning { seen_s: Some(tenths(idle_s)), ..found };
        }
        // A key that came before the warning took the focus did nothing; it is pressed again while the warning stands.
        // The window that is answered was opened later, and its warning may come when the other's session is over.
        if answer.is_none_or(|at| at.elapsed() >= AGAIN) {
            let glance = Glance::of(&answered.tab, question).await;
            if glance.text != start.text && find(&answered.tab, question).await.is_some() {
                answer_by_key(&answered.tab).await;
                answer = Some(Instant::now());
            }
        }
        if Instant::now() >= end {
            break;
        }
        sleep(EVERY.saturating_sub(begun.elapsed())).await;
    }
    if let (Some(_), Some(over)) = (answer, over) {
        // The old end is past; only an extension on the server can have kept it alive.
        let later = answered.last.saturating_duration_since(untouched.last);
        let past = over + later + Duration::from_secs_f64(10.0 / scale);
        sleep_until(past).await;
        let seen = question
            .ask("E", KitKind::OpenTab, &answered.kit, answered.last, &answered.last_utc)
            .await;
        warning.extended = match seen.session {
            Liveness::Alive => Some(true),
            Liveness::Dead => Some(false),
            Liveness::Unknown => None,
        };
    }
    warning.every_s = tenths(gap.as_secs_f64() * scale);
    let open_tab = question
        .ask("T", KitKind::OpenTab, &untouched.kit, untouched.last, &untouched.last_utc)
        .await;
    screens.extend(look(untouched, question, Moment::End).await);
    let shows = |screen: &Screen| Hit::amount_to_phi(&screen.painted);
    if open_tab.session == Liveness::Dead && screens.last().is_some_and(shows) {
        sleep(Duration::from_secs_f64(CLEARING_S / scale)).await;
        screens.extend(look(untouched, question, Moment::Later).await);
    }
    Watched { warning, open_tab, screens }
}

/// What the untouched window has of the patient now; nothing where it cannot be looked at.
async fn look(opened: &Opened, question: &Question, moment: Moment) -> Option<Screen> {
    let idle_s = tenths(opened.last.elapsed().as_secs_f64() * question.scale);
    // A page hears when more than its window is pictured, and a session that lives could be prolonged by that.
    let whole = matches!(moment, Moment::End | Moment::Later);
    let shown = screen(&opened.tab, &question.door, whole).await.ok()?;
    let (painted, hidden, unread) = (shown.painted, shown.hidden, shown.unread);
    Some(Screen { moment, idle_s, painted, hidden, unread })
}

/// A quick look at a window: address and text.
#[derive(Default)]
struct Glance {
    url: String,
    text: String,
    canaries: bool,
}

impl Glance {
    async fn of(tab: &Tab, question: &Question) -> Self {
        let url = tab.url().await.unwrap_or_default();
        let text = Collector::text(tab).await.unwrap_or_default();
        let canaries = !question.door.search(text.as_bytes(), "page").is_empty();
        Self { url, text, canaries }
    }

    /// Whether the window shows that the session is over: another page, or none of the patient's data left.
    fn is_over(&self, start: &Self) -> bool {
        let bare = |url: &str| url.split(['#', '?']).next().unwrap_or_default().to_owned();
        !self.url.is_empty() && bare(&self.url) != bare(&start.url)
            || start.canaries && !self.canaries && !self.text.trim().is_empty()
    }
}

/// The warning on a page: the innermost visible dialog, alert or status that speaks of the session's end.
async fn find(tab: &Tab, question: &Question) -> Option<Warning> {
    let page = Collector::page(tab).await.ok()?;
    let step = Step { page: Some(page), ..Step::default() };
    let state = State::new(&step);
    let page = state.page()?;
    let speaks = |element: &Element<'_>| {
        let text = element.text().to_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    };
    let holder = page
        .elements()
        .filter(|element| element.is_visible() && element.is_exposed())
        .filter(|element| element.role().is_any(&ROLES) || element.attr("aria-live").is_some())
        .filter(speaks)
        .last()
        .or_else(|| unannounced(page, speaks))?;
    let focused = page.recorded.active.and_then(|id| page.element(id));
    let has_focus = focused.is_some_and(|focused| focused.is_within(holder));
    let announced = holder.role().is_any(&["alertdialog", "alert", "status", "timer"])
        || holder.attr("aria-live").is_some_and(|live| live != "off")
        || has_focus;
    let control = holder
        .descendants()
        .find(|element| element.role().is_any(&["button", "link"]) && element.is_exposed())
        .map(|element| question.door.scrub(&element.name().text));
    let role = holder.role().name();
    Some(Warning {
        role: (!role.is_empty()).then(|| role.to_owned()),
        name: Some(question.door.scrub(&holder.name().text)).filter(|name| !name.is_empty()),
        text: Some(question.door.scrub(&squeezed(&holder.text()))),
        announced,
        control,
        ..Warning::default()
    })
}

/// A warning without any role: the innermost visible element whose text speaks of the session's end and
/// that has a button in it.
fn unannounced<'e>(
    page: wardround_checks::derived::Page<'e>,
    speaks: impl Fn(&Element<'e>) -> bool,
) -> Option<Element<'e>> {
    page.elements()
        .filter(|element| element.is_visible() && element.is_any(&["div", "section", "aside", "p"]))
        .filter(speaks)
        .filter(|element| element.descendants().any(|inner| inner.role().name() == "button"))
        .last()
}

/// Enter on what has the focus, as a person does who was just put before a question.
async fn answer_by_key(tab: &Tab) {
    if tab.activate().await.is_ok()
        && let Some(chord) = Chord::parse("Enter")
    {
        let _ = tab.press(&chord).await;
    }
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tenths(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
