//! What links lead to that share a name and no address.
//!
//! Asked for with GET, without a session, in scope only, twice a second, and a few for each page. Of what comes nothing
//! is kept but which contents are the same and which have not a word in common.

use super::{Client, Fetched};
use crate::capture::{Door, Scope};
use scraper::{Html, Selector};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};
use tokio::time::timeout;
use url::Url;
use wardround_checks::{
    derived::{ambiguous, spoken},
    evidence::{Destination, Page, Party},
};

/// So many addresses are asked for on behalf of one page.
const MOST: usize = 12;
const PATIENCE: Duration = Duration::from_secs(20);
const HOPS: usize = 5;
/// Fewer words than these say too little to tell that two contents are about different things.
const FEWEST_WORDS: usize = 3;

/// What shows something else than the words that stand there, the same for the same bytes.
const SHOWS_MORE: &str =
    "img, svg, canvas, video, audio, input, style, [style], [hidden], link[rel~=stylesheet]";
/// What leads somewhere from there.
const LEADS_ON: &str = "a[href], area[href], form, base[href]";
/// What may show anything at all, and not the same tomorrow.
const RUNS: &str = "script, [onload], iframe, frame, object, embed, template";

/// What an address shows, as far as it can be told without running it.
#[derive(Debug, Default)]
struct Content {
    /// Equal for what is the same to everybody; none when that is not known.
    likeness: Option<Vec<u8>>,
    /// Its words; none when they are not all that there is.
    words: Option<BTreeSet<String>>,
    asks_to_sign_in: bool,
}

/// Sees what is behind the links of a page, and adds it to the page.
pub async fn destinations(client: &Client, page: &mut Page, scope: &Scope, door: &Door) {
    let mut seen: Vec<(Destination, Content)> = Vec::new();
    let wanted: Vec<_> = ambiguous(page)
        .into_iter()
        .filter_map(|address| Url::parse(&address).ok())
        .filter(|address| is_in_scope(address, scope))
        .take(MOST)
        .collect();
    // What has been seen when the time is up counts.
    let _ = timeout(PATIENCE, async {
        for address in wanted {
            let found = destination(client, address, scope, door).await;
            seen.push(found);
        }
    })
    .await;
    page.destinations = compared(seen);
}

async fn destination(
    client: &Client,
    address: Url,
    scope: &Scope,
    door: &Door,
) -> (Destination, Content) {
    let mut destination = Destination { address: address.to_string(), ..Destination::default() };
    let mut at = address;
    for hop in 0..HOPS {
        let Some(fetched) = client.fetch(&at, door).await else { break };
        let (next, content) = read(&at, fetched);
        // Everything that asks to sign in first looks the same from outside.
        if content.asks_to_sign_in && hop > 0 {
            return (Destination { end: None, ..destination }, Content::default());
        }
        destination.end = Some(whole(&at).to_string());
        let Some(next) = next else { return (destination, content) };
        at = whole(&next);
        if !is_in_scope(&at, scope) {
            destination.end = Some(at.to_string());
            break;
        }
    }
    (destination, Content::default())
}

/// Where it redirects to at once, and what it shows.
fn read(at: &Url, fetched: Fetched) -> (Option<Url>, Content) {
    if let Some(location) = fetched.location.filter(|_| (300..400).contains(&fetched.status)) {
        return (at.join(&location).ok(), Content::default());
    }
    let Some(body) = fetched.body.filter(|_| fetched.status == 200) else {
        return (None, Content::default());
    };
    if !fetched.media_type.starts_with("text/html") {
        let likeness = Sha256::new_with_prefix(fetched.media_type.as_bytes()).chain_update(&body);
        let likeness = Some(likeness.finalize().to_vec());
        return (None, Content { likeness, ..Content::default() });
    }
    let document = Html::parse_document(&String::from_utf8_lossy(&body));
    match refresh(&document) {
        Some(next) => (at.join(&next).ok(), Content::default()),
        None => (None, content(&document, &body)),
    }
}

fn content(document: &Html, body: &[u8]) -> Content {
    let asks_to_sign_in = has(document, "input[type=password i]");
    let so_far = Content { asks_to_sign_in, ..Content::default() };
    if has(document, RUNS) {
        return so_far;
    }
    if has(document, SHOWS_MORE) {
        return Content { likeness: Some(Sha256::digest(body).to_vec()), ..so_far };
    }
    let text = text(document);
    let words = Some(spoken(&text).into_iter().collect());
    // The same words with other links are another page.
    let leads_on = has(document, LEADS_ON);
    let likeness = if leads_on { Sha256::digest(body).to_vec() } else { text.into_bytes() };
    Content { likeness: Some(likeness), words, ..so_far }
}

