//! Step four: everything once more, and the word that books it.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::details::{draft, is_phone};
use crate::calendar::Date;
use crate::chart::Draft;
use crate::faults::wcag;
use crate::html::{Field, escape};
use crate::layout::{Page, Section};
use crate::pages::in_page;
use crate::request::{Own, Patient, Submitted};

/// What was chosen and typed, each with the way back to it.
pub(crate) async fn page(Own(patient, _): Own) -> Response {
    match draft(&patient) {
        Some(draft) => show(&patient, &draft, None),
        None => Redirect::to("/appointments").into_response(),
    }
}

/// Books it.
pub(crate) async fn submit(submitted: Submitted) -> Response {
    let (patient, phone) = (&submitted.patient, submitted.fields.text("phone"));
    if !is_phone(phone) {
        let error = "Enter a phone number with at least seven digits, for example +1 555 0100 200.";
        return match draft(patient) {
            Some(draft) => show(patient, &draft, Some(error)),
            None => Redirect::to("/appointments").into_response(),
        };
    }
    let booked = patient.portal.sessions.with_chart(&patient.id, |chart| {
        phone.clone_into(&mut chart.draft.details.phone);
        chart.book()
    });
    if booked != Some(true) {
        return Redirect::to("/appointments/find").into_response();
    }
    in_page::done(&submitted, Section::Appointments, "Your appointment is booked")
}

fn show(patient: &Patient, draft: &Draft, error: Option<&str>) -> Response {
    let (Some((clinician, day, time)), details) = (draft.slot, &draft.details) else {
        return Redirect::to("/appointments/find").into_response();
    };
    if details.reason.is_empty() {
        return Redirect::to("/appointments/details").into_response();
    }
    let born = Date::parse_iso(&details.date_of_birth).map(Date::without_weekday);
    let asked_again = patient.portal.has(wcag::CONTACT_ASKED_TWICE);
    let phone = Field {
        name: "phone",
        label: "Phone",
        hint: "We call this number if your clinician is late. Change it if you will be elsewhere.",
        kind: "tel",
        autocomplete: "tel",
        value: if asked_again { "" } else { &details.phone },
        required: true,
        error,
        ..Field::default()
    };
    let row = |term: &str, value: &str, href: &str| {
        format!(
            r#"<div><dt>{term}</dt><dd>{}</dd><dd class="change"><a href="{href}">Change<span class="vh"> {}</span></a></dd></div>"#,
            escape(value),
            term.to_lowercase()
        )
    };
    let when = format!("/appointments/when?clinician={}&amp;day={}", clinician.slug, day.iso());
    let about = "/appointments/details";
    let rows = [
        row(
            "Clinician",
            &format!("{}, {}", clinician.name, clinician.specialty),
            "/appointments/find",
        ),
        row("Day and time", &format!("{}, {time}", day.long()), &when),
        row("Reason for visit", &details.reason, about),
        row("Name", &format!("{} {}", details.given_name, details.family_name), about),
        row("Email", &details.email, about),
        row("Date of birth", &born.unwrap_or_default(), about),
        row("Insurance changed", &details.insurance_changed, about),
    ]
    .concat();
    let role =
        if patient.portal.has(wcag::BOOKING_NOT_ANNOUNCED) { "" } else { r#" role="status""# };
    let main = format!(
        r#"<p class="eyebrow">Step 4 of 4</p><h1>Check your appointment</h1>
<section class="card form"><h2>Your answers</h2><dl class="facts with-change">{rows}</dl></section>
<form class="stack card form" method="post" action="/appointments/review" novalidate data-in-page="once">{csrf}
{phone}
<div class="actions"><button>Confirm appointment</button></div>
</form>
<div class="status" id="status"{role}></div>
<p class="actions" id="after" hidden><a class="button second" href="/appointments">Back to appointments</a></p>"#,
        csrf = patient.csrf_field(),
        phone = phone.html(),
    );
    let status = if error.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Page::of(patient, Section::Appointments, "Check your appointment", main)
        .status(status)
        .script("in-page.js")
        .into_response()
}
