//! The records at a glance.

use axum::http::header;
use axum::response::{AppendHeaders, IntoResponse, Response};

use super::history::FAULTS;
use crate::faults::{session as session_fault, wcag};
use crate::layout::{Page, Section};
use crate::pages::session::SUMMARY_COOKIE;
use crate::request::Own;

const PARTS: [(&str, &str); 4] = [
    ("/records", "Overview"),
    ("/records/results", "Test results"),
    ("/records/history", "Medical history"),
    ("/records/letters", "Letters"),
];

/// The way between the parts of the records; `query` is appended to the address of the results.
pub(crate) fn parts(here: &str, query: &str) -> String {
    let items: String = PARTS
        .iter()
        .map(|(href, name)| {
            let current = if *href == here { r#" aria-current="page""# } else { "" };
            let query = if *href == "/records/results" { query } else { "" };
            format!(r#"<li><a href="{href}{query}"{current}>{name}</a></li>"#)
        })
        .collect();
    format!(r#"<nav class="parts" aria-label="Records"><ul>{items}</ul></nav>"#)
}

/// What there is, and whom to ask about it.
pub(crate) async fn page(Own(patient, record): Own) -> Response {
    let portal = &patient.portal;
    let query = if portal.has(session_fault::URL_MRN) {
        format!("?mrn={}", record.mrn)
    } else {
        String::new()
    };
    let ring = if portal.has(wcag::FOCUS_RING_REMOVED) { r#" class="no-ring""# } else { "" };
    let heading = if portal.has(wcag::CARD_HEADING_PLAIN) {
        format!(r#"{FAULTS}<p class="like-heading">Your history</p>"#)
    } else {
        "<h2>Your history</h2>".to_owned()
    };
    let tracker = if portal.has(session_fault::TRACKER) {
        format!(
            r#"<img src="{}/tr?id=1029384756&amp;ev=PageView&amp;noscript=1" alt="" width="1" height="1">"#,
            portal.third_party
        )
    } else {
        String::new()
    };
    let main = format!(
        r#"{parts}<h1>Health records</h1>
<p class="lead">Everything that we keep about your health, in plain words where we can.</p>
<div class="cards three">
<section class="card accent"><h2>Four test results</h2><p>The newest are a lipid panel and an X-ray of the left foot, from December 2026.</p></section>
<section class="card">{heading}<p>Diagnoses, medication and notes. Please check once a year that it is right.</p></section>
<section class="card"><h2>One letter</h2><p>The letter from your stay in November 2026, to keep or to show.</p></section>
</div>
<p>Is something unclear or wrong? <a href="/messages/new"{ring}>Ask about your records</a></p>{tracker}"#,
        parts = parts("/records", &query)
    );
    let mut page = Page::of(&patient, Section::Records, "Health records", main);
    if portal.has(session_fault::CACHE_API_PHI) {
        page.scripts.push("keep-page.js");
    }
    if portal.has(session_fault::WORKER_KEEPS_RESULTS) {
        page.scripts.push("register.js");
    }
    page.zoom = !portal.has(wcag::ZOOM_DISABLED);
    let cookie = portal.has(session_fault::COOKIE_PHI).then(|| {
        let value =
            format!("{SUMMARY_COOKIE}={}; Path=/; Secure; HttpOnly; SameSite=Lax", record.mrn);
        (header::SET_COOKIE, value)
    });
    (AppendHeaders(cookie), page).into_response()
}
