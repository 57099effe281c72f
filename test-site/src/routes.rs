//! The addresses, and who answers them.

use std::sync::Arc;

use axum::Router;
use axum::http::Uri;
use axum::middleware;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

use crate::pages::{
    appointments, errors, home, messages, public, records, second_factor, session, sharing,
    sign_in, sign_out, staff, visit,
};
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
        .route("/home/{rest}", get(home::below))
        .route("/updates", get(home::updates))
        .route("/sharing", get(sharing::page))
        .route("/sharing/confirm", get(sharing::ask).post(sharing::submit))
        .route("/staff", get(staff::page))
        .route("/sign-out", post(sign_out::submit))
        .merge(appointments())
        .merge(visit())
        .merge(records())
        .merge(messages())
        .route("/session/remaining", get(session::remaining))
        .route("/session/extend", post(session::extend))
        .route("/static/{name}", get(static_files::file))
        .route("/worker.js", get(static_files::worker))
        .route("/favicon.svg", get(static_files::favicon))
        .route("/favicon.ico", get(static_files::favicon))
        .route("/robots.txt", get(static_files::robots))
        .nest("/hostile", hostile::routes())
        .fallback(errors::not_found)
        .layer(middleware::from_fn_with_state(Arc::clone(&portal), headers::add))
        .with_state(portal)
}

fn appointments() -> Router<Arc<Portal>> {
    use appointments::{change, details, find, list, review, when};
    Router::new()
        .route("/appointments", get(list::page))
        .route("/appointments/find", get(find::page).post(find::submit))
        .route("/appointments/when", get(when::page).post(when::submit))
        .route("/appointments/details", get(details::page).post(details::submit))
        .route("/appointments/review", get(review::page).post(review::submit))
        .route(
            "/appointments/{id}/reschedule",
            get(change::reschedule).post(change::submit_reschedule),
        )
        .route("/appointments/{id}/cancel", get(change::cancel).post(change::submit_cancel))
}

fn visit() -> Router<Arc<Portal>> {
    Router::new()
        .route("/visit", get(visit::devices))
        .route("/visit/waiting", get(visit::waiting))
        .route("/visit/status", get(visit::status))
        .route("/visit/call", get(visit::call))
        .route("/visit/left", get(visit::left))
        .route("/visit/survey", post(visit::survey))
}

fn records() -> Router<Arc<Portal>> {
    use records::{history, letter, letters, overview, result, results, trend, x_ray};
    Router::new()
        .route("/records", get(overview::page))
        .route("/records/results", get(results::page))
        .route("/records/results/{slug}", get(result::page))
        .route("/records/x-ray.svg", get(x_ray::picture))
        .route("/records/history", get(history::page).post(history::confirm))
        .route("/records/letters", get(letters::page))
        .route("/records/letter.pdf", get(letter::pdf))
        .route("/api/results", get(trend::api))
}

fn messages() -> Router<Arc<Portal>> {
    Router::new()
        .route("/messages", get(messages::page))
        .route("/messages/new", get(messages::compose).post(messages::send))
        .route("/messages/read/{number}", get(messages::read))
        .route("/messages/read-all", post(messages::read_all))
        .route("/messages/attachment/{id}", get(messages::attachment))
        .route("/messages/guard", get(messages::guard))
}

/// Plain HTTP: nothing but the way to HTTPS.
pub(crate) fn plain(origin: String) -> Router {
    Router::new().fallback(move |uri: Uri| async move { to_https(&origin, &uri) })
}

fn to_https(origin: &str, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    Redirect::permanent(&format!("{origin}{path}")).into_response()
}
