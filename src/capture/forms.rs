//! The forms that a value takes on its way through pages, headers, caches and trackers.

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use sha1::Sha1;
use sha2::{Digest, Sha256};

/// A form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is, in any case.
    Raw,
    /// Percent-encoded, once or twice, or with plus signs.
    Url,
    /// With character references.
    Html,
    /// With JSON's escapes.
    Json,
    /// Base64 at one of three alignments, either alphabet.
    Base64,
    /// Hexadecimal.
    Hex,
    /// UTF-16, little endian.
    Utf16,
    /// A date in another notation.
    Date,
    /// The digits of a telephone number.
    Digits,
    /// SHA-1 of the trimmed lower-case value.
    Sha1,
    /// SHA-256 of the trimmed lower-case value.
    Sha256,
}

impl Form {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Raw => "raw",
            Self::Url => "url",
            Self::Html => "html",
            Self::Json => "json",
            Self::Base64 => "base64",
            Self::Hex => "hex",
            Self::Utf16 => "utf-16",
            Self::Date => "date",
            Self::Digits => "digits",
            Self::Sha1 => "sha-1",
            Self::Sha256 => "sha-256",
        }
    }

    /// Whether letters of either case are one; in base64 they are not.
    pub(super) const fn folds(self) -> bool {
        !matches!(self, Self::Base64)
    }
}

/// The forms of a canary, the plain one first.
pub(super) fn of_canary(name: &str, value: &str) -> Vec<(Form, Vec<u8>)> {
    let mut forms = of_secret(value);
    let normal = value.trim().to_lowercase();
    forms.push((Form::Sha1, hex(&Sha1::digest(&normal)).into_bytes()));
    forms.push((Form::Sha256, hex(&Sha256::digest(&normal)).into_bytes()));
    let digits: String = value.chars().filter(char::is_ascii_digit).collect();
    if name.contains("phone") && digits.len() >= 8 {
        forms.push((Form::Digits, digits.into_bytes()));
    }
    forms.extend(dates(value).into_iter().map(|date| (Form::Date, folded(&date))));
    distinct(forms)
}

/// The forms of a secret.
pub(super) fn of_secret(value: &str) -> Vec<(Form, Vec<u8>)> {
    let mut forms = vec![(Form::Raw, folded(value))];
    // Non-ASCII letters are not folded in the haystack, so each case is looked for.
    for cased in [value.to_owned(), value.to_uppercase(), value.to_lowercase()] {
        forms.push((Form::Raw, folded(&cased)));
    }
    let some = percent(value, |byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
    let all = percent(value, |byte| byte.is_ascii_alphanumeric());
    let twice = some.replace('%', "%25");
    let plus = some.replace("%20", "+");
    forms.extend([some, all, twice, plus].map(|text| (Form::Url, folded(&text))));
    let ampersand = value.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let quoted = ampersand.replace('"', "&quot;");
    for apostrophe in ["&#39;", "&#x27;", "&apos;", "'"] {
        forms.push((Form::Html, folded(&quoted.replace('\'', apostrophe))));
    }
    forms.push((Form::Html, folded(&ampersand)));
    let json = serde_json::to_string(value).unwrap_or_default();
    let json = json.trim_matches('"');
    forms.push((Form::Json, folded(json)));
    forms.push((Form::Json, folded(&json.replace('/', "\\/"))));
    forms.push((Form::Json, folded(&escaped(value))));
    for shift in 0..3 {
        forms.extend(base64_at(value, shift).into_iter().map(|text| (Form::Base64, text)));
    }
    forms.push((Form::Hex, hex(value.as_bytes()).into_bytes()));
    let utf16: Vec<u8> = value.encode_utf16().flat_map(u16::to_le_bytes).collect();
    forms.push((Form::Utf16, utf16.to_ascii_lowercase()));
    distinct(forms)
}

fn distinct(forms: Vec<(Form, Vec<u8>)>) -> Vec<(Form, Vec<u8>)> {
    let mut kept: Vec<(Form, Vec<u8>)> = Vec::new();
    for (form, needle) in forms {
        let known =
            kept.iter().any(|(other, known)| *known == needle && other.folds() == form.folds());
        if !known && needle.len() >= 5 {
            kept.push((form, needle));
        }
    }
    kept
}

fn folded(text: &str) -> Vec<u8> {
    text.as_bytes().to_ascii_lowercase()
}

fn percent(text: &str, plain: impl Fn(u8) -> bool) -> String {
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Everything but ASCII letters and digits as `\uXXXX`.
fn escaped(text: &str) -> String {
    text.encode_utf16()
        .map(|unit| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii_alphanumeric() || b" -_.,:@+".contains(&byte) => {
                char::from(byte).to_string()
            }
            _ => format!("\\u{unit:04x}"),
        })
        .collect()
}

/// The characters of base64 that depend on the value alone, when `shift` unknown bytes stand before it.
fn base64_at(value: &str, shift: usize) -> Vec<Vec<u8>> {
    let mut bytes = vec![0; shift];
    bytes.extend(value.as_bytes());
    let encoded = STANDARD_NO_PAD.encode(&bytes);
    let from = [0, 2, 3][shift];
    // The last group is whole only if the bytes fill it; what follows them may change its last character.
    let until = bytes.len() / 3 * 4;
    let Some(sure) = encoded.get(from..until) else { return Vec::new() };
    let web = sure.replace('+', "-").replace('/', "_");
    if web == sure { vec![sure.into()] } else { vec![sure.into(), web.into()] }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Other notations of an ISO date: `17 March 1984`, `March 17, 1984`, `03/17/1984`, `17.03.1984`.
fn dates(value: &str) -> Vec<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<_> = value.split('-').collect();
    let [year, month, day] = parts[..] else { return Vec::new() };
    let number = |text: &str| text.parse::<usize>().ok();
    let (Some(_), Some(m), Some(d)) = (number(year), number(month), number(day)) else {
        return Vec::new();
    };
    let Some(name) = m.checked_sub(1).and_then(|m| MONTHS.get(m)) else { return Vec::new() };
    let short = &name[..3];
    vec![
        format!("{d} {name} {year}"),
        format!("{name} {d}, {year}"),
        format!("{d} {short} {year}"),
        format!("{short} {d}, {year}"),
        format!("{month}/{day}/{year}"),
        format!("{day}/{month}/{year}"),
        format!("{day}.{month}.{year}"),
        format!("{year}{month}{day}"),
    ]
}
