//! Step two: when.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::picker::{Picker, month_of};
use crate::calendar::Date;
use crate::clinic::{Clinician, clinician, times};
use crate::faults::wcag;
use crate::layout::{Page, Section};
use crate::pages::sign_in::alert_box;
use crate::request::{Own, Patient, Submitted};

/// What the calendar's links and buttons say.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    clinician: String,
    #[serde(default)]
    pub(crate) month: String,
    #[serde(default)]
    pub(crate) day: String,
}

/// The calendar, and the times of the chosen day.
pub(crate) async fn page(Own(patient, _): Own, Query(asked): Query<Asked>) -> Response {
    let Some(clinician) = clinician(&asked.clinician) else {
        return Redirect::to("/appointments/find").into_response();
    };
    let day = Date::parse_iso(&asked.day).filter(|day| !times(clinician, *day).is_empty());
    show(&patient, clinician, month_of(&asked.month, day), day, "")
}

/// Takes the time along to the next step.
pub(crate) async fn submit(submitted: Submitted) -> Response {
    let (patient, fields) = (&submitted.patient, &submitted.fields);
    let chosen = clinician(fields.text("clinician")).zip(Date::parse_iso(fields.text("day")));
    let Some((clinician, day)) = chosen else {
        return Redirect::to("/appointments/find").into_response();
    };
    let time = times(clinician, day).into_iter().find(|time| *time == fields.text("time"));
    let Some(time) = time else {
        return show(patient, clinician, day.first_of_month(0), Some(day), "Choose a time.");
    };
    patient.portal.sessions.with_chart(&patient.id, |chart| {
        chart.draft.slot = Some((clinician, day, time));
    });
    Redirect::to("/appointments/details").into_response()
}

fn show(
    patient: &Patient,
    clinician: &'static Clinician,
    month: Date,
    day: Option<Date>,
    error: &str,
) -> Response {
    let hidden = format!(r#"<input type="hidden" name="clinician" value="{}">"#, clinician.slug);
    let picker = Picker {
        portal: &patient.portal,
        clinician,
        action: "/appointments/when",
        hidden: &hidden,
        month,
        day,
        new: true,
    };
    let misspelt = if patient.portal.has(wcag::SLOT_ARIA_MISSPELT) {
        r#" id="continue" aria-labeledby="continue""#
    } else {
        ""
    };
    let second = match day {
        None => {
            let picture = picture(patient, clinician);
            format!(
                r#"<section class="card"><h2>Times</h2><p>Choose a day to see its times.</p>{picture}</section>"#
            )
        }
        Some(day) => format!(
            r#"<section class="card"><h2 id="times">Times on {}</h2>
<form class="stack" method="post" action="/appointments/when" novalidate>{csrf}{hidden}<input type="hidden" name="day" value="{iso}">
{slots}<div class="actions"><button{misspelt}>Continue</button></div></form></section>"#,
            day.long(),
            csrf = patient.csrf_field(),
            iso = day.iso(),
            slots = picker.slots(error),
        ),
    };
    let main = format!(
        r#"<p class="eyebrow">Step 2 of 4</p><h1>Choose a time</h1>
<p class="lead">With {}, {}, in {}</p>{}
<div class="cards two">{}{second}</div>"#,
        clinician.name,
        clinician.specialty,
        clinician.town,
        alert_box(error),
        picker.calendar(),
    );
    let status = if error.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut page = Page::of(patient, Section::Appointments, "Choose a time", main).status(status);
    page.scripts.extend(picker.fault_script());
    page.into_response()
}

/// Where the appointment will be.
fn picture(patient: &Patient, clinician: &Clinician) -> String {
    if patient.portal.has(wcag::CLINIC_PICTURE_UNNAMED) {
        return r#"<object data="/static/clinic.png" type="image/png" width="240" height="120"></object>"#
            .to_owned();
    }
    format!(
        r#"<img src="/static/clinic.png" width="240" height="120" alt="The {} clinic, seen from the street: a low building with a yellow door.">"#,
        clinician.town
    )
}
