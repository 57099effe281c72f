//! Step three: why, and who.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};

use crate::calendar::{Date, TODAY};
use crate::chart::{Details, Draft};
use crate::faults::wcag;
use crate::html::Field;
use crate::layout::{Page, Section};
use crate::pages::sign_in::alert_box;
use crate::portal::Portal;
use crate::request::{Own, Patient, Submitted};

/// The form, with what was typed before.
pub(crate) async fn page(Own(patient, _): Own) -> Response {
    match draft(&patient) {
        Some(draft) if draft.slot.is_some() => form(&patient, &draft.details, &[]),
        _ => Redirect::to("/appointments/find").into_response(),
    }
}

/// Checks the form and keeps it.
pub(crate) async fn submit(submitted: Submitted) -> Response {
    let (patient, fields) = (&submitted.patient, &submitted.fields);
    let text = |name: &str| fields.text(name).to_owned();
    let details = Details {
        reason: text("reason"),
        preferred_name: text("preferred_name"),
        given_name: text("given_name"),
        family_name: text("family_name"),
        email: text("email"),
        phone: text("phone"),
        date_of_birth: text("date_of_birth"),
        insurance_changed: text("insurance_changed"),
    };
    let errors = errors(&details);
    if !errors.is_empty() {
        return form(patient, &details, &errors);
    }
    patient.portal.sessions.with_chart(&patient.id, |chart| chart.draft.details = details);
    Redirect::to("/appointments/review").into_response()
}

/// The draft of this session.
pub(crate) fn draft(patient: &Patient) -> Option<Draft> {
    patient.portal.sessions.with_chart(&patient.id, |chart| chart.draft.clone())
}

/// A number that can be dialled: at least seven digits, and nothing that is not written in numbers.
pub(crate) fn is_phone(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 7
        && text.chars().all(|letter| letter.is_ascii_digit() || " +-()".contains(letter))
}

fn errors(details: &Details) -> Vec<(&'static str, &'static str)> {
    let email = details.email.split_once('@');
    let born = Date::parse_iso(&details.date_of_birth).filter(|date| *date <= TODAY);
    [
        (details.reason.is_empty(), "reason", "Say in a few words why you would like to come."),
        (details.given_name.is_empty(), "given_name", "Enter your given name."),
        (details.family_name.is_empty(), "family_name", "Enter your family name."),
        (
            !email.is_some_and(|(name, host)| !name.is_empty() && host.contains('.')),
            "email",
            "Enter an email address, for example name@mail.example.",
        ),
        (
            !is_phone(&details.phone),
            "phone",
            "Enter a phone number with at least seven digits, for example +1 555 0100 200.",
        ),
        (
            born.is_none(),
            "date_of_birth",
            "Enter your date of birth as year, month and day, for example 1990-05-27.",
        ),
        (
            !["Yes", "No"].contains(&details.insurance_changed.as_str()),
            "insurance_changed",
            "Choose Yes or No.",
        ),
    ]
    .into_iter()
    .filter(|(wrong, _, _)| *wrong)
    .map(|(_, name, text)| (name, text))
    .collect()
}

