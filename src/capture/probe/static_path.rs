//! Pages with health data at addresses that look like a style sheet's: what a cache in between takes for one, it keeps.

use super::{Client, Kit, Repeats, replay};
use crate::capture::Door;
use std::collections::BTreeSet;
use url::Url;
use wardround_checks::evidence::{Hit, Replay};

/// As many addresses as are tried, of different parts of the portal: which paths one answers is decided in one place.
const MOST: usize = 4;

/// Asks for pages at such addresses with the session; and where that gives health data, once more without.
pub async fn static_paths(
    client: &Client,
    repeats: &Repeats,
    kit: &Kit,
    door: &Door,
    replays: &mut Vec<Replay>,
) {
    let kind = "static-path";
    let pages = repeats.interfaces_first().into_iter().rev();
    for address in of_each_part(pages.filter_map(|address| Url::parse(&address.url).ok())) {
        for url in disguised(&address) {
            let answer = client.get(&url, Some(kit), "path of a style sheet", door).await;
            replays.push(replay(kind, &url, kit.with(), &answer, -1, door));
            if Hit::amount_to_phi(&answer.hits) {
                let again = client.get(&url, None, "path of a style sheet", door).await;
                let kind = "static-path-unauthenticated";
                replays.push(replay(kind, &url, "nothing", &again, -1, door));
            }
        }
    }
}

/// The first address of each part, by the first step of its path.
fn of_each_part(addresses: impl Iterator<Item = Url>) -> Vec<Url> {
    let mut known = BTreeSet::new();
    let part = |url: &Url| {
        let first = url.path_segments().and_then(|mut steps| steps.next().map(str::to_owned));
        (url.host_str().map(str::to_owned), first)
    };
    addresses.filter(|url| known.insert(part(url))).take(MOST).collect()
}

/// The forms that caches and servers read differently: a further part, a parameter, an escaped slash.
fn disguised(address: &Url) -> Vec<String> {
    let (path, query) = (address.path().trim_end_matches('/'), address.query());
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let base = &address[..url::Position::BeforePath];
    vec![
        format!("{base}{path}/x.css{query}"),
        format!("{base}{path};x.js{query}"),
        format!("{base}{path}%2fx.png{query}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::{disguised, of_each_part};
    use url::Url;

    #[test]
    fn a_page_in_three_disguises() {
        let page = Url::parse("https://portal.example:8443/records/?a=1#top").expect("an address");
        assert_eq!(
            disguised(&page),
            [
                "https://portal.example:8443/records/x.css?a=1",
                "https://portal.example:8443/records;x.js?a=1",
                "https://portal.example:8443/records%2fx.png?a=1",
            ]
        );
    }

    #[test]
    fn each_part_of_the_portal_has_its_turn() {
        let all = ["/home", "/records/results/1", "/records", "/a", "/b", "/c"];
        let urls = all.map(|path| format!("https://portal.example{path}"));
        let tried = of_each_part(urls.iter().filter_map(|url| Url::parse(url).ok()));
        let paths: Vec<_> = tried.iter().map(Url::path).collect();
        assert_eq!(paths, ["/home", "/records/results/1", "/a", "/b"]);
    }
}
