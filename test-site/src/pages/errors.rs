//! Pages that say no.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::layout::Page;

/// There is no such page.
pub(crate) async fn not_found() -> Response {
    let main = r#"<h1>We cannot find this page</h1>
<p>The address may have been typed wrongly, or the page may have moved.</p>
<p><a href="/">Go to the front page</a></p>"#;
    Page::public("Page not found", main.to_owned()).status(StatusCode::NOT_FOUND).into_response()
}

/// The page exists, but not for this person or not from this form.
pub(crate) fn forbidden() -> Response {
    let main = r#"<h1>This is not open to you</h1>
<p>The form may have been open for too long. Please go back and try again.</p>
<p><a href="/">Go to the front page</a></p>"#;
    Page::public("Not allowed", main.to_owned()).status(StatusCode::FORBIDDEN).into_response()
}

/// The system gave no random numbers.
pub(crate) fn unavailable() -> Response {
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
