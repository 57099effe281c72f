//! The second factor: a code from an authenticator app.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};

use crate::faults::{session as fault, wcag};
use crate::html::Field;
use crate::layout::Page;
use crate::pages::errors;
use crate::pages::session::{self as session_pages, landing_of};
use crate::pages::sign_in::alert_box;
use crate::persona::Account;
use crate::portal::Portal;
use crate::request::{Fields, cookie, session_id};
use crate::session::Stage;
use crate::totp;

/// The form.
pub(crate) async fn page(State(portal): State<Arc<Portal>>, headers: HeaderMap) -> Response {
    match halfway(&portal, &headers) {
        Some((_, _, csrf)) => form(&portal, &csrf, ""),
        None => Redirect::to("/sign-in").into_response(),
    }
}

/// A right code begins the session, under a new id.
pub(crate) async fn submit(
    State(portal): State<Arc<Portal>>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let Some((id, account, csrf)) = halfway(&portal, &headers) else {
        return Redirect::to("/sign-in").into_response();
    };
    if fields.exact("csrf") != csrf {
        return errors::forbidden();
    }
    let code: String =
        fields.text("code").chars().filter(|letter| !letter.is_whitespace()).collect();
    if code.is_empty() {
        return form(&portal, &csrf, "Enter the six digits that your authenticator app shows.");
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    if !totp::is_current(account.totp, &code, now) {
        return form(
            &portal,
            &csrf,
            "This code is not right or no longer valid. Enter the six digits that your app shows now.",
        );
    }
    let kept = [fault::SESSION_KEPT, fault::SESSION_KEPT_AT_CODE];
    if kept.into_iter().any(|kept| portal.has(kept)) || portal.sessions.is_adopted(&id) {
        portal.sessions.raise(&id, Stage::SignedIn(account));
        return Redirect::to(landing_of(&portal, account)).into_response();
    }
    // The sign-in that used the code is over, and the code with it.
    portal.sessions.end(&id);
    match session_pages::begin_signed_in(&portal, account) {
        Ok(session) => {
            let theme = cookie(&headers, "theme").is_none().then(|| {
                let value = "theme=system; Path=/; Max-Age=31536000; Secure; SameSite=Lax";
                (axum::http::header::SET_COOKIE, value)
            });
            (session, AppendHeaders(theme), Redirect::to(landing_of(&portal, account)))
                .into_response()
        }
        Err(_) => errors::unavailable(),
    }
}

fn halfway(portal: &Portal, headers: &HeaderMap) -> Option<(String, &'static Account, String)> {
    let id = session_id(headers)?;
    let seen = portal.sessions.peek(portal, &id)?;
    match seen.stage {
        Stage::PasswordKnown(account) => Some((id, account, seen.csrf)),
        _ => None,
    }
}

fn form(portal: &Arc<Portal>, csrf: &str, error: &str) -> Response {
    let field = Field {
        name: "code",
        label: "Authentication code",
        hint: "Six digits, from your authenticator app. You can paste them.",
        kind: "text",
        autocomplete: "one-time-code",
        required: true,
        error: (!error.is_empty()).then_some(error),
        more: r#"inputmode="numeric" maxlength="11""#,
        ..Field::default()
    };
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let main = format!(
        r#"<div class="narrow"><h1>Enter your code</h1>
{alert}
<form class="stack card" method="post" action="/second-factor" novalidate>
<input type="hidden" name="csrf" value="{csrf}">
{field}
<div class="actions"><button>Verify</button></div>
</form>
<p>No app at hand? Call us, and we will make sure that it is you.</p></div>"#,
        alert = alert_box(error),
        field = field.html(),
    );
    let title = if error.is_empty() { "Enter your code" } else { "Error: Enter your code" };
    let page = Page::public(title, main).status(status);
    if portal.has(wcag::PASTE_REFUSED) {
        page.script("paste-refused.js").into_response()
    } else {
        page.into_response()
    }
}
