//! Which servers of the portal are asked how they speak TLS: those of the first step.

use super::Walker;
use crate::capture::{Client, Recorder, Servers};
use std::collections::BTreeSet;
use url::Url;
use wardround_checks::evidence::{Step, TransportSecurity};

/// A portal has a server or two of its own; each costs a dozen connections.
const MOST: usize = 4;

impl Walker<'_> {
    /// Asks the portal's server, and those in scope that the step's traffic went to.
    pub(super) async fn ask_servers(
        &self,
        client: &Client,
        recorder: &Recorder,
        step: &Step,
    ) -> Option<TransportSecurity> {
        let target = &self.scenario.target;
        let base = target.base_url().ok()?;
        let traffic = step.network.iter().flat_map(|network| &network.exchanges);
        let others = traffic
            .filter_map(|exchange| Url::parse(&exchange.url).ok())
            .filter(|url| url.scheme() == "https");
        let mut known = BTreeSet::new();
        let servers: Vec<_> = std::iter::once(base)
            .chain(others)
            .filter(|url| url.host_str().is_some_and(|host| target.in_scope(host)))
            .filter(|url| known.insert(url.origin().ascii_serialization()))
            .take(MOST)
            .collect();
        let mut paths = vec!["/".to_owned()];
        if let Ok(start) = target.url(&self.scenario.start)
            && start.path() != "/"
        {
            paths.push(start.path().to_owned());
        }
        let door = recorder.with_door(|door| door.clone());
        let pinned = self.options.browser.pinned_keys.clone();
        Some(Servers { client, paths, pinned, door }.ask(&servers).await)
    }
}
