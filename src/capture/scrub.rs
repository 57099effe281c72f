//! The door: canaries become tokens, secrets become keyed hashes, before anything is written.
//!
//! A canary is a value of the synthetic patient. It is looked for in every form that a page, a header, a
//! cache or a tracker gives it: as it is, in any case, escaped for URLs, HTML and JSON, in base64 at its
//! three alignments, in hexadecimal, in UTF-16, and hashed as trackers hash. What is found is counted by
//! name and form; what is written carries `⟦name⟧` in its place.

use super::{
    credentials::Credentials,
    forms::{self, Form},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use wardround_checks::evidence::Hit;

/// What must not get out, and what it is called instead.
#[derive(Debug, Clone, Default)]
pub struct Door {
    canaries: Vec<Canary>,
    credentials: Credentials,
    key: Vec<u8>,
}

#[derive(Debug, Clone)]
struct Canary {
    name: String,
    strong: bool,
    /// A secret is replaced and never counted as health data.
    secret: bool,
    needles: Vec<(Form, Vec<u8>)>,
}

/// Values shorter than this are too common to be looked for.
const SHORTEST: usize = 5;

/// Semantic keys whose values many people share.
const WEAK: [&str; 9] = [
    "birth_date",
    "city",
    "country",
    "date_of_birth",
    "gender",
    "postal_code",
    "sex",
    "state",
    "given_name",
];

/// Whether many people share the value of this name, whoever's it is.
fn is_weak(name: &str) -> bool {
    WEAK.contains(&name.rsplit('.').next().unwrap_or(name))
}

impl Door {
    /// A door for one run; the key makes hashes of this run comparable with each other and nothing else.
    pub fn new(key: &[u8]) -> Self {
        Self { key: key.to_owned(), ..Self::default() }
    }

    /// Adds a canary by its semantic name.
    pub fn add_canary(&mut self, name: &str, value: &str) {
        if value.len() >= SHORTEST {
            self.canaries.push(Canary {
                name: name.to_owned(),
                strong: !is_weak(name) && value.len() >= 8,
                secret: false,
                needles: forms::of_canary(name, value),
            });
            self.longest_first();
        }
    }

    /// Adds a secret: a password, a code, a cookie's value. It is replaced wherever it stands.
    pub fn add_secret(&mut self, name: &str, value: &str) {
        let known = self.canaries.iter().any(|known| {
            known.needles.first().is_some_and(|(_, needle)| needle == value.as_bytes())
        });
        if value.len() >= SHORTEST && !known {
            self.canaries.push(Canary {
                name: name.to_owned(),
                strong: false,
                secret: true,
                needles: forms::of_secret(value),
            });
            self.longest_first();
        }
    }

    /// Learns a value that opens a session: its keyed hash is written wherever it stands. One with a canary in it stays
    /// what it is, or the canary would not be seen any more.
    pub fn add_credential(&mut self, value: &str) {
        if self.search(value.as_bytes(), "").is_empty() {
            self.credentials.learn(value);
        }
    }

    /// Keyed hashes of the values in a text that open a session.
    pub fn credentials_in(&self, text: &str) -> Vec<String> {
        self.credentials.stand_in(text).map(|value| self.hash(value)).collect()
    }

    /// A text with a keyed hash in the place of each value that opens a session, and of each token.
    pub fn mask(&self, text: &str) -> String {
        self.credentials.mask(text, |value| self.hash(value))
    }

    /// A value that contains another must be replaced first.
    fn longest_first(&mut self) {
        let length = |canary: &Canary| canary.needles.first().map_or(0, |(_, needle)| needle.len());
        self.canaries.sort_by_key(|canary| std::cmp::Reverse(length(canary)));
    }

    /// The canaries in some bytes, each once for each form it has there.
    pub fn search(&self, bytes: &[u8], place: &str) -> Vec<Hit> {
        let folded = bytes.to_ascii_lowercase();
        let mut hits = Vec::new();
        for canary in self.canaries.iter().filter(|canary| !canary.secret) {
            for (form, needle) in &canary.needles {
                let haystack = if form.folds() { &folded } else { bytes };
                if find(haystack, needle).is_some() {
                    hits.push(Hit {
                        canary: canary.name.clone(),
                        strong: canary.strong,
                        form: form.name().to_owned(),
                        place: place.to_owned(),
                    });
                    break;
                }
            }
        }
        hits
    }

    /// A text with a token in place of each canary and each secret.
    pub fn scrub(&self, text: &str) -> String {
        let mut text = self.mask(text);
        for canary in &self.canaries {
            for (form, needle) in &canary.needles {
                text = replace(&text, needle, *form, &canary.name);
            }
        }
        text
    }

    /// A keyed hash: the same value has the same hash in this run, and nobody can guess back from it.
    pub fn hash(&self, value: &str) -> String {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.key) else { return String::new() };
        mac.update(value.as_bytes());
        let digest = mac.finalize().into_bytes();
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The names of the canaries, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = self
            .canaries
            .iter()
            .filter(|canary| !canary.secret)
            .map(|canary| canary.name.clone())
            .collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Whether a text has no canary and no secret in it, in any form.
    pub fn is_clean(&self, bytes: &[u8]) -> bool {
        let folded = bytes.to_ascii_lowercase();
        self.canaries.iter().flat_map(|canary| &canary.needles).all(|(form, needle)| {
            find(if form.folds() { &folded } else { bytes }, needle).is_none()
        })
    }
}

fn replace(text: &str, needle: &[u8], form: Form, name: &str) -> String {
    let folded = form.folds().then(|| text.to_ascii_lowercase());
    let haystack = folded.as_deref().unwrap_or(text).as_bytes();
    let (mut out, mut from) = (String::new(), 0);
    while let Some(at) = find(&haystack[from..], needle) {
        let (start, end) = (from + at, from + at + needle.len());
        // A needle in base64 may begin or end anywhere, but only in ASCII: these are character boundaries.
        if !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            break;
        }
        out.push_str(&text[from..start]);
        out.push('⟦');
        out.push_str(name);
        out.push('⟧');
        from = end;
    }
    out.push_str(&text[from..]);
    out
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let (first, rest) = needle.split_first()?;
    let mut from = 0;
    while let Some(at) = haystack.get(from..)?.iter().position(|byte| byte == first) {
        let start = from + at;
        if haystack[start + 1..].starts_with(rest) {
            return Some(start);
        }
        from = start + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Door;
    use base64::{Engine, engine::general_purpose::STANDARD};
    use proptest::prelude::*;

    fn door() -> Door {
        let mut door = Door::new(b"key");
        door.add_canary("mrn", "MRN-7F3K-0042-QX");
        door.add_canary("diagnosis", "Zyblorosis of the left tarsus");
        door.add_canary("date_of_birth", "1984-03-17");
        door.add_secret("password", "hunter2-&x");
        door
    }

    #[test]
    fn each_form_is_found_and_named() {
        let hex: String = b"MRN-7F3K-0042-QX".iter().map(|b| format!("{b:02x}")).collect();
        let utf16: Vec<u8> = "MRN-7F3K-0042-QX".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, form) in [
            (b"<td>mrn-7f3k-0042-qx</td>".to_vec(), "raw"),
            (b"?q=Zyblorosis+of+the+left+tarsus".to_vec(), "url"),
            (b"?q=Zyblorosis%20of%20the%20left%20tarsus".to_vec(), "url"),
            (b"%2FMRN%2D7F3K%2D0042%2DQX".to_vec(), "url"),
            (STANDARD.encode("MRN-7F3K-0042-QX").into_bytes(), "base64"),
            (STANDARD.encode("xMRN-7F3K-0042-QXyz").into_bytes(), "base64"),
            (STANDARD.encode("xyMRN-7F3K-0042-QX").into_bytes(), "base64"),
            (hex.into_bytes(), "hex"),
            (utf16, "utf-16"),
            (b"17 March 1984".to_vec(), "date"),
            (b"03/17/1984".to_vec(), "date"),
        ] {
            let hits = door().search(&bytes, "body");
            assert_eq!(hits.len(), 1, "{form}: {:?}", String::from_utf8_lossy(&bytes));
            assert_eq!(hits[0].form, form);
        }
    }

    #[test]
    fn a_secret_is_replaced_and_never_counted() {
        let door = door();
        assert!(door.search(b"password=hunter2-&x", "body").is_empty());
        assert_eq!(door.scrub("a hunter2-&x b"), "a ⟦password⟧ b");
        assert_eq!(door.scrub("a hunter2-%26x b"), "a ⟦password⟧ b");
    }

    #[test]
    fn a_credential_is_hashed_and_a_canary_in_a_cookie_stays_one() {
        let mut door = door();
        door.add_credential("0123456789abcdef");
        door.add_credential("MRN-7F3K-0042-QX");
        let hash = door.hash("0123456789abcdef");
        assert_eq!(door.scrub("a 0123456789abcdef b"), format!("a ⟦{hash}⟧ b"));
        assert_eq!(door.scrub("MRN-7F3K-0042-QX"), "⟦mrn⟧");
        assert_eq!(door.credentials_in("=0123456789abcdef"), [hash]);
    }

    #[test]
    fn only_unusual_values_are_strong() {
        let door = door();
        assert!(door.search(b"MRN-7F3K-0042-QX", "body")[0].strong);
        assert!(!door.search(b"1984-03-17", "body")[0].strong);
    }

    proptest! {
        #[test]
        fn what_is_scrubbed_is_clean(before in ".{0,20}", after in ".{0,20}", value in "[A-Za-z0-9 &<'\"/é-]{8,24}") {
            let mut door = Door::new(b"key");
            door.add_canary("note", &value);
            let encoded = STANDARD.encode(format!("{before}{value}{after}"));
            for text in [format!("{before}{value}{after}"), format!("{before}{}{after}", value.to_uppercase()), encoded] {
                let scrubbed = door.scrub(&text);
                prop_assert!(door.is_clean(scrubbed.as_bytes()), "{scrubbed:?}");
            }
        }
    }
}
