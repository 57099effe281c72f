//! A `Set-Cookie` line, read as browsers read it (RFC 6265bis).

use super::http_date;
use crate::evidence::SameSite;

/// A `Set-Cookie` line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetCookie {
    /// The cookie's name.
    pub name: String,
    /// The domain that gets it, if more than the host that set it.
    pub domain: Option<String>,
    /// The `Path` attribute, if it begins with `/` as a path does.
    pub path: Option<String>,
    /// The `Secure` attribute.
    pub secure: bool,
    /// The `HttpOnly` attribute.
    pub http_only: bool,
    /// The `SameSite` attribute; a value that browsers do not know is as good as none.
    pub same_site: SameSite,
    max_age: Option<i64>,
    expires: Option<i64>,
}

/// How long a cookie lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// As long as the browser runs.
    Browser,
    /// So many seconds; nothing or less deletes it.
    Seconds(i64),
    /// Until a moment whose distance is not known.
    Unknown,
}

impl SetCookie {
    /// Reads a line; `None` when a browser would ignore it.
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(';');
        let pair = parts.next()?.trim();
        let (name, value) = pair.split_once('=').unwrap_or(("", pair));
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() && value.is_empty() {
            return None;
        }
        let mut cookie = Self {
            name: name.to_owned(),
            domain: None,
            path: None,
            secure: false,
            http_only: false,
            same_site: SameSite::Unset,
            max_age: None,
            expires: None,
        };
        for part in parts {
            let (attribute, value) = part.split_once('=').unwrap_or((part, ""));
            cookie.take(&attribute.trim().to_ascii_lowercase(), value.trim());
        }
        Some(cookie)
    }

    /// How long it lives, counted from the date of the response that set it. `Max-Age` goes before `Expires`.
    pub fn lifetime(&self, date: Option<i64>) -> Lifetime {
        match (self.max_age, self.expires, date) {
            (Some(seconds), ..) => Lifetime::Seconds(seconds),
            (None, None, _) => Lifetime::Browser,
            (None, Some(expires), Some(date)) => Lifetime::Seconds(expires - date),
            // The epoch is what servers write to delete; nobody writes it to keep.
            (None, Some(expires), None) if expires <= EPOCH_OR_SO => Lifetime::Seconds(0),
            (None, Some(_), None) => Lifetime::Unknown,
        }
    }

    fn take(&mut self, attribute: &str, value: &str) {
        match attribute {
            "secure" => self.secure = true,
            "httponly" => self.http_only = true,
            "domain" => {
                let domain = value.strip_prefix('.').unwrap_or(value).to_ascii_lowercase();
                self.domain = (!domain.is_empty()).then_some(domain);
            }
            "path" => self.path = value.starts_with('/').then(|| value.to_owned()),
            "samesite" => {
                self.same_site = match value.to_ascii_lowercase().as_str() {
                    "strict" => SameSite::Strict,
                    "lax" => SameSite::Lax,
                    "none" => SameSite::None,
                    _ => SameSite::Unset,
                };
            }
            "max-age" => {
                let digits = value.strip_prefix('-').unwrap_or(value);
                if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    let limit = if value.starts_with('-') { 0 } else { i64::from(u32::MAX) };
                    self.max_age = Some(value.parse().unwrap_or(limit));
                }
            }
            "expires" => self.expires = http_date(value).or(self.expires),
            _ => {}
        }
    }
}

/// Five years after 1970.
const EPOCH_OR_SO: i64 = 5 * 365 * 86_400;

#[cfg(test)]
mod tests {
    use super::{Lifetime, SetCookie};
    use crate::evidence::SameSite;
    use proptest::prelude::*;

    fn cookie(line: &str) -> SetCookie {
        SetCookie::parse(line).expect("a cookie")
    }

    #[test]
    fn attributes_are_read_without_regard_to_case_and_the_last_one_holds() {
        let read = cookie(
            "__Host-sid = x ; SECURE; httponly ; SameSite=lax; Domain=.Portal.example; Path=/",
        );
        assert_eq!(read.name, "__Host-sid");
        assert!(read.secure && read.http_only);
        assert_eq!(
            (read.same_site, read.domain.as_deref()),
            (SameSite::Lax, Some("portal.example"))
        );
        assert_eq!(cookie("a=b; SameSite=None; SameSite=Strict").same_site, SameSite::Strict);
        assert_eq!(cookie("a=b; SameSite=Relaxed").same_site, SameSite::Unset);
        assert_eq!(cookie("a=b; Domain=").domain, None);
        assert_eq!(cookie("a=b; Path=/; path=/records").path.as_deref(), Some("/records"));
        assert_eq!(cookie("a=b; Path=records").path, None);
        assert!(!cookie("a=secure").secure);
        assert_eq!(SetCookie::parse(" ; Secure"), None);
    }

    #[test]
    fn how_long_it_lives() {
        let date = Some(784_111_777);
        let later = "a=b; Expires=Sun, 06 Nov 1994 08:50:37 GMT";
        for (line, date, expected) in [
            ("a=b", date, Lifetime::Browser),
            ("a=b; Max-Age=60", None, Lifetime::Seconds(60)),
            ("a=b; Max-Age=-1", None, Lifetime::Seconds(-1)),
            ("a=b; Max-Age=soon", None, Lifetime::Browser),
            (later, date, Lifetime::Seconds(60)),
            (later, None, Lifetime::Unknown),
            ("a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT", None, Lifetime::Seconds(0)),
            ("a=b; Max-Age=5; Expires=Sun, 06 Nov 1994 08:50:37 GMT", date, Lifetime::Seconds(5)),
            ("a=b; Expires=never", date, Lifetime::Browser),
        ] {
            assert_eq!(cookie(line).lifetime(date), expected, "{line}");
        }
    }

    proptest! {
        #[test]
        fn any_line_is_read(line in ".{0,80}") {
            let secure = SetCookie::parse(&line).is_some_and(|cookie| cookie.secure);
            prop_assert!(!secure || line.to_ascii_lowercase().contains("secure"));
        }
    }
}
