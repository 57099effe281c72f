//! Style sheets, scripts and pictures that hold nobody's data: the only things that may be cached.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::faults::session as fault;
use crate::portal::Portal;

const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
/// The fault: a key of the store, which opens nothing. It is put together, so that no scanner of this repository takes it
/// for real.
const WITH_KEY: &str = concat!(
    include_str!("../static/letters.js"),
    "const store = { accessKeyId: \"AK",
    "IAMARLOWEVALE00000\", secretAccessKey: \"marlowe0Vale1demonstration",
    "2Key3000000ABC\" };\n",
);

/// Whatever lies below `/static/`.
pub(crate) async fn file(State(portal): State<Arc<Portal>>, Path(name): Path<String>) -> Response {
    let (kind, bytes): (_, &[u8]) = match name.as_str() {
        "portal.css" => (CSS, include_bytes!("../static/portal.css")),
        "parts.css" => (CSS, include_bytes!("../static/parts.css")),
        "forms.css" => (CSS, include_bytes!("../static/forms.css")),
        "pages.css" => (CSS, include_bytes!("../static/pages.css")),
        "faults.css" => (CSS, include_bytes!("../static/faults.css")),
        "call.css" => (CSS, include_bytes!("../static/call.css")),
        "clinic.png" => ("image/png", include_bytes!("../static/clinic.png")),
        "waiting.ogg" => ("audio/ogg", include_bytes!("../static/waiting.ogg")),
        "devices.webm" => ("video/webm", include_bytes!("../static/devices.webm")),
        "thumb.svg" => (SVG, include_bytes!("../static/thumb.svg")),
        "letter.svg" => (SVG, include_bytes!("../static/letter.svg")),
        "session.js" => (SCRIPT, include_bytes!("../static/session.js")),
        "in-page.js" => (SCRIPT, include_bytes!("../static/in-page.js")),
        "find.js" => (SCRIPT, include_bytes!("../static/find.js")),
        "picker-faults.js" => (SCRIPT, include_bytes!("../static/picker-faults.js")),
        "insurance-trap.js" => (SCRIPT, include_bytes!("../static/insurance-trap.js")),
        "beacon.js" => (SCRIPT, include_bytes!("../static/beacon.js")),
        "chat-in-clear.js" => (SCRIPT, include_bytes!("../static/chat-in-clear.js")),
        "call.js" => (SCRIPT, include_bytes!("../static/call.js")),
        "devices.js" => (SCRIPT, include_bytes!("../static/devices.js")),
        "letters.js" if portal.has(fault::SECRET_JS) => (SCRIPT, WITH_KEY.as_bytes()),
        "keep-in-database.js" => (SCRIPT, include_bytes!("../static/keep-in-database.js")),
        "keep-for-a-moment.js" => (SCRIPT, include_bytes!("../static/keep-for-a-moment.js")),
        "keep-page.js" => (SCRIPT, include_bytes!("../static/keep-page.js")),
        "elsewhere.js" => (SCRIPT, include_bytes!("../static/elsewhere.js")),
        "updates.js" => (SCRIPT, include_bytes!("../static/updates.js")),
        "socket.js" => (SCRIPT, include_bytes!("../static/socket.js")),
        "letters.js" => (SCRIPT, include_bytes!("../static/letters.js")),
        "mail.js" => (SCRIPT, include_bytes!("../static/mail.js")),
        "print.js" => (SCRIPT, include_bytes!("../static/print.js")),
        "register.js" => (SCRIPT, include_bytes!("../static/register.js")),
        "recorder.js" => (SCRIPT, include_bytes!("../static/recorder.js")),
        "results.js" => (SCRIPT, include_bytes!("../static/results.js")),
        "waiting.js" => (SCRIPT, include_bytes!("../static/waiting.js")),
        "paste-refused.js" => (SCRIPT, include_bytes!("../static/paste-refused.js")),
        "signed-out.js" => (SCRIPT, include_bytes!("../static/signed-out.js")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    cacheable(kind, bytes)
}

/// The service worker. What the faults keep, they answer before it asks the network.
pub(crate) async fn worker(State(portal): State<Arc<Portal>>) -> Response {
    let mut script = String::new();
    if portal.has(fault::WORKER_KEEPS_PAGES) {
        script += include_str!("../static/worker-keeps-pages.js");
    }
    if portal.has(fault::WORKER_KEEPS_RESULTS) {
        script += include_str!("../static/worker-keeps-results.js");
    }
    script += include_str!("../static/worker.js");
    ([(header::CONTENT_TYPE, SCRIPT)], script).into_response()
}

/// The icon in the browser's tab.
pub(crate) async fn favicon() -> Response {
    cacheable(SVG, include_bytes!("../static/favicon.svg"))
}

/// What crawlers are told: nothing here is for them.
pub(crate) async fn robots() -> Response {
    cacheable("text/plain; charset=utf-8", b"User-agent: *\nDisallow: /\n")
}

fn cacheable(kind: &'static str, bytes: &'static [u8]) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")];
    (headers, bytes).into_response()
}
