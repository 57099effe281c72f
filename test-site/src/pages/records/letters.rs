//! Letters to take away.

use axum::response::{IntoResponse, Response};

use super::overview::parts;
use crate::faults::{session as session_fault, wcag};
use crate::layout::{Page, Section};
use crate::request::Own;

/// What the fault puts in the place of a sentence: a drawing of it.
const HOURS: &str = r#"<p><img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='360' height='32'%3E%3Ctext y='20'%3EPlease bring this letter with you%3C/text%3E%3C/svg%3E" alt="Please bring this letter with you" width="360" height="32"></p>"#;

/// The list of letters.
pub(crate) async fn page(Own(patient, _): Own) -> Response {
    let portal = &patient.portal;
    let from =
        if portal.has(session_fault::MIXED_IMAGE) { portal.plain_origin.as_str() } else { "" };
    let reach = if portal.has(wcag::REACH_LINKS_ALIKE) {
        r#"<p>About a letter, <a href="/messages/new">reach us</a> in writing or <a href="/contact">reach us</a> by phone.</p>"#
    } else {
        ""
    };
    let saved = if portal.has(session_fault::DOWNLOAD_SILENT) {
        ""
    } else {
        " The file is saved on this device, where others who use it can read it."
    };
    let hours = if portal.has(wcag::HOURS_PICTURE) { HOURS } else { "" };
    let main = format!(
        r#"{parts}<h1>Letters</h1>
<div class="card form letter"><img src="{from}/static/letter.svg" alt="" width="64" height="64">
<div><h2>Stay from 3 to 5 November 2026</h2>
<p>Wexcombe clinic, one page.{saved}</p>
<p><a href="/records/letter.pdf" id="letter" download="discharge-letter.pdf">Discharge letter (PDF)</a></p></div></div>
{reach}{hours}<div class="status" id="status" role="status"></div>"#,
        parts = parts("/records/letters", "")
    );
    let left_over = portal.has(wcag::TITLE_LEFT_OVER);
    let title = match portal.has(wcag::TITLE_MISSING) {
        true => "",
        false if left_over => "React App",
        false => "Letters",
    };
    let mut page = Page::of(&patient, Section::Records, title, main).script("letters.js");
    page.signs_title = !left_over;
    if portal.has(wcag::LETTERS_LANGUAGE_WRONG) {
        page.language = Some("es");
    }
    page.into_response()
}
