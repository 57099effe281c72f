//! The sign-in experiment: the patient signs in several times side by side, each time in a context that knows nothing.
//!
//! What the session's cookies are before and after each step shows whether a session gets an id of its own when it
//! begins. What they open at each step shows whether one factor is enough. One sign-in finds ids that somebody put there
//! before; one is another patient's; one is an account's that is disabled.

use super::{
    Event, ReplayError, Walker,
    after::Ending,
    flow::chain,
    refusals,
    stage::{PATIENCE, Stage},
};
use crate::{
    capture::{Client, Door, Kit, Recorder, identifiers, replay},
    driver::Browser,
    scenario::{Account, Probe, Scenario, Secret, SessionState},
};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use url::Url;
use wardround_checks::evidence::{Hit, Liveness, Replay, SignIn, SignInKind, SignInStage, SignIns};

/// How long a page may take to appear that should not.
const REFUSAL: Duration = Duration::from_secs(3);
/// As many ids of visitors are taken for comparison as this.
const VISITORS: usize = 5;
/// As many of the first patient's addresses are tried with the second patient's session.
const MOST: usize = 12;
/// How the canaries of the second patient are called.
const SECOND: &str = "second_patient";

/// Everything that the sign-ins share.
struct Entrance<'e> {
    walker: &'e Walker<'e>,
    browser: &'e Browser,
    client: Client,
    probe: &'e str,
    names: &'e BTreeSet<String>,
    host: String,
    secure: bool,
    door: Door,
}

/// A sign-in, and what its session is made of.
struct Entered {
    record: SignIn,
    kit: Kit,
}

impl Walker<'_> {
    /// Runs the experiment in the walk's own browser.
    pub(super) async fn sign_ins(
        &self,
        browser: &Browser,
        stage: &Stage<'_>,
        recorder: &Recorder,
        ending: &Ending,
    ) -> Result<Option<SignIns>, ReplayError> {
        let (Some(probe), Some(names)) = (ending.probe(), ending.session_cookies()) else {
            stage.note(
                "the sign-in experiment is left out: no request tells a live session from a dead one",
            );
            return Ok(None);
        };
        let what = "signing in again and again".to_owned();
        self.tell(Event::Probe { scenario: self.scenario.id().to_owned(), what });
        let base = self.scenario.target.base_url().ok();
        let host = base.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let mut entrance = Entrance {
            walker: self,
            browser,
            client: ending.client.clone(),
            probe,
            names,
            host,
            secure: base.is_some_and(|base| base.scheme() == "https"),
            door: recorder.with_door(|door| door.clone()),
        };
        let mut sign_ins = entrance.experiment(ending).await?;
        if self.scenario.steps.iter().any(|step| self.options.probes.run(Probe::Refusals, step)) {
            match refusals::refusals(self, browser, &entrance.door).await {
                Ok(refusals) => sign_ins.refusals = refusals,
                Err(error) => sign_ins.notes.push(format!("refusals: {}", chain(&error))),
            }
        }
        Ok(Some(sign_ins))
    }
}

