//! A scenario: what a patient gets done, step by step.

use super::persona::strength;
use super::{
    Action, Canary, Date, Effect, Expectation, Located, Planted, Policy, Probe, SessionState,
    Source, Target, Text,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A scenario file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// What the patient gets done, as one sentence.
    pub title: Located<String>,
    /// The path the flow starts at.
    pub start: Located<String>,
    /// The portal, and what may be done to it.
    pub target: Target,
    /// The synthetic patient, by what each value is for.
    #[serde(default)]
    pub patient: BTreeMap<String, Located<String>>,
    /// Further planted values, which are nobody's field.
    #[serde(default)]
    pub canaries: BTreeMap<String, Located<String>>,
    /// Secrets by name; each value names an environment variable.
    #[serde(default)]
    pub secrets: BTreeMap<String, Located<String>>,
    /// Another synthetic patient, who must not see the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_patient: Option<Account>,
    /// An account that is disabled, and must not get in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disabled_account: Option<Account>,
    /// The limits that the flow is measured by.
    #[serde(default)]
    pub policy: Policy,
    /// The steps.
    pub steps: Located<Vec<Step>>,
    /// Findings that somebody has accepted.
    #[serde(default)]
    pub waivers: Vec<Waiver>,
    /// The file, exactly as read.
    #[serde(skip)]
    pub source: Source,
}

/// Another account: what it has in the place of the patient's values and secrets.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its values, by the patient's keys.
    #[serde(default)]
    pub patient: BTreeMap<String, Located<String>>,
    /// Its secrets, by the scenario's names; each value names an environment variable.
    #[serde(default)]
    pub secrets: BTreeMap<String, Located<String>>,
}

/// One step: what to do, and what must then hold.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The step's name, and its folder's.
    pub name: Located<String>,
    /// What to do, in order.
    #[serde(default)]
    pub act: Vec<Located<Action>>,
    /// What must hold before evidence is taken.
    #[serde(default)]
    pub expect: Vec<Located<Expectation>>,
    /// What the step brings about, if it is more than a look.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// What to try on top of looking.
    #[serde(default)]
    pub probe: Vec<Located<Probe>>,
}

/// A finding that somebody has accepted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The check's id.
    pub check: Located<String>,
    /// The step's name.
    pub step: Located<String>,
    /// The accessible name of the thing.
    pub thing: Located<String>,
    /// Why it is acceptable.
    pub reason: Located<String>,
    /// The last day of the waiver.
    pub until: Located<Date>,
}

impl Scenario {
    /// How many of the first steps do and expect what another scenario's first steps do, for the same patient.
    pub fn shared_steps(&self, other: &Self) -> usize {
        let alike = self.target == other.target
            && (&self.start, &self.patient, &self.secrets)
                == (&other.start, &other.patient, &other.secrets);
        let pairs = self.steps.iter().zip(other.steps.iter());
        if alike { pairs.take_while(|(one, other)| one.does_the_same(other)).count() } else { 0 }
    }

    /// The scenario's id: its file's name without folder and ending.
    pub fn id(&self) -> &str {
        self.source.stem()
    }

    /// Every planted value by its key: the persona's, then those that are nobody's field.
    pub fn canaries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.patient
            .iter()
            .chain(&self.canaries)
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Every planted value, and whether it proves anything alone.
    pub fn planted(&self) -> impl Iterator<Item = Canary<'_>> {
        self.canaries().map(|(name, value)| Canary { name, value, strength: strength(name, value) })
    }

    /// A planted value by its full name.
    pub fn planted_value(&self, name: &Planted) -> Option<&str> {
        let value = match name {
            Planted::Patient(key) => self.patient.get(key),
            Planted::Canary(key) => self.canaries.get(key),
        };
        value.map(|value| value.as_str())
    }

    /// What a text stands for, unless it is a secret or names nothing.
    pub fn resolve<'a>(&'a self, text: &'a Text) -> Option<&'a str> {
        match text {
            Text::Plain(text) => Some(text),
            Text::Patient(key) => self.patient.get(key).map(|value| value.as_str()),
            Text::Canary(key) => self.canaries.get(key).map(|value| value.as_str()),
            Text::Secret(_) | Text::Totp(_) => None,
        }
    }

    /// The other accounts, each with its name in the scenario.
    pub fn accounts(&self) -> impl Iterator<Item = (&'static str, &Account)> {
        let second = self.second_patient.as_ref().map(|account| ("second_patient", account));
        let disabled = self.disabled_account.as_ref().map(|account| ("disabled_account", account));
        second.into_iter().chain(disabled)
    }

    /// The names of all secrets with the variables behind them; those of another account begin with its name and a full
    /// stop.
    pub fn variables(&self) -> impl Iterator<Item = (String, &Located<String>)> {
        let own = self.secrets.iter().map(|(name, variable)| (name.clone(), variable));
        own.chain(self.accounts().flat_map(|(account, Account { secrets, .. })| {
            secrets.iter().map(move |(name, variable)| (format!("{account}.{name}"), variable))
        }))
    }

    /// The same flow for another account.
    #[must_use]
    pub fn of_account(&self, account: &Account) -> Self {
        let mut other = self.clone();
        other.patient.extend(account.patient.clone());
        other
    }

    /// The environment variable behind a secret's name.
    pub fn variable(&self, secret: &str) -> Option<&str> {
        self.secrets.get(secret).map(|variable| variable.as_str())
    }

    /// A step by its name.
    pub fn step(&self, name: &str) -> Option<&Step> {
        self.steps.iter().find(|step| *step.name == name)
    }
}

impl Step {
    /// The line of the step's name in its file; 0 if it was not read from one.
    pub fn line(&self) -> u32 {
        self.name.place().line
    }

    /// Where the session stands after this step, if the step says.
    pub fn session(&self) -> Option<SessionState> {
        self.expect.iter().rev().find_map(|expected| match &**expected {
            Expectation::Session(state) => Some(**state),
            _ => None,
        })
    }

    /// Whether the step does and expects what another does; what is tried beside it is no matter.
    fn does_the_same(&self, other: &Self) -> bool {
        (&self.act, &self.expect) == (&other.act, &other.expect)
    }

    /// Whether the step asks for a probe.
    pub fn probes(&self, probe: Probe) -> bool {
        self.probe.iter().any(|asked| **asked == probe)
    }
}
