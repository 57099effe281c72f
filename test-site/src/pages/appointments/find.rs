//! Step one: with whom.

use axum::response::{Html, IntoResponse, Redirect, Response};

use crate::clinic::{SPECIALTIES, search};
use crate::faults::wcag;
use crate::html::escape;
use crate::layout::{Page, Section};
use crate::portal::Portal;
use crate::request::{Own, Patient, Submitted};

/// The search form, and what was found last.
pub(crate) async fn page(Own(patient, _): Own) -> Response {
    let asked = patient.portal.sessions.with_chart(&patient.id, |chart| chart.search.clone());
    show(&patient, asked.flatten().as_ref())
}

/// Looks for clinicians. The place goes in the body of the request: somebody's postcode is nothing for an address.
pub(crate) async fn submit(submitted: Submitted) -> Response {
    let (patient, fields) = (&submitted.patient, &submitted.fields);
    let asked = (fields.text("specialty").to_owned(), fields.text("place").to_owned());
    patient.portal.sessions.with_chart(&patient.id, |chart| chart.search = Some(asked.clone()));
    if submitted.in_page {
        Html(results(&patient.portal, &asked)).into_response()
    } else {
        Redirect::to("/appointments/find").into_response()
    }
}

fn show(patient: &Patient, asked: Option<&(String, String)>) -> Response {
    let (specialty, place) = asked.cloned().unwrap_or_default();
    let mut options = String::new();
    for each in SPECIALTIES {
        let selected = if each == specialty { " selected" } else { "" };
        options += &format!("<option{selected}>{each}</option>");
    }
    let place_label = if patient.portal.has(wcag::PLACE_LABEL_UNSEEN) {
        ("", r#" aria-label="Town or postcode" placeholder="Town or postcode""#)
    } else {
        (r#"<label for="place">Town or postcode</label>"#, "")
    };
    let main = format!(
        r#"<p class="eyebrow">Step 1 of 4</p><h1>Find a clinician</h1>
<form class="stack card" method="post" action="/appointments/find" id="search">{csrf}
<div class="side-by-side">
<div class="field"><label for="specialty">Specialty</label><select id="specialty" name="specialty">{options}</select></div>
<div class="field">{label}<input type="text" id="place" name="place" value="{place}"{placeholder}></div>
</div>
<div class="actions"><button>Search</button></div>
</form>
<p class="status" role="status" id="found">{count}</p>
<div id="results">{results}</div>"#,
        csrf = patient.csrf_field(),
        label = place_label.0,
        placeholder = place_label.1,
        place = escape(&place),
        count = asked.map(count).unwrap_or_default(),
        results = asked.map(|asked| results(&patient.portal, asked)).unwrap_or_default(),
    );
    Page::of(patient, Section::Appointments, "Find a clinician", main)
        .script("find.js")
        .into_response()
}

fn count((specialty, place): &(String, String)) -> String {
    match search(specialty, place).len() {
        0 => "No clinicians found".to_owned(),
        1 => "1 clinician found".to_owned(),
        many => format!("{many} clinicians found"),
    }
}

fn results(portal: &Portal, asked: &(String, String)) -> String {
    let role = if portal.has(wcag::SEARCH_RESULTS_GROUPS) { r#" role="group""# } else { "" };
    let mut items = String::new();
    for found in search(&asked.0, &asked.1) {
        items += &format!(
            r#"<li class="card"{role}><h2>{name}</h2><p>{specialty}, {town} clinic</p><p>{about}</p>
<p><a class="button second" href="/appointments/when?clinician={slug}">Choose {name}</a></p></li>"#,
            name = found.name,
            specialty = found.specialty,
            town = found.town,
            about = found.about,
            slug = found.slug,
        );
    }
    format!(r#"<ul class="plain cards three" data-count="{}">{items}</ul>"#, count(asked))
}
