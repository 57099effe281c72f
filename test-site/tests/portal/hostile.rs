//! The pages that mistreat their visitors, and the portal that survives them.

use std::time::Duration;

use crate::client::{Browser, site};

#[tokio::test]
async fn one_hangs_one_leads_in_circles_one_pours_and_the_portal_still_stops() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    let answer = browser.get("/hostile/redirect").await;
    assert_eq!(answer.location(), "/hostile/redirect?turn=1");
    let answer = browser.get("/hostile/redirect?turn=41").await;
    assert_eq!(answer.location(), "/hostile/redirect?turn=42");
    let huge = browser.get("/hostile/huge").await;
    assert!(huge.body.len() >= 200 << 20, "{}", huge.body.len());
    let mut other = browser.clone();
    let hanging =
        tokio::time::timeout(Duration::from_millis(300), other.get("/hostile/hang")).await;
    assert!(hanging.is_err(), "it answered");
    tokio::time::timeout(Duration::from_secs(10), site.stop()).await.expect("the portal stops");
}
