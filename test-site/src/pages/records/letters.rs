//! Letters to take away.

use axum::response::{IntoResponse, Response};

use super::overview::parts;
use crate::faults::{session as session_fault, wcag};
use crate::layout::{Page, Section};
use crate::request::Own;

/// The list of letters.
pub(crate) async fn page(Own(patient, _): Own) -> Response {
    let portal = &patient.portal;
    let from =
        if portal.has(session_fault::MIXED_IMAGE) { portal.plain_origin.as_str() } else { "" };
    let main = format!(
        r#"{parts}<h1>Letters</h1>
<div class="card form letter"><img src="{from}/static/letter.svg" alt="" width="64" height="64">
<div><h2>Stay from 3 to 5 November 2026</h2>
<p>Wexcombe clinic, one page. The file is saved on this device, where others who use it can read it.</p>
<p><a href="/records/letter.pdf" id="letter" download="discharge-letter.pdf">Discharge letter (PDF)</a></p></div></div>
<div class="status" id="status" role="status"></div>"#,
        parts = parts("/records/letters", "")
    );
    let title = if portal.has(wcag::TITLE_MISSING) { "" } else { "Letters" };
    Page::of(&patient, Section::Records, title, main).script("letters.js").into_response()
}