/// The address of a refresh without a delay.
fn refresh(document: &Html) -> Option<String> {
    let metas = Selector::parse("meta[http-equiv=refresh i][content]").ok()?;
    let content = document.select(&metas).next()?.attr("content")?.trim();
    let rest = content.strip_prefix('0')?.trim_start();
    let rest = rest.strip_prefix([';', ','])?.trim_start();
    let address = match rest.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("url") => {
            rest.get(3..)?.trim_start().strip_prefix('=')?.trim_start()
        }
        _ => rest,
    };
    Some(address.trim_matches(['"', '\'']).to_owned()).filter(|address| !address.is_empty())
}

fn has(document: &Html, what: &str) -> bool {
    Selector::parse(what).is_ok_and(|selector| document.select(&selector).next().is_some())
}

/// The texts of title and body.
fn text(document: &Html) -> String {
    let Ok(parts) = Selector::parse("title, body") else { return String::new() };
    let texts = document.select(&parts).flat_map(|part| part.text());
    texts.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}

fn compared(seen: Vec<(Destination, Content)>) -> Vec<Destination> {
    let mut numbers: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
    let (mut destinations, contents): (Vec<_>, Vec<_>) = seen.into_iter().unzip();
    for (destination, content) in destinations.iter_mut().zip(&contents) {
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        destination.content = content
            .likeness
            .as_ref()
            .map(|likeness| *numbers.entry(likeness.clone()).or_insert(next));
        destination.unlike = (0..)
            .zip(&contents)
            .filter(|(_, other)| content.is_unlike(other))
            .map(|(place, _)| place)
            .collect();
    }
    destinations
}

impl Content {
    fn is_unlike(&self, other: &Self) -> bool {
        let (Some(one), Some(other)) = (&self.words, &other.words) else { return false };
        one.len() >= FEWEST_WORDS && other.len() >= FEWEST_WORDS && one.is_disjoint(other)
    }
}

fn is_in_scope(address: &Url, scope: &Scope) -> bool {
    matches!(address.scheme(), "http" | "https")
        && address.has_host()
        && scope.party(address.as_str()) == Party::First
}

fn whole(address: &Url) -> Url {
    let mut whole = address.clone();
    whole.set_fragment(None);
    whole
}

#[cfg(test)]
mod tests {
    use super::{Fetched, compared, read};
    use url::Url;
    use wardround_checks::evidence::Destination;

    fn fetched(status: u16, body: &str) -> Fetched {
        Fetched {
            status,
            location: Some("/next".to_owned()),
            media_type: "text/html; charset=utf-8".to_owned(),
            body: Some(body.as_bytes().to_vec()),
        }
    }

    fn pair(one: &str, other: &str) -> Vec<Destination> {
        let at = Url::parse("http://portal.test/a").expect("an address");
        let content = |body| (Destination::default(), read(&at, fetched(200, body)).1);
        compared(vec![content(one), content(other)])
    }

    #[test]
    fn where_it_leads_at_once() {
        let at = Url::parse("http://portal.test/deep/a").expect("an address");
        for (status, body, expected) in [
            (302, "", Some("http://portal.test/next")),
            (200, "<p>Here", None),
            (
                200,
                "<meta http-equiv=refresh content='0; url=b'>",
                Some("http://portal.test/deep/b"),
            ),
            (200, "<meta http-equiv=Refresh content=\"0;URL='/b'\">", Some("http://portal.test/b")),
            (200, "<meta http-equiv=refresh content='5; url=b'>", None),
            (200, "<meta http-equiv=refresh content='0'>", None),
            (404, "<meta http-equiv=refresh content='0; url=b'>", None),
        ] {
            let next = read(&at, fetched(status, body)).0;
            assert_eq!(next.as_ref().map(Url::as_str), expected, "{status} {body}");
        }
    }

    #[test]
    fn contents_are_compared_as_far_as_they_tell() {
        for (one, other, same, unlike) in [
            ("<p>Call us", "<p>Call <b>us</b>", true, false),
            ("<title>A</title><p>Call us", "<title>B</title><p>Call us", false, false),
            ("<p>Call us now", "<p>Pay your bill", false, true),
            ("<p>Call us now", "<p>Pay us here", false, false),
            ("<p>Call us", "<p>Pay bills", false, false),
            ("<p>Call us now<img src=a>", "<p>Pay your bill<img src=b>", false, false),
            ("<p>Call us<img src=a>", "<p>Call us<img src=a>", true, false),
            ("<a href=a>PDF</a>", "<a href=b>PDF</a>", false, false),
            ("<a href=a>PDF</a>", "<a href=a>PDF</a>", true, false),
            ("<script src=a></script>", "<script src=a></script>", false, false),
        ] {
            let [first, second] = &pair(one, other)[..] else { panic!("two") };
            let are_same = first.content.is_some() && first.content == second.content;
            let are_unlike = first.unlike == [1] && second.unlike == [0];
            assert_eq!((are_same, are_unlike), (same, unlike), "{one} {other}");
        }
    }
}
