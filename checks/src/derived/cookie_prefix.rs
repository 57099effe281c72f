//! Prefixes of cookie names, which make browsers refuse a cookie that is not set as they say (RFC 6265bis, 4.1.3).

use super::SetCookie;

/// A prefix of a cookie's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookiePrefix {
    /// `__Host-`: Secure, of one host and of all its paths.
    Host,
    /// `__Host-Http-`: as well set by a server, not by a script.
    HostHttp,
    /// `__Http-`: Secure, and set by a server.
    Http,
    /// `__Secure-`: Secure.
    Secure,
}

impl CookiePrefix {
    /// The prefix of a name, in upper or lower case.
    pub fn of(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let known = [
            ("__host-http-", Self::HostHttp),
            ("__host-", Self::Host),
            ("__http-", Self::Http),
            ("__secure-", Self::Secure),
        ];
        known.into_iter().find_map(|(prefix, kind)| name.starts_with(prefix).then_some(kind))
    }

    /// Why browsers refuse a line that sets a cookie of this prefix; nothing if they take it.
    pub fn refuses(self, line: &SetCookie) -> Vec<&'static str> {
        let host = matches!(self, Self::Host | Self::HostHttp);
        let http = matches!(self, Self::Http | Self::HostHttp);
        let reasons = [
            (!line.secure, "it is not `Secure`"),
            (http && !line.http_only, "it is not `HttpOnly`"),
            (host && line.domain.is_some(), "it has a `Domain`"),
            (host && line.path.as_deref() != Some("/"), "its `Path` is not `/`"),
        ];
        reasons.into_iter().filter_map(|(broken, reason)| broken.then_some(reason)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{CookiePrefix, SetCookie};

    #[test]
    fn which_lines_browsers_refuse() {
        for (line, refused) in [
            ("__Host-sid=x; Secure; Path=/", false),
            ("__HOST-sid=x; secure; path=/", false),
            ("__Host-sid=x; Secure", true),
            ("__Host-sid=x; Secure; Path=/records", true),
            ("__Host-sid=x; Secure; Path=/; Domain=portal.example", true),
            ("__Host-sid=x; Path=/", true),
            ("__Host-Http-sid=x; Secure; Path=/; HttpOnly", false),
            ("__Host-Http-sid=x; Secure; Path=/", true),
            ("__Http-sid=x; Secure; HttpOnly; Domain=portal.example", false),
            ("__Http-sid=x; Secure", true),
            ("__Secure-sid=x; Secure; Domain=portal.example; Path=/records", false),
            ("__Secure-sid=x", true),
        ] {
            let read = SetCookie::parse(line).expect("a cookie");
            let prefix = CookiePrefix::of(&read.name).expect("a prefix");
            assert_eq!(!prefix.refuses(&read).is_empty(), refused, "{line}");
        }
        for name in ["sid", "_Host-sid", "Host-sid", "__Hostsid", "x__Host-sid"] {
            assert_eq!(CookiePrefix::of(name), None, "{name}");
        }
    }
}
