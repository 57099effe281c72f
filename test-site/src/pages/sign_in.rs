//! The first factor: user name and password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use crate::faults::session as fault;
use crate::html::Field;
use crate::layout::Page;
use crate::pages::errors;
use crate::pages::session::{self as session_pages, SIGN_ON_COOKIE, landing_of};
use crate::persona::{ACCOUNT_FORMER, ACCOUNTS, Account};
use crate::portal::Portal;
use crate::request::{Fields, cookie, session_id};
use crate::session::Stage;

/// The form. A visitor gets a session of their own already, so that the form can carry its token.
pub(crate) async fn page(State(portal): State<Arc<Portal>>, headers: HeaderMap) -> Response {
    let seen = session_id(&headers).and_then(|id| portal.sessions.peek(&portal, &id));
    match seen.map(|seen| (seen.stage, seen.csrf)) {
        Some((Stage::SignedIn(account), _)) => {
            Redirect::to(landing_of(&portal, account)).into_response()
        }
        Some((_, csrf)) => form(&csrf, "", None),
        None if portal.has(fault::SESSION_ADOPTED) && session_id(&headers).is_some() => {
            match (session_id(&headers), portal.token()) {
                (Some(id), Ok(csrf)) => {
                    portal.sessions.adopt(&portal, &id, csrf.clone());
                    form(&csrf, "", None)
                }
                _ => errors::unavailable(),
            }
        }
        None => match session_pages::begin(&portal, Stage::Visitor) {
            Ok((lines, csrf)) => (lines, form(&csrf, "", None)).into_response(),
            Err(_) => errors::unavailable(),
        },
    }
}

/// The password is checked; a right one leads to the second factor in a new session.
pub(crate) async fn submit(
    State(portal): State<Arc<Portal>>,
    headers: HeaderMap,
    fields: Fields,
) -> Response {
    let old = session_id(&headers)
        .and_then(|id| portal.sessions.peek(&portal, &id).map(|seen| (id, seen)));
    let Some((id, seen)) = old else { return Redirect::to("/sign-in").into_response() };
    if fields.exact("csrf") != seen.csrf {
        return errors::forbidden();
    }
    let username = fields.text("username");
    let signed_on = portal.has(fault::SINGLE_SIGN_ON_KEPT) && username.is_empty();
    if let Some(account) = signed_on.then(|| signed_on_before(&portal, &headers)).flatten() {
        return match session_pages::begin(&portal, Stage::SignedIn(account)) {
            Ok((lines, _)) => (lines, Redirect::to(landing_of(&portal, account))).into_response(),
            Err(_) => errors::unavailable(),
        };
    }
    if username.is_empty() || fields.exact("password").is_empty() {
        return form(&seen.csrf, username, Some(Refused::Incomplete));
    }
    let account = ACCOUNTS.into_iter().find(|account| {
        account.username == username && account.password == fields.exact("password")
    });
    // Whose account was disabled is told the same.
    let account = account
        .filter(|account| **account != ACCOUNT_FORMER || portal.has(fault::DISABLED_SIGNS_IN));
    let Some(account) = account else {
        let known = ACCOUNTS.into_iter().any(|account| account.username == username);
        let told = portal.has(fault::ACCOUNTS_TOLD) && known;
        let refused = if told { Refused::WrongPassword } else { Refused::Unknown };
        return form(&seen.csrf, username, Some(refused));
    };
    if portal.has(fault::SESSION_KEPT) || portal.sessions.is_adopted(&id) {
        portal.sessions.raise(&id, Stage::PasswordKnown(account));
        return Redirect::to("/second-factor").into_response();
    }
    portal.sessions.end(&id);
    match session_pages::begin(&portal, Stage::PasswordKnown(account)) {
        Ok((lines, _)) => (lines, Redirect::to("/second-factor")).into_response(),
        Err(_) => errors::unavailable(),
    }
}

#[derive(Clone, Copy)]
enum Refused {
    Incomplete,
    Unknown,
    /// What the fault tells.
    WrongPassword,
}

/// Whose other cookie is still there.
fn signed_on_before(portal: &Portal, headers: &HeaderMap) -> Option<&'static Account> {
    let id = cookie(headers, SIGN_ON_COOKIE)?;
    match portal.sessions.peek(portal, &id)?.stage {
        Stage::SignedIn(account) => Some(account),
        _ => None,
    }
}

fn form(csrf: &str, username: &str, refused: Option<Refused>) -> Response {
    let (alert, username_error, password_error) = match refused {
        None => ("", None, None),
        Some(Refused::Incomplete) => (
            "Enter your username and your password.",
            username.is_empty().then_some("Enter your username."),
            Some("Enter your password."),
        ),
        Some(Refused::WrongPassword) => {
            ("The password is not right. Try again.", None, Some("Enter your password again."))
        }
        // The same words for a wrong name and a wrong password, so that nobody learns who has an account.
        Some(Refused::Unknown) => (
            "The username or the password is not right. Check both and try again.",
            Some("Check your username."),
            Some("Enter your password again."),
        ),
    };
    let username_field = Field {
        name: "username",
        label: "Username",
        kind: "text",
        autocomplete: "username",
        required: true,
        error: username_error,
        value: username,
        more: r#"autocapitalize="none" spellcheck="false""#,
        ..Field::default()
    };
    let password_field = Field {
        name: "password",
        label: "Password",
        kind: "password",
        autocomplete: "current-password",
        required: true,
        error: password_error,
        ..Field::default()
    };
    let status = if alert.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let main = format!(
        r#"<div class="narrow"><h1>Sign in</h1>
{alert}
<form class="stack card" method="post" action="/sign-in" novalidate>
<input type="hidden" name="csrf" value="{csrf}">
{}{}
<div class="actions"><button>Sign in</button></div>
</form>
<p>After your password we ask for a code from your authenticator app.</p></div>"#,
        username_field.html(),
        password_field.html(),
        alert = alert_box(alert),
    );
    let title = if alert.is_empty() { "Sign in" } else { "Error: Sign in" };
    Page::public(title, main).status(status).into_response()
}

/// The summary of what is wrong with a form; nothing when nothing is.
pub(crate) fn alert_box(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!(r#"<div class="alert" role="alert"><p>{text}</p></div>"#)
    }
}
