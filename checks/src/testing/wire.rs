//! Traffic, response by response.

use crate::evidence::{Body, CacheUse, Exchange, ExchangeId, Hit, Network, Party, Step};

/// Traffic, response by response.
#[derive(Debug, Default)]
pub(crate) struct Wire(Network);

impl Wire {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// A response with these fields, its body holding these canaries (`weak:zip` is a weak one).
    pub(crate) fn response(self, url: &str, fields: &[(&str, &str)], canaries: &[&str]) -> Self {
        let hits = canaries.iter().map(|name| hit(name, "body")).collect();
        self.exchange(url, fields, Body::Searched(hits))
    }

    /// A response whose body was not read.
    pub(crate) fn unread(self, url: &str, fields: &[(&str, &str)], why: &str) -> Self {
        self.exchange(url, fields, Body::Unread(why.to_owned()))
    }

    /// Changes the exchange that was added last.
    pub(crate) fn but(mut self, change: impl FnOnce(&mut Exchange)) -> Self {
        change(self.0.exchanges.last_mut().expect("an exchange"));
        self
    }

    /// The step with this traffic and nothing else.
    pub(crate) fn step(self) -> Step {
        Step { network: Some(self.0), ..Step::default() }
    }

    fn exchange(mut self, url: &str, fields: &[(&str, &str)], body: Body) -> Self {
        self.0.exchanges.push(Exchange {
            id: ExchangeId(u32::try_from(self.0.exchanges.len()).expect("a few responses")),
            at: 0,
            method: "GET".to_owned(),
            url: url.to_owned(),
            destination: "document".to_owned(),
            party: Party::First,
            initiator: None,
            sent: Vec::new(),
            request_fields: Vec::new(),
            recording: false,
            request_body: None,
            tokens: Vec::new(),
            status: Some(200),
            fields: fields
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            cache: CacheUse::Network,
            body,
            disclosures: None,
            messages: None,
            error: None,
            ended: Some(1),
            true_fields: true,
        });
        self
    }
}

/// A canary found somewhere; `weak:zip` is a weak one.
pub(crate) fn hit(name: &str, place: &str) -> Hit {
    let (canary, strong) = name.strip_prefix("weak:").map_or((name, true), |name| (name, false));
    Hit { canary: canary.to_owned(), strong, form: "raw".to_owned(), place: place.to_owned() }
}
