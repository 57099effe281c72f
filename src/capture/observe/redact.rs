//! Header fields and addresses without secrets: names and attributes stay, values become keyed hashes.

use crate::capture::Door;
use url::Url;

/// Parts of names whose values are credentials.
const CREDENTIALS: [&str; 12] = [
    "token",
    "secret",
    "session",
    "sid",
    "password",
    "auth",
    "apikey",
    "api-key",
    "csrf",
    "jwt",
    "bearer",
    "signature",
];

/// Values as short as this open nothing for long: the number of a video session, `auth=1`.
const SHORT: usize = 16;

/// A header field, fit to be written.
pub(super) fn field(door: &Door, name: &str, value: &str) -> String {
    match name {
        "cookie" => value
            .split(';')
            .map(|pair| match pair.trim().split_once('=') {
                Some((name, value)) => format!("{}=⟦{}⟧", door.scrub(name), door.hash(value)),
                None => format!("⟦{}⟧", door.hash(pair.trim())),
            })
            .collect::<Vec<_>>()
            .join("; "),
        "set-cookie" => set_cookie(door, value),
        "authorization" | "proxy-authorization" => match value.split_once(' ') {
            Some((scheme, value)) => format!("{scheme} ⟦{}⟧", door.hash(value)),
            None => format!("⟦{}⟧", door.hash(value)),
        },
        "location" | "content-location" | "referer" => url(door, value),
        name if is_credential(name) && name != "sec-websocket-key" => {
            format!("⟦{}⟧", door.hash(value))
        }
        _ => door.scrub(value),
    }
}

/// An address, fit to be written: canaries are tokens, credentials in query or fragment are keyed hashes.
pub fn url(door: &Door, address: &str) -> String {
    // A data: address is a body; only its kind is worth knowing.
    if let Some(data) = address.strip_prefix("data:") {
        let kind = data.split([',', ';']).next().unwrap_or_default();
        return format!("data:{kind},…");
    }
    let Ok(mut parsed) = Url::parse(address) else { return door.scrub(address) };
    if parsed.query().is_some_and(|query| query.split('&').any(names_credential)) {
        let pairs: Vec<_> = parsed
            .query_pairs()
            .map(|(name, value)| {
                let value =
                    if is_credential(&name) { hidden(door, &value) } else { value.into_owned() };
                (name.into_owned(), value)
            })
            .collect();
        parsed.query_pairs_mut().clear().extend_pairs(pairs);
    }
    if parsed.password().is_some() {
        let _ = parsed.set_password(Some("hidden"));
    }
    if let Some(fragment) = parsed.fragment().filter(|text| text.split('&').any(names_credential)) {
        let fragment = pairs(door, fragment, '&');
        parsed.set_fragment(Some(&fragment));
    }
    if parsed.path().contains(';') {
        let path = pairs(door, parsed.path(), ';');
        parsed.set_path(&path);
    }
    door.scrub(parsed.as_str())
}

/// `a=b&token=…` and `/path;jsessionid=…/more`, without the values of credentials.
fn pairs(door: &Door, text: &str, between: char) -> String {
    let hide = |pair: &str| match pair.split_once('=') {
        Some((name, value)) if is_credential(name) => {
            let end = if between == ';' { value.find('/') } else { None };
            let (value, rest) = value.split_at(end.unwrap_or(value.len()));
            format!("{name}={}{rest}", hidden(door, value))
        }
        _ => pair.to_owned(),
    };
    text.split(between).map(hide).collect::<Vec<_>>().join(&between.to_string())
}

/// What is written of a credential in an address: its keyed hash, and whether it is short.
fn hidden(door: &Door, value: &str) -> String {
    let short = if value.len() < SHORT { "short-" } else { "" };
    format!("⟦{short}{}⟧", door.hash(value))
}

/// The values in a field that open a session.
pub(super) fn credentials(name: &str, value: &str) -> Vec<String> {
    let of_pair = |pair: &str| Some(pair.trim().split_once('=')?.1.trim().to_owned());
    match name {
        "cookie" => value.split(';').filter_map(of_pair).collect(),
        "set-cookie" => value.split(';').next().and_then(of_pair).into_iter().collect(),
        "authorization" => {
            value.split_once(' ').map(|(_, value)| value.to_owned()).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn set_cookie(door: &Door, value: &str) -> String {
    let (pair, attributes) = value.split_once(';').unwrap_or((value, ""));
    let pair = match pair.split_once('=') {
        // An empty value deletes; that is no secret and matters.
        Some((name, "")) => format!("{}=", door.scrub(name)),
        Some((name, value)) => format!("{}=⟦{}⟧", door.scrub(name), door.hash(value)),
        None => format!("⟦{}⟧", door.hash(pair)),
    };
    if attributes.is_empty() { pair } else { format!("{pair};{}", door.scrub(attributes)) }
}

fn names_credential(pair: &str) -> bool {
    is_credential(pair.split('=').next().unwrap_or_default())
}

fn is_credential(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    // `sig` is Azure's signature, and a part of other words.
    name == "sig" || CREDENTIALS.iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::{credentials, field, url};
    use crate::capture::Door;

    #[test]
    fn values_go_and_attributes_stay() {
        let door = Door::new(b"key");
        let said = field(&door, "set-cookie", "__Host-s=abc123; Path=/; Secure; HttpOnly");
        assert!(
            said.starts_with("__Host-s=⟦") && said.ends_with("⟧; Path=/; Secure; HttpOnly"),
            "{said}"
        );
        assert!(!said.contains("abc123"));
        assert_eq!(field(&door, "set-cookie", "s=; Max-Age=0"), "s=; Max-Age=0");
        assert!(!field(&door, "authorization", "Bearer abc123").contains("abc123"));
        assert!(!field(&door, "x-csrf-token", "abc123").contains("abc123"));
        assert_eq!(field(&door, "cache-control", "no-store"), "no-store");
    }

    #[test]
    fn the_same_value_has_the_same_hash() {
        let door = Door::new(b"key");
        let set = field(&door, "set-cookie", "s=abc123");
        assert_eq!(set, field(&door, "cookie", "s=abc123"));
        assert_ne!(set, field(&Door::new(b"other"), "cookie", "s=abc123"));
    }

    #[test]
    fn credentials_in_addresses_go() {
        let door = Door::new(b"key");
        let said = url(&door, "https://portal.test/a?token=abc123&page=2#access_token=xyz");
        assert!(
            !said.contains("abc123") && !said.contains("xyz") && said.contains("page=2"),
            "{said}"
        );
        assert_eq!(url(&door, "https://portal.test/a?b=c"), "https://portal.test/a?b=c");
        let said = url(&door, "https://portal.test/a;jsessionid=abc123/b;v=1");
        assert!(!said.contains("abc123") && said.ends_with("/b;v=1"), "{said}");
    }

    #[test]
    fn a_cookie_is_known_again_in_an_address() {
        let mut door = Door::new(b"key");
        let value = "0123456789abcdef0123";
        let field = format!("theme=dark; s={value}");
        for value in credentials("cookie", &field) {
            door.add_credential(&value);
        }
        let hash = door.hash(value);
        for address in ["a;jsessionid=V", "a?sid=V", "a?page=1&x=V", "V/a", "a#V", "a#token=V"] {
            let address = format!("https://portal.test/{}", address.replace('V', value));
            let said = url(&door, &address);
            assert!(said.contains(&hash) && !said.contains(value), "{said}");
        }
        let short = url(&door, "https://portal.test/?session=12");
        assert!(short.contains("short-"), "{short}");
    }
}
