//! All appointments of the patient.

use axum::response::{IntoResponse, Response};

use crate::chart::Booking;
use crate::faults::wcag;
use crate::layout::{Page, Section};
use crate::request::{Own, Patient};

/// Today's video visit, what is booked, and the way to a new one.
pub(crate) async fn page(Own(patient, _): Own) -> Response {
    let bookings = patient
        .portal
        .sessions
        .with_chart(&patient.id, |chart| chart.bookings.clone())
        .unwrap_or_default();
    let cards: String = bookings.iter().map(|booking| card(&patient, booking, &bookings)).collect();
    let none =
        if bookings.is_empty() { "<p>You have no appointments at the clinics.</p>" } else { "" };
    let main = format!(
        r#"<h1>Appointments</h1>
<p class="actions spaced"><a class="button" href="/appointments/find">Book an appointment</a></p>
<section><h2>Today</h2>
<div class="card accent"><h3>15:00, video visit</h3>
<p>Dr Imani Okafor, Podiatry. You can be in the waiting room from 14:45 on.</p>
<p><a href="/visit">Go to your video visit</a></p></div></section>
<section><h2>At the clinics</h2>
{none}<div class="cards">{cards}</div></section>"#
    );
    Page::of(&patient, Section::Appointments, "Appointments", main).into_response()
}

fn card(patient: &Patient, booking: &Booking, all: &[Booking]) -> String {
    let clinician = booking.clinician;
    let same_clinician = all.iter().filter(|other| other.clinician == clinician).count() > 1;
    let when = if same_clinician {
        format!(" on {} at {}", booking.day.without_weekday(), booking.time)
    } else {
        String::new()
    };
    let heading = if booking.new && patient.portal.has(wcag::HEADING_NUMBER_ONLY) {
        split_heading(booking)
    } else {
        format!("<h3>{}, {}</h3>", booking.day.long(), booking.time)
    };
    let role = if booking.new && patient.portal.has(wcag::BOOKING_CARD_ITEM) {
        r#" role="listitem""#
    } else {
        ""
    };
    format!(
        r#"<div class="card"{role}>{heading}
<p>{name}, {specialty}, {town} clinic</p>
<p class="links"><a href="/appointments/{id}/reschedule">Reschedule<span class="vh"> appointment with {name}{when}</span></a>
<a href="/appointments/{id}/cancel">Cancel<span class="vh"> appointment with {name}{when}</span></a></p></div>"#,
        id = booking.id,
        name = clinician.name,
        specialty = clinician.specialty,
        town = clinician.town,
    )
}

fn split_heading(booking: &Booking) -> String {
    let day = booking.day.long();
    let mut words = day.split(' ');
    let weekday = words.next().unwrap_or("");
    let number = words.next().unwrap_or("");
    let rest: Vec<&str> = words.collect();
    format!(
        r#"<div class="split"><p>{weekday}</p><h3>{number}</h3><p>{}, {}</p></div>"#,
        rest.join(" "),
        booking.time
    )
}
