//! The JSON Web Tokens of a flow that a script can read, each where it was seen.

use crate::{
    evidence::{Area, Exchange, Flow, Party, Step, Token},
    judgement::Subject,
};

/// A token where it was seen.
#[derive(Debug)]
pub struct SeenToken<'e> {
    /// What was recorded of it.
    pub token: &'e Token,
    /// What it stood in.
    pub subject: Subject,
    /// The same in words: `in localStorage`.
    pub place: String,
    /// The step where that was.
    pub step: usize,
    /// Whether it lay in `localStorage` or `sessionStorage`.
    pub in_web_storage: bool,
}

/// Every token that a script could read, in the order of the flow. Whatever went to third parties is theirs.
pub fn seen_tokens(flow: &Flow) -> Vec<SeenToken<'_>> {
    let steps = flow.steps.iter().enumerate();
    steps.flat_map(|(place, step)| sent(place, step).chain(kept(place, step))).collect()
}

fn sent(step: usize, recorded: &Step) -> impl Iterator<Item = SeenToken<'_>> {
    let exchanges = recorded.network.iter().flat_map(|network| &network.exchanges);
    let ours = exchanges.filter(|exchange: &&Exchange| exchange.party != Party::Third);
    ours.flat_map(move |exchange| {
        exchange.tokens.iter().map(move |token| SeenToken {
            token,
            subject: Subject::Exchange(exchange.id),
            place: match token.place.as_str() {
                "url" => "in the address".to_owned(),
                _ => "sent as `Authorization`".to_owned(),
            },
            step,
            in_web_storage: false,
        })
    })
}

fn kept(step: usize, recorded: &Step) -> impl Iterator<Item = SeenToken<'_>> {
    let cookies = recorded.storage.iter().flat_map(|storage| &storage.cookies);
    let readable = cookies.filter(|cookie| !cookie.http_only);
    let cookies = readable.flat_map(move |cookie| {
        cookie.tokens.iter().map(move |token| SeenToken {
            token,
            subject: Subject::Cookie(cookie.name.clone()),
            place: "in a cookie without `HttpOnly`".to_owned(),
            step,
            in_web_storage: false,
        })
    });
    let entries = recorded.storage.iter().flat_map(|storage| &storage.entries);
    let entries = entries.flat_map(move |entry| {
        entry.tokens.iter().map(move |token| SeenToken {
            token,
            subject: Subject::Stored(format!("{} {}", entry.area.name(), entry.key)),
            place: format!("in {}", entry.area.name()),
            step,
            in_web_storage: matches!(entry.area, Area::Local | Area::Session),
        })
    });
    cookies.chain(entries)
}