impl Entrance<'_> {
    async fn experiment(&mut self, ending: &Ending) -> Result<SignIns, ReplayError> {
        let (scenario, secrets) = (self.walker.scenario, self.walker.secrets);
        let mut entered = Vec::new();
        let first = self.enter(SignInKind::Plain, scenario, secrets, &BTreeMap::new()).await?;
        let planted: BTreeMap<_, _> = first
            .kit
            .secrets()
            .filter(|(name, _)| self.names.contains(*name))
            .map(|(name, value)| (name.to_owned(), another_like(value)))
            .collect();
        entered.push(first);
        if !planted.is_empty() {
            entered.push(self.enter(SignInKind::Planted, scenario, secrets, &planted).await?);
        }
        entered.push(self.enter(SignInKind::Plain, scenario, secrets, &BTreeMap::new()).await?);
        self.ask_beside(&mut entered).await;
        let others = [
            (SignInKind::SecondPatient, SECOND, &scenario.second_patient),
            (SignInKind::DisabledAccount, "disabled_account", &scenario.disabled_account),
        ];
        for (kind, name, account) in others {
            let Some(account) = account else { continue };
            let (scenario, secrets) = self.of_account(name, account);
            let mut other = [self.enter(kind, &scenario, &secrets, &BTreeMap::new()).await?];
            self.ask_beside(&mut other).await;
            entered.extend(other);
        }
        let mut sign_ins = SignIns {
            probe: crate::capture::url(&self.door, self.probe),
            cookies: self.names.iter().cloned().collect(),
            foreign: Vec::new(),
            ..SignIns::default()
        };
        let second = entered.iter().find(|one| one.record.kind == SignInKind::SecondPatient);
        if let Some(second) = second {
            self.ask_for_the_first(&second.kit, ending, &mut sign_ins.foreign).await;
        }
        sign_ins.identifiers = self.identifiers(&entered).await;
        sign_ins.entries = entered.into_iter().map(|entered| entered.record).collect();
        Ok(sign_ins)
    }

    /// Asks whether sessions live beside each other.
    async fn ask_beside(&self, entered: &mut [Entered]) {
        for entered in entered {
            entered.record.at_end = self.ask(&entered.kit, "session beside others").await;
        }
    }

    /// The scenario and the secrets of another account.
    fn of_account(&self, name: &str, account: &Account) -> (Scenario, BTreeMap<String, Secret>) {
        let mut secrets = self.walker.secrets.clone();
        for secret in account.secrets.keys() {
            if let Some(value) = self.walker.secrets.get(&format!("{name}.{secret}")) {
                secrets.insert(secret.clone(), value.clone());
            }
        }
        (self.walker.scenario.of_account(account), secrets)
    }

    /// Signs in as the scenario does, in a context of its own; `planted` is put there before.
    async fn enter(
        &mut self,
        kind: SignInKind,
        scenario: &Scenario,
        secrets: &BTreeMap<String, Secret>,
        planted: &BTreeMap<String, String>,
    ) -> Result<Entered, ReplayError> {
        let context = self.browser.new_context().await?;
        let tab = context.new_tab().await?;
        tab.activate().await?;
        let listener = self.walker.listener.clone();
        // Who is to be refused is not waited for as long.
        let patience = if kind == SignInKind::DisabledAccount { REFUSAL } else { PATIENCE };
        let codes = self.walker.options.codes.clone();
        let stage =
            Stage { scenario, secrets, tab, context, recorder: None, listener, patience, codes };
        let mut record = SignIn {
            kind,
            stages: Vec::new(),
            begun: false,
            at_end: Liveness::Unknown,
            stale: Vec::new(),
            stopped: None,
        };
        let mut kits: Vec<Kit> = Vec::new();
        for (name, value) in planted {
            let put = stage.context.set_cookie(name, value, &self.host, self.secure).await;
            if let Err(error) = put {
                record.stopped = Some(format!("the browser did not take the cookie: {error}"));
            }
        }
        stage.open(&scenario.start).await?;
        stage.rest().await?;
        kits.push(self.look(&stage, "", planted, &mut record).await?);
        for script in &*scenario.steps {
            if record.stopped.is_some() {
                break;
            }
            match stage.pass_step(script).await {
                Ok(()) => record.begun = script.session() == Some(SessionState::Begun),
                Err(error) => {
                    record.stopped = Some(format!("{}: {}", *script.name, chain(&error)));
                }
            }
            kits.push(self.look(&stage, &script.name, planted, &mut record).await?);
            if record.begun {
                break;
            }
        }
        let kit = kits.pop().unwrap_or_default();
        if record.begun {
            for (old, seen) in kits.iter().zip(&record.stages) {
                if !seen.ids.is_empty() && self.differ(old, &kit) {
                    let opens = self.ask(old, "ids from before sign-in").await;
                    record.stale.push((seen.step.clone(), opens));
                }
            }
        }
        stage.context.remove().await?;
        Ok(Entered { record, kit })
    }

    /// Looks at the cookies, and at what they open.
    async fn look(
        &mut self,
        stage: &Stage<'_>,
        step: &str,
        planted: &BTreeMap<String, String>,
        record: &mut SignIn,
    ) -> Result<Kit, ReplayError> {
        let kit = Kit::of(&stage.context.cookies().await?, &self.host);
        let of_session = || kit.secrets().filter(|(name, _)| self.names.contains(*name));
        let ids = of_session().map(|(name, value)| (name.to_owned(), self.door.hash(value)));
        let kept = of_session()
            .filter(|(name, value)| planted.get(*name).is_some_and(|planted| planted == value));
        let seen = SignInStage {
            step: step.to_owned(),
            ids: ids.collect(),
            planted: kept.map(|(name, _)| name.to_owned()).collect(),
            session: self.ask(&kit, "session while signing in").await,
        };
        record.stages.push(seen);
        for (name, value) in kit.secrets() {
            if value.len() >= 16 {
                self.door.add_secret(&format!("cookie:{name}"), value);
            }
        }
        Ok(kit)
    }

    async fn ask(&self, kit: &Kit, purpose: &str) -> Liveness {
        self.client.get(self.probe, Some(kit), purpose, &self.door).await.session()
    }

    /// Whether two kits are different sessions.
    fn differ(&self, one: &Kit, other: &Kit) -> bool {
        let values = |kit: &Kit| -> Vec<_> {
            kit.secrets()
                .filter(|(name, _)| self.names.contains(*name))
                .map(|(name, value)| (name.to_owned(), value.to_owned()))
                .collect()
        };
        values(one) != values(other)
    }

    /// Asks for the first patient's addresses with the second patient's session.
    async fn ask_for_the_first(&self, kit: &Kit, ending: &Ending, replays: &mut Vec<Replay>) {
        let is_own = |hit: &Hit| hit.canary.starts_with(SECOND);
        for address in ending.addresses().take(MOST) {
            let answer =
                self.client.get(address, Some(kit), "another patient's session", &self.door).await;
            let said = replay("cross-patient", address, kit.with(), &answer, 0, &self.door);
            let (own, others): (Vec<_>, Vec<_>) = said.hits.iter().cloned().partition(is_own);
            let judged = |kind: &str, hits: Vec<Hit>| {
                let session = match answer.session() {
                    Liveness::Unknown => Liveness::Unknown,
                    _ if Hit::amount_to_phi(&hits) => Liveness::Alive,
                    _ => Liveness::Dead,
                };
                Replay { kind: kind.to_owned(), hits, session, ..said.clone() }
            };
            replays.push(judged("cross-patient", others));
            replays.push(judged("cross-patient-control", own));
        }
    }

    /// What the ids have in common: those of the sign-ins, and some that visitors get.
    async fn identifiers(
        &self,
        entered: &[Entered],
    ) -> Vec<wardround_checks::evidence::Identifiers> {
        let mut values: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for entered in entered.iter().filter(|entered| entered.record.begun) {
            let kept: BTreeSet<_> =
                entered.record.stages.last().into_iter().flat_map(|stage| &stage.planted).collect();
            for (name, value) in entered.kit.secrets() {
                // What somebody else made up says nothing of the server.
                if self.names.contains(name) && !kept.contains(&name.to_owned()) {
                    values.entry(name).or_default().push(value.to_owned());
                }
            }
        }
        let start = self.walker.scenario.target.url(&self.walker.scenario.start);
        for _ in 0..VISITORS {
            let Ok(start) = &start else { break };
            let answer = self.client.get(start.as_str(), None, "id of a visitor", &self.door).await;
            let lines = answer.fields.iter().filter(|(name, _)| name == "set-cookie");
            for (name, value) in
                lines.filter_map(|(_, line)| line.split(';').next()?.split_once('='))
            {
                if let Some(values) = values.get_mut(name.trim()) {
                    values.push(value.trim().to_owned());
                }
            }
        }
        values.into_iter().map(|(name, values)| identifiers(name, &values)).collect()
    }
}

/// A value of the same form that nobody gave out: each letter and digit moved on by one.
pub(super) fn another_like(value: &str) -> String {
    let next = |c: char| match c {
        '9' => '0',
        'f' | 'z' => 'a',
        'F' | 'Z' => 'A',
        c if c.is_ascii_alphanumeric() => char::from(u8::try_from(c).map_or(b'a', |byte| byte + 1)),
        c => c,
    };
    value.chars().map(next).collect()
}

#[cfg(test)]
mod tests {
    use super::another_like;

    #[test]
    fn another_value_has_the_same_form() {
        assert_eq!(another_like("a9f-Z_0"), "b0a-A_1");
        assert_eq!(another_like(""), "");
        assert_eq!(another_like("rowan.7fk2"), "spxbo.8al3");
    }
}
