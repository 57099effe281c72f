//! Pages that mistreat whoever visits them: they hang, ask, spin, redirect for ever, and pour.
//!
//! They are public and hold nothing; a crawler has to come away from each with a bounded, recorded failure.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use futures_util::stream;
use serde::Deserialize;

use crate::portal::Portal;

const MEGABYTES: usize = 200;

/// Everything below `/hostile/`.
pub(crate) fn routes() -> Router<Arc<Portal>> {
    Router::new()
        .route("/hang", get(hang))
        .route("/dialog", get(dialog))
        .route("/spin", get(spin))
        .route("/redirect", get(redirect))
        .route("/huge", get(huge))
        .route("/dialog.js", get(|| async { script("for (;;) { alert('Please confirm'); }") }))
        .route(
            "/spin.js",
            get(|| async {
                script("for (let turn = 0; ; turn += 1) { if (turn < 0) { break; } }")
            }),
        )
}

async fn hang() -> StatusCode {
    std::future::pending().await
}

async fn dialog() -> Html<&'static str> {
    Html(concat!(
        "<!doctype html><html lang=\"en\"><head><title>Dialogs</title></head>",
        "<body><main><h1>Dialogs without end</h1></main><script src=\"/hostile/dialog.js\"></script></body></html>"
    ))
}

async fn spin() -> Html<&'static str> {
    Html(concat!(
        "<!doctype html><html lang=\"en\"><head><title>Busy</title></head>",
        "<body><main><h1>A script without end</h1></main><script src=\"/hostile/spin.js\"></script></body></html>"
    ))
}

#[derive(Deserialize)]
struct Turn {
    #[serde(default)]
    turn: u64,
}

async fn redirect(Query(Turn { turn }): Query<Turn>) -> Redirect {
    Redirect::to(&format!("/hostile/redirect?turn={}", turn.wrapping_add(1)))
}

async fn huge() -> Response {
    let paragraph = "<p>There is always one more line of this page, and it says nothing new.</p>\n";
    let chunk = Bytes::from(paragraph.repeat((1 << 20) / paragraph.len() + 1));
    let head = Bytes::from_static(
        b"<!doctype html><html lang=\"en\"><head><title>Huge</title></head><body><main><h1>A page without end</h1>\n",
    );
    let chunks = std::iter::once(head)
        .chain(std::iter::repeat_n(chunk, MEGABYTES))
        .map(Ok::<Bytes, Infallible>);
    let headers = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (headers, Body::from_stream(stream::iter(chunks))).into_response()
}

fn script(text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8")], text).into_response()
}
