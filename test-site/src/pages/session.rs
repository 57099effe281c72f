//! The session's cookie, its clock, and the two addresses with which the page follows that clock.

use axum::Json;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use serde_json::json;

use crate::faults::session as fault;
use crate::persona::{Account, PATIENT_ONE, Role};
use crate::portal::Portal;
use crate::request::{COOKIE, COOKIE_WITHOUT_PREFIX, Patient, Polling};
use crate::session::Stage;
use crate::site::SiteError;

/// `Set-Cookie` lines.
pub(crate) type Cookies = AppendHeaders<Vec<(header::HeaderName, String)>>;

/// Begins a session and hands out its cookie and its form token.
pub(crate) fn begin(portal: &Portal, stage: Stage) -> Result<(Cookies, String), SiteError> {
    let (id, csrf) = (portal.session_id()?, portal.token()?);
    portal.sessions.begin(portal, id.clone(), csrf.clone(), stage);
    Ok((hand_out(portal, &id, stage), csrf))
}

/// Gives a session whose password was entered once more another id; the fault lets it keep the one that it has.
pub(crate) fn confirm(portal: &Portal, patient: &Patient) -> Result<Cookies, SiteError> {
    if portal.has(fault::SESSION_KEPT_AT_STEP_UP) {
        portal.sessions.confirm(&patient.id, None);
        return Ok(cookies(Vec::new()));
    }
    let id = portal.session_id()?;
    portal.sessions.confirm(&patient.id, Some(&id));
    Ok(hand_out(portal, &id, Stage::SignedIn(patient.account)))
}

/// The cookie of a session. Only one that opens a record is made faulty.
fn hand_out(portal: &Portal, id: &str, stage: Stage) -> Cookies {
    let has = |fault| matches!(stage, Stage::SignedIn(_)) && portal.has(fault);
    let bare = has(fault::COOKIE_NOT_SECURE) || has(fault::COOKIE_WITHOUT_PREFIX);
    let anywhere = has(fault::COOKIE_SAME_SITE_NONE) || has(fault::FORGERY_ACCEPTED);
    let name = if bare { COOKIE_WITHOUT_PREFIX } else { COOKIE };
    let secure = if has(fault::COOKIE_NOT_SECURE) { "" } else { "; Secure" };
    let hidden = if has(fault::COOKIE_SCRIPT_READABLE) { "" } else { "; HttpOnly" };
    let lasting = if has(fault::COOKIE_LASTING) { "; Max-Age=3600" } else { "" };
    let site = if anywhere { "None" } else { "Lax" };
    let mut lines = vec![format!("{name}={id}; Path=/{lasting}{secure}{hidden}; SameSite={site}")];
    if bare {
        lines.push(format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
    }
    cookies(lines)
}

/// Begins the session of somebody who signed in, beside one that signing out leaves alone: what the fault does.
pub(crate) fn begin_signed_in(
    portal: &Portal,
    account: &'static Account,
) -> Result<Cookies, SiteError> {
    let (AppendHeaders(mut lines), _) = begin(portal, Stage::SignedIn(account))?;
    if portal.has(fault::SINGLE_SIGN_ON_KEPT) {
        let id = portal.token()?;
        portal.sessions.begin(portal, id.clone(), portal.token()?, Stage::SignedIn(account));
        let line = format!("{SIGN_ON_COOKIE}={id}; Path=/; Secure; HttpOnly; SameSite=Lax");
        lines.push((header::SET_COOKIE, line));
    }
    Ok(AppendHeaders(lines))
}

/// The cookie of the fault that lets in again after sign-out.
pub(crate) const SIGN_ON_COOKIE: &str = "__Host-sign-on";

/// Takes every cookie that holds or opens something away from the browser.
pub(crate) fn forget(portal: &Portal) -> Cookies {
    let mut lines = vec![format!("{COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax")];
    if portal.has(fault::COOKIE_NOT_SECURE) || portal.has(fault::COOKIE_WITHOUT_PREFIX) {
        lines.push(format!("{COOKIE_WITHOUT_PREFIX}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    }
    if portal.has(fault::COOKIE_PHI) {
        lines.push(format!("{SUMMARY_COOKIE}=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax"));
    }
    cookies(lines)
}

/// The cookie of the fault that keeps health information in one.
pub(crate) const SUMMARY_COOKIE: &str = "__Host-summary";

fn cookies(lines: Vec<String>) -> Cookies {
    AppendHeaders(lines.into_iter().map(|line| (header::SET_COOKIE, line)).collect())
}

/// Where somebody lands after signing in.
pub(crate) fn landing_of(portal: &Portal, account: &Account) -> &'static str {
    match account.role {
        Role::Patient(record) if portal.has(fault::RECORD_BY_NUMBER) => {
            if *record == PATIENT_ONE {
                "/home?patient=1001"
            } else {
                "/home?patient=1002"
            }
        }
        Role::Patient(_) => "/home",
        Role::Staff => "/staff",
    }
}

/// Milliseconds left and the moment to warn; asking does not prolong anything.
pub(crate) async fn remaining(Polling(patient): Polling) -> Response {
    times(&patient.portal, &patient.id)
}

/// Prolongs the session: the person said that they are still there.
pub(crate) async fn extend(patient: Patient, headers: HeaderMap) -> Response {
    let token = headers.get("x-csrf-token").and_then(|token| token.to_str().ok());
    if token == Some(patient.csrf.as_str()) {
        times(&patient.portal, &patient.id)
    } else {
        StatusCode::FORBIDDEN.into_response()
    }
}

fn times(portal: &Portal, id: &str) -> Response {
    let remaining = portal.sessions.remaining(portal, id);
    let status = if remaining.is_zero() { StatusCode::UNAUTHORIZED } else { StatusCode::OK };
    (status, Json(json!({ "remaining": remaining.as_millis() }))).into_response()
}
