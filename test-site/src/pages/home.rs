//! The first page of somebody who is signed in.

use axum::response::{IntoResponse, Response};

use crate::layout::{Page, Section};
use crate::request::Own;

/// What is next, what is new, and who the portal takes you for.
pub(crate) async fn page(Own(patient, record): Own) -> Response {
    let main = format!(
        r#"<h1>Welcome, {given}</h1>
<div class="cards two">
<section class="card accent"><h2>Your next appointment</h2>
<p class="big">Friday 22 January 2027, 14:15</p>
<p>Dr Anselm Pryor, Physiotherapy, Tarrow clinic</p>
<p><a href="/appointments">See your appointments</a></p></section>
<section class="card"><h2>Video visit today</h2>
<p class="big">15:00 with Dr Imani Okafor</p>
<p>You can test your camera and microphone beforehand.</p>
<p><a href="/visit">Prepare for your visit</a></p></section>
<section class="card"><h2>New results</h2>
<ul class="plain"><li>Lipid panel, 2 December 2026</li><li>X-ray of the left foot, 9 December 2026</li></ul>
<p><a href="/records/results">Read your results</a></p></section>
<section class="card"><h2>About you</h2>
<dl class="facts"><div><dt>Medical record number</dt><dd>{mrn}</dd></div>
<div><dt>Date of birth</dt><dd>{born}</dd></div>
<div><dt>Insurance member</dt><dd>{member}</dd></div>
<div><dt>Address</dt><dd>{street}, {city} {postal}</dd></div>
<div><dt>Email</dt><dd>{email}</dd></div>
<div><dt>Phone</dt><dd>{phone}</dd></div></dl></section>
</div>"#,
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
    Page::of(&patient, Section::Home, "Home", main).into_response()
}
