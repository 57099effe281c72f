//! The response headers of every page, in one place, with the faults that take one away.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::faults::{Fault, session as fault, wcag};
use crate::portal::Portal;

/// Cache-Control of everything that could hold patient data, and of everything nobody thought of.
pub(crate) const NO_STORE: &str = "no-store, private";

/// Adds what the handler left to us.
pub(crate) async fn add(
    State(portal): State<Arc<Portal>>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path().to_owned();
    let origin = request.headers().get(header::ORIGIN).cloned();
    let framed = request.headers().get("sec-fetch-dest").is_some_and(|what| what == "iframe");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if !portal.has(fault::HSTS_MISSING) {
        set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    if !(path == "/static/letters.js" && portal.has(fault::NOSNIFF_MISSING)) {
        set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    }
    let telling = path == "/messages" && portal.has(fault::REFERRER_UNSAFE);
    set(headers, header::REFERRER_POLICY, if telling { "unsafe-url" } else { "same-origin" });
    if !(path == "/records/results/x-ray" && portal.has(fault::OPENER_KEPT)) {
        set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    }
    if !(path == "/records/letter.pdf" && portal.has(fault::LETTER_EMBEDDABLE)) {
        set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    }
    set(headers, HeaderName::from_static("permissions-policy"), permissions(&portal, &path));
    let framing = framing(&portal, &path, framed);
    set(
        headers,
        header::CONTENT_SECURITY_POLICY,
        &content_security_policy(&portal, &path, framing),
    );
    match framing {
        Framing::Nobody => set(headers, header::X_FRAME_OPTIONS, "DENY"),
        Framing::Ourselves => set(headers, header::X_FRAME_OPTIONS, "SAMEORIGIN"),
        Framing::Anybody => {}
    }
    if path == "/api/results" && portal.has(fault::CORS_REFLECTED) {
        if let Some(origin) = origin {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        }
        set(headers, header::ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
    }
    cache_control(&portal, &path, headers);
    response
}

fn cache_control(portal: &Portal, path: &str, headers: &mut HeaderMap) {
    if path == "/api/results" && portal.has(fault::CACHE_CDN) {
        set(headers, HeaderName::from_static("cdn-cache-control"), "max-age=300");
    }
    if headers.contains_key(header::CACHE_CONTROL) {
        return;
    }
    let weakened: [(Fault, &str, Option<&str>); 5] = [
        (fault::CACHE_NONE, "/records/history", None),
        (
            fault::CACHE_NO_CACHE,
            "/records/results/lipid",
            Some("private, no-cache, must-revalidate"),
        ),
        (fault::CACHE_JSON, "/api/results", Some("private")),
        (fault::CACHE_PDF, "/records/letter.pdf", Some("private, max-age=0")),
        (fault::BACK_HTTP_CACHE, "/home", Some("private, max-age=600")),
    ];
    let value = weakened
        .iter()
        .find(|(fault, where_it_is, _)| path == *where_it_is && portal.has(*fault))
        .map_or(Some(NO_STORE), |(_, _, value)| *value);
    if let Some(value) = value {
        set(headers, header::CACHE_CONTROL, value);
    }
}

fn permissions(portal: &Portal, path: &str) -> &'static str {
    if path == "/messages/new" && portal.has(fault::CAMERA_FOR_ANYBODY) {
        "camera=*, microphone=(), geolocation=(), display-capture=()"
    } else if path == "/visit" || path.starts_with("/visit/") {
        "camera=(self), microphone=(self), geolocation=(), display-capture=()"
    } else {
        "camera=(), microphone=(), geolocation=(), display-capture=()"
    }
}

#[derive(Clone, Copy)]
enum Framing {
    Nobody,
    Ourselves,
    Anybody,
}

fn framing(portal: &Portal, path: &str, framed: bool) -> Framing {
    match path {
        "/messages/guard" => Framing::Ourselves,
        "/records/history" if portal.has(fault::FRAMING_ALLOWED) => Framing::Anybody,
        "/home" if framed && portal.has(fault::FRAMED_UNGUARDED) => Framing::Anybody,
        _ => Framing::Nobody,
    }
}

fn content_security_policy(portal: &Portal, path: &str, framing: Framing) -> String {
    let object = path == "/appointments/when" && portal.has(wcag::CLINIC_PICTURE_UNNAMED);
    let object = if object { "'self'" } else { "'none'" };
    let mut policy =
        format!("default-src 'self'; object-src {object}; base-uri 'none'; form-action 'self'");
    match framing {
        Framing::Nobody => policy.push_str("; frame-ancestors 'none'"),
        Framing::Ourselves => policy.push_str("; frame-ancestors 'self'"),
        Framing::Anybody => {}
    }
    if path == "/home" && portal.has(fault::CSP_INLINE) {
        policy.push_str("; script-src 'self' 'unsafe-inline'");
    }
    let third_party: [(Fault, &str, &str); 6] = [
        (fault::PIXEL, "/records/results/lipid", "img-src"),
        (fault::PICTURE_REFERRER, "/records/results/x-ray", "img-src"),
        (fault::BEACON, "/records/results/x-ray", "connect-src"),
        (fault::TRACKER, "/records", "img-src"),
        (fault::SESSION_REPLAY, "/messages", "connect-src"),
        (fault::PICTURE_ELSEWHERE, "/messages/new", "img-src"),
    ];
    for (fault, where_it_is, directive) in third_party {
        if path == where_it_is && portal.has(fault) {
            policy += &format!("; {directive} 'self' {}", portal.third_party);
        }
    }
    if path == "/visit/call" && portal.has(fault::SOCKET_IN_CLEAR) {
        let server = portal.plain_origin.replacen("http:", "ws:", 1);
        policy += &format!("; connect-src 'self' {server}");
    }
    if path == "/messages" && portal.has(fault::WS_EGRESS) {
        let server = portal.third_party.replacen("https:", "wss:", 1);
        policy += &format!("; connect-src 'self' {server}");
    }
    if path.ends_with("/reschedule") && portal.has(wcag::LETTER_SPACING_FIXED) {
        policy.push_str("; style-src 'self' 'unsafe-inline'");
    }
    if path == "/records/letters" && portal.has(fault::MIXED_IMAGE) {
        policy += &format!("; img-src 'self' {}", portal.plain_origin);
    }
    policy
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
