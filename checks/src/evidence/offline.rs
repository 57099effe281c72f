//! What service workers still give after sign-out, with the portal out of reach.

use super::{CacheUse, Hit};
use serde::{Deserialize, Serialize};

/// What was asked for after sign-out, while the browser had no network. Without a worker nothing is asked for.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offline {
    /// The service workers that were registered for the portal after sign-out.
    pub workers: Vec<Worker>,
    /// Control: whether a request of the tab failed because there was no network.
    pub cut: bool,
    /// Control: how many answers of the portal came over the network all the same.
    pub answered: u32,
    /// What was asked for.
    pub offers: Vec<Offer>,
    /// Why not all of it could be tried, in words for a person.
    pub error: Option<String>,
}

/// A service worker's registration.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Worker {
    /// The addresses that it answers for begin like this; scrubbed.
    pub scope: String,
    /// The address of its script, scrubbed.
    pub script: String,
    /// Control: whether a request of its own failed because there was no network.
    pub cut: bool,
}

/// An address that gave health data while the session lived, asked for without a network.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// The address, scrubbed.
    pub url: String,
    /// How it was asked for: `opened` in a tab, or `fetched` by a script of the page that sign-out leads to.
    pub how: String,
    /// The scope of the worker that may answer.
    pub scope: String,
    /// Where the answer came from; absent when none came.
    pub from: Option<CacheUse>,
    /// Canaries in what was given, and in what the page shows.
    pub hits: Vec<Hit>,
    /// Why that is not known.
    pub error: Option<String>,
}
