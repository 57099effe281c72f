//! Pages that say no.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::layout::Page;
use crate::portal::Portal;

/// There is no such page.
pub(crate) async fn not_found(State(portal): State<Arc<Portal>>) -> Response {
    let main = r#"<h1>We cannot find this page</h1>
<p>The address may have been typed wrongly, or the page may have moved.</p>
<p><a href="/">Go to the front page</a></p>"#;
    Page::public(&portal, "Page not found", main.to_owned())
        .status(StatusCode::NOT_FOUND)
        .into_response()
}

/// The page exists, but not for this person or not from this form.
pub(crate) fn forbidden(portal: &Arc<Portal>) -> Response {
    let main = r#"<h1>This is not open to you</h1>
<p>The form may have been open for too long. Please go back and try again.</p>
<p><a href="/">Go to the front page</a></p>"#;
    Page::public(portal, "Not allowed", main.to_owned())
        .status(StatusCode::FORBIDDEN)
        .into_response()
}

/// The system gave no random numbers.
pub(crate) fn unavailable() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
