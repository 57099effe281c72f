//! What makes a session: what a browser sends with each request of it. Values are never written.

use serde_json::Value;
use std::collections::BTreeMap;

/// What makes a session: its cookies, by name and value, and its bearer token where it has one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kit {
    cookies: BTreeMap<String, String>,
    /// The `Authorization` field.
    pub authorization: Option<String>,
}

impl Kit {
    /// The cookies of a context that are sent to a host.
    pub fn of(cookies: &[Value], host: &str) -> Self {
        let belongs = |cookie: &&Value| {
            let domain = cookie["domain"].as_str().unwrap_or_default().trim_start_matches('.');
            host == domain || host.ends_with(&format!(".{domain}"))
        };
        let pair = |cookie: &Value| {
            let name = cookie["name"].as_str()?;
            Some((name.to_owned(), cookie["value"]["value"].as_str()?.to_owned()))
        };
        let cookies = cookies.iter().filter(belongs).filter_map(pair).collect();
        Self { cookies, authorization: None }
    }

    /// The `Cookie` field; none without cookies.
    pub fn cookie(&self) -> Option<String> {
        let pairs: Vec<_> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// The header fields that a request of the session has.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        let cookie = self.cookie().map(|value| ("cookie", value));
        let authorization = self.authorization.clone().map(|value| ("authorization", value));
        cookie.into_iter().chain(authorization).collect()
    }

    /// What it is, in words.
    pub fn with(&self) -> &'static str {
        match (self.cookies.is_empty(), &self.authorization) {
            (_, None) => "session cookies",
            (true, Some(_)) => "bearer",
            (false, Some(_)) => "session cookies and bearer",
        }
    }

    /// The names of its cookies.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.cookies.keys().map(String::as_str)
    }

    /// The same kit without a cookie.
    #[must_use]
    pub fn without(&self, name: &str) -> Self {
        let mut less = self.clone();
        less.cookies.remove(name);
        less
    }

    /// The cookies with their values, so that the door can be told of them.
    pub fn secrets(&self) -> impl Iterator<Item = (&str, &str)> {
        self.cookies.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::Kit;
    use serde_json::{Value, json};

    fn cookie(name: &str, domain: &str) -> Value {
        json!({ "name": name, "domain": domain, "value": { "type": "string", "value": "1" } })
    }

    #[test]
    fn cookies_of_a_host_and_of_what_it_belongs_to() {
        let cookies = [
            cookie("a", "portal.example"),
            cookie("b", ".example"),
            cookie("c", "other.example"),
            cookie("d", "my.portal.example"),
        ];
        let mut kit = Kit::of(&cookies, "portal.example");
        assert_eq!(kit.cookie().as_deref(), Some("a=1; b=1"));
        assert_eq!(kit.without("a").fields(), [("cookie", "b=1".to_owned())]);
        assert_eq!(kit.with(), "session cookies");
        kit.authorization = Some("Bearer x".to_owned());
        assert_eq!(kit.fields()[1], ("authorization", "Bearer x".to_owned()));
        assert_eq!(kit.with(), "session cookies and bearer");
        assert_eq!(kit.without("a").without("b").with(), "bearer");
    }
}
