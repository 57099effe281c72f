//! Which address is answered by whom.

use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::pages::{errors, home, public, second_factor, session, sign_in, sign_out, staff};
use crate::portal::Portal;
use crate::{headers, hostile, static_files};

/// The portal itself.
pub(crate) fn portal(portal: Arc<Portal>) -> Router {
    Router::new()
        .route("/", get(public::landing))
        .route("/contact", get(public::contact))
        .route("/signed-out", get(public::signed_out))
        .route("/sign-in", get(sign_in::page).post(sign_in::submit))
        .route("/second-factor", get(second_factor::page).post(second_factor::submit))
        .route("/home", get(home::page))
        .route("/staff", get(staff::page))
        .route("/sign-out", post(sign_out::submit))
        .route("/session/remaining", get(session::remaining))
        .route("/session/extend", post(session::extend))
        .route("/static/{name}", get(static_files::file))
        .route("/favicon.svg", get(static_files::favicon))
        .route("/favicon.ico", get(static_files::favicon))
        .route("/robots.txt", get(static_files::robots))
        .nest("/hostile", hostile::routes())
        .fallback(errors::not_found)
        .layer(middleware::from_fn_with_state(Arc::clone(&portal), headers::add))
        .with_state(portal)
}

/// Plain HTTP: nothing but the way to HTTPS.
pub(crate) fn plain(origin: String) -> Router {
    Router::new().fallback(move |uri: Uri| async move { to_https(&origin, &uri) })
}

fn to_https(origin: &str, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    Redirect::permanent(&format!("{origin}{path}")).into_response()
}
