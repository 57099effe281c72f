//! The X-ray: a drawing, but somebody's, and kept like a real one.

use axum::http::header;
use axum::response::{IntoResponse, Response};

use crate::request::Own;

/// The picture.
pub(crate) async fn picture(Own(_, _): Own) -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml")], include_str!("../../../static/x-ray.svg"))
        .into_response()
}
