//! What an audit is told beside the evidence.

use super::Date;
use std::collections::{BTreeMap, BTreeSet};
use wardround_checks::evidence::Flow;

/// What an audit is told beside the evidence.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// The day of the audit.
    pub today: Date,
    /// What is accepted.
    pub waivers: &'a [Waiver],
    /// The ids of the checks to run; all of them, when absent.
    pub only: Option<&'a BTreeSet<String>>,
    /// The first day of findings that are known from before, by fingerprint.
    pub first_seen: &'a BTreeMap<String, Date>,
    /// The screenshot of a step, by its place in the flow.
    pub picture: &'a dyn Fn(&Flow, usize) -> Option<Picture>,
}

/// A screenshot in the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its path, relative to the folder of the evidence, with `/`.
    pub path: String,
    /// Whether it shows the whole document, and not only what the window showed.
    pub whole: bool,
}

/// A finding that is accepted for a while.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The check's id.
    pub check: String,
    /// The scenario; any, when absent.
    pub scenario: Option<String>,
    /// The step; any, when absent.
    pub step: Option<String>,
    /// The accessible name or the selector of the thing; any, when absent.
    pub thing: Option<String>,
    /// Why it is acceptable.
    pub reason: String,
    /// The last day it is.
    pub until: Date,
}

impl Terms<'static> {
    /// An audit of everything, with nothing accepted, nothing known and no pictures.
    pub fn new(today: Date) -> Self {
        static NOTHING_KNOWN: BTreeMap<String, Date> = BTreeMap::new();
        Self { today, waivers: &[], only: None, first_seen: &NOTHING_KNOWN, picture: &|_, _| None }
    }
}
