//! Errors on purpose: what a server says when it is asked for what it does not have.

use super::{Client, Kit};
use crate::capture::{Door, observe};
use url::Url;
use wardround_checks::evidence::Provoked;

/// Causes three errors with a session, reading only: an address that does not exist, one of a record with a quotation
/// mark in it, and one that ends in a percent sign.
pub async fn provoke(
    client: &Client,
    base: &Url,
    record: Option<&str>,
    kit: &Kit,
    door: &Door,
    provoked: &mut Vec<Provoked>,
) {
    let nowhere = base.join("/wardround-looks-for-nothing").ok();
    let broken = record.and_then(|record| Url::parse(record).ok()).map(|mut url| {
        url.set_query(None);
        url.set_fragment(None);
        let path = format!("{}'", url.path());
        url.set_path(&path);
        url
    });
    let stray = base.join("/%").ok();
    let tries = [
        ("an address that does not exist", nowhere),
        ("a record with a quotation mark in its address", broken),
        ("an address that ends in a percent sign", stray),
    ];
    for (asked, url) in tries.into_iter().filter_map(|(asked, url)| Some((asked, url?))) {
        let answer = client.get(url.as_str(), Some(kit), "what an error tells", door).await;
        provoked.push(Provoked {
            asked: asked.to_owned(),
            url: observe::url(door, url.as_str()),
            status: answer.status,
            disclosures: observe::disclosures(&answer.body, false, door),
            hits: answer.hits,
            error: answer.error,
        });
    }
}
