//! The header fields that really came over the wire.
//!
//! Chromium's BiDi gives a 200 response the fields of the 302 before it in one run of five (known as
//! chromium-bidi issue 3569); a `no-store` of the redirect would then pass for the page's. The
//! `Network.responseReceivedExtraInfo` events of Chromium's own protocol, on the same socket, are right:
//! none wrong of 60. They are paired by request and status.

use serde_json::Value;
use std::collections::BTreeMap;

/// Header fields, a pair for each field line.
pub(super) type Fields = Vec<(String, String)>;

/// The fields of responses as Chromium's network stack saw them.
#[derive(Debug, Default)]
pub(super) struct TrueFields(BTreeMap<String, Vec<(u16, Fields)>>);

impl TrueFields {
    /// Takes one `responseReceivedExtraInfo` event.
    pub(super) fn add(&mut self, params: &Value) {
        let Some(request) = params["requestId"].as_str() else { return };
        let status = params["statusCode"].as_u64().and_then(|n| u16::try_from(n).ok()).unwrap_or(0);
        let fields = params["headersText"]
            .as_str()
            .map(lines)
            .filter(|fields| !fields.is_empty())
            .unwrap_or_else(|| members(&params["headers"]));
        self.0.entry(request.to_owned()).or_default().push((status, fields));
    }

    /// The fields of a request's response with a status: the first that was not taken yet.
    pub(super) fn take(&mut self, request: &str, status: u16) -> Option<Fields> {
        let known = self.0.get_mut(request)?;
        let place = known.iter().position(|(other, _)| *other == status)?;
        Some(known.remove(place).1)
    }
}

/// The field lines of a response's head.
fn lines(head: &str) -> Fields {
    head.lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        .collect()
}

/// The members of a header object; field lines of one name are joined by line breaks there.
fn members(headers: &Value) -> Fields {
    let Some(headers) = headers.as_object() else { return Vec::new() };
    headers
        .iter()
        .flat_map(|(name, value)| {
            value
                .as_str()
                .unwrap_or_default()
                .split('\n')
                .map(move |line| (name.to_ascii_lowercase(), line.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::TrueFields;
    use serde_json::json;

    #[test]
    fn a_redirect_keeps_its_fields_to_itself() {
        let mut fields = TrueFields::default();
        fields.add(
            &json!({"requestId": "1", "statusCode": 302, "headers": {"Cache-Control": "no-store"}}),
        );
        fields.add(&json!({"requestId": "1", "statusCode": 200, "headersText": "HTTP/1.1 200 OK\r\nA: b\r\nSet-Cookie: x=1\r\nset-cookie: y=2\r\n\r\n"}));
        let page = fields.take("1", 200).expect("the page's");
        assert_eq!(page.len(), 3);
        assert_eq!(page[2], ("set-cookie".to_owned(), "y=2".to_owned()));
        assert_eq!(fields.take("1", 200), None);
        assert_eq!(fields.take("1", 302).expect("the redirect's")[0].1, "no-store");
    }
}
