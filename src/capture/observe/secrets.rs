//! Credentials in a body, known by their form; they are named and hashed, and never kept.
//!
//! The forms are those that their issuers document. Keys that are made to be published (Stripe's `pk_`, Google's browser
//! keys, the address of an error collector) are none.

use crate::capture::{Door, credentials::tokens};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use wardround_checks::evidence::{Disclosure, DisclosureKind};

/// How far from a key its other half may stand, in bytes.
const NEAR: usize = 400;
/// The base64 of the shortest private key, one of Ed25519, has 64 letters.
const SHORTEST_KEY: usize = 60;

/// Issuers whose credentials begin with words of their own: those words, the letters that follow, how many at the least.
const ISSUED: [(&str, Letters, usize, &str); 14] = [
    ("sk_live_", Letters::Alphanumeric, 16, "a Stripe secret key"),
    ("rk_live_", Letters::Alphanumeric, 16, "a Stripe restricted key"),
    ("ghp_", Letters::Alphanumeric, 36, "a GitHub token"),
    ("gho_", Letters::Alphanumeric, 36, "a GitHub token"),
    ("ghs_", Letters::Alphanumeric, 36, "a GitHub token"),
    ("ghu_", Letters::Alphanumeric, 36, "a GitHub token"),
    ("github_pat_", Letters::Word, 60, "a GitHub token"),
    ("glpat-", Letters::Word, 20, "a GitLab token"),
    ("xoxb-", Letters::Word, 24, "a Slack token"),
    ("xoxp-", Letters::Word, 24, "a Slack token"),
    ("xoxa-", Letters::Word, 24, "a Slack token"),
    ("hooks.slack.com/services/T", Letters::Path, 30, "the address of a Slack webhook"),
    ("SG.", Letters::Dotted, 60, "a SendGrid key"),
    ("sk-ant-api03-", Letters::Word, 60, "an Anthropic key"),
];

/// The names under which programs keep what opens a door.
const NAMES: [&str; 9] = [
    "password",
    "passwd",
    "client_secret",
    "clientsecret",
    "api_secret",
    "apisecret",
    "secret_key",
    "secretkey",
    "auth_secret",
];

#[derive(Debug, Clone, Copy)]
enum Letters {
    Alphanumeric,
    Word,
    Dotted,
    Path,
}

impl Letters {
    fn has(self, letter: u8) -> bool {
        let more: &[u8] = match self {
            Self::Alphanumeric => b"",
            Self::Word => b"-_",
            Self::Dotted => b"-_.",
            Self::Path => b"/",
        };
        letter.is_ascii_alphanumeric() || more.contains(&letter)
    }
}

/// The credentials in a text; in a script, also what is a credential only because everybody gets the same script.
pub(super) fn secrets(text: &str, is_script: bool, door: &Door) -> Vec<Disclosure> {
    let mut found = Found { door, all: Vec::new() };
    found.private_keys(text);
    found.aws(text);
    for (start, letters, least, name) in ISSUED {
        for value in issued(text, start, letters).filter(|value| value.len() >= start.len() + least)
        {
            found.add(DisclosureKind::Credential, name, value);
        }
    }
    found.addresses(text);
    if is_script {
        found.turn(text);
        found.bearers(text);
        found.literals(text);
    }
    found.all
}

struct Found<'d> {
    door: &'d Door,
    all: Vec<Disclosure>,
}

