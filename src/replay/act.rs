//! Doing one action with mouse and keys, as a sighted person does it.

use super::{
    ReplayError,
    sought::{Found, Sought},
    stage::Stage,
};
use crate::{
    capture::{Collector, Spot, paste},
    driver::Chord,
    scenario::{Action, Field as FieldName, Locator, Text},
};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use wardround_checks::{
    evidence::{self, Act, NodeId, Page, Target, Verb},
    reads::State,
};

/// An element that was found: its place in the page it was found on.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) role: String,
    pub(super) name: String,
    pub(super) node: NodeId,
}

impl Stage<'_> {
    /// Does an action and says what was done to what.
    pub(super) async fn act(&self, action: &Action, at: u64) -> Result<Act, ReplayError> {
        let mut act =
            Act { verb: verb(action), target: None, field: None, keyboard: None, paste: None, at };
        match action {
            Action::Open(address) => self.open(address).await?,
            Action::Press(chord) => {
                let name = chord.to_string();
                let keys = Chord::parse(&name).ok_or_else(|| ReplayError::NotFound {
                    role: "key".to_owned(),
                    name,
                    path: String::new(),
                    candidates: Vec::new(),
                })?;
                self.tab.press(&keys).await?;
            }
            Action::Click(locator) => {
                let held = self.seek_locator(locator).await?;
                let spot = self.reach(&held).await?;
                act.target = Some(self.target(&held, &spot));
                self.tab.click(spot.x, spot.y).await?;
            }
            Action::Fill(fill) => {
                let held = self.seek_field(&fill.field).await?;
                let text = self.text(&fill.with).await?;
                // What was there before counts: once it is typed, every value is on the page.
                let before = self.spot(&held).await?;
                act.field = self.field(&held, &fill.with, &text, &before).await;
                let spot = self.fill(&held, &text).await?;
                act.target = Some(self.target(&held, &spot));
            }
            Action::Choose(choose) => {
                let held = self.seek_field(&choose.field).await?;
                let option = self.text(&choose.option).await?;
                let spot = self.spot(&held).await?;
                act.target = Some(self.target(&held, &spot));
                act.field = self.field(&held, &choose.option, &option, &spot).await;
                self.choose(&held, &option).await?;
            }
            Action::Attach(attach) => {
                let held = self.seek_field(&attach.field).await?;
                let spot = self.spot(&held).await?;
                act.target = Some(self.target(&held, &spot));
                let file = std::path::Path::new(&self.scenario.source.name).parent().map_or_else(
                    || attach.file.as_str().into(),
                    |folder| folder.join(attach.file.as_str()),
                );
                Collector::attach(&self.tab, held.node, &file).await?;
            }
        }
        Ok(act)
    }

    /// Tries to paste into the field of a password or a one-time code, before it is filled.
    pub(super) async fn try_paste(&self, action: &Action) -> Option<evidence::Paste> {
        let Action::Fill(fill) = action else { return None };
        if !matches!(*fill.with, Text::Secret(_) | Text::Totp(_)) {
            return None;
        }
        let held = self.seek_field(&fill.field).await.ok()?;
        let spot = self.reach(&held).await.ok()?;
        paste(&self.tab, &self.context, held.node, (spot.x, spot.y)).await.ok().flatten()
    }

    pub(super) async fn seek_locator(&self, locator: &Locator) -> Result<Held, ReplayError> {
        match (locator.role(), locator.name(), locator) {
            (Some(role), Some(name), _) => self.seek(role, name).await,
            (_, _, Locator::Css(css)) => self.seek_css(&css.select).await,
            _ => self.seek("element", "").await,
        }
    }

    pub(super) async fn seek_field(&self, field: &FieldName) -> Result<Held, ReplayError> {
        match field {
            FieldName::Named(name) => self.seek("field", name).await,
            FieldName::Css(css) => self.seek_css(&css.select).await,
        }
    }

    /// Looks for an element until it is there.
    async fn seek(&self, role: &str, name: &str) -> Result<Held, ReplayError> {
        let start = Instant::now();
        loop {
            let found = sought_on(self.page().await?, Sought { role, name });
            let held = |node| Held { role: role.to_owned(), name: name.to_owned(), node };
            let late = start.elapsed() >= self.patience;
            match found {
                Found::One(node) => return Ok(held(node)),
                Found::Several(count) if late => {
                    return Err(ReplayError::Ambiguous {
                        role: role.to_owned(),
                        name: self.scrub(name),
                        path: self.path().await,
                        count,
                    });
                }
                Found::None(candidates) if late => {
                    return Err(ReplayError::NotFound {
                        role: role.to_owned(),
                        name: self.scrub(name),
                        path: self.path().await,
                        candidates: candidates.iter().map(|name| self.scrub(name)).collect(),
                    });
                }
                _ => sleep(Duration::from_millis(120)).await,
            }
        }
    }

    async fn seek_css(&self, selector: &str) -> Result<Held, ReplayError> {
        let start = Instant::now();
        loop {
            self.page().await?;
            if let Some(node) = Collector::select(&self.tab, selector).await? {
                return Ok(Held { role: "css".to_owned(), name: selector.to_owned(), node });
            }
            if start.elapsed() >= self.patience {
                return Err(ReplayError::NotFound {
                    role: "element".to_owned(),
                    name: selector.to_owned(),
                    path: self.path().await,
                    candidates: Vec::new(),
                });
            }
            sleep(Duration::from_millis(120)).await;
        }
    }

    /// Where an element is, scrolled into view.
    pub(super) async fn spot(&self, held: &Held) -> Result<Spot, ReplayError> {
        Ok(Collector::spot(&self.tab, held.node).await?)
    }

    /// Where an element can be clicked; waits for what covers it to go away.
    async fn reach(&self, held: &Held) -> Result<Spot, ReplayError> {
        let start = Instant::now();
        loop {
            let spot = self.spot(held).await?;
            if spot.hit {
                return Ok(spot);
            }
            if start.elapsed() >= self.patience {
                return Err(ReplayError::Covered {
                    role: held.role.clone(),
                    name: self.scrub(&held.name),
                    cover: self.scrub(spot.cover.as_deref().unwrap_or("something")),
                });
            }
            sleep(Duration::from_millis(120)).await;
        }
    }

    /// Puts text into a field: as keys where keys mean characters, by the field's own setter where the
    /// browser reads keys by locale (dates and the like).
    async fn fill(&self, held: &Held, text: &str) -> Result<Spot, ReplayError> {
        let spot = self.reach(held).await?;
        if spot.set_by_value {
            Collector::set_value(&self.tab, held.node, text).await?;
            return Ok(spot);
        }
        self.tab.click(spot.x, spot.y).await?;
        if !spot.empty {
            Collector::clear(&self.tab, held.node).await?;
        }
        self.tab.type_text(text).await?;
        Ok(spot)
    }

    async fn choose(&self, held: &Held, option: &str) -> Result<(), ReplayError> {
        let choice = Collector::choose(&self.tab, held.node, option).await?;
        if choice.chosen {
            return Ok(());
        }
        Err(ReplayError::NoOption {
            field: self.scrub(&held.name),
            option: self.scrub(option),
            candidates: choice.options.iter().map(|option| self.scrub(option)).collect(),
        })
    }

    fn target(&self, held: &Held, spot: &Spot) -> Target {
        Target {
            role: held.role.clone(),
            name: self.scrub(&held.name),
            node: None,
            selector: self.scrub(&spot.selector),
            html: self.scrub(&spot.html),
            bounds: spot.bounds,
        }
    }

    async fn field(
        &self,
        held: &Held,
        with: &Text,
        value: &str,
        spot: &Spot,
    ) -> Option<evidence::Field> {
        let (purpose, secret) = match with {
            Text::Patient(key) => (Some(key.clone()), None),
            Text::Secret(_) => (None, Some("password".to_owned())),
            Text::Totp(_) => (None, Some("one-time-code".to_owned())),
            _ => (None, None),
        };
        let offered = match &purpose {
            Some(_) => Collector::offers(&self.tab, held.node, value).await.unwrap_or(false),
            None => false,
        };
        Some(evidence::Field {
            purpose,
            secret,
            tag: spot.tag.clone(),
            kind: spot.kind.clone(),
            autocomplete: spot.autocomplete.clone(),
            form: spot.form.clone(),
            required: spot.required,
            empty: spot.empty,
            // What was there before it was typed over was offered too.
            offered: offered || !spot.empty,
        })
    }
}

/// Seeks on a page; the page and what follows from it are forgotten at once.
fn sought_on(page: Page, sought: Sought<'_>) -> Found {
    let step = evidence::Step { page: Some(page), ..evidence::Step::default() };
    let state = State::new(&step);
    state.page().map_or(Found::None(Vec::new()), |page| sought.on(page))
}

fn verb(action: &Action) -> Verb {
    match action {
        Action::Open(address) => Verb::Open(address.to_string()),
        Action::Fill(_) => Verb::Fill,
        Action::Choose(_) => Verb::Choose,
        Action::Click(_) => Verb::Click,
        Action::Press(chord) => Verb::Press(chord.to_string()),
        Action::Attach(_) => Verb::Attach,
    }
}
