//! Moving and cancelling what is booked.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use super::picker::{Picker, month_of};
use super::when::Asked;
use crate::calendar::Date;
use crate::chart::Booking;
use crate::clinic::times;
use crate::faults::wcag;
use crate::layout::{Page, Section};
use crate::pages::in_page;
use crate::pages::sign_in::alert_box;
use crate::request::{Own, Patient, Submitted};

/// Says that it is done, and leads back; `label` is another attribute of the way back, as HTML.
fn after(label: &str) -> String {
    format!(
        r#"<div class="status" id="status" role="status"></div>
<p class="actions" id="after"{label} hidden><a class="button second" href="/appointments">Back to appointments</a></p>"#
    )
}

/// Another time for an appointment.
pub(crate) async fn reschedule(
    Own(patient, _): Own,
    Path(id): Path<u32>,
    Query(asked): Query<Asked>,
) -> Response {
    match booking(&patient, id) {
        Some(booking) => {
            let day = Date::parse_iso(&asked.day)
                .filter(|day| !times(booking.clinician, *day).is_empty());
            show(&patient, &booking, month_of(&asked.month, day), day, "")
        }
        None => Redirect::to("/appointments").into_response(),
    }
}

/// Moves it.
pub(crate) async fn submit_reschedule(Path(id): Path<u32>, submitted: Submitted) -> Response {
    let (patient, fields) = (&submitted.patient, &submitted.fields);
    let chosen = booking(patient, id).zip(Date::parse_iso(fields.text("day")));
    let Some((booking, day)) = chosen else {
        return Redirect::to("/appointments").into_response();
    };
    let free = times(booking.clinician, day);
    let Some(time) = free.into_iter().find(|time| *time == fields.text("time")) else {
        return show(patient, &booking, day.first_of_month(0), Some(day), "Choose a time.");
    };
    patient.portal.sessions.with_chart(&patient.id, |chart| chart.move_booking(id, day, time));
    in_page::done(&submitted, Section::Appointments, "Your appointment was moved")
}

/// Asks whether it is to be cancelled.
pub(crate) async fn cancel(Own(patient, _): Own, Path(id): Path<u32>) -> Response {
    let Some(booking) = booking(&patient, id) else {
        return Redirect::to("/appointments").into_response();
    };
    let label = if patient.portal.has(wcag::WAY_BACK_LABELLED) {
        r#" aria-label="What you can do next""#
    } else if patient.portal.has(wcag::WAY_BACK_EXPANDED) {
        r#" aria-expanded="true""#
    } else {
        ""
    };
    let main = format!(
        r#"<div class="narrow"><h1>Cancel appointment</h1>
<div class="card"><p class="big">{}, {}</p><p>{}, {}, {} clinic</p>
<p>Somebody else can have this time when you cancel. You can book again whenever you like.</p>
<form method="post" action="/appointments/{id}/cancel" data-in-page="once">{}
<div class="actions"><button>Yes, cancel it</button></div></form></div>
{after}</div>"#,
        booking.day.long(),
        booking.time,
        booking.clinician.name,
        booking.clinician.specialty,
        booking.clinician.town,
        patient.csrf_field(),
        after = after(label),
    );
    Page::of(&patient, Section::Appointments, "Cancel appointment", main)
        .script("in-page.js")
        .into_response()
}

/// Cancels it.
pub(crate) async fn submit_cancel(Path(id): Path<u32>, submitted: Submitted) -> Response {
    let patient = &submitted.patient;
    patient.portal.sessions.with_chart(&patient.id, |chart| chart.cancel(id));
    in_page::done(&submitted, Section::Appointments, "Your appointment is cancelled")
}

fn booking(patient: &Patient, id: u32) -> Option<Booking> {
    patient.portal.sessions.with_chart(&patient.id, |chart| chart.booking(id)).flatten()
}

fn show(
    patient: &Patient,
    booking: &Booking,
    month: Date,
    day: Option<Date>,
    error: &str,
) -> Response {
    let action = format!("/appointments/{}/reschedule", booking.id);
    let picker = Picker {
        portal: &patient.portal,
        clinician: booking.clinician,
        action: &action,
        hidden: "",
        month,
        day,
        new: false,
    };
    let second = match day {
        None => {
            let spacing = if patient.portal.has(wcag::LETTER_SPACING_FIXED) {
                r#" style="letter-spacing: 0.02em !important""#
            } else {
                ""
            };
            format!(
                r#"<section class="card"><h2>Times</h2><p{spacing}>Choose a day to see its times.</p></section>"#
            )
        }
        Some(day) => format!(
            r#"<section class="card"><h2>Times on {}</h2>
<form class="stack" method="post" action="{action}" novalidate data-in-page="once">{csrf}<input type="hidden" name="day" value="{iso}">
{slots}<div class="actions"><button>Move appointment</button></div></form>{after}</section>"#,
            day.long(),
            csrf = patient.csrf_field(),
            iso = day.iso(),
            slots = picker.slots(error),
            after = after(""),
        ),
    };
    let main = format!(
        r#"<h1>Choose a new time</h1>
<p class="lead">Now {}, {}, with {}</p>{}
<div class="cards two">{}{second}</div>"#,
        booking.day.long(),
        booking.time,
        booking.clinician.name,
        alert_box(error),
        picker.calendar(),
    );
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Page::of(patient, Section::Appointments, "Choose a new time", main)
        .status(status)
        .script("in-page.js")
        .into_response()
}
