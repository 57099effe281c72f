//! The first page of somebody who is signed in.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{FromRequestParts, Query, Request, State};
use axum::http::header;
use axum::response::sse::{Event, Sse};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::faults::{session, wcag};
use crate::layout::{Page, Section};
use crate::pages::errors;
use crate::persona::{PATIENT_ONE, PATIENT_TWO};
use crate::portal::Portal;
use crate::request::Own;

/// How often the fault's stream says something.
const NEWS: Duration = Duration::from_millis(300);

/// A test tube: what the fault puts in the place of a heading's words.
const TUBE: &str = r#"<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false"><path d="M8 2h8M9 2v16a3 3 0 006 0V2M9 12h6" fill="none" stroke="currentColor" stroke-width="2"/></svg>"#;

/// Below the home page there is nothing; the fault shows the page all the same, as routers do that look at the beginning.
pub(crate) async fn below(State(portal): State<Arc<Portal>>, request: Request) -> Response {
    if !portal.has(session::CACHE_DECEPTION) {
        return errors::missing(&portal);
    }
    let (mut parts, _) = request.into_parts();
    match Own::from_request_parts(&mut parts, &portal).await {
        Ok(own) => (
            [(header::CACHE_CONTROL, "public, max-age=60")],
            page(own, Query(Asked::default())).await,
        )
            .into_response(),
        Err(refused) => refused,
    }
}

/// The fault: whose record to show.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    patient: Option<String>,
}

/// What is next, what is new, and who the portal takes you for.
pub(crate) async fn page(Own(patient, record): Own, Query(asked): Query<Asked>) -> Response {
    let portal = &patient.portal;
    let record = match asked.patient.as_deref().filter(|_| portal.has(session::RECORD_BY_NUMBER)) {
        Some("1001") => &PATIENT_ONE,
        Some("1002") => &PATIENT_TWO,
        _ => record,
    };
    let appointments = if portal.has(wcag::APPOINTMENT_LINK_HIDDEN) {
        r#"<p aria-hidden="true"><a href="/appointments">See your appointments</a></p>"#
    } else {
        r#"<p><a href="/appointments">See your appointments</a></p>"#
    };
    let visit = if portal.has(wcag::LINK_IN_BUTTON) {
        r#"<p><button type="button" class="second"><a href="/visit">Prepare for your visit</a></button></p>"#
    } else {
        r#"<p><a href="/visit">Prepare for your visit</a></p>"#
    };
    let results = if portal.has(wcag::HOME_HEADING_EMPTY) { TUBE } else { "New results" };
    let main = format!(
        r#"<h1>Welcome, {given}</h1>
<div class="cards two">
<section class="card accent"><h2>Your next appointment</h2>
<p class="big">Friday 22 January 2027, 14:15</p>
<p>Dr Anselm Pryor, Physiotherapy, Tarrow clinic</p>
{appointments}</section>
<section class="card"><h2>Video visit today</h2>
<p class="big">15:00 with Dr Imani Okafor</p>
<p>You can test your camera and microphone beforehand.</p>
{visit}</section>
<section class="card"><h2>{results}</h2>
<ul class="plain"><li>Lipid panel, 2 December 2026</li><li>X-ray of the left foot, 9 December 2026</li></ul>
<p><a href="/records/results">Read your results</a></p>{more}</section>
<section class="card"><h2>About you</h2>
<dl class="facts"><div><dt>Medical record number</dt><dd>{mrn}</dd></div>
<div><dt>Date of birth</dt><dd>{born}</dd></div>
<div><dt>Insurance member</dt><dd>{member}</dd></div>
<div><dt>Address</dt><dd>{street}, {city} {postal}</dd></div>
<div><dt>Email</dt><dd>{email}</dd></div>
<div><dt>Phone</dt><dd>{phone}</dd></div></dl>
<p><a href="/sharing">See who can see your record</a></p></section>
</div>"#,
        more = if portal.has(wcag::HOME_LINK_GENERIC) {
            r#"<p><a href="/records">Read more</a></p>"#
        } else {
            ""
        },
        given = record.given_name,
        mrn = record.mrn,
        born = record.date_of_birth_shown,
        member = record.member_id,
        street = record.street,
        city = record.city,
        postal = record.postal_code,
        email = record.email,
        phone = record.phone,
    );
    let mut page = Page::of(&patient, Section::Home, "Home", main);
    if portal.has(session::LOGOUT_STREAM) {
        page.scripts.push("updates.js");
    }
    page.into_response()
}

/// The fault: a stream of news that asks for the session once, when it is opened.
pub(crate) async fn updates(Own(patient, record): Own) -> Response {
    if !patient.portal.has(session::LOGOUT_STREAM) {
        return errors::not_found(State(patient.portal)).await;
    }
    let news = futures_util::stream::unfold((), move |()| async move {
        tokio::time::sleep(NEWS).await;
        let event = Event::default().data(format!("nothing new for {}", record.mrn));
        Some((Ok::<_, Infallible>(event), ()))
    });
    Sse::new(news).into_response()
}
