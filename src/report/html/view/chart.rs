//! The idle experiment as a chart: a line for each session, from its last request to the question.

use super::links::{Link, Links};
use crate::{
    audit::verdict::{IdleChart, IdleKit},
    report::words::span,
};
use serde::Serialize;

const WIDTH: f64 = 720.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 690.0;
const TOP: f64 = 48.0;
const ROW: f64 = 34.0;

/// The chart, and the table beside it.
#[derive(Debug, Serialize)]
pub(super) struct Chart {
    id: String,
    state: Link,
    title: String,
    limit: String,
    time_scale: String,
    probe: String,
    notes: Vec<String>,
    warning: Vec<Fact>,
    view_box: String,
    width: f64,
    height: f64,
    left: f64,
    right: f64,
    top: f64,
    foot: f64,
    axis_label: f64,
    limit_x: f64,
    ticks: Vec<Tick>,
    rows: Vec<Row>,
}

/// A line of what an untouched tab showed.
#[derive(Debug, Serialize)]
struct Fact {
    name: &'static str,
    value: String,
}

/// A mark on the axis.
#[derive(Debug, Serialize)]
struct Tick {
    x: f64,
    label: String,
}

/// A session.
#[derive(Debug, Serialize)]
struct Row {
    name: String,
    kind: String,
    idle: String,
    session: String,
    status: String,
    /// What the answer means for the chart: `alive`, `dead`, `unknown`, `warning`.
    mark: String,
    y: f64,
    foot: f64,
    x: f64,
    /// Whether it is a row of the table too.
    is_session: bool,
}

/// The experiment at this place in the verdict.
pub(super) fn chart(links: &Links<'_>, place: usize, idle: &IdleChart) -> Chart {
    let warning = idle.warning.as_ref();
    let moments = [warning.and_then(|w| w.seen_s), warning.and_then(|w| w.over_s)];
    let longest = idle
        .kits
        .iter()
        .map(|kit| kit.idle_s)
        .chain(moments.into_iter().flatten())
        .chain([idle.limit_s])
        .filter(|seconds| seconds.is_finite())
        .fold(1.0, f64::max);
    let x = |seconds: f64| tenth(LEFT + (RIGHT - LEFT) * (seconds / longest).clamp(0.0, 1.0));
    let mut rows: Vec<_> = idle.kits.iter().map(|kit| session(kit, x(kit.idle_s))).collect();
    let shown = [("Warning shown", moments[0]), ("Tab says it is over", moments[1])];
    rows.extend(shown.into_iter().filter_map(|(name, at)| Some(moment(name, at?, x(at?)))));
    for (number, row) in (0u32..).zip(&mut rows) {
        row.y = TOP + ROW * (f64::from(number) + 0.5);
        row.foot = row.y + 5.0;
    }
    let foot = TOP + ROW * f64::from(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let height = foot + 32.0;
    Chart {
        id: format!("idle-{}", place + 1),
        state: links.state(&idle.state),
        title: format!(
            "Sessions of the idle experiment over time, with the policy's limit of {}",
            span(idle.limit_s)
        ),
        limit: span(idle.limit_s),
        time_scale: match idle.time_scale {
            0 | 1 => "The portal's clock ran in real time.".to_owned(),
            scale => format!(
                "The portal's clock ran {scale} times as fast; times are as a patient counts."
            ),
        },
        probe: idle.probe.clone(),
        notes: idle.notes.clone(),
        warning: facts(idle),
        view_box: format!("0 0 {WIDTH} {height}"),
        width: WIDTH,
        height,
        left: LEFT,
        right: RIGHT,
        top: TOP,
        foot,
        axis_label: foot + 20.0,
        limit_x: x(idle.limit_s),
        ticks: ticks(longest).into_iter().map(|at| Tick { x: x(at), label: span(at) }).collect(),
        rows,
    }
}

fn session(kit: &IdleKit, x: f64) -> Row {
    Row {
        name: kit.name.clone(),
        kind: kit.kind.clone(),
        idle: span(kit.idle_s),
        session: kit.session.clone(),
        status: kit.status.map_or_else(|| "no answer".to_owned(), |status| status.to_string()),
        mark: match kit.session.as_str() {
            known @ ("alive" | "dead") => known.to_owned(),
            _ => "unknown".to_owned(),
        },
        y: 0.0,
        foot: 0.0,
        x,
        is_session: true,
    }
}

fn moment(name: &str, seconds: f64, x: f64) -> Row {
    Row {
        name: name.to_owned(),
        kind: String::new(),
        idle: span(seconds),
        session: String::new(),
        status: String::new(),
        mark: "warning".to_owned(),
        y: 0.0,
        foot: 0.0,
        x,
        is_session: false,
    }
}

fn facts(idle: &IdleChart) -> Vec<Fact> {
    let Some(warning) = &idle.warning else { return Vec::new() };
    let at = |seconds: Option<f64>| seconds.map_or_else(|| "never".to_owned(), span);
    let yes = |yes: bool| if yes { "yes" } else { "no" }.to_owned();
    let called = if warning.called.is_empty() { "nothing" } else { &warning.called };
    vec![
        Fact { name: "Warning came after", value: at(warning.seen_s) },
        Fact { name: "It is", value: called.to_owned() },
        Fact { name: "It is announced to a screen reader", value: yes(warning.announced) },
        Fact {
            name: "Control that extends the session",
            value: warning.control.clone().unwrap_or_else(|| "none".to_owned()),
        },
        Fact {
            name: "Pressing it by key kept the session alive",
            value: warning.extended.map_or_else(|| "not tried".to_owned(), yes),
        },
        Fact { name: "Tab said that the session was over after", value: at(warning.over_s) },
    ]
}

/// Round moments, four to eight of them.
fn ticks(longest: f64) -> Vec<f64> {
    let steps = [1.0, 2.0, 5.0, 10.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1_800.0, 3_600.0, 14_400.0];
    let step = steps.into_iter().find(|step| longest / step <= 8.0).unwrap_or(longest / 6.0);
    (0u32..=8).map(|number| f64::from(number) * step).take_while(|at| *at <= longest).collect()
}

fn tenth(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}