impl Found<'_> {
    fn add(&mut self, kind: DisclosureKind, name: &str, value: &str) {
        let hash = self.door.hash(value);
        // What issuers print in their manuals opens nothing.
        let printed = value.to_ascii_uppercase().contains("EXAMPLE");
        if !printed && self.all.iter().all(|known| known.hash != hash) {
            self.all.push(Disclosure { kind, name: name.to_owned(), hash });
        }
    }

    fn private_keys(&mut self, text: &str) {
        for (at, _) in text.match_indices("-----BEGIN ") {
            let rest = &text[at + 11..];
            let Some((label, body)) = rest.split_once("-----") else { continue };
            if label.len() > 40 || !label.contains("PRIVATE KEY") {
                continue;
            }
            // Libraries hold the words around a key, and no key between them.
            let body =
                body.split('-').next().unwrap_or_default().replace("\\n", "").replace("\\r", "");
            let key: String =
                body.chars().filter(|c| c.is_ascii_alphanumeric() || "+/=".contains(*c)).collect();
            if key.len() >= SHORTEST_KEY {
                let account = near(text, at).contains("service_account");
                let name =
                    if account { "the key of a Google service account" } else { "a private key" };
                self.add(DisclosureKind::Credential, name, &key);
            }
        }
    }

    fn aws(&mut self, text: &str) {
        for start in ["AKIA", "ASIA"] {
            for id in issued(text, start, Letters::Alphanumeric).filter(|id| id.len() == 20) {
                let at = id.as_ptr() as usize - text.as_ptr() as usize;
                // The name of a key stands in every signed address; with its other half it is a key.
                let is_half = |word: &&str| {
                    let has = |fits: fn(&u8) -> bool| word.as_bytes().iter().any(fits);
                    word.len() == 40
                        && has(u8::is_ascii_uppercase)
                        && has(u8::is_ascii_lowercase)
                        && has(u8::is_ascii_digit)
                };
                let parts = |c: char| !(c.is_ascii_alphanumeric() || "+/=".contains(c));
                if let Some(secret) = near(text, at).split(parts).find(is_half) {
                    self.add(
                        DisclosureKind::Credential,
                        "an AWS access key with its secret",
                        secret,
                    );
                }
            }
        }
    }

    /// `https://user:password@host`
    fn addresses(&mut self, text: &str) {
        for (at, _) in text.match_indices("://") {
            let scheme = text[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
            let ends = |c: char| c.is_whitespace() || "/\"'`<>\\?#(){},;$*".contains(c);
            let authority = text[at + 3..].split(ends).next().unwrap_or_default();
            let Some((user, host)) = authority.rsplit_once('@') else { continue };
            let Some((name, password)) = user.split_once(':') else { continue };
            let lower = password.to_ascii_lowercase();
            let placed = ["password", "passwd", "secret", "example"].contains(&lower.as_str());
            let nowhere =
                host.contains("example") || !(host.contains('.') || host.contains("localhost"));
            if scheme > 1 && !name.is_empty() && password.len() >= 6 && !placed && !nowhere {
                self.add(
                    DisclosureKind::Credential,
                    "a user name and a password in an address",
                    user,
                );
            }
        }
    }

    /// The credentials of a TURN server; those that end by themselves have the moment of their end in the user name.
    fn turn(&mut self, text: &str) {
        for (at, start) in
            text.match_indices("turn:").chain(text.match_indices("turns:")).collect::<Vec<_>>()
        {
            let after = near(&text[at + start.len()..], 0);
            let before = near(text, at);
            let part = |name: &str| literal(after, name).or_else(|| literal(before, name));
            let (Some(user), Some(secret)) = (part("username"), part("credential")) else {
                continue;
            };
            let ends = user.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 10);
            if secret.len() >= 6 && !ends {
                self.add(DisclosureKind::Credential, "the credentials of a TURN server", secret);
            }
        }
    }

    fn bearers(&mut self, text: &str) {
        for (at, start) in text.match_indices("Bearer ") {
            let rest = &text[at + start.len()..];
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-._~+/=".contains(c)));
            let value = &rest[..end.unwrap_or(rest.len())];
            let digits = value.bytes().any(|byte| byte.is_ascii_digit());
            if value.len() >= 20 && digits && self.door.credentials_in(value).is_empty() {
                self.add(DisclosureKind::Credential, "a bearer token", value);
            }
        }
        for token in tokens(text) {
            let payload =
                token.split('.').nth(1).and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
            let payload = String::from_utf8(payload.unwrap_or_default()).unwrap_or_default();
            // The one of this kind that is made to be published.
            let public = payload.replace(' ', "").contains(r#""role":"anon""#);
            if !public && self.door.credentials_in(&token).is_empty() {
                self.add(DisclosureKind::Candidate, "a JSON Web Token", &token);
            }
        }
    }

    fn literals(&mut self, text: &str) {
        let lower = text.to_ascii_lowercase();
        for name in NAMES {
            for (at, _) in lower.match_indices(name) {
                let Some(value) = assigned(&text[at + name.len()..]) else { continue };
                if looks_random(value) {
                    self.add(DisclosureKind::Candidate, &format!("a value called `{name}`"), value);
                }
            }
        }
    }
}

/// Nobody writes it by hand, and it is no key of a text, no address and no word.
fn looks_random(value: &str) -> bool {
    let has = |fits: fn(&u8) -> bool| value.as_bytes().iter().any(fits);
    (12..=200).contains(&value.len())
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && !value.contains(|c: char| c.is_whitespace() || "./{}<>:$".contains(c))
}

/// The values in a text that begin so and go on in these letters, none of which stands before it.
fn issued<'t>(
    text: &'t str,
    start: &'static str,
    letters: Letters,
) -> impl Iterator<Item = &'t str> {
    text.match_indices(start).filter_map(move |(at, _)| {
        let inside = text[..at].bytes().next_back().is_some_and(|c| c.is_ascii_alphanumeric());
        let rest = &text[at..];
        let more = rest[start.len()..].bytes().take_while(|letter| letters.has(*letter)).count();
        (!inside || start.contains('/')).then(|| &rest[..start.len() + more])
    })
}

/// What stands around a place.
fn near(text: &str, at: usize) -> &str {
    let mut from = at.saturating_sub(NEAR);
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    let mut to = (at + NEAR).min(text.len());
    while !text.is_char_boundary(to) {
        to += 1;
    }
    &text[from..to]
}

/// The literal that a name is given: `name: "literal"`, `"name": "literal"`, `name = 'literal'`.
fn literal<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let at = text.find(name)? + name.len();
    assigned(&text[at..])
}

