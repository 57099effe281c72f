//! The values behind the trend chart: as a picture, as a table, and as JSON.

use std::time::{SystemTime, UNIX_EPOCH};

use std::sync::Arc;

use axum::Json;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;

use crate::faults::{session as session_fault, wcag};
use crate::persona;
use crate::portal::Portal;
use crate::request::{Own, Patient};

/// LDL cholesterol in tenths of mmol/L.
const VALUES: [(&str, u32); 5] = [
    ("December 2025", 32),
    ("March 2026", 34),
    ("June 2026", 37),
    ("September 2026", 39),
    ("December 2026", 41),
];

/// What the chart is drawn from.
pub(crate) async fn api(State(portal): State<Arc<Portal>>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let bearer = format!("Bearer {}", portal.bearer);
    let by_token = portal.has(session_fault::TOKEN_KEPT)
        && parts.headers.get(header::AUTHORIZATION).is_some_and(|value| *value == *bearer);
    let record = match Own::from_request_parts(&mut parts, &portal).await {
        Ok(Own(_, record)) => record,
        Err(_) if by_token => &persona::PATIENT_ONE,
        Err(refused) => return refused,
    };
    let values: Vec<_> = VALUES
        .iter()
        .map(|(month, tenths)| json!({ "month": month, "value": f64::from(*tenths) / 10.0 }))
        .collect();
    Json(json!({
        "patient": { "mrn": record.mrn, "name": format!("{} {}", record.given_name, record.family_name) },
        "test": "LDL cholesterol",
        "unit": "mmol/L",
        "values": values,
    }))
    .into_response()
}

/// The chart with its buttons, and the same values as a table.
pub(crate) fn chart(patient: &Patient, record: &persona::Patient) -> String {
    let portal = &patient.portal;
    let name = if portal.has(wcag::TREND_CHART_UNNAMED) {
        ""
    } else {
        r#" aria-label="LDL cholesterol rose from 3.2 to 4.1 mmol/L between December 2025 and December 2026; the values are in the table below.""#
    };
    let tiny = if portal.has(wcag::TARGETS_TINY) { " tiny" } else { "" };
    let keep = if portal.has(session_fault::LOCAL_STORAGE_PHI) {
        r#" data-keep="local""#
    } else if portal.has(session_fault::SESSION_STORAGE_PHI) {
        r#" data-keep="session""#
    } else {
        ""
    };
    let token = if portal.has(session_fault::TOKEN_STORED) {
        format!(r#" data-session="{}""#, patient.id)
    } else if portal.has(session_fault::TOKEN_KEPT) {
        format!(r#" data-bearer="{}""#, portal.bearer)
    } else if portal.has(session_fault::TOKEN_PHI) {
        format!(r#" data-bearer="{}""#, token(5 * 60, record.mrn))
    } else if portal.has(session_fault::TOKEN_MONTH) {
        format!(r#" data-bearer="{}""#, token(30 * 86_400, "a7c1f2"))
    } else {
        String::new()
    };
    let mut points = String::new();
    let mut dots = String::new();
    let mut rows = String::new();
    for (index, (month, tenths)) in (0_u32..).zip(VALUES) {
        let (x, y) = (60 + index * 130, 250 - (tenths - 28) * 14);
        let (whole, tenth) = (tenths / 10, tenths % 10);
        points += &format!("{x},{y} ");
        dots += &format!(r#"<circle class="chart-dot" cx="{x}" cy="{y}" r="6"/>"#);
        rows += &format!(r#"<tr><th scope="row">{month}</th><td>{whole}.{tenth} mmol/L</td></tr>"#);
    }
    format!(
        r#"<section class="card" id="trend"{keep}{token}><h2>Trend</h2>
<div class="chart-tools{tiny}"><button type="button" class="second" id="larger" aria-label="Enlarge chart">+</button><button type="button" class="second" id="smaller" aria-label="Shrink chart">−</button></div>
<svg class="chart" viewBox="0 0 640 280" role="img"{name}><path class="chart-axis" d="M40 20V250H620"/><path class="chart-limit" d="M40 222H620"/><polyline class="chart-line" points="{points}"/>{dots}</svg>
<p class="hint">The dashed line is the upper end of the normal range, 3.0 mmol/L. <span id="latest"></span></p>
<table><caption>LDL cholesterol</caption><thead><tr><th scope="col">Month</th><th scope="col">Value</th></tr></thead><tbody>{rows}</tbody></table></section>"#
    )
}

/// The faults: a token for the interface, as a page would get it that keeps no session. Nobody looks at it.
fn token(seconds: u64, subject: &str) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let payload = json!({ "typ": "Bearer", "sub": subject, "iat": now, "exp": now + seconds });
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    let header = part(r#"{"alg":"HS256","typ":"JWT"}"#);
    format!("{header}.{}.{}", part(&payload.to_string()), part("no signature, only its place"))
}
