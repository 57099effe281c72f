//! One test result.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use super::overview::parts;
use super::results::{RESULTS, TestResult};
use crate::faults::{session as session_fault, wcag};
use crate::layout::{Page, Section};
use crate::pages::errors;
use crate::portal::Portal;
use crate::request::Own;

/// Test, value, normal range, flag.
type Line = (&'static str, &'static str, &'static str, &'static str);

const LIPID: [Line; 4] = [
    ("Total cholesterol", "6.2 mmol/L", "Below 5.0", "High"),
    ("LDL cholesterol", "4.1 mmol/L", "Below 3.0", "High"),
    ("HDL cholesterol", "1.1 mmol/L", "Above 1.2", "Low"),
    ("Triglycerides", "1.6 mmol/L", "Below 1.7", "Normal"),
];

/// The result of that name.
pub(crate) async fn page(Own(patient, record): Own, Path(slug): Path<String>) -> Response {
    let portal = &patient.portal;
    let Some(result) = RESULTS.iter().find(|result| result.slug == slug) else {
        return if portal.has(session_fault::ERROR_PHI) {
            errors::with_record(record.mrn)
        } else {
            errors::missing(portal)
        };
    };
    let shown = match result.slug {
        "x-ray" => x_ray(portal) + &badge(portal),
        "lipid" => table(&LIPID) + &explanation(portal),
        _ => table(&[(result.name, result.value, result.range, result.flag)]),
    };
    let (name, pixel) = if result.slug == "lipid" {
        let misnamed = portal.has(wcag::LABEL_NOT_IN_NAME);
        let pixel = portal.has(session_fault::PIXEL).then(|| pixel(portal, record.email));
        (if misnamed { r#" aria-label="Send to device""# } else { "" }, pixel.unwrap_or_default())
    } else {
        ("", String::new())
    };
    let role = if result.slug == "x-ray" && portal.has(wcag::PRINT_BUTTON_DECORATIVE) {
        r#" role="none""#
    } else {
        ""
    };
    let beacon = result.slug == "x-ray" && portal.has(session_fault::BEACON);
    let collect = if beacon {
        format!(
            r#"<div id="measure" data-address="{}/collect" data-visit="{}" hidden></div>"#,
            portal.third_party, record.mrn
        )
    } else {
        String::new()
    };
    let others: String = RESULTS
        .iter()
        .filter(|other| other.slug != result.slug)
        .map(|other| {
            format!(r#"<li><a href="/records/results/{}">{}</a></li>"#, other.slug, title(other))
        })
        .collect();
    let main = format!(
        r#"{parts}<h1>{title}</h1>
{shown}
<section class="card form"><h2>What your clinician says</h2><p>Dr Imani Okafor: nothing here needs to be done before our next visit. We talk about it then.</p></section>
<p class="actions"><button type="button" class="second" id="print"{name}{role}>Print this result</button></p>
<h2 class="spaced">Other results</h2><ul class="links-list">{others}</ul>{pixel}{collect}"#,
        parts = parts("", ""),
        title = title(result),
    );
    let mut page = Page::of(&patient, Section::Records, "Test result", main).script("print.js");
    if beacon {
        page.scripts.push("beacon.js");
    }
    page.into_response()
}

fn title(result: &TestResult) -> String {
    format!("{}, {}", result.name, result.day.without_weekday())
}

fn table(lines: &[Line]) -> String {
    let mut rows = String::new();
    for (test, value, range, flag) in lines {
        let flagged = if matches!(*flag, "High" | "Low") { r#" class="flag""# } else { "" };
        rows += &format!(
            r#"<tr><th scope="row">{test}</th><td>{value}</td><td>{range}</td><td><span{flagged}>{flag}</span></td></tr>"#
        );
    }
    format!(
        r#"<div class="table-scroll" role="region" aria-labelledby="values-caption" tabindex="0">
<table class="results"><caption id="values-caption">Values</caption>
<thead><tr><th scope="col">Test</th><th scope="col">Value</th><th scope="col">Normal range</th><th scope="col">Flag</th></tr></thead>
<tbody>{rows}</tbody></table></div>"#
    )
}

/// What the values are, to open by whom it helps.
fn explanation(portal: &Portal) -> String {
    let summary = if portal.has(wcag::EXPLANATION_UNNAMED) {
        r#"<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false"><path d="M8 9a4 4 0 118 0c0 3-4 3-4 6M12 18v2" fill="none" stroke="currentColor" stroke-width="2"/></svg>"#
    } else {
        "What do these values mean?"
    };
    format!(
        r#"<details class="explanation"><summary>{summary}</summary><p>Cholesterol and triglycerides are fats in the blood. LDL should be low, HDL should be high.</p></details>"#
    )
}

fn x_ray(portal: &Portal) -> String {
    let alternative = if portal.has(wcag::XRAY_UNNAMED) {
        ""
    } else if portal.has(wcag::XRAY_FILE_NAME) {
        r#" alt="x-ray.svg""#
    } else {
        r#" alt="X-ray of the left foot from the side. The tarsus, between ankle and midfoot, is denser than its surroundings.""#
    };
    let paper = if portal.has(wcag::PRINT_BY_COLOUR) {
        "<p>For a copy on paper, press the white button.</p>"
    } else {
        ""
    };
    let address = super::x_ray::address(portal);
    format!(
        r#"<div class="card form"><img class="x-ray" src="{address}" width="640" height="400"{alternative}>
<p>Side view, standing. No fracture. The tarsus is denser than it was in 2025.</p>{paper}</div>"#
    )
}

/// The fault: a picture from another site that is told where it is shown.
fn badge(portal: &Portal) -> String {
    if !portal.has(session_fault::PICTURE_REFERRER) {
        return String::new();
    }
    format!(
        r#"<img src="{}/count" referrerpolicy="unsafe-url" alt="" width="1" height="1">"#,
        portal.third_party
    )
}

/// What an advertising network recognises a person by: the digest of the address in small letters.
fn pixel(portal: &Portal, email: &str) -> String {
    let digest: String = Sha256::digest(email.trim().to_lowercase())
        .iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    format!(
        r#"<img src="{}/count?page=result&amp;em={digest}" alt="" width="1" height="1">"#,
        portal.third_party
    )
}
