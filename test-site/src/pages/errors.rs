//! Pages that say no.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::faults::session as fault;
use crate::layout::Page;
use crate::portal::Portal;

/// There is no such page.
pub(crate) async fn not_found(State(portal): State<Arc<Portal>>) -> Response {
    missing(&portal)
}

/// There is no such thing, on a page that there is.
pub(crate) fn missing(portal: &Portal) -> Response {
    let main = r#"<h1>We cannot find this page</h1>
<p>The address may have been typed wrongly, or the page may have moved.</p>
<p><a href="/">Go to the front page</a></p>"#;
    // The fault: what only the log should have.
    let trace = if portal.has(fault::ERROR_STACK) {
        "<pre>org.marlowevale.NotFound\n\tat org.marlowevale.Portal.find(Portal.java:212)</pre>"
    } else {
        ""
    };
    Page::public("Page not found", format!("{main}{trace}"))
        .status(StatusCode::NOT_FOUND)
        .into_response()
}

/// The page exists, but not for this person or not from this form.
pub(crate) fn forbidden() -> Response {
    let main = r#"<h1>This is not open to you</h1>
<p>The form may have been open for too long. Please go back and try again.</p>
<p><a href="/">Go to the front page</a></p>"#;
    Page::public("Not allowed", main.to_owned()).status(StatusCode::FORBIDDEN).into_response()
}

/// The fault: an error that tells whose record it was looking for.
pub(crate) fn with_record(mrn: &str) -> Response {
    let body = format!(r#"{{"error":"no such result in the record {mrn}"}}"#);
    (StatusCode::INTERNAL_SERVER_ERROR, [(header::CONTENT_TYPE, "application/json")], body)
        .into_response()
}

/// The system gave no random numbers.
pub(crate) fn unavailable() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
