//! The service workers that are registered for the portal.
//!
//! Measured in Chromium 156, headless, through chromedriver's BiDi socket:
//!
//! - `Storage.getUsageAndQuota` says of any origin, from any page and in 3 to 70 ms, whether a worker is registered.
//! - `ServiceWorker.enable` tells scopes, scripts and targets; where nothing is registered it tells nothing at all.
//! - A worker that was stopped has no target. `ServiceWorker.startWorker` brings it back.
//! - Workers register behind a pinned key, and behind a certificate error that is accepted.

use crate::{
    capture::{Door, observe},
    driver::{DriverError, Events, Tab},
};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tokio::time::timeout;
use url::Url;
use wardround_checks::evidence::Worker;

/// How long the browser may take to tell of its workers, and to start them.
const PATIENCE: Duration = Duration::from_secs(5);

const EVENTS: [&str; 2] = [
    "goog:cdp.ServiceWorker.workerRegistrationUpdated",
    "goog:cdp.ServiceWorker.workerVersionUpdated",
];

/// A registration.
#[derive(Debug)]
pub(super) struct Registered {
    pub(super) scope: String,
    script: String,
    /// Whether the worker that answers runs.
    runs: bool,
    /// It, and those that wait to take its place.
    pub(super) targets: BTreeSet<String>,
}

impl Registered {
    /// Fit to be written.
    pub(super) fn evidence(&self, door: &Door) -> Worker {
        let (scope, script) = (observe::url(door, &self.scope), observe::url(door, &self.script));
        Worker { scope, script, cut: false }
    }
}

/// Whether a service worker is registered for one of the origins.
pub(super) async fn is_registered(
    tab: &Tab,
    origins: &BTreeSet<String>,
) -> Result<bool, DriverError> {
    const METHOD: &str = "Storage.getUsageAndQuota";
    for origin in origins {
        let usage = tab.devtools(METHOD, json!({ "origin": origin })).await?;
        let mut kinds = usage["usageBreakdown"].as_array().into_iter().flatten();
        let workers = kinds.find(|kind| kind["storageType"] == "service_workers");
        let used = workers.and_then(|kind| kind["usage"].as_f64());
        if used.ok_or_else(|| DriverError::Answer { during: METHOD.to_owned() })? > 0.0 {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The registrations of the origins, each with a worker that runs, if it starts in time.
pub(super) async fn registered(
    tab: &Tab,
    origins: &BTreeSet<String>,
) -> Result<Vec<Registered>, DriverError> {
    let events = tab.bidi.events();
    tab.bidi.subscribe(&EVENTS).await?;
    tab.devtools("ServiceWorker.enable", json!({})).await?;
    let mut told = Told::default();
    let listened = timeout(PATIENCE, told.listen(events, tab, origins)).await;
    let _ = tab.devtools("ServiceWorker.disable", json!({})).await;
    if let Ok(listened) = listened {
        listened?;
    }
    Ok(told.registered(origins))
}

/// What the browser tells of registrations and workers, by their ids.
#[derive(Debug, Default)]
struct Told {
    scopes: BTreeMap<String, String>,
    versions: BTreeMap<String, Value>,
}

impl Told {
    /// Listens until a worker runs for each registration of the origins.
    async fn listen(
        &mut self,
        mut events: Events,
        tab: &Tab,
        origins: &BTreeSet<String>,
    ) -> Result<(), DriverError> {
        let mut started = BTreeSet::new();
        while let Ok(event) = events.recv().await {
            if !EVENTS.contains(&event.method.as_str()) {
                continue;
            }
            self.hear(&event.params["params"]);
            // Scripts are told after their registrations, and those that run with them.
            let own = self.registered(origins);
            if own.is_empty() || own.iter().any(|worker| worker.script.is_empty()) {
                continue;
            }
            let stopped: Vec<_> = own.iter().filter(|worker| !worker.runs).collect();
            if stopped.is_empty() {
                return Ok(());
            }
            for worker in stopped {
                if started.insert(worker.scope.clone()) {
                    let params = json!({ "scopeURL": worker.scope });
                    tab.devtools("ServiceWorker.startWorker", params).await?;
                }
            }
        }
        Ok(())
    }

    fn hear(&mut self, params: &Value) {
        for registration in params["registrations"].as_array().into_iter().flatten() {
            let id = registration["registrationId"].as_str().unwrap_or_default().to_owned();
            if registration["isDeleted"] == true {
                self.scopes.remove(&id);
            } else if let Some(scope) = registration["scopeURL"].as_str() {
                self.scopes.insert(id, scope.to_owned());
            }
        }
        for version in params["versions"].as_array().into_iter().flatten() {
            let id = version["versionId"].as_str().unwrap_or_default().to_owned();
            self.versions.insert(id, version.clone());
        }
    }

    fn registered(&self, origins: &BTreeSet<String>) -> Vec<Registered> {
        let is_own =
            |scope: &str| Url::parse(scope).is_ok_and(|url| origins.contains(&origin(&url)));
        let own = self.scopes.iter().filter(|(_, scope)| is_own(scope));
        let text = |value: &Value| value.as_str().map(str::to_owned);
        own.map(|(id, scope)| {
            let mut versions: Vec<_> = self.versions.values().collect();
            versions.retain(|it| it["registrationId"] == *id && it["status"] != "redundant");
            let script = versions.iter().find_map(|version| text(&version["scriptURL"]));
            versions.retain(|version| version["runningStatus"] == "running");
            Registered {
                scope: scope.clone(),
                script: script.unwrap_or_default(),
                runs: versions.iter().any(|version| version["status"] == "activated"),
                targets: versions.iter().filter_map(|it| text(&it["targetId"])).collect(),
            }
        })
        .collect()
    }
}

/// An address's origin, as browsers write it.
pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

#[cfg(test)]
mod tests {
    use super::Told;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn registrations_are_those_of_the_portal_that_were_not_ended() {
        let mut told = Told::default();
        let scope = |id: &str, scope: &str, gone: bool| json!({ "registrationId": id, "scopeURL": scope, "isDeleted": gone });
        told.hear(&json!({ "registrations": [
            scope("0", "https://portal.example/", false),
            scope("1", "https://chat.example/", false),
            scope("2", "https://portal.example/old/", false),
        ] }));
        told.hear(&json!({ "registrations": [scope("2", "https://portal.example/old/", true)] }));
        let version = |id: &str, of: &str, status: &str, running: &str| {
            json!({
                "versionId": id,
                "registrationId": of,
                "status": status,
                "runningStatus": running,
                "scriptURL": "https://portal.example/worker.js",
                "targetId": format!("T{id}"),
            })
        };
        told.hear(&json!({ "versions": [
            version("0", "0", "redundant", "running"),
            version("1", "0", "activated", "stopped"),
            version("2", "0", "installed", "running"),
            version("3", "1", "activated", "running"),
        ] }));
        let origins = BTreeSet::from(["https://portal.example".to_owned()]);
        let own = told.registered(&origins);
        assert_eq!(own.len(), 1);
        assert_eq!(own[0].script, "https://portal.example/worker.js");
        assert!(!own[0].runs, "one that waits does not answer");
        assert_eq!(own[0].targets, BTreeSet::from(["T2".to_owned()]));
        told.hear(&json!({ "versions": [version("1", "0", "activated", "running")] }));
        let own = told.registered(&origins);
        assert_eq!((own[0].runs, own[0].targets.len()), (true, 2));
        assert!(told.registered(&BTreeSet::new()).is_empty());
    }
}
