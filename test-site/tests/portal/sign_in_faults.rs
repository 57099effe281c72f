//! Faults of how sessions begin and end: what they do, and what the portal does without them.

use std::collections::BTreeSet;

use wardround_test_site::persona::{ACCOUNT_FORMER, ACCOUNT_ONE, ACCOUNT_TWO, PATIENT_ONE};

use crate::client::{Browser, site};

const SESSION: &str = "__Host-session";

#[tokio::test]
async fn a_session_gets_an_id_of_its_own_at_each_factor() {
    for (fault, at_password, at_code) in [
        (None, true, true),
        (Some("session-kept"), false, false),
        (Some("session-kept-at-code"), true, false),
        (Some("session-adopted"), true, true),
    ] {
        let site = site(fault.as_slice(), 1).await;
        let mut browser = Browser::new(&site.origin);
        browser.get("/sign-in").await;
        let visitor = browser.cookies[SESSION].clone();
        browser.code_page(&ACCOUNT_ONE).await;
        let half = browser.cookies[SESSION].clone();
        let mut browser = Browser::new(&site.origin);
        browser.code_page(&ACCOUNT_ONE).await;
        let before = browser.cookies[SESSION].clone();
        assert_eq!(visitor != half, at_password, "{fault:?}");
        browser.second_factor_answer(&ACCOUNT_ONE).await;
        let whole = browser.cookies[SESSION].clone();
        // Signing in again begins with a new visit, unless the id is kept.
        assert!(at_code || fault.is_some(), "{fault:?}");
        if fault.is_none() {
            assert_ne!(before, whole);
        }
        site.stop().await;
    }
}

#[tokio::test]
async fn the_password_once_more_opens_more_under_another_id() {
    for (faults, renewed) in [(&[][..], true), (&["session-kept-at-step-up"][..], false)] {
        let site = site(faults, 1).await;
        let mut browser = Browser::new(&site.origin);
        browser.sign_in(&ACCOUNT_ONE).await;
        assert_eq!(browser.get("/sharing").await.location(), "/sharing/confirm");
        let before = browser.cookies[SESSION].clone();
        let csrf = browser.get("/sharing/confirm").await.csrf();
        let wrong = [("csrf", csrf.as_str()), ("password", "not this one")];
        let refused = browser.post("/sharing/confirm", &wrong).await;
        assert!(refused.body.contains("not right") && refused.status == 422);
        assert_eq!(browser.cookies[SESSION], before);
        let right = [("csrf", csrf.as_str()), ("password", ACCOUNT_ONE.password)];
        browser.post("/sharing/confirm", &right).await;
        assert!(browser.get("/sharing").await.body.contains(PATIENT_ONE.mrn));
        assert_eq!(browser.cookies[SESSION] != before, renewed, "{faults:?}");
        browser.cookies.insert(SESSION.to_owned(), before);
        let opens = browser.get("/home").await.body.contains(PATIENT_ONE.mrn);
        assert_eq!(opens, !renewed, "{faults:?}");
        site.stop().await;
    }
}

#[tokio::test]
async fn an_id_that_nobody_gave_out_is_worth_nothing() {
    for (faults, adopted) in [(&[][..], false), (&["session-adopted"][..], true)] {
        let site = site(faults, 1).await;
        let mut browser = Browser::new(&site.origin);
        let chosen = "chosen-by-somebody-else".to_owned();
        browser.cookies.insert(SESSION.to_owned(), chosen.clone());
        browser.sign_in(&ACCOUNT_ONE).await;
        assert_eq!(browser.cookies[SESSION] == chosen, adopted, "{faults:?}");
        assert!(browser.get("/home").await.body.contains(PATIENT_ONE.mrn));
        site.stop().await;
    }
}

