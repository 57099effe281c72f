//! Waiting for what a step expects.

use super::{ReplayError, sought::squeezed, stage::Stage};
use crate::{
    capture::Collector,
    scenario::{Expectation, Planted, SessionState},
};
use std::time::Duration;
use tokio::time::{Instant, sleep};
use wardround_checks::{
    derived::{self, Element},
    evidence::{Held, NodeId, Step},
    reads::State,
};

/// What an expectation looks for, in words for evidence and errors.
struct Wanted {
    kind: &'static str,
    what: String,
}

impl Stage<'_> {
    /// Waits until an expectation holds.
    pub(super) async fn expect(&self, expectation: &Expectation) -> Result<Held, ReplayError> {
        let wanted = wanted(expectation);
        let start = Instant::now();
        loop {
            let seen = self.holds(expectation).await?;
            let said = self.scrub(&wanted.what);
            if seen.held {
                return Ok(Held {
                    kind: wanted.kind.to_owned(),
                    what: said,
                    held: true,
                    node: None,
                });
            }
            if start.elapsed() >= self.patience {
                return Err(ReplayError::Unmet {
                    kind: wanted.kind,
                    what: said,
                    path: self.path().await,
                    instead: seen.instead.iter().map(|text| self.scrub(text)).collect(),
                    limit: self.patience,
                });
            }
            sleep(Duration::from_millis(120)).await;
        }
    }

    async fn holds(&self, expectation: &Expectation) -> Result<Seen, ReplayError> {
        Ok(match expectation {
            Expectation::Path(path) => {
                let url = self.tab.url().await?;
                let now = url::Url::parse(&url).map_or(url, |url| url.path().to_owned());
                Seen { held: now == path.as_str(), instead: vec![now] }
            }
            Expectation::Heading(name) => {
                let step = Step { page: Some(self.page().await?), ..Step::default() };
                let headings = State::new(&step).page().map(headings).unwrap_or_default();
                let wanted = squeezed(name);
                Seen { held: headings.contains(&wanted), instead: headings }
            }
            Expectation::Status(text) | Expectation::Text(text) => self.shows(text).await?,
            Expectation::Shows(planted) => match self.scenario.planted_value(planted) {
                Some(value) => Seen { instead: Vec::new(), ..self.shows(value).await? },
                None => Seen { held: false, instead: vec![key(planted)] },
            },
            // Words of the flow about itself: where health rules start, and where nothing may be left.
            Expectation::Session(_) => Seen { held: true, instead: Vec::new() },
            Expectation::Call(_) => {
                let peers = Collector::peers(&self.tab).await.unwrap_or_default();
                let states: Vec<_> = peers.iter().map(|peer| peer.state.clone()).collect();
                let flowing =
                    peers.iter().any(|peer| peer.state == "connected" && peer.packets > 50);
                Seen { held: flowing, instead: states }
            }
        })
    }

    async fn shows(&self, text: &str) -> Result<Seen, ReplayError> {
        let shown = squeezed(&Collector::text(&self.tab).await.unwrap_or_default());
        let held = shown.to_lowercase().contains(&squeezed(text).to_lowercase());
        Ok(Seen { held, instead: Vec::new() })
    }
}

struct Seen {
    held: bool,
    instead: Vec<String>,
}

/// The innermost exposed element whose text holds a text that was expected.
pub(super) fn node_of(page: derived::Page<'_>, held: &Held) -> Option<NodeId> {
    if !["status", "text", "heading"].contains(&held.kind.as_str()) {
        return None;
    }
    let wanted = squeezed(&held.what).to_lowercase();
    let says = |element: &Element<'_>| squeezed(&element.text()).to_lowercase().contains(&wanted);
    let mut inner = page.root().filter(says)?;
    while let Some(child) =
        inner.children().filter(|child| child.is_visible() && says(child)).last()
    {
        inner = child;
    }
    Some(inner.id)
}

fn headings(page: derived::Page<'_>) -> Vec<String> {
    page.elements()
        .filter(|element| element.role().name() == "heading" && element.is_exposed())
        .map(|element| squeezed(&element.name().text))
        .collect()
}

fn wanted(expectation: &Expectation) -> Wanted {
    let (kind, what) = match expectation {
        Expectation::Path(path) => ("path", path.to_string()),
        Expectation::Heading(name) => ("heading", name.to_string()),
        Expectation::Status(text) => ("status", text.to_string()),
        Expectation::Text(text) => ("text", text.to_string()),
        Expectation::Shows(planted) => ("shows", key(planted)),
        Expectation::Session(state) => (
            "session",
            match **state {
                SessionState::Begun => "begun",
                SessionState::Raised => "raised",
                SessionState::Over => "over",
            }
            .to_owned(),
        ),
        Expectation::Call(_) => ("call", "connected".to_owned()),
    };
    Wanted { kind, what }
}

fn key(planted: &Planted) -> String {
    format!("⟦{}⟧", planted.key())
}
