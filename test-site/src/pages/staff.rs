//! The page of the staff: the day's numbers, and nobody's record.

use axum::response::{IntoResponse, Redirect, Response};

use crate::calendar::TODAY;
use crate::layout::Page;
use crate::request::Patient;

/// The day at a glance.
pub(crate) async fn page(staff: Patient) -> Response {
    if staff.record().is_some() {
        return Redirect::to("/home").into_response();
    }
    let main = format!(
        r#"<h1>Today in the clinics</h1>
<p class="lead">{}</p>
<table><caption>Booked visits</caption>
<thead><tr><th scope="col">Clinic</th><th scope="col">In person</th><th scope="col">By video</th></tr></thead>
<tbody><tr><th scope="row">Wexcombe</th><td>31</td><td>9</td></tr>
<tr><th scope="row">Tarrow</th><td>18</td><td>4</td></tr>
<tr><th scope="row">Hallingmere</th><td>22</td><td>7</td></tr></tbody></table>"#,
        TODAY.long()
    );
    Page::of_staff(&staff, "Today", main).into_response()
}
