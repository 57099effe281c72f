//! The medical history, to read and to confirm.

use axum::response::{IntoResponse, Response};

use super::overview::parts;
use crate::faults::{session as session_fault, wcag};
use crate::layout::{Page, Section};
use crate::pages::in_page;
use crate::request::{Own, Submitted};

/// Diagnoses, medication, notes.
pub(crate) async fn page(Own(patient, record): Own) -> Response {
    let portal = &patient.portal;
    let name = if portal.has(wcag::LINK_UNNAMED) { "" } else { r#" aria-label="Home""# };
    let engish = if portal.has(wcag::LANGUAGE_PART_WRONG) { r#" lang="engish""# } else { "" };
    let log = if portal.has(session_fault::CONSOLE_PHI) {
        format!(r#" data-log="{}""#, record.mrn)
    } else {
        String::new()
    };
    let main = format!(
        r#"<nav class="crumbs" aria-label="Breadcrumb"><ol><li><a class="house" href="/home"{name}><svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false"><path d="M3 11l9-8 9 8v10h-6v-6H9v6H3z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/></svg></a></li><li><a href="/records">Health records</a></li><li>Medical history</li></ol></nav>
{parts}<h1>Medical history</h1>
<p{engish}>Please read this once a year. If something is missing or wrong, tell us before you confirm it.</p>
<div class="cards two">
<section class="card"><h2>Diagnosis</h2><dl class="facts"><div><dt>Name</dt><dd>{diagnosis}</dd></div><div><dt>Since</dt><dd>May 2025</dd></div><div><dt>Status</dt><dd>Under treatment</dd></div></dl></section>
<section class="card"><h2>Medication</h2><dl class="facts"><div><dt>Name and dose</dt><dd>{medication}</dd></div><div><dt>How to take it</dt><dd>One tablet in the morning, with water</dd></div><div><dt>Allergies</dt><dd>None known</dd></div></dl></section>
<section class="card"><h2>Note of 14 December 2026</h2><p>{note}</p><p class="hint">Dr Imani Okafor</p></section>
<section class="card"><h2>You</h2><dl class="facts"><div><dt>Date of birth</dt><dd>{born}</dd></div><div><dt>Record number</dt><dd>{mrn}</dd></div></dl></section>
</div>
<p lang="es">{notice}</p>
<form method="post" action="/records/history" data-in-page="once"{log}>{csrf}<div class="actions"><button>Confirm history is right</button></div></form>
<div class="status" id="status" role="status"></div>"#,
        parts = parts("/records/history", ""),
        notice = if portal.has(wcag::NOTICE_NOT_TRANSLATED) {
            "If you would rather read your history in Spanish, call us and we will send it to you."
        } else {
            "Si prefiere leer su historia clínica en español, llámenos y se la enviaremos por correo."
        },
        diagnosis = record.diagnosis,
        medication = record.medication,
        note = record.provider_note,
        born = record.date_of_birth_shown,
        mrn = record.mrn,
        csrf = patient.csrf_field(),
    );
    let title = if portal.has(session_fault::TITLE_DIAGNOSIS) {
        record.diagnosis
    } else {
        "Medical history"
    };
    let mut page = Page::of(&patient, Section::Records, title, main).script("in-page.js");
    page.help_in_footer = !portal.has(wcag::HELP_MOVED);
    page.into_response()
}

/// Takes the confirmation.
pub(crate) async fn confirm(submitted: Submitted) -> Response {
    in_page::done(&submitted, Section::Records, "Thank you, your history is confirmed")
}
