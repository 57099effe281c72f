//! Files in a store, asked for without session and signature; and the store, asked for its list.

use super::{Client, Repeats, after, replay};
use crate::capture::Door;
use std::collections::BTreeSet;
use tokio::time::Instant;
use url::Url;
use wardround_checks::evidence::Replay;

/// As many files as are tried.
const MOST: usize = 8;
/// What the lists of S3, Google Cloud Storage and Azure begin with.
const LISTS: [&str; 2] = ["<ListBucketResult", "<EnumerationResults"];

/// Asks for each file in a store without session and signature, and each store for its list.
pub async fn unsigned(
    client: &Client,
    repeats: &Repeats,
    door: &Door,
    over: Instant,
) -> Vec<Replay> {
    let (mut replays, mut known) = (Vec::new(), BTreeSet::new());
    for mut url in repeats.stored().filter_map(|address| Url::parse(address).ok()).take(MOST) {
        url.set_query(None);
        url.set_fragment(None);
        if !known.insert(url.to_string()) {
            continue;
        }
        let answer = client.get(url.as_str(), None, "a file without its signature", door).await;
        replays.push(replay("unsigned", url.as_str(), "nothing", &answer, after(over), door));
        let Some(list) = list_of(&url).filter(|list| known.insert(list.to_string())) else {
            continue;
        };
        let answer = client.get(list.as_str(), None, "the list of a store", door).await;
        let body = String::from_utf8_lossy(&answer.body);
        let lists = LISTS.iter().any(|start| body.contains(start));
        let said = replay("listing", list.as_str(), "nothing", &answer, after(over), door);
        replays.push(Replay { lists, ..said });
    }
    replays
}

/// Where a store would list what is in it: the container of an Azure address, the bucket where it stands in the path, the
/// root of any other.
fn list_of(file: &Url) -> Option<Url> {
    let mut list = file.clone();
    let host = file.host_str()?.to_owned();
    let azure = host.ends_with(".blob.core.windows.net");
    let in_path = host.starts_with("s3") && host.ends_with(".amazonaws.com")
        || host == "storage.googleapis.com";
    let first = file.path_segments()?.next().unwrap_or_default().to_owned();
    list.set_path(if azure || in_path { &first } else { "/" });
    list.set_query(Some(if azure { "restype=container&comp=list" } else { "list-type=2" }));
    Some(list)
}

#[cfg(test)]
mod tests {
    use super::list_of;
    use url::Url;

    #[test]
    fn each_kind_of_store_has_its_list_elsewhere() {
        for (file, list) in [
            ("https://clinic.s3.amazonaws.com/a/b", "https://clinic.s3.amazonaws.com/?list-type=2"),
            ("https://s3.amazonaws.com/clinic/b", "https://s3.amazonaws.com/clinic?list-type=2"),
            (
                "https://clinic.blob.core.windows.net/letters/a",
                "https://clinic.blob.core.windows.net/letters?restype=container&comp=list",
            ),
            (
                "https://storage.googleapis.com/clinic/a",
                "https://storage.googleapis.com/clinic?list-type=2",
            ),
            ("https://portal.example/records/a", "https://portal.example/?list-type=2"),
        ] {
            let file = Url::parse(file).expect("an address");
            assert_eq!(list_of(&file).map(String::from).as_deref(), Some(list));
        }
    }
}
