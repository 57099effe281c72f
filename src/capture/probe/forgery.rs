//! A recorded request that changes something, once more: as another site's page would send it.
//!
//! Another site's page can make the browser send a form with the session's cookies. It cannot know a token, and it cannot
//! send a header field of its own without asking first.

use super::{Answer, Client, Kit, Request};
use crate::capture::{Door, observe};
use std::collections::BTreeSet;
use url::{Url, form_urlencoded};
use wardround_checks::evidence::{Attempt, Forgery};

/// No site has this name (RFC 6761).
const FOREIGN: &str = "https://foreign.invalid";
/// Fields that a page may send to another site without asking (Fetch, CORS-safelisted request-header).
const SAFELISTED: [&str; 3] = ["accept", "accept-language", "content-type"];
/// Fields that are the browser's or ours to set.
const NOT_REPEATED: [&str; 8] = [
    "connection",
    "content-length",
    "cookie",
    "host",
    "origin",
    "referer",
    "accept-encoding",
    "cache-control",
];
/// What the names of tokens against forgery have in them.
const TOKEN_WORDS: [&str; 6] = ["csrf", "xsrf", "token", "authenticity", "nonce", "verification"];

/// A request that changed something, and what came of it: as they were, never to be written.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The step in which it was sent.
    pub step: String,
    /// Its method.
    pub method: String,
    /// Its address.
    pub url: String,
    /// Its header fields.
    pub fields: Vec<(String, String)>,
    /// Its body.
    pub body: String,
    /// The status of its answer.
    pub status: u16,
    /// Where its answer led to.
    pub location: Option<String>,
}

/// Sends it as another site's page would; and if that is refused, as the portal's own page did.
pub async fn forge(client: &Client, change: &Change, kit: &Kit, door: &Door) -> Forgery {
    let (body, mut left_out) = without_tokens(change);
    for (name, _) in &change.fields {
        let kept = SAFELISTED.contains(&name.as_str()) || NOT_REPEATED.contains(&name.as_str());
        if !(kept || name.starts_with("sec-") || name == "user-agent" || name == "authorization") {
            left_out.insert(name.clone());
        }
    }
    let foreign = [("origin", FOREIGN), ("referer", FOREIGN), ("sec-fetch-site", "cross-site")];
    let forged =
        send(client, change, &body, &foreign, kit, door, |name| SAFELISTED.contains(&name)).await;
    let mut forgery = Forgery {
        step: change.step.clone(),
        method: change.method.clone(),
        url: observe::url(door, &change.url),
        left_out: left_out.into_iter().collect(),
        forged: attempt(&forged, change, None),
        control: None,
    };
    // Where the answer is a page, only a second one shows whether it says the same.
    if forgery.forged.accepted != Some(true) {
        let origin = Url::parse(&change.url).map(|url| url.origin().ascii_serialization());
        let origin = origin.unwrap_or_default();
        let own = [("origin", &*origin), ("referer", &*origin), ("sec-fetch-site", "same-origin")];
        let own = send(client, change, &change.body, &own, kit, door, |name| {
            !NOT_REPEATED.contains(&name) && !name.starts_with("sec-")
        })
        .await;
        forgery.forged = attempt(&forged, change, Some(&own));
        forgery.control = Some(attempt(&own, change, Some(&own)));
    }
    forgery
}

async fn send(
    client: &Client,
    change: &Change,
    body: &str,
    by: &[(&str, &str)],
    kit: &Kit,
    door: &Door,
    repeated: impl Fn(&str) -> bool,
) -> Answer {
    let session = kit.fields();
    let mut fields: Vec<(&str, &str)> = by.to_vec();
    fields.extend(session.iter().map(|(name, value)| (*name, value.as_str())));
    let recorded = change.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    fields.extend(recorded.filter(|(name, _)| repeated(name) && *name != "authorization"));
    // A page can only send what a form sends: anything else is asked for first.
    let is_form = |value: &str| {
        ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"]
            .iter()
            .any(|kind| value.to_ascii_lowercase().starts_with(kind))
    };
    if by.iter().any(|(_, value)| *value == "cross-site") {
        for field in fields.iter_mut().filter(|(name, _)| *name == "content-type") {
            if !is_form(field.1) {
                field.1 = "text/plain";
            }
        }
    }
    let request = Request {
        method: &change.method,
        url: &change.url,
        fields: &fields,
        body: Some(body.as_bytes()),
        with: kit.with(),
        purpose: "request of another site",
    };
    client.send(&request, door).await
}

