//! What a JSON Web Token says of itself, read while it passes by; the token itself is never kept.

use super::{Door, credentials::tokens};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use wardround_checks::evidence::Token;

/// The tokens in a text that stands in a place, each once.
pub(super) fn read(door: &Door, text: &str, place: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    for token in tokens(text) {
        let token = one(door, &token, place);
        if found.iter().all(|known| known.hash != token.hash) {
            found.push(token);
        }
    }
    found
}

fn one(door: &Door, token: &str, place: &str) -> Token {
    let mut parts = token.split('.');
    let header = decoded(parts.next());
    let header: Value = serde_json::from_slice(&header).unwrap_or_default();
    let bytes = decoded(parts.next());
    let payload = serde_json::from_slice::<Value>(&bytes).ok().filter(Value::is_object);
    let readable = payload.is_some();
    let payload = payload.unwrap_or_default();
    let text = |value: &Value| value.as_str().map(str::to_ascii_lowercase);
    let of_header = text(&header["typ"]).filter(|kind| kind != "jwt");
    let purpose = text(&payload["token_use"]).or_else(|| text(&payload["typ"])).or(of_header);
    Token {
        hash: door.hash(token),
        place: place.to_owned(),
        algorithm: header["alg"].as_str().map(|name| door.scrub(name)),
        purpose: purpose.map(|word| door.scrub(&word)),
        issued: seconds(&payload["iat"]),
        expires: seconds(&payload["exp"]),
        readable,
        encrypted: token.split('.').count() == 5,
        hits: if readable { door.search(&bytes, "payload") } else { Vec::new() },
    }
}

/// A `NumericDate`, which may have a fraction.
fn seconds(value: &Value) -> Option<i64> {
    let whole = value.as_f64()?.round();
    // Far enough for any date, and exact in both kinds of number.
    (whole.abs() < 9e15).then(|| format!("{whole:.0}").parse().ok()).flatten()
}

fn decoded(part: Option<&str>) -> Vec<u8> {
    part.and_then(|part| URL_SAFE_NO_PAD.decode(part).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::capture::Door;
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

    fn token(header: &str, payload: &str) -> String {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        format!("{}.{}.{}", part(header), part(payload), part("a signature of some length"))
    }

    #[test]
    fn a_token_tells_when_it_ends_what_it_is_for_and_what_it_holds() {
        let mut door = Door::new(b"key");
        door.add_canary("mrn", "MRN-7F3K-0042-QX");
        let payload = r#"{"typ":"Bearer","iat":1000,"exp":1300.5,"mrn":"MRN-7F3K-0042-QX"}"#;
        let token = token(r#"{"alg":"RS256","typ":"JWT"}"#, payload);
        let read = read(&door, &format!(r#"{{"a":"{token}","b":"{token}"}}"#), "value");
        assert_eq!(read.len(), 1);
        let one = &read[0];
        assert_eq!((one.issued, one.expires, one.readable), (Some(1000), Some(1301), true));
        assert_eq!(one.algorithm.as_deref(), Some("RS256"));
        assert_eq!(one.purpose.as_deref(), Some("bearer"));
        assert_eq!((one.hits[0].canary.as_str(), one.hits[0].place.as_str()), ("mrn", "payload"));
        assert_eq!(one.hash, door.hash(&token));
    }

    #[test]
    fn what_cannot_be_read_says_nothing() {
        let door = Door::new(b"key");
        let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RSA-OAEP","enc":"A256GCM"}"#);
        let encrypted = format!("{header}.a2V5.aXY.Y2lwaGVydGV4dA.dGFn");
        let read = read(&door, &encrypted, "authorization");
        assert_eq!(read.len(), 1);
        assert!(
            !read[0].readable
                && read[0].encrypted
                && read[0].expires.is_none()
                && read[0].purpose.is_none()
        );
    }
}
