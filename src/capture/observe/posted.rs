//! Requests with a body, as they were: for replays, in memory only, never to be written.

/// Longer bodies are not sent again.
const LONGEST: usize = 64 << 10;

/// A request with a body, as it was.
#[derive(Debug, Clone, Default)]
pub struct Posted {
    /// Its address.
    pub url: String,
    /// Its header fields.
    pub fields: Vec<(String, String)>,
    /// Its body.
    pub body: String,
    /// Where its answer leads to.
    pub location: Option<String>,
}

impl Posted {
    /// A request that may be sent again; none if its body is too long.
    pub(super) fn of(url: &str, fields: Vec<(String, String)>, body: &str) -> Option<Self> {
        (body.len() <= LONGEST).then(|| Self {
            url: url.to_owned(),
            fields,
            body: body.to_owned(),
            location: None,
        })
    }

    /// Learns the body, which came later; says whether it can be sent again.
    pub(super) fn learn(&mut self, body: &[u8]) -> bool {
        let text = std::str::from_utf8(body).ok().filter(|text| text.len() <= LONGEST);
        text.unwrap_or_default().clone_into(&mut self.body);
        text.is_some()
    }

    /// Learns where the answer leads to.
    pub(super) fn answered(&mut self, fields: &[(String, String)]) {
        self.location =
            fields.iter().find(|(name, _)| name == "location").map(|(_, at)| at.clone());
    }
}
