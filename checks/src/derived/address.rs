//! An address of the evidence, taken apart.

use url::{Host, Url};

/// An address of the evidence. Scrubbed ones parse too: a token in a path or query is percent-encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

impl Address {
    /// Takes an address apart; `None` when it is not an absolute one.
    pub fn parse(text: &str) -> Option<Self> {
        Url::parse(text).ok().map(Self)
    }

    /// What a form's or link's address means on this page.
    pub fn join(&self, reference: &str) -> Option<Self> {
        self.0.join(reference).ok().map(Self)
    }

    /// Its host as written in it, in lower case; empty when it has none.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    /// Whether it is fetched through TLS.
    pub fn is_secure(&self) -> bool {
        matches!(self.0.scheme(), "https" | "wss")
    }

    /// Whether it is fetched in the clear.
    pub fn is_plain(&self) -> bool {
        matches!(self.0.scheme(), "http" | "ws" | "ftp")
    }

    /// Whether its host is an IP address.
    pub fn is_ip(&self) -> bool {
        matches!(self.0.host(), Some(Host::Ipv4(_) | Host::Ipv6(_)))
    }

    /// Whether its host is this very computer.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => {
                let name = name.trim_end_matches('.');
                name == "localhost" || name.ends_with(".localhost")
            }
            None => false,
        }
    }

    /// Whether the name of its file has this ending, the last one or not: `book.epub`, `book.epub.images`.
    pub fn has_ending(&self, ending: &str) -> bool {
        let file = self.0.path().rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        file.split('.').skip(1).any(|part| part == ending)
    }

    /// Whether it is a program rather than a place.
    pub fn is_script(&self) -> bool {
        self.0.scheme() == "javascript"
    }

    /// Whether it says which host it is on and nothing more.
    pub fn is_origin(&self) -> bool {
        matches!(self.0.path(), "" | "/") && self.0.query().is_none() && self.0.fragment().is_none()
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Its path, from the first slash on.
    pub fn path(&self) -> &str {
        self.0.path()
    }

    /// The first value of a parameter of its query, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let mut pairs = self.0.query_pairs();
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// The part after `#`, if there is one.
    pub fn fragment(&self) -> Option<&str> {
        self.0.fragment()
    }

    /// The address of the whole resource.
    #[must_use]
    pub fn without_fragment(&self) -> Self {
        let mut whole = self.0.clone();
        whole.set_fragment(None);
        Self(whole)
    }

    /// Whether both name the same file, with whatever query and fragment.
    pub fn is_same_file(&self, other: &Self) -> bool {
        let (mut a, mut b) = (self.0.clone(), other.0.clone());
        for address in [&mut a, &mut b] {
            address.set_query(None);
            address.set_fragment(None);
        }
        a == b
    }

    /// Whether both have the same scheme, host and port; never, where an address has no host.
    pub fn is_same_origin(&self, other: &Self) -> bool {
        self.0.origin() == other.0.origin()
    }

    /// Whether both lead to the same resource: equal but for the fragment.
    pub fn is_same_resource(&self, other: &Self) -> bool {
        self.without_fragment() == other.without_fragment()
    }
}

#[cfg(test)]
mod tests {
    use super::Address;

    fn address(text: &str) -> Address {
        Address::parse(text).expect("an address")
    }

    #[test]
    fn hosts_of_this_computer_are_known() {
        for (text, ip, loopback) in [
            ("https://127.0.0.1:8443/", true, true),
            ("https://[::1]/", true, true),
            ("https://192.0.2.7/", true, false),
            ("https://localhost/", false, true),
            ("https://portal.localhost/", false, true),
            ("https://notlocalhost/", false, false),
            ("https://portal.example/", false, false),
        ] {
            assert_eq!(
                (address(text).is_ip(), address(text).is_loopback()),
                (ip, loopback),
                "{text}"
            );
        }
    }

    #[test]
    fn a_fragment_is_no_other_resource_and_a_query_is() {
        let page = address("https://portal.example/records#top");
        assert!(page.is_same_resource(&address("https://portal.example/records")));
        assert!(!page.is_same_resource(&address("https://portal.example/records?page=2")));
    }

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        let portal = address("https://portal.example/records");
        for (text, same) in [
            ("https://portal.example:443/", true),
            ("https://portal.example:8443/", false),
            ("http://portal.example/", false),
            ("https://www.portal.example/", false),
        ] {
            assert_eq!(portal.is_same_origin(&address(text)), same, "{text}");
        }
        assert!(!address("data:,a").is_same_origin(&address("data:,a")));
    }

    #[test]
    fn a_token_does_not_stop_the_parser() {
        assert_eq!(address("https://portal.example/p/⟦mrn⟧?q=⟦name⟧").host(), "portal.example");
        assert_eq!(Address::parse("/records"), None);
    }
}
