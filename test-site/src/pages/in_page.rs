//! The answer to a form that a script sends without leaving the page.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::layout::{Page, Section};
use crate::request::Submitted;

/// Says that it is done: to the script, which shows it in the status region, or as a page of its own.
pub(crate) fn done(submitted: &Submitted, section: Section, text: &str) -> Response {
    if submitted.in_page {
        return Json(json!({ "status": text })).into_response();
    }
    let (href, name) = match section {
        Section::Home | Section::Visit => ("/home", "Back to home"),
        Section::Appointments => ("/appointments", "Back to appointments"),
        Section::Records => ("/records", "Back to records"),
        Section::Messages => ("/messages", "Back to messages"),
    };
    let main = format!(
        r#"<h1>{text}</h1><p class="actions"><a class="button second" href="{href}">{name}</a></p>"#
    );
    Page::of(&submitted.patient, section, text, main).into_response()
}
