//! The end of sessions: by hand, by the clock, and not put off by asking for it.

use std::time::Duration;

use reqwest::Method;
use tokio::time::sleep;
use wardround_test_site::persona::ACCOUNT_ONE;

use crate::client::{Browser, site};

/// At this scale the ten minutes are three seconds.
const SCALE: u32 = 200;

#[tokio::test]
async fn the_server_ends_an_idle_session_and_asking_for_the_time_does_not_prolong_it() {
    let site = site(&[], SCALE).await;
    let mut idle = Browser::new(&site.origin);
    idle.sign_in(&ACCOUNT_ONE).await;
    let mut busy = Browser::new(&site.origin);
    busy.sign_in(&ACCOUNT_ONE).await;
    for _ in 0..4 {
        sleep(Duration::from_secs(1)).await;
        idle.ask(Method::GET, "/session/remaining", "").await;
        idle.ask(Method::GET, "/visit/status", "").await;
        assert_eq!(busy.get("/records").await.status, 200);
    }
    assert_eq!(idle.ask(Method::GET, "/session/remaining", "").await.status, 401);
    assert_eq!(idle.get("/home").await.location(), "/sign-in");
    site.stop().await;
}

#[tokio::test]
async fn staying_signed_in_really_prolongs() {
    let site = site(&[], SCALE).await;
    let mut browser = Browser::new(&site.origin);
    let csrf = browser.sign_in(&ACCOUNT_ONE).await.csrf();
    for _ in 0..3 {
        sleep(Duration::from_millis(1500)).await;
        let answer = browser.ask(Method::POST, "/session/extend", &csrf).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.starts_with(r#"{"remaining":29"#), "{}", answer.body);
    }
    assert_eq!(browser.ask(Method::POST, "/session/extend", "guessed").await.status, 403);
    site.stop().await;
}

#[tokio::test]
async fn the_idle_faults_outlive_the_ten_minutes() {
    for (fault, alive_after_twenty) in [("idle-none", true), ("idle-twenty", false)] {
        let site = site(&[fault], SCALE).await;
        let mut browser = Browser::new(&site.origin);
        browser.sign_in(&ACCOUNT_ONE).await;
        sleep(Duration::from_millis(3600)).await;
        let mut later = Browser::new(&site.origin);
        later.sign_in(&ACCOUNT_ONE).await;
        assert_eq!(browser.get("/records").await.status, 200, "{fault} after twelve minutes");
        sleep(Duration::from_millis(6600)).await;
        let alive = later.get("/records").await.status == 200;
        assert_eq!(alive, alive_after_twenty, "{fault} after twenty-two minutes");
        site.stop().await;
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_at_the_server() {
    for (fault, alive, cookie_gone) in [
        (None, false, true),
        (Some("logout-cookie-only"), true, true),
        (Some("back-forward-cache"), false, false),
    ] {
        let site = site(fault.as_slice(), 1).await;
        let mut browser = Browser::new(&site.origin);
        let csrf = browser.sign_in(&ACCOUNT_ONE).await.csrf();
        let mut before = browser.clone();
        let answer = browser.post("/sign-out", &[("csrf", &csrf)]).await;
        assert_eq!((answer.status, answer.location()), (303, "/signed-out"));
        assert_eq!(before.get("/home").await.status == 200, alive, "{fault:?}");
        assert_eq!(!browser.cookies.contains_key("__Host-session"), cookie_gone, "{fault:?}");
        site.stop().await;
    }
}
