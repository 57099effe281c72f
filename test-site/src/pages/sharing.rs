//! Who else may see the record: a page that asks for the password once more.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::html::Field;
use crate::layout::{Page, Section};
use crate::pages::errors;
use crate::pages::session::confirm;
use crate::pages::sign_in::alert_box;
use crate::portal::Portal;
use crate::request::{Own, Patient, Submitted};

/// Who may see the record, for somebody who has just shown who they are.
pub(crate) async fn page(Own(patient, record): Own) -> Response {
    if !patient.confirmed {
        return Redirect::to("/sharing/confirm").into_response();
    }
    let main = format!(
        r"<h1>Who can see your record</h1>
<p>This is the record of {given} {family}, number {mrn}.</p>
<p>Nobody but you and the people who treat you can see it. To let somebody help you with the portal, call us.</p>",
        given = record.given_name,
        family = record.family_name,
        mrn = record.mrn,
    );
    Page::of(&patient, Section::Home, "Who can see your record", main).into_response()
}

/// The form.
pub(crate) async fn ask(Own(patient, _): Own) -> Response {
    form(&patient, "")
}

/// The password is checked; a right one gives the session another id.
pub(crate) async fn submit(
    State(portal): State<Arc<Portal>>,
    Submitted { patient, fields, .. }: Submitted,
) -> Response {
    if fields.exact("password") != patient.account.password {
        return form(&patient, "The password is not right. Enter it again.");
    }
    match confirm(&portal, &patient) {
        Ok(lines) => (lines, Redirect::to("/sharing")).into_response(),
        Err(_) => errors::unavailable(),
    }
}

fn form(patient: &Patient, error: &str) -> Response {
    let field = Field {
        name: "password",
        label: "Password",
        kind: "password",
        autocomplete: "current-password",
        required: true,
        error: (!error.is_empty()).then_some(error),
        ..Field::default()
    };
    let main = format!(
        r#"<div class="narrow"><h1>Confirm that it is you</h1>
{alert}
<p>Before we show who can see your record, enter your password once more.</p>
<form class="stack card" method="post" action="/sharing/confirm" novalidate>
{csrf}
{field}
<div class="actions"><button>Confirm</button></div>
</form></div>"#,
        alert = alert_box(error),
        csrf = patient.csrf_field(),
        field = field.html(),
    );
    let title =
        if error.is_empty() { "Confirm that it is you" } else { "Error: Confirm that it is you" };
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Page::of(patient, Section::Home, title, main).status(status).into_response()
}
