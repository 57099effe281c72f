//! The values that open a session: what cookies and `Authorization` fields carried, and whatever looks like a token.
//!
//! They are learnt while they pass by, so that one is known again wherever else it stands: in an address, in a page, in
//! a storage. What is written in its place is its keyed hash.

/// Values that opened something, the newest last.
#[derive(Debug, Clone, Default)]
pub(super) struct Credentials(Vec<String>);

/// Shorter values stand in many places by chance.
const SHORTEST: usize = 16;

/// A portal that renews its cookie with each response has that many of late.
const MOST: usize = 64;

impl Credentials {
    /// Learns a value, if it is one that nobody would write by chance.
    pub(super) fn learn(&mut self, value: &str) {
        if !is_random(value) || self.0.last().is_some_and(|last| last == value) {
            return;
        }
        self.0.retain(|known| known != value);
        if self.0.len() == MOST {
            self.0.remove(0);
        }
        self.0.push(value.to_owned());
    }

    /// The values that were learnt and stand in a text.
    pub(super) fn stand_in<'s>(&'s self, text: &'s str) -> impl Iterator<Item = &'s str> {
        let values = self.0.iter().map(String::as_str);
        values.filter(move |value| text.len() >= SHORTEST && text.contains(value))
    }

    /// A text with what `hash` says in the place of each value that was learnt, and of each token.
    pub(super) fn mask(&self, text: &str, hash: impl Fn(&str) -> String) -> String {
        let mut text = text.to_owned();
        if text.len() < SHORTEST {
            return text;
        }
        let encode = |value: &String| -> String {
            url::form_urlencoded::byte_serialize(value.as_bytes()).collect()
        };
        let raw = self.0.iter().filter(|value| text.contains(value.as_str()));
        let encoded =
            self.0.iter().filter(|_| text.contains('%')).map(|value| (value, encode(value)));
        let encoded = encoded.filter(|(_, form)| text.contains(form.as_str()));
        let mut found: Vec<_> = raw.map(|value| (value, value.clone())).chain(encoded).collect();
        // A value that contains another goes first.
        found.sort_by_key(|(_, form)| std::cmp::Reverse(form.len()));
        for (value, form) in found {
            text = text.replace(&form, &format!("⟦{}⟧", hash(value)));
        }
        for token in tokens(&text) {
            text = text.replace(&token, &format!("⟦{}⟧", hash(&token)));
        }
        text
    }
}

/// Whether nobody would write a value by hand: it is long, of a token's letters, and has digits or large letters all over.
/// Cookies also hold addresses, time zones and words, which stand in pages for other reasons.
fn is_random(value: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=%:|".contains(&byte);
    let count = |fits: fn(&u8) -> bool| value.bytes().filter(fits).count();
    let digits = count(u8::is_ascii_digit) >= 2;
    let both = count(u8::is_ascii_uppercase) >= 4 && count(u8::is_ascii_lowercase) >= 4;
    let one_word = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'=');
    value.len() >= SHORTEST
        && value.bytes().all(is_token)
        && !value.contains("://")
        && !value.starts_with('/')
        && (digits || both && one_word)
}

/// The JSON Web Tokens in a text (RFC 7519): three or five base64url parts, the first of which begins an object.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("eyJ") {
        let inside = rest[..at].chars().next_back().is_some_and(is_part);
        let end = rest[at..].find(|c| !is_part(c)).map_or(rest.len(), |length| at + length);
        // One without a signature ends with a full stop, and so may the sentence it stands in.
        let whole = &rest[at..end];
        let is_token = |text: &&str| [3, 5].contains(&text.split('.').count()) && text.len() > 40;
        let token = [whole, whole.trim_end_matches('.')].into_iter().find(is_token);
        found.extend(token.filter(|_| !inside).map(str::to_owned));
        rest = &rest[end.max(at + 3)..];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Credentials, tokens};

    const TOKEN: &str =
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiIsImV4cCI6MX0.c2lnbmF0dXJlLXNpZ25hdHVyZQ";

    #[test]
    fn a_value_is_masked_wherever_it_stands() {
        let mut known = Credentials::default();
        known.learn("0123456789abcdef==");
        for (text, masked) in [
            ("/a;jsessionid=0123456789abcdef==?b", "/a;jsessionid=⟦h⟧?b"),
            ("/a?s=0123456789abcdef%3D%3D", "/a?s=⟦h⟧"),
            ("0123456789abcdef", "0123456789abcdef"),
        ] {
            assert_eq!(known.mask(text, |_| "h".to_owned()), masked);
        }
        assert_eq!(known.stand_in("x0123456789abcdef==x").count(), 1);
        assert_eq!(known.stand_in("0123456789abcdef").count(), 0);
    }

    #[test]
    fn only_what_nobody_writes_by_chance_is_learnt() {
        let mut known = Credentials::default();
        for value in [
            "system",
            "/records/results/2026",
            "https://portal.example/a?b=2026",
            "America/New_York",
            "two words and 26 more",
            "all-small-letters-here",
            "",
        ] {
            known.learn(value);
            assert_eq!(known.mask(value, |_| "h".to_owned()), value);
        }
    }

    #[test]
    fn what_servers_draw_is_learnt() {
        let mut known = Credentials::default();
        for value in [
            "5f2a9c0e7b1d4a6f",
            "QmFzZTY0V2l0aG91dERpZ2l0",
            "s%3Aab12.Cd34/Ef56+Gh==",
            "123e4567-e89b-12d3-a456-426614174000",
        ] {
            known.learn(value);
            assert_eq!(known.mask(value, |_| "h".to_owned()), "⟦h⟧", "{value}");
        }
    }

    #[test]
    fn only_the_newest_are_kept() {
        let mut known = Credentials::default();
        for number in 0..100 {
            known.learn(&format!("value-number-{number:06}"));
        }
        assert_eq!(known.stand_in("value-number-000099").count(), 1);
        assert_eq!(known.stand_in("value-number-000001").count(), 0);
    }

    #[test]
    fn tokens_are_known_by_their_form() {
        assert_eq!(tokens(&format!(r#"{{"t":"{TOKEN}"}}"#)), [TOKEN]);
        assert_eq!(tokens(&format!("/a?token={TOKEN}&b")), [TOKEN]);
        assert_eq!(tokens(&format!("It is {TOKEN}.")), [TOKEN]);
        let unsigned = "eyJhbGciOiJub25lIn0.eyJzdWIiOiI0MiIsImV4cCI6MX0.";
        assert_eq!(tokens(&format!("{unsigned} ")), [unsigned]);
        for text in ["eyJhbGciOiJIUzI1NiJ9", "eyJ.a.b", "a page", &format!("x{TOKEN}")] {
            assert_eq!(tokens(text), Vec::<String>::new(), "{text}");
        }
        let known = Credentials::default();
        assert_eq!(known.mask(&format!("({TOKEN})"), |_| "h".to_owned()), "(⟦h⟧)");
    }
}