fn assigned(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(['"', '\'']).trim_start();
    let rest = rest.strip_prefix([':', '='])?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (value, _) = rest[1..].split_once(quote)?;
    (value.len() <= 400).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::secrets;
    use crate::capture::Door;
    use proptest::prelude::*;
    use wardround_checks::evidence::DisclosureKind;

    /// Put together here, so that no scanner of repositories takes them for real.
    fn joined(parts: &[&str]) -> String {
        parts.concat()
    }

    fn names(text: &str, is_script: bool) -> Vec<String> {
        let mut door = Door::new(b"key");
        door.add_credential("session0123456789abcdef");
        let found = secrets(text, is_script, &door);
        found
            .iter()
            .map(|one| match one.kind {
                DisclosureKind::Candidate => format!("{}?", one.name),
                _ => one.name.clone(),
            })
            .collect()
    }

    #[test]
    fn credentials_are_known_by_their_form() {
        let key = "MC4CAQAwBQYDK2VwBCIEIA0123456789abcdefABCDEF0123456789abcdefABCDEF01";
        let aws = joined(&["AK", "IA", "ABCDEFGHIJKLMNOP"]);
        let half = "abcdEFGH0123abcdEFGH0123abcdEFGH0123abcd";
        let pem = joined(&["-----BEGIN ", "PRIVATE KEY-----"]);
        for (text, expected) in [
            (format!("{pem}\\n{key}\\n-----END"), &["a private key"][..]),
            (
                format!(r#"{{"type": "service_account", "private_key": "{pem}\n{key}\n-----END"#),
                &["the key of a Google service account"],
            ),
            (format!("const begin = '{pem}', end = '-----END';"), &[]),
            (
                format!("{{accessKeyId:'{aws}',secretAccessKey:'{half}'}}"),
                &["an AWS access key with its secret"],
            ),
            (format!("https://x.s3.example/?X-Amz-Credential={aws}%2F2026"), &[]),
            (joined(&["'sk_", "live_0123456789abcdefABCD'"]), &["a Stripe secret key"]),
            (joined(&["'pk_", "live_0123456789abcdefABCD'"]), &[]),
            (joined(&["'AI", "zaSyA0123456789abcdefABCDEF0123456789'"]), &[]),
            (joined(&["ghp_", "0123456789abcdefABCDEF0123456789abcd"]), &["a GitHub token"]),
            (joined(&["xox", "b-012345678901-abcdefABCDEF0123"]), &["a Slack token"]),
            (
                "fetch('https://portal:Sommer2026@api.clinic.org/x')".to_owned(),
                &["a user name and a password in an address"],
            ),
            ("https://user:password@api.clinic.org/".to_owned(), &[]),
            ("'https://'+user+':'+password+'@'+host".to_owned(), &[]),
            ("https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/1".to_owned(), &[]),
            ("https://a@b:c@d.example.com".to_owned(), &[]),
        ] {
            assert_eq!(names(&text, false), expected, "{text}");
        }
    }

    #[test]
    fn what_everybody_gets_is_no_secret_only_in_a_script() {
        let token = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJzZXJ2aWNlIn0.c2lnbmF0dXJlc2lnbmF0dXJl";
        let anon = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoiYW5vbiJ9.c2lnbmF0dXJlc2lnbmF0dXJl";
        let turn = "{urls:'turns:turn.clinic.org',username:'visit',credential:'s3cretword'}";
        for (text, expected) in [
            (format!("x='{token}'"), &["a JSON Web Token?"][..]),
            (format!("x='{anon}'"), &[]),
            ("h['Authorization']='Bearer 0123456789abcdefghij'".to_owned(), &["a bearer token"]),
            ("h['Authorization']='Bearer session0123456789abcdef'".to_owned(), &[]),
            ("`Bearer ${token}`".to_owned(), &[]),
            (turn.to_owned(), &["the credentials of a TURN server"]),
            (turn.replace("visit", "1900000000:visit"), &[]),
            ("urls:'turn:a',username:user,credential:pass".to_owned(), &[]),
            ("{client_secret:'aB3dE5fG7hI9jK1l'}".to_owned(), &["a value called `client_secret`?"]),
            ("{password:'Enter your password 1'}".to_owned(), &[]),
            ("{password:'form.Password.label2'}".to_owned(), &[]),
            ("type=\"password\" id=\"aB3dE5fG7hI9\"".to_owned(), &[]),
        ] {
            assert_eq!(names(&text, true), expected, "{text}");
            assert!(names(&text, false).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_secret_is_never_in_what_is_written() {
        let secret = joined(&["sk_", "live_0123456789abcdefABCD"]);
        let found = secrets(&format!("{secret} {secret}"), true, &Door::new(b"key"));
        assert_eq!(found.len(), 1);
        assert!(!format!("{found:?}").contains("0123456789abcdefABCD"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_search(
            text in "(sk_live_|AKIA|turn:|://|-----BEGIN |PRIVATE KEY-----|Bearer |password|[:='\"é⟦ a-zA-Z0-9@.]){0,60}",
        ) {
            let _ = secrets(&text, true, &Door::new(b"key"));
        }
    }
}
