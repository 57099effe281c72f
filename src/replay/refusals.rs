//! How sign-in refuses: the patient's own name with a wrong password, and a name that nobody has.

use super::{
    Codes, ReplayError, Walker,
    sign_ins::another_like,
    stage::{PATIENCE, Stage},
};
use crate::{
    capture::{Collector, Door},
    driver::Browser,
    scenario::{Action, Located, Scenario, Secret, Step, Text},
};
use std::collections::BTreeMap;
use wardround_checks::evidence::{Hit, Refusal, Refusals};

/// A page's words are kept so far: what differs differs in the message.
const LONGEST: usize = 2000;

/// Signs in wrongly: with the patient's name twice, to see whether the page is the same each time, and with nobody's.
pub(super) async fn refusals(
    walker: &Walker<'_>,
    browser: &Browser,
    door: &Door,
) -> Result<Option<Refusals>, ReplayError> {
    let Some(place) = walker.scenario.steps.iter().position(asks_for_secret) else {
        return Ok(None);
    };
    let known = walker.scenario;
    let mut unknown = known.clone();
    for key in names_in(&known.steps[place]) {
        if let Some(value) = unknown.patient.get_mut(key) {
            *value = Located::new(another_like(value));
        }
    }
    let wrong = |secret: &Secret| Secret::new(another_like(secret.expose()));
    let secrets: BTreeMap<_, _> =
        walker.secrets.iter().map(|(name, secret)| (name.clone(), wrong(secret))).collect();
    let first = refused(walker, browser, known, &secrets, place, door).await?;
    let again = refused(walker, browser, known, &secrets, place, door).await?;
    let unknown = refused(walker, browser, &unknown, &secrets, place, door).await?;
    Ok(Some(Refusals { known: first, again, unknown }))
}

/// Whether a step types a password.
fn asks_for_secret(step: &Step) -> bool {
    step.act.iter().any(
        |action| matches!(&**action, Action::Fill(fill) if matches!(&*fill.with, Text::Secret(_))),
    )
}

/// The patient's values that a step types.
fn names_in(step: &Step) -> impl Iterator<Item = &String> {
    step.act.iter().filter_map(|action| match &**action {
        Action::Fill(fill) => match &*fill.with {
            Text::Patient(key) => Some(key),
            _ => None,
        },
        _ => None,
    })
}

async fn refused(
    walker: &Walker<'_>,
    browser: &Browser,
    scenario: &Scenario,
    secrets: &BTreeMap<String, Secret>,
    place: usize,
    door: &Door,
) -> Result<Refusal, ReplayError> {
    let context = browser.new_context().await?;
    let tab = context.new_tab().await?;
    tab.activate().await?;
    let listener = walker.listener.clone();
    // What is typed here is wrong, and no code of the patient's.
    let (patience, codes) = (PATIENCE, Codes::default());
    let stage =
        Stage { scenario, secrets, tab, context, recorder: None, listener, patience, codes };
    stage.open(&scenario.start).await?;
    stage.rest().await?;
    for script in &scenario.steps[..place] {
        stage.pass_step(script).await?;
    }
    for action in &scenario.steps[place].act {
        stage.act(action, 0).await?;
        stage.rest().await?;
    }
    // Without a portal all three would lead to the same page: the browser's own.
    if stage.tab.url().await?.starts_with("chrome-error:") {
        return Err(ReplayError::LedAway);
    }
    let mut text = Collector::text(&stage.tab).await?;
    for name in names_in(&scenario.steps[place]) {
        if let Some(typed) = scenario.patient.get(name) {
            text = text.replace(typed.as_str(), "");
        }
    }
    // The name that was typed stands in its field still.
    let let_in = Hit::amount_to_phi(&door.search(text.as_bytes(), "page"));
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let path = stage.path().await;
    stage.context.remove().await?;
    Ok(Refusal { path, text: door.scrub(&text).chars().take(LONGEST).collect(), let_in })
}
