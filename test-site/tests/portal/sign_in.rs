//! Two factors, three people, and everything that is refused on the way.

use wardround_test_site::persona::{
    ACCOUNT_ONE, ACCOUNT_STAFF, ACCOUNT_TWO, PATIENT_ONE, PATIENT_TWO,
};

use crate::client::{Browser, site};

#[tokio::test]
async fn each_sees_the_own_record_only() {
    let site = site(&[], 1).await;
    let mut one = Browser::new(&site.origin);
    let home = one.sign_in(&ACCOUNT_ONE).await;
    assert!(home.body.contains("<h1>Welcome, Thessaly</h1>"), "{}", home.body);
    assert!(home.body.contains(PATIENT_ONE.mrn) && !home.body.contains(PATIENT_TWO.mrn));

    let mut two = Browser::new(&site.origin);
    let home = two.sign_in(&ACCOUNT_TWO).await;
    assert!(home.body.contains(PATIENT_TWO.mrn) && !home.body.contains(PATIENT_ONE.mrn));

    let mut staff = Browser::new(&site.origin);
    let today = staff.sign_in(&ACCOUNT_STAFF).await;
    assert!(today.body.contains("<h1>Today in the clinics</h1>"), "{}", today.body);
    assert_eq!(staff.get("/records/history").await.status, 403);
    site.stop().await;
}

#[tokio::test]
async fn the_cookie_changes_at_both_factors_and_the_old_ones_are_worth_nothing() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    let csrf = browser.get("/sign-in").await.csrf();
    let visitor = browser.clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("username", ACCOUNT_ONE.username),
        ("password", ACCOUNT_ONE.password),
    ];
    browser.post("/sign-in", &fields).await;
    let halfway = browser.clone();
    browser.sign_in(&ACCOUNT_ONE).await;
    let ids: Vec<&String> =
        [&visitor, &halfway, &browser].iter().map(|each| &each.cookies["__Host-session"]).collect();
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
    assert!(ids.iter().all(|id| id.len() >= 43), "256 bits: {ids:?}");
    for mut old in [visitor, halfway] {
        let answer = old.get("/home").await;
        assert_eq!((answer.status, answer.location()), (303, "/sign-in"));
    }
    site.stop().await;
}

#[tokio::test]
async fn a_wrong_password_and_a_wrong_code_are_explained() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    let csrf = browser.get("/sign-in").await.csrf();
    let wrong = [("csrf", csrf.as_str()), ("username", "rowan.7fk2"), ("password", "no")];
    let answer = browser.post("/sign-in", &wrong).await;
    assert_eq!(answer.status, 422);
    for part in
        [r#"role="alert""#, r#"aria-invalid="true""#, r#"aria-describedby="password-error""#]
    {
        assert!(answer.body.contains(part), "{part}: {}", answer.body);
    }
    let nobody = [("csrf", csrf.as_str()), ("username", "nobody"), ("password", "no")];
    let other = browser.post("/sign-in", &nobody).await.body.replace("nobody", "rowan.7fk2");
    assert_eq!(answer.body, other, "the answer does not tell who has an account");

    let right = [
        ("csrf", csrf.as_str()),
        ("username", ACCOUNT_ONE.username),
        ("password", ACCOUNT_ONE.password),
    ];
    browser.post("/sign-in", &right).await;
    let csrf = browser.get("/second-factor").await.csrf();
    let answer = browser.post("/second-factor", &[("csrf", &csrf), ("code", "12")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.body.contains(r#"aria-describedby="code-hint code-error""#), "{}", answer.body);
    site.stop().await;
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let site = site(&[], 1).await;
    let mut browser = Browser::new(&site.origin);
    browser.sign_in(&ACCOUNT_ONE).await;
    for path in ["/records/history", "/appointments/1/cancel", "/messages/new", "/sign-out"] {
        assert_eq!(browser.post(path, &[("csrf", "guessed")]).await.status, 403, "{path}");
    }
    assert_eq!(browser.get("/home").await.status, 200);
    site.stop().await;
}
