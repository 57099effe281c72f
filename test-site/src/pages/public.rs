//! Pages for everybody: nothing on them belongs to a patient, and the browser may keep them.

use std::sync::Arc;

use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::faults::session as fault;
use crate::layout::Page;
use crate::portal::Portal;

const CACHEABLE: [(header::HeaderName, &str); 1] = [(header::CACHE_CONTROL, "public, max-age=60")];

/// The front page.
pub(crate) async fn landing() -> Response {
    let main = r#"<div class="hero">
<p class="eyebrow">Your patient portal</p>
<h1>Care that keeps to your day</h1>
<p class="lead">Book a visit, see your doctor by video, read your results and write to your care team.</p>
<p class="actions"><a class="button" href="/sign-in">Sign in to the portal</a></p>
</div>
<div class="cards three">
<section class="card"><h2>Appointments</h2><p>Find a clinician near you and choose a time that suits you. Move or cancel it whenever you need to.</p></section>
<section class="card"><h2>Video visits</h2><p>Test your camera first, wait in comfort, and talk with captions if you like.</p></section>
<section class="card"><h2>Records</h2><p>Results with an explanation, your medical history, and letters to take with you.</p></section>
</div>
<section class="band"><h2>Open when you are</h2>
<p>Our three clinics in Wexcombe, Tarrow and Hallingmere are open from Monday to Saturday. The portal never closes.</p></section>"#;
    (CACHEABLE, Page::public("Patient portal", main.to_owned())).into_response()
}

/// How to reach the clinics.
pub(crate) async fn contact() -> Response {
    let main = r#"<h1>Contact</h1>
<p class="lead">We are glad to help, by phone or in person.</p>
<div class="cards three">
<section class="card"><h2>Wexcombe</h2><p>2 Millrace Lane<br>Monday to Saturday, 08:00 to 18:00</p></section>
<section class="card"><h2>Tarrow</h2><p>17 Cooper's Yard<br>Monday to Friday, 08:00 to 17:00</p></section>
<section class="card"><h2>Hallingmere</h2><p>90 Station Parade<br>Monday to Friday, 09:00 to 19:00</p></section>
</div>
<p>In an emergency, call your local emergency number. Do not use this portal.</p>"#;
    (CACHEABLE, Page::public("Contact", main.to_owned())).into_response()
}

#[derive(Deserialize)]
pub(crate) struct Reason {
    #[serde(default)]
    reason: String,
}

/// Where one lands after signing out, by oneself or by the clock.
pub(crate) async fn signed_out(
    State(portal): State<Arc<Portal>>,
    Query(Reason { reason }): Query<Reason>,
) -> Response {
    let why = if reason == "idle" {
        "You did nothing for a while, so we signed you out to protect your health information."
    } else {
        "Nothing of yours is left in this browser."
    };
    let keeps = portal.has(fault::LOGOUT_KEEPS_STORAGE) || portal.has(fault::WORKER_KEEPS_PAGES);
    let main = format!(
        r#"<div class="narrow"><h1>You are signed out</h1>
<p class="lead">{why}</p>
<p>If you share this computer, close the window as well.</p>
<p class="actions"><a class="button" href="/sign-in">Sign in again</a></p></div>"#
    );
    let page = Page::public("Signed out", main).script("elsewhere.js");
    if keeps { page.into_response() } else { page.script("signed-out.js").into_response() }
}
