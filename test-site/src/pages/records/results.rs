//! All test results.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::overview::parts;
use super::trend;
use crate::calendar::Date;
use crate::faults::wcag;
use crate::html::{Field, escape};
use crate::layout::{Page, Section};
use crate::request::Own;

/// One line of the table.
pub(crate) struct TestResult {
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) day: Date,
    pub(crate) value: &'static str,
    pub(crate) range: &'static str,
    pub(crate) flag: &'static str,
}

/// Newest first.
pub(crate) const RESULTS: [TestResult; 4] = [
    TestResult {
        slug: "x-ray",
        name: "X-ray of the left foot",
        day: Date { year: 2026, month: 12, day: 9 },
        value: "Report",
        range: "Does not apply",
        flag: "See report",
    },
    TestResult {
        slug: "lipid",
        name: "Lipid panel",
        day: Date { year: 2026, month: 12, day: 2 },
        value: "LDL 4.1 mmol/L",
        range: "Below 3.0",
        flag: "High",
    },
    TestResult {
        slug: "vitamin-d",
        name: "Vitamin D",
        day: Date { year: 2026, month: 12, day: 2 },
        value: "38 nmol/L",
        range: "50 to 125",
        flag: "Low",
    },
    TestResult {
        slug: "blood-count",
        name: "Blood count",
        day: Date { year: 2026, month: 9, day: 8 },
        value: "Haemoglobin 138 g/L",
        range: "120 to 155",
        flag: "Normal",
    },
];

/// Which days to show.
#[derive(Deserialize)]
pub(crate) struct Days {
    #[serde(default)]
    from: String,
    #[serde(default)]
    to: String,
}

/// The table, the filter, the trend.
pub(crate) async fn page(Own(patient, record): Own, Query(days): Query<Days>) -> Response {
    let portal = &patient.portal;
    let from = Date::parse_iso(days.from.trim());
    let to = Date::parse_iso(days.to.trim());
    let foreign =
        if portal.has(wcag::RESULT_HEADERS_BROKEN) { r#" headers="about-results""# } else { "" };
    let mut rows = String::new();
    let chosen = RESULTS.iter().filter(|result| {
        from.is_none_or(|from| result.day >= from) && to.is_none_or(|to| result.day <= to)
    });
    for result in chosen {
        let flagged = if matches!(result.flag, "High" | "Low") { r#" class="flag""# } else { "" };
        let foreign = if result.slug == "lipid" { foreign } else { "" };
        rows += &format!(
            r#"<tr><th scope="row"><a href="/records/results/{slug}">{name}, {day}</a></th><td{foreign}>{value}</td><td>{range}</td><td><span{flagged}>{flag}</span></td></tr>"#,
            slug = result.slug,
            name = result.name,
            day = result.day.without_weekday(),
            value = result.value,
            range = result.range,
            flag = result.flag,
        );
    }
    if rows.is_empty() {
        rows.push_str(r#"<tr><td colspan="4">No results in this time. Leave both days empty to see all.</td></tr>"#);
    }
    let (first, second) = if portal.has(wcag::LABELS_DUPLICATED) {
        ("Date", "Date")
    } else if portal.has(wcag::FILTER_LABEL_KEY) {
        ("From date", "results.filter.to_label")
    } else {
        ("From date", "To date")
    };
    let field = |name, label, value, hint| {
        Field { name, label, kind: "text", autocomplete: "off", value, hint, ..Field::default() }
            .html()
    };
    let (from, to) = (escape_free(&days.from), escape_free(&days.to));
    let mut from = field("from", first, &from, "For example 2026-09-01.");
    if portal.has(wcag::FILTER_DAY_UNNAMED) {
        let label =
            (r#"<label for="from">From date</label>"#, r#"<p class="legend">From date</p>"#);
        from = from.replace(r#"type="text""#, r#"type="date""#).replace(label.0, label.1);
    }
    let main = format!(
        r#"{parts}<h1>Test results</h1>
<p id="about-results">Your clinician has seen all of them. A value outside the normal range is not always a problem.</p>
<form class="stack card form" method="get" action="/records/results">
<div class="side-by-side">{from}{to}</div>{error}
<div class="actions"><button class="second">Filter results</button></div></form>
<div class="table-scroll spaced" role="region" aria-labelledby="results-caption" tabindex="0">
<table class="results"><caption id="results-caption">Results, newest first</caption>
<thead><tr><th scope="col">Result</th><th scope="col">Value</th><th scope="col">Normal range</th><th scope="col">Flag</th>{trends}</tr></thead>
<tbody>{rows}</tbody></table></div>
{trend}"#,
        parts = parts("/records/results", ""),
        error = if portal.has(wcag::FILTER_ERROR_HIDDEN) {
            r#"<p class="error" aria-hidden="true">From date is not valid.</p>"#
        } else {
            ""
        },
        to = field("to", second, &to, "For example 2026-12-31."),
        trend = trend::chart(&patient, record),
        trends = if portal.has(wcag::RESULT_COLUMN_EMPTY) {
            r#"<th scope="col">Trend</th>"#
        } else {
            ""
        },
    );
    Page::of(&patient, Section::Records, "Test results", main).script("results.js").into_response()
}

/// A day as it was typed, or nothing when it is not one: the form does not repeat arbitrary text of an address.
fn escape_free(day: &str) -> String {
    Date::parse_iso(day.trim()).map_or(String::new(), |day| escape(&day.iso()))
}
