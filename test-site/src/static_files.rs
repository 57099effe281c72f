//! Style sheets, scripts and pictures that hold nobody's data: the only things that may be cached.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";

/// Whatever lies below `/static/`.
pub(crate) async fn file(Path(name): Path<String>) -> Response {
    let (kind, text) = match name.as_str() {
        "portal.css" => (CSS, include_str!("../static/portal.css")),
        "parts.css" => (CSS, include_str!("../static/parts.css")),
        "session.js" => (SCRIPT, include_str!("../static/session.js")),
        "paste-refused.js" => (SCRIPT, include_str!("../static/paste-refused.js")),
        "signed-out.js" => (SCRIPT, include_str!("../static/signed-out.js")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    cacheable(kind, text)
}

/// The icon in the browser's tab.
pub(crate) async fn favicon() -> Response {
    cacheable(SVG, include_str!("../static/favicon.svg"))
}

/// What crawlers are told: nothing here is for them.
pub(crate) async fn robots() -> Response {
    cacheable("text/plain; charset=utf-8", "User-agent: *\nDisallow: /\n")
}

fn cacheable(kind: &'static str, text: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, text).into_response()
}