#[tokio::test]
async fn ids_are_long_and_follow_no_order() {
    for (faults, length, counted) in [
        (&[][..], 43, false),
        (&["session-id-short"][..], 8, false),
        (&["session-id-counter"][..], 32, true),
    ] {
        let site = site(faults, 1).await;
        let mut ids = Vec::new();
        for _ in 0..4 {
            let mut browser = Browser::new(&site.origin);
            browser.get("/sign-in").await;
            ids.push(browser.cookies[SESSION].clone());
        }
        assert!(ids.iter().all(|id| id.len() == length), "{ids:?}");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), 4);
        assert_eq!(ids.is_sorted() && ids[0].parse::<u64>().is_ok(), counted, "{ids:?}");
        site.stop().await;
    }
}

#[tokio::test]
async fn the_record_opens_after_the_code_only_and_for_its_patient_only() {
    for (faults, half, other) in [
        (&[][..], false, false),
        (&["half-session-reads"][..], true, false),
        (&["record-by-number"][..], false, true),
    ] {
        let site = site(faults, 1).await;
        let mut browser = Browser::new(&site.origin);
        browser.code_page(&ACCOUNT_ONE).await;
        assert_eq!(browser.get("/home").await.body.contains(PATIENT_ONE.mrn), half, "{faults:?}");
        let mut second = Browser::new(&site.origin);
        second.sign_in(&ACCOUNT_TWO).await;
        let home = second.get("/home?patient=1001").await.body;
        assert_eq!(home.contains(PATIENT_ONE.mrn), other, "{faults:?}");
        site.stop().await;
    }
}

#[tokio::test]
async fn sign_in_refuses_everybody_alike() {
    for (faults, told, let_in) in [
        (&[][..], false, false),
        (&["accounts-told"][..], true, false),
        (&["disabled-signs-in"][..], false, true),
    ] {
        let site = site(faults, 1).await;
        let mut said = Vec::new();
        for username in [ACCOUNT_ONE.username, "nobody.0a0a"] {
            let mut browser = Browser::new(&site.origin);
            let csrf = browser.get("/sign-in").await.csrf();
            let fields = [("csrf", csrf.as_str()), ("username", username), ("password", "wrong")];
            let body = browser.post("/sign-in", &fields).await.body;
            said.push(body.contains("username or the password"));
        }
        assert_eq!(said, [!told, true], "{faults:?}");
        let mut browser = Browser::new(&site.origin);
        let csrf = browser.get("/sign-in").await.csrf();
        let (name, password) = (ACCOUNT_FORMER.username, ACCOUNT_FORMER.password);
        let fields = [("csrf", csrf.as_str()), ("username", name), ("password", password)];
        assert_eq!(browser.post("/sign-in", &fields).await.status == 303, let_in, "{faults:?}");
        site.stop().await;
    }
}

#[tokio::test]
async fn nobody_comes_back_without_being_asked() {
    for (faults, back) in [(&[][..], false), (&["single-sign-on-kept"][..], true)] {
        let site = site(faults, 1).await;
        let mut browser = Browser::new(&site.origin);
        let csrf = browser.sign_in(&ACCOUNT_ONE).await.csrf();
        browser.post("/sign-out", &[("csrf", &csrf)]).await;
        let csrf = browser.get("/sign-in").await.csrf();
        let fields = [("csrf", csrf.as_str()), ("username", ""), ("password", "")];
        browser.post("/sign-in", &fields).await;
        let home = browser.get("/home").await.body;
        assert_eq!(home.contains(PATIENT_ONE.mrn), back, "{faults:?}");
        site.stop().await;
    }
}

#[tokio::test]
async fn a_form_without_its_token_changes_nothing() {
    for (faults, status) in [(&[][..], 403), (&["forgery-accepted"][..], 200)] {
        let site = site(faults, 1).await;
        let mut browser = Browser::new(&site.origin);
        browser.sign_in(&ACCOUNT_ONE).await;
        assert_eq!(browser.post("/records/history", &[]).await.status, status, "{faults:?}");
        assert_eq!(browser.post("/messages/read-all", &[]).await.status, 403, "{faults:?}");
        site.stop().await;
    }
}
