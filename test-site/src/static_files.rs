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
        "forms.css" => (CSS, include_str!("../static/forms.css")),
        "pages.css" => (CSS, include_str!("../static/pages.css")),
        "call.css" => (CSS, include_str!("../static/call.css")),
        "letter.svg" => (SVG, include_str!("../static/letter.svg")),
        "session.js" => (SCRIPT, include_str!("../static/session.js")),
        "in-page.js" => (SCRIPT, include_str!("../static/in-page.js")),
        "find.js" => (SCRIPT, include_str!("../static/find.js")),
        "picker-faults.js" => (SCRIPT, include_str!("../static/picker-faults.js")),
        "insurance-trap.js" => (SCRIPT, include_str!("../static/insurance-trap.js")),
        "beacon.js" => (SCRIPT, include_str!("../static/beacon.js")),
        "call.js" => (SCRIPT, include_str!("../static/call.js")),
        "devices.js" => (SCRIPT, include_str!("../static/devices.js")),
        "letters.js" => (SCRIPT, include_str!("../static/letters.js")),
        "mail.js" => (SCRIPT, include_str!("../static/mail.js")),
        "print.js" => (SCRIPT, include_str!("../static/print.js")),
        "results.js" => (SCRIPT, include_str!("../static/results.js")),
        "waiting.js" => (SCRIPT, include_str!("../static/waiting.js")),
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
