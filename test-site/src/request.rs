//! The person who asks, and what was sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::faults::session as fault;
use crate::multipart::{self, Upload};
use crate::pages::errors;
use crate::persona::{self, Account, Role};
use crate::portal::Portal;
use crate::session::{Seen, Stage};

/// The name of the session cookie; the prefix makes the browser insist on its attributes.
pub(crate) const COOKIE: &str = "__Host-session";
/// The name it has while the fault takes away what the prefix demands.
pub(crate) const COOKIE_WITHOUT_PREFIX: &str = "session";

/// Somebody who is signed in, and has just done something.
#[derive(Clone)]
pub(crate) struct Patient {
    pub(crate) portal: Arc<Portal>,
    pub(crate) id: String,
    pub(crate) account: &'static Account,
    pub(crate) csrf: String,
    /// Whether the password was entered once more.
    pub(crate) confirmed: bool,
}

impl Patient {
    /// The patient's record; staff have none.
    pub(crate) fn record(&self) -> Option<&'static persona::Patient> {
        match self.account.role {
            Role::Patient(record) => Some(record),
            Role::Staff => None,
        }
    }

    /// The hidden field that every form of the portal carries.
    pub(crate) fn csrf_field(&self) -> String {
        format!(r#"<input type="hidden" name="csrf" value="{}">"#, self.csrf)
    }
}

impl FromRequestParts<Arc<Portal>> for Patient {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Arc<Portal>,
    ) -> Result<Self, Self::Rejection> {
        signed_in(portal, &parts.headers, true).ok_or_else(|| turned_away(&parts.headers))
    }
}

/// Somebody who is signed in, asked by a script and not by a person: not activity.
pub(crate) struct Polling(pub(crate) Patient);

impl FromRequestParts<Arc<Portal>> for Polling {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Arc<Portal>,
    ) -> Result<Self, Self::Rejection> {
        signed_in(portal, &parts.headers, false)
            .map(Self)
            .ok_or_else(|| StatusCode::UNAUTHORIZED.into_response())
    }
}

/// The record of the patient who asks; staff are refused.
pub(crate) struct Own(pub(crate) Patient, pub(crate) &'static persona::Patient);

impl FromRequestParts<Arc<Portal>> for Own {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Arc<Portal>,
    ) -> Result<Self, Self::Rejection> {
        let patient = Patient::from_request_parts(parts, portal).await?;
        match patient.record() {
            Some(record) => Ok(Self(patient, record)),
            None => Err(errors::forbidden()),
        }
    }
}

fn signed_in(portal: &Arc<Portal>, headers: &HeaderMap, active: bool) -> Option<Patient> {
    let id = session_id(headers)?;
    let seen = if active {
        portal.sessions.touch(portal, &id)
    } else {
        portal.sessions.peek(portal, &id)
    }?;
    let Seen { stage, csrf, confirmed } = seen;
    let account = match stage {
        Stage::SignedIn(account) => account,
        Stage::PasswordKnown(account) if portal.has(fault::HALF_SESSION_READS) => account,
        Stage::PasswordKnown(_) | Stage::Visitor => return None,
    };
    Some(Patient { portal: Arc::clone(portal), id, account, csrf, confirmed })
}

fn turned_away(headers: &HeaderMap) -> Response {
    if wants_json(headers) {
        StatusCode::UNAUTHORIZED.into_response()
    } else {
        Redirect::to("/sign-in").into_response()
    }
}

/// Whether a script of ours asks, and not the browser for a page.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.starts_with("application/json"))
}

/// The value of the session cookie.
pub(crate) fn session_id(headers: &HeaderMap) -> Option<String> {
    cookie(headers, COOKIE).or_else(|| cookie(headers, COOKIE_WITHOUT_PREFIX))
}

/// The value of a cookie.
pub(crate) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// What a form sent.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    texts: BTreeMap<String, String>,
    pub(crate) upload: Option<Upload>,
}

impl Fields {
    /// A field's text without the space around it; empty when it was not sent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", |text| text.trim())
    }

    /// A field's text exactly as it was sent.
    pub(crate) fn exact(&self, name: &str) -> &str {
        self.texts.get(name).map_or("", String::as_str)
    }
}

impl FromRequest<Arc<Portal>> for Fields {
    type Rejection = Response;

    async fn from_request(request: Request, portal: &Arc<Portal>) -> Result<Self, Self::Rejection> {
        let kind = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|kind| kind.to_str().ok())
            .unwrap_or("")
            .to_owned();
        if let Some(boundary) = multipart::boundary(&kind) {
            let body =
                Bytes::from_request(request, portal).await.map_err(IntoResponse::into_response)?;
            let (texts, upload) = multipart::parse(&body, &boundary)
                .ok_or_else(|| StatusCode::BAD_REQUEST.into_response())?;
            return Ok(Self { texts, upload });
        }
        if kind.is_empty() {
            return Ok(Self::default());
        }
        let axum::Form(texts) =
            axum::Form::<BTreeMap<String, String>>::from_request(request, portal)
                .await
                .map_err(IntoResponse::into_response)?;
        Ok(Self { texts, upload: None })
    }
}

/// A form sent by somebody who is signed in, from a page of ours.
pub(crate) struct Submitted {
    pub(crate) patient: Patient,
    pub(crate) fields: Fields,
    /// A script sent it and shows the answer in the page that is there.
    pub(crate) in_page: bool,
}

impl FromRequest<Arc<Portal>> for Submitted {
    type Rejection = Response;

    async fn from_request(request: Request, portal: &Arc<Portal>) -> Result<Self, Self::Rejection> {
        let (mut parts, body) = request.into_parts();
        let Own(patient, _) = Own::from_request_parts(&mut parts, portal).await?;
        let in_page = wants_json(&parts.headers);
        let header = parts.headers.get("x-csrf-token").and_then(|value| value.to_str().ok());
        let header = header.map(str::to_owned);
        let unasked = parts.uri.path() == "/records/history" && portal.has(fault::FORGERY_ACCEPTED);
        let fields = Fields::from_request(Request::from_parts(parts, body), portal).await?;
        if !unasked && header.as_deref().unwrap_or_else(|| fields.exact("csrf")) != patient.csrf {
            return Err(errors::forbidden());
        }
        Ok(Self { patient, fields, in_page })
    }
}
