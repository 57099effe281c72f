//! The portal that a flow is replayed against, and what may be done to it.

use super::Located;
use serde::{Deserialize, Serialize};
use url::Url;

/// The portal, and the hosts in scope; nothing is ever sent to another.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Where the portal is: scheme, host and port.
    pub base: Located<String>,
    /// The hosts in scope, without port; if there are none, the base's host.
    #[serde(default)]
    pub hosts: Vec<Located<String>>,
    /// What kind of portal it is.
    #[serde(default)]
    pub environment: Environment,
}

/// What kind of portal it is; only in a test environment may probes submit, send again or wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Environment {
    /// Made for tests, with synthetic patients only.
    Test,
    /// A rehearsal of the real one.
    Staging,
    /// The real one, and what is assumed when nothing is said.
    #[default]
    Production,
}

impl Target {
    /// Where the portal is; an error if the linter was not asked first.
    pub fn base_url(&self) -> Result<Url, url::ParseError> {
        Url::parse(&self.base)
    }

    /// The address of a path of the portal; an address stays as it is.
    pub fn url(&self, path: &str) -> Result<Url, url::ParseError> {
        self.base_url()?.join(path)
    }

    /// Whether something may be sent to a host.
    pub fn in_scope(&self, host: &str) -> bool {
        if self.hosts.is_empty() {
            return self.base_url().is_ok_and(|base| {
                base.host_str().is_some_and(|own| own.eq_ignore_ascii_case(host))
            });
        }
        self.hosts.iter().any(|named| named.eq_ignore_ascii_case(host))
    }

    /// Whether probes may submit, send again and wait.
    pub fn is_test(&self) -> bool {
        self.environment == Environment::Test
    }
}
