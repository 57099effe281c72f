//! The end of a session by the person's own hand.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};

use crate::faults::session as fault;
use crate::pages::errors;
use crate::pages::session::forget;
use crate::portal::Portal;
use crate::request::{Fields, session_id};

/// Ends the session at the server, takes the cookie away, and shows a page without anything on it.
pub(crate) async fn submit(
    State(portal): State<Arc<Portal>>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    if let Some(id) = session_id(&headers)
        && let Some(seen) = portal.sessions.peek(&portal, &id)
    {
        if fields.exact("csrf") != seen.csrf {
            return errors::forbidden();
        }
        if !portal.has(fault::LOGOUT_COOKIE_ONLY) {
            portal.sessions.end(&id);
        }
    }
    let gone = Redirect::to("/signed-out");
    if portal.has(fault::BACK_FORWARD_CACHE) {
        gone.into_response()
    } else {
        (forget(&portal), gone).into_response()
    }
}
