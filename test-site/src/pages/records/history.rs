//! The medical history, to read and to confirm.

use axum::response::{IntoResponse, Response};

use super::overview::parts;
use crate::faults::{session as session_fault, wcag};
use crate::layout::{Page, Section};
use crate::pages::in_page;
use crate::request::{Own, Patient, Submitted};

/// The style sheet that some faults need.
pub(super) const FAULTS: &str = r#"<link rel="stylesheet" href="/static/faults.css">"#;

/// A table that is none.
const PLAN: &str = r#"<div class="plan"><b>Week</b><b>Morning</b><b>Evening</b><span>First week</span><span>5 mg</span><span>0 mg</span><span>Second week</span><span>5 mg</span><span>5 mg</span><span>Third week</span><span>10 mg</span><span>5 mg</span></div>"#;

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
    let note = format!("<p>{}</p>", record.provider_note);
    let note = if portal.has(wcag::NOTE_BOX_SCROLLS) {
        format!(r#"{FAULTS}<div class="note-box">{note}</div>"#)
    } else {
        note
    };
    let tell_us = if portal.has(wcag::HISTORY_LINK_PLAIN) {
        format!(r#"{FAULTS}<a class="plain-link" href="/messages/new">tell us</a>"#)
    } else {
        "tell us".to_owned()
    };
    let plan = if portal.has(wcag::MEDICATION_PLAN_BOXES) {
        format!("{FAULTS}{PLAN}")
    } else {
        String::new()
    };
    let main = format!(
        r#"<nav class="crumbs" aria-label="Breadcrumb"><ol><li><a class="house" href="/home"{name}><svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" focusable="false"><path d="M3 11l9-8 9 8v10h-6v-6H9v6H3z" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/></svg></a></li><li><a href="/records">Health records</a></li><li>Medical history</li></ol></nav>
{parts}<h1>Medical history</h1>
<p{engish}>Please read this once a year. If something is missing or wrong, {tell_us} before you confirm it.</p>
<div class="cards two">
<section class="card"><h2>Diagnosis</h2><dl class="facts"><div><dt>Name</dt><dd>{diagnosis}</dd></div><div><dt>Since</dt><dd>May 2025</dd></div><div><dt>Status</dt><dd>Under treatment</dd></div></dl></section>
<section class="card"><h2>Medication</h2><dl class="facts"><div><dt>Name and dose</dt><dd>{medication}</dd></div><div><dt>How to take it</dt><dd>One tablet in the morning, with water</dd></div><div><dt>Allergies</dt><dd>None known</dd></div></dl>{plan}</section>
<section class="card"><h2>Note of 14 December 2026</h2>{note}<p class="hint">Dr Imani Okafor</p></section>
<section class="card"><h2>You</h2><dl class="facts"><div><dt>Date of birth</dt><dd>{born}</dd></div><div><dt>Record number</dt><dd>{mrn}</dd></div></dl></section>
</div>
<p lang="es">{notice}</p>
<form method="post" action="/records/history" data-in-page="once"{log}>{csrf}<div class="actions"><button>Confirm history is right</button></div></form>
<div class="status" id="status" role="status"></div>"#,
        parts = letters_with_session(&patient, parts("/records/history", "")),
        notice = if portal.has(wcag::NOTICE_NOT_TRANSLATED) {
            "If you would rather read your history in Spanish, call us and we will send it to you."
        } else {
            "Si prefiere leer su historia clínica en español, llámenos y se la enviaremos por correo."
        },
        diagnosis = record.diagnosis,
        medication = record.medication,
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
    page.signs_out = !portal.has(session_fault::SIGN_OUT_MISSING);
    page.into_response()
}

/// The fault: the way to the letters with the session in it, as servers write it that distrust cookies.
fn letters_with_session(patient: &Patient, parts: String) -> String {
    if !patient.portal.has(session_fault::URL_SESSION_ID) {
        return parts;
    }
    let with = format!("\"/records/letters?jsessionid={}\"", patient.id);
    parts.replace("\"/records/letters\"", &with)
}

/// Takes the confirmation.
pub(crate) async fn confirm(submitted: Submitted) -> Response {
    in_page::done(&submitted, Section::Records, "Thank you, your history is confirmed")
}