/// The body without what another site cannot know, and the names of that.
fn without_tokens(change: &Change) -> (String, BTreeSet<String>) {
    let mut left_out = BTreeSet::new();
    let kind = change.fields.iter().find(|(name, _)| name == "content-type");
    if !kind.is_some_and(|(_, kind)| kind.starts_with("application/x-www-form-urlencoded")) {
        return (change.body.clone(), left_out);
    }
    let mut less = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(change.body.as_bytes()) {
        if is_token(&name, &value) {
            left_out.insert(name.into_owned());
        } else {
            less.append_pair(&name, &value);
        }
    }
    (less.finish(), left_out)
}

/// Whether a form field is a token against forgery: by its name, or by a value that nobody types.
fn is_token(name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let named = TOKEN_WORDS.iter().any(|word| name.contains(word));
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let letters = value.bytes().filter(u8::is_ascii_alphabetic).count();
    let plain = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.+/=".contains(&byte));
    named || (value.len() >= 20 && plain && digits >= 2 && letters >= 8)
}

fn attempt(answer: &Answer, change: &Change, control: Option<&Answer>) -> Attempt {
    let accepted = match answer.status {
        None | Some(408 | 425 | 429 | 500..) => None,
        Some(status) if status != change.status => Some(false),
        Some(300..=399) => Some(path(answer.field("location")) == path(change.location.as_deref())),
        Some(200) if !answer.body.is_empty() => control.map(|other| alike(answer, other)),
        Some(200..=299) => Some(true),
        Some(_) => Some(false),
    };
    Attempt { status: answer.status, accepted, error: answer.error.clone() }
}

/// The path that an address leads to.
fn path(location: Option<&str>) -> Option<String> {
    let location = location?;
    let path =
        Url::parse(location).map_or_else(|_| location.to_owned(), |url| url.path().to_owned());
    Some(path.split(['?', '#']).next().unwrap_or_default().to_owned())
}

/// Whether two answers say the same: nine in ten of their words.
fn alike(one: &Answer, other: &Answer) -> bool {
    let words = |answer: &Answer| -> BTreeSet<String> {
        String::from_utf8_lossy(&answer.body).split_whitespace().map(str::to_owned).collect()
    };
    let (one, other_words) = (words(one), words(other));
    let both = one.intersection(&other_words).count();
    let all = one.union(&other_words).count();
    other.status == Some(200) && both * 10 >= all * 9
}

#[cfg(test)]
mod tests {
    use super::{Change, attempt, is_token, without_tokens};
    use crate::capture::Answer;

    #[test]
    fn tokens_are_left_out_and_what_people_type_is_not() {
        for (name, value, expected) in [
            ("csrfmiddlewaretoken", "x", true),
            ("__RequestVerificationToken", "", true),
            ("form_key", "k9D2mQ7xR4tL8vN1pB6w", true),
            ("message", "May I walk to work again? 2 km is not far.", false),
            ("appointment", "2026-05-14T09:30:00", false),
            ("id", "1042", false),
        ] {
            assert_eq!(is_token(name, value), expected, "{name}");
        }
        let fields =
            vec![("content-type".to_owned(), "application/x-www-form-urlencoded".to_owned())];
        let change =
            Change { fields, body: "csrf=abc&agree=yes+please".to_owned(), ..Change::default() };
        let (body, left_out) = without_tokens(&change);
        assert_eq!(body, "agree=yes+please");
        assert_eq!(left_out.into_iter().collect::<Vec<_>>(), ["csrf"]);
        let json = Change { body: r#"{"csrf":"abc"}"#.to_owned(), ..Change::default() };
        assert_eq!(without_tokens(&json).0, json.body);
    }

    #[test]
    fn an_answer_like_the_recorded_one_accepts() {
        let answer = |status, location: Option<&str>, body: &str| Answer {
            status: Some(status),
            fields: location.map(|at| ("location".into(), at.to_owned())).into_iter().collect(),
            body: body.as_bytes().to_vec(),
            ..Answer::default()
        };
        let redirected =
            Change { status: 303, location: Some("/done?x=1".to_owned()), ..Change::default() };
        let page = Change { status: 200, ..Change::default() };
        let own = answer(200, None, "Thank you, it is confirmed");
        for (answer, change, control, expected) in [
            (answer(303, Some("https://portal.example/done"), ""), &redirected, None, Some(true)),
            (answer(303, Some("/sign-in"), ""), &redirected, None, Some(false)),
            (answer(403, None, ""), &redirected, None, Some(false)),
            (answer(503, None, ""), &redirected, None, None),
            (answer(200, None, "Thank you, it is confirmed"), &page, None, None),
            (answer(200, None, "Thank you, it is confirmed"), &page, Some(&own), Some(true)),
            (answer(200, None, "The form was open for too long"), &page, Some(&own), Some(false)),
        ] {
            assert_eq!(attempt(&answer, change, control).accepted, expected, "{answer:?}");
        }
        assert_eq!(attempt(&Answer::default(), &page, None).accepted, None);
    }
}
