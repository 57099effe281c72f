//! The X-ray: a drawing, but somebody's. It is kept like a real one, in a store of files behind the portal, which opens it
//! by an address that is signed for minutes; the session stands for a signature that is right.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};

use super::letter::Reader;
use crate::faults::session as fault;
use crate::persona::PATIENT_ONE;
use crate::portal::Portal;

/// The signed address of the picture, as a page writes it.
pub(crate) fn address(portal: &Portal) -> String {
    let seconds = if portal.has(fault::SIGNED_WEEK) { 604_800 } else { 300 };
    format!(
        "/records/x-ray.svg?X-Amz-Algorithm=AWS4-HMAC-SHA256&amp;X-Amz-Expires={seconds}&amp;X-Amz-Signature=0f4c2a6e8b1d3957"
    )
}

/// The picture, with whose it is in it, as such pictures have it.
pub(crate) async fn picture(
    State(portal): State<Arc<Portal>>,
    RawQuery(query): RawQuery,
    Reader(reader): Reader,
) -> Response {
    let record = match reader {
        Ok(record) => record,
        // The fault: the store opens it to anybody who leaves the signature out.
        Err(_) if query.is_none() && portal.has(fault::BLOB_PUBLIC) => &PATIENT_ONE,
        Err(refused) => return refused,
    };
    let whose = format!("<metadata>{}</metadata></svg>", record.mrn);
    let drawing = include_str!("../../../static/x-ray.svg").replace("</svg>", &whose);
    let headers = [
        (header::CONTENT_TYPE, "image/svg+xml"),
        (HeaderName::from_static("x-amz-request-id"), "MARLOWE0VALE0001"),
        (HeaderName::from_static("x-amz-id-2"), "MarloweVale/Demonstration="),
    ];
    (headers, drawing).into_response()
}