fn form(patient: &Patient, details: &Details, errors: &[(&str, &str)]) -> Response {
    let portal = &patient.portal;
    let error_of =
        |name: &str| errors.iter().find(|(field, _)| *field == name).map(|(_, text)| *text);
    let field = |name, label, kind, autocomplete, value, hint| Field {
        name,
        label,
        kind,
        autocomplete,
        value,
        hint,
        required: true,
        error: error_of(name),
        ..Field::default()
    };
    let email_purpose = if portal.has(wcag::AUTOCOMPLETE_WRONG) { "name" } else { "email" };
    let broken = if portal.has(wcag::ERROR_REFERENCE_BROKEN) {
        r#"aria-describedby="phone-hnit""#
    } else {
        ""
    };
    let reason_hint = "For example where it hurts, and since when.";
    let reason =
        field("reason", "Reason for visit", "textarea", "off", &details.reason, reason_hint);
    let given = field("given_name", "Given name", "text", "given-name", &details.given_name, "");
    let family =
        field("family_name", "Family name", "text", "family-name", &details.family_name, "");
    let email =
        field("email", "Email", "email", email_purpose, &details.email, "For the confirmation.");
    let phone_hint = "Where we can reach you on the day.";
    let phone =
        Field { more: broken, ..field("phone", "Phone", "tel", "tel", &details.phone, phone_hint) };
    let born_hint = "Year, month and day, for example 1990-05-27.";
    let born =
        field("date_of_birth", "Date of birth", "text", "bday", &details.date_of_birth, born_hint);
    let faint = if portal.has(wcag::LOW_CONTRAST) { r#" class="faint""# } else { "" };
    let alert = if errors.is_empty() {
        ""
    } else {
        "Some answers are missing or not right. Each is marked below."
    };
    let main = format!(
        r#"<p class="eyebrow">Step 3 of 4</p><h1>About your visit</h1>
{alert}<p{faint}>Your clinician reads this before you come. You can leave out the preferred name; everything else is needed.</p>
<form class="stack card form" method="post" action="/appointments/details" novalidate>{csrf}
{reason}
<div class="side-by-side">{given}{family}</div>
{preferred}
<div class="side-by-side">{email}{phone}</div>
{born}
{insurance}
<div class="actions"><button>Continue</button></div>
</form>"#,
        alert = alert_box(alert),
        csrf = patient.csrf_field(),
        reason = reason.html(),
        given = given.html(),
        family = family.html(),
        preferred = preferred_name(portal, &details.preferred_name),
        email = email.html(),
        phone = phone.html(),
        born = born.html(),
        insurance = insurance(portal, &details.insurance_changed, error_of("insurance_changed")),
    );
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = if errors.is_empty() { "About your visit" } else { "Error: About your visit" };
    let mut page = Page::of(patient, Section::Appointments, title, main).status(status);
    if portal.has(wcag::INSURANCE_TRAP) {
        page.scripts.push("insurance-trap.js");
    }
    page.into_response()
}

fn preferred_name(portal: &Portal, value: &str) -> String {
    let unlabelled = portal.has(wcag::INTAKE_LABELS_MISSING);
    let unmarked = portal.has(wcag::OPTIONAL_FIELD_UNMARKED);
    let pale = if portal.has(wcag::FIELD_PALE) { r#"class="pale""# } else { "" };
    let field = Field {
        more: pale,
        name: "preferred_name",
        label: "Preferred name",
        hint: if unmarked {
            "What we should call you."
        } else {
            "Optional. What we should call you."
        },
        kind: "text",
        autocomplete: "nickname",
        value,
        ..Field::default()
    };
    let html = field.html();
    if unlabelled {
        html.replace(
            r#"<label for="preferred_name">Preferred name</label>"#,
            r#"<p class="legend">Preferred name</p>"#,
        )
    } else {
        html
    }
}

fn insurance(portal: &Portal, answer: &str, error: Option<&str>) -> String {
    let described = if error.is_some() { r#" aria-describedby="insurance-error""# } else { "" };
    let message = error.map_or(String::new(), |text| {
        format!(r#"<p class="error" id="insurance-error">{text}</p>"#)
    });
    let choice = |value: &str| {
        let checked = if value == answer { " checked" } else { "" };
        format!(
            r#"<label><input type="radio" name="insurance_changed" value="{value}" required{checked}> {value}</label>"#
        )
    };
    if portal.has(wcag::INSURANCE_QUESTION_LOOSE) {
        return format!(
            r#"<div id="insurance"><p class="legend">Has your insurance changed?</p>{message}<div class="choices">{}{}</div></div>"#,
            choice("Yes"),
            choice("No")
        );
    }
    format!(
        r#"<fieldset id="insurance"{described}><legend>Has your insurance changed?</legend>{message}<div class="choices">{}{}</div></fieldset>"#,
        choice("Yes"),
        choice("No")
    )
}
